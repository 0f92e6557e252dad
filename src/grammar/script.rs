//! Script and width: which characters count as the same when a word of the grammar is looked for.
//!
//! Words are written in simplified characters and full width; a text may write them in traditional characters or half
//! width, character by character mixed. The text itself is never folded.

use std::sync::Arc;

use crate::stored::{Row, Stock, Store, Stored, stored};
use crate::text::Charset;
use crate::work;

/// A table from the characters of texts to those of the grammar's words.
#[derive(Clone, Debug, Default)]
pub struct Script {
    table: Arc<Table>,
}

#[derive(Debug, Default)]
struct Table {
    /// One entry a character from U+2E80 to U+FFFF; 0 stands for itself.
    folded: Row<u16>,
    /// Every character that is folded, with the one that stands for it.
    pairs: Row<(char, char)>,
}

stored!(Table { folded, pairs });

const FIRST: u32 = 0x2E80;

impl Script {
    /// Makes the table from pairs of a traditional (or otherwise variant) character and the one in the words.
    pub(super) fn new(pairs: impl IntoIterator<Item = (char, char)>) -> Self {
        let mut folded = vec![0; (0x1_0000 - FIRST) as usize];
        // Full-width ASCII reads as half width: punctuation of both widths is one.
        let widths = ('！'..='～').map(|c| (c, char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)));
        let mut pairs: Vec<(char, char)> = pairs.into_iter().chain(widths).collect();
        // Of two that tell of one character the later one holds.
        pairs.reverse();
        pairs.retain(|&(from, to)| {
            let index = (from as u32).checked_sub(FIRST).map(|i| i as usize);
            match (index.and_then(|i| folded.get_mut(i)), u16::try_from(to as u32)) {
                (Some(slot @ 0), Ok(to)) => *slot = to,
                _ => return false,
            }
            true
        });
        Self { table: Arc::new(Table { folded: folded.into(), pairs: pairs.into() }) }
    }

    /// The character that stands for `c` when words are compared.
    #[inline]
    #[must_use]
    pub fn fold(&self, c: char) -> char {
        work::steps(1);
        let Some(i) = (c as u32).checked_sub(FIRST) else { return c };
        match self.table.folded.get(i as usize) {
            Some(&to) if to != 0 => char::from_u32(u32::from(to)).unwrap_or(c),
            _ => c,
        }
    }

    /// Every character that is folded, with the one that stands for it.
    pub(super) fn pairs(&self) -> &[(char, char)] {
        &self.table.pairs
    }

    /// Adds to a set of folded characters all others that are folded to them, and capitals.
    pub(super) fn spell(&self, set: &mut Charset) {
        let capitals = ('A'..='Z').filter(|c| set.contains(c.to_ascii_lowercase()));
        set.extend(capitals.collect::<Vec<_>>());
        let variants = self.pairs().iter().filter(|&&(_, folded)| set.contains(folded)).map(|&(c, _)| c);
        set.extend(variants.collect::<Vec<_>>());
    }

    /// What follows `word` at the start of `text`, compared by folded characters.
    #[must_use]
    pub fn strip_prefix<'a>(&self, text: &'a str, word: &str) -> Option<&'a str> {
        let mut chars = text.chars();
        for wanted in word.chars() {
            let c = chars.next()?;
            if c != wanted && self.fold(c) != self.fold(wanted) {
                return None;
            }
        }
        Some(chars.as_str())
    }

    /// Whether `text` ends in `word`, compared by folded characters.
    #[must_use]
    pub fn ends_with(&self, text: &str, word: &str) -> bool {
        let mut chars = text.chars().rev();
        word.chars().rev().all(|wanted| chars.next().is_some_and(|c| self.fold(c) == self.fold(wanted)))
    }

    /// A character as those of whole lines are compared: folded and small; nothing for white space.
    pub(crate) fn compared(&self, c: char) -> Option<char> {
        // Far most are ideographs.
        let ideograph = matches!(c, '\u{4000}'..='\u{9fff}');
        (ideograph || !c.is_whitespace()).then(|| self.fold(c).to_ascii_lowercase())
    }

    /// Appends the characters of `text` as those of whole lines are compared.
    pub(crate) fn fold_into(&self, text: &str, out: &mut Vec<char>) {
        out.reserve(text.len());
        out.extend(text.chars().filter_map(|c| self.compared(c)));
    }
}

impl Stored for Script {
    fn store(&self, store: &mut Store) {
        self.table.store(store);
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        Table::take(stock).map(|table| Self { table: Arc::new(table) })
    }
}

#[cfg(test)]
mod tests {
    use super::Script;

    #[test]
    fn scripts_and_widths_are_one() {
        let script = Script::new([('問', '问'), ('題', '题')]);
        assert_eq!(script.strip_prefix("問题１：灯", "问题1："), Some("灯"));
        assert_eq!(script.strip_prefix("问卷", "问题"), None);
        assert!(script.ends_with("这个問題", "问题"));
    }
}
