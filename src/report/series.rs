//! A report of many files: its parts, made in any thread, and their series, written in order.

use std::io::{self, Write};

use super::format::{Checked, Format, Look};
use super::total::Total;

/// What a report says of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    written: Vec<u8>,
    total: Total,
}

/// The parts of one report, one after the other: adds what stands around them.
pub struct Series<'a> {
    format: &'a dyn Format,
    look: Look,
    out: &'a mut dyn Write,
    total: Total,
    /// Whether something was said of a file.
    begun: bool,
    /// The parts so far, where the totals come first.
    held: Vec<u8>,
}

impl Part {
    /// Writes what was found in one file.
    #[must_use]
    pub fn of(file: &Checked<'_>, format: &dyn Format, look: &Look) -> Self {
        let mut written = Vec::new();
        format.write(file, look, &mut written).expect("a vector takes everything, and every key is a string");
        Self { written, total: Total::of(file.diagnostics) }
    }

    /// How much was found in it.
    #[must_use]
    pub const fn total(&self) -> &Total {
        &self.total
    }
}

impl<'a> Series<'a> {
    /// A report that is empty so far.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new(format: &'a dyn Format, look: Look, out: &'a mut dyn Write) -> io::Result<Self> {
        let total = Total::default();
        if !format.totals_first() {
            format.open(&total, &look, out)?;
        }
        Ok(Self { format, look, out, total, begun: false, held: Vec::new() })
    }

    /// Adds what is said of the next file.
    ///
    /// # Errors
    /// Those of the output.
    pub fn add(&mut self, part: &Part) -> io::Result<()> {
        self.total += part.total;
        if part.written.is_empty() {
            return Ok(());
        }
        let between = if self.begun { self.format.between() } else { "" };
        self.begun = true;
        let out: &mut dyn Write = if self.format.totals_first() { &mut self.held } else { self.out };
        out.write_all(between.as_bytes())?;
        out.write_all(&part.written)
    }

    /// Ends the report; tells how much was found in all files.
    ///
    /// # Errors
    /// Those of the output.
    pub fn finish(self) -> io::Result<Total> {
        if self.format.totals_first() {
            self.format.open(&self.total, &self.look, self.out)?;
            self.out.write_all(&self.held)?;
        }
        self.format.close(&self.total, &self.look, self.out)?;
        self.out.flush()?;
        Ok(self.total)
    }
}
