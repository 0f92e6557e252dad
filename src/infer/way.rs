//! Ways: how a reading so far can go on at a site, weighed first and gone only if it is worth it.

use super::bill::{Account, Bill, Cost, Reason, Sum, cost};
use super::cost::{Closed, First, Known, Past, Scale, opening};
use super::floor::{Floors, KEYS, SLOTS};
use super::frame::{Frame, Frames, Memo, ROOT};
use super::mark::{Mark, Shape, Site, Sites};
use crate::grammar::Prices;

/// One reading so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    /// The top of its stack.
    pub(super) top: u32,
    /// Its last decision.
    pub(super) trail: u32,
    /// What it paid, counted from the floors up.
    pub(super) paid: Cost,
    /// How many candidates were rejected: the fewer, the better between equals.
    pub(super) rejects: u32,
    /// Which pairs of an outer and an inner list were met, a bit for each.
    pairs: u128,
    /// The memo and the running count of the speech itself.
    memo: Memo,
    through: u32,
}

impl State {
    /// Nothing is read.
    pub(super) const START: Self =
        Self { top: ROOT, trail: ROOT, paid: 0, rejects: 0, pairs: 0, memo: [(0, 0); 2], through: 0 };
}

/// What is done at a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// Its marks are text.
    Rejects,
    /// A mark goes on with a list.
    GoesOn {
        /// Its number is wrong alone.
        slips: bool,
        /// It shows how the list is written, not the item before it.
        renames: bool,
    },
    /// A mark opens a list.
    Opens {
        /// Its number is wrong alone.
        slips: bool,
    },
}

/// A way to read a site.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    /// What the reading will have paid.
    pub(super) paid: Cost,
    /// What it will have to pay besides, at least.
    pub(super) owed: Cost,
    /// What it will have to pay in all, by the look of it.
    pub(super) likely: Cost,
    /// What it pays here, in the unit of the prices.
    pub(super) total: f32,
    /// The list that goes on, or under whose item one opens.
    pub(super) at: u32,
    /// Which mark of the site is believed; `u16::MAX` for none.
    pub(super) mark: u16,
    /// Which reading goes it, by its place in the beam.
    pub(super) from: u16,
    pub(super) how: How,
}

/// What came of weighing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    /// How many frames were looked at.
    pub(super) looked: u64,
    /// What the ways cost at least that were not weighed one by one.
    pub(super) far: Cost,
}

/// What was done at a site, for the record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    pub(super) site: u32,
    /// The site of the item before it in its list; `ROOT` for the first one and for what is rejected.
    pub(super) after: u32,
    /// What was paid, in the unit of the prices.
    pub(super) total: f32,
    /// Which mark of the site was believed; `u16::MAX` for none.
    pub(super) mark: u16,
    /// How many lists stay open below: the depth of the list that goes on, or of the one under whose item a list opens.
    pub(super) depth: u8,
    pub(super) how: How,
}

impl Choice {
    pub(super) const fn opens(&self) -> bool {
        matches!(self.how, How::Opens { .. })
    }
}

/// How dear a way may be to be looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Worth {
    /// What is sure to cost more is looked at only where it could be the cheapest of its site.
    pub(super) near: Cost,
    /// A list whose opening is sure to cost more is not opened.
    pub(super) most: Cost,
}

/// A zone with all that can be said of it beforehand.
pub(super) struct Ground<'a> {
    pub(super) sites: &'a Sites,
    pub(super) prices: &'a Prices,
    pub(super) floors: &'a Floors,
}

