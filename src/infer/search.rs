//! The search: the straight path where it is proven, a beam over stacks of open lists where it is not.

use super::arena::{Decision, Node, Trail};
use super::bill::{Bill, CLOSE, Cost, price};
use super::floor::Floors;
use super::frame::Frames;
use super::mark::Sites;
use super::reading::{Reading, replay};
use super::way::{Choice, Ground, How, State, Way, Worth};
use crate::grammar::Prices;

/// The complete reading of a zone with the least cost.
pub fn infer<'r>(sites: &Sites, prices: &Prices, room: &'r mut Room) -> &'r Reading {
    Search::new(sites, prices, room).infer();
    if sites.all.len() > MANY {
        (room.floors, room.slate) = (Floors::default(), Slate::default());
    }
    &room.reading
}

/// A zone of more sites leaves no room behind but that of its reading.
const MANY: usize = 10_000;

/// Room for a search, used again from zone to zone.
#[derive(Debug, Default)]
pub struct Room {
    floors: Floors,
    slate: Slate,
    reading: Reading,
}

/// What a search writes down.
#[derive(Debug, Default)]
struct Slate {
    frames: Frames,
    trail: Trail,
    /// The reading that is followed, and the straight one where the beam begins.
    path: Path,
    straight: Path,
    /// The cheapest other ways beside the straight path, each with its site; only those cheaper than all before.
    others: Vec<(Cost, u32)>,
    /// The readings that are kept, and those of the site before.
    beam: Vec<State>,
    before: Vec<State>,
    /// The ways of a site, and the order in which they are gone.
    ways: Vec<Way>,
    order: Vec<u64>,
    /// The hashes of the stacks in the beam.
    kept: Vec<u64>,
}

/// One reading: what it decided, site by site, and what each decision costs.
#[derive(Debug, Default)]
struct Path {
    decisions: Vec<Decision>,
    bills: Vec<Bill>,
}

impl Path {
    fn clear(&mut self) {
        self.decisions.clear();
        self.bills.clear();
    }

    /// Takes over another one up to a site.
    fn follow(&mut self, other: &Self, site: u32) {
        self.clear();
        self.decisions.extend_from_slice(&other.decisions[..site as usize]);
        self.bills.extend_from_slice(&other.bills[..site as usize]);
    }
}

struct Search<'a> {
    ground: Ground<'a>,
    slate: &'a mut Slate,
    reading: &'a mut Reading,
    steps: u64,
}

impl<'a> Search<'a> {
    fn new(sites: &'a Sites, prices: &'a Prices, room: &'a mut Room) -> Self {
        let Room { floors, slate, reading } = room;
        floors.work_out(sites, prices);
        slate.path.clear();
        Self { steps: floors.steps, ground: Ground { sites, prices, floors }, slate, reading }
    }

    /// Goes straight, and searches from where that is not proven to be right.
    fn infer(&mut self) {
        let (cost, doubted) = self.straight();
        let Some(site) = doubted else { return self.tell(cost) };
        let patience = self.patience(cost);
        if patience > 0 {
            std::mem::swap(&mut self.slate.path, &mut self.slate.straight);
            self.slate.path.follow(&self.slate.straight, site);
            if let Some(best) = self.beam(site, cost + CLOSE, patience) {
                return self.tell(best);
            }
            std::mem::swap(&mut self.slate.path, &mut self.slate.straight);
        }
        // The beam lost its way: every reading that it kept became dearer than the straight one. Nothing is known of what
        // comes close to it, so nothing of it is certain.
        self.tell(cost);
        self.reading.items.iter_mut().for_each(|item| (item.margin, item.placed) = (0.0, 0.0));
    }

    /// Takes the cheapest way at every site, and proves that nothing else can be cheaper or come close: whoever parts from it
    /// has paid what it paid before, and what the other way costs; and will pay the floors of the sites ahead. Tells what it
    /// costs, counted from the floors up, and the first site at which another way was not proven to be dearer in the end.
    fn straight(&mut self) -> (Cost, Option<u32>) {
        let mut others = std::mem::take(&mut self.slate.others);
        others.clear();
        let end = self.walk(|other, site| {
            if others.last().is_none_or(|last| other < last.0) {
                others.push((other, site));
            }
        });
        let cost = end.paid + self.ground.end(&self.slate.frames, &end);
        let doubted = others.iter().find(|other| other.0 <= cost + CLOSE).map(|&(_, site)| site);
        self.slate.others = others;
        (cost, doubted)
    }

