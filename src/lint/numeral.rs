//! Numerals in markers: what they would be with another number.

use super::context::Item;
use super::mend::mended;
use crate::diagnostic::Edit;
use crate::numeral::{Fold, Notation, System, locate};
use crate::text::is_ideograph;

/// The marker of an item with another number, as a reader would expect to see it.
pub(super) fn written(item: &Item<'_>, n: u32) -> String {
    edit(item, n).map(|edit| mended(item, &[edit])).or_else(|| item.family.write(n)).unwrap_or_else(|| n.to_string())
}

/// Whether a Chinese numeral may begin with `c`.
pub(super) fn opens_han(c: char) -> bool {
    is_ideograph(c) && System::Han.opens_with(c)
}

/// The edit that gives an item another number and changes nothing else of its marker; `None` where its number is a word.
pub(super) fn edit(item: &Item<'_>, n: u32) -> Option<Edit> {
    rewritten(item, n, None, Fold::default())
}

/// The edit that writes the number `n` in the place of an item's own, in its notation or in another one.
pub(super) fn rewritten(item: &Item<'_>, n: u32, notation: Option<Notation>, fold: Fold<'_>) -> Option<Edit> {
    let (range, system, own) = locate(item.written, item.marker.ordinal?, fold)?;
    Some(Edit::new(item.part(range), system.write_as(n, notation.unwrap_or(own))?))
}
