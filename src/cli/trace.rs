//! How a line was read: its nodes, the lists in which they count, and what the reading had to pay for them.
//!
//! Shows what the document holds; decides nothing.

use crate::diagnostic::Diagnostic;
use crate::document::{Charge, Document, Kind, Marker, Node};
use crate::emit::kind_title;
use crate::grammar::Grammar;
use crate::infer::{CLOSE, Reason};
use crate::lang::Lang;
use crate::lint::{Settings, lint};
use crate::pipeline::parse;
use crate::source::Source;
use crate::span::Span;

/// How many characters of a text are shown.
const EXCERPT: usize = 24;

/// How many ordinals of a list are shown before and after the item.
const AROUND: usize = 8;

/// Tells how a line, numbered from 1, was read.
pub(super) fn trace(source: &Source, line: u32, grammar: &Grammar, settings: &Settings, lang: Lang) -> String {
    let document = parse(source, grammar);
    let trace = Trace { source, document: &document, grammar, lang };
    let span = shown_line(source, line);
    let mut out = format!("{}:{line}  {}\n", source.origin().path, trace.excerpt(span));
    let indexes: Vec<u32> =
        (0..).zip(document.nodes()).filter(|(_, node)| trace.touches(node, span)).map(|(i, _)| i).collect();
    if indexes.is_empty() {
        out.push_str(lang.pick("\n空行\n", "\na blank line\n"));
    }
    out.extend(indexes.iter().map(|&index| trace.node(index)));
    let found = lint(source, &document, grammar, settings);
    let here = found.iter().filter(|diagnostic| source.point(diagnostic.span.start).line == line);
    let told: String = here.map(|diagnostic| trace.diagnostic(diagnostic)).collect();
    if !told.is_empty() {
        out.push_str(&format!("\n{told}"));
    }
    out
}

/// What is shown of a line of the file; nothing where it is all marks.
fn shown_line(source: &Source, line: u32) -> Span {
    let shown = (0..source.lines()).map(|index| source.line(index));
    let mut here = shown.filter(|span| source.point(span.start).line == line);
    here.next().unwrap_or_default()
}

struct Trace<'a> {
    source: &'a Source,
    document: &'a Document,
    grammar: &'a Grammar,
    lang: Lang,
}

impl Trace<'_> {
    /// Whether the marker or the text of a node itself stands on the line.
    fn touches(&self, node: &Node, line: Span) -> bool {
        let marker = node.marker.map(|marker| marker.span);
        let own = self.document.text_spans(node).iter().copied().chain(marker);
        own.into_iter().any(|span| span.start < line.end && line.start < span.end)
    }

    fn node(&self, index: u32) -> String {
        let node = self.at(index);
        let mut out = format!("\n{}\n", self.named(node));
        let mut row = |head: (&str, &str), text: String| {
            let width = self.lang.pick(4, 8);
            let head = self.lang.pick(head.0, head.1);
            let pad = " ".repeat(width - head.chars().count());
            out.push_str(&format!("  {head}{pad}  {text}\n"));
        };
        if let Some(marker) = node.marker {
            row(("序号", "marker"), self.marker(marker));
        }
        let text = self.document.text_of(node, self.source.text());
        row(("文字", "text"), shown(&text));
        let above = std::iter::successors(node.parent, |&i| self.at(i).parent);
        let above: Vec<String> = above.map(|i| self.cited(self.at(i))).collect();
        if !above.is_empty() {
            row(("上级", "under"), above.into_iter().rev().collect::<Vec<_>>().join(" › "));
        }
        if let Some(list) = node.list {
            row(("同列", "list"), self.list(list, index));
        }
        for charge in self.document.charges_of(index) {
            row(("扣分", "charge"), self.charge(charge));
        }
        out
    }

    /// `要点，第 2 级`, `point, level 2`.
    fn named(&self, node: &Node) -> String {
        let kind = kind_title(node.kind.name(), self.lang);
        let mut out = kind.to_owned();
        if node.level > 0 {
            let level = node.level;
            out.push_str(&self.lang.pick(format!("，第 {level} 级"), format!(", level {level}")));
        }
        if let Some(label) = self.document.label(node) {
            out.push_str(&format!(" ({label})"));
        }
        out
    }

    fn marker(&self, marker: Marker) -> String {
        let family = self.grammar.family(marker.family);
        let written = shown(marker.span.of(self.source.text()));
        let ordinal = marker.ordinal.map_or_else(|| "–".to_owned(), |ordinal| ordinal.to_string());
        let mut out = format!("“{written}” = {ordinal}  {} {}", family.public_id(), family.name());
        if family.is_alias() {
            out.push_str(&format!(" ({})", family.id()));
        }
        out
    }

    fn list(&self, list: u32, index: u32) -> String {
        let Some(list) = self.document.lists().get(list as usize) else { return String::new() };
        let items = self.document.items(list);
        let at = items.iter().position(|&item| item == index).unwrap_or(0);
        let (from, to) = (at.saturating_sub(AROUND), (at + AROUND + 1).min(items.len()));
        let ordinal = |i: usize| {
            let ordinal = self.at(items[i]).marker.and_then(|marker| marker.ordinal);
            let ordinal = ordinal.map_or_else(|| "–".to_owned(), |ordinal| ordinal.to_string());
            if i == at { format!("[{ordinal}]") } else { ordinal }
        };
        let mut numbers: Vec<String> = (from..to).map(ordinal).collect();
        if from > 0 {
            numbers.insert(0, "…".to_owned());
        }
        if to < items.len() {
            numbers.push("…".to_owned());
        }
        let place = if list.inline { self.lang.pick("，在行内", ", inline") } else { "" };
        let margin = self.lang.pick(format!("余地 {}", margin(list.margin)), format!("margin {}", margin(list.margin)));
        format!("{}{place}{}{margin}", numbers.join(" "), self.lang.pick("，", ", "))
    }

    fn charge(&self, charge: &Charge) -> String {
        let (zh, en) = words(charge.reason);
        let why = self.lang.pick(zh, en);
        let (cost, margin) = (price(charge.cost), margin(charge.margin));
        let margin = self.lang.pick(format!("余地 {margin}"), format!("margin {margin}"));
        format!("{cost}  {} ({}{}{margin})", why, charge.reason.name(), self.lang.pick("，", ", "))
    }

    fn diagnostic(&self, diagnostic: &Diagnostic) -> String {
        let point = self.source.point(diagnostic.span.start);
        let severity = diagnostic.severity.title(self.lang);
        let message = diagnostic.message.of(self.lang);
        format!("{}:{} {severity}[{}] {message}\n", point.line, point.column, diagnostic.rule)
    }

    /// A node in few words: `一、提高认识`.
    fn cited(&self, node: &Node) -> String {
        if node.kind == Kind::Speech {
            let line = self.source.point(node.position.start).line;
            return self.lang.pick(format!("讲话（第 {line} 行起）"), format!("speech (from line {line})"));
        }
        let marker = node.marker.map_or("", |marker| marker.span.of(self.source.text()));
        shown(&format!("{marker}{}", self.document.text_of(node, self.source.text())))
    }

    fn excerpt(&self, span: Span) -> String {
        shown(span.of(self.source.text()))
    }

    fn at(&self, index: u32) -> &Node {
        &self.document.nodes()[index as usize]
    }
}

