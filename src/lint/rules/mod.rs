//! The register of rules: one file and one line each, in the order in which they are listed.

mod numbering_gap;
mod numbers;

use super::rule::Rule;

/// All rules.
pub static RULES: &[&Rule] = &[
    // Numbers
    &numbering_gap::RULE,
];
