//! `mixed-delimiter-style`: items of one list are delimited by different marks.

use crate::diagnostic::{Edit, Level, Message, Safety};
use crate::lint::context::{Context, Item, Series};
use crate::lint::findings::Findings;
use crate::lint::marks::{Mark, Marks, Style, is_plain, is_torn};
use crate::lint::mend;
use crate::lint::numeral;
use crate::lint::odd::usual;
use crate::lint::rule::{Rule, Topic, Words};
use crate::lint::rules::{ideographic_comma_after_arabic, ideographic_comma_after_ordinal, precomposed_marker};
use crate::lint::trace::Traces;
use crate::numeral::{System, sign};
use crate::span::Span;
use crate::text::{is_closer, is_opener};

pub(super) static RULE: Rule = Rule {
    name: "mixed-delimiter-style",
    topic: Topic::Markers,
    level: Level::Warning,
    asked: Level::Warning,
    fix: Some(Safety::Safe),
    summary: Words {
        zh: "一列中混用两种序号标点", en: "items of one list are delimited by different marks"
    },
    found: Words {
        zh: "同一列阿拉伯数字、字母、天干等序号，后面的标点不一（1. 2、），或括号式样不一。报在与多数不同的每一项上；各占一半时以第一项为准。汉字数字后面不是顿号的，由 wrong-delimiter-after-han-numeral 报。",
        en: "Arabic numerals, letters or stems of one list that are followed by different marks (1. 2、) or stand in \
             different brackets, reported at every item that differs from most, in a tie from the first. What follows a \
             Chinese numeral is left to wrong-delimiter-after-han-numeral.",
    },
    why: Words {
        zh: "序号的写法是层次的记号，同一列写法不一，读者会疑心换了一层。",
        en: "The way a marker is written tells its level: readers wonder whether another list has begun.",
    },
    bad: "1.清点库存。\n2、登记造册。\n3.统一归档。\n",
    good: "1.清点库存。\n2.登记造册。\n3.统一归档。\n",
    check,
};

/// Which of its faults other rules look for.
struct Left {
    arabic: bool,
    ordinal: bool,
    sign: bool,
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let left = Left {
        arabic: context.looks_for(ideographic_comma_after_arabic::RULE.name),
        ordinal: context.looks_for(ideographic_comma_after_ordinal::RULE.name),
        sign: context.looks_for(precomposed_marker::RULE.name),
    };
    for series in context.series().iter().filter(|series| series.items.len() > 1) {
        // A comma after a word is a pause, no delimiter: 一方面我们…；另一方面，….
        let family = series.items[0].family;
        if are_alike(series) {
            continue;
        }
        let counts = !family.traits().unnumbered && !family.traits().words && !family.systems().is_empty();
        if counts && series.is_confirmed() {
            list(context, series, &left, findings);
        }
    }
}

/// Whether the markers of a list begin and end alike and hold nothing odd, so that their marks are the same.
fn are_alike(series: &Series<'_>) -> bool {
    let ends = |item: &Item<'_>| {
        let mut back = item.written.chars().rev();
        let (last, before) = (back.next(), back.next().filter(|&c| is_closer(c) || sign(c).is_some()));
        (item.written.chars().next().filter(|&c| is_opener(c)), last.filter(|&c| sign(c).is_none()), before)
    };
    let (first, rest) = (&series.items[0], &series.items[1..]);
    let plain = !series.traces.hold(Traces::ODD) && !series.traces.hold(Traces::BLANK);
    plain && rest.iter().all(|item| ends(item) == ends(first))
}

fn list(context: &Context<'_>, series: &Series<'_>, left: &Left, findings: &mut Findings<'_>) {
    let Some(group) = usual(series.items.iter().map(|item| item.family.traits().group)) else { return };
    let styles: Vec<(Marks, Option<Style>)> = series
        .items
        .iter()
        .map(|item| {
            let marks = Marks::of(context, item);
            let counts = item.family.traits().group == group && compares(item, &marks, left);
            (marks, counts.then(|| marks.style()))
        })
        .collect();
    let Some(usual) = usual(styles.iter().filter_map(|(_, style)| *style)) else { return };
    let Some(model) = styles.iter().position(|(_, style)| *style == Some(usual)) else { return };
    for (item, (marks, style)) in series.items.iter().zip(&styles) {
        if style.is_none_or(|style| style == usual) {
            continue;
        }
        let (model, like) = (&series.items[model], &styles[model].0);
        let edits = if marks.sign || usual.sign {
            let whole = item.marker.ordinal.map(|n| numeral::written(model, n));
            whole.map(|text| Edit::new(item.marker.span, text)).into_iter().collect()
        } else {
            restyled(item, marks, like)
        };
        let expected = mend::mended(item, &edits);
        let message = Message::new(
            format!("序号标点与同列不一致：应为“{expected}”，实为“{}”", item.written),
            format!("“{}” is delimited unlike its siblings, expected “{expected}”", item.written),
        );
        findings.add(item.marker.span, message).sibling(model).fix(mend::fix(item, edits, Safety::Safe));
    }
}

/// Whether the marks of an item are held against those of its siblings by this rule.
fn compares(item: &Item<'_>, marks: &Marks, left: &Left) -> bool {
    if is_torn(item) || marks.lookalike() {
        return false;
    }
    let comma = marks.end.is_some_and(|mark| mark.meant == '、');
    let systems = item.family.systems();
    let han = systems.contains(&System::Han);
    let numeral = han && item.written.starts_with(numeral::opens_han);
    if !is_plain(item) && !numeral {
        // 第一点，and 第一点是 may take turns.
        return marks.end.is_some() && !(left.ordinal && comma);
    }
    if han && marks.open.is_none() && !marks.sign {
        // 一、 has one right form, whatever its siblings have.
        return false;
    }
    !(left.sign && marks.sign || left.arabic && comma && systems.contains(&System::Arabic))
}

/// The edits that give a marker the marks of another.
fn restyled(item: &Item<'_>, own: &Marks, model: &Marks) -> Vec<Edit> {
    let (start, end) = (item.marker.span.start, item.marker.span.end);
    let one = |own: Option<Mark>, model: Option<Mark>, at: u32| match (own, model) {
        (Some(own), Some(model)) => (own.seen != model.seen).then(|| Edit::new(own.span, model.seen)),
        (Some(own), None) => Some(Edit::new(own.span, "")),
        (None, Some(model)) => Some(Edit::new(Span::new(at, at), model.seen)),
        (None, None) => None,
    };
    let swapped = own.end.filter(|_| own.close.is_none()).zip(model.close.filter(|_| model.end.is_none()));
    if let Some((own_end, close)) = swapped {
        // A. among (A)
        let open = one(own.open, model.open, start);
        return open.into_iter().chain([Edit::new(own_end.span, close.seen)]).collect();
    }
    [one(own.open, model.open, start), one(own.close, model.close, end), one(own.end, model.end, end)]
        .into_iter()
        .flatten()
        .collect()
}
