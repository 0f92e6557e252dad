//! Findings: where a rule puts what it finds.

use super::context::Item;
use crate::diagnostic::{Diagnostic, Fix, Message, Related, Severity};
use crate::span::Span;

/// Takes what one rule finds.
#[derive(Debug)]
pub(crate) struct Findings<'a> {
    pub(super) rule: &'static str,
    pub(super) severity: Severity,
    pub(super) all: &'a mut Vec<Diagnostic>,
}

/// A diagnostic that was just reported and can be added to.
#[derive(Debug)]
pub(crate) struct Finding<'a>(&'a mut Diagnostic);

impl Findings<'_> {
    /// Reports a fault: where it is, and what is wrong in both languages.
    pub(crate) fn add(&mut self, span: Span, message: Message) -> Finding<'_> {
        let (rule, severity) = (self.rule, self.severity);
        let diagnostic = Diagnostic { rule, severity, span, message, related: Vec::new(), fix: None, note: None };
        self.all.push(diagnostic);
        Finding(self.all.last_mut().expect("one was just pushed"))
    }
}

impl Finding<'_> {
    /// Adds another place to look at.
    pub(crate) fn related(self, span: Span, message: Message) -> Self {
        self.0.related.push(Related { span, message });
        self
    }

    /// Adds another item to look at, called what it is to the one that is reported: the item before, the outer item.
    pub(crate) fn beside(self, item: &Item<'_>, zh: &str, en: &str) -> Self {
        let written = item.written;
        self.related(item.marker.span, Message::new(format!("{zh}“{written}”"), format!("{en} “{written}”")))
    }

    /// Adds a sibling that is written as the others are.
    pub(crate) fn sibling(self, model: &Item<'_>) -> Self {
        self.beside(model, "同列的", "its sibling")
    }

    /// Offers what would put it right.
    pub(crate) fn fix(self, fix: impl Into<Option<Fix>>) -> Self {
        self.0.fix = fix.into();
        self
    }

    /// Says something else.
    pub(crate) fn note(self, note: impl Into<Option<Message>>) -> Self {
        self.0.note = note.into();
        self
    }
}
