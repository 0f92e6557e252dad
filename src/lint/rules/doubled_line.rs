//! `doubled-line`: a line that holds the same text twice.

use crate::diagnostic::{Edit, Fix, Level, Message, Safety};
use crate::document::Kind;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};
use crate::span::Span;
use crate::text::{is_blank, is_ideograph, is_stop, trim};

pub(super) static RULE: Rule = Rule {
    name: "doubled-line",
    topic: Topic::Damage,
    level: Level::Warning,
    asked: Level::Warning,
    fix: Some(Safety::Unsafe),
    summary: Words { zh: "一行里同样的话写了两遍", en: "a line that holds the same text twice" },
    found: Words {
        zh: "一行由两段完全相同的文字组成，中间至多隔着空白。口号（“加油！加油！”）和短的叠句不报。",
        en: "A line made of one text twice, with blanks between at most. Slogans (加油！加油！) are not reported.",
    },
    why: Words {
        zh: "PDF 的文字层常把标题重印一遍（加粗效果），复制出来就成了两份。",
        en: "The text layer of a PDF prints a heading twice to make it bold; a copy of it holds both.",
    },
    bad: "一、夏收情况一、夏收情况\n麦子已经进仓。\n二、秋种安排\n种子已经到齐。\n",
    good: "一、夏收情况\n麦子已经进仓。\n二、秋种安排\n种子已经到齐。\n",
    check,
};

/// Behind a marker so many bytes must stand, without one twice as many.
const SHORTEST: usize = 6;
/// How many different Chinese characters the text must have.
const FEWEST: usize = 4;
/// A text that ends in a mark must be so many bytes long: whoever repeats a short sentence means it.
const SENTENCE: usize = 60;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for block in context.blocks().iter().filter(|block| block.kind != Kind::Boilerplate) {
        let mut at = block.span.start;
        for line in block.lines(context.text()) {
            let place = at;
            at += u32::try_from(line.len() + 1).unwrap_or(1);
            let own = trim(line);
            let Some(half) = twice(own) else { continue };
            let start = place + u32::try_from(line.len() - line.trim_start_matches(is_blank).len()).unwrap_or(0);
            // 一、要点。一、要点。: nobody counts the same twice in one line.
            let node = context.node(block.first());
            let marked = node.marker.filter(|marker| marker.span.start == start).map_or(0, |marker| marker.span.len());
            if is_meant(half, marked as usize) {
                continue;
            }
            let half = u32::try_from(half.len()).unwrap_or(0);
            let span = Span::new(start, start + u32::try_from(own.len()).unwrap_or(0));
            let text = Span::new(start, start + half).of(context.text());
            let message = Message::new(format!("这一行把“{text}”写了两遍"), format!("the line holds “{text}” twice"));
            let fix = Fix {
                safety: Safety::Unsafe,
                message: Message::new("删去后一遍", "delete the second"),
                edits: vec![Edit::new(Span::new(start + half, span.end), "")],
            };
            findings.add(span, message).fix(fix);
        }
    }
}

/// The text of which a line holds two.
fn twice(line: &str) -> Option<&str> {
    let middle = line.len() / 2;
    // Whatever stands between, the second begins behind the middle.
    let second = (middle..middle + 4).find_map(|i| line.get(i..)).unwrap_or_default();
    if second.chars().find(|&c| !is_blank(c)) != line.chars().next() {
        return None;
    }
    let left = line.get(..middle).or_else(|| line.get(..middle - 1)).or_else(|| line.get(..middle.checked_sub(2)?))?;
    let half = left.trim_end_matches(is_blank);
    let rest = line[half.len()..].trim_start_matches(is_blank);
    (half == rest).then_some(half)
}

/// Whether it may be meant that a text stands twice, where a marker of so many bytes opens it.
fn is_meant(half: &str, marker: usize) -> bool {
    if marker > 0 {
        return half.len() < marker + SHORTEST;
    }
    let ends = half.ends_with(|c: char| is_stop(c) || matches!(c, '，' | '；' | '、' | ',' | ';'));
    let mut different: Vec<char> = half.chars().filter(|&c| is_ideograph(c)).take(40).collect();
    different.sort_unstable();
    different.dedup();
    half.len() < 2 * SHORTEST || different.len() < FEWEST || ends && half.len() < SENTENCE
}

#[cfg(test)]
mod tests {
    use super::{is_meant, twice};

    fn told(line: &str, marker: usize) -> Option<&str> {
        twice(line).filter(|half| !is_meant(half, marker))
    }

    #[test]
    fn a_text_twice_is_found_in_the_middle() {
        for (line, half) in [
            ("一、工作要点一、工作要点", Some("一、工作要点")),
            ("工作要点汇总 工作要点汇总", Some("工作要点汇总")),
            ("前进！前进！", None),
            ("哈哈哈哈哈哈哈哈", None),
            ("好好学习，好好学习，", None),
            ("一、工作要点二、工作要点", None),
            ("（一）要点。（一）要点。", None),
            ("", None),
            ("好", None),
        ] {
            assert_eq!(told(line, 0), half, "{line}");
        }
        assert_eq!(told("（一）要点。（一）要点。", 9), Some("（一）要点。"));
    }
}
