//! `out-of-order-number`: a number stands out of order.

use super::numbers::{self, Blame};
use crate::diagnostic::{Level, Message, Safety};
use crate::lint::context::Context;
use crate::lint::count::Miscount;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "out-of-order-number",
    topic: Topic::Numbers,
    level: Level::Error,
    asked: Level::Error,
    fix: Some(Safety::Unsafe),
    summary: Words { zh: "编号颠倒", en: "a number stands out of order" },
    found: Words {
        zh: "同一列序号中，某一项不在它该在的位置（一、三、二、四）。报在第一个不合顺序的项上，一处颠倒只报一次。",
        en: "An item whose number does not follow the one before it, though no number is missing (1 3 2 4), reported once, at the first item that stands out of order.",
    },
    why: Words {
        zh: "可能是段落挪动后没有改号，也可能是号写错；读者无从判断先后。",
        en: "Either a paragraph was moved and kept its number, or the number is wrong: the reader cannot tell what comes first.",
    },
    bad: "一、提高认识\n安全是底线。\n三、压实责任\n责任到人。\n二、加强督查\n每月一次。\n四、严肃问责\n从严处理。\n",
    good: "一、提高认识\n安全是底线。\n二、压实责任\n责任到人。\n三、加强督查\n每月一次。\n四、严肃问责\n从严处理。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    numbers::each(context, Miscount::Disorder, |blame: Blame<'_>| {
        let Blame { found, expected, .. } = &blame;
        let message = Message::new(
            format!("编号颠倒：此处应为“{expected}”，实为“{found}”"),
            format!("number out of order: “{found}” stands where “{expected}” is expected"),
        );
        blame.report(message, findings);
    });
}
