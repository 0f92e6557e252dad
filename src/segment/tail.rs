//! The end of a speech: closing formulas, signatures, notes.

use super::role::Role;
use super::view::View;
use crate::text::End;

/// Closings stand among so many last blocks.
const LAST: usize = 8;
/// A closing formula is no longer than this.
const FORMULA: u32 = 60;

/// Marks closings, signatures and notes among the last blocks of the speech `from..to`.
pub(super) fn mark(view: &mut View<'_>, from: usize, to: usize) {
    let Some(first) = (from..to).find(|&i| view.roles[i] == Role::Body) else { return };
    let mut below = 0;
    for i in (first + 1..to).rev() {
        if view.roles[i] != Role::Body {
            continue;
        }
        if below == LAST {
            break;
        }
        below += 1;
        // Of several lines that thank, one of many words is a paragraph.
        let wordy = below > 1 && view.measure(i).inner_stops > 0 && view.measure(i).chars > 24;
        if is_closing(view, i) && !wordy && !prose_follows(view, i, to) {
            view.roles[i] = Role::Closing;
        }
    }
    signatures(view, first, to);
}

fn is_closing(view: &View<'_>, i: usize) -> bool {
    view.cues(i).closing && view.measure(i).chars <= FORMULA && !view.is_marked(i)
}

/// Whether the speech goes on after a formula: then it closes a part of it only.
fn prose_follows(view: &View<'_>, i: usize, to: usize) -> bool {
    let long = (i + 1..to).filter(|&j| view.roles[j] == Role::Body && view.measure(j).chars > FORMULA).count();
    let marked = (i + 1..to).filter(|&j| view.is_marked(j)).count();
    long > 1 || (marked > 1 && long > 0) || (view.measure(i).inner_stops > 0 && long > 0)
}

/// A date at the very end signs, and so do the short lines straight above it or below a closing.
fn signatures(view: &mut View<'_>, first: usize, to: usize) {
    let mut at = to;
    let (mut dated, mut skipped) = (false, 0);
    let plain = (first..to).rev().filter(|&i| !view.is_boilerplate(i));
    let bodies =
        plain.take_while(|&i| view.cues(i).signer && view.measure(i).end == End::Open && !view.is_marked(i)).count();
    while at > first + 1 {
        let i = at - 1;
        let (cues, m) = (view.cues(i), view.measure(i));
        if view.is_boilerplate(i) {
            at = i;
            continue;
        }
        if view.roles[i] != Role::Body || view.is_marked(i) {
            break;
        }
        // A contact in brackets, copies to: they stand below the signature and sign nothing.
        if !dated && skipped < 2 && (cues.bracketed || cues.field) && cues.meta.is_none() && date_above(view, first, i)
        {
            skipped += 1;
            at = i;
            continue;
        }
        // 时间：… below 二、活动安排 is the text of that heading, and signs nothing.
        if cues.field && heads_fields(view, first, i) {
            break;
        }
        let short = m.end == End::Open && m.chars <= 30 && m.clauses == 0;
        let after_closing =
            i > 0 && (0..i).rev().find(|&j| !view.is_boilerplate(j)).is_some_and(|j| view.roles[j] == Role::Closing);
        view.roles[i] = match cues.meta {
            Some(key @ ("note" | "people" | "place" | "speaker" | "occasion")) if m.chars <= 90 => Role::Meta(key),
            Some("date" | "signature") if m.chars <= 30 => Role::Signature,
            Some("number") if !dated => Role::Meta("number"),
            _ if m.end == End::Open && cues.field && cues.office && m.chars <= 20 => Role::Signature,
            _ if short && !cues.bracketed && cues.dash && m.chars <= 20 => Role::Signature,
            // One to three bodies at the very end sign without a date.
            _ if short && cues.signer && !cues.bracketed && bodies <= 3 && m.chars >= 5 => Role::Signature,
            _ if short && !cues.bracketed && (dated || after_closing) && signs(view, i) => Role::Signature,
            _ if short && at == to && cues.office && m.chars <= 12 => Role::Signature,
            _ => break,
        };
        dated |= cues.meta == Some("date");
        at = i;
    }
}

/// Whether a heading stands straight above a run of labelled lines that ends with block `i`.
fn heads_fields(view: &View<'_>, first: usize, i: usize) -> bool {
    let above = (first..i).rev().find(|&j| !view.is_boilerplate(j) && !view.cues(j).field);
    above.is_some_and(|j| view.is_marked(j) && view.measure(j).end == End::Open && view.measure(j).inner_stops == 0)
}

/// Whether a date stands straight above block `i`, but for one line.
fn date_above(view: &View<'_>, first: usize, i: usize) -> bool {
    let date = |j: usize| view.cues(j).meta == Some("date") && view.measure(j).chars <= 30;
    (first + 1..i).rev().filter(|&j| !view.is_boilerplate(j)).take(2).any(date)
}

/// Whether a short line can be a name or a body.
fn signs(view: &View<'_>, i: usize) -> bool {
    let (cues, m) = (view.cues(i), view.measure(i));
    cues.signer || cues.office || m.chars <= 16
}