    /// Goes on with the path by the way that looks cheapest at every site ahead; what the others cost at least is told.
    fn walk(&mut self, mut others: impl FnMut(Cost, u32)) -> State {
        let mut state = self.again();
        let Slate { frames, path, .. } = &mut *self.slate;
        let from = path.decisions.len();
        for (_, site) in self.ground.sites.all.iter().zip(0u32..).skip(from) {
            let now = state.paid + frames.get(state.top).map_or(0, |top| top.owed.max(0));
            let worth = Worth { near: now + NEAR, most: now + FAR };
            self.steps += 1;
            let plain = self.ground.plain(frames, &state, site, worth);
            let Some((way, other)) = plain.or_else(|| {
                let (mut best, mut likely, mut owing, mut other) = (None, Cost::MAX, Cost::MAX, Cost::MAX);
                let weighed = self.ground.weigh(frames, (&state, 0), site, worth, |way| {
                    if way.likely < likely {
                        (other, likely, owing) = (other.min(owing), way.likely, way.paid + way.owed);
                        best = Some(way);
                    } else {
                        other = other.min(way.paid + way.owed);
                    }
                    likely
                });
                self.steps += weighed.looked;
                best.map(|way| (way, other.min(weighed.far)))
            }) else {
                break;
            };
            others(other, site);
            path.bills.push(self.ground.bill(frames, &state, site, &way));
            let choice = self.ground.go(frames, &mut state, site, &way, true);
            path.decisions.push(Decision::sure(choice));
        }
        state
    }

    /// Walks the path anew as far as it is decided, and writes the bills that are missing. Its frames are its stack and
    /// nothing else.
    fn again(&mut self) -> State {
        let Slate { frames, path, .. } = &mut *self.slate;
        frames.all.clear();
        let mut state = State::START;
        for i in 0..path.decisions.len() {
            let choice = path.decisions[i].choice;
            let way = self.ground.again(frames, &state, &choice);
            if i == path.bills.len() {
                path.bills.push(self.ground.bill(frames, &state, choice.site, &way));
            }
            self.ground.go(frames, &mut state, choice.site, &way, true);
        }
        state
    }

    /// Keeps at every site from one on the readings that could still be the cheapest, or come close to it, and tells what the
    /// cheapest costs. Where much was looked at already, the best one so far is walked to its end. `None` where what was kept
    /// has lost to the straight path.
    fn beam(&mut self, from: u32, most: Cost, patience: u64) -> Option<Cost> {
        let start = self.again();
        self.slate.frames.hash_all();
        self.slate.trail.clear();
        self.slate.beam.clear();
        self.slate.beam.push(start);
        let sites = u32::try_from(self.ground.sites.all.len()).unwrap_or(u32::MAX);
        let patience = self.steps + patience;
        for site in from..sites {
            let wide = self.width(patience, sites - site);
            if wide < 2 {
                return self.walk_on(most);
            }
            let Slate { frames, ways, beam, before, .. } = &mut *self.slate;
            ways.clear();
            for (state, from) in beam.iter().zip(0u16..) {
                let worth = Worth { near: most, most };
                let weighed = self.ground.weigh(frames, (state, from), site, worth, |way| {
                    if way.paid + way.owed <= most {
                        ways.push(way);
                    }
                    most
                });
                self.steps += weighed.looked;
            }
            std::mem::swap(beam, before);
            self.select(site, wide);
        }
        self.finish(most)
    }

