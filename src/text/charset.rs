//! Sets of characters, asked in a few instructions.

use crate::stored::{Row, stored};
use crate::work;

/// A set of characters of the basic plane. A small one takes little room and is made at once.
#[derive(Clone, Debug)]
pub struct Charset {
    /// For every 256 characters in a row the page that tells of them; the first page is empty.
    index: [u8; 256],
    /// A bit for each character of a page; there is no page at all in an empty set.
    pages: Row<[u64; 4]>,
}

impl Default for Charset {
    fn default() -> Self {
        Self { index: [0; 256], pages: Row::default() }
    }
}

impl Charset {
    /// Adds a character; one beyond the basic plane is never in a set.
    pub fn insert(&mut self, c: char) {
        if let Some(page) = self.page(c as usize / 256) {
            page[c as usize / 64 % 4] |= 1 << (c as usize % 64);
        }
    }

    /// Whether it holds a character.
    #[inline]
    #[must_use]
    pub fn contains(&self, c: char) -> bool {
        u16::try_from(c as u32).is_ok_and(|code| self.holds(code))
    }

    /// Whether it holds the character with a code.
    #[inline]
    #[must_use]
    pub fn holds(&self, code: u16) -> bool {
        work::steps(1);
        let [block, inside] = code.to_be_bytes();
        let page = self.pages.get(usize::from(self.index[usize::from(block)]));
        page.is_some_and(|page| page[usize::from(inside / 64)] >> (inside % 64) & 1 == 1)
    }

    /// The page of a block, a new one where it has none yet. Without the surrogates there are fewer pages than a byte counts.
    fn page(&mut self, block: usize) -> Option<&mut [u64; 4]> {
        let index = self.index.get_mut(block)?;
        if *index == 0 {
            let pages = self.pages.to_mut();
            if pages.is_empty() {
                pages.push([0; 4]);
            }
            *index = u8::try_from(pages.len()).ok()?;
            pages.push([0; 4]);
        }
        self.pages.to_mut().get_mut(usize::from(*index))
    }
}

stored!(Charset { index, pages });

impl Extend<char> for Charset {
    fn extend<I: IntoIterator<Item = char>>(&mut self, chars: I) {
        chars.into_iter().for_each(|c| self.insert(c));
    }
}

impl FromIterator<char> for Charset {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        let mut set = Self::default();
        set.extend(chars);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::Charset;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let set: Charset = "一a\u{ffff}𠀀".chars().collect();
        assert!("一a\u{ffff}".chars().all(|c| set.contains(c)));
        assert!("二b𠀀\u{10ffff}".chars().all(|c| !set.contains(c)));
        assert!(!Charset::default().contains('\0'));
    }

    #[test]
    fn a_set_has_room_for_all_characters() {
        let set: Charset = (0..0x1_0000).rev().filter(|c| c & 3 != 0).filter_map(char::from_u32).collect();
        assert!((0..0x1_0000).filter_map(char::from_u32).all(|c| set.contains(c) == (c as u32 & 3 != 0)));
    }
}
