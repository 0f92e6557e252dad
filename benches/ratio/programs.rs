//! What is measured from outside: the program beside others, each run a process of its own.
//!
//! Texts lie in a folder of the build that is gone afterwards; what programs write goes to /dev/null.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use super::corpus::corpus;
use super::launcher::{self, Cost, event_counter, opener, run};
use super::rounds::{Effort, Runner, Spread, Times};
use super::worst::{each, han};
use super::{Measured, rate};

/// Texts on the disk.
struct Texts {
    folder: TempDir,
    bytes: usize,
}

impl Texts {
    fn new() -> Self {
        let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("the folder of the build can be written");
        Self { folder, bytes: 0 }
    }

    fn add(&mut self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).expect("there is room for the texts");
        self.bytes += text.len();
        path
    }

    /// One document.
    fn one(bytes: usize) -> (Self, PathBuf) {
        let mut texts = Self::new();
        let path = texts.add("speeches.txt", &corpus(4000, bytes));
        (texts, path)
    }

    /// Speeches of 10 KB, each another.
    fn many(count: u64) -> (Self, PathBuf) {
        let mut texts = Self::new();
        for seed in 0..count {
            texts.add(&format!("{seed:05}.txt"), &corpus(100_000 + seed, 10_000));
        }
        let path = texts.folder.path().to_owned();
        (texts, path)
    }

    /// The same speeches, one a line.
    fn lines(count: u64) -> (Self, PathBuf) {
        let mut texts = Self::new();
        let line = |seed: u64| serde_json::json!({"id": seed.to_string(), "text": corpus(100_000 + seed, 10_000)});
        let lines: Vec<String> = (0..count).map(|seed| line(seed).to_string() + "\n").collect();
        let path = texts.add("speeches.jsonl", &lines.concat());
        (texts, path)
    }
}

fn parse(path: &Path) -> Command {
    launcher::tigang(&["parse", "--isolated", "--format", "jsonl", "--jobs", "2"], path)
}

fn check(path: &Path) -> Command {
    launcher::tigang(&["check", "--isolated", "--jobs", "2"], path)
}

/// A runner of a program, whose time is one part of its cost.
fn program(name: &'static str, command: Command, part: fn(Cost) -> Duration) -> Runner<'static> {
    Runner::new(name, move || run(&command).map_or_else(|| panic!("{command:?} does not run"), part))
}

fn cpu(cost: Cost) -> Duration {
    cost.cpu
}

fn wall(cost: Cost) -> Duration {
    cost.wall
}

/// One great document.
pub(crate) fn great(effort: &Effort) -> Measured {
    let (texts, path) = Texts::one(if effort.quick { 8_000_000 } else { 64_000_000 });
    let mut script = Command::new("python3");
    script.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/ratio/outline.py")).arg(&path);
    let mut runners =
        vec![program("tigang parse", parse(&path), cpu), program("pulldown-cmark: events", event_counter(&path), cpu)];
    let has_python = run(&script).is_some();
    if has_python {
        runners.push(program("a script in Python", script, cpu));
    }
    let times = Times::measure(runners, effort, Duration::ZERO);
    rate("one file", &times, texts.bytes);
    let mut found = vec![("program", times.ratio("pulldown-cmark: events", "tigang parse"))];
    if has_python {
        found.push(("python", times.ratio("a script in Python", "tigang parse")));
    }
    found
}

/// A folder of many speeches.
pub(crate) fn folder(effort: &Effort) -> Measured {
    let (texts, path) = Texts::many(if effort.quick { 1000 } else { 20_000 });
    let runners = vec![program("tigang parse", parse(&path), wall), program("open, read, close", opener(&path), wall)];
    let times = Times::measure(runners, effort, Duration::ZERO);
    rate("files, wall", &times, texts.bytes);
    let runners = vec![program("tigang parse", parse(&path), cpu), program("tigang check", check(&path), cpu)];
    let work = Times::measure(runners, effort, Duration::ZERO);
    rate("files", &work, texts.bytes);
    vec![
        ("corpus", times.ratio("open, read, close", "tigang parse")),
        ("check", work.ratio("tigang check", "tigang parse")),
    ]
}

/// A speech of 10 KB beside a program that does nothing, with the grammar as it is and with a word of one's own.
pub(crate) fn start(effort: &Effort) -> Measured {
    let (mut texts, path) = Texts::one(10_000);
    let words = texts.add("words.toml", "[words.closing]\nlines = [\"到此结束。\"]\n");
    let mut own = launcher::tigang(&["parse", "--format", "jsonl", "--config"], &words);
    own.arg(&path);
    let runners = vec![
        program("tigang parse", parse(&path), wall),
        program("tigang parse, own words", own, wall),
        program("true", Command::new("true"), wall),
    ];
    // Wall time is rough where others work too; a sample is several starts.
    let times = Times::measure(runners, effort, effort.sample * 4);
    for (name, taken) in times.all() {
        println!("{:<12} {name:<34} {:>8.2} ms", "start", taken.median * 1e3);
    }
    vec![("start", times.ratio("tigang parse", "true")), ("start-own", times.ratio("tigang parse, own words", "true"))]
}

/// What is held at most, in MiB: a folder, a stream, and one document for each of its bytes.
pub(crate) fn memory(effort: &Effort) -> Measured {
    let speeches = if effort.quick { 1000 } else { 20_000 };
    let mut found = Vec::new();
    {
        let (_texts, path) = Texts::many(speeches);
        found.push(("memory-corpus", held(effort, &parse(&path), mebibytes)));
    }
    {
        let (_texts, path) = Texts::lines(speeches);
        let mut command = parse(&path);
        command.args(["--input-format", "jsonl"]);
        found.push(("memory-stream", held(effort, &command, mebibytes)));
    }
    let bytes = if effort.quick { 8_000_000 } else { 64_000_000 };
    let counting = |n: usize| format!("好。{}", each(n, |i| format!("{}是抓落实；", han(i + 1))));
    let points = counting(bytes * 1000 / counting(1000).len());
    for (name, text) in [("memory-document", corpus(4000, bytes)), ("memory-points", points)] {
        let mut texts = Texts::new();
        let path = texts.add("speeches.txt", &text);
        found.push((name, held(effort, &parse(&path), |peak| (peak - 8.0 * MEBI) / count(texts.bytes))));
    }
    found.into_iter().filter_map(|(name, spread)| Some((name, spread?))).collect()
}

const MEBI: f64 = 1_048_576.0;

fn mebibytes(peak: f64) -> f64 {
    peak / MEBI
}

#[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
fn count(bytes: usize) -> f64 {
    bytes as f64
}

/// The peak of a few runs; nothing where the program does not know what is asked of it.
fn held(effort: &Effort, command: &Command, figure: impl Fn(f64) -> f64) -> Option<Spread> {
    #[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
    let once = || run(command).map(|cost| figure(cost.peak as f64));
    (0..if effort.quick { 1 } else { 3 }).map(|_| once()).collect::<Option<Vec<f64>>>().map(Spread::of)
}
