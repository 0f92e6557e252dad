//! Configuration: what a `tigang.toml` says, and the settings that come of several of them.
//!
//! Knows texts, rules and kinds of documents. Opens no file: who reads them hands over their texts in order.

mod error;
mod key;
mod origin;
mod pattern;
mod read;
mod resolve;
mod show;
mod template;

use std::path::{Path, PathBuf};

use globset::GlobSet;

use crate::diagnostic::{Level, Message, Severity};
use crate::grammar::Own;
use crate::read::Encoding;

pub use error::{ConfigError, ConfigProblem, place};
pub use origin::Origin;
pub use resolve::{Resolved, Settled, resolve};
pub use template::template;

/// What one `tigang.toml`, or the command line, says.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Its name in messages; empty for what stands on the command line by itself.
    file: String,
    /// The folder of the file: its paths and patterns are relative to it.
    folder: PathBuf,
    profile: Option<Said<String>>,
    /// The only rules that look, by name.
    select: Option<Vec<Said<String>>>,
    /// Rules that do not look, by name.
    ignore: Vec<Said<String>>,
    severity: Option<Said<Severity>>,
    /// The encoding of texts; `None` inside goes by what their bytes are.
    encoding: Option<Said<Option<Encoding>>>,
    /// Another file, whose settings come first.
    extend: Option<Said<String>>,
    /// A folder with grammar files.
    grammar: Option<Said<String>>,
    rules: Vec<(String, Said<Level>)>,
    max_depth: Option<Said<u32>>,
    max_heading: Option<Said<u32>>,
    per_file: Vec<PerFile>,
    /// The whole text, where it adds families or words.
    text: String,
    adds: bool,
}

/// What the command line says by itself.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The kind of document.
    pub profile: Option<String>,
    /// The only rules that look; none for those that look anyhow.
    pub select: Vec<String>,
    /// Rules that do not look.
    pub ignore: Vec<String>,
    /// The least severity that is reported.
    pub severity: Option<Severity>,
    /// The label of an encoding, or `auto`.
    pub encoding: Option<String>,
}

/// A value with the line on which it is said, from 1; on the command line it says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said<T> {
    value: T,
    line: u32,
}

/// Rules that do not look at the files of a pattern.
#[derive(Clone, Debug)]
struct PerFile {
    pattern: String,
    matcher: GlobSet,
    rules: Vec<String>,
    line: u32,
}

impl Config {
    /// Reads the text of a file that is called `file` in messages and stands in `folder`.
    ///
    /// # Errors
    /// The first mistake in the order of the text, with its line.
    pub fn parse(text: &str, file: &str, folder: &Path) -> Result<Self, ConfigError> {
        read::read(text, file, folder)
    }

    /// Reads `key = value` of the command line; paths in it are relative to `folder`.
    ///
    /// # Errors
    /// The mistake.
    pub fn parse_argument(text: &str, folder: &Path) -> Result<Self, ConfigError> {
        read::read(text, error::ARGUMENT, folder)
    }

    /// Takes what the command line says by itself.
    ///
    /// # Errors
    /// A name that no rule has.
    pub fn asked(asked: Asked) -> Result<Self, ConfigError> {
        read::asked(asked)
    }

    /// Its name in messages.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The file whose settings come first.
    #[must_use]
    pub fn extends(&self) -> Option<PathBuf> {
        self.extend.as_ref().map(|said| self.folder.join(&said.value))
    }

    /// The folder with grammar files.
    #[must_use]
    pub fn grammar(&self) -> Option<PathBuf> {
        self.grammar.as_ref().map(|said| self.folder.join(&said.value))
    }

    /// That the file whose settings come first cannot be read.
    #[must_use]
    pub fn cannot_extend(&self, why: Message) -> ConfigError {
        let path = self.extend.as_ref().map_or_else(String::new, |said| said.value.clone());
        self.wrong_extend(ConfigProblem::Extend { path, why })
    }

    /// That it goes round in a circle with the files that extend it; their names, the outermost first.
    #[must_use]
    pub fn extends_in_a_circle(&self, files: Vec<String>) -> ConfigError {
        self.wrong_extend(ConfigProblem::Cycle(files))
    }

    fn wrong_extend(&self, problem: ConfigProblem) -> ConfigError {
        let line = self.extend.as_ref().map_or(0, |said| said.line);
        ConfigError { file: self.file.clone(), line, problem }
    }

    /// The families and words that it adds to a grammar.
    #[must_use]
    pub fn own(&self) -> Option<Own<'_>> {
        self.adds.then_some(Own { file: &self.file, text: &self.text })
    }
}
