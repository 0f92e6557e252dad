//! The fast twins: what `kernel` and `finder` do, 32 bytes at once with the AVX2 instructions of x86-64.
//!
//! A fast twin goes as far as whole steps reach and tells how far; its plain twin does the rest, or all of it on another
//! machine. Here stands the one `unsafe` of the crate, behind the question whether the machine knows the instructions.

use super::Finder;

/// What has a fast twin.
#[cfg_attr(not(target_arch = "x86_64"), expect(dead_code, reason = "only x86-64 has fast twins"))]
pub(super) enum Work<'a> {
    /// Appends a word for every 64 bytes to `landmarks`, and the places behind line feeds to `starts`.
    Index { bytes: &'a [u8], landmarks: &'a mut Vec<u64>, starts: &'a mut Vec<u32> },
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
        __m128i, __m256i, _mm_set_epi64x, _mm256_alignr_epi8, _mm256_and_si256, _mm256_andnot_si256,
        _mm256_broadcastsi128_si256, _mm256_cmpeq_epi8, _mm256_movemask_epi8, _mm256_permute2x128_si256,
        _mm256_set_m128i, _mm256_set1_epi8, _mm256_setzero_si256, _mm256_shuffle_epi8, _mm256_srli_epi16,
        _mm256_testz_si256,
    };

    use super::Work;
    use crate::index::WORD;
    use crate::index::finder::{BEHIND, Finder};
    use crate::index::kernel::{Words, each};

    #[target_feature(enable = "avx2")]
    pub(super) fn fast(work: Work<'_>) -> usize {
        match work {
            Work::Index { bytes, landmarks, starts } => {
                let (chunks, rest) = bytes.as_chunks();
                each(chunks, 0, landmarks, starts, |chunk| words(chunk));
                bytes.len() - rest.len()
            }
            Work::Find { finder, bytes, places } => find(finder, bytes, places),
        }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn words(chunk: &[u8; WORD]) -> Words {
        let (halves, _) = chunk.as_chunks::<32>();
        let [low, high] = [half(&halves[0]), half(&halves[1])];
        Words { landmarks: low.0 | high.0 << 32, feeds: low.1 | high.1 << 32 }
    }

    /// Landmarks and line feeds of 32 bytes.
    ///
    /// What a landmark is two tables tell, by the low and the high half of a byte: it is none where both have a bit. One
    /// comparison gives the mask, since of two masks put together the compiler makes a bit after the other.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn half(bytes: &[u8; 32]) -> (u64, u64) {
        let bytes = load(bytes);
        let by_low = _mm256_shuffle_epi8(broadcast(&NO_LANDMARK[0]), low(bytes));
        let by_high = _mm256_shuffle_epi8(broadcast(&NO_LANDMARK[1]), high(bytes));
        let landmarks = _mm256_cmpeq_epi8(_mm256_and_si256(by_low, by_high), _mm256_setzero_si256());
        let feeds = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(i8::from_ne_bytes([b'\n'])));
        (mask(landmarks).into(), mask(feeds).into())
    }

    /// Bit 0 for the first byte of a common ideograph, E4 to E9, and bit 1 for one inside a character, 80 to BF.
    const NO_LANDMARK: [[u8; 16]; 2] =
        [[2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2], [0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 0, 0, 1, 0]];

    /// Looks closely where three bytes in a row could be those of an ideograph that counts: each tells its groups.
    #[target_feature(enable = "avx2")]
    fn find(finder: &Finder, bytes: &[u8], places: &mut Vec<u32>) -> usize {
        let [first, low_second, high_second, low_third, high_third] = &finder.groups;
        let (first, none) = (broadcast(first), _mm256_setzero_si256());
        let (low_second, high_second) = (broadcast(low_second), broadcast(high_second));
        let (low_third, high_third) = (broadcast(low_third), broadcast(high_third));
        let (common_low, common_high) = (broadcast(&COMMON[0]), broadcast(&COMMON[1]));
        let (chunks, rest) = bytes.as_chunks();
        let (mut common_before, mut firsts_before, mut pairs_before) = (none, none, none);
        let mut end = 0;
        for chunk in chunks {
            let chunk = load(chunk);
            end += 32;
            let (low, high) = (low(chunk), high(chunk));
            let firsts = _mm256_shuffle_epi8(first, low);
            let seconds =
                _mm256_and_si256(_mm256_shuffle_epi8(low_second, low), _mm256_shuffle_epi8(high_second, high));
            let thirds = _mm256_and_si256(_mm256_shuffle_epi8(low_third, low), _mm256_shuffle_epi8(high_third, high));
            let common = _mm256_and_si256(_mm256_shuffle_epi8(common_low, low), _mm256_shuffle_epi8(common_high, high));
            let pairs = _mm256_and_si256(behind::<1>(firsts_before, firsts), seconds);
            let whole = _mm256_and_si256(behind::<1>(pairs_before, pairs), thirds);
            // The third byte stands five behind the first of the ideograph before.
            let whole = _mm256_andnot_si256(behind::<5>(common_before, common), whole);
            (common_before, firsts_before, pairs_before) = (common, firsts, pairs);
            if _mm256_testz_si256(whole, whole) == 1 {
                continue;
            }
            let mut some = !mask(_mm256_cmpeq_epi8(whole, none));
            while some != 0 {
                finder.look(bytes, end + some.trailing_zeros() as usize - 34, places);
                some &= some - 1;
            }
        }
        // One that goes on behind the last step is not found yet.
        (bytes.len() - rest.len()).saturating_sub(2)
    }

    /// For the low and the high half of a byte: the groups that count only behind anything but a common ideograph, where
    /// the byte is the first of one, E4 to E9.
    const COMMON: [[u8; 16]; 2] = [
        [0, 0, 0, 0, BEHIND, BEHIND, BEHIND, BEHIND, BEHIND, BEHIND, 0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, BEHIND, 0],
    ];

    /// The bytes of `now`, each so many places further; the first ones are the last of those before.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn behind<const PLACES: u8>(before: __m256i, now: __m256i) -> __m256i {
        let between = _mm256_permute2x128_si256::<0x21>(before, now);
        match PLACES {
            1 => _mm256_alignr_epi8::<15>(now, between),
            _ => _mm256_alignr_epi8::<11>(now, between),
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
