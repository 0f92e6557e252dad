//! JUnit XML: a test suite for each file, a failure for each diagnostic, and a test that passes for a clean file.

use std::io::{self, Write};

use super::concise::line;
use super::format::{Checked, Format, Look};
use super::total::Total;
use crate::diagnostic::Diagnostic;
use crate::lint::Words;

/// The format `junit`.
pub(super) struct JUnit;

impl Format for JUnit {
    fn name(&self) -> &'static str {
        "junit"
    }

    fn about(&self) -> Words {
        Words { zh: "JUnit XML", en: "JUnit XML" }
    }

    fn totals_first(&self) -> bool {
        true
    }

    fn open(&self, total: &Total, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
        let failures = total.found();
        let tests = failures + total.files - total.faulty;
        writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
        writeln!(out, r#"<testsuites name="tigang" tests="{tests}" failures="{failures}" errors="0">"#)
    }

    fn write(&self, file: &Checked<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        let (path, failures) = (escaped(file.path()), file.diagnostics.len());
        let tests = failures.max(1);
        writeln!(out, r#"  <testsuite name="{path}" tests="{tests}" failures="{failures}" errors="0" skipped="0">"#)?;
        if failures == 0 {
            writeln!(out, r#"    <testcase name="tigang" classname="{path}"/>"#)?;
        }
        file.diagnostics.iter().try_for_each(|diagnostic| case(diagnostic, file, look, out))?;
        writeln!(out, "  </testsuite>")
    }

    fn close(&self, _total: &Total, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "</testsuites>")
    }
}

fn case(diagnostic: &Diagnostic, file: &Checked<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let (path, rule) = (escaped(file.path()), diagnostic.rule);
    let start = file.source.point(diagnostic.span.start);
    let (severity, message) = (diagnostic.severity.name(), escaped(diagnostic.message.of(look.lang)));
    // Faults of one rule in one file are told apart by their place.
    let name = format!("{rule} {}:{}", start.line, start.column);
    writeln!(out, r#"    <testcase name="{name}" classname="{path}" file="{path}" line="{}">"#, start.line)?;
    write!(out, r#"      <failure type="{severity}" message="{message}">{}"#, escaped(&line(diagnostic, file, look)))?;
    if let Some(note) = &diagnostic.note {
        write!(out, "\n{}", escaped(note.of(look.lang)))?;
    }
    writeln!(out, "</failure>\n    </testcase>")
}

/// A text between tags or quotation marks. XML has no way at all to write most control characters.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_xml_cannot_hold_is_escaped() {
        assert_eq!(escaped("《a》<b> & \"c\"\n\u{1b}\u{7f}"), "《a》&lt;b&gt; &amp; &quot;c&quot; \u{fffd}\u{7f}");
    }
}
