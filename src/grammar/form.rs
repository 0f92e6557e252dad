//! Forms: the notation in which `grammar/markers.toml` writes how a marker looks, and the parsers made from it.
//!
//! A form is EBNF on one line: `open han close`, `"第" n unit [ "之" aside ]`, `han ( "来" | "则" )`.
//! Literals stand in quotes, names are numeral systems, classes, aliases, or one of
//! `space` (a blank), `wide` (U+3000, a tab or two blanks), `end` (the line is over), `noun` (one to four ideographs),
//! `aside` (a numeral that does not count). Between two elements up to two blanks, or the line break that tore the marker, are passed over.
//! A parser is a row of numbers, so that those of the built-in grammar lie in the program. Knows characters and numerals;
//! knows no family.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use nom::branch::alt;
use nom::bytes::complete::{take_till1, take_while1};
use nom::character::complete::{char, space0};
use nom::combinator::{all_consuming, map};
use nom::multi::{many1, separated_list1};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

use super::entry::ClassEntry;
use super::error::GrammarProblem;
use super::lookalike::Lookalikes;
use super::script::Script;
use super::utf8;
use crate::numeral::{Notation, System};
use crate::span::position;
use crate::stored::{Row, Text, in_row, stored};

/// A form as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form {
    Literal(String),
    Name(String),
    Sequence(Vec<Form>),
    Choice(Vec<Form>),
    Optional(Box<Form>),
    Repeated(Box<Form>),
}

impl Form {
    /// Reads a form; the error is what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Self, GrammarProblem> {
        let parsed: IResult<&str, Self> = all_consuming(delimited(space0, choice, space0)).parse(text);
        parsed.map(|(_, form)| form).map_err(|_| GrammarProblem::NoForm(text.to_owned()))
    }
}

/// A form with the text in which it is written, read when it is first asked for.
#[derive(Clone, Debug)]
pub(super) struct Written {
    text: Text,
    form: OnceLock<Form>,
}

stored!(Written { text, form });

impl Written {
    /// Reads the text at once; the error is what is wrong with it.
    pub(super) fn new(text: Text) -> Result<Self, GrammarProblem> {
        let form = Form::parse(&text)?.into();
        Ok(Self { text, form })
    }

    /// The form; what was stored was read before.
    pub(super) fn form(&self) -> &Form {
        self.form.get_or_init(|| Form::parse(&self.text).unwrap_or(Form::Choice(Vec::new())))
    }
}

// a | b | c
fn choice(input: &str) -> IResult<&str, Form> {
    map(separated_list1(delimited(space0, char('|'), space0), sequence), |mut all| {
        if all.len() == 1 { all.remove(0) } else { Form::Choice(all) }
    })
    .parse(input)
}

// a b c
fn sequence(input: &str) -> IResult<&str, Form> {
    map(many1(preceded(space0, element)), |mut all| if all.len() == 1 { all.remove(0) } else { Form::Sequence(all) })
        .parse(input)
}

// "第" | name | ( form ) | [ form ] | { form }
fn element(input: &str) -> IResult<&str, Form> {
    let name = take_while1(|c: char| c.is_ascii_alphanumeric() || c == '-');
    alt((
        map(delimited(char('"'), take_till1(|c| c == '"'), char('"')), |s: &str| Form::Literal(s.into())),
        map(name, |s: &str| Form::Name(s.into())),
        delimited(char('('), choice, preceded(space0, char(')'))),
        map(delimited(char('['), choice, preceded(space0, char(']'))), |f| Form::Optional(Box::new(f))),
        map(delimited(char('{'), choice, preceded(space0, char('}'))), |f| Form::Repeated(Box::new(f))),
    ))
    .parse(input)
}

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

/// What follows folded letters at the start of a text.
#[inline(never)]
fn strip<'i>(letters: &[u32], input: &'i str, script: &Script) -> Option<&'i str> {
    let mut chars = input.chars();
    let alike = letters.iter().all(|&wanted| chars.next().is_some_and(|c| u32::from(script.fold(c)) == wanted));
    alike.then_some(chars.as_str())
}

