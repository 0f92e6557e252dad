//! Candidates inside a block.
//!
//! A marker inside a line begins with a landmark, or with one of the few ideographs that are looked for in all of the
//! text; no other place is looked at.

use std::iter::Peekable;
use std::ops::Range;

use super::candidate::{Candidate, Place, keep_best};
use crate::block::Block;
use crate::grammar::{Grammar, Inline, Opened};
use crate::line::Lines;
use crate::source::Source;
use crate::span::{Span, position};
use crate::text::{Sign, closing, is_blank, is_boundary, is_sentence_boundary};
use crate::work;

/// What a bracketed or circled marker costs that no mark stands before.
const GLUED: f32 = 0.7;
/// What a marker costs that usually opens a sentence and stands after a comma.
const MID_SENTENCE: f32 = 0.3;

/// Looks for candidates inside blocks.
pub(super) struct Inliner<'a> {
    source: &'a Source,
    grammar: &'a Grammar,
    /// Where a marker could begin, in order.
    places: Vec<u32>,
    /// How many of these places were passed.
    passed: usize,
}

impl<'a> Inliner<'a> {
    pub(super) fn new(source: &'a Source, lines: &'a Lines, grammar: &'a Grammar) -> Self {
        let mut places = grammar.ideographs().find(source.text());
        // Two runs in order.
        places.extend_from_slice(&lines.places);
        places.sort();
        Self { source, grammar, places, passed: 0 }
    }

    /// Appends the candidates inside `block` after byte `after`.
    pub(super) fn candidates(
        &mut self,
        block: &Block,
        pieces: &[Span],
        after: u32,
        index: u32,
        out: &mut Vec<Candidate>,
    ) {
        let Some(&opening) = pieces.first() else { return };
        let mut places = self.places(opening);
        // Most blocks are one line, and hold no place.
        if pieces.len() == 1 && places.is_empty() {
            return;
        }
        let whole = self.source.text();
        let marks = pieces.iter().flat_map(|piece| self.source.index().others(piece.range()));
        let pairs = marks.filter(|&place| Sign::at(whole, place).0.is(Sign::OPENER));
        let mut quotes = Quotes::new(whole, block.span.end as usize, pairs);
        let mut skip = after as usize;
        for i in 0..pieces.len() {
            if i > 0 {
                places = self.places(pieces[i]);
            }
            // What is a line of its own begins with no marker inside the block; a torn one may.
            let torn = (i > 0).then_some(pieces[i].start);
            if places.is_empty() && torn.is_none() {
                continue;
            }
            let end = block.span.start as usize + reach(&pieces[i..], block.span.of(whole), block.span.start);
            let text = &whole[..end];
            let inside = self.places[places.clone()].iter().copied().filter(|&place| Some(place) != torn);
            for place in torn.into_iter().chain(inside).map(|place| place as usize) {
                if place < skip || place == block.span.start as usize {
                    continue;
                }
                let families = self.grammar.opened_inline(&text[place..]);
                if families.is_empty() {
                    continue;
                }
                let before = Before::new(&whole[pieces[i].start as usize..place], pieces[..i].last(), whole);
                if !before.may_open(&text[place..]) {
                    continue;
                }
                let here = Here { text, offset: place, from: block.span.start as usize, index, before: &before };
                let count = out.len();
                let Some(end) = here.read(families, self.grammar, out) else { continue };
                // Most blocks hold no marker: where they quote is only asked for one that was read.
                if quotes.open(place) {
                    out.truncate(count);
                } else {
                    skip = end as usize;
                }
            }
        }
    }

