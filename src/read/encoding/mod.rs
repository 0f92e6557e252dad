//! Encodings: from bytes to text, for every format that is made of text.
//!
//! Knows bytes and characters; no format, no file.

mod label;

use memchr::memchr;
use simdutf8::compat::Utf8Error;

use super::format::ReadOptions;
use super::text::{LONGEST, Place, TextError};
use crate::source::Damage;

pub use label::{Encoding, NoEncoding};

/// A text, and how it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text; a byte order mark stays in it.
    pub(super) text: String,
    /// The name of its encoding.
    pub(super) encoding: &'static str,
    /// Where bytes were no characters of it, in the order of the text; empty as a rule.
    pub(super) damage: Vec<Damage>,
}

/// Decodes bytes; `said` is the label of an encoding that the text itself gives, as web pages do.
pub(super) fn decode(bytes: &[u8], _said: Option<&str>, _options: &ReadOptions) -> Result<Decoded, TextError> {
    if bytes.len() as u64 > LONGEST {
        return Err(TextError::TooLong);
    }
    // UTF-16 is full of NUL, but it is a text: whoever sees "not a text" would look for the wrong fault.
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if let Some(offset) = memchr(0, bytes).filter(|_| !utf16) {
        return Err(TextError::Nul(Place::new(bytes, offset)));
    }
    // The quick check only says that something is wrong, the other one where.
    let text = simdutf8::basic::from_utf8(bytes).or_else(|_| {
        let wrong = |error: Utf8Error| TextError::InvalidUtf8(Place::new(bytes, error.valid_up_to()));
        simdutf8::compat::from_utf8(bytes).map_err(wrong)
    })?;
    Ok(Decoded { text: text.to_owned(), encoding: Encoding::Utf8.name(), damage: Vec::new() })
}
