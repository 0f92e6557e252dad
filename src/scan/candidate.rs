//! Candidates: places that could be markers, before anything decides.

use crate::grammar::{Found, Grammar};
use crate::numeral::Notation;
use crate::span::Span;
use crate::text::{End, Measure};

/// A place that could be a marker.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// Where the marker would stand, delimiter included.
    pub marker: Span,
    /// The family that read it.
    pub family: u16,
    /// The number that it would denote.
    pub ordinal: Option<u32>,
    /// The number before the last of a decimal.
    pub prefix: Option<u32>,
    /// How many numbers it has.
    pub parts: u8,
    /// Which word labels it: lists of different labels are different lists.
    pub label: u16,
    /// Whether it was put in between two numbers (第三条之一).
    pub inserted: bool,
    /// How its number is written.
    pub notation: Option<Notation>,
    /// Whether a delimiter ends the marker (首先， against 首先).
    pub delimited: bool,
    /// What believing it costs.
    pub price: f32,
    /// What taking it for text costs.
    pub weight: f32,
    /// Whether its numbers run on through the document.
    pub through: bool,
    /// Whether its family is a loose way of writing another.
    pub loose: bool,
    /// The group of its family: markers of one group may count together.
    pub group: u16,
    /// The block in which it stands.
    pub block: u32,
    /// Where in the block.
    pub place: Place,
}

/// Where in a block a candidate stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// It opens the block.
    Start {
        /// The measure of what follows it.
        rest: Measure,
    },
    /// It stands inside the block.
    Inline {
        /// Whether a sentence ends before it.
        sentence: bool,
    },
}

impl Candidate {
    pub(super) fn new(found: Found, family: u16, start: u32, block: u32, place: Place, grammar: &Grammar) -> Self {
        let traits = grammar.family(family).traits();
        let base = if matches!(place, Place::Start { .. }) { traits.weight } else { traits.inline_weight };
        // What is doubted may be text: the stronger the doubt, the less is lost.
        let titled = matches!(place, Place::Start { rest } if rest.end == End::Open && rest.inner_stops == 0 && rest.clauses <= 1);
        let weight = match found.doubt {
            None => base,
            Some(_) if titled => (base * 0.4).min(4.0),
            Some(_) => (base * 0.25).min(2.5),
        };
        let price = if titled && found.doubt.is_some() { found.price * 0.4 } else { found.price };
        let reading = found.reading;
        Self {
            marker: Span::new(start, start + u32::try_from(found.len).unwrap_or(0)),
            family,
            ordinal: reading.ordinal,
            prefix: reading.prefix,
            parts: reading.parts,
            label: if traits.nested { u16::from(reading.parts) } else { reading.label },
            inserted: reading.inserted,
            notation: reading.notation,
            delimited: false,
            price,
            weight,
            through: traits.through,
            loose: traits.public != family,
            group: traits.group,
            block,
            place,
        }
    }

    /// What two candidates share that could count together.
    #[must_use]
    pub const fn kin(&self) -> (u16, u16) {
        (self.group, self.label)
    }

    /// Whether it opens its block.
    #[must_use]
    pub const fn opens_block(&self) -> bool {
        matches!(self.place, Place::Start { .. })
    }
}

/// Of the readings of one place keeps, in front, those that no other makes pointless; `None` where all stay.
pub(super) fn keep_best(readings: &mut [Candidate]) -> Option<usize> {
    if readings.len() < 2 {
        return None;
    }
    // What a loose way reads as a part of a regular marker (一 of 一 、) is none.
    let whole = readings.iter().filter(|c| !c.loose).map(|c| c.marker.end).max();
    // So is the whole of one whose units count through the document: 第一条 is an article before it is a point.
    let article = readings.iter().filter(|c| c.through && c.price < 0.5).map(|c| c.marker.end).max();
    let pointless = |c: &Candidate| {
        c.loose && (whole.is_some_and(|end| end > c.marker.end) || article.is_some_and(|end| end >= c.marker.end))
    };
    readings.sort_by_key(pointless);
    let real = readings.iter().take_while(|c| !pointless(c)).count();
    let all = readings.len();
    let readings = &mut readings[..real];
    if real < all && real < 2 {
        return Some(real);
    }
    // A loose way of writing says nothing where the regular one is read at the same place.
    let regular = readings.iter().any(|c| c.price < 0.5);
    let least = readings.iter().map(|c| c.price).fold(f32::INFINITY, f32::min);
    readings.sort_by(|a, b| a.price.total_cmp(&b.price).then(b.marker.end.cmp(&a.marker.end)));
    let keep = readings.iter().take_while(|c| c.price <= least + 3.0 || !regular).count();
    Some(keep.min(4))
}
