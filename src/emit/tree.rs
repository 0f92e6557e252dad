//! The outline as a person wants to see it in a terminal: the place of each part and its kind, then the tree.
//!
//! Place and kind stand at the left, where they align whatever width a terminal gives to a doubtful character such as
//! `“`. A title that has one line is the line of its speech and is not repeated.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::format::{Format, Frame, Look};
use super::out::Out;
use crate::document::{Kind, Marker, Node, Outline, date};
use crate::lang::Lang;
use crate::source::Point;
use crate::text::visible;

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const MARKER: Style = AnsiColor::Cyan.on_default();

/// A part of a line: how it looks, and its text.
type Part<'a> = (Style, Cow<'a, str>);

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

    fn write(&self, outline: Outline<'_>, look: &Look, out: &mut Out<'_>) -> io::Result<()> {
        let points = || outline.document.nodes().iter().map(|node| outline.source.point(node.position.start));
        let digits = |number: Option<u32>| number.unwrap_or(1).to_string().len();
        let line = digits(points().map(|point| point.line).max());
        let column = digits(points().map(|point| point.column).max());
        Painter { outline, out, look, line, column, guides: String::new() }.document()
    }
}

struct Painter<'a, 'o, 't> {
    outline: Outline<'a>,
    out: &'o mut Out<'t>,
    look: &'o Look,
    /// How many digits the greatest line number has.
    line: usize,
    /// How many digits the greatest column has.
    column: usize,
    /// What hangs down from the ancestors of the row.
    guides: String,
}

impl<'a> Painter<'a, '_, '_> {
    fn document(&mut self) -> io::Result<()> {
        let stdin = self.look.lang.pick("标准输入", "standard input");
        let path = self.outline.source.origin().path.as_str();
        let path = if path.is_empty() || path == "-" { stdin } else { path };
        let id = self.outline.id.map(|id| format!("  {id}")).unwrap_or_default();
        self.parts(&[(BOLD, path.into()), (BOLD, id.into())], usize::MAX)?;
        writeln!(self.out)?;
        for (index, node) in self.outline.children(None) {
            // A blank line lets each speech of a compendium be seen at once.
            if node.kind == Kind::Speech {
                writeln!(self.out)?;
            }
            self.row(index, node, "")?;
            self.children(index, node)?;
        }
        Ok(())
    }

    // The recursion is as deep as the outline, which `infer` bounds.
    fn children(&mut self, index: u32, parent: &Node) -> io::Result<()> {
        let depth = self.guides.len();
        let mut shown = self.shown(index, parent).peekable();
        while let Some((index, node)) = shown.next() {
            let last = shown.peek().is_none();
            self.row(index, node, if last { "└─ " } else { "├─ " })?;
            self.guides.push_str(if last { "   " } else { "│  " });
            self.children(index, node)?;
            self.guides.truncate(depth);
        }
        Ok(())
    }

    /// The children that have a row of their own.
    fn shown(&self, index: u32, parent: &Node) -> impl Iterator<Item = (u32, &'a Node)> + use<'a> {
        let outline = self.outline;
        let titles = || outline.children(Some(index)).filter(|(_, child)| child.kind == Kind::Title);
        let folded = parent.kind == Kind::Speech && titles().count() == 1;
        outline.children(Some(index)).filter(move |(_, child)| !(folded && child.kind == Kind::Title))
    }

    fn row(&mut self, index: u32, node: &Node, branch: &str) -> io::Result<()> {
        let Point { line, column, .. } = self.outline.source.point(node.position.start);
        let place = format!("{line:>0$}:{column:<1$}", self.line, self.column);
        let kind = self.kind(node);
        let room = KINDS.iter().map(|&(zh, en)| self.look.lang.pick(zh, en).width()).max().unwrap_or(0);
        let pad = " ".repeat(room.saturating_sub(kind.width()));
        let before = format!("{place}  {kind}{pad}  {}{branch}", self.guides);
        // However deep the node is, enough of it is shown to know it again.
        let left = self.look.width.map_or(usize::MAX, |width| width.saturating_sub(before.width()).max(16));
        self.parts(&[(DIM, before.into())], usize::MAX)?;
        self.parts(&self.said(index, node), left)?;
        writeln!(self.out)
    }

    fn kind(&self, node: &Node) -> &'static str {
        let key = self.outline.label(node).filter(|_| node.kind == Kind::Meta);
        kind_title(key.unwrap_or(node.kind.name()), self.look.lang)
    }

