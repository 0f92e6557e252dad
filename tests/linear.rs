//! Law 3: time and memory grow with the size of the input, also where the input is made to hurt.
//!
//! Every case is read at a size and at four times that size. Each stage may take at most six times as long, and the
//! whole may hold at most six times the memory: twice the growth of the input costs a factor of four, its square one of
//! sixteen. Stages are judged one by one, since a slow one hides what a quick one does. Time is processor time, the
//! least of several attempts.
//!
//! The great sizes run on demand:
//! `cargo test --release --test linear -- --ignored --nocapture --test-threads 1`

#[path = "common/clock.rs"]
mod clock;
#[path = "common/memory.rs"]
mod memory;

use std::io::{BufWriter, sink};
use std::time::Duration;

use tigang::assemble::assemble;
use tigang::block::blocks;
use tigang::scan::scan;
use tigang::segment::segment;
use tigang::{Grammar, Source};

/// The most by which four times the input may cost more.
const MOST: f64 = 6.0;
/// A stage that takes less at the greater size is not judged: the clock is too coarse.
const SHORT: Duration = Duration::from_millis(4);
/// A case is enlarged until all its stages together take so long.
const ENOUGH: Duration = Duration::from_millis(50);
/// The greater input has no more bytes, where every stage is too quick to matter.
const BYTES: usize = 4 << 20;
/// The machine is noisy: a stage is measured anew so many times before it fails.
const ATTEMPTS: usize = 5;

const STAGES: [&str; 8] = ["source", "blocks", "scan", "segment", "assemble", "verify", "unist", "json"];

type Times = [Duration; STAGES.len()];
type Make = fn(usize) -> String;

/// A paragraph of two sentences.
const BODY: &str = "要把各项任务落到实处，把好事办好，把实事办实，让群众满意。大家的事情大家办，有话当面讲。";

const LINES: [(&str, Make); 13] = [
    ("一、 and nothing else", |n| "一、\n".repeat(n)),
    ("headings that count on", |n| each(n, |i| format!("{}、抓好落实\n{BODY}\n", han(i + 1)))),
    ("six levels in turn", |n| {
        let levels = ["一、甲事\n", "（一）乙事\n", "1．丙事\n", "（1）丁事\n", "①戊事\n", "第一，己事。\n"];
        each(n, |i| levels[i % 6].to_owned())
    }),
    ("six levels that go down and come up", |n| {
        let levels = ["一、甲事\n", "（一）乙事\n", "1．丙事\n", "（1）丁事\n", "①戊事\n", "第一，己事。\n"];
        each(n, |i| levels[if i / 6 % 2 == 0 { i % 6 } else { 5 - i % 6 }].to_owned())
    }),
    ("newlines", |n| "\n".repeat(n * 8)),
    ("short lines", |n| each(n, |i| format!("关于第{}项工作的安排\n", han(i % 90 + 1)))),
    ("short lines, each another", |n| each(n, |i| format!("加强队伍{}建设\n", words(i)))),
    ("short lines with paragraphs", |n| each(n, |i| format!("加强队伍{}建设\n{BODY}\n", words(i)))),
    ("markers that are none", |n| "三、四月份的雨水\n第一书记到村\n20.5%的农户\n".repeat(n)),
    ("decimals", |n| each(n, |i| format!("{}.{}.{} 内容\n", i / 100 + 1, i / 10 % 10 + 1, i % 10 + 1))),
    ("dashes and bullets", |n| "——抓好落实工作\n• 抓好落实工作\n".repeat(n)),
    ("labels", |n| each(n, |i| format!("{}. 抓好落实，不松劲。要有成效。\n说明：{BODY}\n", i + 1))),
    ("items with paragraphs, then without", |n| {
        let item = |i: usize| format!("{}. 抓好落实，不松劲。要有成效。\n", i + 1);
        let all = each(n, |i| format!("{}{BODY}\n", item(i)));
        format!("{all}{}{}{}", item(n), item(n + 1), format!("{BODY}\n").repeat(n))
    }),
];

