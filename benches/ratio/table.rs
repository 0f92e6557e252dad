//! The table: what each row must reach, what it reached, and the verdict. Knows nothing of how a row is measured.

use std::fmt::Write;

use serde::Deserialize;

use super::rounds::Spread;

/// A row as `rows.toml` states it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    pub(crate) name: String,
    what: String,
    floor: Option<f64>,
    aim: Option<f64>,
    held: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    row: Vec<Row>,
}

/// The rows, in their order.
pub(crate) fn rows() -> Vec<Row> {
    let rows: Rows = toml::from_str(include_str!("rows.toml")).expect("rows.toml lists rows");
    rows.row
}

/// How a row came out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is for information.
    Told,
    /// The aim is reached.
    Aim,
    /// The floor is reached.
    Floor,
    /// The floor is missed, but nothing that was reached is lost.
    Missed,
    /// What was reached is lost.
    Lost,
}

impl Row {
    pub(crate) fn verdict(&self, median: f64) -> Verdict {
        let reaches = |bound: Option<f64>| bound.is_some_and(|bound| self.holds(median, bound));
        if self.floor.is_none() {
            Verdict::Told
        } else if self.held.is_some_and(|held| !self.holds(median, held)) {
            Verdict::Lost
        } else if reaches(self.aim) {
            Verdict::Aim
        } else if reaches(self.floor) {
            Verdict::Floor
        } else {
            Verdict::Missed
        }
    }

    fn holds(&self, median: f64, bound: f64) -> bool {
        if self.less() { median <= bound } else { median >= bound }
    }

    /// Whether less is better.
    fn less(&self) -> bool {
        self.floor.zip(self.aim).is_some_and(|(floor, aim)| aim < floor)
    }

    fn bound(&self, bound: Option<f64>) -> String {
        let sign = if self.less() { '≤' } else { '≥' };
        bound.map_or_else(String::new, |bound| format!("{sign} {}", figure(bound)))
    }
}

impl Verdict {
    const fn word(self) -> &'static str {
        match self {
            Self::Told => "",
            Self::Aim => "aim reached",
            Self::Floor => "floor reached",
            Self::Missed => "floor missed",
            Self::Lost => "LOST",
        }
    }
}

/// The rows that were measured, as a table in Markdown.
pub(crate) fn table(measured: &[(&Row, Spread)]) -> String {
    let mut out = String::from("| row | what | median | least – most | held | floor | aim | verdict |\n");
    out.push_str("|---|---|--:|--:|--:|--:|--:|---|\n");
    for (row, spread) in measured {
        let (held, floor, aim) = (row.bound(row.held), row.bound(row.floor), row.bound(row.aim));
        let (least, median, most) = (figure(spread.least), figure(spread.median), figure(spread.most));
        let (name, what, verdict) = (&row.name, &row.what, row.verdict(spread.median).word());
        writeln!(out, "| {name} | {what} | {median} | {least} – {most} | {held} | {floor} | {aim} | {verdict} |")
            .expect("a string takes everything");
    }
    out
}

/// A number with three digits that count.
pub(crate) fn figure(value: f64) -> String {
    match value {
        v if v >= 100.0 => format!("{v:.0}"),
        v if v >= 10.0 => format!("{v:.1}"),
        v if v >= 0.1 => format!("{v:.2}"),
        v if v >= 0.01 => format!("{v:.3}"),
        v => format!("{v:.4}"),
    }
}
