//! A JSON array that goes over several files: its elements file by file, and its end.
//!
//! A format opens it with `[` and puts [`BETWEEN`] between files.

use std::io::{self, Write};

use serde::Serialize;

use super::total::Total;

/// What stands between the elements of two files.
pub(super) const BETWEEN: &str = ",";

/// Writes the elements of one file, indented by two spaces.
pub(super) fn indented<T: Serialize>(elements: impl Iterator<Item = T>, out: &mut dyn Write) -> io::Result<()> {
    each(elements, out, |element, out| {
        // JSON has no line end inside a string, so every one is between.
        let text = serde_json::to_string_pretty(element)?;
        write!(out, "\n  {}", text.replace('\n', "\n  "))
    })
}

/// Writes the elements of one file, each in a line.
pub(super) fn compact<T: Serialize>(elements: impl Iterator<Item = T>, out: &mut dyn Write) -> io::Result<()> {
    each(elements, out, |element, out| {
        out.write_all(b"\n")?;
        Ok(serde_json::to_writer(out, element)?)
    })
}

/// Ends the array, without a line end of its own.
pub(super) fn close(total: &Total, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(if total.found() == 0 { b"]" } else { b"\n]" })
}

fn each<T>(
    elements: impl Iterator<Item = T>,
    out: &mut dyn Write,
    write: impl Fn(&T, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    for (index, element) in elements.enumerate() {
        if index > 0 {
            out.write_all(BETWEEN.as_bytes())?;
        }
        write(&element, out)?;
    }
    Ok(())
}