const ONE_LINE: [(&str, Make); 16] = [
    ("。一是", |n| format!("好{}", "。一是".repeat(n))),
    ("items that count on", |n| format!("好。{}", each(n, |i| format!("{}是抓落实；", han(i + 1))))),
    ("（一） without a mark before it", |n| format!("好{}", each(n, |i| format!("（{}）抓落实", han(i % 9 + 1))))),
    ("no mark at all", |n| "的".repeat(n * 4)),
    ("commas", |n| "，".repeat(n * 4)),
    ("opening brackets", |n| "（".repeat(n)),
    ("opening brackets with numerals", |n| "（一".repeat(n)),
    ("1.1.1.1", |n| "1.".repeat(n)),
    ("nested quotations", |n| format!("{}{}", "“".repeat(n), "”".repeat(n))),
    ("quotations of all kinds that do not close", |n| "“《‘「『〈一、".repeat(n)),
    ("quotations that close", |n| "“一、”《二、》，".repeat(n)),
    ("一、", |n| "一、".repeat(n)),
    ("首先，", |n| "首先，".repeat(n)),
    ("一是一，", |n| format!("好{}", "，一是一，二是二".repeat(n))),
    ("candidates that all fail", |n| "三、四月份，第一书记，统一要求，".repeat(n)),
    ("blanks inside markers", |n| format!("一{}、", " ".repeat(20)).repeat(n)),
];

const PAGES: [(&str, Make); 14] = [
    ("a compendium", |n| each(n, |i| format!("大会发言稿 篇{}\n{}", i % 900 + 1, speech()))),
    ("pieces that all count one", |n| each(n, |_| format!("篇1\n{}", speech()))),
    ("titles that count one, each another", |n| each(n, |i| format!("在{}大会上的讲话1\n{BODY}{BODY}\n", words(i)))),
    ("speeches behind one another", |n| each(n, |i| format!("在{}大会上的讲话\n{}", words(i), speech()))),
    ("closings", |n| format!("{BODY}\n谢谢大家！\n").repeat(n)),
    ("salutations", |n| "同志们：\n".repeat(n)),
    ("dates", |n| "2023年1月1日\n".repeat(n)),
    ("names above a date", |n| format!("{BODY}\n{BODY}\n{}2023年1月1日\n", "张小川\n".repeat(n))),
    ("furniture after every paragraph", |n| format!("{BODY}{BODY}\n责任编辑：某某\n").repeat(n)),
    ("furniture after all", |n| format!("{}{}", format!("{BODY}{BODY}\n").repeat(n), "责任编辑：某某\n".repeat(n))),
    ("attachments", |n| format!("{BODY}\n附件1\n办法的通知\n").repeat(n)),
    ("tables of contents", |n| each(n, |i| format!("目录\n{}、抓好落实\n", han(i + 1)))),
    ("torn lines with items in them", |n| each(n, |i| format!("要努力，第{}点是抓落实，\n", han(i + 1)))),
    ("items before page numbers", |n| {
        let items = each(n, |i| format!("{}是抓落实；", han(i + 1)));
        format!("同志们：\n{BODY}\n好。{items}\n{}{BODY}\n{BODY}\n", "第3页\n".repeat(n))
    }),
];

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
fn lines_cost_what_they_hold() {
    judge(&LINES);
}

#[test]
fn one_line_costs_what_it_holds() {
    judge(&ONE_LINE);
}

#[test]
fn pages_cost_what_they_hold() {
    judge(&PAGES);
}

