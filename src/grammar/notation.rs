//! The notation in which `grammar/markers.toml` writes how a marker looks.
//!
//! A form is EBNF on one line: `open han close`, `"第" n unit [ "之" aside ]`, `han ( "来" | "则" )`.
//! Literals stand in quotes, names are numeral systems, classes, aliases, or one of
//! `space` (a blank), `wide` (U+3000, a tab or two blanks), `end` (the line is over), `noun` (one to four ideographs),
//! `aside` (a numeral that does not count). Knows no character and no numeral.

use std::sync::OnceLock;

use nom::branch::alt;
use nom::bytes::complete::{take_till1, take_while1};
use nom::character::complete::{char, space0};
use nom::combinator::{all_consuming, map};
use nom::multi::{many1, separated_list1};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

use super::error::GrammarProblem;
use crate::stored::{Text, stored};

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
