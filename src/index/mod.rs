//! The structural index: where a text holds anything but common ideographs.
//!
//! Nine characters of ten in a Chinese text are ideographs whose first byte is E4 to E9. They tell nothing of its
//! structure; whatever does (line ends, blanks, marks, digits, letters) is a *landmark*. One pass over the bytes finds
//! all landmarks, and every later stage steps from one to the next. Knows bytes; knows no meaning.

mod finder;
mod kernel;
mod twin;

use std::ops::Range;

pub use finder::Finder;

/// The landmarks of a text: a bit for each byte that begins a character other than U+4000 to U+9FFF.
#[derive(Clone, Debug, Default)]
pub struct Index {
    landmarks: Vec<u64>,
}

/// A word of the index tells of so many bytes.
const WORD: usize = u64::BITS as usize;

impl Index {
    /// Indexes a text, and appends where its lines begin to `starts`: the byte after every line feed.
    pub(crate) fn new(text: &str, starts: &mut Vec<u32>) -> Self {
        let mut landmarks = Vec::with_capacity(text.len().div_ceil(WORD) + 1);
        kernel::index(text.as_bytes(), &mut landmarks, starts);
        Self { landmarks }
    }

    /// The landmarks in a range of bytes, in order.
    #[inline]
    #[must_use]
    pub fn landmarks(&self, range: Range<usize>) -> Landmarks<'_> {
        let at = range.start / WORD;
        let word = self.landmarks.get(at).copied().unwrap_or(0) & (u64::MAX << (range.start % WORD));
        Landmarks { words: &self.landmarks, word, at, end: range.end }
    }
}

/// The landmarks in a range of bytes.
#[derive(Clone, Debug)]
pub struct Landmarks<'a> {
    words: &'a [u64],
    word: u64,
    at: usize,
    end: usize,
}

impl Iterator for Landmarks<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.word == 0 {
            self.at += 1;
            if self.at * WORD >= self.end {
                return None;
            }
            self.word = *self.words.get(self.at)?;
        }
        let place = self.at * WORD + self.word.trailing_zeros() as usize;
        self.word &= self.word - 1;
        (place < self.end).then_some(place)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::Index;

    proptest! {
        #[test]
        fn landmarks_are_what_is_no_common_ideograph(text in any::<String>(), han in "[一-龥、。\n0-9〇㐀\u{20000}]{0,200}") {
            for text in [text, han] {
                let mut starts = Vec::new();
                let index = Index::new(&text, &mut starts);
                let common = |c: char| ('\u{4000}'..'\u{a000}').contains(&c);
                let expected: Vec<usize> = text.char_indices().filter(|&(_, c)| !common(c)).map(|(i, _)| i).collect();
                assert_eq!(index.landmarks(0..text.len()).collect::<Vec<_>>(), expected);
                let half = expected.iter().copied().filter(|i| (3..text.len() / 2).contains(i));
                assert!(index.landmarks(3..text.len() / 2).eq(half));
                let lines: Vec<usize> = text.match_indices('\n').map(|(i, _)| i + 1).collect();
                assert!(starts.iter().map(|&start| start as usize).eq(lines));
            }
        }
    }
}
