//! Damage: bytes of an input that are no characters of its encoding.

use crate::span::Span;

/// Bytes that could not be decoded, one character's worth; the text has U+FFFD in their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Where the U+FFFD stands: bytes of the decoded text, from 0.
    pub offset: u32,
    /// The bytes of the input, before decoding.
    pub bytes: Span,
}
