//! Classes: the characters or words that a form calls by one name, ready to be read.
//!
//! Knows spellings; knows no form.

use std::cmp::Reverse;

use super::entry::ClassEntry;
use super::form::Reading;
use super::script::Script;
use crate::span::position;
use crate::stored::{Row, in_row, stored};

/// A word of a class with what reading it tells.
#[derive(Clone, Copy, Debug)]
struct ClassWord {
    /// Where its characters begin and end in those of its class.
    start: u32,
    end: u32,
    label: u32,
    /// `u32::MAX` where words of the class do not count.
    ordinal: u32,
    /// 1 where a look-alike or another mark stands in it.
    lookalike: u32,
}

in_row!(ClassWord { start, end, label, ordinal, lookalike } as 5);

/// The words of a class, ready to be read.
#[derive(Debug)]
pub(super) struct ClassReader {
    /// The characters of all words, folded.
    folded: Row<u32>,
    /// Words that begin alike stand together, the longest first; nothing begins with the empty word but everything.
    words: Row<[u32; 5]>,
    /// With what each word begins that is not empty.
    firsts: Row<u32>,
    /// How many of them are empty.
    empty: usize,
}

stored!(ClassReader { folded, words, firsts, empty });

impl ClassReader {
    pub(super) fn new(class: &ClassEntry, script: &Script) -> Self {
        let (mut folded, mut words) = (Vec::new(), Vec::new());
        let mut add = |spelt: &str, label: u32, ordinal: u32, lookalike: u32| {
            let start = position(folded.len());
            folded.extend(spelt.chars().map(|c| u32::from(script.fold(c))));
            let end = position(folded.len());
            words.push((
                folded.get(start as usize).copied(),
                spelt.len(),
                ClassWord { start, end, label, ordinal, lookalike },
            ));
        };
        for (i, spelt) in (0..).zip(class.words.iter()) {
            let ordinal = class.ordinals.get(i).copied().unwrap_or(u32::MAX);
            let label = if class.labels { position(i + 1) } else { 0 };
            add(spelt, label, ordinal, 0);
        }
        // Another mark is doubted as much as a look-alike.
        let first = class.ordinals.first().copied().unwrap_or(u32::MAX);
        class.lookalikes.iter().chain(class.others.iter()).for_each(|spelt| add(spelt, 0, first, 1));
        words.sort_by_key(|(first, len, _)| (*first, Reverse(*len)));
        let empty = words.partition_point(|(first, ..)| first.is_none());
        let firsts = words.iter().filter_map(|(first, ..)| *first).collect();
        let words = words.into_iter().map(|(.., word)| word.row()).collect();
        Self { folded: folded.into(), words, firsts, empty }
    }

    fn letters(&self, word: ClassWord) -> &[u32] {
        &self.folded[word.start as usize..word.end as usize]
    }

    #[inline(never)]
    pub(super) fn read<'i>(&self, input: &'i str, reading: &mut Reading, script: &Script) -> Option<&'i str> {
        let mut chars = input.chars();
        if let Some(c) = chars.next() {
            let (first, behind) = (u32::from(script.fold(c)), chars.as_str());
            let from = self.empty + self.firsts.partition_point(|&other| other < first);
            for &word in self.words.get(from..).unwrap_or_default() {
                let word = ClassWord::of(word);
                let Some((_, others)) = self.letters(word).split_first().filter(|(letter, _)| **letter == first) else {
                    break;
                };
                let rest = if others.is_empty() { Some(behind) } else { strip(others, behind, script) };
                if rest.is_some() {
                    word.tell(reading);
                    return rest;
                }
            }
        }
        let empty = self.words.get(..self.empty)?.first()?;
        ClassWord::of(*empty).tell(reading);
        Some(input)
    }
}

impl ClassWord {
    /// Notes what is known once it was read.
    fn tell(self, reading: &mut Reading) {
        reading.lookalike |= self.lookalike > 0;
        if self.label > 0 {
            reading.label = u16::try_from(self.label).unwrap_or(u16::MAX);
        }
        if self.ordinal != u32::MAX {
            reading.ordinal = (self.ordinal > 0).then_some(self.ordinal);
            reading.parts += 1;
        }
    }
}

/// What follows folded letters at the start of a text.
#[inline(never)]
pub(super) fn strip<'i>(letters: &[u32], input: &'i str, script: &Script) -> Option<&'i str> {
    let mut chars = input.chars();
    let alike = letters.iter().all(|&wanted| chars.next().is_some_and(|c| u32::from(script.fold(c)) == wanted));
    alike.then_some(chars.as_str())
}
