//! `half-bracket-marker`: a marker has a closing bracket only.

use crate::diagnostic::{Edit, Level, Message, Safety};
use crate::lint::context::{Context, Series};
use crate::lint::findings::Findings;
use crate::lint::marks::{Marks, is_torn};
use crate::lint::mend;
use crate::lint::rule::{Rule, Topic, Words};
use crate::span::Span;
use crate::text::{Width, width};

pub(super) static RULE: Rule = Rule {
    name: "half-bracket-marker",
    topic: Topic::Markers,
    level: Level::Off,
    asked: Level::Warning,
    fix: Some(Safety::Safe),
    summary: Words { zh: "序号只有半边括号", en: "a marker has a closing bracket only" },
    found: Words {
        zh: "写作 1） 一） 的序号，每一项都报。通常不查，公文（official）里要查。上下层已用了（1），改法就不算安全。",
        en: "Markers written 1） or 一）, reported at each. Usually not looked for; the profile `official` does. The fix is \
             unsafe where （1） stands above or below already.",
    },
    why: Words {
        zh: "公文的层次序数是 一、（一）1.（1），没有半边括号的写法。",
        en: "The levels of official documents are 一、 （一） 1. （1）; none is written with half a pair.",
    },
    bad: "1）检查门窗。\n2）检查电路。\n",
    good: "（1）检查门窗。\n（2）检查电路。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series() {
        let mut taken = None;
        for item in series.items.iter().filter(|item| !is_torn(item)) {
            let marks = Marks::of(context, item);
            let Some(close) = marks.close.filter(|_| marks.open.is_none()) else { continue };
            let open = if width(close.seen) == Some(Width::Half) { '(' } else { '（' };
            let start = item.marker.span.start;
            let edits = vec![Edit::new(Span::new(start, start), open)];
            let expected = mend::mended(item, &edits);
            let message = Message::new(
                format!("序号只有半边括号：应为“{expected}”，实为“{}”", item.written),
                format!("half a pair of brackets: expected “{expected}”, found “{}”", item.written),
            );
            let taken = *taken.get_or_insert_with(|| is_taken(context, series));
            let safety = if taken { Safety::Unsafe } else { Safety::Safe };
            findings.add(item.marker.span, message).fix(mend::fix(item, edits, safety));
        }
    }
}

/// Whether whole brackets around the same kind of numeral stand above or below a list, or in it.
fn is_taken(context: &Context<'_>, series: &Series<'_>) -> bool {
    let (first, last) = (&series.items[0], &series.items[series.items.len() - 1]);
    let whole = |written: &str| written.starts_with(['（', '(']);
    let above = context.items_above(first).any(|item| whole(item.written));
    let own = series.items.iter().any(|item| whole(item.written));
    let below = (first.index..last.node.end).any(|index| {
        let marker = context.node(index).marker;
        marker.is_some_and(|marker| whole(marker.span.of(context.text())))
    });
    above || own || below
}
