//! Sets of words, asked whether a line begins or ends with one of them.
//!
//! A set is numbers and characters in a row: a word is found by where it stands, and its neighbours by their numbers.

use crate::grammar::script::Script;
use crate::span::position;
use crate::stored::{Row, in_row, stored};

/// Words that a folded text may begin or end with.
#[derive(Debug, Default)]
pub(crate) struct Suffixes {
    /// The characters of all words.
    letters: Row<char>,
    /// The words, the longest first.
    words: Row<[u32; 6]>,
    /// The chains of words that begin with one of several characters, and of those that end so: the number of the first
    /// word, counted from 1.
    firsts: [u32; CHAINS],
    lasts: [u32; CHAINS],
}

stored!(Suffixes { letters, words, firsts, lasts });

/// So many chains part the words of a set.
const CHAINS: usize = 32;

/// A word that is not empty: where it begins and ends in the characters of all, and with which.
#[derive(Clone, Copy, Debug)]
struct Word {
    start: u32,
    end: u32,
    first: u32,
    last: u32,
    /// The next one in the chain of its first character, and of its last, counted from 1; 0 for none.
    next_first: u32,
    next_last: u32,
}

in_row!(Word { start, end, first, last, next_first, next_last } as 6);

impl Suffixes {
    pub(in crate::grammar) fn new<'w>(words: impl Iterator<Item = &'w str>, script: &Script) -> Self {
        let (mut letters, mut all) = (Vec::new(), Vec::new());
        for word in words {
            let start = position(letters.len());
            letters.extend(word.chars().map(|c| script.fold(c)));
            let ([first, .., last] | [first @ last]) = letters[start as usize..] else { continue };
            let (end, first, last) = (position(letters.len()), u32::from(first), u32::from(last));
            all.push(Word { start, end, first, last, next_first: 0, next_last: 0 });
        }
        all.sort_by_key(|word| std::cmp::Reverse(word.end - word.start));
        let (mut firsts, mut lasts) = ([0; CHAINS], [0; CHAINS]);
        for (i, word) in all.iter_mut().enumerate().rev() {
            let number = position(i + 1);
            word.next_first = std::mem::replace(&mut firsts[chain(word.first)], number);
            word.next_last = std::mem::replace(&mut lasts[chain(word.last)], number);
        }
        Self { letters: letters.into(), words: all.into_iter().map(Word::row).collect(), firsts, lasts }
    }

    /// The characters of every word.
    pub(super) fn words(&self) -> impl Iterator<Item = &[char]> {
        self.words.iter().map(|&word| self.letters(Word::of(word)))
    }

    fn letters(&self, word: Word) -> &[char] {
        &self.letters[word.start as usize..word.end as usize]
    }

    fn word(&self, number: u32) -> Option<Word> {
        self.words.get((number as usize).wrapping_sub(1)).copied().map(Word::of)
    }

    /// The length of the longest word that the line ends with.
    pub(crate) fn end_of(&self, line: &[char]) -> Option<usize> {
        let last = u32::from(*line.last()?);
        let mut next = self.lasts[chain(last)];
        while let Some(word) = self.word(next) {
            if word.last == last && line.ends_with(self.letters(word)) {
                return Some(self.letters(word).len());
            }
            next = word.next_last;
        }
        None
    }

    /// The length of the longest word that the line begins with.
    pub(crate) fn start_of(&self, line: &[char]) -> Option<usize> {
        let first = u32::from(*line.first()?);
        let mut next = self.firsts[chain(first)];
        while let Some(word) = self.word(next) {
            if word.first == first && line.starts_with(self.letters(word)) {
                return Some(self.letters(word).len());
            }
            next = word.next_first;
        }
        None
    }

    /// Whether folded characters begin with one of the words.
    pub(super) fn starts(&self, mut line: impl Iterator<Item = char> + Clone) -> bool {
        let Some(first) = line.next().map(u32::from) else { return false };
        let mut next = self.firsts[chain(first)];
        while let Some(word) = self.word(next) {
            if word.first == first
                && line.clone().take(self.letters(word).len() - 1).eq(self.letters(word)[1..].iter().copied())
            {
                return true;
            }
            next = word.next_first;
        }
        false
    }

    /// Whether the line is one of the words.
    pub(crate) fn is(&self, line: &[char]) -> bool {
        self.start_of(line) == Some(line.len())
    }

    /// Whether one of the words stands in the line.
    pub(crate) fn within(&self, line: &[char]) -> bool {
        (0..line.len()).any(|i| self.start_of(&line[i..]).is_some())
    }
}

/// The chain of a character.
const fn chain(c: u32) -> usize {
    c as usize % CHAINS
}

#[cfg(test)]
mod tests {
    use super::{Script, Suffixes};

    #[test]
    fn the_longest_word_counts() {
        let set = Suffixes::new(["会", "", "委员会", "大会堂", "大", "员会"].into_iter(), &Script::new([]));
        let line: Vec<char> = "大会委员会".chars().collect();
        assert_eq!((set.end_of(&line), set.end_of(&line[..3]), set.start_of(&line)), (Some(3), None, Some(1)));
        assert!(set.is(&line[2..]) && !set.is(&line) && !set.is(&[]) && set.within(&line[1..]));
    }
}
