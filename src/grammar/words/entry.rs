//! `grammar/words.toml` as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::grammar::check::{CheckEntry, CitationEntry};
use crate::grammar::texts::Texts;
use crate::stored::{Text, stored};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::grammar) struct WordsFile {
    pub(super) salutation: SalutationEntry,
    pub(super) closing: ClosingEntry,
    pub(super) conclusion: OpensEntry,
    pub(super) title: TitleEntry,
    pub(super) meta: MetaEntry,
    pub(super) signature: SignatureEntry,
    pub(super) separator: SeparatorEntry,
    pub(super) contents: ContentsEntry,
    pub(super) heading: HeadingEntry,
    pub(super) promise: PromiseEntry,
    pub(super) citation: CitationEntry,
    pub(super) boilerplate: BTreeMap<String, BoilerplateEntry>,
    pub(super) check: CheckEntry,
    pub(super) radicals: ScriptEntry,
    pub(in crate::grammar) script: ScriptEntry,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::grammar) struct ScriptEntry {
    pub(in crate::grammar) from: Text,
    pub(in crate::grammar) to: Text,
}

stored!(ScriptEntry { from, to });

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SalutationEntry {
    pub(super) opens: Texts,
    pub(super) people: Texts,
    pub(super) greetings: Texts,
    pub(super) addressees: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClosingEntry {
    pub(super) lines: Texts,
    pub(super) most: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OpensEntry {
    pub(super) opens: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleEntry {
    pub(super) ends: Texts,
    pub(super) tags: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MetaEntry {
    pub(super) date: Texts,
    pub(super) place: Texts,
    pub(super) time: Texts,
    pub(super) speaker: Texts,
    pub(super) occasion: Texts,
    pub(super) people: Texts,
    pub(super) number: Texts,
    pub(super) note: Texts,
    pub(super) offices: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignatureEntry {
    pub(super) ends: Texts,
    pub(super) people: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeparatorEntry {
    pub(super) labelled: Texts,
    pub(super) examples: Texts,
    pub(super) counted: Texts,
    pub(super) bare: Texts,
    pub(super) attachment: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ContentsEntry {
    pub(super) heads: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeadingEntry {
    pub(super) words: Texts,
    pub(super) labels: Texts,
    pub(super) attached: Texts,
    pub(super) apparatus: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PromiseEntry {
    pub(super) classifiers: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BoilerplateEntry {
    #[serde(default)]
    pub(super) strong: Texts,
    #[serde(default)]
    pub(super) weak: Texts,
    #[serde(default)]
    pub(super) tail: bool,
}
