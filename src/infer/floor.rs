//! Floors: what every reading has to pay at a site, whatever it did before.
//!
//! A reading that has paid so much that the floors of the sites ahead make it dearer than a complete one cannot win. What
//! is paid is counted from the floors up, so that a reading without oddities stays at nothing. Beside the floors stands
//! what a list *owes*: one that stays alone will pay for it; one with which a number can go on that follows no mark of the
//! text owes less than nothing, since the floor of that number asks for more than will be paid.
//!
//! Every figure here must be too small rather than too great: then nothing that could win is ever given up.

use super::bill::{Cost, cost};
use super::cost::{missing, opening};
use super::mark::{Mark, Site, Sites};
use crate::grammar::Prices;

/// What cannot be avoided in a zone.
#[derive(Debug, Default)]
pub(super) struct Floors {
    /// What every reading pays, by site.
    pub(super) sites: Vec<Cost>,
    /// What can be said of every mark.
    pub(super) marks: Vec<Prospect>,
    /// What a list owes that another number can follow than the mark of its last item says; below nothing.
    pub(super) irregular: Cost,
    /// How many ways of writing lists were looked at.
    pub(super) steps: u64,
    /// The ways of writing lists, in the order of the text: the key of each, and its kin by their place.
    keys: Vec<(u32, u32)>,
    /// The marks that could count together.
    kins: Vec<Kin>,
}

/// What can be said of a mark, whatever was read before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prospect {
    /// What a list that opens with it owes at least while it is alone.
    pub(super) least: Cost,
    /// The same by the look of it: whether the next number comes where it should.
    pub(super) likely: Cost,
    /// What it pays at least where it opens a list with the number with which it should.
    pub(super) open: f32,
    /// What it pays besides where the items before it are missing.
    pub(super) missing: f32,
    /// What it pays at least where it opens no list at its first number.
    joins: Cost,
    /// The marks with which it could count, by their place.
    kin: u32,
    /// The place of its key among the keys of the zone, as far as a frame remembers it.
    pub(super) number: u8,
    /// Whether a mark of its site comes before it which it does not differ from.
    pub(super) twin: bool,
}

/// Places of keys repeat after so many.
pub(super) const SLOTS: usize = 128;
/// Up to ten ways of writing lists, and the speech itself, give every pair a bit of its own.
pub(super) const KEYS: usize = 11;

/// Numbers from here on are not told apart.
const NUMBERS: usize = 64;
/// No block.
const NEVER: u32 = u32::MAX;
/// What no reading could pay.
const BEYOND: Cost = Cost::MAX / 4;
/// How a mark with a number looks: a bit for each shape of a line, and one for inside a block.
const INLINE: u8 = 1 << 4;

/// The marks that could count together.
#[derive(Debug)]
struct Kin {
    of: (u16, u16),
    /// Whether one of them was seen.
    seen: bool,
    /// Whether some of them are words, which count loosely.
    loose: bool,
    /// The block of the last one that was seen.
    block: u32,
    /// What one of them pays at least beyond the floor of its site where it joins a list of another block that does not go
    /// on with it.
    strays: Cost,
    /// The block of the last one with a number.
    blocks: [u32; NUMBERS],
    /// How those with a number look.
    looks: [u8; NUMBERS],
}

/// What was seen of the marks of a zone, from its beginning or from its end.
struct Survey<'a> {
    prices: &'a Prices,
    kins: &'a mut Vec<Kin>,
    /// The block of the last mark with a number, of any kin.
    blocks: [u32; NUMBERS],
    /// What a mark with a number that opens a line pays at least beyond the floor of its site where it joins a list that
    /// is written otherwise.
    cousins: [Cost; NUMBERS],
    /// What a number costs at least that does not follow the last one of a list inside a block. Where such a number joins
    /// the only item of a list, that item bears half of it, the number the other half.
    odd: f32,
    /// The most by which a number may be asked for more than it pays where it follows no mark with the number before it.
    irregular: f32,
    /// What a number costs at least that does not follow the last one of a list, whatever it asks less of the next one: of a
    /// line and inside a block, and of the first ones.
    strays: [[f32; 2]; 2],
    /// Whether a number of the zone is nought.
    nought: bool,
}

