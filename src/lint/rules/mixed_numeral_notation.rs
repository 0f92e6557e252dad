//! `mixed-numeral-notation`: numbers of one list are written in two notations.

use crate::diagnostic::{Level, Message, Safety};
use crate::lint::context::{Context, Item};
use crate::lint::findings::Findings;
use crate::lint::marks::is_torn;
use crate::lint::odd::usual;
use crate::lint::rule::{Rule, Topic, Words};
use crate::lint::{mend, numeral};
use crate::numeral::Notation;

pub(super) static RULE: Rule = Rule {
    name: "mixed-numeral-notation",
    topic: Topic::Numbers,
    level: Level::Info,
    asked: Level::Info,
    fix: Some(Safety::Unsafe),
    summary: Words { zh: "一列中数字写法不一", en: "numbers of one list are written in two notations" },
    found: Words {
        zh: "同一列里“一一”“一二”夹着“十三”，“廿一”夹在“二十”中，“１”夹在“1”中，“01”之后又写“2”。报在与多数不同的每一项上；各占一半时以第一项为准。一到九不表示是哪种写法。",
        en: "十三 among 一一 and 一二, 廿一 among 二十, １ among 1, 2 after 01; reported at every item that differs from \
             most, in a tie from the first. 一 to 九 speak for no notation.",
    },
    why: Words {
        zh: "GB/T 15835—2011：同一场合数字形式要一致；“一二”与“十二”并见，读者会疑心序号有误。",
        en: "GB/T 15835—2011 asks for one form in one place; next to 一二, 十二 looks like a mistake.",
    },
    bad: "1.查电路。\n２.查水管。\n3.查门窗。\n",
    good: "1.查电路。\n2.查水管。\n3.查门窗。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series().iter().filter(|series| series.items.len() > 1) {
        // Far most lists are written in plain numbers throughout.
        if series.items.iter().all(|item| matches!(item.marker.notation, None | Some(Notation::Plain))) {
            continue;
        }
        let Some(usual) = usual(series.items.iter().filter_map(notation)) else { continue };
        let model = series.items.iter().find(|item| notation(item) == Some(usual));
        for item in &series.items {
            let (Some(model), Some(own)) = (model, notation(item)) else { continue };
            if own == usual || is_torn(item) {
                continue;
            }
            let own = item.marker.ordinal;
            let edit = own.and_then(|n| numeral::rewritten(item, n, Some(usual), context.grammar.fold()));
            let edits = edit.map(|edit| vec![edit]);
            let expected = edits.as_ref().map_or_else(String::new, |edits| mend::mended(item, edits));
            let message = Message::new(
                format!("数字写法与同列不一致：应为“{expected}”，实为“{}”", item.written),
                format!("the number is written unlike its siblings: expected “{expected}”, found “{}”", item.written),
            );
            let fix = edits.map(|edits| mend::fix(item, edits, Safety::Unsafe));
            findings.add(item.marker.span, message).sibling(model).fix(fix);
        }
    }
}

/// The notation for which a number speaks.
fn notation(item: &Item<'_>) -> Option<Notation> {
    match item.marker.notation? {
        Notation::Malformed => None,
        // 1 speaks against １ and 01; 一 speaks for nothing, and nor does 10 where the others are 08 and 09.
        Notation::Plain => {
            let digit = item.written.contains(|c: char| c.is_ascii_digit());
            (digit && item.marker.ordinal.is_some_and(|n| n < 10)).then_some(Notation::Plain)
        }
        other => Some(other),
    }
}
