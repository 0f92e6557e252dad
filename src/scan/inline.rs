//! Candidates inside a block: one pass over its text.

use super::candidate::{Candidate, Place, keep_best};
use crate::block::Block;
use crate::grammar::{Grammar, Inline};
use crate::span::Span;
use crate::text::{closing, is_blank, is_boundary, is_sentence_boundary};

/// What a bracketed or circled marker costs that no mark stands before.
const GLUED: f32 = 0.7;
/// What a marker costs that usually opens a sentence and stands after a comma.
const MID_SENTENCE: f32 = 0.3;

/// Appends the candidates inside `block` after byte `after`.
pub(super) fn inline(
    block: &Block,
    pieces: &[Span],
    text: &str,
    after: u32,
    index: u32,
    grammar: &Grammar,
    out: &mut Vec<Candidate>,
) {
    let (base, all) = (block.span.start, text);
    let mut quotes = Quotes::default();
    let mut before = Before::default();
    let mut skip = after;
    for (i, piece) in pieces.iter().enumerate() {
        let start = (piece.start - base) as usize;
        let text = &text[..reach(&pieces[i..], text, base)];
        let piece_text = &text[start..(piece.end - base) as usize];
        for (i, c) in piece_text.char_indices() {
            let at = base + u32::try_from(start + i).unwrap_or(0);
            quotes.see(c, at, &all[start + i..]);
            if at >= skip && at > base && !quotes.open(at) {
                let families = grammar.opened_by(c);
                if !families.is_empty() && before.may_open(c) {
                    let here = Here { text, offset: start + i, at, index, before: &before };
                    if let Some(end) = here.read(families, grammar, out) {
                        skip = end;
                    }
                }
            }
            before.see(c);
        }
    }
}

/// How far a marker that begins in the first piece may reach: over torn line ends, but not over what stands between.
pub(super) fn reach(pieces: &[Span], text: &str, base: u32) -> usize {
    let offset = |at: u32| (at - base) as usize;
    let torn = |pair: &[Span]| text[offset(pair[0].end)..offset(pair[1].start)].chars().all(is_blank);
    // A marker is short: two pieces are as far as one can be torn.
    let whole = pieces.windows(2).take(2).take_while(|pair| torn(pair)).count();
    pieces.get(whole).map_or(text.len(), |last| offset(last.end))
}

struct Here<'a> {
    text: &'a str,
    offset: usize,
    at: u32,
    index: u32,
    before: &'a Before,
}

impl Here<'_> {
    /// Reads all families at this place; the end of the marker where one was found.
    fn read(&self, families: &[u16], grammar: &Grammar, out: &mut Vec<Candidate>) -> Option<u32> {
        let from = out.len();
        let (left, right) = self.text.split_at(self.offset);
        // Words before a marker are short.
        let left = &left[left.char_indices().rev().nth(5).map_or(0, |(i, _)| i)..];
        for &family in families {
            let traits = grammar.family(family).traits();
            let extra = match traits.inline {
                Inline::No => continue,
                Inline::Sentence if self.before.sentence() => 0.0,
                Inline::Sentence if self.before.boundary() => MID_SENTENCE,
                Inline::Boundary if self.before.boundary() => 0.0,
                Inline::Anywhere if self.before.boundary() => 0.0,
                Inline::Anywhere => GLUED,
                Inline::Sentence | Inline::Boundary => continue,
            };
            if let Some(mut found) = grammar.family(family).read(right, left, true, grammar.script()) {
                found.price += extra;
                let place = Place::Inline { sentence: self.before.sentence() };
                let mut candidate = Candidate::new(found, family, self.at, self.index, place, grammar);
                let last = right[..found.len].chars().next_back().unwrap_or_default();
                candidate.delimited = is_boundary(last);
                out.push(candidate);
            }
        }
        if let Some(keep) = keep_best(&mut out[from..]) {
            out.truncate(from + keep);
        }
        out[from..].iter().map(|c| c.marker.end).max()
    }
}

/// What stands before a place.
#[derive(Default)]
struct Before {
    last: char,
    mark: char,
}

impl Before {
    fn see(&mut self, c: char) {
        self.last = c;
        if !is_blank(c) {
            self.mark = c;
        }
    }

    fn boundary(&self) -> bool {
        is_boundary(self.last)
    }

    fn sentence(&self) -> bool {
        is_sentence_boundary(self.mark) || matches!(self.mark, '”' | '」' | '）' | ')')
    }

    /// A numeral or a letter inside a longer one opens nothing.
    fn may_open(&self, c: char) -> bool {
        let same = |a: char, b: char| (a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric()) || (han(a) && han(b));
        !same(self.last, c)
    }
}

const fn han(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '零' | '〇')
}

/// Quotations: what stands in one enumerates nothing of the speaker's.
#[derive(Default)]
struct Quotes {
    until: u32,
    /// Marks that are known not to follow any more, so that each is looked for once.
    absent: [char; 6],
}

impl Quotes {
    fn see(&mut self, c: char, at: u32, text: &str) {
        if at < self.until {
            return;
        }
        let Some(close) = closing(c) else { return };
        if self.absent.contains(&close) {
            return;
        }
        match text.find(close) {
            Some(i) => self.until = at + u32::try_from(i).unwrap_or(0),
            None => {
                if let Some(slot) = self.absent.iter_mut().find(|slot| **slot == '\0') {
                    *slot = close;
                }
            }
        }
    }

    const fn open(&self, at: u32) -> bool {
        at < self.until
    }
}
