//! `single-item-list`: a list has one item only.

use crate::diagnostic::{Level, Message};
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "single-item-list",
    topic: Topic::Numbers,
    level: Level::Info,
    asked: Level::Info,
    fix: None,
    summary: Words { zh: "一列只有一项", en: "a list has one item only" },
    found: Words {
        zh: "编了“一”，却没有“二”。报在这唯一的一项上。",
        en: "A list that has an item 1 and no other, reported at that item.",
    },
    why: Words {
        zh: "有一无二，不必编号；也可能是后面的项丢了，或写成了别的序号。",
        en: "What stands alone needs no number; or the other items were lost or are written otherwise.",
    },
    bad: "一、总体要求\n（一）坚持从实际出发\n一切依靠群众。\n二、主要任务\n抓好三件实事。\n",
    good: "一、总体要求\n一切依靠群众。\n二、主要任务\n抓好三件实事。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series() {
        let [item] = series.items.as_slice() else { continue };
        if item.marker.ordinal == Some(1) {
            let message = Message::new(
                format!("这一列只有“{}”一项", item.written),
                format!("“{}” is the only item of its list", item.written),
            );
            findings.add(item.marker.span, message);
        }
    }
}
