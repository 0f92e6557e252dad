//! The console: where the program speaks to its user.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use unicode_width::UnicodeWidthStr;

use crate::lang::Lang;

/// How many columns a terminal has that does not tell.
const COLUMNS: usize = 80;

/// Where the program speaks to its user: standard error.
#[derive(Debug)]
pub(super) struct Console {
    pub(super) lang: Lang,
    pub(super) quiet: bool,
    failed: AtomicBool,
    /// How many columns the line of progress has that is shown now.
    shown: Mutex<usize>,
}

impl Console {
    pub(super) const fn new(lang: Lang, quiet: bool) -> Self {
        Self { lang, quiet, failed: AtomicBool::new(false), shown: Mutex::new(0) }
    }

    /// Tells what was wrong at a place; the program goes on and ends with status 2.
    pub(super) fn error(&self, place: &str, message: &str) {
        self.failed.store(true, Ordering::Relaxed);
        self.aside(|| {
            // When nobody listens any more, the exit status still tells.
            let _ = writeln!(io::stderr(), "tigang: {place}: {message}");
        });
    }

    /// Tells something that is no fault.
    pub(super) fn note(&self, message: &str) {
        if !self.quiet {
            self.aside(|| {
                let _ = writeln!(io::stderr(), "{message}");
            });
        }
    }

    /// Shows a line of progress in the place of the one before it.
    pub(super) fn show(&self, line: &str) {
        let mut shown = self.shown();
        let room = terminal_size::terminal_size_of(io::stderr()).map_or(COLUMNS, |(width, _)| usize::from(width.0));
        let (mut line, mut width) = (line.to_owned(), line.width());
        // A line that is broken by the terminal cannot be wiped.
        while width >= room && line.pop().is_some() {
            width = line.width();
        }
        let _ = write!(io::stderr(), "\r{line}{}", " ".repeat(shown.saturating_sub(width)));
        *shown = width;
    }

    /// Wipes the line of progress.
    pub(super) fn wipe(&self) {
        self.aside(|| ());
    }

    /// Writes to a terminal on which there may be a line of progress, which is wiped before and not shown meanwhile.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        let mut shown = self.shown();
        if *shown > 0 {
            let _ = write!(io::stderr(), "\r{}\r", " ".repeat(*shown));
            *shown = 0;
        }
        write()
    }

    fn shown(&self) -> MutexGuard<'_, usize> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether an error was told.
    pub(super) fn failed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }
}
