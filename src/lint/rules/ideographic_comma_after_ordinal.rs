//! `ideographic-comma-after-ordinal`: 第一 or 首先 is followed by 、.

use crate::diagnostic::{Edit, Level, Message, Safety};
use crate::document::date::iso;
use crate::document::{Kind, Node};
use crate::lint::context::{Context, Item, Series};
use crate::lint::findings::Findings;
use crate::lint::marks::{Marks, is_plain, is_torn};
use crate::lint::mend;
use crate::lint::numeral;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "ideographic-comma-after-ordinal",
    topic: Topic::Markers,
    level: Level::Warning,
    asked: Level::Warning,
    fix: Some(Safety::Safe),
    summary: Words { zh: "“第一”“首先”后用了顿号", en: "第一 or 首先 is followed by 、" },
    found: Words {
        zh: "“第一、”“其一、”“首先、”作为序号，每一项都报。“第一、第二两组”不是序号，不报。台湾的标点规范允许用顿号，繁体文本整列如此的不报；\
             署明日期早于标点国家标准（1996 年）的讲话，整列如此的也不报。",
        en: "第一、 其一、 首先、 as markers, reported at each; 第一、第二两组 holds no marker. The norm of \
             Taiwan allows 、: a list in traditional characters that keeps to it is left alone, and so is one in a \
             speech that is dated before the national standard (1996).",
    },
    why: Words {
        zh: "GB/T 15834—2011 附录 B.3.1：“第”“其”字头的和“首先”类序次语后用逗号；用顿号，听起来像“第一和……”。",
        en: "GB/T 15834—2011, B.3.1: ordinals of this kind take a comma; 、 reads as “the first and …”.",
    },
    bad: "第一、统一着装。\n第二、统一路线。\n",
    good: "第一，统一着装。\n第二，统一路线。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // Looked at once, and only where it matters.
    let mut traditional = None;
    for series in context.series().iter().filter(|series| series.items.len() > 1) {
        if !series.items.iter().any(|item| is_wrong(item)) {
            continue;
        }
        let siblings = series.items.iter().filter_map(|item| item.written.chars().next_back()).find(is_comma);
        // Taiwan's norm of punctuation lets 、 follow the words that count, but not some of them.
        if siblings.is_none() && *traditional.get_or_insert_with(|| context.is_traditional()) {
            continue;
        }
        // Speeches of the fifties count 第一、 第二、 throughout, and whoever prints them keeps it.
        if siblings.is_none() && series.items.iter().all(is_wrong) && is_older(context, series) {
            continue;
        }
        for item in series.items.iter().filter(|item| is_wrong(item)) {
            report(context, item, siblings, findings);
        }
    }
}

/// Whether the speech is dated before the first national standard of punctuation that was in force (GB/T 15834—1995).
fn is_older(context: &Context<'_>, series: &Series<'_>) -> bool {
    let speech = series.items.first().and_then(|item| context.speech_of(item.index));
    let meta = |(_, node): &(u32, &Node)| node.kind == Kind::Meta && context.document.label(node) == Some("date");
    let mut dates = speech.into_iter().flat_map(|speech| context.children(speech)).filter(meta);
    let year = dates.find_map(|(_, node)| iso(&context.text_of(node))?.get(..4)?.parse::<u32>().ok());
    year.is_some_and(|year| year < 1996)
}

fn is_wrong(item: &Item<'_>) -> bool {
    item.written.ends_with('、') && is_ordinal(item) && !is_torn(item)
}

/// 第一 其一 首先, and not 一 or 1 or 问题一.
fn is_ordinal(item: &Item<'_>) -> bool {
    let labelled = item.family.traits().unnumbered || item.family.id() == "labelled-number";
    let numeral = item.written.starts_with(numeral::opens_han);
    !labelled && !numeral && !is_plain(item)
}

/// The comma is that of the siblings, or that of the item's own text: pages often hold half-width ones throughout.
fn report(context: &Context<'_>, item: &Item<'_>, siblings: Option<char>, findings: &mut Findings<'_>) {
    let Some(mark) = Marks::of(context, item).end else { return };
    let own = || context.spans(item.node).iter().flat_map(|span| span.of(context.text()).chars()).find(is_comma);
    let edits = vec![Edit::new(mark.span, siblings.or_else(own).unwrap_or('，'))];
    let expected = mend::mended(item, &edits);
    let message = Message::new(
        format!("序次语后用逗号：应为“{expected}”，实为“{}”", item.written),
        format!("an ordinal word takes a comma, expected “{expected}”, found “{}”", item.written),
    );
    findings.add(item.marker.span, message).fix(mend::fix(item, edits, Safety::Safe));
}

fn is_comma(c: &char) -> bool {
    matches!(c, '，' | ',')
}
