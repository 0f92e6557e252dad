//! `precomposed-marker`: one sign stands for a whole marker.

use crate::diagnostic::{Edit, Level, Message, Safety};
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::mend;
use crate::lint::rule::{Rule, Topic, Words};
use crate::numeral::{System, sign};

pub(super) static RULE: Rule = Rule {
    name: "precomposed-marker",
    topic: Topic::Markers,
    level: Level::Off,
    asked: Level::Warning,
    fix: Some(Safety::Safe),
    summary: Words { zh: "用一个符号代替整个序号", en: "one sign stands for a whole marker" },
    found: Words {
        zh: "㈠ ⑴ ⒈ ⒜ 这类把括号或点号合在一起的字符，每一项都报。①是独立的一种序号，不报。通常不查。",
        en: "Signs that hold their bracket or dot: ㈠ ⑴ ⒈ ⒜; reported at each. ① is a marker of its own and is left alone. \
             Usually not looked for.",
    },
    why: Words {
        zh: "字体往往缺这些字符，数到十或二十就没有了；查找“（一）”也找不到“㈠”。",
        en: "Fonts often lack them, they end at ten or twenty, and a search for （一） misses ㈠.",
    },
    bad: "㈠全面排查。\n㈡限期整改。\n",
    good: "（一）全面排查。\n（二）限期整改。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for item in context.series().iter().flat_map(|series| &series.items) {
        let mut chars = item.written.chars();
        let Some((spelled, seen)) = chars.next().and_then(|c| Some((spelled(c)?, c))) else { continue };
        let edits = vec![Edit::new(item.marker.span, format!("{spelled}{}", chars.as_str()))];
        let message = Message::new(
            format!("“{seen}”是合成字符：应写作“{spelled}”"),
            format!("“{seen}” is one sign: write “{spelled}”"),
        );
        findings.add(item.marker.span, message).fix(mend::fix(item, edits, Safety::Safe));
    }
}

/// The marker that a sign spells; `None` for a sign that is one of its own.
fn spelled(c: char) -> Option<String> {
    let (system, n) = sign(c)?;
    Some(match system {
        System::ParenthesisedHan => format!("（{}）", System::Han.write(n)?),
        System::ParenthesisedArabic => format!("（{n}）"),
        System::ParenthesisedLatin => format!("（{}）", System::LatinLower.write(n)?),
        System::DottedArabic => format!("{n}."),
        _ => return None,
    })
}
