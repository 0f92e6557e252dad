//! `tigang parse`: outlines of all inputs, made in parallel and written in order to where they are wanted.
//!
//! Decides where outlines go and when a file may be replaced. Knows of the formats only what their contract says.

use std::collections::HashMap;
use std::env;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf, is_separator};

use super::args::{self, Console};
use super::config::{Batch, Configs, Ready};
use super::fault::Fault;
use super::input::{self, Input};
use super::output::{self, Replacement};
use super::pool::Pool;
use crate::config::Asked;
use crate::diagnostic::Message;
use crate::document::{Loss, Outline};
use crate::emit::{Format, Look, Out, Series};
use crate::read::{self, ReadOptions};
use crate::source::Source;
use anstream::{AutoStream, ColorChoice};

/// How many columns a terminal has that does not tell.
const COLUMNS: usize = 100;

/// How many characters of a lost text are shown.
const EXCERPT: usize = 20;

/// Where outlines go.
#[derive(Clone, Copy)]
enum Target<'a> {
    Stdout,
    File(&'a Path),
    Folder(&'a Path),
}

/// How outlines are made, by whom, and who is told.
struct Job<'a> {
    options: ReadOptions,
    format: &'static dyn Format,
    look: Look,
    pool: Pool,
    console: &'a Console,
}

/// Parses the inputs. The error is that of standard output; every other one is told.
pub(super) fn run(args: &args::Parse, console: &Console) -> io::Result<()> {
    let target = Target::of(args.output.as_deref());
    let inputs = input::collect(&args.paths, target.not_walked(args.format.0));
    inputs.tell_barren(console);
    let look = Look { several: inputs.several, lang: console.lang, ..Look::default() };
    let prepared = Configs::new(&args.config, Asked::default())
        .and_then(|mut configs| Ok((Job::new(args, look, console)?, configs.ready(inputs))));
    let (job, inputs) = match prepared {
        Ok(prepared) => prepared,
        Err(fault) => {
            fault.tell(console);
            return Ok(());
        }
    };
    match target {
        _ if args.verify => job.verify_all(inputs),
        Target::Stdout => job.print(inputs),
        Target::File(path) => job.save(path, inputs),
        Target::Folder(folder) => job.mirror(folder, inputs),
    }
}

impl<'a> Job<'a> {
    fn new(args: &args::Parse, look: Look, console: &'a Console) -> Result<Self, Fault> {
        let pool = Pool::new(args.jobs)?;
        Ok(Self { options: args.input_format, format: args.format.0, look, pool, console })
    }

    fn print(mut self, inputs: Batch) -> io::Result<()> {
        let stdout = io::stdout();
        let choice = AutoStream::choice(&stdout);
        self.look.width = stdout.is_terminal().then(columns);
        self.look.styled = choice != ColorChoice::Never;
        // What is not styled is written as it is: what removes styles would remove control characters of a text.
        if self.look.styled {
            self.series(inputs, &mut AutoStream::new(stdout, choice)).map(drop)
        } else {
            self.series(inputs, &mut stdout.lock()).map(drop)
        }
    }

    fn save(&self, path: &Path, inputs: Batch) -> io::Result<()> {
        if input::is_one_of(path, &inputs.files()) {
            Fault::is_input(path, "--output").tell(self.console);
            return Ok(());
        }
        let written = Replacement::create(path).and_then(|mut file| {
            let outlines = self.series(inputs, &mut file)?;
            // Where everything failed, what stands there from an earlier run is worth more than nothing.
            if outlines > 0 || !self.console.failed() { file.commit() } else { Ok(()) }
        });
        match written {
            // `/dev/stdout` may be a pipe as well.
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Fault::write(path, &error).tell(self.console);
                Ok(())
            }
            written => written,
        }
    }

    fn mirror(mut self, folder: &Path, inputs: Batch) -> io::Result<()> {
        self.look.several = false;
        let work = |(ready, path): (Ready, PathBuf)| {
            let outline = self.outline(&ready)?;
            output::write(&path, &outline).map_err(|error| Fault::write(&path, &error))
        };
        self.pool.in_order(planned(inputs, folder, self.format), work, |done| {
            done.unwrap_or_else(|fault| fault.tell(self.console));
            Ok(())
        })
    }

    fn verify_all(&self, inputs: Batch) -> io::Result<()> {
        let files = inputs.all.len();
        self.pool.in_order(
            inputs.all,
            |ready| self.verify(&ready),
            |done| {
                done.unwrap_or_else(|fault| fault.tell(self.console));
                Ok(())
            },
        )?;
        if !self.console.failed() {
            let plural = if files == 1 { "" } else { "s" };
            let (zh, en) = (format!("{files} 个文件，没有丢失"), format!("{files} file{plural}, nothing lost"));
            self.console.note(&self.console.lang.pick(zh, en));
        }
        Ok(())
    }

    /// Writes all outlines to one output; tells how many there were.
    fn series(&self, inputs: Batch, out: &mut dyn Write) -> io::Result<usize> {
        let mut series = Series::new(self.format.frame(self.look.several), out);
        let mut outlines = 0;
        self.pool.in_order(
            inputs.all,
            |ready| self.outline(&ready),
            |done| match done {
                Ok(outline) => {
                    outlines += 1;
                    series.add(&outline)
                }
                Err(fault) => {
                    fault.tell(self.console);
                    Ok(())
                }
            },
        )?;
        series.finish().map(|()| outlines)
    }

    fn outline(&self, ready: &Ready) -> Result<Vec<u8>, Fault> {
        let grammar = &ready.setup.grammar;
        let source = ready.input.read(&self.options)?;
        let document = crate::pipeline::parse(&source, grammar);
        let mut out = Out::memory(Vec::new());
        let outline = Outline { document: &document, source: &source, grammar };
        self.format.write(outline, &self.look, &mut out).expect("memory takes everything");
        Ok(out.into_bytes())
    }

    fn verify(&self, ready: &Ready) -> Result<(), Fault> {
        let source = ready.input.read(&self.options)?;
        let document = crate::pipeline::parse(&source, &ready.setup.grammar);
        document.verify(&source).map_err(|loss| lost(&ready.input, &source, &loss))
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
fn planned(inputs: Batch, folder: &Path, format: &dyn Format) -> Vec<Result<(Ready, PathBuf), Fault>> {
    let files = inputs.files();
    let mut taken: HashMap<PathBuf, String> = HashMap::new();
    let mut plan = |ready: Ready| {
        let input = &ready.input;
        let mut path = folder.join(&input.relative).into_os_string();
        path.push(".");
        path.push(format.extension());
        let path = PathBuf::from(path);
        if input::is_one_of(&path, &files) {
            return Err(Fault::is_input(&path, "--output"));
        }
        if let Some(by) = taken.get(&path) {
            return Err(shared(input.name.clone(), &path, by));
        }
        taken.insert(path.clone(), input.name.clone());
        Ok((ready, path))
    };
    inputs.all.into_iter().map(|ready| ready.and_then(&mut plan)).collect()
}

/// The columns of the terminal: those that the user wants, or that it has.
fn columns() -> usize {
    let wanted = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|&columns| columns > 0);
    let has = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    wanted.or_else(has).unwrap_or(COLUMNS)
}

/// A text that the outline does not hold once.
fn lost(input: &Input, source: &Source, loss: &Loss) -> Fault {
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
    Fault::new(format!("{}:{}:{}", input.name, point.line, point.column), message)
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