/// The work of the search is counted, not timed.
#[test]
fn the_search_looks_at_what_the_text_holds() {
    let grammar = Grammar::builtin();
    let steps = |text: String| tigang::parse(&Source::from_text(text), &grammar).steps();
    for (name, make) in LINES.iter().chain(&ONE_LINE).chain(&PAGES) {
        let (small, large) = (steps(make(150)), steps(make(600)));
        assert!(large <= 6 * small + 1000, "{name}: {small} steps, then {large}");
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
        let whole: Duration = large.0.iter().sum();
        println!("{name}: {} MB, {whole:.2?}, {} MB held at most", text.len() / 1_000_000, large.1 / 1_000_000);
        for (stage, time) in STAGES.into_iter().zip(large.0) {
            println!("    {stage:<8} {time:>9.2?}");
        }
        faults.extend(compare(name, small, large));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
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
    while once(&make(n), grammar).0.iter().sum::<Duration>() < ENOUGH && make(n).len() * 8 <= BYTES {
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

/// The processor time of each stage, and the most memory that all together held.
fn once(text: &str, grammar: &Grammar) -> (Times, usize) {
    memory::peak(|| {
        let mut watch = Watch { times: Times::default(), stage: 0, since: clock::now() };
        let source = Source::from_text(text);
        watch.next();
        let blocks = blocks(&source, grammar);
        watch.next();
        let scan = scan(&source, &blocks, grammar);
        watch.next();
        let segments = segment(&blocks, &scan);
        watch.next();
        let document = assemble(source.text(), &blocks, &scan, &segments, grammar);
        watch.next();
        document.verify(&source).expect("nothing is lost, whatever the text");
        watch.next();
        let outline = document.to_unist(&source, grammar);
        watch.next();
        serde_json::to_writer(BufWriter::new(sink()), &outline).expect("a sink takes everything");
        watch.next();
        watch.times
    })
}

struct Watch {
    times: Times,
    stage: usize,
    since: Duration,
}

impl Watch {
    fn next(&mut self) {
        let now = clock::now();
        self.times[self.stage] = now.saturating_sub(self.since);
        self.stage += 1;
        self.since = now;
    }
}

fn better(old: (Times, usize), new: (Times, usize)) -> (Times, usize) {
    (std::array::from_fn(|i| old.0[i].min(new.0[i])), old.1.min(new.1))
}

/// What grew too fast between a size and four times that size.
fn compare(name: &str, small: (Times, usize), large: (Times, usize)) -> Vec<String> {
    let mut faults = Vec::new();
    for (stage, (before, after)) in STAGES.into_iter().zip(small.0.into_iter().zip(large.0)) {
        let ratio = after.as_secs_f64() / before.as_secs_f64().max(1e-6);
        if after >= SHORT && ratio > MOST {
            faults
                .push(format!("{name}: {stage} takes {before:.1?}, at four times the size {after:.1?}: × {ratio:.1}"));
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
    let ratio = large.1 as f64 / small.1.max(1) as f64;
    if ratio > MOST {
        faults.push(format!("{name}: holds {} bytes, at four times the size {}: × {ratio:.1}", small.1, large.1));
    }
    faults
}

fn each(n: usize, item: impl Fn(usize) -> String) -> String {
    (0..n).map(item).fold(String::new(), |mut all, item| {
        all.push_str(&item);
        all
    })
}

/// A short speech without its title.
fn speech() -> String {
    format!("同志们：\n{BODY}{BODY}\n一、抓落实\n{BODY}\n二、抓长效\n{BODY}\n谢谢大家！\n")
}

/// 一 to 九十九, and then from the beginning.
fn han(n: usize) -> String {
    let n = (n - 1) % 99 + 1;
    let digit = |d: usize| ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"][d];
    let tens = if n / 10 > 1 { digit(n / 10) } else { "" };
    format!("{tens}{}{}", if n >= 10 { "十" } else { "" }, digit(n % 10))
}

/// A number in words, so that no numeral tells lines apart.
fn words(mut n: usize) -> String {
    let mut out = String::new();
    while n > 0 || out.is_empty() {
        out.push_str(["东", "南", "西", "北", "山", "水", "风", "云", "林", "石"][n % 10]);
        n /= 10;
    }
    out
}
