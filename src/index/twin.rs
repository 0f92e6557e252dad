//! The fast twins: what `kernel` and `finder` do, 32 bytes at once with the AVX2 instructions of x86-64.
//!
//! A fast twin goes as far as whole steps reach and tells how far; its plain twin does the rest, or all of it on another
//! machine. Here stands the one `unsafe` of the crate, behind the question whether the machine knows the instructions.

use super::{Finder, Row};

/// What has a fast twin.
#[cfg_attr(not(target_arch = "x86_64"), expect(dead_code, reason = "only x86-64 has fast twins"))]
pub(super) enum Work<'a> {
    /// Appends a row for every 64 bytes to `rows`, and the places behind line feeds to `starts`.
    Index { bytes: &'a [u8], rows: &'a mut Vec<Row>, starts: &'a mut Vec<u32> },
    /// Appends the places of what the finder finds.
    Find { finder: &'a Finder, bytes: &'a [u8], places: &'a mut Vec<u32> },
}

/// Does as much as the fast twin can; returns where it ends.
#[cfg(target_arch = "x86_64")]
pub(super) fn fast(work: Work<'_>) -> usize {
    if !std::arch::is_x86_feature_detected!("avx2") {
        return 0;
    }
    #[expect(unsafe_code, reason = "the machine has just told that it knows AVX2")]
    // SAFETY: AVX2 was detected.
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
        __m128i, __m256i, _mm_set_epi64x, _mm256_and_si256, _mm256_broadcastsi128_si256, _mm256_cmpeq_epi8,
        _mm256_movemask_epi8, _mm256_set_m128i, _mm256_set1_epi8, _mm256_setzero_si256, _mm256_shuffle_epi8,
        _mm256_slli_epi16, _mm256_srli_epi16,
    };

    use super::Work;
    use crate::index::ROW;
    use crate::index::finder::Finder;
    use crate::index::kernel::{Bits, each};

    #[target_feature(enable = "avx2")]
    pub(super) fn fast(work: Work<'_>) -> usize {
        match work {
            Work::Index { bytes, rows, starts } => {
                let (chunks, rest) = bytes.as_chunks();
                each(&[], chunks, rows, starts, |chunk| bits(chunk));
                bytes.len() - rest.len()
            }
            Work::Find { finder, bytes, places } => find(finder, bytes, places),
        }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn bits(chunk: &[u8; ROW]) -> Bits {
        let (halves, _) = chunk.as_chunks::<32>();
        let [low, high] = [half(&halves[0]), half(&halves[1])];
        let both = |pick: fn(&[u32; 5]) -> u32| u64::from(pick(&low)) | u64::from(pick(&high)) << 32;
        Bits {
            landmarks: both(|half| half[0]),
            feeds: both(|half| half[1]),
            parts: both(|half| half[2]),
            first: both(|half| half[3]),
            second: both(|half| half[4]),
        }
    }

    /// Landmarks, line feeds, and the bytes of marks that part clauses, the last, the first and the second, of 32 bytes.
    ///
    /// What a byte is two tables tell, by its low and its high half: whatever both have a bit for. One comparison gives a
    /// mask, since of two masks put together the compiler makes a bit after the other.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn half(bytes: &[u8; 32]) -> [u32; 5] {
        let bytes = load(bytes);
        let by_low = _mm256_shuffle_epi8(broadcast(&KINDS[0]), low(bytes));
        let by_high = _mm256_shuffle_epi8(broadcast(&KINDS[1]), high(bytes));
        let kinds = _mm256_and_si256(by_low, by_high);
        let none = |bits: u8| {
            let some = _mm256_and_si256(kinds, _mm256_set1_epi8(i8::from_ne_bytes([bits])));
            mask(_mm256_cmpeq_epi8(some, _mm256_setzero_si256()))
        };
        let feeds = mask(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(i8::from_ne_bytes([b'\n']))));
        // A mask tells of the highest bit of each byte.
        let (first, second) = (mask(_mm256_slli_epi16::<3>(kinds)), mask(_mm256_slli_epi16::<2>(kinds)));
        [none(HAN | INSIDE), feeds, !none(COMMA | COLON), first, second]
    }

    /// What a byte may be: the first of a common ideograph, E4 to E9; one inside a character, 80 to BF; the last of `,` and
    /// `，`, 2C and 8C; of `:` and `：`, 3A and 9A; the first of the wide ones, EF; the second, BC.
    const HAN: u8 = 1;
    const INSIDE: u8 = 1 << 1;
    const COMMA: u8 = 1 << 2;
    const COLON: u8 = 1 << 3;
    const FIRST: u8 = 1 << 4;
    const SECOND: u8 = 1 << 5;

    /// What a byte may be by its low half, and by its high half.
    const KINDS: [[u8; 16]; 2] = {
        let mut kinds = [[INSIDE; 16], [0; 16]];
        let mut i = 4;
        while i <= 9 {
            kinds[0][i] |= HAN;
            i += 1;
        }
        kinds[0][0xa] |= COLON;
        kinds[0][0xc] |= COMMA | SECOND;
        kinds[0][0xf] |= FIRST;
        kinds[1][0x2] = COMMA;
        kinds[1][0x3] = COLON;
        kinds[1][0x8] = INSIDE | COMMA;
        kinds[1][0x9] = INSIDE | COLON;
        kinds[1][0xa] = INSIDE;
        kinds[1][0xb] = INSIDE | SECOND;
        kinds[1][0xe] = HAN | FIRST;
        kinds
    };

    /// Looks at the second and the third byte of 32 places, and closely where both could be those of a wanted ideograph.
    #[target_feature(enable = "avx2")]
    fn find(finder: &Finder, bytes: &[u8], places: &mut Vec<u32>) -> usize {
        let [low_second, high_second, low_third, high_third] = &finder.groups;
        let (low_second, high_second) = (broadcast(low_second), broadcast(high_second));
        let (low_third, high_third) = (broadcast(low_third), broadcast(high_third));
        let mut place = 0;
        while let (Some(second), Some(third)) = (step(bytes, place + 1), step(bytes, place + 2)) {
            let (second, third) = (load(second), load(third));
            let by_second = _mm256_and_si256(
                _mm256_shuffle_epi8(low_second, low(second)),
                _mm256_shuffle_epi8(high_second, high(second)),
            );
            let by_third = _mm256_and_si256(
                _mm256_shuffle_epi8(low_third, low(third)),
                _mm256_shuffle_epi8(high_third, high(third)),
            );
            let none = _mm256_cmpeq_epi8(_mm256_and_si256(by_second, by_third), _mm256_setzero_si256());
            let mut some = !mask(none);
            while some != 0 {
                finder.look(bytes, place + some.trailing_zeros() as usize, places);
                some &= some - 1;
            }
            place += 32;
        }
        place
    }

    /// The 32 bytes from a place on, if there are so many.
    fn step(bytes: &[u8], place: usize) -> Option<&[u8; 32]> {
        bytes.get(place..)?.first_chunk()
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

    #[target_feature(enable = "avx2")]
    #[inline]
    fn load(bytes: &[u8; 32]) -> __m256i {
        let (halves, _) = bytes.as_chunks();
        _mm256_set_m128i(load_half(&halves[1]), load_half(&halves[0]))
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
