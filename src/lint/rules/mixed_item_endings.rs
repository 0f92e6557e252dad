//! `mixed-item-endings`: items before the last end partly in semicolons and partly in full stops.

use crate::diagnostic::{Level, Message};
use crate::lint::context::{Context, Item};
use crate::lint::ending::{inner_stop, is_leaf, is_semicolon, last};
use crate::lint::findings::Findings;
use crate::lint::odd::usual;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "mixed-item-endings",
    topic: Topic::Punctuation,
    level: Level::Info,
    asked: Level::Info,
    fix: None,
    summary: Words {
        zh: "各项结尾分号句号混用", en: "items end partly in semicolons and partly in full stops"
    },
    found: Words {
        zh: "末项以外的各项，有的以分号结尾，有的以句号结尾。报在与多数不同的每一项上；各占一半时以第一项为准。项内有句号而以分号结尾的，由 full-stop-inside-semicolon-item 报。",
        en: "Items before the last that end partly in semicolons and partly in full stops, reported at every item that \
             differs from most, in a tie from the first. One that holds a full stop and ends in a semicolon is left to \
             full-stop-inside-semicolon-item.",
    },
    why: Words {
        zh: "GB/T 15834—2011，4.6.3：列举的各项之间用分号；夹一个句号，列举就断了。",
        en: "GB/T 15834—2011, 4.6.3: items are parted by semicolons; a full stop among them breaks the enumeration.",
    },
    bad: "（1）保持安静；\n（2）禁止饮食。\n（3）爱护图书；\n（4）按时归还。\n",
    good: "（1）保持安静；\n（2）禁止饮食；\n（3）爱护图书；\n（4）按时归还。\n",
    check,
};

#[derive(Clone, Copy, PartialEq)]
enum End {
    Semicolon,
    Stop,
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series().iter().filter(|series| series.items.len() > 2) {
        let Some((_, before)) = series.items.split_last() else { continue };
        // Most lists end their items in one way, which is quickly seen.
        let mut ends = before.iter().filter_map(|item| end(context, item));
        if ends.next().is_none_or(|first| ends.all(|end| end == first)) {
            continue;
        }
        let Some(usual) = usual(before.iter().filter_map(|item| end(context, item))) else { continue };
        let Some(model) = before.iter().find(|item| end(context, item) == Some(usual)) else { continue };
        for item in before.iter().filter(|item| end(context, item).is_some_and(|end| end != usual)) {
            if usual == End::Stop && inner_stop(context, item.node).is_some() {
                continue;
            }
            let (expected, found) = match usual {
                End::Semicolon => (("分号", "a semicolon"), ("句号", "a full stop")),
                End::Stop => (("句号", "a full stop"), ("分号", "a semicolon")),
            };
            let message = Message::new(
                format!("这一项以{}结尾，同列多以{}结尾", found.0, expected.0),
                format!("this item ends in {}, most of the list in {}", found.1, expected.1),
            );
            findings.add(item.marker.span, message).sibling(model);
        }
    }
}

fn end(context: &Context<'_>, item: &Item<'_>) -> Option<End> {
    match last(context, item.node).filter(|_| is_leaf(item))?.1 {
        '。' => Some(End::Stop),
        c => is_semicolon(c).then_some(End::Semicolon),
    }
}
