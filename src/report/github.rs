//! Workflow commands of GitHub Actions, which become annotations of a pull request.

use std::io::{self, Write};

use super::format::{Checked, Format, Look};
use super::place::{Range, repository};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::Words;
use crate::text::visible;

/// The format `github`.
pub(super) struct GitHub;

impl Format for GitHub {
    fn name(&self) -> &'static str {
        "github"
    }

    fn about(&self) -> Words {
        Words { zh: "GitHub Actions 注解", en: "annotations of GitHub Actions" }
    }

    fn write(&self, file: &Checked<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        file.diagnostics.iter().try_for_each(|diagnostic| command(diagnostic, file, look, out))
    }
}

fn command(diagnostic: &Diagnostic, file: &Checked<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let path = repository(file.path());
    let Range { line, column, end_line, end_column } = Range::of(diagnostic.span, file.source);
    write!(out, "::{command} file={},line={line},", property(path))?;
    // Columns of different lines are refused.
    if line == end_line {
        write!(out, "col={column},endLine={end_line},endColumn={end_column},")?;
    } else {
        write!(out, "endLine={end_line},")?;
    }
    write!(out, "title={}::", property(&format!("tigang: {}", diagnostic.rule)))?;
    // The log shows the message and nothing of what stands before it.
    write!(out, "{}", data(&format!("{path}:{line}:{column}: {}", diagnostic.message.of(look.lang))))?;
    if let Some(note) = &diagnostic.note {
        write!(out, "%0A{}", data(note.of(look.lang)))?;
    }
    writeln!(out)
}

/// The text of a command, in one line, and nothing in it that moves the cursor of who looks at the log.
fn data(text: &str) -> String {
    text.chars().map(visible).collect::<String>().replace('%', "%25")
}

/// The value of one of its properties.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("100%，a:b\n\u{1b}"), "100%25，a:b \u{fffd}");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
    }
}
