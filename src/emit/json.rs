//! JSON, indented by two spaces: one document, or an array of several.

use std::io::{self, Write};

use super::format::{Format, Frame, Look};
use crate::unist::Document;

/// The format `json`.
pub(super) struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "JSON, an array for several inputs"
    }

    fn frame(&self, several: bool) -> Frame {
        if several {
            Frame { open: "[\n  ", between: ",\n  ", close: "\n]\n", empty: "[]\n" }
        } else {
            Frame { close: "\n", ..Frame::default() }
        }
    }

    fn write(&self, document: &Document, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        if look.several {
            serde_json::to_writer_pretty(Deeper { out }, document)?;
        } else {
            serde_json::to_writer_pretty(out, document)?;
        }
        Ok(())
    }
}

/// Indents what goes through it one step further. JSON has no line end inside a string, so every one is between.
struct Deeper<'a> {
    out: &'a mut dyn Write,
}

impl Write for Deeper<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|&b| b == b'\n') {
            self.out.write_all(part)?;
            if part.ends_with(b"\n") {
                self.out.write_all(b"  ")?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
