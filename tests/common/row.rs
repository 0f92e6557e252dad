//! An outline as rows, one a node, in the order of the text.

use tigang::document::{Kind, Node};
use tigang::text::trim;

use super::Parsed;

/// How much of a node's own text `outline.txt` shows.
const SHOWN: usize = 12;

/// A node as a reader sees it.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) kind: Kind,
    /// 0 for a speech and for boilerplate outside of speeches.
    pub(crate) depth: usize,
    /// The marker, joined over line ends.
    pub(crate) marker: Option<String>,
    pub(crate) ordinal: Option<u32>,
    /// Its own text, joined over line ends.
    pub(crate) text: String,
    /// Its own text up to the first line end.
    first: String,
}

/// The rows of an outline. A page number stands where its place puts it, also inside a paragraph that it tore.
pub(crate) fn rows(parsed: &Parsed) -> Vec<Row> {
    let nodes = parsed.document.nodes();
    let mut depths: Vec<usize> = Vec::with_capacity(nodes.len());
    let mut out: Vec<(u32, Row)> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let depth = node.parent.map_or(0, |parent| depths[parent as usize] + 1);
        depths.push(depth);
        out.push((node.position.start, row(parsed, node, depth)));
    }
    // The sort is stable: a parent that begins with its first child stays before it.
    out.sort_by_key(|(start, _)| *start);
    out.into_iter().map(|(_, row)| row).collect()
}

fn row(parsed: &Parsed, node: &Node, depth: usize) -> Row {
    let source = parsed.source.text();
    let place = parsed.source.point(node.position.start);
    let pieces = parsed.document.text_spans(node).iter().map(|span| trim(span.of(source)));
    let first = pieces.into_iter().find(|piece| !piece.is_empty()).and_then(|piece| piece.lines().next());
    Row {
        line: place.line,
        column: place.column,
        kind: node.kind,
        depth,
        marker: node.marker.map(|marker| marker.span.of(source).lines().map(trim).collect()),
        ordinal: node.marker.and_then(|marker| marker.ordinal),
        text: parsed.document.text_of(node, source).into_owned(),
        first: first.map(trim).unwrap_or_default().to_owned(),
    }
}

impl Row {
    /// `7:1 heading 一、=1 | 去年工作`, indented by two spaces a depth: a row of `outline.txt`.
    pub(crate) fn written(&self) -> String {
        let mut out = format!("{}{}:{} {}", "  ".repeat(self.depth), self.line, self.column, name(self.kind));
        if let Some(marker) = &self.marker {
            out.push_str(&format!(" {marker}={}", self.number()));
        }
        let shown: String = self.first.chars().take(SHOWN).collect();
        if !shown.is_empty() && self.kind != Kind::Speech {
            out.push_str(" | ");
            out.push_str(&shown);
        }
        out
    }

    /// The row without its place and marker: what no change of dress may change. `text` says how texts are compared.
    pub(crate) fn shape(&self, text: impl Fn(&str) -> String) -> String {
        let number = if self.marker.is_some() { format!(" {}", self.number()) } else { String::new() };
        format!("{}{}{number} | {}", "  ".repeat(self.depth), name(self.kind), text(&self.text))
    }

    fn number(&self) -> String {
        self.ordinal.map_or_else(|| "-".to_owned(), |n| n.to_string())
    }
}

/// The name of a kind as the outline writes it.
pub(crate) const fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Speech => "speech",
        Kind::Title => "title",
        Kind::Meta => "meta",
        Kind::Salutation => "salutation",
        Kind::Heading => "heading",
        Kind::Point => "point",
        Kind::Paragraph => "paragraph",
        Kind::Closing => "closing",
        Kind::Signature => "signature",
        Kind::Boilerplate => "boilerplate",
    }
}
