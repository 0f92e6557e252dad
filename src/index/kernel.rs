//! The kernel of the index: 64 bytes to a word of bits.
//!
//! Two twins: one for any machine, one with the AVX2 instructions of x86-64, chosen when the program runs. The one
//! `unsafe` call of the crate chooses it; a property test holds the twins equal on random bytes.

/// So many bytes make a word.
const WORD: usize = u64::BITS as usize;

/// The words of 64 bytes: where landmarks begin, and where line feeds stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Words {
    landmarks: u64,
    feeds: u64,
}

/// Appends the landmarks of `bytes` to `landmarks`, a bit a byte, and the places behind line feeds to `starts`.
pub(super) fn index(bytes: &[u8], landmarks: &mut Vec<u64>, starts: &mut Vec<u32>) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        #[expect(unsafe_code, reason = "the only one: the machine has just told that it knows AVX2")]
        // SAFETY: AVX2 was detected.
        unsafe {
            avx2::index(bytes, landmarks, starts);
        }
        return;
    }
    each(bytes, landmarks, starts, plain);
}

/// Goes through the bytes word by word; the last word is filled up with ideographs, which are no landmarks.
#[inline(always)]
fn each(bytes: &[u8], landmarks: &mut Vec<u64>, starts: &mut Vec<u32>, words: impl Fn(&[u8; WORD]) -> Words) {
    let (chunks, rest) = bytes.as_chunks::<WORD>();
    let mut base = 0u32;
    let mut note = |found: Words| {
        landmarks.push(found.landmarks);
        let mut feeds = found.feeds;
        while feeds != 0 {
            starts.push(base + feeds.trailing_zeros() + 1);
            feeds &= feeds - 1;
        }
        base = base.wrapping_add(u64::BITS);
    };
    chunks.iter().for_each(|chunk| note(words(chunk)));
    if !rest.is_empty() {
        let mut last = [0x80; WORD];
        last[..rest.len()].copy_from_slice(rest);
        note(words(&last));
    }
}

/// The twin for any machine.
fn plain(chunk: &[u8; WORD]) -> Words {
    let mut words = Words { landmarks: 0, feeds: 0 };
    for (i, &byte) in chunk.iter().enumerate() {
        words.landmarks |= u64::from(!matches!(byte, 0x80..=0xbf | 0xe4..=0xe9)) << i;
        words.feeds |= u64::from(byte == b'\n') << i;
    }
    words
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{
        __m256i, _mm256_andnot_si256, _mm256_cmpeq_epi8, _mm256_cmpgt_epi8, _mm256_min_epu8, _mm256_movemask_epi8,
        _mm256_set_epi64x, _mm256_set1_epi8, _mm256_sub_epi8,
    };

    use super::{WORD, Words, each};

    #[target_feature(enable = "avx2")]
    pub(super) fn index(bytes: &[u8], landmarks: &mut Vec<u64>, starts: &mut Vec<u32>) {
        each(bytes, landmarks, starts, |chunk| words(chunk));
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn words(chunk: &[u8; WORD]) -> Words {
        let (halves, _) = chunk.as_chunks::<32>();
        let [low, high] = [half(&halves[0]), half(&halves[1])];
        Words { landmarks: low.0 | high.0 << 32, feeds: low.1 | high.1 << 32 }
    }

    /// Landmarks and line feeds of 32 bytes.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn half(bytes: &[u8; 32]) -> (u64, u64) {
        let bytes = load(bytes);
        // A byte that begins a character is greater than 0xBF, as a signed number.
        let begins = _mm256_cmpgt_epi8(bytes, _mm256_set1_epi8(i8::from_ne_bytes([0xbf])));
        // An ideograph begins with one of six.
        let sixth = _mm256_sub_epi8(bytes, _mm256_set1_epi8(i8::from_ne_bytes([0xe4])));
        let common = _mm256_cmpeq_epi8(_mm256_min_epu8(sixth, _mm256_set1_epi8(5)), sixth);
        let feeds = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(i8::from_ne_bytes([b'\n'])));
        (mask(_mm256_andnot_si256(common, begins)), mask(feeds))
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn mask(bytes: __m256i) -> u64 {
        u64::from(u32::from_ne_bytes(_mm256_movemask_epi8(bytes).to_ne_bytes()))
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

    use super::{each, index, plain};

    proptest! {
        #[test]
        fn the_twins_are_equal_on_random_bytes(bytes in vec(any::<u8>(), 0..700)) {
            let (mut fast, mut slow) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
            index(&bytes, &mut fast.0, &mut fast.1);
            each(&bytes, &mut slow.0, &mut slow.1, plain);
            assert_eq!(fast, slow);
        }
    }
}
