//! What an input format is: how its bytes are known, read, and written back.

use std::fmt;

use super::encoding::Encoding;
use super::error::{ReadError, WriteError};
use crate::diagnostic::Edit;
use crate::source::Source;

/// A format that can be read.
pub struct InputFormat {
    /// Its name on the command line and in the outline.
    pub name: &'static str,
    /// How the names of its files end, in lower case and without the dot.
    pub extensions: &'static [&'static str],
    /// Whether its files are packages of other files, so that its reader knows best what is wrong with one.
    pub(super) packed: bool,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Whether bytes are of this format beyond doubt, whatever their name.
    pub(super) holds: fn(&[u8]) -> bool,
    pub(super) read: fn(&[u8], &str, &ReadOptions) -> Result<Source, ReadError>,
    /// Whether edits can be written as revisions.
    pub(super) revises: bool,
    /// The bytes that were read, with edits of the source made in place and nothing else changed; `None` where the format
    /// cannot be written back.
    pub(super) write: Option<Write>,
}

/// The bytes that were read, the source that came of them, and the edits of its text: in order and apart from one another.
pub(super) type Write = fn(&[u8], &Source, &[Edit], &WriteOptions) -> Result<Vec<u8>, WriteError>;

/// How to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions {
    /// The format; `None` goes by what the bytes are, then by the name of the file.
    pub format: Option<&'static InputFormat>,
    /// The encoding of formats that are made of text; `None` goes by what the bytes are.
    pub encoding: Option<Encoding>,
}

/// How to write back.
#[derive(Clone, Copy, Debug, Default)]
pub struct WriteOptions {
    /// Whether edits are written as revisions, where the format knows them.
    pub track_changes: bool,
}

impl fmt::Debug for InputFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("InputFormat").field(&self.name).finish()
    }
}
