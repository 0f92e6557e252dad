//! The words of the genre, ready to be asked: what a line without a marker could be.
//!
//! Knows `grammar/words.toml`. Decides nothing: every pattern that fits is told. What a line is not is told by a glance
//! at its characters (`glance`), and only what could be is asked.

mod address;
mod entry;
mod glance;
mod name;
mod suffixes;

use super::check::CheckFile;
use super::pattern::{Number, Patterns};
use super::script::Script;
use super::sieve::{COUNTS, Sieve};
use super::texts::Texts;
use crate::stored::{Stock, Store, Stored, Text, stored, stored_by_place};

pub(super) use entry::{ScriptEntry, WordsFile};
pub(crate) use glance::{Folded, Glance, Opening};
pub(crate) use name::Name;
pub(crate) use suffixes::Suffixes;

/// What tells that a line is a piece of a compendium, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PieceSign {
    /// A word that says so: 篇一.
    Label,
    /// A word that may count other things too: 例1：.
    Example,
    /// A number after a title.
    Count,
}

/// What a whole line can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum LineKind {
    Closing,
    /// A meta line, with its key.
    Meta(&'static str),
    /// A piece of a compendium.
    Piece(PieceSign),
    /// A number alone, which can be a piece if speeches stand between.
    BarePiece,
    Attachment,
    Contents,
    /// A line of a site, by the index of its reason, strong or weak.
    Boilerplate(Boilerplate),
}

/// Why a line is boilerplate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Boilerplate {
    /// The index of its reason.
    pub(crate) reason: u8,
    /// Whether it is boilerplate wherever it stands.
    pub(crate) strong: bool,
    /// Whether nothing of the speech follows it.
    pub(crate) tail: bool,
}

/// The words, compiled.
#[derive(Debug)]
pub(crate) struct Words {
    lines: Patterns,
    kinds: Vec<LineKind>,
    reasons: Vec<Text>,
    tags: Patterns,
    /// How long a closing may be, in characters.
    pub(crate) closing_most: usize,
    pub(crate) address_opens: Suffixes,
    pub(crate) people: Suffixes,
    pub(crate) greetings: Suffixes,
    pub(crate) addressees: Suffixes,
    conclusion_opens: Suffixes,
    pub(crate) title_ends: Suffixes,
    pub(crate) offices: Suffixes,
    /// Whether an office has one character.
    short_offices: bool,
    pub(crate) signers: Suffixes,
    pub(crate) heading_words: Suffixes,
    pub(crate) heading_labels: Suffixes,
    pub(crate) attached: Suffixes,
    pub(crate) apparatus: Suffixes,
    promise: Suffixes,
    sieve: Sieve,
}

stored_by_place!(PieceSign in [Self::Label, Self::Example, Self::Count]);
stored!(Boilerplate { reason, strong, tail });
stored!(Words {
    lines,
    kinds,
    reasons,
    tags,
    closing_most,
    address_opens,
    people,
    greetings,
    addressees,
    conclusion_opens,
    title_ends,
    offices,
    short_offices,
    signers,
    heading_words,
    heading_labels,
    attached,
    apparatus,
    promise,
    sieve
});

impl Stored for LineKind {
    fn store(&self, store: &mut Store) {
        match self {
            Self::Closing => 0_u8.store(store),
            Self::Meta(key) => {
                1_u8.store(store);
                key.store(store);
            }
            Self::Piece(sign) => {
                2_u8.store(store);
                sign.store(store);
            }
            Self::BarePiece => 3_u8.store(store),
            Self::Attachment => 4_u8.store(store),
            Self::Contents => 5_u8.store(store),
            Self::Boilerplate(why) => {
                6_u8.store(store);
                why.store(store);
            }
        }
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        Some(match u8::take(stock)? {
            0 => Self::Closing,
            1 => Self::Meta(Stored::take(stock)?),
            2 => Self::Piece(Stored::take(stock)?),
            3 => Self::BarePiece,
            4 => Self::Attachment,
            5 => Self::Contents,
            6 => Self::Boilerplate(Stored::take(stock)?),
            _ => return None,
        })
    }
}