    /// How many readings there is patience for at a site: as many as the beam may hold, and fewer where so many sites are
    /// ahead that nothing would be left for the last of them.
    fn width(&self, patience: u64, ahead: u32) -> usize {
        let each = patience.saturating_sub(self.steps) / u64::from(ahead) / LOOKED;
        usize::try_from(each).unwrap_or(usize::MAX).min(self.ground.prices.beam)
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
    fn select(&mut self, site: u32, wide: usize) {
        let Slate { ways, before, beam, kept, order, .. } = &mut *self.slate;
        beam.clear();
        kept.clear();
        order.clear();
        let best = ways.iter().map(|way| way.paid).min().unwrap_or(0);
        let fewest = before.iter().map(|state| state.rejects).min().unwrap_or(0);
        let near = ways.iter().zip(0..1u64 << PLACES).filter(|(way, _)| way.paid <= best + WORST);
        order.extend(near.map(|(way, place)| {
            let (dearer, rejects) = (way.paid.abs_diff(best), before[usize::from(way.from)].rejects - fewest);
            dearer << (PLACES + REJECTS) | u64::from(rejects).min((1 << REJECTS) - 1) << PLACES | place
        }));
        // Mostly twice as many as there is room for are enough.
        let mut order = std::mem::take(order);
        let first = order.len().min(2 * wide);
        if first < order.len() {
            order.select_nth_unstable(first);
        }
        let (first, others) = order.split_at_mut(first);
        for keys in [first, others] {
            if self.slate.beam.len() < wide {
                keys.sort_unstable();
                self.keep(site, keys, wide);
            }
        }
        self.slate.order = order;
    }

    /// Goes the ways, told by the places in their keys, until the beam is full; of those that lead to equal stacks only the
    /// first.
    fn keep(&mut self, site: u32, keys: &[u64], wide: usize) {
        let Slate { frames, trail, ways, before, beam, kept, .. } = &mut *self.slate;
        let ways = keys.iter().map(|key| &ways[(key & ((1 << PLACES) - 1)) as usize]);
        for way in ways {
            if beam.len() >= wide {
                break;
            }
            let mut state = before[usize::from(way.from)];
            let choice = self.ground.go(frames, &mut state, site, way, false);
            let grown = choice.how != How::Rejects;
            if grown {
                frames.hash_last();
            }
            let hash = frames.get(state.top).map_or(0, |f| f.hash);
            let node = Node::new(state.trail, choice);
            if let Some(winner) = kept.iter().position(|&other| other == hash) {
                if grown {
                    frames.all.pop();
                }
                let (winner, sites) = (beam[winner], self.ground.sites);
                let margin = way.paid - winner.paid;
                self.steps += trail.note_rival(winner.trail, node, margin, |a, b| same(sites, a, b));
                continue;
            }
            state.trail = trail.push(node);
            kept.push(hash);
            beam.push(state);
        }
    }

    /// Walks the best reading of the beam to its end.
    fn walk_on(&mut self, most: Cost) -> Option<Cost> {
        let Slate { trail, beam, path, .. } = &mut *self.slate;
        let best = beam.iter().min_by_key(|state| (state.paid, state.rejects))?;
        trail.tell(best.trail, &mut path.decisions);
        let end = self.walk(|_, _| ());
        Some(end.paid + self.ground.end(&self.slate.frames, &end)).filter(|&cost| cost <= most)
    }

    /// Closes what is open and takes the cheapest reading.
    fn finish(&mut self, most: Cost) -> Option<Cost> {
        let Slate { frames, trail, beam, path, .. } = &mut *self.slate;
        for state in &mut *beam {
            state.paid += self.ground.end(frames, state);
        }
        beam.sort_by_key(|state| (state.paid, state.rejects));
        // Lists that stay alone are paid for at the end.
        let best = beam.first().copied().filter(|best| best.paid <= most)?;
        for other in beam.iter().skip(1) {
            if let Some(last) = trail.get(other.trail) {
                let sites = self.ground.sites;
                trail.note_rival(best.trail, last, other.paid - best.paid, |a, b| same(sites, a, b));
            }
        }
        trail.tell(best.trail, &mut path.decisions);
        self.again();
        Some(best.paid)
    }

    /// Writes down the reading that was followed.
    fn tell(&mut self, paid: Cost) {
        let cost = paid + self.ground.floors.sites.iter().sum::<Cost>();
        replay(self.ground.sites, &self.slate.path.decisions, &self.slate.path.bills, self.reading);
        (self.reading.cost, self.reading.steps) = (price(cost), self.steps);
    }
}

/// On the straight path a list whose opening is so much dearer is not opened.
const FAR: Cost = 10_000;
/// On the straight path a way that is so much dearer than nothing is told by the least that it costs. Few straight paths
/// cost so much.
const NEAR: Cost = 4_000;
/// A reading so much dearer than the best will not win any more: less than 2^18.
const WORST: Cost = 140_000;
/// The bits of the place of a way among those of its site, and of how many candidates its reading rejected.
const PLACES: u32 = 20;
const REJECTS: u32 = 26;
/// A beam may look at so many open lists and choices for each reading that it has room for. Where the sites are so many that
/// this is no more than one reading can look at, one is kept: in a text that is odd all over more would not make it a speech.
const PATIENCE: u64 = 4200;
/// A reading looks at so many of them at a site.
const LOOKED: u64 = 6;
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
    use super::{CLOSE, Cost, FAR, NEAR, Room, Search, Slate, State, Way, Worth, infer, price};
    use crate::grammar::{Grammar, Prices};
    use crate::infer::mark::{BARE, Mark, Shape, Site, Sites, Terrain};
    use crate::infer::reading::Reading;

