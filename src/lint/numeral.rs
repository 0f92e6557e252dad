//! Numerals in markers: what they would be with another number.

use super::context::Item;
use crate::diagnostic::Edit;
use crate::numeral::{Fold, locate};
use crate::span::Span;

/// The marker of an item with another number, as a reader would expect to see it.
pub(super) fn written(item: &Item<'_>, n: u32) -> String {
    edit(item, n).map_or_else(
        || item.family.write(n).unwrap_or_else(|| n.to_string()),
        |edit| {
            let (start, end) = (
                (edit.span.start - item.marker.span.start) as usize,
                (edit.span.end - item.marker.span.start) as usize,
            );
            format!("{}{}{}", &item.written[..start], edit.text, &item.written[end..])
        },
    )
}

/// The edit that gives an item another number and changes nothing else of its marker; `None` where its number is a word.
pub(super) fn edit(item: &Item<'_>, n: u32) -> Option<Edit> {
    let (range, system, notation) = locate(item.written, item.marker.ordinal?, Fold::default())?;
    let text = system.write_as(n, notation)?;
    let start = item.marker.span.start;
    let at = |i: usize| start + u32::try_from(i).unwrap_or(0);
    Some(Edit::new(Span::new(at(range.start), at(range.end)), text))
}
