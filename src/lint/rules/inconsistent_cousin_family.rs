//! `inconsistent-cousin-family`: lists under sibling headings are written otherwise.

use std::collections::BTreeMap;

use crate::diagnostic::{Level, Message};
use crate::lint::context::{Context, Item};
use crate::lint::findings::Findings;
use crate::lint::odd::usual;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "inconsistent-cousin-family",
    topic: Topic::Nesting,
    level: Level::Off,
    asked: Level::Info,
    fix: None,
    summary: Words {
        zh: "同级标题之下序号写法不一", en: "lists under sibling headings are written otherwise"
    },
    found: Words {
        zh: "同一列的各项之下，下一级用了不同的序号（一、之下用（一），二、之下用1.）。报在与多数不同的那一列的第一项上。",
        en: "Lists below the items of one list that are written in different families (（一） below 一、, 1. below 二、), reported at the first item of the list that differs from most.",
    },
    why: Words {
        zh: "同样的层次写法应当一致，读者才能凭序号找到上下级。",
        en: "The same level written alike lets readers find their way by the markers.",
    },
    bad: "一、修路\n（一）测量\n三月完成。\n（二）施工\n九月完成。\n二、引水\n（一）选址\n四月完成。\n（二）铺管\n八月完成。\n三、植树\n1.育苗\n二月完成。\n2.栽种\n三月完成。\n",
    good: "一、修路\n（一）测量\n三月完成。\n（二）施工\n九月完成。\n二、引水\n（一）选址\n四月完成。\n（二）铺管\n八月完成。\n三、植树\n（一）育苗\n二月完成。\n（二）栽种\n三月完成。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // The first list of lines below every item.
    let mut below: BTreeMap<u32, &Item<'_>> = BTreeMap::new();
    for series in context.series().iter().filter(|series| series.placed && series.is_block()) {
        if let Some(parent) = series.items[0].node.parent {
            below.entry(parent).or_insert(&series.items[0]);
        }
    }
    for series in context.series() {
        let cousins: Vec<&Item<'_>> = series.items.iter().filter_map(|item| below.get(&item.index).copied()).collect();
        let Some(usual) = usual(cousins.iter().map(|cousin| cousin.family.public_id())) else { continue };
        let Some(model) = cousins.iter().find(|cousin| cousin.family.public_id() == usual) else { continue };
        for item in cousins.iter().filter(|cousin| cousin.family.public_id() != usual) {
            let message = Message::new(
                format!("同级之下序号不一致：此处用“{}”，别处用“{}”", item.written, model.written),
                format!("“{}” here, “{}” below the sibling headings", item.written, model.written),
            );
            findings.add(item.marker.span, message).beside(model, "别处用", "elsewhere");
        }
    }
}