impl Ground<'_> {
    /// Weighs the ways in which one state can read a site. Those that are sure to cost more than they are `worth`, and more
    /// than what `out` says of those before, are not weighed one by one.
    pub(super) fn weigh(
        &self,
        frames: &Frames,
        (state, from): (&State, u16),
        index: u32,
        worth: Worth,
        mut out: impl FnMut(Way) -> Cost,
    ) -> Weighed {
        let site = &self.sites.all[index as usize];
        let base = state.paid - self.floors.sites[index as usize];
        let (marks, prospects) = (self.sites.marks(site), self.floors.prospects(site));
        let weight = marks.iter().map(|mark| mark.weight).fold(0.0, f32::max);
        let (paid, owed) = (base + cost(weight), self.owed(frames, state.top));
        let rejects = Way {
            paid,
            owed,
            likely: paid + owed,
            total: weight,
            at: state.top,
            mark: u16::MAX,
            from,
            how: How::Rejects,
        };
        let (mut looked, mut far, mut dear) = (1, Cost::MAX, rejects.likely);
        for ((mark, prospect), which) in marks.iter().zip(prospects).zip(0u16..).filter(|((_, p), _)| !p.twin) {
            let scale = Scale { prices: self.prices, site, mark };
            // What a list owes less, at most, that is gone on with or opened.
            let relief = self.floors.irregular.min(prospect.least).min(0);
            let mut closed = Closed::none(state.through);
            let mut at = state.top;
            // An inline list hangs from the block in which it stands: lines below are not left for it.
            let mut base_seen = false;
            // How many lists of the mark's key are open here or below, once asked.
            let mut nested = None;
            loop {
                looked += 1;
                let frame = frames.get(at);
                if let Some(frame) = frame.filter(|frame| scale.is_kin(frame)) {
                    let own_below = || own(frames, frame.below, mark) > 0;
                    if let Some([plain, slip]) = scale.go_on::<Sum>(frame, &closed, own_below) {
                        let (renames, below) = (may_rename(frame, mark), self.owed(frames, frame.below));
                        let mut way = |slips: bool, Sum(total): Sum, last: u32| {
                            let paid = base + cost(total);
                            let mut way = |renames: bool| {
                                let owed = below + self.goes_on_owing(frame, mark, last, renames);
                                let (likely, how) = (paid + below, How::GoesOn { slips, renames });
                                dear = dear.min(out(Way { paid, owed, likely, total, at, mark: which, from, how }));
                            };
                            if renames {
                                way(true);
                            }
                            way(false);
                        };
                        let [last, other] = scale.follows(frame);
                        way(false, plain, last);
                        if last != other {
                            way(true, slip, other);
                        }
                    }
                }
                if opens_under(mark, site, frame, &mut base_seen)
                    && let Some(first) = scale.first(memo_of(state, frame, closed.past))
                {
                    let below = frame.map_or(0, |f| f.owed);
                    let (besides, owes) = match first {
                        First::Right => (0.0, prospect.least),
                        First::RunsOn => (self.prices.run_on, prospect.least.min(self.floors.irregular)),
                        First::Missing => (prospect.missing, prospect.least.min(self.floors.irregular)),
                    };
                    let leave = if scale.minds_leaving() { closed.leave } else { 0.0 };
                    let sure = base + cost(closed.single + prospect.open + besides + leave) + below + owes;
                    if sure > worth.most || sure > worth.near.max(dear) {
                        far = far.min(sure);
                    } else {
                        let nested = *nested.get_or_insert_with(|| own(frames, at, mark));
                        let known = self.known(frames, (state, at), nested, prospect.number, first);
                        if let Some(sum) = scale.open::<Sum>(frame, &closed, &known) {
                            let mut way = |slips: bool, Sum(total): Sum, owes: Cost| {
                                let paid = base + cost(total);
                                let likely = paid + below + prospect.likely;
                                let (owed, how) = (below + owes, How::Opens { slips });
                                let told = out(Way { paid, owed, likely, total, at, mark: which, from, how });
                                dear = dear.min(told);
                            };
                            if first != First::Right {
                                let mut slip = sum;
                                scale.wrong_first(&mut slip, first);
                                way(true, slip, self.floors.irregular);
                            }
                            way(false, sum, prospect.least);
                        }
                    }
                }
                // Nothing opens any more under the speech itself.
                let Some(frame) = frame.filter(|frame| frame.below != ROOT || !base_seen) else { break };
                scale.close(frame, &mut closed);
                at = frame.below;
                nested = nested.map(|nested| nested - u8::from(is_own(frame, mark)));
                if closed.single == 0.0 {
                    continue;
                }
                let sure = base + cost(closed.single + mark.price) + self.least(frames, at) + relief;
                if sure > worth.near.max(dear) {
                    far = far.min(sure);
                    break;
                }
            }
        }
        out(rejects);
        Weighed { looked, far }
    }

    /// Goes a way, and tells what is written down. A new top of the stack is the last of all frames; `single` tells that there
    /// is no other reading.
    pub(super) fn go(&self, frames: &mut Frames, state: &mut State, index: u32, way: &Way, single: bool) -> Choice {
        let site = &self.sites.all[index as usize];
        let mut choice = Choice { site: index, mark: way.mark, depth: 0, after: ROOT, how: way.how, total: way.total };
        state.paid = way.paid;
        let Some(mark) = self.sites.marks(site).get(usize::from(way.mark)) else {
            state.rejects += 1;
            return choice;
        };
        let scale = Scale { prices: self.prices, site, mark };
        let number = self.floors.prospects(site)[usize::from(way.mark)].number;
        let mut past = Past { memo: None, through: state.through };
        above(frames, state.top, way.at).for_each(|frame| past.remember(frame));
        let under = frames.get(way.at);
        let (below, depth) = under.map_or((ROOT, 0), |frame| (frame.below, frame.depth));
        choice.depth = depth;
        if let How::GoesOn { slips, renames } = way.how {
            let least = way.owed.min(self.least(frames, below));
            let Some(frame) = frames.renew(way.at, single) else { return choice };
            choice.after = frame.site;
            let last = scale.follows(frame)[usize::from(slips)];
            frame.left_out = mark.ordinal.filter(|&n| n == last && n == frame.last + 2).map_or(0, |n| n - 1);
            frame.last = last;
            frame.count = frame.count.saturating_add(1);
            (frame.block, frame.site) = (site.block, index);
            frame.item = Shape { inline: frame.inline, ..mark.shape };
            frame.memo = past.memo.unwrap_or(frame.memo);
            frame.through = if mark.shape.through { last } else { past.through.max(frame.through) };
            (frame.owed, frame.least) = (way.owed, least);
            if renames {
                (frame.key, frame.number) = (mark.key(), number);
                (frame.group, frame.rank) = (mark.group, mark.rank);
            }
        } else {
            let slips = way.how == How::Opens { slips: true };
            let memo = memo_of(state, under, past);
            let through = past.through.max(under.map_or(0, |f| f.through));
            state.pairs |= pair(under, number);
            if under.is_none() {
                // What was closed under the speech itself is remembered by the state.
                (state.memo, state.through) = (memo, through);
            }
            let new = Frame {
                below: way.at,
                key: mark.key(),
                group: mark.group,
                rank: mark.rank,
                last: if slips { 1 } else { mark.ordinal.unwrap_or(0) },
                left_out: u32::from(!slips && mark.ordinal == Some(2) && !mark.shape.loose),
                prefix: mark.prefix,
                parts: mark.parts,
                depth: depth + 1,
                count: 1,
                single: mark.single,
                block: site.block,
                site: index,
                item: mark.shape,
                inline: mark.shape.inline,
                memo,
                runs: scale.first(memo) == Some(First::RunsOn),
                through: if mark.shape.through { mark.ordinal.unwrap_or(through) } else { through },
                number,
                owed: way.owed,
                least: way.owed.min(self.least(frames, way.at)),
                hash: 0,
            };
            frames.push(new, single);
        }
        state.top = frames.last();
        choice
    }

    /// The way that was gone where a reading made a choice, from the floors up again.
    pub(super) fn again(&self, frames: &Frames, state: &State, choice: &Choice) -> Way {
        let at = match choice.how {
            How::Rejects => state.top,
            _ => frames.at_depth(state.top, choice.depth),
        };
        let site = &self.sites.all[choice.site as usize];
        let owed = match (self.sites.marks(site).get(usize::from(choice.mark)), frames.get(at), choice.how) {
            (None, ..) | (_, _, How::Rejects) => self.owed(frames, at),
            (Some(_), _, How::Opens { slips: true }) => self.owed(frames, at) + self.floors.irregular,
            (Some(_), _, How::Opens { slips: false }) => {
                self.owed(frames, at) + self.floors.prospects(site)[usize::from(choice.mark)].least
            }
            (Some(mark), Some(frame), How::GoesOn { slips, renames }) => {
                let last = Scale { prices: self.prices, site, mark }.follows(frame)[usize::from(slips)];
                self.owed(frames, frame.below) + self.goes_on_owing(frame, mark, last, renames)
            }
            (Some(_), None, How::GoesOn { .. }) => 0,
        };
        let paid = state.paid + cost(choice.total) - self.floors.sites[choice.site as usize];
        Way { paid, owed, likely: 0, total: choice.total, at, mark: choice.mark, from: 0, how: choice.how }
    }

    /// What a way costs, item by item.
    pub(super) fn bill(&self, frames: &Frames, state: &State, index: u32, way: &Way) -> Bill {
        let mut bill = Bill::default();
        if way.total == 0.0 {
            return bill;
        }
        let site = &self.sites.all[index as usize];
        let Some(mark) = self.sites.marks(site).get(usize::from(way.mark)) else {
            bill.add(Reason::Rejected, way.total);
            return bill;
        };
        let scale = Scale { prices: self.prices, site, mark };
        if way.how == (How::Opens { slips: false }) && way.total == opening(mark, self.prices) {
            // Nothing else is paid.
            bill.add(Reason::Open, way.total);
            return bill;
        }
        let mut closed = Closed::none(state.through);
        above(frames, state.top, way.at).for_each(|frame| scale.close(frame, &mut closed));
        match (way.how, frames.get(way.at)) {
            (How::GoesOn { slips, .. }, Some(frame)) => {
                let own_below = || own(frames, frame.below, mark) > 0;
                scale.go_on::<Bill>(frame, &closed, own_below).map_or(bill, |bills| bills[usize::from(slips)])
            }
            (how, under) => {
                let number = self.floors.prospects(site)[usize::from(way.mark)].number;
                let Some(first) = scale.first(memo_of(state, under, closed.past)) else { return bill };
                let known = self.known(frames, (state, way.at), own(frames, way.at, mark), number, first);
                let Some(mut bill) = scale.open::<Bill>(under, &closed, &known) else { return bill };
                if how == (How::Opens { slips: true }) {
                    scale.wrong_first(&mut bill, first);
                }
                bill
            }
        }
    }

    /// What the lists from a frame down owe.
    fn owed(&self, frames: &Frames, at: u32) -> Cost {
        frames.get(at).map_or(0, |frame| frame.owed)
    }

    /// The least that the lists from a frame down owe, wherever one begins to count.
    fn least(&self, frames: &Frames, at: u32) -> Cost {
        frames.get(at).map_or(0, |frame| frame.least)
    }

    /// What a list owes that a mark went on with.
    fn goes_on_owing(&self, frame: &Frame, mark: &Mark, last: u32, renames: bool) -> Cost {
        if is_regular(frame, mark, last, renames) { 0 } else { self.floors.irregular }
    }

    /// What is known where a mark opens a list under the item of a frame; so many lists of its key are open there.
    fn known(&self, frames: &Frames, (state, at): (&State, u32), nested: u8, number: u8, first: First) -> Known {
        Known { again: state.pairs & pair(frames.get(at), number) != 0, nested, first }
    }

    /// What it costs to end with the lists that are open.
    pub(super) fn end(&self, frames: &Frames, state: &State) -> Cost {
        let (mut at, mut sum) = (state.top, 0);
        while let Some(frame) = frames.get(at) {
            if frame.count == 1 {
                sum += cost(if frame.inline { self.prices.single_inline } else { frame.single });
            }
            at = frame.below;
        }
        sum
    }
}

