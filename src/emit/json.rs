//! JSON, indented by two spaces: one document, or an array of several.

use std::io;

use super::format::{Format, Frame, Look};
use super::out::Out;
use super::writer;
use crate::document::Outline;

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

    fn write(&self, outline: Outline<'_>, look: &Look, out: &mut Out<'_>) -> io::Result<()> {
        writer::indented(outline, usize::from(look.several), out)
    }
}
