//! `empty-heading`: a heading without text.

use std::collections::HashMap;

use crate::diagnostic::{Level, Message};
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};
use crate::text::is_closer;

pub(super) static RULE: Rule = Rule {
    name: "empty-heading",
    topic: Topic::Headings,
    level: Level::Error,
    asked: Level::Error,
    fix: None,
    summary: Words { zh: "有序号没有标题", en: "a heading without text" },
    found: Words {
        zh: "标题只有序号（“一、”“（二）”），后面没有文字。单用一个数字作节号（“一”独占一行）或只写“第一章”的，不报；\
             各节都只有“（一）”“（二）”的，也不报。",
        en: "A heading that has a marker with its delimiter (一、 or （二）) and no text. A bare numeral or 第一章 on a line of \
             its own is a heading of its own kind and not reported; nor is （一） where no section has more than that.",
    },
    why: Words {
        zh: "标题丢了，目录和大纲里就只剩一个序号。",
        en: "The heading was lost; the outline shows a number and nothing else.",
    },
    bad: "一、\n麦子已经进仓。\n二、秋种\n种子已经到齐。\n",
    good: "一、夏收\n麦子已经进仓。\n二、秋种\n种子已经到齐。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut bare = HashMap::new();
    for (_, node) in context.headings().filter(|(_, node)| context.spans(node).is_empty()) {
        let Some(marker) = node.marker else { continue };
        let written = marker.span.of(context.text()).trim_end_matches(crate::text::is_blank);
        // 一 or 第一章 ends in a letter: nothing promises that text follows.
        // Nor after 第一种： with its matter below.
        if written.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '：' | ':')) {
            continue;
        }
        // （一） on a line of its own parts an essay, where no section has more than its number.
        let parts = |list: u32| written.ends_with(is_closer) && is_bare(context, list);
        if node.list.is_some_and(|list| *bare.entry(list).or_insert_with(|| parts(list))) {
            continue;
        }
        let message = Message::new(
            format!("“{written}”后面没有标题文字"),
            format!("“{written}” has no text, expected a heading"),
        );
        findings.add(marker.span, message);
    }
}

/// Whether no item of a list has text of its own.
fn is_bare(context: &Context<'_>, list: u32) -> bool {
    let items = context.document.lists().get(list as usize).map_or(&[][..], |list| context.document.items(list));
    items.len() > 1 && items.iter().all(|&item| context.spans(context.node(item)).is_empty())
}
