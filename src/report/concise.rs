//! One line for each diagnostic: `path:line:column: severity[rule] message`.

use std::io::{self, Write};

use super::format::{Checked, Format, Look};
use crate::diagnostic::Diagnostic;
use crate::lint::Words;
use crate::text::visible;

/// The format `concise`.
pub(super) struct Concise;

impl Format for Concise {
    fn name(&self) -> &'static str {
        "concise"
    }

    fn about(&self) -> Words {
        Words { zh: "每处一行", en: "one line for each fault" }
    }

    fn write(&self, file: &Checked<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        file.diagnostics.iter().try_for_each(|diagnostic| writeln!(out, "{}", line(diagnostic, file, look)))
    }
}

/// A diagnostic in one line, without a line end.
pub(super) fn line(diagnostic: &Diagnostic, file: &Checked<'_>, look: &Look) -> String {
    let start = file.source.point(diagnostic.span.start);
    let (severity, rule) = (diagnostic.severity.title(look.lang), diagnostic.rule);
    let message = diagnostic.message.of(look.lang);
    let line = format!("{}:{}:{}: {severity}[{rule}] {message}", file.path(), start.line, start.column);
    line.chars().map(visible).collect()
}
