//! The contract of an output format.
//!
//! A format writes one outline; what stands around several of them is its [`Frame`], so that outlines can be written
//! in parallel and put together in order. It decides nothing about the outline and opens no file.

use std::io;

use super::out::Out;
use crate::document::Outline;
use crate::lang::Lang;

/// A format in which outlines are written.
pub trait Format: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;

    /// How the name of a file in this format ends, without the dot.
    fn extension(&self) -> &'static str;

    /// What it is, in a few words.
    fn about(&self) -> &'static str;

    /// What stands around one outline, or around several in one output.
    fn frame(&self, several: bool) -> Frame;

    /// Writes one outline without its frame.
    ///
    /// # Errors
    /// Those of what `out` hands on to.
    fn write(&self, outline: Outline<'_>, look: &Look, out: &mut Out<'_>) -> io::Result<()>;
}

/// What stands around outlines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Before the first.
    pub open: &'static str,
    /// Between two.
    pub between: &'static str,
    /// After the last.
    pub close: &'static str,
    /// Instead of all, where there is no outline.
    pub empty: &'static str,
}

/// How an outline is to look; formats for machines heed `several` only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether other outlines may stand in the same output.
    pub several: bool,
    /// Whether to write ANSI styles.
    pub styled: bool,
    /// The columns of the terminal; `None` cuts nothing.
    pub width: Option<usize>,
    /// The language of the words between the text.
    pub lang: Lang,
}
