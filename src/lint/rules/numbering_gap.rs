//! `numbering-gap`: numbers are missing in a list.

use super::numbers::{self, Blame};
use crate::diagnostic::{Level, Message, Safety};
use crate::lint::context::Context;
use crate::lint::count::Miscount;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "numbering-gap",
    topic: Topic::Numbers,
    level: Level::Error,
    asked: Level::Error,
    fix: Some(Safety::Unsafe),
    summary: Words { zh: "编号跳号", en: "numbers are missing in a list" },
    found: Words {
        zh: "同一列序号中，后一个比前一个大了不止一。报在跳号后的第一项。只是这一个写错（一、二、五、四）时，也只报一次。",
        en: "A number that is greater than the one before it in the same list by more than one, reported at the first \
             item after the gap. Where that number alone is wrong (1 2 5 4) it is reported once, and nothing besides.",
    },
    why: Words {
        zh: "听众和读者会以为漏了一项；后文若引用“第三点”，就不知指哪一项。",
        en: "Readers look for the item that is missing, and a reference to “the third point” finds another one.",
    },
    bad: "一、提高认识\n安全是底线。\n二、压实责任\n责任到人。\n四、加强督查\n每月一次。\n",
    good: "一、提高认识\n安全是底线。\n二、压实责任\n责任到人。\n三、加强督查\n每月一次。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    numbers::each(context, Miscount::Gap, |blame: Blame<'_>| {
        let Blame { found, expected, before, .. } = &blame;
        let message = Message::new(
            format!("编号不连续：“{before}”之后应为“{expected}”，实为“{found}”"),
            format!("numbering gap: “{before}” is followed by “{found}”, expected “{expected}”"),
        );
        blame.report(message, findings);
    });
}
