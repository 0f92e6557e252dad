//! The blocks as the steps of segmentation see them.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::role::Role;
use crate::block::{Block, Blocks};
use crate::hint::{Hint, Part};
use crate::line::Cues;
use crate::scan::{Candidate, Scan};
use crate::text::{End, Measure};
use crate::work;

pub(super) struct View<'a> {
    blocks: &'a Blocks,
    scan: &'a Scan,
    pub(super) roles: Vec<Role>,
    /// Whether a marker opens the block that nobody would doubt.
    marked: Vec<bool>,
    /// Prose before every block, all text, and how many markers open a block.
    sums: Vec<(u64, u64, u64)>,
    /// The blocks that were paragraphs when they were first asked for.
    paragraphs: OnceCell<Vec<usize>>,
}

/// A paragraph is at least so long when no mark tells it from a title.
const PARAGRAPH: u32 = 60;
/// What is set as a title is no longer than this.
const TITLE: u32 = 120;

impl<'a> View<'a> {
    pub(super) fn new(blocks: &'a Blocks, scan: &'a Scan) -> Self {
        let opens = |c: &&Candidate| c.opens_block() && c.ordinal.is_some();
        // The last block where a list of a kind counts two: a doubtful 一 before it opens that list.
        let mut twos: HashMap<(u16, u16), u32> = HashMap::new();
        for c in scan.candidates.iter().filter(opens) {
            if c.ordinal == Some(2) {
                twos.insert(c.kin(), c.block);
            }
            // 1.1 says that the 1 before it opens something.
            if c.parts == 2 && c.prefix == Some(1) {
                twos.insert((c.group, 0), c.block);
            }
        }
        let sure = |c: &Candidate| c.price < 1.0 && c.weight >= 3.0;
        let begins = |c: &Candidate| {
            c.ordinal == Some(1) && c.price < 2.0 && twos.get(&c.kin()).is_some_and(|&two| two > c.block)
        };
        let mut marked = vec![false; scan.blocks.len()];
        for c in scan.candidates.iter().filter(opens) {
            marked[c.block as usize] |= sure(c) || begins(c);
        }
        Self {
            blocks,
            scan,
            roles: vec![Role::Body; blocks.all.len()],
            marked,
            sums: Vec::new(),
            paragraphs: OnceCell::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.roles.len()
    }

    pub(super) fn block(&self, i: usize) -> &'a Block {
        work::steps(1);
        &self.blocks.all[i]
    }

    /// What the format knows of the block.
    pub(super) fn hint(&self, i: usize) -> Hint {
        self.blocks.hint(i)
    }

    pub(super) fn cues(&self, i: usize) -> &'a Cues {
        work::steps(1);
        self.scan.cues(i)
    }

    pub(super) fn measure(&self, i: usize) -> &'a Measure {
        work::steps(1);
        &self.scan.blocks[i].measure
    }

    /// Whether the format knows something of blocks.
    pub(super) fn has_hints(&self) -> bool {
        !self.blocks.hints.is_empty()
    }

    /// Whether a marker opens the block.
    pub(super) fn is_marked(&self, i: usize) -> bool {
        work::steps(1);
        self.marked[i]
    }

    /// Whether a number opens the block, though it may be none that counts.
    pub(super) fn is_numbered(&self, i: usize) -> bool {
        let numbered = |c: &Candidate| c.opens_block() && c.ordinal.is_some() && c.price < 2.0 && c.weight >= 1.5;
        self.scan.candidates(&self.scan.blocks[i]).iter().any(numbered)
    }

    /// Whether a number opens the block, be it ever so doubtful.
    pub(super) fn is_counted(&self, i: usize) -> bool {
        self.scan.candidates(&self.scan.blocks[i]).iter().any(|c| c.opens_block() && c.ordinal.is_some())
    }

    pub(super) fn is_boilerplate(&self, i: usize) -> bool {
        work::steps(1);
        matches!(self.roles[i], Role::Boilerplate(_))
    }

    /// Whether the block is text that goes on over a sentence: no line of a frame.
    pub(super) fn is_paragraph(&self, i: usize) -> bool {
        let m = self.measure(i);
        let sentence = m.end == End::Stop || m.inner_stops > 0 && m.chars > 16;
        (sentence || m.chars > PARAGRAPH || matches!(m.end, End::Colon | End::Comma | End::Semicolon))
            && self.is_prose_free(i)
            && !self.is_title_like(i)
    }

    /// The paragraphs in a run of blocks.
    pub(super) fn paragraphs(&self, run: Range<usize>) -> impl Iterator<Item = usize> {
        // A paragraph may become boilerplate, and what is none never becomes one.
        let all = self.paragraphs.get_or_init(|| (0..self.len()).filter(|&i| self.is_paragraph(i)).collect());
        let behind = &all[all.partition_point(|&i| i < run.start)..];
        behind.iter().copied().take_while(move |&i| i < run.end).filter(|&i| self.is_paragraph(i))
    }

    fn is_prose_free(&self, i: usize) -> bool {
        let cues = self.cues(i);
        !(self.is_boilerplate(i) || cues.salutation || cues.addressee || cues.meta.is_some() || self.is_marked(i))
    }

    /// Whether the block could be a line of a title: short, without a mark at its end.
    pub(super) fn is_title_like(&self, i: usize) -> bool {
        let (m, cues) = (self.measure(i), self.cues(i));
        match self.hint(i).part {
            Part::Title => return m.chars <= TITLE && !self.is_boilerplate(i) && !cues.salutation,
            Part::Verbatim => return false,
            Part::Text | Part::Furniture(_) => {}
        }
        // A sentence is a title only where an address follows it at once.
        let greeted = || i + 1 < self.len() && (self.cues(i + 1).salutation || self.cues(i + 1).addressee);
        let ends = m.end == End::Open || (m.end == End::Stop && m.chars <= 30 && m.clauses == 0 && greeted());
        ends && m.han >= 2
            && !cues.menu
            && m.chars <= PARAGRAPH
            && m.inner_stops == 0
            && !self.is_marked(i)
            && !self.is_boilerplate(i)
            && !cues.salutation
            && cues.meta.is_none()
    }

    /// Counts text anew, after roles have changed.
    pub(super) fn count(&mut self) {
        self.sums.clear();
        self.sums.reserve(self.len() + 1);
        self.sums.push((0, 0, 0));
        let (mut prose, mut text, mut marked) = (0, 0, 0);
        for i in 0..self.len() {
            let chars = if self.is_boilerplate(i) { 0 } else { u64::from(self.measure(i).chars) };
            prose += if chars >= 30 { chars } else { 0 };
            text += chars;
            marked += u64::from(self.marked[i]);
            self.sums.push((prose, text, marked));
        }
    }

    /// How many characters of paragraphs stand in a run of blocks, as they were last counted.
    pub(super) fn prose(&self, from: usize, to: usize) -> u32 {
        self.counted(from, to, |sums| sums.0)
    }

    /// How many characters stand in a run of blocks, as they were last counted.
    pub(super) fn text(&self, from: usize, to: usize) -> u32 {
        self.counted(from, to, |sums| sums.1)
    }

    /// How many blocks of a run a marker opens.
    pub(super) fn marked(&self, from: usize, to: usize) -> u32 {
        self.counted(from, to, |sums| sums.2)
    }

    fn counted(&self, from: usize, to: usize, sum: impl Fn((u64, u64, u64)) -> u64) -> u32 {
        let at = |i: usize| self.sums.get(i).or(self.sums.last()).map_or(0, |&sums| sum(sums));
        u32::try_from(at(to).saturating_sub(at(from))).unwrap_or(u32::MAX)
    }
}
