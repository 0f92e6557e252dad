//! Writing back: edits of a text made in the bytes that it was read from, in the same encoding.
//!
//! Everything but the edits stays as it is, also what no program would write so: codes that are doubled in their
//! encoding, and bytes that are no characters.

use super::label::Encoding;
use super::walk::Walk;
use crate::diagnostic::Edit;
use crate::read::error::WriteError;
use crate::read::splice::splice;

/// The bytes with the edits of their text, which are in order and apart from one another.
pub(in crate::read) fn write(
    bytes: &[u8],
    text: &str,
    edits: &[Edit],
    encoding: Encoding,
) -> Result<Vec<u8>, WriteError> {
    // UTF-8 without damage is its own text.
    if encoding == Encoding::Utf8 && bytes == text.as_bytes() {
        return Ok(splice(bytes, edits.iter().map(|edit| (edit.span.range(), &edit.text))));
    }
    let (read, damage) = encoding.read(bytes).map_err(|_| WriteError::Changed)?;
    if read != text {
        return Err(WriteError::Changed);
    }
    let lacks = |character| WriteError::Lacks { encoding: encoding.name(), character };
    let mut walk = Walk::new(encoding, bytes, text, &damage);
    let mut made = Vec::with_capacity(edits.len());
    for edit in edits {
        let range = edit.span.range();
        let (start, end) = (walk.to(range.start), walk.to(range.end));
        let (Some(start), Some(end)) = (start, end) else { return Err(WriteError::Damaged) };
        made.push((start..end, encoding.write(&edit.text).map_err(lacks)?));
    }
    let out = splice(bytes, made);
    // Beside bytes that are no character, and in an encoding with two codes for one, what was written may read otherwise.
    let wanted = splice(text.as_bytes(), edits.iter().map(|edit| (edit.span.range(), &edit.text)));
    match encoding.read(&out) {
        Ok((read, _)) if read.as_bytes() == wanted => Ok(out),
        _ => Err(WriteError::Damaged),
    }
}
