//! Lines that are not blank, with what decides whether they are whole.

use std::collections::{HashMap, HashSet};

use crate::grammar::{Grammar, LineKind};
use crate::source::Source;
use crate::span::Span;
use crate::text::{End, Measure, Ornament, is_blank, is_stop, ornament};

/// A line that is not blank.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its text, blanks at both ends not counted.
    pub span: Span,
    /// Its number, from 0.
    pub index: u32,
    /// Whether it is indented more than the least indented line.
    pub indented: bool,
    /// The display columns of the blanks before it.
    pub indent: u32,
    /// Its measure.
    pub measure: Measure,
    /// The display column after its last character, indent included.
    pub edge: u32,
    /// The same where every mark counts two columns: the edge of a page whose marks were narrowed later.
    pub wide_edge: u32,
    /// Whether a marker without doubt opens it.
    pub marked: bool,
    /// Whether no other line counts on from that marker.
    pub lone: bool,
    /// Whether no later line counts on from it.
    pub last: bool,
    /// Whether such a marker alone makes no list.
    pub weak: bool,
    /// Whether little is lost if the marker is taken for text.
    pub slight: bool,
    /// Whether the marker is all that the line holds.
    pub bare_marker: bool,
    /// Whether an address to the audience opens it.
    pub address: bool,
    /// Whether it is a page number.
    pub page_number: bool,
    /// Whether it is one of the known lines: a closing, a meta line, furniture.
    pub known: bool,
}

/// A page number is no longer than this.
const SHORT: u32 = 100;
/// A marker that weighs less may as well be text: 9-1.
const SLIGHT: f32 = 2.0;

pub(super) fn lines(source: &Source, grammar: &Grammar) -> Vec<Line> {
    let text = source.text();
    let (mut out, mut counts, mut folded, mut chars) = (Vec::new(), Vec::new(), String::new(), Vec::new());
    let page = grammar.words().reason_index("page-number");
    for index in 0..source.lines() {
        let whole = source.line(index);
        let raw = whole.of(text);
        let left = raw.trim_start_matches(is_blank);
        let trimmed = left.trim_end_matches(is_blank);
        if trimmed.is_empty() {
            continue;
        }
        let start = whole.start + u32::try_from(raw.len() - left.len()).unwrap_or(0);
        let indent: u32 = raw[..raw.len() - left.len()].chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        let opened = opened(trimmed, grammar);
        let marked = opened.filter(|opened| opened.sure);
        let span = Span::new(start, start + u32::try_from(trimmed.len()).unwrap_or(0));
        let mut measure = source.measure(span);
        // 1｡ ends no sentence.
        if marked.is_some_and(|marker| trimmed[..marker.len].contains(is_stop)) {
            measure.inner_stops = measure.inner_stops.saturating_sub(1);
        }
        let mut line = Line {
            span,
            index,
            indented: false,
            indent,
            edge: indent + measure.width,
            wide_edge: indent + measure.width + measure.narrow,
            measure,
            marked: marked.is_some(),
            lone: false,
            last: false,
            weak: marked.is_some_and(|marker| marker.single >= 3.0),
            slight: marked.is_some_and(|marker| marker.slight),
            bare_marker: marked.is_some_and(|marker| marker.len == trimmed.len()),
            address: false,
            page_number: false,
            known: false,
        };
        folded.clear();
        chars.clear();
        grammar.script().fold_into(head(trimmed), &mut folded);
        chars.extend(folded.chars());
        line.address = grammar.words().opens_with_address(&chars).is_some();
        match ornament(trimmed) {
            Some(Ornament::Page) => (line.known, line.page_number) = (true, true),
            Some(Ornament::Rule | Ornament::Comment) => line.known = true,
            None => {}
        }
        if measure.chars <= SHORT {
            for (kind, _) in grammar.words().kinds(&chars) {
                match kind {
                    LineKind::Boilerplate(b) if b.strong => {
                        line.known = true;
                        line.page_number |= Some(b.reason) == page;
                    }
                    LineKind::Meta(_) | LineKind::Attachment | LineKind::Contents => line.known = true,
                    _ => {}
                }
            }
        }
        out.push(line);
        counts.push(opened.and_then(|marker| marker.count));
    }
    let margin = out.iter().map(|line| line.indent).min().unwrap_or(0);
    out.iter_mut().for_each(|line| line.indented = line.indent > margin);
    note_lone(&mut out, &counts);
    note_running_heads(&mut out, text);
    out
}

