//! `tigang parse`: outlines of all inputs, made in parallel and written in order to where they are wanted.
//!
//! Decides where outlines go and when a file may be replaced. Knows of the formats only what their contract says.

use std::collections::{HashMap, HashSet};
use std::env;
use std::fs;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf, is_separator};

use anstream::{AutoStream, ColorChoice};

use super::args::{self, OnError, Reading};
use super::config::{Configs, Ready};
use super::console::Console;
use super::corpus::{Corpus, Handfuls};
use super::fault::Fault;
use super::gather::{Gatherer, Outlines};
use super::input::{self, Reader};
use super::inputs::Plan;
use super::output::{self, Guarded, Replacement};
use super::pool::{Basket, Pool, handfuls};
use super::{progress, records, resume};
use crate::config::Asked;
use crate::diagnostic::Message;
use crate::emit::{Format, Look, Series};
use crate::read::{self, ReadOptions};

/// How many columns a terminal has that does not tell.
const COLUMNS: usize = 100;

/// Where outlines go.
#[derive(Clone, Copy)]
enum Target<'a> {
    Stdout,
    File(&'a Path),
    Folder(&'a Path),
}

/// How outlines are made, by whom, and who is told.
struct Job<'a> {
    gatherer: Gatherer<'a>,
    pool: Pool,
    console: &'a Console,
}

/// What came of all texts.
#[derive(Default)]
struct Total {
    texts: usize,
    errors: usize,
    stopped: bool,
}

/// Parses the inputs. The error is that of standard output; every other one is told.
pub(super) fn run(args: &args::Parse, console: &Console) -> io::Result<()> {
    let target = Target::of(args.output.as_deref());
    let asked = Asked { encoding: args.decoding.encoding.clone(), ..Asked::default() };
    let prepared =
        agree(args, target).and_then(|()| Ok((Job::new(args, target, console)?, Configs::new(&args.config, asked)?)));
    let done = prepared.and_then(|(job, configs)| match target {
        _ if args.verify => job.prove(configs),
        Target::Stdout => job.print(configs),
        Target::File(path) if args.resume => job.resume(path, configs),
        Target::File(path) => job.save(path, configs),
        Target::Folder(folder) => job.mirror(folder, configs),
    });
    done.unwrap_or_else(|fault| {
        fault.tell(console);
        Ok(())
    })
}

/// Whether the options go together.
fn agree(args: &args::Parse, target: Target<'_>) -> Result<(), Fault> {
    let is_series = args.format.0.name() == "jsonl" && !args.verify && !matches!(target, Target::Folder(_));
    for (option, asked) in [("--resume", args.resume), ("--on-error record", args.on_error == OnError::Record)] {
        if asked && !is_series {
            let message = Message::new(
                "须与 --format jsonl 同用，并写到一个文件或标准输出",
                "needs --format jsonl and one output that is no folder",
            );
            return Err(Fault::new(option, message));
        }
    }
    Ok(())
}

/// What came of a run: why it could not be done, or what became of standard output.
type Ran = Result<io::Result<()>, Fault>;

impl<'a> Job<'a> {
    fn new(args: &'a args::Parse, target: Target<'_>, console: &'a Console) -> Result<Self, Fault> {
        let mut plan = Plan::new(&args.paths, args.files_from.as_deref(), None)?;
        plan.skip = target.not_walked(args.format.0).and_then(|folder| fs::canonicalize(folder).ok());
        plan.shard = args.shard;
        let options = match args.input_format {
            Reading::ByName => {
                plan.is_stream = |path| path.is_some_and(records::by_path);
                ReadOptions::default()
            }
            Reading::Texts(options) => options,
            Reading::Records => {
                plan.is_stream = |_| true;
                plan.wanted = records::by_path;
                ReadOptions::default()
            }
        };
        let several = plan.has_several();
        let look = Look { several, lang: console.lang, ..Look::default() };
        let pool = Pool::new(args.jobs, !several);
        let (format, verify, on_error) = (args.format.0, args.verify, args.on_error);
        let convert_timeout = args.decoding.convert_timeout;
        Ok(Self {
            gatherer: Gatherer { plan, options, convert_timeout, format, look, whole: false, verify, on_error },
            pool,
            console,
        })
    }

