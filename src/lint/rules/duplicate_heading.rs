//! `duplicate-heading`: two headings of one list that say the same.

use std::collections::HashMap;

use crate::diagnostic::{Level, Message};
use crate::document::Kind;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

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
    for series in context.series().iter().filter(|series| series.is_block()) {
        let mut seen: HashMap<Vec<char>, u32> = HashMap::new();
        for item in series.items.iter().filter(|item| item.node.kind == Kind::Heading) {
            let text = context.text_of(item.node);
            // Articles count through, and of those that were deleted nothing but a note is left.
            if item.family.traits().through || text.starts_with(['（', '(', '〔', '【']) {
                continue;
            }
            let key: Vec<char> = context.folded(&text).into_iter().filter(|c| c.is_alphanumeric()).collect();
            if key.len() < 2 {
                continue;
            }
            let Some(&first) = seen.get(&key) else {
                seen.insert(key, item.index);
                continue;
            };
            let message = Message::new(
                format!("标题“{text}”在同一列中已经出现过"),
                format!("the heading “{text}” stands twice in one list"),
            );
            let before = context.own_span(context.node(first));
            findings
                .add(context.own_span(item.node), message)
                .related(before, Message::new("第一次出现", "the first one"));
        }
    }
}
