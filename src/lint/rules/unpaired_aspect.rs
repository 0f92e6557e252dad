//! `unpaired-aspect`: 一方面 without 另一方面.

use super::sequence;
use crate::diagnostic::{Level, Message};
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "unpaired-aspect",
    topic: Topic::Numbers,
    level: Level::Off,
    asked: Level::Info,
    fix: None,
    summary: Words { zh: "有“一方面”而无“另一方面”", en: "一方面 without 另一方面" },
    found: Words {
        zh: "一节里有“一方面”，后面既没有“另一方面”，也没有第二个“一方面”。通常不查。",
        en: "一方面 in a section where neither 另一方面 nor a second 一方面 follows. Usually not looked for.",
    },
    why: Words {
        zh: "“一方面”要成对用，只有一面，读者会去找另一面。",
        en: "The word comes in pairs: readers look for the other side.",
    },
    bad: "一方面，要看到困难。大家要咬牙坚持。\n",
    good: "一方面，要看到困难；另一方面，也要看到希望。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    sequence::unfinished(context, "aspect-pair", true, |span| {
        let message =
            Message::new("有“一方面”，本节里没有“另一方面”", "一方面 is followed by no 另一方面 in this section");
        findings.add(span, message);
    });
}
