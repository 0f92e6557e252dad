//! What `tigang parse` does with some texts in a row, in a thread of its own: reads them, and gathers their outlines.
//!
//! Where the outlines go is for `parse` to say. Prints nothing.

use std::io::ErrorKind;

use super::args::OnError;
use super::config::Ready;
use super::corpus::Handful;
use super::fault::Fault;
use super::input::{self, Reader};
use super::inputs::Plan;
use super::pool::{Basket, Harvest};
use super::records::{self, Record};
use super::resume::Part;
use crate::diagnostic::Message;
use crate::document::{Loss, Outline};
use crate::emit::{Format, Look, Out};
use crate::grammar::Grammar;
use crate::lang::Lang;
use crate::pipeline::Workspace;
use crate::read::{self, Encoding, ReadOptions};
use crate::source::{Origin, Source};
use crate::unist::{FailedSource, Failure, Id, VERSION};

/// How many characters of a lost text are shown.
const EXCERPT: usize = 20;

/// How much is written at once, where there is as much.
const ENOUGH: usize = 256 << 10;

/// What comes of some texts in a row.
#[derive(Default)]
pub(super) struct Outlines {
    /// The outlines, with what stands between them.
    pub(super) written: Vec<u8>,
    /// Whether they begin with the rest of the outline with which those before end.
    pub(super) goes_on: bool,
    /// How many texts were read.
    pub(super) texts: usize,
    /// The bytes of the inputs.
    pub(super) bytes: u64,
    /// How many errors stand in the place of outlines.
    pub(super) errors: usize,
    /// What is to be told.
    pub(super) faults: Vec<Fault>,
    /// What is to be said besides.
    pub(super) notes: Vec<String>,
    /// Whether the run ends here.
    pub(super) stop: bool,
    /// Room for the next text.
    workspace: Workspace,
}

/// How outlines are made.
pub(super) struct Gatherer<'a> {
    pub(super) plan: Plan<'a>,
    pub(super) options: ReadOptions,
    /// How many seconds another program may take to convert a file.
    pub(super) convert_timeout: u64,
    pub(super) format: &'static dyn Format,
    pub(super) look: Look,
    /// Whether an outline is handed on as a whole, however long it is.
    pub(super) whole: bool,
    /// Whether texts are only held against their outlines.
    pub(super) verify: bool,
    pub(super) on_error: OnError,
}

impl Gatherer<'_> {
    /// Makes the outlines of some texts, or proves that they hold everything.
    pub(super) fn gather(&self, some: Handful, basket: &mut Basket<'_, Outlines>) {
        match some {
            Handful::Files(files) => {
                let mut reader = Reader::new(self.convert_timeout);
                for ready in files {
                    let done = self.file(&ready, &mut reader, basket);
                    self.settle(done, Some(Failed::file(&ready.input.name)), &mut basket.harvest);
                    if !basket.pass() {
                        return;
                    }
                }
            }
            Handful::Lines(lines) => {
                for (number, line) in lines.iter().filter(|&(number, _)| self.plan.has_line(number)) {
                    self.record(&lines.ready, number, line, basket);
                    if !basket.pass() {
                        return;
                    }
                }
                basket.harvest.bytes += lines.len();
            }
            Handful::Fault(input, fault) => {
                self.settle(Err(fault), input.as_deref().map(Failed::file), &mut basket.harvest);
                basket.pass();
            }
        }
    }

    /// Makes the outline of a file.
    pub(super) fn file(
        &self,
        ready: &Ready,
        reader: &mut Reader,
        basket: &mut Basket<'_, Outlines>,
    ) -> Result<(), Fault> {
        let source = ready.read(&self.options, reader)?;
        basket.harvest.bytes += source.origin().bytes;
        basket.harvest.notes.extend(damage(&source, self.look.lang));
        self.text(&source, None, || ready.input.name.clone(), &ready.setup.grammar, basket)
    }

    /// Makes the outline of a line of a stream, where that is a record and not finished.
    fn record(&self, ready: &Ready, number: u64, line: &[u8], basket: &mut Basket<'_, Outlines>) {
        let (stream, finished) = (ready.input.name.as_str(), &self.plan.finished);
        let place = || format!("{stream}:{number}");
        let (id, done) = match Record::parse(line) {
            Ok(Record { id, .. }) if finished.has(stream, Part::Id(&id)) => return,
            Ok(Record { id, text }) => {
                let plain = ReadOptions { format: Some(&read::FORMATS[0]), encoding: Some(Encoding::Utf8) };
                let source = input::source(text.as_bytes(), stream, place, &plain).map_err(Fault::from);
                let done = source.and_then(|s| self.text(&s, Some(&id), place, &ready.setup.grammar, basket));
                (Some(id), done)
            }
            Err(wrong) => (records::id(line), Err(Fault::new(place(), wrong.message()))),
        };
        let part = id.as_ref().map_or(Part::Line(number), Part::Id);
        if done.is_err() && finished.has(stream, part) {
            return;
        }
        self.settle(done, Some(Failed { path: stream, id, line: Some(number) }), &mut basket.harvest);
    }

    /// Makes the outline of a text, or proves that it holds everything.
    fn text(
        &self,
        source: &Source,
        id: Option<&Id>,
        place: impl FnOnce() -> String,
        grammar: &Grammar,
        basket: &mut Basket<'_, Outlines>,
    ) -> Result<(), Fault> {
        let document = basket.harvest.workspace.parse(source, grammar);
        if self.verify {
            document.verify(source).map_err(|loss| lost(&place(), source, &loss))?;
        } else {
            self.between(&mut basket.harvest);
            self.outline(Outline { document: &document, source, grammar, id }, basket);
        }
        basket.harvest.texts += 1;
        Ok(())
    }

    /// Writes an outline; a long one is handed on in pieces.
    fn outline(&self, outline: Outline<'_>, basket: &mut Basket<'_, Outlines>) {
        let held = std::mem::take(&mut basket.harvest.written);
        let mut hand_on = |held: &mut Vec<u8>| {
            basket.harvest.written = std::mem::take(held);
            let wanted = self.whole || basket.pass();
            basket.harvest.goes_on |= basket.harvest.written.is_empty();
            *held = std::mem::take(&mut basket.harvest.written);
            if wanted { Ok(()) } else { Err(ErrorKind::BrokenPipe.into()) }
        };
        let mut out = Out::with(held, &mut hand_on);
        let done = self.format.write(outline, &self.look, &mut out);
        let held = out.into_bytes();
        basket.harvest.written = held;
        // Nobody wants the rest, nor what comes after it.
        basket.harvest.stop |= done.is_err();
    }

    /// What stands between two outlines.
    fn between(&self, out: &mut Outlines) {
        if out.goes_on || !out.written.is_empty() {
            out.written.extend_from_slice(self.format.frame(self.look.several).between.as_bytes());
        }
    }

    /// Does about a failure what was asked for. What is no input cannot be recorded in the place of an outline.
    pub(super) fn settle(&self, done: Result<(), Fault>, failed: Option<Failed<'_>>, out: &mut Outlines) {
        let Err(fault) = done else { return };
        match (self.on_error, failed) {
            (OnError::Record, Some(Failed { path, id, line })) => {
                let source = FailedSource { path: path.to_owned(), id, line };
                let message = fault.message(self.look.lang).to_owned();
                let failure = Failure { version: VERSION, source, message };
                self.between(out);
                serde_json::to_writer(&mut out.written, &failure).expect("a vector takes everything");
                out.errors += 1;
            }
            (OnError::Fail, _) => {
                out.faults.push(fault);
                out.stop = true;
            }
            _ => out.faults.push(fault),
        }
    }
}

