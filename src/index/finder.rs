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
            chunks.map(|chunk| (are_behind, chunk.iter().fold(0, |all, one| all | one))).collect::<Vec<_>>()
        };
        let mut groups = [all(false), all(true)].concat();
        let mut passes: Vec<u32> = groups.iter().map(|&(_, group)| passed(group, frequent)).collect();
        let dearer = |groups: &[(bool, Halves)], passes: &[u32], a: usize, b: usize| {
            let both = passed(groups[a].1 | groups[b].1, frequent);
            both.saturating_sub(passes[a] + passes[b]) * if groups[a].0 { 1 } else { SELDOM }
        };
        let pairs = (0..groups.len()).flat_map(|a| (0..a).map(move |b| (b, a)));
        let alike = pairs.filter(|&(a, b)| groups[a].0 == groups[b].0);
        let mut pairs: Vec<_> = alike.map(|(a, b)| (dearer(&groups, &passes, a, b), a, b)).collect();
        for _ in GROUPS..groups.len() {
            let Some(&(_, into, gone)) = pairs.iter().min() else { break };
            groups[into].1 |= std::mem::take(&mut groups[gone].1);
            passes[into] = passed(groups[into].1, frequent);
            pairs.retain(|&(_, a, b)| a != gone && b != gone);
            for (more, a, b) in pairs.iter_mut().filter(|&&mut (_, a, b)| a == into || b == into) {
                *more = dearer(&groups, &passes, *a, *b);
            }
        }
        for (&(behind, halves), group) in groups.iter().filter(|(_, halves)| *halves != 0).zip(0..) {
            self.groups_behind |= u8::from(behind) << group;
            for (table, place) in self.groups.iter_mut().zip(0..) {
                let of_table = halves >> (16 * place);
                (0..16).filter(|half| of_table >> half & 1 != 0).for_each(|half| table[half] |= 1 << group);
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
/// each that comes, sixteen for a half.
type Halves = u128;

fn halves(c: char) -> Halves {
    let mut bytes = [0; 3];
    c.encode_utf8(&mut bytes);
    let [first, second, third] = bytes;
    let halves = [first & 15, second & 15, second >> 4, third & 15, third >> 4];
    halves.into_iter().zip(0..).fold(0, |all, (half, place)| all | 1 << (16 * place + u32::from(half)))
}

/// How many ideographs a group lets pass, one that comes often counted as a thousand.
fn passed(group: Halves, frequent: &[Halves]) -> u32 {
    let often = frequent.iter().filter(|&&halves| group | halves == group).count();
    let all = (0..5).map(|place| (group >> (16 * place) & 0xffff).count_ones()).product::<u32>();
    all + 1000 * u32::try_from(often).unwrap_or(0)
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
        fn the_twins_are_equal_on_random_bytes(bytes in vec(any::<u8>(), 0..6000)) {
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
