//! Rewriting: a file that was read gets the text put right, as a whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::fault::Fault;
use super::input;
use super::output::Replacement;
use crate::diagnostic::{Edit, Message};
use crate::lang::Lang;
use crate::read::{self, WriteError, WriteOptions};
use crate::source::Source;

/// Makes `edits` of the text of `old` in the file from which it was read.
///
/// Only where the file still holds what was read is it certain that everything but the edits stays as it is.
pub(super) fn rewrite(path: &Path, old: &Source, edits: &[Edit], options: &WriteOptions) -> Result<(), Fault> {
    let fault = |error: io::Error| Fault::write(path, &error);
    let bytes = fs::read(path).map_err(fault)?;
    let new = read::write(&bytes, old, edits, options).map_err(|error| unwritten(&error, &input::name(path)))?;
    let written = Replacement::create(path).and_then(|mut file| {
        file.write_all(&new)?;
        file.commit()
    });
    written.map_err(fault)
}

/// What is told where edits cannot be written.
pub(super) fn unwritten(error: &WriteError, name: &str) -> Fault {
    Fault::new(name.to_owned(), Message::new(error.message(Lang::Zh), error.message(Lang::En)))
}

/// Refuses a text that is not that of the input, byte for byte.
pub(super) fn verbatim(source: &Source, name: &str) -> Result<(), Fault> {
    let origin = source.origin();
    if (origin.format, origin.encoding) == ("text", "UTF-8") && origin.bytes == source.text().len() as u64 {
        return Ok(());
    }
    Err(unwritten(&WriteError::Format(origin.format), name))
}
