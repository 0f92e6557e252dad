//! Sorting: which lines of a page are its text, and what the others are; the looks that tell something.

use super::line::{Faces, Line};
use super::page::Page;
use crate::hint::{Face, Furniture, Hint, Part, Side};
use crate::source::Draft;

/// A title stands no more lines above the text.
const ABOVE: usize = 30;
/// A title that stands in the text is one of its first lines.
const FIRST: usize = 8;
/// A title has so many characters.
const TITLE: std::ops::RangeInclusive<usize> = 4..=100;
/// So many links one below the other are none of the text, be they a list or not.
const RUN: usize = 3;

/// The draft of the lines of a page.
pub(super) fn sort(page: &Page, mut lines: Vec<Line>) -> Draft {
    let title = page.title();
    let name = Name::of(&title);
    let first = lines.iter().position(is_text).unwrap_or(lines.len());
    for index in heads(page, &lines, &name) {
        let line = &mut lines[index];
        line.main = true;
        line.hint.part = if is_posting(page, line) { Part::Furniture(Furniture::Metadata) } else { Part::Text };
    }
    for (index, line) in lines.iter_mut().enumerate().filter(|(_, line)| !line.main) {
        let kind = match line.hint.part {
            Part::Furniture(Furniture::Header) if index > first => Furniture::Navigation,
            Part::Furniture(Furniture::Footer) if index < first => Furniture::Navigation,
            Part::Furniture(kind) => kind,
            _ => Furniture::Navigation,
        };
        line.hint.part = Part::Furniture(kind);
    }
    links(&mut lines);
    looks(&mut lines);
    let mut draft = Draft::default();
    if !title.is_empty() {
        let part = if name.is_said(&lines) { Part::Furniture(Furniture::Metadata) } else { Part::Title };
        draft.line(&title, Hint { part, ..Hint::default() });
    }
    for line in lines {
        draft.line(&line.text, line.hint);
    }
    draft
}

const fn is_text(line: &Line) -> bool {
    line.main && matches!(line.hint.part, Part::Text | Part::Verbatim)
}

/// The name of a page without that of its site.
struct Name(String);

impl Name {
    fn of(title: &str) -> Self {
        let parts = title.split(['_', '|', '-', '–', '—', '·', '«', '»']);
        let name = fold(parts.max_by_key(|part| part.chars().count()).unwrap_or_default());
        Self(if name.chars().count() > *TITLE.end() { String::new() } else { name })
    }

    /// Whether a line says the name, or a part of it.
    fn is_in(&self, line: &Line) -> bool {
        let text = fold(&line.text);
        TITLE.contains(&text.chars().count()) && (self.0.contains(&text) || self.is_long() && text.contains(&self.0))
    }

    fn is_long(&self) -> bool {
        self.0.chars().count() >= *TITLE.start()
    }

    /// Whether the text begins with the name, or with a heading of its own.
    fn is_said(&self, lines: &[Line]) -> bool {
        let head = || lines.iter().filter(|line| line.hint.part == Part::Text).take(FIRST);
        let together: String = head().map(|line| fold(&line.text)).collect();
        !self.is_long() || together.contains(&self.0) || head().any(|line| self.is_in(line) || line.hint.depth == 1)
    }
}

fn fold(text: &str) -> String {
    text.chars().filter(|&c| !crate::text::is_blank(c)).collect()
}

