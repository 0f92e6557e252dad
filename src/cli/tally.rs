//! The tally: how often each rule found something, as a table or as JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::lang::Lang;
use crate::lint;

/// How often each rule found something.
#[derive(Debug, Default)]
pub(super) struct Tally(BTreeMap<&'static str, usize>);

#[derive(Serialize)]
struct Row {
    rule: &'static str,
    count: usize,
    summary: &'static str,
}

impl Tally {
    pub(super) fn add(&mut self, found: &[Diagnostic]) {
        for diagnostic in found {
            *self.0.entry(diagnostic.rule).or_default() += 1;
        }
    }

    /// Writes it, the rule that found most first.
    pub(super) fn write(&self, json: bool, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        let summary = |rule| lint::by_name(rule).map_or("", |rule| rule.summary.of(lang));
        let mut rows: Vec<Row> =
            self.0.iter().map(|(&rule, &count)| Row { rule, count, summary: summary(rule) }).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.count));
        if json {
            serde_json::to_writer_pretty(&mut *out, &rows)?;
            return writeln!(out);
        }
        let widest = |width: &dyn Fn(&Row) -> usize| rows.iter().map(width).max().unwrap_or(0);
        let (count, rule) = (widest(&|row| row.count.to_string().len()), widest(&|row| row.rule.len()));
        rows.iter().try_for_each(|row| writeln!(out, "{:>count$}  {:<rule$}  {}", row.count, row.rule, row.summary))
    }
}
