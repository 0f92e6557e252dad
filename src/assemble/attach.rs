//! Which node an unmarked paragraph belongs to.

use super::conclusion;
use super::item::Items;
use crate::document::Kind;
use crate::scan::Scan;
use crate::segment::{Role, Segments, Zone};

/// The parent item of every unmarked block of a speech; `None` for the speech itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Parents {
    first: usize,
    of: Vec<Option<usize>>,
    /// How many blocks and items were looked at to find them.
    pub(super) steps: u64,
}

impl Parents {
    pub(super) fn of_block(&self, block: usize) -> Option<usize> {
        self.of.get(block - self.first).copied().flatten()
    }
}

pub(super) fn attach(items: &Items, kinds: &[Kind], zone: &Zone, scan: &Scan, segments: &Segments) -> Parents {
    let mut steps = zone.blocks.len() as u64;
    let concluded = conclusion::conclusion(items, kinds, zone, scan, segments, &mut steps);
    let mut out = Parents { first: zone.blocks.start, of: vec![None; zone.blocks.len()], steps };
    // Whether an item has continuation paragraphs; whether every item of its list so far has.
    let mut continued = vec![false; items.all.len()];
    let mut usual: Vec<Option<bool>> = vec![None; items.count_lists()];
    let first_top = items.all.iter().position(|item| item.shape.top).unwrap_or(usize::MAX);
    let mut ended = false;
    // Where the last paragraph went, and how many items had come: what stands below it goes no deeper, so that the outline
    // keeps the order of the text.
    let mut last: Option<(usize, Option<usize>)> = None;
    for block in zone.blocks.clone() {
        ended |= matches!(segments.roles[block], Role::Closing | Role::Signature);
        if !matches!(segments.roles[block], Role::Body | Role::Bare { .. })
            || concluded.as_ref().is_some_and(|blocks| blocks.contains(&block))
        {
            continue;
        }
        let here = items.of_block(block);
        if items.all.get(here.start).is_some_and(|item| item.block == block && !item.shape.inline) {
            continue;
        }
        let mut at = match last {
            Some((count, place)) if count == here.start => place,
            _ => here.start.checked_sub(1),
        };
        // 辦法：… beside 說明： is a field of its own, whatever stood before it.
        let cues = scan.cues(block);
        // Nor does anything that follows the closing or the signature.
        let field = ended || cues.attached || cues.labelled && first_top < here.start;
        if field {
            at = None;
        }
        // An inline list that goes on in this very block: the block goes on with its current item.
        while let Some(item) = at {
            out.steps += 1;
            if belongs(items, kinds, item, &continued, &mut usual, &mut out.steps) {
                break;
            }
            at = items.all[item].parent;
        }
        if let Some(item) = at {
            continued[item] = true;
        }
        out.of[block - zone.blocks.start] = at;
        last = here.is_empty().then_some((here.end, at));
    }
    out
}

/// Whether a paragraph after item `i`, with nothing deeper open, goes on with it.
fn belongs(
    items: &Items,
    kinds: &[Kind],
    i: usize,
    continued: &[bool],
    usual: &mut [Option<bool>],
    steps: &mut u64,
) -> bool {
    let item = &items.all[i];
    if item.inline_list {
        return items.goes_on(i);
    }
    // Articles count on through the document: what stands below one is a paragraph of it.
    if kinds[i] == Kind::Heading || item.shape.through || items.goes_on(i) {
        return true;
    }
    // After the last item a paragraph goes on with it only where every earlier item has paragraphs of its own.
    let usual = *usual[item.list as usize].get_or_insert_with(|| {
        let list = items.list(item.list);
        *steps += list.len() as u64;
        let earlier = &list[..list.len() - 1];
        !earlier.is_empty() && earlier.iter().all(|&e| continued[e])
    });
    continued[i] || usual || (item.shape.lead_in && !has_children(items, i))
}

fn has_children(items: &Items, i: usize) -> bool {
    items.all.get(i + 1).is_some_and(|next| next.parent == Some(i))
}
