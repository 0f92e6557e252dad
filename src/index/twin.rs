//! The fast twins: what `kernel` and `finder` do, 32 bytes at once with the AVX2 instructions of x86-64.
//!
//! A fast twin goes as far as whole steps reach and tells how far; its plain twin does the rest, or all of it on another
//! machine. Here stands the one `unsafe` of the crate, behind the question whether the machine knows the instructions.

use super::{Finder, Row};
use crate::text::Counts;

/// What has a fast twin.
#[cfg_attr(not(target_arch = "x86_64"), expect(dead_code, reason = "only x86-64 has fast twins"))]
pub(super) enum Work<'a> {
    /// Appends a row for every 64 bytes to `rows`, and the places behind line feeds to `starts`.
    Index { bytes: &'a [u8], rows: &'a mut Vec<Row>, starts: &'a mut Vec<u32> },
    /// Counts what stands in some bytes.
    Count { rows: &'a [Row], first: u64, last: u64, bytes: &'a [u8], counts: &'a mut Counts },
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
        __m128i, __m256i, _mm_add_epi32, _mm_extract_epi32, _mm_set_epi64x, _mm256_alignr_epi8, _mm256_and_si256,
        _mm256_andnot_si256, _mm256_broadcastsi128_si256, _mm256_castsi256_si128, _mm256_cmpeq_epi8, _mm256_cmpgt_epi8,
        _mm256_extracti128_si256, _mm256_movemask_epi8, _mm256_permute2x128_si256, _mm256_sad_epu8, _mm256_set_m128i,
        _mm256_set1_epi8, _mm256_setzero_si256, _mm256_shuffle_epi8, _mm256_srli_epi16, _mm256_sub_epi8,
    };

    use super::Work;
    use crate::index::ROW;
    use crate::index::finder::Finder;
    use crate::index::kernel::{Bits, count, each, is_dull};

    #[target_feature(enable = "avx2,popcnt")]
    pub(super) fn fast(work: Work<'_>) -> usize {
        match work {
            Work::Index { bytes, rows, starts } => {
                let (chunks, rest) = bytes.as_chunks();
                let mut before = _mm256_setzero_si256();
                each(&[], chunks, rows, starts, |chunk| bits(&mut before, chunk));
                bytes.len() - rest.len()
            }
            Work::Find { finder, bytes, places } => find(finder, bytes, places),
            Work::Count { rows, first, last, bytes, counts } => {
                *counts = count(rows, first, last, chars(bytes));
                bytes.len()
            }
        }
    }

    /// How many characters begin in some bytes: whatever is no byte inside one, 80 to BF, begins one.
    #[target_feature(enable = "avx2,popcnt")]
    #[inline]
    fn chars(bytes: &[u8]) -> u32 {
        let inside = _mm256_set1_epi8(i8::from_ne_bytes([0xbf]));
        let begins = |bytes: &[u8; 32]| _mm256_cmpgt_epi8(load(bytes), inside);
        let (chunks, rest) = bytes.as_chunks();
        let mut all = match bytes.last_chunk() {
            // What fills no chunk stands at the end of the last one.
            Some(last) => (u64::from(mask(begins(last))) >> (32 - rest.len())).count_ones(),
            None => {
                let mut last = [0x80; 32];
                last[..rest.len()].copy_from_slice(rest);
                mask(begins(&last)).count_ones()
            }
        };
        // A lane of one byte counts no further than 255.
        for chunks in chunks.chunks(255) {
            let lanes =
                chunks.iter().fold(_mm256_setzero_si256(), |lanes, chunk| _mm256_sub_epi8(lanes, begins(chunk)));
            let sums = _mm256_sad_epu8(lanes, _mm256_setzero_si256());
            let sums = _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256::<1>(sums));
            all += u32::from_ne_bytes((_mm_extract_epi32::<0>(sums) + _mm_extract_epi32::<2>(sums)).to_ne_bytes());
        }
        all
    }

    /// What 64 bytes are; `before` are the leads of the 32 bytes before them.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn bits(before: &mut __m256i, chunk: &[u8; ROW]) -> Bits {
        let (halves, _) = chunk.as_chunks::<32>();
        let [low, high] = [half(before, &halves[0]), half(before, &halves[1])];
        let both = |pick: fn(&[u32; 6]) -> u32| u64::from(pick(&low)) | u64::from(pick(&high)) << 32;
        Bits {
            landmarks: both(|half| half[0]),
            feeds: both(|half| half[1]),
            dull: both(|half| half[2]),
            narrow: both(|half| half[3]),
            wide: both(|half| half[4]),
            quiet: both(|half| half[5]),
        }
    }

    /// What 32 bytes are, in the order of [`Bits`].
    ///
    /// What a byte is two tables tell, by its low and its high half: whatever both have a bit for. One comparison gives a
    /// mask, since of two masks put together the compiler makes a bit after the other.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn half(before: &mut __m256i, bytes: &[u8; 32]) -> [u32; 6] {
        let bytes = load(bytes);
        let (by_low, by_high) = (low(bytes), high(bytes));
        let kinds = |tables: &[[u8; 16]; 2]| {
            let (low, high) = (broadcast(&tables[0]), broadcast(&tables[1]));
            _mm256_and_si256(_mm256_shuffle_epi8(low, by_low), _mm256_shuffle_epi8(high, by_high))
        };
        let some = |kinds: __m256i, bits: u8| {
            let some = _mm256_and_si256(kinds, _mm256_set1_epi8(i8::from_ne_bytes([bits])));
            !mask(_mm256_cmpeq_epi8(some, _mm256_setzero_si256()))
        };
        let equal = |byte: u8| _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(i8::from_ne_bytes([byte])));
        let (leads, lasts, ascii) = (kinds(&LEADS), kinds(&LASTS), kinds(&ASCII));
        let (first, second) = (behind::<2>(*before, leads), behind::<1>(*before, leads));
        let marks = _mm256_and_si256(_mm256_and_si256(first, _mm256_srli_epi16::<4>(second)), lasts);
        *before = leads;
        [
            !some(lasts, HAN | INSIDE),
            mask(equal(b'\n')),
            some(ascii, u8::MAX),
            some(ascii, COMMA | COLON),
            some(marks, WIDE_COMMA | WIDE_COLON),
            some(marks, LIST | QUOTE),
        ]
    }

    /// The marks of three bytes that are told, a bit each, by their first byte, and four bits further by their second:
    /// `、` E3 80 81; `—` and quotation marks, E2 80 90 to 9F; `，` EF BC 8C; `：` EF BC 9A.
    const LEADS: [[u8; 16]; 2] = {
        let mut kinds = [[0; 16]; 2];
        kinds[0][0x3] = LIST;
        kinds[0][0x2] = QUOTE;
        kinds[0][0xf] = WIDE_COMMA | WIDE_COLON;
        kinds[1][0xe] = LIST | QUOTE | WIDE_COMMA | WIDE_COLON;
        kinds[0][0x0] = (LIST | QUOTE) << 4;
        kinds[0][0xc] = (WIDE_COMMA | WIDE_COLON) << 4;
        kinds[1][0x8] = (LIST | QUOTE) << 4;
        kinds[1][0xb] = (WIDE_COMMA | WIDE_COLON) << 4;
        kinds
    };
    const LIST: u8 = 1;
    const QUOTE: u8 = 1 << 1;
    const WIDE_COMMA: u8 = 1 << 2;
    const WIDE_COLON: u8 = 1 << 3;

    /// The same by their last byte; the first bytes of common ideographs, E4 to E9; bytes inside a character, 80 to BF.
    const LASTS: [[u8; 16]; 2] = {
        let mut kinds = [[QUOTE | INSIDE; 16], [0; 16]];
        kinds[0][0x1] |= LIST;
        kinds[0][0xc] |= WIDE_COMMA;
        kinds[0][0xa] |= WIDE_COLON;
        let mut i = 4;
        while i <= 9 {
            kinds[0][i] |= HAN;
            i += 1;
        }
        kinds[1][0x8] = INSIDE | LIST | WIDE_COMMA;
        kinds[1][0x9] = INSIDE | QUOTE | WIDE_COLON;
        kinds[1][0xa] = INSIDE;
        kinds[1][0xb] = INSIDE;
        kinds[1][0xe] = HAN;
        kinds
    };
    const HAN: u8 = 1 << 4;
    const INSIDE: u8 = 1 << 5;

    /// The marks of ASCII that tell nothing: `,`; `:`; and by their high half, 2, 3, 4 or 6, 5 or 7, all others.
    const ASCII: [[u8; 16]; 2] = {
        let mut kinds = [[0; 16]; 2];
        let mut byte = 0;
        while byte < 128 {
            if is_dull(byte) {
                let kind = match byte >> 4 {
                    2 => 1,
                    3 => 1 << 1,
                    4 | 6 => 1 << 2,
                    _ => 1 << 3,
                };
                kinds[0][byte as usize & 15] |= kind;
                kinds[1][byte as usize >> 4] |= kind;
            }
            byte += 1;
        }
        kinds[0][0xc] |= COMMA;
        kinds[1][0x2] |= COMMA;
        kinds[0][0xa] |= COLON;
        kinds[1][0x3] |= COLON;
        kinds
    };
    const COMMA: u8 = 1 << 4;
    const COLON: u8 = 1 << 5;

    /// So many steps are made before any place is looked at.
    const STEPS: usize = 128;

    /// Looks closely where three bytes in a row could be those of an ideograph that counts: each tells its groups.
    #[target_feature(enable = "avx2")]
    fn find(finder: &Finder, bytes: &[u8], places: &mut Vec<u32>) -> usize {
        let [first, low_second, high_second, low_third, high_third] = &finder.groups;
        let (first, none) = (broadcast(first), _mm256_setzero_si256());
        let (low_second, high_second) = (broadcast(low_second), broadcast(high_second));
        let (low_third, high_third) = (broadcast(low_third), broadcast(high_third));
        let [common_low, common_high] = common(finder.groups_behind).map(|table| broadcast(&table));
        let (chunks, rest) = bytes.as_chunks();
        let (mut common_before, mut firsts_before, mut pairs_before) = (none, none, none);
        let mut end = 0;
        for chunks in chunks.chunks(STEPS) {
            // Which step comes next with a place nobody can foretell: all are noted, and one without is written over.
            let (mut found, mut count) = ([(0, 0); STEPS], 0);
            for chunk in chunks {
                let chunk = load(chunk);
                end += 32;
                let (low, high) = (low(chunk), high(chunk));
                let firsts = _mm256_shuffle_epi8(first, low);
                let seconds =
                    _mm256_and_si256(_mm256_shuffle_epi8(low_second, low), _mm256_shuffle_epi8(high_second, high));
                let thirds =
                    _mm256_and_si256(_mm256_shuffle_epi8(low_third, low), _mm256_shuffle_epi8(high_third, high));
                let common =
                    _mm256_and_si256(_mm256_shuffle_epi8(common_low, low), _mm256_shuffle_epi8(common_high, high));
                let pairs = _mm256_and_si256(behind::<1>(firsts_before, firsts), seconds);
                let whole = _mm256_and_si256(behind::<1>(pairs_before, pairs), thirds);
                // The third byte stands five behind the first of the ideograph before.
                let whole = _mm256_andnot_si256(behind::<5>(common_before, common), whole);
                (common_before, firsts_before, pairs_before) = (common, firsts, pairs);
                let some = !mask(_mm256_cmpeq_epi8(whole, none));
                found[count % STEPS] = (end, some);
                count += usize::from(some != 0);
            }
            for &(end, mut some) in &found[..count] {
                while some != 0 {
                    finder.look(bytes, end + some.trailing_zeros() as usize - 34, places);
                    some &= some - 1;
                }
            }
        }
        // One that goes on behind the last step is not found yet.
        (bytes.len() - rest.len()).saturating_sub(2)
    }

    /// For the low and the high half of a byte: `groups`, where the byte is the first of a common ideograph, E4 to E9.
    const fn common(groups: u8) -> [[u8; 16]; 2] {
        let mut tables = [[0; 16]; 2];
        let mut half = 4;
        while half <= 9 {
            tables[0][half] = groups;
            half += 1;
        }
        tables[1][0xe] = groups;
        tables
    }

    /// The bytes of `now`, each so many places further; the first ones are the last of those before.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn behind<const PLACES: u8>(before: __m256i, now: __m256i) -> __m256i {
        let between = _mm256_permute2x128_si256::<0x21>(before, now);
        match PLACES {
            1 => _mm256_alignr_epi8::<15>(now, between),
            2 => _mm256_alignr_epi8::<14>(now, between),
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
