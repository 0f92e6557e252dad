//! The search: the straight path where it is proven, a beam over stacks of open lists where it is not.

use super::arena::{Decision, Trail, collect_frames};
use super::bill::{CLOSE, Cost, price};
use super::frame::{Frames, ROOT, hash};
use super::mark::Sites;
use super::reading::{Reading, replay};
use super::way::{Choice, Ground, State, Step, Way};
use crate::grammar::Prices;

/// The complete reading of a zone with the least cost.
#[must_use]
pub fn infer(sites: &Sites, prices: &Prices) -> Reading {
    let mut search = Search::new(sites, prices);
    let straight = search.straight();
    let walked = search.trail.decisions(straight.last);
    let Some(site) = straight.doubted else {
        search.trail = Trail::default();
        return search.tell(&walked, straight.cost);
    };
    let start = search.back_to(site, &walked);
    match search.beam(site, start, straight.cost + CLOSE) {
        Some(best) => {
            drop(walked);
            let decisions = search.trail.decisions(best.trail);
            search.trail = Trail::default();
            search.tell(&decisions, best.paid)
        }
        None => doubtful(search.tell(&walked, straight.cost)),
    }
}

/// The straight path where the beam lost its way: every reading that it kept became dearer than this one. Nothing is known of
/// what comes close to it, so nothing of it is certain.
fn doubtful(mut straight: Reading) -> Reading {
    straight.items.iter_mut().for_each(|item| (item.margin, item.placed) = (0.0, 0.0));
    straight
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
    /// The ways of a site by what they cost, then by what they reject, then by their place: room that is used again.
    order: Vec<(Cost, u32, u32)>,
    steps: u64,
}

impl<'a> Search<'a> {
    fn new(sites: &'a Sites, prices: &'a Prices) -> Self {
        let (frames, trail) = (Frames::default(), Trail::of(sites.all.len()));
        Self { ground: Ground::new(sites, prices), frames, trail, order: Vec::new(), steps: 0 }
    }

