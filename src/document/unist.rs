//! From the arena to the owned unist tree.

use super::{Document, Kind, Node, join};
use crate::grammar::Grammar;
use crate::source::Source;
use crate::span::Span;
use crate::unist;

impl Document {
    /// The outline as a tree of owned values.
    #[must_use]
    pub fn to_unist(&self, source: &Source, grammar: &Grammar) -> unist::Document {
        let text = source.text();
        let whole = Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX));
        let origin = source.origin();
        let writer = Writer { document: self, source, grammar };
        unist::Document {
            version: unist::VERSION,
            source: unist::SourceInfo {
                path: origin.path.clone(),
                id: None,
                format: origin.format.into(),
                encoding: origin.encoding.into(),
                bytes: origin.bytes,
                lines: source.lines(),
            },
            position: writer.position(whole),
            children: writer.children(0, self.nodes.len()),
        }
    }
}

struct Writer<'a> {
    document: &'a Document,
    source: &'a Source,
    grammar: &'a Grammar,
}

impl Writer<'_> {
    // The recursion is as deep as the outline, which `infer` bounds.
    fn children(&self, from: usize, to: usize) -> Vec<unist::Node> {
        let (mut out, mut at) = (Vec::new(), from);
        while let Some(node) = self.document.nodes.get(at).filter(|_| at < to) {
            let end = node.end as usize;
            out.push(self.node(node, self.children(at + 1, end)));
            at = end.max(at + 1);
        }
        out
    }

    fn node(&self, node: &Node, children: Vec<unist::Node>) -> unist::Node {
        let text = self.document.text_of(node, self.source.text());
        let position = self.position(node.position);
        let marker = self.marker(node);
        match node.kind {
            Kind::Speech => unist::Node::Speech { title: title(&children), position, children },
            Kind::Title => unist::Node::Title { text, position },
            Kind::Meta => {
                let value = crate::document::date::iso(&text);
                let key = Some(node.label.clone()).filter(|key| !key.is_empty());
                unist::Node::Meta { key, value, text, position }
            }
            Kind::Salutation => unist::Node::Salutation { text, position },
            Kind::Heading => unist::Node::Heading { level: node.level, marker, text, position, children },
            Kind::Point => {
                let lead = text.get(..node.lead as usize).filter(|lead| !lead.is_empty()).map(String::from);
                unist::Node::Point { level: node.level, marker, text, lead, position, children }
            }
            Kind::Paragraph => unist::Node::Paragraph { text, position, children },
            Kind::Closing => unist::Node::Closing { text, position },
            Kind::Signature => unist::Node::Signature { text, position },
            Kind::Boilerplate => unist::Node::Boilerplate { reason: node.label.clone(), text, position },
        }
    }

    fn marker(&self, node: &Node) -> Option<unist::Marker> {
        let marker = node.marker?;
        let parts = marker.span.of(self.source.text()).split(['\n', '\r']);
        Some(unist::Marker {
            text: join(parts.map(str::trim)),
            family: self.grammar.family(marker.family).public_id().to_owned(),
            ordinal: marker.ordinal,
            origin: None,
        })
    }

    fn position(&self, span: Span) -> unist::Position {
        let (start, end) = self.source.points(span.start..span.end);
        unist::Position { start, end }
    }
}

fn title(children: &[unist::Node]) -> Option<String> {
    let lines = children.iter().filter_map(|child| match child {
        unist::Node::Title { text, .. } => Some(text.as_str()),
        _ => None,
    });
    let title = join(lines);
    (!title.is_empty()).then_some(title)
}
