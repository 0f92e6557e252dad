//! Plain text, in any encoding of Chinese.
//!
//! A byte order mark stays in the text, where [`Source`] does not count it as a column.

use std::error::Error;
use std::fmt;

use super::encoding::{self, Encoding, decode};
use super::error::{ReadError, WriteError};
use super::format::{ReadOptions, WriteOptions};
use crate::diagnostic::Edit;
use crate::lang::Lang;
use crate::source::{Origin, Source};

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextError {
    /// The bytes are no text in any encoding that is known, from here on not in UTF-8.
    Junk(Place),
    /// They are full of NUL: the file is no text at all.
    Nul(Place),
    /// They are not in the encoding that was asked for, from here on.
    Other(&'static str, Place),
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
pub(super) fn read(bytes: &[u8], path: &str, options: &ReadOptions) -> Result<Source, ReadError> {
    let decoded = decode(bytes, None, options).map_err(ReadError::Text)?;
    let origin =
        Origin { path: path.to_owned(), format: "text", encoding: decoded.encoding, bytes: bytes.len() as u64 };
    Ok(Source::new(decoded.text, origin).damaged(decoded.damage))
}

/// The source of a text that was in UTF-8 without a fault.
pub(super) fn source(text: String, path: &str) -> Source {
    let (encoding, bytes) = (Encoding::Utf8.name(), text.len() as u64);
    Source::new(text, Origin { path: path.to_owned(), format: "text", encoding, bytes })
}

/// Makes `edits` in the bytes that were read.
pub(super) fn write(bytes: &[u8], source: &Source, edits: &[Edit], _: &WriteOptions) -> Result<Vec<u8>, WriteError> {
    let encoding = Encoding::by_name(source.origin().encoding).ok_or(WriteError::Changed)?;
    encoding::write(bytes, source.text(), edits, encoding)
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
            (Self::Junk(Place { offset, line }), Lang::Zh) => format!(
                "不是 UTF-8、GB18030、Big5 或 UTF-16 编码的文本（第 {line} 行、字节偏移 {offset} 处不是 UTF-8）：\
                 请另存为 UTF-8，或用 --encoding 指明编码"
            ),
            (Self::Junk(Place { offset, line }), Lang::En) => format!(
                "no text in UTF-8, GB18030, Big5 or UTF-16 (not UTF-8 at byte offset {offset}, line {line}): \
                 save it as UTF-8, or name its encoding with --encoding"
            ),
            (Self::Nul(Place { offset, line }), Lang::Zh) => {
                format!("第 {line} 行（字节偏移 {offset}）有空字节，不是文本：请改用纯文本文件")
            }
            (Self::Nul(Place { offset, line }), Lang::En) => {
                format!("not a text: NUL at byte offset {offset} (line {line}): give a plain text file")
            }
            (Self::Other(name, Place { offset, line }), Lang::Zh) => {
                format!("不是 {name} 编码（从第 {line} 行、字节偏移 {offset} 起）：请去掉 --encoding，或换一种编码")
            }
            (Self::Other(name, Place { offset, line }), Lang::En) => format!(
                "not in {name} from byte offset {offset} on (line {line}): leave out --encoding, or name another one"
            ),
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
            ReadError::Foreign(kind) => panic!("{kind:?}"),
            #[cfg(feature = "docx")]
            ReadError::Docx(_) => unreachable!("it is read as text"),
            #[cfg(feature = "html")]
            ReadError::Html(_) => unreachable!("it is read as text"),
        })
    }

    #[test]
    fn bytes_are_text_or_one_error_with_its_place() {
        let error = |bytes: &[u8]| read(bytes, "").map(|source| source.text().to_owned());
        assert_eq!(error("一、".as_bytes()), Ok("一、".to_owned()));
        assert_eq!(error(b""), Ok(String::new()));
        assert_eq!(error(b"a\n\nb\0"), Err(TextError::Nul(Place { offset: 4, line: 3 })));
        assert_eq!(error(b"\xff"), Err(TextError::Junk(Place { offset: 0, line: 1 })));
    }

    #[test]
    fn a_byte_order_mark_is_kept_and_is_no_column() {
        let source = read("\u{feff}一、".as_bytes(), "bom.txt").expect("it is UTF-8");
        assert_eq!((source.text(), source.origin().bytes), ("\u{feff}一、", 9));
        assert_eq!(source.point(3).column, 1);
    }
}
