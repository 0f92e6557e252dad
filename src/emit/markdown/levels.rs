//! A Markdown file with its headings set right: only the `#` of a line change.

use std::io::{self, Write};

use super::DEEPEST;
use crate::document::{Kind, Node, Outline};
use crate::emit::out::Out;
use crate::span::{Span, position};

/// What becomes of a line of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Level {
    /// Its line in the file, from 0.
    line: u32,
    /// How many `#` it gets; none for a paragraph.
    depth: usize,
}

/// Writes the file; lines that are no headings lose their `#`, and those that are get the right number.
pub(super) fn set_right(outline: Outline<'_>, out: &mut Out<'_>) -> io::Result<()> {
    let file = outline.source.file();
    let text = file.text();
    let mut at = 0;
    for Level { line, depth } in levels(outline) {
        let span = file.line(line);
        let Some(mend) = mend(span.of(text), file.line(line + 1).of(text), depth) else { continue };
        let mark = "#".repeat(depth);
        let blank = if depth > 0 { " " } else { "" };
        out.held.write_all(text.get(at..span.start as usize + mend.before).unwrap_or_default().as_bytes())?;
        out.held.write_all(format!("{mark}{blank}").as_bytes())?;
        at = span.start as usize + mend.before + mend.marks;
        if mend.underlined {
            out.held.write_all(Span::new(position(at), span.end).of(text).as_bytes())?;
            at = file.line(line + 1).end as usize;
        }
        out.relieve()?;
    }
    out.held.write_all(text.get(at..).unwrap_or_default().as_bytes())?;
    out.relieve()
}

/// The lines whose depth the outline or the file sets, in order.
fn levels(outline: Outline<'_>) -> Vec<Level> {
    let source = outline.source;
    let line = |offset: u32| source.file().line_of(source.placed(Span::new(offset, offset)).start);
    let set = |node: &Node| source.hint(source.line_of(node.position.start)).depth > 0;
    // A title that the file does not set as a heading becomes one by its first line.
    let titles = |speech: u32| outline.children(Some(speech)).filter(|(_, node)| node.kind == Kind::Title);
    let heads = |index: u32, node: &Node| {
        let speech = node.parent.unwrap_or(0);
        set(node)
            || titles(speech).next().is_some_and(|(first, _)| first == index) && !titles(speech).any(|(_, n)| set(n))
    };
    let mut last = None;
    let mut out = Vec::new();
    for (index, node) in (0..).zip(outline.document.nodes()).filter(|(_, node)| node.kind != Kind::Speech) {
        let shown = source.line_of(node.position.start);
        // Only what begins a line can be its heading.
        let begins = last != Some(shown);
        last = Some(shown);
        let set = set(node);
        let depth = match node.kind {
            Kind::Title if heads(index, node) => 1,
            Kind::Heading if node.level < DEEPEST => node.level as usize + 1,
            _ => 0,
        };
        if begins && (set || depth > 0) {
            out.push(Level { line: line(node.position.start), depth });
        }
    }
    out.dedup_by_key(|level| level.line);
    out
}

/// Where the marks of a heading stand in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mend {
    /// How many bytes stand before them.
    before: usize,
    /// How many bytes they take, with the blanks behind them.
    marks: usize,
    /// Whether the heading was marked by a line below it, which goes.
    underlined: bool,
}

/// What has to change in a line that is to be a heading of a depth; `None` where it is one, or cannot become one.
fn mend(line: &str, below: &str, depth: usize) -> Option<Mend> {
    // Behind the mark of a quotation, or of a list, a heading stands as well.
    let before = line.len() - line.trim_start_matches(['>', ' ', '\u{feff}']).len();
    let rest = &line[before..];
    let marks = rest.bytes().take_while(|&b| b == b'#').count();
    let blanks = rest[marks..].len() - rest[marks..].trim_start_matches([' ', '\t']).len();
    let underlined =
        marks == 0 && !below.trim().is_empty() && ['=', '-'].iter().any(|&c| below.trim_end().chars().all(|b| b == c));
    let right = marks == depth && (depth == 0 || blanks > 0) && !underlined;
    let listed =
        marks == 0 && (rest.starts_with(['-', '*', '+']) && rest[1..].starts_with(' ') || rest.starts_with('<'));
    (!right && !listed).then_some(Mend { before, marks: if marks > 0 { marks + blanks } else { 0 }, underlined })
}

#[cfg(test)]
mod tests {
    use super::{Mend, mend};

    #[test]
    fn marks_are_found_where_they_stand() {
        let found = |line, below, depth| {
            mend(line, below, depth).map(|Mend { before, marks, underlined }| (before, marks, underlined))
        };
        assert_eq!(found("## 一、认识", "", 2), None);
        assert_eq!(found("## 一、认识", "", 3), Some((0, 3, false)));
        assert_eq!(found("#一、认识", "", 1), Some((0, 1, false)));
        assert_eq!(found("> # 认识", "", 2), Some((2, 2, false)));
        assert_eq!(found("认识", "----", 2), Some((0, 0, true)));
        assert_eq!(found("一、认识", "正文", 2), Some((0, 0, false)));
        assert_eq!(found("- 认识", "", 2), None);
        assert_eq!(found("正文", "", 0), None);
    }
}
