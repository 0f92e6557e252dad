//! Reports: what was found, written for people and machines; the register of report formats is [`FORMATS`].
//!
//! A format is one file and one entry of the register. Finds nothing and mends nothing; opens no file.

mod array;
mod concise;
mod fingerprint;
mod format;
mod github;
mod gitlab;
mod json;
mod jsonl;
mod junit;
mod place;
mod rdjson;
mod sarif;
mod series;
mod snippet;
mod text;
mod total;
mod window;

use std::io::{self, Write};

pub use format::{Checked, Format, Look};
pub use series::{Part, Series};
pub use total::Total;

/// The report formats, in the order in which they are listed; the first is the usual one.
pub static FORMATS: &[&dyn Format] = &[
    &text::Text,
    &concise::Concise,
    &json::Json,
    &jsonl::JsonLines,
    &sarif::Sarif,
    &github::GitHub,
    &gitlab::GitLab,
    &junit::JUnit,
    &rdjson::ReviewDog,
];

/// The format of a name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}

/// Writes one report of some files, one after the other; tells how much was found. [`Part`] and [`Series`] do the same
/// for files that are checked in parallel.
///
/// # Errors
/// Those of `out`.
pub fn report(files: &[Checked<'_>], format: &dyn Format, look: &Look, out: &mut dyn Write) -> io::Result<Total> {
    let mut series = Series::new(format, *look, out)?;
    for file in files {
        series.add(&Part::of(file, format, look))?;
    }
    series.finish()
}
