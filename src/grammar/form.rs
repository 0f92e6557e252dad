//! Forms: the notation in which `grammar/markers.toml` writes how a marker looks, and the nom parsers made from it.
//!
//! A form is EBNF on one line: `open han close`, `"第" n unit [ "之" aside ]`, `han ( "来" | "则" )`.
//! Literals stand in quotes, names are numeral systems, classes, aliases, or one of
//! `space` (a blank), `wide` (U+3000, a tab or two blanks), `end` (the line is over), `noun` (one to four ideographs),
//! `aside` (a numeral that does not count). Between two elements up to two blanks, or the line break that tore the marker, are passed over.
//! Knows characters and numerals; knows no family.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use nom::branch::alt;
use nom::bytes::complete::{take_till1, take_while_m_n, take_while1};
use nom::character::complete::{char, space0};
use nom::combinator::{all_consuming, map};
use nom::multi::{many1, separated_list1};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

use super::entry::ClassEntry;
use super::error::GrammarProblem;
use super::lookalike::Lookalikes;
use super::script::Script;
use crate::numeral::{Notation, System};

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

/// A parser made from a form.
pub(super) struct Recogniser {
    part: Part,
    lexicon: Lexicon,
}

/// What every parser of a grammar knows of characters.
#[derive(Clone, Debug, Default)]
struct Lexicon {
    script: Script,
    lookalikes: Arc<Lookalikes>,
}

/// What a parser, or a part of one, reads.
#[derive(Debug)]
enum Part {
    /// Folded characters.
    Literal(Vec<char>),
    Numeral(System),
    Class(Arc<ClassReader>),
    Space,
    Wide,
    End,
    Noun,
    Aside,
    Sequence(Vec<Part>),
    Choice(Vec<Part>),
    Optional(Box<Part>),
    Repeated(Box<Part>),
}

/// Characters or words that a form calls by one name.
#[derive(Debug)]
pub(super) struct Class {
    /// What stands in the file.
    pub(super) entry: ClassEntry,
    /// Reads one of them; shared by all forms that name the class.
    reader: Arc<ClassReader>,
}

/// What names in forms stand for.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) classes: BTreeMap<String, Class>,
    pub(super) aliases: BTreeMap<String, Form>,
    lexicon: Lexicon,
}

impl Names {
    /// No names yet, only what is known of characters.
    pub(super) fn new(script: &Script, lookalikes: Lookalikes) -> Self {
        let lexicon = Lexicon { script: script.clone(), lookalikes: Arc::new(lookalikes) };
        Self { lexicon, ..Self::default() }
    }

    /// What is taken for a digit.
    pub(super) const fn known_lookalikes(&self) -> &Arc<Lookalikes> {
        &self.lexicon.lookalikes
    }

    /// Makes the parser of a form; the error names what is unknown.
    pub(super) fn compile(&self, form: &Form) -> Result<Recogniser, GrammarProblem> {
        Ok(Recogniser { part: self.part(form)?, lexicon: self.lexicon.clone() })
    }

    fn part(&self, form: &Form) -> Result<Part, GrammarProblem> {
        let parts = |forms: &[Form]| forms.iter().map(|form| self.part(form)).collect::<Result<Vec<_>, _>>();
        Ok(match form {
            Form::Literal(text) => Part::Literal(text.chars().map(|c| self.lexicon.script.fold(c)).collect()),
            Form::Name(name) => self.named(name)?,
            Form::Sequence(forms) => Part::Sequence(parts(forms)?),
            Form::Choice(forms) => Part::Choice(parts(forms)?),
            Form::Optional(form) => Part::Optional(Box::new(self.part(form)?)),
            Form::Repeated(form) => Part::Repeated(Box::new(self.part(form)?)),
        })
    }

    fn named(&self, name: &str) -> Result<Part, GrammarProblem> {
        if let Some(system) = System::ALL.into_iter().find(|s| s.name() == name) {
            return Ok(Part::Numeral(system));
        }
        if let Some(form) = self.aliases.get(name) {
            return self.part(form);
        }
        if let Some(class) = self.classes.get(name) {
            return Ok(Part::Class(class.reader.clone()));
        }
        match name {
            "space" => Ok(Part::Space),
            "wide" => Ok(Part::Wide),
            "end" => Ok(Part::End),
            "noun" => Ok(Part::Noun),
            "aside" => Ok(Part::Aside),
            _ => Err(GrammarProblem::NoName(name.to_owned())),
        }
    }

