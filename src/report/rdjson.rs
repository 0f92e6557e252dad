//! The Diagnostic Format of reviewdog as one JSON object.
//!
//! Its columns count bytes of UTF-8, unlike those of every other format.

use std::io::{self, Write};

use serde::Serialize;

use super::array;
use super::format::{Checked, Format, Look};
use super::place::repository;
use super::total::Total;
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::lint::Words;
use crate::source::Source;
use crate::span::Span;

/// How many lines and bytes a suggestion may replace: it is shown in full in a comment.
const LINES: u32 = 20;
const BYTES: u32 = 8_192;

/// The format `rdjson`.
pub(super) struct ReviewDog;

impl Format for ReviewDog {
    fn name(&self) -> &'static str {
        "rdjson"
    }

    fn about(&self) -> Words {
        Words { zh: "reviewdog 的 JSON", en: "JSON for reviewdog" }
    }

    fn open(&self, _total: &Total, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(br#"{"source":{"name":"tigang"},"diagnostics":["#)
    }

    fn write(&self, file: &Checked<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        array::compact(file.diagnostics.iter().map(|diagnostic| remark(diagnostic, file, look)), out)
    }

    fn between(&self) -> &'static str {
        array::BETWEEN
    }

    fn close(&self, total: &Total, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
        array::close(total, out)?;
        out.write_all(b"}\n")
    }
}

#[derive(Serialize)]
struct Remark<'a> {
    message: &'a str,
    location: Location<'a>,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

fn remark<'a>(diagnostic: &'a Diagnostic, file: &'a Checked<'_>, look: &Look) -> Remark<'a> {
    let location = |span| Location { path: repository(file.path()), range: Range::of(span, file.source) };
    let related = diagnostic.related.iter();
    Remark {
        message: diagnostic.message.of(look.lang),
        location: location(diagnostic.span),
        severity: match diagnostic.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        code: Code { value: diagnostic.rule },
        related_locations: related
            .map(|r| Related { message: r.message.of(look.lang), location: location(r.span) })
            .collect(),
        suggestions: diagnostic.fix.iter().filter_map(|fix| suggestion(fix, file.source)).collect(),
    }
}

/// A fix as one replacement: several suggestions could be taken one without the other, the edits of a fix cannot.
fn suggestion(fix: &Fix, source: &Source) -> Option<Suggestion> {
    let (first, last) = (fix.edits.first()?, fix.edits.last()?);
    let whole = Span::new(first.span.start, last.span.end);
    let range = Range::of(whole, source);
    if range.end.line - range.start.line >= LINES || whole.len() > BYTES {
        return None;
    }
    let mut text = String::new();
    let mut done = source.literal(first.span)?.start;
    for edit in &fix.edits {
        let place = source.literal(edit.span)?;
        text += Span::new(done, place.start).of(source.file().text());
        text += &edit.text;
        done = place.end;
    }
    Some(Suggestion { range, text })
}

impl Range {
    fn of(span: Span, source: &Source) -> Self {
        let file = source.file();
        let place = |offset| {
            let line = file.line_of(offset);
            Position { line: line + 1, column: offset - file.line(line).start + 1 }
        };
        let placed = source.placed(span);
        Self { start: place(placed.start), end: place(placed.end) }
    }
}
