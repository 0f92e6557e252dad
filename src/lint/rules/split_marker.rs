//! `split-marker`: a line ends inside a marker.

use crate::diagnostic::{Edit, Fix, Level, Message, Safety};
use crate::lint::context::{Context, Item};
use crate::lint::findings::Findings;
use crate::lint::marks::is_torn;
use crate::lint::mend;
use crate::lint::rule::{Rule, Topic, Words};
use crate::lint::trace::Traces;
use crate::span::Span;
use crate::text::is_blank;

pub(super) static RULE: Rule = Rule {
    name: "split-marker",
    topic: Topic::Markers,
    level: Level::Warning,
    asked: Level::Warning,
    fix: Some(Safety::Safe),
    summary: Words { zh: "序号被换行拆开", en: "a line ends inside a marker" },
    found: Words {
        zh: "序号的括号、数字、标点之间断了行。报在序号开头。",
        en: "A line that ends between the brackets, the numeral and the mark of a marker; reported where it begins.",
    },
    why: Words {
        zh: "多是转换格式时带来的：行首找不到序号，目录和编号都会漏掉这一项。",
        en: "Most come of conversion: no line begins with the marker, so that contents and numbering miss the item.",
    },
    bad: "（一）查水表\n每月一次。\n（\n二）查电表\n每月一次。\n",
    good: "（一）查水表\n每月一次。\n（二）查电表\n每月一次。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for item in context.series_with(Traces::TORN).flat_map(|series| &series.items).filter(|item| is_torn(item)) {
        let edits: Vec<Edit> = tears(item).into_iter().map(|tear| Edit::new(tear, "")).collect();
        let whole = mend::mended(item, &edits);
        let message =
            Message::new(format!("序号“{whole}”被换行拆开"), format!("a line ends inside the marker “{whole}”"));
        let fix = Fix { safety: Safety::Safe, message: Message::new("接成一行", "join the lines"), edits };
        findings.add(item.marker.span, message).fix(fix);
    }
}

/// The line ends inside a marker, with the blanks around them.
fn tears(item: &Item<'_>) -> Vec<Span> {
    let (mut out, mut rest, mut at) = (Vec::new(), item.written, item.marker.span.start);
    let length = |text: &str| u32::try_from(text.len()).unwrap_or(0);
    while let Some(start) = rest.find(is_blank) {
        let after = rest[start..].trim_start_matches(is_blank);
        let gap = &rest[start..rest.len() - after.len()];
        let from = at + length(&rest[..start]);
        if gap.contains('\n') {
            out.push(Span::new(from, from + length(gap)));
        }
        (rest, at) = (after, from + length(gap));
    }
    out
}
