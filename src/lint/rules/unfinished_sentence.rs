//! `unfinished-sentence`: a paragraph that breaks off.

use crate::diagnostic::{Level, Message};
use crate::document::Kind;
use crate::lint::block::Block;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};
use crate::span::Span;
use crate::text::{End, is_blank, is_closer, is_ideograph, is_stop, measure};

pub(super) static RULE: Rule = Rule {
    name: "unfinished-sentence",
    topic: Topic::Punctuation,
    level: Level::Warning,
    asked: Level::Warning,
    fix: None,
    summary: Words { zh: "句子没有写完", en: "a sentence that breaks off" },
    found: Words {
        zh: "正文的一段没有句末标点就断了，而其他各段都有。标题、署名、诗句、表格、图注和不带标点的清单不报；一篇里有好几段如此的，\
             是作者的写法，也不报。",
        en: "A paragraph of text that ends without a mark, where the others have one. Headings, signatures, verse, tables, \
             captions and lists without marks are not reported; nor is anything where several paragraphs of a speech end so.",
    },
    why: Words {
        zh: "多半是复制时掉了后半句，也可能只漏了句号。",
        en: "The rest of the sentence was lost, or the full stop was forgotten.",
    },
    bad: "一、夏收\n麦子已经进仓，场院也扫干净了。晒粮的席子要\n二、秋种\n种子已经到齐。\n",
    good: "一、夏收\n麦子已经进仓，场院也扫干净了。晒粮的席子要还给各家。\n二、秋种\n种子已经到齐。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (i, block) in context.blocks().iter().enumerate().filter(|(_, block)| block.is_body()) {
        if block.is_ended() || !context.prose().holds(block.first()) || !breaks_off(context, i, block) {
            continue;
        }
        let tail = tail(block.span.of(context.text()));
        let message = Message::new(
            format!("这一段到“{tail}”就断了，没有句末标点"),
            format!("the paragraph breaks off at “{tail}”, expected the end of the sentence"),
        );
        findings.add(block.span, message);
    }
}

/// Whether a paragraph is prose whose last sentence has no end.
fn breaks_off(context: &Context<'_>, index: usize, block: &Block) -> bool {
    let last = context.node(block.last());
    let text = block.span.of(context.text());
    let Some(end) = text.chars().next_back() else { return false };
    let stops = is_ideograph(end) || matches!(end, '，' | ',' | '、');
    if !stops || last.kind == Kind::Heading || last.end > block.nodes.end || goes_on(context, index, block) {
        return false;
    }
    // One fault is reported once: what is not closed is not finished either.
    if context.open().binary_search_by_key(&index, |open| open.block).is_ok() {
        return false;
    }
    let m = measure(text);
    let sentence = &text[text.rfind(is_stop).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8))..];
    let fragment = sentence.trim_start_matches(is_closer);
    if m.han * 3 < m.chars * 2 || !matches!(m.end, End::Open | End::Comma) {
        return false;
    }
    if m.inner_stops == 0 {
        return block.kind == Kind::Paragraph && is_torn_clause(fragment);
    }
    // 。　某某办公室: a gap and a name sign what has ended.
    !fragment.starts_with(is_blank) && fragment.chars().filter(|&c| is_ideograph(c)).count() >= 2
}

/// Whether the next paragraph may be the rest of this one: it has no marker, and no blank line stands between.
fn goes_on(context: &Context<'_>, index: usize, block: &Block) -> bool {
    let Some(next) = context.blocks().get(index + 1) else { return false };
    let gap = Span::new(block.span.end, next.span.start).of(context.text());
    next.kind == Kind::Paragraph && gap.bytes().filter(|&byte| byte == b'\n').count() < 2
}

/// Whether the last clause of the only sentence is much shorter than the others, as no verse and no heading is.
fn is_torn_clause(sentence: &str) -> bool {
    let clauses =
        sentence.split(['，', ',', '；', ';']).map(|clause| clause.chars().filter(|&c| is_ideograph(c)).count());
    let clauses: Vec<usize> = clauses.collect();
    let Some((&last, before)) = clauses.split_last() else { return false };
    let longest = before.iter().copied().max().unwrap_or(0);
    last * 2 < longest
}

/// The last characters of a text.
fn tail(text: &str) -> String {
    let from = text.char_indices().rev().nth(5).map_or(0, |(i, _)| i);
    text[from..].trim_start_matches(is_blank).to_owned()
}
