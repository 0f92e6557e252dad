//! `unclosed-quote`: a quotation mark that nothing closes.

use super::pairs;
use crate::diagnostic::Level;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};
use crate::lint::sign::Pair;

pub(super) static RULE: Rule = Rule {
    name: "unclosed-quote",
    topic: Topic::Punctuation,
    level: Level::Error,
    asked: Level::Error,
    fix: None,
    summary: Words { zh: "引号缺后一半", en: "a quotation that is not closed" },
    found: Words {
        zh: "“ ‘ 「 『 在本段内没有配对的后一半。引文分作几段、每段重开引号而在末段收住的，不报。",
        en: "A “ ‘ 「 or 『 that is not closed in its paragraph. A quotation over several paragraphs that opens again in \
             each and is closed in the last is none.",
    },
    why: Words {
        zh: "看不出引文到哪里为止，别人的话和自己的话混在一起。",
        en: "The words of others run into one's own.",
    },
    bad: "会风要“短、实、新。\n散会。\n",
    good: "会风要“短、实、新”。\n散会。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    pairs::report(context, findings, Pair::quotes);
}
