//! `dangling-lead-in`: a paragraph that announces what does not follow.

use crate::diagnostic::{Level, Message};
use crate::document::{Kind, Node};
use crate::lint::block::Block;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};
use crate::text::is_ideograph;

pub(super) static RULE: Rule = Rule {
    name: "dangling-lead-in",
    topic: Topic::Counts,
    level: Level::Warning,
    asked: Level::Warning,
    fix: None,
    summary: Words { zh: "冒号后面没有下文", en: "a colon with nothing behind it" },
    found: Words {
        zh: "一段以冒号收尾，后面没有它引出的列举、引文或段落：紧接着的是原先那一列的下一项，或者文章到此为止。引出图、表、附件的不报。",
        en: "A paragraph that ends in a colon and is followed by the next item of a list that was open before, or by nothing \
             at all. One that leads to a picture, a table or a file is not reported.",
    },
    why: Words {
        zh: "听众等着“主要有”什么，却没有了下文。", en: "The audience waits for what was announced."
    },
    bad: "一、现状\n目前缺的是：\n二、办法\n多方筹措。\n",
    good: "一、现状\n目前缺的是：\n1. 人手。\n2. 场地。\n二、办法\n多方筹措。\n",
    check,
};

/// So many characters before the colon tell what it leads to.
const TAIL: usize = 16;
/// What ends a text with a colon is a field of a form unless it has so many characters.
const FIELD: usize = 6;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let blocks = context.blocks();
    let leads_in = |block: &Block| block.kind == Kind::Paragraph && block.leads_in();
    for (i, block) in blocks.iter().enumerate().filter(|(_, block)| leads_in(block)) {
        if !dangles(context, block, blocks.get(i + 1)) || !context.prose().holds(block.first()) {
            continue;
        }
        let text = block.span.of(context.text());
        let from = text.char_indices().rev().nth(TAIL).map_or(0, |(i, _)| i);
        let tail = context.folded(&text[from..]);
        let fields = blocks.get(i + 1).is_none() && text.chars().filter(|&c| is_ideograph(c)).count() < FIELD;
        if context.grammar.check_words().shows.within(&tail) || fields {
            continue;
        }
        let message = Message::new(
            "这一段以冒号收尾，后面却没有它引出的内容",
            "the paragraph ends in a colon, but what it announces does not follow",
        );
        findings.add(block.span, message);
    }
}

/// Whether what follows a paragraph was not announced by it.
fn dangles(context: &Context<'_>, block: &Block, next: Option<&Block>) -> bool {
    let here = block.last();
    if context.node(here).end > block.nodes.end {
        return false;
    }
    let Some(next) = next else { return true };
    let node: &Node = context.node(next.first());
    // The next item of a list that was open before is not its list.
    let Some(list) = node.list.and_then(|list| context.document.lists().get(list as usize)) else { return false };
    let items = context.document.items(list);
    let Ok(at) = items.binary_search(&next.first()) else { return false };
    let number = |node: u32| context.node(node).marker.and_then(|marker| marker.ordinal);
    let before = at.checked_sub(1).and_then(|i| items.get(i)).filter(|&&item| item < block.first());
    before.is_some_and(|&before| number(before).map(|n| n + 1) == number(next.first()))
}
