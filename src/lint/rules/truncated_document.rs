//! `truncated-document`: the text itself says that it is cut off.

use crate::diagnostic::{Level, Message};
use crate::document::Kind;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "truncated-document",
    topic: Topic::Document,
    level: Level::Warning,
    asked: Level::Warning,
    fix: None,
    summary: Words { zh: "文本不全", en: "the text is cut off" },
    found: Words {
        zh: "文中有“（未完，全文共……字）”“预览结束”一类的说明，而前面的讲话没有结束语或落款。只报一次。",
        en: "A note that the text is cut off (未完, 预览结束), where no closing or signature ends the speech before it; \
             reported once.",
    },
    why: Words {
        zh: "网站只显示了一部分，缺的内容要另找原文。",
        en: "The site showed a part only; the rest has to be found elsewhere.",
    },
    bad: "一、夏收\n麦子已经进仓。\n二、秋种\n种子到齐，肥料\n（未完，全文共三千字）\n",
    good: "一、夏收\n麦子已经进仓。\n二、秋种\n种子到齐，肥料到位。\n",
    check,
};

/// A note is no longer than so many bytes.
const LONGEST: u32 = 300;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut ended = false;
    let mut ends = context.speeches().iter().map(|&speech| context.node(speech).end).peekable();
    for block in context.blocks() {
        let node = context.node(block.first());
        let boilerplate = block.kind == Kind::Boilerplate;
        while ends.next_if(|&end| end <= block.first()).is_some() {}
        // Within a speech a note stands at its end.
        let last = ends.peek().is_some_and(|&end| end <= block.nodes.end);
        if block.span.len() <= LONGEST && (boilerplate || last) {
            let line = context.folded(block.span.of(context.text()));
            if context.grammar.check_words().is_cut(&line) && !(ended && boilerplate) {
                let message =
                    Message::new("文本在此被截断，后面的内容没有收入", "the text is cut off here, the rest is missing");
                findings.add(block.span, message);
                return;
            }
        }
        if !boilerplate || node.parent.is_some() {
            ended = match block.kind {
                Kind::Closing | Kind::Signature => true,
                Kind::Boilerplate => ended,
                _ => false,
            };
        }
    }
}
