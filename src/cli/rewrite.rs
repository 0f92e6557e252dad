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
    let new = rewritten(&bytes, old, edits, options, &input::name(path))?;
    let written = Replacement::create(path).and_then(|mut file| {
        file.write_all(&new)?;
        file.commit()
    });
    written.map_err(fault)
}

/// What was read from standard input, with `edits` of its text made.
pub(super) fn rewritten(
    bytes: &[u8],
    old: &Source,
    edits: &[Edit],
    options: &WriteOptions,
    name: &str,
) -> Result<Vec<u8>, Fault> {
    // What needs no edits is handed on, also in a format that cannot be written.
    if edits.is_empty() {
        return Ok(bytes.to_vec());
    }
    let told = |error: WriteError| Message::new(error.message(Lang::Zh), error.message(Lang::En));
    read::write(bytes, old, edits, options).map_err(|error| Fault::new(name, told(error)))
}
