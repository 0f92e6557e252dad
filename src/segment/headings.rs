//! Unnumbered headings: short lines without a mark at their end, with text below. Here they are only candidates.

use super::role::Role;
use super::view::{BARE, View, shaped};
use crate::hint::{Face, Hint};
use crate::text::End;

/// What its format sets as a heading has at most so many.
const SET: u32 = 80;
/// So many lines that are set as headings show that their author sets them.
const SETS: usize = 3;
/// What taking for text costs what is set as a heading, and what has the face of one.
const SURE: f32 = 9.0;
const FACED: f32 = 3.0;
/// A number alone on its line has no more characters.
const NUMBER: u32 = 3;

/// Marks the blocks of a speech that could be headings without a number.
pub(super) fn mark(view: &mut View<'_>, from: usize, to: usize, sets: bool) {
    for i in from..to {
        if !view.looks(i, BARE) || view.roles[i] != Role::Body {
            continue;
        }
        let set = view.hint(i).depth > 0;
        if let Some(weight) = weight(view, i, to, sets).filter(|_| set || !view.is_numbered(i)) {
            let cues = view.cues(i);
            let label = cues.heading_word && view.measure(i).end == End::Colon;
            // What stands after the end of the speech heads what is added to it.
            let before = (from..i).rev().find(|&j| !view.is_boilerplate(j));
            let added = before.is_some_and(|j| {
                let ended = matches!(view.roles[j], Role::Closing | Role::Signature);
                ended || i * 2 > from + to && view.cues(j).address && view.measure(j).end == End::Stop
            });
            let top = label || cues.attachment || cues.apparatus || added;
            view.roles[i] = Role::Bare { weight, top, label: self::label(view.hint(i)) };
        }
    }
}

/// Whether the author of these blocks sets headings.
pub(super) fn sets(view: &View<'_>, from: usize, to: usize) -> bool {
    view.has_hints() && (from..to).filter(|&i| view.hint(i).depth > 0).count() >= SETS
}

/// How much is lost if the line is no heading; `None` where it cannot be one.
fn weight(view: &View<'_>, i: usize, to: usize, sets: bool) -> Option<f32> {
    let (m, cues, hint) = (view.measure(i), view.cues(i), view.hint(i));
    if !hint.part.is_read() {
        return None;
    }
    if hint.depth > 0 && m.chars <= SET && (m.end != End::Stop || m.inner_stops == 0) {
        return Some(SURE);
    }
    let shaped = shaped(m);
    if !shaped && !cues.heading_word && !cues.attachment {
        return None;
    }
    let next = (i + 1..to).find(|&j| !view.is_boilerplate(j))?;
    if cues.heading_word || cues.attachment {
        let listed = view.is_marked(next) || view.is_paragraph(next);
        return listed.then_some(3.0);
    }
    if cues.attached {
        return None;
    }
    if !shaped || cues.meta.is_some() || cues.dash || cues.salutation || view.roles[next] == Role::Signature {
        return None;
    }
    let body = view.measure(next);
    if sets {
        return None;
    }
    if hint.face != Face::Text {
        return Some(FACED);
    }
    let carries = view.is_marked(next) && body.chars > m.chars / 2
        || view.is_paragraph(next) && (body.chars >= 2 * m.chars || body.end == End::Stop);
    if !carries {
        return None;
    }
    let apart = view.block(i).indented == view.block(next).indented;
    // What stands straight below a number alone is its title.
    if i > 0 && view.is_marked(i - 1) && view.measure(i - 1).chars <= NUMBER {
        return Some(FACED);
    }
    let sure = if m.clauses > 0 { 0.6 } else { 1.0 };
    Some(sure * if body.chars >= 3 * m.chars && apart { 2.0 } else { 1.4 })
}

/// How the list of a heading without a number is told from others. The depth says more than the face.
fn label(hint: Hint) -> u16 {
    match (hint.depth, hint.face) {
        (0, Face::Text) => 0,
        (0, Face::Hei) => 101,
        (0, Face::Bold) => 102,
        (0, Face::Kai) => 103,
        (depth, _) => u16::from(depth),
    }
}
