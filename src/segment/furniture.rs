//! Furniture of web pages: lines that are boilerplate wherever they stand, and what follows a speech on its page.

use super::role::{Role, Why};
use super::view::{FURNITURE, View};
use crate::hint::Part;
use crate::text::{End, Ornament};

/// A line of furniture is no longer than this.
const LINE: u32 = 100;
/// So many sentences that could be furniture stand together in a speech.
const TOGETHER: usize = 6;

/// Marks the lines that show themselves, then the weak ones beside them.
pub(super) fn mark(view: &mut View<'_>) {
    // Few lines look like furniture: only those are asked again.
    let mut cued = Vec::new();
    for i in 0..view.len() {
        if !view.looks(i, FURNITURE) {
            continue;
        }
        if view.cues(i).boilerplate.is_some() {
            cued.push(i);
        }
        if let Part::Furniture(furniture) = view.hint(i).part {
            view.roles[i] = Role::Boilerplate(Why::Page(furniture));
            continue;
        }
        if view.cues(i).ornament == Some(Ornament::Comment) {
            view.roles[i] = Role::Boilerplate(Why::Comment);
            continue;
        }
        if view.cues(i).ornament.is_some() || view.block(i).page && view.cues(i).boilerplate.is_none_or(|b| !b.strong) {
            view.roles[i] = Role::Boilerplate(Why::Ornament);
            continue;
        }
        let m = view.measure(i);
        if let Some(b) = view.cues(i).boilerplate {
            // A sentence of the speech may speak of the same things: only a line that is no prose is furniture.
            let prose = m.inner_stops > 1 || (m.inner_stops == 1 && m.chars > 60) || m.chars > LINE;
            if b.strong && !prose && !view.is_marked(i) && !is_said(view, i) {
                view.roles[i] = Role::Boilerplate(Why::Furniture(b.reason));
            }
        }
    }
    let weak = |view: &View<'_>, i: usize| {
        let cue = view.cues(i).boilerplate?;
        (!view.is_boilerplate(i) && view.measure(i).chars <= 24)
            .then_some(Role::Boilerplate(Why::Furniture(cue.reason)))
    };
    for &i in &cued {
        if let Some(role) = weak(view, i).filter(|_| i > 0 && view.is_boilerplate(i - 1)) {
            view.roles[i] = role;
        }
    }
    for &i in cued.iter().rev() {
        if let Some(role) = weak(view, i).filter(|_| i + 1 < view.len() && view.is_boilerplate(i + 1)) {
            view.roles[i] = role;
        }
    }
}

/// Whether a sentence stands between what is said before and after it: 也请大家继续关注我们的成长。
fn is_said(view: &View<'_>, i: usize) -> bool {
    let sentence = |j: usize| view.measure(j).end == End::Stop && !view.is_marked(j);
    // Several such sentences may stand together.
    let doubtful = |j: usize| view.cues(j).boilerplate.is_some() && sentence(j);
    let after = (i + 1..view.len().min(i + TOGETHER)).find(|&j| !doubtful(j));
    let (Some(before), Some(after), true) = (i.checked_sub(1), after, sentence(i)) else { return false };
    let text = |j: usize| !view.is_boilerplate(j) && (view.is_paragraph(j) || view.is_marked(j));
    // Below what ends a page its related links may be numbered.
    let links = view.cues(i).boilerplate.is_some_and(|b| b.tail) && view.number(after) == Some(1);
    let told = text(before) || !view.is_boilerplate(before) && view.cues(before).address;
    told && text(after) && view.cues(after).boilerplate.is_none() && !links
}

/// Where the speech of a region ends and the page goes on without it.
pub(super) fn tail(view: &View<'_>, from: usize, to: usize) -> usize {
    let mut end = to;
    let last_sign = (from..to).rev().find(|&i| signs(view, i)).unwrap_or(from);
    if let Some(cut) = (from + 1..to).find(|&i| cuts(view, from, i, to, last_sign)) {
        end = cut;
    }
    if let Some(cut) = after_closing(view, from, end, to) {
        end = cut;
    }
    // Furniture at the very end is outside, whatever its kind, and so are weak lines beside it.
    while end > from && view.is_boilerplate(end - 1) {
        end -= 1;
    }
    end
}

/// Where the page begins after the closing of a speech: the first line that no speech has there, if furniture follows.
fn after_closing(view: &View<'_>, from: usize, end: usize, to: usize) -> Option<usize> {
    let closes = |i: &usize| {
        view.cues(*i).closing && view.measure(*i).chars <= 60 && !view.is_boilerplate(*i) && !view.is_marked(*i)
    };
    let closing = (from + 1..end).rev().find(closes)?;
    let cut = (closing + 1..end).find(|&i| {
        let (cues, m) = (view.cues(i), view.measure(i));
        let signs = cues.meta.is_some()
            || cues.signer
            || cues.office
            || cues.attachment
            || cues.labelled
            || !cues.bracketed && m.chars <= 16 && m.end == End::Open;
        let speaks = cues.address || cues.conclusion || cues.closing || m.end == End::Stop && m.chars > 24;
        view.is_boilerplate(i) || !signs && !speaks
    })?;
    let furnished = (cut..to).any(|i| view.is_boilerplate(i));
    let marked = (closing + 1..cut).any(|i| view.is_marked(i));
    (furnished && !marked && view.prose(cut, to) * 2 < view.prose(from, closing)).then_some(cut)
}

/// Whether nothing of the speech follows block `i` any more.
fn cuts(view: &View<'_>, from: usize, i: usize, to: usize, last_sign: usize) -> bool {
    let Role::Boilerplate(Why::Furniture(_)) = view.roles[i] else { return false };
    if !view.cues(i).boilerplate.is_some_and(|b| b.tail) {
        return false;
    }
    // A short speech has no long paragraph: there every character counts.
    let prose = view.prose(from, i) > 0;
    let size = |from: usize, to: usize| if prose { view.prose(from, to) } else { view.text(from, to) };
    let before = size(from, i);
    if before == 0 || !prose && !(from..i).any(|j| view.is_paragraph(j) || view.is_marked(j)) {
        return false;
    }
    let after = size(i, to);
    let ends_later = last_sign > i;
    // What follows a page's tail is short, or as long as the comments of its readers, but it does not end a speech.
    if ends_later { after * 20 < before } else { after * 3 < before * 2 || has_ended(view, from, i) }
}

/// Whether a block shows that a speech ends: a closing, an address in a sentence.
fn signs(view: &View<'_>, i: usize) -> bool {
    let (cues, m) = (view.cues(i), view.measure(i));
    !view.is_boilerplate(i) && (cues.closing && m.chars > 4 || cues.address && m.end == End::Stop)
}

/// Whether the speech came to its end before block `i`: a closing or a signature stands there.
fn has_ended(view: &View<'_>, from: usize, i: usize) -> bool {
    (from..i)
        .rev()
        .filter(|&j| !view.is_boilerplate(j))
        .take(2)
        .any(|j| view.cues(j).closing && view.measure(j).chars <= 60)
}
