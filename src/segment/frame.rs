//! The head of a speech: title lines, meta lines, salutation, and what the page puts above and between them.

use super::pieces::Start;
use super::role::{Role, Why};
use super::view::View;
use crate::hint::{Face, Part, Side};
use crate::text::End;

/// The most title lines above and below the one that is surest.
const LINES: usize = 3;
/// A head has no more lines than this, the menus of a page included.
const WINDOW: usize = 40;
/// So much prose may stand above a title: an editor's note.
const NOTE: u32 = 400;

/// Gives the blocks of a head their roles; returns the first block of the speech.
pub(super) fn head(view: &mut View<'_>, start: &Start, to: usize) -> usize {
    let body = body(view, start, to);
    let first = match anchor(view, start, body) {
        Some(anchor) => titled(view, start, anchor, body),
        None => untitled(view, start.at, body),
    };
    (first..to).find(|&i| !view.is_boilerplate(i)).unwrap_or(to)
}

/// The roles of a head with a title; its first block.
fn titled(view: &mut View<'_>, start: &Start, anchor: usize, body: usize) -> usize {
    let top = if start.title { start.at } else { top_line(view, start.at, anchor) };
    for i in top..=anchor {
        if !view.is_boilerplate(i) {
            view.roles[i] = match view.cues(i).meta {
                Some(key) if i > top => Role::Meta(key),
                _ => Role::Title,
            };
        }
    }
    for i in anchor + 1..body {
        line(view, i);
        // A paragraph between the title and the salutation is the page's: an editor's note, an advertisement.
        if view.roles[i] == Role::Body {
            view.roles[i] = Role::Boilerplate(Why::Frame);
        }
    }
    if start.title { top } else { meta_above(view, start.at, top) }
}

/// The roles of a head without a title; its first block.
fn untitled(view: &mut View<'_>, from: usize, body: usize) -> usize {
    let greets = |view: &View<'_>, i: usize| view.cues(i).salutation || view.cues(i).addressee;
    let salutation = (from..body).find(|&i| greets(view, i) && !view.is_boilerplate(i));
    // What stands above the salutation on a page is the page's.
    let framed = (from..body).any(|i| view.is_boilerplate(i));
    let first = if framed { salutation.unwrap_or(from) } else { from };
    (first..body).for_each(|i| line(view, i));
    first
}

/// Where the text of the speech begins.
fn body(view: &View<'_>, start: &Start, to: usize) -> usize {
    let from = start.at;
    let window = to.min(from + WINDOW);
    let plain = (from + usize::from(start.title)..to).find(|&i| is_body(view, i)).unwrap_or(to);
    let marked = (from..window).find(|&i| view.is_marked(i) && (i > from || !start.title)).unwrap_or(window);
    // A salutation opens the speech, whatever the page put above it.
    let greeting = (from..marked).find(|&i| is_greeting(view, i) && view.prose(plain.min(i), i) <= NOTE);
    if let Some(greeting) = greeting {
        return (greeting + 1..to)
            .find(|&i| !is_greeting(view, i) && !view.is_boilerplate(i) && view.cues(i).meta.is_none())
            .unwrap_or(to);
    }
    // Without one, a page shows where its text begins by the title that stands above it once more.
    let titled = |i: usize| view.is_title_like(i) && view.cues(i).title && !view.cues(i).tagged;
    let framed = (from..window).any(|i| view.is_boilerplate(i)) && !(from..plain.min(window)).any(titled);
    let title = (plain..marked).rev().find(|&i| {
        let again = (from..i).any(|j| repeats(view, j, i) && !view.is_paragraph(j));
        view.is_title_like(i)
            && (again || framed && view.cues(i).title)
            && !view.cues(i).tagged
            && view.prose(plain, i) <= NOTE
    });
    match title.filter(|_| !start.title) {
        Some(title) => (title + 1..to).find(|&i| is_body(view, i)).unwrap_or(to),
        // Lines without end have no head: the first is the title, the rest is text.
        None if plain > window => (from + 1).min(to),
        None => plain,
    }
}

