//! What rules look at: the document with its text, and its lists with what is wrong with their numbers.

use std::borrow::Cow;
use std::ops::Range;

use super::block::{Block, blocks};
use super::citation::Citations;
use super::count::{Fault, Miscount, Number, faults};
use super::pair::{self, Open};
use super::prose::Prose;
use super::settings::{Limits, Settings};
use super::sign::Signs;
use super::trace::{Traces, is_numeral};
use crate::document::{Document, Kind, List, Marker, Node};
use crate::grammar::{Family, Grammar};
use crate::infer::{CLOSE, Reason};
use crate::source::Source;
use crate::span::Span;

/// Everything that a rule may ask.
pub(crate) struct Context<'a> {
    pub(super) source: &'a Source,
    pub(super) document: &'a Document,
    pub(super) grammar: &'a Grammar,
    pub(super) limits: Limits,
    settings: &'a Settings,
    series: Vec<Series<'a>>,
    /// Looked for only where a number is wrong.
    citations: Citations,
    prose: Prose,
    blocks: Vec<Block>,
    speeches: Vec<u32>,
    headings: Vec<u32>,
    signs: Signs,
    open: Vec<Open>,
}

/// The numbered items of a list, and what is wrong with their numbers.
pub(super) struct Series<'a> {
    pub(super) list: &'a List,
    pub(super) items: Vec<Item<'a>>,
    /// Empty where the list was not read surely enough to blame its numbers.
    pub(super) faults: Vec<Fault>,
    /// Whether the list was read surely enough to blame it.
    pub(super) sure: bool,
    /// Whether it is sure where in the outline it stands, besides.
    pub(super) placed: bool,
    /// What its markers hold between them.
    pub(super) traces: Traces,
}

/// An item of a list.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    /// The index of its node.
    pub(super) index: u32,
    pub(super) node: &'a Node,
    pub(super) marker: Marker,
    /// The marker as it stands in the text.
    pub(super) written: &'a str,
    /// The family under whose id it is written.
    pub(super) family: &'a Family,
    /// What only few markers hold; known of the items of a series.
    pub(super) traces: Traces,
}

/// A list with a smaller margin could as well be read otherwise.
const SURE: f32 = CLOSE;

impl<'a> Context<'a> {
    pub(super) fn new(
        source: &'a Source,
        document: &'a Document,
        grammar: &'a Grammar,
        settings: &'a Settings,
    ) -> Self {
        let (blocks, signs) = (blocks(document, source.text()), Signs::of(source));
        let speeches = speeches(document);
        let open = pair::open(source.text(), document, &blocks, &signs.pairs);
        let mut context = Self {
            source,
            document,
            grammar,
            limits: settings.limits,
            settings,
            series: Vec::new(),
            citations: Citations::default(),
            prose: Prose::of(document, &speeches, &blocks),
            blocks,
            speeches,
            headings: headings(document),
            signs,
            open,
        };
        context.series = document.lists().iter().filter_map(|list| context.read(list)).collect();
        if context.series.iter().any(|series| !series.faults.is_empty()) {
            let markers = document.nodes().iter().filter_map(|node| node.marker).map(|marker| marker.span.start);
            context.citations = Citations::find(source, &markers.collect(), grammar);
        }
        context
    }

    fn read(&self, list: &'a List) -> Option<Series<'a>> {
        let nodes = self.document.items(list);
        let mut items: Vec<Item<'a>> = Vec::with_capacity(nodes.len());
        for item in nodes.iter().filter_map(|&index| self.item(index)) {
            let seen = items.last().filter(|last| last.is_like(&item)).map(|last| last.traces);
            items.push(Item { traces: seen.unwrap_or_else(|| self.traces(&item)), ..item });
        }
        let first = items.first()?;
        let traces = items.iter().fold(Traces::default(), |traces, item| traces | item.traces);
        let sure = list.margin >= SURE;
        let traits = first.family.traits();
        let numbers = |item: &Item<'_>| Number { value: item.marker.ordinal, inserted: item.marker.inserted };
        // An excerpt of a law may begin with any of its parts.
        let excerpt = || traits.ordered && self.items_above(first).next().is_none();
        // 三、二、三、: the first number is wrong, whatever other list it would go on from.
        let slip =
            first.marker.ordinal != Some(1) && items.get(1).is_some_and(|second| second.marker.ordinal == Some(2));
        let charged = || self.charged(first.index, Reason::MissingFirst);
        let runs_on = || excerpt() || !charged() || (!slip && self.goes_on_from_another(list, first));
        // Words count loosely: only the first of them is held to its number.
        let counted = if traits.words { &items[..1] } else { &items[..] };
        // Far most lists count 1, 2, 3.
        let straight =
            || (1..).zip(counted).all(|(n, item)| numbers(item) == Number { value: Some(n), inserted: false });
        let mut faults = if !sure || traits.unnumbered || straight() {
            Vec::new()
        } else {
            faults(&counted.iter().map(numbers).collect::<Vec<_>>(), runs_on())
        };
        // Where so much is wrong it is the reading that is; but an excerpt that starts late may lack a number besides.
        let late = items.len() > 2 && faults.first().is_some_and(|fault| fault.kind == Miscount::Start);
        if faults.len() > 1 + usize::from(late) + items.len() / 4 {
            faults.clear();
        }
        Some(Series { list, items, faults, sure, placed: list.placed >= SURE, traces })
    }

    /// Whether a list goes on where the last one of its family left off, however far up or down in the outline: paragraphs
    /// that are numbered through all headings of a report.
    fn goes_on_from_another(&self, list: &List, first: &Item<'_>) -> bool {
        if list.inline {
            return false;
        }
        let before = (0..first.index).rev().take_while(|&i| self.node(i).kind != Kind::Speech);
        let inline = |list: u32| self.document.lists().get(list as usize).is_none_or(|list| list.inline);
        let fellow = |item: &Item<'_>| item.family.id() == first.family.id() && !item.node.list.is_none_or(inline);
        let last = before.filter_map(|i| self.item(i)).find(fellow).and_then(|item| item.marker.ordinal);
        last.is_some_and(|n| first.marker.ordinal == Some(n + 1))
    }

    fn item(&self, index: u32) -> Option<Item<'a>> {
        let node = self.node(index);
        let marker = node.marker?;
        let own = self.grammar.family(marker.family);
        let (written, family) = (marker.span.of(self.text()), self.grammar.family(own.traits().public));
        Some(Item { index, node, marker, written, family, traces: Traces::default() })
    }

