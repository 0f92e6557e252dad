//! Emitting: outlines written in a format; the register of output formats.
//!
//! A format is one file and one entry of [`FORMATS`]. Never decides structure again, opens no file.

mod format;
mod json;
mod jsonl;
mod markdown;
mod out;
mod tree;
mod writer;

use std::io::{self, Write};

use crate::document::Outline;

pub use format::{Format, Frame, Look};
pub use out::Out;
#[cfg(feature = "cli")]
pub(crate) use tree::kind_title;

/// The output formats, in the order in which they are listed; the first is the usual one.
pub static FORMATS: &[&dyn Format] = &[&json::Json, &jsonl::JsonLines, &tree::Tree, &markdown::Markdown];

/// The format of a name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}

/// Writes outlines with what stands around them.
///
/// # Errors
/// Those of `out`.
pub fn emit(outlines: &[Outline<'_>], format: &dyn Format, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut series = Series::new(format.frame(look.several), out);
    for outline in outlines {
        series.write(*outline, format, look)?;
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

    /// Adds more of the outline that was added last.
    ///
    /// # Errors
    /// Those of the output.
    pub fn go_on(&mut self, written: &[u8]) -> io::Result<()> {
        self.out.write_all(written)
    }

    /// Adds an outline that is written now, piece by piece.
    ///
    /// # Errors
    /// Those of the output.
    pub fn write(&mut self, outline: Outline<'_>, format: &dyn Format, look: &Look) -> io::Result<()> {
        self.next()?;
        let mut out = Out::to(self.out);
        format.write(outline, look, &mut out)?;
        out.finish()
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
    use super::{FORMATS, Look, Out, Series, by_name, emit};
    use crate::document::{Document, Outline};
    use crate::grammar::Grammar;
    use crate::source::{Origin, Source};
    use crate::unist;

    /// The outlines of some texts in a format.
    fn written(name: &str, texts: &[&str], several: bool) -> String {
        let grammar = Grammar::builtin();
        let sources: Vec<Source> = texts.iter().map(|text| Source::from_text(*text)).collect();
        let documents: Vec<Document> = sources.iter().map(|source| crate::pipeline::parse(source, &grammar)).collect();
        let both = sources.iter().zip(&documents);
        let outlines: Vec<Outline<'_>> =
            both.map(|(source, document)| Outline::new(document, source, &grammar)).collect();
        let mut out = Vec::new();
        let format = by_name(name).expect("it is in the register");
        emit(&outlines, format, &Look { several, ..Look::default() }, &mut out).expect("a vector takes everything");
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
        let one = written("json", &[""], false);
        assert!(one.starts_with("{\n  \"type\": \"document\",\n") && one.ends_with("  \"children\": []\n}\n"), "{one}");
        let two = written("json", &["", "同志们："], true);
        assert!(two.starts_with("[\n  {\n    \"type\": \"document\",\n"), "{two}");
        assert!(two.contains("\n  },\n  {\n") && two.ends_with("\n  }\n]\n"), "{two}");
        assert_eq!(serde_json::from_str::<Vec<unist::Document>>(&two).expect("it is JSON").len(), 2);
        assert_eq!(written("json", &[], true), "[]\n");
    }

    #[test]
    fn jsonl_is_one_line_a_document() {
        let two = written("jsonl", &["", "同志们："], true);
        let read = two.lines().map(|line| serde_json::from_str::<unist::Document>(line).expect("it is JSON"));
        assert_eq!(read.count(), 2);
        assert!(two.ends_with('\n'));
        assert_eq!(written("jsonl", &[], true), "");
    }

    /// What comes of a file and of a configuration is written as carefully as a text is.
    #[test]
    fn a_path_is_escaped() {
        let path = "a\"\\\n\u{1}讲话.txt";
        let origin = Origin { path: path.into(), format: "text", encoding: "UTF-8", bytes: u64::MAX };
        let (source, grammar) = (Source::new(String::new(), origin), Grammar::builtin());
        let document = Document::default();
        let mut out = Vec::new();
        let outline = Outline::new(&document, &source, &grammar);
        let format = by_name("jsonl").expect("it is in the register");
        emit(&[outline], format, &Look::default(), &mut out).expect("a vector takes everything");
        let read: unist::Document = serde_json::from_slice(&out).expect("it is JSON");
        assert_eq!((read.source.path.as_str(), read.source.bytes), (path, u64::MAX));
    }

    #[test]
    fn a_long_outline_is_handed_on_in_pieces_that_make_the_whole() {
        let text = format!("{}\n一、“好\t”\n", "的\"".repeat(200_000)).repeat(3);
        let (source, grammar) = (Source::from_text(text), Grammar::builtin());
        let document = crate::pipeline::parse(&source, &grammar);
        let outline = Outline::new(&document, &source, &grammar);
        for format in FORMATS {
            let mut whole = Out::memory(Vec::new());
            format.write(outline, &Look::default(), &mut whole).expect("memory takes everything");
            let mut pieces = Pieces::default();
            let mut series = Series::new(super::Frame::default(), &mut pieces);
            series.write(outline, *format, &Look::default()).expect("a vector takes everything");
            series.finish().expect("a vector takes everything");
            assert!(pieces.all == whole.into_bytes(), "{}", format.name());
            assert!(pieces.longest < 1 << 20, "{} hands on {} bytes at once", format.name(), pieces.longest);
        }
    }

    /// What was handed on, and the longest piece of it.
    #[derive(Default)]
    struct Pieces {
        all: Vec<u8>,
        longest: usize,
    }

    impl std::io::Write for Pieces {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.longest = self.longest.max(bytes.len());
            self.all.extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
}
