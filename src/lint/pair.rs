//! Pairs: the brackets and quotation marks that nothing closes.
//!
//! A pair is closed in its block. A quotation over several paragraphs may open again in each and is closed in the last;
//! and what a later paragraph closes was open until then. What stands in markers is none of its business.

use super::block::Block;
use super::sign::{Half, Pair};
use crate::document::{Document, Kind};
use crate::span::Span;
use crate::text::{is_blank, is_stop};

/// A pair that nothing closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Open {
    /// The character that opens it.
    pub(super) span: Span,
    pub(super) pair: Pair,
    /// The index of its block.
    pub(super) block: usize,
    /// Whether its closing half stands before it: ”这样“.
    pub(super) reversed: bool,
}

/// How many blocks later a pair may still be closed.
const REACH: usize = 40;

/// The pairs that nothing closes, at most one of a kind in a block.
pub(super) fn open(text: &str, document: &Document, blocks: &[Block], halves: &[Half]) -> Vec<Open> {
    let mut found = Vec::new();
    let mut pending: [Option<Pending>; Pair::COUNT] = [const { None }; Pair::COUNT];
    let mut speech = None;
    let mut at = 0;
    let mut waiting = false;
    let mut stacks: [Vec<Span>; Pair::COUNT] = Default::default();
    for (index, block) in blocks.iter().enumerate() {
        while halves.get(at).is_some_and(|half| half.at < block.span.start) {
            at += 1;
        }
        let first = at;
        while halves.get(at).is_some_and(|half| half.at < block.span.end) {
            at += 1;
        }
        if block.kind == Kind::Boilerplate || first == at && !waiting {
            continue;
        }
        // Numbering and quotations never cross a speech.
        let of = document.nodes()[block.first() as usize].parent.map(|parent| root(document, parent));
        if of != speech {
            pending.iter_mut().for_each(|slot| found.extend(slot.take().map(|p| p.open)));
            speech = of;
        }
        let mut markers = (block.nodes.clone()).filter_map(|i| document.nodes()[i as usize].marker).peekable();
        let mut closers = [0usize; Pair::COUNT];
        for half in &halves[first..at] {
            while markers.peek().is_some_and(|marker| marker.span.end <= half.at) {
                markers.next();
            }
            let in_marker = markers.peek().is_some_and(|marker| marker.span.start <= half.at);
            if in_marker || !counts(text, *half) {
                continue;
            }
            let kind = half.pair as usize;
            if half.opens {
                let len = if text.as_bytes()[half.at as usize] == b'(' { 1 } else { 3 };
                stacks[kind].push(Span::new(half.at, half.at + len));
            } else if stacks[kind].pop().is_none() {
                closers[kind] += 1;
            }
        }
        for (kind, slot) in pending.iter_mut().enumerate() {
            // Far most pairs are closed where they were opened.
            if stacks[kind].is_empty() && slot.is_none() {
                continue;
            }
            let unclosed = stacks[kind].pop();
            stacks[kind].clear();
            if let Some(before) = slot {
                let body = block.span.of(text);
                // （二） opens a paragraph as its marker; only a quotation opens again.
                let first = Pair::of(body.chars().next().unwrap_or_default());
                let again = before.open.pair.quotes() && first == Some((before.open.pair, true));
                let ends = body.chars().rev().find(|&c| !is_stop(c)) == Some(before.open.pair.closer());
                if closers[kind] > 0 || again && unclosed.is_none() && ends {
                    *slot = None;
                } else if again && unclosed.is_some() {
                    // It opens again and goes on.
                    before.since = index;
                    continue;
                } else if unclosed.is_some() || index > before.since + REACH {
                    found.extend(slot.take().map(|p| p.open));
                }
            }
            if let Some(span) = unclosed {
                let (pair, reversed) = (ALL[kind], closers[kind] > 0);
                *slot = Some(Pending { open: Open { span, pair, block: index, reversed }, since: index });
            }
        }
        waiting = pending.iter().any(Option::is_some);
    }
    pending.into_iter().for_each(|slot| found.extend(slot.map(|p| p.open)));
    // Blocks come in the order of the text, so their indexes do too.
    found.sort_by_key(|open| open.span.start);
    found
}

/// A pair that is not closed yet.
#[derive(Clone, Copy)]
struct Pending {
    open: Open,
    /// The block in which it was opened last.
    since: usize,
}

const ALL: [Pair; Pair::COUNT] = [
    Pair::Round,
    Pair::Shell,
    Pair::Lens,
    Pair::Title,
    Pair::InnerTitle,
    Pair::Double,
    Pair::Single,
    Pair::Corner,
    Pair::DoubleCorner,
];

/// Whether a half belongs to Chinese text: an apostrophe does not, nor does a bracket of a formula.
fn counts(text: &str, half: Half) -> bool {
    if !matches!(half.pair, Pair::Single | Pair::Round) {
        return true;
    }
    let at = half.at as usize;
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let mut after = text[at..].chars();
    let own = after.next().unwrap_or(' ');
    let after = after.next().unwrap_or(' ');
    match half.pair {
        Pair::Single => !(before.is_ascii_alphanumeric() || half.opens && after.is_ascii_alphanumeric()),
        // :( smiles, and f(x) is no Chinese.
        _ => own != '(' || !(is_blank(after) || before.is_ascii_alphanumeric() && after.is_ascii()),
    }
}

/// The node directly under the document above a node.
fn root(document: &Document, mut node: u32) -> u32 {
    while let Some(parent) = document.nodes()[node as usize].parent {
        node = parent;
    }
    node
}
