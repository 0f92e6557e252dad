//! The places of nodes, found in one walk along the text: of one part of the outline after the other, so that its text
//! is still at hand when it is written.
//!
//! Nodes begin and end in the order of the text, so a place is a step away from the one before, and of a line only what
//! lies between the two is counted. Asks the source for its lines alone.

use crate::document::Node;
use crate::source::Source;
use crate::text::count_chars;
use crate::work;

/// So many lines are passed one by one before the line of a byte is searched for.
const NEAR: usize = 4;

/// A line and a column, both from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: u32,
    pub(super) column: u32,
}

/// Where nodes begin and end.
pub(super) struct Places<'a> {
    source: &'a Source,
    nodes: &'a [Node],
    cursor: Cursor<'a>,
    /// The first node of the part that was walked, and the places of all of it.
    from: usize,
    part: Vec<[Place; 2]>,
    /// The nodes that have begun and not ended.
    open: Vec<usize>,
}

impl<'a> Places<'a> {
    /// Nothing was walked yet.
    pub(super) fn new(source: &'a Source, nodes: &'a [Node]) -> Self {
        let cursor = Cursor::new(source.file());
        Self { source, nodes, cursor, from: 0, part: Vec::new(), open: Vec::new() }
    }

    /// Where a node begins and ends. Nodes are asked for in their order.
    #[inline(always)]
    pub(super) fn of(&mut self, index: u32) -> [Place; 2] {
        let index = index as usize;
        if index - self.from >= self.part.len() {
            self.walk(index);
        }
        self.part[index - self.from]
    }

    /// Walks along a node that stands directly under the document, and all below it.
    fn walk(&mut self, from: usize) {
        let Self { source, nodes, ref mut part, ref mut open, mut cursor, .. } = *self;
        let to = (nodes[from].end as usize).max(from + 1);
        part.clear();
        part.reserve(to - from);
        for (index, node) in (from..to).zip(&nodes[from..to]) {
            while let Some(above) = open.pop_if(|above| nodes[*above].end as usize <= index) {
                part[above - from][1] = cursor.go(source.placed(nodes[above].position).end);
            }
            let span = source.placed(node.position);
            let start = cursor.go(span.start);
            let end = if node.end as usize > index + 1 {
                open.push(index);
                Place::default()
            } else {
                cursor.go(span.end)
            };
            part.push([start, end]);
        }
        while let Some(above) = open.pop() {
            part[above - from][1] = cursor.go(source.placed(nodes[above].position).end);
        }
        (self.from, self.cursor) = (from, cursor);
    }
}

/// Goes through the lines of a source, mostly forward.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    source: &'a Source,
    text: &'a [u8],
    /// How many lines there are, an empty one at the very end included.
    lines: u32,
    /// The first byte behind a BOM, which is no column of the first line.
    begin: u32,
    /// The line in which it stands, from 0, with its first byte and that of the next one.
    line: u32,
    from: u32,
    next: u32,
    /// A byte in this line, and its column.
    at: u32,
    column: u32,
}

impl<'a> Cursor<'a> {
    /// At the beginning of a source.
    fn new(source: &'a Source) -> Self {
        let lines = source.lines() + u32::from(source.text().ends_with('\n'));
        let begin = if source.text().starts_with('\u{feff}') { 3 } else { 0 };
        let text = source.text().as_bytes();
        let mut cursor = Self { source, text, lines, begin, line: 0, from: 0, next: 0, at: 0, column: 1 };
        cursor.enter(0, 0);
        cursor
    }

    /// Goes to a byte and tells its place.
    #[inline(always)]
    fn go(&mut self, offset: u32) -> Place {
        work::steps(1);
        for _ in 0..NEAR {
            if offset < self.next {
                break;
            }
            self.enter(self.line + 1, self.next);
        }
        if offset >= self.next || offset < self.from {
            let line = self.line_of(offset);
            self.enter(line, self.start(line));
        }
        let at = offset.max(self.begin);
        if at > self.at {
            self.column += self.chars(self.at, at);
        } else if at < self.at {
            self.column -= self.chars(at, self.at);
        }
        self.at = at;
        Place { line: self.line + 1, column: self.column }
    }

    #[inline(always)]
    fn enter(&mut self, line: u32, start: u32) {
        (self.line, self.from, self.next) = (line, start, self.start(line + 1));
        (self.at, self.column) = (start.max(self.begin), 1);
    }

    #[inline(never)]
    fn chars(&self, from: u32, to: u32) -> u32 {
        self.text.get(from as usize..to as usize).map_or(0, count_chars)
    }

    /// The first byte of a line; behind the last one stands none.
    fn start(&self, line: u32) -> u32 {
        if line < self.lines { self.source.line(line).start } else { u32::MAX }
    }

    /// The line of a byte: looks further and further away from where the cursor stands, then between.
    #[cold]
    fn line_of(&self, offset: u32) -> u32 {
        let (mut low, mut step) = (if offset < self.from { 0 } else { self.line }, 1);
        while self.start(low + step) <= offset {
            low += step;
            step *= 2;
        }
        let mut high = low + step;
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.start(middle) <= offset { low = middle } else { high = middle }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, prop_assert_eq, prop_oneof, proptest};

    use super::Cursor;
    use crate::source::Source;

    /// Places to ask for, mostly forward, as shares of a thousand of the text.
    fn walk() -> impl Strategy<Value = Vec<usize>> {
        let forward = proptest::collection::vec(0_usize..=1000, 0..30).prop_map(|mut walk| {
            walk.sort_unstable();
            walk
        });
        prop_oneof![4 => forward, 1 => proptest::collection::vec(0_usize..=1000, 0..30), 1 => Just(vec![1000, 0, 1000])]
    }

    proptest! {
        #[test]
        fn places_are_those_of_the_source(text in "\u{feff}?([一a\u{1f600}]{0,40}(\r\n|\n|\n\n\n\n\n\n)?){0,9}", walk in walk()) {
            let source = Source::from_text(text.as_str());
            let mut cursor = Cursor::new(&source);
            for share in walk {
                let at = (0..=text.len() * share / 1000).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
                let offset = u32::try_from(at).expect("short");
                let (place, point) = (cursor.go(offset), source.point(offset));
                prop_assert_eq!((place.line, place.column), (point.line, point.column), "{} of {:?}", at, text);
            }
        }
    }
}
