//! What the search remembers: decisions that share their past, dropped when no reading needs them.

use super::bill::Bill;
use super::frame::{Frames, ROOT};
use super::search::State;

/// What was done at a site.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    pub(super) site: u32,
    /// Which mark of the site was believed; `u16::MAX` for none.
    pub(super) mark: u16,
    /// How many lists stay open below: the depth of the list that goes on, or of the one under whose item a list opens.
    pub(super) depth: u8,
    pub(super) opens: bool,
}

/// A decision with its past.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decision {
    pub(super) before: u32,
    pub(super) choice: Choice,
    pub(super) bill: Bill,
    /// How much dearer the best reading is that decides otherwise here.
    pub(super) margin: f32,
}

/// All decisions.
#[derive(Debug, Default)]
pub(super) struct Trail {
    all: Vec<Decision>,
    /// How many were left by the last collection.
    left: usize,
}

/// Two readings are followed back so far for the place where they parted.
const FAR: usize = 64;

impl Trail {
    pub(super) fn push(&mut self, decision: Decision) -> u32 {
        self.all.push(decision);
        u32::try_from(self.all.len() - 1).unwrap_or(ROOT)
    }

    /// Notes on the decisions of the winner since it parted from the loser how close they were. Two readings that believe
    /// the same marks in the same lists and only explain their numbers otherwise draw one tree: nothing was close.
    pub(super) fn note_margin(&mut self, won: u32, lost: Decision, margin: f32, same: impl Fn(Choice, Choice) -> bool) {
        let (mut at, mut other) = (won, lost);
        let mut parted = Vec::new();
        let mut same_tree = true;
        let mut steps = 0;
        // Every reading decides about every site, so both are followed back in step.
        loop {
            let own = self.all[at as usize];
            let agreed = same(own.choice, other.choice);
            same_tree &= agreed;
            if !agreed || own.bill.total().to_bits() != other.bill.total().to_bits() {
                parted.push(at);
            }
            at = own.before;
            steps += 1;
            if at == other.before || at == ROOT || other.before == ROOT || steps == FAR {
                break;
            }
            other = self.all[other.before as usize];
        }
        if same_tree {
            return;
        }
        for at in parted {
            let decision = &mut self.all[at as usize];
            decision.margin = decision.margin.min(margin);
        }
    }

    /// The decision with an index.
    pub(super) fn get(&self, index: u32) -> Option<Decision> {
        self.all.get(index as usize).copied()
    }

    /// The decisions of a reading, in order.
    pub(super) fn decisions(&self, last: u32) -> Vec<Decision> {
        let mut out = Vec::new();
        let mut at = last;
        while let Some(decision) = self.all.get(at as usize) {
            out.push(*decision);
            at = decision.before;
        }
        out.reverse();
        out
    }

    pub(super) fn is_large(&self) -> bool {
        self.all.len() > 2 * self.left + (1 << 16)
    }

    /// Drops the decisions of readings that were given up.
    pub(super) fn collect(&mut self, beam: &mut [State]) {
        let mut kept = vec![false; self.all.len()];
        for state in beam.iter() {
            let mut at = state.trail;
            while let Some(slot) = kept.get_mut(at as usize).filter(|slot| !**slot) {
                *slot = true;
                at = self.all[at as usize].before;
            }
        }
        let mut moved = vec![ROOT; self.all.len()];
        let mut all = Vec::new();
        for (i, decision) in self.all.iter().enumerate().filter(|(i, _)| kept[*i]) {
            moved[i] = u32::try_from(all.len()).unwrap_or(ROOT);
            let before = moved.get(decision.before as usize).copied().unwrap_or(ROOT);
            all.push(Decision { before, ..*decision });
        }
        self.all = all;
        self.left = self.all.len();
        beam.iter_mut().for_each(|state| state.trail = moved.get(state.trail as usize).copied().unwrap_or(ROOT));
    }
}

/// Drops the frames of readings that were given up.
pub(super) fn collect_frames(frames: &mut Frames, beam: &mut [State]) {
    let mut kept = vec![false; frames.all.len()];
    for state in beam.iter() {
        let mut at = state.top;
        while let Some(slot) = kept.get_mut(at as usize).filter(|slot| !**slot) {
            *slot = true;
            at = frames.all[at as usize].below;
        }
    }
    let mut moved = vec![ROOT; frames.all.len()];
    let mut all = Vec::new();
    for (i, frame) in frames.all.iter().enumerate().filter(|(i, _)| kept[*i]) {
        moved[i] = u32::try_from(all.len()).unwrap_or(ROOT);
        let mut frame = *frame;
        frame.below = moved.get(frame.below as usize).copied().unwrap_or(ROOT);
        all.push(frame);
    }
    frames.all = all;
    beam.iter_mut().for_each(|state| state.top = moved.get(state.top as usize).copied().unwrap_or(ROOT));
}
