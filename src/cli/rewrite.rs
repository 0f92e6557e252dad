//! Rewriting: a file that was read gets the text put right, as a whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::fault::Fault;
use super::input;
use super::output::Replacement;
use crate::diagnostic::Message;
use crate::source::Source;

/// Puts the text of `new` into the file from which `old` was read.
///
/// Only where the file still holds the very bytes of `old` is it certain that everything but the edits stays as it is.
pub(super) fn rewrite(path: &Path, old: &Source, new: &Source) -> Result<(), Fault> {
    let fault = |error: io::Error| Fault::write(path, &error);
    verbatim(old, &input::name(path))?;
    if fs::read(path).map_err(fault)? != old.text().as_bytes() {
        return Err(Fault::new(
            input::name(path),
            Message::new(
                "检查期间文件已变：未改动，请重新运行",
                "was changed while it was checked: left as it is, run again",
            ),
        ));
    }
    let written = Replacement::create(path).and_then(|mut file| {
        file.write_all(new.text().as_bytes())?;
        file.commit()
    });
    written.map_err(fault)
}

/// Refuses a text that is not that of the input, byte for byte.
pub(super) fn verbatim(source: &Source, name: &str) -> Result<(), Fault> {
    let origin = source.origin();
    if (origin.format, origin.encoding) == ("text", "UTF-8") && origin.bytes == source.text().len() as u64 {
        return Ok(());
    }
    let (format, encoding) = (origin.format, origin.encoding);
    let message = Message::new(
        format!("{format} 格式（{encoding}）不能写回：未改动"),
        format!("the format {format} ({encoding}) cannot be written back: left as it is"),
    );
    Err(Fault::new(name, message))
}
