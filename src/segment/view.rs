//! The blocks as the steps of segmentation see them.

use std::cell::OnceCell;
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
    /// What can be said of every block, whatever its role.
    looks: Vec<u8>,
    /// Prose before every block, all text, and how many markers open a block.
    sums: Vec<[u32; 3]>,
    /// The blocks that were paragraphs when they were first asked for.
    paragraphs: OnceCell<Vec<usize>>,
}

/// A marker opens the block that nobody would doubt.
const MARKED: u8 = 1;
/// It could be a line of a title.
const TITLED: u8 = 1 << 1;
/// It is text that goes on over a sentence.
const PROSE: u8 = 1 << 2;
/// Something tells that it may be furniture.
pub(super) const FURNITURE: u8 = 1 << 3;
/// It could be a label or a title that counts pieces.
pub(super) const PIECE: u8 = 1 << 4;
/// It labels an attached document.
pub(super) const ATTACHMENT: u8 = 1 << 5;
/// It heads a table of contents.
pub(super) const CONTENTS: u8 = 1 << 6;
/// It could be a heading without a number.
pub(super) const BARE: u8 = 1 << 7;

/// A paragraph is at least so long when no mark tells it from a title.
const PARAGRAPH: u32 = 60;
/// A title, at most two lines about its speech, and a salutation.
const HEAD: usize = 4;
/// What is set as a title is no longer than this.
const TITLE: u32 = 120;
/// A heading without a number has at least and at most so many characters.
const SHORTEST: u32 = 2;
const LONGEST: u32 = 32;

impl<'a> View<'a> {
    pub(super) fn new(blocks: &'a Blocks, scan: &'a Scan) -> Self {
        let mut looks = vec![0; scan.blocks.len()];
        mark(&mut looks, scan);
        let mut out = Self {
            blocks,
            scan,
            roles: vec![Role::Body; blocks.all.len()],
            looks: Vec::new(),
            sums: Vec::new(),
            paragraphs: OnceCell::new(),
        };
        for (i, look) in looks.iter_mut().enumerate() {
            *look |= out.look(i, *look & MARKED > 0);
        }
        out.looks = looks;
        out
    }