impl Words {
    /// The words, and as they stand in the file those that only the checker asks for.
    pub(super) fn new(file: WordsFile, script: &Script) -> (Self, CheckFile) {
        let Kinds { all: kinds, patterns, reasons } = Kinds::new(&file);
        let lines = Patterns::new(64, patterns.len(), patterns.into_iter(), script);
        let tags = &file.title.tags;
        let tags = tags.iter().map(|tag| format!("*{tag}")).chain(tags.iter().map(|tag| format!("{tag}*")));
        let set = |words: &Texts| Suffixes::new(words.iter(), script);
        let people = file.signature.people.iter().filter(|word| !word.ends_with('*'));
        let signers = file.signature.ends.iter().chain(people);
        let mut words = Self {
            lines,
            kinds,
            tags: Patterns::new(100, 60, tags.map(|tag| (tag, 0)), script),
            reasons,
            closing_most: file.closing.most,
            address_opens: set(&file.salutation.opens),
            people: set(&file.salutation.people),
            greetings: set(&file.salutation.greetings),
            addressees: set(&file.salutation.addressees),
            conclusion_opens: set(&file.conclusion.opens),
            title_ends: set(&file.title.ends),
            offices: set(&file.meta.offices),
            short_offices: false,
            signers: Suffixes::new(signers, script),
            heading_words: set(&file.heading.words),
            heading_labels: set(&file.heading.labels),
            attached: set(&file.heading.attached),
            apparatus: set(&file.heading.apparatus),
            promise: set(&file.promise.classifiers),
            sieve: Sieve::new(),
        };
        words.short_offices = words.offices.words().any(|office| office.len() == 1);
        words.sieve = glance::sieve(&words, script);
        let WordsFile { check, citation, promise, radicals, .. } = file;
        (words, CheckFile { check, citation, classifiers: promise.classifiers, radicals })
    }

    /// Tells everything that a folded line can be, with the first number in it.
    pub(crate) fn kinds<'l>(&self, line: &'l [char], mut tell: impl FnMut(LineKind, Number<'l>)) {
        self.lines.matches(line, |kind, number| tell(self.kinds[usize::from(kind)], number));
    }

    /// Whether a folded end of a text promises a count: 讲三点意见.
    pub(crate) fn promises(&self, line: &[char]) -> bool {
        (1..line.len()).any(|i| self.sieve.of(line[i - 1]) & COUNTS != 0 && self.promise.start_of(&line[i..]).is_some())
    }

    /// The name of a reason.
    pub(crate) fn reason(&self, index: u8) -> &str {
        self.reasons.get(usize::from(index)).map_or("boilerplate", |reason| reason)
    }

    /// The index of a reason by its name.
    pub(crate) fn reason_index(&self, name: &str) -> Option<u8> {
        self.reasons.iter().position(|reason| reason == name).and_then(|i| u8::try_from(i).ok())
    }
}

/// What whole lines can be, and the patterns that tell so.
#[derive(Default)]
struct Kinds<'w> {
    all: Vec<LineKind>,
    patterns: Vec<(&'w str, u16)>,
    /// The names of the reasons why a line is boilerplate.
    reasons: Vec<Text>,
}

impl<'w> Kinds<'w> {
    fn new(file: &'w WordsFile) -> Self {
        let mut out = Self::default();
        let (meta, separator) = (&file.meta, &file.separator);
        out.add(file.closing.lines.iter(), LineKind::Closing);
        for (key, lines) in [
            ("date", &meta.date),
            ("place", &meta.place),
            ("date", &meta.time),
            ("speaker", &meta.speaker),
            ("occasion", &meta.occasion),
            ("people", &meta.people),
            ("number", &meta.number),
            ("note", &meta.note),
        ] {
            out.add(lines.iter(), LineKind::Meta(key));
        }
        out.add(file.signature.people.iter().filter(|word| word.ends_with('*')), LineKind::Meta("signature"));
        out.add(separator.labelled.iter(), LineKind::Piece(PieceSign::Label));
        out.add(separator.examples.iter(), LineKind::Piece(PieceSign::Example));
        out.add(separator.counted.iter(), LineKind::Piece(PieceSign::Count));
        out.add(separator.bare.iter(), LineKind::BarePiece);
        out.add(separator.attachment.iter(), LineKind::Attachment);
        out.add(file.contents.heads.iter(), LineKind::Contents);
        for (name, entry) in &file.boilerplate {
            let reason = u8::try_from(out.reasons.len()).unwrap_or(u8::MAX);
            out.reasons.push(name.clone().into());
            for (lines, strong) in [(&entry.strong, true), (&entry.weak, false)] {
                out.add(lines.iter(), LineKind::Boilerplate(Boilerplate { reason, strong, tail: entry.tail }));
            }
        }
        out
    }

    fn add(&mut self, patterns: impl Iterator<Item = &'w str>, kind: LineKind) {
        let value = u16::try_from(self.all.len()).unwrap_or(u16::MAX);
        self.all.push(kind);
        self.patterns.extend(patterns.map(|pattern| (pattern, value)));
    }
}
