//! Mutants: clean texts with one fault put in on purpose, and where the fault must be told.
//!
//! Knows lists, markers and how an ordinal is written; the kinds of faults stand in `fault.rs`, what the checker says of
//! them is for the test to judge.

use std::ops::Range;

use tigang::document::Marker;
use tigang::grammar::Family;
use tigang::numeral::{Fold, locate};
use tigang::source::Source;
use tigang::span::Span;
use tigang::{Document, Grammar};

use super::Parsed;
use super::fault::Fault;

/// A clean text that was read.
pub(crate) struct Base<'g> {
    pub(crate) name: String,
    pub(crate) parsed: Parsed,
    pub(crate) grammar: &'g Grammar,
    lists: Vec<Vec<Item>>,
}

/// An item of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// The index of its node.
    pub(crate) node: u32,
    pub(crate) marker: Marker,
}

/// A text with one fault.
pub(crate) struct Mutant {
    pub(crate) text: String,
    /// Where the fault must be told: the byte of a marker, and its line.
    pub(crate) at: u32,
    pub(crate) line: u32,
    /// Whether that marker stands inside a line.
    pub(crate) inline: bool,
    /// The marker before and after.
    pub(crate) change: String,
    /// Where the items of the list stand now.
    pub(crate) items: Vec<u32>,
}

/// What makes a mutant: edits in the order of the text, and the byte of the clean text whose place is told.
pub(crate) struct Change {
    pub(crate) edits: Vec<(Range<u32>, String)>,
    pub(crate) told: u32,
}

/// An item that could be spoilt.
#[derive(Clone, Copy)]
pub(crate) struct Spot<'a> {
    pub(crate) base: &'a Base<'a>,
    pub(crate) list: &'a [Item],
    /// Which of the items.
    pub(crate) at: usize,
    /// Decides where a fault can be made in several ways.
    pub(crate) chance: u64,
}

impl<'g> Base<'g> {
    /// A text that was read. Lists whose items stand at one of `blamed` are left as they are: they are not clean.
    pub(crate) fn new(name: &str, parsed: Parsed, grammar: &'g Grammar, blamed: &[Span]) -> Self {
        let item = |&node: &u32| {
            let marker = parsed.document.nodes()[node as usize].marker?;
            let marker = Marker { family: grammar.family(marker.family).traits().public, ..marker };
            Some(Item { node, marker })
        };
        let clean = |items: &Vec<Item>| {
            let hit =
                |item: &Item| blamed.iter().any(|s| s.start < item.marker.span.end && item.marker.span.start < s.end);
            !items.iter().any(hit)
        };
        let lists: Vec<Vec<Item>> = parsed
            .document
            .lists()
            .iter()
            .map(|list| parsed.document.items(list).iter().filter_map(item).collect())
            .collect();
        let lists = lists.into_iter().filter(clean).collect();
        Self { name: name.to_owned(), parsed, grammar, lists }
    }

    pub(crate) fn text(&self) -> &str {
        self.parsed.source.text()
    }

    pub(crate) fn document(&self) -> &Document {
        &self.parsed.document
    }

    /// How often the text goes into so many bytes; of long texts chance takes some.
    pub(crate) fn share(&self, fault: &Fault, bytes: usize) -> usize {
        let len = self.text().len().max(1);
        let more = hash(&[&self.name, fault.name]) % (len as u64) < (bytes % len) as u64;
        bytes / len + usize::from(more)
    }

