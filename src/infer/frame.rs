//! Frames: the open lists of a reading, one upon the other, shared between readings.

use super::bill::Cost;
use super::mark::Shape;

/// The index of no frame: the speech itself.
pub(super) const ROOT: u32 = u32::MAX;

/// The key and the last number of lists that were closed and may run on: the lowest, and the deepest or the one that had
/// run on itself.
pub(super) type Memo = [(u32, u32); 2];

/// An open list with its current item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// The frame below, or `ROOT`.
    pub(super) below: u32,
    /// How its items are written.
    pub(super) key: u32,
    pub(super) group: u16,
    pub(super) rank: u16,
    /// The number that the next item follows.
    pub(super) last: u32,
    /// The one number that the last item left out; 0 for none.
    pub(super) left_out: u32,
    pub(super) prefix: u32,
    pub(super) parts: u8,
    /// How many frames are below.
    pub(super) depth: u8,
    /// How many items it has, as far as that matters.
    pub(super) count: u8,
    /// What it costs if it stays alone.
    pub(super) single: f32,
    /// The block of its last item.
    pub(super) block: u32,
    /// The site of its last item.
    pub(super) site: u32,
    /// What its current item looks like; `inline` tells whether the list was opened inside a block.
    pub(super) item: Shape,
    pub(super) inline: bool,
    /// The lists that were closed above this one: numbers may run on.
    pub(super) memo: Memo,
    /// Whether it goes on with the numbers of a list that was closed.
    pub(super) runs: bool,
    /// The last number of a count that runs through the document.
    pub(super) through: u32,
    /// The place of its key among the keys of the zone.
    pub(super) number: u8,
    /// What it and the lists below it will cost at least since they are alone.
    pub(super) owed: Cost,
    /// The least of that and of what the lists below it and those below them cost, and of nothing.
    pub(super) least: Cost,
    /// Equal stacks have equal hashes.
    pub(super) hash: u64,
}

/// The frames of all readings, one upon the other.
#[derive(Debug, Default)]
pub(super) struct Frames {
    pub(super) all: Vec<Frame>,
}

impl Frames {
    pub(super) fn get(&self, index: u32) -> Option<&Frame> {
        self.all.get(index as usize)
    }

    /// The frame with so many below it, itself counted, from `top` down; `ROOT` for the speech itself.
    pub(super) fn at_depth(&self, top: u32, depth: u8) -> u32 {
        let mut at = top;
        while let Some(frame) = self.get(at).filter(|frame| frame.depth > depth) {
            at = frame.below;
        }
        at
    }

    /// Works out the hashes of a single stack.
    pub(super) fn hash_all(&mut self) {
        let mut below = 0;
        for frame in &mut self.all {
            frame.hash = hash(frame, below);
            below = frame.hash;
        }
    }

    /// Works out the hash of the last frame from those below it.
    pub(super) fn hash_last(&mut self) {
        let Some(last) = self.all.last() else { return };
        let hash = hash(last, self.get(last.below).map_or(0, |frame| frame.hash));
        self.all.last_mut().into_iter().for_each(|last| last.hash = hash);
    }

    /// The last frame.
    pub(super) fn last(&self) -> u32 {
        u32::try_from(self.all.len().wrapping_sub(1)).unwrap_or(ROOT)
    }

    /// Puts a frame upon the one below it; where there is a single stack, what stood there is gone.
    pub(super) fn push(&mut self, frame: Frame, single: bool) {
        if single {
            self.all.truncate(frame.below.wrapping_add(1) as usize);
        }
        self.all.push(frame);
    }

    /// A frame that is to be written anew as the last one; where there is a single stack, in its place.
    pub(super) fn renew(&mut self, at: u32, single: bool) -> Option<&mut Frame> {
        if single {
            self.all.truncate(at.wrapping_add(1) as usize);
        } else {
            self.all.extend_from_within(at as usize..=at as usize);
        }
        self.all.last_mut()
    }
}

fn hash(frame: &Frame, below: u64) -> u64 {
    let shape = u64::from(frame.item.heading) | u64::from(frame.item.lead_in) << 1 | u64::from(frame.inline) << 2;
    let fields = [
        u64::from(frame.key),
        u64::from(frame.item.depth) << 48
            | u64::from(frame.item.set) << 56
            | u64::from(frame.last) << 8
            | u64::from(frame.count.min(2)),
        u64::from(frame.prefix) << 8 | shape,
        u64::from(frame.memo[0].0) << 32 | u64::from(frame.memo[0].1),
        u64::from(frame.memo[1].0) << 32 | u64::from(frame.memo[1].1),
        u64::from(frame.through) << 32 | u64::from(frame.left_out),
        u64::from(frame.block),
    ];
    fields
        .iter()
        .fold(below ^ 0x9e37_79b9_7f4a_7c15, |h, &x| (h.rotate_left(23) ^ x).wrapping_mul(0xff51_afd7_ed55_8ccd))
}
