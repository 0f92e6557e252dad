//! The outline as a person wants to see it in a terminal: the place of each part and its kind, then the tree.
//!
//! Place and kind stand at the left, where they align whatever width a terminal gives to a doubtful character such as
//! `“`. A title that has one line is the line of its speech and is not repeated.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::format::{Format, Frame, Look};
use crate::lang::Lang;
use crate::source::Point;
use crate::text::visible;
use crate::unist::{Document, Marker, Node};

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const MARKER: Style = AnsiColor::Cyan.on_default();

/// A part of a line: how it looks, and its text.
type Part<'a> = (Style, &'a str);

/// The format `tree`.
pub(super) struct Tree;

impl Format for Tree {
    fn name(&self) -> &'static str {
        "tree"
    }

    fn extension(&self) -> &'static str {
        "txt"
    }

    fn about(&self) -> &'static str {
        "the outline for a person to look at"
    }

    fn frame(&self, _several: bool) -> Frame {
        Frame { between: "\n", ..Frame::default() }
    }

    fn write(&self, document: &Document, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        let (mut line, mut column) = (1, 1);
        widest(&document.children, &mut line, &mut column);
        let digits = |n: u32| n.to_string().len();
        let mut painter = Painter { out, look, line: digits(line), column: digits(column), guides: String::new() };
        painter.document(document)
    }
}

/// The greatest line and column, which the places must have room for.
fn widest(nodes: &[Node], line: &mut u32, column: &mut u32) {
    for node in nodes {
        let start = place(node);
        (*line, *column) = ((*line).max(start.line), (*column).max(start.column));
        widest(node.children(), line, column);
    }
}

struct Painter<'a> {
    out: &'a mut dyn Write,
    look: &'a Look,
    /// How many digits the greatest line number has.
    line: usize,
    /// How many digits the greatest column has.
    column: usize,
    /// What hangs down from the ancestors of the row.
    guides: String,
}

impl Painter<'_> {
    fn document(&mut self, document: &Document) -> io::Result<()> {
        let stdin = self.look.lang.pick("标准输入", "standard input");
        let path = document.source.path.as_str();
        let path = if path.is_empty() || path == "-" { stdin } else { path };
        let id = document.source.id.as_ref().map(|id| format!("  {id}")).unwrap_or_default();
        self.parts(&[(BOLD, path), (BOLD, &id)], usize::MAX)?;
        writeln!(self.out)?;
        for node in &document.children {
            // A blank line lets each speech of a compendium be seen at once.
            if matches!(node, Node::Speech { .. }) {
                writeln!(self.out)?;
            }
            self.row(node, "")?;
            self.children(node)?;
        }
        Ok(())
    }

    // The recursion is as deep as the outline, which `infer` bounds.
    fn children(&mut self, parent: &Node) -> io::Result<()> {
        let shown = shown(parent);
        let depth = self.guides.len();
        for (i, node) in shown.iter().enumerate() {
            let last = i + 1 == shown.len();
            self.row(node, if last { "└─ " } else { "├─ " })?;
            self.guides.push_str(if last { "   " } else { "│  " });
            self.children(node)?;
            self.guides.truncate(depth);
        }
        Ok(())
    }

    fn row(&mut self, node: &Node, branch: &str) -> io::Result<()> {
        let Point { line, column, .. } = place(node);
        let place = format!("{line:>0$}:{column:<1$}", self.line, self.column);
        let kind = kind(node, self.look.lang);
        let room = KINDS.iter().map(|&(zh, en)| self.look.lang.pick(zh, en).width()).max().unwrap_or(0);
        let pad = " ".repeat(room.saturating_sub(kind.width()));
        let before = format!("{place}  {kind}{pad}  {}{branch}", self.guides);
        // However deep the node is, enough of it is shown to know it again.
        let left = self.look.width.map_or(usize::MAX, |width| width.saturating_sub(before.width()).max(16));
        self.parts(&[(DIM, &before)], usize::MAX)?;
        self.parts(&parts(node, self.look.lang), left)?;
        writeln!(self.out)
    }

    /// Writes `parts` in at most `room` columns; what is cut off ends in `…`.
    fn parts(&mut self, parts: &[Part<'_>], room: usize) -> io::Result<()> {
        let cut = exceeds(parts, room);
        let mut left = if cut { room - 1 } else { room };
        for &(style, text) in parts {
            let end = text.char_indices().find(|&(_, c)| {
                let width = columns(c);
                let full = width > left;
                left -= if full { 0 } else { width };
                full
            });
            let kept: String = text[..end.map_or(text.len(), |(at, _)| at)].chars().map(visible).collect();
            match (kept.is_empty(), self.look.styled) {
                (true, _) => {}
                (false, true) => write!(self.out, "{style}{kept}{style:#}")?,
                (false, false) => self.out.write_all(kept.as_bytes())?,
            }
            if end.is_some() {
                break;
            }
        }
        if cut { self.out.write_all("…".as_bytes()) } else { Ok(()) }
    }
}

