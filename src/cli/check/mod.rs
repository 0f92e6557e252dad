//! `tigang check`: what is wrong in all inputs, found in parallel, reported in order, and put right where that is asked.
//!
//! Decides what is looked for, what is written and with which status the program ends. Knows no rule and no format.

mod examine;
mod total;

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anstream::stream::{AsLockedWrite, RawStream};
use anstream::{AutoStream, ColorChoice};

use super::Outcome;
use super::args;
use super::config::{Configs, Ready, asked};
use super::console::Console;
use super::corpus::Corpus;
use super::enduring::Enduring;
use super::fault::Fault;
use super::input::Reader;
use super::inputs::Plan;
use super::known::{self, Known};
use super::output::{Guarded, Replacement};
use super::pool::{Basket, Harvest, Pool, handfuls};
use super::progress::{self, Beside};
use crate::diagnostic::Safety;
use crate::pipeline::Workspace;
use crate::read::{ReadOptions, WriteOptions};
use crate::report::{Format, Look, Series};
use examine::Done;
use total::Total;

/// How many inputs are looked at before what comes of them is handed on.
const ENOUGH: usize = 16;

/// Checks the inputs. The error is that of standard output; every other one is told.
pub(super) fn run(args: &args::Check, console: &Console) -> io::Result<Outcome> {
    let told = |fault: Fault| {
        fault.tell(console);
        Ok(Outcome::Clean)
    };
    let prepared = Plan::new(&args.paths, args.files_from.as_deref(), args.stdin_filename.as_deref())
        .and_then(|plan| {
            Ok((Configs::new(&args.config, asked(&args.rules, args.severity, args.decoding.encoding.clone()))?, plan))
        })
        .and_then(|(configs, plan)| Ok((Job::new(args, plan, console)?, configs)));
    let (job, configs) = match prepared {
        Ok(prepared) => prepared,
        Err(fault) => return told(fault),
    };
    let (option, written) = match &args.write_baseline {
        Some(path) => ("--write-baseline", Some(path)),
        None => ("--output", args.output.as_ref()),
    };
    let output = Guarded::new(written.map(PathBuf::as_path));
    let mut corpus = match job.plan.inputs(Some(console)) {
        Ok(inputs) => Corpus { inputs, configs, output: &output },
        Err(fault) => return told(fault),
    };
    if args.show_settings {
        return show(&mut corpus, console).map(|()| Outcome::Clean);
    }
    let total = match &args.output {
        Some(path) => job.save(path, corpus),
        None => job.print(corpus)?,
    };
    if let Some(path) = written.filter(|_| output.was_met()) {
        return told(Fault::is_input(path, option));
    }
    if let Some(path) = &args.write_baseline {
        known::write(path, &total.known, total.files, console);
        return Ok(Outcome::Clean);
    }
    let clean = total.left == 0 && !(args.diff && total.mended > 0);
    Ok(if clean || args.exit_zero { Outcome::Clean } else { Outcome::Found })
}

/// What is looked for, what is done about it, and how it is told.
struct Job<'a> {
    plan: Plan<'a>,
    options: ReadOptions,
    /// How many seconds another program may take to convert a file.
    convert_timeout: u64,
    mode: Mode,
    /// How safe a fix has to be.
    limit: Safety,
    writing: WriteOptions,
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

/// What came of some inputs in a row.
#[derive(Default)]
struct Checks {
    done: Vec<Result<Done, Fault>>,
    /// Room for the next input.
    workspace: Workspace,
}

impl Harvest for Checks {
    fn is_full(&self) -> bool {
        self.done.len() >= ENOUGH
    }

    fn clear(&mut self) {
        self.done.clear();
    }
}

