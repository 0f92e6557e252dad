//! Outlines as JSON, straight from the document.
//!
//! The bytes are those that `serde_json` makes of the unist tree, which is not built. Decides nothing about the outline.

mod bytes;
mod digits;
mod escape;
mod layout;
mod places;
mod syntax;

use std::io;

use super::out::Out;
use crate::document::{Kind, Node, Outline, date};
use crate::source::Point;
use crate::span::Span;
use crate::unist::VERSION;
use crate::work;
use escape::escape;
use layout::{Compact, Indented, Layout};
use places::{Place, Places};
use syntax::{Syntax, json};

/// So much of a string is written between two looks at how full the buffer is.
const STRETCH: usize = 64 * 1024;

/// Writes an outline on one line.
pub(super) fn compact(outline: Outline<'_>, out: &mut Out<'_>) -> io::Result<()> {
    write(outline, Compact, out)
}

/// Writes an outline indented by two spaces a level, so many levels deep itself.
pub(super) fn indented(outline: Outline<'_>, depth: usize, out: &mut Out<'_>) -> io::Result<()> {
    write(outline, Indented::new(depth), out)
}

fn write(outline: Outline<'_>, layout: impl Layout, out: &mut Out<'_>) -> io::Result<()> {
    let places = Places::new(outline.source, outline.document.nodes());
    Writer { outline, places, layout, out }.document()
}

struct Writer<'a, 'o, 't, L> {
    outline: Outline<'a>,
    places: Places<'a>,
    layout: L,
    out: &'o mut Out<'t>,
}

