//! Characters as they stand in the bytes of a text, read one by one.

/// The code of the character with which the bytes of a text begin, and what stands behind it; nothing where they are over.
#[inline]
pub(super) const fn decode(bytes: &[u8]) -> Option<(u32, &[u8])> {
    // Far most take three bytes.
    match bytes {
        [a @ 0xe0..=0xef, b, c, rest @ ..] => Some(((*a as u32 & 15) << 12 | low(*b) << 6 | low(*c), rest)),
        [a @ ..0x80, rest @ ..] => Some((*a as u32, rest)),
        [a @ 0xc0..=0xdf, b, rest @ ..] => Some(((*a as u32 & 31) << 6 | low(*b), rest)),
        [a, b, c, d, rest @ ..] => Some(((*a as u32 & 7) << 18 | low(*b) << 12 | low(*c) << 6 | low(*d), rest)),
        _ => None,
    }
}

/// What a byte tells that goes on with a character.
const fn low(byte: u8) -> u32 {
    byte as u32 & 63
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::decode;

    proptest! {
        #[test]
        fn characters_are_read_as_they_are(text in any::<String>()) {
            let (mut read, mut bytes) = (String::new(), text.as_bytes());
            while let Some((code, rest)) = decode(bytes) {
                read.extend(char::from_u32(code));
                bytes = rest;
            }
            prop_assert_eq!(read, text);
        }
    }
}
