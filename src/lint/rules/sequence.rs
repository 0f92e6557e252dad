//! Words that call for others: 首先 for 其次, 一方面 for 另一方面. What the rules about them share.

use crate::document::Kind;
use crate::lint::context::Context;
use crate::span::Span;
use crate::text::is_boundary;

/// A word that opens a sequence or goes on with one.
#[derive(Clone, Copy)]
struct Word {
    span: Span,
    opens: bool,
    /// The heading or the speech under which it stands.
    section: u32,
}

/// Hands on every word of a family that opens a sequence which nothing goes on with in its section. Where `pairs`, the
/// same word twice is a sequence: 一方面 … 一方面.
pub(super) fn unfinished(context: &Context<'_>, family: &str, pairs: bool, mut report: impl FnMut(Span)) {
    let known = context.grammar.families().iter().zip(0u16..).find(|(known, _)| known.id() == family);
    let Some((_, family)) = known else { return };
    let mut pending: Option<Word> = None;
    each(context, family, |word| match pending.take() {
        Some(open) if open.section == word.section && (pairs || !word.opens) => {}
        open => {
            if let Some(open) = open {
                report(open.span);
            }
            pending = word.opens.then_some(word);
        }
    });
    if let Some(open) = pending {
        report(open.span);
    }
}

/// Hands on the words of a family, and those of its group that go on, in the order of the text.
fn each(context: &Context<'_>, family: u16, mut tell: impl FnMut(Word)) {
    let group = context.grammar.family(family).traits().group;
    let mut section = 0;
    let mut sections: Vec<(u32, u32)> = Vec::new();
    for (index, node) in context.nodes() {
        while sections.pop_if(|(end, _)| *end <= index).is_some() {}
        if matches!(node.kind, Kind::Speech | Kind::Heading) {
            sections.push((node.end, index));
        }
        section = sections.last().map_or(section, |(_, section)| *section);
        if let Some(marker) = node.marker
            && context.grammar.family(marker.family).traits().group == group
        {
            tell(Word { span: marker.span, opens: marker.family == family && marker.ordinal == Some(1), section });
        }
        if node.kind == Kind::Boilerplate {
            continue;
        }
        for span in context.spans(node) {
            inside(context, *span, (family, group), |span, opens| tell(Word { span, opens, section }));
        }
    }
}

fn inside(context: &Context<'_>, span: Span, (family, group): (u16, u16), mut tell: impl FnMut(Span, bool)) {
    let text = span.of(context.text());
    let mut before = '\n';
    for (i, c) in text.char_indices() {
        let boundary = is_boundary(before) || i == 0;
        before = c;
        if !boundary {
            continue;
        }
        for other in context.grammar.opened(&text[i..]) {
            let candidate = context.grammar.family(other);
            if candidate.traits().group != group {
                continue;
            }
            if let Some(found) = candidate.read(&text[i..], "", true, context.grammar.script()) {
                let start = span.start + u32::try_from(i).unwrap_or(0);
                let end = start + u32::try_from(found.len).unwrap_or(0);
                tell(Span::new(start, end), other == family && found.reading.ordinal == Some(1));
                break;
            }
        }
    }
}
