//! Where speeches begin: the pieces of a compendium, attached documents, speeches that follow one another.

use std::collections::{HashMap, HashSet};

use super::role::{Role, Why};
use super::view::{ATTACHMENT, PIECE, View};
use crate::grammar::PieceSign;
use crate::hint::Part;
use crate::line::Cues;
use crate::text::End;

/// Where a region begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start {
    pub(super) at: usize,
    /// Whether nothing in it is a speech: what stands above the first piece of a compendium.
    pub(super) frame: bool,
    /// Whether the block at `at` is a title for certain.
    pub(super) title: bool,
}

/// The starts of all regions, the first of them at 0.
pub(super) fn starts(view: &View<'_>) -> Vec<Start> {
    let pieces = compendium(view);
    let mut out = vec![Start { at: 0, frame: !pieces.is_empty(), title: false }];
    if let Some(&first) = pieces.first() {
        // A compendium whose first piece has lost its label still begins with it.
        let counted = view.cues(first).piece.map(|piece| piece.number);
        out[0].frame = counted != Some(2) || view.prose(0, first) < 200;
    }
    let mut all: Vec<Start> = pieces.into_iter().map(|at| Start { at, frame: false, title: true }).collect();
    all.extend(attached(view).into_iter().chain(successive(view)));
    all.sort_by_key(|start| (start.at, !start.title));
    for start in all {
        let last = out.last().map_or(0, |last| last.at);
        // The title below a label is no further speech.
        if start.at > last && last > 0 && start.at <= last + 3 && view.prose(last, start.at) == 0 {
            continue;
        }
        if start.at > last {
            out.push(start);
        } else if start.at == 0 {
            out[0] = start;
        }
    }
    out
}

/// The first lines of the pieces of a compendium: labels or titles that count, or the titles of its table of contents.
fn compendium(view: &View<'_>) -> Vec<usize> {
    let mut labels = Vec::new();
    let mut weak: [Vec<(usize, u32)>; 2] = [Vec::new(), Vec::new()];
    let mut short: HashMap<u64, Vec<(usize, u32)>> = HashMap::new();
    let mut titles: HashMap<u64, Vec<(usize, u32)>> = HashMap::new();
    let (mut greeted, mut headed) = (Vec::new(), Vec::new());
    for i in (0..view.len()).filter(|&i| view.looks(i, PIECE)) {
        let (cues, m) = (view.cues(i), view.measure(i));
        if view.is_boilerplate(i) || m.inner_stops > 0 || m.chars > 60 {
            continue;
        }
        // 二、安全月发言稿 above a salutation: no heading of a speech stands there.
        if let Some(number) = view.number(i).filter(|_| view.is_marked(i) && view.is_headed(i)) {
            if view.is_greeted(i) {
                greeted.push((i, number));
            }
            // 第二篇　在总结会上的讲话 above its date, 一、一本日记的用处 above its speaker: most such
            // titles stand above a salutation.
            headed.push((i, number));
        }
        if let Some(number) = cues.bare_piece.filter(|_| m.chars <= 5) {
            weak[1].push((i, number));
        }
        let Some(piece) = cues.piece.filter(|_| !matches!(m.end, End::Stop | End::Comma | End::Semicolon)) else {
            continue;
        };
        match piece.sign {
            PieceSign::Label => labels.push((i, piece.number)),
            PieceSign::Example => weak[0].push((i, piece.number)),
            PieceSign::Count if m.chars >= 6 && !view.is_marked(i) => {
                titles.entry(cues.core).or_default().push((i, piece.number));
                // 退伍欢送会发言（一） may be followed by （二） alone.
                if piece.number == 1 {
                    weak[1].push((i, 1));
                }
            }
            // 范本一: what so short a label counts shows only in what stands below it.
            PieceSign::Count if m.chars <= 5 && m.han >= 2 && !view.is_marked(i) && !cues.attachment => {
                short.entry(cues.core).or_default().push((i, piece.number));
            }
            PieceSign::Count => {}
        }
    }
    let sure = titles
        .into_values()
        .map(|group| counted(view, &group, None))
        .chain([counted(view, &labels, Some(SHORT)), counted(view, &greeted, Some(SHORT))]);
    let headed = counted(view, &headed, None);
    let addressed = headed.iter().filter(|&&at| greets(view, at)).count();
    let headed = if addressed * 2 > headed.len() { headed } else { Vec::new() };
    let held = weak
        .into_iter()
        .chain(short.into_values())
        .map(|group| counted(view, &group, None))
        .filter(|run| hold_speeches(view, run));
    let best = sure.chain(held).chain([headed, listed(view)]).max_by_key(|run| (run.len(), run.first().copied()));
    best.filter(|run| run.len() >= 2).unwrap_or_default()
}