impl Floors {
    /// What can be said of the marks of a site.
    pub(super) fn prospects(&self, site: &Site) -> &[Prospect] {
        &self.marks[site.first as usize..site.end as usize]
    }

    /// Works out the floors of a zone.
    pub(super) fn work_out(&mut self, sites: &Sites, prices: &Prices) {
        self.sites.clear();
        self.marks.clear();
        self.keys.clear();
        self.kins.clear();
        self.steps = 0;
        let odd = prices.gap.min(prices.repeat).min(prices.backwards).min(prices.slip) * INLINE_MILD;
        let irregular = (odd / 2.0).max(run_on(prices)).max(prices.shape).max(prices.interrupted / 2.0);
        let strays = [1.0, INLINE_MILD].map(|mild| {
            let first = (prices.repeat * mild).min(prices.backwards.min(prices.slip) * mild - irregular);
            [odd / INLINE_MILD * mild - irregular, first]
        });
        let mut survey = Survey {
            prices,
            kins: &mut self.kins,
            blocks: [NEVER; NUMBERS],
            cousins: [BEYOND; NUMBERS],
            odd,
            irregular,
            strays,
            nought: sites.marks.iter().any(|mark| mark.ordinal == Some(0)),
        };
        self.irregular = -cost(survey.irregular);
        for site in &sites.all {
            let (first, end) = (site.first as usize, site.end as usize);
            for i in first..end {
                let mark = &sites.marks[i];
                let key = self.keys.iter().position(|&(key, _)| key == mark.key()).unwrap_or_else(|| {
                    self.keys.push((mark.key(), survey.place(mark)));
                    self.keys.len() - 1
                });
                self.steps += 1 + key as u64;
                let kin = self.keys[key].1;
                self.marks.push(Prospect {
                    least: 0,
                    likely: 0,
                    open: mark.price + opening(mark, prices),
                    missing: missing(mark, prices),
                    joins: survey.joins(mark, site.block, kin),
                    kin,
                    number: u8::try_from(key % SLOTS).unwrap_or(0),
                    twin: i > first && sites.marks[first..i].iter().any(|other| mark.is_twin_of(other)),
                });
            }
            for i in first..end {
                survey.see(&sites.marks[i], site.block, self.marks[i].kin);
            }
        }
        survey.forget();
        if self.keys.len() >= KEYS {
            // Some pairs share a bit: which ones, the order of the keys tells.
            self.keys.sort_unstable();
            for (mark, prospect) in sites.marks.iter().zip(&mut self.marks) {
                let place = self.keys.partition_point(|&(key, _)| key < mark.key());
                prospect.number = u8::try_from(place % SLOTS).unwrap_or(0);
            }
        }
        self.sites.resize(sites.all.len(), 0);
        for (site, floor) in sites.all.iter().zip(&mut self.sites).rev() {
            let marks = site.first as usize..site.end as usize;
            let (mut weight, mut least) = (0.0, BEYOND);
            for i in marks.clone() {
                let (mark, prospect) = (&sites.marks[i], &mut self.marks[i]);
                (prospect.least, prospect.likely) = survey.stays_alone(mark, site.block, prospect.kin);
                weight = f32::max(weight, mark.weight);
                least = least.min(prospect.joins);
                match mark.ordinal {
                    None | Some(1) => least = least.min(cost(prospect.open) + prospect.least.max(0)),
                    // 一 may come after it as well as 三.
                    Some(2) if !mark.shape.loose => prospect.least += self.irregular,
                    Some(_) => {}
                }
            }
            *floor = least.min(cost(weight));
            for i in marks {
                survey.see(&sites.marks[i], site.block, self.marks[i].kin);
                survey.see_beyond(&sites.marks[i], *floor, self.marks[i].kin);
            }
        }
    }
}

/// What it costs to open a list that runs on from another.
fn run_on(prices: &Prices) -> f32 {
    prices.open.min(prices.bare) + prices.run_on
}

/// How much milder a number is judged inside a block, and among words that count.
const INLINE_MILD: f32 = 0.33;
const LOOSE_MILD: f32 = 0.08;

