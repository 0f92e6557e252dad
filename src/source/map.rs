//! Where shown text stands in its file, where the file shows more than the text: the marks of Markdown.

use crate::span::Span;

/// Stretches of the text with their places in the file, in the order of both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Map(Vec<Stretch>);

/// A stretch of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    text: Span,
    file: Span,
    /// Whether it stands in the file as it is, byte for byte; otherwise something there stands for it: `&amp;` for &.
    literal: bool,
}

impl Map {
    /// Notes where the next stretch of the text stands.
    pub(super) fn note(&mut self, text: Span, file: Span, literal: bool) {
        let next = Stretch { text, file, literal };
        match self.0.last_mut() {
            Some(last)
                if last.literal && next.literal && (last.text.end, last.file.end) == (text.start, file.start) =>
            {
                (last.text.end, last.file.end) = (text.end, file.end);
            }
            _ => self.0.push(next),
        }
    }

    /// Where a part of the text stands, from its first character to its last; between two stretches at the end of the first.
    pub(super) fn place(&self, span: Span) -> Span {
        let start = self.start(span.start);
        let end = if span.is_empty() { start } else { self.end(span.end) };
        Span::new(start, end.max(start))
    }

    /// Where a part of the text stands as it is, so that it can be changed there; `None` where marks stand inside it.
    pub(super) fn literal(&self, span: Span) -> Option<Span> {
        let stretch = self.0[self.stretch(span)?];
        let at = |place: u32| stretch.file.start + (place - stretch.text.start);
        Some(Span::new(at(span.start), at(span.end)))
    }

    /// The same after edits of the text, which stand in the file as they are.
    pub(super) fn edited(&self, edits: &[(Span, &str)]) -> Self {
        // Each edit makes longer or shorter the stretch in which it stands, and moves all behind it.
        let mut grown = vec![0_i64; self.0.len()];
        for (span, new) in edits {
            if let Some(stretch) = self.stretch(*span) {
                grown[stretch] += i64::try_from(new.len()).unwrap_or(0) - i64::from(span.len());
            }
        }
        let by = |place: u32, far: i64| u32::try_from(i64::from(place) + far).unwrap_or(0);
        let mut far = 0;
        let moved = self.0.iter().zip(grown).map(|(stretch, grown)| {
            let from = far;
            far += grown;
            let moved = |span: Span| Span::new(by(span.start, from), by(span.end, far));
            Stretch { text: moved(stretch.text), file: moved(stretch.file), ..*stretch }
        });
        Self(moved.collect())
    }

    /// The stretch in which a part of the text stands as it is.
    fn stretch(&self, span: Span) -> Option<usize> {
        // What is put in between two stretches follows the first.
        let holds = |s: &Stretch| s.text.start <= span.start && span.end <= s.text.end && s.literal;
        let near = self.0.partition_point(|s| s.text.end < span.start);
        (near..self.0.len().min(near + 2)).find(|&i| holds(&self.0[i]))
    }

    fn start(&self, place: u32) -> u32 {
        let next = self.0.partition_point(|s| s.text.end <= place);
        match self.0.get(next) {
            Some(s) if s.text.start <= place && s.literal => s.file.start + (place - s.text.start),
            Some(s) if s.text.start <= place => s.file.start,
            _ => next.checked_sub(1).map_or(0, |last| self.0[last].file.end),
        }
    }

    fn end(&self, place: u32) -> u32 {
        let next = self.0.partition_point(|s| s.text.end < place);
        match self.0.get(next) {
            Some(s) if s.text.start < place && s.literal => s.file.start + (place - s.text.start),
            Some(s) if s.text.start < place => s.file.end,
            _ => next.checked_sub(1).map_or(0, |last| self.0[last].file.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Map;
    use crate::span::Span;

    #[test]
    fn a_part_of_the_text_is_found_in_the_file() {
        // ## **一、**认识&amp;行动
        let mut map = Map::default();
        map.note(Span::new(0, 6), Span::new(5, 11), true);
        map.note(Span::new(6, 12), Span::new(13, 19), true);
        map.note(Span::new(12, 13), Span::new(19, 24), false);
        map.note(Span::new(13, 19), Span::new(24, 30), true);
        let place = |start, end| map.place(Span::new(start, end));
        assert_eq!((place(0, 6), place(0, 12)), (Span::new(5, 11), Span::new(5, 19)));
        assert_eq!((place(6, 13), place(12, 13)), (Span::new(13, 24), Span::new(19, 24)));
        assert_eq!((place(13, 19), place(19, 19)), (Span::new(24, 30), Span::new(30, 30)));
        let literal = |start, end| map.literal(Span::new(start, end));
        assert_eq!((literal(0, 6), literal(3, 9), literal(12, 13)), (Some(Span::new(5, 11)), None, None));
        assert_eq!((literal(6, 6), literal(12, 12)), (Some(Span::new(11, 11)), Some(Span::new(19, 19))));
    }

    #[test]
    fn edits_move_what_stands_behind_them() {
        // **一** 、认识: the numeral becomes longer, a mark goes.
        let mut map = Map::default();
        map.note(Span::new(0, 3), Span::new(2, 5), true);
        map.note(Span::new(3, 12), Span::new(8, 17), true);
        let edited = map.edited(&[(Span::new(0, 3), "十一"), (Span::new(3, 6), "")]);
        let mut wanted = Map::default();
        wanted.note(Span::new(0, 6), Span::new(2, 8), true);
        wanted.note(Span::new(6, 12), Span::new(11, 17), true);
        assert_eq!(edited, wanted);
    }

    #[test]
    fn stretches_that_touch_are_one() {
        let mut map = Map::default();
        map.note(Span::new(0, 3), Span::new(2, 5), true);
        map.note(Span::new(3, 6), Span::new(5, 8), true);
        assert_eq!(map.literal(Span::new(0, 6)), Some(Span::new(2, 8)));
    }
}