/// The frames of a stack above one, from the top down.
fn above(frames: &Frames, top: u32, down_to: u32) -> impl Iterator<Item = &Frame> {
    let get = move |at: u32| frames.get(at).filter(|_| at != down_to);
    std::iter::successors(get(top), move |frame| get(frame.below))
}

/// The lists that were closed last, where one opens.
fn memo_of(state: &State, under: Option<&Frame>, past: Past) -> Memo {
    past.memo.unwrap_or_else(|| under.map_or(state.memo, |frame| frame.memo))
}

/// Whether a list may open at a mark under the current item of a frame; inline ones do under the items of their own block
/// and the first below.
fn opens_under(mark: &Mark, site: &Site, frame: Option<&Frame>, base_seen: &mut bool) -> bool {
    !mark.shape.inline
        || match frame {
            Some(f) if f.inline => f.block == site.block,
            _ => !std::mem::replace(base_seen, true),
        }
}

/// Whether a mark may show how a list is written: of two items that are written otherwise either may: （一） 二、 三、.
fn may_rename(frame: &Frame, mark: &Mark) -> bool {
    let alike = frame.item.heading == mark.shape.heading && frame.item.open == mark.shape.open;
    frame.count == 1 && mark.ordinal == Some(2) && frame.group != mark.group && alike
}

/// Whether the number that a list goes on from is that of a mark of its kin, as it is after most items.
fn is_regular(frame: &Frame, mark: &Mark, last: u32, renames: bool) -> bool {
    let own = mark.ordinal == Some(last) && last != frame.last + 2 && (renames || frame.group == mark.group);
    own || mark.shape.unnumbered
}

fn is_own(frame: &Frame, mark: &Mark) -> bool {
    frame.key == mark.key() && !mark.shape.unnumbered
}

/// How many lists of the mark's key are open at `at` or below.
fn own(frames: &Frames, at: u32, mark: &Mark) -> u8 {
    let (mut at, mut count) = (at, 0);
    while let Some(frame) = frames.get(at) {
        count += u8::from(is_own(frame, mark));
        at = frame.below;
    }
    count
}

/// The bit of a pair; in a zone with more ways of writing lists than `KEYS` some pairs share one.
fn pair(outer: Option<&Frame>, inner: u8) -> u128 {
    let outer = outer.map_or(0, |f| usize::from(f.number) + 1);
    1 << ((outer * KEYS + usize::from(inner)) % SLOTS)
}
