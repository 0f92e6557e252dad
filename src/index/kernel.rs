//! The kernel of the index: 64 bytes to a word of bits.
//!
//! Two twins: the plain one here, for any machine, and the fast one in `twin`. A property test holds them equal on random
//! bytes.

use super::WORD;
use super::twin::{Work, fast};

/// The words of 64 bytes: where landmarks begin, and where line feeds stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) landmarks: u64,
    pub(super) feeds: u64,
}

/// Appends the landmarks of `bytes` to `landmarks`, a bit a byte, and the places behind line feeds to `starts`.
pub(super) fn index(bytes: &[u8], landmarks: &mut Vec<u64>, starts: &mut Vec<u32>) {
    let done = fast(Work::Index { bytes, landmarks, starts });
    plainly(bytes, done, landmarks, starts);
}

/// The twin for any machine, from a place on; the last word is filled up with ideographs, which are no landmarks.
fn plainly(bytes: &[u8], from: usize, landmarks: &mut Vec<u64>, starts: &mut Vec<u32>) {
    let (chunks, rest) = bytes[from..].as_chunks();
    each(chunks, from, landmarks, starts, plain);
    if !rest.is_empty() {
        let mut last = [0x80; WORD];
        last[..rest.len()].copy_from_slice(rest);
        each(&[last], bytes.len() - rest.len(), landmarks, starts, plain);
    }
}

/// Notes the words of each chunk; the first stands at `base`.
#[inline(always)]
pub(super) fn each(
    chunks: &[[u8; WORD]],
    base: usize,
    landmarks: &mut Vec<u64>,
    starts: &mut Vec<u32>,
    words: impl Fn(&[u8; WORD]) -> Words,
) {
    let mut base = u32::try_from(base).unwrap_or(u32::MAX);
    for chunk in chunks {
        let found = words(chunk);
        landmarks.push(found.landmarks);
        let mut feeds = found.feeds;
        while feeds != 0 {
            starts.push(base + feeds.trailing_zeros() + 1);
            feeds &= feeds - 1;
        }
        base = base.wrapping_add(u64::BITS);
    }
}

fn plain(chunk: &[u8; WORD]) -> Words {
    let mut words = Words { landmarks: 0, feeds: 0 };
    for (i, &byte) in chunk.iter().enumerate() {
        words.landmarks |= u64::from(!matches!(byte, 0x80..=0xbf | 0xe4..=0xe9)) << i;
        words.feeds |= u64::from(byte == b'\n') << i;
    }
    words
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{any, proptest};

    use super::{index, plainly};

    proptest! {
        #[test]
        fn the_twins_are_equal_on_random_bytes(bytes in vec(any::<u8>(), 0..700)) {
            let (mut fast, mut plain) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
            index(&bytes, &mut fast.0, &mut fast.1);
            plainly(&bytes, 0, &mut plain.0, &mut plain.1);
            assert_eq!(fast, plain);
        }
    }
}
