//! `tigang check`: what is wrong in all inputs, found in parallel, reported in order, and put right where that is asked.
//!
//! Decides what is looked for, what is written and with which status the program ends. Knows no rule and no format.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anstream::stream::{AsLockedWrite, RawStream};
use anstream::{AutoStream, ColorChoice};

use super::Outcome;
use super::args::{self, Console};
use super::config::{Batch, Configs, Ready, asked};
use super::enduring::Enduring;
use super::fault::Fault;
use super::input::{self, Inputs, STDIN};
use super::known::{self, Known};
use super::list;
use super::output::Replacement;
use super::pool::Pool;
use super::rewrite::{self, rewrite};
use super::tally::Tally;
use crate::baseline::Baseline;
use crate::diagnostic::{Diagnostic, Message, Safety};
use crate::fix::{Mended, diff, mend};
use crate::lint::{Settings, Unknown, lint, unknown_in_comments};
use crate::pipeline::parse;
use crate::read::ReadOptions;
use crate::report::{Checked, Format, Look, Part, Series};
use crate::source::Source;

/// Checks the inputs. The error is that of standard output; every other one is told.
pub(super) fn run(args: &args::Check, console: &Console) -> io::Result<Outcome> {
    let prepared = inputs(args)
        .and_then(|inputs| Ok((Configs::new(&args.config, asked(&args.rules, args.severity))?, inputs)))
        .and_then(|(configs, inputs)| Ok((Job::new(args, console)?, configs, inputs)));
    let (job, mut configs, inputs) = match prepared {
        Ok(prepared) => prepared,
        Err(fault) => {
            fault.tell(console);
            return Ok(Outcome::Clean);
        }
    };
    inputs.tell_barren(console);
    let inputs = configs.ready(inputs);
    if args.show_settings {
        return show(inputs, &mut configs, console).map(|()| Outcome::Clean);
    }
    if let Some(path) = args.write_baseline.as_ref().filter(|path| input::is_one_of(path, &inputs.files())) {
        Fault::is_input(path, "--write-baseline").tell(console);
        return Ok(Outcome::Clean);
    }
    let total = match &args.output {
        Some(path) => job.save(path, inputs),
        None => job.print(inputs)?,
    };
    if let Some(path) = &args.write_baseline {
        known::write(path, &total.known, total.files, console);
        return Ok(Outcome::Clean);
    }
    let clean = total.left == 0 && !(args.diff && total.mended > 0);
    Ok(if clean || args.exit_zero { Outcome::Clean } else { Outcome::Found })
}

/// What is looked for, what is done about it, and how it is told.
struct Job<'a> {
    options: ReadOptions,
    mode: Mode,
    /// How safe a fix has to be.
    limit: Safety,
    format: &'static dyn Format,
    statistics: bool,
    /// The faults that are known, or where they are to be written down.
    known: Option<Known>,
    /// Whether what is found is only to be written down.
    noting: bool,
    look: Look,
    pool: Pool,
    console: &'a Console,
}

/// What is done about what is found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Report,
    Fix,
    Diff,
}

/// What came of one input.
struct Done {
    /// Its part of the report, where there is one.
    part: Option<Part>,
    /// What was found and is left.
    left: Vec<Diagnostic>,
    /// How many faults were put right, or would be.
    gone: usize,
    /// Whether its text was changed, or would be.
    mended: bool,
    /// The text of standard input put right, or the diff.
    text: Option<String>,
    /// Why the file could not be written.
    fault: Option<Fault>,
    /// What is to be written down.
    known: Baseline,
    /// How many known faults are not there any more.
    outlived: usize,
    /// What is to be said besides.
    notes: Vec<String>,
}

/// What came of all inputs.
#[derive(Default)]
struct Total {
    files: usize,
    left: usize,
    gone: usize,
    /// The files in which something was put right, or would be.
    mended: usize,
    tally: Tally,
    known: Baseline,
    outlived: usize,
}

impl<'a> Job<'a> {
    fn new(args: &args::Check, console: &'a Console) -> Result<Self, Fault> {
        let known = match (&args.baseline, &args.write_baseline) {
            (Some(path), _) => Some(Known::read(path)?),
            (None, Some(path)) => Some(Known::empty(path)),
            (None, None) => None,
        };
        let mode = match (args.diff, args.fix) {
            (true, _) => Mode::Diff,
            (_, true) => Mode::Fix,
            _ => Mode::Report,
        };
        Ok(Self {
            options: args.input_format,
            mode,
            limit: if args.unsafe_fixes { Safety::Unsafe } else { Safety::Safe },
            format: args.format.0,
            statistics: args.statistics,
            known,
            noting: args.write_baseline.is_some(),
            look: Look { lang: console.lang, ..Look::default() },
            pool: Pool::new(args.jobs)?,
            console,
        })
    }

    /// Reports to standard output, or to standard error where a text put right goes to standard output.
    fn print(self, inputs: Batch) -> io::Result<Total> {
        let aside = self.mode == Mode::Fix && inputs.all.iter().flatten().any(|ready| ready.input.path.is_none());
        if aside { self.print_to(io::stderr(), inputs) } else { self.print_to(io::stdout(), inputs) }
    }

