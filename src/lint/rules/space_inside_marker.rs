//! `space-inside-marker`: blanks stand inside a marker.

use crate::diagnostic::{Edit, Fix, Level, Message, Safety};
use crate::lint::context::{Context, Item, Series};
use crate::lint::findings::Findings;
use crate::lint::marks::is_torn;
use crate::lint::mend;
use crate::lint::rule::{Rule, Topic, Words};
use crate::lint::trace::Traces;
use crate::span::Span;
use crate::text::{is_blank, is_ideograph};

pub(super) static RULE: Rule = Rule {
    name: "space-inside-marker",
    topic: Topic::Markers,
    level: Level::Info,
    asked: Level::Info,
    fix: Some(Safety::Safe),
    summary: Words { zh: "序号里有空格", en: "blanks stand inside a marker" },
    found: Words {
        zh: "序号中间的空格：（ 一 ） 一 、 第 一 章。每一项都报。汉字与阿拉伯数字之间的空格（第 1 条）是一种排版习惯，不报；\
             整列都撑开的“第 一 章”“第 二 章”是法规汇编的版式，也不报。",
        en: "Blanks inside a marker: （ 一 ） 一 、 第 一 章; reported at each. A blank between a Chinese character and an \
             Arabic numeral (第 1 条) is a habit of typesetting and is left alone; so are titles that are spaced out \
             throughout a list, 第 一 章 and 第 二 章, as collections of laws print them.",
    },
    why: Words {
        zh: "多由排版撑开或扫描带来；序号会被拆到两行，查找也找不到。",
        en: "Most come of stretched lines or scanning; the marker breaks over lines and searches miss it.",
    },
    bad: "（ 一 ）晴天晒书。\n（ 二 ）雨天关窗。\n",
    good: "（一）晴天晒书。\n（二）雨天关窗。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let printed = |series: &&Series<'_>| series.items.len() > 1 && series.items.iter().all(is_spaced_out);
    for item in context.series_with(Traces::BLANK).filter(|series| !printed(series)).flat_map(|series| &series.items) {
        if !item.traces.hold(Traces::BLANK) || is_torn(item) || item.family.traits().unnumbered {
            continue;
        }
        let edits: Vec<Edit> = gaps(item).into_iter().map(|gap| Edit::new(gap, "")).collect();
        if edits.is_empty() {
            continue;
        }
        let expected = mend::mended(item, &edits);
        let message = Message::new(
            format!("序号里有空格：应为“{expected}”，实为“{}”", item.written),
            format!("blanks inside the marker: expected “{expected}”, found “{}”", item.written),
        );
        let fix = Fix {
            safety: Safety::Safe,
            message: Message::new("删去序号里的空格", "delete the blanks inside the marker"),
            edits,
        };
        findings.add(item.marker.span, message).fix(fix);
    }
}

/// 第 一 章, and not （ 一 ） or 第一 章.
fn is_spaced_out(item: &Item<'_>) -> bool {
    let inside = item.written.strip_prefix('第').unwrap_or_default();
    let mut parts = inside.split(is_blank).filter(|part| !part.is_empty());
    inside.starts_with(is_blank) && parts.next().is_some() && parts.next().is_some() && !is_torn(item)
}

/// The blanks inside a marker that do not belong there.
fn gaps(item: &Item<'_>) -> Vec<Span> {
    let (mut out, mut left, mut open) = (Vec::new(), '\0', None);
    for (i, c) in item.written.char_indices() {
        if is_blank(c) {
            open = open.or(Some(i));
            continue;
        }
        if let Some(start) = open.take()
            && left != '\0'
            && !is_habit(left, c)
        {
            out.push(item.part(start..i));
        }
        left = c;
    }
    out
}

/// 第 1 条, PART 01 and § 1 are typeset so.
const fn is_habit(left: char, right: char) -> bool {
    (is_ideograph(left) && right.is_ascii_alphanumeric())
        || (left.is_ascii_alphanumeric() && is_ideograph(right))
        || (left.is_ascii_alphabetic() && right.is_ascii_digit())
        || left == '§'
}
