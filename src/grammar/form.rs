//! Forms: the notation in which `grammar/markers.toml` writes how a marker looks, and the nom parsers made from it.
//!
//! A form is EBNF on one line: `open han close`, `"第" n unit [ "之" aside ]`, `han ( "来" | "则" )`.
//! Literals stand in quotes, names are numeral systems, classes, aliases, or one of
//! `space` (a blank), `wide` (U+3000, a tab or two blanks), `end` (the line is over), `noun` (one to four ideographs),
//! `aside` (a numeral that does not count). Between two elements up to two blanks, or the line break that tore the marker, are passed over.
//! Knows characters and numerals; knows no family.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use nom::branch::alt;
use nom::bytes::complete::{take_till1, take_while_m_n, take_while1};
use nom::character::complete::{char, space0};
use nom::combinator::{all_consuming, map};
use nom::multi::{many1, separated_list1};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

use super::entry::ClassEntry;
use super::error::GrammarProblem;
use super::script::Script;
use crate::numeral::{Fold, Notation, System};
use crate::stored::{Row, Text, stored};

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

/// A parser made from a form.
pub(super) type Recogniser = Box<dyn Fn(&str, Reading) -> IResult<&str, Reading> + Send + Sync>;

/// What writes the marker of a number, made from a form.
pub(super) type Writer = Box<dyn Fn(u32) -> Option<String> + Send + Sync>;

/// Characters or words that a form calls by one name.
#[derive(Debug)]
pub(super) struct Class {
    /// What stands in the file.
    pub(super) entry: ClassEntry,
    /// Reads one of them; made for the first form that names the class, and shared by all others.
    reader: OnceLock<Arc<ClassReader>>,
}

stored!(Class { entry, reader });

/// What names in forms stand for.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) classes: BTreeMap<Text, Class>,
    pub(super) aliases: BTreeMap<Text, Written>,
    pub(super) lookalike_han: Row<(char, char)>,
    pub(super) lookalike_arabic: Row<(char, char)>,
    pub(super) script: Script,
}

stored!(Names { classes, aliases, lookalike_han, lookalike_arabic, script });

impl Names {
    /// Makes the parser of a form; the error names what is unknown.
    pub(super) fn compile(&self, form: &Form, script: &Script) -> Result<Recogniser, GrammarProblem> {
        Ok(match form {
            Form::Literal(text) => literal(text, script),
            Form::Name(name) => self.compile_name(name, script)?,
            Form::Sequence(forms) => {
                // A noun belongs to what stands before it: behind a gap the text begins (第一条　清理河道，).
                let glued = |form: &Form| matches!(form, Form::Name(name) if name == "noun");
                let glued: Vec<bool> = forms.iter().map(glued).collect();
                let parts = self.compile_all(forms, script)?;
                Box::new(move |input, reading| {
                    parts.iter().zip(&glued).try_fold((input, reading), |(rest, reading), (part, glued)| {
                        let read = part(rest, reading);
                        if *glued { read } else { read.or_else(|miss| behind_gap(part, rest, reading, miss)) }
                    })
                })
            }
            Form::Choice(parts) => {
                let parts = self.compile_all(parts, script)?;
                Box::new(move |input, reading| {
                    parts.iter().find_map(|p| p(input, reading).ok()).ok_or_else(|| mismatch(input))
                })
            }
            Form::Optional(part) => {
                let part = self.compile(part, script)?;
                Box::new(move |input, reading| Ok(part(input, reading).unwrap_or((input, reading))))
            }
            Form::Repeated(part) => {
                let part = self.compile(part, script)?;
                Box::new(move |input, reading| {
                    let (mut rest, mut so_far) = (input, reading);
                    // A marker has few parts; the bound keeps hostile input linear.
                    for _ in 0..8 {
                        match part(rest, so_far) {
                            Ok((next, more)) if next.len() < rest.len() => (rest, so_far) = (next, more),
                            _ => break,
                        }
                    }
                    Ok((rest, so_far))
                })
            }
        })
    }

    fn compile_all(&self, forms: &[Form], script: &Script) -> Result<Vec<Recogniser>, GrammarProblem> {
        forms.iter().map(|form| self.compile(form, script)).collect()
    }

    fn compile_name(&self, name: &str, script: &Script) -> Result<Recogniser, GrammarProblem> {
        if let Some(system) = System::ALL.into_iter().find(|s| s.name() == name) {
            return Ok(self.numeral(system));
        }
        if let Some(alias) = self.aliases.get(name) {
            return self.compile(alias.form(), script);
        }
        if let Some(class) = self.classes.get(name) {
            return Ok(class.parser(script));
        }
        match name {
            "space" => Ok(Box::new(|input, reading| blanks(input, 1).map(|rest| (rest, reading)))),
            "wide" => Ok(Box::new(|input, reading| {
                let wide = input.starts_with('\u{3000}') || input.starts_with('\t');
                blanks(input, if wide { 1 } else { 2 }).map(|rest| (rest, reading))
            })),
            "end" => Ok(Box::new(|input, reading| {
                let line = input.split('\n').next().unwrap_or_default();
                if line.trim().is_empty() { Ok((input, reading)) } else { Err(mismatch(input)) }
            })),
            "noun" => Ok(Box::new(|input, reading| {
                let (rest, _) =
                    take_while_m_n(1, 4, |c| crate::text::is_ideograph(c) && !"的是了".contains(c)).parse(input)?;
                Ok((rest, reading))
            })),
            "aside" => {
                let (han, arabic) = (self.numeral(System::Han), self.numeral(System::Arabic));
                Ok(Box::new(move |input, reading| {
                    let (rest, _) = han(input, reading).or_else(|_| arabic(input, reading))?;
                    Ok((rest, Reading { inserted: true, ..reading }))
                }))
            }
            _ => Err(GrammarProblem::NoName(name.to_owned())),
        }
    }

