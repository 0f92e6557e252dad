//! `mixed-families-in-list`: an item of a list is written as if it stood in another one.

use crate::diagnostic::{Edit, Level, Message, Safety};
use crate::lint::context::{Context, Item};
use crate::lint::findings::Findings;
use crate::lint::mend;
use crate::lint::numeral;
use crate::lint::odd::usual;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "mixed-families-in-list",
    topic: Topic::Nesting,
    level: Level::Error,
    asked: Level::Error,
    fix: Some(Safety::Unsafe),
    summary: Words {
        zh: "一列中混用两种序号", en: "an item of a list is written as if it stood in another one"
    },
    found: Words {
        zh: "同一列中，某一项接着数下去，却写成了另一种序号（一、（二）三、）。报在与多数不同的那一项上；只有两项时报第二项。",
        en: "An item that carries the next number of its list but is written in another family (一、 （二） 三、), reported at the item that differs from most; of two, at the second.",
    },
    why: Words {
        zh: "读者凭序号的写法判断层次，这一项看上去成了上一项的下级。",
        en: "Readers tell levels by the way markers are written: this item looks like a child of the one before it.",
    },
    bad: "一、提高认识\n安全是底线。\n（二）压实责任\n责任到人。\n三、加强督查\n每月一次。\n",
    good: "一、提高认识\n安全是底线。\n二、压实责任\n责任到人。\n三、加强督查\n每月一次。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series().iter().filter(|series| series.sure) {
        let group = |item: &Item<'_>| item.family.traits().group;
        if series.items.iter().all(|item| group(item) == group(&series.items[0])) {
            continue;
        }
        let Some(usual) = usual(series.items.iter().map(|item| item.family.traits().group)) else { continue };
        let Some(model) = series.items.iter().find(|item| item.family.traits().group == usual) else { continue };
        for item in series.items.iter().filter(|item| item.family.traits().group != usual) {
            let Some(ordinal) = item.marker.ordinal else { continue };
            let expected = numeral::written(model, ordinal);
            let message = Message::new(
                format!("序号写法与同列不一致：应为“{expected}”，实为“{}”", item.written),
                format!("“{}” is written unlike its siblings, expected “{expected}”", item.written),
            );
            let fix = mend::fix(item, vec![Edit::new(item.marker.span, expected)], Safety::Unsafe);
            findings.add(item.marker.span, message).sibling(model).fix(fix);
        }
    }
}
