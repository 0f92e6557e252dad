//! `duplicate-heading`: two headings of one list that say the same.

use std::collections::HashMap;

use crate::diagnostic::{Level, Message};
use crate::document::Kind;
use crate::lint::context::{Context, Item, Series};
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};
use crate::text::is_ideograph;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-heading",
    topic: Topic::Headings,
    level: Level::Warning,
    asked: Level::Warning,
    fix: None,
    summary: Words { zh: "同一列中标题重复", en: "the same heading twice" },
    found: Words {
        zh: "同一列有序号的标题中，两个标题除序号和标点外完全相同，报后一个。",
        en: "Two numbered headings of one list with the same text, marks aside; reported at the second.",
    },
    why: Words {
        zh: "多半是复制之后忘了改，目录里也分不清两处。",
        en: "One was copied and not changed; a table of contents cannot tell them apart.",
    },
    bad: "一、抓紧夏收\n抢在雨前。\n二、备好秋种\n先验种子。\n三、抓紧夏收\n渠道要清。\n",
    good: "一、抓紧夏收\n抢在雨前。\n二、备好秋种\n先验种子。\n三、搞好冬修\n渠道要清。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut heads = Vec::new();
    for series in context.series().iter().filter(|series| series.is_block() && series.items.len() > 1) {
        // In far most lists no two headings begin alike.
        heads.clear();
        heads.extend(series.items.iter().filter_map(|item| Some(head(key(context, item)?))));
        heads.sort_unstable();
        if heads.windows(2).any(|pair| pair[0] == pair[1]) {
            list(context, series, findings);
        }
    }
}

fn list(context: &Context<'_>, series: &Series<'_>, findings: &mut Findings<'_>) {
    let mut seen: HashMap<Vec<char>, u32> = HashMap::new();
    for item in &series.items {
        let Some(key) = key(context, item).map(Iterator::collect::<Vec<char>>).filter(|key| key.len() > 1) else {
            continue;
        };
        let Some(&first) = seen.get(&key) else {
            seen.insert(key, item.index);
            continue;
        };
        let text = context.text_of(item.node);
        let message = Message::new(
            format!("标题“{text}”在同一列中已经出现过"),
            format!("the heading “{text}” stands twice in one list"),
        );
        let before = context.own_span(context.node(first));
        findings.add(context.own_span(item.node), message).related(before, Message::new("第一次出现", "the first one"));
    }
}

/// What is compared of an item, if it is a heading that may not stand twice: its letters, both widths and scripts alike.
fn key<'a>(context: &Context<'a>, item: &Item<'a>) -> Option<impl Iterator<Item = char>> {
    // Articles count through, and of those that were deleted nothing but a note is left.
    if item.node.kind != Kind::Heading || item.family.traits().through {
        return None;
    }
    let (text, spans, script) = (context.text(), context.spans(item.node), context.grammar.script());
    if spans.first().is_some_and(|span| span.of(text).starts_with(['（', '(', '〔', '【'])) {
        return None;
    }
    let chars = spans.iter().flat_map(move |span| span.of(text).chars()).map(|c| script.fold(c));
    Some(chars.filter(|&c| is_ideograph(c) || c.is_alphanumeric()))
}

/// The first characters of a key.
fn head(mut key: impl Iterator<Item = char>) -> [Option<char>; 3] {
    std::array::from_fn(|_| key.next())
}
