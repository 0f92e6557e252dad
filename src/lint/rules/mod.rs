//! The register of rules: one file and one line each, in the order in which they are listed.

mod duplicate_number;
mod excessive_depth;
mod inconsistent_cousin_family;
mod interrupted_list;
mod inverted_nesting;
mod missing_first_item;
mod mixed_families_in_list;
mod numbering_gap;
mod numbers;
mod out_of_order_number;
mod row;
mod same_family_nested;
mod single_item_list;
mod skipped_level;
mod split_sibling_list;
mod unexpected_restart;

use super::rule::Rule;

/// All rules.
pub static RULES: &[&Rule] = &[
    // Numbers
    &numbering_gap::RULE,
    &duplicate_number::RULE,
    &out_of_order_number::RULE,
    &missing_first_item::RULE,
    &unexpected_restart::RULE,
    &single_item_list::RULE,
    &interrupted_list::RULE,
    // Nesting
    &inverted_nesting::RULE,
    &skipped_level::RULE,
    &excessive_depth::RULE,
    &mixed_families_in_list::RULE,
    &inconsistent_cousin_family::RULE,
    &split_sibling_list::RULE,
    &same_family_nested::RULE,
];
