//! `several-speeches-in-one-file`: a compendium.

use crate::diagnostic::{Level, Message};
use crate::grammar::LineKind;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "several-speeches-in-one-file",
    topic: Topic::Document,
    level: Level::Info,
    asked: Level::Info,
    fix: None,
    summary: Words { zh: "一个文件里有几篇讲话", en: "several speeches in one file" },
    found: Words {
        zh: "文件里有两篇以上的讲话（范文合集）。报在第二篇的开头，全文件只报一次。附件不算另一篇。",
        en: "A file that holds more than one speech, reported once where the second begins. Attachments do not count.",
    },
    why: Words {
        zh: "各篇的序号各自编排，合在一起不便引用和归档；也可能是误把整页网文存成了一篇。",
        en: "Each counts by itself, so they are hard to cite and to file together; perhaps a whole page was saved for one.",
    },
    bad: "开学讲话 篇1\n同学们：\n新学期开始了，我们要早睡早起。\n谢谢大家！\n开学讲话 篇2\n\
          同学们：\n秋天到了，操场上要注意安全。\n谢谢大家！\n",
    good: "开学讲话\n同学们：\n新学期开始了，我们要早睡早起。\n谢谢大家！\n",
    check,
};

/// The label of an attachment (附件12：) is no longer than this.
const LABEL: usize = 8;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let attached = |speech: u32| {
        let line = context.text_of(context.node(speech + 1));
        let mut attached = false;
        if line.chars().nth(LABEL).is_none() {
            let tell = |kind, _| attached |= kind == LineKind::Attachment;
            context.grammar.words().kinds(&context.folded(&line), tell);
        }
        attached
    };
    let holds_text = |&&speech: &&u32| context.node(speech).end > speech + 1 && !attached(speech);
    let mut speeches = context.speeches().iter().filter(holds_text);
    let (Some(_), Some(second)) = (speeches.next(), speeches.next()) else { return };
    let all = 2 + speeches.count();
    let message = Message::new(
        format!("文件里有 {all} 篇，这是第二篇"),
        format!("the file holds {all} texts, this is the second"),
    );
    findings.add(context.own_span(context.node(second + 1)), message);
}