impl Survey<'_> {
    /// What believing a mark costs at least, but for opening a list at its first number.
    fn joins(&self, mark: &Mark, block: u32, kin: u32) -> Cost {
        let kin = self.kin(kin);
        match mark.ordinal {
            None if kin.is_none() => BEYOND,
            None => cost(mark.price),
            Some(_) if self.nought || mark.shape.inserted || mark.shape.through => cost(mark.price),
            Some(1) => kin.map_or(BEYOND, |kin| cost(mark.price + self.again(kin, mark, block))),
            Some(n) => {
                let joining = kin.map_or(f32::INFINITY, |kin| self.follow(kin, mark, n as usize, block));
                let joining = joining.min(self.cousin(mark, n as usize, block));
                // Mostly the number before it was met, and nothing is cheaper than to follow that.
                let opening = if joining > 0.0 { self.opens_late(mark, kin.is_some()) } else { 0.0 };
                cost(mark.price + joining.min(opening))
            }
        }
    }

    /// What another number than the first costs at least that opens a list.
    fn opens_late(&self, mark: &Mark, met: bool) -> f32 {
        let p = self.prices;
        let company = if mark.shape.inline && mark.company > 1 { 0.45 } else { 1.0 };
        let run_on = if mark.shape.inline || !met { f32::INFINITY } else { run_on(p) };
        (opening(mark, p) + p.missing_first * company).min(run_on)
    }

    /// What a first number costs at least that joins a list.
    fn again(&self, kin: &Kin, mark: &Mark, block: u32) -> f32 {
        let p = self.prices;
        let mild = mild(kin, mark);
        let apart = mark.shape.inline && kin.block != block;
        // Where 一 comes after 二 the two may have changed places.
        let odd = (p.repeat.min(p.backwards).min(p.slip) * mild).min(p.swapped * mild + self.irregular);
        let shared = if loose(kin, mark) { 0.0 } else { self.odd / 2.0 };
        (odd - shared).max(0.0) + if apart { p.interrupted.min(p.block_goes_inline) } else { 0.0 }
    }

    /// What another number costs at least that joins a list of its kin.
    fn follow(&self, kin: &Kin, mark: &Mark, n: usize, block: u32) -> f32 {
        let p = self.prices;
        let looks = if n < NUMBERS { kin.looks[n - 1] } else { look(mark) };
        if looks == 0 {
            return if loose(kin, mark) { self.odd / INLINE_MILD * LOOSE_MILD } else { self.odd / 2.0 };
        }
        if mark.shape.inline {
            return if kin.block == block { 0.0 } else { p.interrupted.min(p.block_goes_inline) / 2.0 };
        }
        let own = look(mark);
        let like = if own & 0b0011 == 0 { 0b1100 } else { 0b0011 };
        if looks & (own | INLINE) != 0 {
            0.0
        } else if looks & like != 0 {
            p.shape * 0.3
        } else {
            p.shape
        }
    }

    /// What a number costs at least that joins a list which is written otherwise.
    fn cousin(&self, mark: &Mark, n: usize, block: u32) -> f32 {
        let price = self.prices.sibling_family;
        if !mark.shape.inline {
            // The item that it joins bears the rest.
            price - self.odd / 2.0
        } else if n >= NUMBERS || self.blocks[n - 1] == block {
            price * 0.15
        } else {
            price * 0.15 + self.irregular
        }
    }

    /// What a list will cost that opens with a mark, at least and by the look of it: it stays alone, is joined by what does
    /// not fit, or goes on.
    fn stays_alone(&self, mark: &Mark, block: u32, kin: u32) -> (Cost, Cost) {
        let p = self.prices;
        let kin = self.kin(kin);
        let inline = mark.shape.inline;
        let single = if inline { p.single_inline } else { mark.single };
        let next = match mark.ordinal {
            None => {
                let single = if kin.is_none() { cost(single) } else { 0 };
                return (single, single);
            }
            Some(n) if n == 0 || n as usize + 1 >= NUMBERS => return (0, 0),
            Some(n) => n as usize + 1,
        };
        let comes = kin.is_some_and(|kin| kin.looks[next] != 0 && (!inline || kin.blocks[next] == block));
        if comes {
            // Mostly: the next number goes on with it for nothing.
            return (0, 0);
        }
        let beside = self.blocks[next] == block;
        // What does not fit pays for joining it.
        let odd = |beyond: Cost| beyond.max(cost(self.odd / 2.0));
        let joined = match kin {
            None => BEYOND,
            Some(kin) if loose(kin, mark) || mark.shape.through || next == 3 => 0,
            Some(kin) if kin.looks[next] == 0 => odd(if kin.block == block { 0 } else { kin.strays }),
            Some(_) => cost((p.interrupted / 2.0).min(p.inline_goes_on)),
        };
        let cousin = if beside { 0 } else { odd(self.cousins[next]) };
        let likely = if beside { 0.0 } else { single };
        (cost(single).min(joined).min(cousin), cost(likely))
    }

    /// The place of the marks with which one could count.
    fn place(&mut self, mark: &Mark) -> u32 {
        let of = (mark.group, mark.label);
        let place = self.kins.iter().position(|kin| kin.of == of).unwrap_or_else(|| {
            self.kins.push(Kin::unseen(of));
            self.kins.len() - 1
        });
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    /// The marks at a place, if one of them was seen.
    fn kin(&self, place: u32) -> Option<&Kin> {
        self.kins.get(place as usize).filter(|kin| kin.seen)
    }

    fn see(&mut self, mark: &Mark, block: u32, place: u32) {
        let kin = &mut self.kins[place as usize];
        kin.seen = true;
        kin.loose |= mark.shape.loose;
        kin.block = block;
        if let Some(n) = mark.ordinal.map(|n| (n as usize).min(NUMBERS - 1)) {
            kin.blocks[n] = block;
            kin.looks[n] |= look(mark);
            self.blocks[n] = block;
        }
    }

    /// Notes what a mark pays beyond the floor of its site where it joins a list that is written otherwise, or one of its kin
    /// in another block that counts otherwise. It may ask less of the next number then, unless it repeats the last.
    fn see_beyond(&mut self, mark: &Mark, floor: Cost, place: u32) {
        let p = self.prices;
        let Some(n) = mark.ordinal.map(|n| n as usize) else { return };
        let inline = mark.shape.inline;
        let apart = if inline { p.interrupted.min(p.block_goes_inline) } else { 0.0 };
        let odd =
            if mark.shape.inserted { -self.irregular } else { self.strays[usize::from(inline)][usize::from(n == 1)] };
        let kin = &mut self.kins[place as usize];
        kin.strays = kin.strays.min(cost(mark.price + odd + apart) - floor);
        if n < NUMBERS && !inline {
            let beyond = cost(mark.price + p.sibling_family - self.irregular) - floor;
            self.cousins[n] = self.cousins[n].min(beyond);
        }
    }

    /// Forgets what was seen.
    fn forget(&mut self) {
        self.kins.iter_mut().for_each(|kin| {
            (kin.seen, kin.loose, kin.block, kin.strays) = (false, false, NEVER, BEYOND);
            kin.blocks.fill(NEVER);
            kin.looks.fill(0);
        });
        self.blocks = [NEVER; NUMBERS];
    }
}

impl Kin {
    const fn unseen(of: (u16, u16)) -> Self {
        Self {
            of,
            seen: false,
            loose: false,
            block: NEVER,
            strays: BEYOND,
            blocks: [NEVER; NUMBERS],
            looks: [0; NUMBERS],
        }
    }
}

fn loose(kin: &Kin, mark: &Mark) -> bool {
    kin.loose || mark.shape.loose
}

fn mild(kin: &Kin, mark: &Mark) -> f32 {
    if loose(kin, mark) {
        LOOSE_MILD
    } else if mark.shape.inline {
        INLINE_MILD
    } else {
        1.0
    }
}

/// The bit of the look of a mark.
fn look(mark: &Mark) -> u8 {
    if mark.shape.inline { INLINE } else { 1 << (u8::from(mark.shape.heading) << 1 | u8::from(mark.shape.open)) }
}