/// A short line that comes again and again beside page numbers is the head of the page: it stands between lines as they do.
fn note_running_heads(lines: &mut [Line], text: &str) {
    let mut beside: HashMap<&str, u32> = HashMap::new();
    let page = |i: Option<usize>| i.and_then(|i| lines.get(i)).is_some_and(|line| line.page_number);
    for (i, line) in lines.iter().enumerate() {
        let short = line.measure.chars <= 30 && line.measure.end == End::Open && !line.page_number && !line.marked;
        if short && (page(i.checked_sub(1)) || page(Some(i + 1))) {
            *beside.entry(line.span.of(text)).or_default() += 1;
        }
    }
    let heads: HashSet<&str> = beside.into_iter().filter(|(_, times)| *times >= 2).map(|(head, _)| head).collect();
    for line in lines.iter_mut().filter(|line| heads.contains(line.span.of(text))) {
        (line.page_number, line.known) = (true, true);
    }
}

/// The first characters, which is all that an address or a short line takes.
fn head(text: &str) -> &str {
    text.char_indices().nth(SHORT as usize + 8).map_or(text, |(i, _)| &text[..i])
}

/// What a line's marker counts: the group of its family, its label, its number.
type Count = (u16, u16, u32);

/// A marker that opens a line.
#[derive(Clone, Copy)]
struct Opened {
    len: usize,
    count: Option<Count>,
    /// The price of a list that has it alone.
    single: f32,
    /// Whether little is lost if it is taken for text.
    slight: bool,
    /// Whether nobody would doubt it.
    sure: bool,
}

/// The marker that opens a line: the first that nobody would doubt, or else one that counts at least with others.
fn opened(text: &str, grammar: &Grammar) -> Option<Opened> {
    let first = text.chars().next()?;
    let mut any = None;
    for &family in grammar.opened_by(first) {
        let family = grammar.family(family);
        let Some(found) = family.read(text, "", false, grammar.script()).filter(|found| found.price < 1.0) else {
            continue;
        };
        let (traits, reading) = (family.traits(), found.reading);
        let opened = Opened {
            len: found.len,
            count: reading.ordinal.map(|n| (traits.group, reading.label, n)),
            single: traits.single,
            slight: traits.weight < SLIGHT,
            sure: traits.weight >= 3.0 || reading.ordinal == Some(1),
        };
        if opened.sure {
            return Some(opened);
        }
        if !opened.slight {
            any = any.or(Some(opened));
        }
    }
    any
}

/// Notes which markers have no fellow: none that counts one more comes after, before the same number comes again.
fn note_lone(lines: &mut [Line], counts: &[Option<Count>]) {
    let mut ahead: HashMap<Count, usize> = HashMap::new();
    for (i, count) in counts.iter().enumerate().rev() {
        let Some(count) = *count else { continue };
        let (group, label, n) = count;
        let again = ahead.get(&count).copied().unwrap_or(usize::MAX);
        lines[i].lone = ahead.get(&(group, label, n + 1)).is_none_or(|&next| next > again);
        lines[i].last = lines[i].lone;
        ahead.insert(count, i);
    }
    let mut behind: HashSet<Count> = HashSet::new();
    for (line, count) in lines.iter_mut().zip(counts) {
        let Some((group, label, n)) = *count else { continue };
        line.lone &= !behind.contains(&(group, label, n.wrapping_sub(1)));
        behind.insert((group, label, n));
    }
}
