//! The entries of `markers.toml` as they stand in the file.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::texts::Texts;
use crate::stored::{Row, Text, stored, stored_by_place};

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MarkersFile {
    #[serde(default)]
    pub(super) alias: BTreeMap<Text, Spanned<Text>>,
    #[serde(default)]
    pub(super) class: BTreeMap<Text, ClassEntry>,
    #[serde(default)]
    pub(super) doubt: BTreeMap<String, Spanned<DoubtEntry>>,
    pub(super) family: Vec<Spanned<FamilyEntry>>,
    #[serde(default)]
    pub(super) lookalike: BTreeMap<String, BTreeMap<String, String>>,
}

/// Characters or words under one name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassEntry {
    pub(super) words: Texts,
    #[serde(default)]
    pub(super) lookalikes: Texts,
    #[serde(default)]
    pub(super) others: Texts,
    #[serde(default)]
    pub(super) labels: bool,
    #[serde(default)]
    pub(super) ordinals: Row<u32>,
}

stored!(ClassEntry { words, lookalikes, others, labels, ordinals });

/// What speaks against a candidate.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DoubtEntry {
    pub(super) after: Option<Text>,
    pub(super) before: Option<Text>,
    pub(super) unless: Option<Text>,
    #[serde(default)]
    pub(super) price: f32,
    #[serde(default)]
    pub(super) refuse: bool,
}

/// Where a family may stand inside a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Inline {
    /// Nowhere.
    #[default]
    No,
    /// After a mark that ends a sentence or a clause that could be one.
    Sentence,
    /// After any mark.
    Boundary,
    /// Anywhere, at a price where no mark stands before it.
    Anywhere,
}

stored_by_place!(Inline in [Self::No, Self::Sentence, Self::Boundary, Self::Anywhere]);

/// One family.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FamilyEntry {
    pub(super) id: Text,
    pub(super) name: Text,
    pub(super) form: Text,
    pub(super) follow: Option<Text>,
    pub(super) rank: u16,
    pub(super) group: Option<String>,
    #[serde(default)]
    pub(super) inline: Inline,
    #[serde(default)]
    pub(super) inline_price: f32,
    pub(super) inline_weight: Option<f32>,
    pub(super) weight: Option<f32>,
    pub(super) single: Option<f32>,
    #[serde(default)]
    pub(super) loose: f32,
    #[serde(default)]
    pub(super) through: bool,
    #[serde(default)]
    pub(super) unnumbered: bool,
    #[serde(default)]
    pub(super) ordered: bool,
    #[serde(default)]
    pub(super) words: bool,
    #[serde(default)]
    pub(super) sentence_is_point: bool,
    pub(super) alias_of: Option<Text>,
    #[serde(default)]
    pub(super) doubt: Texts,
    #[serde(default)]
    pub(super) doubt_inline: Texts,
    #[serde(default)]
    pub(super) yes: Texts,
    #[serde(default)]
    pub(super) no: Vec<(Text, Text)>,
}
