//! JSON lines: one compact document a line.

use std::io;

use super::format::{Format, Frame, Look};
use super::out::Out;
use super::writer;
use crate::document::Outline;

/// The format `jsonl`.
pub(super) struct JsonLines;

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn extension(&self) -> &'static str {
        "jsonl"
    }

    fn about(&self) -> &'static str {
        "one compact JSON document a line"
    }

    fn frame(&self, _several: bool) -> Frame {
        Frame { between: "\n", close: "\n", ..Frame::default() }
    }

    fn write(&self, outline: Outline<'_>, _look: &Look, out: &mut Out<'_>) -> io::Result<()> {
        writer::compact(outline, out)
    }
}
