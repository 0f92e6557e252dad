//! The kernel of the index: 64 bytes to a row of bits.
//!
//! Two twins: the plain one here, for any machine, and the fast one in `twin`. A property test holds them equal on random
//! bytes.

use super::twin::{Work, fast};
use super::{ROW, Row};
use crate::work;

/// What 64 bytes are, each by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits {
    /// They begin a character other than the common ideographs.
    pub(super) landmarks: u64,
    pub(super) feeds: u64,
    /// The last byte of `,` or `，`, of `:` or `：`.
    pub(super) parts: u64,
    /// The first byte of `，` and `：`, and the second.
    pub(super) first: u64,
    pub(super) second: u64,
}

/// Appends the rows of `bytes` to `rows`, and the places behind line feeds to `starts`.
pub(super) fn index(bytes: &[u8], rows: &mut Vec<Row>, starts: &mut Vec<u32>) {
    let done = fast(Work::Index { bytes, rows, starts });
    plainly(bytes, done, rows, starts);
}

/// The twin for any machine, from a place on; the last row is filled up with ideographs, which are no landmarks.
fn plainly(bytes: &[u8], from: usize, rows: &mut Vec<Row>, starts: &mut Vec<u32>) {
    let (before, rest) = bytes.split_at(from);
    let (chunks, rest) = rest.as_chunks();
    each(before, chunks, rows, starts, plain);
    if !rest.is_empty() {
        let mut last = [0x80; ROW];
        last[..rest.len()].copy_from_slice(rest);
        each(&bytes[..bytes.len() - rest.len()], &[last], rows, starts, plain);
    }
}

/// Notes the rows of each chunk; `before` is what stands before the first.
#[inline(always)]
pub(super) fn each(
    before: &[u8],
    chunks: &[[u8; ROW]],
    rows: &mut Vec<Row>,
    starts: &mut Vec<u32>,
    bits: impl Fn(&[u8; ROW]) -> Bits,
) {
    let mut base = u32::try_from(before.len()).unwrap_or(u32::MAX);
    let mut last = before.last_chunk().map_or_else(Bits::default, |&[a, b]| {
        let end = |byte| u64::from(a == byte) << 62 | u64::from(b == byte) << 63;
        Bits { first: end(FIRST), second: end(SECOND), ..Bits::default() }
    });
    work::steps(chunks.len());
    for chunk in chunks {
        let found = bits(chunk);
        let narrow = found.parts & found.landmarks;
        let wide = found.parts & (found.second << 1 | last.second >> 63) & (found.first << 2 | last.first >> 62);
        // A mark may have begun in the row before.
        if let Some(row) = rows.last_mut() {
            row.clauses |= wide << 62;
        }
        rows.push(Row { landmarks: found.landmarks, clauses: narrow | wide >> 2 });
        let mut feeds = found.feeds;
        while feeds != 0 {
            starts.push(base + feeds.trailing_zeros() + 1);
            feeds &= feeds - 1;
        }
        base = base.wrapping_add(u64::BITS);
        last = found;
    }
}

/// The first two bytes of `，` and `：`.
const FIRST: u8 = 0xef;
const SECOND: u8 = 0xbc;

fn plain(chunk: &[u8; ROW]) -> Bits {
    let mut bits = Bits::default();
    for (i, &byte) in chunk.iter().enumerate() {
        bits.landmarks |= u64::from(!matches!(byte, 0x80..=0xbf | 0xe4..=0xe9)) << i;
        bits.feeds |= u64::from(byte == b'\n') << i;
        bits.parts |= u64::from(matches!(byte, b',' | b':' | 0x8c | 0x9a)) << i;
        bits.first |= u64::from(byte == FIRST) << i;
        bits.second |= u64::from(byte == SECOND) << i;
    }
    bits
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{Strategy, any, prop_oneof, proptest};
    use proptest::sample::select;

    use super::{index, plainly};

    /// Any byte, those of marks more often.
    fn byte() -> impl Strategy<Value = u8> {
        prop_oneof![any::<u8>(), select(&b"\xef\xbc\x8c\x9a,:\n\xe3"[..])]
    }

    proptest! {
        #[test]
        fn the_twins_are_equal_on_random_bytes(bytes in vec(byte(), 0..700)) {
            let (mut fast, mut plain) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
            index(&bytes, &mut fast.0, &mut fast.1);
            plainly(&bytes, 0, &mut plain.0, &mut plain.1);
            assert_eq!(fast, plain);
        }
    }
}
