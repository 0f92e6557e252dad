//! Sets of words, asked whether a line begins or ends with one of them.

use crate::grammar::script::Script;
use crate::text::Charset;

/// Words that a folded text may begin or end with.
#[derive(Debug, Default)]
pub(crate) struct Suffixes {
    /// The characters of all words.
    letters: Vec<char>,
    /// The words, the longest first.
    words: Vec<Word>,
    /// With what they begin and end.
    firsts: Charset,
    lasts: Charset,
}

/// A word that is not empty: where it begins and ends in the characters of all, and with which.
#[derive(Clone, Copy, Debug)]
struct Word {
    start: u32,
    end: u32,
    first: char,
    last: char,
}

impl Suffixes {
    pub(in crate::grammar) fn new<'w>(words: impl Iterator<Item = &'w str>, script: &Script) -> Self {
        let mut out = Self::default();
        let place = |letters: &[char]| u32::try_from(letters.len()).unwrap_or(u32::MAX);
        for word in words {
            let start = place(&out.letters);
            out.letters.extend(word.chars().map(|c| script.fold(c)));
            let ([first, .., last] | [first @ last]) = out.letters[start as usize..] else { continue };
            out.words.push(Word { start, end: place(&out.letters), first, last });
            out.firsts.insert(first);
            out.lasts.insert(last);
        }
        out.words.sort_by_key(|word| std::cmp::Reverse(word.end - word.start));
        out
    }

    fn letters(&self, word: &Word) -> &[char] {
        &self.letters[word.start as usize..word.end as usize]
    }

    /// The length of the longest word that the line ends with.
    pub(crate) fn end_of(&self, line: &[char]) -> Option<usize> {
        let last = *line.last().filter(|c| self.lasts.contains(**c))?;
        let ends = |word: &&Word| word.last == last && line.ends_with(self.letters(word));
        self.words.iter().find(ends).map(|word| self.letters(word).len())
    }

    /// The length of the longest word that the line begins with.
    pub(crate) fn start_of(&self, line: &[char]) -> Option<usize> {
        let first = *line.first().filter(|c| self.firsts.contains(**c))?;
        let starts = |word: &&Word| word.first == first && line.starts_with(self.letters(word));
        self.words.iter().find(starts).map(|word| self.letters(word).len())
    }

    /// Whether folded characters begin with one of the words.
    pub(super) fn starts(&self, line: impl Iterator<Item = char> + Clone) -> bool {
        let first = line.clone().next();
        let starts = |word: &Word| self.letters(word).iter().copied().eq(line.clone().take(self.letters(word).len()));
        self.words.iter().any(|word| Some(word.first) == first && starts(word))
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
