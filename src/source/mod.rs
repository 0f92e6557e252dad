//! The source: the decoded text and where each place in it came from.

mod damage;
mod draft;
mod map;

use std::ops::Range;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::hint::{Hint, Part};
use crate::index::Index;
use crate::span::{Span, position, replaced};
use crate::text::{Measure, Sign, count_chars, first_sentence_at, measure_span};

pub use damage::Damage;
pub use draft::Draft;
use map::Map;

/// A decoded text, at most 4 GiB, with its lines.
#[derive(Clone, Debug)]
pub struct Source {
    text: String,
    starts: Vec<u32>,
    index: Index,
    /// How many scalar values stand before every `STRIDE`th byte, counted when a place far inside a line is asked for.
    counts: OnceLock<Vec<u32>>,
    /// What the format knows of each line; empty where it knows nothing of any.
    hints: Vec<Hint>,
    /// The text of the file, where it is not what is shown, and where each part of the text stands in it.
    file: Option<Box<Source>>,
    map: Map,
    /// Where bytes of the input were no characters; empty as a rule.
    damage: Vec<Damage>,
    origin: Origin,
}

/// Few texts have more lines than one for so many bytes.
const USUAL: usize = 64;
/// In lines longer than so many bytes, scalar values are counted in steps, so that a column costs the same in any line.
const STRIDE: usize = 4096;

/// What is known of the input that a source was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The path or the name given for standard input; empty where there is none.
    pub path: String,
    /// The name of the format that read it (`text`).
    pub format: &'static str,
    /// The name of the encoding (`UTF-8`).
    pub encoding: &'static str,
    /// How many bytes the input has, before decoding.
    pub bytes: u64,
}

/// A place: line and column count from 1, the column in Unicode scalar values; the offset counts bytes from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Point {
    /// The line, from 1.
    pub line: u32,
    /// The column in Unicode scalar values, from 1.
    pub column: u32,
    /// The byte of the decoded UTF-8 text, from 0.
    pub offset: u32,
}

impl Source {
    /// A source of plain text that came from no file.
    #[must_use]
    pub fn from_text(text: impl Into<String>) -> Self {
        let text = text.into();
        let origin = Origin { path: String::new(), format: "text", encoding: "UTF-8", bytes: text.len() as u64 };
        Self::new(text, origin)
    }

    /// A source of decoded `text`; what lies beyond 4 GiB is cut off at a character.
    #[must_use]
    pub fn new(mut text: String, origin: Origin) -> Self {
        if u32::try_from(text.len()).is_err() {
            let end = (0..=u32::MAX as usize - 1).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
            text.truncate(end);
        }
        let mut starts = Vec::with_capacity(text.len() / USUAL + 2);
        starts.push(0);
        let index = Index::new(&text, &mut starts);
        Self {
            text,
            starts,
            index,
            counts: OnceLock::new(),
            hints: Vec::new(),
            file: None,
            map: Map::default(),
            damage: Vec::new(),
            origin,
        }
    }

    /// The same, come from somewhere else: from a file of which another program made what was read.
    #[must_use]
    pub fn from_origin(self, origin: Origin) -> Self {
        Self { origin, ..self }
    }

    /// The decoded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where anything but common ideographs stands.
    #[must_use]
    pub const fn index(&self) -> &Index {
        &self.index
    }

    /// Measures a part of the text.
    #[must_use]
    pub fn measure(&self, span: Span) -> Measure {
        self.survey(span, |_, _| {})
    }

    /// Measures a part of the text, and shows to `look` on the way what the index tells of it ([`Index::telling`]): each sign,
    /// and the bytes that it takes.
    #[inline]
    #[must_use]
    pub fn survey(&self, span: Span, look: impl FnMut(Sign, Range<usize>)) -> Measure {
        let range = span.range();
        let counts = self.index.count(range.clone());
        measure_span(&self.text, range.clone(), counts, self.index.telling(range), look)
    }