/// An input that could not be read.
pub(super) struct Failed<'a> {
    path: &'a str,
    id: Option<Id>,
    /// The line of a record in its stream.
    line: Option<u64>,
}

impl<'a> Failed<'a> {
    pub(super) const fn file(path: &'a str) -> Self {
        Self { path, id: None, line: None }
    }
}

impl Harvest for Outlines {
    fn is_full(&self) -> bool {
        self.written.len() >= ENOUGH || self.stop
    }

    fn clear(&mut self) {
        let mut written = std::mem::take(&mut self.written);
        written.clear();
        // One long text must not hold its room for the rest of the run.
        written.shrink_to(4 * ENOUGH);
        *self = Self { written, workspace: std::mem::take(&mut self.workspace), ..Self::default() };
    }
}

/// Where bytes of a file could not be decoded.
fn damage(source: &Source, lang: Lang) -> Option<String> {
    let (first, more) = source.damage().split_first()?;
    let (point, Origin { path, encoding, .. }) = (source.file().point(first.offset), source.origin());
    let (count, at) = (first.bytes.len(), first.bytes.start);
    let (bytes, are, them) = if count == 1 { ("byte", "is", "it") } else { ("bytes", "are", "them") };
    let (mut zh, mut en) = (
        format!("文件偏移 {at} 处的 {count} 个字节不是 {encoding} 的字，提纲中以“�”代替"),
        format!(
            "{count} {bytes} at byte offset {at} of the file {are} no character of {encoding}, the outline has � for {them}"
        ),
    );
    if !more.is_empty() {
        zh.push_str(&format!("；另有 {} 处", more.len()));
        en.push_str(&format!("; and {} more", more.len()));
    }
    Some(format!("tigang: {path}:{}:{}: {}", point.line, point.column, lang.pick(zh, en)))
}

/// A text that the outline does not hold once.
fn lost(place: &str, source: &Source, loss: &Loss) -> Fault {
    let text = loss.span.of(source.text());
    // A gap begins where the node before it ends; the reader looks for the first character that is missing.
    let blank = text.len() - text.trim_start_matches(crate::text::is_blank).len();
    let point = source.point(loss.span.start + u32::try_from(blank).unwrap_or(0));
    let text = text[blank..].trim_end_matches(crate::text::is_blank);
    let mut shown: String = text.chars().take(EXCERPT).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(EXCERPT).is_some() {
        shown.push('…');
    }
    let message = if loss.twice {
        Message::new(
            format!("“{shown}”出现两次：程序有错，请报告"),
            format!("“{shown}” stands twice: a fault of tigang, please report it"),
        )
    } else {
        Message::new(
            format!("丢失“{shown}”：程序有错，请报告"),
            format!("lost “{shown}”: a fault of tigang, please report it"),
        )
    };
    Fault::new(format!("{place}:{}:{}", point.line, point.column), message)
}
