//! The register of rules: one file and one line each, in the order in which they are listed.

mod comma_led_list;
mod counts;
mod dangling_lead_in;
mod doubled_line;
mod duplicate_heading;
mod duplicate_number;
mod duplicate_speech;
mod empty_heading;
mod empty_section;
mod excessive_depth;
mod full_stop_inside_semicolon_item;
mod half_bracket_marker;
mod half_width_punctuation;
mod hard_wrapped_paragraph;
mod heading_ends_with_full_stop;
mod heading_too_long;
mod ideographic_comma_after_arabic;
mod ideographic_comma_after_ordinal;
mod inconsistent_cousin_family;
mod inconsistent_heading_ending;
mod interrupted_list;
mod inverted_nesting;
mod kangxi_radical;
mod list_ends_with_semicolon;
mod lookalike_delimiter;
mod lookalike_numeral;
mod lost_character;
mod malformed_number;
mod missing;
mod missing_closing;
mod missing_first_item;
mod missing_salutation;
mod missing_title;
mod mixed_delimiter_style;
mod mixed_delimiter_width;
mod mixed_families_in_list;
mod mixed_item_endings;
mod mixed_list_verbs;
mod mixed_numeral_notation;
mod mixed_ordinal_sets;
mod numbering_gap;
mod numbers;
mod out_of_order_number;
mod pairs;
mod placeholder_text;
mod precomposed_marker;
mod promised_count_mismatch;
mod punctuation_after_bracketed_marker;
mod row;
mod same_family_nested;
mod sequence;
mod several_speeches_in_one_file;
mod single_item_list;
mod skipped_level;
mod slogan_count_mismatch;
mod space_inside_marker;
mod split_marker;
mod split_sibling_list;
mod truncated_document;
mod unclosed_bracket;
mod unclosed_quote;
mod unexpected_restart;
mod unfinished_adverb_sequence;
mod unfinished_sentence;
mod unpaired_aspect;
mod wrong_delimiter_after_han_numeral;

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
    &unfinished_adverb_sequence::RULE,
    &unpaired_aspect::RULE,
    &mixed_numeral_notation::RULE,
    &malformed_number::RULE,
    // Nesting
    &inverted_nesting::RULE,
    &skipped_level::RULE,
    &excessive_depth::RULE,
    &mixed_families_in_list::RULE,
    &inconsistent_cousin_family::RULE,
    &split_sibling_list::RULE,
    &same_family_nested::RULE,
    // Markers
    &mixed_delimiter_width::RULE,
    &mixed_delimiter_style::RULE,
    &punctuation_after_bracketed_marker::RULE,
    &ideographic_comma_after_arabic::RULE,
    &ideographic_comma_after_ordinal::RULE,
    &wrong_delimiter_after_han_numeral::RULE,
    &lookalike_delimiter::RULE,
    &lookalike_numeral::RULE,
    &precomposed_marker::RULE,
    &space_inside_marker::RULE,
    &half_bracket_marker::RULE,
    &mixed_ordinal_sets::RULE,
    &mixed_list_verbs::RULE,
    &split_marker::RULE,
    // Punctuation
    &inconsistent_heading_ending::RULE,
    &list_ends_with_semicolon::RULE,
    &mixed_item_endings::RULE,
    &full_stop_inside_semicolon_item::RULE,
    &comma_led_list::RULE,
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
    &lost_character::RULE,
];
