//! What the search remembers: choices that share their past.

use super::bill::{CLOSE, Cost, price};
use super::frame::ROOT;
use super::way::Choice;

/// A choice of one reading, with what is known of others when the search is over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decision {
    pub(super) choice: Choice,
    /// How much dearer the best reading is in which it counts with others.
    pub(super) margin: f32,
    /// The same, in which it counts with the same ones, but elsewhere in the outline.
    pub(super) placed: f32,
}

impl Decision {
    /// A choice without close rivals.
    pub(super) const fn sure(choice: Choice) -> Self {
        Self { choice, margin: f32::INFINITY, placed: f32::INFINITY }
    }
}

/// A choice with its past.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    before: u32,
    pub(super) choice: Choice,
    /// The place of the closest readings that lost to it; `ROOT` where none was close.
    rivals: u32,
}

impl Node {
    pub(super) const fn new(before: u32, choice: Choice) -> Self {
        Self { before, choice, rivals: ROOT }
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

/// All choices of the readings of a beam.
#[derive(Debug, Default)]
pub(super) struct Trail {
    all: Vec<Node>,
    rivals: Vec<[Rival; CLOSEST]>,
    /// The rivals that a winner takes over: room that is used again.
    heirs: Vec<Rival>,
}

/// Two readings are followed back so far for the place where they parted: a bit for each choice.
const FAR: u32 = u64::BITS;

impl Trail {
    pub(super) fn clear(&mut self) {
        self.all.clear();
        self.rivals.clear();
    }

    pub(super) fn push(&mut self, node: Node) -> u32 {
        self.all.push(node);
        index(self.all.len() - 1)
    }

    /// Notes where the winner and the loser part; how many choices were looked at for that. Two readings in which the same
    /// items count together and only their numbers are explained otherwise are no rivals, but the rivals of the loser are
    /// the winner's.
    pub(super) fn note_rival(
        &mut self,
        won: u32,
        lost: Node,
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
        // Every reading chooses at every site, so both are followed back in step.
        for step in 0..FAR {
            looked += 1;
            let own = &self.all[at as usize];
            let agreed = same(own.choice, other.choice);
            same_lists &= agreed;
            otherwise |= u64::from(!agreed || own.choice.total.to_bits() != other.choice.total.to_bits()) << step;
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

    fn rivals_of(&self, node: &Node) -> &[Rival] {
        self.rivals.get(node.rivals as usize).map_or(&[], |rivals| rivals)
    }

    /// The choice with an index.
    pub(super) fn get(&self, index: u32) -> Option<Node> {
        self.all.get(index as usize).copied()
    }

    /// The decisions of a reading, in order, behind those that were made before.
    pub(super) fn tell(&self, last: u32, out: &mut Vec<Decision>) {
        let from = out.len();
        let before = |node: &&Node| self.all.get(node.before as usize);
        let back = || std::iter::successors(self.all.get(last as usize), before);
        out.extend(back().map(|node| Decision::sure(node.choice)));
        out[from..].reverse();
        for (step, node) in back().enumerate() {
            let here = out.len() - 1 - step;
            for rival in self.rivals_of(node) {
                let margin = price(rival.margin);
                for (step, decision) in out[from..=here].iter_mut().rev().take(FAR as usize).enumerate() {
                    if rival.otherwise >> step & 1 == 1 {
                        decision.margin = decision.margin.min(margin);
                    }
                    if rival.elsewhere >> step & 1 == 1 {
                        decision.placed = decision.placed.min(margin);
                    }
                }
            }
        }
    }
}

fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(ROOT)
}
