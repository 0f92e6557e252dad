//! Plain text: strict UTF-8.
//!
//! A byte order mark stays in the text, where [`Source`] does not count it as a column. Guesses nothing: what is not
//! UTF-8 is one error that says where.

use std::error::Error;
use std::fmt;

use super::decode::decode;
use super::error::{ReadError, WriteError};
use super::format::{ReadOptions, WriteOptions};
use super::splice::splice;
use crate::diagnostic::Edit;
use crate::lang::Lang;
use crate::source::{Origin, Source};

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextError {
    /// A byte sequence that is not UTF-8.
    InvalidUtf8(Place),
    /// A NUL byte: the file is no text at all.
    Nul(Place),
    /// More bytes than a [`Source`] can number.
    TooLong,
}

/// A place in bytes that are not decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The byte, from 0.
    pub offset: usize,
    /// The line, from 1.
    pub line: usize,
}

/// The longest input in bytes: offsets are `u32`.
pub const LONGEST: u64 = u32::MAX as u64;

/// Decodes `bytes`; `path` is what the source calls itself.
pub(super) fn read(bytes: &[u8], path: &str, _: &ReadOptions) -> Result<Source, ReadError> {
    let decoded = decode(bytes, None).map_err(ReadError::Text)?;
    let origin =
        Origin { path: path.to_owned(), format: "text", encoding: decoded.encoding, bytes: bytes.len() as u64 };
    Ok(Source::new(decoded.text, origin))
}

/// Makes `edits` in the bytes that were read.
pub(super) fn write(bytes: &[u8], source: &Source, edits: &[Edit], _: &WriteOptions) -> Result<Vec<u8>, WriteError> {
    if bytes != source.text().as_bytes() {
        return Err(WriteError::Changed);
    }
    Ok(splice(bytes, edits.iter().map(|edit| (edit.span.range(), &edit.text))))
}

impl Place {
    pub(super) fn new(bytes: &[u8], offset: usize) -> Self {
        let line = bytes.iter().take(offset).filter(|&&b| b == b'\n').count() + 1;
        Self { offset, line }
    }
}

impl TextError {
    /// What is wrong, where, and what to do.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::InvalidUtf8(Place { offset, line }), Lang::Zh) => {
                format!("第 {line} 行（字节偏移 {offset}）不是 UTF-8 编码：请将文件另存为 UTF-8；其他编码将陆续支持")
            }
            (Self::InvalidUtf8(Place { offset, line }), Lang::En) => format!(
                "not UTF-8 at byte offset {offset} (line {line}): save the file as UTF-8; other encodings are coming"
            ),
            (Self::Nul(Place { offset, line }), Lang::Zh) => {
                format!("第 {line} 行（字节偏移 {offset}）有空字节，不是文本：请改用 UTF-8 编码的纯文本文件")
            }
            (Self::Nul(Place { offset, line }), Lang::En) => {
                format!("not a text: NUL at byte offset {offset} (line {line}): give a plain text file in UTF-8")
            }
            (Self::TooLong, Lang::Zh) => "文件超过 4 GiB：请拆成几个文件".to_owned(),
            (Self::TooLong, Lang::En) => "longer than 4 GiB: split it into several files".to_owned(),
        }
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl Error for TextError {}

#[cfg(test)]
mod tests {
    use super::{Place, TextError};
    use crate::read::{ReadError, ReadOptions};
    use crate::source::Source;

    fn read(bytes: &[u8], path: &str) -> Result<Source, TextError> {
        super::read(bytes, path, &ReadOptions::default()).map_err(|error| match error {
            ReadError::Text(error) => error,
            #[cfg(feature = "docx")]
            ReadError::Docx(_) => unreachable!("it is read as text"),
        })
    }

    #[test]
    fn bytes_are_text_or_one_error_with_its_place() {
        let error = |bytes: &[u8]| read(bytes, "").map(|source| source.text().to_owned());
        assert_eq!(error("一、".as_bytes()), Ok("一、".to_owned()));
        assert_eq!(error(b""), Ok(String::new()));
        assert_eq!(error(b"a\nb\xb6\xfe"), Err(TextError::InvalidUtf8(Place { offset: 3, line: 2 })));
        assert_eq!(error(b"a\n\nb\0"), Err(TextError::Nul(Place { offset: 4, line: 3 })));
        assert_eq!(error(b"\xff\xfe\x00\x4e"), Err(TextError::InvalidUtf8(Place { offset: 0, line: 1 })));
    }

    #[test]
    fn a_byte_order_mark_is_kept_and_is_no_column() {
        let source = read("\u{feff}一、".as_bytes(), "bom.txt").expect("it is UTF-8");
        assert_eq!((source.text(), source.origin().bytes), ("\u{feff}一、", 9));
        assert_eq!(source.point(3).column, 1);
    }
}
