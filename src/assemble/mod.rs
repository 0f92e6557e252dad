//! Assemble: from what was seen and decided to the document.
//!
//! `sites` hands the candidates of a speech to the search, `company` notes which of them stand together, `kind` tells
//! headings from points, `attach` gives the paragraphs their parents, `tree` puts the nodes in order. Nothing is decided
//! twice.

mod attach;
mod company;
mod conclusion;
mod item;
mod kind;
mod sites;
mod tree;

use crate::block::Blocks;
use crate::document::{Document, Kind};
use crate::grammar::Grammar;
use crate::infer::{self, Sites};
use crate::scan::Scan;
use crate::segment::{Role, Segments, Why, Zone};
use crate::source::Source;
use crate::work;
use attach::Parents;
use company::Company;
use item::Items;
use tree::{Builder, Sprout};

/// A speech, and what was seen of it.
#[derive(Clone, Copy)]
struct Speech<'a> {
    zone: &'a Zone,
    blocks: &'a Blocks,
    scan: &'a Scan,
    segments: &'a Segments,
    grammar: &'a Grammar,
}

/// Room for what is found out about a speech, used again from one to the next.
#[derive(Debug, Default)]
pub(crate) struct Room {
    sites: Sites,
    company: Company,
    search: infer::Room,
    items: Items,
    kinds: Vec<Kind>,
    parents: Parents,
}

/// Reads every speech and builds the document.
#[must_use]
pub fn assemble(source: &Source, blocks: &Blocks, scan: &Scan, segments: &Segments, grammar: &Grammar) -> Document {
    assemble_in(&mut Room::default(), source, blocks, scan, segments, grammar)
}

/// The same in a room that was used before.
pub(crate) fn assemble_in(
    room: &mut Room,
    source: &Source,
    blocks: &Blocks,
    scan: &Scan,
    segments: &Segments,
    grammar: &Grammar,
) -> Document {
    let mut builder = Builder::new(source, blocks);
    for zone in &segments.zones {
        if zone.speech {
            speech(&Speech { zone, blocks, scan, segments, grammar }, room, &mut builder);
        } else {
            zone.blocks.clone().for_each(|i| boilerplate(i, None, segments, grammar, &mut builder));
        }
    }
    let document = builder.finish();
    work::steps(usize::try_from(document.steps).unwrap_or(usize::MAX));
    document
}

fn speech(speech: &Speech<'_>, room: &mut Room, builder: &mut Builder<'_>) {
    let Speech { zone, segments, grammar, .. } = *speech;
    let Room { sites, company, search, items, kinds, parents } = room;
    let mut steps = 0;
    sites::sites(speech, company, sites, &mut steps);
    let reading = infer::infer(sites, grammar.prices(), search);
    item::items(reading, sites, speech, items);
    kind::kinds(items, zone.sets, kinds, &mut steps);
    let root = builder.speech(zone.blocks.start, items.count_lists());
    attach::attach(items, kinds, speech, parents);
    for i in zone.blocks.clone() {
        let kind = match segments.roles[i] {
            Role::Boilerplate(_) => {
                boilerplate(i, Some(root), segments, grammar, builder);
                continue;
            }
            Role::Title => Kind::Title,
            Role::Meta(key) => {
                builder.line(i, Kind::Meta, key, Some(root));
                continue;
            }
            Role::Salutation => Kind::Salutation,
            Role::Closing => Kind::Closing,
            Role::Signature => Kind::Signature,
            Role::Body | Role::Bare { .. } => {
                builder.body(Sprout { block: i, root, items, kinds, parent: parents.of_block(i) });
                continue;
            }
        };
        builder.line(i, kind, "", Some(root));
    }
    builder.admit(reading, items, root);
    builder.steps += steps + reading.steps + items.steps + parents.steps;
}

fn boilerplate(i: usize, root: Option<u32>, segments: &Segments, grammar: &Grammar, builder: &mut Builder<'_>) {
    let reason = match segments.roles[i] {
        Role::Boilerplate(Why::Furniture(reason)) => grammar.words().reason(reason),
        Role::Boilerplate(Why::Contents) => "contents",
        Role::Boilerplate(Why::Ornament) => "ornament",
        Role::Boilerplate(Why::Comment) => "comment",
        Role::Boilerplate(Why::Page(furniture)) => furniture.reason(),
        _ => "frame",
    };
    builder.line(i, Kind::Boilerplate, reason, root);
}
