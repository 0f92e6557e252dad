//! Which node an unmarked paragraph belongs to.

use super::item::Items;
use super::{Speech, conclusion};
use crate::document::Kind;
use crate::segment::{Role, Zone};

/// The parent item of every unmarked block of a speech; `None` for the speech itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Parents {
    first: usize,
    of: Vec<Option<usize>>,
    /// Whether an item has continuation paragraphs; whether every item of its list so far has.
    continued: Vec<bool>,
    usual: Vec<Option<bool>>,
    /// How many blocks and items were looked at to find them.
    pub(super) steps: u64,
}

impl Parents {
    pub(super) fn of_block(&self, block: usize) -> Option<usize> {
        self.of.get(block - self.first).copied().flatten()
    }

    /// Forgets the speech before, and makes room for one.
    fn begin(&mut self, items: &Items, zone: &Zone) {
        (self.first, self.steps) = (zone.blocks.start, zone.blocks.len() as u64);
        self.of.clear();
        self.of.resize(zone.blocks.len(), None);
        self.continued.clear();
        self.continued.resize(items.all.len(), false);
        self.usual.clear();
        self.usual.resize(items.count_lists(), None);
    }
}

/// Finds the parents of the unmarked blocks of a speech.
pub(super) fn attach(items: &Items, kinds: &[Kind], speech: &Speech<'_>, out: &mut Parents) {
    let Speech { zone, scan, segments, .. } = *speech;
    out.begin(items, zone);
    let concluded = conclusion::conclusion(items, kinds, speech, &mut out.steps).unwrap_or_default();
    let first_top = items.all.iter().position(|item| item.shape.top).unwrap_or(usize::MAX);
    let mut ended = false;
    // Where the last paragraph went, and how many items had come: what stands below it goes no deeper, so that the outline
    // keeps the order of the text.
    let mut last: Option<(usize, Option<usize>)> = None;
    for block in zone.blocks.clone() {
        let role = &segments.roles[block];
        ended |= matches!(role, Role::Closing | Role::Signature);
        if !matches!(role, Role::Body | Role::Bare { .. }) || concluded.contains(&block) {
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
            if out.belongs(items, kinds, item) {
                break;
            }
            at = items.all[item].parent;
        }
        if let Some(item) = at {
            out.continued[item] = true;
        }
        out.of[block - zone.blocks.start] = at;
        last = here.is_empty().then_some((here.end, at));
    }
}

impl Parents {
    /// Whether a paragraph after item `i`, with nothing deeper open, goes on with it.
    fn belongs(&mut self, items: &Items, kinds: &[Kind], i: usize) -> bool {
        let item = &items.all[i];
        if item.inline_list {
            return items.goes_on(i);
        }
        // Articles count on through the document: what stands below one is a paragraph of it.
        if kinds[i] == Kind::Heading || item.shape.through || items.goes_on(i) {
            return true;
        }
        // After the last item a paragraph goes on with it only where every earlier item has paragraphs of its own.
        let usual = *self.usual[item.list as usize].get_or_insert_with(|| {
            let list = items.list(item.list);
            self.steps += list.len() as u64;
            let earlier = &list[..list.len() - 1];
            !earlier.is_empty() && earlier.iter().all(|&e| self.continued[e])
        });
        self.continued[i] || usual || (item.shape.lead_in && !has_children(items, i))
    }
}

fn has_children(items: &Items, i: usize) -> bool {
    items.all.get(i + 1).is_some_and(|next| next.parent == Some(i))
}
