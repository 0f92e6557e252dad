//! Why an input could not be read, or written back.

use std::error::Error;
use std::fmt;

#[cfg(feature = "docx")]
use super::docx::DocxError;
use super::foreign::Foreign;
#[cfg(feature = "html")]
use super::html::HtmlError;
use super::text::TextError;
use crate::lang::Lang;

/// Why an input could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Its bytes are no text.
    Text(TextError),
    /// It is certainly something else.
    Foreign(Foreign),
    /// They are no Word document that can be read.
    #[cfg(feature = "docx")]
    Docx(DocxError),
    /// They are a web page without a text.
    #[cfg(feature = "html")]
    Html(HtmlError),
}

/// Why edits could not be written back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// The format cannot be written back: its name.
    Format(&'static str),
    /// The format keeps no revisions: its name.
    Revisions(&'static str),
    /// An edit goes over marks of the format.
    Marks,
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
    /// An edit meets what nobody typed into the text.
    Untyped {
        /// The line, from 1.
        line: u32,
        /// What it meets.
        what: Untyped,
    },
    /// The package is put together in a way that cannot be written back.
    Package,
}

/// What stands in a text and was typed by nobody, so that it cannot be edited where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untyped {
    /// What automatic numbering wrote.
    Numbering,
    /// The end of a paragraph, or a break in it.
    LineEnd,
    /// Heads and feet of pages, notes, remarks: they lie in other parts of the file.
    Beside,
    /// A sign that is no text in the file, or text among marks that an edit would break.
    Sign,
}

impl ReadError {
    /// What is wrong, where, and what to do.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Text(error) => error.message(lang),
            Self::Foreign(kind) => kind.message(lang),
            #[cfg(feature = "docx")]
            Self::Docx(error) => error.message(lang),
            #[cfg(feature = "html")]
            Self::Html(error) => error.message(lang),
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
            Self::Revisions(name) => lang.pick(
                format!("{name} 格式不能记录修订：未改动，请去掉 --track-changes"),
                format!("the format {name} keeps no revisions: left as it is, leave out --track-changes"),
            ),
            Self::Marks => lang
                .pick(
                    "修改处夹有格式标记：未改动，请手工修改",
                    "marks of the format stand where it should be mended: left as it is, mend it by hand",
                )
                .to_owned(),
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
            Self::Untyped { line, what } => {
                let (zh, en) = what.told();
                lang.pick(
                    format!("第 {line} 行要改的是{zh}：未改动，请在原程序里修改"),
                    format!("line {line}: the edit would change {en}: left as it is, mend it in the program it was written in"),
                )
            }
            Self::Package => lang
                .pick(
                    "文件结构特殊，无法原样写回：未改动，请用 Word 另存后再试",
                    "is put together in a way that cannot be written back: left as it is, save it anew in Word",
                )
                .to_owned(),
        }
    }
}

impl Untyped {
    const fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Numbering => ("自动编号", "an automatic number"),
            Self::LineEnd => ("换行", "a line end"),
            Self::Beside => {
                ("正文以外的内容（页眉、页脚、注释、批注）", "what stands beside the text (margins, notes, remarks)")
            }
            Self::Sign => ("不是文字的符号", "a sign that is no text"),
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
