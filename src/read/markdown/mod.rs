//! Markdown: what is shown of it, line by line, with the places of the file.
//!
//! Knows CommonMark, tables, footnotes and front matter, and what Chinese authors write beside it (`#标题`). Decides nothing:
//! that a line is a heading is a hint, and a marker behind the `#` stays text.

mod flow;
mod item;
mod tag;

use super::encoding::decode;
use super::error::{ReadError, WriteError};
use super::format::{ReadOptions, WriteOptions};
use super::text;
use crate::diagnostic::Edit;
use crate::source::{Origin, Source};

/// Decodes `bytes` and shows what they say; `path` is what the source calls itself.
pub(super) fn read(bytes: &[u8], path: &str, options: &ReadOptions) -> Result<Source, ReadError> {
    let decoded = decode(bytes, None, options).map_err(ReadError::Text)?;
    let origin =
        Origin { path: path.to_owned(), format: "markdown", encoding: decoded.encoding, bytes: bytes.len() as u64 };
    let file = Source::new(decoded.text, origin).damaged(decoded.damage);
    Ok(flow::flow(file.text()).finish_in(file))
}

/// Makes `edits` in the bytes that were read, between the marks of Markdown.
pub(super) fn write(
    bytes: &[u8],
    source: &Source,
    edits: &[Edit],
    options: &WriteOptions,
) -> Result<Vec<u8>, WriteError> {
    let placed = |edit: &Edit| source.literal(edit.span).map(|span| Edit::new(span, edit.text.clone()));
    let placed: Option<Vec<Edit>> = edits.iter().map(placed).collect();
    text::write(bytes, source.file(), &placed.ok_or(WriteError::Marks)?, options)
}