impl<'a> Job<'a> {
    fn new(args: &args::Check, plan: Plan<'a>, console: &'a Console) -> Result<Self, Fault> {
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
            convert_timeout: args.decoding.convert_timeout,
            mode,
            limit: if args.unsafe_fixes { Safety::Unsafe } else { Safety::Safe },
            writing: WriteOptions { track_changes: args.track_changes },
            format: args.format.0,
            statistics: args.statistics,
            known,
            noting: args.write_baseline.is_some(),
            look: Look { lang: console.lang, ..Look::default() },
            pool: Pool::new(args.jobs, !plan.has_several()),
            plan,
            console,
        })
    }

    /// Reports to standard output, or to standard error where a text put right goes to standard output.
    fn print(&self, corpus: Corpus<'_>) -> io::Result<Total> {
        let aside = self.mode == Mode::Fix && self.plan.has_stdin();
        if aside { self.print_to(io::stderr(), corpus) } else { self.print_to(io::stdout(), corpus) }
    }

    fn print_to(&self, stream: impl RawStream + AsLockedWrite, corpus: Corpus<'_>) -> io::Result<Total> {
        let choice = AutoStream::choice(&stream);
        let look = Look { styled: choice != ColorChoice::Never, ..self.look };
        let (console, is_terminal) = (self.console, stream.is_terminal());
        let (mut styled, mut plain);
        // What is not styled is written as it is: what removes styles would remove control characters of a text.
        let out: &mut dyn Write = if look.styled {
            styled = AutoStream::new(stream, choice);
            &mut styled
        } else {
            plain = stream;
            &mut plain
        };
        let written = if is_terminal {
            self.work(corpus, look, &mut Beside { console, out })
        } else {
            self.work(corpus, look, out)
        };
        written.inspect(|total| self.conclude(total))
    }

    fn save(&self, path: &Path, corpus: Corpus<'_>) -> Total {
        let output = corpus.output;
        let written = Replacement::create(path).and_then(|mut file| {
            let total = self.work(corpus, self.look, &mut file)?;
            // Where everything failed, what stands there from an earlier run is worth more than nothing.
            let worth = (total.files > 0 || !self.console.failed()) && !output.was_met();
            if worth { file.commit().map(|()| total) } else { Ok(total) }
        });
        match written {
            Ok(total) => {
                if !output.was_met() {
                    self.conclude(&total);
                }
                total
            }
            Err(error) => {
                Fault::write(path, &error).tell(self.console);
                Total::default()
            }
        }
    }

    /// Tells what was done, where the report does not.
    fn conclude(&self, total: &Total) {
        if !self.noting {
            total.tell(self.mode, self.console);
        }
    }

    /// Whether what is found is told one by one.
    fn reports(&self) -> bool {
        self.mode != Mode::Diff && !self.statistics && !self.noting
    }

    /// Does the work and writes what comes of it.
    fn work(&self, corpus: Corpus<'_>, look: Look, out: &mut dyn Write) -> io::Result<Total> {
        let mut out = Enduring::new(out);
        let mut total = Total::default();
        let mut sink = if self.reports() {
            Sink::Report(Series::new(self.format, look, &mut out)?)
        } else {
            Sink::Plain(&mut out)
        };
        let mut rewritten = HashSet::new();
        let once = |ready: &Result<Ready, Fault>| self.mode != Mode::Fix || is_new(ready, &mut rewritten);
        let work = |some: Vec<Result<Ready, Fault>>, basket: &mut Basket<'_, Checks>| {
            let mut reader = Reader::new(self.convert_timeout);
            for ready in some {
                let Checks { done, workspace } = &mut basket.harvest;
                done.push(ready.and_then(|ready| self.examine(&ready, look, &mut reader, workspace)));
                if !basket.pass() {
                    return;
                }
            }
        };
        progress::shown(true, &self.plan, self.console, |progress| {
            self.pool.in_order(handfuls(corpus.filter(once)), work, |checks: &mut Checks| {
                for done in checks.done.drain(..) {
                    match done {
                        Ok(done) => {
                            progress.add(1, done.bytes);
                            self.hand_on(&done, &mut sink)?;
                            total.add(done);
                        }
                        Err(fault) => fault.tell(self.console),
                    }
                }
                Ok(ControlFlow::Continue(()))
            })
        })?;
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
            (Some(diff), Mode::Diff, Sink::Plain(out)) => out.write_all(diff)?,
            (Some(text), ..) => {
                self.console.aside(|| Enduring::new(&mut io::stdout()).write_all(text))?;
            }
            (None, ..) => {}
        }
        match (&done.part, sink) {
            (Some(part), Sink::Report(series)) => series.add(part),
            _ => Ok(()),
        }
    }
}

/// Where the outcome goes.
enum Sink<'a> {
    Report(Series<'a>),
    Plain(&'a mut dyn Write),
}

/// Prints the settings in force for the first input, or for the folder of the run.
fn show(corpus: &mut Corpus<'_>, console: &Console) -> io::Result<()> {
    let shown = match corpus.next() {
        Some(ready) => ready.map(|ready| ready.setup.resolved.show(ready.path().as_deref(), console.lang)),
        None => corpus.configs.here().map(|setup| setup.resolved.show(None, console.lang)),
    };
    match shown {
        Ok(shown) => io::stdout().lock().write_all(shown.as_bytes()),
        Err(fault) => {
            fault.tell(console);
            Ok(())
        }
    }
}

/// Whether it is no other name of a file that is put right already: two threads would write it.
fn is_new(ready: &Result<Ready, Fault>, seen: &mut HashSet<PathBuf>) -> bool {
    let path = ready.as_ref().ok().and_then(|ready| fs::canonicalize(ready.input.path.as_ref()?).ok());
    path.is_none_or(|path| seen.insert(path))
}
