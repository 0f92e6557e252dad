//! Tables: whether one holds data, or only puts text in its place.
//!
//! Official forms, and speeches that were pasted from a page, stand in tables as a whole. Such text is read as text; what
//! is left is data, which has no markers and is kept as it stands.

use super::line::Line;
use crate::hint::{Hint, Part};

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The first of its lines.
    pub(super) first: usize,
    /// How many cells the row has so far.
    cells: usize,
    /// Whether some row has several.
    has_columns: bool,
    /// How many characters it holds.
    all: usize,
    /// How many of them stand in headings and in running text.
    running: usize,
}

/// From so many characters on, a paragraph with a full stop is running text.
const RUNNING: usize = 40;

impl Table {
    pub(super) fn new(first: usize) -> Self {
        Self { first, ..Self::default() }
    }

    pub(super) const fn begin_row(&mut self) {
        self.cells = 0;
    }

    pub(super) const fn begin_cell(&mut self) {
        self.cells += 1;
        self.has_columns |= self.cells > 1;
    }

    /// A line in one of its cells.
    pub(super) fn add(&mut self, line: &Line) {
        self.all += line.look.all;
        let is_running = line.hint.depth > 0 || line.look.all >= RUNNING && line.text.contains(['。', '！', '？']);
        self.running += if is_running { line.look.all } else { 0 };
    }

    /// Whether it only puts text in its place.
    const fn is_layout(&self) -> bool {
        !self.has_columns || self.running * 2 > self.all
    }

    /// Takes over what holds in a table that stands in one of its cells.
    pub(super) const fn add_inner(&mut self, inner: &Self) {
        self.all += inner.all;
        self.running += if inner.is_layout() { inner.all } else { inner.running };
    }

    /// Tells its lines what they are; empty ones of data are left out.
    pub(super) fn close(&self, lines: &mut Vec<Line>) {
        if self.is_layout() {
            return;
        }
        let mut rows = lines.split_off(self.first.min(lines.len()));
        rows.retain(|line| !line.text.is_empty() || line.place.is_some());
        for (index, line) in rows.iter_mut().enumerate() {
            line.hint = Hint { part: Part::Verbatim, goes_on: index > 0, ..Hint::default() };
        }
        lines.append(&mut rows);
    }
}
