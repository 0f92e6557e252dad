//! Scan: every candidate at every possible place, and the cues of every block. It decides nothing.
//!
//! The last stage that reads characters for structure: what follows works on families, ordinals and shapes.

mod candidate;
mod cue;
mod inline;

use crate::block::{Block, Blocks};
use crate::grammar::Grammar;
use crate::source::Source;
use crate::span::Span;
use crate::text::Measure;

pub use candidate::{Candidate, Place};
pub use cue::{Cues, Piece};

/// What was seen in a source.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// One entry a block, in order.
    pub blocks: Vec<Seen>,
    /// All candidates, by place; several readings of one place stand side by side.
    pub candidates: Vec<Candidate>,
}

/// What was seen in a block.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The measure of its whole text.
    pub measure: Measure,
    /// What the block could be if it has no marker.
    pub cues: Cues,
    /// The candidates in it: a range of the list of candidates.
    pub candidates: Span,
}

impl Scan {
    /// The candidates of a block.
    #[must_use]
    pub fn candidates(&self, seen: &Seen) -> &[Candidate] {
        self.candidates.get(seen.candidates.start as usize..seen.candidates.end as usize).unwrap_or_default()
    }
}

/// Looks at every block once.
#[must_use]
pub fn scan(source: &Source, blocks: &Blocks, grammar: &Grammar) -> Scan {
    let mut out = Scan::default();
    let mut scratch = cue::Scratch::default();
    for (block, index) in blocks.all.iter().zip(0u32..) {
        let text = block.span.of(source.text());
        let from = out.candidates.len();
        if !block.inserted {
            candidates(source, block, blocks.pieces(block), index, grammar, &mut out.candidates);
        }
        let to = out.candidates.len();
        let index_of = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        out.blocks.push(Seen {
            measure: source.measure(block.span),
            cues: cue::cues(text, grammar, &mut scratch),
            candidates: Span::new(index_of(from), index_of(to)),
        });
    }
    out
}

fn candidates(
    source: &Source,
    block: &Block,
    pieces: &[Span],
    index: u32,
    grammar: &Grammar,
    out: &mut Vec<Candidate>,
) {
    let text = block.span.of(source.text());
    let first = text.chars().next().unwrap_or_default();
    let from = out.len();
    // A marker may be torn over a line end, but no page number stands inside it.
    let reach = &text[..inline::reach(pieces, text, block.span.start)];
    for &family in grammar.opened_by(first) {
        if let Some(found) = grammar.family(family).read(reach, "", false, grammar.script()) {
            let rest = block.span.start + u32::try_from(found.len.min(text.len())).unwrap_or(0);
            let place = Place::Start { rest: source.measure(Span::new(rest, block.span.end)) };
            let mut candidate = Candidate::new(found, family, block.span.start, index, place, grammar);
            // 首先， with its comma enumerates more surely than 首先 before a verb.
            candidate.delimited = text[..found.len].ends_with(crate::text::is_boundary);
            if candidate.delimited && grammar.family(family).traits().words {
                candidate.weight *= 2.0;
            }
            out.push(candidate);
        }
    }
    if let Some(keep) = candidate::keep_best(&mut out[from..]) {
        out.truncate(from + keep);
    }
    let after = out[from..].iter().map(|c| c.marker.end).max().unwrap_or(block.span.start);
    inline::inline(block, pieces, text, after, index, grammar, out);
}
