//! Conclusions: the paragraphs after the last numbered heading that belong to the whole speech.

use std::ops::Range;

use super::Speech;
use super::item::Items;
use crate::document::Kind;
use crate::segment::{Role, Segments, Zone};

/// The blocks of the conclusion of a speech: up to whatever opens after it (notes, an appendix). What is looked at to find
/// them is added to `steps`.
pub(super) fn conclusion(items: &Items, kinds: &[Kind], speech: &Speech<'_>, steps: &mut u64) -> Option<Range<usize>> {
    let Speech { zone, scan, segments, .. } = *speech;
    let opens = |item: &super::item::Item| !item.shape.inline;
    // What stands under a heading of the whole document (notes, an appendix) comes after the conclusion.
    let mut added = Vec::new();
    if items.all.iter().any(|item| item.shape.top) {
        for item in &items.all {
            let above = item.parent.is_some_and(|p| added.get(p).copied().unwrap_or(false));
            added.push(item.shape.top || above);
        }
    }
    // And so does a list of attachments: 附件：1.….
    let attached =
        |i: usize| items.list(items.all[i].list).first().is_some_and(|&f| scan.cues(items.all[f].block).attached);
    let is_added = |i: usize| added.get(i).copied().unwrap_or(false) || attached(i);
    let last = items.all.iter().enumerate().rev().find(|(i, item)| opens(item) && !is_added(*i))?;
    let end = items.all.iter().skip(last.0 + 1).find(|item| opens(item)).map_or(zone.blocks.end, |next| next.block);
    *steps += (2 * items.all.len() + end.saturating_sub(last.1.block)) as u64;
    let mut paragraphs =
        (last.1.block + 1..end).filter(|&b| matches!(segments.roles[b], Role::Body | Role::Bare { .. }));
    // The first paragraph after a heading is its body, whatever it opens with.
    let from = usize::from(kinds[last.0] == Kind::Heading);
    let addressed = |&b: &usize| scan.cues(b).address || scan.cues(b).conclusion;
    let from = match paragraphs.clone().skip(from).find(addressed) {
        Some(addressed) => addressed,
        None => paragraphs.nth(beyond_parallel(items, kinds, zone, segments, paragraphs.clone().count(), steps)?)?,
    };
    Some(from..end)
}

/// Where all earlier sections have equally many paragraphs and the `last` has one more, that one concludes the speech: its
/// place among them.
fn beyond_parallel(
    items: &Items,
    kinds: &[Kind],
    zone: &Zone,
    segments: &Segments,
    last: usize,
    steps: &mut u64,
) -> Option<usize> {
    let (end, earlier) = items.lists().next()?.split_last()?;
    let flat = items.all.iter().all(|item| item.shape.inline || item.list == 0);
    if !flat || earlier.len() < 2 || kinds[*end] != Kind::Heading {
        return None;
    }
    let mut size = |i: usize| {
        let from = items.all[i].block + 1;
        let next = items.all.iter().skip(i + 1).position(|item| !item.shape.inline);
        let to = next.map_or(zone.blocks.end, |next| items.all[i + 1 + next].block);
        *steps += (next.unwrap_or(items.all.len() - i) + to.saturating_sub(from)) as u64;
        (from..to).filter(|&b| matches!(segments.roles[b], Role::Body)).count()
    };
    let usual = size(earlier[0]);
    let parallel = usual > 0 && last == usual + 1 && earlier.iter().all(|&i| size(i) == usual);
    parallel.then_some(usual)
}
