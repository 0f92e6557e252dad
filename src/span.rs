//! Spans: ranges of bytes in the decoded text.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes of the decoded UTF-8 text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to `end`, in bytes.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// How many bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// The same as a range of indexes.
    #[must_use]
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it holds nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The text under the span; empty where the span is not one of `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// A place in a text or a list as spans hold it; there is none beyond 2³² − 1.
#[must_use]
pub fn position(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// A text with parts replaced, which are in order and apart from one another.
#[must_use]
pub fn replaced<'a>(text: &str, edits: impl IntoIterator<Item = (Span, &'a str)>) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (span, new) in edits {
        out.push_str(Span::new(at, span.start).of(text));
        out.push_str(new);
        at = span.end;
    }
    out.push_str(text.get(at as usize..).unwrap_or_default());
    out
}
