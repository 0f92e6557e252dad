//! Readers: forms with the parsers that are made from them, each when it is first needed.
//!
//! A speech meets few of the families, and fewer of their doubts. Knows no family.

use std::sync::{Arc, OnceLock};

use nom::IResult;

use super::error::GrammarProblem;
use super::form::{Form, Names, Reading, Recogniser, Writer, Written, mismatch};
use crate::stored::{Stock, Store, Stored};

/// A form that reads, and writes.
pub(super) struct Reader {
    written: Written,
    names: Arc<Names>,
    recogniser: OnceLock<Recogniser>,
    writer: OnceLock<Writer>,
}

impl Reader {
    /// Reads the form and makes its parser at once; the error is what is wrong with it.
    pub(super) fn new(text: &str, names: &Arc<Names>) -> Result<Self, GrammarProblem> {
        let written = Written::new(text.to_owned().into())?;
        let recogniser = names.compile(written.form(), &names.script)?.into();
        Ok(Self { written, names: names.clone(), recogniser, writer: OnceLock::new() })
    }

    /// The form.
    pub(super) fn form(&self) -> &Form {
        self.written.form()
    }

    /// Reads the start of a text.
    #[inline]
    pub(super) fn read<'i>(&self, input: &'i str, reading: Reading) -> IResult<&'i str, Reading> {
        let make = || {
            self.names
                .compile(self.form(), &self.names.script)
                .unwrap_or_else(|_| Box::new(|input, _| Err(mismatch(input))))
        };
        self.recogniser.get_or_init(make)(input, reading)
    }

    /// Writes what denotes a number.
    pub(super) fn write(&self, n: u32) -> Option<String> {
        self.writer.get_or_init(|| self.names.writer(self.form()))(n)
    }

    /// Appends the form to the pools.
    pub(super) fn store(&self, store: &mut Store) {
        self.written.store(store);
    }

    /// Takes a form from the pools; its parser was made before, and found to be right.
    pub(super) fn take(stock: &mut Stock, names: &Arc<Names>) -> Option<Self> {
        let (written, names) = (Stored::take(stock)?, names.clone());
        Some(Self { written, names, recogniser: OnceLock::new(), writer: OnceLock::new() })
    }
}
