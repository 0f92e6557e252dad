//! `half-width-punctuation`: marks of ASCII between Chinese characters.

use crate::diagnostic::{Level, Message};
use crate::document::Kind;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};
use crate::span::Span;
use crate::text::is_ideograph;

pub(super) static RULE: Rule = Rule {
    name: "half-width-punctuation",
    topic: Topic::Damage,
    level: Level::Off,
    asked: Level::Info,
    fix: None,
    summary: Words { zh: "中文里用了半角标点", en: "half-width marks in Chinese text" },
    found: Words {
        zh: "汉字之间的半角 , : ; ! ? ( )。全文件只报一次，报在第一处，并说明共有几处。序号里的不算。",
        en: "ASCII , : ; ! ? ( ) between Chinese characters, markers aside; reported once a file, with their number.",
    },
    why: Words {
        zh: "中文用全角标点（GB/T 15834—2011，5.1）。逐个改正请用专门的排版工具。",
        en: "Chinese takes full-width marks (GB/T 15834—2011, 5.1). A tool for typography puts them right one by one.",
    },
    bad: "同志们:\n今天的会议很重要,大家要认真听。\n",
    good: "同志们：\n今天的会议很重要，大家要认真听。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let text = context.text();
    let mut first: Option<u32> = None;
    let mut count = 0u32;
    let nodes = context.nodes().filter(|(_, node)| !matches!(node.kind, Kind::Boilerplate | Kind::Speech));
    for span in nodes.flat_map(|(_, node)| context.spans(node)) {
        let body = span.of(text);
        for (i, _) in
            body.bytes().enumerate().filter(|(_, byte)| matches!(byte, b',' | b':' | b';' | b'!' | b'?' | b'(' | b')'))
        {
            let before = body[..i].chars().next_back();
            let after = body[i + 1..].chars().next();
            // At the end of a line nothing follows; the mark is one of the sentence before it.
            if before.is_some_and(is_ideograph) && after.is_none_or(|c| is_ideograph(c) || !c.is_ascii()) {
                first = first.or(u32::try_from(i).ok().map(|i| span.start + i));
                count += 1;
            }
        }
    }
    let Some(at) = first else { return };
    let span = Span::new(at, at + 1);
    let mark = span.of(text);
    let message = Message::new(
        format!("中文里用了半角标点“{mark}”，全文共 {count} 处"),
        format!("half-width “{mark}” in Chinese text, {count} such marks in the file"),
    );
    findings.add(span, message);
}
