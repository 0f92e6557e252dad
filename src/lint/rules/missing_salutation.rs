//! `missing-salutation`: a speech that addresses nobody.

use super::missing;
use crate::diagnostic::{Level, Message};
use crate::document::Kind;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "missing-salutation",
    topic: Topic::Document,
    level: Level::Off,
    asked: Level::Info,
    fix: None,
    summary: Words { zh: "没有称呼", en: "no salutation" },
    found: Words {
        zh: "讲话稿里没有独占一行的称呼（“同志们：”）。报在第一行。",
        en: "A speech without an address to the audience on a line of its own; reported at its first line.",
    },
    why: Words {
        zh: "讲话先称呼听众；网上转载的稿子常把称呼丢掉。",
        en: "A speech begins by addressing its audience; copies from the web have often lost it.",
    },
    bad: "在安全工作会议上的讲话\n今天的会议很重要，大家要认真听。\n谢谢大家！\n",
    good: "在安全工作会议上的讲话\n同志们：\n今天的会议很重要，大家要认真听。\n谢谢大家！\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let message = Message::new("没有对听众的称呼", "the audience is not addressed");
    missing::report(context, findings, Kind::Salutation, &message);
}