/// Whether whole speeches stand between lines that only count: most open with a salutation or end with a closing.
fn hold_speeches(view: &View<'_>, run: &[usize]) -> bool {
    let signs = run.iter().enumerate().map(|(k, &at)| {
        let end = run.get(k + 1).copied().unwrap_or(view.len());
        let greets = (at + 1..end.min(at + 4)).any(|j| view.cues(j).salutation);
        let text = (at + 1..end).rev().filter(|&j| !view.is_boilerplate(j));
        let closes = text.take(3).any(|j| view.cues(j).closing && view.measure(j).chars <= 60);
        u32::from(greets) + u32::from(closes)
    });
    let signs: u32 = signs.sum();
    signs as usize >= run.len().max(2)
}

/// The lines that a table of contents names, where its entries have no numbers of their own: the titles of pieces.
fn listed(view: &View<'_>) -> Vec<usize> {
    let entry = |i: usize| matches!(view.roles[i], Role::Boilerplate(Why::Contents));
    let Some(first) = (0..view.len()).find(|&i| entry(i)) else { return Vec::new() };
    let end = (first..view.len()).find(|&i| !entry(i)).unwrap_or(view.len());
    let names: HashSet<u64> =
        (first + 1..end).filter(|&i| !view.is_counted(i)).map(|i| view.cues(i).parts[0]).collect();
    let named = |i: &usize| view.is_title_like(*i) && names.contains(&view.cues(*i).hash);
    (end..view.len()).filter(named).filter(|&i| view.prose(i, view.len().min(i + 8)) >= 40).collect()
}

/// Behind a label of its own a piece of so many characters is whole.
const SHORT: u32 = 50;

/// The longest run of lines that count on by one, each with text below it: prose, markers, or any lines if they are of a
/// certain length together, as verses and the lines of two hosts are.
fn counted(view: &View<'_>, group: &[(usize, u32)], short: Option<u32>) -> Vec<usize> {
    let mut best: Vec<usize> = Vec::new();
    let mut run: Vec<(usize, u32)> = Vec::new();
    let close = |run: &[(usize, u32)], best: &mut Vec<usize>| {
        let whole = run.iter().enumerate().filter(|(k, (at, _))| {
            let end = run.get(k + 1).map_or(view.len(), |next| next.0);
            let lines = short.is_some_and(|short| view.text(at + 1, end) >= short);
            lines || view.prose(at + 1, end) >= 40 || view.marked(at + 1, end) >= 2
        });
        let run: Vec<usize> = whole.map(|(_, &(at, _))| at).collect();
        if run.len() >= best.len() {
            *best = run;
        }
    };
    for &(at, number) in group {
        let follows = run.last().is_some_and(|&(_, last)| number == last + 1 || number == last + 2);
        if !follows {
            close(&run, &mut best);
            run.clear();
            if number > 2 {
                continue;
            }
        }
        run.push((at, number));
    }
    close(&run, &mut best);
    best
}

/// Documents attached to another: a label alone on its line, a title, and text.
fn attached(view: &View<'_>) -> Vec<Start> {
    let mut out = Vec::new();
    for i in 1..view.len() {
        if !view.looks(i, ATTACHMENT) || view.measure(i).chars > 8 || view.prose(0, i) < 20 {
            continue;
        }
        let next = i + 1;
        if next + 1 < view.len() && view.is_title_like(next) && view.text(next + 1, view.len().min(next + 12)) >= 30 {
            out.push(Start { at: i, frame: false, title: true });
        }
    }
    out
}

