//! Ways: how a reading so far can go on at a site, weighed first and gone only if it is worth it.

use super::bill::{Account, Bill, Cost, Reason, Sum, cost};
use super::cost::{Closed, First, Known, Scale};
use super::floor::{Floors, floors};
use super::frame::{Frame, Frames, Memo, ROOT, opened};
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
    /// Which mark of the site was believed; `u16::MAX` for none.
    pub(super) mark: u16,
    /// How many lists stay open below: the depth of the list that goes on, or of the one under whose item a list opens.
    pub(super) depth: u8,
    pub(super) how: How,
    /// What the reading has to pay besides from then on, at least.
    pub(super) owed: Cost,
}

impl Choice {
    pub(super) const fn opens(&self) -> bool {
        matches!(self.how, How::Opens { .. })
    }
}

/// A way that was gone.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub(super) choice: Choice,
    pub(super) bill: Bill,
    /// The new top of the stack, where the choice changes it.
    pub(super) frame: Option<Frame>,
    /// The reading then; its stack and its record are not yet written down.
    pub(super) state: State,
}

/// A zone with all that can be said of it beforehand.
pub(super) struct Ground<'a> {
    pub(super) sites: &'a Sites,
    pub(super) prices: &'a Prices,
    pub(super) floors: Floors,
}

impl<'a> Ground<'a> {
    pub(super) fn new(sites: &'a Sites, prices: &'a Prices) -> Self {
        Self { sites, prices, floors: floors(sites, prices) }
    }

    /// Weighs the ways in which one state can read a site. Ways to open a list that are sure to cost more than `worth` in the
    /// end are not weighed one by one.
    pub(super) fn weigh(
        &self,
        frames: &Frames,
        (state, from): (&State, u16),
        index: u32,
        worth: Cost,
        mut out: impl FnMut(Way),
    ) -> Weighed {
        let site = &self.sites.all[index as usize];
        let floor = self.floors.sites[index as usize];
        let marks = self.sites.marks(site);
        let (mut weight, mut looked, mut far) = (0.0, 1, Cost::MAX);
        for (mark, which) in marks.iter().zip(0u16..) {
            weight = f32::max(weight, mark.weight);
            if marks[..usize::from(which)].iter().any(|other| mark.is_twin_of(other)) {
                continue;
            }
            let scale = Scale { prices: self.prices, site, mark };
            let alone = self.floors.alone[site.first as usize + usize::from(which)];
            let (number, least) = (self.number(mark), self.least_to_open(mark));
            let may_slip = mark.ordinal.is_some_and(|n| n != 1);
            let mut own = own(frames, state.top, mark);
            let mut closed = Closed { through: state.through, ..Closed::default() };
            let mut at = state.top;
            // An inline list hangs from the block in which it stands: lines below are not left for it.
            let mut base_seen = false;
            loop {
                looked += 1;
                let frame = frames.get(at);
                if let Some(frame) = frame {
                    let own_below = own > u8::from(is_own(frame, mark));
                    if let Some([(plain, last), (slip, other)]) = scale.go_on::<Sum>(frame, &closed, own_below) {
                        let below = frames.get(frame.below).map_or(0, |f| f.owed);
                        let renames = may_rename(frame, mark);
                        let mut way = |slips: bool, sum: Sum, last: u32| {
                            let paid = state.paid + cost(sum.0) - floor;
                            let owes = |renames| {
                                let regular = is_regular(frame, mark, last, renames);
                                below + if regular { 0 } else { self.floors.irregular }
                            };
                            let way = |renames| {
                                let how = How::GoesOn { slips, renames };
                                Way { paid, owed: owes(renames), likely: paid + below, at, mark: which, from, how }
                            };
                            if renames {
                                out(way(true));
                            }
                            out(way(false));
                        };
                        way(false, plain, last);
                        if last != other {
                            way(true, slip, other);
                        }
                    }
                }
                if opens_under(mark, site, frame, &mut base_seen) {
                    let below = frame.map_or(0, |f| f.owed);
                    let owes = |slips: bool| below + if slips { self.floors.irregular } else { alone.least };
                    let sure = state.paid + cost(closed.single + least) - floor
                        + if may_slip { owes(false).min(owes(true)) } else { owes(false) };
                    let known = self.known(state, frame, &closed, number, own);
                    if sure > worth {
                        far = far.min(sure);
                    } else if let Some((sum, first)) = scale.open::<Sum>(frame, &closed, &known) {
                        let mut way = |slips: bool, sum: Sum| {
                            let paid = state.paid + cost(sum.0) - floor;
                            let likely = paid + below + alone.likely;
                            let how = How::Opens { slips };
                            out(Way { paid, owed: owes(slips), likely, at, mark: which, from, how });
                        };
                        if first != First::Right {
                            let mut slip = sum;
                            scale.wrong_first(&mut slip, first);
                            way(true, slip);
                        }
                        way(false, sum);
                    }
                }
                let Some(frame) = frame else { break };
                own -= u8::from(is_own(frame, mark));
                closed = scale.close(frame, closed);
                at = frame.below;
            }
        }
        let owed = frames.get(state.top).map_or(0, |f| f.owed);
        let paid = state.paid + cost(weight) - floor;
        out(Way { paid, owed, likely: paid + owed, at: state.top, mark: u16::MAX, from, how: How::Rejects });
        Weighed { looked, far }
    }

