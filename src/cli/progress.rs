//! Progress: how far long work has come, on one line of the terminal that is wiped before anything else is written.
//!
//! A thread of its own looks now and then at what was counted. Where nobody looks at a terminal there is no such thread.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::console::Console;
use super::inputs::Plan;
use crate::lang::Lang;

/// How long work may last before it is long.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the line is drawn.
const TICK: Duration = Duration::from_millis(125);

/// How many columns the bar has.
const BAR: usize = 20;

/// How far the work has come.
#[derive(Debug, Default)]
pub(super) struct Progress {
    texts: AtomicU64,
    bytes: AtomicU64,
}

/// What was counted at a moment.
struct State {
    texts: u64,
    bytes: u64,
    /// The bytes of all inputs, where they are known.
    all: Option<u64>,
    time: Duration,
}

/// Who looks now and then.
struct Watch<'a> {
    progress: &'a Progress,
    console: &'a Console,
    ended: Receiver<()>,
    start: Instant,
    drawn: Instant,
}

impl Progress {
    /// Counts what is done.
    pub(super) fn add(&self, texts: usize, bytes: u64) {
        self.texts.fetch_add(texts as u64, Ordering::Relaxed);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }
}

/// An output that is the terminal on which progress is shown.
pub(super) struct Beside<'a, W> {
    pub(super) console: &'a Console,
    pub(super) out: W,
}

impl<W: Write> Write for Beside<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.console.aside(|| self.out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Does work that counts what it has done, and shows it where that is wanted and somebody looks.
pub(super) fn shown<T>(wanted: bool, plan: &Plan<'_>, console: &Console, work: impl FnOnce(&Progress) -> T) -> T {
    let progress = Progress::default();
    if !wanted || console.quiet || !io::stderr().is_terminal() {
        return work(&progress);
    }
    thread::scope(|scope| {
        let (end, ended) = channel();
        let now = Instant::now();
        let watch = Watch { progress: &progress, console, ended, start: now, drawn: now };
        scope.spawn(move || watch.watch(plan));
        let done = work(&progress);
        drop(end);
        done
    })
}

impl Watch<'_> {
    /// Shows the progress until the work has ended.
    fn watch(mut self, plan: &Plan<'_>) {
        if !self.goes_on(PATIENCE) {
            return;
        }
        let all = self.measure(plan);
        while self.goes_on(TICK) {
            self.draw(all);
        }
        self.console.wipe();
    }

    /// Whether the work still goes on after so much time.
    fn goes_on(&self, time: Duration) -> bool {
        self.ended.recv_timeout(time) == Err(RecvTimeoutError::Timeout)
    }

    /// How much there is to read, where it can be told without reading; the inputs are gone through once more.
    fn measure(&mut self, plan: &Plan<'_>) -> Option<u64> {
        if !plan.is_lasting() {
            return None;
        }
        let mut all = 0;
        for input in plan.inputs(None).ok()? {
            all += input.ok().and_then(|input| input.size()).unwrap_or(0);
            if self.drawn.elapsed() >= TICK {
                self.draw(None);
                if !self.goes_on(Duration::ZERO) {
                    return None;
                }
            }
        }
        Some(all)
    }

    fn draw(&mut self, all: Option<u64>) {
        self.drawn = Instant::now();
        let count = |of: &AtomicU64| of.load(Ordering::Relaxed);
        let (texts, bytes) = (count(&self.progress.texts), count(&self.progress.bytes));
        let state = State { texts, bytes, all, time: self.start.elapsed() };
        self.console.show(&state.line(self.console.lang));
    }
}

impl State {
    /// `████░░░░  40%  12000 texts  150.0 MB/s  0:12 left`
    fn line(&self, lang: Lang) -> String {
        let mut out = String::new();
        let time = self.time.as_secs_f64();
        let all = self.all.filter(|&all| all > 0 && self.bytes <= all);
        let share = all.map(|all| self.bytes as f64 / all as f64);
        if let Some(share) = share {
            let full = (share * BAR as f64) as usize;
            out += &format!("{}{} {:>3.0}%  ", "█".repeat(full), "░".repeat(BAR - full), (share * 100.0).floor());
        }
        out += &format!("{} {}  {:.1} MB/s", self.texts, lang.pick("篇", "texts"), self.bytes as f64 / time / 1e6);
        if let Some(share) = share.filter(|&share| share > 0.0) {
            let left = clock(time / share - time);
            out += &lang.pick(format!("  剩余 {left}"), format!("  {left} left"));
        }
        out
    }
}

/// `0:05`, `12:34`, `1:00:00`.
fn clock(seconds: f64) -> String {
    let seconds = seconds.ceil() as u64;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{State, clock};
    use crate::lang::Lang;

    #[test]
    fn the_line_tells_what_is_known() {
        let mut state = State { texts: 1200, bytes: 40_000_000, all: Some(100_000_000), time: Duration::from_secs(2) };
        assert_eq!(state.line(Lang::En), "████████░░░░░░░░░░░░  40%  1200 texts  20.0 MB/s  0:03 left");
        assert_eq!(state.line(Lang::Zh), "████████░░░░░░░░░░░░  40%  1200 篇  20.0 MB/s  剩余 0:03");
        state.all = None;
        assert_eq!(state.line(Lang::En), "1200 texts  20.0 MB/s");
        // A file that grows.
        state.all = Some(1);
        assert_eq!(state.line(Lang::En), "1200 texts  20.0 MB/s");
    }

    #[test]
    fn time_is_told_as_on_a_clock() {
        assert_eq!([5.0, 754.0, 3600.0].map(clock), ["0:05", "12:34", "1:00:00"]);
    }
}
