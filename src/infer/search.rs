//! The search: the straight path where it is proven, a beam over stacks of open lists where it is not.

use super::arena::{Decision, Node, Trail};
use super::bill::{Bill, CLOSE, Cost, price};
use super::cost::MOST_DEEP;
use super::frame::{Frames, hash};
use super::mark::Sites;
use super::reading::{Reading, replay};
use super::way::{Choice, Ground, State, Step, Way};
use crate::grammar::Prices;

/// The complete reading of a zone with the least cost.
#[must_use]
pub fn infer(sites: &Sites, prices: &Prices) -> Reading {
    let mut search = Search::new(sites, prices);
    let (cost, doubted) = search.straight();
    let Some(site) = doubted else { return search.tell(cost) };
    let patience = search.patience(cost);
    if patience == 0 {
        return doubtful(search.tell(cost));
    }
    let straight = std::mem::take(&mut search.path);
    search.path.follow(&straight, site);
    let best = search.beam(site, cost + CLOSE, patience);
    if let Some(best) = best {
        drop(straight);
        return search.tell(best);
    }
    search.path = straight;
    doubtful(search.tell(cost))
}

/// The straight path where the beam lost its way: every reading that it kept became dearer than this one. Nothing is known of
/// what comes close to it, so nothing of it is certain.
fn doubtful(mut straight: Reading) -> Reading {
    straight.items.iter_mut().for_each(|item| (item.margin, item.placed) = (0.0, 0.0));
    straight
}

/// One reading: what it decided, site by site, and what each decision costs.
#[derive(Debug, Default)]
struct Path {
    decisions: Vec<Decision>,
    bills: Vec<Bill>,
}

impl Path {
    /// A path with room for so many sites.
    fn of(sites: usize) -> Self {
        Self { decisions: Vec::with_capacity(sites), bills: Vec::with_capacity(sites) }
    }

    /// Takes over another one up to a site.
    fn follow(&mut self, other: &Self, site: u32) {
        self.decisions.extend_from_slice(&other.decisions[..site as usize]);
        self.bills.extend_from_slice(&other.bills[..site as usize]);
    }
}

struct Search<'a> {
    ground: Ground<'a>,
    frames: Frames,
    trail: Trail,
    path: Path,
    /// The ways of a site in the order in which they are gone: room that is used again.
    order: Vec<u64>,
    /// The hashes of the stacks in the beam.
    kept: Vec<u64>,
    steps: u64,
}

impl<'a> Search<'a> {
    fn new(sites: &'a Sites, prices: &'a Prices) -> Self {
        let ground = Ground::new(sites, prices);
        Self {
            steps: ground.floors.steps,
            ground,
            frames: Frames { all: Vec::with_capacity(usize::from(MOST_DEEP)) },
            trail: Trail::default(),
            path: Path::of(sites.all.len()),
            order: Vec::new(),
            kept: Vec::new(),
        }
    }

    /// Takes the cheapest way at every site, and proves that nothing else can be cheaper or come close: whoever parts from it
    /// has paid what it paid before, and what the other way costs; and will pay the floors of the sites ahead. Tells what it
    /// costs, counted from the floors up, and the first site at which another way was not proven to be dearer in the end.
    fn straight(&mut self) -> (Cost, Option<u32>) {
        // The cheapest other ways, each with its site; only those cheaper than all before.
        let mut others: Vec<(Cost, u32)> = Vec::with_capacity(16);
        let end = self.walk(State::START, |other, site| {
            if others.last().is_none_or(|last| other < last.0) {
                others.push((other, site));
            }
        });
        let cost = end.paid + self.ground.end(&self.frames, &end);
        (cost, others.into_iter().find(|other| other.0 <= cost + CLOSE).map(|(_, site)| site))
    }