    fn print_to(mut self, stream: impl RawStream + AsLockedWrite, inputs: Batch) -> io::Result<Total> {
        let choice = AutoStream::choice(&stream);
        self.look.styled = choice != ColorChoice::Never;
        // What is not styled is written as it is: what removes styles would remove control characters of a text.
        let written = if self.look.styled {
            let mut out = AutoStream::new(stream, choice);
            self.work(inputs, &mut out)
        } else {
            let mut out = stream;
            self.work(inputs, &mut out)
        };
        written.inspect(|total| self.conclude(total))
    }

    fn save(&self, path: &Path, inputs: Batch) -> Total {
        if input::is_one_of(path, &inputs.files()) {
            Fault::is_input(path, "--output").tell(self.console);
            return Total::default();
        }
        let written = Replacement::create(path).and_then(|mut file| {
            let total = self.work(inputs, &mut file)?;
            // Where everything failed, what stands there from an earlier run is worth more than nothing.
            let worth = total.files > 0 || !self.console.failed();
            if worth { file.commit().map(|()| total) } else { Ok(total) }
        });
        match written {
            Ok(total) => {
                self.conclude(&total);
                total
            }
            Err(error) => {
                Fault::write(path, &error).tell(self.console);
                Total::default()
            }
        }
    }

    /// Whether what is found is told one by one.
    fn reports(&self) -> bool {
        self.mode != Mode::Diff && !self.statistics && !self.noting
    }

    /// Does the work and writes what comes of it.
    fn work(&self, inputs: Batch, out: &mut dyn Write) -> io::Result<Total> {
        let mut out = Enduring::new(out);
        let mut total = Total::default();
        let mut sink = if self.reports() {
            Sink::Report(Series::new(self.format, self.look, &mut out)?)
        } else {
            Sink::Plain(&mut out)
        };
        self.pool.in_order(
            inputs.all,
            |ready| self.check(&ready),
            |done| match done {
                Ok(done) => {
                    self.hand_on(&done, &mut sink)?;
                    total.add(done);
                    Ok(())
                }
                Err(fault) => {
                    fault.tell(self.console);
                    Ok(())
                }
            },
        )?;
        match sink {
            Sink::Report(series) => series.finish().map(drop)?,
            Sink::Plain(out) if self.statistics => {
                total.tally.write(self.format.name().starts_with("json"), self.console.lang, out)?;
            }
            Sink::Plain(_) => {}
        }
        Ok(total)
    }

    /// Writes what came of one input to where it belongs.
    fn hand_on(&self, done: &Done, sink: &mut Sink<'_>) -> io::Result<()> {
        if let Some(fault) = &done.fault {
            fault.tell(self.console);
        }
        done.notes.iter().for_each(|note| self.console.note(note));
        match (&done.text, self.mode, &mut *sink) {
            (Some(diff), Mode::Diff, Sink::Plain(out)) => out.write_all(diff.as_bytes())?,
            (Some(text), ..) => Enduring::new(&mut io::stdout()).write_all(text.as_bytes())?,
            (None, ..) => {}
        }
        match (&done.part, sink) {
            (Some(part), Sink::Report(series)) => series.add(part),
            _ => Ok(()),
        }
    }

    /// Looks at one input, and puts right what is to be put right.
    fn check(&self, ready: &Ready) -> Result<Done, Fault> {
        let (input, settings) = (&ready.input, ready.settings());
        let faults = |source: &Source| self.faults(source, ready, &settings);
        let source = input.read(&self.options)?;
        if self.mode == Mode::Report {
            let (found, outlived) = faults(&source);
            return Ok(Done { outlived, ..self.done(&source, ready, found) });
        }
        let Mended { source: new, gone, left, .. } = mend(&source, |source| faults(source).0, self.limit);
        let now = new.as_ref().unwrap_or(&source);
        let text = match (self.mode, &input.path) {
            (Mode::Diff, _) => Ok(new.as_ref().map(|new| diff(&input.name, source.text(), new.text()))),
            (_, None) => rewrite::verbatim(&source, &input.name).map(|()| Some(now.text().to_owned())),
            (_, Some(path)) => new.as_ref().map_or(Ok(()), |new| rewrite(path, &source, new)).map(|()| None),
        };
        Ok(match text {
            Ok(text) => Done { text, gone, mended: new.is_some(), ..self.done(now, ready, left) },
            // Nothing was put right, so the faults are those of the text as it was.
            Err(fault) => Done { fault: Some(fault), ..self.done(&source, ready, faults(&source).0) },
        })
    }

    /// What is wrong with a text and was not known before, and how much of what was known is gone. What is not bad enough to
    /// be reported is not put right either.
    fn faults(&self, source: &Source, ready: &Ready, settings: &Settings) -> (Vec<Diagnostic>, usize) {
        let grammar = &ready.setup.grammar;
        let mut found = lint(source, &parse(source, grammar), grammar, settings);
        let severity = ready.setup.resolved.severity.value;
        for diagnostic in found.iter_mut().filter(|diagnostic| diagnostic.severity < severity) {
            diagnostic.fix = None;
        }
        let outlived = self.known.as_ref().map_or(0, |known| known.strike_out(ready, source, &mut found));
        (found, outlived)
    }

