//! `duplicate-number`: a number stands twice in a list.

use super::numbers::{self, Blame};
use crate::diagnostic::{Level, Message, Safety};
use crate::lint::context::Context;
use crate::lint::count::Miscount;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "duplicate-number",
    topic: Topic::Numbers,
    level: Level::Error,
    asked: Level::Error,
    fix: Some(Safety::Unsafe),
    summary: Words { zh: "编号重复", en: "a number stands twice in a list" },
    found: Words {
        zh: "同一列序号中，同一个号出现两次。报在第二个上。后面的序号表明只是这一个写错（一、二、二、四）时，只报一次，不另报跳号。",
        en: "A number that repeats the one before it in the same list, reported at the second of the two. Where the next item shows that this number alone is wrong (1 2 2 4) nothing else is reported.",
    },
    why: Words {
        zh: "两项同号，“第二点”就有两个；多半是插入一项后忘了顺改后面的序号。",
        en: "Two items answer to one number. Mostly an item was put in and those after it were not renumbered.",
    },
    bad: "一、提高认识\n安全是底线。\n二、压实责任\n责任到人。\n二、加强督查\n每月一次。\n",
    good: "一、提高认识\n安全是底线。\n二、压实责任\n责任到人。\n三、加强督查\n每月一次。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    numbers::each(context, Miscount::Repeat, |blame: Blame<'_>| {
        let Blame { found, expected, .. } = &blame;
        let message = Message::new(
            format!("编号重复：此处应为“{expected}”，实为“{found}”"),
            format!("duplicate number: “{found}” stands twice, expected “{expected}”"),
        );
        blame.report(message, findings);
    });
}
