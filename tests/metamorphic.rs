//! A change of dress is no change of sense: line ends, indents, blank lines, width, script, a page around the speech
//! or another speech after it leave the outline as it was, but for the places.
//!
//! Every change is made to every text (fixtures, and the shared texts where they lie beside the checkout) for which it
//! is neutral; where it is not, the change says why and passes. The outline is compared with what comes of the
//! unchanged text, right or wrong. `tests/known_metamorphic.txt` lists `TEXT / CHANGE | REASON` that fail today; one
//! that passes fails the run.

mod common;

use std::thread;

use common::diff::diff;
use common::known::{Known, Outcome};
use common::row::{Row, rows};
use common::{Parsed, Text, at, fixtures, parse, shared};
use tigang::Grammar;
use tigang::block::{Blocks, blocks};
use tigang::document::Kind;
use tigang::line::lines;
use tigang::text::{is_blank, is_ideograph};

/// A change of dress.
struct Change {
    name: &'static str,
    /// The changed text; `None` where it would not differ, or where the change is not neutral.
    apply: fn(&Base) -> Option<String>,
    /// How own texts are compared.
    text: fn(&str) -> String,
    /// Whether what the change adds is boilerplate, so that only the speech is compared.
    frames: bool,
}

/// All changes of one text.
const CHANGES: &[Change] = &[
    Change { name: "crlf", apply: crlf, text: same, frames: false },
    Change { name: "lf", apply: lf, text: same, frames: false },
    Change { name: "byte order mark", apply: byte_order_mark, text: same, frames: false },
    Change { name: "wide indents", apply: |base| indented(base, "　　"), text: same, frames: false },
    Change { name: "four spaces", apply: |base| indented(base, "    "), text: same, frames: false },
    Change { name: "blank lines between blocks", apply: apart, text: same, frames: false },
    Change { name: "no blank lines", apply: dense, text: same, frames: false },
    Change { name: "half width", apply: half_width, text: narrow, frames: false },
    Change { name: "full width", apply: full_width, text: narrow, frames: false },
    Change {
        name: "traditional",
        apply: |base| converted(base, |line| hanconv::s2t(line)),
        text: length,
        frames: false,
    },
    Change {
        name: "simplified",
        apply: |base| converted(base, |line| hanconv::t2s(line)),
        text: length,
        frames: false,
    },
    Change { name: "a page around it", apply: framed, text: same, frames: true },
];

/// A text with what came of it unchanged.
struct Base {
    name: String,
    text: String,
    rows: Vec<Row>,
    blocks: Blocks,
}

impl Base {
    fn new(text: Text, grammar: &Grammar) -> Self {
        let parsed = parse(&text.text, grammar);
        let (rows, blocks) = (rows(&parsed), blocks(&parsed.source, &lines(&parsed.source, grammar), grammar));
        Self { name: text.name, text: text.text, rows, blocks }
    }

    /// Whether a line break tore a paragraph.
    fn is_torn(&self) -> bool {
        self.blocks.all.iter().any(|block| self.blocks.pieces(block).len() > 1)
    }

    /// Whether it is one speech that begins with its title, with nothing around it or between.
    fn is_clean(&self) -> bool {
        let speeches = self.rows.iter().filter(|row| row.kind == Kind::Speech).count();
        let titled = self.rows.get(1).is_some_and(|row| row.kind == Kind::Title);
        speeches == 1 && titled && self.rows.iter().all(|row| row.kind != Kind::Boilerplate)
    }

    /// Whether it is clean, greets and takes leave, so that nobody doubts where it begins and ends.
    fn is_whole(&self) -> bool {
        let greets = self.rows.iter().any(|row| row.kind == Kind::Salutation);
        let leaves = self.rows.iter().rev().find(|row| row.kind != Kind::Signature);
        self.is_clean() && greets && leaves.is_some_and(|row| row.kind == Kind::Closing)
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines()
    }

    /// What ends a line and, where paragraphs stand apart, the blank line after it.
    fn gap(&self) -> &'static str {
        if self.lines().any(is_blank_line) { "\n\n" } else { "\n" }
    }
}

