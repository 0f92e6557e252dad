//! From the candidates of a speech to the sites of the search.

use super::Speech;
use super::company::Company;
use crate::grammar::{Grammar, Traits};
use crate::hint::{Face, Hint};
use crate::infer::{BARE, Mark, Shape, Site, Sites, Terrain};
use crate::scan::{Candidate, Place, Seen};
use crate::segment::Role;
use crate::span::position;
use crate::text::{End, Measure};

/// A line is title-like up to so many characters.
const TITLE_LIKE: u32 = 80;
/// With a mark that ends a sentence, up to so many.
const SENTENCE_LIKE: u32 = 60;

/// What taking the number for text costs of a line that is set as a heading.
const SET: f32 = 8.0;

/// The rank of an unnumbered heading: whatever stands below it, it does not stand too deep.
const BARE_RANK: u16 = 10;

/// Writes down the sites of a speech. What is looked at to make them is added to `steps`.
pub(super) fn sites(speech: &Speech<'_>, company: &mut Company, out: &mut Sites, steps: &mut u64) {
    let Speech { zone, blocks, scan, segments, grammar } = *speech;
    out.all.clear();
    out.marks.clear();
    // The last block of text, and whether a site of its own opened it.
    let mut last: Option<(&Seen, bool)> = None;
    let roles = &segments.roles[zone.blocks.clone()];
    for ((role, seen), i) in roles.iter().zip(&scan.blocks[zone.blocks.clone()]).zip(zone.blocks.clone()) {
        let bare = match *role {
            Role::Body => None,
            Role::Bare { weight, top, label } => Some((weight, top, label)),
            _ => continue,
        };
        let candidates = scan.candidates(seen);
        if candidates.is_empty() && bare.is_none() {
            last = Some((seen, false));
            continue;
        }
        let terrain = terrain(last);
        let hint = blocks.hint(i);
        let hint = if zone.sets { Hint { face: Face::Text, ..hint } } else { hint };
        let mut site = |marks: &Vec<Mark>, first: u32| {
            out.all.push(Site { block: position(i), first, end: position(marks.len()), terrain });
        };
        let starts = candidates.first().is_none_or(Candidate::opens_block);
        if let Some((weight, top, label)) = bare.filter(|_| !starts || candidates.is_empty()) {
            // The heading stands before what its line enumerates.
            let first = position(out.marks.len());
            out.marks.push(Mark { label, ..self::bare(i, weight, top, hint.depth) });
            site(&out.marks, first);
        }
        let mut rest = candidates;
        while let Some(next) = rest.first() {
            let first = position(out.marks.len());
            let (here, behind) = rest.split_at(rest.iter().take_while(|c| c.marker.start == next.marker.start).count());
            let base = seen.candidates.start as usize + candidates.len() - rest.len();
            for (candidate, index) in here.iter().zip(base..) {
                out.marks.push(mark(candidate, index, grammar, seen.measure.end, hint));
            }
            if let Some((weight, top, label)) = bare.filter(|_| starts && rest.len() == candidates.len()) {
                out.marks.push(Mark { label, ..self::bare(i, weight, top, hint.depth) });
            }
            site(&out.marks, first);
            rest = behind;
        }
        last = Some((seen, starts || bare.is_some()));
    }
    forget_flat(out);
    *steps += (zone.blocks.len() + out.marks.len()) as u64;
    company.note(out, steps);
}

/// What stands before a block, where the last block of text before it looks so.
fn terrain(last: Option<(&Seen, bool)>) -> Terrain {
    match last {
        None => Terrain::Start,
        Some((_, true)) => Terrain::Marked,
        Some((seen, _)) if seen.measure.end == End::Colon => Terrain::LeadIn,
        Some((seen, _)) if seen.measure.end == End::Stop && seen.promises => Terrain::LeadIn,
        Some(_) => Terrain::Paragraph,
    }
}

/// Forgets depths that are all the same, as scanners set them: they tell headings from text, and none from another.
fn forget_flat(out: &mut Sites) {
    let mut depths = out.marks.iter().map(|mark| mark.shape.depth).filter(|&depth| depth > 0);
    let first = depths.next();
    if first.is_some() && depths.all(|depth| Some(depth) == first) {
        out.marks.iter_mut().for_each(|mark| mark.shape.depth = 0);
    }
}

fn mark(c: &Candidate, candidate: usize, grammar: &Grammar, block_end: End, hint: Hint) -> Mark {
    let family = grammar.family(c.family);
    let own = family.traits();
    let traits: &Traits = grammar.family(own.public).traits();
    let (heading, end, inline, after_sentence) = match c.place {
        Place::Start { rest } => (hint.depth > 0 || title_like(&rest), rest.end, false, false),
        Place::Inline { sentence } => (false, block_end, true, sentence),
    };
    // GB/T 9704 sets headings in faces of their own.
    let set = !inline && (hint.depth > 0 || hint.face != Face::Text && heading);
    // Who sets a line as a heading means its number.
    let (price, weight) = if set { (c.price * 0.2, c.weight.max(SET)) } else { (c.price, c.weight) };
    Mark {
        candidate: position(candidate),
        family: own.public,
        group: traits.group,
        label: c.label,
        ordinal: c.ordinal,
        prefix: c.prefix.unwrap_or(0),
        parts: if traits.nested { c.parts } else { 1 },
        rank: traits.rank + if traits.ordered || traits.nested { c.label } else { 0 },
        price,
        weight,
        inline_price: own.inline_price,
        single: own.single,
        company: 0,
        shape: Shape {
            inline,
            after_sentence,
            sentence: traits.sentence_is_point,
            heading,
            open: end == End::Open,
            lead_in: end == End::Colon,
            unnumbered: traits.unnumbered,
            loose: traits.words,
            through: traits.through,
            ordered: traits.ordered,
            inserted: c.inserted,
            delimited: c.delimited,
            top: false,
            set,
            depth: if set { hint.depth } else { 0 },
        },
    }
}

fn bare(block: usize, weight: f32, top: bool, depth: u8) -> Mark {
    Mark {
        candidate: position(block),
        family: BARE,
        group: BARE,
        label: 0,
        ordinal: None,
        prefix: 0,
        parts: 1,
        rank: BARE_RANK,
        price: 0.0,
        weight,
        inline_price: 0.0,
        single: if top || weight > 2.5 { 0.0 } else { 1.2 },
        company: 0,
        shape: Shape { heading: true, open: true, unnumbered: true, top, set: depth > 0, depth, ..Shape::default() },
    }
}

/// Whether what follows a marker on its line is title-like: one sentence or less.
fn title_like(rest: &Measure) -> bool {
    let (most, clauses) = if rest.end == End::Stop { (SENTENCE_LIKE, 6) } else { (TITLE_LIKE, 6) };
    rest.inner_stops == rest.inner_questions
        && matches!(rest.end, End::Open | End::Stop)
        && rest.chars <= most
        && rest.clauses <= clauses
}
