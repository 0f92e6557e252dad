//! JSON lines: one compact document a line.

use std::io::{self, Write};

use super::format::{Format, Frame, Look};
use crate::unist::Document;

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

    fn write(&self, document: &Document, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
        Ok(serde_json::to_writer(out, document)?)
    }
}