#[test]
fn a_change_of_dress_does_not_change_the_outline() {
    let grammar = Grammar::builtin();
    let known = Known::read(&at("tests/known_metamorphic.txt"));
    let bases: Vec<Base> = fixtures().into_iter().chain(shared()).map(|text| Base::new(text, &grammar)).collect();
    let mut outcome = Outcome::default();
    thread::scope(|scope| {
        let every = |change| {
            let (bases, grammar) = (&bases, &grammar);
            scope.spawn(move || bases.iter().filter_map(|base| changed(base, change, grammar)).collect::<Vec<_>>())
        };
        let running: Vec<_> = CHANGES.iter().map(every).collect();
        for (change, thread) in CHANGES.iter().zip(running) {
            let seen = thread.join().unwrap_or_else(|_| panic!("the change `{}` ends in a panic", change.name));
            println!("{:28} {:3} texts, {:3} differ", change.name, seen.len(), failures(&seen));
            seen.into_iter().for_each(|(what, diff)| outcome.note(what, diff));
        }
    });
    // Apart, so that the pairs of fixtures are the same whether the shared texts are there or not.
    let (shared, own): (Vec<&Base>, Vec<&Base>) = bases.iter().partition(|base| base.name.starts_with("shared:"));
    let seen = [successors(&own, &grammar), successors(&shared, &grammar)].concat();
    println!("{:28} {:3} pairs, {:3} differ", "another speech after it", seen.len(), failures(&seen));
    seen.into_iter().for_each(|(what, diff)| outcome.note(what, diff));
    known.settle(&outcome);
}

fn failures(seen: &[(String, String)]) -> usize {
    seen.iter().filter(|(_, diff)| !diff.is_empty()).count()
}

/// What a change makes of a text: its name, and the difference.
fn changed(base: &Base, change: &Change, grammar: &Grammar) -> Option<(String, String)> {
    let text = (change.apply)(base)?;
    let parsed = parse(&text, grammar);
    let what = format!("{} / {}", base.name, change.name);
    if let Some(loss) = loss(&parsed) {
        return Some((what, loss));
    }
    let shown = |rows: &[Row]| -> Vec<String> {
        let rows = rows.iter().filter(|row| !change.frames || row.kind != Kind::Boilerplate);
        rows.map(|row| row.shape(change.text)).collect()
    };
    Some((what, diff(&shown(&base.rows), &shown(&rows(&parsed)))))
}

fn loss(parsed: &Parsed) -> Option<String> {
    parsed.document.verify(&parsed.source).err().map(|loss| format!("  {loss:?}\n"))
}

/// Every whole speech with the next one behind it: two speeches, each as it was.
fn successors(bases: &[&Base], grammar: &Grammar) -> Vec<(String, String)> {
    let whole: Vec<&Base> = bases.iter().copied().filter(|base| base.is_whole()).collect();
    let pairs = whole.iter().zip(whole.iter().cycle().skip(1));
    pairs
        .map(|(first, second)| {
            let text = format!("{}{}{}", first.text.trim_end(), first.gap(), second.text);
            let parsed = parse(&text, grammar);
            let what = format!("{} + {} / another speech after it", first.name, second.name);
            let wanted: Vec<String> = first.rows.iter().chain(&second.rows).map(|row| row.shape(same)).collect();
            let found: Vec<String> = rows(&parsed).iter().map(|row| row.shape(same)).collect();
            (what, loss(&parsed).unwrap_or_else(|| diff(&wanted, &found)))
        })
        .collect()
}

// How own texts are compared.

fn same(text: &str) -> String {
    text.to_owned()
}

/// Both widths alike.
fn narrow(text: &str) -> String {
    text.chars().map(half).collect()
}

/// Only how long they are: a word converted by itself may come out otherwise than in its line.
fn length(text: &str) -> String {
    format!("{} characters", text.chars().count())
}

// The changes.

fn crlf(base: &Base) -> Option<String> {
    differs(base, base.text.replace("\r\n", "\n").replace('\n', "\r\n"))
}

fn lf(base: &Base) -> Option<String> {
    differs(base, base.text.replace("\r\n", "\n"))
}

