//! From the arena to the owned unist tree.

use super::{Document, Kind, Node, Outline, date};
use crate::grammar::Grammar;
use crate::source::Source;
use crate::span::{Span, position};
use crate::unist;
use crate::work;

impl Document {
    /// The outline as a tree of owned values.
    #[must_use]
    pub fn to_unist(&self, source: &Source, grammar: &Grammar) -> unist::Document {
        let origin = source.origin();
        let outline = Outline::new(self, source, grammar);
        unist::Document {
            version: unist::VERSION,
            source: unist::SourceInfo {
                path: origin.path.clone(),
                id: None,
                format: origin.format.into(),
                encoding: origin.encoding.into(),
                bytes: origin.bytes,
                lines: source.file().lines(),
            },
            position: outline.whole(),
            children: outline.nodes(None),
        }
    }
}

impl Outline<'_> {
    // The recursion is as deep as the outline, which `infer` bounds.
    fn nodes(self, of: Option<u32>) -> Vec<unist::Node> {
        self.children(of).map(|(index, node)| self.node(index, node)).collect()
    }

    fn node(self, index: u32, node: &Node) -> unist::Node {
        let text = self.text(node).into_owned();
        work::steps(text.len() / 16 + 1);
        let position = self.position(node.position);
        let (level, marker) = (node.level, self.owned_marker(node));
        let children = || self.nodes(Some(index));
        match node.kind {
            Kind::Speech => {
                let title = self.title(index).map(String::from);
                unist::Node::Speech { title, position, children: children() }
            }
            Kind::Title => unist::Node::Title { text, position },
            Kind::Meta => {
                let (key, value) = (self.label(node).map(String::from), date::iso(&text));
                unist::Node::Meta { key, value, text, position }
            }
            Kind::Salutation => unist::Node::Salutation { text, position },
            Kind::Heading => unist::Node::Heading { level, marker, text, position, children: children() },
            Kind::Point => {
                let lead = self.lead(node, &text).map(String::from);
                unist::Node::Point { level, marker, text, lead, position, children: children() }
            }
            Kind::Paragraph => unist::Node::Paragraph { text, position, children: children() },
            Kind::Closing => unist::Node::Closing { text, position },
            Kind::Signature => unist::Node::Signature { text, position },
            Kind::Boilerplate => {
                unist::Node::Boilerplate { reason: self.label(node).unwrap_or_default().into(), text, position }
            }
        }
    }

    fn owned_marker(self, node: &Node) -> Option<unist::Marker> {
        let marker = node.marker.as_ref()?;
        Some(unist::Marker {
            text: self.marker(marker).into_owned(),
            family: self.family(marker).into(),
            ordinal: marker.ordinal,
            origin: self.origin(marker),
        })
    }

    /// The whole file.
    fn whole(self) -> unist::Position {
        let file = self.source.file();
        let (start, end) = file.points(0..position(file.text().len()));
        unist::Position { start, end }
    }

    fn position(self, span: Span) -> unist::Position {
        let (start, end) = self.source.points(span.start..span.end);
        unist::Position { start, end }
    }
}
