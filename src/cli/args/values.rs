//! What stands for what on the command line: names of formats, of severities and of languages.

use std::fmt;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::cli::records;
use crate::diagnostic::Severity;
use crate::emit;
use crate::lang::Lang;
use crate::read::{self, ReadOptions};
use crate::report;

/// How inputs are read.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) enum Reading {
    /// Each by the format of its name.
    ByName,
    /// As texts of a format.
    Texts(ReadOptions),
    /// As streams of records.
    Records,
}

/// A report format that was asked for.
#[derive(Clone, Copy)]
pub(in crate::cli) struct Report(pub(in crate::cli) &'static dyn report::Format);

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Report").field(&self.0.name()).finish()
    }
}

/// An output format that was asked for.
#[derive(Clone, Copy)]
pub(in crate::cli) struct Output(pub(in crate::cli) &'static dyn emit::Format);

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Output").field(&self.0.name()).finish()
    }
}

/// What stands for the format that an input has.
pub(super) const AUTO: &str = "auto";

pub(super) fn format() -> impl TypedValueParser<Value = Output> {
    let names = emit::FORMATS.iter().map(|format| PossibleValue::new(format.name()).help(format.about()));
    let known = |name: String| Output(emit::by_name(&name).unwrap_or(emit::FORMATS[0]));
    PossibleValuesParser::new(names).map(known)
}

pub(super) fn report_format() -> impl TypedValueParser<Value = Report> {
    let names = report::FORMATS.iter().map(|format| PossibleValue::new(format.name()).help(format.about().en));
    let known = |name: String| Report(report::by_name(&name).unwrap_or(report::FORMATS[0]));
    PossibleValuesParser::new(names).map(known)
}

pub(super) fn severity() -> impl TypedValueParser<Value = Severity> {
    let known = |name: String| name.parse().unwrap_or(Severity::Info);
    PossibleValuesParser::new(Severity::ALL.map(Severity::name)).map(known)
}

pub(super) fn input_format() -> impl TypedValueParser<Value = ReadOptions> {
    let auto = PossibleValue::new(AUTO).help("by its bytes, then by the name of the file");
    let names = read::FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about));
    PossibleValuesParser::new(std::iter::once(auto).chain(names))
        .map(|name| ReadOptions { format: read::by_name(&name), ..ReadOptions::default() })
}

pub(super) fn reading() -> impl TypedValueParser<Value = Reading> {
    let auto = PossibleValue::new(AUTO).help("by its bytes, then by the name of the file");
    let names = read::FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about));
    let records = PossibleValue::new(records::NAME).help(records::ABOUT);
    PossibleValuesParser::new(std::iter::once(auto).chain(names).chain([records])).map(|name| match name.as_str() {
        AUTO => Reading::ByName,
        records::NAME => Reading::Records,
        name => Reading::Texts(ReadOptions { format: read::by_name(name), ..ReadOptions::default() }),
    })
}

pub(super) fn lang() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(["zh", "en"]).map(|name| if name == "zh" { Lang::Zh } else { Lang::En })
}
