//! `tigang parse`: outlines of all inputs, made in parallel and written in order to where they are wanted.
//!
//! Decides where outlines go and when a file may be replaced. Knows of the formats only what their contract says.

use std::collections::{HashMap, HashSet};
use std::env;
use std::fs;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf, is_separator};

use anstream::{AutoStream, ColorChoice};
use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

use super::args::{self, Console};
use super::input::{self, Input, Inputs};
use super::output::{self, Replacement};
use crate::document::Loss;
use crate::emit::{Format, Look, Series};
use crate::grammar::Grammar;
use crate::lang::Lang;
use crate::read::{self, ReadOptions};
use crate::source::{Point, Source};

/// How many columns a terminal has that does not tell.
const COLUMNS: usize = 100;

/// How many characters of a lost text are shown.
const EXCERPT: usize = 20;

/// How many inputs a thread holds at most: enough to be busy, few enough for the memory.
const IN_HAND: usize = 8;

/// Where outlines go.
#[derive(Clone, Copy)]
enum Target<'a> {
    Stdout,
    File(&'a Path),
    Folder(&'a Path),
}

/// How outlines are made, by whom, and who is told.
struct Job<'a> {
    grammar: Grammar,
    options: ReadOptions,
    format: &'static dyn Format,
    look: Look,
    pool: ThreadPool,
    console: &'a Console,
}

/// Why an input, or the whole job, could not be done.
#[derive(Debug)]
enum Fault {
    Input(input::Fault),
    Lost { name: String, point: Point, text: String, twice: bool },
    Write { path: PathBuf, error: io::Error },
    IsInput { path: PathBuf },
    Taken { name: String, path: PathBuf, by: String },
    Threads(ThreadPoolBuildError),
}