    /// The mutants with a fault, at most `most` at markers that open a line and as many inside lines; which ones, chance
    /// decides, the same at every run.
    pub(crate) fn mutants(&self, fault: &Fault, most: usize) -> Vec<Mutant> {
        let spots = self.lists.iter().flat_map(|list| {
            (0..list.len()).map(|at| {
                let chance = hash(&[&self.name, fault.name, &list[at].marker.span.start.to_string()]);
                Spot { base: self, list, at, chance }
            })
        });
        let mut spots: Vec<Spot<'_>> = spots.collect();
        spots.sort_by_key(|spot| spot.chance);
        let mut out: Vec<Mutant> = Vec::new();
        for spot in spots {
            let Some(change) = (fault.make)(&spot) else { continue };
            let inline = !self.opens_line(change.told);
            if out.iter().filter(|other| other.inline == inline).count() < most {
                out.extend(self.mutant(&spot, &change, inline));
            }
            if out.len() >= 2 * most {
                break;
            }
        }
        out
    }

    fn mutant(&self, spot: &Spot<'_>, change: &Change, inline: bool) -> Option<Mutant> {
        let clean = self.text();
        let mut text = String::with_capacity(clean.len() + 16);
        let mut from = 0;
        for (range, new) in &change.edits {
            text.push_str(&clean[from..range.start as usize]);
            text.push_str(new);
            from = range.end as usize;
        }
        text.push_str(&clean[from..]);
        if text == clean {
            return None;
        }
        let starts = spot.list.iter().map(|item| item.marker.span.start);
        let items = starts.filter(|&start| !change.deletes(start)).map(|start| change.place(start)).collect();
        let at = change.place(change.told);
        let new = Source::from_text(text.as_str());
        let line_of = |source: &Source, at: u32| source.line(source.point(at).line - 1);
        let shown = |source: &Source, at: u32| {
            let line = Span::new(at, line_of(source, at).end);
            line.of(source.text()).chars().take(6).collect::<String>()
        };
        Some(Mutant {
            at,
            line: new.point(at).line,
            inline,
            change: format!("{} → {}", shown(&self.parsed.source, change.told), shown(&new, at)),
            items,
            text,
        })
    }

    /// Whether a place opens its line.
    pub(crate) fn opens_line(&self, at: u32) -> bool {
        let before = &self.text()[..at as usize];
        let line = before.rfind('\n').map_or(0, |i| i + 1);
        before[line..].chars().all(tigang::text::is_blank)
    }
}

impl Change {
    /// Where a byte of the clean text stands afterwards.
    fn place(&self, at: u32) -> u32 {
        let before = self.edits.iter().filter(|(range, _)| range.end <= at && range.start < at);
        before.fold(at, |place, (range, new)| place + u32::try_from(new.len()).unwrap_or(0) - (range.end - range.start))
    }

    fn deletes(&self, at: u32) -> bool {
        self.edits.iter().any(|(range, new)| new.is_empty() && range.contains(&at))
    }
}

impl<'a> Spot<'a> {
    pub(crate) fn item(&self) -> Item {
        self.list[self.at]
    }

