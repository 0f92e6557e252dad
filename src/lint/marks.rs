//! Marks: the brackets and delimiters of one marker, as they stand and as they are meant.
//!
//! Sees one marker and the character after it; knows nothing of its siblings.

use super::context::{Context, Item};
use super::trace::Traces;
use crate::numeral::{System, sign};
use crate::span::Span;
use crate::text::{Width, in_width, is_blank, is_closer, is_ideograph, is_opener};

/// The brackets and delimiters of a marker.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    /// The bracket that opens it.
    pub(super) open: Option<Mark>,
    /// The bracket that closes it.
    pub(super) close: Option<Mark>,
    /// What ends it where no bracket does.
    pub(super) end: Option<Mark>,
    /// A mark after a bracket or a sign that needs none.
    pub(super) stray: Option<Mark>,
    /// Whether it is one sign: ① ㈠ ⑴ ⒈.
    pub(super) sign: bool,
}

/// A character of a marker that is no numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) span: Span,
    /// What stands there.
    pub(super) seen: char,
    /// What is meant: another character for a look-alike.
    pub(super) meant: char,
}

/// How a marker is delimited whatever the width, comparable between siblings: `(` and `)`, `.` alone, or a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) open: Option<char>,
    pub(super) close: Option<char>,
    pub(super) end: Option<char>,
    pub(super) sign: bool,
}

impl Marks {
    /// The marks of an item's marker.
    pub(super) fn of(context: &Context<'_>, item: &Item<'_>) -> Self {
        let family = context.grammar.family(item.marker.family);
        let written = item.written;
        let mark = |(i, seen): (usize, char)| {
            let span = item.part(i..i + seen.len_utf8());
            Mark { span, seen, meant: family.meant(seen).unwrap_or(seen) }
        };
        let open = written.char_indices().next().map(mark).filter(|mark| is_opener(mark.meant));
        let mut out = Self { open, ..Self::default() };
        let mut back = written.char_indices().rev().filter(|(_, c)| !is_blank(*c)).map(mark);
        let Some(last) = back.next() else { return out };
        let mut head = Some(last);
        if is_delimiter(last.meant) {
            head = back.next().filter(|before| is_closer(before.meant) || sign(before.seen).is_some());
            *if head.is_some() { &mut out.stray } else { &mut out.end } = Some(last);
        }
        let Some(head) = head else { return out };
        out.sign = sign(head.seen).is_some();
        out.close = Some(head).filter(|head| is_closer(head.meant));
        if out.stray.is_none() && (out.sign || out.close.is_some()) {
            let after = context.text()[item.marker.span.end as usize..].chars().next();
            out.stray = after.filter(|c| is_stray(*c)).map(|c| mark((written.len(), c)));
        }
        out
    }

    /// Whether a mark may follow a bracket or a sign; seen quickly, where far most markers have none.
    pub(super) fn may_stray(context: &Context<'_>, item: &Item<'_>) -> bool {
        let usual = |c: char| is_ideograph(c) || c.is_ascii_alphanumeric();
        let after = context.text()[item.marker.span.end as usize..].chars().next();
        after.is_some_and(is_stray) || !item.written.chars().rev().nth(1).is_some_and(usual)
    }

    /// All marks but the stray one, in the order of the text.
    pub(super) fn proper(&self) -> impl Iterator<Item = Mark> {
        [self.open, self.close, self.end].into_iter().flatten()
    }

    /// How the marker is delimited whatever the width.
    pub(super) fn style(&self) -> Style {
        let of = |mark: Option<Mark>| mark.map(|mark| in_width(mark.meant, Width::Half));
        Style { open: of(self.open), close: of(self.close), end: of(self.end), sign: self.sign }
    }

    /// Whether one of the marks is only like the one that is meant.
    pub(super) fn lookalike(&self) -> bool {
        self.proper().any(|mark| mark.seen != mark.meant)
    }
}

/// Whether a marker is torn over a line end.
pub(super) const fn is_torn(item: &Item<'_>) -> bool {
    item.traces.hold(Traces::TORN)
}

/// Whether a marker begins with its numeral or a bracket, and not with a word (第一，问题一：); 一是 begins with a word to us.
pub(super) fn is_plain(item: &Item<'_>) -> bool {
    let counts = |system: &System| matches!(system, System::Stem | System::Financial);
    !item.written.starts_with(is_ideograph) || item.family.systems().iter().any(counts)
}

/// Ends a marker.
const fn is_delimiter(c: char) -> bool {
    is_stray(c) || matches!(c, '；' | ';' | '。')
}

/// Follows a marker by mistake; 。 and ； after a bracket end a sentence that the bracket belongs to.
const fn is_stray(c: char) -> bool {
    matches!(c, '、' | '，' | ',' | '.' | '．' | '：' | ':')
}
