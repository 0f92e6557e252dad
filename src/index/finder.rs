//! Finders: where any of a few ideographs stands in a text.
//!
//! The common ideographs are no landmarks, but a few of them count: 一, 二, 三. Some count anywhere, others only where no
//! common ideograph stands before them. As in the kernel of the index there are two twins; the fast one sorts out most
//! places and asks the plain one about those that are left.

use super::twin::{Work, fast};
use crate::stored::{Stock, Store, Stored};
use crate::text::Charset;
use crate::work;

/// Groups of the ideographs that count anywhere, a bit each, and as many of those that do not.
const GROUPS: usize = 4;
/// The groups of those that count only where no common ideograph stands before them.
pub(super) const BEHIND: u8 = u8::MAX << GROUPS;

/// Finds some of the common ideographs, U+4000 to U+9FFF.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    wanted: Charset,
    /// Those that do not count anywhere.
    behind: Charset,
    /// Which groups have a low half of the first byte, and halves of the second and of the third.
    pub(super) groups: [[u8; 16]; 5],
}

impl Finder {
    /// A finder of those of `anywhere` that are common ideographs, and of those of `behind` before which none stands.
    pub fn new(anywhere: impl IntoIterator<Item = char>, behind: impl IntoIterator<Item = char>) -> Self {
        let mut out = Self::default();
        out.add(anywhere, 0);
        let mut behind: Vec<char> = behind.into_iter().collect();
        behind.retain(|&c| !out.wanted.contains(c));
        out.behind.extend(behind.iter().copied());
        out.add(behind, GROUPS);
        out
    }

    /// Adds ideographs in groups, from one on.
    fn add(&mut self, chars: impl IntoIterator<Item = char>, from: usize) {
        let mut common: Vec<char> = chars.into_iter().filter(|c| ('\u{4000}'..'\u{a000}').contains(c)).collect();
        common.sort_unstable();
        common.dedup();
        // Neighbours share their first bytes: a group of them lets little else pass.
        for (&c, i) in common.iter().zip(0..) {
            let mut bytes = [0; 3];
            c.encode_utf8(&mut bytes);
            let [first, second, third] = bytes;
            let halves = [first & 15, second & 15, second >> 4, third & 15, third >> 4];
            for (table, half) in self.groups.iter_mut().zip(halves) {
                table[usize::from(half)] |= 1 << (from + i * GROUPS / common.len());
            }
        }
        self.wanted.extend(common);
    }

    /// The places of all that it finds in a text, in order.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<u32> {
        self.find_in(text.as_bytes())
    }

    fn find_in(&self, bytes: &[u8]) -> Vec<u32> {
        work::steps(bytes.len() / 32 + 1);
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
        work::steps(1);
        let Some(&[a @ 0xe4..=0xe9, b @ 0x80..=0xbf, c @ 0x80..=0xbf]) =
            bytes.get(place..).and_then(<[u8]>::first_chunk)
        else {
            return;
        };
        let code = u16::from(a & 15) << 12 | u16::from(b & 63) << 6 | u16::from(c & 63);
        let follows = || place.checked_sub(3).is_some_and(|before| matches!(bytes[before], 0xe4..=0xe9));
        if self.wanted.holds(code) && !(self.behind.holds(code) && follows()) {
            places.push(u32::try_from(place).unwrap_or(u32::MAX));
        }
    }
}

impl Stored for Finder {
    fn store(&self, store: &mut Store) {
        self.wanted.store(store);
        self.behind.store(store);
        self.groups.iter().for_each(|table| table.store(store));
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        let (wanted, behind) = (Stored::take(stock)?, Stored::take(stock)?);
        let mut table = || Stored::take(stock);
        Some(Self { wanted, behind, groups: [table()?, table()?, table()?, table()?, table()?] })
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
            let finder = Finder::new(('\u{4e00}'..'\u{9000}').step_by(7), ('\u{4e01}'..'\u{9000}').step_by(7));
            let (fast, plain) = both(&finder, &bytes);
            assert_eq!(fast, plain);
        }

        #[test]
        fn ideographs_are_found(text in "[一二三四五六七八九十丁丈上下第其，。a\u{e9}]{0,200}") {
            let finder = Finder::new("一二三，".chars(), "第其a".chars());
            let (fast, plain) = both(&finder, text.as_bytes());
            let counts = |&(place, c): &(usize, char)| match c {
                '一' | '二' | '三' => true,
                '第' | '其' => !text[..place].ends_with(|c| ('\u{4000}'..'\u{a000}').contains(&c)),
                _ => false,
            };
            let places = text.char_indices().filter(counts).map(|(place, _)| u32::try_from(place).expect("small"));
            let places: Vec<u32> = places.collect();
            assert_eq!((&fast, &plain), (&places, &places));
        }
    }
}
