//! Mending a marker: small edits inside it, and the words in which they are offered.

use super::context::Item;
use crate::diagnostic::{Edit, Fix, Message, Safety};

/// The marker of an item as edits, in the order of the text, leave it; what they delete after it is passed over.
pub(super) fn mended(item: &Item<'_>, edits: &[Edit]) -> String {
    let base = item.marker.span.start;
    let part = |from: u32, to: u32| item.written.get((from - base) as usize..(to - base) as usize).unwrap_or_default();
    let (mut out, mut at) = (String::new(), base);
    for edit in edits {
        out.push_str(part(at, edit.span.start.min(item.marker.span.end)));
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(part(at.min(item.marker.span.end), item.marker.span.end));
    out
}

/// The fix that edits the marker of an item.
pub(super) fn fix(item: &Item<'_>, edits: Vec<Edit>, safety: Safety) -> Fix {
    let new = mended(item, &edits);
    let message =
        Message::new(format!("把“{}”改为“{new}”", item.written), format!("write “{new}” for “{}”", item.written));
    Fix { safety, message, edits }
}
