//! What is asked of every byte of a text.
//!
//! The loops have no branch inside, so that the compiler turns them into SIMD.

/// So many bytes are looked at together.
const BLOCK: usize = 16;

/// Whether JSON holds these bytes as they are: no control character, no `"` and no `\`.
pub(super) fn is_clean(bytes: &[u8]) -> bool {
    !match bytes.len() {
        0..4 => any(bytes),
        4..8 => any_at_ends::<4>(bytes),
        8..BLOCK => any_at_ends::<8>(bytes),
        _ => {
            any(bytes.as_chunks::<BLOCK>().0.as_flattened()) | bytes.last_chunk::<BLOCK>().is_some_and(|last| any(last))
        }
    }
}

/// Whether one of the first or the last bytes has to be escaped: of a short text those are all.
#[inline(always)]
fn any_at_ends<const N: usize>(bytes: &[u8]) -> bool {
    let (first, last) = (bytes.first_chunk::<N>(), bytes.last_chunk::<N>());
    first.is_some_and(|first| any(first)) | last.is_some_and(|last| any(last))
}

/// Whether a byte has to be escaped.
#[inline(always)]
fn any(bytes: &[u8]) -> bool {
    // With its second bit turned over `"` stands right behind the control characters.
    bytes.iter().fold(false, |found, &byte| found | (byte ^ 2 <= b' ') | (byte == b'\\'))
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
