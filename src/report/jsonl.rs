//! JSON lines: one compact diagnostic a line.

use std::io::{self, Write};

use super::format::{Checked, Format, Look};
use super::json::records;
use crate::lint::Words;

/// The format `jsonl`.
pub(super) struct JsonLines;

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn about(&self) -> Words {
        Words { zh: "每处一行 JSON", en: "one compact JSON object a line" }
    }

    fn write(&self, file: &Checked<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        for record in records(file, look) {
            serde_json::to_writer(&mut *out, &record)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}
