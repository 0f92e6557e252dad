//! `slogan-count-mismatch`: a slogan with a number before a list of another length.

use super::counts::{self, Lead};
use crate::diagnostic::{Level, Message};
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "slogan-count-mismatch",
    topic: Topic::Counts,
    level: Level::Warning,
    asked: Level::Warning,
    fix: None,
    summary: Words { zh: "口号的数与列的条数不符", en: "a slogan that counts otherwise than its list" },
    found: Words {
        zh: "引号里以数目开头的提法（“三个结合”“五大工程”）后面紧跟冒号和一列，而这一列不是这么多项。",
        en: "A quoted phrase that opens with a number (“三个结合”), directly followed by a colon and a list that has another \
             number of items.",
    },
    why: Words {
        zh: "提法和内容对不上：少列了、多列了，或者数写错了。",
        en: "The phrase and what it stands for do not agree.",
    },
    bad: "门卫要把好“三道关”：一是来客关，二是车辆关，三是用火关，四是用电关。\n",
    good: "门卫要把好“四道关”：一是来客关，二是车辆关，三是用火关，四是用电关。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    counts::each(context, |list| {
        let mut end = list.end();
        if !(end.next() == Some(':') && matches!(end.next(), Some('”' | '」' | '』'))) {
            return;
        }
        let lead = list.lead();
        let Some((from, value)) = slogan(&lead) else { return };
        let found = list.items;
        if found == value || list.met_elsewhere(context, value) {
            return;
        }
        let span = lead.place(from, lead.chars.len() - 1);
        let written = span.of(context.text());
        let message = Message::new(
            format!("{written}说的是 {value} 项，后面列出 {found} 项"),
            format!("{written} counts {value}, but {found} items follow"),
        );
        let last = list.series.items[list.series.items.len() - 1];
        findings.add(span, message).related(last.marker.span, Message::new("最后一项", "the last item"));
    });
}

/// The slogan directly before the colon that ends a lead: where it opens, and its number.
fn slogan(lead: &Lead<'_>) -> Option<(usize, u32)> {
    let chars = &lead.chars;
    let (&(':', _), rest) = chars.split_last()? else { return None };
    let opener = match rest.last()?.0 {
        '”' => '“',
        '」' => '「',
        '』' => '『',
        _ => return None,
    };
    let open = rest.iter().rposition(|&(c, _)| c == opener)?;
    // More than one number is in play: “一个中心、两个基本点”.
    let mut counts = lead.counts().into_iter().filter(|count| count.at > open);
    let (count, None) = (counts.next()?, counts.next()) else { return None };
    (count.at == open + 1).then_some(())?;
    Some((open, count.value.filter(|&n| n > 1)?))
}