/// Parses the inputs. The error is that of standard output; every other one is told.
pub(super) fn run(args: &args::Parse, console: &Console) -> io::Result<()> {
    let target = Target::of(args.output.as_deref());
    let inputs = input::collect(&args.paths, target.not_walked(args.format.0));
    for folder in &inputs.barren {
        console.note(&format!("tigang: {folder}: {}", console.lang.pick("没有可读的文本", "no text in this folder")));
    }
    let look = Look { several: inputs.several, lang: console.lang, ..Look::default() };
    let job = match Job::new(args, look, console) {
        Ok(job) => job,
        Err(fault) => {
            tell(console, &fault);
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
        let grammar = input::grammar(args.grammar.folder.as_deref())?;
        let pool = ThreadPoolBuilder::new().num_threads(args.jobs.map_or(0, usize::from)).build();
        let pool = pool.map_err(Fault::Threads)?;
        Ok(Self { grammar, options: args.input_format, format: args.format.0, look, pool, console })
    }

    fn print(mut self, inputs: Inputs) -> io::Result<()> {
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

    fn save(&self, path: &Path, inputs: Inputs) -> io::Result<()> {
        if is_one_of(path, &files(&inputs)) {
            tell(self.console, &Fault::IsInput { path: path.to_path_buf() });
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
                tell(self.console, &Fault::Write { path: path.to_path_buf(), error });
                Ok(())
            }
            written => written,
        }
    }

    fn mirror(mut self, folder: &Path, inputs: Inputs) -> io::Result<()> {
        self.look.several = false;
        let work = |(input, path): (Input, PathBuf)| {
            let outline = self.outline(&input)?;
            output::write(&path, &outline).map_err(|error| Fault::Write { path, error })
        };
        self.in_order(planned(inputs, folder, self.format), work, |done| {
            done.unwrap_or_else(|fault| tell(self.console, &fault));
            Ok(())
        })
    }

    fn verify_all(&self, inputs: Inputs) -> io::Result<()> {
        let files = inputs.all.len();
        self.in_order(
            found(inputs),
            |input| self.verify(&input),
            |done| {
                done.unwrap_or_else(|fault| tell(self.console, &fault));
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
    fn series(&self, inputs: Inputs, out: &mut dyn Write) -> io::Result<usize> {
        let mut series = Series::new(self.format.frame(self.look.several), out);
        let mut outlines = 0;
        self.in_order(
            found(inputs),
            |input| self.outline(&input),
            |done| match done {
                Ok(outline) => {
                    outlines += 1;
                    series.add(&outline)
                }
                Err(fault) => {
                    tell(self.console, &fault);
                    Ok(())
                }
            },
        )?;
        series.finish().map(|()| outlines)
    }

    /// Does the work in parallel and hands on what comes of it in the order of the inputs, a handful at a time.
    fn in_order<I: Send, T: Send>(
        &self,
        inputs: Vec<Result<I, Fault>>,
        work: impl Fn(I) -> Result<T, Fault> + Sync,
        mut each: impl FnMut(Result<T, Fault>) -> io::Result<()>,
    ) -> io::Result<()> {
        let handful = self.pool.current_num_threads() * IN_HAND;
        let mut inputs = inputs.into_iter();
        loop {
            let some: Vec<Result<I, Fault>> = inputs.by_ref().take(handful).collect();
            if some.is_empty() {
                return Ok(());
            }
            let done: Vec<Result<T, Fault>> =
                self.pool.install(|| some.into_par_iter().map(|input| input.and_then(&work)).collect());
            done.into_iter().try_for_each(&mut each)?;
        }
    }

    fn outline(&self, input: &Input) -> Result<Vec<u8>, Fault> {
        let source = input.read(&self.options)?;
        let outline = crate::pipeline::parse(&source, &self.grammar).to_unist(&source, &self.grammar);
        let mut out = Vec::new();
        self.format
            .write(&outline, &self.look, &mut out)
            .expect("a vector takes everything, and every key is a string");
        Ok(out)
    }

    fn verify(&self, input: &Input) -> Result<(), Fault> {
        let source = input.read(&self.options)?;
        let document = crate::pipeline::parse(&source, &self.grammar);
        document.verify(&source).map_err(|loss| Fault::lost(input, &source, &loss))
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
fn planned(inputs: Inputs, folder: &Path, format: &dyn Format) -> Vec<Result<(Input, PathBuf), Fault>> {
    let files = files(&inputs);
    let mut taken: HashMap<PathBuf, String> = HashMap::new();
    let mut plan = |input: Input| {
        let mut path = folder.join(&input.relative).into_os_string();
        path.push(".");
        path.push(format.extension());
        let path = PathBuf::from(path);
        if is_one_of(&path, &files) {
            return Err(Fault::IsInput { path });
        }
        if let Some(by) = taken.get(&path) {
            return Err(Fault::Taken { name: input.name, path, by: by.clone() });
        }
        taken.insert(path.clone(), input.name.clone());
        Ok((input, path))
    };
    found(inputs).into_iter().map(|input| input.and_then(&mut plan)).collect()
}

fn found(inputs: Inputs) -> Vec<Result<Input, Fault>> {
    inputs.all.into_iter().map(|input| input.map_err(Fault::Input)).collect()
}

/// The files that are read, links resolved.
fn files(inputs: &Inputs) -> HashSet<PathBuf> {
    let paths = inputs.all.iter().flatten().filter_map(|input| input.path.as_ref());
    paths.filter_map(|path| fs::canonicalize(path).ok()).collect()
}

fn is_one_of(path: &Path, files: &HashSet<PathBuf>) -> bool {
    fs::canonicalize(path).is_ok_and(|path| files.contains(&path))
}

/// The columns of the terminal: those that the user wants, or that it has.
fn columns() -> usize {
    let wanted = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|&columns| columns > 0);
    let has = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    wanted.or_else(has).unwrap_or(COLUMNS)
}

fn tell(console: &Console, fault: &Fault) {
    console.error(&fault.place(), &fault.message(console.lang));
}

impl From<input::Fault> for Fault {
    fn from(fault: input::Fault) -> Self {
        Self::Input(fault)
    }
}

impl Fault {
    fn lost(input: &Input, source: &Source, loss: &Loss) -> Self {
        let text = loss.span.of(source.text());
        // A gap begins where the node before it ends; the reader looks for the first character that is missing.
        let blank = text.len() - text.trim_start_matches(crate::text::is_blank).len();
        let point = source.point(loss.span.start + u32::try_from(blank).unwrap_or(0));
        let text = text[blank..].trim_end_matches(crate::text::is_blank);
        let mut shown: String = text.chars().take(EXCERPT).map(|c| if c.is_control() { ' ' } else { c }).collect();
        if text.chars().nth(EXCERPT).is_some() {
            shown.push('…');
        }
        Self::Lost { name: input.name.clone(), point, text: shown, twice: loss.twice }
    }

    fn place(&self) -> String {
        match self {
            Self::Input(fault) => fault.place.clone(),
            Self::Lost { name, point, .. } => format!("{name}:{}:{}", point.line, point.column),
            Self::Write { path, .. } | Self::IsInput { path } => input::name(path),
            Self::Taken { name, .. } => name.clone(),
            Self::Threads(_) => "--jobs".to_owned(),
        }
    }

    /// What is wrong, and what to do.
    fn message(&self, lang: Lang) -> String {
        match self {
            Self::Input(fault) => fault.message(lang),
            Self::Lost { text, twice: false, .. } => lang.pick(
                format!("丢失“{text}”：程序有错，请报告"),
                format!("lost “{text}”: a fault of tigang, please report it"),
            ),
            Self::Lost { text, twice: true, .. } => lang.pick(
                format!("“{text}”出现两次：程序有错，请报告"),
                format!("“{text}” stands twice: a fault of tigang, please report it"),
            ),
            Self::Write { error, .. } => {
                let why = input::io_message(error, lang);
                lang.pick(format!("无法写入：{why}"), format!("cannot write: {why}"))
            }
            Self::IsInput { .. } => lang
                .pick(
                    "是输入文件，不会覆盖：请另选 --output",
                    "is an input and is not overwritten: choose another --output",
                )
                .to_owned(),
            Self::Taken { path, by, .. } => {
                let path = input::name(path);
                lang.pick(
                    format!("{path} 已用于 {by}：请分开运行"),
                    format!("{path} is already taken by {by}: run them one by one"),
                )
            }
            Self::Threads(error) => {
                lang.pick(format!("无法启动线程：{error}"), format!("cannot start threads: {error}"))
            }
        }
    }
}
