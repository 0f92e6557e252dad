//! The checker finds what was broken: good texts are spoilt in all ways of `common/fault.rs`, one fault at a time, and the
//! right rule must tell the fault at the right line. What the fault itself says of the text before, the fixes must give
//! back. On the texts as they are, nothing may be told that is not listed with a reason in `known_alarms.txt`.
//!
//! Good texts are the fixtures and, where they lie beside the checkout, the shared texts that are clean by the word of
//! those who chose them. Lists of which anything is told are not spoilt. Which items are, names decide: every run is like
//! the last one. A few mutants of each kind and text are made; `TIGANG_MUTANTS=N cargo test --release --test mutation --
//! --nocapture` makes up to N and shows each that was missed, with the way in which its list was read.

mod common;

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write;
use std::thread;

use common::fault::{FAULTS, Fault};
use common::known::{Known, Outcome};
use common::mutant::{Base, Mutant};
use common::{Parsed, Text, at, entries, fixtures, parse, read, stem};
use tigang::diagnostic::{Diagnostic, Safety, Severity};
use tigang::fix::apply;
use tigang::lint::{Settings, by_name, lint};
use tigang::{Document, Grammar};

/// So many mutants of each kind and text, those at line starts and those inside lines apart, unless the text is long.
const MOST: usize = 2;
/// So many bytes are read for each kind and text.
const BYTES: usize = 5_000;
/// One fix may have to wait for another.
const ROUNDS: usize = 3;
/// Of all mutants so many in a hundred are told.
const TOLD: f64 = 97.0;
/// With so many in a hundred something else is told besides.
const BESIDES: f64 = 1.0;

#[test]
fn every_fault_is_told_where_it_is_and_put_right() {
    let grammar = Grammar::builtin();
    let checker = Checker { settings: Settings::of(&grammar.profiles()["general"]), grammar: &grammar };
    let texts: Vec<Text> = fixtures().into_iter().chain(shared()).collect();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut all = Table::default();
    thread::scope(|scope| {
        let share = |i| {
            let (checker, texts) = (&checker, &texts);
            scope.spawn(move || checker.spoil(texts.iter().skip(i).step_by(workers)))
        };
        let running: Vec<_> = (0..workers).map(share).collect();
        running.into_iter().for_each(|thread| all.take(thread.join().expect("a text ends in a panic")));
    });
    println!("{} texts\n{}{}", texts.len(), all.shown(), all.misses.join("\n"));
    let low = all.low();
    assert!(low.is_empty(), "{}\n{}\n{}", low.join("\n"), all.shown(), all.misses.join("\n"));
}