    fn traces(&self, item: &Item<'_>) -> Traces {
        Traces::of(item.written, self.grammar.family(item.marker.family), self.grammar.fold())
    }

    /// The items above an item, from the inside out.
    pub(super) fn items_above(&self, item: &Item<'_>) -> impl Iterator<Item = Item<'a>> {
        self.above(item.index).skip(1).filter_map(|(index, _)| self.item(index))
    }

    /// The item of another list that stands straight before the first item of one: its last sibling, or what is below that.
    pub(super) fn list_before(&self, item: &Item<'_>) -> Option<Item<'a>> {
        let before = item.index.checked_sub(1)?;
        let same_level = |(_, node): &(u32, &Node)| node.parent == item.node.parent;
        self.above(before).find(same_level).and_then(|(index, _)| self.item(index))
    }

    /// The whole text.
    pub(super) fn text(&self) -> &'a str {
        self.source.text()
    }

    /// The node with an index.
    pub(super) fn node(&self, index: u32) -> &'a Node {
        &self.document.nodes()[index as usize]
    }

    /// All nodes in preorder, with their indexes.
    pub(super) fn nodes(&self) -> impl Iterator<Item = (u32, &'a Node)> {
        (0..).zip(self.document.nodes())
    }

    /// The speeches.
    pub(super) fn speeches(&self) -> &[u32] {
        &self.speeches
    }

    /// The headings, with their indexes.
    pub(super) fn headings(&self) -> impl Iterator<Item = (u32, &'a Node)> {
        self.headings.iter().map(|&i| (i, self.node(i)))
    }

    /// The children of a node.
    pub(super) fn children(&self, index: u32) -> impl Iterator<Item = (u32, &'a Node)> {
        let end = self.node(index).end;
        let first = index + 1;
        std::iter::successors((first < end).then_some(first), move |&i| {
            let next = self.node(i).end.max(i + 1);
            (next < end).then_some(next)
        })
        .map(|i| (i, self.node(i)))
    }

    /// The descendants of a node in preorder.
    pub(super) fn below(&self, index: u32) -> impl Iterator<Item = (u32, &'a Node)> {
        let first = index as usize + 1;
        let below = self.document.nodes().get(first..self.node(index).end as usize).unwrap_or_default();
        below.iter().zip(index + 1..).map(|(node, i)| (i, node))
    }

    /// The node and those above it, from the inside out.
    pub(super) fn above(&self, index: u32) -> impl Iterator<Item = (u32, &'a Node)> {
        std::iter::successors(Some(index), |&i| self.node(i).parent).map(|i| (i, self.node(i)))
    }

    /// The speech in which a node stands; itself if it is one.
    pub(super) fn speech_of(&self, index: u32) -> Option<u32> {
        self.above(index).find(|(_, node)| node.kind == Kind::Speech).map(|(i, _)| i)
    }