    fn print(mut self, configs: Configs) -> Ran {
        let stdout = io::stdout();
        let choice = AutoStream::choice(&stdout);
        self.gatherer.look.width = stdout.is_terminal().then(columns);
        self.gatherer.look.styled = choice != ColorChoice::Never;
        let output = Guarded::new(None);
        let inputs = self.inputs(configs, &output)?;
        // What is not styled is written as it is: what removes styles would remove control characters of a text.
        let total = if self.gatherer.look.styled {
            self.series(inputs, &mut AutoStream::new(stdout, choice))
        } else {
            self.series(inputs, &mut stdout.lock())
        };
        Ok(total.map(drop))
    }

    fn save(self, path: &Path, configs: Configs) -> Ran {
        let output = Guarded::new(Some(path));
        let inputs = self.inputs(configs, &output)?;
        let written = Replacement::create(path).and_then(|mut file| {
            let total = self.series(inputs, &mut file)?;
            // Where everything failed, what stands there from an earlier run is worth more than nothing.
            let worth = total.texts > 0 || !self.console.failed();
            if worth && !total.stopped && !output.was_met() { file.commit() } else { Ok(()) }
        });
        Self::saved(path, &output, written)
    }

    /// Goes on with what an earlier run has written.
    fn resume(mut self, path: &Path, configs: Configs) -> Ran {
        let (mut file, finished) = resume::open(path)?;
        self.gatherer.plan.finished = finished;
        let output = Guarded::new(Some(path));
        let inputs = self.inputs(configs, &output)?;
        let written = self.series(inputs, &mut file).and_then(|_| file.sync_all());
        Self::saved(path, &output, written)
    }

    fn saved(path: &Path, output: &Guarded, written: io::Result<()>) -> Ran {
        if output.was_met() {
            return Err(Fault::is_input(path, "--output"));
        }
        match written {
            // `/dev/stdout` may be a pipe as well.
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Fault::write(path, &error)),
            written => Ok(written),
        }
    }

    fn mirror(mut self, folder: &Path, configs: Configs) -> Ran {
        self.gatherer.look.several = false;
        self.gatherer.whole = true;
        let output = Guarded::new(None);
        let corpus = self.corpus(configs, &output)?;
        let work = |some: Vec<Result<(Ready, PathBuf), Fault>>, basket: &mut Basket<'_, Outlines>| {
            let mut reader = Reader::new(self.gatherer.convert_timeout);
            for planned in some {
                let done = planned.and_then(|(ready, path)| {
                    self.gatherer.file(&ready, &mut reader, basket)?;
                    output::write(&path, &basket.harvest.written).map_err(|error| Fault::write(&path, &error))
                });
                basket.harvest.written.clear();
                self.gatherer.settle(done, None, &mut basket.harvest);
                if !basket.pass() {
                    return;
                }
            }
        };
        let planned = planned(corpus, folder, self.gatherer.format);
        Ok(self.run(handfuls(planned.into_iter()), work, |_| Ok(())).map(drop))
    }

    fn prove(self, configs: Configs) -> Ran {
        let output = Guarded::new(None);
        let inputs = self.inputs(configs, &output)?;
        let total = match self.run(inputs, |some, basket| self.gatherer.gather(some, basket), |_| Ok(())) {
            Ok(total) => total,
            Err(error) => return Ok(Err(error)),
        };
        if !self.console.failed() {
            let files = total.texts;
            let plural = if files == 1 { "" } else { "s" };
            let (zh, en) = (format!("{files} 个文件，没有丢失"), format!("{files} file{plural}, nothing lost"));
            self.console.note(&self.console.lang.pick(zh, en));
        }
        Ok(Ok(()))
    }

    /// Writes all outlines to one output.
    fn series(&self, inputs: Handfuls<'_>, out: &mut dyn Write) -> io::Result<Total> {
        let mut series = Series::new(self.gatherer.format.frame(self.gatherer.look.several), out);
        let work = |some, basket: &mut Basket<'_, Outlines>| self.gatherer.gather(some, basket);
        let total =
            self.run(
                inputs,
                work,
                |some| {
                    if some.goes_on { series.go_on(&some.written) } else { series.add(&some.written) }
                },
            )?;
        series.finish()?;
        if total.errors > 0 {
            let errors = total.errors;
            let (zh, en) = (
                format!("{errors} 篇无法读取，已在输出中记为错误"),
                format!("{errors} could not be read and stand as errors in the output"),
            );
            self.console.note(&self.console.lang.pick(zh, en));
        }
        Ok(total)
    }

    /// Does the work, shows how far it has come, writes what comes of it, and tells what could not be done.
    fn run<I: Send>(
        &self,
        inputs: impl Iterator<Item = I> + Send,
        work: impl Fn(I, &mut Basket<'_, Outlines>) + Sync,
        mut write: impl FnMut(&Outlines) -> io::Result<()>,
    ) -> io::Result<Total> {
        let mut total = Total::default();
        // Outlines that fill a terminal show well enough how far the work has come; only a terminal has a width.
        let hidden = self.gatherer.look.width.is_none();
        progress::shown(hidden, &self.gatherer.plan, self.console, |progress| {
            self.pool.in_order(inputs, work, |some: &mut Outlines| {
                progress.add(some.texts, some.bytes);
                total.texts += some.texts;
                total.errors += some.errors;
                if !some.written.is_empty() {
                    write(some)?;
                }
                some.faults.iter().for_each(|fault| fault.tell(self.console));
                some.notes.iter().for_each(|note| self.console.note(note));
                total.stopped = some.stop;
                Ok(if some.stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            })
        })?;
        Ok(total)
    }

    fn corpus<'b>(&'b self, configs: Configs, output: &'b Guarded) -> Result<Corpus<'b>, Fault> {
        Ok(Corpus { inputs: self.gatherer.plan.inputs(Some(self.console))?, configs, output })
    }

    fn inputs<'b>(&'b self, configs: Configs, output: &'b Guarded) -> Result<Handfuls<'b>, Fault> {
        self.corpus(configs, output).map(Handfuls::new)
    }
}

impl<'a> Target<'a> {
    fn of(output: Option<&'a Path>) -> Self {
        let Some(path) = output else { return Self::Stdout };
        let named = path.as_os_str().as_encoded_bytes().last().is_some_and(|&last| is_separator(char::from(last)));
        if named || path.is_dir() { Self::Folder(path) } else { Self::File(path) }
    }

    /// The folder of outlines, where a later run would take them for texts.
    fn not_walked(self, format: &dyn Format) -> Option<&'a Path> {
        match self {
            Self::Folder(folder) if read::by_path(&Path::new("a").with_extension(format.extension())).is_some() => {
                Some(folder)
            }
            _ => None,
        }
    }
}