    /// What can be said of a block beside its marker.
    fn look(&self, i: usize, marked: bool) -> u8 {
        let m = self.measure(i);
        if m.chars > PARAGRAPH && !self.scan.blocks[i].is_cued() && !self.has_hints() && !self.block(i).page {
            // Of most long paragraphs nothing else is known.
            return if marked { 0 } else { PROSE };
        }
        let (cues, hint) = (self.cues(i), self.hint(i));
        let plain = !marked && !cues.salutation && cues.meta.is_none();
        let titled = match hint.part {
            Part::Title => m.chars <= TITLE && !cues.salutation,
            Part::Verbatim => false,
            Part::Text | Part::Furniture(_) => {
                // A sentence is a title only where an address follows it at once.
                let greeted = || i + 1 < self.len() && (self.cues(i + 1).salutation || self.cues(i + 1).addressee);
                let short = plain && m.chars <= PARAGRAPH && m.inner_stops == 0 && m.han >= 2 && !cues.menu;
                let sentence = || m.end == End::Stop && m.chars <= 30 && m.clauses == 0 && greeted();
                short && (m.end == End::Open || sentence())
            }
        };
        let sentence = m.end == End::Stop || m.inner_stops > 0 && m.chars > 16;
        let goes_on = sentence || m.chars > PARAGRAPH || matches!(m.end, End::Colon | End::Comma | End::Semicolon);
        let furniture = cues.boilerplate.is_some()
            || cues.ornament.is_some()
            || self.block(i).page
            || matches!(hint.part, Part::Furniture(_));
        let shaped = shaped(m) || cues.heading_word || cues.attachment || hint.depth > 0;
        [
            (titled, TITLED),
            (goes_on && plain && !cues.addressee && !titled, PROSE),
            (furniture, FURNITURE),
            (cues.piece.is_some() || cues.bare_piece.is_some() || marked && self.is_headed(i), PIECE),
            (cues.attachment, ATTACHMENT),
            (cues.contents, CONTENTS),
            (shaped && !marked, BARE),
        ]
        .into_iter()
        .fold(0, |looks, (is, look)| looks | if is { look } else { 0 })
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

    /// Whether a block looks in one of some ways.
    pub(super) fn looks(&self, i: usize, look: u8) -> bool {
        work::steps(1);
        self.looks[i] & look != 0
    }

    /// Whether a marker opens the block.
    pub(super) fn is_marked(&self, i: usize) -> bool {
        self.looks(i, MARKED)
    }

    /// Whether a number opens the block, though it may be none that counts.
    pub(super) fn is_numbered(&self, i: usize) -> bool {
        let numbered = |c: &Candidate| c.opens_block() && c.ordinal.is_some() && c.price < 2.0 && c.weight >= 1.5;
        self.scan.candidates(&self.scan.blocks[i]).iter().any(numbered)
    }

    /// The number that opens the block, be it ever so doubtful.
    pub(super) fn number(&self, i: usize) -> Option<u32> {
        self.scan.candidates(&self.scan.blocks[i]).iter().find_map(|c| c.ordinal.filter(|_| c.opens_block()))
    }

    /// Whether a salutation stands straight below the block.
    pub(super) fn is_greeted(&self, i: usize) -> bool {
        i + 1 < self.len() && self.cues(i + 1).salutation
    }

    /// Whether a line about the speech stands straight below the block, or a salutation below at most two short lines.
    pub(super) fn is_headed(&self, i: usize) -> bool {
        let mut below = (i + 1..self.len().min(i + HEAD)).map(|j| (self.cues(j), self.measure(j)));
        let told = i + 1 < self.len() && self.cues(i + 1).meta.is_some();
        told || below.find(|(cues, m)| cues.salutation || m.end != End::Open).is_some_and(|(cues, _)| cues.salutation)
    }

    /// Whether a number opens the block, be it ever so doubtful.
    pub(super) fn is_counted(&self, i: usize) -> bool {
        self.number(i).is_some()
    }

    pub(super) fn is_boilerplate(&self, i: usize) -> bool {
        work::steps(1);
        matches!(self.roles[i], Role::Boilerplate(_))
    }

    /// Whether the block is text that goes on over a sentence: no line of a frame.
    pub(super) fn is_paragraph(&self, i: usize) -> bool {
        self.looks(i, PROSE) && !self.is_boilerplate(i)
    }

    /// Whether the block could be a line of a title: short, without a mark at its end.
    pub(super) fn is_title_like(&self, i: usize) -> bool {
        self.looks(i, TITLED) && !self.is_boilerplate(i)
    }

    /// The paragraphs in a run of blocks.
    pub(super) fn paragraphs(&self, run: Range<usize>) -> impl Iterator<Item = usize> {
        // A paragraph may become boilerplate, and what is none never becomes one.
        let all = self.paragraphs.get_or_init(|| (0..self.len()).filter(|&i| self.is_paragraph(i)).collect());
        let behind = &all[all.partition_point(|&i| i < run.start)..];
        behind.iter().copied().take_while(move |&i| i < run.end).filter(|&i| self.is_paragraph(i))
    }

    /// Counts text anew, after roles have changed.
    pub(super) fn count(&mut self) {
        self.sums.clear();
        self.sums.reserve(self.len() + 1);
        let mut sums = [0; 3];
        self.sums.push(sums);
        work::steps(self.len());
        for ((role, seen), look) in self.roles.iter().zip(&self.scan.blocks).zip(&self.looks) {
            let chars = if matches!(role, Role::Boilerplate(_)) { 0 } else { seen.measure.chars };
            let prose = if chars >= 30 { chars } else { 0 };
            sums = [sums[0] + prose, sums[1] + chars, sums[2] + u32::from(look & MARKED)];
            self.sums.push(sums);
        }
    }

    /// How many characters of paragraphs stand in a run of blocks, as they were last counted.
    pub(super) fn prose(&self, from: usize, to: usize) -> u32 {
        self.counted(from, to, 0)
    }

    /// How many characters stand in a run of blocks, as they were last counted.
    pub(super) fn text(&self, from: usize, to: usize) -> u32 {
        self.counted(from, to, 1)
    }

    /// How many blocks of a run a marker opens.
    pub(super) fn marked(&self, from: usize, to: usize) -> u32 {
        self.counted(from, to, 2)
    }

    fn counted(&self, from: usize, to: usize, which: usize) -> u32 {
        let at = |i: usize| self.sums.get(i).or(self.sums.last()).map_or(0, |sums| sums[which]);
        at(to).saturating_sub(at(from))
    }
}

/// Whether a line has the shape of a heading without a number.
pub(super) fn shaped(m: &Measure) -> bool {
    m.end == End::Open && (SHORTEST..=LONGEST).contains(&m.chars) && m.han * 2 >= m.chars && m.clauses <= 1
}

/// Notes the blocks that a marker opens which nobody would doubt.
fn mark(looks: &mut [u8], scan: &Scan) {
    let sure = |c: &Candidate| c.price < 1.0 && c.weight >= 3.0;
    let opens = |c: &&Candidate| c.opens_block() && c.ordinal.is_some();
    // What a doubtful 一 could open: the last block where a list of its kind counts two.
    let mut twos: Vec<((u16, u16), u32)> = Vec::new();
    let begins = |c: &Candidate| c.ordinal == Some(1) && c.price < 2.0 && !sure(c);
    for c in scan.candidates.iter().filter(opens) {
        looks[c.block as usize] |= if sure(c) { MARKED } else { 0 };
        if begins(c) && twos.iter().all(|two| two.0 != c.kin()) {
            twos.push((c.kin(), 0));
        }
    }
    if twos.is_empty() {
        return;
    }
    let mut note = |kin: (u16, u16), block: u32| {
        twos.iter_mut().filter(|two| two.0 == kin).for_each(|two| two.1 = block);
    };
    for c in scan.candidates.iter().filter(opens) {
        if c.ordinal == Some(2) {
            note(c.kin(), c.block);
        }
        // 1.1 says that the 1 before it opens something.
        if c.parts == 2 && c.prefix == Some(1) {
            note((c.group, 0), c.block);
        }
    }
    for c in scan.candidates.iter().filter(opens).filter(|c| begins(c)) {
        if twos.iter().any(|two| two.0 == c.kin() && two.1 > c.block) {
            looks[c.block as usize] |= MARKED;
        }
    }
}
