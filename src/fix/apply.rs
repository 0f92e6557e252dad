//! One round: of every fix all edits or none, and of two that stand in each other's way the first in the text.

use std::collections::BTreeMap;

use super::patch::{shrink, splice};
use crate::diagnostic::{Diagnostic, Edit, Safety};

/// What came of one round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The text with the edits.
    pub text: String,
    /// The edits of the text as it was: as small as can be, in order, apart from one another.
    pub edits: Vec<Edit>,
    /// The diagnostics whose fixes were applied, by index, in the order of the text.
    pub applied: Vec<usize>,
    /// Those whose fixes were allowed, but have to wait: another one changes the same place.
    pub skipped: Vec<usize>,
}

/// Applies the fixes of `diagnostics` that are at least as safe as `limit` to the text that they speak of.
///
/// A fix that has no place in the text, that is at odds with itself or that changes nothing is skipped.
#[must_use]
pub fn apply(text: &str, diagnostics: &[Diagnostic], limit: Safety) -> Applied {
    let mut fixes: Vec<(usize, Option<Vec<Edit>>)> = Vec::new();
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        if let Some(fix) = diagnostic.fix.as_ref().filter(|fix| fix.safety <= limit) {
            fixes.push((index, ready(text, &fix.edits)));
        }
    }
    fixes.sort_by_key(|(_, edits)| edits.as_ref().and_then(|edits| edits.first()).map(|edit| edit.span));
    let mut taken = Taken::default();
    let (mut applied, mut skipped) = (Vec::new(), Vec::new());
    for (index, edits) in fixes {
        match edits.filter(|edits| edits.iter().all(|edit| taken.is_free(edit))) {
            Some(edits) => {
                edits.into_iter().for_each(|edit| taken.add(edit));
                applied.push(index);
            }
            None => skipped.push(index),
        }
    }
    let edits = taken.edits();
    Applied { text: splice(text, &edits), edits, applied, skipped }
}

/// The edits of a fix in order, as small as can be; `None` where they cannot be made or change nothing.
fn ready(text: &str, edits: &[Edit]) -> Option<Vec<Edit>> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.span);
    let mut out: Vec<Edit> = Vec::new();
    for edit in sorted {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        text.get(start..end)?;
        match out.last_mut() {
            Some(last) if edit.span.start < last.span.end => return None,
            // Edits that touch are one, so that what is put in at their seam stays in order.
            Some(last) if edit.span.start == last.span.end => {
                last.span.end = edit.span.end;
                last.text.push_str(&edit.text);
            }
            _ => out.push(edit.clone()),
        }
    }
    let out: Vec<Edit> = out.into_iter().filter_map(|edit| shrink(text, edit)).collect();
    (!out.is_empty()).then_some(out)
}

/// The edits of the fixes that were taken, by start and end.
#[derive(Default)]
struct Taken(BTreeMap<(u32, u32), String>);

impl Taken {
    /// Whether an edit meets none that was taken. What is put in right beside another edit meets it: nobody could say
    /// which of the two comes first.
    fn is_free(&self, edit: &Edit) -> bool {
        let (start, end) = (edit.span.start, edit.span.end);
        let near = self.0.range(..=(end, u32::MAX)).rev().map(|(span, _)| *span).take_while(|span| span.1 >= start);
        near.into_iter().all(|(from, to)| (to == start || from == end) && from < to && start < end)
    }

    fn add(&mut self, edit: Edit) {
        self.0.insert((edit.span.start, edit.span.end), edit.text);
    }

