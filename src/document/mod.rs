//! The document: the outline as an arena of nodes that hold spans; text is cut out only when it is written.
//!
//! Knows the kinds of nodes and where they stand. Knows nothing of candidates, costs or output formats.

pub mod date;
mod outline;
mod unist;
mod verify;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::infer::Reason;
use crate::numeral::Notation;
use crate::span::Span;

pub use outline::Outline;
pub use verify::Loss;

/// The outline of one source: nodes in preorder, the lists in which they count, and what the reading had to admit.
#[derive(Clone, Debug, Default)]
pub struct Document {
    pub(crate) nodes: Vec<Node>,
    pub(crate) pieces: Vec<Span>,
    pub(crate) labels: Vec<String>,
    pub(crate) lists: Vec<List>,
    pub(crate) items: Vec<u32>,
    pub(crate) charges: Vec<Charge>,
    pub(crate) steps: u64,
}

/// A node. Its descendants follow it directly, up to `end`.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// The index of its parent; `None` directly under the document.
    pub parent: Option<u32>,
    /// The index after its last descendant.
    pub end: u32,
    /// 1 + the number of headings and points above it; 0 for other kinds.
    pub level: u32,
    /// Its marker.
    pub marker: Option<Marker>,
    /// Where its own text stands in the list of pieces; a torn text has several.
    pub(crate) text: Span,
    /// How many bytes of its text are the topic sentence of a point; 0 where there is none.
    pub lead: u32,
    /// From its first byte to the end of its last descendant.
    pub position: Span,
    /// Which of the labels it has, from 1; 0 is none.
    pub(crate) label: u16,
    /// The list in which a heading or a point counts, as an index of [`Document::lists`].
    pub list: Option<u32>,
    /// The block in which it begins, counted from 0 through the document: what stands in one paragraph of the text shares it.
    pub block: u32,
}

/// The kinds of nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One speech.
    Speech,
    /// A line of its title.
    Title,
    /// A line about the speech.
    Meta,
    /// The address to the audience.
    Salutation,
    /// A title-like line with what is subordinate to it.
    Heading,
    /// An enumerated item that is not a heading.
    Point,
    /// Body text without a marker.
    Paragraph,
    /// A closing formula.
    Closing,
    /// A name or date signed at the end.
    Signature,
    /// What is no part of a speech.
    Boilerplate,
}

/// A marker as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// Where it stands, delimiter included; a torn one spans the line end.
    pub span: Span,
    /// The index of its family in the grammar.
    pub family: u16,
    /// The number that it denotes.
    pub ordinal: Option<u32>,
    /// How its numeral is written.
    pub notation: Option<Notation>,
    /// Whether it was put in between two numbers: 第三条之一.
    pub inserted: bool,
}

/// Items that count together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// Where its items stand in the list of items.
    pub(crate) items: Span,
    /// Whether it was opened inside a paragraph or a point.
    pub inline: bool,
    /// How much dearer the best reading is in which other items count together: small where that was close.
    pub margin: f32,
    /// How much dearer the best reading is in which they do not, or the list stands elsewhere in the outline.
    pub placed: f32,
}

/// One oddity that the chosen reading had to admit.
#[derive(Clone, Debug, PartialEq)]
pub struct Charge {
    /// What is odd.
    pub reason: Reason,
    /// What it cost.
    pub cost: f32,
    /// The index of the node at which it was met.
    pub node: u32,
    /// How much dearer the next best reading is: small where the decision was close.
    pub margin: f32,
}

impl Kind {
    /// Its name in outlines.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Title => "title",
            Self::Meta => "meta",
            Self::Salutation => "salutation",
            Self::Heading => "heading",
            Self::Point => "point",
            Self::Paragraph => "paragraph",
            Self::Closing => "closing",
            Self::Signature => "signature",
            Self::Boilerplate => "boilerplate",
        }
    }
}

impl List {
    /// How many items it has.
    #[must_use]
    pub const fn count(&self) -> u32 {
        self.items.len()
    }
}

impl Document {
    /// The nodes in preorder.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The lists of all speeches, each in the order of its items.
    #[must_use]
    pub fn lists(&self) -> &[List] {
        &self.lists
    }

    /// The indexes of the nodes of a list, in the order of the text.
    #[must_use]
    pub fn items(&self, list: &List) -> &[u32] {
        self.items.get(list.items.range()).unwrap_or_default()
    }

    /// The reason of a boilerplate, the key of a meta line; other nodes have none.
    #[must_use]
    pub fn label(&self, node: &Node) -> Option<&str> {
        self.labels.get(usize::from(node.label).checked_sub(1)?).map(String::as_str)
    }

    /// What the chosen readings had to admit, in the order of the nodes.
    #[must_use]
    pub fn charges(&self) -> &[Charge] {
        &self.charges
    }

    /// How much work the readings and the outline took: how many open lists, choices, items and blocks were looked at. It grows
    /// with the text and not with its square, whatever the text.
    #[must_use]
    pub const fn steps(&self) -> u64 {
        self.steps
    }

    /// What the chosen reading had to admit at a node.
    #[must_use]
    pub fn charges_of(&self, node: u32) -> &[Charge] {
        let from = self.charges.partition_point(|charge| charge.node < node);
        let to = self.charges.partition_point(|charge| charge.node <= node);
        &self.charges[from..to]
    }

    /// The spans of a node's own text, in order; more than one where a stray line break tore it.
    #[must_use]
    pub fn text_spans(&self, node: &Node) -> &[Span] {
        self.pieces.get(node.text.range()).unwrap_or_default()
    }

    /// A node's own text, the parts of a torn one joined.
    #[must_use]
    pub fn text_of<'a>(&self, node: &Node, source: &'a str) -> Cow<'a, str> {
        match self.text_spans(node) {
            [one] => Cow::Borrowed(one.of(source)),
            spans => join(spans.iter().map(|span| span.of(source))),
        }
    }
}

/// Joins torn parts: Chinese needs nothing between them, two latin words need a blank. One part is not copied.
pub(crate) fn join<'a>(parts: impl IntoIterator<Item = &'a str>) -> Cow<'a, str> {
    let latin = |c: char| c.is_ascii_alphanumeric();
    parts.into_iter().filter(|part| !part.is_empty()).fold(Cow::Borrowed(""), |joined, part| {
        if joined.is_empty() {
            return Cow::Borrowed(part);
        }
        let between = if joined.ends_with(latin) && part.starts_with(latin) { " " } else { "" };
        joined + between + part
    })
}
