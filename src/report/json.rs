//! JSON: one array of all diagnostics, indented by two spaces; and the diagnostic as JSON, which `jsonl` shares.

use std::io::{self, Write};

use serde::Serialize;

use super::array;
use super::format::{Checked, Format, Look};
use super::place::Range;
use super::total::Total;
use crate::diagnostic::{Diagnostic, Fix, Safety, Severity};
use crate::lint::Words;

/// The format `json`.
pub(super) struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> Words {
        Words { zh: "JSON 数组", en: "a JSON array" }
    }

    fn open(&self, _total: &Total, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn write(&self, file: &Checked<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        array::indented(records(file, look), out)
    }

    fn between(&self) -> &'static str {
        array::BETWEEN
    }

    fn close(&self, total: &Total, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
        array::close(total, out)?;
        out.write_all(b"\n")
    }
}

/// A diagnostic as JSON.
#[derive(Serialize)]
pub(super) struct Record<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    path: &'a str,
    #[serde(flatten)]
    range: Range,
    related: Vec<Related<'a>>,
    fix: Option<Change<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    range: Range,
}

#[derive(Serialize)]
struct Change<'a> {
    safety: Safety,
    message: &'a str,
    edits: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    #[serde(flatten)]
    range: Range,
    text: &'a str,
}

/// The diagnostics of a file.
pub(super) fn records<'a>(file: &'a Checked<'_>, look: &'a Look) -> impl Iterator<Item = Record<'a>> {
    file.diagnostics.iter().map(|diagnostic| record(diagnostic, file, look))
}

fn record<'a>(diagnostic: &'a Diagnostic, file: &'a Checked<'_>, look: &Look) -> Record<'a> {
    let range = |span| Range::of(span, file.source);
    let related = diagnostic.related.iter();
    Record {
        rule: diagnostic.rule,
        severity: diagnostic.severity,
        message: diagnostic.message.of(look.lang),
        path: file.path(),
        range: range(diagnostic.span),
        related: related.map(|r| Related { message: r.message.of(look.lang), range: range(r.span) }).collect(),
        fix: diagnostic.fix.as_ref().map(|fix| change(fix, file, look)),
        note: diagnostic.note.as_ref().map(|note| note.of(look.lang)),
    }
}

fn change<'a>(fix: &'a Fix, file: &Checked<'_>, look: &Look) -> Change<'a> {
    let edits = fix.edits.iter();
    Change {
        safety: fix.safety,
        message: fix.message.of(look.lang),
        edits: edits.map(|e| Replacement { range: Range::of(e.span, file.source), text: &e.text }).collect(),
    }
}