/// The lines above each part of the text that belong to it: its title, and what stands below that. A part that begins with
/// a title of its own has none.
fn heads(page: &Page, lines: &[Line], name: &Name) -> Vec<usize> {
    let mut out = Vec::new();
    let mut last = 0;
    for begin in (0..lines.len()).filter(|&i| is_text(&lines[i]) && (i == 0 || !lines[i - 1].main)) {
        let from = begin.saturating_sub(ABOVE).max(last);
        last = begin;
        let head = (begin..lines.len()).take_while(|&i| lines[i].main).filter(|&i| is_text(&lines[i])).take(FIRST);
        if head.into_iter().any(|i| lines[i].hint.depth == 1 || name.is_in(&lines[i])) {
            continue;
        }
        let is_free = |line: &Line| {
            line.linked * 2 < line.chars && !matches!(line.hint.part, Part::Furniture(Furniture::Hidden)) && !line.main
        };
        let candidate = |&i: &usize| is_free(&lines[i]) && TITLE.contains(&lines[i].chars);
        let is_heading = |i: usize| matches!(lines[i].hint.depth, 1..=3) || is_called_title(page, &lines[i]);
        let named = (from..begin).rev().filter(candidate).find(|&i| name.is_in(&lines[i]));
        let heading = || (from..begin).rev().filter(candidate).find(|&i| is_heading(i));
        let Some(found) = named.or_else(heading) else { continue };
        // A title of several lines.
        let top = (from..found).rev().take_while(|i| candidate(i) && (is_heading(*i) || name.is_in(&lines[*i]))).last();
        out.extend((top.unwrap_or(found)..begin).filter(|&i| is_free(&lines[i])));
    }
    out
}

/// Whether an element around a line is called a title.
fn is_called_title(page: &Page, line: &Line) -> bool {
    is_called(page, line, |word| matches!(word, "title" | "headline" | "biaoti" | "tit" | "bt"))
}

/// Whether a line tells who posted the page and when. What stands in brackets is the date of the speech itself.
fn is_posting(page: &Page, line: &Line) -> bool {
    let posted = |word: &str| matches!(word, "meta" | "info" | "source" | "date" | "time" | "publish" | "author");
    line.hint.depth == 0 && !line.text.starts_with(['（', '(', '—']) && is_called(page, line, posted)
}

fn is_called(page: &Page, line: &Line, word: impl Fn(&str) -> bool) -> bool {
    page.tree.upward(line.node).take(3).any(|id| page.is_called(id, &word))
}

/// Sets aside runs of links in the text: menus, other articles, a table of contents. Files are the attachments.
fn links(lines: &mut [Line]) {
    let is_link = |line: &Line| {
        let hint = line.hint;
        let is_plain = line.main && hint.part == Part::Text && hint.depth == 0;
        is_plain && line.linked * 10 >= line.chars * 9 && line.files == 0
    };
    let mut at = 0;
    while at < lines.len() {
        let run = lines[at..].iter().take_while(|line| is_link(line)).count();
        // A list that is nothing but links is none of the text, however short.
        let is_item = |line: Option<&Line>| line.is_some_and(|line| line.hint.item > 0);
        let before = at.checked_sub(1).and_then(|before| lines.get(before));
        let list = lines[at..at + run].iter().all(|line| is_item(Some(line)));
        let whole = run > 0 && list && !is_item(before) && !is_item(lines.get(at + run));
        if run >= RUN || whole {
            let near = lines[at..at + run].iter().filter(|line| line.near * 2 > line.linked).count();
            let kind = if near * 2 > run { Furniture::Contents } else { Furniture::Navigation };
            lines[at..at + run].iter_mut().for_each(|line| line.hint.part = Part::Furniture(kind));
        }
        at += run.max(1);
    }
}

/// Notes how whole lines are set, where most of the text is set otherwise.
fn looks(lines: &mut [Line]) {
    let text = |line: &&Line| line.hint.part == Part::Text && line.main;
    let mut sums = (0, Faces::default(), 0);
    for line in lines.iter().filter(text) {
        sums.0 += line.chars;
        sums.1.bold += line.faces.bold;
        sums.1.kai += line.faces.kai;
        sums.1.hei += line.faces.hei;
        sums.2 += if line.hint.side == Side::Start { 0 } else { line.chars };
    }
    let (chars, faces, aside) = sums;
    let rare = |sum: usize| sum * 2 < chars;
    for line in lines {
        // One mark at the end may have been left out.
        let all = |set: usize| set > 0 && set + 1 >= line.chars;
        line.hint.face = match line.faces {
            Faces { hei, .. } if all(hei) && rare(faces.hei) => Face::Hei,
            Faces { kai, .. } if all(kai) && rare(faces.kai) => Face::Kai,
            Faces { bold, .. } if all(bold) && rare(faces.bold) => Face::Bold,
            _ => Face::Text,
        };
        if !rare(aside) {
            line.hint.side = Side::Start;
        }
    }
}
