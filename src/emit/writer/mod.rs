//! Outlines as JSON, straight from the document.
//!
//! The bytes are those that `serde_json` makes of the unist tree, which is not built. Decides nothing about the outline.

mod bytes;
mod digits;
mod escape;
mod layout;
mod places;
mod strip;

use std::io;

use super::out::Out;
use crate::document::{Kind, Node, Outline, date};
use crate::source::Point;
use crate::span::Span;
use crate::unist::VERSION;
use crate::work;
use escape::escape;
use layout::{Compact, Indented, Layout};
use places::{Place, places};
use strip::Strip;

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
    let places = places(outline.source, outline.document.nodes());
    Writer { outline, places, layout, out }.document()
}

struct Writer<'a, 'o, 't, L> {
    outline: Outline<'a>,
    /// Where each node begins and ends.
    places: Vec<[Place; 2]>,
    layout: L,
    out: &'o mut Out<'t>,
}

impl<L: Layout> Writer<'_, '_, '_, L> {
    fn document(mut self) -> io::Result<()> {
        let source = self.outline.source;
        let origin = source.origin();
        self.strip::<64>(|strip| {
            strip.put(b"{\"type\":\"document\",\"version\":");
            strip.number(VERSION);
        });
        self.string(",\"source\":{\"path\":\"", &origin.path)?;
        self.put("\"");
        if let Some(id) = self.outline.id {
            self.put(",\"id\":");
            serde_json::to_writer(&mut self.out.held, id)?;
        }
        self.string(",\"format\":\"", origin.format)?;
        self.string("\",\"encoding\":\"", origin.encoding)?;
        self.put("\",\"bytes\":");
        self.out.held.extend_from_slice(origin.bytes.to_string().as_bytes());
        self.strip::<64>(|strip| {
            strip.put(b",\"lines\":");
            strip.number(source.file().lines());
            strip.put(b"}");
        });
        let file = source.file();
        let end = u32::try_from(file.text().len()).unwrap_or(u32::MAX);
        let (first, last) = file.points(0..end);
        self.position(Span::new(0, end), [first, last].map(|Point { line, column, .. }| Place { line, column }));
        self.children(0, u32::try_from(self.outline.document.nodes().len()).unwrap_or(u32::MAX))?;
        self.put("}");
        self.out.relieve()
    }

    /// Writes the nodes of which the first and the one behind the last descendant are given.
    fn children(&mut self, from: u32, to: u32) -> io::Result<()> {
        if from >= to {
            self.put(",\"children\":[]");
            return Ok(());
        }
        self.put(",\"children\":[");
        let mut index = from;
        loop {
            index = self.node(index)?;
            if index >= to {
                break;
            }
            self.put(",");
        }
        self.put("]");
        Ok(())
    }

    /// Writes a node with its children; tells the index behind its last descendant.
    // The recursion is as deep as the outline, which `infer` bounds.
    fn node(&mut self, index: u32) -> io::Result<u32> {
        work::steps(1);
        let node = &self.outline.document.nodes()[index as usize];
        self.own(index, node)?;
        self.position(self.outline.source.placed(node.position), self.places[index as usize]);
        let end = node.end.max(index + 1);
        if matches!(node.kind, Kind::Speech | Kind::Heading | Kind::Point | Kind::Paragraph) {
            self.children(index + 1, end)?;
        }
        self.put("}");
        self.out.relieve()?;
        Ok(end)
    }

    /// Writes what a node says itself.
    #[inline(always)]
    fn own(&mut self, index: u32, node: &Node) -> io::Result<()> {
        let outline = self.outline;
        match node.kind {
            Kind::Speech => {
                self.put("{\"type\":\"speech\"");
                let Some(title) = outline.title(index) else { return Ok(()) };
                self.string(",\"title\":\"", &title)?;
            }
            Kind::Title => self.leaf("{\"type\":\"title\",\"text\":\"", node)?,
            Kind::Meta => {
                let text = outline.text(node);
                self.put("{\"type\":\"meta\"");
                if let Some(key) = outline.label(node) {
                    self.string(",\"key\":\"", key)?;
                    self.put("\"");
                }
                if let Some(date) = date::iso(&text) {
                    self.string(",\"value\":\"", &date)?;
                    self.put("\"");
                }
                self.string(",\"text\":\"", &text)?;
            }
            Kind::Salutation => self.leaf("{\"type\":\"salutation\",\"text\":\"", node)?,
            Kind::Heading => {
                self.head(b"{\"type\":\"heading\",\"level\":", node)?;
                self.text(&outline.text(node))?;
            }
            Kind::Point => {
                let text = outline.text(node);
                self.head(b"{\"type\":\"point\",\"level\":", node)?;
                self.text(&text)?;
                if let Some(lead) = outline.lead(node, &text) {
                    self.string("\",\"lead\":\"", lead)?;
                }
            }
            Kind::Paragraph => self.leaf("{\"type\":\"paragraph\",\"text\":\"", node)?,
            Kind::Closing => self.leaf("{\"type\":\"closing\",\"text\":\"", node)?,
            Kind::Signature => self.leaf("{\"type\":\"signature\",\"text\":\"", node)?,
            Kind::Boilerplate => {
                self.string("{\"type\":\"boilerplate\",\"reason\":\"", outline.label(node).unwrap_or_default())?;
                self.leaf("\",\"text\":\"", node)?;
            }
        }
        self.put("\"");
        Ok(())
    }

    /// Writes a heading or a point up to its text.
    fn head<const N: usize>(&mut self, before: &'static [u8; N], node: &Node) -> io::Result<()> {
        let Some(marker) = &node.marker else {
            self.strip::<64>(|strip| {
                strip.put(before);
                strip.number(node.level);
                strip.put(b",\"text\":\"");
            });
            return Ok(());
        };
        self.strip::<64>(|strip| {
            strip.put(before);
            strip.number(node.level);
            strip.put(b",\"marker\":{\"text\":\"");
        });
        self.text(&self.outline.marker(marker))?;
        self.string("\",\"family\":\"", self.outline.family(marker))?;
        match marker.ordinal {
            Some(ordinal) => self.strip::<64>(|strip| {
                strip.put(b"\",\"ordinal\":");
                strip.number(ordinal);
            }),
            None => self.put("\",\"ordinal\":null"),
        }
        if let Some(origin) = self.outline.origin(marker) {
            self.string(",\"origin\":\"", origin.name())?;
            self.put("\"");
        }
        self.put("},\"text\":\"");
        Ok(())
    }

    #[inline(always)]
    fn position(&mut self, span: Span, [start, end]: [Place; 2]) {
        self.strip::<192>(|strip| {
            strip.put(b",\"position\":{\"start\":{\"line\":");
            point(strip, start, span.start);
            strip.put(b"},\"end\":{\"line\":");
            point(strip, end, span.end);
            strip.put(b"}}");
        });
    }

    /// Writes the text of a node.
    #[inline(always)]
    fn leaf(&mut self, before: &'static str, node: &Node) -> io::Result<()> {
        self.string(before, &self.outline.text(node))
    }

    #[inline(always)]
    fn string(&mut self, before: &'static str, text: &str) -> io::Result<()> {
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
    fn put(&mut self, syntax: &'static str) {
        self.layout.put(&mut self.out.held, syntax);
    }

    #[inline(always)]
    fn strip<const N: usize>(&mut self, write: impl FnOnce(&mut Strip<'_, N>)) {
        self.layout.strip(&mut self.out.held, write);
    }
}

#[inline(always)]
fn point<const N: usize>(strip: &mut Strip<'_, N>, place: Place, offset: u32) {
    strip.number(place.line);
    strip.put(b",\"column\":");
    strip.number(place.column);
    strip.put(b",\"offset\":");
    strip.number(offset);
}
