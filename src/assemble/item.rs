//! The items of a speech, with what is needed to tell headings from points and to give paragraphs their parents.

use super::Speech;
use crate::document::Marker;
use crate::infer::{BARE, Reading, Shape, Sites};
use crate::scan::Place;
use crate::segment::{Role, Segments, Zone};
use crate::text::End;

/// A believed marker, or an unnumbered heading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// Its marker; `None` for an unnumbered heading.
    pub(super) marker: Option<Marker>,
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
    /// The items list by list, and where each list begins among them.
    members: Vec<usize>,
    begins: Vec<usize>,
    /// The first block of the speech, and the first item of every block or of one after it.
    block: usize,
    first: Vec<usize>,
    /// How many blocks and items were looked at to make them.
    pub(super) steps: u64,
}

impl Items {
    /// The items of a block, as a range of indexes.
    pub(super) fn of_block(&self, block: usize) -> std::ops::Range<usize> {
        let first = |block: usize| self.first.get(block - self.block).copied().unwrap_or(self.all.len());
        first(block)..first(block + 1)
    }

    /// The items of a list.
    pub(super) fn list(&self, list: u32) -> &[usize] {
        &self.members[self.begins[list as usize]..self.begins[list as usize + 1]]
    }

    /// The lists, each with its items.
    pub(super) fn lists(&self) -> impl Iterator<Item = &[usize]> {
        self.begins.windows(2).map(|ends| &self.members[ends[0]..ends[1]])
    }

    /// How many lists there are.
    pub(super) fn count_lists(&self) -> usize {
        self.begins.len().saturating_sub(1)
    }

    /// How many items stand above `item`; the outline is never deeper than the search allows.
    pub(super) fn depth(&self, item: usize) -> usize {
        std::iter::successors(self.all[item].parent, |&p| self.all[p].parent).count()
    }

    /// Whether the list of `item` goes on after it.
    pub(super) fn goes_on(&self, item: usize) -> bool {
        self.list(self.all[item].list).last() != Some(&item)
    }
}

/// Writes down the items of a speech.
pub(super) fn items(reading: &Reading, sites: &Sites, speech: &Speech<'_>, out: &mut Items) {
    let Speech { zone, scan, segments, .. } = *speech;
    out.block = zone.blocks.start;
    out.all.clear();
    out.first.clear();
    out.sort_lists(reading);
    for decided in &reading.items {
        let mark = &sites.marks[decided.mark as usize];
        let candidate = (mark.family != BARE).then(|| &scan.candidates[mark.candidate as usize]);
        let block = decided.block as usize;
        let measure = match candidate.map(|c| &c.place) {
            Some(Place::Start { rest }) => rest,
            _ => &scan.blocks[block].measure,
        };
        out.first.resize(block + 1 - out.block, out.all.len());
        out.all.push(Item {
            marker: candidate.map(|c| Marker {
                span: c.marker,
                family: c.family,
                ordinal: c.ordinal,
                notation: c.notation,
                inserted: c.inserted,
            }),
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
    out.first.resize(zone.blocks.len(), out.all.len());
    out.steps = (out.first.len() + out.all.len()) as u64;
    out.look_ahead(zone, segments);
}

impl Items {
    /// Sorts the items by their lists.
    fn sort_lists(&mut self, reading: &Reading) {
        // A list begins behind those before it: its own place is counted up while its members are put down.
        self.begins.clear();
        self.begins.resize(reading.lists as usize + 2, 0);
        reading.items.iter().for_each(|item| self.begins[item.list as usize + 2] += 1);
        for list in 2..self.begins.len() {
            self.begins[list] += self.begins[list - 1];
        }
        self.members.clear();
        self.members.resize(reading.items.len(), 0);
        for (index, item) in reading.items.iter().enumerate() {
            let next = &mut self.begins[item.list as usize + 1];
            self.members[*next] = index;
            *next += 1;
        }
        self.begins.pop();
    }

    /// Notes what comes straight after the block of every item; other items of the same block count too.
    fn look_ahead(&mut self, zone: &Zone, segments: &Segments) {
        // The next block that an item opens.
        let mut opened = zone.blocks.end;
        let mut behind: Option<&Item> = None;
        for (i, item) in self.all.iter_mut().enumerate().rev() {
            let next = behind.filter(|next| next.block == item.block);
            opened =
                behind.filter(|next| next.block != item.block && !next.shape.inline).map_or(opened, |next| next.block);
            item.enumerates = next.is_some_and(|next| next.shape.inline);
            item.paragraphs = match next {
                Some(next) => next.paragraphs,
                None => paragraphs(item.block + 1..opened, segments, &mut self.steps),
            };
            item.followed = match item.paragraphs {
                _ if behind.is_some_and(|next| next.parent == Some(i)) => Followed::Child,
                0 => Followed::Nothing,
                _ => Followed::Paragraph,
            };
            behind = Some(item);
        }
    }
}

/// How many paragraphs open a run of blocks, boilerplate passed over, at most three.
fn paragraphs(blocks: std::ops::Range<usize>, segments: &Segments, steps: &mut u64) -> u8 {
    let mut count = 0;
    for role in &segments.roles[blocks] {
        *steps += 1;
        match role {
            Role::Boilerplate(_) => continue,
            Role::Body | Role::Bare { .. } => count += 1,
            _ => break,
        }
        if count == 3 {
            break;
        }
    }
    count
}