    /// Makes the writer of a form: the first of several alternatives, options left out.
    pub(super) fn writer(&self, form: &Form) -> Box<dyn Fn(u32) -> Option<String> + Send + Sync> {
        match form {
            Form::Literal(text) => {
                let text = text.clone();
                Box::new(move |_| Some(text.clone()))
            }
            Form::Name(name) => {
                if let Some(system) = System::ALL.into_iter().find(|s| s.name() == name) {
                    Box::new(move |n| system.write(n))
                } else if let Some(form) = self.aliases.get(name) {
                    self.writer(form)
                } else if let Some(class) = self.classes.get(name) {
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

/// What a recogniser reads, or that it reads nothing: why is nothing that anyone asks.
type Read<'i> = IResult<&'i str, Reading, ()>;

const MISS: nom::Err<()> = nom::Err::Error(());

impl Recogniser {
    /// Reads at the start of `input`; what was read before it is `reading`.
    pub(super) fn read<'i>(&self, input: &'i str, reading: Reading) -> Read<'i> {
        self.part.read(input, reading, &self.lexicon)
    }
}

impl Part {
    fn read<'i>(&self, input: &'i str, reading: Reading, lexicon: &Lexicon) -> Read<'i> {
        match self {
            Self::Literal(letters) => match strip(letters, input, &lexicon.script) {
                Some(rest) => Ok((rest, reading)),
                None => Err(MISS),
            },
            Self::Numeral(system) => numeral(*system, input, reading, lexicon),
            Self::Class(reader) => reader.read(input, reading, &lexicon.script),
            Self::Space => Ok((blanks(input, 1)?, reading)),
            Self::Wide => {
                let wide = input.starts_with('\u{3000}') || input.starts_with('\t');
                Ok((blanks(input, if wide { 1 } else { 2 })?, reading))
            }
            Self::End => {
                let over = input.chars().find(|c| *c == '\n' || !c.is_whitespace()).is_none_or(|c| c == '\n');
                if over { Ok((input, reading)) } else { Err(MISS) }
            }
            Self::Noun => {
                let in_noun = |c| crate::text::is_ideograph(c) && !"的是了".contains(c);
                let (rest, _) = take_while_m_n(1, 4, in_noun).parse(input)?;
                Ok((rest, reading))
            }
            Self::Aside => {
                let han = numeral(System::Han, input, reading, lexicon);
                let (rest, _) = han.or_else(|_| numeral(System::Arabic, input, reading, lexicon))?;
                Ok((rest, Reading { inserted: true, ..reading }))
            }
            Self::Sequence(parts) => {
                let (mut rest, mut so_far) = (input, reading);
                for part in parts {
                    (rest, so_far) = part.read_next(rest, so_far, lexicon)?;
                }
                Ok((rest, so_far))
            }
            Self::Choice(parts) => parts.iter().find_map(|p| p.read(input, reading, lexicon).ok()).ok_or(MISS),
            Self::Optional(part) => Ok(part.read(input, reading, lexicon).unwrap_or((input, reading))),
            Self::Repeated(part) => {
                let (mut rest, mut so_far) = (input, reading);
                // A marker has few parts; the bound keeps hostile input linear.
                for _ in 0..8 {
                    match part.read(rest, so_far, lexicon) {
                        Ok((next, more)) if next.len() < rest.len() => (rest, so_far) = (next, more),
                        _ => break,
                    }
                }
                Ok((rest, so_far))
            }
        }
    }

    /// Reads a part of a sequence, behind a gap if it does not stand here.
    fn read_next<'i>(&self, input: &'i str, reading: Reading, lexicon: &Lexicon) -> Read<'i> {
        let read = self.read(input, reading, lexicon);
        // A noun belongs to what stands before it: behind a gap the text begins (第一条　清理河道，).
        if read.is_ok() || matches!(self, Self::Noun) {
            return read;
        }
        let rest = skip_gap(input);
        if rest.len() < input.len() { self.read(rest, reading, lexicon) } else { read }
    }
}

// 一 十二 1 ①
fn numeral<'i>(system: System, input: &'i str, reading: Reading, lexicon: &Lexicon) -> Read<'i> {
    let (rest, numeral) = system.read(input, lexicon.lookalikes.fold())?;
    let next = Reading {
        ordinal: Some(numeral.value),
        prefix: reading.ordinal,
        parts: reading.parts + 1,
        notation: Some(numeral.notation),
        lookalike: reading.lookalike || numeral.lookalike,
        ..reading
    };
    Ok((rest, next))
}

