//! Patches: how a text came of another one, whatever was changed in between.
//!
//! A patch says which bytes of the text as it was still stand, so that in a file they can stay the bytes that they are.

use crate::diagnostic::Edit;
use crate::span::{Span, replaced};

/// The text with `edits`, which are in order and apart from one another.
#[must_use]
pub fn splice(text: &str, edits: &[Edit]) -> String {
    replaced(text, edits.iter().map(|edit| (edit.span, edit.text.as_str())))
}

/// The same edit without what it leaves as it is at both ends; `None` where that is all.
pub(super) fn shrink(text: &str, edit: Edit) -> Option<Edit> {
    let old = edit.span.of(text);
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
        a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let front = same(&mut old.chars(), &mut edit.text.chars());
    let (old, new) = (&old[front..], &edit.text[front..]);
    let back = same(&mut old.chars().rev(), &mut new.chars().rev());
    let new = &new[..new.len() - back];
    let offset = |bytes: usize| u32::try_from(bytes).unwrap_or(0);
    let span = Span::new(edit.span.start + offset(front), edit.span.end - offset(back));
    (!span.is_empty() || !new.is_empty()).then(|| Edit::new(span, new))
}

/// Where a span stands after `edits`: moved by those before it.
pub(super) fn moved(span: Span, edits: &[Edit]) -> Span {
    let to = |offset: u32| {
        let before = &edits[..edits.partition_point(|edit| edit.span.end <= offset)];
        let grown: i64 = before.iter().map(grown).sum();
        u32::try_from(i64::from(offset) + grown).unwrap_or(offset)
    };
    Span::new(to(span.start), to(span.end))
}

/// How many bytes an edit adds.
fn grown(edit: &Edit) -> i64 {
    i64::try_from(edit.text.len()).unwrap_or(0) - i64::from(edit.span.len())
}

/// A text as pieces of the text that it came of, and what was put in between.
#[derive(Debug)]
pub(super) struct Patch {
    /// The length of the text as it was.
    len: u32,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    /// Bytes of the text as it was.
    Kept(Span),
    New(String),
}

impl Patch {
    /// Nothing is changed in a text of `len` bytes.
    pub(super) fn new(len: u32) -> Self {
        Self { len, pieces: vec![Piece::Kept(Span::new(0, len))] }
    }

    /// Changes the text as it is by now; the edits are in order and apart from one another.
    pub(super) fn add(&mut self, edits: &[Edit]) {
        let mut rest = std::mem::take(&mut self.pieces).into_iter();
        let mut next = rest.next();
        let mut at = 0;
        for edit in edits {
            // First what stands before the edit, which stays, then what it replaces, which goes.
            for (until, stays) in [(edit.span.start, true), (edit.span.end, false)] {
                while let Some(piece) = next.take_if(|_| at < until) {
                    let (before, after) = piece.cut(until - at);
                    at += before.len();
                    if stays {
                        self.pieces.push(before);
                    }
                    next = after.or_else(|| rest.next());
                }
                if stays {
                    self.pieces.push(Piece::New(edit.text.clone()));
                }
            }
        }
        self.pieces.extend(next.into_iter().chain(rest));
    }

    /// All changes of the text as it was.
    pub(super) fn edits(&self, text: &str) -> Vec<Edit> {
        let mut out = Vec::new();
        let mut edit = Edit::new(Span::default(), "");
        let end = Piece::Kept(Span::new(self.len, self.len));
        for piece in self.pieces.iter().chain([&end]) {
            match piece {
                Piece::New(new) => edit.text.push_str(new),
                Piece::Kept(span) => {
                    edit.span.end = span.start;
                    out.extend(shrink(text, edit));
                    edit = Edit::new(Span::new(span.end, span.end), "");
                }
            }
        }
        out
    }
}

impl Piece {
    fn len(&self) -> u32 {
        match self {
            Self::Kept(span) => span.len(),
            Self::New(text) => u32::try_from(text.len()).unwrap_or(u32::MAX),
        }
    }

    /// Its first `len` bytes, and the rest where there is one.
    fn cut(self, len: u32) -> (Self, Option<Self>) {
        if self.len() <= len {
            return (self, None);
        }
        match self {
            Self::Kept(Span { start, end }) => {
                (Self::Kept(Span::new(start, start + len)), Some(Self::Kept(Span::new(start + len, end))))
            }
            Self::New(mut text) => {
                let rest = text.split_off(len as usize);
                (Self::New(text), Some(Self::New(rest)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};

    use super::{Edit, Patch, Span, moved, splice};

    /// Edits at characters of a text, in order and apart from one another.
    fn edits_of(text: &str, places: &[(usize, usize, String)]) -> Vec<Edit> {
        let bounds: Vec<u32> = text.char_indices().map(|(i, _)| i).chain([text.len()]).map(small).collect();
        let mut out: Vec<Edit> = Vec::new();
        for (start, len, new) in places {
            let start = bounds[start % bounds.len()];
            let first = bounds.partition_point(|&bound| bound < start);
            let end = bounds[(first + len).min(bounds.len() - 1)];
            out.push(Edit::new(Span::new(start, end), new.as_str()));
        }
        out.sort_by_key(|edit| edit.span);
        out.dedup_by(|next, edit| next.span.start <= edit.span.end);
        out
    }

    fn small(n: usize) -> u32 {
        u32::try_from(n).expect("the texts of a test are short")
    }

    fn places() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
        proptest::collection::vec((0_usize..40, 0_usize..4, "[一、a\r\n]{0,3}"), 0..5)
    }

    proptest! {
        #[test]
        fn many_rounds_are_one_patch(text in "\u{feff}?[一二、（）a\r\n]{0,30}", rounds in proptest::collection::vec(places(), 0..4)) {
            let mut patch = Patch::new(small(text.len()));
            let mut now = text.clone();
            for places in &rounds {
                let edits = edits_of(&now, places);
                patch.add(&edits);
                now = splice(&now, &edits);
            }
            let edits = patch.edits(&text);
            prop_assert_eq!(splice(&text, &edits), now);
            prop_assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            prop_assert!(edits.iter().all(|edit| !(edit.text.is_empty() && edit.span.is_empty())));
        }

        #[test]
        fn what_no_edit_touches_is_found_again(text in "[一二、a]{1,20}", places in places(), at in 0_usize..20) {
            let edits = edits_of(&text, &places);
            let starts: Vec<(usize, char)> = text.char_indices().collect();
            let (start, c) = starts[at % starts.len()];
            let span = Span::new(small(start), small(start + c.len_utf8()));
            let touched = edits.iter().any(|edit| edit.span.start < span.end && span.start < edit.span.end);
            let inside = edits.iter().any(|edit| edit.span.is_empty() && edit.span.start == span.end);
            if !touched && !inside {
                let after = splice(&text, &edits);
                prop_assert_eq!(moved(span, &edits).of(&after).chars().next(), Some(c));
            }
        }
    }

    #[test]
    fn an_edit_that_was_undone_is_none() {
        let mut patch = Patch::new(9);
        patch.add(&[Edit::new(Span::new(3, 6), "十")]);
        patch.add(&[Edit::new(Span::new(3, 6), "二")]);
        assert_eq!(patch.edits("一二三"), []);
        assert_eq!(Patch::new(0).edits(""), []);
    }
}
