//! What is measured in this process: the library beside a parser of Markdown and beside the limits of the machine.
//!
//! Everything reads the same text, a corpus that does not repeat. Times are processor time of this thread. What a job
//! is given (its bytes in a vector of its own) is made outside of its time.

use std::hint::black_box;
use std::time::Duration;

use pulldown_cmark::{Event, Options, Parser};
use tigang::document::Outline;
use tigang::read::{self, ReadOptions};
use tigang::{Grammar, Source, Workspace, emit};

use super::clock;
use super::corpus::corpus;
use super::rounds::{Effort, Runner, Spread, Times};
use super::table::figure;
use super::worst::{LINES, Make, ONE_LINE, PAGES};
use super::{Measured, rate};

/// How long a piece of work takes.
fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = clock::now();
    black_box(work());
    clock::now().saturating_sub(start)
}

/// One document of 1 MB.
pub(crate) fn one(effort: &Effort) -> Measured {
    let text = corpus(3000, 1_000_000);
    let grammar = Grammar::builtin();
    let (mut room, mut workspace) = (Room::default(), Workspace::default());
    let runners = vec![
        Runner::new("tigang: bytes → JSON", || json(&text, &grammar, &mut room)),
        Runner::new("tigang: parse", || timed(|| workspace.parse(&Source::from_text(&*text), &grammar))),
        Runner::new("pulldown-cmark: events", || timed(|| events(&text))),
        Runner::new("std UTF-8, pulldown-cmark → JSON", || timed(|| markdown(text.as_bytes()))),
        Runner::new("simdutf8, memcpy", || timed(|| limit(&text))),
    ];
    let times = Times::measure(runners, effort, effort.sample);
    rate("1 MB", &times, text.len());
    vec![
        ("json", times.ratio("pulldown-cmark: events", "tigang: bytes → JSON")),
        ("parse", times.ratio("pulldown-cmark: events", "tigang: parse")),
        ("markdown", times.ratio("std UTF-8, pulldown-cmark → JSON", "tigang: bytes → JSON")),
        ("limit", times.ratio("simdutf8, memcpy", "tigang: bytes → JSON")),
    ]
}

/// Many speeches of 10 KB, each another.
pub(crate) fn short(effort: &Effort) -> Measured {
    let texts: Vec<String> = (1000..1100).map(|seed| corpus(seed, 10_000)).collect();
    let grammar = Grammar::builtin();
    let mut room = Room::default();
    let runners = vec![
        Runner::new("tigang: bytes → JSON", || texts.iter().map(|text| json(text, &grammar, &mut room)).sum()),
        Runner::new("pulldown-cmark: events", || timed(|| texts.iter().map(|text| events(text)).sum::<usize>())),
    ];
    let times = Times::measure(runners, effort, effort.sample);
    rate("100 × 10 KB", &times, texts.iter().map(String::len).sum());
    vec![("json-short", times.ratio("pulldown-cmark: events", "tigang: bytes → JSON"))]
}

/// Every input that is made to hurt, beside a text as it usually is and beside four times as much of itself.
pub(crate) fn worst(effort: &Effort) -> Measured {
    let bytes = if effort.quick { 40_000 } else { 250_000 };
    let grammar = Grammar::builtin();
    let usual = corpus(5000, bytes);
    let effort = &Effort { sample: effort.sample / 4, enough: effort.enough / 20, ..*effort };
    let cases = [LINES, ONE_LINE, PAGES].into_iter().flatten();
    let mut found: Vec<Case> = cases.map(|&(name, make)| case(name, make, &usual, &grammar, effort)).collect();
    found.sort_by(|a, b| a.rate.median.total_cmp(&b.rate.median));
    for Case { name, rate, growth } in &found {
        println!("worst        {name:<46} {:>8} of usual, × {}", figure(rate.median), figure(growth.median));
    }
    let steepest = found.iter().max_by(|a, b| a.growth.median.total_cmp(&b.growth.median));
    vec![("worst", found[0].rate), ("growth", steepest.unwrap_or(&found[0]).growth)]
}

/// An input that is made to hurt.
struct Case {
    name: &'static str,
    /// Its MB/s ÷ those of a usual text.
    rate: Spread,
    /// The time of four times as much ÷ its time.
    growth: Spread,
}

fn case(name: &'static str, make: Make, usual: &str, grammar: &Grammar, effort: &Effort) -> Case {
    // So many pieces are about as long as the usual text.
    let pieces = usual.len() * 1000 / make(1000).len();
    let (text, more) = (make(pieces), make(4 * pieces));
    let [a, b, c] = &mut <[Room; 3]>::default();
    let runners = vec![
        Runner::new("usual", || json(usual, grammar, a)),
        Runner::new("case", || json(&text, grammar, b)),
        Runner::new("four times", || json(&more, grammar, c)),
    ];
    let times = Times::measure(runners, effort, effort.sample);
    let size = |a: &str, b: &str| count(a.len()) / count(b.len());
    Case {
        name,
        rate: times.ratio("usual", "case").times(size(&text, usual)),
        growth: times.ratio("four times", "case").times(4.0 / size(&more, &text)),
    }
}

#[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
fn count(bytes: usize) -> f64 {
    bytes as f64
}

/// What is used again from text to text.
#[derive(Default)]
struct Room {
    workspace: Workspace,
    out: Vec<u8>,
}

/// The whole job, as `tigang parse --format jsonl` does it for one file.
fn json(text: &str, grammar: &Grammar, Room { workspace, out }: &mut Room) -> Duration {
    let format = emit::by_name("jsonl").expect("it is in the register");
    out.clear();
    timed(|| {
        let source = read::read(text.as_bytes(), "speech.txt", &ReadOptions::default()).expect("it is UTF-8");
        let document = workspace.parse(&source, grammar);
        let mut written = emit::Out::memory(std::mem::take(out));
        let outline = Outline::new(&document, &source, grammar);
        format.write(outline, &emit::Look::default(), &mut written).expect("memory takes everything");
        *out = written.into_bytes();
    })
}

/// How many events a parser of Markdown sees: nothing is validated, nothing is built.
pub(crate) fn events(text: &str) -> usize {
    Parser::new_ext(text, Options::empty()).count()
}

/// What one would write with a parser of Markdown: bytes checked by the standard library, its events as JSON.
fn markdown(bytes: &[u8]) -> Vec<u8> {
    let text = str::from_utf8(bytes).expect("it is UTF-8");
    let mut out = vec![b'['];
    for event in Parser::new_ext(text, Options::empty()) {
        match event {
            Event::Text(text) => serde_json::to_writer(&mut out, &*text).expect("a vector takes everything"),
            _ => out.extend_from_slice(b"{}"),
        }
        out.push(b',');
    }
    out
}

/// The limit of the machine: each byte checked once and copied once, in pieces that stay in the cache.
fn limit(text: &str) -> usize {
    let mut copy = vec![0; 64 << 10];
    let (mut rest, mut checked) = (text, 0);
    while !rest.is_empty() {
        let end = (0..=rest.len().min(copy.len())).rev().find(|&i| rest.is_char_boundary(i)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        checked += simdutf8::compat::from_utf8(piece.as_bytes()).map_or(0, str::len);
        copy[..piece.len()].copy_from_slice(piece.as_bytes());
        black_box(&copy);
        rest = after;
    }
    checked
}
