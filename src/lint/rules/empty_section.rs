//! `empty-section`: a heading with nothing under it.

use crate::diagnostic::{Level, Message};
use crate::document::Kind;
use crate::lint::context::{Context, Item};
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};
use crate::text::{End, measure};

pub(super) static RULE: Rule = Rule {
    name: "empty-section",
    topic: Topic::Headings,
    level: Level::Warning,
    asked: Level::Warning,
    fix: None,
    summary: Words { zh: "标题下没有内容", en: "a heading with nothing under it" },
    found: Words {
        zh: "有序号的标题，下面既无正文也无下一层，而同一列的其他标题下有。整列都是光标题（提纲），或标题本身就是一句话的，不报。",
        en: "A numbered heading with neither text nor items under it, while others of its list have some. Lists of bare \
             headings and headings that are sentences are not reported.",
    },
    why: Words {
        zh: "多半是漏抄了一段，或标题写好了没有往下写。", en: "A passage was lost, or never written."
    },
    bad: "一、夏收\n麦子已经进仓。\n二、秋种\n三、冬修\n渠道要清两遍。\n",
    good: "一、夏收\n麦子已经进仓。\n二、秋种\n种子已经到齐。\n三、冬修\n渠道要清两遍。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series().iter().filter(|series| series.is_block()) {
        let headings = series.items.iter().filter(|item| item.node.kind == Kind::Heading);
        let (all, bare): (usize, Vec<&Item<'_>>) = headings.fold((0, Vec::new()), |(all, mut bare), item| {
            bare.extend((context.node(item.index).end <= item.index + 1).then_some(item));
            (all + 1, bare)
        });
        // Where most are bare, so it is meant.
        if all < 2 || bare.len() > 1 && bare.len() * 2 >= all {
            continue;
        }
        for item in bare {
            let text = context.text_of(item.node);
            // Without text it is an empty heading; a sentence says what there is to say.
            if text.is_empty() || measure(&text).end != End::Open {
                continue;
            }
            if !context.prose().holds(item.index) || opens_list(context, item.index + 1) {
                continue;
            }
            let written = item.written;
            let message = Message::new(
                format!("“{written}”这一标题下没有内容，同列其他标题下有"),
                format!("nothing stands under the heading “{written}”, unlike its siblings"),
            );
            findings.add(context.own_span(item.node), message);
        }
    }
}

/// Whether a node is the first item of a list: it could as well stand under the heading before it.
fn opens_list(context: &Context<'_>, node: u32) -> bool {
    let list = context.document.nodes().get(node as usize).and_then(|node| node.list);
    let list = list.and_then(|list| context.document.lists().get(list as usize));
    list.is_some_and(|list| context.document.items(list).first() == Some(&node))
}
