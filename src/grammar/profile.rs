//! Kinds of documents and what a reading has to pay: `grammar/profiles.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostic::Level;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProfilesFile {
    pub(super) profile: BTreeMap<String, Profile>,
    pub(super) prices: Prices,
}

/// A kind of document: what the checker expects of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// What it is for, in Chinese and in English.
    pub about: [String; 2],
    /// The deepest level of headings and points.
    pub max_depth: u32,
    /// The longest heading on a line of its own, in scalar values.
    pub max_heading: u32,
    /// The rules that are taken otherwise than usual, by name.
    #[serde(default)]
    pub rules: BTreeMap<String, Level>,
}

/// The prices of the oddities that a reading may have to admit. Only their order matters; the unit is arbitrary.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Prices {
    /// Opening a list at 1.
    pub open: f32,
    /// Opening one inside a line.
    pub open_inline: f32,
    /// Opening a list above 1.
    pub missing_first: f32,
    /// The same where the numbers run on from a list under an earlier sibling.
    pub run_on: f32,
    /// The same, where headings run on below headings without a number.
    pub run_on_through_bare: f32,
    /// A family inside one that usually stands deeper.
    pub inverted: f32,
    /// The same when this pair was met before.
    pub inverted_again: f32,
    /// A family inside itself.
    pub inside_itself: f32,
    /// The same, where the outer item is a title.
    pub inside_itself_titled: f32,
    /// What is taken off where the outer item is a heading and the inner one is not.
    pub inside_itself_relief: f32,
    /// A gap in the numbers.
    pub gap: f32,
    /// Every further number that is missing.
    pub gap_more: f32,
    /// A number twice.
    pub repeat: f32,
    /// A number that goes back.
    pub backwards: f32,
    /// The number that the item before left out: the two changed places.
    pub swapped: f32,
    /// A wrong number that stands for the right one, so that the next goes on as if nothing had happened.
    pub slip: f32,
    /// A list that starts again with nothing in between.
    pub restart: f32,
    /// The same after a paragraph.
    pub restart_after_paragraph: f32,
    /// The same after a lead-in.
    pub restart_after_lead_in: f32,
    /// An item in a family that has nothing to do with its list.
    pub sibling_family: f32,
    /// An item in a family that may take turns with that of its list.
    pub sibling_group: f32,
    /// A second list under one parent.
    pub second_list: f32,
    /// A list of children under a point that announces none.
    pub under_point: f32,
    /// Leaving a heading although no further heading follows.
    pub leave_heading: f32,
    /// Leaving a point with nothing in between.
    pub leave_point: f32,
    /// An item shaped unlike its siblings.
    pub shape: f32,
    /// A heading that stands deeper or less deep than its format sets it.
    pub depth: f32,
    /// An inline list that goes on in a later paragraph.
    pub interrupted: f32,
    /// An inline list that goes on at the start of the next line.
    pub inline_goes_on: f32,
    /// A list of lines that goes on inside a later line.
    pub block_goes_inline: f32,
    /// An inline list of one item.
    pub single_inline: f32,
    /// An inline list inside another.
    pub inline_in_inline: f32,
    /// A decimal number under a parent with another number.
    pub wrong_prefix: f32,
    /// An unnumbered heading that opens a list of such.
    pub bare: f32,
    /// An unnumbered heading that goes on above a list of numbered ones.
    pub bare_above: f32,
    /// Every further such list.
    pub bare_above_more: f32,
    /// The only unnumbered heading of its list.
    pub bare_single: f32,
    /// A promised count that is met, taken off.
    pub promise_met: f32,
    /// The most readings kept while a zone is read.
    pub beam: usize,
}
