//! What can be wrong with a grammar file.

use std::fmt;

use crate::lang::Lang;

/// A mistake in a grammar file: one clear error with file, line and entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrammarError {
    /// `markers.toml`, `words.toml` or `profiles.toml`.
    pub file: &'static str,
    /// The line, from 1; 0 where it is unknown.
    pub line: u32,
    /// The entry in question: `family han-comma`.
    pub entry: String,
    /// What is wrong with it, in English.
    pub problem: String,
}

impl GrammarError {
    /// The whole message.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let Self { file, line, entry, problem } = self;
        match lang {
            Lang::Zh => format!("语法文件 {file} 第 {line} 行，{entry}：{problem}"),
            Lang::En => format!("{file}, line {line}, {entry}: {problem}"),
        }
    }
}

impl fmt::Display for GrammarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for GrammarError {}

/// The line of a byte offset in a file, from 1.
pub(super) fn line_of(text: &str, offset: usize) -> u32 {
    let before = text.as_bytes().iter().take(offset).filter(|&&b| b == b'\n').count();
    u32::try_from(before + 1).unwrap_or(u32::MAX)
}