    fn done(&self, source: &Source, ready: &Ready, mut left: Vec<Diagnostic>) -> Done {
        let severity = ready.setup.resolved.severity.value;
        left.retain(|diagnostic| diagnostic.severity >= severity);
        let part = self.reports().then(|| Part::of(&Checked { source, diagnostics: &left }, self.format, &self.look));
        let mut known = Baseline::default();
        if let Some(noted) = self.known.as_ref().filter(|_| self.noting) {
            known.add(&noted.name(ready), source, &left);
        }
        let notes = self.notes(source);
        Done { part, left, gone: 0, mended: false, text: None, fault: None, known, outlived: 0, notes }
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

    /// Tells what was done, where the report does not.
    fn conclude(&self, total: &Total) {
        let Total { files, left, gone, mended, outlived, .. } = *total;
        if self.noting {
            return;
        }
        if outlived > 0 {
            let (fault, are) = if outlived == 1 { ("fault", "is") } else { ("faults", "are") };
            let (zh, en) = (
                format!("基线中的 {outlived} 处已不存在，可用 --write-baseline 重写"),
                format!("{outlived} {fault} of the baseline {are} gone: write it anew with --write-baseline"),
            );
            self.console.note(self.console.lang.pick(&zh, &en));
        }
        let (file, fault) = (if mended == 1 { "file" } else { "files" }, if gone == 1 { "fault" } else { "faults" });
        let (zh, en) = match self.mode {
            Mode::Fix if gone > 0 => {
                (format!("已改正 {gone} 处（{mended} 个文件）"), format!("{gone} {fault} put right in {mended} {file}"))
            }
            Mode::Diff if gone > 0 => (
                format!("可改正 {gone} 处（{mended} 个文件），余 {left} 处"),
                format!("{gone} {fault} would be put right in {mended} {file}, {left} left"),
            ),
            Mode::Diff if left > 0 => {
                (format!("没有可改正的，余 {left} 处"), format!("nothing to put right, {left} left"))
            }
            _ if left == 0 && files > 0 && !self.console.failed() => {
                let file = if files == 1 { "file" } else { "files" };
                (format!("{files} 个文件，未发现问题"), format!("{files} {file}, nothing found"))
            }
            _ => return,
        };
        self.console.note(self.console.lang.pick(&zh, &en));
    }
}

impl Total {
    fn add(&mut self, done: Done) {
        self.files += 1;
        self.left += done.left.len();
        self.gone += done.gone;
        self.mended += usize::from(done.mended);
        self.tally.add(&done.left);
        self.known.merge(done.known);
        self.outlived += done.outlived;
    }
}

/// Where the outcome goes.
enum Sink<'a> {
    Report(Series<'a>),
    Plain(&'a mut dyn Write),
}

/// Prints the settings in force for the first input, or for the folder of the run.
fn show(inputs: Batch, configs: &mut Configs, console: &Console) -> io::Result<()> {
    let shown = match inputs.all.into_iter().next() {
        Some(ready) => ready.map(|ready| ready.setup.resolved.show(ready.path.as_deref(), console.lang)),
        None => configs.here().map(|setup| setup.resolved.show(None, console.lang)),
    };
    match shown {
        Ok(shown) => io::stdout().lock().write_all(shown.as_bytes()),
        Err(fault) => {
            fault.tell(console);
            Ok(())
        }
    }
}

/// The inputs of the command line and of the list.
fn inputs(args: &args::Check) -> Result<Inputs, Fault> {
    let mut paths = args.paths.clone();
    if let Some(list) = &args.files_from {
        let stdin = Path::new(STDIN);
        if list == stdin && paths.iter().any(|path| path == stdin) {
            let message = Message::new(
                "标准输入已用来读文件清单，不能再作为文本检查",
                "standard input holds the list and cannot be checked as well",
            );
            return Err(Fault::new("--files-from", message));
        }
        paths.extend(list::paths(list)?);
        // An empty list is nothing to check; standard input was not meant.
        if paths.is_empty() {
            return Ok(Inputs::default());
        }
    }
    let mut inputs = input::collect(&paths, None);
    if let Some(name) = &args.stdin_filename {
        for input in inputs.all.iter_mut().flatten().filter(|input| input.path.is_none()) {
            input.name.clone_from(name);
        }
    }
    if args.fix {
        each_file_once(&mut inputs);
    }
    Ok(inputs)
}

/// Leaves out what is another name of a file that is put right already: two threads would write it.
fn each_file_once(inputs: &mut Inputs) {
    let mut seen = HashSet::new();
    inputs.all.retain(|input| {
        let path = input.as_ref().ok().and_then(|input| fs::canonicalize(input.path.as_ref()?).ok());
        path.is_none_or(|path| seen.insert(path))
    });
}
