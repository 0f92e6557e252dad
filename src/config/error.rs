//! What can be wrong with a configuration.

use std::fmt;

use crate::diagnostic::Message;
use crate::lang::Lang;
use crate::lint::NoRule;
use crate::nearest::nearest;
use crate::read::NoEncoding;
use crate::table::{TableError, TableProblem};

/// A mistake in a configuration: one clear error with file and line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The name of the file; on the command line the option.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// What is wrong there.
    pub problem: ConfigProblem,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigProblem {
    /// The text is no TOML, or has another key or value than a configuration.
    Table(TableProblem),
    /// A name that no rule has.
    NoRule(NoRule),
    /// A name that no kind of document has.
    NoProfile {
        /// The name.
        found: String,
        /// The names that there are.
        known: Vec<String>,
    },
    /// A word that is no severity or level.
    NoLevel {
        /// The key.
        key: String,
        /// The word.
        found: String,
        /// The words that there are.
        known: Vec<&'static str>,
    },
    /// A label that no encoding has.
    NoEncoding(NoEncoding),
    /// A limit that nothing can keep.
    Zero(String),
    /// A pattern that is none; what its reader says, in English.
    NoPattern {
        /// The pattern.
        found: String,
        /// What is wrong with it.
        why: String,
    },
    /// Another file that cannot be read.
    Extend {
        /// Its path as it is written.
        path: String,
        /// Why.
        why: Message,
    },
    /// Files that extend each other in a circle.
    Cycle(Vec<String>),
}

/// What a setting of the command line is called in messages.
pub(super) const ARGUMENT: &str = "--config";

impl ConfigError {
    /// A mistake in a file that is told by whoever knows its name.
    pub(super) fn new(line: u32, problem: ConfigProblem) -> Self {
        Self { file: String::new(), line, problem }
    }

    /// Where the mistake is: `tigang.toml:3`.
    #[must_use]
    pub fn place(&self) -> String {
        place(&self.file, self.line)
    }
}

/// A place in a file, or an option, which has no lines.
#[must_use]
pub fn place(file: &str, line: u32) -> String {
    if file.starts_with("--") { file.to_owned() } else { format!("{file}:{line}") }
}

impl ConfigProblem {
    /// What is wrong, and what may stand there.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Table(problem) => problem.message(lang),
            Self::NoRule(no_rule) => no_rule.message().of(lang).to_owned(),
            Self::NoEncoding(no_encoding) => no_encoding.message(lang),
            Self::NoProfile { found, known } => no_profile(found, known).of(lang).to_owned(),
            Self::NoLevel { key, found, known } => lang.pick(
                format!("“{key}”应为 {} 之一，实为 \"{found}\"", known.join("、")),
                format!("`{key}` must be one of {}, not `{found}`", known.join(", ")),
            ),
            Self::Zero(key) => lang.pick(
                format!("“{key}”应为不小于 1 的整数，实为 0"),
                format!("`{key}` must be an integer from 1, not 0"),
            ),
            Self::NoPattern { found, why } => lang.pick(
                format!("“{found}”不是文件名的模式：{why}"),
                format!("`{found}` is no pattern of file names: {why}"),
            ),
            Self::Extend { path, why } => {
                let why = why.of(lang);
                lang.pick(format!("“extend”所指的 {path}：{why}"), format!("`extend` names {path}: {why}"))
            }
            Self::Cycle(files) => lang.pick(
                format!("“extend”绕成了圈：{}", files.join(" → ")),
                format!("`extend` goes round in a circle: {}", files.join(" → ")),
            ),
        }
    }
}

fn no_profile(found: &str, known: &[String]) -> Message {
    let (zh, en) = nearest(found, known.iter().map(String::as_str)).map_or_else(
        || (String::new(), String::new()),
        |meant| (format!("是不是“{meant}”？"), format!("did you mean “{meant}”? ")),
    );
    Message::new(
        format!("没有“{found}”这类文稿：{zh}已知的有 {}", known.join("、")),
        format!("no kind of document is called “{found}”: {en}known are {}", known.join(", ")),
    )
}

impl From<TableError> for ConfigError {
    fn from(TableError { line, problem }: TableError) -> Self {
        Self::new(line, ConfigProblem::Table(problem))
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.problem.message(Lang::En))
    }
}

impl std::error::Error for ConfigError {}
