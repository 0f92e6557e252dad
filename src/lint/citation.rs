//! Citations: where the text speaks of a number of its own, as in 见第三点 or 前述（二）.
//!
//! Renumbering would break them. Finds the words; decides nothing.

use std::collections::{BTreeMap, HashSet};

use crate::grammar::Grammar;
use crate::numeral::{Fold, System};
use crate::span::{Span, position};
use crate::text::is_opener;

/// The places where numbers are cited, by number: first by an ordinal (第三点), then by a marker in brackets.
#[derive(Debug, Default)]
pub(super) struct Citations {
    ordinals: BTreeMap<u32, Span>,
    brackets: BTreeMap<u32, Span>,
}

impl Citations {
    /// Looks through the text once; what opens at one of `markers` counts and cites nothing.
    pub(super) fn find(text: &str, markers: &HashSet<u32>, grammar: &Grammar) -> Self {
        let mut found = Self::default();
        let (words, script) = (grammar.check_words(), grammar.script());
        for (at, c) in text.char_indices() {
            let bracket = is_opener(c);
            if !(bracket || c == '第') || markers.contains(&position(at)) {
                continue;
            }
            let inside = &text[at + c.len_utf8()..];
            let Some((rest, value)) = numeral(inside) else { continue };
            if bracket {
                let Some(close) = rest.chars().next().filter(|c| matches!(c, '）' | ')' | '】' | '〕' | ']')) else {
                    continue;
                };
                let rest = &rest[close.len_utf8()..];
                if words.cites(&text[..at], script) || words.is_cited(rest, script) {
                    let span = Span::new(position(at), position(text.len() - rest.len()));
                    found.brackets.entry(value).or_insert(span);
                }
            } else if let Some(unit) = words.cited(rest, script) {
                let span = Span::new(position(at), position(text.len() - rest.len() + unit));
                found.ordinals.entry(value).or_insert(span);
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
