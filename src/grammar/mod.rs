//! The grammar: families, words and prices, read from the data in `grammar/`.
//!
//! It is a value that is passed, never global. Knows how the data is written; knows nothing of documents.

mod build;
mod check;
mod class;
mod entry;
mod error;
mod family;
mod form;
mod lead;
mod lookalike;
mod notation;
mod opener;
mod own;
mod packed;
mod pattern;
mod prepared;
mod profile;
mod reader;
mod script;
mod sieve;
mod texts;
mod words;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::index::Finder;
use crate::numeral::Fold;
use check::{CheckFile, CheckWords};
use form::Names;
use opener::Openers;

pub use entry::Inline;
pub use error::{GrammarError, GrammarProblem};
pub use family::{Family, Found, Traits};
pub use form::Reading;
pub use opener::Opened;
pub use own::Own;
pub(crate) use pattern::is_number;
pub use profile::{Prices, Profile};
pub use script::Script;
pub use words::PieceSign;
pub(crate) use words::{Boilerplate, Folded, Glance, LineKind, Name, Opening, Words};

/// The files of a grammar, as texts.
#[derive(Clone, Copy, Debug)]
pub struct GrammarFiles<'a> {
    /// `markers.toml`.
    pub markers: &'a str,
    /// `words.toml`.
    pub words: &'a str,
    /// `profiles.toml`.
    pub profiles: &'a str,
}

impl GrammarFiles<'static> {
    /// The files that are built into the program.
    pub const BUILTIN: Self = Self {
        markers: include_str!("../../grammar/markers.toml"),
        words: include_str!("../../grammar/words.toml"),
        profiles: include_str!("../../grammar/profiles.toml"),
    };
}

impl GrammarFiles<'_> {
    fn are_builtin(&self) -> bool {
        let builtin = GrammarFiles::BUILTIN;
        // Most often they are the very same, and need not be read.
        let same = |a: &str, b: &str| std::ptr::eq(a, b) || a == b;
        same(self.markers, builtin.markers) && same(self.words, builtin.words) && same(self.profiles, builtin.profiles)
    }
}

/// Families, words and prices.
pub struct Grammar {
    families: Vec<Family>,
    script: Script,
    words: Box<Words>,
    /// What only the checker asks for, made when it first does of what stands in the file.
    check: OnceLock<Box<CheckWords>>,
    check_file: CheckFile,
    profiles: BTreeMap<String, Profile>,
    prices: Prices,
    openers: Openers,
    /// The families that can stand inside a line.
    inline: opener::Mask,
    /// Whether one of them begins with a mark that closes or parts, or that the index does not tell.
    hidden_opens_inline: bool,
    /// Finds the ideographs with which their markers begin, some of which need no mark before them.
    ideographs: Finder,
    /// What the names in forms stand for.
    names: Arc<Names>,
}

impl Grammar {
    /// The grammar that is built into the program.
    #[must_use]
    pub fn builtin() -> Self {
        Self::parse(GrammarFiles::BUILTIN).expect("the built-in grammar is tested")
    }

    /// Reads a grammar.
    ///
    /// # Errors
    /// The first mistake, with file, line and entry.
    pub fn parse(files: GrammarFiles<'_>) -> Result<Self, GrammarError> {
        Self::with(files, &[])
    }

    /// Reads a grammar and adds families and words of one's own.
    ///
    /// # Errors
    /// The first mistake, with file, line and entry.
    pub fn with(files: GrammarFiles<'_>, own: &[Own<'_>]) -> Result<Self, GrammarError> {
        let builtin = if own.is_empty() && files.are_builtin() { prepared::grammar() } else { None };
        builtin.map_or_else(|| build::build(files, own), Ok)
    }

    /// All families; a marker's family is an index of this.
    #[must_use]
    pub fn families(&self) -> &[Family] {
        &self.families
    }

    /// The family with an index that a marker of this grammar holds.
    ///
    /// # Panics
    /// When the index comes from another grammar.
    #[must_use]
    pub fn family(&self, index: u16) -> &Family {
        &self.families[usize::from(index)]
    }

    /// Which characters count as the same.
    #[must_use]
    pub const fn script(&self) -> &Script {
        &self.script
    }

    /// The kinds of documents, by name.
    #[must_use]
    pub const fn profiles(&self) -> &BTreeMap<String, Profile> {
        &self.profiles
    }

    /// What a reading has to pay.
    #[must_use]
    pub const fn prices(&self) -> &Prices {
        &self.prices
    }

    /// What is meant by look-alikes in numerals; those of other marks are asked of [`Family::meant`].
    #[must_use]
    pub fn fold(&self) -> Fold<'_> {
        self.names.lookalikes.fold()
    }

    pub(crate) fn words(&self) -> &Words {
        &self.words
    }

    /// The words that only the checker asks for.
    pub(crate) fn check_words(&self) -> &CheckWords {
        self.check.get_or_init(|| CheckWords::new(&self.check_file, &self.script).into())
    }

    /// The families whose markers can stand at the beginning of `text`, as its first two characters tell.
    #[inline]
    #[must_use]
    pub fn opened(&self, text: &str) -> Opened {
        self.openers.opened(text, opener::Mask::MAX)
    }

    /// Those of them that can stand inside a line.
    #[inline]
    #[must_use]
    pub fn opened_inline(&self, text: &str) -> Opened {
        self.openers.opened(text, self.inline)
    }

    /// Whether a marker that can stand inside a line may begin at a byte of a text; `false` is certain.
    #[inline]
    #[must_use]
    pub fn may_open_inline(&self, text: &str, place: usize) -> bool {
        text.get(place..).is_some_and(|rest| !self.opened_inline(rest).is_empty())
    }

    /// Whether one can begin with a mark that closes or parts, or with what [`Index::telling`](crate::index::Index::telling) passes over.
    #[inline]
    pub(crate) const fn hidden_opens_inline(&self) -> bool {
        self.hidden_opens_inline
    }

    /// Finds the common ideographs with which a marker inside a line may begin: no other opens one.
    #[must_use]
    pub(crate) const fn ideographs(&self) -> &Finder {
        &self.ideographs
    }
}
