//! The beam search over stacks of open lists.

use super::arena::{CLOSEST, Choice, Decision, Rival, Trail};
use super::bill::{Bill, Reason};
use super::cost::{Closed, Known, Scale};
use super::frame::{Frame, Frames, Memo, ROOT, opened};
use super::mark::{Mark, Site, Sites};
use super::reading::{Reading, replay};
use crate::grammar::Prices;

/// One reading so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub(super) top: u32,
    pub(super) trail: u32,
    pub(super) cost: f32,
    /// Which pairs of an outer and an inner list were met, a bit for each.
    pairs: u128,
    /// How many candidates were rejected: the fewer, the better between equals.
    rejects: u32,
    /// The memo and the running count of the speech itself.
    memo: Memo,
    through: u32,
}

/// A state that could follow, before it is known whether it is kept.
#[derive(Clone, Copy)]
struct Next {
    from: State,
    choice: Choice,
    bill: Bill,
    /// The new top of the stack, where the choice changes it.
    frame: Option<Frame>,
    pair: u128,
    memo: Memo,
    through: u32,
    hash: u64,
}

impl Next {
    fn decision(&self) -> Decision {
        Decision {
            before: self.from.trail,
            choice: self.choice,
            bill: self.bill,
            margin: f32::INFINITY,
            placed: f32::INFINITY,
            rivals: [Rival::NONE; CLOSEST],
        }
    }
}

/// One state that tries to believe one mark.
struct Trial<'a> {
    state: State,
    scale: Scale<'a>,
    site: u32,
    which: u16,
}

/// The complete reading of a zone with the least cost.
#[must_use]
pub fn infer(sites: &Sites, prices: &Prices) -> Reading {
    let mut search = Search { sites, prices, keys: keys(sites), frames: Frames::default(), trail: Trail::default() };
    let mut beam =
        vec![State { top: ROOT, trail: ROOT, cost: 0.0, pairs: 0, rejects: 0, memo: Memo::default(), through: 0 }];
    let mut next = Vec::new();
    for (site, index) in sites.all.iter().zip(0u32..) {
        next.clear();
        for &state in &beam {
            search.branch(state, site, index, &mut next);
        }
        search.select(&mut next, &mut beam);
        search.collect(&mut beam);
    }
    search.finish(&mut beam)
}

struct Search<'a> {
    sites: &'a Sites,
    prices: &'a Prices,
    /// How the lists of the zone are written, in order.
    keys: Vec<u32>,
    frames: Frames,
    trail: Trail,
}

