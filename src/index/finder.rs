//! Finders: where any of a few ideographs stands in a text.
//!
//! The common ideographs are no landmarks, but a few of them count: 一, 二, 三. As in the kernel of the index there are
//! two twins; the fast one sorts out most places and asks the plain one about those that are left.

use super::twin::{Work, fast};
use crate::stored::{Stock, Store, Stored};
use crate::text::Charset;

/// Finds some of the common ideographs, U+4000 to U+9FFF.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    wanted: Charset,
    /// For the low and the high half of the second and of the third byte, which of eight groups of ideographs have it.
    pub(super) groups: [[u8; 16]; 4],
}

impl Finder {
    /// A finder of those of `chars` that are common ideographs.
    pub fn new(chars: impl IntoIterator<Item = char>) -> Self {
        let mut out = Self::default();
        let common = chars.into_iter().filter(|c| ('\u{4000}'..'\u{a000}').contains(c));
        for (c, group) in common.zip((0..8).cycle()) {
            out.wanted.insert(c);
            let mut bytes = [0; 3];
            c.encode_utf8(&mut bytes);
            for (byte, tables) in bytes[1..].iter().zip(out.groups.chunks_mut(2)) {
                tables[0][usize::from(byte & 15)] |= 1 << group;
                tables[1][usize::from(byte >> 4)] |= 1 << group;
            }
        }
        out
    }

    /// The places of all that it finds in a text, in order.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<u32> {
        self.find_in(text.as_bytes())
    }

    fn find_in(&self, bytes: &[u8]) -> Vec<u32> {
        let mut places = Vec::new();
        let done = fast(Work::Find { finder: self, bytes, places: &mut places });
        self.find_plainly(bytes, done, &mut places);
        places
    }

    /// The twin for any machine, from a place on.
    fn find_plainly(&self, bytes: &[u8], from: usize, places: &mut Vec<u32>) {
        (from..bytes.len()).for_each(|place| self.look(bytes, place, places));
    }

    /// Looks at one place.
    #[inline]
    pub(super) fn look(&self, bytes: &[u8], place: usize, places: &mut Vec<u32>) {
        let Some(&[a @ 0xe4..=0xe9, b @ 0x80..=0xbf, c @ 0x80..=0xbf, ..]) = bytes.get(place..) else { return };
        let code = u32::from(a & 15) << 12 | u32::from(b & 63) << 6 | u32::from(c & 63);
        if char::from_u32(code).is_some_and(|c| self.wanted.contains(c)) {
            places.push(u32::try_from(place).unwrap_or(u32::MAX));
        }
    }
}

impl Stored for Finder {
    fn store(&self, store: &mut Store) {
        self.wanted.store(store);
        self.groups.iter().for_each(|table| table.store(store));
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        let wanted = Stored::take(stock)?;
        let mut table = || Stored::take(stock);
        Some(Self { wanted, groups: [table()?, table()?, table()?, table()?] })
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{any, proptest};

    use super::Finder;

    fn both(finder: &Finder, bytes: &[u8]) -> (Vec<u32>, Vec<u32>) {
        let mut plain = Vec::new();
        finder.find_plainly(bytes, 0, &mut plain);
        (finder.find_in(bytes), plain)
    }

    proptest! {
        #[test]
        fn the_twins_are_equal_on_random_bytes(bytes in vec(any::<u8>(), 0..300)) {
            let finder = Finder::new(('\u{4e00}'..'\u{9000}').step_by(7));
            let (fast, plain) = both(&finder, &bytes);
            assert_eq!(fast, plain);
        }

        #[test]
        fn ideographs_are_found(text in "[一二三四五六七八九十丁丈上下，。a]{0,200}") {
            let finder = Finder::new("一二三，".chars());
            let (fast, plain) = both(&finder, text.as_bytes());
            let places = text.match_indices(['一', '二', '三']).map(|(place, _)| u32::try_from(place).expect("small"));
            let places: Vec<u32> = places.collect();
            assert_eq!((&fast, &plain), (&places, &places));
        }
    }
}
