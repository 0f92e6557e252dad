//! Byte splices: everything but the edits stays as it is.

use std::ops::Range;

/// The bytes with parts replaced; the parts are in order and apart from one another.
pub(super) fn splice(bytes: &[u8], edits: impl IntoIterator<Item = (Range<usize>, impl AsRef<[u8]>)>) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for (range, new) in edits {
        out.extend_from_slice(bytes.get(at..range.start).unwrap_or_default());
        out.extend_from_slice(new.as_ref());
        at = range.end;
    }
    out.extend_from_slice(bytes.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::splice;

    #[test]
    fn parts_are_replaced_and_put_in() {
        assert_eq!(splice(b"0123456", [(1..2, "a"), (3..3, "bc"), (6..7, "")]), b"0a2bc345");
        assert_eq!(splice(b"01", Vec::<(std::ops::Range<usize>, &str)>::new()), b"01");
    }
}
