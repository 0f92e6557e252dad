//! `heading-ends-with-full-stop`: a heading on a line of its own that ends like a sentence.

use crate::diagnostic::{Edit, Fix, Level, Message, Safety};
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};
use crate::span::Span;

pub(super) static RULE: Rule = Rule {
    name: "heading-ends-with-full-stop",
    topic: Topic::Punctuation,
    level: Level::Off,
    asked: Level::Warning,
    fix: Some(Safety::Safe),
    summary: Words { zh: "标题末尾有句号", en: "a heading that ends in a full stop" },
    found: Words {
        zh: "独占一行的标题以“。”“；”“，”或“、”收尾。“？”“！”“……”不报。",
        en: "A heading on a line of its own that ends in 。 ； ， or 、; ？ ！ and …… may stand.",
    },
    why: Words {
        zh: "标题是名目而不是句子，GB/T 15834—2011 附录 B.4：标题末尾一般不用标点。",
        en: "A heading names and tells nothing; GB/T 15834—2011, B.4: headings usually end without a mark.",
    },
    bad: "一、总体安排。\n先易后难。\n二、具体分工。\n各管一段。\n",
    good: "一、总体安排\n先易后难。\n二、具体分工\n各管一段。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (_, node) in context.headings() {
        let Some(last) = context.spans(node).last() else { continue };
        let Some(mark) = last.of(context.text()).chars().next_back() else { continue };
        if !matches!(mark, '。' | '｡' | '；' | ';' | '，' | ',' | '、') {
            continue;
        }
        let width = u32::try_from(mark.len_utf8()).unwrap_or(0);
        let message = Message::new(
            format!("标题独占一行，末尾不用“{mark}”"),
            format!("a heading on a line of its own ends in “{mark}”, expected no mark"),
        );
        let does = Message::new(format!("删去“{mark}”"), format!("delete “{mark}”"));
        let edit = Edit::new(Span::new(last.end - width, last.end), "");
        findings.add(context.own_span(node), message).fix(Fix {
            safety: Safety::Safe,
            message: does,
            edits: vec![edit],
        });
    }
}