/// A word of a class with what reading it tells.
#[derive(Clone, Copy, Debug)]
struct ClassWord {
    /// Where its characters begin and end in those of its class.
    start: u32,
    end: u32,
    label: u32,
    /// `u32::MAX` where words of the class do not count.
    ordinal: u32,
    /// 1 where a look-alike or another mark stands in it.
    lookalike: u32,
}

in_row!(ClassWord { start, end, label, ordinal, lookalike } as 5);

/// The words of a class, ready to be read.
#[derive(Debug)]
struct ClassReader {
    /// The characters of all words, folded.
    folded: Row<u32>,
    /// Words that begin alike stand together, the longest first; nothing begins with the empty word but everything.
    words: Row<[u32; 5]>,
    /// With what each word begins that is not empty.
    firsts: Row<u32>,
    /// How many of them are empty.
    empty: usize,
}

stored!(ClassReader { folded, words, firsts, empty });

impl ClassReader {
    fn new(class: &ClassEntry, script: &Script) -> Self {
        let (mut folded, mut words) = (Vec::new(), Vec::new());
        let mut add = |spelt: &str, label: u32, ordinal: u32, lookalike: u32| {
            let start = position(folded.len());
            folded.extend(spelt.chars().map(|c| u32::from(script.fold(c))));
            let end = position(folded.len());
            words.push((
                folded.get(start as usize).copied(),
                spelt.len(),
                ClassWord { start, end, label, ordinal, lookalike },
            ));
        };
        for (i, spelt) in (0..).zip(class.words.iter()) {
            let ordinal = class.ordinals.get(i).copied().unwrap_or(u32::MAX);
            let label = if class.labels { position(i + 1) } else { 0 };
            add(spelt, label, ordinal, 0);
        }
        // Another mark is doubted as much as a look-alike.
        let first = class.ordinals.first().copied().unwrap_or(u32::MAX);
        class.lookalikes.iter().chain(class.others.iter()).for_each(|spelt| add(spelt, 0, first, 1));
        words.sort_by_key(|(first, len, _)| (*first, Reverse(*len)));
        let empty = words.partition_point(|(first, ..)| first.is_none());
        let firsts = words.iter().filter_map(|(first, ..)| *first).collect();
        let words = words.into_iter().map(|(.., word)| word.row()).collect();
        Self { folded: folded.into(), words, firsts, empty }
    }

    fn letters(&self, word: ClassWord) -> &[u32] {
        &self.folded[word.start as usize..word.end as usize]
    }

    #[inline(never)]
    fn read<'i>(&self, input: &'i str, reading: &mut Reading, script: &Script) -> Option<&'i str> {
        if let Some((code, behind)) = utf8::first(input.as_bytes()) {
            let first = u32::from(char::from_u32(code).map_or('\0', |c| script.fold(c)));
            let behind = &input[input.len() - behind.len()..];
            let from = self.empty + self.firsts.partition_point(|&other| other < first);
            for &word in self.words.get(from..).unwrap_or_default() {
                let word = ClassWord::of(word);
                let Some((_, others)) = self.letters(word).split_first().filter(|(letter, _)| **letter == first) else {
                    break;
                };
                let rest = if others.is_empty() { Some(behind) } else { strip(others, behind, script) };
                if rest.is_some() {
                    word.tell(reading);
                    return rest;
                }
            }
        }
        let empty = self.words.get(..self.empty)?.first()?;
        ClassWord::of(*empty).tell(reading);
        Some(input)
    }
}

impl ClassWord {
    /// Notes what is known once it was read.
    fn tell(self, reading: &mut Reading) {
        reading.lookalike |= self.lookalike > 0;
        if self.label > 0 {
            reading.label = u16::try_from(self.label).unwrap_or(u16::MAX);
        }
        if self.ordinal != u32::MAX {
            reading.ordinal = (self.ordinal > 0).then_some(self.ordinal);
            reading.parts += 1;
        }
    }
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

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn forms_are_read() {
        let form = Form::parse(r#""第" n unit [ "之" aside ] | { a b }"#).expect("a form");
        assert!(matches!(form, Form::Choice(parts) if parts.len() == 2));
        assert!(Form::parse(r#""第" ("#).is_err());
        assert!(Form::parse("").is_err());
    }
}
