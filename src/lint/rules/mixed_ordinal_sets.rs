//! `mixed-ordinal-sets`: 首先 and 第二 count in one list.

use crate::diagnostic::{Level, Message};
use crate::lint::context::{Context, Item};
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "mixed-ordinal-sets",
    topic: Topic::Markers,
    level: Level::Warning,
    asked: Level::Warning,
    fix: None,
    summary: Words { zh: "“首先”与“第二”混用", en: "首先 and 第二 count in one list" },
    found: Words {
        zh: "同一列先用“首先、其次”，后用“第二、第三”，或者反过来。只报一次，报在换了说法的那一项。“最后”可以收尾，不报。",
        en: "A list that begins with 首先 and goes on with 第二, or the reverse; reported once, where the words change. \
             最后 may end either.",
    },
    why: Words {
        zh: "“首先、其次、再次”和“第一、第二、第三”是两套序次语，混用则读者要重新对号。",
        en: "These are two sets of ordinals; readers who count along have to start over.",
    },
    bad: "首先，把教室扫净。第二，把桌椅摆齐。第三，把门窗擦亮。\n",
    good: "第一，把教室扫净。第二，把桌椅摆齐。第三，把门窗擦亮。\n",
    check,
};

#[derive(Clone, Copy, PartialEq)]
enum Set {
    /// 第一
    Ordinal,
    /// 首先
    Adverb,
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series().iter().filter(|series| series.items.len() > 1) {
        let mut counted = series.items.iter().filter_map(|item| Some((item, set(item)?)));
        let Some((first, words)) = counted.next() else { continue };
        let Some((item, _)) = counted.find(|(_, set)| *set != words) else { continue };
        let message = Message::new(
            format!("同一列先用“{}”，又用“{}”：应只用一套序次语", first.written, item.written),
            format!("the list begins with “{}” and goes on with “{}”: keep to one set", first.written, item.written),
        );
        let related = Message::new(
            format!("这一列以“{}”开头", first.written),
            format!("the list begins with “{}”", first.written),
        );
        findings.add(item.marker.span, message).related(first.marker.span, related);
    }
}

/// The set to which the words of a marker belong; `None` where it has no number.
fn set(item: &Item<'_>) -> Option<Set> {
    item.marker.ordinal?;
    if item.written.starts_with('第') {
        return Some(Set::Ordinal);
    }
    item.family.traits().words.then_some(Set::Adverb)
}