    fn numeral(&self, system: System) -> Recogniser {
        let (han, arabic) = (self.lookalike_han.clone(), self.lookalike_arabic.clone());
        Box::new(move |input, reading| {
            let (rest, numeral) = system.read(input, Fold { han: &han, arabic: &arabic })?;
            let next = Reading {
                ordinal: Some(numeral.value),
                prefix: reading.ordinal,
                parts: reading.parts + 1,
                notation: Some(numeral.notation),
                lookalike: reading.lookalike || numeral.lookalike,
                ..reading
            };
            Ok((rest, next))
        })
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
                } else if let Some(class) = self.classes.get(name.as_str()) {
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

fn literal(text: &str, script: &Script) -> Recogniser {
    let (text, script) = (text.to_owned(), script.clone());
    Box::new(move |input, reading| {
        script.strip_prefix(input, &text).map(|rest| (rest, reading)).ok_or_else(|| mismatch(input))
    })
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
    script: Script,
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
    pub(super) fn new(entry: ClassEntry) -> Self {
        Self { entry, reader: OnceLock::new() }
    }

    fn parser(&self, script: &Script) -> Recogniser {
        let reader = self.reader.get_or_init(|| Arc::new(ClassReader::new(&self.entry, script))).clone();
        Box::new(move |input, reading| reader.read(input, reading))
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
        Self { script: script.clone(), folded, words, firsts, empty }
    }

    fn letters(&self, word: &ClassWord) -> &[char] {
        &self.folded[word.start as usize..word.end as usize]
    }

    fn read<'i>(&self, input: &'i str, reading: Reading) -> IResult<&'i str, Reading> {
        let wanted = input.chars().next().map(|c| self.script.fold(c));
        let from = wanted.map_or(self.firsts.len(), |wanted| self.firsts.partition_point(|&first| first < wanted));
        let alike = self.firsts[from..].iter().take_while(|&&first| Some(first) == wanted).count();
        let (empty, words) = self.words.split_at(self.empty);
        for word in words[from..from + alike].iter().chain(empty) {
            if let Some(rest) = self.strip(word, input) {
                let mut next = Reading { lookalike: reading.lookalike || word.lookalike, ..reading };
                if word.label > 0 {
                    next.label = word.label;
                }
                if word.ordinal != u32::MAX {
                    next.ordinal = (word.ordinal > 0).then_some(word.ordinal);
                    next.parts += 1;
                }
                return Ok((rest, next));
            }
        }
        Err(mismatch(input))
    }

    fn strip<'i>(&self, word: &ClassWord, input: &'i str) -> Option<&'i str> {
        let (mut chars, letters) = (input.chars(), self.letters(word));
        let alike = letters.iter().all(|&wanted| chars.next().is_some_and(|c| self.script.fold(c) == wanted));
        alike.then_some(chars.as_str())
    }
}

fn blanks(input: &str, least: usize) -> Result<&str, nom::Err<nom::error::Error<&str>>> {
    let rest = input.trim_start_matches(is_blank);
    if input.len() > rest.len() && input[..input.len() - rest.len()].chars().count() >= least {
        Ok(rest)
    } else {
        Err(mismatch(input))
    }
}

const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}' | '\u{a0}')
}

/// Reads a part of a marker behind a gap; without a gap it has missed already.
fn behind_gap<'a>(
    part: &Recogniser,
    input: &'a str,
    reading: Reading,
    miss: nom::Err<nom::error::Error<&'a str>>,
) -> IResult<&'a str, Reading> {
    let rest = skip_gap(input);
    if rest.len() < input.len() { part(rest, reading) } else { Err(miss) }
}

/// Passes over what may stand inside a marker: two blanks, or a torn line end with the blanks around it.
fn skip_gap(input: &str) -> &str {
    // Far most places begin with an ideograph or a mark.
    if matches!(input.as_bytes(), [] | [0xe4..=0xe9, ..] | [0xef, ..]) {
        return input;
    }
    let rest = input.trim_start_matches(|c| is_blank(c) || c == '\n' || c == '\r');
    let gap = &input[..input.len() - rest.len()];
    let breaks = gap.matches('\n').count();
    if breaks <= 2 && gap.len() <= 24 && (breaks > 0 || gap.chars().count() <= 2) { rest } else { input }
}

pub(super) fn mismatch(input: &str) -> nom::Err<nom::error::Error<&str>> {
    nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Tag))
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
