//! `missing-title`: a speech without a title.

use super::missing;
use crate::diagnostic::{Level, Message};
use crate::document::Kind;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "missing-title",
    topic: Topic::Document,
    level: Level::Off,
    asked: Level::Warning,
    fix: None,
    summary: Words { zh: "没有标题", en: "no title" },
    found: Words {
        zh: "讲话稿或公文正文之前没有标题。一个文件里有几篇的，逐篇看。报在第一行。",
        en: "A speech or document without a title before its text, each of a file by itself; reported at its first line.",
    },
    why: Words {
        zh: "公文须有标题（GB/T 9704—2012，7.3.1）；没有标题的稿子不便归档和查找。",
        en: "Official documents need one (GB/T 9704—2012, 7.3.1), and a text without a title is hard to file and to find.",
    },
    bad: "同志们：\n今天的会议很重要，大家要认真听。\n谢谢大家！\n",
    good: "在安全工作会议上的讲话\n同志们：\n今天的会议很重要，大家要认真听。\n谢谢大家！\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let message = Message::new("正文之前没有标题", "no title stands before the text");
    missing::report(context, findings, Kind::Title, &message);
}
