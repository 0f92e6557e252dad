//! Floors: what every reading has to pay at a site, whatever it did before.
//!
//! A reading that already paid so much that the floors of the sites ahead make it dearer than a complete one cannot win.
//! What is paid is counted from the floors up, so that a reading without oddities stays at nothing.

use super::bill::{Account, Cost, Reason, Sum, cost};
use super::mark::{BARE, Mark, Sites};
use crate::grammar::Prices;

/// What cannot be avoided in a zone.
#[derive(Debug, Default)]
pub(super) struct Floors {
    /// What every reading pays, by site.
    pub(super) sites: Vec<Cost>,
    /// What a list that opens with a mark will cost besides, since it stays alone or is joined by what does not fit: by mark.
    pub(super) lonely: Vec<Cost>,
    /// How the lists of the zone are written, in order.
    pub(super) keys: Vec<u32>,
}

/// Numbers from here on are not told apart.
const NUMBERS: u32 = 64;

/// The marks of one kin that come later.
struct Kin {
    of: (u16, u16),
    /// The block of the next one with a number; `NEVER` where none comes.
    next: [u32; NUMBERS as usize],
}

const NEVER: u32 = u32::MAX;

pub(super) fn floors(sites: &Sites, prices: &Prices) -> Floors {
    let mut out = Floors {
        sites: Vec::with_capacity(sites.all.len()),
        lonely: vec![0; sites.marks.len()],
        keys: Vec::with_capacity(8),
    };
    lonely(sites, prices, &mut out.lonely);
    let zero = sites.marks.iter().any(|mark| mark.ordinal == Some(0));
    for site in &sites.all {
        let (mut weight, mut least) = (0.0, Cost::MAX);
        for (mark, &lonely) in sites.marks(site).iter().zip(&out.lonely[site.first as usize..]) {
            weight = f32::max(weight, mark.weight);
            let known = match out.keys.binary_search(&mark.key()) {
                Ok(_) => true,
                Err(place) => {
                    out.keys.insert(place, mark.key());
                    false
                }
            };
            least = least.min(enter(mark, lonely, known, zero, prices));
        }
        out.sites.push(least.min(cost(weight)));
    }
    out
}

/// What believing a mark costs at least.
fn enter(mark: &Mark, lonely: Cost, known: bool, zero: bool, p: &Prices) -> Cost {
    let mut sum = Sum::default();
    sum.add(Reason::Doubt, mark.price);
    let going_on = cost(sum.0);
    sum.add(Reason::Open, if mark.shape.inline { p.open_inline + mark.inline_price } else if mark.family == BARE { p.bare } else { p.open });
    let opening = cost(sum.0) + lonely;
    match mark.ordinal {
        None if known => going_on,
        None => opening,
        Some(1) if !zero && !mark.shape.inserted => opening.min(going_on + odd(mark, p)),
        Some(_) => going_on,
    }
}

/// What a number costs that does not follow the last one of its list.
fn odd(mark: &Mark, p: &Prices) -> Cost {
    let mild = if mark.shape.loose {
        0.08
    } else if mark.shape.inline {
        0.33
    } else {
        1.0
    };
    let least = p.gap.min(p.repeat).min(p.backwards).min(p.swapped).min(p.slip);
    cost(least * mild)
}

fn lonely(sites: &Sites, p: &Prices, out: &mut [Cost]) {
    let mut kins: Vec<Kin> = Vec::with_capacity(8);
    let mut inline = [NEVER; NUMBERS as usize];
    for site in sites.all.iter().rev() {
        for index in site.first..site.end {
            let mark = &sites.marks[index as usize];
            let of = (mark.group, mark.label);
            let place = kins.iter().position(|kin| kin.of == of);
            let single = if mark.shape.inline { p.single_inline } else { mark.single };
            let Some(n) = mark.ordinal.filter(|&n| n < NUMBERS - 1) else {
                if mark.shape.unnumbered && place.is_none() {
                    out[index as usize] = cost(single);
                }
                continue;
            };
            let n = n as usize;
            let kin = place.map(|place| &kins[place]);
            let next = kin.map_or(NEVER, |kin| kin.next[n + 1]);
            let mild = if mark.shape.loose { 0.08 } else { 0.33 };
            let other = if n == 2 { 0.0 } else { p.gap.min(p.repeat).min(p.backwards).min(p.slip) * mild - 0.3 };
            let joined = if next == NEVER { other } else if !mark.shape.inline || next == site.block { 0.0 } else { p.interrupted.min(p.inline_goes_on).min(other) };
            let cousin = if inline[n + 1] == site.block { p.sibling_family * 0.15 } else if mark.shape.inline { f32::INFINITY } else { p.sibling_family };
            out[index as usize] = cost(single.min(joined).min(cousin).max(0.0));
        }
        for index in site.first..site.end {
            let mark = &sites.marks[index as usize];
            let of = (mark.group, mark.label);
            let place = kins.iter().position(|kin| kin.of == of).unwrap_or_else(|| {
                kins.push(Kin { of, next: [NEVER; NUMBERS as usize] });
                kins.len() - 1
            });
            if let Some(n) = mark.ordinal {
                kins[place].next[n.min(NUMBERS - 1) as usize] = site.block;
                if mark.shape.inline && !mark.shape.loose {
                    inline[n.min(NUMBERS - 1) as usize] = site.block;
                }
            }
        }
    }
}