    /// Goes on with the path by the way that looks cheapest at every site ahead; what the others cost at least is told.
    fn walk(&mut self, mut state: State, mut others: impl FnMut(Cost, u32)) -> State {
        let from = self.path.decisions.len();
        for (_, site) in self.ground.sites.all.iter().zip(0u32..).skip(from) {
            let (mut best, mut other): (Option<Way>, Cost) = (None, Cost::MAX);
            let worth = state.paid + self.frames.get(state.top).map_or(0, |top| top.owed.max(0)) + FAR;
            let weighed = self.ground.weigh(&self.frames, (&state, 0), site, worth, |way| {
                let loser = match &mut best {
                    Some(best) if way.likely < best.likely => Some(std::mem::replace(best, way)),
                    Some(_) => Some(way),
                    None => {
                        best = Some(way);
                        None
                    }
                };
                other = loser.map_or(other, |way| other.min(way.paid + way.owed));
                best.map_or(Cost::MAX, |best| best.likely)
            });
            self.steps += weighed.looked;
            others(other.min(weighed.far), site);
            let Some(way) = best else { break };
            self.path.bills.push(self.ground.bill(&self.frames, &state, site, &way));
            let step = self.ground.go(&self.frames, &state, site, &way);
            self.path.decisions.push(Decision::sure(step.choice));
            state = self.climb(&step);
        }
        state
    }

    /// Takes a step of the only reading: its frames are its stack and nothing else.
    fn climb(&mut self, step: &Step) -> State {
        let mut state = step.state;
        if let Some(frame) = step.frame {
            self.frames.all.truncate(usize::from(frame.depth) - 1);
            state.top = self.frames.push(frame);
        }
        state
    }

    /// Walks the path anew as far as it is decided, and writes the bills that are missing.
    fn again(&mut self) -> State {
        self.frames.all.clear();
        let mut state = State::START;
        for i in 0..self.path.decisions.len() {
            let choice = self.path.decisions[i].choice;
            let way = self.ground.again(&self.frames, &state, &choice);
            if i == self.path.bills.len() {
                self.path.bills.push(self.ground.bill(&self.frames, &state, choice.site, &way));
            }
            let step = self.ground.go(&self.frames, &state, choice.site, &way);
            state = self.climb(&step);
        }
        state
    }

    /// Keeps at every site from one on the readings that could still be the cheapest, or come close to it, and tells what the
    /// cheapest costs. Where much was looked at already, the best one so far is walked to its end. `None` where what was kept
    /// has lost to the straight path.
    fn beam(&mut self, from: u32, most: Cost, patience: u64) -> Option<Cost> {
        let start = self.again();
        self.frames.hash_all();
        let (mut beam, mut before, mut ways) = (vec![start], Vec::new(), Vec::new());
        let sites = u32::try_from(self.ground.sites.all.len()).unwrap_or(u32::MAX);
        let patience = self.steps + patience;
        for site in from..sites {
            if self.steps > patience {
                return self.walk_on(&beam, most);
            }
            ways.clear();
            for (state, from) in beam.iter().zip(0u16..) {
                let weighed = self.ground.weigh(&self.frames, (state, from), site, most, |way| {
                    if way.paid + way.owed <= most {
                        ways.push(way);
                    }
                    most
                });
                self.steps += weighed.looked;
            }
            std::mem::swap(&mut beam, &mut before);
            self.select(site, &ways, &before, &mut beam);
        }
        self.finish(beam, most)
    }

    /// How many open lists and choices a beam may look at, where the straight path costs so much: nothing where a long text is
    /// odd at every site.
    fn patience(&self, straight: Cost) -> u64 {
        let (wide, sites) = (self.ground.prices.beam as u64, self.ground.sites.all.len() as u64);
        if sites > LONG && straight.unsigned_abs() > sites * HOPELESS {
            return 0;
        }
        wide * PATIENCE
    }

    /// Keeps the cheapest states, as many as the beam is wide, and of equal stacks the cheapest one.
    fn select(&mut self, site: u32, ways: &[Way], before: &[State], beam: &mut Vec<State>) {
        beam.clear();
        self.kept.clear();
        let wide = self.ground.prices.beam;
        let best = ways.iter().map(|way| way.paid).min().unwrap_or(0);
        let fewest = before.iter().map(|state| state.rejects).min().unwrap_or(0);
        let mut order = std::mem::take(&mut self.order);
        order.clear();
        let near = ways.iter().zip(0..1u64 << PLACES).filter(|(way, _)| way.paid <= best + WORST);
        order.extend(near.map(|(way, place)| {
            let (dearer, rejects) = (way.paid.abs_diff(best), before[usize::from(way.from)].rejects - fewest);
            dearer << (PLACES + REJECTS) | u64::from(rejects).min((1 << REJECTS) - 1) << PLACES | place
        }));
        // Mostly twice as many as there is room for are enough.
        let first = order.len().min(2 * wide);
        if first < order.len() {
            order.select_nth_unstable(first);
        }
        let (first, others) = order.split_at_mut(first);
        for keys in [first, others] {
            if beam.len() < wide {
                keys.sort_unstable();
                self.keep(site, keys.iter().map(|key| &ways[(key & ((1 << PLACES) - 1)) as usize]), before, beam);
            }
        }
        self.order = order;
    }

