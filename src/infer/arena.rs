//! What the search remembers: decisions that share their past, dropped when no reading needs them.

use super::bill::{Bill, CLOSE, Cost, price};
use super::frame::{Frames, ROOT};
use super::way::{Choice, State};

/// A decision with its past.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decision {
    pub(super) before: u32,
    pub(super) choice: Choice,
    pub(super) bill: Bill,
    /// How much dearer the best reading is in which it counts with others; known when the search is over.
    pub(super) margin: f32,
    /// The same, in which it counts with the same ones, but elsewhere in the outline.
    pub(super) placed: f32,
    /// What the reading that ends here has paid.
    pub(super) paid: Cost,
    /// The place of the closest readings that lost to it; `ROOT` where none was close.
    rivals: u32,
}

impl Decision {
    pub(super) const fn new(before: u32, choice: Choice, bill: Bill, paid: Cost) -> Self {
        Self { before, choice, bill, margin: f32::INFINITY, placed: f32::INFINITY, paid, rivals: ROOT }
    }
}

/// A reading that lost to another.
#[derive(Clone, Copy, Debug)]
struct Rival {
    /// How much dearer it was.
    margin: Cost,
    /// Which decisions it took otherwise: bit 0 is the last one, bit 1 the one before.
    otherwise: u64,
    /// Which items it put elsewhere.
    elsewhere: u64,
}

impl Rival {
    /// Nobody.
    const NONE: Self = Self { margin: Cost::MAX, otherwise: 0, elsewhere: 0 };
}

/// So many rivals are remembered.
const CLOSEST: usize = 4;

/// All decisions.
#[derive(Debug, Default)]
pub(super) struct Trail {
    all: Vec<Decision>,
    rivals: Vec<[Rival; CLOSEST]>,
    /// The rivals that a winner takes over: room that is used again.
    heirs: Vec<Rival>,
    /// How many were left by the last collection.
    left: usize,
}

/// Two readings are followed back so far for the place where they parted: a bit for each decision.
const FAR: u32 = u64::BITS;

impl Trail {
    /// A trail with room for the decisions of one reading.
    pub(super) fn of(sites: usize) -> Self {
        Self { all: Vec::with_capacity(sites), ..Self::default() }
    }

    pub(super) fn push(&mut self, decision: Decision) -> u32 {
        self.all.push(decision);
        index(self.all.len() - 1)
    }

    /// Notes where the winner and the loser part; how many decisions were looked at for that. Two readings in which the same
    /// items count together and only their numbers are explained otherwise are no rivals, but the rivals of the loser are
    /// the winner's.
    pub(super) fn note_rival(
        &mut self,
        won: u32,
        lost: Decision,
        margin: Cost,
        same: impl Fn(Choice, Choice) -> bool,
    ) -> u64 {
        if margin > CLOSE {
            return 0;
        }
        let mut heirs = std::mem::take(&mut self.heirs);
        heirs.clear();
        let (mut at, mut other) = (won, &lost);
        let (mut otherwise, mut elsewhere, mut same_lists, mut looked) = (0u64, 0u64, true, 0);
        // Every reading decides about every site, so both are followed back in step.
        for step in 0..FAR {
            looked += 1;
            let own = &self.all[at as usize];
            let agreed = same(own.choice, other.choice);
            same_lists &= agreed;
            otherwise |= u64::from(!agreed || own.bill.total().to_bits() != other.bill.total().to_bits()) << step;
            elsewhere |= u64::from(own.choice.depth != other.choice.depth) << step;
            // Only a loser without other lists hands its rivals on.
            let near = self.rivals_of(other).iter().filter(|rival| same_lists && rival.margin <= CLOSE - margin);
            heirs.extend(near.map(|r| Rival {
                margin: r.margin + margin,
                otherwise: r.otherwise << step,
                elsewhere: r.elsewhere << step,
            }));
            at = own.before;
            if at == other.before || at == ROOT || other.before == ROOT {
                break;
            }
            other = &self.all[other.before as usize];
        }
        if same_lists {
            for heir in heirs.iter_mut().filter(|heir| heir.otherwise != 0) {
                heir.otherwise |= otherwise;
            }
            otherwise = 0;
        } else {
            heirs.clear();
        }
        if otherwise | elsewhere != 0 {
            heirs.push(Rival { margin, otherwise, elsewhere });
        }
        if !heirs.is_empty() {
            self.admit(won, &heirs);
        }
        self.heirs = heirs;
        looked
    }

    /// Notes rivals of a decision, the closest first.
    fn admit(&mut self, won: u32, heirs: &[Rival]) {
        let winner = &mut self.all[won as usize];
        if winner.rivals == ROOT {
            winner.rivals = index(self.rivals.len());
            self.rivals.push([Rival::NONE; CLOSEST]);
        }
        let rivals = &mut self.rivals[winner.rivals as usize];
        for heir in heirs {
            if let Some(place) = rivals.iter().position(|rival| heir.margin < rival.margin) {
                rivals[place..].rotate_right(1);
                rivals[place] = *heir;
            }
        }
    }

    fn rivals_of(&self, decision: &Decision) -> &[Rival] {
        self.rivals.get(decision.rivals as usize).map_or(&[], |rivals| rivals)
    }

    /// The decision with an index.
    pub(super) fn get(&self, index: u32) -> Option<Decision> {
        self.all.get(index as usize).copied()
    }

    /// The decisions of a reading, in order.
    pub(super) fn decisions(&self, last: u32) -> Vec<Decision> {
        let before = |decision: &&Decision| self.all.get(decision.before as usize);
        let back = || std::iter::successors(self.all.get(last as usize), before);
        let mut out = Vec::with_capacity(back().count());
        out.extend(back().copied());
        out.reverse();
        for i in 0..out.len() {
            for rival in self.rivals_of(&out[i]) {
                let margin = price(rival.margin);
                for step in 0..=i.min(FAR as usize - 1) {
                    let decision = &mut out[i - step];
                    if rival.otherwise >> step & 1 == 1 {
                        decision.margin = decision.margin.min(margin);
                    }
                    if rival.elsewhere >> step & 1 == 1 {
                        decision.placed = decision.placed.min(margin);
                    }
                }
            }
        }
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
            moved[i] = index(all.len());
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
        moved[i] = index(all.len());
        let mut frame = *frame;
        frame.below = moved.get(frame.below as usize).copied().unwrap_or(ROOT);
        all.push(frame);
    }
    frames.all = all;
    beam.iter_mut().for_each(|state| state.top = moved.get(state.top as usize).copied().unwrap_or(ROOT));
}

fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(ROOT)
}
