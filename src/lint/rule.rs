//! The contract of a rule: its name, its one documentation, and what it looks for.

use super::context::Context;
use super::findings::Findings;
use crate::diagnostic::{Level, Safety};
use crate::lang::Lang;

/// Looks for one kind of fault.
pub struct Rule {
    /// Its name in kebab-case, which names the fault.
    pub name: &'static str,
    /// What it is about.
    pub topic: Topic,
    /// How heavily its fault is usually taken.
    pub level: Level,
    /// How heavily it is taken where it is asked for by name though it is usually off.
    pub asked: Level,
    /// Whether it offers to put the fault right, and how safely; the mildest where that depends.
    pub fix: Option<Safety>,
    /// What it finds, in a few words.
    pub summary: Words,
    /// What exactly it finds, and what it does not.
    pub found: Words,
    /// Why the fault hurts the reader, with the norm where there is one.
    pub why: Words,
    /// A text with the fault.
    pub bad: &'static str,
    /// The same text without it.
    pub good: &'static str,
    /// Looks for the fault and reports each once.
    pub(super) check: fn(&Context<'_>, &mut Findings<'_>),
}

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// The numbers of a list.
    Numbers,
    /// Lists inside lists.
    Nesting,
    /// How markers are written.
    Markers,
    /// How items, headings and sentences end.
    Punctuation,
    /// Counts that the text promises.
    Counts,
    /// Headings and what stands under them.
    Headings,
    /// The document as a whole.
    Document,
    /// What copying and scanning did to the text.
    Damage,
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Words {
    /// The text in a language.
    #[must_use]
    pub fn of(self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}

impl Topic {
    /// All topics, in the order of the list of rules.
    pub const ALL: [Self; 8] = [
        Self::Numbers,
        Self::Nesting,
        Self::Markers,
        Self::Punctuation,
        Self::Counts,
        Self::Headings,
        Self::Document,
        Self::Damage,
    ];

    /// Its name for people.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Numbers => lang.pick("编号", "Numbers"),
            Self::Nesting => lang.pick("层次", "Nesting"),
            Self::Markers => lang.pick("序号写法", "Markers"),
            Self::Punctuation => lang.pick("标点", "Punctuation"),
            Self::Counts => lang.pick("数目", "Counts"),
            Self::Headings => lang.pick("标题", "Headings"),
            Self::Document => lang.pick("全篇", "Document"),
            Self::Damage => lang.pick("文字损伤", "Damage"),
        }
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Rule").field(&self.name).finish()
    }
}
