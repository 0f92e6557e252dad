//! How fast speeches are read: `cargo bench --bench throughput [-- --quick]`.
//!
//! Every stage is measured over a corpus that does not repeat: short documents are many different ones, 1 MB together.
//! In each round the stages come in another order, so that a machine that slows down slows all of them. Figures are
//! megabytes (10⁶ bytes) of input a second of processor time: the median of the rounds, the least and the most.

#[path = "../tests/common/clock.rs"]
mod clock;
#[path = "../tests/common/corpus.rs"]
mod corpus;

use std::hint::black_box;
use std::io::{BufWriter, Write, sink};
use std::time::Duration;

use corpus::{Chance, corpus};
use tigang::assemble::assemble;
use tigang::block::{Blocks, blocks};
use tigang::line::{Lines, lines};
use tigang::scan::{Scan, scan};
use tigang::segment::{Segments, segment};
use tigang::{Document, Grammar, Source, parse};

/// Sizes of one document, each with how many different ones are read.
const SIZES: [(&str, usize, usize); 4] =
    [("10 KB", 10_000, 100), ("100 KB", 100_000, 10), ("1 MB", 1_000_000, 1), ("8 MB", 8_000_000, 1)];

/// A document with what every stage makes of it.
struct Work {
    source: Source,
    lines: Lines,
    blocks: Blocks,
    scan: Scan,
    segments: Segments,
    document: Document,
}

impl Work {
    fn new(text: String, grammar: &Grammar) -> Self {
        let source = Source::from_text(text);
        let lines = lines(&source, grammar);
        let blocks = blocks(&source, &lines, grammar);
        let scan = scan(&source, &lines, &blocks, grammar);
        let segments = segment(&blocks, &scan);
        let document = assemble(&source, &blocks, &scan, &segments, grammar);
        Self { source, lines, blocks, scan, segments, document }
    }
}

type Stage = fn(&Work, &Grammar);

/// The stages; each begins where the one before ended, `parse` goes the whole way.
const STAGES: [(&str, Stage); 9] = [
    ("source", |w, _| drop(black_box(Source::from_text(w.source.text())))),
    ("lines", |w, g| drop(black_box(lines(&w.source, g)))),
    ("blocks", |w, g| drop(black_box(blocks(&w.source, &w.lines, g)))),
    ("scan", |w, g| drop(black_box(scan(&w.source, &w.lines, &w.blocks, g)))),
    ("segment", |w, _| drop(black_box(segment(&w.blocks, &w.scan)))),
    ("assemble", |w, g| drop(black_box(assemble(&w.source, &w.blocks, &w.scan, &w.segments, g)))),
    ("parse", |w, g| drop(black_box(parse(&w.source, g)))),
    ("unist", |w, g| drop(black_box(w.document.to_unist(&w.source, g)))),
    ("unist + JSON", |w, g| json(w, g)),
];

fn json(work: &Work, grammar: &Grammar) {
    let outline = work.document.to_unist(&work.source, grammar);
    let mut out = BufWriter::new(sink());
    serde_json::to_writer(&mut out, &outline).expect("a sink takes everything");
    out.flush().expect("a sink takes everything");
}

/// How thoroughly to measure.
#[derive(Clone, Copy)]
struct Effort {
    rounds: usize,
    /// A sample takes at least so long.
    sample: Duration,
    sizes: usize,
}

fn main() {
    let quick = std::env::args().any(|arg| arg == "--quick");
    let effort = if quick {
        Effort { rounds: 3, sample: Duration::from_millis(2), sizes: 2 }
    } else {
        Effort { rounds: 9, sample: Duration::from_millis(20), sizes: SIZES.len() }
    };
    let grammar = Grammar::builtin();
    println!("{:<8} {:<12} {:>9}  {:>19}", "size", "stage", "MB/s", "least – most");
    for (seed, (name, bytes, count)) in (1u64..).zip(SIZES).take(effort.sizes) {
        let texts = (0u64..).take(count).map(|i| corpus(seed * 1000 + i, bytes));
        let works: Vec<Work> = texts.map(|text| Work::new(text, &grammar)).collect();
        report(name, &works, &grammar, effort);
    }
}

fn report(size: &str, works: &[Work], grammar: &Grammar, effort: Effort) {
    let bytes: usize = works.iter().map(|work| work.source.text().len()).sum();
    let mut samples: Vec<Vec<f64>> = vec![Vec::new(); STAGES.len()];
    let mut order: Vec<usize> = (0..STAGES.len()).collect();
    let mut chance = Chance(7);
    for _ in 0..effort.rounds {
        for i in (1..order.len()).rev() {
            order.swap(i, chance.below(i + 1));
        }
        for &stage in &order {
            samples[stage].push(rate(works, bytes, grammar, STAGES[stage].1, effort.sample));
        }
    }
    for ((name, _), mut rates) in STAGES.into_iter().zip(samples) {
        rates.sort_by(f64::total_cmp);
        let (least, median, most) = (rates[0], rates[rates.len() / 2], rates[rates.len() - 1]);
        println!("{size:<8} {name:<12} {median:>9.1}  {least:>8.1} – {most:>8.1}");
    }
}

/// Megabytes a second of one stage.
fn rate(works: &[Work], bytes: usize, grammar: &Grammar, stage: Stage, least: Duration) -> f64 {
    let start = clock::now();
    let mut times = 0u32;
    loop {
        works.iter().for_each(|work| stage(work, grammar));
        times += 1;
        let taken = clock::now().saturating_sub(start);
        if taken >= least {
            #[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
            return f64::from(times) * bytes as f64 / 1e6 / taken.as_secs_f64();
        }
    }
}