    pub(crate) fn family(&self) -> &'a Family {
        self.base.grammar.family(self.item().marker.family)
    }

    /// The marker of the item as it is written.
    pub(crate) fn written(&self) -> &'a str {
        self.written_of(self.at)
    }

    pub(crate) fn written_of(&self, at: usize) -> &'a str {
        self.list[at].marker.span.of(self.base.text())
    }

    /// What follows the marker.
    pub(crate) fn rest(&self) -> &'a str {
        &self.base.text()[self.item().marker.span.end as usize..]
    }

    pub(crate) fn opens_line(&self) -> bool {
        self.base.opens_line(self.item().marker.span.start)
    }

    pub(crate) fn is_last(&self) -> bool {
        self.at + 1 == self.list.len()
    }

    pub(crate) fn ordinal(&self) -> u32 {
        self.item().marker.ordinal.unwrap_or_default()
    }

    /// Whether the list counts by ones, from 1 on or from where an earlier one ended, and has so many items.
    pub(crate) fn counts(&self, least: usize) -> bool {
        let numbers = self.list.iter().map(|item| item.marker.ordinal);
        let first = self.list[0].marker.ordinal;
        !self.family().traits().words
            && self.list.len() >= least
            && first.is_some()
            && numbers.zip(0..).all(|(n, i)| n == first.map(|first| first + i))
    }

    /// The numeral in a marker of the list: where it stands in the marker, and what it would be with another number.
    fn numeral(&self, at: usize, n: u32) -> Option<(Range<usize>, String)> {
        let ordinal = self.list[at].marker.ordinal?;
        let (range, system, notation) = locate(self.written_of(at), ordinal, Fold::default())?;
        Some((range, system.write_as(n, notation)?))
    }

    /// The numeral of the marker: where it stands in it.
    pub(crate) fn digits(&self) -> Option<Range<usize>> {
        Some(self.numeral(self.at, self.ordinal())?.0)
    }

    /// The edit that gives an item of the list another number, where its family reads that.
    pub(crate) fn numbered(&self, at: usize, n: u32) -> Option<(Range<u32>, String)> {
        let (range, new) = self.numeral(at, n)?;
        let written = self.written_of(at);
        let span = self.list[at].marker.span;
        let marker = format!("{}{new}{}", &written[..range.start], &written[range.end..]);
        let text = format!("{marker}{}", &self.base.text()[span.end as usize..line_end(self.base.text(), span.end)]);
        let (before, inline) = (before(self.base.text(), span.start), !self.base.opens_line(span.start));
        let family = self.list[at].marker.family;
        let reads = self.base.grammar.families().iter().filter(|f| f.traits().public == family).any(|f| {
            let found = f.read(&text, before, inline, self.base.grammar.script());
            found.is_some_and(|found| found.reading.ordinal == Some(n))
        });
        let place = |i: usize| span.start + u32::try_from(i).unwrap_or(0);
        reads.then(|| (place(range.start)..place(range.end), new))
    }

    /// The change that writes the marker otherwise.
    pub(crate) fn rewritten(&self, marker: String) -> Option<Change> {
        let span = self.item().marker.span;
        Some(Change { edits: vec![(span.start..span.end, marker)], told: span.start })
    }

    /// The change that takes the item out with all that is under it; what follows it is told.
    pub(crate) fn deleted(&self) -> Option<Change> {
        let next = self.list.get(self.at + 1)?;
        let (from, to) = (self.item().marker.span.start, next.marker.span.start);
        let nodes = self.base.document().nodes();
        let own = self.item().node..nodes[self.item().node as usize].end;
        let within = |&(i, node): &(u32, &tigang::document::Node)| {
            node.position.start >= from && node.position.start < to && i != 0
        };
        let alone = (0..).zip(nodes).filter(within).all(|(i, node)| own.contains(&i) || node.position.end >= to);
        let alike = self.base.opens_line(from) == self.base.opens_line(to);
        (alone && alike).then(|| Change { edits: vec![(from..to, String::new())], told: to })
    }

    /// Whether nothing above the item, beside it or under its list is written in a family.
    pub(crate) fn is_foreign(&self, id: &str) -> bool {
        let nodes = self.base.document().nodes();
        let written = |i: u32| nodes[i as usize].marker.map(|m| self.base.grammar.family(m.family).public_id());
        let parent = nodes[self.item().node as usize].parent;
        let above = std::iter::successors(parent, |&i| nodes[i as usize].parent);
        let beside = parent.map_or(0..0, |i| i..nodes[i as usize].end);
        above.chain(beside).all(|i| written(i) != Some(id))
    }
}

/// What stands before a place in its line, as far as words before a marker reach.
fn before(text: &str, at: u32) -> &str {
    let line = &text[text[..at as usize].rfind('\n').map_or(0, |i| i + 1)..at as usize];
    &line[line.char_indices().rev().nth(5).map_or(0, |(i, _)| i)..]
}

fn line_end(text: &str, from: u32) -> usize {
    text[from as usize..].find('\n').map_or(text.len(), |i| from as usize + i)
}

/// FNV-1a with a last stir: the same on every machine.
fn hash(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    let h = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    (h ^ (h >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 8
}
