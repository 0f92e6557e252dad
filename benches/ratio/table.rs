//! The table: what each row must reach, what it reached, and the verdict. Knows nothing of how a row is measured.

use std::fmt::Write;
use std::fs;

use serde::Deserialize;

use super::rounds::Spread;

/// What a median may be off on a shared machine.
const NOISE: f64 = 0.2;

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

    /// A stricter bound that could be held from now on, with room for a noisy machine; none where it is hardly stricter.
    pub(crate) fn tighter(&self, median: f64) -> Option<String> {
        let held = self.held?;
        let (bound, worth) = if self.less() {
            (median * (1.0 + NOISE), median * (1.0 + 2.0 * NOISE) < held)
        } else {
            (median * (1.0 - NOISE), median * (1.0 - 2.0 * NOISE) > held)
        };
        worth.then(|| format!("{} {}", self.name, figure(bound)))
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

/// Writes the table into the page about speed, where it stands between two remarks.
pub(crate) fn write_down(table: &str) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/performance.md");
    let page = fs::read_to_string(path).expect("the page is there");
    let (before, rest) = page.split_once(BEGIN).expect("the page says where the table begins");
    let (_, after) = rest.split_once(END).expect("the page says where the table ends");
    fs::write(path, format!("{before}{BEGIN}\n{table}{END}{after}")).expect("the page can be written");
}

const BEGIN: &str = "<!-- from here: TIGANG_BLESS=1 cargo bench --bench ratio -->";
const END: &str = "<!-- to here -->";

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