impl<L: Layout> Writer<'_, '_, '_, L> {
    fn document(mut self) -> io::Result<()> {
        let source = self.outline.source;
        let origin = source.origin();
        self.put(json!(r#"{"type":"document","version":"#));
        self.number(VERSION);
        self.string(json!(r#","source":{"path":""#), &origin.path)?;
        self.put(json!(r#"""#));
        if let Some(id) = self.outline.id {
            self.put(json!(r#","id":"#));
            serde_json::to_writer(&mut self.out.held, id)?;
        }
        self.string(json!(r#","format":""#), origin.format)?;
        self.string(json!(r#"","encoding":""#), origin.encoding)?;
        self.put(json!(r#"","bytes":"#));
        self.out.held.extend_from_slice(origin.bytes.to_string().as_bytes());
        self.put(json!(r#","lines":"#));
        self.number(source.file().lines());
        self.put(json!("}"));
        let file = source.file();
        let end = u32::try_from(file.text().len()).unwrap_or(u32::MAX);
        let (first, last) = file.points(0..end);
        self.position(Span::new(0, end), [first, last].map(|Point { line, column, .. }| Place { line, column }));
        self.children(0, u32::try_from(self.outline.document.nodes().len()).unwrap_or(u32::MAX))?;
        self.put(json!("}"));
        self.out.relieve()
    }

    /// Writes the nodes of which the first and the one behind the last descendant are given.
    fn children(&mut self, from: u32, to: u32) -> io::Result<()> {
        if from >= to {
            self.put(json!(r#","children":[]"#));
            return Ok(());
        }
        self.put(json!(r#","children":["#));
        let mut index = from;
        loop {
            index = self.node(index)?;
            if index >= to {
                break;
            }
            self.put(json!(","));
        }
        self.put(json!("]"));
        Ok(())
    }

    /// Writes a node with its children; tells the index behind its last descendant.
    // The recursion is as deep as the outline, which `infer` bounds.
    fn node(&mut self, index: u32) -> io::Result<u32> {
        work::steps(1);
        let node = &self.outline.document.nodes()[index as usize];
        self.own(index, node)?;
        let places = self.places.of(index);
        self.position(self.outline.source.placed(node.position), places);
        let end = node.end.max(index + 1);
        if matches!(node.kind, Kind::Speech | Kind::Heading | Kind::Point | Kind::Paragraph) {
            self.children(index + 1, end)?;
        }
        self.put(json!("}"));
        self.out.relieve()?;
        Ok(end)
    }

    /// Writes what a node says itself.
    #[inline(always)]
    fn own(&mut self, index: u32, node: &Node) -> io::Result<()> {
        let outline = self.outline;
        match node.kind {
            Kind::Speech => {
                self.put(json!(r#"{"type":"speech""#));
                let Some(title) = outline.title(index) else { return Ok(()) };
                self.string(json!(r#","title":""#), &title)?;
            }
            Kind::Title => self.leaf(json!(r#"{"type":"title","text":""#), node)?,
            Kind::Meta => {
                let text = outline.text(node);
                self.put(json!(r#"{"type":"meta""#));
                if let Some(key) = outline.label(node) {
                    self.string(json!(r#","key":""#), key)?;
                    self.put(json!(r#"""#));
                }
                if let Some(date) = date::iso(&text) {
                    self.string(json!(r#","value":""#), &date)?;
                    self.put(json!(r#"""#));
                }
                self.string(json!(r#","text":""#), &text)?;
            }
            Kind::Salutation => self.leaf(json!(r#"{"type":"salutation","text":""#), node)?,
            Kind::Heading => {
                self.head(json!(r#"{"type":"heading","level":"#), node)?;
                self.text(&outline.text(node))?;
            }
            Kind::Point => {
                let text = outline.text(node);
                self.head(json!(r#"{"type":"point","level":"#), node)?;
                self.text(&text)?;
                if let Some(lead) = outline.lead(node, &text) {
                    self.string(json!(r#"","lead":""#), lead)?;
                }
            }
            Kind::Paragraph => self.leaf(json!(r#"{"type":"paragraph","text":""#), node)?,
            Kind::Closing => self.leaf(json!(r#"{"type":"closing","text":""#), node)?,
            Kind::Signature => self.leaf(json!(r#"{"type":"signature","text":""#), node)?,
            Kind::Boilerplate => {
                self.string(json!(r#"{"type":"boilerplate","reason":""#), outline.label(node).unwrap_or_default())?;
                self.leaf(json!(r#"","text":""#), node)?;
            }
        }
        self.put(json!(r#"""#));
        Ok(())
    }

    /// Writes a heading or a point up to its text.
    fn head(&mut self, before: &'static Syntax, node: &Node) -> io::Result<()> {
        self.put(before);
        self.number(node.level);
        let Some(marker) = &node.marker else {
            self.put(json!(r#","text":""#));
            return Ok(());
        };
        self.put(json!(r#","marker":{"text":""#));
        self.text(&self.outline.marker(marker))?;
        self.string(json!(r#"","family":""#), self.outline.family(marker))?;
        match marker.ordinal {
            Some(ordinal) => {
                self.put(json!(r#"","ordinal":"#));
                self.number(ordinal);
            }
            None => self.put(json!(r#"","ordinal":null"#)),
        }
        if let Some(origin) = self.outline.origin(marker) {
            self.string(json!(r#","origin":""#), origin.name())?;
            self.put(json!(r#"""#));
        }
        self.put(json!(r#"},"text":""#));
        Ok(())
    }

    #[inline(always)]
    fn position(&mut self, span: Span, [start, end]: [Place; 2]) {
        self.put(json!(r#","position":{"start":{"line":"#));
        self.point(start, span.start);
        self.put(json!(r#"},"end":{"line":"#));
        self.point(end, span.end);
        self.put(json!(r#"}}"#));
    }

    #[inline(always)]
    fn point(&mut self, place: Place, offset: u32) {
        self.number(place.line);
        self.put(json!(r#","column":"#));
        self.number(place.column);
        self.put(json!(r#","offset":"#));
        self.number(offset);
    }

    /// Writes the text of a node.
    #[inline(always)]
    fn leaf(&mut self, before: &'static Syntax, node: &Node) -> io::Result<()> {
        self.string(before, &self.outline.text(node))
    }

    #[inline(always)]
    fn string(&mut self, before: &'static Syntax, text: &str) -> io::Result<()> {
        self.put(before);
        self.text(text)
    }

    /// Writes what stands between the quotes.
    fn text(&mut self, text: &str) -> io::Result<()> {
        work::steps(text.len());
        if text.len() <= STRETCH {
            escape(&mut self.out.held, text.as_bytes());
            return Ok(());
        }
        text.as_bytes().chunks(STRETCH).try_for_each(|stretch| {
            escape(&mut self.out.held, stretch);
            self.out.relieve()
        })
    }

    #[inline(always)]
    fn put(&mut self, syntax: &'static Syntax) {
        self.layout.put(&mut self.out.held, syntax);
    }

    #[inline(always)]
    fn number(&mut self, number: u32) {
        digits::append(&mut self.out.held, number);
    }
}
