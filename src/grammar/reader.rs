//! Readers: what reads and writes the markers of a family, made from its form.
//!
//! Few of the markers that are read are ever written: the writer is made when it is first needed. Knows no family.

use std::sync::{Arc, OnceLock};

use super::error::GrammarProblem;
use super::form::{Names, Reading, Recogniser, Writer};
use super::notation::{Form, Written};
use crate::stored::{Stock, Store, Stored};

/// A form that reads, and writes.
pub(super) struct Reader {
    written: Written,
    recogniser: Recogniser,
    names: Arc<Names>,
    writer: OnceLock<Writer>,
}

impl Reader {
    /// Reads the form and makes its parser; the error is what is wrong with it.
    pub(super) fn new(text: &str, names: &Arc<Names>) -> Result<Self, GrammarProblem> {
        let written = Written::new(text.to_owned().into())?;
        let recogniser = names.compile(written.form())?;
        Ok(Self { written, recogniser, names: names.clone(), writer: OnceLock::new() })
    }

    /// The form.
    pub(super) fn form(&self) -> &Form {
        self.written.form()
    }

    /// What the names in the form stand for.
    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// Reads the start of a text: what it says, and what follows it.
    #[inline]
    pub(super) fn read<'i>(&self, input: &'i str) -> Option<(Reading, &'i str)> {
        let mut reading = Reading::default();
        let rest = self.recogniser.read(input, &mut reading, &self.names)?;
        Some((reading, rest))
    }

    /// Writes what denotes a number.
    pub(super) fn write(&self, n: u32) -> Option<String> {
        self.writer.get_or_init(|| self.names.writer(self.form()))(n)
    }

    /// Appends the form and its parser to the pools.
    pub(super) fn store(&self, store: &mut Store) {
        self.written.store(store);
        self.recogniser.store(store);
    }

    /// Takes a form and its parser from the pools.
    pub(super) fn take(stock: &mut Stock, names: &Arc<Names>) -> Option<Self> {
        let (written, recogniser) = (Stored::take(stock)?, Stored::take(stock)?);
        Some(Self { written, recogniser, names: names.clone(), writer: OnceLock::new() })
    }
}