impl Search<'_> {
    /// All ways in which one state can read one site.
    fn branch(&self, state: State, site: &Site, index: u32, out: &mut Vec<Next>) {
        let marks = self.sites.marks(site);
        for (mark, which) in marks.iter().zip(0u16..) {
            let scale = Scale { prices: self.prices, site, mark };
            self.read(&Trial { state, scale, site: index, which }, out);
        }
        let weight = marks.iter().map(|mark| mark.weight).fold(0.0, f32::max);
        let mut bill = Bill::default();
        bill.add(Reason::Rejected, weight);
        let choice = Choice { site: index, mark: u16::MAX, depth: 0, opens: false, after: ROOT };
        let hash = self.frames.get(state.top).map_or(0, |f| f.hash);
        out.push(Next {
            choice,
            bill,
            frame: None,
            pair: 0,
            memo: state.memo,
            through: state.through,
            hash,
            from: state,
        });
    }

    /// All ways in which one state can believe one mark: from the top of its stack down, every list can go on, and under
    /// every current item one can open.
    fn read(&self, trial: &Trial<'_>, out: &mut Vec<Next>) {
        let (mark, block) = (trial.scale.mark, trial.scale.site.block);
        let mut closed = Closed { through: trial.state.through, ..Closed::default() };
        let mut at = trial.state.top;
        // An inline list hangs from the block in which it stands: lines below are not left for it.
        let mut base_seen = false;
        loop {
            let frame = self.frames.get(at);
            if let Some(frame) = frame {
                self.go_on(trial, frame, &closed, out);
            }
            let may_open = !mark.shape.inline
                || match frame {
                    Some(f) if f.inline => f.block == block,
                    _ => !std::mem::replace(&mut base_seen, true),
                };
            if may_open {
                self.open(trial, at, &closed, out);
            }
            let Some(frame) = frame else { break };
            closed = trial.scale.close(frame, closed);
            at = frame.below;
        }
    }

    fn go_on(&self, trial: &Trial<'_>, frame: &Frame, closed: &Closed, out: &mut Vec<Next>) {
        let Some(ways) = trial.scale.go_on(frame, closed, self.depth_of_key(frame.below, trial.scale.mark) > 0) else {
            return;
        };
        let mark = trial.scale.mark;
        let one = ways[0].1 == ways[1].1;
        for (bill, last) in ways.into_iter().take(if one { 1 } else { 2 }) {
            let next = Frame {
                last,
                left_out: mark.ordinal.filter(|&n| n == last && n == frame.last + 2).map_or(0, |n| n - 1),
                count: frame.count.saturating_add(1),
                block: trial.scale.site.block,
                site: trial.site,
                item: super::mark::Shape { inline: frame.inline, ..mark.shape },
                memo: closed.memo.unwrap_or(frame.memo),
                through: if mark.shape.through { last } else { closed.through.max(frame.through) },
                ..*frame
            };
            let choice =
                Choice { site: trial.site, mark: trial.which, depth: frame.depth, opens: false, after: frame.site };
            let (from, memo, through) = (trial.state, trial.state.memo, trial.state.through);
            let next = Next { choice, bill, frame: Some(next), pair: 0, memo, through, hash: 0, from };
            // Of two items that are written otherwise either may show how the list is written: （一） 二、 三、.
            let alike = frame.item.heading == mark.shape.heading && frame.item.open == mark.shape.open;
            if frame.count == 1 && mark.ordinal == Some(2) && frame.group != mark.group && alike {
                let frame = next.frame.map(|f| Frame { key: mark.key(), group: mark.group, rank: mark.rank, ..f });
                out.push(self.next(Next { frame, ..next }));
            }
            out.push(self.next(next));
        }
    }

    fn open(&self, trial: &Trial<'_>, below: u32, closed: &Closed, out: &mut Vec<Next>) {
        let (state, mark) = (trial.state, trial.scale.mark);
        let under = self.frames.get(below);
        let pair = self.pair(under.map(|f| f.key), mark.key());
        let known = Known {
            again: state.pairs & pair != 0,
            nested: self.depth_of_key(below, mark),
            memo: closed.memo.unwrap_or_else(|| under.map_or(state.memo, |f| f.memo)),
        };
        let Some(bill) = trial.scale.open(under, closed, &known) else { return };
        let through = closed.through.max(under.map_or(0, |f| f.through));
        let runs = bill.items().any(|(reason, _)| reason == Reason::RunOn);
        let opened = opened(mark, trial.scale.site, below, under, known.memo, through);
        let frame = Frame { site: trial.site, runs, ..opened };
        let depth = under.map_or(0, |f| f.depth);
        let choice = Choice { site: trial.site, mark: trial.which, depth, opens: true, after: ROOT };
        // What was closed under the speech itself is remembered by the state.
        let (memo, through) = if under.is_none() { (known.memo, through) } else { (state.memo, state.through) };
        let next = Next { choice, bill, frame: Some(frame), pair, memo, through, hash: 0, from: state };
        // 三、二、三、: the number of the first item may be wrong alone.
        let has = |wanted| bill.items().any(|(reason, _)| reason == wanted);
        let (wrong, runs_on) = (has(Reason::MissingFirst), has(Reason::RunOn));
        if wrong || runs_on {
            let mut bill = bill;
            if runs_on {
                bill.add(Reason::MissingFirst, self.prices.missing_first);
            }
            bill.add(Reason::Slip, self.prices.slip * if mark.shape.inline { 0.03 } else { 0.1 });
            let frame = next.frame.map(|frame| Frame { last: 1, left_out: 0, ..frame });
            out.push(self.next(Next { bill, frame, ..next }));
        }
        out.push(self.next(next));
    }

    /// Completes a next state with the hash of its stack.
    fn next(&self, next: Next) -> Next {
        let hash = next.frame.map_or(next.hash, |frame| {
            let below = self.frames.get(frame.below).map_or(0, |f| f.hash);
            super::frame::hash(&frame, below)
        });
        Next { hash, ..next }
    }

    /// The bit of a pair; in a zone with more ways of writing lists than `KEYS` some pairs share one.
    fn pair(&self, outer: Option<u32>, inner: u32) -> u128 {
        let number = |key: u32| self.keys.partition_point(|&other| other < key);
        let outer = outer.map_or(0, |key| number(key) + 1);
        1 << ((outer * KEYS + number(inner)) % 128)
    }

    /// How many lists of the mark's key are open at `at` or below.
    fn depth_of_key(&self, at: u32, mark: &Mark) -> u8 {
        let (mut at, mut count) = (at, 0);
        while let Some(frame) = self.frames.get(at) {
            count += u8::from(frame.key == mark.key() && !mark.shape.unnumbered);
            at = frame.below;
        }
        count
    }

    /// Keeps the cheapest states, of equal stacks the cheapest one.
    fn select(&mut self, next: &mut [Next], beam: &mut Vec<State>) {
        let cost = |n: &Next| n.from.cost + n.bill.total();
        next.sort_by(|a, b| cost(a).total_cmp(&cost(b)).then(a.from.rejects.cmp(&b.from.rejects)));
        beam.clear();
        let mut kept: Vec<(u64, usize)> = Vec::with_capacity(self.prices.beam);
        let best = next.first().map_or(0.0, cost);
        for n in next.iter() {
            if beam.len() >= self.prices.beam || cost(n) > best + WORST {
                break;
            }
            if let Some(&(_, winner)) = kept.iter().find(|(hash, _)| *hash == n.hash) {
                let margin = cost(n) - beam[winner].cost;
                let same = |a, b| same(self.sites, a, b);
                self.trail.note_rival(beam[winner].trail, n.decision(), margin, same);
                continue;
            }
            let top = n.frame.map_or(n.from.top, |frame| self.frames.push(frame));
            let trail = self.trail.push(n.decision());
            kept.push((n.hash, beam.len()));
            beam.push(State {
                top,
                trail,
                cost: cost(n),
                pairs: n.from.pairs | n.pair,
                rejects: n.from.rejects + u32::from(n.choice.mark == u16::MAX),
                memo: n.memo,
                through: n.through,
            });
        }
    }

    /// Drops what no kept state needs, when it has become much.
    fn collect(&mut self, beam: &mut [State]) {
        if self.trail.is_large() {
            self.trail.collect(beam);
        }
        if self.frames.all.len() > LARGE {
            super::arena::collect_frames(&mut self.frames, beam);
        }
    }

    /// Closes what is open and takes the cheapest reading.
    fn finish(mut self, beam: &mut [State]) -> Reading {
        for state in beam.iter_mut() {
            let mut at = state.top;
            while let Some(frame) = self.frames.get(at) {
                if frame.count == 1 {
                    state.cost += if frame.inline { self.prices.single_inline } else { frame.single };
                }
                at = frame.below;
            }
        }
        beam.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.rejects.cmp(&b.rejects)));
        let Some(best) = beam.first().copied() else { return Reading::default() };
        for other in beam.iter().skip(1) {
            if let Some(last) = self.trail.get(other.trail) {
                self.trail.note_rival(best.trail, last, other.cost - best.cost, |a, b| same(self.sites, a, b));
            }
        }
        replay(self.sites, &self.trail.decisions(best.trail), best.cost)
    }
}

/// A reading so much dearer than the best will not win any more.
const WORST: f32 = 14.0;
/// Frames beyond this number are collected.
const LARGE: usize = 1 << 16;

/// Whether an item counts with the same others in two readings: where their list stands does not matter, nor which of two
/// ways of reading one marker they believe.
fn same(sites: &Sites, a: Choice, b: Choice) -> bool {
    let mark =
        |choice: Choice| sites.all.get(choice.site as usize).and_then(|s| sites.marks(s).get(usize::from(choice.mark)));
    let number = |choice: Choice| mark(choice).map(|mark| mark.ordinal);
    (a.opens, a.after) == (b.opens, b.after) && (a.mark == b.mark || number(a) == number(b))
}

/// Up to ten ways of writing lists, and the speech itself, give every pair a bit of its own.
const KEYS: usize = 11;

fn keys(sites: &Sites) -> Vec<u32> {
    let mut keys: Vec<u32> = sites.marks.iter().map(Mark::key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
