//! Heading or point: the family does not decide, the shape of the line and its siblings do.

use super::item::{Followed, Item, Items};
use crate::document::Kind;
use crate::text::End;

/// The kind of every item; `sets` tells that the author sets headings, so that a list of which he set none is one of points.
/// What is looked at for that is added to `steps`.
pub(super) fn kinds(items: &Items, sets: bool, kinds: &mut Vec<Kind>, steps: &mut u64) {
    kinds.clear();
    kinds.resize(items.all.len(), Kind::Point);
    let set = if sets { set_or_above(items) } else { Vec::new() };
    let may = |list: &[usize]| !sets || list.iter().any(|&i| set[i] || items.all[i].marker.is_none());
    for list in items.lists().filter(|list| may(list)) {
        *steps += list.len() as u64;
        list_kinds(items, list, kinds);
    }
    if !sets {
        cousins(items, kinds, steps);
    }
    // A heading stands under a heading or the speech, never under a point. Parents come first.
    for (i, item) in items.all.iter().enumerate() {
        if item.parent.is_some_and(|parent| kinds[parent] == Kind::Point) {
            kinds[i] = Kind::Point;
        }
    }
}

/// Which items are set as headings, or stand above one that is.
fn set_or_above(items: &Items) -> Vec<bool> {
    let mut out: Vec<bool> = items.all.iter().map(|item| item.shape.set).collect();
    for i in (0..out.len()).rev().filter(|&i| !items.all[i].shape.inline) {
        if let Some(parent) = items.all[i].parent.filter(|_| out[i]) {
            out[parent] = true;
        }
    }
    out
}

fn list_kinds(items: &Items, list: &[usize], kinds: &mut [Kind]) {
    let all = |i: &usize| &items.all[*i];
    let Some((last, earlier)) = list.split_last() else { return };
    // A list of which nothing can head is one of points.
    let heads = list.iter().filter(|i| can_head(all(i))).count();
    if heads == 0 {
        return;
    }
    let carries = |i: &usize| all(i).followed != Followed::Nothing;
    // What follows the last item of a list whose other items carry nothing follows the list.
    // Nor is it, after run-in items, unless its line is so short that it heads what follows: （二）基本原则。
    let brief = || all(last).brief && all(last).paragraphs > 1 && earlier.iter().all(|i| all(i).run_in);
    let child = all(last).followed == Followed::Child;
    let last_carries = carries(last) && (child || earlier.is_empty() || earlier.iter().any(carries) || brief());
    // A sentence among run-in siblings is one of them, unless it is as short as a title.
    let run_in = list.len() - heads;
    let like_siblings = |i: &usize| all(i).end == End::Stop && run_in * 2 > list.len() && !all(i).brief;
    let by_itself = |i: &usize| {
        can_head(all(i)) && !like_siblings(i) && (carries(i) && (i != last || last_carries) || heads_always(all(i)))
    };
    let mut headings = 0;
    for i in list.iter().filter(|i| by_itself(i)) {
        kinds[*i] = Kind::Heading;
        headings += 1;
    }
    if headings == 0 || headings == list.len() {
        return;
    }
    for i in list {
        let company = can_head(all(i)) && (all(i).end == End::Open || headings * 2 > list.len());
        // Among headings a line of two short sentences with text below is one too: a list is kept of one kind.
        let among = all(i).two_sentences && carries(i) && (i != last || last_carries) && headings * 2 >= list.len();
        if company || among {
            kinds[*i] = Kind::Heading;
        }
    }
}

/// A list without any text below is one of headings where most lists of its kind and depth are.
fn cousins(items: &Items, kinds: &mut [Kind], steps: &mut u64) {
    let headed = |list: &[usize]| list.iter().any(|&i| kinds[i] == Kind::Heading);
    let open = |list: &[usize]| list.iter().all(|&i| can_head(&items.all[i]) && items.all[i].end == End::Open);
    *steps += items.all.len() as u64;
    // Of a list with headings every item is one that could be.
    if !items.lists().any(|list| open(list) && !headed(list)) {
        return;
    }
    // How many lists of a family and a depth are headings, and how many are not.
    let mut known: Vec<((u16, usize), usize, usize)> = Vec::with_capacity(8);
    let place = |list: &[usize]| {
        let first = *list.first()?;
        Some((items.all[first].marker?.family, items.depth(first)))
    };
    for list in items.lists() {
        let Some(place) = place(list) else { continue };
        *steps += (place.1 + known.len() + list.len()) as u64;
        let at = known.iter().position(|known| known.0 == place).unwrap_or_else(|| {
            known.push((place, 0, 0));
            known.len() - 1
        });
        if headed(list) { known[at].1 += 1 } else { known[at].2 += 1 }
    }
    for list in items.lists().filter(|list| open(list)) {
        let counts = place(list).and_then(|place| known.iter().find(|known| known.0 == place));
        if counts.is_some_and(|&(_, headed, plain)| headed > plain) {
            list.iter().for_each(|&i| kinds[i] = Kind::Heading);
        }
    }
}

/// Whether the item is a line of its own, title-like.
fn can_head(item: &Item) -> bool {
    let shape = item.shape;
    if shape.set {
        return true;
    }
    if shape.inline
        || item.inline_list
        || (shape.unnumbered && item.marker.is_some())
        || shape.lead_in && item.marker.is_some()
    {
        return false;
    }
    // Nor is a line a title that enumerates in its own text.
    if item.enumerates {
        return false;
    }
    // An article whose text runs on is a point, though it be one sentence.
    shape.heading && (!shape.sentence || item.end == End::Open)
}

/// Chapters and unnumbered headings head whatever follows; so does an article with a title.
fn heads_always(item: &Item) -> bool {
    item.marker.is_none() || item.shape.ordered || item.shape.through || item.shape.set
}
