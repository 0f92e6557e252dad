//! A draft: a text as it is shown, put down line by line by a reader of a format that has no lines of its own.

use super::map::Map;
use super::{Origin, Source};
use crate::hint::Hint;
use crate::span::{Span, position};

/// Lines with what is known of each, on the way to a [`Source`].
#[derive(Clone, Debug, Default)]
pub struct Draft {
    text: String,
    hints: Vec<Hint>,
    map: Map,
}

impl Draft {
    /// How many bytes the text has so far, line ends included.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing was put down yet.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text so far; every line has its end.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is known of the lines so far.
    #[must_use]
    pub fn hints(&self) -> &[Hint] {
        &self.hints
    }

    /// What is known of the lines so far, to be told better.
    pub fn hints_mut(&mut self) -> &mut [Hint] {
        &mut self.hints
    }

    /// Puts down a line. A line end in `text` begins another one, of which the same is known, but that no list wrote any of it.
    pub fn line(&mut self, text: &str, hint: Hint) {
        for (index, line) in text.split('\n').enumerate() {
            self.text.extend(line.chars().filter(|&c| c != '\r'));
            self.text.push('\n');
            self.hints.push(if index == 0 { hint } else { Hint { written: 0, ..hint } });
        }
    }

    /// Puts down a part of a line, which stands at `place` in the text of the `file`: as it is, or something there stands for it.
    pub fn put(&mut self, part: &str, file: &str, place: Span) {
        let literal = file.get(place.range()) == Some(part);
        let start = position(self.text.len());
        self.text.push_str(part);
        self.map.note(Span::new(start, position(self.text.len())), place, literal);
    }

    /// Ends the line of which parts were put down.
    pub fn end(&mut self, hint: Hint) {
        self.text.push('\n');
        self.hints.push(hint);
    }

    /// The source of these lines, whose places are those of the file from which they came.
    #[must_use]
    pub fn finish_in(self, file: Source) -> Source {
        let origin = file.origin().clone();
        Source { file: Some(Box::new(file)), map: self.map, hints: self.hints, ..Source::new(self.text, origin) }
    }

    /// The source of these lines.
    #[must_use]
    pub fn finish(self, origin: Origin) -> Source {
        Source { hints: self.hints, ..Source::new(self.text, origin) }
    }
}

#[cfg(test)]
mod tests {
    use super::Draft;
    use crate::hint::{Hint, MarkerOrigin};
    use crate::source::{Origin, Source};
    use crate::span::Span;

    #[test]
    fn each_line_keeps_what_is_known_of_it() {
        let mut draft = Draft::default();
        draft.line("讲话", Hint { depth: 1, ..Hint::default() });
        draft.line("一、认识\r\n要点", Hint { written: 6, origin: MarkerOrigin::Numbering, ..Hint::default() });
        let source = draft.finish(Origin::default());
        assert_eq!((source.text(), source.lines()), ("讲话\n一、认识\n要点\n", 3));
        assert_eq!([0, 1, 2, 3].map(|line| source.hint(line).depth), [1, 0, 0, 0]);
        assert_eq!([0, 1, 2].map(|line| source.hint(line).written), [0, 6, 0]);
        // 一、 stands there, and nobody typed it.
        assert_eq!(source.written(1), Span::new(7, 13));
    }

    #[test]
    fn places_are_those_of_the_file() {
        let file = Source::from_text("# 讲话\n\n## **一、**认识\n");
        let mut draft = Draft::default();
        let text = file.text().to_owned();
        draft.put("讲话", &text, Span::new(2, 8));
        draft.end(Hint { depth: 1, ..Hint::default() });
        draft.put("一、", &text, Span::new(15, 21));
        draft.put("认识", &text, Span::new(23, 29));
        draft.end(Hint { depth: 2, ..Hint::default() });
        let source = draft.finish_in(file);
        let place = |start, end| {
            let (start, end) = source.points(start..end);
            (start.line, start.column, start.offset, end.line, end.column, end.offset)
        };
        assert_eq!(place(0, 6), (1, 3, 2, 1, 5, 8));
        assert_eq!(place(7, 19), (3, 6, 15, 3, 12, 29));
        assert_eq!((source.lines(), source.file().lines(), source.line_of(7)), (2, 3, 1));
    }
}
