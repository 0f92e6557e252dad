//! The structural index: where a text holds anything but common ideographs.
//!
//! Nine characters of ten in a Chinese text are ideographs whose first byte is E4 to E9. They tell nothing of its
//! structure; whatever does (line ends, blanks, marks, digits, letters) is a *landmark*. One pass over the bytes finds
//! all landmarks, and every later stage steps from one to the next. Knows bytes; knows no meaning.

mod finder;
mod kernel;
mod twin;

use std::ops::Range;
use std::slice;

use crate::text::Counts;
use crate::work;
pub use finder::Finder;

/// The landmarks of a text: those that part clauses, and those that tell something of sentences, told from the others.
#[derive(Clone, Debug, Default)]
pub struct Index {
    rows: Vec<Row>,
    /// How much stands before each row.
    before: Vec<Counts>,
}

/// A row of the index tells of so many bytes.
const ROW: usize = u64::BITS as usize;

/// What begins at each of 64 bytes, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Row {
    /// A character other than U+4000 to U+9FFF.
    landmarks: u64,
    /// One of those that part clauses and do nothing else, `，` `：` `,` `:`, or what is no landmark: U+4000 to U+9FFF.
    counted: u64,
    /// One of the others that tells something of sentences, or could begin a marker.
    telling: u64,
}

impl Row {
    /// What stands before the row and in some of its bytes.
    #[inline(always)]
    const fn counts(&self, before: Counts, bytes: u64) -> Counts {
        Counts {
            chars: before.chars + ((self.landmarks | self.counted) & bytes).count_ones(),
            landmarks: before.landmarks + (self.landmarks & bytes).count_ones(),
            clauses: before.clauses + (self.landmarks & self.counted & bytes).count_ones(),
        }
    }
}

impl Index {
    /// Indexes a text, and appends where its lines begin to `starts`: the byte after every line feed.
    pub(crate) fn new(text: &str, starts: &mut Vec<u32>) -> Self {
        let rows = text.len().div_ceil(ROW) + 1;
        let mut index = Self { rows: Vec::with_capacity(rows), before: Vec::with_capacity(rows) };
        kernel::index(text.as_bytes(), &mut index, starts);
        index
    }

    /// The landmarks in a range of bytes, in order.
    #[inline]
    pub fn landmarks(&self, range: Range<usize>) -> impl Iterator<Item = usize> + Clone {
        self.places(range, |row| row.landmarks)
    }

    /// Those of them that do more than part clauses: no `，` `：` `,` `:`.
    #[inline]
    pub fn others(&self, range: Range<usize>) -> impl Iterator<Item = usize> + Clone {
        self.places(range, |row| row.landmarks & !row.counted)
    }

    /// Those of them that tell something of sentences, or could begin a marker: stops, semicolons, blanks, brackets, digits and
    /// letters, whatever is seldom. The others are marks that part clauses, enumerate or quote, and most marks of ASCII.
    #[inline]
    pub fn telling(&self, range: Range<usize>) -> impl Iterator<Item = usize> + Clone {
        self.places(range, |row| row.telling)
    }

    /// How much stands in a range of bytes.
    #[must_use]
    pub fn count(&self, range: Range<usize>) -> Counts {
        work::steps(1);
        let before = |byte: usize| {
            let (row, &before) = (self.rows.get(byte / ROW)?, self.before.get(byte / ROW)?);
            Some(row.counts(before, !(u64::MAX << (byte % ROW))))
        };
        let (Some(from), Some(to)) = (before(range.start), before(range.end.max(range.start))) else {
            return Counts::default();
        };
        Counts {
            chars: to.chars - from.chars,
            landmarks: to.landmarks - from.landmarks,
            clauses: to.clauses - from.clauses,
        }
    }

    #[inline]
    fn places<'a>(
        &'a self,
        range: Range<usize>,
        pick: impl Fn(&Row) -> u64 + Clone + 'a,
    ) -> impl Iterator<Item = usize> + Clone {
        let (from, to) = (range.start / ROW, range.end.max(range.start) / ROW);
        // What lies behind the last row that counts whole, and how much of it.
        let rest = self.rows.get(to).map_or(0, |row| pick(row) & !(u64::MAX << (range.end % ROW)));
        let rows = self.rows.get(from..to).unwrap_or_default();
        let first = u64::MAX << (range.start % ROW);
        match rows.split_first() {
            Some((row, rows)) => Places { rows: rows.iter(), rest, bits: pick(row) & first, pick, base: from * ROW },
            None => Places { rows: [].iter(), rest: 0, bits: rest & first, pick, base: from * ROW },
        }
    }
}

/// Whether the index tells of a character that is no common ideograph by [`Index::telling`].
#[must_use]
pub fn is_telling(c: char) -> bool {
    let mut bytes = [0; 4];
    match *c.encode_utf8(&mut bytes).as_bytes() {
        [byte] => !kernel::is_dull(byte),
        [a, b, c] => !kernel::is_quiet([a, b, c]) && !matches!([a, b, c], [0xef, 0xbc, 0x8c | 0x9a]),
        _ => true,
    }
}

/// Places in a range of bytes.
#[derive(Clone, Debug)]
struct Places<'a, P> {
    /// The rows that count whole and are still to come, and what counts of the one behind them.
    rows: slice::Iter<'a, Row>,
    rest: u64,
    pick: P,
    /// What is left of a row, and the byte at which it begins.
    bits: u64,
    base: usize,
}

impl<P: Fn(&Row) -> u64> Iterator for Places<'_, P> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        work::steps(1);
        while self.bits == 0 {
            work::steps(1);
            self.base += ROW;
            self.bits = match self.rows.next() {
                Some(row) => (self.pick)(row),
                None if self.rest == 0 => return None,
                None => std::mem::take(&mut self.rest),
            };
        }
        let place = self.base + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{Index, is_telling};
    use crate::text::Counts;

    proptest! {
        #[test]
        fn landmarks_are_what_is_no_common_ideograph(text in any::<String>(), han in "[一-龥、。，：,:「“—…ｌｚ⼌\n0-9a ().!〇㐀\u{20000}]{0,200}") {
            for text in [text, han] {
                let mut starts = Vec::new();
                let index = Index::new(&text, &mut starts);
                let common = |c: char| ('\u{4000}'..'\u{a000}').contains(&c);
                let expected: Vec<usize> = text.char_indices().filter(|&(_, c)| !common(c)).map(|(i, _)| i).collect();
                assert_eq!(index.landmarks(0..text.len()).collect::<Vec<_>>(), expected);
                let parts = |i: &usize| text[*i..].starts_with(['，', '：', ',', ':']);
                assert!(index.others(0..text.len()).eq(expected.iter().copied().filter(|i| !parts(i))));
                assert!(index.telling(0..text.len()).eq(expected.iter().copied().filter(|i| text[*i..].starts_with(is_telling))));
                let range = 3.min(text.len())..text.len() / 2;
                let chars = text.char_indices().filter(|(i, _)| range.contains(i)).count();
                let counts = [chars, index.landmarks(range.clone()).count(), expected.iter().filter(|i| range.contains(*i) && parts(i)).count()];
                let Counts { chars, landmarks, clauses } = index.count(range);
                assert_eq!(counts, [chars, landmarks, clauses].map(|count| count as usize));
                let half = expected.iter().copied().filter(|i| (3..text.len() / 2).contains(i));
                assert!(index.landmarks(3..text.len() / 2).eq(half));
                let lines: Vec<usize> = text.match_indices('\n').map(|(i, _)| i + 1).collect();
                assert!(starts.iter().map(|&start| start as usize).eq(lines));
            }
        }
    }
}
