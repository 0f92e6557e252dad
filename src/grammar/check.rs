//! The words that only the checker asks for: `[check]`, `[citation]` and `[radicals]` of `grammar/words.toml`.
//!
//! Knows words and lines. Knows no rule: what follows from a word is decided by whoever asks.

use std::collections::HashMap;

use serde::Deserialize;

use super::pattern::Patterns;
use super::script::Script;
use super::texts::Texts;
use super::words::{ScriptEntry, Suffixes};
use crate::stored::stored;

/// The words, compiled; all but the radicals are compared with folded characters.
#[derive(Debug)]
pub(crate) struct CheckWords {
    cut: Patterns,
    /// What stands behind a blank that was left to be filled.
    pub(crate) blanks: Suffixes,
    /// What a bracket that asks to be filled opens with.
    pub(crate) fills: Suffixes,
    /// What a promised count is followed by.
    pub(crate) classifiers: Suffixes,
    /// What announces a list, be it with a full stop.
    pub(crate) tells: Suffixes,
    /// What announces a list with a colon.
    pub(crate) does: Suffixes,
    /// What makes a number no promise, before it.
    pub(crate) vague_before: Suffixes,
    /// The same, behind its classifier.
    pub(crate) vague_after: Suffixes,
    /// What tells before a number that it counts what was said already.
    pub(crate) backward: Suffixes,
    /// What may stand between a promise and its colon.
    pub(crate) tails: Suffixes,
    /// What opens the item that catches all the rest.
    pub(crate) others: Suffixes,
    /// What a colon may lead to besides a list.
    pub(crate) shows: Suffixes,
    cites: Suffixes,
    cited: Suffixes,
    radicals: HashMap<char, char>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CheckEntry {
    cut: Texts,
    blanks: Texts,
    fills: Texts,
    tells: Texts,
    does: Texts,
    measures: Texts,
    vague_before: Texts,
    vague_after: Texts,
    backward: Texts,
    tails: Texts,
    others: Texts,
    shows: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CitationEntry {
    before: Texts,
    after: Texts,
}

/// The words as they stand in the file.
#[derive(Debug)]
pub(super) struct CheckFile {
    pub(super) check: CheckEntry,
    pub(super) citation: CitationEntry,
    pub(super) classifiers: Texts,
    pub(super) radicals: ScriptEntry,
}

stored!(CheckEntry {
    cut,
    blanks,
    fills,
    tells,
    does,
    measures,
    vague_before,
    vague_after,
    backward,
    tails,
    others,
    shows
});
stored!(CitationEntry { before, after });
stored!(CheckFile { check, citation, classifiers, radicals });

/// No word that cites or is cited is longer than this, in characters.
const LONGEST_WORD: usize = 8;

impl CheckWords {
    pub(super) fn new(file: &CheckFile, script: &Script) -> Self {
        let CheckFile { check: entry, citation, classifiers, radicals } = file;
        let cut = Patterns::new(100, 60, entry.cut.iter().map(|line| (line, 0)), script);
        let set = |words: &Texts| Suffixes::new(words.iter(), script);
        Self {
            cut,
            blanks: set(&entry.blanks),
            fills: set(&entry.fills),
            classifiers: Suffixes::new(classifiers.iter().chain(entry.measures.iter()), script),
            tells: set(&entry.tells),
            does: set(&entry.does),
            vague_before: set(&entry.vague_before),
            vague_after: set(&entry.vague_after),
            backward: set(&entry.backward),
            tails: set(&entry.tails),
            others: set(&entry.others),
            shows: set(&entry.shows),
            cites: set(&citation.before),
            cited: set(&citation.after),
            radicals: radicals.from.chars().zip(radicals.to.chars()).collect(),
        }
    }

    /// Whether a folded line tells that the text is cut off.
    pub(crate) fn is_cut(&self, line: &[char]) -> bool {
        self.cut.matches_any(line)
    }

    /// Whether a text ends in a word that cites: 见, 前述.
    pub(crate) fn cites(&self, text: &str, script: &Script) -> bool {
        let mut last: Vec<char> = text.chars().rev().take(LONGEST_WORD).map(|c| script.fold(c)).collect();
        last.reverse();
        self.cites.end_of(&last).is_some()
    }

    /// Whether a text begins with what a number can cite: 点, 条, 部分.
    pub(crate) fn is_cited(&self, text: &str, script: &Script) -> bool {
        self.cited(text, script).is_some()
    }

    /// The length in bytes of the word with which a text begins and that a number can cite.
    pub(crate) fn cited(&self, text: &str, script: &Script) -> Option<usize> {
        let first: Vec<char> = text.chars().take(LONGEST_WORD).map(|c| script.fold(c)).collect();
        let len = self.cited.start_of(&first)?;
        Some(text.chars().take(len).map(char::len_utf8).sum())
    }

    /// The character that a radical stands for.
    pub(crate) fn character(&self, radical: char) -> Option<char> {
        self.radicals.get(&radical).copied()
    }
}
