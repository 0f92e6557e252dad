//! Counting: the marker that Word writes in front of each paragraph of a list.
//!
//! Lists that share a scheme count together. One set of counters goes through one part of the document: its body, a header.

use std::collections::{HashMap, HashSet};

use super::numbering::{LEVELS, Level, List};

/// How many bytes a marker may have: what Word writes for a reader is far shorter.
const MOST_WRITTEN: usize = 255;

/// How far the levels of each scheme have come.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// The last number of each level; `None` where it begins anew.
    schemes: HashMap<u32, Counts>,
    /// The levels at which a list has been made to begin by itself already.
    begun: HashSet<(u32, u8)>,
}

type Counts = [Option<u32>; LEVELS];

impl Counters {
    /// Counts a paragraph on a level of the list with that id: its marker, and whether a blank follows.
    pub(super) fn count(&mut self, id: u32, list: &List, level: u8) -> (String, bool) {
        let at = usize::from(level).min(LEVELS - 1);
        let counts = self.schemes.entry(list.scheme).or_default();
        // Levels above that were passed over count as if they had begun.
        for (above, count) in counts.iter_mut().enumerate().take(at) {
            *count = count.or_else(|| Some(list.start(above)));
        }
        let begins = list.starts[at].is_some() && self.begun.insert((id, level));
        counts[at] = Some(match counts[at].filter(|_| !begins) {
            Some(last) => last.saturating_add(1),
            None => list.start(at),
        });
        for (count, below) in counts.iter_mut().zip(&list.levels).skip(at + 1) {
            // A level may be told to go on, or to begin anew only under some of those above it.
            let restart = below.as_deref().and_then(|level| level.restart);
            if restart.is_none_or(|levels| at < usize::from(levels)) {
                *count = None;
            }
        }
        match list.levels[at].as_deref() {
            Some(level) => (written(level, at, list, counts), level.blank),
            None => (String::new(), false),
        }
    }
}

impl List {
    fn start(&self, at: usize) -> u32 {
        self.starts[at].unwrap_or_else(|| self.levels[at].as_deref().map_or(0, |level| level.start))
    }
}

/// The text of a level with its numbers.
fn written(level: &Level, at: usize, list: &List, counts: &Counts) -> String {
    let mut out = String::new();
    let mut rest = level.text.as_str();
    while let Some(sign) = rest.find('%') {
        let (before, after) = rest.split_at(sign);
        out.push_str(before);
        let place = after.as_bytes().get(1).and_then(|b| usize::from(*b).checked_sub(usize::from(b'1')));
        match place.filter(|&place| place < LEVELS) {
            Some(place) => {
                if let Some(of) = list.levels[place].as_deref().filter(|_| place <= at) {
                    let count = counts[place].unwrap_or_else(|| list.start(place));
                    // Legal numbering is about the levels above: the own number keeps its figures.
                    let legal = level.legal && place < at;
                    out += &if legal { count.to_string() } else { of.figures.write(count) };
                }
                rest = &after[2..];
            }
            None => {
                out.push('%');
                rest = &after[1..];
            }
        }
    }
    out.push_str(rest);
    out.truncate((0..=MOST_WRITTEN.min(out.len())).rev().find(|&end| out.is_char_boundary(end)).unwrap_or(0));
    out
}
