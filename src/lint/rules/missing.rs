//! What the rules about missing parts of a speech share: where they are reported, and which speeches they look at.

use crate::diagnostic::Message;
use crate::document::Kind;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::span::Span;

/// Reports every speech without a part of this kind, at its first line or at its last.
pub(super) fn report(context: &Context<'_>, findings: &mut Findings<'_>, kind: Kind, message: &Message) {
    for &speech in context.speeches() {
        let mut children = context.children(speech);
        if children.any(|(_, child)| child.kind == kind) {
            continue;
        }
        let lines = || context.children(speech).filter(|(_, child)| child.kind != Kind::Boilerplate);
        let line = if kind == Kind::Closing { lines().last() } else { lines().next() };
        let Some((first, node)) = line else { continue };
        let last = if kind == Kind::Closing { node.end - 1 } else { first };
        let span: Span = context.own_span(context.node(last));
        findings.add(span, message.clone());
    }
}
