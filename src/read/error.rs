//! Why an input could not be read, or written back.

use std::error::Error;
use std::fmt;

#[cfg(feature = "docx")]
use super::docx::DocxError;
use super::text::TextError;
use crate::lang::Lang;

/// Why an input could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Its bytes are no text.
    Text(TextError),
    /// They are no Word document that can be read.
    #[cfg(feature = "docx")]
    Docx(DocxError),
}

/// Why edits could not be written back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// The format cannot be written back: its name.
    Format(&'static str),
    /// The bytes are not those that were read.
    Changed,
}

impl ReadError {
    /// What is wrong, where, and what to do.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Text(error) => error.message(lang),
            #[cfg(feature = "docx")]
            Self::Docx(error) => error.message(lang),
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
