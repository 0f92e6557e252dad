//! The search: the straight path where it is proven, a beam over stacks of open lists where it is not.

use super::CLOSE;
use super::arena::{Decision, Trail, collect_frames};
use super::bill::Cost;
use super::frame::{Frames, ROOT, hash};
use super::mark::Sites;
use super::reading::{Reading, replay};
use super::way::{Choice, Ground, How, State, Step, Way};
use crate::grammar::Prices;

/// The complete reading of a zone with the least cost.
#[must_use]
pub fn infer(sites: &Sites, prices: &Prices) -> Reading {
    let mut search = Search::new(sites, prices);
    let straight = search.straight();
    if option_env!("TGSTAT").is_some() {
        let pre = search.steps;
        if straight.doubted.is_some() {
            let mut at = 0;
            for d in search.trail.decisions(straight.last) {
                let step = d.paid - at; at = d.paid;
                if step > 0 { eprintln!("PAID {} {:?} {:?} {:?} n={:?} inline={} fam={}", step, d.choice.how, d.bill.items().collect::<Vec<_>>(), search.ground.floors.sites[d.choice.site as usize],
                  sites.marks(&sites.all[d.choice.site as usize])[0].ordinal, sites.marks(&sites.all[d.choice.site as usize])[0].shape.inline, sites.marks(&sites.all[d.choice.site as usize])[0].family); }
            }
            eprintln!("PAID {} end", straight.cost - at);
        }
        let r = match straight.doubted { None => search.tell(straight.last), Some(from) => search.beam(from, straight) };
        eprintln!("STAT {} {:?} {} {} {}", sites.all.len(), straight.doubted, straight.cost, pre, r.steps);
        return r;
    }
    match straight.doubted {
        None => search.tell(straight.last),
        Some(from) => search.beam(from, straight),
    }
}

/// The reading that takes at every site the way that looks cheapest there.
#[derive(Clone, Copy, Debug)]
struct Straight {
    last: u32,
    /// What it costs, counted from the floors up.
    cost: Cost,
    /// The first site at which another way was not proven to be dearer in the end.
    doubted: Option<u32>,
}

struct Search<'a> {
    ground: Ground<'a>,
    frames: Frames,
    trail: Trail,
    steps: u64,
}

impl<'a> Search<'a> {
    fn new(sites: &'a Sites, prices: &'a Prices) -> Self {
        let (frames, trail) = (Frames::default(), Trail::default());
        Self { ground: Ground::new(sites, prices), frames, trail, steps: 0 }
    }

    /// Takes the cheapest way at every site, and proves that nothing else can be cheaper or come close: whoever parts from it
    /// has paid what it paid before, and what the other way costs; and will pay the floors of the sites ahead.
    fn straight(&mut self) -> Straight {
        let mut state = State::START;
        // The cheapest other ways, each with its site; only those cheaper than all before.
        let mut others: Vec<(Cost, u32)> = Vec::new();
        for (_, site) in self.ground.sites.all.iter().zip(0u32..) {
            let (mut best, mut other): (Option<Way>, Cost) = (None, Cost::MAX);
            self.steps += self.ground.weigh(&self.frames, &state, 0, site, |way| match best {
                Some(least) if way.paid + way.owed >= least.paid + least.owed => other = other.min(way.paid + way.owed),
                _ => {
                    other = best.map_or(other, |least| least.paid + least.owed);
                    best = Some(way);
                }
            });
            if others.last().is_none_or(|last| other < last.0) {
                others.push((other, site));
            }
            let Some(way) = best else { break };
            let step = self.ground.go(&self.frames, &state, site, &way);
            state = self.follow(&step);
        }
        let cost = state.paid + self.ground.end(&self.frames, &state);
        let doubted = others.into_iter().find(|other| other.0 <= cost + CLOSE).map(|(_, site)| site);
        Straight { last: state.trail, cost, doubted }
    }

    /// Writes down a step of the only reading: its frames are its stack and nothing else.
    fn follow(&mut self, step: &Step) -> State {
        let mut state = step.state;
        if let Some(frame) = step.frame {
            self.frames.all.truncate(usize::from(frame.depth) - 1);
            state.top = self.frames.push(frame);
        }
        state.trail = self.trail.push(Decision::new(state.trail, step.choice, step.bill, state.paid));
        state
    }

    /// Keeps at every site the readings that could still be the cheapest, or come close to it.
    fn beam(mut self, from: u32, straight: Straight) -> Reading {
        let start = self.back_to(from, straight);
        let most = straight.cost + CLOSE;
        let (mut beam, mut ways) = (vec![start], Vec::new());
        let sites = u32::try_from(self.ground.sites.all.len()).unwrap_or(u32::MAX);
        for site in from..sites {
            ways.clear();
            for (state, from) in beam.iter().zip(0u16..) {
                let steps = self.ground.weigh(&self.frames, state, from, site, |way| {
                    if way.paid + way.owed <= most {
                        ways.push(way);
                    }
                });
                self.steps += steps;
            }
            self.select(site, &mut ways, &mut beam);
            self.collect(&mut beam);
        }
        self.finish(beam)
    }

