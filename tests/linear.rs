//! Law 3: work and memory grow with the size of the input, also where the input is made to hurt.
//!
//! Every case is read at a size and at four times that size. Each stage may take at most five times as many steps
//! (`tigang::work`), and the whole may hold at most six times the memory: twice the growth of the input costs a factor of
//! four, its square one of sixteen. Stages are judged one by one, since a slow one hides what a quick one does. Steps are
//! counted in debug builds and are the same on every machine.
//!
//! What nobody counts a clock would still tell. It is noisy, so it runs on demand, and in CI:
//! `cargo test --test linear -- --ignored --skip great`
//!
//! The great sizes too:
//! `cargo test --release --test linear -- --ignored great --nocapture --test-threads 1`

#[path = "common/clock.rs"]
mod clock;
#[path = "common/memory.rs"]
mod memory;
#[path = "common/worst.rs"]
mod worst;

use std::io::sink;
use std::time::Duration;

use tigang::assemble::assemble;
use tigang::block::blocks;
use tigang::document::Outline;
use tigang::emit::{Look, by_name, emit};
use tigang::line::lines;
use tigang::scan::scan;
use tigang::segment::segment;
use tigang::work::taken;
use tigang::{Grammar, Source};
use worst::{BODY, LINES, Make, ONE_LINE, PAGES, SEARCHED_LATE, each, han};

/// The most by which four times the input may take more steps, and how many a stage may take besides.
const MOST_STEPS: u64 = 5;
const BESIDES: u64 = 5_000;
/// The size from which on steps are counted: enough for a square to show, little enough for a debug build. What grows too
/// fast is counted at four times the size once more: where the search begins, or a window is filled, cost goes up once.
const COUNTED: usize = 200;
/// The most by which four times the input may cost more time or memory.
const MOST: f64 = 6.0;
/// A stage that takes less at the greater size is not judged: the clock is too coarse.
const SHORT: Duration = Duration::from_millis(4);
/// A case is enlarged until all its stages together take so long.
const ENOUGH: Duration = Duration::from_millis(50);
/// The greater input has no more bytes, where every stage is too quick to matter.
const BYTES: usize = 4 << 20;
/// The most steps that a search may take beside those of each piece, and the most that a piece may take then.
const SEARCHED: u64 = 120_000;
const EACH: u64 = 90;
/// How many pieces of a case are read where work is counted.
const SIZES: [usize; 3] = [150, 600, 2400];
/// The machine is noisy: a stage is measured anew so many times before it fails.
const ATTEMPTS: usize = 15;

const STAGES: [&str; 9] = ["source", "lines", "blocks", "scan", "segment", "assemble", "verify", "unist", "json"];

/// What a stage took.
#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    time: Duration,
    steps: u64,
}

type Costs = [Cost; STAGES.len()];

/// The great sizes: a case and how many times it is repeated.
const GREAT: [(&str, usize, Make); 6] = [
    ("a million lines 一、", 1_000_000, |n| "一、\n".repeat(n)),
    ("a million headings that count on", 1_000_000, |n| each(n, |i| format!("{}、抓好落实\n", han(i + 1)))),
    ("a million items in one line", 1_000_000, |n| format!("好。{}", each(n, |i| format!("{}是办；", han(i + 1))))),
    ("one line of 100 MB without any mark", 100_000_000 / 3, |n| "的".repeat(n)),
    ("one line of 100 MB with sentences", 100_000_000 / BODY.len(), |n| BODY.repeat(n)),
    ("a million opening brackets", 1_000_000, |n| "（".repeat(n)),
];

#[test]
fn lines_take_the_steps_of_what_they_hold() {
    count(LINES);
}

#[test]
fn one_line_takes_the_steps_of_what_it_holds() {
    count(ONE_LINE);
}

#[test]
fn pages_take_the_steps_of_what_they_hold() {
    count(PAGES);
}

#[test]
#[ignore = "times are noisy; see the head of this file"]
fn lines_cost_what_they_hold() {
    judge(LINES);
}

#[test]
#[ignore = "times are noisy; see the head of this file"]
fn one_line_costs_what_it_holds() {
    judge(ONE_LINE);
}

#[test]
#[ignore = "times are noisy; see the head of this file"]
fn pages_cost_what_they_hold() {
    judge(PAGES);
}

/// The work of the search and of the outline is counted, not timed.
#[test]
fn the_search_and_the_outline_look_at_what_the_text_holds() {
    let grammar = Grammar::builtin();
    let steps = |text: String| tigang::parse(&Source::from_text(text), &grammar).steps();
    for (name, make) in LINES.iter().chain(ONE_LINE).chain(PAGES).chain(SEARCHED_LATE) {
        let taken = SIZES.map(|n| steps(make(n)));
        for (n, taken) in SIZES.into_iter().zip(taken) {
            // Where the search begins it costs at once what it costs, but never more than so much for a marker.
            assert!(taken <= SEARCHED + EACH * n as u64, "{name}: {taken} steps for {n} pieces");
        }
        // Beyond what a search may cost once, whenever it begins, work grows as the text does.
        let [_, before, after] = taken;
        let after = after.saturating_sub(SEARCHED);
        assert!(10 * after <= 43 * before + 1000, "{name}: {before} steps, then {after} and a search");
    }
}