fn is_greeting(view: &View<'_>, i: usize) -> bool {
    let cues = view.cues(i);
    !view.is_boilerplate(i) && (cues.salutation || (cues.addressee && view.measure(i).end == End::Colon))
}

/// Whether block `i` is text of the speech itself.
fn is_body(view: &View<'_>, i: usize) -> bool {
    let short = view.measure(i).chars <= 4 && view.is_title_like(i) && !view.cues(i).title;
    let preface =
        i > 0 && !view.is_boilerplate(i - 1) && (view.cues(i).heading_word || short && heads_a_series(view, i));
    !view.is_boilerplate(i)
        && !is_greeting(view, i)
        && (view.is_marked(i) || view.is_paragraph(i) || preface || heads_below(view, i))
}

/// Whether block `i` is set as a heading below one that stands shortly before it, or below a title.
fn heads_below(view: &View<'_>, i: usize) -> bool {
    let depth = view.hint(i).depth;
    let above = |j: usize| {
        let hint = view.hint(j);
        hint.part == Part::Title || (1..depth).contains(&hint.depth) || depth == 0 && hint.depth == 1
    };
    let set = depth > 0 || stands_over_text(view, i);
    set && (i.saturating_sub(WINDOW)..i).any(|j| !view.is_boilerplate(j) && above(j))
}

/// Whether block `i` is set off from the text that follows it at once, as the first heading below a title is.
fn stands_over_text(view: &View<'_>, i: usize) -> bool {
    let (hint, cues) = (view.hint(i), view.cues(i));
    let off = hint.part == Part::Text && (hint.side == Side::Centre || hint.face != Face::Text);
    let plain = !cues.dash && !cues.byline && !cues.field && !cues.title && cues.meta.is_none() && !is_name(view, i);
    let next = (i + 1..view.len()).find(|&j| !view.is_boilerplate(j));
    off && plain && view.is_title_like(i) && next.is_some_and(|next| view.is_paragraph(next) || view.is_marked(next))
}

/// The surest line of the title in the head.
fn anchor(view: &View<'_>, start: &Start, body: usize) -> Option<usize> {
    if start.title {
        return Some(start.at);
    }
    let lines =
        (start.at..body).filter(|&i| view.is_title_like(i) && view.cues(i).boilerplate.is_none_or(|b| !b.strong));
    // Of equals the nearest to the text is the title on a page, the first where nothing but the speech stands.
    let framed = (start.at..body).any(|i| view.is_boilerplate(i));
    let near = |i: usize| if framed { i } else { usize::MAX - i };
    lines.max_by_key(|&i| (score(view, start.at, body, i), near(i)))
}

/// Whether line `page` holds the title of line `title`, perhaps with a tag or the site's name.
fn repeats(view: &View<'_>, page: usize, title: usize) -> bool {
    let (page, title) = (view.cues(page), view.cues(title));
    let known = |hash: u64| hash != 0 && (hash == title.hash || hash == title.parts[0]);
    known(page.hash) || page.parts.into_iter().any(known)
}

/// How sure a line is to be the title: by its ending, by being repeated, by its length.
fn score(view: &View<'_>, from: usize, body: usize, i: usize) -> i32 {
    let (cues, m) = (view.cues(i), view.measure(i));
    let repeated = (from..body).any(|j| j != i && repeats(view, j, i));
    let mut score = 0;
    let hint = view.hint(i);
    score += if hint.part == Part::Title { 60 } else { 0 };
    score += if hint.depth == 1 { 12 } else { 0 };
    score += if hint.side == Side::Centre { 8 } else { 0 };
    score += if cues.title { 30 } else { 0 };
    score += if repeated { 14 } else { 0 };
    score -= if cues.tagged { 16 } else { 0 };
    score -= if cues.boilerplate.is_some() { 30 } else { 0 };
    score -= if cues.dash { 25 } else { 0 };
    score -= if cues.field { 30 } else { 0 };
    score -= if cues.byline && !cues.title { 15 } else { 0 };
    score -= if m.end == End::Open { 0 } else { 12 };
    score -= if cues.office && !cues.title { 8 } else { 0 };
    score -= if cues.signer && !cues.title { 8 } else { 0 };
    score += if (6..=45).contains(&m.chars) { 6 } else { 0 };
    score -= if m.chars <= 4 { 20 } else { 0 };
    score
}