    /// The places in a piece where a marker could begin, as a range of all.
    fn places(&mut self, piece: Span) -> Range<usize> {
        let beyond = |passed: usize, byte: u32| {
            let behind = self.places[passed..].iter().take_while(|&&place| place < byte).count();
            work::steps(behind + 1);
            passed + behind
        };
        let from = beyond(self.passed, piece.start);
        let to = beyond(from, piece.end);
        self.passed = to;
        from..to
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
    /// Where the block begins.
    from: usize,
    index: u32,
    before: &'a Before,
}

impl Here<'_> {
    /// Reads all families at this place; the end of the marker where one was found.
    fn read(&self, families: Opened, grammar: &Grammar, out: &mut Vec<Candidate>) -> Option<u32> {
        let from = out.len();
        let (left, right) = self.text.split_at(self.offset);
        let left = &left[self.from..];
        for family in families {
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
                let mut candidate = Candidate::new(found, family, position(self.offset), self.index, place, grammar);
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
struct Before {
    last: char,
    mark: char,
}

impl Before {
    /// `line` is what stands before it in its piece.
    fn new(line: &str, piece_before: Option<&Span>, text: &str) -> Self {
        let piece = |text: &str| text.chars().next_back().unwrap_or_default();
        let last = |line: &str| match line.chars().next_back() {
            Some(c) => c,
            None => piece_before.map_or('\0', |before| piece(before.of(text))),
        };
        let own = last(line);
        Self { last: own, mark: if is_blank(own) { last(line.trim_end_matches(is_blank)) } else { own } }
    }

    fn boundary(&self) -> bool {
        is_boundary(self.last)
    }

    fn sentence(&self) -> bool {
        is_sentence_boundary(self.mark) || matches!(self.mark, '”' | '」' | '）' | ')')
    }

    /// A numeral or a letter inside a longer one opens nothing.
    fn may_open(&self, text: &str) -> bool {
        let same = |a: char, b: char| (a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric()) || (han(a) && han(b));
        text.chars().next().is_some_and(|c| !same(self.last, c))
    }
}

const fn han(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '零' | '〇')
}

/// Quotations: what stands in one enumerates nothing of the speaker's.
struct Quotes<'a, P: Iterator<Item = usize>> {
    text: &'a str,
    /// Where the block ends.
    end: usize,
    /// Where a pair opens.
    pairs: Peekable<P>,
    until: usize,
    /// Marks that are known not to follow any more, so that each is looked for once.
    absent: [char; 6],
}

impl<'a, P: Iterator<Item = usize>> Quotes<'a, P> {
    fn new(text: &'a str, end: usize, pairs: P) -> Self {
        Self { text, end, pairs: pairs.peekable(), until: 0, absent: ['\0'; 6] }
    }

    /// Whether a place stands in a quotation; places come in order.
    fn open(&mut self, place: usize) -> bool {
        while let Some(pair) = self.pairs.next_if(|&pair| pair <= place) {
            work::steps(1);
            if pair >= self.until {
                self.see(pair);
            }
        }
        place < self.until
    }

    fn see(&mut self, place: usize) {
        let rest = &self.text[place..self.end];
        let Some(close) = rest.chars().next().and_then(closing).filter(|close| !self.absent.contains(close)) else {
            return;
        };
        match rest.find(close) {
            Some(i) => {
                work::steps(i);
                self.until = place + i;
            }
            None => {
                work::steps(rest.len());
                if let Some(slot) = self.absent.iter_mut().find(|slot| **slot == '\0') {
                    *slot = close;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::proptest;

    use super::{Before, Inliner};
    use crate::grammar::{Grammar, Inline};
    use crate::line::lines;
    use crate::source::Source;
    use crate::span::position;
    use crate::text::is_blank;

    static GRAMMAR: LazyLock<Grammar> = LazyLock::new(Grammar::builtin);

    const TEXT: &str =
        "[一二三十十百是要来第其首先另方面点、，。；：:.．（(）)“”〔①⑴㈠12lIaA甲乙 \u{3000}会议项]{0,30}";

    /// The slow way: every place is looked at, but for blanks.
    fn slowly(text: &str, grammar: &Grammar) -> Vec<u32> {
        let opens = |place: usize| {
            let (left, right) = text.split_at(place);
            let before = Before::new(left, None, text);
            let mut families = grammar.families().iter().filter(|family| match family.traits().inline {
                Inline::No => false,
                Inline::Sentence => before.sentence() || before.boundary(),
                Inline::Boundary => before.boundary(),
                Inline::Anywhere => true,
            });
            before.may_open(right) && families.any(|family| family.read(right, left, true, grammar.script()).is_some())
        };
        let places = text.char_indices().skip(1).filter(|&(_, c)| !is_blank(c)).map(|(place, _)| place);
        places.filter(|&place| opens(place)).map(position).collect()
    }

    proptest! {
        #[test]
        fn no_place_that_could_open_is_passed_over(text in TEXT) {
            let grammar = &*GRAMMAR;
            let source = Source::from_text(format!("甲{text}乙"));
            let lines = lines(&source, grammar);
            let places = Inliner::new(&source, &lines, grammar).places;
            assert!(places.is_sorted());
            for place in slowly(source.text(), grammar) {
                assert!(places.contains(&place), "{place} of {}", source.text());
            }
        }
    }
}
