//! Where a setting comes from.

use super::error::place;
use crate::lang::Lang;

/// Where a setting comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Usual for every kind of document.
    Usual,
    /// From a kind of document.
    Profile(String),
    /// From a file, or an option of the command line.
    Place {
        /// The name of the file or the option.
        file: String,
        /// The line of the file, from 1.
        line: u32,
    },
}

impl Origin {
    /// The place for people.
    #[must_use]
    pub fn title(&self, lang: Lang) -> String {
        match self {
            Self::Usual => lang.pick("默认", "as usual").to_owned(),
            Self::Profile(name) => lang.pick(format!("种类 {name}"), format!("profile {name}")),
            Self::Place { file, line } => place(file, *line),
        }
    }
}
