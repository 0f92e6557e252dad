//! Plain sites: a mark whose turn it is, where nothing else could be meant.
//!
//! Most marks that open no list are such. Their way is told without weighing any other, of which only what all of them
//! cost at least is known. Knows no more than weighing does, and tells the same.

use super::bill::{Cost, cost};
use super::cost::{restart, second_list};
use super::frame::{Frame, Frames};
use super::mark::{Mark, Site};
use super::way::{Ground, How, State, Way, Worth};

impl Ground<'_> {
    /// The way in which the only mark of a site goes on with a list, and what every other costs at least. `None` where another
    /// list could be meant, or another way cost no more than what is `worth` looking at.
    pub(super) fn plain(&self, frames: &Frames, state: &State, index: u32, worth: Worth) -> Option<(Way, Cost)> {
        let site = &self.sites.all[index as usize];
        let ([mark], [prospect]) = (self.sites.marks(site), self.floors.prospects(site)) else { return None };
        let before = mark.ordinal.filter(|&n| n > 1 && !mark.shape.through)? - 1;
        let told = (mark.key(), before);
        let (mut at, mut found) = (state.top, None);
        while let Some(frame) = frames.get(at) {
            if found.is_none() && frame.key == told.0 {
                found = Some((at, frame)).filter(|_| is_next(mark, site, frame, before));
                found?;
            } else if frame.group == mark.group {
                return None;
            } else if found.is_some() {
                // Nothing is paid for a list that follows such lines, so that one may run on there.
                if frame.item.unnumbered && !mark.shape.inline {
                    return None;
                }
            } else if frame.count == 1 || frame.last == before {
                return None;
            }
            // A list that was closed could run on as well.
            if found.is_none_or(|(there, _)| there == at) && frame.memo.contains(&told) {
                return None;
            }
            at = frame.below;
        }
        let (at, frame) = found?;
        let (p, base) = (self.prices, state.paid - self.floors.sites[index as usize]);
        let owed = frames.get(frame.below).map_or(0, |below| below.owed);
        let paid = base + cost(mark.price);
        let how = How::GoesOn { slips: false, renames: false };
        let way = Way { paid, owed, likely: paid + owed, total: mark.price, at, mark: 0, from: 0, how };
        // Text, a list whose first items are missing, or one that runs on from this one.
        let (top, least) = frames.get(state.top).map_or((0, 0), |top| (top.owed, top.least));
        let rejects = base + cost(mark.weight) + top;
        let late = least + prospect.least.min(self.floors.irregular);
        let missing = base + cost(prospect.open + prospect.missing) + late;
        let runs_on = if mark.shape.inline {
            missing
        } else {
            let again = restart(p, site.terrain);
            let second = if frame.depth > 1 { second_list(p, site.terrain) } else { again };
            base + cost(prospect.open + p.run_on + again.min(second)) + late
        };
        let others = rejects.min(missing).min(runs_on);
        (others > worth.near.max(way.likely)).then_some((way, others))
    }
}

/// Whether a mark is the next one of a list that is written as it is, and neither it nor its place is odd.
fn is_next(mark: &Mark, site: &Site, frame: &Frame, before: u32) -> bool {
    let (own, last) = (mark.shape, frame.item);
    let alike = if own.inline {
        frame.inline && frame.block == site.block
    } else {
        !frame.inline && (own.heading, own.open, own.set, own.depth) == (last.heading, last.open, last.set, last.depth)
    };
    frame.last == before && alike && (mark.parts == 1 || mark.prefix == frame.prefix)
}
