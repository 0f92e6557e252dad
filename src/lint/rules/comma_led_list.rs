//! `comma-led-list`: items that end in semicolons are led in by a comma.

use crate::diagnostic::{Level, Message};
use crate::lint::context::Context;
use crate::lint::ending::{is_semicolon, last};
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "comma-led-list",
    topic: Topic::Punctuation,
    level: Level::Off,
    asked: Level::Info,
    fix: None,
    summary: Words { zh: "分号分项却用逗号引出", en: "items that end in semicolons are led in by a comma" },
    found: Words {
        zh: "段中列举各项之间用分号，引出它们的却是逗号。报在逗号处。通常不查。",
        en: "Items inside a paragraph that are parted by semicolons and led in by a comma; reported at the comma. Usually \
             not looked for.",
    },
    why: Words {
        zh: "GB/T 15834—2011 附录 B.1.4：用分号隔开的各项，前面不用逗号总起，应当用冒号。",
        en: "GB/T 15834—2011, B.1.4: what semicolons part is not led in by a comma but by a colon.",
    },
    bad: "今年要抓好三件事，一是修路；二是通水；三是办学。\n",
    good: "今年要抓好三件事：一是修路；二是通水；三是办学。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series().iter().filter(|series| !series.is_block() && series.items.len() > 1) {
        let Some(parent) = series.items[0].node.parent.map(|parent| context.node(parent)) else { continue };
        let led_in = last(context, parent)
            .filter(|(span, c)| matches!(c, '，' | ',') && span.end <= series.items[0].marker.span.start);
        let Some((comma, _)) = led_in else { continue };
        if !last(context, series.items[0].node).is_some_and(|(_, c)| is_semicolon(c)) {
            continue;
        }
        let message = Message::new(
            "各项之间用分号，引出它们的应为冒号，实为逗号",
            "items parted by semicolons are led in by a comma, expected a colon",
        );
        let related = Message::new("第一项", "the first item");
        findings.add(comma, message).related(series.items[0].marker.span, related);
    }
}