/// The inputs, each with its file in `folder`; never an input, never the file of another one.
fn planned(corpus: Corpus<'_>, folder: &Path, format: &dyn Format) -> Vec<Result<(Ready, PathBuf), Fault>> {
    let is_stream = corpus.inputs.plan.is_stream;
    let inputs: Vec<Result<Ready, Fault>> = corpus.collect();
    let read: Vec<PathBuf> = inputs.iter().flatten().filter_map(|ready| ready.input.path.clone()).collect();
    // The system is asked only where there is something to overwrite.
    let mut files: Option<HashSet<PathBuf>> = None;
    let mut is_input = |path: &Path| {
        let Ok(path) = fs::canonicalize(path) else { return false };
        let files = files.get_or_insert_with(|| read.iter().filter_map(|path| fs::canonicalize(path).ok()).collect());
        files.contains(&path)
    };
    let mut taken: HashMap<PathBuf, String> = HashMap::new();
    let mut plan = |ready: Ready| {
        let input = &ready.input;
        if is_stream(input.path.as_deref()) {
            return Err(several(input.name.clone()));
        }
        let mut path = folder.join(input.relative()).into_os_string();
        path.push(".");
        path.push(format.extension());
        let path = PathBuf::from(path);
        if is_input(&path) {
            return Err(Fault::is_input(&path, "--output"));
        }
        if let Some(by) = taken.get(&path) {
            return Err(shared(input.name.clone(), &path, by));
        }
        taken.insert(path.clone(), input.name.clone());
        Ok((ready, path))
    };
    inputs.into_iter().map(|ready| ready.and_then(&mut plan)).collect()
}

/// The columns of the terminal: those that the user wants, or that it has.
fn columns() -> usize {
    let wanted = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|&columns| columns > 0);
    let has = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    wanted.or_else(has).unwrap_or(COLUMNS)
}

/// The outlines of a stream have no files of their own.
fn several(name: String) -> Fault {
    let message = Message::new(
        "记录的提纲不分文件：请用 --format jsonl --output 文件",
        "the outlines of records go to one file: use --format jsonl --output FILE",
    );
    Fault::new(name, message)
}

/// Two inputs would share an output file.
fn shared(name: String, path: &Path, by: &str) -> Fault {
    let path = input::name(path);
    let message = Message::new(
        format!("{path} 已用于 {by}：请分开运行"),
        format!("{path} is already taken by {by}: run them one by one"),
    );
    Fault::new(name, message)
}
