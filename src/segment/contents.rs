//! Tables of contents: lines that come again as headings.

use super::role::{Role, Why};
use super::view::{CONTENTS, View};
use crate::text::End;

/// A table has no more entries than this.
const MOST: usize = 400;
/// An entry is no longer than this.
const ENTRY: u32 = 60;

/// Marks the tables of contents that a line announces.
pub(super) fn mark(view: &mut View<'_>) {
    let mut i = 0;
    while i < view.len() {
        if view.looks(i, CONTENTS) && view.measure(i).chars <= 8 {
            let end = entries(view, i + 1);
            if end > i + 2 {
                (i..end).for_each(|j| view.roles[j] = Role::Boilerplate(Why::Contents));
                i = end;
                continue;
            }
        }
        i += 1;
    }
}

/// The block after the last entry of a table that begins at `from`: where its first entry comes again, or where the
/// lines stop looking like entries.
fn entries(view: &View<'_>, from: usize) -> usize {
    if from >= view.len() {
        return from;
    }
    let first = view.cues(from).core;
    let name = view.cues(from).parts[0];
    let comes_again = |i: usize| view.cues(i).core == first || view.cues(i).hash == name;
    let mut end = from;
    while end < view.len().min(from + MOST) {
        let m = view.measure(end);
        let entry = m.chars <= ENTRY && m.inner_stops == 0 && !matches!(m.end, End::Stop | End::Colon);
        if !entry || (end > from && comes_again(end)) {
            break;
        }
        end += 1;
    }
    let again = end < view.len() && comes_again(end);
    if again || end == from {
        // Between the table and the text the title may stand.
        let last = (from..end).rev().find(|&j| view.is_counted(j) == view.is_counted(from));
        return last.map_or(end, |last| last + 1);
    }
    // The first entry does not come again: the last lines may head the text already.
    let back = (from + 1..end).rev().find(|&j| !view.is_marked(j) || comes_again(j));
    back.map_or(end, |j| if j + 1 < end { j } else { end })
}
