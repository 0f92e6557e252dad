//! The kernel of the index: 64 bytes to a row of bits.
//!
//! Two twins: the plain one here, for any machine, and the fast one in `twin`. A property test holds them equal on random
//! bytes.

use super::twin::{Work, fast};
use super::{Index, ROW, Row};
use crate::text::Counts;
use crate::work;

/// A row, and where lines end in its bytes.
pub(super) type Noted = (Row, u64);

/// 64 bytes, those that stand one behind each, and those that stand two behind.
pub(super) type Bytes<'a> = [&'a [u8; ROW]; 3];

/// Indexes `bytes`, and appends the places behind line feeds to `starts`.
pub(super) fn index(bytes: &[u8], index: &mut Index, starts: &mut Vec<u32>) {
    let done = fast(Work::Index { bytes, index, starts });
    plainly(bytes, done, index, starts);
}

/// The twin for any machine, from a place on; the last row is filled up with bytes inside a character, which tell nothing.
/// One more stands behind it, for what stands before.
fn plainly(bytes: &[u8], from: usize, index: &mut Index, starts: &mut Vec<u32>) {
    let done = from + each(&bytes[from..], from, index, starts, plain);
    let rest = &bytes[done..];
    let mut filled = [0x80; 3 * ROW + 2];
    filled[..rest.len()].copy_from_slice(rest);
    each(&filled[..rest.len().next_multiple_of(ROW) + ROW + 2], done, index, starts, plain);
}

/// So many rows are noted before any is counted: nothing else is done on the way.
const STEPS: usize = 64;

/// Notes the rows of bytes of which the first is number `from`, as far as two stand behind each row; returns how far.
#[inline(always)]
pub(super) fn each(
    bytes: &[u8],
    from: usize,
    index: &mut Index,
    starts: &mut Vec<u32>,
    note: impl Fn(Bytes<'_>) -> Noted,
) -> usize {
    let [first, second, third] = [0, 1, 2].map(|behind| bytes.get(behind..).unwrap_or_default().as_chunks().0);
    work::steps(third.len());
    let Index { rows, before } = index;
    let mut counts = match (rows.last(), before.last()) {
        (Some(row), Some(&before)) => row.counts(before, u64::MAX),
        _ => Counts::default(),
    };
    let mut base = u32::try_from(from).unwrap_or(u32::MAX);
    let steps = first.chunks(STEPS).zip(second.chunks(STEPS)).zip(third.chunks(STEPS));
    for ((first, second), third) in steps {
        let (done, mut feeds) = (rows.len(), [0; STEPS]);
        rows.extend(first.iter().zip(second).zip(third).zip(&mut feeds).map(|(((first, second), third), feeds)| {
            let (row, here) = note([first, second, third]);
            *feeds = here;
            row
        }));
        let new = &rows[done..];
        before.extend(new.iter().map(|row| {
            let before = counts;
            counts = row.counts(before, u64::MAX);
            before
        }));
        for (&(mut feeds), _) in feeds.iter().zip(new) {
            while feeds != 0 {
                starts.push(base + feeds.trailing_zeros() + 1);
                feeds &= feeds - 1;
            }
            base = base.wrapping_add(u64::BITS);
        }
    }
    ROW * third.len()
}

/// Whether a mark of three bytes tells nothing: `、`, dashes and quotation marks.
pub(super) const fn is_quiet(mark: [u8; 3]) -> bool {
    matches!(mark, [0xe3, 0x80, 0x81] | [0xe2, 0x80, 0x90..=0x9f])
}

/// Whether a byte is a mark of ASCII that tells nothing: it ends no sentence, and seldom begins a marker.
pub(super) const fn is_dull(byte: u8) -> bool {
    matches!(byte, b'"'..=b'\'' | b')'..=b',' | b'.' | b'/' | b':' | b'<'..=b'>')
}

fn plain(bytes: Bytes<'_>) -> Noted {
    let (mut row, mut feeds) = (Row::default(), 0);
    for i in 0..ROW {
        let mark = bytes.map(|bytes| bytes[i]);
        let [byte, ..] = mark;
        let han = matches!(byte, 0xe4..=0xe9);
        let landmark = !han && !matches!(byte, 0x80..=0xbf);
        let clause = matches!(byte, b',' | b':') || matches!(mark, [0xef, 0xbc, 0x8c | 0x9a]);
        row.landmarks |= u64::from(landmark) << i;
        row.counted |= u64::from(clause || han) << i;
        row.telling |= u64::from(landmark && !clause && !is_dull(byte) && !is_quiet(mark)) << i;
        feeds |= u64::from(byte == b'\n') << i;
    }
    (row, feeds)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{Strategy, any, prop_oneof, proptest};
    use proptest::sample::select;

    use super::{Index, index, plainly};

    /// Any byte, those of marks more often.
    fn byte() -> impl Strategy<Value = u8> {
        prop_oneof![any::<u8>(), select(&b"\xef\xbc\x8c\x9a,:\n\xe3\x80\x81\xe2\x94a1!(- "[..])]
    }

    proptest! {
        #[test]
        fn the_twins_are_equal_on_random_bytes(bytes in vec(byte(), 0..6000)) {
            let (mut fast, mut plain) = ((Index::default(), Vec::new()), (Index::default(), Vec::new()));
            index(&bytes, &mut fast.0, &mut fast.1);
            plainly(&bytes, 0, &mut plain.0, &mut plain.1);
            assert_eq!((fast.0.rows, fast.0.before, fast.1), (plain.0.rows, plain.0.before, plain.1));
        }
    }
}
