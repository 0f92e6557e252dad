//! The way through the program: from a source to its document.

use crate::assemble::{Room, assemble_in};
use crate::block::{Blocks, blocks_into};
use crate::document::Document;
use crate::grammar::Grammar;
use crate::line::{Lines, lines_into};
use crate::scan::{Scan, scan_into};
use crate::segment::segment;
use crate::source::Source;

/// Parses a source. Total: every text gives a document.
#[must_use]
pub fn parse(source: &Source, grammar: &Grammar) -> Document {
    Workspace::default().parse(source, grammar)
}

/// Room for what the stages hand on, used again from text to text: whoever parses many keeps one.
#[derive(Debug, Default)]
pub struct Workspace {
    lines: Lines,
    blocks: Blocks,
    scan: Scan,
    room: Room,
}

/// A text of more bytes leaves no room behind, and none is held that no stage asks for any more.
const LONG: usize = 4 << 20;

impl Workspace {
    /// Parses a source, as [`parse`] does.
    #[must_use]
    pub fn parse(&mut self, source: &Source, grammar: &Grammar) -> Document {
        let Self { lines, blocks, scan, room } = self;
        lines_into(source, grammar, lines);
        blocks_into(source, lines, grammar, blocks);
        scan_into(source, lines, blocks, grammar, scan);
        let long = source.text().len() > LONG;
        if long {
            *lines = Lines::default();
        }
        let segments = segment(blocks, scan);
        let document = assemble_in(room, source, blocks, scan, &segments, grammar);
        if long {
            *self = Self::default();
        }
        document
    }
}