    fn edits(self) -> Vec<Edit> {
        let edit = |((start, end), text)| Edit { span: crate::span::Span::new(start, end), text };
        self.0.into_iter().map(edit).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    use super::{Applied, apply, ready, splice};
    use crate::diagnostic::{Diagnostic, Edit, Fix, Message, Safety, Severity};
    use crate::span::Span;

    fn fault(safety: Safety, edits: &[(u32, u32, &str)]) -> Diagnostic {
        let edits = edits.iter().map(|&(start, end, text)| Edit::new(Span::new(start, end), text)).collect();
        Diagnostic {
            rule: "rule",
            severity: Severity::Error,
            span: Span::default(),
            message: Message::new("错", "wrong"),
            related: Vec::new(),
            fix: Some(Fix { safety, message: Message::new("改", "mend"), edits }),
            note: None,
        }
    }

    fn safe(text: &str, fixes: &[&[(u32, u32, &str)]]) -> Applied {
        let faults: Vec<Diagnostic> = fixes.iter().map(|edits| fault(Safety::Safe, edits)).collect();
        apply(text, &faults, Safety::Safe)
    }

    #[test]
    fn edits_in_any_order_are_made_together() {
        let done = safe("\u{feff}(一)\r\n(二)", &[&[(14, 15, "）"), (10, 11, "（")], &[(3, 4, "（")]]);
        assert_eq!(done.text, "\u{feff}（一)\r\n（二）");
        assert_eq!((done.applied, done.skipped), (vec![1, 0], vec![]));
    }

    #[test]
    fn of_two_that_overlap_the_first_in_the_text_wins() {
        let done = safe("0123456789", &[&[(4, 6, "x"), (8, 9, "x")], &[(3, 5, "y")], &[(8, 9, "z")]]);
        assert_eq!((done.text.as_str(), done.applied, done.skipped), ("012y567z9", vec![1, 2], vec![0]));
    }

    #[test]
    fn all_edits_of_a_fix_are_made_or_none() {
        let done = safe("0123456789", &[&[(0, 2, "a")], &[(1, 3, "b"), (6, 7, "b")]]);
        assert_eq!((done.text.as_str(), done.skipped), ("a23456789", vec![1]));
    }

    #[test]
    fn neighbours_do_not_overlap_unless_something_is_put_in_between() {
        assert_eq!(safe("0123", &[&[(0, 2, "a")], &[(2, 4, "b")]]).text, "ab");
        let done = safe("0123", &[&[(0, 2, "a")], &[(2, 2, "b")], &[(2, 2, "c")]]);
        assert_eq!((done.text.as_str(), done.skipped), ("a23", vec![1, 2]));
        let done = safe("0123", &[&[(2, 2, "b")], &[(2, 2, "c")]]);
        assert_eq!((done.text.as_str(), done.skipped), ("01b23", vec![1]));
    }

    #[test]
    fn what_cannot_be_done_or_does_nothing_is_skipped() {
        for edits in
            [&[(1, 2, "x")][..], &[(0, 9, "x")], &[(0, 3, "a"), (0, 3, "b")], &[(0, 3, "一")], &[], &[(3, 0, "x")]]
        {
            let done = safe("一二", &[edits]);
            assert_eq!((done.text.as_str(), done.applied, done.skipped), ("一二", vec![], vec![0]), "{edits:?}");
        }
        assert_eq!(safe("", &[]).text, "");
        assert_eq!(safe("", &[&[(0, 0, "一")]]).text, "一");
    }

    #[test]
    fn edits_are_made_as_small_as_can_be() {
        let done = safe("（一）、选址", &[&[(0, 12, "（一）")]]);
        assert_eq!((done.text.as_str(), done.edits), ("（一）选址", vec![Edit::new(Span::new(9, 12), "")]));
        let done = safe("一二三", &[&[(0, 3, "十"), (3, 6, "二"), (6, 9, "四")]]);
        assert_eq!(done.text, "十二四");
    }

    #[test]
    fn a_limit_keeps_what_is_less_safe_from_being_applied() {
        let faults = [fault(Safety::Unsafe, &[(0, 1, "a")]), fault(Safety::Safe, &[(1, 2, "b")])];
        let told = |limit| apply("01", &faults, limit).text;
        assert_eq!((told(Safety::Safe).as_str(), told(Safety::Unsafe).as_str()), ("0b", "ab"));
        assert_eq!(apply("01", &faults, Safety::Safe).skipped, Vec::<usize>::new());
    }

    proptest! {
        /// Whatever the fixes ask for, wherever they point: of each all or none, and nothing else changes.
        #[test]
        fn only_whole_fixes_are_made(
            text in "\u{feff}?[一、（）a\r\n]{0,20}",
            fixes in proptest::collection::vec(proptest::collection::vec((0_u32..40, 0_u32..6, "[一a\r\n]{0,2}"), 0..3), 0..6),
        ) {
            let edits = |fix: &Vec<(u32, u32, String)>| -> Vec<(u32, u32, String)> {
                fix.iter().map(|(start, len, new)| (*start, start + len, new.clone())).collect()
            };
            let faults: Vec<Diagnostic> = fixes.iter().map(|fix| {
                let edits = edits(fix);
                fault(Safety::Safe, &edits.iter().map(|(start, end, new)| (*start, *end, new.as_str())).collect::<Vec<_>>())
            }).collect();
            let done = apply(&text, &faults, Safety::Safe);
            prop_assert_eq!(&splice(&text, &done.edits), &done.text);
            prop_assert!(done.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            let mut all: Vec<usize> = done.applied.iter().chain(&done.skipped).copied().collect();
            all.sort_unstable();
            prop_assert!(all.into_iter().eq(0..faults.len()));
            let of = |index: usize| ready(&text, &faults[index].fix.as_ref().expect("each has one").edits);
            let made: usize = done.applied.iter().filter_map(|&index| of(index)).map(|edits| edits.len()).sum();
            prop_assert_eq!(made, done.edits.len());
            prop_assert!(done.applied.iter().filter_map(|&index| of(index)).flatten().all(|edit| done.edits.contains(&edit)));
        }
    }
}
