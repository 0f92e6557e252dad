//! The corpus of a run: its inputs with what is in force for each, and by the handful.
//!
//! Ends at once where an input is what is to be written.

use std::path::Path;

use super::config::{Configs, Ready};
use super::fault::Fault;
use super::inputs::Inputs;
use super::output::Guarded;
use super::pool::HANDFUL;
use super::records::{Lines, Records};

/// The inputs with what is in force for them. A file of settings with a mistake is told once, and its inputs are passed
/// over.
pub(super) struct Corpus<'a> {
    pub(super) inputs: Inputs<'a>,
    pub(super) configs: Configs,
    pub(super) output: &'a Guarded,
}

/// Some inputs in a row.
pub(super) enum Handful {
    /// Texts.
    Files(Vec<Ready>),
    /// Records of a stream.
    Lines(Lines),
    /// What kept some from being inputs, or a stream from being read; the latter has a name.
    Fault(Option<String>, Fault),
}

/// The corpus by the handful, with streams taken apart.
pub(super) struct Handfuls<'a> {
    corpus: Corpus<'a>,
    is_stream: fn(Option<&Path>) -> bool,
    /// The stream that is being read.
    records: Option<Records>,
    /// What comes next.
    next: Option<Handful>,
}

impl Iterator for Corpus<'_> {
    type Item = Result<Ready, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let input = match self.inputs.next()? {
                Ok(input) => input,
                Err(fault) => return Some(Err(fault)),
            };
            if self.output.meets(&input) {
                return None;
            }
            if let Some(ready) = self.configs.ready(input).transpose() {
                return Some(ready);
            }
        }
    }
}

impl<'a> Handfuls<'a> {
    /// Takes the streams apart.
    pub(super) fn new(corpus: Corpus<'a>) -> Self {
        let is_stream = corpus.inputs.plan.is_stream;
        Self { corpus, is_stream, records: None, next: None }
    }

    /// The next piece of the stream that is being read.
    fn lines(&mut self) -> Option<Handful> {
        let records = self.records.as_mut()?;
        let handful = records.next().map(|lines| match lines {
            Ok(lines) => Handful::Lines(lines),
            Err(fault) => Handful::Fault(Some(records.name().to_owned()), fault),
        });
        if handful.is_none() {
            self.records = None;
        }
        handful
    }

    /// The next texts, up to what is none.
    fn files(&mut self) -> Option<Handful> {
        let mut files = Vec::new();
        while files.len() < HANDFUL && self.next.is_none() && self.records.is_none() {
            match self.corpus.next() {
                None => break,
                Some(Err(fault)) => self.next = Some(Handful::Fault(None, fault)),
                Some(Ok(ready)) if !(self.is_stream)(ready.input.path.as_deref()) => files.push(ready),
                Some(Ok(ready)) => {
                    let name = ready.input.name.clone();
                    match Records::open(ready) {
                        Ok(records) => self.records = Some(records),
                        Err(fault) => self.next = Some(Handful::Fault(Some(name), fault)),
                    }
                }
            }
        }
        (!files.is_empty()).then_some(Handful::Files(files))
    }
}

impl Iterator for Handfuls<'_> {
    type Item = Handful;

    fn next(&mut self) -> Option<Handful> {
        loop {
            let handful = self.next.take().or_else(|| self.lines()).or_else(|| self.files());
            if handful.is_some() || (self.next.is_none() && self.records.is_none()) {
                return handful;
            }
        }
    }
}
