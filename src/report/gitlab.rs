//! The Code Quality report of GitLab: a JSON array.

use std::io::{self, Write};

use serde::Serialize;

use super::array;
use super::fingerprint::fingerprints;
use super::format::{Checked, Format, Look};
use super::place::repository;
use super::total::Total;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::Words;

/// The format `gitlab`.
pub(super) struct GitLab;

impl Format for GitLab {
    fn name(&self) -> &'static str {
        "gitlab"
    }

    fn about(&self) -> Words {
        Words { zh: "GitLab 代码质量报告", en: "a Code Quality report of GitLab" }
    }

    fn open(&self, _total: &Total, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn write(&self, file: &Checked<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        let all = file.diagnostics.iter().zip(fingerprints(file));
        array::indented(all.map(|(diagnostic, fingerprint)| issue(diagnostic, fingerprint, file, look)), out)
    }

    fn between(&self) -> &'static str {
        array::BETWEEN
    }

    fn close(&self, total: &Total, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
        array::close(total, out)?;
        out.write_all(b"\n")
    }
}

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

fn issue<'a>(diagnostic: &'a Diagnostic, fingerprint: String, file: &'a Checked<'_>, look: &Look) -> Issue<'a> {
    let begin = file.source.point(diagnostic.span.start).line;
    Issue {
        description: diagnostic.message.of(look.lang),
        check_name: diagnostic.rule,
        fingerprint,
        severity: match diagnostic.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Location { path: repository(file.path()), lines: Lines { begin } },
    }
}
