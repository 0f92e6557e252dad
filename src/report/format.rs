//! The contract of a report format.
//!
//! A format writes what was found in one file; what stands around the files it writes apart from them. So the parts of
//! a report can be made in parallel and put together in order, and a corpus needs no more memory than the files in
//! hand.

use std::io::{self, Write};

use super::total::Total;
use crate::diagnostic::Diagnostic;
use crate::lang::Lang;
use crate::lint::Words;
use crate::source::Source;

/// A format in which reports are written.
pub trait Format: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;

    /// What it is, in a few words.
    fn about(&self) -> Words;

    /// Whether it tells the totals before anything else, so that all files have to wait for the last one.
    fn totals_first(&self) -> bool {
        false
    }

    /// Writes what stands before the files. The totals are known where they come first, and nought elsewhere.
    ///
    /// # Errors
    /// Those of `out`.
    fn open(&self, _total: &Total, _look: &Look, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes what was found in one file, and nothing where it has nothing to say of it.
    ///
    /// # Errors
    /// Those of `out`.
    fn write(&self, file: &Checked<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()>;

    /// What stands between two files of which something was said.
    fn between(&self) -> &'static str {
        ""
    }

    /// Writes what stands after the files.
    ///
    /// # Errors
    /// Those of `out`.
    fn close(&self, _total: &Total, _look: &Look, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// A file that was checked, and what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// Its text, which also knows its name.
    pub source: &'a Source,
    /// What was found, in the order of the text.
    pub diagnostics: &'a [Diagnostic],
}

/// How a report is to look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The language of its sentences.
    pub lang: Lang,
    /// Whether to write ANSI styles; formats for machines write none.
    pub styled: bool,
}

impl Checked<'_> {
    /// Its path, or `-` for what has no name.
    #[must_use]
    pub fn path(&self) -> &str {
        match self.source.origin().path.as_str() {
            "" => "-",
            path => path,
        }
    }
}