    /// What a node says.
    fn said<'n>(&self, index: u32, node: &'n Node) -> Vec<Part<'n>>
    where
        'a: 'n,
    {
        let outline = self.outline;
        let text = outline.text(node);
        match node.kind {
            Kind::Speech => match outline.title(index) {
                Some(title) => vec![(BOLD, title)],
                None => vec![(DIM, self.look.lang.pick("（无题）", "(untitled)").into())],
            },
            Kind::Meta => match date::iso(&text) {
                Some(date) => vec![(PLAIN, text), (DIM, "  ".into()), (DIM, date.into())],
                None => vec![(PLAIN, text)],
            },
            Kind::Heading => {
                let mut parts = self.marker(node.marker.as_ref(), MARKER.bold());
                parts.push((BOLD, text));
                parts
            }
            Kind::Point => {
                let mut parts = self.marker(node.marker.as_ref(), MARKER);
                let topic = outline.lead(node, &text).map_or(text.len(), str::len);
                let (topic, rest) = split(text, topic);
                parts.extend([(PLAIN, topic), (DIM, rest)]);
                parts
            }
            Kind::Boilerplate => {
                let reason = outline.label(node).unwrap_or_default();
                vec![(DIM.italic(), reason.into()), (DIM, "  ".into()), (DIM, text)]
            }
            Kind::Title => vec![(BOLD, text)],
            Kind::Salutation | Kind::Paragraph | Kind::Closing | Kind::Signature => vec![(PLAIN, text)],
        }
    }

    /// The marker, and a blank behind `1.` but not behind `一、`, whose mark has one of its own.
    fn marker(&self, marker: Option<&Marker>, style: Style) -> Vec<Part<'a>> {
        let Some(text) = marker.map(|marker| self.outline.marker(marker)) else { return Vec::new() };
        let narrow = text.chars().next_back().is_some_and(|c| c.width() == Some(1));
        vec![(style, text), (PLAIN, (if narrow { " " } else { "" }).into())]
    }

    /// Writes `parts` in at most `room` columns; what is cut off ends in `…`.
    fn parts(&mut self, parts: &[Part<'_>], room: usize) -> io::Result<()> {
        let cut = exceeds(parts, room);
        let mut left = if cut { room - 1 } else { room };
        for (style, text) in parts {
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

/// The word for a kind of nodes or of meta lines; that of a meta line for any other.
pub(crate) fn kind_title(name: &str, lang: Lang) -> &'static str {
    let &(zh, en) = KINDS.iter().find(|(_, en)| *en == name).unwrap_or(&("信息", "meta"));
    lang.pick(zh, en)
}

/// A text in two parts.
fn split(text: Cow<'_, str>, at: usize) -> (Cow<'_, str>, Cow<'_, str>) {
    match text {
        Cow::Borrowed(text) => (text[..at].into(), text[at..].into()),
        Cow::Owned(mut text) => {
            let rest = text.split_off(at);
            (text.into(), rest.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DIM, Format, Look, Out, PLAIN, Tree, exceeds};
    use crate::document::{Document, Kind, Marker, Node, Outline};
    use crate::grammar::Grammar;
    use crate::lang::Lang;
    use crate::source::{Origin, Source};
    use crate::span::Span;

    const TEXT: &str = "首页\n会上的讲话\n2024年3月5日\n\n\n\n\n\n1.Plan\n　　第一，安全是底线。\u{1b}出了事\n";

    /// A speech with one part of each sort: what the parser would make of it is not the question here.
    fn document() -> Document {
        let mut document = Document { labels: vec!["navigation".into(), "date".into()], ..Document::default() };
        let mut add = |kind, end, level, marker: &str, text: &str, lead: &str, label: u16| {
            let find = |part: &str| {
                let at = TEXT.find(part).expect("it stands there");
                Span::new(u32::try_from(at).expect("small"), u32::try_from(at + part.len()).expect("small"))
            };
            let (marker, span) = ((!marker.is_empty()).then(|| find(marker)), find(text));
            let pieces = u32::try_from(document.pieces.len()).expect("few");
            document.pieces.push(span);
            document.nodes.push(Node {
                kind,
                parent: None,
                end,
                level,
                marker: marker.map(|span| Marker {
                    span,
                    family: 0,
                    ordinal: Some(1),
                    notation: None,
                    inserted: false,
                }),
                text: Span::new(pieces, pieces + 1),
                lead: u32::try_from(lead.len()).expect("short"),
                position: Span::new(marker.unwrap_or(span).start, span.end),
                label,
                list: None,
                block: 0,
            });
        };
        add(Kind::Boilerplate, 1, 0, "", "首页", "", 1);
        add(Kind::Speech, 6, 0, "", "会上的讲话", "", 0);
        add(Kind::Title, 3, 0, "", "会上的讲话", "", 0);
        add(Kind::Meta, 4, 0, "", "2024年3月5日", "", 2);
        add(Kind::Heading, 6, 1, "1.", "Plan", "", 0);
        add(Kind::Point, 6, 2, "第一，", "安全是底线。\u{1b}出了事", "安全是底线。", 0);
        document
    }

    fn written(look: Look) -> String {
        let origin = Origin { path: "讲话.txt".into(), format: "text", encoding: "UTF-8", bytes: 0 };
        let (document, source, grammar) = (document(), Source::new(TEXT.into(), origin), Grammar::builtin());
        let mut out = Out::memory(Vec::new());
        let outline = Outline::new(&document, &source, &grammar);
        Tree.write(outline, &look, &mut out).expect("memory takes everything");
        String::from_utf8(out.into_bytes()).expect("it is UTF-8")
    }

    #[test]
    fn the_outline_is_seen_at_a_glance() {
        let tree = written(Look { lang: Lang::Zh, ..Look::default() });
        let wanted = "\
讲话.txt
 1:1  杂项  navigation  首页

 2:1  讲话  会上的讲话
 3:1  日期  ├─ 2024年3月5日  2024-03-05
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
        assert!(!exceeds(&[(PLAIN, "一、".into()), (DIM, "ab".into())], 6));
        assert!(exceeds(&[(PLAIN, "一、".into()), (DIM, "abc".into())], 6));
    }
}