    /// Goes a way: what it costs item by item, and how the stack looks then.
    pub(super) fn go(&self, frames: &Frames, state: &State, index: u32, way: &Way) -> Step {
        let site = &self.sites.all[index as usize];
        let marks = self.sites.marks(site);
        let next = State { paid: way.paid, ..*state };
        let choice = Choice { site: index, mark: way.mark, depth: 0, after: ROOT, how: way.how, owed: way.owed };
        let Some(mark) = marks.get(usize::from(way.mark)) else {
            let mut bill = Bill::default();
            bill.add(Reason::Rejected, marks.iter().map(|mark| mark.weight).fold(0.0, f32::max));
            return Step { choice, bill, frame: None, state: State { rejects: state.rejects + 1, ..next } };
        };
        let scale = Scale { prices: self.prices, site, mark };
        let mut closed = Closed { through: state.through, ..Closed::default() };
        let mut at = state.top;
        while let Some(frame) = frames.get(at).filter(|_| at != way.at) {
            closed = scale.close(frame, closed);
            at = frame.below;
        }
        let frame = frames.get(at);
        let depth = frame.map_or(0, |f| f.depth);
        match (way.how, frame) {
            (How::GoesOn { slips, renames }, Some(frame)) => {
                let own_below = own(frames, frame.below, mark) > 0;
                let [plain, slip] = scale.go_on::<Bill>(frame, &closed, own_below).unwrap_or_default();
                let (bill, last) = if slips { slip } else { plain };
                let new = Frame {
                    last,
                    left_out: mark.ordinal.filter(|&n| n == last && n == frame.last + 2).map_or(0, |n| n - 1),
                    count: frame.count.saturating_add(1),
                    block: site.block,
                    site: index,
                    item: Shape { inline: frame.inline, ..mark.shape },
                    memo: closed.memo.unwrap_or(frame.memo),
                    through: if mark.shape.through { last } else { closed.through.max(frame.through) },
                    owed: way.owed,
                    ..*frame
                };
                let named =
                    Frame { key: mark.key(), number: self.number(mark), group: mark.group, rank: mark.rank, ..new };
                let choice = Choice { depth, after: frame.site, ..choice };
                Step { choice, bill, frame: Some(if renames { named } else { new }), state: next }
            }
            (how, under) => {
                let number = self.number(mark);
                let known = self.known(state, under, &closed, number, own(frames, at, mark));
                let through = closed.through.max(under.map_or(0, |f| f.through));
                let new = opened(mark, site, at, under, known.memo, through);
                let (mut bill, first) =
                    scale.open::<Bill>(under, &closed, &known).unwrap_or((Bill::default(), First::Right));
                let mut new = Frame { site: index, number, owed: way.owed, runs: first == First::RunsOn, ..new };
                if how == (How::Opens { slips: true }) {
                    scale.wrong_first(&mut bill, first);
                    (new.last, new.left_out) = (1, 0);
                }
                // What was closed under the speech itself is remembered by the state.
                let (memo, through) = if under.is_none() { (known.memo, through) } else { (state.memo, state.through) };
                let pairs = state.pairs | pair(under, number);
                Step {
                    choice: Choice { depth, ..choice },
                    bill,
                    frame: Some(new),
                    state: State { pairs, memo, through, ..next },
                }
            }
        }
    }

    /// What a mark pays at least that opens a list.
    fn least_to_open(&self, mark: &Mark) -> f32 {
        let p = self.prices;
        let missing = match mark.ordinal {
            Some(1) | None => 0.0,
            Some(_) if mark.shape.through => 0.0,
            Some(_) if mark.shape.inline => p.missing_first * 0.45,
            Some(_) => p.missing_first.min(p.run_on),
        };
        let open = if mark.shape.inline { p.open_inline + mark.inline_price } else { p.open.min(p.bare) };
        mark.price + open + missing
    }

    fn known(&self, state: &State, under: Option<&Frame>, closed: &Closed, number: u8, nested: u8) -> Known {
        Known {
            again: state.pairs & pair(under, number) != 0,
            nested,
            memo: closed.memo.unwrap_or_else(|| under.map_or(state.memo, |f| f.memo)),
        }
    }

    /// The place of a mark's key among the keys of the zone, as far as a frame remembers it.
    fn number(&self, mark: &Mark) -> u8 {
        let key = mark.key();
        u8::try_from(self.floors.keys.partition_point(|&other| other < key) % SLOTS).unwrap_or(0)
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

/// Up to ten ways of writing lists, and the speech itself, give every pair a bit of its own.
const KEYS: usize = 11;
/// The bits repeat after so many keys.
const SLOTS: usize = 128;

/// The bit of a pair; in a zone with more ways of writing lists than `KEYS` some pairs share one.
fn pair(outer: Option<&Frame>, inner: u8) -> u128 {
    let outer = outer.map_or(0, |f| usize::from(f.number) + 1);
    1 << ((outer * KEYS + usize::from(inner)) % SLOTS)
}
