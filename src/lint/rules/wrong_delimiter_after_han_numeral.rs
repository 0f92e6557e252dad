//! `wrong-delimiter-after-han-numeral`: a Chinese numeral is followed by something else than 、.

use crate::diagnostic::{Edit, Level, Message, Safety};
use crate::lint::context::{Context, Item};
use crate::lint::findings::Findings;
use crate::lint::marks::{Marks, is_torn};
use crate::lint::mend;
use crate::lint::numeral;
use crate::lint::rule::{Rule, Topic, Words};
use crate::span::Span;
use crate::text::{is_blank, is_ideograph, trim};

pub(super) static RULE: Rule = Rule {
    name: "wrong-delimiter-after-han-numeral",
    topic: Topic::Markers,
    level: Level::Warning,
    asked: Level::Warning,
    fix: Some(Safety::Safe),
    summary: Words {
        zh: "汉字数字序号后不是顿号", en: "a Chinese numeral is followed by something else than 、"
    },
    found: Words {
        zh: "列中写作 一， 一. 一： 或“一 ”（半角空格）的序号，每一项都报。“一　绪论”（全角空格）是书籍的写法，不报；一是、一要不在此列。全文只用半角标点的，整列写作“一,”或“一.”也不报：半角里没有顿号。",
        en: "Markers of a list written 一， 一. 一： or with a half-width space, reported at each. A full-width space is \
             the style of books and is left alone; so are 一是 and 一要, and a list written 一, or 一. throughout in a text \
             whose marks are all of ASCII, which has no 、.",
    },
    why: Words {
        zh: "GB/T 15834—2011 附录 B.3.2：不带括号的汉字数字后用顿号。",
        en: "GB/T 15834—2011, B.3.2: 、 follows a Chinese numeral without brackets.",
    },
    bad: "一、摸底\n逐户登记。\n二，整改\n限期完成。\n",
    good: "一、摸底\n逐户登记。\n二、整改\n限期完成。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut ascii = None;
    for series in context.series().iter().filter(|series| series.items.len() > 1) {
        // Who types all marks in ASCII has none that is nearer to 、.
        let typed = |item: &Item<'_>| item.written.ends_with([',', '.']);
        if series.items.iter().all(typed)
            && *ascii.get_or_insert_with(|| !context.text().contains(['，', '。', '、', '；', '：']))
        {
            continue;
        }
        let han = |item: &&Item<'_>| !item.written.ends_with('、') && item.written.starts_with(numeral::opens_han);
        for item in series.items.iter().filter(han).filter(|item| !is_torn(item)) {
            let Some((wrong, seen)) = wrong(context, item) else { continue };
            let edits = vec![Edit::new(wrong, "、")];
            let expected = mend::mended(item, &edits);
            let message = Message::new(
                format!("汉字数字后用顿号：应为“{expected}”，实为“{}{seen}”", trim(item.written)),
                format!("a Chinese numeral takes 、: expected “{expected}”, found “{}{seen}”", trim(item.written)),
            );
            findings.add(item.marker.span, message).fix(mend::fix(item, edits, Safety::Safe));
        }
    }
}

/// What stands in place of the 、 and how it is shown where the marker does not hold it; `None` where nothing is wrong.
fn wrong<'a>(context: &Context<'a>, item: &Item<'_>) -> Option<(Span, &'a str)> {
    let numeral = |c: char| numeral::opens_han(c) || "百零〇".contains(c);
    // 一是 is no bare numeral.
    if item.written.ends_with(|c| is_ideograph(c) && !numeral(c)) {
        return None;
    }
    let marks = Marks::of(context, item);
    let body = marks.end.map_or(item.written, |end| item.written.strip_suffix(end.seen).unwrap_or(item.written));
    if !trim(body).chars().all(numeral) || marks.close.is_some() {
        return None;
    }
    if let Some(end) = marks.end {
        return (end.seen == end.meant && end.seen != '、').then_some((end.span, ""));
    }
    let rest = &context.text()[item.marker.span.end as usize..];
    let one = rest.starts_with(' ') && !rest[1..].starts_with(is_blank);
    one.then(|| (Span::new(item.marker.span.end, item.marker.span.end + 1), " "))
}