    /// How many bytes the first sentence of a part of the text takes; `None` where it has only one.
    #[must_use]
    pub fn first_sentence(&self, span: Span) -> Option<usize> {
        first_sentence_at(
            span.of(&self.text),
            self.index.telling(span.range()).map(|place| place - span.start as usize),
        )
    }

    /// Where it came from.
    #[must_use]
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }

    /// How many lines the text has as it is shown; a line end at the very end opens no further line.
    #[must_use]
    pub fn lines(&self) -> u32 {
        let last_is_empty = self.starts.len() > 1 && self.starts.last().is_some_and(|&s| s as usize == self.text.len());
        u32::try_from(self.starts.len()).unwrap_or(u32::MAX) - u32::from(last_is_empty)
    }

    /// The bytes of a line, numbered from 0, without its line end.
    #[must_use]
    pub fn line(&self, index: u32) -> Span {
        let start = self.starts.get(index as usize).copied().unwrap_or(self.len());
        let end = self.starts.get(index as usize + 1).map_or(self.len(), |&next| next - 1);
        let cut = u32::from(end > start && self.text.as_bytes().get(end as usize - 1) == Some(&b'\r'));
        Span::new(start, end - cut)
    }

    /// What the format knows of a line, numbered from 0.
    #[must_use]
    pub fn hint(&self, line: u32) -> Hint {
        self.hints.get(line as usize).copied().unwrap_or_default()
    }

    /// Whether the format knows anything of lines beyond their characters.
    #[must_use]
    pub const fn has_hints(&self) -> bool {
        !self.hints.is_empty()
    }

    /// What a list wrote at the start of a line, numbered from 0; empty where it wrote nothing.
    #[must_use]
    pub fn written(&self, line: u32) -> Span {
        let start = self.line(line).start;
        Span::new(start, start + u32::from(self.hint(line).written))
    }

    /// The same source with parts of its text replaced, which are in order and apart from one another; of its lines the same
    /// is known. Where an edit has no place in the file, the source stands in none: its places are its own.
    #[must_use]
    pub fn edited(&self, edits: &[(Span, &str)]) -> Self {
        let text = replaced(&self.text, edits.iter().copied());
        let origin = Origin { bytes: text.len() as u64, ..self.origin.clone() };
        let new = Self { hints: self.hints.clone(), ..Self::new(text, origin) };
        let Some(file) = &self.file else { return new };
        let placed = edits.iter().map(|&(span, text)| Some((self.map.literal(span)?, text)));
        let Some(placed) = placed.collect::<Option<Vec<_>>>() else { return new };
        let file = Self::new(replaced(&file.text, placed), file.origin.clone());
        Self { file: Some(Box::new(file)), map: self.map.edited(edits), ..new }
    }

    /// The text of the file with its lines, where that is not what is shown; otherwise this very text.
    #[must_use]
    pub fn file(&self) -> &Self {
        self.file.as_deref().unwrap_or(self)
    }

    /// Where a part of the text stands in the text of the file.
    #[must_use]
    pub fn placed(&self, span: Span) -> Span {
        if self.file.is_some() { self.map.place(span) } else { span }
    }

    /// The same, where it stands there as it is and can be changed; `None` where marks stand inside it.
    #[must_use]
    pub fn literal(&self, span: Span) -> Option<Span> {
        if self.file.is_some() { self.map.literal(span) } else { Some(span) }
    }

    /// Whether a part of the text can be changed in the file. What a list wrote, nobody typed; what stands beside the text is
    /// not its author's; and where something is known of lines, they have to stay as many as they are.
    #[must_use]
    pub fn may_change(&self, span: Span, new: &str) -> bool {
        let inside = || {
            let line = self.line_of(span.start);
            let beside = matches!(self.hint(line).part, Part::Furniture(_));
            !beside && span.start >= self.written(line).end && span.end <= self.line(line).end && !new.contains('\n')
        };
        !self.has_hints() || inside() && self.literal(span).is_some()
    }

    /// The line of a byte of the text, from 0.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> u32 {
        position(self.starts.partition_point(|&start| start <= offset).max(1) - 1)
    }

    /// The place in the file of a byte offset of the text.
    #[must_use]
    pub fn point(&self, offset: u32) -> Point {
        self.points(offset..offset).0
    }

    /// The places in the file of both ends of a range of bytes of the text.
    #[must_use]
    pub fn points(&self, range: Range<u32>) -> (Point, Point) {
        if let Some(file) = &self.file {
            let placed = self.map.place(Span::new(range.start, range.end));
            return file.points(placed.start..placed.end);
        }
        let place = |offset: u32| {
            let line = self.line_of(offset);
            let start = self.starts[line as usize];
            // A BOM is no column of the first line.
            let bom = u32::from(line == 0 && offset > 0 && self.text.starts_with('\u{feff}'));
            let column = self.chars_between(start, offset) - bom + 1;
            Point { line: line + 1, column, offset }
        };
        (place(range.start), place(range.end))
    }

    /// How many scalar values begin in a range of bytes.
    fn chars_between(&self, start: u32, end: u32) -> u32 {
        let bytes = |from: usize, to: usize| self.text.as_bytes().get(from..to).unwrap_or_default();
        let (from, to) = (start as usize, end as usize);
        if to.saturating_sub(from) <= STRIDE {
            return count_chars(bytes(from, to));
        }
        let counts = self.counts.get_or_init(|| {
            let chunks = self.text.as_bytes().chunks(STRIDE);
            let sums = chunks.scan(0, |sum, chunk| Some(std::mem::replace(sum, *sum + count_chars(chunk))));
            sums.collect()
        });
        let before = |place: usize| {
            let chunk = (place / STRIDE).min(counts.len().saturating_sub(1));
            counts.get(chunk).copied().unwrap_or(0) + count_chars(bytes(chunk * STRIDE, place))
        };
        before(to) - before(from)
    }

    fn len(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{STRIDE, Source};
    use crate::index::is_telling;
    use crate::span::Span;
    use crate::text::{Sign, measure};

    proptest! {
        #[test]
        fn a_part_is_measured_as_if_it_stood_alone(before in any::<String>(), text in "[一是加强，。；：！？.!?“”（）)a1 \u{3000}🎉]{0,60}") {
            let source = Source::from_text(format!("{before}{text}"));
            let start = u32::try_from(before.len()).expect("small");
            let end = u32::try_from(source.text().len()).expect("small");
            assert_eq!(source.measure(Span::new(start, end)), measure(&text));
        }
    }

    #[test]
    fn what_a_measure_counts_the_index_tells() {
        let counted = Sign::STOP.or(Sign::SEMICOLON).or(Sign::BLANK).or(Sign::HAN);
        for c in (0..0x11_0000).filter_map(char::from_u32).filter(|c| !('\u{4000}'..'\u{a000}').contains(c)) {
            let sign = Sign::of(c);
            assert!(!sign.is(counted) || is_telling(c), "{c}");
            assert_eq!(sign.is(Sign::CLAUSE), matches!(c, '，' | '：' | ',' | ':'), "{c}");
        }
    }

    #[test]
    fn columns_of_a_long_line_are_counted_in_steps() {
        let line = "加强 a领导，".repeat(STRIDE);
        let source = Source::from_text(format!("一\n{line}"));
        for place in [1, STRIDE - 1, STRIDE, STRIDE + 1, line.len() / 3, line.len()] {
            let place = (0..=place).rev().find(|&i| line.is_char_boundary(i)).expect("0 is one");
            let point = source.point(u32::try_from("一\n".len() + place).expect("small"));
            assert_eq!((point.line, point.column as usize), (2, line[..place].chars().count() + 1));
        }
    }

    #[test]
    fn places_are_counted_in_lines_and_characters() {
        let source = Source::from_text("一、二\r\n\n三");
        assert_eq!(source.lines(), 3);
        let third = source.text().find('三').expect("it stands there");
        let point = source.point(u32::try_from(third).expect("small"));
        assert_eq!((point.line, point.column), (3, 1));
        assert_eq!(source.line(0).of(source.text()), "一、二");
        assert_eq!(Source::from_text("a\n").lines(), 1);
        assert_eq!(Source::from_text("").lines(), 1);
    }
}
