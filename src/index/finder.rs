//! Finders: where any of a few ideographs stands in a text.
//!
//! The common ideographs are no landmarks, but a few of them count: 一, 二, 三. Some count anywhere, others only where no
//! common ideograph stands before them. As in the kernel of the index there are two twins; the fast one sorts out most
//! places and asks the plain one about those that are left.

use super::twin::{Work, fast};
use crate::stored::{Stock, Store, Stored};
use crate::text::Charset;
use crate::work;

/// The ideographs are told in so many groups, a bit each.
const GROUPS: usize = 8;

/// So many are compared with one another.
const MANY: usize = 40;
/// Before one of so many common ideographs stands none.
const SELDOM: u32 = 12;

/// Finds some of the common ideographs, U+4000 to U+9FFF.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    wanted: Charset,
    /// Those that do not count anywhere.
    behind: Charset,
    /// Which groups have a low half of the first byte, and halves of the second and of the third.
    pub(super) groups: [[u8; 16]; 5],
    /// The groups of those that do not count anywhere.
    pub(super) groups_behind: u8,
}

impl Finder {
    /// A finder of those of `anywhere` that are common ideographs, and of those of `behind` before which none stands.
    ///
    /// It is quick where it seldom has to look closely: `frequent` are those that come often.
    pub fn new(
        anywhere: impl IntoIterator<Item = char>,
        behind: impl IntoIterator<Item = char>,
        frequent: impl IntoIterator<Item = char>,
    ) -> Self {
        let mut out = Self::default();
        let common = |c: &char| ('\u{4000}'..'\u{a000}').contains(c);
        out.wanted.extend(anywhere.into_iter().filter(common));
        let behind: Vec<char> = behind.into_iter().filter(|c| common(c) && !out.wanted.contains(*c)).collect();
        out.behind.extend(behind.iter().copied());
        out.wanted.extend(behind);
        out.group(&frequent.into_iter().map(halves).collect::<Vec<_>>());
        out
    }

    /// Puts together those that are alike: such a group lets little else pass.
    fn group(&mut self, frequent: &[Halves]) {
        let Self { wanted, behind, .. } = &*self;
        let all = |are_behind| {
            let those = ('\u{4000}'..'\u{a000}').filter(|&c| wanted.contains(c) && behind.contains(c) == are_behind);
            let those: Vec<Halves> = those.map(halves).collect();
            // Of a great many only neighbours are put together.
            let chunks = those.chunks(those.len().div_ceil(MANY).max(1));
            chunks.map(|chunk| (are_behind, chunk.iter().copied().fold([0; 5], join))).collect::<Vec<_>>()
        };
        let mut groups = [all(false), all(true)].concat();
        while groups.len() > GROUPS {
            let pairs = (0..groups.len()).flat_map(|a| (0..a).map(move |b| (b, a)));
            let alike = pairs.filter(|&(a, b)| groups[a].0 == groups[b].0);
            let dearer = |&(a, b): &(usize, usize)| {
                let ((behind, a), (_, b)) = (groups[a], groups[b]);
                let more = passed(join(a, b), frequent).saturating_sub(passed(a, frequent) + passed(b, frequent));
                if behind { more } else { SELDOM * more }
            };
            let Some((a, b)) = alike.min_by_key(dearer) else { break };
            groups[a].1 = join(groups[a].1, groups.swap_remove(b).1);
        }
        for (&(behind, halves), group) in groups.iter().zip(0..) {
            self.groups_behind |= u8::from(behind) << group;
            for (table, halves) in self.groups.iter_mut().zip(halves) {
                (0..16).filter(|half| halves >> half & 1 != 0).for_each(|half| table[half] |= 1 << group);
            }
        }
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

/// Of the ideographs of a group, the low half of the first byte, and the halves of the second and of the third: a bit for
/// each that comes.
type Halves = [u16; 5];

fn halves(c: char) -> Halves {
    let mut bytes = [0; 3];
    c.encode_utf8(&mut bytes);
    let [first, second, third] = bytes;
    [first & 15, second & 15, second >> 4, third & 15, third >> 4].map(|half| 1 << half)
}

fn join(a: Halves, b: Halves) -> Halves {
    std::array::from_fn(|i| a[i] | b[i])
}

/// How many ideographs a group lets pass, one that comes often counted as a thousand.
fn passed(group: Halves, frequent: &[Halves]) -> u32 {
    let often = frequent.iter().filter(|&&halves| join(group, halves) == group).count();
    group.into_iter().map(u16::count_ones).product::<u32>() + 1000 * u32::try_from(often).unwrap_or(0)
}

impl Stored for Finder {
    fn store(&self, store: &mut Store) {
        self.wanted.store(store);
        self.behind.store(store);
        self.groups.iter().for_each(|table| table.store(store));
        self.groups_behind.store(store);
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        let (wanted, behind) = (Stored::take(stock)?, Stored::take(stock)?);
        let mut table = || Stored::take(stock);
        let groups = [table()?, table()?, table()?, table()?, table()?];
        Some(Self { wanted, behind, groups, groups_behind: Stored::take(stock)? })
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
            let finder = Finder::new(('\u{4e00}'..'\u{9000}').step_by(7), ('\u{4e01}'..'\u{9000}').step_by(7), []);
            let (fast, plain) = both(&finder, &bytes);
            assert_eq!(fast, plain);
        }

        #[test]
        fn ideographs_are_found(text in "[一二三四五六七八九十丁丈上下第其，。a\u{e9}]{0,200}") {
            let finder = Finder::new("一二三，".chars(), "第其a".chars(), "在不".chars());
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