    /// Goes the ways until the beam is full; of those that lead to equal stacks only the first.
    fn keep<'w>(&mut self, site: u32, ways: impl Iterator<Item = &'w Way>, before: &[State], beam: &mut Vec<State>) {
        for way in ways {
            if beam.len() >= self.ground.prices.beam {
                break;
            }
            let step = self.ground.go(&self.frames, &before[usize::from(way.from)], site, way);
            let hash = match &step.frame {
                Some(frame) => hash(frame, self.frames.get(frame.below).map_or(0, |f| f.hash)),
                None => self.frames.get(step.state.top).map_or(0, |f| f.hash),
            };
            let node = Node::new(step.state.trail, step.choice);
            if let Some(winner) = self.kept.iter().position(|&other| other == hash) {
                let (winner, sites) = (beam[winner], self.ground.sites);
                let margin = way.paid - winner.paid;
                self.steps += self.trail.note_rival(winner.trail, node, margin, |a, b| same(sites, a, b));
                continue;
            }
            let mut state = step.state;
            if let Some(mut frame) = step.frame {
                frame.hash = hash;
                state.top = self.frames.push(frame);
            }
            state.trail = self.trail.push(node);
            self.kept.push(hash);
            beam.push(state);
        }
    }

    /// Walks the best reading of the beam to its end.
    fn walk_on(&mut self, beam: &[State], most: Cost) -> Option<Cost> {
        let best = beam.iter().min_by_key(|state| (state.paid, state.rejects))?;
        self.trail.tell(best.trail, &mut self.path.decisions);
        self.trail = Trail::default();
        let state = self.again();
        let end = self.walk(state, |_, _| ());
        Some(end.paid + self.ground.end(&self.frames, &end)).filter(|&cost| cost <= most)
    }

    /// Closes what is open and takes the cheapest reading.
    fn finish(&mut self, mut beam: Vec<State>, most: Cost) -> Option<Cost> {
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
        self.trail.tell(best.trail, &mut self.path.decisions);
        self.again();
        Some(best.paid)
    }

    fn tell(&self, paid: Cost) -> Reading {
        let cost = paid + self.ground.floors.sites.iter().sum::<Cost>();
        let mut reading = replay(self.ground.sites, &self.path.decisions, &self.path.bills);
        (reading.cost, reading.steps) = (price(cost), self.steps);
        reading
    }
}

/// On the straight path a way that is so much dearer is not looked at more closely.
const FAR: Cost = 10_000;
/// A reading so much dearer than the best will not win any more: less than 2^18.
const WORST: Cost = 140_000;
/// The bits of the place of a way among those of its site, and of how many candidates its reading rejected.
const PLACES: u32 = 20;
const REJECTS: u32 = 26;
/// A beam may look at so many open lists and choices for each reading that it has room for. Beyond that one reading is kept:
/// in a text that is odd all over more would not make it a speech.
const PATIENCE: u64 = 4200;
/// No speech has more sites: what is longer and odd at every site is none.
const LONG: u64 = 500;
/// What a site costs beyond its floor, one with another, in a long text that is odd all over.
const HOPELESS: u64 = 20_000;

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
    use super::{CLOSE, Cost, Search, infer, price};
    use crate::grammar::{Grammar, Prices};
    use crate::infer::mark::{BARE, Mark, Shape, Site, Sites, Terrain};
    use crate::infer::reading::Reading;

    /// The beam without any bound, as wide as told.
    fn widely(sites: &Sites, prices: &Prices) -> Reading {
        let mut search = Search::new(sites, prices);
        search.beam(0, Cost::MAX / 2, u64::MAX / 2).map_or_else(Reading::default, |best| search.tell(best))
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
            straight += u32::from(Search::new(&sites, &wide).straight().1.is_none());
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
            let cost = search.straight().0;
            let straight = search.tell(cost);
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