#[test]
#[ignore = "takes minutes; see the head of this file"]
fn great_sizes_cost_what_they_hold() {
    let grammar = Grammar::builtin();
    let mut faults = Vec::new();
    for (name, n, make) in GREAT {
        let small = once(&make(n / 4), &grammar);
        let text = make(n);
        let large = once(&text, &grammar);
        let whole = whole(&large.0);
        println!("{name}: {} MB, {whole:.2?}, {} MB held at most", text.len() / 1_000_000, large.1 / 1_000_000);
        for (stage, cost) in STAGES.into_iter().zip(large.0) {
            println!("    {stage:<8} {:>9.2?}", cost.time);
        }
        faults.extend(compare(name, small, large));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Counts the steps of all cases and the memory that they hold, then fails with every one that grows too fast.
fn count(cases: &[(&str, Make)]) {
    if taken().is_none() {
        eprintln!("skipped: a release build counts no steps");
        return;
    }
    let grammar = Grammar::builtin();
    let mut faults = Vec::new();
    for (name, make) in cases {
        let at = |n: usize| once(&make(n), &grammar);
        let (small, large) = (at(COUNTED), at(4 * COUNTED));
        if !more_steps(name, small, large).is_empty() {
            faults.extend(more_steps(name, large, at(16 * COUNTED)));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What takes too many more steps, or holds too much more, at four times the size.
fn more_steps(name: &str, small: (Costs, usize), large: (Costs, usize)) -> Vec<String> {
    let stages = STAGES.into_iter().zip(small.0.into_iter().zip(large.0));
    let dear = stages.filter(|(_, (before, after))| after.steps > MOST_STEPS * before.steps + BESIDES);
    let told = dear.map(|(stage, (before, after))| {
        format!("{name}: {stage} takes {} steps, at four times the size {}", before.steps, after.steps)
    });
    told.chain(memory_grows(name, small.1, large.1)).collect()
}

/// Measures all cases, then fails with every one that grows too fast.
fn judge(cases: &[(&str, Make)]) {
    let grammar = Grammar::builtin();
    let faults: Vec<String> = cases.iter().flat_map(|&(name, make)| grows(name, make, &grammar)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The stages of a case that grow too fast.
fn grows(name: &str, make: Make, grammar: &Grammar) -> Vec<String> {
    let mut n = 64;
    while whole(&once(&make(n), grammar).0) < ENOUGH && make(n).len() * 8 <= BYTES {
        n *= 2;
    }
    let (small, large) = (make(n), make(4 * n));
    let (mut least, mut most) = (once(&small, grammar), once(&large, grammar));
    let mut faults = compare(name, least, most);
    for _ in 1..ATTEMPTS {
        if faults.is_empty() {
            break;
        }
        least = better(least, once(&small, grammar));
        most = better(most, once(&large, grammar));
        faults = compare(name, least, most);
    }
    faults
}

/// How long all stages took together.
fn whole(costs: &Costs) -> Duration {
    costs.iter().map(|cost| cost.time).sum()
}

/// What each stage took, and the most memory that all together held.
fn once(text: &str, grammar: &Grammar) -> (Costs, usize) {
    let json = by_name("jsonl").expect("it is in the register");
    memory::peak(|| {
        let mut watch = Watch { costs: Costs::default(), stage: 0, since: Watch::now() };
        let source = Source::from_text(text);
        watch.next();
        let lines = lines(&source, grammar);
        watch.next();
        let blocks = blocks(&source, &lines, grammar);
        watch.next();
        let scan = scan(&source, &lines, &blocks, grammar);
        watch.next();
        let segments = segment(&blocks, &scan);
        watch.next();
        let document = assemble(&source, &blocks, &scan, &segments, grammar);
        watch.next();
        document.verify(&source).expect("nothing is lost, whatever the text");
        watch.next();
        drop(document.to_unist(&source, grammar));
        watch.next();
        let outline = Outline::new(&document, &source, grammar);
        emit(&[outline], json, &Look::default(), &mut sink()).expect("a sink takes everything");
        watch.next();
        watch.costs
    })
}

struct Watch {
    costs: Costs,
    stage: usize,
    since: Cost,
}

impl Watch {
    fn now() -> Cost {
        Cost { time: clock::now(), steps: taken().unwrap_or(0) }
    }

    fn next(&mut self) {
        let now = Self::now();
        let Cost { time, steps } = self.since;
        self.costs[self.stage] = Cost { time: now.time.saturating_sub(time), steps: now.steps - steps };
        self.stage += 1;
        self.since = now;
    }
}

fn better(old: (Costs, usize), new: (Costs, usize)) -> (Costs, usize) {
    let least = |i: usize| Cost { time: old.0[i].time.min(new.0[i].time), ..old.0[i] };
    (std::array::from_fn(least), old.1.min(new.1))
}

/// What grew too fast between a size and four times that size.
fn compare(name: &str, small: (Costs, usize), large: (Costs, usize)) -> Vec<String> {
    let mut faults = Vec::new();
    for (stage, (before, after)) in STAGES.into_iter().zip(small.0.into_iter().zip(large.0)) {
        let (before, after) = (before.time, after.time);
        let ratio = after.as_secs_f64() / before.as_secs_f64().max(1e-6);
        if after >= SHORT && ratio > MOST {
            faults
                .push(format!("{name}: {stage} takes {before:.1?}, at four times the size {after:.1?}: × {ratio:.1}"));
        }
    }
    faults.extend(memory_grows(name, small.1, large.1));
    faults
}

/// Whether four times the input holds too much memory.
fn memory_grows(name: &str, small: usize, large: usize) -> Option<String> {
    #[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
    let ratio = large as f64 / small.max(1) as f64;
    (ratio > MOST).then(|| format!("{name}: holds {small} bytes, at four times the size {large}: × {ratio:.1}"))
}
