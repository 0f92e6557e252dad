//! `interrupted-list`: a list inside a paragraph goes on in a later one.

use crate::diagnostic::{Level, Message};
use crate::infer::Reason;
use crate::lint::context::{Context, Item};
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "interrupted-list",
    topic: Topic::Numbers,
    level: Level::Info,
    asked: Level::Info,
    fix: None,
    summary: Words { zh: "段内的列举隔段续说", en: "a list inside a paragraph goes on in a later one" },
    found: Words {
        zh: "段内列举到中途分了段，后面的项在另一段的段内接着说。报在接续的第一项上；接续的项自己起行时不报。",
        en: "A list inside a paragraph that goes on inside a later paragraph, reported at the first item that does; not where that item opens a line of its own.",
    },
    why: Words {
        zh: "多半是误分了段，读者和听众难把前后几项连起来。",
        en: "Mostly the paragraph was broken by mistake; readers lose the thread of the items.",
    },
    bad: "下一步要做到：一是摸清底数；二是分类建档；三是对账销号。\n要抓紧，四是公开结果；五是接受监督。\n",
    good: "下一步要做到：一是摸清底数；二是分类建档；三是对账销号；四是公开结果；五是接受监督。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series().iter().filter(|series| !series.is_block()) {
        let goes_on = |item: &&Item<'_>| {
            context.charged(item.index, Reason::Interrupted) && !context.opens_line(item.marker.span.start)
        };
        let Some(at) = series.items.iter().skip(1).position(|item| goes_on(&item)) else { continue };
        let (before, item) = (&series.items[at], &series.items[at + 1]);
        let message = Message::new(
            format!("段内的列举到“{}”中断，在此处以“{}”续说", before.written, item.written),
            format!(
                "the list inside a paragraph breaks off after “{}” and goes on here with “{}”",
                before.written, item.written
            ),
        );
        findings.add(item.marker.span, message).beside(before, "前一项", "the item before");
    }
}
