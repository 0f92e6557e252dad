//! `mixed-delimiter-width`: brackets or dots of one list are of full and of half width.

use crate::diagnostic::{Edit, Level, Message, Safety};
use crate::lint::context::{Context, Item, Series};
use crate::lint::findings::Findings;
use crate::lint::marks::{Mark, Marks, is_torn};
use crate::lint::mend;
use crate::lint::odd::usual;
use crate::lint::rule::{Rule, Topic, Words};
use crate::lint::trace::Traces;
use crate::text::{Width, in_width, width};

pub(super) static RULE: Rule = Rule {
    name: "mixed-delimiter-width",
    topic: Topic::Markers,
    level: Level::Warning,
    asked: Level::Warning,
    fix: Some(Safety::Safe),
    summary: Words { zh: "序号标点全角半角混用", en: "full-width and half-width delimiters are mixed" },
    found: Words {
        zh: "同一列序号的括号、点号或逗号，有的全角有的半角（（一）(二)），或一对括号一全一半（（三)）。报在与多数不同的每一项上；各占一半时以第一项为准。整列都用半角，不报。",
        en: "Brackets, dots or commas of one list that are partly full-width and partly half-width, or one of each in a \
             pair; reported at every item that differs from most, in a tie from the first. A list that keeps to one \
             width is not reported.",
    },
    why: Words {
        zh: "全角、半角混排，行首参差不齐；按字面查找“（二）”也会漏掉“(二)”。",
        en: "Line starts are ragged, and a search for “（二）” misses “(二)”.",
    },
    bad: "（一）摸清底数。\n(二)分片包干。\n（三）按月通报。\n",
    good: "（一）摸清底数。\n（二）分片包干。\n（三）按月通报。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let both = |series: &Series<'_>| series.traces.hold(Traces::HALF | Traces::FULL) || series.traces.hold(Traces::ODD);
    for series in context.series().iter().filter(|series| both(series)) {
        // Far most lists keep to one width, which is quickly seen.
        let mut widths = series.items.iter().map(|item| whole_width(item.written));
        let first = widths.next().flatten();
        if (first.is_none() || widths.any(|width| width != first)) && series.is_confirmed() {
            list(context, series, findings);
        }
    }
}

/// The width of all marks in a marker, `Some(None)` where it has none; `None` where they disagree.
fn whole_width(written: &str) -> Option<Option<Width>> {
    let mut all = written.chars().filter_map(width);
    let first = all.next();
    all.all(|width| Some(width) == first).then_some(first)
}

fn list(context: &Context<'_>, series: &Series<'_>, findings: &mut Findings<'_>) {
    // An item of another family has marks of its own.
    let Some(group) = usual(series.items.iter().map(|item| item.family.traits().group)) else { return };
    let of_list = |item: &Item<'_>| item.family.traits().group == group;
    let marks_of = |item: &Item<'_>| if of_list(item) { wide_or_narrow(context, item) } else { Vec::new() };
    let marks: Vec<Vec<Mark>> = series.items.iter().map(marks_of).collect();
    let of = |marks: &[Mark]| {
        let mut all = marks.iter().filter_map(|mark| width(mark.meant));
        all.next().filter(|first| all.all(|width| width == *first))
    };
    let first = marks.iter().flatten().find_map(|mark| width(mark.meant));
    let Some(usual) = usual(marks.iter().filter_map(|marks| of(marks))).or(first) else { return };
    let model = series.items.iter().zip(&marks).find(|(_, marks)| of(marks) == Some(usual)).map(|(item, _)| item);
    for (item, marks) in series.items.iter().zip(&marks) {
        let odd = |mark: &&Mark| width(mark.seen).is_some_and(|width| width != usual);
        let edits: Vec<Edit> =
            marks.iter().filter(odd).map(|mark| Edit::new(mark.span, in_width(mark.seen, usual))).collect();
        if edits.is_empty() || is_torn(item) || marks.iter().any(|mark| mark.seen != mark.meant) {
            continue;
        }
        let expected = mend::mended(item, &edits);
        let pair = edits.len() < marks.len();
        let message = Message::new(
            format!(
                "序号标点全角半角{}：应为“{expected}”，实为“{}”",
                if pair { "不一" } else { "与同列不一致" },
                item.written
            ),
            format!(
                "“{}” mixes widths{}, expected “{expected}”",
                item.written,
                if pair { "" } else { " with its siblings" }
            ),
        );
        let mut finding = findings.add(item.marker.span, message);
        if let Some(model) = model {
            finding = finding.sibling(model);
        }
        finding.fix(mend::fix(item, edits, Safety::Safe));
    }
}

/// The marks of a marker that exist in both widths, dots between numbers included, a stray one not.
fn wide_or_narrow(context: &Context<'_>, item: &Item<'_>) -> Vec<Mark> {
    if context.grammar.family(item.marker.family).traits().unnumbered {
        return Vec::new();
    }
    let marks = Marks::of(context, item);
    let mut out: Vec<Mark> = marks.proper().filter(|mark| width(mark.meant).is_some()).collect();
    let dots = item.written.char_indices().filter(|(_, c)| matches!(c, '.' | '．'));
    for (i, c) in dots {
        let span = item.part(i..i + c.len_utf8());
        if marks.stray.is_none_or(|stray| stray.span != span) && out.iter().all(|mark| mark.span != span) {
            out.push(Mark { span, seen: c, meant: c });
        }
    }
    out.sort_by_key(|mark| mark.span.start);
    out
}