/// Whether `parts` need more than `room` columns. Looks no further than that, whatever the length of the text.
fn exceeds(parts: &[Part<'_>], room: usize) -> bool {
    let mut used = 0_usize;
    room != usize::MAX
        && parts.iter().flat_map(|(_, text)| text.chars()).any(|c| {
            used += columns(c);
            used > room
        })
}

fn columns(c: char) -> usize {
    visible(c).width().unwrap_or(0)
}

/// The children that have a row of their own.
fn shown(node: &Node) -> Vec<&Node> {
    let title = |child: &&Node| matches!(child, Node::Title { .. });
    let children = node.children().iter();
    let folded = matches!(node, Node::Speech { .. }) && children.clone().filter(title).count() == 1;
    children.filter(|child| !(folded && title(child))).collect()
}

const fn place(node: &Node) -> Point {
    match node {
        Node::Speech { position, .. }
        | Node::Title { position, .. }
        | Node::Meta { position, .. }
        | Node::Salutation { position, .. }
        | Node::Heading { position, .. }
        | Node::Point { position, .. }
        | Node::Paragraph { position, .. }
        | Node::Closing { position, .. }
        | Node::Signature { position, .. }
        | Node::Boilerplate { position, .. } => position.start,
    }
}

/// The words for the kinds of nodes and of meta lines, by the English one.
const KINDS: &[(&str, &str)] = &[
    ("讲话", "speech"),
    ("题目", "title"),
    ("信息", "meta"),
    ("日期", "date"),
    ("地点", "place"),
    ("场合", "occasion"),
    ("讲者", "speaker"),
    ("称呼", "salutation"),
    ("标题", "heading"),
    ("要点", "point"),
    ("段落", "paragraph"),
    ("结语", "closing"),
    ("落款", "signature"),
    ("杂项", "boilerplate"),
];

fn kind(node: &Node, lang: Lang) -> &'static str {
    let id = match node {
        Node::Speech { .. } => "speech",
        Node::Title { .. } => "title",
        Node::Meta { key, .. } => key.as_deref().unwrap_or("meta"),
        Node::Salutation { .. } => "salutation",
        Node::Heading { .. } => "heading",
        Node::Point { .. } => "point",
        Node::Paragraph { .. } => "paragraph",
        Node::Closing { .. } => "closing",
        Node::Signature { .. } => "signature",
        Node::Boilerplate { .. } => "boilerplate",
    };
    kind_title(id, lang)
}

/// The word for a kind of nodes or of meta lines; that of a meta line for any other.
pub(crate) fn kind_title(name: &str, lang: Lang) -> &'static str {
    let &(zh, en) = KINDS.iter().find(|(_, en)| *en == name).unwrap_or(&("信息", "meta"));
    lang.pick(zh, en)
}

fn parts(node: &Node, lang: Lang) -> Vec<Part<'_>> {
    match node {
        Node::Speech { title: Some(title), .. } => vec![(BOLD, title)],
        Node::Speech { title: None, .. } => vec![(DIM, lang.pick("（无题）", "(untitled)"))],
        Node::Meta { text, value: Some(value), .. } => vec![(PLAIN, text), (DIM, "  "), (DIM, value)],
        Node::Heading { marker, text, .. } => {
            let mut parts = marker_parts(marker.as_ref(), MARKER.bold());
            parts.push((BOLD, text));
            parts
        }
        Node::Point { marker, text, lead, .. } => {
            let mut parts = marker_parts(marker.as_ref(), MARKER);
            let topic = lead.as_deref().filter(|lead| text.starts_with(lead)).unwrap_or(text);
            parts.extend([(PLAIN, topic), (DIM, &text[topic.len()..])]);
            parts
        }
        Node::Boilerplate { reason, text, .. } => vec![(DIM.italic(), reason), (DIM, "  "), (DIM, text)],
        Node::Title { text, .. } => vec![(BOLD, text)],
        Node::Meta { text, .. }
        | Node::Salutation { text, .. }
        | Node::Paragraph { text, .. }
        | Node::Closing { text, .. }
        | Node::Signature { text, .. } => vec![(PLAIN, text)],
    }
}

