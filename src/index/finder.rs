//! Finders: where any of a few ideographs stands in a text.
//!
//! The common ideographs are no landmarks, but a few of them count: 一, 二, 三. As in the kernel of the index there are
//! two twins; the fast one looks at the second and the third byte of 32 places at once and asks the other one where both
//! could be those of a wanted ideograph.

use crate::text::Charset;

/// Finds some of the common ideographs, U+4000 to U+9FFF.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    wanted: Charset,
    /// For the low and the high half of the second and of the third byte, which of eight groups of ideographs have it.
    groups: [[u8; 16]; 4],
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
        let mut places = Vec::new();
        self.find_in(text.as_bytes(), |place| places.push(u32::try_from(place).unwrap_or(u32::MAX)));
        places
    }

    fn find_in(&self, bytes: &[u8], mut tell: impl FnMut(usize)) {
        let mut done = 0;
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            #[expect(unsafe_code, reason = "the machine has just told that it knows AVX2")]
            // SAFETY: AVX2 was detected.
            unsafe {
                done = self.find_by_groups(bytes, &mut tell);
            }
        }
        self.find_plainly(bytes, done, tell);
    }

    /// The twin for any machine, from a place on.
    fn find_plainly(&self, bytes: &[u8], from: usize, tell: impl FnMut(usize)) {
        (from..bytes.len()).filter(|&place| self.finds(bytes, place)).for_each(tell);
    }

    #[inline]
    fn finds(&self, bytes: &[u8], place: usize) -> bool {
        let Some(&[a @ 0xe4..=0xe9, b @ 0x80..=0xbf, c @ 0x80..=0xbf, ..]) = bytes.get(place..) else { return false };
        let code = u32::from(a & 15) << 12 | u32::from(b & 63) << 6 | u32::from(c & 63);
        char::from_u32(code).is_some_and(|c| self.wanted.contains(c))
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{
        __m256i, _mm_set_epi64x, _mm256_and_si256, _mm256_broadcastsi128_si256, _mm256_cmpeq_epi8,
        _mm256_movemask_epi8, _mm256_set_epi64x, _mm256_set1_epi8, _mm256_setzero_si256, _mm256_shuffle_epi8,
        _mm256_srli_epi16,
    };

    use super::Finder;

    impl Finder {
        /// Finds what begins in whole steps of 32 places; returns where they end.
        #[target_feature(enable = "avx2")]
        pub(super) fn find_by_groups(&self, bytes: &[u8], tell: &mut impl FnMut(usize)) -> usize {
            let tables = self.groups.map(|table| broadcast(&table));
            let mut place = 0;
            while let Some((second, third)) = bytes.get(place + 1..).and_then(|second| Some((second, second.get(1..)?)))
            {
                let (Some(second), Some(third)) = (second.first_chunk(), third.first_chunk()) else { break };
                let (second, third) = (load(second), load(third));
                let [a, b, c, d] = tables;
                let (low, high) = (low(second), high(second));
                let groups = _mm256_and_si256(_mm256_shuffle_epi8(a, low), _mm256_shuffle_epi8(b, high));
                let (low, high) = (self::low(third), self::high(third));
                let more = _mm256_and_si256(_mm256_shuffle_epi8(c, low), _mm256_shuffle_epi8(d, high));
                let none = _mm256_cmpeq_epi8(_mm256_and_si256(groups, more), _mm256_setzero_si256());
                let mut some = !u32::from_ne_bytes(_mm256_movemask_epi8(none).to_ne_bytes());
                while some != 0 {
                    let found = place + some.trailing_zeros() as usize;
                    if self.finds(bytes, found) {
                        tell(found);
                    }
                    some &= some - 1;
                }
                place += 32;
            }
            place
        }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn low(bytes: __m256i) -> __m256i {
        _mm256_and_si256(bytes, _mm256_set1_epi8(15))
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn high(bytes: __m256i) -> __m256i {
        low(_mm256_srli_epi16::<4>(bytes))
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn broadcast(table: &[u8; 16]) -> __m256i {
        let (halves, _) = table.as_chunks::<8>();
        _mm256_broadcastsi128_si256(_mm_set_epi64x(i64::from_le_bytes(halves[1]), i64::from_le_bytes(halves[0])))
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn load(bytes: &[u8; 32]) -> __m256i {
        let (quarters, _) = bytes.as_chunks::<8>();
        let quarter = |i: usize| i64::from_le_bytes(quarters[i]);
        _mm256_set_epi64x(quarter(3), quarter(2), quarter(1), quarter(0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{any, proptest};

    use super::Finder;

    fn both(finder: &Finder, bytes: &[u8]) -> (Vec<usize>, Vec<usize>) {
        let (mut fast, mut plain) = (Vec::new(), Vec::new());
        finder.find_in(bytes, |place| fast.push(place));
        finder.find_plainly(bytes, 0, |place| plain.push(place));
        (fast, plain)
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
            let places: Vec<usize> = text.match_indices(['一', '二', '三']).map(|(place, _)| place).collect();
            assert_eq!((&fast, &plain), (&places, &places));
        }
    }
}
