//! `unexpected-restart`: numbering starts again without a reason.

use crate::diagnostic::{Level, Message};
use crate::infer::Reason;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "unexpected-restart",
    topic: Topic::Numbers,
    level: Level::Warning,
    asked: Level::Warning,
    fix: None,
    summary: Words { zh: "编号无故从头开始", en: "numbering starts again without a reason" },
    found: Words {
        zh: "同一种序号又从一开始，而两列之间没有标题、段落或引出下文的话。报在重新开始的“一”上。",
        en: "The same kind of marker starts again at 1 although no heading, paragraph or lead-in stands between the two lists, reported at the 1 that comes back.",
    },
    why: Words {
        zh: "读者分不清这是新的一列，还是接着前面的一列而号写错了。",
        en: "The reader cannot tell whether a new list begins or the old one goes on with a wrong number.",
    },
    bad: "1.核对名单\n2.发放物资\n3.登记签收\n1.整理台账\n2.上报结果\n3.公示三天\n",
    good: "发放时：\n1.核对名单\n2.发放物资\n3.登记签收\n发放后：\n1.整理台账\n2.上报结果\n3.公示三天\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series().iter().filter(|series| series.placed && series.is_block()) {
        let item = &series.items[0];
        let restarts = item.marker.ordinal == Some(1) && context.charged(item.index, Reason::Restart);
        // The node straight before it: a paragraph or furniture in between explains the restart.
        let before = context.node(item.index.saturating_sub(1));
        if !restarts || before.list.is_none() || ends_in_colon(&context.text_of(before)) {
            continue;
        }
        let Some(last) = context.list_before(item) else { continue };
        let message = Message::new(
            format!("编号从“{}”重新开始，前面没有标题、段落或引出语", item.written),
            format!("numbering starts again at “{}” with no heading, paragraph or lead-in before it", item.written),
        );
        findings.add(item.marker.span, message).beside(&last, "前一列止于", "the list before ends with");
    }
}

fn ends_in_colon(text: &str) -> bool {
    text.trim_end().ends_with(['：', ':'])
}
