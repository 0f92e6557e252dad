//! `skipped-level`: a level is left out where the text elsewhere uses it.

use std::collections::BTreeMap;

use super::row;
use crate::diagnostic::{Level, Message};
use crate::lint::context::{Context, Item};
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "skipped-level",
    topic: Topic::Nesting,
    level: Level::Off,
    asked: Level::Warning,
    fix: None,
    summary: Words { zh: "序号跳级", en: "a level is left out where the text elsewhere uses it" },
    found: Words {
        zh: "在一、（一）1.（1）的次序中，此处跳过一级，而同样的上级之下，别处又用了那一级。整篇一律不用某级不算。报在跳级那一列的第一项上。",
        en: "A list that leaves out a level of 一、 （一） 1. （1） which lists under the same kind of heading use elsewhere, reported at its first item. A level that the whole text does without is none.",
    },
    why: Words {
        zh: "GB/T 9704—2012 7.3.3 的层次依次使用，时有时无会让读者误判从属关系。",
        en: "GB/T 9704—2012, 7.3.3, gives the order of the levels; a level that comes and goes misleads about what belongs to what.",
    },
    bad: "一、总体要求\n（1）坚持从实际出发\n一切依靠群众。\n（2）坚持问题导向\n有什么改什么。\n二、主要任务\n（一）修路\n年内通车。\n（二）引水\n年内通水。\n",
    good: "一、总体要求\n（一）坚持从实际出发\n一切依靠群众。\n（二）坚持问题导向\n有什么改什么。\n二、主要任务\n（一）修路\n年内通车。\n（二）引水\n年内通水。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // Which place of the row stands under which; and of each such step the first list that shows it.
    let mut steps: Vec<(usize, usize, &Item<'_>, Item<'_>)> = Vec::new();
    let mut shown: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for series in context.series().iter().filter(|series| series.placed && series.is_block()) {
        let item = &series.items[0];
        let outer = context.items_above(item).next();
        if let (Some(inner), Some((place, outer))) =
            (row::place(item.family), outer.and_then(|outer| Some((row::place(outer.family)?, outer))))
        {
            shown.entry((place, inner)).or_insert(steps.len());
            steps.push((place, inner, item, outer));
        }
    }
    for (outer, inner, item, above) in &steps {
        let filled = (outer + 1..*inner).filter_map(|between| shown.get(&(*outer, between))).min();
        let Some((_, _, other, _)) = filled.map(|&first| &steps[first]) else { continue };
        let message = Message::new(
            format!("序号跳级：“{}”之下直接用“{}”，别处用的是“{}”", above.written, item.written, other.written),
            format!("skipped level: “{}” under “{}”, elsewhere “{}”", item.written, above.written, other.written),
        );
        findings.add(item.marker.span, message).beside(other, "别处用", "elsewhere");
    }
}
