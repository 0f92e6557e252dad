//! Why an input could not be read, or written back.

use std::error::Error;
use std::fmt;

use super::foreign::Foreign;
use super::text::TextError;
use crate::lang::Lang;

/// Why an input could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Its bytes are no text.
    Text(TextError),
    /// It is certainly something else.
    Foreign(Foreign),
}

/// Why edits could not be written back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// The format cannot be written back: its name.
    Format(&'static str),
    /// The bytes are not those that were read.
    Changed,
    /// An encoding has no code for a character of the edits.
    Lacks {
        /// The name of the encoding.
        encoding: &'static str,
        /// The first such character.
        character: char,
    },
    /// An edit stands beside bytes that are no characters, and would be read together with them.
    Damaged,
}

impl ReadError {
    /// What is wrong, where, and what to do.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Text(error) => error.message(lang),
            Self::Foreign(kind) => kind.message(lang),
        }
    }
}

impl WriteError {
    /// What is wrong, and what to do.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Format(name) => lang.pick(
                format!("{name} 格式不能写回：未改动，请按报告手工修改"),
                format!("the format {name} cannot be written back: left as it is, mend it by hand as reported"),
            ),
            Self::Changed => lang
                .pick(
                    "检查期间文件已变：未改动，请重新运行",
                    "was changed while it was checked: left as it is, run again",
                )
                .to_owned(),
            Self::Lacks { encoding, character } => lang.pick(
                format!("{encoding} 编码里没有“{character}”：未改动，请先将文件另存为 UTF-8"),
                format!("{encoding} has no “{character}”: left as it is, save the file as UTF-8 first"),
            ),
            Self::Damaged => lang
                .pick(
                    "改动处紧挨着无法解码的字节：未改动，请先修复这些字节",
                    "an edit stands beside bytes that cannot be decoded: left as it is, mend these first",
                )
                .to_owned(),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl Error for ReadError {}

impl Error for WriteError {}