/// Speeches that follow one another without any number: one has ended, and a title with a salutation follows.
fn successive(view: &View<'_>) -> Vec<Start> {
    let mut out = Vec::new();
    let mut last = 0;
    // Where each line stood first since the last start: of the lines up to one of them.
    let (mut met, mut noted) = (HashMap::new(), 0);
    // Whether anything was said since then.
    let mut spoken = false;
    // Whether a title with its date in brackets below it stood above what was said.
    let mut dates_titles = false;
    for i in 0..view.len() {
        spoken = spoken || view.is_paragraph(i) || view.is_marked(i);
        // A body that signs, with its date below, ends a speech and begins none.
        let dates = || date_below(view, i).is_some_and(|date| !date.bracketed);
        let signs = || (view.cues(i).signer || view.cues(i).office) && !view.cues(i).title && dates();
        let dated = view.is_title_like(i) && date_below(view, i).is_some_and(|date| date.bracketed);
        dates_titles |= dated && !spoken;
        let starts = spoken
            && view.is_title_like(i)
            && view.measure(i).chars >= 4
            && !signs()
            && !(view.cues(i).field && view.cues(i).office)
            && !view.cues(i).closing
            && begins(view, i)
            && view.text(last, i) >= 20;
        if !starts || out.last().is_some_and(|start: &Start| i < start.at + 4) {
            continue;
        }
        let mut repeated = || {
            (noted..=i).for_each(|j| _ = met.entry(view.cues(j).hash).or_insert(j));
            noted = i + 1;
            met.get(&view.cues(i).hash).is_some_and(|&before| before < i && view.prose(before, i) >= 100)
        };
        // An essay with its date in brackets below the title, after another; a short one where the other is dated too.
        let again = dates_titles && view.cues(i).title && view.text(last, i) >= 80;
        let follows = dated && (again || view.prose(last, i) >= 150);
        let set = view.hint(i).part == Part::Title && view.prose(last, i) >= 40;
        if follows
            || set
            || ended(view, i) && (greets(view, i) || signed(view, i) && view.cues(i).title)
            || (view.cues(i).title || greets(view, i)) && repeated()
        {
            last = i;
            (spoken, dates_titles) = (false, dated);
            met.clear();
            noted = i;
            out.push(Start { at: i, frame: false, title: true });
        }
    }
    out
}

/// What the line straight below `i` could be, where that is a date.
fn date_below<'a>(view: &View<'a>, i: usize) -> Option<&'a Cues> {
    Some(i + 1)
        .filter(|&below| below < view.len())
        .map(|below| view.cues(below))
        .filter(|cues| cues.meta == Some("date"))
}

/// Whether text follows a title at `i`.
fn begins(view: &View<'_>, i: usize) -> bool {
    view.text(i + 1, view.len()) >= 20
}

/// Whether a salutation follows within a few lines, with nothing but lines of a head in between.
fn greets(view: &View<'_>, i: usize) -> bool {
    let head = (i + 1..view.len().min(i + 6)).take_while(|&j| !view.is_paragraph(j) && !view.is_marked(j));
    head.into_iter().any(|j| view.cues(j).salutation || view.cues(j).addressee)
}

/// Whether a speech has ended straight before `i`: a closing, a signature, or furniture that nothing follows.
fn ended(view: &View<'_>, i: usize) -> bool {
    let closing = |j: usize| view.cues(j).closing && view.measure(j).chars <= 60 && !view.is_marked(j);
    // Names and bodies may sign between the closing and the next title.
    let signs = |j: usize| {
        let (cues, m) = (view.cues(j), view.measure(j));
        m.chars <= 30 && m.end == End::Open && (cues.signer || cues.office || cues.meta.is_some() || m.chars <= 16)
    };
    let before = (0..i).rev().filter(|&j| !view.is_boilerplate(j));
    let closes = before.take(5).find(|&j| closing(j) || !signs(j)).is_some_and(closing);
    closes || signed(view, i)
}

/// Whether a date or a signer stands straight before `i`.
fn signed(view: &View<'_>, i: usize) -> bool {
    let last = (0..i).rev().find(|&j| !view.is_boilerplate(j));
    last.is_some_and(|j| {
        (view.cues(j).meta == Some("date") || view.cues(j).meta == Some("note")) && view.measure(j).chars <= 24 && j > 3
    })
}
