//! Diagnostics: what is told of a fault, and what would put it right.
//!
//! Vocabulary only: knows spans and languages, no rule, no document, no format.

mod fix;

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::span::Span;

pub use fix::{Edit, Fix, Safety};

/// What a rule found at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The name of the rule.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is: bytes of the decoded text.
    pub span: Span,
    /// What is wrong, and what was expected.
    pub message: Message,
    /// What else one has to look at: the sibling that counts otherwise, the promise that is not kept.
    pub related: Vec<Related>,
    /// What would put it right.
    pub fix: Option<Fix>,
    /// What else is to be said, as why nothing is offered to put it right.
    pub note: Option<Message>,
}

/// Another place that a diagnostic speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where it is: bytes of the decoded text.
    pub span: Span,
    /// What stands there.
    pub message: Message,
}

/// A sentence in both languages, without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look.
    Info,
    /// Most likely a fault.
    Warning,
    /// A fault.
    Error,
}

/// How heavily the fault that a rule finds is taken, if at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// It is not looked for.
    Off,
    /// As something worth a look.
    Info,
    /// As most likely a fault.
    Warning,
    /// As a fault.
    Error,
}

impl Level {
    /// All levels, the mildest first.
    pub const ALL: [Self; 4] = [Self::Off, Self::Info, Self::Warning, Self::Error];

    /// The severity of what is found; `None` where nothing is looked for.
    #[must_use]
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

impl Level {
    /// Its name in outputs and settings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self.severity() {
            None => "off",
            Some(severity) => severity.name(),
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        self.severity().map_or(lang.pick("不查", "off"), |severity| severity.title(lang))
    }
}

impl From<Severity> for Level {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Info => Self::Info,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}

impl Message {
    /// A sentence in Chinese and in English.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The sentence in a language.
    #[must_use]
    pub fn of(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

impl Severity {
    /// All severities, the mildest first.
    pub const ALL: [Self; 3] = [Self::Info, Self::Warning, Self::Error];

    /// Its name in outputs and settings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Info => lang.pick("提示", "info"),
            Self::Warning => lang.pick("警告", "warning"),
            Self::Error => lang.pick("错误", "error"),
        }
    }
}

impl FromStr for Severity {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|severity| severity.name() == name).ok_or(())
    }
}
