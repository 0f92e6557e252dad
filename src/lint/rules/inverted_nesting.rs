//! `inverted-nesting`: a marker of an outer level stands inside one of an inner level.

use super::row;
use crate::diagnostic::{Level, Message};
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "inverted-nesting",
    topic: Topic::Nesting,
    level: Level::Warning,
    asked: Level::Warning,
    fix: None,
    summary: Words { zh: "序号层次倒置", en: "a marker of an outer level stands inside one of an inner level" },
    found: Words {
        zh: "一、（一）1.（1）① 五种序号中，左边的用在了右边的里面（如（一）之下用一、）。报在里层那一列的第一项上。缺级不算。",
        en: "A list of one of 一、 （一） 1. （1） ① that stands inside a list further right in this row, reported at its first item. Leaving out a level is none.",
    },
    why: Words {
        zh: "读者凭序号分层次，倒置后大小颠倒。GB/T 15834—2011 附录 B.3.8：宜从左到右用，不宜在下一层使用上一层的形式。",
        en: "Readers tell levels by their markers; turned over, the small seems to be the large. GB/T 15834—2011, B.3.8, has the row go from left to right.",
    },
    bad: "（一）提高认识\n一、学习文件\n逐条学习。\n二、交流体会\n人人发言。\n（二）抓好落实\n责任到人。\n",
    good: "一、提高认识\n（一）学习文件\n逐条学习。\n（二）交流体会\n人人发言。\n二、抓好落实\n责任到人。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series().iter().filter(|series| series.placed && series.is_block()) {
        let item = &series.items[0];
        let Some(place) = row::place(item.family) else { continue };
        let outer = context.items_above(item).find_map(|outer| Some((row::place(outer.family)?, outer)));
        let Some((_, outer)) = outer.filter(|(outer, _)| *outer > place) else { continue };
        let message = Message::new(
            format!("层次倒置：“{}”用在了“{}”之下", item.written, outer.written),
            format!("inverted nesting: “{}” stands inside “{}”", item.written, outer.written),
        );
        findings.add(item.marker.span, message).beside(&outer, "外层", "the outer item");
    }
}
