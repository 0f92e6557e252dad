//! Blocks: lines grouped into logical paragraphs.
//!
//! A line that a stray break tore apart is joined to the one before; a well-formed line never is. No text is copied: a
//! block is a list of pieces. Knows lines and whether a marker or an address opens one; knows nothing of lists.

mod tear;

use crate::grammar::Grammar;
use crate::hint::{Hint, Part, Side};
use crate::line::{Line, Lines};
use crate::source::Source;
use crate::span::{Span, position};

/// A logical paragraph.
#[derive(Clone, Debug)]
pub struct Block {
    /// From its first character to its last, stray line ends included.
    pub span: Span,
    /// Where its pieces stand in the list of pieces: one, or several where a line break tore it.
    pub pieces: Span,
    /// Its first line, from 0.
    pub line: u32,
    /// Which of the lines that are not blank it is, where it is one as a whole.
    pub whole: Option<u32>,
    /// Whether a blank line stands before it.
    pub apart: bool,
    /// Whether its first line is indented.
    pub indented: bool,
    /// Whether it is a page number that stands between the pieces of the block before it.
    pub inserted: bool,
    /// Whether it is a page number or the head of a page.
    pub page: bool,
}

/// The blocks of a source, with their pieces.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    /// The blocks, in order.
    pub all: Vec<Block>,
    /// The pieces of all blocks.
    pub pieces: Vec<Span>,
    /// What the format knows of the first line of each block; empty where it knows nothing of any.
    pub hints: Vec<Hint>,
}

impl Blocks {
    /// What the format knows of the first line of a block.
    #[must_use]
    pub fn hint(&self, block: usize) -> Hint {
        self.hints.get(block).copied().unwrap_or_default()
    }

    /// The pieces of a block.
    #[must_use]
    pub fn pieces(&self, block: &Block) -> &[Span] {
        self.pieces.get(block.pieces.start as usize..block.pieces.end as usize).unwrap_or_default()
    }
}

/// Groups the lines of a source.
#[must_use]
pub fn blocks(source: &Source, lines: &Lines, grammar: &Grammar) -> Blocks {
    let mut out = Blocks::default();
    blocks_into(source, lines, grammar, &mut out);
    out
}

/// The same into blocks that were used before, whose room is used again.
pub(crate) fn blocks_into(source: &Source, lines: &Lines, grammar: &Grammar, out: &mut Blocks) {
    out.all.clear();
    out.pieces.clear();
    out.hints.clear();
    let lines: &[Line] = &lines.all;
    out.all.reserve(lines.len());
    out.pieces.reserve(lines.len());
    let tears = tear::Tears::new(lines, source.text(), grammar);
    let mut at = 0;
    while at < lines.len() {
        let first = &lines[at];
        let piece = out.pieces.len();
        let (mut last, mut between, mut inside) = (whole(source, lines, at), Vec::new(), false);
        out.pieces.push(Span::new(first.span.start, lines[last].span.end));
        while let Some(next) = tears.next(last, inside).filter(|&next| joins(source, &lines[last], &lines[next])) {
            between.extend(last + 1..next);
            inside = tears.goes_on(last, next);
            out.pieces.push(lines[next].span);
            last = next;
        }
        let pieces = Span::new(position(piece), position(out.pieces.len()));
        let apart = at > 0 && first.index > lines[at - 1].index + 1;
        out.all.push(Block {
            span: Span::new(first.span.start, lines[last].span.end),
            pieces,
            line: first.index,
            whole: (last == at).then(|| position(at)),
            apart,
            indented: first.indented,
            inserted: false,
            page: first.page_number,
        });
        for furniture in between {
            let line = &lines[furniture];
            let piece = position(out.pieces.len());
            out.pieces.push(line.span);
            let pieces = Span::new(piece, piece + 1);
            out.all.push(Block {
                span: line.span,
                pieces,
                line: line.index,
                whole: Some(position(furniture)),
                apart: true,
                indented: false,
                inserted: true,
                page: true,
            });
        }
        at = last + 1;
    }
    if source.has_hints() {
        out.hints.extend(out.all.iter().map(|block| source.hint(block.line)));
    }
}

/// The last line of what is kept in one piece from line `at` on: of code, of a table.
fn whole(source: &Source, lines: &[Line], at: usize) -> usize {
    let goes_on = |line: &&Line| source.has_hints() && source.hint(line.index).goes_on;
    at + lines[at + 1..].iter().take_while(goes_on).count()
}

/// Whether the format lets a line go on in another: none that is set apart does.
fn joins(source: &Source, line: &Line, next: &Line) -> bool {
    let apart = |line: &Line| {
        let hint = source.hint(line.index);
        hint.depth > 0 || hint.part != Part::Text || hint.side != Side::Start
    };
    !source.has_hints() || !(apart(line) || apart(next) || source.hint(next.index).written > 0)
}