#[test]
fn nothing_is_told_of_good_texts_that_is_not_true() {
    let grammar = Grammar::builtin();
    let checker = Checker { settings: Settings::of(&grammar.profiles()["general"]), grammar: &grammar };
    let texts: Vec<Text> = fixtures().into_iter().chain(shared()).collect();
    let known = Known::read(&at("tests/known_alarms.txt"));
    let mut outcome = Outcome::default();
    for text in &texts {
        let mut alarms: BTreeMap<&str, String> = BTreeMap::new();
        let (parsed, told) = checker.check(&text.text);
        for alarm in told.iter().filter(|d| d.severity > Severity::Info) {
            let line = parsed.source.point(alarm.span.start).line;
            let _ = writeln!(alarms.entry(alarm.rule).or_default(), "  {line}: {}", alarm.message.en);
        }
        for (rule, seen) in alarms {
            outcome.note(format!("{} / {rule}", text.name), seen);
        }
    }
    known.settle(&outcome);
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
            let expected = folder.join("diag").join(format!("{name}.diag.tsv"));
            if !expected.is_file() || read(&expected).trim().lines().count() < 2 {
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

    /// The text after some rounds of all fixes.
    fn mended(&self, text: &str, told: &[Diagnostic]) -> String {
        let mut text = apply(text, told, Safety::Unsafe).text;
        for _ in 1..ROUNDS {
            text = apply(&text, &self.check(&text).1, Safety::Unsafe).text;
        }
        text
    }

    fn spoil<'t>(&self, texts: impl Iterator<Item = &'t Text>) -> Table {
        let mut table = Table::default();
        let asked = env::var("TIGANG_MUTANTS").ok().and_then(|n| n.parse().ok());
        for text in texts {
            let parsed = parse(&text.text, self.grammar);
            let clean = self.lint(&parsed);
            let blamed: Vec<_> = clean.iter().map(|d| d.span).collect();
            let base = Base::new(&text.name, parsed, self.grammar, &blamed);
            let mended = self.mended(&text.text, &clean);
            for (fault, index) in FAULTS.iter().zip(0usize..) {
                let most = asked.unwrap_or_else(|| base.share(fault, BYTES).min(MOST));
                for mutant in base.mutants(fault, most) {
                    let trial = Trial { base: &base, clean: &clean, mended: &mended, fault, mutant: &mutant };
                    let (verdict, miss) = self.judge(&trial);
                    table.cells.entry((index, mutant.inline)).or_default().count(&verdict);
                    table.misses.extend(miss);
                }
            }
        }
        table
    }

    /// What the checker makes of a mutant, and a line about it where something is amiss.
    fn judge(&self, trial: &Trial<'_>) -> (Verdict, Option<String>) {
        let Trial { base, clean, mended, fault, mutant } = *trial;
        let (parsed, told) = self.check(&mutant.text);
        let count = |all: &[Diagnostic], rule: &str| all.iter().filter(|d| d.rule == rule).count();
        let line = |d: &Diagnostic| parsed.source.point(d.span.start).line;
        let new = |d: &&Diagnostic| count(&told, d.rule) > count(clean, d.rule);
        let right = |d: &&Diagnostic| d.rule == fault.rule && line(d) == mutant.line;
        let known = |d: &Diagnostic| clean.iter().any(|other| other.rule == d.rule && other.message == d.message);
        let found = told.iter().filter(new).find(right);
        let besides: Vec<String> = told
            .iter()
            .filter(|d| {
                new(d) && !right(d) && !known(d) && d.severity > Severity::Info && !fault.brings.contains(&d.rule)
            })
            .map(|d| format!("{}:{}", line(d), d.rule))
            .collect();
        // Where the text cites the numbers, they are left to a person.
        let refused = found.is_some_and(|d| d.fix.is_none() && d.note.is_some());
        let verdict = Verdict {
            told: found.is_some(),
            besides: found.is_some() && !besides.is_empty(),
            undone: (fault.undone.is_some() && !refused).then(|| {
                let once = apply(&mutant.text, &told, Safety::Unsafe).text;
                once == base.text() || once == mended || self.mended(&mutant.text, &told) == mended
            }),
        };
        let what = match verdict {
            Verdict { told: false, .. } => "missed",
            Verdict { besides: true, .. } => "besides",
            Verdict { undone: Some(false), .. } => "not undone",
            _ => return (verdict, None),
        };
        let (name, place) = (fault.name, place_name(mutant.inline));
        let seen = seen(&parsed.document, mutant);
        let miss = format!(
            "{what} | {name} | {place} | {}:{} | {} | told {besides:?} | {seen}",
            base.name, mutant.line, mutant.change
        );
        (verdict, Some(miss))
    }
}

/// A mutant with what there is to hold it against.
#[derive(Clone, Copy)]
struct Trial<'a> {
    base: &'a Base<'a>,
    /// What is told of the clean text, and what its own fixes make of it.
    clean: &'a [Diagnostic],
    mended: &'a str,
    fault: &'a Fault,
    mutant: &'a Mutant,
}

/// What came of one mutant.
struct Verdict {
    told: bool,
    besides: bool,
    /// Whether the fixes gave the clean text back; `None` where they need not.
    undone: Option<bool>,
}

/// How the list of a mutant was read.
fn seen(document: &Document, mutant: &Mutant) -> String {
    let node = |i: u32| &document.nodes()[i as usize];
    let stands = |&i: &u32| node(i).position.start == mutant.at;
    let Some(list) = document.lists().iter().find(|list| document.items(list).iter().any(stands)) else {
        return "no marker".to_owned();
    };
    let starts: Vec<u32> = document.items(list).iter().map(|&i| node(i).position.start).collect();
    let number = |&i: &u32| node(i).marker.and_then(|m| m.ordinal).map_or("-".to_owned(), |n| n.to_string());
    let numbers = document.items(list).iter().map(number).collect::<Vec<_>>().join(" ");
    let whole = if starts == mutant.items { "whole" } else { "not whole" };
    format!("list {whole}, margin {:.1}, {numbers}", list.margin)
}

