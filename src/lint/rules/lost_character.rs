//! `lost-character`: characters that could not be read, here or in a conversion before.

use crate::diagnostic::{Level, Message};
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};
use crate::source::Damage;
use crate::span::Span;

pub(super) static RULE: Rule = Rule {
    name: "lost-character",
    topic: Topic::Damage,
    level: Level::Error,
    asked: Level::Error,
    fix: None,
    summary: Words { zh: "有字丢失", en: "a character was lost" },
    found: Words {
        zh: "“�”（U+FFFD）：文件里这几个字节不是所用编码的字（报出字节偏移），或者此前转换编码时已经丢了字。每行报一次。",
        en: "The sign � (U+FFFD): bytes of the file that are no character of its encoding, with their offset, or a character \
             that an earlier conversion lost; once a line.",
    },
    why: Words {
        zh: "丢的可能正是一个序号、一个数目或一个人名，要对照原件补上。",
        en: "It may have been a number or a name; only the original tells what stood there.",
    },
    bad: "一、分工\n各管一�。\n二、经费\n从简。\n",
    good: "一、分工\n各管一段。\n二、经费\n从简。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let (text, mut rest) = (context.text(), context.signs().lost.as_slice());
    while let Some(&first) = rest.first() {
        let is_beside = |w: &[u32]| !text[w[0] as usize..w[1] as usize].contains('\n');
        let count = 1 + rest.windows(2).take_while(|w| is_beside(w)).count();
        rest = &rest[count..];
        let Message { mut zh, mut en } = told(context.source.damage_at(first), context.source.origin().encoding);
        if count > 1 {
            zh.push_str(&format!("，本行另有 {} 处", count - 1));
            en.push_str(&format!(", and {} more in this line", count - 1));
        }
        findings.add(Span::new(first, first + 3), Message::new(zh, en));
    }
}

fn told(damage: Option<&Damage>, encoding: &str) -> Message {
    let Some(Damage { bytes, .. }) = damage else {
        return Message::new("“�”处的字在此前的转换中丢失", "a character was lost here in an earlier conversion");
    };
    let (count, at) = (bytes.len(), bytes.start);
    let are = if count == 1 { "byte is" } else { "bytes are" };
    Message::new(
        format!("文件偏移 {at} 处的 {count} 个字节不是 {encoding} 的字"),
        format!("{count} {are} no character of {encoding} at byte offset {at} of the file"),
    )
}
