//! Marker families: what is read at a place, and what speaks against it.

use std::sync::Arc;

use super::entry::Inline;
use super::form::{Names, Reading, Recogniser};
use super::reader::Reader;
use super::script::Script;
use super::texts::Texts;
use crate::numeral::System;
use crate::stored::{Row, Text, stored, stored_by_place};
use crate::text::{Charset, is_blank};
use crate::work;

/// A marker family of the grammar.
pub struct Family {
    pub(super) id: Text,
    pub(super) public_id: Text,
    pub(super) name: Text,
    pub(super) reader: Reader,
    pub(super) follow: Option<Ahead>,
    pub(super) doubts: Vec<Arc<Doubt>>,
    pub(super) inline_doubts: Vec<Arc<Doubt>>,
    pub(super) yes: Texts,
    /// Each with the name of its doubt behind it.
    pub(super) no: Texts,
    pub(super) systems: Vec<System>,
    /// What is seen in its markers, and what is meant.
    pub(super) lookalikes: Row<(char, char)>,
    pub(super) traits: Traits,
}

/// What the reading needs to know of a family: numbers only.
#[derive(Clone, Copy, Debug)]
pub struct Traits {
    /// Usual depth; lower is further out.
    pub rank: u16,
    /// Families of one group may take turns in one list; unique where a family is alone.
    pub group: u16,
    /// The family under whose id its markers are written: itself, but for a loose way of writing another.
    pub public: u16,
    /// Where it may stand inside a line.
    pub inline: Inline,
    /// What opening a list inside a line costs besides.
    pub inline_price: f32,
    /// What taking such a marker inside a line for text costs.
    pub inline_weight: f32,
    /// What taking such a marker at the start of a line for text costs.
    pub weight: f32,
    /// What a list of one item costs.
    pub single: f32,
    /// What the loose way of writing costs.
    pub loose: f32,
    /// Whether the count runs through the document whatever stands above it.
    pub through: bool,
    /// Whether its markers denote no number.
    pub unnumbered: bool,
    /// Whether its labels are units of fixed order (章 above 节).
    pub ordered: bool,
    /// Whether its numbers are words, which count loosely.
    pub words: bool,
    /// Whether an item of one whole sentence is a point even with text below it.
    pub sentence_is_point: bool,
    /// Whether its depth is the number of its parts (1.1, 1.1.1).
    pub nested: bool,
}

stored!(Traits {
    rank,
    group,
    public,
    inline,
    inline_price,
    inline_weight,
    weight,
    single,
    loose,
    through,
    unnumbered,
    ordered,
    words,
    sentence_is_point,
    nested
});
stored_by_place!(System in System::ALL);

/// A doubt, ready to be asked.
pub(super) struct Doubt {
    pub(super) id: Text,
    pub(super) after: Option<Ahead>,
    pub(super) before: Option<Behind>,
    pub(super) unless: Option<Ahead>,
    pub(super) price: f32,
    pub(super) refuse: bool,
}

/// A form that is looked for behind a marker.
pub(super) struct Ahead {
    pub(super) recogniser: Recogniser,
    /// The folded characters with which it may begin; `None` where it may hold none.
    pub(super) begins: Option<Box<Charset>>,
}

/// Words that are looked for before a marker.
pub(super) struct Behind {
    words: Texts,
    /// The folded characters with which they end.
    ends: Charset,
}

stored!(Behind { words, ends });
stored!(Ahead { recogniser, begins });
stored!(Doubt { id, after, before, unless, price, refuse });

/// What stands behind a marker, with its first character, folded.
#[derive(Clone, Copy)]
struct Rest<'t> {
    text: &'t str,
    first: Option<char>,
}

/// A marker that a family read at a place.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// How many bytes it takes, trailing white space not counted.
    pub len: usize,
    /// What was read.
    pub reading: Reading,
    /// What believing it costs.
    pub price: f32,
    /// The strongest doubt, where there is one: an index of those of its family.
    pub doubt: Option<u8>,
}

impl Family {
    /// Its numbers and prices.
    #[must_use]
    pub const fn traits(&self) -> &Traits {
        &self.traits
    }

    /// Its id in `markers.toml`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The id under which its markers are written in the outline.
    #[must_use]
    pub fn public_id(&self) -> &str {
        &self.public_id
    }

    /// Whether it is a loose way of writing another family.
    #[must_use]
    pub fn is_alias(&self) -> bool {
        self.id != self.public_id
    }

