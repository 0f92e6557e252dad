//! The outline as it is written: what each node says, cut out of the source when it is asked for.
//!
//! Knows how texts, markers, titles and topic sentences are read off the nodes. Knows no format.

use std::borrow::Cow;

use super::{Document, Kind, Marker, Node, join};
use crate::grammar::Grammar;
use crate::hint::MarkerOrigin;
use crate::source::Source;
use crate::unist::Id;

/// A document with the source and the grammar that it was made of: all that a format needs.
#[derive(Clone, Copy)]
pub struct Outline<'a> {
    /// The nodes.
    pub document: &'a Document,
    /// The text under them.
    pub source: &'a Source,
    /// The families of their markers.
    pub grammar: &'a Grammar,
    /// The id of the record that held the text, where it was one of a stream.
    pub id: Option<&'a Id>,
}

impl<'a> Outline<'a> {
    /// The outline of a text that is no record.
    #[must_use]
    pub const fn new(document: &'a Document, source: &'a Source, grammar: &'a Grammar) -> Self {
        Self { document, source, grammar, id: None }
    }

    /// The nodes directly under a node, or under the document for `None`, each with its index.
    pub fn children(self, of: Option<u32>) -> impl Iterator<Item = (u32, &'a Node)> {
        let nodes = self.document.nodes();
        let end = of.map_or(u32::MAX, |of| nodes.get(of as usize).map_or(0, |node| node.end));
        let mut at = of.map_or(0, |of| of + 1);
        std::iter::from_fn(move || {
            let index = at;
            let node = nodes.get(index as usize).filter(|_| index < end)?;
            at = node.end.max(index + 1);
            Some((index, node))
        })
    }

    /// The text of a node without its marker, the parts of a torn one joined.
    #[must_use]
    pub fn text(self, node: &Node) -> Cow<'a, str> {
        self.document.text_of(node, self.source.text())
    }

    /// The topic sentence of a point with this text, where it has more than one sentence.
    #[must_use]
    pub fn lead<'t>(self, node: &Node, text: &'t str) -> Option<&'t str> {
        text.get(..node.lead as usize).filter(|lead| !lead.is_empty() && node.kind == Kind::Point)
    }

    /// The title lines of a speech, joined; `None` where it has none.
    #[must_use]
    pub fn title(self, speech: u32) -> Option<Cow<'a, str>> {
        let lines = self.children(Some(speech)).filter(|(_, node)| node.kind == Kind::Title);
        let title = join(lines.flat_map(|(_, line)| self.document.text_spans(line)).map(|s| s.of(self.source.text())));
        (!title.is_empty()).then_some(title)
    }

    /// A marker with its delimiter, a torn one joined.
    #[must_use]
    pub fn marker(self, marker: &Marker) -> Cow<'a, str> {
        let text = marker.span.of(self.source.text());
        if text.bytes().any(|byte| matches!(byte, b'\n' | b'\r')) {
            join(text.split(['\n', '\r']).map(str::trim))
        } else {
            Cow::Borrowed(text.trim())
        }
    }

    /// What wrote a marker that no author typed.
    #[must_use]
    pub fn origin(self, marker: &Marker) -> Option<MarkerOrigin> {
        if !self.source.has_hints() {
            return None;
        }
        let line = self.source.line_of(marker.span.start);
        let written = self.source.written(line);
        let inside = written.start <= marker.span.start && marker.span.start < written.end;
        inside.then(|| self.source.hint(line).origin)
    }

    /// The id of the family of a marker.
    #[must_use]
    pub fn family(self, marker: &Marker) -> &'a str {
        self.grammar.family(marker.family).public_id()
    }

    /// The reason of a boilerplate, the key of a meta line, where there is one.
    #[must_use]
    pub fn label(self, node: &Node) -> Option<&'a str> {
        self.document.label(node)
    }
}
