//! What the rules about pairs share: how a bracket or quotation mark that nothing closes is reported.

use crate::diagnostic::Message;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::sign::Pair;

/// Reports the unclosed pairs of one sort.
pub(super) fn report(context: &Context<'_>, findings: &mut Findings<'_>, sort: impl Fn(Pair) -> bool) {
    for open in context.open().iter().filter(|open| sort(open.pair)) {
        let (written, closer) = (open.span.of(context.text()), open.pair.closer());
        let message = if open.reversed {
            Message::new(
                format!("前后两半用反了：{closer} 在 {written} 之前"),
                format!("the halves changed places: {closer} stands before {written}"),
            )
        } else {
            Message::new(
                format!("{written} 在本段内没有配对，缺少 {closer}"),
                format!("{written} is not closed in its paragraph, expected {closer}"),
            )
        };
        findings.add(open.span, message);
    }
}
