//! Scan: every candidate at every possible place, and the cues of every block. It decides nothing.
//!
//! The last stage that reads characters for structure: what follows works on families, ordinals and shapes.

mod candidate;
mod inline;

use crate::block::{Block, Blocks};
use crate::grammar::Grammar;
use crate::hint::Hint;
use crate::line::{AllCues, Cues, Line, Lines, Opening, Outward, Scratch, hinted_openings, note_cues, promises};
use crate::source::Source;
use crate::span::{Span, position};
use crate::text::{End, Measure};
use inline::Inliner;

pub use candidate::{Candidate, Place};

/// What was seen in a source.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// One entry a block, in order.
    pub blocks: Vec<Seen>,
    /// All candidates, by place; several readings of one place stand side by side.
    pub candidates: Vec<Candidate>,
    cues: AllCues,
}

/// What was seen in a block.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The measure of its whole text.
    pub measure: Measure,
    cues: u32,
    /// Whether its end promises a count: 讲三点意见。 Known where a marker opens what follows.
    pub promises: bool,
    /// The candidates in it: a range of the list of candidates.
    pub candidates: Span,
}

impl Seen {
    /// Whether anything was noted of what it could be without a marker.
    #[must_use]
    pub const fn is_cued(&self) -> bool {
        self.cues != 0
    }
}

impl Scan {
    /// What a block could be if it has no marker.
    #[must_use]
    pub fn cues(&self, block: usize) -> &Cues {
        self.cues.of(self.blocks[block].cues)
    }

    /// The candidates of a block.
    #[must_use]
    pub fn candidates(&self, seen: &Seen) -> &[Candidate] {
        self.candidates.get(seen.candidates.start as usize..seen.candidates.end as usize).unwrap_or_default()
    }
}

/// Looks at every block once; what is one line has been looked at already.
#[must_use]
pub fn scan(source: &Source, lines: &Lines, blocks: &Blocks, grammar: &Grammar) -> Scan {
    let mut out = Scan::default();
    scan_into(source, lines, blocks, grammar, &mut out);
    out
}

/// The same into a scan that was used before, whose room is used again.
pub(crate) fn scan_into(source: &Source, lines: &Lines, blocks: &Blocks, grammar: &Grammar, out: &mut Scan) {
    out.blocks.clear();
    out.candidates.clear();
    out.cues.copy(&lines.cues);
    let mut scan = Scanner { source, lines, grammar, scratch: Scratch::default(), asked: 0, out };
    let mut inline = Inliner::new(source, lines, grammar);
    scan.out.blocks.reserve(blocks.all.len());
    scan.out.candidates.reserve(blocks.all.len());
    for (block, index) in blocks.all.iter().zip(0u32..) {
        let from = scan.out.candidates.len();
        let pieces = blocks.pieces(block);
        let hint = blocks.hint(index as usize);
        let read = hint.part.is_read();
        let (measure, cues) = if read { scan.look(block) } else { (source.measure(block.span), 0) };
        if read && !block.inserted {
            scan.start(block, pieces, index, measure, hint);
            let after = scan.out.candidates[from..].iter().map(|c| c.marker.end).max().unwrap_or(block.span.start);
            if after > block.span.start {
                scan.promises(blocks);
            }
            inline.candidates(block, pieces, after, index, &mut scan.out.candidates);
        }
        let candidates = Span::new(position(from), position(scan.out.candidates.len()));
        scan.out.blocks.push(Seen { measure, cues, promises: false, candidates });
    }
}

/// What taking a number for text costs that a list wrote.
const WRITTEN: f32 = 12.0;
/// So many blocks back a promise is looked for: page numbers may stand between.
const BACK: usize = 3;
/// What is longer, and has no cues, is text.
const PARAGRAPH: u32 = 160;

struct Scanner<'a> {
    source: &'a Source,
    lines: &'a Lines,
    grammar: &'a Grammar,
    scratch: Scratch,
    /// How many blocks need not be asked any more whether they promise a list.
    asked: usize,
    out: &'a mut Scan,
}

impl<'a> Scanner<'a> {
    fn line(&self, block: &Block) -> Option<&'a Line> {
        block.whole.and_then(|line| self.lines.all.get(line as usize))
    }

    /// The measure of a block, and the number of its cues.
    fn look(&mut self, block: &Block) -> (Measure, u32) {
        if let Some(line) = self.line(block) {
            return (line.measure, line.cues);
        }
        let measure = self.source.measure(block.span);
        let outward = Outward { measure: &measure, marked: false };
        let Self { source, grammar, scratch, out, .. } = self;
        (measure, out.cues.add(note_cues(source, block.span, outward, grammar, scratch)))
    }

    /// The candidates that open a block.
    fn start(&mut self, block: &Block, pieces: &[Span], index: u32, measure: Measure, hint: Hint) {
        let (grammar, source) = (self.grammar, self.source);
        let line = self.line(block);
        if line.is_some_and(|line| line.openings.is_empty()) {
            return;
        }
        let text = block.span.of(source.text());
        let from = self.out.candidates.len();
        let out = &mut self.out.candidates;
        let mut add = |Opening { family, found }: Opening| {
            let start = block.span.start + position(found.len.min(text.len()));
            let anew = || source.measure(Span::new(start, block.span.end));
            let rest = if found.len == 0 { measure } else { measure.behind(text, found.len).unwrap_or_else(anew) };
            let place = Place::Start { rest };
            let mut candidate = Candidate::new(found, family, block.span.start, index, place, grammar);
            // 首先， with its comma enumerates more surely than 首先 before a verb.
            candidate.delimited = text[..found.len].ends_with(crate::text::is_boundary);
            if candidate.delimited && grammar.family(family).traits().words {
                candidate.weight *= 2.0;
            }
            out.push(candidate);
        };
        match line {
            Some(line) => self.lines.openings(line).iter().copied().for_each(add),
            // A marker may be torn over a line end, but no page number stands inside it.
            None => {
                let reach = &text[..inline::reach(pieces, text, block.span.start)];
                hinted_openings(reach, hint, grammar, &mut add);
            }
        }
        if hint.written > 0 {
            // Nobody doubts a number that a list wrote.
            out[from..].iter_mut().for_each(|c| (c.price, c.weight) = (0.0, c.weight.max(WRITTEN)));
        }
        if let Some(keep) = candidate::keep_best(&mut out[from..]) {
            out.truncate(from + keep);
        }
    }

    /// Whether the text before a block that a marker opens promises a list.
    fn promises(&mut self, blocks: &Blocks) {
        let seen = self.out.blocks.len();
        let earlier = self.out.blocks.iter_mut().zip(&blocks.all).rev().take(BACK.min(seen - self.asked));
        self.asked = seen;
        for (seen, block) in earlier {
            if seen.measure.end == End::Stop {
                seen.promises = promises(block.span.of(self.source.text()), self.grammar, &mut self.scratch);
            }
            // Behind a paragraph of which nothing else is told no other is the last one.
            if seen.cues == 0 && seen.measure.chars > PARAGRAPH && !block.page {
                break;
            }
        }
    }
}
