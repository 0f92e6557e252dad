//! `full-stop-inside-semicolon-item`: an item holds a full stop and ends in a semicolon.

use crate::diagnostic::{Level, Message};
use crate::lint::context::Context;
use crate::lint::ending::{hanging_semicolon, inner_stop, is_leaf, is_semicolon, last};
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "full-stop-inside-semicolon-item",
    topic: Topic::Punctuation,
    level: Level::Warning,
    asked: Level::Warning,
    fix: None,
    summary: Words { zh: "项内有句号而以分号结尾", en: "an item holds a full stop and ends in a semicolon" },
    found: Words {
        zh: "一项里已有句号，末尾却用分号。引号和括号里的句号不算。",
        en: "An item with a full stop inside that ends in a semicolon; what stands in quotation marks or brackets does \
             not count.",
    },
    why: Words {
        zh: "GB/T 15834—2011 附录 A.5：各项中有一项内部用了句号，各项末尾就都不用分号。句号管不住分号，层次会读反。",
        en: "GB/T 15834—2011, A.5: where any item holds a full stop, none ends in a semicolon: the weaker mark cannot \
             embrace the stronger.",
    },
    bad: "分两步走：一是摸底。摸底由居委会负责；二是整改。整改由物业负责。\n",
    good: "分两步走：一是摸底。摸底由居委会负责。二是整改。整改由物业负责。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series().iter().filter(|series| series.items.len() > 1) {
        for (at, item) in series.items.iter().enumerate().filter(|(_, item)| is_leaf(item)) {
            let Some((end, _)) = last(context, item.node).filter(|(_, c)| is_semicolon(*c)) else { continue };
            let Some(stop) = inner_stop(context, item.node) else { continue };
            if at + 1 == series.items.len() && hanging_semicolon(context, series).is_some() {
                continue;
            }
            let message = Message::new(
                format!("“{}”一项里有句号，却以分号结尾", item.written),
                format!("the item “{}” holds a full stop and ends in a semicolon", item.written),
            );
            findings
                .add(item.marker.span, message)
                .related(stop, Message::new("项内的句号", "the full stop inside"))
                .related(end, Message::new("末尾的分号", "the semicolon at the end"));
        }
    }
}