/// The first line of a title whose surest line is `anchor`: lines straight above it that belong to it.
fn top_line(view: &View<'_>, from: usize, anchor: usize) -> usize {
    let mut top = anchor;
    // Where a blank line stands between all lines it says nothing.
    let spaced = (from + 1..view.len().min(from + 12)).all(|i| view.block(i).apart);
    while top > from && anchor - top < LINES {
        let above = top - 1;
        let (cues, m) = (view.cues(above), view.measure(above));
        let own = view.is_title_like(above)
            && cues.boilerplate.is_none()
            && !cues.tagged
            && !cues.field
            && !cues.bracketed
            && (!view.block(top).apart || spaced)
            && !repeats(view, above, anchor)
            && m.chars >= 5
            && m.end == End::Open;
        // A line that is a title by itself is the page's, unless what follows it is a subtitle.
        if !own || (cues.title && !view.cues(top).dash) {
            break;
        }
        top = above;
    }
    // A subtitle chosen for its ending belongs to the line above it.
    if view.cues(top).dash && top > from && view.is_title_like(top - 1) {
        top -= 1;
    }
    top
}

/// Meta lines straight above the title belong to the speech where the page shows no furniture at all.
fn meta_above(view: &mut View<'_>, from: usize, top: usize) -> usize {
    let plain = (from..top).all(|i| view.cues(i).meta.is_some() && !view.is_boilerplate(i));
    if !plain {
        return top;
    }
    (from..top).for_each(|i| view.roles[i] = Role::Meta(view.cues(i).meta.unwrap_or("date")));
    from
}

/// The role of a line of the head that is not the title's surest.
fn line(view: &mut View<'_>, i: usize) {
    if view.is_boilerplate(i) {
        return;
    }
    let cues = view.cues(i);
    view.roles[i] = if view.hint(i).part == Part::Verbatim {
        // A table of who speaks, when and where.
        Role::Meta("note")
    } else if is_greeting(view, i) {
        Role::Salutation
    } else if let Some(key) = cues.meta {
        Role::Meta(if key == "signature" { "speaker" } else { key })
    } else if let Some(b) = cues.boilerplate {
        Role::Boilerplate(Why::Furniture(b.reason))
    } else if cues.field && !cues.title && view.measure(i).end == End::Open && view.measure(i).chars <= 40 {
        Role::Meta("note")
    } else if !cues.dash && !cues.title && is_name(view, i) {
        Role::Meta("speaker")
    } else if view.is_title_like(i) {
        Role::Title
    } else {
        Role::Body
    };
}

/// Whether further lines as short head paragraphs below: then this one is a heading too.
fn heads_a_series(view: &View<'_>, i: usize) -> bool {
    // Names stand one below the other without a paragraph: that is asked first.
    let short = |j: usize| view.measure(j).chars <= 6 && view.is_title_like(j);
    let last = view.len().saturating_sub(1).min(i + 200);
    view.paragraphs(i + 2..last + 1).filter(|&j| short(j - 1)).take(2).count() == 2
}

/// Whether a line names a speaker or a body: an office, an organisation, or two to four characters.
fn is_name(view: &View<'_>, i: usize) -> bool {
    let (cues, m) = (view.cues(i), view.measure(i));
    m.end == End::Open
        && m.chars <= 24
        && (cues.office || cues.signer || cues.byline || m.chars <= 4 && !heads_a_series(view, i))
}