    /// The beam without any bound, as wide as told.
    fn widely(sites: &Sites, prices: &Prices) -> Reading {
        let mut room = Room::default();
        let mut search = Search::new(sites, prices, &mut room);
        let Some(best) = search.beam(0, Cost::MAX / 2, u64::MAX / 2) else { return Reading::default() };
        search.tell(best);
        room.reading
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
        let (mut straight, mut equal, mut room) = (0, 0, Room::default());
        for seed in 0..ROUNDS {
            let mut chance = Chance(seed * 7919 + 1);
            let odd = [3, 30, 1000][(seed % 3) as usize];
            let sites = sites(&mut chance, odd);
            straight += u32::from(Search::new(&sites, &wide, &mut room).straight().1.is_none());
            let (found, wanted) = (infer(&sites, &wide, &mut room), widely(&sites, &wide));
            if told(found) == told(&wanted) {
                equal += 1;
            } else {
                assert!(found.cost < wanted.cost, "seed {seed}, {sites:#?}");
            }
            assert!(found.steps <= wanted.steps + STRAIGHT * sites.all.len() as u64, "seed {seed}");
        }
        assert!(straight > 0, "none went straight");
        assert!(equal * 20 >= ROUNDS * 19, "{equal} were read as the wide search reads them");
    }

    /// What is told without weighing is the cheapest way, and no other costs less than is told of them.
    #[test]
    fn plain_ways_are_those_that_weighing_finds() {
        let grammar = Grammar::builtin();
        let (mut plain, mut room) = (0, Room::default());
        for seed in 0..10 * ROUNDS {
            let odd = [3, 30, 1000][(seed % 3) as usize];
            let sites = sites(&mut Chance(seed * 15_485_863 + 3), odd);
            let mut search = Search::new(&sites, grammar.prices(), &mut room);
            search.straight();
            let Search { ground, slate, .. } = search;
            let Slate { frames, path, .. } = slate;
            let mut state = State::START;
            frames.all.clear();
            for decision in &path.decisions {
                let site = decision.choice.site;
                let worth = Worth { near: state.paid + NEAR, most: state.paid + FAR };
                if let Some((way, others)) = ground.plain(frames, &state, site, worth) {
                    let all = Worth { near: Cost::MAX / 2, most: Cost::MAX / 2 };
                    let mut ways = Vec::new();
                    ground.weigh(frames, (&state, 0), site, all, |way| {
                        ways.push(way);
                        Cost::MAX / 2
                    });
                    let told = |way: &Way| (way.likely, way.paid, way.owed, way.at, way.mark, way.how);
                    let best = ways.iter().position(|other| told(other) == told(&way)).expect("it is among them");
                    ways.swap_remove(best);
                    assert!(ways.iter().all(|other| other.likely > way.likely && other.paid + other.owed >= others));
                    plain += 1;
                }
                let way = ground.again(frames, &state, &decision.choice);
                ground.go(frames, &mut state, site, &way, true);
            }
        }
        assert!(plain > 1000, "{plain} were plain");
    }

    /// A beam that is too narrow loses readings, but never the text: the straight path is always there.
    #[test]
    fn no_reading_is_dearer_than_the_straight_one() {
        let grammar = Grammar::builtin();
        let (mut lost, mut room) = (0, Room::default());
        for seed in 0..ROUNDS {
            let narrow = Prices { beam: [1, 2, 24][(seed % 3) as usize], ..*grammar.prices() };
            let sites = sites(&mut Chance(seed * 104_729 + 7), 2);
            let mut search = Search::new(&sites, &narrow, &mut room);
            let cost = search.straight().0;
            search.tell(cost);
            let straight = room.reading.cost;
            let found = infer(&sites, &narrow, &mut room);
            assert!(found.cost <= straight + 0.1, "seed {seed}: {} and {straight}", found.cost);
            lost += u32::from(!found.items.is_empty() && found.items.iter().all(|item| item.margin == 0.0));
        }
        assert!(lost > 0, "no beam lost its way");
    }

    const ROUNDS: u64 = 600;
    /// The straight path looks at no more frames at a site.
    const STRAIGHT: u64 = 60;
}
