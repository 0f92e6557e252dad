//! Blocks: the nodes that stand in one paragraph of the text, a paragraph with its inline points.
//!
//! Groups nodes by the block in which they begin, and tells of each what most rules ask first: whether it is torn, and how it
//! ends.

use std::ops::Range;

use crate::document::{Document, Kind};
use crate::span::Span;
use crate::text::{is_closer, is_stop};

/// A paragraph of the text with the nodes in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Its nodes, speeches left out.
    pub(super) nodes: Range<u32>,
    /// From its first character to its last, stray line ends included.
    pub(super) span: Span,
    /// What its first node is.
    pub(super) kind: Kind,
    /// Whether it stands on several lines.
    pub(super) torn: bool,
    /// Its last character, a blank where it has none.
    pub(super) last: char,
}

impl Block {
    /// The node that opens it.
    pub(super) const fn first(&self) -> u32 {
        self.nodes.start
    }

    /// The node that ends it.
    pub(super) const fn last(&self) -> u32 {
        self.nodes.end - 1
    }

    /// Whether it is text of a speech, and neither a frame nor a heading.
    pub(super) const fn is_body(&self) -> bool {
        matches!(self.kind, Kind::Paragraph | Kind::Point)
    }

    /// Its lines.
    pub(super) fn lines<'a>(&self, text: &'a str) -> impl Iterator<Item = &'a str> {
        let (torn, mut rest) = (self.torn, Some(self.span.of(text)));
        std::iter::from_fn(move || {
            let text = rest.take()?;
            let Some((line, more)) = torn.then(|| text.split_once('\n')).flatten() else { return Some(text) };
            rest = Some(more);
            Some(line)
        })
    }

    /// Whether it ends in a mark.
    pub(super) const fn is_ended(&self) -> bool {
        is_stop(self.last) || is_closer(self.last) || matches!(self.last, '：' | ':' | '；' | ';' | '…' | '.' | '—')
    }

    /// Whether it ends in a colon.
    pub(super) const fn leads_in(&self) -> bool {
        matches!(self.last, '：' | ':')
    }
}

/// The blocks of a document in the order of the text.
pub(super) fn blocks(document: &Document, text: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(document.nodes().len());
    let mut of = None;
    // Nothing stands between far most parts.
    let breaks = |from: u32, to: u32| from < to && Span::new(from, to).of(text).contains('\n');
    for (node, i) in document.nodes().iter().zip(0u32..).filter(|(node, _)| node.kind != Kind::Speech) {
        let mut span = Span::new(node.position.start, node.position.start);
        let mut torn = node.marker.is_some_and(|marker| breaks(marker.span.start, marker.span.end));
        for part in node.marker.iter().map(|marker| &marker.span).chain(document.text_spans(node)) {
            torn |= breaks(span.end, part.start);
            span.end = part.end;
        }
        match out.last_mut() {
            Some(block) if of == Some(node.block) && block.nodes.end == i => {
                block.torn |= torn || breaks(block.span.end, span.start);
                block.nodes.end = i + 1;
                block.span.end = block.span.end.max(span.end);
            }
            _ => out.push(Block { nodes: i..i + 1, span, kind: node.kind, torn, last: ' ' }),
        }
        of = Some(node.block);
    }
    for block in &mut out {
        block.last = block.span.of(text).chars().next_back().unwrap_or(' ');
    }
    out
}