/// The marker, and a blank behind `1.` but not behind `一、`, whose mark has one of its own.
fn marker_parts(marker: Option<&Marker>, style: Style) -> Vec<Part<'_>> {
    let Some(marker) = marker else { return Vec::new() };
    let narrow = marker.text.chars().next_back().is_some_and(|c| c.width() == Some(1));
    vec![(style, &marker.text), (PLAIN, if narrow { " " } else { "" })]
}

#[cfg(test)]
mod tests {
    use super::{DIM, Format, Look, PLAIN, Tree, exceeds};
    use crate::lang::Lang;
    use crate::unist::Document;

    /// A speech with one part of each sort, as JSON: the type has no shorter way to be written.
    fn document() -> Document {
        let at = |line: u32, column: u32| {
            let point = format!(r#"{{"line":{line},"column":{column},"offset":0}}"#);
            format!(r#""position":{{"start":{point},"end":{point}}}"#)
        };
        let marker = |text: &str| format!(r#""marker":{{"text":"{text}","family":"x","ordinal":1}}"#);
        let point = format!(
            r#"{{"type":"point","level":2,{},"text":"安全是底线。\u001b出了事","lead":"安全是底线。",{},"children":[]}}"#,
            marker("第一，"),
            at(10, 3)
        );
        let heading = format!(
            r#"{{"type":"heading","level":1,{},"text":"Plan",{},"children":[{point}]}}"#,
            marker("1."),
            at(9, 1)
        );
        let date = format!(r#"{{"type":"meta","key":"date","value":"2024-03-05","text":"3月5日",{}}}"#, at(3, 1));
        let title = format!(r#"{{"type":"title","text":"会上的讲话",{}}}"#, at(2, 1));
        let speech =
            format!(r#"{{"type":"speech","title":"会上的讲话",{},"children":[{title},{date},{heading}]}}"#, at(2, 1));
        let page = format!(r#"{{"type":"boilerplate","reason":"navigation","text":"首页",{}}}"#, at(1, 1));
        let json = format!(
            r#"{{"type":"document","version":1,"source":{{"path":"讲话.txt","format":"text","encoding":"UTF-8",
            "bytes":0,"lines":10}},{},"children":[{page},{speech}]}}"#,
            at(1, 1)
        );
        serde_json::from_str(&json).expect("it is a document")
    }

    fn written(look: Look) -> String {
        let mut out = Vec::new();
        Tree.write(&document(), &look, &mut out).expect("a vector takes everything");
        String::from_utf8(out).expect("it is UTF-8")
    }

    #[test]
    fn the_outline_is_seen_at_a_glance() {
        let tree = written(Look { lang: Lang::Zh, ..Look::default() });
        let wanted = "\
讲话.txt
 1:1  杂项  navigation  首页

 2:1  讲话  会上的讲话
 3:1  日期  ├─ 3月5日  2024-03-05
 9:1  标题  └─ 1. Plan
10:3  要点     └─ 第一，安全是底线。\u{fffd}出了事
";
        assert_eq!(tree, wanted);
    }

    #[test]
    fn text_is_cut_to_the_columns_of_the_terminal() {
        let tree = written(Look { lang: Lang::En, width: Some(43), ..Look::default() });
        assert!(tree.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 43), "{tree}");
        assert!(tree.contains("第一，安全是底线…\n"), "{tree}");
    }

    #[test]
    fn styles_are_written_when_asked_for_only() {
        assert!(!written(Look::default()).contains('\u{1b}'));
        let styled = written(Look { styled: true, ..Look::default() });
        assert!(styled.contains("\u{1b}[1m\u{1b}[36m1.\u{1b}[0m \u{1b}[1mPlan\u{1b}[0m"), "{styled:?}");
    }

    #[test]
    fn full_width_characters_count_two() {
        assert!(!exceeds(&[(PLAIN, "一、"), (DIM, "ab")], 6));
        assert!(exceeds(&[(PLAIN, "一、"), (DIM, "abc")], 6));
    }
}
