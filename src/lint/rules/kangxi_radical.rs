//! `kangxi-radical`: radicals of the dictionary in place of characters.

use crate::diagnostic::{Edit, Fix, Level, Message, Safety};
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};
use crate::span::Span;

pub(super) static RULE: Rule = Rule {
    name: "kangxi-radical",
    topic: Topic::Damage,
    level: Level::Warning,
    asked: Level::Warning,
    fix: Some(Safety::Safe),
    summary: Words { zh: "用了部首代码的字", en: "radicals in place of characters" },
    found: Words {
        zh: "正文里形似汉字、实为部首代码（U+2E80–U+2FD5）的字，如“⼯”（U+2F2F）不是“工”。每段报一次。序号里的由 lookalike-numeral 报。",
        en: "Code points of radicals (U+2E80–U+2FD5) that look like characters, as ⼯ for 工; once a paragraph. Those in \
             markers are lookalike-numerals.",
    },
    why: Words {
        zh: "多由 PDF 复制而来，看着一样，却搜不到、朗读软件也念不出。",
        en: "They come out of PDF files, look the same, and neither a search nor a screen reader knows them.",
    },
    bad: "一、分⼯\n各管一段。\n二、经费\n从简。\n",
    good: "一、分工\n各管一段。\n二、经费\n从简。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let (text, all) = (context.text(), &context.signs().radicals);
    if all.is_empty() {
        return;
    }
    let mut at = 0;
    for block in context.blocks() {
        let mut edits = Vec::new();
        for span in block.nodes.clone().flat_map(|i| context.spans(context.node(i))) {
            while all.get(at).is_some_and(|&place| place < span.start) {
                at += 1;
            }
            while let Some(&place) = all.get(at).filter(|&&place| place < span.end) {
                at += 1;
                let radical = text[place as usize..].chars().next().unwrap_or(' ');
                let meant = context.grammar.check_words().character(radical);
                edits.extend(meant.map(|c| Edit::new(Span::new(place, place + 3), c)));
            }
        }
        let Some(first) = edits.first() else { continue };
        let (span, count) = (first.span, edits.len());
        let (written, meant) = (span.of(text), first.text.clone());
        let message = match count {
            1 => Message::new(
                format!("“{written}”是部首代码，应为“{meant}”"),
                format!("“{written}” is a radical, expected “{meant}”"),
            ),
            _ => Message::new(
                format!("“{written}”等 {count} 字是部首代码，应为“{meant}”等"),
                format!("“{written}” and others, {count} in all, are radicals, expected “{meant}”"),
            ),
        };
        let does = Message::new(format!("改 {count} 个字"), format!("write {count} characters for radicals"));
        findings.add(span, message).fix(Fix { safety: Safety::Safe, message: does, edits });
    }
}
