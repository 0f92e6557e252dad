//! Web pages: as saved from a browser, out of a mail, or by Word.
//!
//! A page becomes a tree ([`parse`]) with what is declared of its elements ([`page`]); [`body`] finds where its text
//! stands, [`show`] puts down its lines as a browser would, and [`sort`] tells the text from what stands around it. What
//! is no text stays, as furniture.

mod archive;
mod body;
mod element;
mod error;
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
use crate::hint::{Furniture, Part};
use crate::source::{Origin, Source};
use body::Body;
use page::Page;

pub use error::HtmlError;
pub(super) use holds::holds;

/// Reads the page in `bytes`; `path` is what the source calls itself.
pub(super) fn read(bytes: &[u8], path: &str, options: &ReadOptions) -> Result<Source, ReadError> {
    let part = archive::is_archive(bytes).then(|| archive::page(bytes).ok_or(ReadError::Html(HtmlError::NoPage)));
    let part = part.transpose()?;
    let html = part.as_ref().map_or(bytes, |part| &part.page);
    let said = label::label(html).or(part.as_ref().and_then(|part| part.label.as_deref()));
    let decoded = decode(html, said, options).map_err(ReadError::Text)?;
    let page = Page::new(parse::parse(&decoded.text));
    let body = Body::find(&page);
    let lines = show::show(&page, &body);
    if lines.iter().all(|line| line.hint.part == Part::Furniture(Furniture::Hidden))
        && let Some(error) = HtmlError::of(&page)
    {
        return Err(ReadError::Html(error));
    }
    let draft = sort::sort(&page, lines);
    let origin =
        Origin { path: path.to_owned(), format: "html", encoding: decoded.encoding, bytes: bytes.len() as u64 };
    // In an archive bytes have another place.
    let damage = if part.is_some() { &[] } else { decoded.damage.as_slice() };
    Ok(draft.finish(origin).damaged_in_turn(damage))
}