    /// Takes the cheapest way at every site, and proves that nothing else can be cheaper or come close: whoever parts from it
    /// has paid what it paid before, and what the other way costs; and will pay the floors of the sites ahead.
    fn straight(&mut self) -> Straight {
        let mut state = State::START;
        // The cheapest other ways, each with its site; only those cheaper than all before.
        let mut others: Vec<(Cost, u32)> = Vec::new();
        for (_, site) in self.ground.sites.all.iter().zip(0u32..) {
            let (mut best, mut other): (Option<Way>, Cost) = (None, Cost::MAX);
            let worth = self.worth(&state);
            let weighed = self.ground.weigh(&self.frames, (&state, 0), site, worth, |way| match &mut best {
                Some(best) if way.likely >= best.likely => other = other.min(way.paid + way.owed),
                Some(best) => {
                    other = other.min(best.paid + best.owed);
                    *best = way;
                }
                None => best = Some(way),
            });
            self.steps += weighed.looked;
            other = other.min(weighed.far);
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

    /// Keeps at every site the readings that could still be the cheapest, or come close to it, and one where much was looked
    /// at already; gives the cheapest. `None` where what was kept has lost to the straight path.
    fn beam(&mut self, from: u32, start: State, most: Cost) -> Option<State> {
        let (mut beam, mut before, mut ways) = (vec![start], Vec::new(), Vec::new());
        let sites = u32::try_from(self.ground.sites.all.len()).unwrap_or(u32::MAX);
        let wide = self.ground.prices.beam;
        let mut patience = self.steps + PATIENCE * wide as u64;
        for site in from..sites {
            patience += EACH;
            let width = if self.steps <= patience { wide } else { 1 };
            ways.clear();
            for (state, from) in beam.iter().zip(0u16..).take(width) {
                let worth = if width > 1 { most } else { self.worth(state).min(most) };
                let weighed = self.ground.weigh(&self.frames, (state, from), site, worth, |way| {
                    if way.paid + way.owed <= most {
                        ways.push(way);
                    }
                });
                self.steps += weighed.looked;
            }
            std::mem::swap(&mut beam, &mut before);
            self.select(site, &ways, &before, width, &mut beam);
            if beam.is_empty() {
                return None;
            }
            self.collect(&mut beam);
        }
        self.finish(beam, most)
    }

    /// What a way may cost that is weighed closely where one reading is followed.
    fn worth(&self, state: &State) -> Cost {
        state.paid + self.frames.get(state.top).map_or(0, |top| top.owed.max(0)) + FAR
    }

    /// The straight path up to a site, walked anew.
    fn back_to(&mut self, site: u32, decisions: &[Decision]) -> State {
        self.frames.all.clear();
        self.trail = Trail::default();
        let mut state = State::START;
        for decision in decisions.iter().take(site as usize) {
            let choice = decision.choice;
            let at = u32::from(choice.depth).checked_sub(1).unwrap_or(ROOT);
            let way = Way {
                paid: decision.paid,
                owed: choice.owed,
                likely: 0,
                at,
                mark: choice.mark,
                from: 0,
                how: choice.how,
            };
            let step = self.ground.go(&self.frames, &state, choice.site, &way);
            state = self.follow(&step);
        }
        for i in 0..self.frames.all.len() {
            let below = self.frames.get(self.frames.all[i].below).map_or(0, |f| f.hash);
            self.frames.all[i].hash = hash(&self.frames.all[i], below);
        }
        state
    }

    /// Keeps the cheapest states, as many as told, and of equal stacks the cheapest one.
    fn select(&mut self, site: u32, ways: &[Way], before: &[State], width: usize, beam: &mut Vec<State>) {
        beam.clear();
        let mut kept: Vec<u64> = Vec::with_capacity(width);
        let best = ways.iter().map(|way| way.paid).min().unwrap_or(0);
        let mut order = std::mem::take(&mut self.order);
        order.clear();
        let near = ways.iter().zip(0u32..).filter(|(way, _)| way.paid <= best + WORST);
        order.extend(near.map(|(way, place)| (way.paid, before[usize::from(way.from)].rejects, place)));
        order.sort_unstable();
        for way in order.iter().map(|&(.., place)| &ways[place as usize]) {
            if beam.len() >= width {
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
                let margin = way.paid - winner.paid;
                self.steps += self.trail.note_rival(winner.trail, decision, margin, |a, b| same(sites, a, b));
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
        self.order = order;
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
    fn finish(&mut self, mut beam: Vec<State>, most: Cost) -> Option<State> {
        for state in &mut beam {
            state.paid += self.ground.end(&self.frames, state);
        }
        beam.sort_by_key(|state| (state.paid, state.rejects));
        // Lists that stay alone are paid for at the end.
        let best = beam.first().copied().filter(|best| best.paid <= most)?;
        for other in beam.iter().skip(1) {
            if let Some(last) = self.trail.get(other.trail) {
                let sites = self.ground.sites;
                self.trail.note_rival(best.trail, last, other.paid - best.paid, |a, b| same(sites, a, b));
            }
        }
        Some(best)
    }

    fn tell(&self, decisions: &[Decision], paid: Cost) -> Reading {
        let cost = paid + self.ground.floors.sites.iter().sum::<Cost>();
        let mut reading = replay(self.ground.sites, decisions);
        (reading.cost, reading.steps) = (price(cost), self.steps);
        reading
    }
}

/// On the straight path a way that is so much dearer is not looked at more closely.
const FAR: Cost = 10_000;
/// A reading so much dearer than the best will not win any more.
const WORST: Cost = 140_000;
/// A search may look at so many open lists and decisions for each reading that the beam has room for, and at so many more
/// for each site that it comes by. Beyond that one reading is kept: in a text that is odd all over more would not make it
/// a speech.
const PATIENCE: u64 = 4096;
const EACH: u64 = 6;
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

#[cfg(test)]
mod tests {
    use super::{CLOSE, Cost, Search, State, infer, price};
    use crate::grammar::{Grammar, Prices};
    use crate::infer::mark::{BARE, Mark, Shape, Site, Sites, Terrain};
    use crate::infer::reading::Reading;

    /// The beam without any bound, as wide as told.
    fn widely(sites: &Sites, prices: &Prices) -> Reading {
        let mut search = Search::new(sites, prices);
        let best = search.beam(0, State::START, Cost::MAX / 2);
        best.map_or_else(Reading::default, |best| search.tell(&search.trail.decisions(best.trail), best.paid))
    }

    /// Numbers by chance, the same ones each time.
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, n: u32) -> u32 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from(((self.0 >> 32) * u64::from(n)) >> 32).unwrap_or(0)
        }

        fn one_in(&mut self, n: u32) -> bool {
            self.below(n) == 0
        }
    }

    /// Sites as a text could have them: mostly lists that count on, with slips of all kinds among them.
    fn sites(chance: &mut Chance, odd: u32) -> Sites {
        let mut out = Sites::default();
        let mut counts = [0u32; 6];
        let mut block = 0;
        for _ in 0..4 + chance.below(20) {
            let inline = !out.all.is_empty() && chance.one_in(3);
            if !inline {
                block += 1 + chance.below(3);
            }
            let terrain = match chance.below(8) {
                0 => Terrain::Paragraph,
                1 => Terrain::LeadIn,
                _ if out.all.is_empty() => Terrain::Start,
                _ => Terrain::Marked,
            };
            let first = u32::try_from(out.marks.len()).unwrap_or(0);
            for _ in 0..if chance.one_in(odd) { 2 } else { 1 } {
                let family = usize::try_from(chance.below(6)).unwrap_or(0);
                counts[family] = if chance.one_in(4) { 1 } else { counts[family] + 1 };
                counts[family + 1..].fill(0);
                let n = if chance.one_in(odd) { 1 + chance.below(5) } else { counts[family] };
                out.marks.push(mark(chance, u16::try_from(family).unwrap_or(0), n, inline, odd));
            }
            let end = u32::try_from(out.marks.len()).unwrap_or(0);
            out.all.push(Site { block, first, end, terrain });
        }
        out
    }

    fn mark(chance: &mut Chance, family: u16, n: u32, inline: bool, odd: u32) -> Mark {
        let prices = [0.0, 0.3, 0.5, 1.08, 2.5];
        let weights = [0.7, 1.0, 1.6, 3.0, 8.0, 12.0, 18.0];
        let bare = family == 5 && !inline;
        let shape = Shape {
            inline,
            after_sentence: inline && !chance.one_in(3),
            heading: !inline && !chance.one_in(odd),
            open: !inline && !chance.one_in(odd),
            lead_in: !inline && chance.one_in(odd),
            unnumbered: bare,
            loose: family == 4,
            through: family == 3 && chance.one_in(odd),
            ..Shape::default()
        };
        Mark {
            candidate: 0,
            family: if bare { BARE } else { family },
            group: if bare { BARE } else { family / 2 },
            label: 0,
            ordinal: (!bare).then_some(n),
            prefix: 0,
            parts: 1,
            rank: 10 * (family + 1),
            price: if chance.one_in(odd) { prices[chance.below(5) as usize] } else { 0.0 },
            weight: weights[chance.below(7) as usize],
            inline_price: if chance.one_in(2) { 0.2 } else { 0.6 },
            single: [0.0, 0.5, 1.2, 1.5, 4.0][chance.below(5) as usize],
            company: u8::from(inline) * 2,
            shape,
        }
    }

    /// What is read, without what it took.
    fn told(reading: &Reading) -> Vec<String> {
        let close = |margin: f32| if margin < price(CLOSE) { margin } else { f32::INFINITY };
        let item = |item: &crate::infer::Item| {
            let margins = (close(item.margin), close(item.placed));
            format!("{} {} {:?} {:?} {margins:?}", item.mark, item.list, item.parent, item.bill)
        };
        reading.items.iter().map(item).collect()
    }

    /// Where the wide beam took two stacks for equal that were not, it may miss what the narrow one finds.
    #[test]
    fn what_is_proven_is_what_the_widest_search_finds() {
        let grammar = Grammar::builtin();
        let wide = Prices { beam: 400, ..*grammar.prices() };
        let (mut straight, mut equal) = (0, 0);
        for seed in 0..ROUNDS {
            let mut chance = Chance(seed * 7919 + 1);
            let odd = [3, 30, 1000][(seed % 3) as usize];
            let sites = sites(&mut chance, odd);
            straight += u32::from(Search::new(&sites, &wide).straight().doubted.is_none());
            let (found, wanted) = (infer(&sites, &wide), widely(&sites, &wide));
            if told(&found) == told(&wanted) {
                equal += 1;
            } else {
                assert!(found.cost < wanted.cost, "seed {seed}, {sites:#?}");
            }
            assert!(found.steps <= wanted.steps + STRAIGHT * sites.all.len() as u64, "seed {seed}");
        }
        assert!(straight > 0, "none went straight");
        assert!(equal * 20 >= ROUNDS * 19, "{equal} were read as the wide search reads them");
    }

    /// A beam that is too narrow loses readings, but never the text: the straight path is always there.
    #[test]
    fn no_reading_is_dearer_than_the_straight_one() {
        let grammar = Grammar::builtin();
        let mut lost = 0;
        for seed in 0..ROUNDS {
            let narrow = Prices { beam: [1, 2, 24][(seed % 3) as usize], ..*grammar.prices() };
            let sites = sites(&mut Chance(seed * 104_729 + 7), 2);
            let mut search = Search::new(&sites, &narrow);
            let straight = search.straight();
            let straight = search.tell(&search.trail.decisions(straight.last), straight.cost);
            let found = infer(&sites, &narrow);
            assert!(found.cost <= straight.cost + 0.1, "seed {seed}: {} and {}", found.cost, straight.cost);
            lost += u32::from(!found.items.is_empty() && found.items.iter().all(|item| item.margin == 0.0));
        }
        assert!(lost > 0, "no beam lost its way");
    }

    const ROUNDS: u64 = 600;
    /// The straight path looks at no more frames at a site.
    const STRAIGHT: u64 = 60;
}
