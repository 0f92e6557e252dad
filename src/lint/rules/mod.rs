//! The register of rules: one file and one line each, in the order in which they are listed.

mod counts;
mod dangling_lead_in;
mod doubled_line;
mod duplicate_heading;
mod duplicate_number;
mod duplicate_speech;
mod empty_heading;
mod empty_section;
mod excessive_depth;
mod half_width_punctuation;
mod hard_wrapped_paragraph;
mod heading_ends_with_full_stop;
mod heading_too_long;
mod inconsistent_cousin_family;
mod interrupted_list;
mod inverted_nesting;
mod kangxi_radical;
mod missing;
mod missing_closing;
mod missing_first_item;
mod missing_salutation;
mod missing_title;
mod mixed_families_in_list;
mod numbering_gap;
mod numbers;
mod out_of_order_number;
mod pairs;
mod placeholder_text;
mod promised_count_mismatch;
mod prose;
mod row;
mod same_family_nested;
mod several_speeches_in_one_file;
mod single_item_list;
mod skipped_level;
mod slogan_count_mismatch;
mod split_sibling_list;
mod truncated_document;
mod unclosed_bracket;
mod unclosed_quote;
mod unexpected_restart;
mod unfinished_sentence;

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
    // Punctuation
    &unclosed_bracket::RULE,
    &unclosed_quote::RULE,
    &unfinished_sentence::RULE,
    &heading_ends_with_full_stop::RULE,
    // Counts
    &promised_count_mismatch::RULE,
    &slogan_count_mismatch::RULE,
    &dangling_lead_in::RULE,
    // Headings
    &empty_heading::RULE,
    &heading_too_long::RULE,
    &empty_section::RULE,
    &duplicate_heading::RULE,
    // Document
    &missing_title::RULE,
    &missing_salutation::RULE,
    &missing_closing::RULE,
    &several_speeches_in_one_file::RULE,
    &duplicate_speech::RULE,
    &truncated_document::RULE,
    &placeholder_text::RULE,
    // Damage
    &hard_wrapped_paragraph::RULE,
    &half_width_punctuation::RULE,
    &kangxi_radical::RULE,
    &doubled_line::RULE,
];
