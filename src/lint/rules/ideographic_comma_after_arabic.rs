//! `ideographic-comma-after-arabic`: an Arabic numeral is followed by 、.

use crate::diagnostic::{Edit, Level, Message, Safety};
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::marks::{Marks, is_plain, is_torn};
use crate::lint::mend;
use crate::lint::rule::{Rule, Topic, Words};
use crate::numeral::System;

pub(super) static RULE: Rule = Rule {
    name: "ideographic-comma-after-arabic",
    topic: Topic::Markers,
    level: Level::Off,
    asked: Level::Warning,
    fix: Some(Safety::Safe),
    summary: Words { zh: "阿拉伯数字序号后用了顿号", en: "an Arabic numeral is followed by 、" },
    found: Words {
        zh: "写作 1、 的序号，每一项都报。通常不查：台湾公文就这样写，大陆也常见；公文（official）和标准（standard）里要查。",
        en: "Every marker written 1、. Usually not looked for: Taiwan writes so, and many others do; the profiles \
             `official` and `standard` do.",
    },
    why: Words {
        zh: "GB/T 15834—2011 附录 B.3.3：不带括号的阿拉伯数字后用下脚点（1.），顿号用在汉字数字后。",
        en: "GB/T 15834—2011, B.3.3: an Arabic numeral without brackets takes a dot (1.), 、 belongs to Chinese ones.",
    },
    bad: "1、提前巡线。\n2、备足沙袋。\n",
    good: "1.提前巡线。\n2.备足沙袋。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series() {
        if !series.items[0].family.systems().contains(&System::Arabic) {
            continue;
        }
        // As wide as the dots of its siblings.
        let mut ends = series.items.iter().filter_map(|item| item.written.chars().next_back());
        let dot = ends.find(|c| matches!(c, '.' | '．')).unwrap_or('.');
        for item in series.items.iter().filter(|item| is_plain(item) && !is_torn(item)) {
            let marks = Marks::of(context, item);
            let Some(comma) = marks.end.filter(|mark| mark.seen == '、') else { continue };
            let edits = vec![Edit::new(comma.span, dot)];
            let expected = mend::mended(item, &edits);
            let message = Message::new(
                format!("阿拉伯数字后用下脚点：应为“{expected}”，实为“{}”", item.written),
                format!("an Arabic numeral takes a dot, expected “{expected}”, found “{}”", item.written),
            );
            findings.add(item.marker.span, message).fix(mend::fix(item, edits, Safety::Safe));
        }
    }
}
