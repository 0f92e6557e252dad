//! Lint: the faults of a document, found by rules; the register of rules is [`RULES`].
//!
//! A rule is one file in `rules/` and one line in the register. Rules read the document, its charges and the text under
//! its nodes; none decides structure again.

mod block;
mod citation;
mod context;
mod count;
mod ending;
mod findings;
mod marks;
mod mend;
mod numeral;
mod odd;
mod pair;
mod prose;
mod rule;
mod rules;
mod settings;
mod sign;
mod suppress;
mod trace;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::grammar::Grammar;
use crate::source::Source;

pub use rule::{Rule, Topic, Words};
pub use rules::RULES;
pub use settings::{ALL, Limits, NoRule, Settings};
pub use suppress::{Unknown, unknown_in_comments};

/// Looks for faults, in the order of the text; those that a comment in the text keeps from being told are not among them.
#[must_use]
pub fn lint(source: &Source, document: &Document, grammar: &Grammar, settings: &Settings) -> Vec<Diagnostic> {
    let context = context::Context::new(source, document, grammar, settings);
    let mut all = Vec::new();
    for (index, rule) in RULES.iter().enumerate() {
        if let Some(severity) = settings.severity(index) {
            (rule.check)(&context, &mut findings::Findings { rule: rule.name, severity, all: &mut all });
        }
    }
    all.sort_by(|a, b| (a.span.start, a.span.end, a.rule).cmp(&(b.span.start, b.span.end, b.rule)));
    if context.signs().angles {
        suppress::suppress(source, &mut all);
    }
    all
}

/// The rule of a name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