/// What follows folded letters at the start of a text.
fn strip<'i>(letters: &[char], input: &'i str, script: &Script) -> Option<&'i str> {
    let mut chars = input.chars();
    let alike = letters.iter().all(|&wanted| chars.next().is_some_and(|c| script.fold(c) == wanted));
    alike.then_some(chars.as_str())
}

/// A word of a class with what reading it tells.
#[derive(Debug)]
struct ClassWord {
    /// Where its characters begin and end in those of its class.
    start: u32,
    end: u32,
    label: u16,
    /// `u32::MAX` where words of the class do not count.
    ordinal: u32,
    lookalike: bool,
}

/// The words of a class, ready to be read.
#[derive(Debug)]
struct ClassReader {
    /// The characters of all words, folded.
    folded: Vec<char>,
    /// Words that begin alike stand together, the longest first; nothing begins with the empty word but everything.
    words: Vec<ClassWord>,
    /// With what each word begins that is not empty.
    firsts: Vec<char>,
    /// How many of them are empty.
    empty: usize,
}

impl Class {
    pub(super) fn new(entry: ClassEntry, script: &Script) -> Self {
        let reader = Arc::new(ClassReader::new(&entry, script));
        Self { entry, reader }
    }
}

impl ClassReader {
    fn new(class: &ClassEntry, script: &Script) -> Self {
        let (mut folded, mut words) = (Vec::new(), Vec::new());
        let place = |letters: &[char]| u32::try_from(letters.len()).unwrap_or(u32::MAX);
        let mut add = |spelt: &str, label: u16, ordinal: u32, lookalike: bool| {
            let start = place(&folded);
            folded.extend(spelt.chars().map(|c| script.fold(c)));
            let end = place(&folded);
            words.push((
                folded.get(start as usize).copied(),
                spelt.len(),
                ClassWord { start, end, label, ordinal, lookalike },
            ));
        };
        for (i, spelt) in (1..).zip(class.words.iter()) {
            let ordinal = class.ordinals.get(usize::from(i) - 1).copied().unwrap_or(u32::MAX);
            add(spelt, if class.labels { i } else { 0 }, ordinal, false);
        }
        // Another mark is doubted as much as a look-alike.
        let first = class.ordinals.first().copied().unwrap_or(u32::MAX);
        class.lookalikes.iter().chain(class.others.iter()).for_each(|spelt| add(spelt, 0, first, true));
        words.sort_by_key(|(first, len, _)| (*first, Reverse(*len)));
        let empty = words.partition_point(|(first, ..)| first.is_none());
        let firsts = words.iter().filter_map(|(first, ..)| *first).collect();
        let words = words.into_iter().map(|(.., word)| word).collect();
        Self { folded, words, firsts, empty }
    }

    fn letters(&self, word: &ClassWord) -> &[char] {
        &self.folded[word.start as usize..word.end as usize]
    }

    fn read<'i>(&self, input: &'i str, reading: Reading, script: &Script) -> Read<'i> {
        let (empty, words) = self.words.split_at(self.empty);
        let mut behind = input.chars();
        if let Some(first) = behind.next().map(|c| script.fold(c)) {
            let from = self.firsts.partition_point(|&other| other < first);
            let alike = self.firsts[from..].iter().take_while(|&&other| other == first);
            for (word, _) in words[from..].iter().zip(alike) {
                if let Some(rest) = strip(&self.letters(word)[1..], behind.as_str(), script) {
                    return Ok((rest, word.tell(reading)));
                }
            }
        }
        empty.first().map(|word| (input, word.tell(reading))).ok_or(MISS)
    }
}

impl ClassWord {
    /// What is known once it was read.
    fn tell(&self, mut reading: Reading) -> Reading {
        reading.lookalike |= self.lookalike;
        if self.label > 0 {
            reading.label = self.label;
        }
        if self.ordinal != u32::MAX {
            reading.ordinal = (self.ordinal > 0).then_some(self.ordinal);
            reading.parts += 1;
        }
        reading
    }
}

fn blanks(input: &str, least: usize) -> Result<&str, nom::Err<()>> {
    let rest = input.trim_start_matches(is_blank);
    if input.len() > rest.len() && input[..input.len() - rest.len()].chars().count() >= least {
        Ok(rest)
    } else {
        Err(MISS)
    }
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
