//! `missing-closing`: a speech without a closing.

use super::missing;
use crate::diagnostic::{Level, Message};
use crate::document::Kind;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "missing-closing",
    topic: Topic::Document,
    level: Level::Off,
    asked: Level::Info,
    fix: None,
    summary: Words { zh: "没有结束语", en: "no closing" },
    found: Words {
        zh: "讲话稿末尾没有结束语（“谢谢大家！”“我的发言完了”“特此通知”）。报在最后一段。",
        en: "A speech without a closing formula (谢谢大家！); reported at its last paragraph.",
    },
    why: Words {
        zh: "没有结束语，听众不知道讲完没有；也可能是结尾被截掉了。",
        en: "The audience cannot tell that it is over, and the end may have been cut off.",
    },
    bad: "在安全工作会议上的讲话\n同志们：\n今天的会议很重要，大家要认真听。\n",
    good: "在安全工作会议上的讲话\n同志们：\n今天的会议很重要，大家要认真听。\n谢谢大家！\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let message = Message::new("末尾没有结束语", "no closing formula ends the speech");
    missing::report(context, findings, Kind::Closing, &message);
}
