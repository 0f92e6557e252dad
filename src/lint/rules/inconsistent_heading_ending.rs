//! `inconsistent-heading-ending`: some headings of a list end in a full stop and some do not.

use crate::diagnostic::{Edit, Fix, Level, Message, Safety};
use crate::document::Kind;
use crate::lint::context::{Context, Item};
use crate::lint::ending::{inner_stop, last};
use crate::lint::findings::Findings;
use crate::lint::odd::usual;
use crate::lint::rule::{Rule, Topic, Words};
use crate::span::Span;
use crate::text::{is_closer, is_ideograph};

pub(super) static RULE: Rule = Rule {
    name: "inconsistent-heading-ending",
    topic: Topic::Punctuation,
    level: Level::Info,
    asked: Level::Info,
    fix: Some(Safety::Unsafe),
    summary: Words {
        zh: "同列标题有的带句号有的不带",
        en: "some headings of a list end in a full stop and some do not",
    },
    found: Words {
        zh: "同一列独占一行的标题，有的以句号结尾，有的没有标点。报在与多数不同的每一个上；各占一半时以第一个为准。问号、叹号不计。",
        en: "Headings of one list on lines of their own that end partly in a full stop and partly in no mark, reported at \
             every one that differs from most, in a tie from the first. Question and exclamation marks do not count.",
    },
    why: Words {
        zh: "标题末尾通常不加句号（GB/T 15834—2011 附录 B.4）；要加就都加，排成目录才整齐。",
        en: "Headings usually end in no mark (GB/T 15834—2011, B.4); where they do, all of them should.",
    },
    bad: "一、办好食堂\n菜谱每周一换。\n二、管好宿舍。\n熄灯时间不变。\n三、修好操场\n跑道下月完工。\n",
    good: "一、办好食堂\n菜谱每周一换。\n二、管好宿舍\n熄灯时间不变。\n三、修好操场\n跑道下月完工。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series().iter().filter(|series| series.items.len() > 1) {
        // Where some items are points, the others may be points as well.
        if series.items.iter().any(|item| item.node.kind != Kind::Heading) {
            continue;
        }
        // Far most lists end all their headings alike, which is quickly seen.
        let stops = series.items.iter().filter(|item| ends_in_stop(context, item)).count();
        if stops == 0 || stops == series.items.len() {
            continue;
        }
        let mut stops = series.items.iter().filter_map(|item| stopped(context, item));
        if stops.next().is_none_or(|first| stops.all(|stop| stop == first)) {
            continue;
        }
        let Some(usual) = usual(series.items.iter().filter_map(|item| stopped(context, item))) else { continue };
        let Some(model) = series.items.iter().find(|item| stopped(context, item) == Some(usual)) else { continue };
        for item in series.items.iter().filter(|item| stopped(context, item).is_some_and(|stop| stop != usual)) {
            let Some(text) = context.spans(item.node).last() else { continue };
            let (message, told, edit) = if usual {
                let message = Message::new(
                    "标题末尾没有句号，同列多有",
                    "this heading ends in no full stop, most of the list do",
                );
                (message, Message::new("末尾加“。”", "add “。”"), Edit::new(Span::new(text.end, text.end), "。"))
            } else {
                let Some((stop, _)) = last(context, item.node) else { continue };
                let message = Message::new(
                    "标题末尾有句号，同列多没有",
                    "this heading ends in a full stop, most of the list do not",
                );
                (message, Message::new("删去句号", "delete the full stop"), Edit::new(stop, ""))
            };
            let fix = Fix { safety: Safety::Unsafe, message: told, edits: vec![edit] };
            findings.add(item.marker.span, message).sibling(model).fix(fix);
        }
    }
}

fn ends_in_stop(context: &Context<'_>, item: &Item<'_>) -> bool {
    context.spans(item.node).last().is_some_and(|span| span.of(context.text()).ends_with('。'))
}

/// Whether a heading ends in a full stop; `None` for one that runs on like a point, and for other marks.
fn stopped(context: &Context<'_>, item: &Item<'_>) -> Option<bool> {
    let text = context.text_of(item.node);
    let stop = match text.chars().next_back()? {
        '。' => true,
        c if is_ideograph(c) || is_closer(c) || c.is_alphanumeric() => false,
        _ => return None,
    };
    let long = text.chars().nth(context.limits.heading as usize).is_some();
    // 名称：说明。 is no title either.
    let explains = stop && text.contains(['：', ':']);
    (!long && !explains && inner_stop(context, item.node).is_none()).then_some(stop)
}
