//! Writing back: edits of typed text, made in place in the main part of a document.
//!
//! Everything else stays as it is: the XML around the text, byte for byte, and the other parts of the package. What came out
//! is read once more before it is handed on; either all edits are in it, or none is made.

mod markup;
mod raw;

use std::collections::BTreeMap;
use std::ops::Range;

use super::line::Piece;
use super::package::Package;
use super::xml::{Node, Tree};
use super::{Shown, shown};
use crate::diagnostic::Edit;
use crate::hint::{Furniture, Part};
use crate::read::error::{Untyped, WriteError};
use crate::read::format::{ReadOptions, WriteOptions};
use crate::read::splice::splice;
use crate::source::Source;
use markup::Markup;

/// Makes edits of the text of `source` in the document that it was read from.
pub(in crate::read) fn write(
    bytes: &[u8],
    source: &Source,
    edits: &[Edit],
    options: &WriteOptions,
) -> Result<Vec<u8>, WriteError> {
    let mut package = Package::open(bytes).map_err(|_| WriteError::Changed)?;
    let name = package.document().map_err(|_| WriteError::Changed)?;
    let text = package.text(&name).ok().flatten().ok_or(WriteError::Changed)?;
    let tree = Tree::parse(&text).map_err(|_| WriteError::Changed)?;
    let shown = shown(&mut package, &name, &tree).map_err(|_| WriteError::Changed)?;
    if shown.draft.text() != source.text() {
        return Err(WriteError::Changed);
    }
    if package.has_twins() || !package.is_utf8(&name) {
        return Err(WriteError::Package);
    }
    let mut markup = Markup::new(&text, &tree, options.track_changes);
    for (node, changes) in changes(source, &shown, edits)? {
        let line = |at: usize| source.point(u32::try_from(at).unwrap_or(u32::MAX)).line;
        let refused = || WriteError::Untyped { line: line(changes.at), what: Untyped::Sign };
        let node = tree.node(node).ok_or_else(refused)?;
        markup.change(node, &changes).ok_or_else(refused)?;
    }
    let document = splice(text.as_bytes(), markup.splices());
    let document = String::from_utf8(document).map_err(|_| WriteError::Package)?;
    let new = package.replace(&name, &document).map_err(|_| WriteError::Package)?;
    let read = super::read(&new, "", &ReadOptions::default());
    let wanted = splice(source.text().as_bytes(), edits.iter().map(|edit| (edit.span.range(), &edit.text)));
    match read {
        Ok(read) if read.text().as_bytes() == wanted => Ok(new),
        _ => Err(WriteError::Package),
    }
}

/// What is changed in an element.
#[derive(Debug)]
struct Changes {
    /// Where its text begins in that of the document.
    at: usize,
    /// What it shows.
    shown: String,
    /// What is replaced in that, in order.
    parts: Vec<(Range<usize>, String)>,
}

/// What is changed in which element; an edit that spans several puts its text into the first.
fn changes(source: &Source, shown: &Shown, edits: &[Edit]) -> Result<BTreeMap<u32, Changes>, WriteError> {
    let mut out: BTreeMap<u32, Changes> = BTreeMap::new();
    for edit in edits {
        let untyped = |what| WriteError::Untyped { line: source.point(edit.span.start).line, what };
        check(source, edit).map_err(untyped)?;
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        let pieces = touched(&shown.pieces, start, end);
        let mut at = start;
        for (index, piece) in pieces.iter().enumerate() {
            // What stands between elements was typed by nobody.
            if piece.at > at {
                return Err(untyped(Untyped::Sign));
            }
            let until = end.min(piece.at + piece.length);
            let new = if index == 0 { edit.text.clone() } else { String::new() };
            let changes = out.entry(piece.node).or_insert_with(|| Changes {
                at: piece.at,
                shown: source.text().get(piece.at..piece.at + piece.length).unwrap_or_default().to_owned(),
                parts: Vec::new(),
            });
            changes.parts.push((at - piece.at..until - piece.at, new));
            at = until;
        }
        if pieces.is_empty() || at < end {
            return Err(untyped(Untyped::Sign));
        }
    }
    Ok(out)
}

/// The elements that an edit touches; what is put in goes to the one before it, where there is one.
fn touched(pieces: &[Piece], start: usize, end: usize) -> &[Piece] {
    let end_of = |piece: &Piece| piece.at + piece.length;
    if start < end {
        let first = pieces.partition_point(|piece| end_of(piece) <= start);
        let last = pieces.partition_point(|piece| piece.at < end);
        return pieces.get(first..last).unwrap_or_default();
    }
    let first = pieces.partition_point(|piece| end_of(piece) < start);
    let found = pieces.get(first..first + 1).unwrap_or_default();
    if found.iter().all(|piece| piece.at <= start) { found } else { &[] }
}

/// Whether an edit keeps to what was typed in the main text.
fn check(source: &Source, edit: &Edit) -> Result<(), Untyped> {
    let line = source.point(edit.span.start).line.saturating_sub(1);
    if edit.span.end > source.line(line).end || edit.text.contains(['\n', '\r']) {
        return Err(Untyped::LineEnd);
    }
    if edit.span.start < source.written(line).end {
        return Err(Untyped::Numbering);
    }
    match source.hint(line).part {
        Part::Furniture(Furniture::Header | Furniture::Footer | Furniture::Footnote | Furniture::Comment) => {
            Err(Untyped::Beside)
        }
        _ => Ok(()),
    }
}

/// The name of an element as its part writes it, with its prefix.
fn tag<'t>(text: &'t str, node: Node<'_>) -> Option<&'t str> {
    let inner = text.get(node.range())?.strip_prefix('<')?;
    inner.split(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).next()
}
