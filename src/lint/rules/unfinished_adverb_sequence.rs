//! `unfinished-adverb-sequence`: 首先 stands alone.

use super::sequence;
use crate::diagnostic::{Level, Message};
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "unfinished-adverb-sequence",
    topic: Topic::Numbers,
    level: Level::Off,
    asked: Level::Info,
    fix: None,
    summary: Words { zh: "有“首先”而无下文", en: "首先 stands alone" },
    found: Words {
        zh: "一节里有“首先”，却没有“其次”“第二”“此外”“最后”等接着说。通常不查：“首先”也可以只表示最要紧。",
        en: "首先 in a section where no 其次, 第二, 此外 or 最后 goes on. Usually not looked for: 首先 may just mean “above all”.",
    },
    why: Words {
        zh: "听众等着第二点；没有，就像话没说完。",
        en: "Listeners wait for the second point; without one the speech seems to break off.",
    },
    bad: "首先，我感谢大家一年来的支持。希望新的一年再上台阶。\n",
    good: "首先，我感谢大家一年来的支持。其次，希望新的一年再上台阶。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    sequence::unfinished(context, "adverb-sequence", false, |span| {
        let message = Message::new(
            "有“首先”，本节里没有“其次”“第二”接着说",
            "首先 is followed by no 其次 or 第二 in this section",
        );
        findings.add(span, message);
    });
}
