//! Forms: the parsers made of how a marker is written.
//!
//! A parser is a row of numbers, so that those of the built-in grammar lie in the program. Between two elements up to two
//! blanks, or the line break that tore the marker, are passed over. Knows characters and numerals; knows no family.

use std::collections::BTreeMap;

use super::class::{ClassReader, strip};
use super::entry::ClassEntry;
use super::error::GrammarProblem;
use super::lookalike::Lookalikes;
use super::notation::{Form, Written};
use super::script::Script;
use crate::numeral::{Notation, System};
use crate::stored::{Row, Text, stored};

/// What a recogniser read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The number that the marker denotes: its last numeral.
    pub ordinal: Option<u32>,
    /// The numeral before the last: 2 in `1.2.3`.
    pub prefix: Option<u32>,
    /// How many numerals count: 3 in `1.2.3`.
    pub parts: u8,
    /// How the last numeral was written.
    pub notation: Option<Notation>,
    /// Whether a numeral that does not count was read: 第三条**之一**.
    pub inserted: bool,
    /// Which word of the labelling class was read, counted from 1: 问题 in `问题一：`; 0 where there is none.
    pub label: u16,
    /// Whether a look-alike or another mark stands for a character of the marker.
    pub lookalike: bool,
}

/// A parser made from a form: a part, as it is read by [`Part::split`].
#[derive(Debug)]
pub(super) struct Recogniser {
    code: Row<u32>,
}

stored!(Recogniser { code });

/// What writes the marker of a number, made from a form.
pub(super) type Writer = Box<dyn Fn(u32) -> Option<String> + Send + Sync>;

