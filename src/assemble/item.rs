//! The items of a speech, with what is needed to tell headings from points and to give paragraphs their parents.

use crate::infer::{BARE, Reading, Shape, Sites};
use crate::scan::{Candidate, Place, Scan};
use crate::segment::{Role, Segments, Zone};
use crate::text::End;

/// A believed marker, or an unnumbered heading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// Its marker; `None` for an unnumbered heading.
    pub(super) candidate: Option<Candidate>,
    /// Its first byte; 0 for an unnumbered heading, which begins with its block.
    pub(super) start: u32,
    pub(super) block: usize,
    pub(super) list: u32,
    /// The item inside which its list stands.
    pub(super) parent: Option<usize>,
    /// Whether its list was opened inside a block.
    pub(super) inline_list: bool,
    pub(super) shape: Shape,
    /// How its line ends.
    pub(super) end: End,
    /// Whether its line is too long for a title by a sentence or two.
    pub(super) two_sentences: bool,
    /// Whether its line is as short and plain as a title.
    pub(super) brief: bool,
    /// Whether other items stand in its line.
    pub(super) enumerates: bool,
    /// Whether its line goes on after its first sentence.
    pub(super) run_in: bool,
    /// How many paragraphs come straight after it, as far as that matters.
    pub(super) paragraphs: u8,
    /// What stands under it: a paragraph or a deeper item comes straight after its block.
    pub(super) followed: Followed,
}

/// What comes straight after the block of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Followed {
    /// An item inside it.
    Child,
    /// A paragraph.
    Paragraph,
    /// Nothing that could be under it.
    Nothing,
}

/// A sentence of no more characters can be a title.
const BRIEF: u32 = 20;

/// All items of a speech, in the order of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Items {
    pub(super) all: Vec<Item>,
    /// The items of each list.
    pub(super) lists: Vec<Vec<usize>>,
}

impl Items {
    /// The items of a block, as a range of indexes.
    pub(super) fn of_block(&self, block: usize) -> std::ops::Range<usize> {
        let from = self.all.partition_point(|item| item.block < block);
        let to = self.all.partition_point(|item| item.block <= block);
        from..to
    }

    /// How many items stand above `item`; the outline is never deeper than the search allows.
    pub(super) fn depth(&self, item: usize) -> usize {
        std::iter::successors(self.all[item].parent, |&p| self.all[p].parent).count()
    }

    /// Whether the list of `item` goes on after it.
    pub(super) fn goes_on(&self, item: usize) -> bool {
        self.lists[self.all[item].list as usize].last() != Some(&item)
    }
}

pub(super) fn items(reading: &Reading, sites: &Sites, scan: &Scan, zone: &Zone, segments: &Segments) -> Items {
    let mut out =
        Items { all: Vec::with_capacity(reading.items.len()), lists: vec![Vec::new(); reading.lists as usize] };
    for (decided, index) in reading.items.iter().zip(0usize..) {
        let mark = &sites.marks[decided.mark as usize];
        let candidate = (mark.family != BARE).then(|| scan.candidates[mark.candidate as usize]);
        let block = decided.block as usize;
        let measure = match candidate.map(|c| c.place) {
            Some(Place::Start { rest }) => rest,
            _ => scan.blocks[block].measure,
        };
        out.lists[decided.list as usize].push(index);
        out.all.push(Item {
            candidate,
            start: candidate.map_or(0, |c| c.marker.start),
            block,
            list: decided.list,
            parent: decided.parent.map(|p| p as usize),
            inline_list: decided.inline,
            shape: mark.shape,
            end: measure.end,
            two_sentences: (1..=2).contains(&measure.inner_stops) && measure.chars <= 90 && !mark.shape.inline,
            brief: measure.chars <= BRIEF && measure.clauses == 0,
            enumerates: false,
            run_in: measure.inner_stops > 0,
            paragraphs: 0,
            followed: Followed::Nothing,
        });
    }
    for i in 0..out.all.len() {
        out.all[i].enumerates =
            out.all.get(i + 1).is_some_and(|next| next.block == out.all[i].block && next.shape.inline);
        out.all[i].followed = followed(&out, i, zone, segments);
        out.all[i].paragraphs = paragraphs(&out, i, zone, segments);
    }
    out
}

/// What comes straight after the block of item `i`; other items of the same block count too.
fn followed(items: &Items, i: usize, zone: &Zone, segments: &Segments) -> Followed {
    if items.all.get(i + 1).is_some_and(|next| next.parent == Some(i)) {
        return Followed::Child;
    }
    let paragraph = unmarked(items, items.all[i].block + 1, zone, segments).next().is_some();
    if paragraph { Followed::Paragraph } else { Followed::Nothing }
}

/// How many paragraphs come straight after item `i`, at most three.
fn paragraphs(items: &Items, i: usize, zone: &Zone, segments: &Segments) -> u8 {
    u8::try_from(unmarked(items, items.all[i].block + 1, zone, segments).take(3).count()).unwrap_or(3)
}

/// The blocks of text from `from` on that no item opens, up to the first that one does.
fn unmarked<'a>(
    items: &'a Items,
    from: usize,
    zone: &'a Zone,
    segments: &'a Segments,
) -> impl Iterator<Item = usize> + 'a {
    let text = (from..zone.blocks.end).filter(|&b| !matches!(segments.roles[b], Role::Boilerplate(_)));
    text.take_while(move |&b| {
        let opened = items.all.get(items.of_block(b).start).is_some_and(|item| item.block == b && !item.shape.inline);
        matches!(segments.roles[b], Role::Body | Role::Bare { .. }) && !opened
    })
}
