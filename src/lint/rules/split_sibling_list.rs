//! `split-sibling-list`: two lists of different families follow each other under one parent.

use crate::diagnostic::{Level, Message};
use crate::infer::Reason;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "split-sibling-list",
    topic: Topic::Nesting,
    level: Level::Info,
    asked: Level::Info,
    fix: None,
    summary: Words {
        zh: "同一上级之下有两列不同的序号",
        en: "two lists of different families follow each other under one parent",
    },
    found: Words {
        zh: "同一标题之下，一列序号刚完，紧接着又是另一种序号的一列，中间没有引出下文的话。报在第二列的第一项上。",
        en: "A list that follows another of a different family directly under the same parent with no lead-in between, reported at its first item.",
    },
    why: Words {
        zh: "读者不知道第二列是接着第一列，还是它的下级。",
        en: "The reader cannot tell whether the second list goes on with the first or stands inside it.",
    },
    bad: "一、办理程序\n①填写申请。\n②提交材料。\n（一）身份证件。\n（二）申请表格。\n二、办理时限\n五个工作日。\n",
    good: "一、办理程序\n①填写申请。\n②提交材料。\n需要的材料：\n（一）身份证件。\n（二）申请表格。\n二、办理时限\n五个工作日。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series().iter().filter(|series| series.placed && series.is_block()) {
        let item = &series.items[0];
        if item.family.traits().ordered || !context.charged(item.index, Reason::SecondList) {
            continue;
        }
        let Some(last) = context.list_before(item).filter(|last| last.node.parent == item.node.parent) else {
            continue;
        };
        if last.family.traits().group == item.family.traits().group {
            continue;
        }
        let message = Message::new(
            format!("“{}”一列紧接在“{}”一列之后，写法不同，又无引出语", item.written, last.written),
            format!("the list of “{}” follows that of “{}” with no lead-in between", item.written, last.written),
        );
        findings.add(item.marker.span, message).beside(&last, "前一列止于", "the list before ends with");
    }
}
