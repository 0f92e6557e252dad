//! `same-family-nested`: a list stands inside a list of its own family.

use crate::diagnostic::{Level, Message};
use crate::lint::context::{Context, Item};
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};
use crate::numeral::{Fold, locate};

pub(super) static RULE: Rule = Rule {
    name: "same-family-nested",
    topic: Topic::Nesting,
    level: Level::Warning,
    asked: Level::Warning,
    fix: None,
    summary: Words { zh: "同一种序号套用", en: "a list stands inside a list of its own family" },
    found: Words {
        zh: "一列序号放在同一种序号的某一项之下（1.之下又是1.）。报在里层那一列的第一项上。段内的列举，以及编、章、节和1.1这样的编号不算。",
        en: "A list inside an item of a list of the same family (1. below 1.), reported at its first item. Lists inside paragraphs, chapters with sections and decimals are left alone.",
    },
    why: Words {
        zh: "两层写法相同，读者分不清哪一个“2.”是哪一层的。",
        en: "Two levels look alike, and nobody can tell which “2.” belongs to which.",
    },
    bad: "1.修路\n1.测量，三月完成。\n2.施工，九月完成。\n2.引水\n1.选址，四月完成。\n2.铺管，八月完成。\n3.植树\n1.育苗，二月完成。\n2.栽种，三月完成。\n",
    good: "1.修路\n（1）测量，三月完成。\n（2）施工，九月完成。\n2.引水\n（1）选址，四月完成。\n（2）铺管，八月完成。\n3.植树\n（1）育苗，二月完成。\n（2）栽种，三月完成。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series().iter().filter(|series| series.placed && series.is_block()) {
        let item = &series.items[0];
        let traits = item.family.traits();
        if traits.ordered || traits.nested || traits.unnumbered || traits.through {
            continue;
        }
        let same =
            |outer: &Item<'_>| outer.family.public_id() == item.family.public_id() && alike(context, outer, item);
        let Some(outer) = context.items_above(item).find(same) else { continue };
        let message = Message::new(
            format!("“{}”套在同一种序号“{}”之下", item.written, outer.written),
            format!("“{}” stands inside “{}”, which is written alike", item.written, outer.written),
        );
        findings.add(item.marker.span, message).beside(&outer, "外层", "the outer item");
    }
}

/// Whether two markers of one family look alike but for their numbers: (i) and III. do not.
fn alike(context: &Context<'_>, one: &Item<'_>, other: &Item<'_>) -> bool {
    let parts = |item: &Item<'_>| {
        let (range, system, _) = locate(item.written, item.marker.ordinal?, Fold::default())?;
        Some((context.folded(&item.written[..range.start]), system, context.folded(&item.written[range.end..])))
    };
    parts(one) == parts(other)
}
