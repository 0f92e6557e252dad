//! `lookalike-delimiter`: a character that is only like 、 or a dot or a bracket stands in a marker.

use crate::diagnostic::{Edit, Level, Message, Safety};
use crate::lint::context::{Context, Item, Series};
use crate::lint::findings::Findings;
use crate::lint::marks::{Mark, Marks, is_torn};
use crate::lint::mend;
use crate::lint::rule::{Rule, Topic, Words};
use crate::lint::trace::Traces;
use crate::text::{Width, in_width};

pub(super) static RULE: Rule = Rule {
    name: "lookalike-delimiter",
    topic: Topic::Markers,
    level: Level::Error,
    asked: Level::Error,
    fix: Some(Safety::Safe),
    summary: Words {
        zh: "序号标点是形近字", en: "a character that is only like the delimiter stands in a marker"
    },
    found: Words {
        zh: "序号后的 丶（汉字“主”的部首）､ ﹑ 代替了顿号，｡ · 。代替了点号，﹙ 代替了括号。每一项都报。",
        en: "丶 (a radical) ､ or ﹑ in place of 、, ｡ · or 。 in place of a dot, ﹙ in place of a bracket; reported at each.",
    },
    why: Words {
        zh: "看上去一样，却是另一个字：查找、排序、自动编号都认不出。",
        en: "It looks the same and is another character: searches, sorting and numbering miss it.",
    },
    bad: "一丶晨跑\n每天两公里。\n二丶做操\n每天一遍。\n",
    good: "一、晨跑\n每天两公里。\n二、做操\n每天一遍。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series_with(Traces::ODD).filter(|series| series.items.len() > 1) {
        // What the siblings write, asked for once.
        let mut regular = None;
        for item in &series.items {
            let family = context.grammar.family(item.marker.family);
            if family.traits().unnumbered || !item.written.contains(|c| family.meant(c).is_some()) || is_torn(item) {
                continue;
            }
            let like: Vec<Mark> = Marks::of(context, item).proper().filter(|mark| mark.seen != mark.meant).collect();
            if let Some(first) = like.first() {
                let regular = regular.get_or_insert_with(|| regular_marks(context, series));
                let edit = |mark: &Mark| {
                    let same = |c: &&char| in_width(**c, Width::Half) == in_width(mark.meant, Width::Half);
                    Edit::new(mark.span, regular.iter().find(same).copied().unwrap_or(mark.meant))
                };
                report(item, first, like.iter().map(edit).collect(), findings);
            }
        }
    }
}

fn report(item: &Item<'_>, mark: &Mark, edits: Vec<Edit>, findings: &mut Findings<'_>) {
    let expected = mend::mended(item, &edits);
    let (seen, code) = (mark.seen, mark.seen as u32);
    let message = Message::new(
        format!("序号标点“{seen}”（U+{code:04X}）是形近字：应为“{expected}”，实为“{}”", item.written),
        format!("“{seen}” (U+{code:04X}) is only like a delimiter: expected “{expected}”, found “{}”", item.written),
    );
    findings.add(item.marker.span, message).fix(mend::fix(item, edits, Safety::Safe));
}

/// The marks of a list that are what they look like, each once.
fn regular_marks(context: &Context<'_>, series: &Series<'_>) -> Vec<char> {
    let mut out = Vec::new();
    for item in &series.items {
        for mark in Marks::of(context, item).proper() {
            if mark.seen == mark.meant && !out.contains(&mark.seen) {
                out.push(mark.seen);
            }
        }
    }
    out
}
