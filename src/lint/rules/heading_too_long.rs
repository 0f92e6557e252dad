//! `heading-too-long`: a heading that is a paragraph.

use crate::diagnostic::{Level, Message};
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};
use crate::text::is_blank;

pub(super) static RULE: Rule = Rule {
    name: "heading-too-long",
    topic: Topic::Headings,
    level: Level::Info,
    asked: Level::Info,
    fix: None,
    summary: Words { zh: "标题太长", en: "a heading that is too long" },
    found: Words {
        zh: "独占一行的标题，序号和空白不计，超过 40 字（`official` 为 30 字）。",
        en: "A heading on a line of its own of more than 40 characters (`official`: 30), marker and blanks not counted.",
    },
    why: Words {
        zh: "一般标题十几二十字，太长就听不住、记不住，目录里也排不下。",
        en: "Headings usually take some twenty characters; nobody keeps a longer one in mind.",
    },
    bad: "一、把会议室的预约、开门、调音、投影、照明、茶水、记录、签到、合影、清场和设备归还等各个环节的工作一项一项安排到人\n\
          按表落实。\n二、经费\n从简。\n",
    good: "一、会务分工\n按表落实。\n二、经费\n从简。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let most = context.limits.heading;
    for (_, node) in context.headings() {
        // A text has no more characters than bytes.
        if context.spans(node).iter().map(|span| span.len()).sum::<u32>() <= most {
            continue;
        }
        let text = context.spans(node).iter().flat_map(|span| span.of(context.text()).chars());
        let long = u32::try_from(text.filter(|&c| !is_blank(c)).count()).unwrap_or(u32::MAX);
        if long > most {
            let message = Message::new(
                format!("标题有 {long} 字，宜在 {most} 字以内"),
                format!("the heading has {long} characters, expected at most {most}"),
            );
            findings.add(context.own_span(node), message);
        }
    }
}
