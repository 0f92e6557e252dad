//! Faults of a run: what could not be done, where, and what to do about it, in both languages.
//!
//! Not the faults of a text: those are diagnostics.

use std::io;
use std::path::Path;

use super::console::Console;
use super::input;
use crate::diagnostic::Message;
use crate::lang::Lang;

/// Why an input, or the whole run, could not be done.
#[derive(Debug)]
pub(super) struct Fault {
    place: String,
    message: Message,
}

impl Fault {
    pub(super) fn new(place: impl Into<String>, message: Message) -> Self {
        Self { place: place.into(), message }
    }

    /// A file could not be read.
    pub(super) fn read(path: &Path, error: &io::Error) -> Self {
        let why = |lang| input::io_message(error, lang);
        Self::new(input::name(path), Message::new(why(Lang::Zh), why(Lang::En)))
    }

    /// A file could not be written.
    pub(super) fn write(path: &Path, error: &io::Error) -> Self {
        let why = |lang| input::io_message(error, lang);
        let message = Message::new(format!("无法写入：{}", why(Lang::Zh)), format!("cannot write: {}", why(Lang::En)));
        Self::new(input::name(path), message)
    }

    /// The output is a file that is read.
    pub(super) fn is_input(path: &Path, option: &str) -> Self {
        let (zh, en) = (
            format!("是输入文件，不会覆盖：请另选 {option}"),
            format!("is an input and is not overwritten: choose another {option}"),
        );
        Self::new(input::name(path), Message::new(zh, en))
    }

    /// What is wrong, and what to do.
    pub(super) fn message(&self, lang: Lang) -> &str {
        self.message.of(lang)
    }

    /// Tells it; the program ends with status 2.
    pub(super) fn tell(&self, console: &Console) {
        console.error(&self.place, self.message(console.lang));
    }
}

impl From<input::Fault> for Fault {
    fn from(fault: input::Fault) -> Self {
        let message = Message::new(fault.message(Lang::Zh), fault.message(Lang::En));
        Self::new(fault.place, message)
    }
}
