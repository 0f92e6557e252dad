//! The fingerprints of a report: of the path, the rule and the words at a fault. Faults that would have one are counted.

use std::collections::HashMap;

use super::format::Checked;
use super::place::repository;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::fingerprint;

/// The fingerprints of the diagnostics of a file, in their order; no two are equal.
pub(super) fn fingerprints(file: &Checked<'_>) -> Vec<String> {
    let path = repository(file.path());
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let name = |diagnostic: &Diagnostic| {
        let hash = fingerprint(&[path, diagnostic.rule], file.source, diagnostic.span);
        let count = seen.entry(hash).or_default();
        *count += 1;
        format!("{hash:016x}:{count}")
    };
    file.diagnostics.iter().map(name).collect()
}
