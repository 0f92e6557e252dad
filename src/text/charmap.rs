//! Maps of characters: a few properties of each, asked all at once.

use crate::stored::{Row, stored};

/// Eight properties of the characters of the basic plane, a bit each.
#[derive(Clone, Debug)]
pub struct Charmap {
    /// For every 256 characters in a row the page that tells of them; the first page is empty.
    index: [u8; 256],
    pages: Row<[u8; 256]>,
}

impl Default for Charmap {
    fn default() -> Self {
        Self { index: [0; 256], pages: vec![[0; 256]].into() }
    }
}

impl Charmap {
    /// Adds properties to a character; one beyond the basic plane never has any.
    pub fn add(&mut self, c: char, bits: u8) {
        let Ok(code) = u16::try_from(c as u32) else { return };
        let [block, inside] = code.to_be_bytes();
        let page = &mut self.index[usize::from(block)];
        if *page == 0 {
            // Without the surrogates there are fewer pages than a byte counts.
            *page = u8::try_from(self.pages.len()).unwrap_or(0);
            self.pages.to_mut().push([0; 256]);
        }
        self.pages.to_mut()[usize::from(*page)][usize::from(inside)] |= bits;
    }

    /// The properties of a character.
    #[inline]
    #[must_use]
    pub fn of(&self, c: char) -> u8 {
        let Ok(code) = u16::try_from(c as u32) else { return 0 };
        let [block, inside] = code.to_be_bytes();
        self.pages.get(usize::from(self.index[usize::from(block)])).map_or(0, |page| page[usize::from(inside)])
    }
}

stored!(Charmap { index, pages });

#[cfg(test)]
mod tests {
    use super::Charmap;

    #[test]
    fn a_map_tells_what_was_put_in() {
        let mut map = Charmap::default();
        for (c, bits) in [('一', 1), ('a', 2), ('\u{ffff}', 4), ('𠀀', 8), ('一', 16)] {
            map.add(c, bits);
        }
        assert_eq!(['一', 'a', '\u{ffff}', '𠀀', '二', '\0'].map(|c| map.of(c)), [17, 2, 4, 0, 0, 0]);
    }

    #[test]
    fn a_map_has_room_for_all_characters() {
        let mut map = Charmap::default();
        let all = || (0..0x1_0000).rev().filter_map(char::from_u32);
        all().for_each(|c| map.add(c, c as u8 | 1));
        assert!(all().all(|c| map.of(c) == c as u8 | 1));
    }
}
