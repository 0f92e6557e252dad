//! A long text in UTF-8, piece by piece as it comes: each piece is checked and copied while it is at hand, so that no bytes
//! are held beside the text.
//!
//! Whatever else an input may be is read as a whole, and so is what turns out to be no UTF-8.

use std::ptr;

use super::encoding::{Encoding, checked};
use super::format::ReadOptions;
use super::{FORMATS, choose, text};
use crate::source::Source;

/// A text, as far as it has come.
#[derive(Debug)]
pub struct Growing {
    text: String,
}

impl Growing {
    /// A text of about `size` bytes, where the first bytes of the input that is called `path` may be those of a plain text in
    /// UTF-8. Nothing is taken yet.
    #[must_use]
    pub fn begin(first: &[u8], path: &str, options: &ReadOptions, size: usize) -> Option<Self> {
        let format = choose(first, path, options).ok().filter(|format| ptr::eq(*format, &FORMATS[0]));
        let unicode = options.encoding.is_none_or(|encoding| encoding == Encoding::Utf8);
        format.filter(|_| unicode).map(|_| Self { text: String::with_capacity(size) })
    }

    /// Takes what comes next, up to the end of its last whole character, and tells how many bytes that were; `None` where
    /// they are no UTF-8, and nothing is taken.
    #[must_use]
    pub fn take(&mut self, bytes: &[u8]) -> Option<usize> {
        let whole = &bytes[..bytes.len() - torn(bytes)];
        self.text.push_str(checked(whole)?);
        Some(whole.len())
    }

    /// How many bytes were taken.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether none was taken.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The bytes that were taken.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    /// The source of the whole text, which is called `path`.
    #[must_use]
    pub fn finish(self, path: &str) -> Source {
        text::source(self.text, path)
    }
}

/// How many bytes at the end belong to a character that goes on behind them.
fn torn(bytes: &[u8]) -> usize {
    let goes_on = |&far: &usize| match bytes.len().checked_sub(far).and_then(|at| bytes.get(at)) {
        Some(0xC0..0xE0) => far < 2,
        Some(0xE0..0xF0) => far < 3,
        Some(0xF0..) => far < 4,
        _ => false,
    };
    (1..4).find(goes_on).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::Growing;
    use crate::read::{ReadOptions, read};

    /// The text that comes of bytes in pieces of some size, as whoever reads a file takes them.
    fn grown(bytes: &[u8], size: usize) -> Option<String> {
        let mut growing = Growing::begin(bytes, "a.txt", &ReadOptions::default(), 0)?;
        let mut room: Vec<u8> = Vec::new();
        for piece in bytes.chunks(size) {
            room.extend_from_slice(piece);
            let taken = growing.take(&room)?;
            room.drain(..taken);
        }
        room.is_empty().then(|| growing.finish("a.txt").text().to_owned())
    }

    proptest! {
        #[test]
        fn a_text_in_pieces_is_the_text(text in "[a\n\u{e9}一。\u{1f600}]{1,60}", size in 1_usize..20) {
            let whole = read(text.as_bytes(), "a.txt", &ReadOptions::default()).expect("it is UTF-8");
            let grown = grown(text.as_bytes(), size);
            prop_assert_eq!(grown.as_deref(), Some(whole.text()));
        }

        #[test]
        fn what_is_no_text_in_utf_8_is_left_to_others(bytes in proptest::collection::vec(any::<u8>(), 1..40), size in 1_usize..20) {
            let text = str::from_utf8(&bytes).ok().filter(|text| !text.contains('\0'));
            if let Some(grown) = grown(&bytes, size) {
                prop_assert_eq!(Some(grown.as_str()), text);
            }
        }
    }

    #[test]
    fn pages_and_archives_are_no_growing_text() {
        let begins = |bytes: &[u8], path: &str| Growing::begin(bytes, path, &ReadOptions::default(), 0).is_some();
        assert!(begins("同志们：".as_bytes(), "讲话") && begins(b"", "-"));
        #[cfg(feature = "html")]
        assert!(!begins(b"<html><body>", "a.txt") && !begins(b"", "a.htm"));
        assert!(!begins(b"PK\x03\x04", "a.txt") && !begins(b"{\\rtf1", "a.txt"));
    }
}
