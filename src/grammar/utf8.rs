//! Characters as they stand in the bytes of a text, read one by one from either end.

/// The code of the first character in the bytes of a text, and what stands behind it; nothing where they are over.
#[inline(always)]
pub(super) const fn first(bytes: &[u8]) -> Option<(u32, &[u8])> {
    // Far most take three bytes.
    match bytes {
        [a @ 0xe0..=0xef, b, c, rest @ ..] => Some((three(*a, *b, *c), rest)),
        [a @ ..0x80, rest @ ..] => Some((*a as u32, rest)),
        [a @ 0xc0..=0xdf, b, rest @ ..] => Some((two(*a, *b), rest)),
        [a, b, c, d, rest @ ..] => Some((four(*a, *b, *c, *d), rest)),
        _ => None,
    }
}

/// The same of the last one, and what stands before it.
#[inline(always)]
pub(super) const fn last(bytes: &[u8]) -> Option<(u32, &[u8])> {
    match bytes {
        [rest @ .., a @ 0xe0..=0xef, b, c] => Some((three(*a, *b, *c), rest)),
        [rest @ .., a @ ..0x80] => Some((*a as u32, rest)),
        [rest @ .., a @ 0xc0..=0xdf, b] => Some((two(*a, *b), rest)),
        [rest @ .., a, b, c, d] => Some((four(*a, *b, *c, *d), rest)),
        _ => None,
    }
}

const fn two(a: u8, b: u8) -> u32 {
    (a as u32 & 31) << 6 | low(b)
}

const fn three(a: u8, b: u8, c: u8) -> u32 {
    (a as u32 & 15) << 12 | low(b) << 6 | low(c)
}

const fn four(a: u8, b: u8, c: u8, d: u8) -> u32 {
    (a as u32 & 7) << 18 | low(b) << 12 | low(c) << 6 | low(d)
}

/// What a byte tells that goes on with a character.
const fn low(byte: u8) -> u32 {
    byte as u32 & 63
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::{first, last};

    proptest! {
        #[test]
        fn characters_are_read_as_they_are(text in any::<String>()) {
            let (mut read, mut bytes) = (String::new(), text.as_bytes());
            while let Some((code, rest)) = first(bytes) {
                read.extend(char::from_u32(code));
                bytes = rest;
            }
            prop_assert_eq!(&read, &text);
            let (mut back, mut bytes) = (Vec::new(), text.as_bytes());
            while let Some((code, rest)) = last(bytes) {
                back.extend(char::from_u32(code));
                bytes = rest;
            }
            prop_assert_eq!(back.into_iter().rev().collect::<String>(), text);
        }
    }
}
