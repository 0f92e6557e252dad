//! Fingerprints: a name for a fault that stays the same when the text around it moves.
//!
//! It is made of names, as that of the rule, and of the words at the fault, so that a line put in above it or another
//! number in its marker changes nothing. Knows no diagnostic.

use crate::source::Source;
use crate::span::Span;
use crate::text::is_blank;

/// How many characters before and after the start of a fault are looked at: a sentence or two, whatever the length of
/// the line.
const BEFORE: usize = 32;
const AFTER: usize = 64;

/// The fingerprint of a fault at `span`; two faults of the same names and words have the same.
#[must_use]
pub fn fingerprint(names: &[&str], source: &Source, span: Span) -> u64 {
    let words = words(source, span);
    let names = names.iter().flat_map(|name| [*name, "\0"]);
    hash(names.chain([words.as_str()]).flat_map(str::bytes))
}

/// The text of the line around the start of a fault, without blanks and without numbers, which renumbering changes.
fn words(source: &Source, span: Span) -> String {
    let line = source.line(source.point(span.start).line - 1);
    let start = span.start.min(line.end);
    let before = Span::new(line.start, start).of(source.text()).chars().rev().take(BEFORE).filter(says);
    let after = Span::new(start, line.end).of(source.text()).chars().take(AFTER).filter(says);
    before.chain(std::iter::once('\0')).chain(after).collect()
}

fn says(&c: &char) -> bool {
    !is_blank(c) && !c.is_numeric() && !"一二三四五六七八九十百千零两".contains(c)
}

/// FNV-1a with 64 bits: short, and the same on every machine and in every version.
pub(crate) fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
