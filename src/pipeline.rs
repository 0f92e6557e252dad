//! The way through the program: from a source to its document.

use crate::assemble::assemble;
use crate::block::blocks;
use crate::document::Document;
use crate::grammar::Grammar;
use crate::line::lines;
use crate::scan::scan;
use crate::segment::segment;
use crate::source::Source;

/// Parses a source. Total: every text gives a document.
#[must_use]
pub fn parse(source: &Source, grammar: &Grammar) -> Document {
    let lines = lines(source, grammar);
    let blocks = blocks(source, &lines, grammar);
    let scan = scan(source, &lines, &blocks, grammar);
    let segments = segment(&blocks, &scan);
    assemble(source.text(), &blocks, &scan, &segments, grammar)
}
