//! The checker finds what was broken: every clean text is spoilt in all ways of `common/fault.rs`, one fault at a time,
//! and the right rule must tell the fault at the right line. On the texts themselves it must be silent.
//!
//! Clean are the fixtures of which nothing is told, and the shared texts beside the checkout where they are there;
//! true faults in those are listed in `tests/known_alarms.txt`. Which items are spoilt depends on the names alone.
//! `TIGANG_MUTANTS=N cargo test --test mutation -- --nocapture` makes up to N mutants of each kind and text and shows
//! what was missed.

mod common;

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write;
use std::thread;

use common::fault::{FAULTS, Fault, Undone};
use common::mutant::{Base, Mutant};
use common::{Parsed, Text, at, entries, fixtures, parse, read, stem};
use tigang::diagnostic::{Diagnostic, Severity};
use tigang::lint::{Settings, by_name, lint};
use tigang::span::Span;
use tigang::{Document, Grammar};

/// So many mutants of each kind and text, block and inline apart, unless the text is long.
const MOST: usize = 12;
/// So many bytes are read for each kind and text.
const BYTES: usize = 25_000;
/// Of all mutants so many in a hundred are found.
const FLOOR: f64 = 55.0;

#[test]
fn every_fault_is_told_where_it_is() {
    let grammar = Grammar::builtin();
    let checker = Checker { settings: Settings::of(&grammar.profiles()["general"]), grammar: &grammar };
    let texts = texts(&checker);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let tables: Vec<Table> = thread::scope(|scope| {
        let share = |i| {
            let (checker, texts) = (&checker, &texts);
            scope.spawn(move || checker.spoil(texts.iter().skip(i).step_by(workers)))
        };
        let running: Vec<_> = (0..workers).map(share).collect();
        running.into_iter().map(|thread| thread.join().expect("a text ends in a panic")).collect()
    });
    let mut all = Table::default();
    tables.into_iter().for_each(|table| all.take(table));
    println!("{} texts\n{}", texts.len(), all.shown());
    println!("{}", all.misses.join("\n"));
    let (found, made) = all.sum(|_| true);
    let share = 100.0 * found as f64 / made.max(1) as f64;
    assert!(share >= FLOOR, "{found} of {made} mutants are told, {share:.1} %");
}

/// The clean texts.
fn texts(checker: &Checker<'_>) -> Vec<Text> {
    let silent = |text: &Text| {
        let alarms = alarms(&checker.check(&text.text).1);
        if !alarms.is_empty() {
            println!("not clean: {} {alarms:?}", text.name);
        }
        alarms.is_empty()
    };
    let own = fixtures().into_iter().filter(silent);
    own.chain(shared()).collect()
}

/// The shared texts that are clean by the word of those who chose them.
fn shared() -> Vec<Text> {
    let mut out = Vec::new();
    for set in ["gold/seeds", "cases", "real/speech", "real/law"] {
        let folder = at("../shared").join(set);
        if !folder.is_dir() {
            println!("skipped: there is no ../shared/{set} beside the checkout");
            continue;
        }
        for path in entries(&folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "txt")) {
            let name = stem(&path);
            let told = folder.join("diag").join(format!("{name}.diag.tsv"));
            let faulty = told.is_file() && read(&told).trim().lines().count() > 1;
            if !faulty {
                out.push(Text { name: format!("shared:{name}"), text: read(&path) });
            }
        }
    }
    out
}

struct Checker<'g> {
    settings: Settings,
    grammar: &'g Grammar,
}

impl Checker<'_> {
    fn check(&self, text: &str) -> (Parsed, Vec<Diagnostic>) {
        let parsed = parse(text, self.grammar);
        let told = self.lint(&parsed);
        (parsed, told)
    }

    fn lint(&self, parsed: &Parsed) -> Vec<Diagnostic> {
        lint(&parsed.source, &parsed.document, self.grammar, &self.settings)
    }

    fn spoil<'t>(&self, texts: impl Iterator<Item = &'t Text>) -> Table {
        let mut table = Table::default();
        let asked = env::var("TIGANG_MUTANTS").ok().and_then(|n| n.parse().ok());
        for text in texts {
            let blamed = |parsed: &Parsed| self.lint(parsed).iter().map(|d| d.span).collect::<Vec<Span>>();
            let base = Base::new(text.name.clone(), &text.text, self.grammar, blamed);
            let clean = self.lint(&base.parsed);
            for fault in FAULTS.iter().filter(|fault| by_name(fault.rule).is_some()) {
                let most = asked.unwrap_or_else(|| base.share(fault, BYTES).min(MOST));
                for mutant in base.mutants(fault, most) {
                    self.judge(&base, &clean, fault, &mutant, &mut table);
                }
            }
        }
        table
    }

    fn judge(&self, base: &Base<'_>, clean: &[Diagnostic], fault: &Fault, mutant: &Mutant, table: &mut Table) {
        let (parsed, told) = self.check(&mutant.text);
        let count = |all: &[Diagnostic], rule: &str| all.iter().filter(|d| d.rule == rule).count();
        let line = |d: &Diagnostic| parsed.source.point(d.span.start).line;
        let accepted = |rule: &str| rule == fault.rule || fault.or.iter().any(|(other, _)| *other == rule);
        let new = |d: &Diagnostic| count(&told, d.rule) > count(clean, d.rule);
        let found = told.iter().any(|d| accepted(d.rule) && line(d) == mutant.line && new(d));
        let others: Vec<String> = told
            .iter()
            .filter(|d| new(d) && d.severity > Severity::Info && !(accepted(d.rule) && line(d) == mutant.line))
            .map(|d| format!("{}:{}", line(d), d.rule))
            .collect();
        let fixed = fixed(&mutant.text, &told);
        let cell = table.cells.entry((place(fault), mutant.inline)).or_default();
        cell.made += 1;
        cell.found += usize::from(found);
        cell.others += usize::from(found && !others.is_empty());
        if fault.undone != Undone::Never {
            let undone = fixed == base.text() || fixed == self::fixed(base.text(), clean);
            cell.undone += usize::from(undone);
            if found && !undone {
                table.misses.push(format!(
                    "not undone | {} | {} | {}:{} | {}",
                    fault.name,
                    place_name(mutant.inline),
                    base.name,
                    mutant.line,
                    mutant.change
                ));
            }
        }
        let report = if found { "others" } else { "missed" };
        if !found || !others.is_empty() {
            table.misses.push(format!(
                "{report} | {} | {} | {}:{} | {} | told {others:?} | {}",
                fault.name,
                place_name(mutant.inline),
                base.name,
                mutant.line,
                mutant.change,
                seen(&parsed.document, mutant)
            ));
        }
    }
}

