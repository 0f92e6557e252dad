//! Citations: where the text speaks of a number of its own, as in 见第三点 or 前述（二）.
//!
//! Renumbering would break them. Finds the words; decides nothing.

use std::collections::{BTreeMap, HashSet};

use memchr::memmem;

use crate::grammar::Grammar;
use crate::numeral::{Fold, System};
use crate::source::Source;
use crate::span::{Span, position};
use crate::text::{Sign, is_opener};

/// The places where numbers are cited, by number: first by an ordinal (第三点), then by a marker in brackets.
#[derive(Debug, Default)]
pub(super) struct Citations {
    ordinals: BTreeMap<u32, Span>,
    brackets: BTreeMap<u32, Span>,
}

/// What stands before a number that counts.
const ORDINAL: &str = "第";

impl Citations {
    /// Looks through the text of a source; what opens at one of `markers` counts and cites nothing.
    pub(super) fn find(source: &Source, markers: &HashSet<u32>, grammar: &Grammar) -> Self {
        let mut found = Self::default();
        let (text, words, script) = (source.text(), grammar.check_words(), grammar.script());
        let read = |at: usize, len: usize| {
            let inside = text.get(at + len..).filter(|_| !markers.contains(&position(at)))?;
            numeral(inside)
        };
        for at in memmem::find_iter(text.as_bytes(), ORDINAL) {
            let Some((rest, value)) = read(at, ORDINAL.len()) else { continue };
            if let Some(unit) = words.cited(rest, script) {
                let span = Span::new(position(at), position(text.len() - rest.len() + unit));
                found.ordinals.entry(value).or_insert(span);
            }
        }
        for at in source.index().others(0..text.len()) {
            let (sign, len) = Sign::at(text, at);
            if !sign.is(Sign::OPENER) {
                continue;
            }
            let Some((rest, value)) = read(at, len) else { continue };
            let Some(rest) = rest.strip_prefix(['）', ')', '】', '〕', ']']) else { continue };
            if words.cites(&text[..at], script) || words.is_cited(rest, script) {
                let span = Span::new(position(at), position(text.len() - rest.len()));
                found.brackets.entry(value).or_insert(span);
            }
        }
        found
    }

    /// Where the number of a marker is cited.
    pub(super) fn of(&self, value: u32, marker: &str) -> Option<Span> {
        let bracketed = marker.starts_with(is_opener);
        self.ordinals.get(&value).or_else(|| self.brackets.get(&value).filter(|_| bracketed)).copied()
    }
}

fn numeral(text: &str) -> Option<(&str, u32)> {
    let read = |system: System| system.read(text, Fold::default()).ok();
    [System::Han, System::Arabic].into_iter().find_map(read).map(|(rest, numeral)| (rest, numeral.value))
}
