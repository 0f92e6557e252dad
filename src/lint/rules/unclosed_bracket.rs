//! `unclosed-bracket`: a bracket that nothing closes.

use super::pairs;
use crate::diagnostic::Level;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "unclosed-bracket",
    topic: Topic::Punctuation,
    level: Level::Error,
    asked: Level::Error,
    fix: None,
    summary: Words { zh: "括号缺后一半", en: "a bracket that is not closed" },
    found: Words {
        zh: "（ 〔 【 《 〈 在本段内没有配对的后一半，后面各段也没有补上。全角半角混配（“（”配“)”）算已配对，由别的规则管。序号中的括号不看。",
        en: "A （ 〔 【 《 or 〈 that is closed neither in its paragraph nor in a later one. Full and half width close each \
             other; brackets of markers are not looked at.",
    },
    why: Words {
        zh: "读者分不清说明到哪里为止；朗读的人会念错停顿。",
        en: "Nobody can tell where the aside ends, and whoever reads the speech aloud stumbles over it.",
    },
    bad: "一、报到时间（九月三日上午\n请准时到。\n二、报到地点\n在北门。\n",
    good: "一、报到时间（九月三日上午）\n请准时到。\n二、报到地点\n在北门。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    pairs::report(context, findings, |pair| !pair.quotes());
}