/// The beginning of a text on one line.
fn shown(text: &str) -> String {
    let mut out: String = text.chars().take(EXCERPT).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(EXCERPT).is_some() {
        out.push('…');
    }
    out
}

/// How far it is to the next reading; what is not close is not told apart.
fn margin(margin: f32) -> String {
    if margin < CLOSE { format!("{margin:.2}") } else { format!("≥ {CLOSE}") }
}

/// A cost.
fn price(cost: f32) -> String {
    if cost.is_finite() && cost < 1000.0 { format!("{cost:.1}") } else { "∞".to_owned() }
}

/// What a reading pays for, in Chinese and in English.
fn words(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Open => ("新开一列", "a list opens"),
        Reason::MissingFirst => ("这一列不从一开始", "the list does not start at 1"),
        Reason::RunOn => ("编号接着前面一列", "its numbers run on from an earlier list"),
        Reason::Inverted => ("通常在外层的写法用在了里层", "a family inside one that usually stands deeper"),
        Reason::InsideItself => ("同一种写法套在自身之内", "a family inside itself"),
        Reason::Gap => ("中间缺号", "numbers are missing"),
        Reason::Repeat => ("编号重复", "a number twice"),
        Reason::Backwards => ("编号倒退", "a number that goes back"),
        Reason::Slip => ("只有这个编号写错", "this number alone is wrong"),
        Reason::Restart => ("重新从头编号", "the list starts again"),
        Reason::SiblingFamily => ("与同列写法不同", "written unlike its siblings"),
        Reason::SiblingGroup => ("与同列换用相近的写法", "in a family that takes turns with that of its siblings"),
        Reason::SecondList => ("同一上级下的又一列", "another list under the same parent"),
        Reason::UnderPoint => ("上级要点没有引出下级", "its parent announces no list"),
        Reason::Leave => ("离开上级后不再回来", "its parent is left for good"),
        Reason::Shape => ("与同列样子不同", "shaped unlike its siblings"),
        Reason::Depth => ("与文件中设定的标题级别不符", "not as deep as the file sets it"),
        Reason::Interrupted => ("行内的一列隔段续写", "an inline list goes on in a later paragraph"),
        Reason::Single => ("只有一项", "a list of one item"),
        Reason::Doubt => ("前后文使它不像序号", "what stands around speaks against a marker"),
        Reason::WrongPrefix => ("与上级的编号不符", "its number does not begin with that of its parent"),
        Reason::Rejected => ("像序号而未作序号", "something like a marker was taken for text"),
    }
}