/// What a parser, or a part of one, reads.
#[derive(Clone, Copy, Debug)]
enum Part<'p> {
    /// Folded characters.
    Literal(&'p [u32]),
    /// The place of a numeral system among all.
    Numeral(usize),
    /// The place of a class among those of the grammar.
    Class(usize),
    Space,
    Wide,
    End,
    Noun,
    Aside,
    Sequence(Parts<'p>),
    Choice(Parts<'p>),
    Optional(Parts<'p>),
    Repeated(Parts<'p>),
}

/// Parts, one behind the other.
#[derive(Clone, Copy, Debug)]
struct Parts<'p>(&'p [u32]);

/// The kinds of parts. The number with which a part begins is its kind, and how many numbers belong to it behind this one,
/// or a place in a table.
const LITERAL: u32 = 0;
const NUMERAL: u32 = 1;
const CLASS: u32 = 2;
const SPACE: u32 = 3;
const WIDE: u32 = 4;
const END: u32 = 5;
const NOUN: u32 = 6;
const ASIDE: u32 = 7;
const SEQUENCE: u32 = 8;
const CHOICE: u32 = 9;
const OPTIONAL: u32 = 10;
const REPEATED: u32 = 11;
const KINDS: u32 = 16;

impl<'p> Part<'p> {
    /// The first part in a row of numbers, and what stands behind it.
    #[inline]
    fn split(code: &'p [u32]) -> Option<(Self, &'p [u32])> {
        let (&head, rest) = code.split_first()?;
        let count = (head / KINDS) as usize;
        let inside = || rest.split_at_checked(count);
        Some(match head % KINDS {
            LITERAL => inside().map(|(letters, rest)| (Self::Literal(letters), rest))?,
            NUMERAL => (Self::Numeral(count), rest),
            CLASS => (Self::Class(count), rest),
            SPACE => (Self::Space, rest),
            WIDE => (Self::Wide, rest),
            END => (Self::End, rest),
            NOUN => (Self::Noun, rest),
            ASIDE => (Self::Aside, rest),
            SEQUENCE => inside().map(|(parts, rest)| (Self::Sequence(Parts(parts)), rest))?,
            CHOICE => inside().map(|(parts, rest)| (Self::Choice(Parts(parts)), rest))?,
            OPTIONAL => inside().map(|(parts, rest)| (Self::Optional(Parts(parts)), rest))?,
            REPEATED => inside().map(|(parts, rest)| (Self::Repeated(Parts(parts)), rest))?,
            _ => return None,
        })
    }
}

impl<'p> Iterator for Parts<'p> {
    type Item = Part<'p>;

    #[inline]
    fn next(&mut self) -> Option<Part<'p>> {
        let (part, rest) = Part::split(self.0)?;
        self.0 = rest;
        Some(part)
    }
}

/// Characters or words that a form calls by one name.
#[derive(Debug)]
pub(super) struct Class {
    name: Text,
    /// What stands in the file.
    pub(super) entry: ClassEntry,
    /// Reads one of them.
    reader: ClassReader,
}

stored!(Class { name, entry, reader });

/// What names in forms stand for, and what is known of characters.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// In the order of their names.
    classes: Vec<Class>,
    pub(super) aliases: BTreeMap<Text, Written>,
    pub(super) lookalikes: Lookalikes,
    pub(super) script: Script,
}

stored!(Names { classes, aliases, lookalikes, script });

impl Names {
    /// No names but those of classes.
    pub(super) fn new(classes: BTreeMap<Text, ClassEntry>, lookalikes: Lookalikes, script: &Script) -> Self {
        let class = |(name, entry)| Class { name, reader: ClassReader::new(&entry, script), entry };
        let classes = classes.into_iter().map(class).collect();
        Self { classes, aliases: BTreeMap::new(), lookalikes, script: script.clone() }
    }

    /// The class of a name.
    pub(super) fn class(&self, name: &str) -> Option<&Class> {
        self.place_of(name).and_then(|place| self.classes.get(place))
    }

    fn place_of(&self, name: &str) -> Option<usize> {
        self.classes.binary_search_by(|class| (*class.name).cmp(name)).ok()
    }

    /// Makes the parser of a form; the error names what is unknown.
    pub(super) fn compile(&self, form: &Form) -> Result<Recogniser, GrammarProblem> {
        let mut code = Vec::new();
        self.add(form, &mut code)?;
        Ok(Recogniser { code: code.into() })
    }

    /// Appends a part to a parser.
    fn add(&self, form: &Form, code: &mut Vec<u32>) -> Result<(), GrammarProblem> {
        let (kind, parts) = match form {
            Form::Name(name) => return self.add_named(name, code),
            Form::Literal(_) => (LITERAL, [].as_slice()),
            Form::Sequence(parts) => (SEQUENCE, parts.as_slice()),
            Form::Choice(parts) => (CHOICE, parts.as_slice()),
            Form::Optional(part) => (OPTIONAL, std::slice::from_ref(&**part)),
            Form::Repeated(part) => (REPEATED, std::slice::from_ref(&**part)),
        };
        let place = code.len();
        code.push(kind);
        if let Form::Literal(text) = form {
            code.extend(text.chars().map(|c| u32::from(self.script.fold(c))));
        }
        parts.iter().try_for_each(|part| self.add(part, code))?;
        code[place] = head(kind, code.len() - place - 1);
        Ok(())
    }

    fn add_named(&self, name: &str, code: &mut Vec<u32>) -> Result<(), GrammarProblem> {
        if let Some(place) = System::ALL.into_iter().position(|s| s.name() == name) {
            code.push(head(NUMERAL, place));
        } else if let Some(alias) = self.aliases.get(name) {
            self.add(alias.form(), code)?;
        } else if let Some(place) = self.place_of(name) {
            code.push(head(CLASS, place));
        } else {
            code.push(match name {
                "space" => SPACE,
                "wide" => WIDE,
                "end" => END,
                "noun" => NOUN,
                "aside" => ASIDE,
                _ => return Err(GrammarProblem::NoName(name.to_owned())),
            });
        }
        Ok(())
    }

    /// Makes the writer of a form: the first of several alternatives, options left out.
    pub(super) fn writer(&self, form: &Form) -> Writer {
        match form {
            Form::Literal(text) => {
                let text = text.clone();
                Box::new(move |_| Some(text.clone()))
            }
            Form::Name(name) => {
                if let Some(system) = System::ALL.into_iter().find(|s| s.name() == name) {
                    Box::new(move |n| system.write(n))
                } else if let Some(alias) = self.aliases.get(name.as_str()) {
                    self.writer(alias.form())
                } else if let Some(class) = self.class(name) {
                    let class = class.entry.clone();
                    Box::new(move |n| {
                        let counted = class.ordinals.iter().position(|&o| o == n);
                        let index = if class.ordinals.is_empty() { Some(0) } else { counted };
                        index.and_then(|i| class.words.get(i)).map(str::to_owned)
                    })
                } else {
                    let word = if name == "noun" { "方面" } else { "" };
                    Box::new(move |_| Some(word.to_owned()))
                }
            }
            Form::Optional(_) | Form::Repeated(_) => Box::new(|_| Some(String::new())),
            Form::Choice(parts) => {
                parts.first().map_or_else(|| self.writer(&Form::Sequence(Vec::new())), |part| self.writer(part))
            }
            Form::Sequence(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.writer(part)).collect();
                Box::new(move |n| parts.iter().map(|part| part(n)).collect())
            }
        }
    }
}

impl Recogniser {
    /// Reads at the start of `input`, and tells what follows; what was read before it is `reading`.
    #[inline]
    pub(super) fn read<'i>(&self, input: &'i str, reading: &mut Reading, names: &Names) -> Option<&'i str> {
        let (part, _) = Part::split(&self.code)?;
        part.read(input, reading, names)
    }
}