/// What came of all mutants: for each kind, those at line starts and those inside lines.
#[derive(Default)]
struct Table {
    cells: BTreeMap<(usize, bool), Cell>,
    misses: Vec<String>,
}

/// What came of the mutants of one kind.
#[derive(Clone, Copy, Default)]
struct Cell {
    made: usize,
    told: usize,
    besides: usize,
    /// How many the fixes had to undo, and did.
    to_undo: usize,
    undone: usize,
}

impl Cell {
    fn count(&mut self, verdict: &Verdict) {
        self.made += 1;
        self.told += usize::from(verdict.told);
        self.besides += usize::from(verdict.besides);
        self.to_undo += usize::from(verdict.undone.is_some());
        self.undone += usize::from(verdict.undone == Some(true));
    }

    fn add(self, other: Self) -> Self {
        Self {
            made: self.made + other.made,
            told: self.told + other.told,
            besides: self.besides + other.besides,
            to_undo: self.to_undo + other.to_undo,
            undone: self.undone + other.undone,
        }
    }
}

impl Table {
    fn take(&mut self, other: Self) {
        for (key, cell) in other.cells {
            let own = self.cells.entry(key).or_default();
            *own = own.add(cell);
        }
        self.misses.extend(other.misses);
        self.misses.sort();
    }

    fn sum(&self, of: impl Fn(usize) -> bool) -> Cell {
        let cells = self.cells.iter().filter(|((fault, _), _)| of(*fault));
        cells.fold(Cell::default(), |sum, (_, cell)| sum.add(*cell))
    }

    /// What is below its floor or above its ceiling.
    fn low(&self) -> Vec<String> {
        let all = self.sum(|_| true);
        let mut out = Vec::new();
        let mut hold = |what: &str, share: f64, floor: f64| {
            if share < floor {
                out.push(format!("{what}: {share:.1} %, floor {floor} %"));
            }
        };
        hold("told", percent(all.told, all.made), TOLD);
        hold("told alone", 100.0 - percent(all.besides, all.made), 100.0 - BESIDES);
        for (fault, index) in FAULTS.iter().zip(0usize..) {
            let sum = self.sum(|i| i == index);
            hold(&format!("{} told", fault.name), percent(sum.told, sum.made), fault.told);
            if let Some(floor) = fault.undone {
                hold(&format!("{} undone", fault.name), percent(sum.undone, sum.to_undo), floor);
            }
        }
        out
    }

    fn shown(&self) -> String {
        let mut out = format!(
            "{:20} {:6} {:>6} {:>6} {:>6} {:>8} {:>6}\n",
            "fault", "where", "made", "told", "%", "besides", "undone %"
        );
        let mut row = |name: &str, place: &str, cell: Cell| {
            let Cell { made, told, besides, to_undo, undone } = cell;
            let undone = if to_undo == 0 { "-".to_owned() } else { format!("{:.1}", percent(undone, to_undo)) };
            let share = percent(told, made);
            let _ = writeln!(out, "{name:20} {place:6} {made:6} {told:6} {share:6.1} {besides:8} {undone:>8}");
        };
        for ((fault, inline), cell) in &self.cells {
            row(FAULTS[*fault].name, place_name(*inline), *cell);
        }
        row("all", "", self.sum(|_| true));
        out
    }
}

#[test]
fn every_kind_of_fault_names_a_rule() {
    for fault in FAULTS {
        assert!(by_name(fault.rule).is_some(), "{}: there is no rule {}", fault.name, fault.rule);
        for rule in fault.brings {
            assert!(by_name(rule).is_some(), "{}: there is no rule {rule}", fault.name);
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are some thousands of mutants")]
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

const fn place_name(inline: bool) -> &'static str {
    if inline { "inline" } else { "block" }
}
