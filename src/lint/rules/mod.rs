//! The register of rules: one file and one line each, in the order in which they are listed.

mod counts;
mod dangling_lead_in;
mod doubled_line;
mod duplicate_heading;
mod duplicate_speech;
mod empty_heading;
mod empty_section;
mod half_width_punctuation;
mod hard_wrapped_paragraph;
mod heading_ends_with_full_stop;
mod heading_too_long;
mod kangxi_radical;
mod missing;
mod missing_closing;
mod missing_salutation;
mod missing_title;
mod numbering_gap;
mod numbers;
mod pairs;
mod placeholder_text;
mod promised_count_mismatch;
mod prose;
mod several_speeches_in_one_file;
mod slogan_count_mismatch;
mod truncated_document;
mod unclosed_bracket;
mod unclosed_quote;
mod unfinished_sentence;

use super::rule::Rule;

/// All rules.
pub static RULES: &[&Rule] = &[
    // Numbers
    &numbering_gap::RULE,
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