    /// The form as people speak of it: `一、`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Texts that the family reads: marker, ordinal, and what follows.
    pub fn examples(&self) -> impl Iterator<Item = (&str, Option<u32>, &str)> {
        self.yes.iter().filter_map(|example| {
            let mut parts = example.splitn(3, '|');
            Some((parts.next()?, parts.next()?.parse().ok(), parts.next().unwrap_or_default()))
        })
    }

    /// Texts that the family does not read, or doubts, each with the name of the doubt.
    pub fn counterexamples(&self) -> impl Iterator<Item = (&str, &str)> {
        self.no.iter().step_by(2).zip(self.no.iter().skip(1).step_by(2))
    }

    /// The numeral systems of its ordinals.
    #[must_use]
    pub fn systems(&self) -> &[System] {
        &self.systems
    }

    /// The mark that is meant where `c` stands in one of its markers and is only like it.
    #[must_use]
    pub fn meant(&self, c: char) -> Option<char> {
        self.lookalikes.iter().find(|(seen, _)| *seen == c).map(|&(_, meant)| meant)
    }

    /// The name of a doubt that it found.
    #[must_use]
    pub fn doubt(&self, index: u8) -> &str {
        self.doubts.iter().chain(&self.inline_doubts).nth(usize::from(index)).map_or("", |doubt| &doubt.id)
    }

    /// Writes the marker that denotes `n`, or `None` where the family cannot. What it writes it reads.
    #[must_use]
    pub fn write(&self, n: u32) -> Option<String> {
        self.reader.write(n)
    }

    /// Whether the form matches more than `len` bytes at the start of `text`, whatever speaks against it: without that no
    /// marker is so long.
    pub(crate) fn may_exceed(&self, len: usize, text: &str) -> bool {
        self.reader.read(text).is_some_and(|(_, rest)| text.len() - rest.len() > len)
    }

    /// Reads a marker at the start of `text`; `before` is what stands before it in its paragraph.
    #[must_use]
    pub fn read(&self, text: &str, before: &str, inline: bool, script: &Script) -> Option<Found> {
        work::steps(1);
        let (reading, rest) = self.reader.read(text)?;
        let names = self.reader.names();
        let first = rest.chars().next().map(|c| names.script.fold(c));
        let rest = Rest { text: rest, first };
        if self.follow.as_ref().is_some_and(|follow| !follow.comes(rest, names)) {
            return None;
        }
        let marker = &text[..text.len() - rest.text.len()];
        let len = marker.trim_end_matches(is_blank).len();
        let mut found = Found { len, reading, price: self.traits.loose, doubt: None };
        if reading.lookalike {
            found.price += LOOKALIKE;
        }
        let mut worst = 0.0;
        let more: &[Arc<Doubt>] = if inline { &self.inline_doubts } else { &[] };
        let doubts = self.doubts.iter().chain(more).zip(0u8..);
        for (doubt, index) in doubts.filter(|(doubt, _)| doubt.holds(rest, before, script, names)) {
            if doubt.refuse {
                return None;
            }
            if doubt.price > worst {
                found.price += doubt.price - worst;
                worst = doubt.price;
                found.doubt = Some(index);
            }
        }
        Some(found)
    }
}

/// What a look-alike in a marker costs: little, since a list confirms it, but more than nothing.
const LOOKALIKE: f32 = 0.4;

impl Doubt {
    fn holds(&self, rest: Rest<'_>, before: &str, script: &Script, names: &Names) -> bool {
        self.after.as_ref().is_none_or(|after| after.comes(rest, names))
            && self.before.as_ref().is_none_or(|words| words.stands(before, script))
            && !self.unless.as_ref().is_some_and(|unless| unless.comes(rest, names))
    }
}

impl Ahead {
    /// Whether a text begins so.
    fn comes(&self, rest: Rest<'_>, names: &Names) -> bool {
        let may = |begins: &Charset| rest.first.is_some_and(|c| begins.contains(c));
        self.begins.as_deref().is_none_or(may)
            && self.recogniser.read(rest.text, &mut Reading::default(), names).is_some()
    }
}

impl Behind {
    /// `None` where every text ends so.
    pub(super) fn new(words: Texts, script: &Script) -> Option<Self> {
        let ends = words.iter().filter_map(|word| word.chars().next_back()).map(|c| script.fold(c)).collect();
        let some = !words.is_empty() && words.iter().all(|word| !word.is_empty());
        some.then_some(Self { words, ends })
    }

    /// Whether a text ends so.
    fn stands(&self, text: &str, script: &Script) -> bool {
        let ends = |c: char| self.ends.contains(script.fold(c));
        text.chars().next_back().is_some_and(ends) && self.words.iter().any(|word| script.ends_with(text, word))
    }
}
