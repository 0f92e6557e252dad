//! Fixes: the smallest edits that put a fault right.

use serde::{Deserialize, Serialize};

use super::Message;
use crate::span::Span;

/// What would put a fault right: all of its edits, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether a careful editor would never undo it.
    pub safety: Safety,
    /// What it does.
    pub message: Message,
    /// Its edits in the order of the text; they do not overlap.
    pub edits: Vec<Edit>,
}

/// A replacement in the decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that are replaced; empty where something is put in.
    pub span: Span,
    /// What takes their place.
    pub text: String,
}

/// Whether a fix may be applied without a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// A careful editor would never undo it.
    Safe,
    /// The text may have been meant otherwise: the list could as well have lost an item.
    Unsafe,
}

impl Safety {
    /// Its name in outputs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}

impl Edit {
    /// A replacement of the bytes of `span`.
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }
}
