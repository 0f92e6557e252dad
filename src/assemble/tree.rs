//! The nodes in order: from items and lines to the arena of the document.

use super::item::{Item, Items};
use crate::block::Blocks;
use crate::document::{Charge, Document, Kind, List, Marker, Node, join};
use crate::infer::{Reading, Reason};
use crate::source::Source;
use crate::span::{Span, position};
use crate::text::{first_sentence, is_blank};

/// A speech has about as many items.
const USUAL: usize = 32;

/// Builds the arena: nodes as they come, put into preorder at the end.
pub(super) struct Builder<'a> {
    source: &'a Source,
    blocks: &'a Blocks,
    nodes: Vec<Node>,
    pieces: Vec<Span>,
    labels: Vec<String>,
    lists: Vec<List>,
    items: Vec<u32>,
    charges: Vec<Charge>,
    /// How much was looked at.
    pub(super) steps: u64,
    /// The block being built.
    block: u32,
    /// The last node with those above it, from the outside in, and whether every node of the speech came under one of them.
    path: Vec<u32>,
    straight: bool,
    /// The node of every item of the speech being built.
    of_item: Vec<u32>,
    /// The node that holds the text of an inline list's first item, by list.
    of_list: Vec<Option<u32>>,
}

/// A block of text to be built.
pub(super) struct Sprout<'a> {
    pub(super) block: usize,
    pub(super) root: u32,
    pub(super) items: &'a Items,
    pub(super) kinds: &'a [Kind],
    /// The item to which the block belongs where no marker opens it.
    pub(super) parent: Option<usize>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(source: &'a Source, blocks: &'a Blocks) -> Self {
        Self {
            source,
            blocks,
            nodes: Vec::with_capacity(blocks.all.len() + 8),
            pieces: Vec::with_capacity(blocks.all.len() + 8),
            labels: Vec::new(),
            lists: Vec::with_capacity(blocks.all.len() / 8),
            items: Vec::with_capacity(blocks.all.len() / 2),
            charges: Vec::new(),
            steps: 0,
            block: 0,
            path: Vec::with_capacity(USUAL),
            straight: true,
            of_item: Vec::with_capacity(USUAL),
            of_list: Vec::with_capacity(USUAL),
        }
    }

    /// A speech that begins with a block, and has so many lists.
    pub(super) fn speech(&mut self, block: usize, lists: usize) -> u32 {
        self.straight = true;
        self.of_item.clear();
        self.of_list.clear();
        self.of_list.resize(lists, None);
        let start = self.blocks.all[block].span.start;
        self.block = position(block);
        self.push(Kind::Speech, None, None, Span::new(start, start), Span::default(), 0)
    }

    /// A node that is a whole block.
    pub(super) fn line(&mut self, block: usize, kind: Kind, label: &str, parent: Option<u32>) -> u32 {
        let span = self.blocks.all[block].span;
        self.block = position(block);
        let pieces = self.blocks.pieces(&self.blocks.all[block]);
        self.steps += pieces.len() as u64;
        let text = Span::new(position(self.pieces.len()), position(self.pieces.len() + pieces.len()));
        self.pieces.extend_from_slice(pieces);
        let label = if label.is_empty() { 0 } else { self.label(label) };
        self.push(kind, parent, None, span, text, label)
    }

    /// A block of text: a paragraph or an item, and the items inside it.
    pub(super) fn body(&mut self, sprout: Sprout<'_>) {
        let Sprout { block, root, items, kinds, parent } = sprout;
        let range = items.of_block(block);
        let here = &items.all[range.clone()];
        let parent = parent.map_or(root, |item| self.of_item[item]);
        let Some(opener) = here.first() else {
            self.line(block, Kind::Paragraph, "", Some(parent));
            return;
        };
        self.block = position(block);
        let span = self.blocks.all[block].span;
        let starts = |item: &Item| item.marker.map_or(span.start, |marker| marker.span.start);
        let mut paragraph = None;
        if opener.shape.inline {
            let before = Span::new(span.start, starts(opener));
            let text = self.cut(block, before);
            paragraph = Some(self.push(Kind::Paragraph, Some(parent), None, before, text, 0));
        }
        for (i, item) in here.iter().enumerate() {
            let end = here.get(i + 1).map_or(span.end, starts);
            let whole = Span::new(starts(item), end);
            let marker = item.marker;
            let text = self.cut(block, Span::new(marker.map_or(whole.start, |m| m.span.end), end));
            let parent = self.parent(items, item, paragraph, root);
            let node = self.push(kinds[range.start + i], Some(parent), marker, whole, text, 0);
            self.of_item.push(node);
        }
    }

    /// Keeps of the reading of the speech that was built what the checker asks for: lists, oddities, margins.
    pub(super) fn admit(&mut self, reading: &Reading, items: &Items, root: u32) {
        let (base, members, charges) = (self.lists.len(), self.items.len(), self.charges.len());
        for list in items.lists() {
            let from = position(self.items.len());
            self.items.extend(list.iter().map(|&i| self.of_item[i]));
            let items = Span::new(from, position(self.items.len()));
            self.lists.push(List { items, inline: false, margin: f32::INFINITY, placed: f32::INFINITY });
        }
        for (item, &node) in reading.items.iter().zip(&self.of_item) {
            let list = &mut self.lists[base + item.list as usize];
            list.inline = item.inline;
            list.margin = list.margin.min(item.margin);
            list.placed = list.placed.min(item.placed).min(item.margin);
            self.nodes[node as usize].list = Some(position(base + item.list as usize));
            let odd = item.bill.items().filter(|(reason, _)| !matches!(reason, Reason::Open | Reason::RunOn));
            self.charges.extend(odd.map(|(reason, cost)| Charge {
                reason,
                cost,
                node,
                margin: item.margin.min(item.placed),
            }));
        }
        // A paragraph that goes on with an item after something else came in between is moved up to it.
        if !self.straight {
            self.put_in_order(root, members, charges);
        }
    }

    /// The node that holds an item.
    fn parent(&mut self, items: &Items, item: &Item, paragraph: Option<u32>, root: u32) -> u32 {
        let list = item.list as usize;
        if let Some(known) = self.of_list[list] {
            return known;
        }
        let above = item.parent.map(|p| (&items.all[p], self.of_item[p]));
        let parent = if item.inline_list {
            match above {
                // Inside another inline list, or in the line of an item.
                Some((outer, node)) if outer.block == item.block => node,
                _ => paragraph.or(above.map(|(_, node)| node)).unwrap_or(root),
            }
        } else {
            above.map_or(root, |(_, node)| node)
        };
        self.of_list[list] = Some(parent);
        parent
    }

    /// The pieces of a range of a block, blanks at both ends of each left out. No piece has any but where the range cuts it.
    fn cut(&mut self, block: usize, range: Span) -> Span {
        let from = self.pieces.len();
        let pieces = self.blocks.pieces(&self.blocks.all[block]);
        let first = if pieces.len() == 1 { 0 } else { pieces.partition_point(|piece| piece.end <= range.start) };
        for piece in pieces[first..].iter().take_while(|piece| piece.start < range.end) {
            self.steps += 1;
            let mut part = *piece;
            // Of a long piece no more is looked at than its blanks: the other end is far away in memory.
            if part.start < range.start {
                let text = self.source.text().get(range.start as usize..).unwrap_or_default();
                let blanks = text.len() - text.trim_start_matches(is_blank).len();
                part.start = part.end.min(range.start + position(blanks));
            }
            if part.end > range.end {
                let text = self.source.text().get(..range.end as usize).unwrap_or_default();
                part.end = part.start.max(position(text.trim_end_matches(is_blank).len()));
            }
            if part.start < part.end {
                self.pieces.push(part);
            }
        }
        Span::new(position(from), position(self.pieces.len()))
    }

    /// Which label it is, from 1. There are few, however long a text is.
    fn label(&mut self, label: &str) -> u16 {
        let known = self.labels.iter().position(|known| known == label).unwrap_or_else(|| {
            self.labels.push(label.to_owned());
            self.labels.len() - 1
        });
        u16::try_from(known + 1).unwrap_or(0)
    }

    fn push(
        &mut self,
        kind: Kind,
        parent: Option<u32>,
        marker: Option<Marker>,
        span: Span,
        text: Span,
        label: u16,
    ) -> u32 {
        let pieces = &self.pieces[text.range()];
        let above = parent.map_or(0, |parent| self.nodes[parent as usize].level);
        let end = pieces.last().map(|piece| piece.end);
        let end = end.or(marker.map(|m| m.span.end)).unwrap_or(span.start);
        let node = Node {
            kind,
            parent,
            end: 0,
            // Only headings and points count, and nothing else has any of them below it but paragraphs and the speech.
            level: above + u32::from(matches!(kind, Kind::Heading | Kind::Point)),
            marker,
            text,
            lead: if kind == Kind::Point { lead(pieces, self.source) } else { 0 },
            position: Span::new(span.start, end),
            label,
            list: None,
            block: self.block,
        };
        let at = position(self.nodes.len());
        self.steps += 1;
        while self.path.last().is_some_and(|&above| Some(above) != parent) {
            self.steps += 1;
            self.path.pop();
        }
        self.straight &= parent.is_none() || !self.path.is_empty();
        self.path.push(at);
        self.nodes.push(node);
        at
    }

    /// The document: nodes in preorder, children by their place, with extents.
    pub(super) fn finish(mut self) -> Document {
        for i in (0..self.nodes.len()).rev() {
            let node = &mut self.nodes[i];
            node.end = node.end.max(position(i + 1));
            if !matches!(node.kind, Kind::Heading | Kind::Point) {
                node.level = 0;
            }
            // Extents grow from the leaves: a child comes after its parent.
            if let (end, extent, Some(parent)) = (node.end, node.position.end, node.parent) {
                let parent = &mut self.nodes[parent as usize];
                parent.end = parent.end.max(end);
                parent.position.end = parent.position.end.max(extent);
            }
        }
        let Self { nodes, pieces, labels, lists, items, charges, steps, .. } = self;
        Document { nodes, pieces, labels, lists, items, charges, steps }
    }

    /// Puts every node of the speech at `root`, the last one, behind its parent and what stands below its elder siblings,
    /// which come in the order of the text; the items and charges of its lists begin at a place each.
    fn put_in_order(&mut self, root: u32, items: usize, charges: usize) {
        const NONE: u32 = u32::MAX;
        let nodes = &mut self.nodes[root as usize..];
        // The first child and the next sibling of every node.
        let (mut child, mut next) = (vec![NONE; nodes.len()], vec![NONE; nodes.len()]);
        for (i, node) in nodes.iter().enumerate().rev() {
            if let Some(parent) = node.parent {
                next[i] = std::mem::replace(&mut child[(parent - root) as usize], position(i));
            }
        }
        let (mut moved, mut order, mut stack) = (vec![0; nodes.len()], Vec::with_capacity(nodes.len()), vec![0]);
        while let Some(top) = stack.pop() {
            if top == NONE {
                continue;
            }
            moved[top as usize] = root + position(order.len());
            order.push(nodes[top as usize].clone());
            stack.extend([next[top as usize], child[top as usize]]);
        }
        nodes.clone_from_slice(&order);
        let place = |node: &mut u32| *node = moved[(*node - root) as usize];
        nodes.iter_mut().filter_map(|node| node.parent.as_mut()).for_each(place);
        self.items[items..].iter_mut().for_each(place);
        self.charges[charges..].iter_mut().for_each(|charge| place(&mut charge.node));
        self.charges[charges..].sort_by_key(|charge| charge.node);
        self.path.clear();
    }
}

/// How many bytes of a point's text are its first sentence; 0 where it has only one.
fn lead(pieces: &[Span], source: &Source) -> u32 {
    let first = match pieces {
        [one] => source.first_sentence(*one),
        _ => first_sentence(&join(pieces.iter().map(|piece| piece.of(source.text())))),
    };
    first.map_or(0, position)
}
