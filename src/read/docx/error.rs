//! Why a Word document cannot be read.

use std::error::Error;
use std::fmt;

use super::xml::Fault;
use crate::lang::Lang;

/// Why a Word document cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocxError {
    /// It has no bytes.
    Empty,
    /// It opens with a password.
    Encrypted,
    /// It was written by a program older than this format: `.doc`, `.wps`.
    Older,
    /// It is no package at all.
    Foreign,
    /// The package is cut off or spoilt; the part where that shows, where one is known.
    Damaged(Option<String>),
    /// A package without the text of a Word document: another program wrote it.
    NoDocument,
    /// It unpacks to more than a document has: the part.
    TooLarge(String),
    /// It has more parts than a document has.
    TooManyParts,
    /// Its elements stand inside one another deeper than in a document: the part.
    TooDeep(String),
    /// A part is no XML.
    Malformed {
        /// The name of the part.
        part: String,
        /// The line in it, from 1.
        line: u32,
        /// The column in it, from 1.
        column: u32,
    },
}

impl DocxError {
    pub(super) fn of(fault: Fault, part: &str) -> Self {
        let part = part.to_owned();
        match fault {
            Fault::Malformed { line, column } => Self::Malformed { part, line, column },
            Fault::TooDeep => Self::TooDeep(part),
            Fault::TooMuch => Self::TooLarge(part),
        }
    }

    /// What is wrong, where, and what to do.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            Self::Empty => (
                "文件是空的（0 字节）：请重新下载或复制".to_owned(),
                "empty, 0 bytes: download or copy it again".to_owned(),
            ),
            Self::Encrypted => (
                "Word 文档有打开密码：请用 Word 或 WPS 打开，取消密码后另存".to_owned(),
                "a Word document that opens with a password: open it in Word, take the password away and save it".to_owned(),
            ),
            Self::Older => (
                "是旧格式（.doc 或 .wps），不是 .docx：请用 Word 或 WPS 另存为 .docx".to_owned(),
                "of the old format (.doc, .wps), not .docx: save it as .docx in Word or WPS".to_owned(),
            ),
            Self::Foreign => (
                "不是 Word 文档（不是 zip 包）：请检查文件，或用 --input-format 指定格式".to_owned(),
                "no Word document, since it is no zip: look at the file, or name its format with --input-format".to_owned(),
            ),
            Self::Damaged(None) => (
                "Word 文档已损坏（zip 包不完整）：请重新下载，或用 Word 打开并修复后另存".to_owned(),
                "a damaged Word document, its zip is cut off or spoilt: download it again, or have Word repair it".to_owned(),
            ),
            Self::Damaged(Some(part)) => (
                format!("Word 文档已损坏（{part} 无法解压）：请重新下载，或用 Word 打开并修复后另存"),
                format!("a damaged Word document, {part} cannot be unpacked: download it again, or have Word repair it"),
            ),
            Self::NoDocument => (
                "zip 包里没有 Word 正文，可能是表格、幻灯片或普通压缩包：请给出 .docx 文件".to_owned(),
                "a zip without the text of a Word document, perhaps a workbook or an archive: give a .docx file".to_owned(),
            ),
            Self::TooLarge(part) => (
                format!("{part} 解压后过大，不像正常文档，已停止读取：请检查来源，或用 Word 另存后再试"),
                format!("{part} unpacks to more than a document has, reading was stopped: look where the file comes from, or save it anew in Word"),
            ),
            Self::TooManyParts => (
                "zip 包里文件过多，不像正常文档，已停止读取：请检查来源，或用 Word 另存后再试".to_owned(),
                "a zip with more parts than a document has, reading was stopped: look where the file comes from, or save it anew in Word".to_owned(),
            ),
            Self::TooDeep(part) => (
                format!("{part} 嵌套过深，不像正常文档，已停止读取：请检查来源，或用 Word 另存后再试"),
                format!("{part} nests deeper than a document does, reading was stopped: look where the file comes from, or save it anew in Word"),
            ),
            Self::Malformed { part, line, column } => (
                format!("{part} 第 {line} 行第 {column} 列不是合法的 XML：请用 Word 打开并修复后另存"),
                format!("{part} is no XML at line {line}, column {column}: have Word repair the document"),
            ),
        };
        lang.pick(zh, en)
    }
}

impl fmt::Display for DocxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl Error for DocxError {}
