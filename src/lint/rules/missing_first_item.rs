//! `missing-first-item`: a list starts above 1.

use super::numbers::{self, Blame};
use crate::diagnostic::{Level, Message, Safety};
use crate::lint::context::Context;
use crate::lint::count::Miscount;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "missing-first-item",
    topic: Topic::Numbers,
    level: Level::Warning,
    asked: Level::Warning,
    fix: Some(Safety::Unsafe),
    summary: Words { zh: "缺少第一项", en: "a list starts above 1" },
    found: Words {
        zh: "一列序号不从一开始，前面也没有在段内说出的第一项。报在这一列的第一项上。法律的条贯穿全篇连续编号，不在此列。",
        en: "A list whose first item is not number 1, with no first item inside a paragraph before it, reported at its first item. Articles, which count on through the whole text, are left alone.",
    },
    why: Words {
        zh: "多半是第一项被删去、漏排，或第一个号写错。",
        en: "Mostly the first item was deleted or lost, or its number is wrong.",
    },
    bad: "各位同事：\n二、压实责任\n责任到人。\n三、加强督查\n每月一次。\n",
    good: "各位同事：\n一、压实责任\n责任到人。\n二、加强督查\n每月一次。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    numbers::each(context, Miscount::Start, |blame: Blame<'_>| {
        let Blame { found, expected, .. } = &blame;
        let message = Message::new(
            format!("缺少第一项：这一列从“{found}”开始，应从“{expected}”开始"),
            format!("missing first item: the list starts with “{found}”, expected “{expected}”"),
        );
        blame.report(message, findings);
    });
}