/// How the list of a mutant was read.
fn seen(document: &Document, mutant: &Mutant) -> String {
    let start = |node: u32| document.nodes()[node as usize].position.start;
    let Some(list) = document.lists().iter().find(|list| list.items.iter().any(|&i| start(i) == mutant.at)) else {
        return "no marker".to_owned();
    };
    let items: Vec<u32> = list.items.iter().map(|&i| start(i)).collect();
    let ordinals: Vec<String> = list
        .items
        .iter()
        .map(|&i| document.nodes()[i as usize].marker.and_then(|m| m.ordinal).map_or("-".into(), |n| n.to_string()))
        .collect();
    if items == mutant.items {
        format!("list whole, margin {:.1}, {}", list.margin, ordinals.join(" "))
    } else {
        format!(
            "list of {} instead of {}, margin {:.1}, {}",
            items.len(),
            mutant.items.len(),
            list.margin,
            ordinals.join(" ")
        )
    }
}

/// A text with all fixes of its diagnostics that do not touch each other.
fn fixed(text: &str, told: &[Diagnostic]) -> String {
    let mut taken: Vec<(Span, &str)> = Vec::new();
    for fix in told.iter().filter_map(|d| d.fix.as_ref()) {
        let free = fix.edits.iter().all(|e| taken.iter().all(|(s, _)| e.span.end <= s.start || s.end <= e.span.start));
        if free {
            taken.extend(fix.edits.iter().map(|e| (e.span, e.text.as_str())));
        }
    }
    taken.sort_by_key(|(span, _)| *span);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (span, new) in taken {
        out.push_str(&text[from..span.start as usize]);
        out.push_str(new);
        from = span.end as usize;
    }
    out + &text[from..]
}

/// The alarms among what was told: what is no mere hint.
fn alarms(told: &[Diagnostic]) -> Vec<&'static str> {
    told.iter().filter(|d| d.severity > Severity::Info).map(|d| d.rule).collect()
}

/// What came of all mutants.
#[derive(Default)]
struct Table {
    cells: BTreeMap<(usize, bool), Cell>,
    misses: Vec<String>,
}

/// What came of the mutants of one kind, block or inline.
#[derive(Default)]
struct Cell {
    made: usize,
    found: usize,
    /// Found, but something else was told besides.
    others: usize,
    undone: usize,
}

impl Table {
    fn take(&mut self, other: Self) {
        for (key, cell) in other.cells {
            let own = self.cells.entry(key).or_default();
            own.made += cell.made;
            own.found += cell.found;
            own.others += cell.others;
            own.undone += cell.undone;
        }
        self.misses.extend(other.misses);
        self.misses.sort();
    }

    fn sum(&self, of: impl Fn(&(usize, bool)) -> bool) -> (usize, usize) {
        let cells = self.cells.iter().filter(|(key, _)| of(key));
        cells.fold((0, 0), |(found, made), (_, cell)| (found + cell.found, made + cell.made))
    }

    fn shown(&self) -> String {
        let mut out = format!(
            "{:22} {:6} {:>6} {:>6} {:>7} {:>7} {:>7}\n",
            "fault", "where", "made", "told", "%", "others", "undone"
        );
        for ((fault, inline), cell) in &self.cells {
            let share = 100.0 * cell.found as f64 / cell.made.max(1) as f64;
            let (name, place) = (FAULTS[*fault].name, place_name(*inline));
            let (made, found, others, undone) = (cell.made, cell.found, cell.others, cell.undone);
            let undone = if FAULTS[*fault].undone == Undone::Never { "-".to_owned() } else { undone.to_string() };
            let _ = writeln!(out, "{name:22} {place:6} {made:6} {found:6} {share:7.1} {others:7} {undone:>7}");
        }
        for fault in FAULTS.iter().filter(|fault| by_name(fault.rule).is_none()) {
            let _ = writeln!(out, "{:22} waits for the rule {}", fault.name, fault.rule);
        }
        let (found, made) = self.sum(|_| true);
        let _ = writeln!(out, "{found} of {made}, {:.1} %", 100.0 * found as f64 / made.max(1) as f64);
        out
    }
}

/// Where a fault stands in the list of all.
fn place(fault: &Fault) -> usize {
    FAULTS.iter().position(|other| other.name == fault.name).expect("it is one of them")
}

const fn place_name(inline: bool) -> &'static str {
    if inline { "inline" } else { "block" }
}
