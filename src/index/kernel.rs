//! The kernel of the index: 64 bytes to a row of bits.
//!
//! Two twins: the plain one here, for any machine, and the fast one in `twin`. A property test holds them equal on random
//! bytes.

use super::twin::{Work, fast};
use super::{ROW, Row};
use crate::text::Counts;
use crate::work;

/// What 64 bytes are, each with those before it in mind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits {
    /// They begin a character other than the common ideographs.
    pub(super) landmarks: u64,
    pub(super) feeds: u64,
    /// Marks of ASCII that tell nothing: `,` `%` `"`.
    pub(super) dull: u64,
    /// `,` and `:`.
    pub(super) narrow: u64,
    /// The last byte of `，` or `：`.
    pub(super) wide: u64,
    /// The last byte of a mark that tells nothing: `、` `—` `“`.
    pub(super) quiet: u64,
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
    let mut last = before.last_chunk().copied().unwrap_or([0x80; 2]);
    let mut bits = |chunk: &[u8; ROW]| plain(std::mem::replace(&mut last, [chunk[ROW - 2], chunk[ROW - 1]]), chunk);
    each(before, chunks, rows, starts, &mut bits);
    if !rest.is_empty() {
        let mut filled = [0x80; ROW];
        filled[..rest.len()].copy_from_slice(rest);
        each(&bytes[..bytes.len() - rest.len()], &[filled], rows, starts, bits);
    }
}

/// Counts what stands in some bytes of so many characters, of which the rows tell that begin with them: of the first one only
/// `first` counts, of the last one only `last`.
#[inline(always)]
pub(super) fn count(rows: &[Row], first: u64, last: u64, chars: u32) -> Counts {
    let mut counts = Counts { chars, ..Counts::default() };
    let mut add = |row: &Row, bits: u64| {
        counts.landmarks += (row.landmarks & bits).count_ones();
        counts.clauses += (row.clauses & bits).count_ones();
    };
    match rows {
        [] => {}
        [one] => add(one, first & last),
        [begin, between @ .., end] => {
            add(begin, first);
            between.iter().for_each(|row| add(row, u64::MAX));
            add(end, last);
        }
    }
    counts
}

/// Notes the rows of each chunk; `before` is what stands before the first.
#[inline(always)]
pub(super) fn each(
    before: &[u8],
    chunks: &[[u8; ROW]],
    rows: &mut Vec<Row>,
    starts: &mut Vec<u32>,
    mut bits: impl FnMut(&[u8; ROW]) -> Bits,
) {
    let mut base = u32::try_from(before.len()).unwrap_or(u32::MAX);
    work::steps(chunks.len());
    for chunk in chunks {
        let found = bits(chunk);
        // A mark may have begun in the row before.
        if let Some(row) = rows.last_mut() {
            row.clauses |= found.wide << 62;
            row.telling &= !((found.wide | found.quiet) << 62);
        }
        rows.push(Row {
            landmarks: found.landmarks,
            clauses: found.narrow | found.wide >> 2,
            telling: found.landmarks & !found.dull & !((found.wide | found.quiet) >> 2),
        });
        let mut feeds = found.feeds;
        while feeds != 0 {
            starts.push(base + feeds.trailing_zeros() + 1);
            feeds &= feeds - 1;
        }
        base = base.wrapping_add(u64::BITS);
    }
}

/// Whether a mark of ASCII tells nothing: it ends no sentence, and seldom begins a marker.
pub(super) const fn is_dull(byte: u8) -> bool {
    byte.is_ascii_punctuation() && !matches!(byte, b'!' | b'(' | b'-' | b';' | b'?' | b'[' | b'{') || byte == 0x7f
}

/// Whether a mark of three bytes tells nothing: `、`, dashes and quotation marks.
pub(super) const fn is_quiet(mark: [u8; 3]) -> bool {
    matches!(mark, [0xe3, 0x80, 0x81] | [0xe2, 0x80, 0x90..=0x9f])
}

/// What each byte is; two stand before the first.
fn plain([a, b]: [u8; 2], chunk: &[u8; ROW]) -> Bits {
    let mut bits = Bits::default();
    let mut mark = [0, a, b];
    for (i, &byte) in chunk.iter().enumerate() {
        mark = [mark[1], mark[2], byte];
        bits.landmarks |= u64::from(!matches!(byte, 0x80..=0xbf | 0xe4..=0xe9)) << i;
        bits.feeds |= u64::from(byte == b'\n') << i;
        bits.dull |= u64::from(is_dull(byte)) << i;
        bits.narrow |= u64::from(matches!(byte, b',' | b':')) << i;
        bits.wide |= u64::from(matches!(mark, [0xef, 0xbc, 0x8c | 0x9a])) << i;
        bits.quiet |= u64::from(is_quiet(mark)) << i;
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
        prop_oneof![any::<u8>(), select(&b"\xef\xbc\x8c\x9a,:\n\xe3\x80\x81\xe2\x94a1!(- "[..])]
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
