//! Blocks: the nodes that stand in one paragraph of the text, a paragraph with its inline points.
//!
//! Groups nodes by the block in which they begin; knows no character.

use std::ops::Range;

use crate::document::{Document, Kind};
use crate::span::Span;

/// A paragraph of the text with the nodes in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Its nodes, speeches left out.
    pub(super) nodes: Range<u32>,
    /// From its first character to its last, stray line ends included.
    pub(super) span: Span,
    /// What its first node is.
    pub(super) kind: Kind,
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
}

/// The blocks of a document in the order of the text.
pub(super) fn blocks(document: &Document) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut of = None;
    for (node, i) in document.nodes().iter().zip(0u32..).filter(|(node, _)| node.kind != Kind::Speech) {
        let own = document.text_spans(node).last().map(|span| span.end).or(node.marker.map(|marker| marker.span.end));
        let span = Span::new(node.position.start, own.unwrap_or(node.position.start));
        match out.last_mut() {
            Some(block) if of == Some(node.block) && block.nodes.end == i => {
                block.nodes.end = i + 1;
                block.span.end = block.span.end.max(span.end);
            }
            _ => out.push(Block { nodes: i..i + 1, span, kind: node.kind }),
        }
        of = Some(node.block);
    }
    out
}
