//! The fast twins: what `kernel` and `finder` do, 32 bytes at once with the AVX2 instructions of x86-64.
//!
//! A fast twin goes as far as whole steps reach and tells how far; its plain twin does the rest, or all of it on another
//! machine. Here stands the one `unsafe` of the crate, behind the question whether the machine knows the instructions.

use super::{Finder, Index};

/// What has a fast twin.
#[cfg_attr(not(target_arch = "x86_64"), expect(dead_code, reason = "only x86-64 has fast twins"))]
pub(super) enum Work<'a> {
    /// Appends a row for every 64 bytes to `index`, and the places behind line feeds to `starts`.
    Index { bytes: &'a [u8], index: &'a mut Index, starts: &'a mut Vec<u32> },
    /// Appends the places of what the finder finds.
    Find { finder: &'a Finder, bytes: &'a [u8], places: &'a mut Vec<u32> },
}

/// Does as much as the fast twin can; returns where it ends.
#[cfg(target_arch = "x86_64")]
pub(super) fn fast(work: Work<'_>) -> usize {
    if !(std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("popcnt")) {
        return 0;
    }
    #[expect(unsafe_code, reason = "the machine has just told that it knows AVX2 and POPCNT")]
    // SAFETY: AVX2 and POPCNT were detected.
    unsafe {
        avx2::fast(work)
    }
}

/// Leaves everything to the plain twin.
#[cfg(not(target_arch = "x86_64"))]
pub(super) fn fast(_: Work<'_>) -> usize {
    0
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{
        __m128i, __m256i, _mm_set_epi64x, _mm256_add_epi8, _mm256_and_si256, _mm256_andnot_si256,
        _mm256_broadcastsi128_si256, _mm256_cmpeq_epi8, _mm256_cmpgt_epi8, _mm256_movemask_epi8, _mm256_or_si256,
        _mm256_set_m128i, _mm256_set1_epi8, _mm256_setzero_si256, _mm256_shuffle_epi8, _mm256_srli_epi16,
    };

    use super::Work;
    use crate::index::Row;
    use crate::index::finder::Finder;
    use crate::index::kernel::{Bytes, Noted, each, is_dull};

    #[target_feature(enable = "avx2,popcnt")]
    pub(super) fn fast(work: Work<'_>) -> usize {
        match work {
            Work::Index { bytes, index, starts } => each(bytes, 0, index, starts, |bytes| note(bytes)),
            Work::Find { finder, bytes, places } => find(finder, bytes, places),
        }
    }

    /// What begins at each of 64 bytes.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn note([first, second, third]: Bytes<'_>) -> Noted {
        let low = half(load::<0>(first), load::<0>(second), load::<0>(third));
        let high = half(load::<1>(first), load::<1>(second), load::<1>(third));
        let both = |place: usize| u64::from(low[place]) | u64::from(high[place]) << 32;
        (Row { landmarks: both(0), counted: !both(1), telling: both(2) }, both(3))
    }

    /// What begins at each of 32 bytes: landmarks; nothing that is counted; what tells something; where lines end. Each is
    /// looked at with the two behind it.
    ///
    /// What a byte could be two tables tell, by its low and its high half: whatever both have a bit for. One comparison gives
    /// a mask, since of two put together the compiler makes a bit after the other.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn half(first: __m256i, second: __m256i, third: __m256i) -> [u32; 4] {
        let (and, or) = (|a, b| _mm256_and_si256(a, b), |a, b| _mm256_or_si256(a, b));
        let kinds = |tables: &[[u8; 16]; 2], by_low, by_high| {
            let (low, high) = (broadcast(&tables[0]), broadcast(&tables[1]));
            and(_mm256_shuffle_epi8(low, by_low), _mm256_shuffle_epi8(high, by_high))
        };
        let none = |kinds| mask(_mm256_cmpeq_epi8(kinds, _mm256_setzero_si256()));
        let (by_low, by_high) = (low(first), high(first));
        let wanted = _mm256_cmpeq_epi8(second, _mm256_shuffle_epi8(broadcast(&SECONDS), by_low));
        let behind = and(kinds(&THIRDS, low(third), high(third)), or(wanted, all(ASCII)));
        let told = and(kinds(&FIRSTS, by_low, by_high), behind);
        let others = kinds(&OTHERS, by_low, by_high);
        [
            none(others),
            none(or(and(told, all(CLAUSES)), and(others, all(HAN)))),
            none(or(told, others)),
            mask(_mm256_cmpeq_epi8(first, all(b'\n'))),
        ]
    }

    /// What is told apart of the marks that tell nothing: the wide ones, E2 80 90 to 9F, E3 80 81, EF BC 8C and EF BC 9A, and
    /// those of ASCII.
    const QUOTE: u8 = 1;
    const LIST: u8 = 1 << 1;
    const WIDE_COMMA: u8 = 1 << 2;
    const WIDE_COLON: u8 = 1 << 3;
    const COMMA: u8 = 1 << 4;
    const COLON: u8 = 1 << 5;
    /// All others of ASCII, by their high half.
    const TWO: u8 = 1 << 6;
    const THREE: u8 = 1 << 7;

    const ASCII: u8 = COMMA | COLON | TWO | THREE;
    const CLAUSES: u8 = WIDE_COMMA | WIDE_COLON | COMMA | COLON;

    const FIRSTS: [[u8; 16]; 2] = tables([
        (QUOTE, 1 << 0x2, 1 << 0xe),
        (LIST, 1 << 0x3, 1 << 0xe),
        (WIDE_COMMA | WIDE_COLON, 1 << 0xf, 1 << 0xe),
        (COMMA, 1 << 0xc, 1 << 0x2),
        (COLON, 1 << 0xa, 1 << 0x3),
        (TWO, dull(0x2), 1 << 0x2),
        (THREE, dull(0x3), 1 << 0x3),
    ]);

    /// The second byte of a mark, by the low half of its first.
    const SECONDS: [u8; 16] = {
        let mut seconds = [0; 16];
        (seconds[0x2], seconds[0x3], seconds[0xf]) = (0x80, 0x80, 0xbc);
        seconds
    };

    /// Whatever stands behind a mark of ASCII.
    const THIRDS: [[u8; 16]; 2] = tables([
        (ASCII, u16::MAX, u16::MAX),
        (QUOTE, u16::MAX, 1 << 0x9),
        (LIST, 1 << 0x1, 1 << 0x8),
        (WIDE_COMMA, 1 << 0xc, 1 << 0x8),
        (WIDE_COLON, 1 << 0xa, 1 << 0x9),
    ]);

    /// What begins no landmark: bytes inside a character, 80 to BF, and the first ones of common ideographs, E4 to E9.
    const OTHERS: [[u8; 16]; 2] = tables([(INSIDE, u16::MAX, 0xf << 0x8), (HAN, 0x3f << 0x4, 1 << 0xe)]);
    const INSIDE: u8 = 1;
    const HAN: u8 = 1 << 1;

    /// For the low and the high half of a byte, the kinds of which it could be one: each with all low halves, and all high
    /// ones, that its bytes have.
    const fn tables<const KINDS: usize>(kinds: [(u8, u16, u16); KINDS]) -> [[u8; 16]; 2] {
        let (mut tables, mut i) = ([[0; 16]; 2], 0);
        while i < 16 * KINDS {
            let (half, (kind, low, high)) = (i % 16, kinds[i / 16]);
            tables[0][half] |= if low >> half & 1 != 0 { kind } else { 0 };
            tables[1][half] |= if high >> half & 1 != 0 { kind } else { 0 };
            i += 1;
        }
        tables
    }

    /// The low halves that the dull marks with a high half have.
    const fn dull(high: u8) -> u16 {
        let (mut halves, mut low) = (0, 0);
        while low < 16 {
            halves |= (is_dull(high << 4 | low) as u16) << low;
            low += 1;
        }
        halves
    }

    /// So many steps are made before any place is looked at.
    const STEPS: usize = 64;

    /// Looks closely where three bytes in a row could be those of an ideograph that counts: each tells its groups.
    #[target_feature(enable = "avx2")]
    fn find(finder: &Finder, bytes: &[u8], places: &mut Vec<u32>) -> usize {
        let [first, low_second, high_second, low_third, high_third] =
            finder.groups.each_ref().map(|table| broadcast(table));
        let groups_behind = all(finder.groups_behind);
        let groups = |before, lead, second, third| {
            let firsts = _mm256_shuffle_epi8(first, low(lead));
            let seconds = _mm256_and_si256(
                _mm256_shuffle_epi8(low_second, low(second)),
                _mm256_shuffle_epi8(high_second, high(second)),
            );
            let thirds = _mm256_and_si256(
                _mm256_shuffle_epi8(low_third, low(third)),
                _mm256_shuffle_epi8(high_third, high(third)),
            );
            let whole = _mm256_and_si256(_mm256_and_si256(firsts, seconds), thirds);
            // As numbers with a sign, the first bytes of common ideographs, E4 to E9, are the least once they are moved.
            let moved = _mm256_add_epi8(before, all(0x80_u8.wrapping_sub(0xe4)));
            let follows = _mm256_and_si256(_mm256_cmpgt_epi8(all(0x86), moved), groups_behind);
            !mask(_mm256_cmpeq_epi8(_mm256_andnot_si256(follows, whole), _mm256_setzero_si256()))
        };
        // The first byte of the ideograph before stands three before that of an ideograph.
        let [before, lead, second, third] =
            [0, 3, 4, 5].map(|behind| bytes.get(behind..).unwrap_or_default().as_chunks().0);
        if third.is_empty() {
            return 0;
        }
        (0..3).for_each(|place| finder.look(bytes, place, places));
        let steps = before.chunks(STEPS).zip(lead.chunks(STEPS)).zip(second.chunks(STEPS)).zip(third.chunks(STEPS));
        let mut base = 3;
        for (((before, lead), second), third) in steps {
            // Which step comes next with a place nobody can foretell: all are noted, and one without is written over.
            let (mut found, mut count) = ([(0, 0); STEPS], 0);
            for (((before, lead), second), third) in before.iter().zip(lead).zip(second).zip(third) {
                let low = groups(load::<0>(before), load::<0>(lead), load::<0>(second), load::<0>(third));
                let high = groups(load::<1>(before), load::<1>(lead), load::<1>(second), load::<1>(third));
                let some = u64::from(low) | u64::from(high) << 32;
                found[count % STEPS] = (base, some);
                count += usize::from(some != 0);
                base += 64;
            }
            for &(base, mut some) in &found[..count] {
                while some != 0 {
                    finder.look(bytes, base + some.trailing_zeros() as usize, places);
                    some &= some - 1;
                }
            }
        }
        3 + 64 * third.len()
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
    fn mask(bytes: __m256i) -> u32 {
        u32::from_ne_bytes(_mm256_movemask_epi8(bytes).to_ne_bytes())
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn broadcast(table: &[u8; 16]) -> __m256i {
        _mm256_broadcastsi128_si256(load_half(table))
    }

    /// The same byte everywhere.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn all(byte: u8) -> __m256i {
        _mm256_set1_epi8(i8::from_ne_bytes([byte]))
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn load<const HALF: usize>(bytes: &[u8; 64]) -> __m256i {
        let (quarters, _) = bytes.as_chunks();
        _mm256_set_m128i(load_half(&quarters[2 * HALF + 1]), load_half(&quarters[2 * HALF]))
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn load_half(bytes: &[u8; 16]) -> __m128i {
        let bytes = i128::from_le_bytes(*bytes);
        #[expect(clippy::cast_possible_truncation, reason = "the upper half comes by itself")]
        let (high, low) = ((bytes >> 64) as i64, bytes as i64);
        _mm_set_epi64x(high, low)
    }
}
