//! Emitting: outlines written in a format; the register of output formats.
//!
//! A format is one file and one entry of [`FORMATS`]. Never decides structure again, opens no file.

mod format;
mod json;
mod jsonl;
mod tree;

use std::io::{self, Write};

use crate::unist::Document;

pub use format::{Format, Frame, Look};
#[cfg(feature = "cli")]
pub(crate) use tree::kind_title;

/// The output formats, in the order in which they are listed; the first is the usual one.
pub static FORMATS: &[&dyn Format] = &[&json::Json, &jsonl::JsonLines, &tree::Tree];

/// The format of a name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}

/// Writes outlines with what stands around them.
///
/// # Errors
/// Those of `out`.
pub fn emit(documents: &[Document], format: &dyn Format, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut series = Series::new(format.frame(look.several), out);
    for document in documents {
        series.next()?;
        format.write(document, look, series.out)?;
    }
    series.finish()
}

/// Outlines that go to one output, one after the other: adds their frame.
pub struct Series<'a> {
    frame: Frame,
    begun: bool,
    out: &'a mut dyn Write,
}

impl<'a> Series<'a> {
    /// A series that is empty so far.
    pub fn new(frame: Frame, out: &'a mut dyn Write) -> Self {
        Self { frame, begun: false, out }
    }

    /// Adds an outline that its format wrote.
    ///
    /// # Errors
    /// Those of the output.
    pub fn add(&mut self, written: &[u8]) -> io::Result<()> {
        self.next()?;
        self.out.write_all(written)
    }

    /// Ends the series.
    ///
    /// # Errors
    /// Those of the output.
    pub fn finish(self) -> io::Result<()> {
        let end = if self.begun { self.frame.close } else { self.frame.empty };
        self.out.write_all(end.as_bytes())?;
        self.out.flush()
    }

    fn next(&mut self) -> io::Result<()> {
        let before = if self.begun { self.frame.between } else { self.frame.open };
        self.begun = true;
        self.out.write_all(before.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::{FORMATS, Look, by_name, emit};
    use crate::source::Point;
    use crate::unist::{Document, Position, SourceInfo, VERSION};

    fn empty() -> Document {
        let point = Point { line: 1, column: 1, offset: 0 };
        let source = SourceInfo {
            path: "a".into(),
            id: None,
            format: "text".into(),
            encoding: "UTF-8".into(),
            bytes: 0,
            lines: 1,
        };
        Document { version: VERSION, source, position: Position { start: point, end: point }, children: Vec::new() }
    }

    fn written(name: &str, documents: &[Document], several: bool) -> String {
        let mut out = Vec::new();
        let format = by_name(name).expect("it is in the register");
        emit(documents, format, &Look { several, ..Look::default() }, &mut out).expect("a vector takes everything");
        String::from_utf8(out).expect("formats write UTF-8")
    }

    #[test]
    fn names_are_unique_and_everything_is_told() {
        for format in FORMATS {
            assert_eq!(FORMATS.iter().filter(|other| other.name() == format.name()).count(), 1);
            assert!(!format.about().is_empty() && !format.extension().is_empty());
        }
    }

    #[test]
    fn json_is_one_document_or_an_array() {
        let one = written("json", &[empty()], false);
        assert!(one.starts_with("{\n  \"type\": \"document\",\n") && one.ends_with("\n}\n"), "{one}");
        let two = written("json", &[empty(), empty()], true);
        assert!(two.starts_with("[\n  {\n    \"type\": \"document\",\n"), "{two}");
        assert!(two.contains("\n  },\n  {\n") && two.ends_with("\n  }\n]\n"), "{two}");
        assert_eq!(serde_json::from_str::<Vec<Document>>(&two).expect("it is JSON"), [empty(), empty()]);
        assert_eq!(written("json", &[], true), "[]\n");
    }

    #[test]
    fn jsonl_is_one_line_a_document() {
        let two = written("jsonl", &[empty(), empty()], true);
        let read: Vec<Document> = two.lines().map(|line| serde_json::from_str(line).expect("it is JSON")).collect();
        assert_eq!(read, [empty(), empty()]);
        assert!(two.ends_with('\n'));
        assert_eq!(written("jsonl", &[], true), "");
    }
}
