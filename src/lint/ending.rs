//! Endings: with which mark an item ends, and whether a sentence ends inside it.

use super::context::{Context, Item, Series};
use crate::document::{Kind, Node};
use crate::span::Span;
use crate::text::{is_closer, is_opener};

/// The last mark or letter of a node's own text, closing quotation marks and brackets passed over.
pub(super) fn last(context: &Context<'_>, node: &Node) -> Option<(Span, char)> {
    let span = context.spans(node).last()?;
    let (i, c) = span.of(context.text()).char_indices().rev().find(|(_, c)| !is_closer(*c))?;
    let start = span.start + u32::try_from(i).unwrap_or(0);
    Some((Span::new(start, start + u32::try_from(c.len_utf8()).unwrap_or(0)), c))
}

/// The first full stop that ends a sentence inside a node's own text, not within quotation marks or brackets.
pub(super) fn inner_stop(context: &Context<'_>, node: &Node) -> Option<Span> {
    let (last, _) = last(context, node)?;
    let (mut depth, mut quoted) = (0u32, false);
    for span in context.spans(node) {
        for (i, c) in span.of(context.text()).char_indices() {
            let start = span.start + u32::try_from(i).unwrap_or(0);
            match c {
                '"' => quoted = !quoted,
                _ if is_opener(c) => depth += 1,
                _ if is_closer(c) => depth = depth.saturating_sub(1),
                '。' if depth == 0 && !quoted && start < last.start => {
                    return Some(Span::new(start, start + 3));
                }
                _ => {}
            }
        }
    }
    None
}

/// Whether an item holds nothing but its own text.
pub(super) const fn is_leaf(item: &Item<'_>) -> bool {
    item.node.end == item.index + 1
}

pub(super) const fn is_semicolon(c: char) -> bool {
    matches!(c, '；' | ';')
}

/// The semicolon in which a list ends though nothing goes on after it.
pub(super) struct Hanging {
    /// Where it stands.
    pub(super) mark: Span,
    /// Whether a paragraph follows.
    pub(super) followed: bool,
}

/// The semicolon in which a list ends though nothing goes on after it: neither the list of an item above nor a paragraph
/// that catches all the rest, as the last item without its marker does (其他应当公开的信息。).
pub(super) fn hanging_semicolon(context: &Context<'_>, series: &Series<'_>) -> Option<Hanging> {
    let item = series.items.last().filter(|item| series.items.len() > 1 && is_leaf(item))?;
    let (span, _) = last(context, item.node).filter(|(_, c)| is_semicolon(*c))?;
    let goes_on = context.items_above(item).any(|above| {
        let list = above.node.list.and_then(|list| context.document.lists().get(list as usize));
        list.is_some_and(|list| context.document.items(list).last() != Some(&above.index))
    });
    let next = context.document.nodes().get(item.node.end as usize);
    let paragraph = next.filter(|next| next.kind == Kind::Paragraph);
    let rest = paragraph.is_some_and(|next| catches_the_rest(context, next));
    (!goes_on && !rest).then_some(Hanging { mark: span, followed: paragraph.is_some() })
}

fn catches_the_rest(context: &Context<'_>, node: &Node) -> bool {
    let own = context.spans(node).first().map_or("", |span| span.of(context.text()));
    let head = own.char_indices().nth(2).map_or(own, |(i, _)| &own[..i]);
    context.grammar.check_words().others.is(&context.folded(head))
}
