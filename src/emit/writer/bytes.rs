//! What is asked of every byte of a text.
//!
//! The loops have no branch inside, so that the compiler turns them into SIMD.

/// So many bytes are looked at together, and so many of what is shorter.
const BLOCK: usize = 64;
const PART: usize = 16;

/// Whether JSON holds these bytes as they are: no control character, no `"` and no `\`.
pub(super) fn is_clean(bytes: &[u8]) -> bool {
    match bytes.len() {
        0..4 => bytes.iter().all(|byte| !is_any_escaped(&[*byte])),
        4..8 => is_clean_at_ends::<4>(bytes),
        8..PART => is_clean_at_ends::<8>(bytes),
        PART..BLOCK => is_clean_in::<PART>(bytes),
        _ => is_clean_in::<BLOCK>(bytes),
    }
}

/// The same of a text that has room for a block: block by block, the last one up to the last byte.
#[inline(always)]
fn is_clean_in<const N: usize>(bytes: &[u8]) -> bool {
    let last = bytes.last_chunk::<N>();
    !bytes.as_chunks::<N>().0.iter().chain(last).any(is_any_escaped)
}

/// The same of a text of at most two blocks.
#[inline(always)]
fn is_clean_at_ends<const N: usize>(bytes: &[u8]) -> bool {
    let ends = [bytes.first_chunk::<N>(), bytes.last_chunk::<N>()];
    !ends.into_iter().flatten().any(is_any_escaped)
}

/// Whether one of the bytes has to be escaped.
#[inline(always)]
fn is_any_escaped<const N: usize>(bytes: &[u8; N]) -> bool {
    // With its second bit turned over `"` stands right behind the control characters.
    let is_escaped = |byte: u8| (byte ^ 2).saturating_sub(b' ').min(byte ^ b'\\') == 0;
    bytes.iter().fold(false, |found, &byte| found | is_escaped(byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::is_clean;

    proptest! {
        #[test]
        fn what_has_to_be_escaped_is_found_wherever_it_stands(len in 0_usize..300, at in 0_usize..300, byte in any::<u8>()) {
            let mut bytes = vec![0xE4; len];
            let dirty = byte < b' ' || byte == b'"' || byte == b'\\';
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
            prop_assert_eq!(is_clean(&bytes), at >= len || !dirty);
        }
    }
}