    /// The straight path up to a site, walked anew.
    fn back_to(&mut self, site: u32, straight: Straight) -> State {
        let decisions = self.trail.decisions(straight.last);
        self.frames.all.clear();
        self.trail = Trail::default();
        let mut state = State::START;
        for decision in decisions.iter().take(site as usize) {
            let choice = decision.choice;
            let at = u32::from(choice.depth).checked_sub(1).unwrap_or(ROOT);
            let owed = 0;
            let way = Way { paid: decision.paid, owed, at, mark: choice.mark, from: 0, how: choice.how };
            let mut step = self.ground.go(&self.frames, &state, choice.site, &way);
            if let Some(frame) = &mut step.frame {
                frame.owed = self.owed(frame.below, choice);
            }
            state = self.follow(&step);
        }
        for i in 0..self.frames.all.len() {
            let below = self.frames.get(self.frames.all[i].below).map_or(0, |f| f.hash);
            self.frames.all[i].hash = hash(&self.frames.all[i], below);
        }
        state
    }

    fn owed(&self, below: u32, choice: Choice) -> Cost {
        let site = &self.ground.sites.all[choice.site as usize];
        let lonely = self.ground.floors.lonely[site.first as usize + usize::from(choice.mark)];
        self.frames.get(below).map_or(0, |f| f.owed) + if choice.opens() { lonely } else { 0 }
    }

    /// Keeps the cheapest states, of equal stacks the cheapest one.
    fn select(&mut self, site: u32, ways: &mut [Way], beam: &mut Vec<State>) {
        ways.sort_by_key(|way| (way.paid, beam[usize::from(way.from)].rejects));
        let before = std::mem::take(beam);
        let mut kept: Vec<u64> = Vec::with_capacity(self.ground.prices.beam);
        let best = ways.first().map_or(0, |way| way.paid);
        for way in ways.iter() {
            if beam.len() >= self.ground.prices.beam || way.paid > best + WORST {
                break;
            }
            let step = self.ground.go(&self.frames, &before[usize::from(way.from)], site, way);
            let hash = match &step.frame {
                Some(frame) => hash(frame, self.frames.get(frame.below).map_or(0, |f| f.hash)),
                None => self.frames.get(step.state.top).map_or(0, |f| f.hash),
            };
            let decision = Decision::new(step.state.trail, step.choice, step.bill, way.paid);
            if let Some(winner) = kept.iter().position(|&other| other == hash) {
                let (winner, sites) = (beam[winner], self.ground.sites);
                self.trail.note_rival(winner.trail, decision, way.paid - winner.paid, |a, b| same(sites, a, b));
                continue;
            }
            let mut state = step.state;
            if let Some(mut frame) = step.frame {
                frame.hash = hash;
                state.top = self.frames.push(frame);
            }
            state.trail = self.trail.push(decision);
            kept.push(hash);
            beam.push(state);
        }
    }

    /// Drops what no kept state needs, when it has become much.
    fn collect(&mut self, beam: &mut [State]) {
        if self.trail.is_large() {
            self.trail.collect(beam);
        }
        if self.frames.all.len() > LARGE {
            collect_frames(&mut self.frames, beam);
        }
    }

    /// Closes what is open and takes the cheapest reading.
    fn finish(mut self, mut beam: Vec<State>) -> Reading {
        for state in &mut beam {
            state.paid += self.ground.end(&self.frames, state);
        }
        beam.sort_by_key(|state| (state.paid, state.rejects));
        let Some(best) = beam.first().copied() else { return Reading::default() };
        for other in beam.iter().skip(1) {
            if let Some(last) = self.trail.get(other.trail) {
                let sites = self.ground.sites;
                self.trail.note_rival(best.trail, last, other.paid - best.paid, |a, b| same(sites, a, b));
            }
        }
        self.tell(best.trail)
    }

    fn tell(&self, last: u32) -> Reading {
        replay(self.ground.sites, &self.trail.decisions(last), self.steps)
    }
}

/// A reading so much dearer than the best will not win any more.
const WORST: Cost = 140_000;
/// Frames beyond this number are collected.
const LARGE: usize = 1 << 16;

/// Whether an item counts with the same others in two readings: where their list stands does not matter, nor which of two
/// ways of reading one marker they believe.
fn same(sites: &Sites, a: Choice, b: Choice) -> bool {
    let mark =
        |choice: Choice| sites.all.get(choice.site as usize).and_then(|s| sites.marks(s).get(usize::from(choice.mark)));
    let number = |choice: Choice| mark(choice).map(|mark| mark.ordinal);
    (a.opens(), a.after) == (b.opens(), b.after) && (a.mark == b.mark || number(a) == number(b))
}