fn byte_order_mark(base: &Base) -> Option<String> {
    (!base.text.starts_with('\u{feff}')).then(|| format!("\u{feff}{}", base.text))
}

/// Every line moved to the right alike: what stood out from its fellows still does.
fn indented(base: &Base, indent: &str) -> Option<String> {
    let moved = |line: &str| if is_blank_line(line) { line.to_owned() } else { format!("{indent}{line}") };
    differs(base, joined(base.lines().map(moved)))
}

/// A blank line before every block. The lines of a torn paragraph stay together.
fn apart(base: &Base) -> Option<String> {
    let begins = |line: usize| base.blocks.all.iter().any(|block| block.line as usize == line && !block.inserted);
    let mut out = Vec::new();
    let mut blank = true;
    for (line, index) in base.lines().zip(0..) {
        if !blank && begins(index) {
            out.push("");
        }
        out.push(line);
        blank = is_blank_line(line);
    }
    differs(base, joined(out.into_iter()))
}

/// Without any blank line. Where paragraphs are torn it can be the blank line alone that tells an unfinished line from
/// the end of a paragraph, so those texts are passed over.
fn dense(base: &Base) -> Option<String> {
    if base.is_torn() {
        return None;
    }
    differs(base, joined(base.lines().filter(|line| !is_blank_line(line))))
}

/// As crawled pages have it: all but 、。 and quotation marks in half width.
fn half_width(base: &Base) -> Option<String> {
    differs(base, narrow(&base.text))
}

/// As an editor puts it right: marks beside Chinese in full width, those beside Latin letters and digits as they are.
fn full_width(base: &Base) -> Option<String> {
    let chars: Vec<char> = base.text.chars().collect();
    let beside = |i: Option<usize>| i.and_then(|i| chars.get(i)).copied().unwrap_or('\n');
    let wide = |(i, &c): (usize, &char)| {
        let around = [beside(i.checked_sub(1)), beside(Some(i + 1))];
        let chinese = around.into_iter().any(is_ideograph) && !around.into_iter().any(|c| c.is_ascii_alphanumeric());
        if chinese && matches!(c, ',' | ':' | ';' | '!' | '?' | '(' | ')') { full(c) } else { c }
    };
    differs(base, chars.iter().enumerate().map(wide).collect())
}

/// In the other script. A conversion that makes a line longer or shorter has changed words, not characters.
fn converted(base: &Base, convert: fn(&str) -> String) -> Option<String> {
    let out = joined(base.lines().map(convert));
    let long = |text: &str| text.lines().map(|line| line.chars().count()).collect::<Vec<_>>();
    if long(&out) != long(&base.text) {
        return None;
    }
    differs(base, out)
}

/// A web page around a clean speech.
fn framed(base: &Base) -> Option<String> {
    const ABOVE: [&str; 3] =
        ["当前位置：首页 > 文秘范文 > 讲话稿", "发布时间：2021-09-14 10:22", "来源：本站　浏览：316次"];
    const BELOW: [&str; 8] = [
        "第 1 页 共 1 页",
        "上一篇：河堤巡护工作安排",
        "下一篇：粮站晒场修缮小结",
        "相关阅读",
        "敬老院开放日致辞",
        "冬季供暖动员讲话",
        "版权所有：青禾文秘网　未经许可不得转载",
        "联系我们 | 网站地图 | 返回首页",
    ];
    if !base.is_clean() {
        return None;
    }
    let gap = base.gap();
    let text = base.text.trim_start_matches('\u{feff}').trim_end();
    Some(format!("{}{gap}{text}{gap}{}\n", ABOVE.join(gap), BELOW.join(gap)))
}

fn differs(base: &Base, text: String) -> Option<String> {
    (text != base.text).then_some(text)
}

fn joined(lines: impl Iterator<Item = impl AsRef<str>>) -> String {
    lines.fold(String::new(), |out, line| out + line.as_ref() + "\n")
}

fn is_blank_line(line: &str) -> bool {
    line.chars().all(is_blank)
}

fn half(c: char) -> char {
    if matches!(c, '！'..='～') { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c }
}

fn full(c: char) -> char {
    if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap_or(c) } else { c }
}
