//! `excessive-depth`: lists stand too deep inside each other.

use crate::diagnostic::{Level, Message};
use crate::lint::context::{Context, Item};
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "excessive-depth",
    topic: Topic::Nesting,
    level: Level::Warning,
    asked: Level::Warning,
    fix: None,
    summary: Words { zh: "层次过深", en: "lists stand too deep inside each other" },
    found: Words {
        zh: "编号的层次超过限度（一般五层，公文四层，可用 max-depth 设定）。报在过深那一列的第一项上；编、章、节、条和段内的列举不算层次。",
        en: "A list on a level of numbering deeper than the limit (five, for official documents four; set by max-depth), reported at its first item. Chapters, sections, articles and lists inside paragraphs are not counted.",
    },
    why: Words {
        zh: "层次太多，听众记不住，读者找不到从属关系。",
        en: "Nobody can keep so many levels in mind, least of all who listens.",
    },
    bad: "一、甲类\n（一）乙类\n1.丙类\n（1）丁类\n①戊类\na.己类\n细目见下。\nb.庚类\n细目见下。\n②辛类\n细目见下。\n（2）壬类\n细目见下。\n2.癸类\n细目见下。\n（二）子类\n细目见下。\n二、丑类\n细目见下。\n",
    good: "一、甲类\n（一）乙类\n1.丙类\n（1）丁类\n①戊类\n细目见下。\n②辛类\n细目见下。\n（2）壬类\n细目见下。\n2.癸类\n细目见下。\n（二）子类\n细目见下。\n二、丑类\n细目见下。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let most = context.limits.depth as usize;
    for series in context.series().iter().filter(|series| series.is_block()) {
        let item = &series.items[0];
        if is_unit(item) {
            continue;
        }
        // 编章节条 and headings without a number are no levels of numbering.
        let level = 1 + context.items_above(item).filter(|outer| !is_unit(outer)).count();
        if level > most {
            let message = Message::new(
                format!("层次过深：“{}”在第 {level} 层，最多 {most} 层", item.written),
                format!("“{}” stands on level {level}, at most {most} are allowed", item.written),
            );
            findings.add(item.marker.span, message);
        }
    }
}

fn is_unit(item: &Item<'_>) -> bool {
    let traits = item.family.traits();
    traits.ordered || traits.through
}
