//! `mixed-list-verbs`: 一要 and 三是 count in one list.

use crate::diagnostic::{Level, Message};
use crate::lint::context::{Context, Item};
use crate::lint::findings::Findings;
use crate::lint::odd::usual;
use crate::lint::rule::{Rule, Topic, Words};
use crate::numeral::{Fold, System};
use crate::text::{is_ideograph, trim};

pub(super) static RULE: Rule = Rule {
    name: "mixed-list-verbs",
    topic: Topic::Markers,
    level: Level::Info,
    asked: Level::Info,
    fix: None,
    summary: Words { zh: "“一要”“三是”混用", en: "一要 and 三是 count in one list" },
    found: Words {
        zh: "三项以上的一列，多数用“是”（或“要”），个别用了别的字。每列只报一次，报在与多数不同的第一项。每项都换一个字（一抓、二促、三保）是有意的，不报。",
        en: "A list of three items or more where most say 是 (or 要) and some another word; reported once a list, at the \
             first that differs. A list that takes a new verb at every item does so on purpose.",
    },
    why: Words {
        zh: "排比句要整齐，口气才贯通：“要”是要求，“是”是列举，夹在一起前后不搭。",
        en: "A list is spoken in one breath: 要 demands and 是 enumerates, and the two do not match.",
    },
    bad: "一要学懂政策。二要摸清家底。三是办好实事。\n",
    good: "一要学懂政策。二要摸清家底。三要办好实事。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series().iter().filter(|series| series.items.len() > 2) {
        let mut verbs = series.items.iter().map(verb);
        let Some(Some(first)) = verbs.next() else { continue };
        // Most lists keep to their verb, which is quickly seen.
        if verbs.all(|verb| verb == Some(first)) {
            continue;
        }
        // Numbers without a break make sure of a list that its mixed verbs leave in doubt.
        if !series.counts_on() {
            continue;
        }
        let known = || series.items.iter().filter_map(|item| Some((item, verb(item)?)));
        let same = |a: &str, b: &str| context.grammar.script().strip_prefix(a, b) == Some("");
        let Some(usual) = usual(known().map(|(_, verb)| verb)) else { continue };
        let count = known().filter(|(_, verb)| same(verb, usual)).count();
        let odd = known().find(|(_, verb)| !same(verb, usual));
        let model = known().find(|(_, verb)| same(verb, usual));
        let (Some((item, verb)), Some((model, _))) = (odd, model) else { continue };
        if count * 2 <= series.items.len() {
            continue;
        }
        let message = Message::new(
            format!("同列多用“{usual}”，这一项用了“{verb}”"),
            format!("most items of the list say “{usual}”, this one says “{verb}”"),
        );
        findings.add(item.marker.span, message).sibling(model);
    }
}

/// The word that follows the numeral of 一是 or 一要; `None` for other markers.
fn verb<'a>(item: &Item<'a>) -> Option<&'a str> {
    if !item.written.starts_with(is_ideograph) {
        return None;
    }
    let (rest, _) = System::Han.read(item.written, Fold::default()).ok()?;
    let rest = trim(rest);
    rest.starts_with(is_ideograph).then_some(rest)
}