    /// The spans of a node's own text: several where a stray line break tore it.
    pub(super) fn spans(&self, node: &Node) -> &'a [Span] {
        self.document.text_spans(node)
    }

    /// A node's own text, torn parts joined.
    pub(super) fn text_of(&self, node: &Node) -> Cow<'a, str> {
        self.document.text_of(node, self.text())
    }

    /// A text as words are compared with it: both widths and both scripts alike, without blanks.
    pub(super) fn folded(&self, text: &str) -> Vec<char> {
        let script = self.grammar.script();
        text.chars().filter(|&c| !crate::text::is_blank(c)).map(|c| script.fold(c)).collect()
    }

    /// The first `count` characters of a text as words are compared with them, blanks among them left out.
    pub(super) fn folded_head(&self, text: &str, count: usize) -> Vec<char> {
        let mut out = Vec::with_capacity(count);
        let script = self.grammar.script();
        out.extend(text.chars().take(count).filter(|&c| !crate::text::is_blank(c)).map(|c| script.fold(c)));
        out
    }

    /// The span from the marker of a node, or where its text begins, to the end of its own text.
    pub(super) fn own_span(&self, node: &Node) -> Span {
        let end = self.spans(node).last().map(|span| span.end).or(node.marker.map(|m| m.span.end));
        Span::new(node.position.start, end.unwrap_or(node.position.end))
    }

    /// The lists of numbered items in whose markers all of these traces were seen.
    pub(super) fn series_with(&self, traces: Traces) -> impl Iterator<Item = &Series<'a>> {
        self.series.iter().filter(move |series| series.traces.hold(traces))
    }

    /// The lists of numbered items.
    pub(super) fn series(&self) -> &[Series<'a>] {
        &self.series
    }

    /// The paragraphs of the text, each with the nodes in it.
    pub(super) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// How the paragraphs of every speech end.
    pub(super) const fn prose(&self) -> &Prose {
        &self.prose
    }

    /// The brackets, blanks and radicals of the text.
    pub(super) const fn signs(&self) -> &Signs {
        &self.signs
    }

    /// The brackets and quotation marks that nothing closes.
    pub(super) fn open(&self) -> &[Open] {
        &self.open
    }

    /// Whether the reading had to admit an oddity at a node.
    pub(super) fn charged(&self, node: u32, reason: Reason) -> bool {
        self.document.charges_of(node).iter().any(|charge| charge.reason == reason)
    }

    /// Where the text cites the number of an item.
    pub(super) fn cited(&self, item: &Item<'_>) -> Option<Span> {
        self.citations.of(item.marker.ordinal?, item.written)
    }

    /// Whether the text is written in traditional characters, whose norms of punctuation differ; looks at all of it.
    pub(super) fn is_traditional(&self) -> bool {
        let script = self.grammar.script();
        let (mut all, mut traditional) = (0u32, 0u32);
        for c in self.text().chars().filter(|&c| crate::text::is_ideograph(c)) {
            all += 1;
            traditional += u32::from(script.fold(c) != c);
        }
        // A quarter of the characters of a running text differ between the scripts.
        traditional > all / 10
    }

    /// Whether faults of the rule of this name are looked for, so that another rule leaves them to it.
    pub(super) fn looks_for(&self, rule: &str) -> bool {
        self.settings.looks_for(rule)
    }

    /// Whether a place opens its line, blanks passed over.
    pub(super) fn opens_line(&self, offset: u32) -> bool {
        let before = &self.text()[..offset as usize];
        let line = before.rfind('\n').map_or(0, |i| i + 1);
        before[line..].chars().all(crate::text::is_blank)
    }
}

fn headings(document: &Document) -> Vec<u32> {
    (0..).zip(document.nodes()).filter(|(_, node)| node.kind == Kind::Heading).map(|(i, _)| i).collect()
}

/// The speeches of a document: they stand directly under it.
fn speeches(document: &Document) -> Vec<u32> {
    let nodes = document.nodes();
    let next = |i: &u32| nodes.get(*i as usize).map(|node| node.end.max(*i + 1));
    let top = std::iter::successors(Some(0), next).take_while(|&i| (i as usize) < nodes.len());
    top.filter(|&i| nodes[i as usize].kind == Kind::Speech).collect()
}

impl Item<'_> {
    /// Whether the marker of another item differs in its number at most.
    fn is_like(&self, other: &Self) -> bool {
        let rest = |item: &Self| item.written.chars().filter(|&c| !is_numeral(c));
        self.marker.family == other.marker.family && rest(self).eq(rest(other))
    }

    /// Where a part of its marker stands, given as bytes of the marker.
    pub(super) fn part(&self, range: Range<usize>) -> Span {
        let at = |i: usize| self.marker.span.start + u32::try_from(i).unwrap_or(0);
        Span::new(at(range.start), at(range.end))
    }
}

impl Series<'_> {
    /// Whether its numbers are 1, 2, 3 …, which makes sure of a list whatever else is odd about it.
    pub(super) fn counts_on(&self) -> bool {
        (1..).zip(&self.items).all(|(n, item)| item.marker.ordinal == Some(n))
    }

    /// Whether its markers are markers: at line starts they are, inside a line 8) of (8,8) may be taken for one.
    pub(super) fn is_confirmed(&self) -> bool {
        self.is_block() || self.counts_on()
    }

    /// Whether its items open lines of their own.
    pub(super) fn is_block(&self) -> bool {
        !self.list.inline
    }
}
