//! `punctuation-after-bracketed-marker`: a mark follows a marker that stands in brackets.

use crate::diagnostic::{Edit, Fix, Level, Message, Safety};
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::marks::{Marks, is_torn};
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "punctuation-after-bracketed-marker",
    topic: Topic::Markers,
    level: Level::Error,
    asked: Level::Error,
    fix: Some(Safety::Safe),
    summary: Words { zh: "带括号的序号后多了标点", en: "a mark follows a marker that stands in brackets" },
    found: Words {
        zh: "括号或圆圈里的序号后面又加了标点：（一）、 (1)． ②、。每一项都报。",
        en: "A mark after a marker in brackets or circles: （一）、 (1)． ②、; reported at each.",
    },
    why: Words {
        zh: "括号已经把序号与正文隔开。GB/T 15834—2011 附录 B.3.4：不带点号的括号序号，后面不加标点。",
        en: "The bracket already sets the number off. GB/T 15834—2011, B.3.4: no mark follows an ordinal in brackets.",
    },
    bad: "（一）、划定片区\n（二）、配齐人手\n",
    good: "（一）划定片区\n（二）配齐人手\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for item in context.series().iter().filter(|series| series.is_confirmed()).flat_map(|series| &series.items) {
        if !Marks::may_stray(context, item) {
            continue;
        }
        let Some(stray) = Marks::of(context, item).stray.filter(|_| !is_torn(item)) else { continue };
        let written = item.written.strip_suffix(stray.seen).unwrap_or(item.written);
        let message = Message::new(
            format!("“{written}”后面不加标点，多了“{}”", stray.seen),
            format!("no mark follows “{written}”, found “{}”", stray.seen),
        );
        let fix = Fix {
            safety: Safety::Safe,
            message: Message::new(format!("删去“{}”", stray.seen), format!("delete “{}”", stray.seen)),
            edits: vec![Edit::new(stray.span, "")],
        };
        findings.add(item.marker.span, message).fix(fix);
    }
}
