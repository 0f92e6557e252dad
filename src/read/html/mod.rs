//! Web pages: as saved from a browser, out of a mail, or by Word.
//!
//! A page becomes a tree ([`parse`]) with what is declared of its elements ([`page`]); [`body`] finds where its text
//! stands, [`show`] puts down its lines as a browser would, and [`sort`] tells the text from what stands around it. What
//! is no text stays, as furniture.

mod body;
mod element;
mod holds;
mod label;
mod line;
mod list;
mod page;
mod parse;
mod piece;
mod show;
mod sort;
mod style;
mod table;
mod tree;

use super::encoding::decode;
use super::error::ReadError;
use super::format::ReadOptions;
use crate::source::{Origin, Source};
use body::Body;
use page::Page;

pub(super) use holds::holds;

/// Reads the page in `bytes`; `path` is what the source calls itself.
pub(super) fn read(bytes: &[u8], path: &str, options: &ReadOptions) -> Result<Source, ReadError> {
    let decoded = decode(bytes, label::label(bytes), options).map_err(ReadError::Text)?;
    let page = Page::new(parse::parse(&decoded.text));
    let body = Body::find(&page);
    let draft = sort::sort(&page, show::show(&page, &body));
    let origin =
        Origin { path: path.to_owned(), format: "html", encoding: decoded.encoding, bytes: bytes.len() as u64 };
    Ok(draft.finish(origin).damaged_in_turn(&decoded.damage))
}
