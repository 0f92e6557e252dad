//! Runs other programs and tells what they cost.
//!
//! What a program holds at most is counted from its start, when it is still a copy of the one that starts it. This
//! executable therefore starts programs by way of itself: afresh it is small, whatever its parent holds. It can also
//! stand in for the programs beside which tigang is measured.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::hint::black_box;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{env, thread};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// What a run of a program cost.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) wall: Duration,
    /// Processor time of all its threads.
    pub(crate) cpu: Duration,
    /// The most bytes that it held.
    pub(crate) peak: u64,
}

const LAUNCH: &str = "--launch";
const COUNT: &str = "--count-events";
const OPEN: &str = "--open-files";

/// The program itself.
pub(crate) fn tigang(args: &[&str], path: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tigang"));
    command.args(args).arg(path);
    command
}

/// A program that reads a file and counts what a parser of Markdown sees in it.
pub(crate) fn event_counter(file: &Path) -> Command {
    this(COUNT, file)
}

/// A program that opens, reads and closes the files of a folder in two threads.
pub(crate) fn opener(folder: &Path) -> Command {
    this(OPEN, folder)
}

fn this(role: &str, path: &Path) -> Command {
    let mut command = Command::new(env::current_exe().expect("a running program is a file"));
    command.arg(role).arg(path);
    command
}

/// Runs a program without input and throws away what it writes; `None` where it is not to be had.
pub(crate) fn run(command: &Command) -> Option<Cost> {
    let mut launcher = Command::new(env::current_exe().expect("a running program is a file"));
    launcher.arg(LAUNCH).arg(command.get_program()).args(command.get_args());
    let told = launcher.stdin(Stdio::null()).stderr(Stdio::inherit()).output().expect("this program can be started");
    let told = String::from_utf8(told.stdout).expect("numbers are UTF-8");
    let [wall, cpu, peak] = told.split_whitespace().map(str::parse).collect::<Result<Vec<u64>, _>>().ok()?[..] else {
        return None;
    };
    Some(Cost { wall: Duration::from_nanos(wall), cpu: Duration::from_micros(cpu), peak })
}

/// Whether this process was started to stand in for another program, and did.
pub(crate) fn stands_in() -> bool {
    let args: Vec<OsString> = env::args_os().skip(1).collect();
    match args.split_first() {
        Some((role, [program, args @ ..])) if role == LAUNCH => launch(program, args),
        Some((role, [file])) if role == COUNT => drop(black_box(count(file))),
        Some((role, [folder])) if role == OPEN => open_all(folder),
        _ => return false,
    }
    true
}

/// Runs a program and writes down its wall time in nanoseconds, its processor time in microseconds and its peak in
/// bytes. Writes nothing where it cannot be run or says that it could not work (status 2).
fn launch(program: &OsStr, args: &[OsString]) {
    let start = Instant::now();
    let mut command = Command::new(program);
    let status = command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let wall = start.elapsed();
    if status.is_ok_and(|status| matches!(status.code(), Some(0 | 1))) {
        let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("there was a child");
        let cpu = usage.user_time() + usage.system_time();
        println!("{} {} {}", wall.as_nanos(), cpu.num_microseconds(), usage.max_rss() * 1024);
    }
}

fn count(file: &OsStr) -> usize {
    super::inside::events(&fs::read_to_string(file).expect("the file is text"))
}

fn open_all(folder: &OsStr) {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let files: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut bytes = vec![0; 256 << 10];
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let mut file = File::open(file).expect("the file is there");
                    while file.read(&mut bytes).expect("the file can be read") > 0 {}
                    black_box(&bytes);
                }
            });
        }
    });
}