impl Part<'_> {
    /// Reads at the start of `input`, and tells what follows. Where it reads nothing it leaves `reading` as it was.
    #[inline]
    fn read<'i>(self, input: &'i str, reading: &mut Reading, names: &Names) -> Option<&'i str> {
        match self {
            Self::Literal(letters) => strip(letters, input, &names.script),
            Self::Numeral(place) => numeral(*System::ALL.get(place)?, input, reading, names),
            Self::Class(place) => names.classes.get(place)?.reader.read(input, reading, &names.script),
            _ => self.read_seldom(input, reading, names),
        }
    }

    /// The same of what is not read at once.
    #[inline(never)]
    fn read_seldom<'i>(self, input: &'i str, reading: &mut Reading, names: &Names) -> Option<&'i str> {
        match self {
            Self::Literal(_) | Self::Numeral(_) | Self::Class(_) => self.read(input, reading, names),
            Self::Space => blanks(input, 1),
            Self::Wide => {
                let wide = input.starts_with('\u{3000}') || input.starts_with('\t');
                blanks(input, if wide { 1 } else { 2 })
            }
            Self::End => {
                let over = input.chars().find(|c| *c == '\n' || !c.is_whitespace()).is_none_or(|c| c == '\n');
                over.then_some(input)
            }
            Self::Noun => {
                let in_noun = |c: &char| crate::text::is_ideograph(*c) && !"的是了".contains(*c);
                let len = input.chars().take_while(in_noun).take(4).map(char::len_utf8).sum();
                input.get(len..).filter(|_| len > 0)
            }
            Self::Aside => {
                let aside = &mut Reading::default();
                let rest = numeral(System::Han, input, aside, names);
                let rest = rest.or_else(|| numeral(System::Arabic, input, aside, names))?;
                reading.inserted = true;
                Some(rest)
            }
            Self::Sequence(mut parts) => {
                let before = *reading;
                let rest = parts.try_fold(input, |rest, part| part.read_next(rest, reading, names));
                if rest.is_none() {
                    *reading = before;
                }
                rest
            }
            Self::Choice(mut parts) => parts.find_map(|part| part.read(input, reading, names)),
            Self::Optional(mut parts) => {
                Some(parts.next().and_then(|part| part.read(input, reading, names)).unwrap_or(input))
            }
            Self::Repeated(mut parts) => {
                let mut rest = input;
                let part = parts.next()?;
                // A marker has few parts; the bound keeps hostile input linear.
                for _ in 0..8 {
                    let before = *reading;
                    match part.read(rest, reading, names) {
                        Some(next) if next.len() < rest.len() => rest = next,
                        _ => {
                            *reading = before;
                            break;
                        }
                    }
                }
                Some(rest)
            }
        }
    }

    /// Reads a part of a sequence, behind a gap if it does not stand here.
    fn read_next<'i>(self, input: &'i str, reading: &mut Reading, names: &Names) -> Option<&'i str> {
        self.read(input, reading, names).or_else(|| {
            // A noun belongs to what stands before it: behind a gap the text begins (第一条　清理河道，).
            let rest = skip_gap(input);
            if rest.len() == input.len() || matches!(self, Self::Noun) {
                return None;
            }
            self.read(rest, reading, names)
        })
    }
}

/// The number with which a part begins.
fn head(kind: u32, count: usize) -> u32 {
    u32::try_from(count).ok().and_then(|count| count.checked_mul(KINDS)).map_or(u32::MAX, |count| count + kind)
}

// 一 十二 1 ①
#[inline(never)]
fn numeral<'i>(system: System, input: &'i str, reading: &mut Reading, names: &Names) -> Option<&'i str> {
    let (rest, numeral) = system.read(input, names.lookalikes.fold()).ok()?;
    reading.prefix = reading.ordinal;
    reading.ordinal = Some(numeral.value);
    reading.parts += 1;
    reading.notation = Some(numeral.notation);
    reading.lookalike |= numeral.lookalike;
    Some(rest)
}

/// What follows blanks, at least so many.
fn blanks(input: &str, least: usize) -> Option<&str> {
    let rest = input.trim_start_matches(is_blank);
    (input.len() > rest.len() && input[..input.len() - rest.len()].chars().count() >= least).then_some(rest)
}

const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}' | '\u{a0}')
}

/// Passes over what may stand inside a marker: two blanks, or a torn line end with the blanks around it.
fn skip_gap(input: &str) -> &str {
    // Far most places begin with an ideograph or a mark.
    if !matches!(input.as_bytes(), [b' ' | b'\t' | b'\n' | b'\r' | 0xc2, ..] | [0xe3, 0x80, 0x80, ..]) {
        return input;
    }
    let rest = input.trim_start_matches(|c| is_blank(c) || c == '\n' || c == '\r');
    let gap = &input[..input.len() - rest.len()];
    let breaks = gap.matches('\n').count();
    if breaks <= 2 && gap.len() <= 24 && (breaks > 0 || gap.chars().count() <= 2) { rest } else { input }
}
