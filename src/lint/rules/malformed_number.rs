//! `malformed-number`: a numeral is put together as no numeral is.

use crate::diagnostic::{Level, Message};
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};
use crate::numeral::{Notation, System, locate};

pub(super) static RULE: Rule = Rule {
    name: "malformed-number",
    topic: Topic::Numbers,
    level: Level::Warning,
    asked: Level::Warning,
    fix: None,
    summary: Words { zh: "数字不合写法", en: "a numeral is put together as no numeral is" },
    found: Words {
        zh: "序号写作“一十一”“二十零”“一百十五”。本意可能是别的数，故不代改。",
        en: "Markers such as 一十一 二十零 一百十五. Another number may have been meant, so that no fix is offered.",
    },
    why: Words {
        zh: "汉字数字有定式：十一、二十、一百一十五；不合定式的，读者拿不准是哪个数。",
        en: "Chinese numerals have one form each (十一 二十 一百一十五); readers doubt which one another form means.",
    },
    bad: "一、茶\n二、米\n三、油\n四、盐\n五、酱\n六、醋\n七、糖\n八、酒\n九、柴\n十、炭\n一十一、灯\n",
    good: "一、茶\n二、米\n三、油\n四、盐\n五、酱\n六、醋\n七、糖\n八、酒\n九、柴\n十、炭\n十一、灯\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for item in context.series().iter().flat_map(|series| &series.items) {
        if item.marker.notation != Some(Notation::Malformed) {
            continue;
        }
        let Some(n) = item.marker.ordinal else { continue };
        let expected = System::Han.write(n).unwrap_or_default();
        let found =
            locate(item.written, n, context.grammar.fold()).map_or(item.written, |(range, ..)| &item.written[range]);
        let message = Message::new(
            format!("“{found}”不合数字写法：应为“{expected}”"),
            format!("“{found}” is no way to write a number, expected “{expected}”"),
        );
        findings.add(item.marker.span, message);
    }
}
