//! The register of rules: one file and one line each, in the order in which they are listed.

mod comma_led_list;
mod duplicate_number;
mod excessive_depth;
mod full_stop_inside_semicolon_item;
mod half_bracket_marker;
mod ideographic_comma_after_arabic;
mod ideographic_comma_after_ordinal;
mod inconsistent_cousin_family;
mod inconsistent_heading_ending;
mod interrupted_list;
mod inverted_nesting;
mod list_ends_with_semicolon;
mod lookalike_delimiter;
mod lookalike_numeral;
mod malformed_number;
mod missing_first_item;
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
mod precomposed_marker;
mod punctuation_after_bracketed_marker;
mod row;
mod same_family_nested;
mod sequence;
mod single_item_list;
mod skipped_level;
mod space_inside_marker;
mod split_marker;
mod split_sibling_list;
mod unexpected_restart;
mod unfinished_adverb_sequence;
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
];
