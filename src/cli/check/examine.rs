//! One input: what is wrong with it, and what becomes of it where that is put right.

use super::{Job, Mode};
use crate::baseline::Baseline;
use crate::cli::config::Ready;
use crate::cli::fault::Fault;
use crate::cli::input::Reader;
use crate::cli::rewrite::{rewrite, rewritten};
use crate::diagnostic::{Diagnostic, Fix, Message};
use crate::fix::{Mended, diff, mend};
use crate::lint::{Settings, Unknown, lint, unknown_in_comments};
use crate::pipeline::Workspace;
use crate::read;
use crate::report::{Checked, Look, Part};
use crate::source::Source;

/// What came of one input.
pub(super) struct Done {
    /// The size of the input.
    pub(super) bytes: u64,
    /// Its part of the report, where there is one.
    pub(super) part: Option<Part>,
    /// What was found and is left.
    pub(super) left: Vec<Diagnostic>,
    /// How many faults were put right, or would be.
    pub(super) gone: usize,
    /// Whether its text was changed, or would be.
    pub(super) mended: bool,
    /// The text of standard input put right, or the diff.
    pub(super) text: Option<Vec<u8>>,
    /// Why the file could not be written.
    pub(super) fault: Option<Fault>,
    /// What is to be written down.
    pub(super) known: Baseline,
    /// How many known faults are not there any more.
    pub(super) outlived: usize,
    /// What is to be said besides.
    pub(super) notes: Vec<String>,
}

impl Job<'_> {
    /// Looks at one input, and puts right what is to be put right.
    pub(super) fn examine(
        &self,
        ready: &Ready,
        look: Look,
        reader: &mut Reader,
        workspace: &mut Workspace,
    ) -> Result<Done, Fault> {
        let (input, settings) = (&ready.input, ready.settings());
        let mut faults = |source: &Source| self.faults(source, ready, &settings, workspace);
        let source = ready.read(&self.options, reader)?;
        if self.mode == Mode::Report {
            let (found, outlived) = faults(&source);
            return Ok(Done { outlived, ..self.done(&source, ready, look, found) });
        }
        let Mended { source: new, edits, gone, left } = mend(&source, |source| faults(source).0, self.limit);
        let (now, options) = (new.as_ref().unwrap_or(&source), self.writing);
        let text = match (self.mode, &input.path) {
            (Mode::Diff, _) => {
                let change = |new: &Source| diff(&input.name, source.file().text(), new.file().text());
                Ok(new.as_ref().map(|new| change(new).into_bytes()))
            }
            (_, None) => rewritten(&reader.stdin, &source, &edits, &options, &input.name).map(Some),
            (_, Some(_)) if new.is_none() => Ok(None),
            (_, Some(path)) => rewrite(path, &source, &edits, &options).map(|()| None),
        };
        Ok(match text {
            Ok(text) => Done { text, gone, mended: new.is_some(), ..self.done(now, ready, look, left) },
            // Nothing was put right, so the faults are those of the text as it was.
            Err(fault) => Done { fault: Some(fault), ..self.done(&source, ready, look, faults(&source).0) },
        })
    }

    /// What is wrong with a text and was not known before, and how much of what was known is gone. What is not bad enough to
    /// be reported is not put right either.
    fn faults(
        &self,
        source: &Source,
        ready: &Ready,
        settings: &Settings,
        workspace: &mut Workspace,
    ) -> (Vec<Diagnostic>, usize) {
        let grammar = &ready.setup.grammar;
        let mut found = lint(source, &workspace.parse(source, grammar), grammar, settings);
        let severity = ready.setup.resolved.severity.value;
        let written_back = read::is_written_back(source.origin().format);
        let may = |fix: &Fix| written_back && fix.edits.iter().all(|edit| source.may_change(edit.span, &edit.text));
        for diagnostic in &mut found {
            if diagnostic.severity < severity {
                diagnostic.fix = None;
            } else if diagnostic.fix.as_ref().is_some_and(|fix| !may(fix)) {
                diagnostic.fix = None;
                diagnostic.note.get_or_insert_with(if written_back { untyped } else { unwritable });
            }
        }
        let outlived = self.known.as_ref().map_or(0, |known| known.strike_out(ready, source, &mut found));
        (found, outlived)
    }

    fn done(&self, source: &Source, ready: &Ready, look: Look, mut left: Vec<Diagnostic>) -> Done {
        let severity = ready.setup.resolved.severity.value;
        left.retain(|diagnostic| diagnostic.severity >= severity);
        let part = self.reports().then(|| Part::of(&Checked { source, diagnostics: &left }, self.format, &look));
        let mut known = Baseline::default();
        if let Some(noted) = self.known.as_ref().filter(|_| self.noting) {
            known.add(&noted.name(ready), source, &left);
        }
        let (notes, bytes) = (self.notes(source), source.origin().bytes);
        Done { bytes, part, left, gone: 0, mended: false, text: None, fault: None, known, outlived: 0, notes }
    }

    /// What is wrong with comments in the text that are meant for the checker.
    fn notes(&self, source: &Source) -> Vec<String> {
        let note = |unknown: &Unknown| {
            let point = source.point(unknown.span.start);
            let (path, Message { zh, en }) = (&source.origin().path, unknown.message(source));
            format!("tigang: {path}:{}:{}: {}", point.line, point.column, self.console.lang.pick(zh, en))
        };
        unknown_in_comments(source).iter().map(note).collect()
    }
}

/// Why nothing is offered where a fix would change what no author typed.
fn untyped() -> Message {
    Message::new(
        "这里不是打进去的文字（如自动编号），因此不改，请在原程序里修改",
        "not put right: nobody typed this, as an automatic number; mend it in the program it was written in",
    )
}

/// Why nothing is offered in a format that is only read.
fn unwritable() -> Message {
    Message::new("这种格式只读不写，请手工修改", "not put right: this format is only read; mend it by hand")
}
