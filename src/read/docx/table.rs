//! Tables: whether one holds data, or only puts text in its place.
//!
//! Speeches that were pasted from a page stand in tables as a whole, and forms have one wide cell for the text. What
//! stands there is read as text; what is left is data, which has no markers and is kept as it stands.

use super::line::Line;
use crate::hint::{Hint, Part};

/// A table that is being read.
#[derive(Debug)]
pub(super) struct Table {
    /// The first of its lines.
    first: usize,
    rows: Vec<Row>,
    cells: Vec<Cell>,
}

#[derive(Debug, Default)]
struct Cell {
    /// How many lines stand before it in what holds the table.
    first: usize,
    /// How many lines with text it has, and how many characters they hold.
    lines: usize,
    all: usize,
}

#[derive(Debug, Default)]
struct Row {
    /// How many lines stand before it in what holds the table.
    first: usize,
    cells: usize,
    /// How many characters it holds.
    all: usize,
    /// How many of them stand in headings and in running text.
    running: usize,
}

/// From so many characters on, a paragraph with a full stop is running text.
const RUNNING: usize = 40;

/// A cell of so many paragraphs with so many characters holds a text.
const PARAGRAPHS: usize = 3;
const TEXT: usize = 60;

/// From so many cells on, a row is one of a grid, whatever stands in it.
const GRID: usize = 3;

impl Cell {
    /// Whether it holds a text: several paragraphs, and not of a word or two each, as names in a cell are.
    const fn is_text(&self) -> bool {
        self.lines >= PARAGRAPHS && self.all >= TEXT
    }
}

impl Table {
    pub(super) const fn new(first: usize) -> Self {
        Self { first, rows: Vec::new(), cells: Vec::new() }
    }

    /// Begins a row, before which so many lines stand.
    pub(super) fn begin_row(&mut self, first: usize) {
        self.rows.push(Row { first, ..Row::default() });
    }

    /// Begins a cell, before which so many lines stand.
    pub(super) fn begin_cell(&mut self, first: usize) {
        self.cells.push(Cell { first, ..Cell::default() });
        if let Some(row) = self.rows.last_mut() {
            row.cells += 1;
        }
    }

    /// A line in one of its cells.
    pub(super) fn add(&mut self, line: &Line) {
        let all = line.look.all;
        if let Some(cell) = self.cells.last_mut().filter(|_| all > 0) {
            (cell.lines, cell.all) = (cell.lines + 1, cell.all + all);
        }
        let is_running = line.hint.depth > 0 || all >= RUNNING && line.text.contains(['。', '！', '？']);
        self.count(all, if is_running { all } else { 0 });
    }

    /// Takes over what holds in a table that stands in one of its cells.
    pub(super) fn add_inner(&mut self, inner: &Self) {
        let sum = |of: fn(&Row) -> usize| inner.rows.iter().map(of).sum();
        self.count(sum(|row| row.all), sum(|row| row.running));
    }

    fn count(&mut self, all: usize, running: usize) {
        if let Some(row) = self.rows.last_mut() {
            row.all += all;
            row.running += running;
        }
    }

    /// Tells its lines what they are; empty ones of data are left out.
    pub(super) fn close(&self, lines: &mut Vec<Line>) {
        let sum = |of: fn(&Row) -> usize| self.rows.iter().map(of).sum::<usize>();
        let is_grid = self.rows.iter().any(|row| row.cells >= GRID);
        let has_columns = self.rows.iter().any(|row| row.cells > 1);
        let is_layout = !has_columns || sum(|row| row.running) * 2 > sum(|row| row.all);
        if is_layout && !is_grid {
            return;
        }
        let rest = lines.split_off(self.first.min(lines.len()));
        let (mut row, mut cell, mut goes_on) = (0, 0, false);
        for (index, mut line) in (self.first..).zip(rest) {
            while self.rows.get(row + 1).is_some_and(|next| next.first <= index) {
                row += 1;
            }
            while self.cells.get(cell + 1).is_some_and(|next| next.first <= index) {
                cell += 1;
            }
            // In a grid of data, a row of one cell may hold the text of a form, and so may one cell beside its label.
            let is_text = self.cells.get(cell).is_some_and(Cell::is_text)
                || self.rows.get(row).is_some_and(|row| is_grid && row.cells == 1 && row.running * 2 > row.all);
            if is_text {
                goes_on = false;
            } else if line.text.is_empty() && line.place.is_none() {
                continue;
            } else {
                line.hint = Hint { part: Part::Verbatim, goes_on, ..Hint::default() };
                goes_on = true;
            }
            lines.push(line);
        }
    }
}
