//! Fingerprints: a name for a fault that stays the same when the text around it moves.
//!
//! It is made of the path, the rule and the words at the fault, so that a line put in above it or another number in
//! its marker changes nothing. Faults that would have one name are counted.

use std::collections::HashMap;

use super::format::Checked;
use super::place::repository;
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::span::Span;
use crate::text::is_blank;

/// How many characters before and after the start of a fault are looked at: a sentence or two, whatever the length of
/// the line.
const BEFORE: usize = 32;
const AFTER: usize = 64;

/// The fingerprints of the diagnostics of a file, in their order; no two are equal.
pub(super) fn fingerprints(file: &Checked<'_>) -> Vec<String> {
    let path = repository(file.path());
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let name = |diagnostic: &Diagnostic| {
        let words = words(file.source, diagnostic.span);
        let hash = hash([path, "\0", diagnostic.rule, "\0", &words].iter().flat_map(|text| text.bytes()));
        let count = seen.entry(hash).or_default();
        *count += 1;
        format!("{hash:016x}:{count}")
    };
    file.diagnostics.iter().map(name).collect()
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
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
