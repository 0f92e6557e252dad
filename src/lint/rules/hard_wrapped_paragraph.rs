//! `hard-wrapped-paragraph`: a paragraph that stray line ends tore apart.

use crate::diagnostic::{Edit, Fix, Level, Message, Safety};
use crate::document::Kind;
use crate::lint::block::Block;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};
use crate::span::Span;
use crate::text::{End, Measure, continues_line, is_blank, is_closer, is_ideograph, is_opener, measure, trim};

pub(super) static RULE: Rule = Rule {
    name: "hard-wrapped-paragraph",
    topic: Topic::Damage,
    level: Level::Info,
    asked: Level::Info,
    fix: Some(Safety::Unsafe),
    summary: Words { zh: "一段话被断成几行", en: "a paragraph torn over several lines" },
    found: Words {
        zh: "一句话还没有完就换了行，下一行接着说。每段报一次，报在它的第一行。只是序号被断开的，由 split-marker 报；\
             冒号后面各行都以分号收尾的，是不标序号的列举，不报；诗行也不报。",
        en: "A line that ends inside a sentence which the next line goes on with; once a paragraph, at its first line. A \
             torn marker alone is a split-marker, lines behind a colon that all end in semicolons are a list, and lines of \
             verse are lines.",
    },
    why: Words {
        zh: "从网页、PDF 复制来的断行，会让下一行的开头被当成新的一段，甚至当成序号。",
        en: "Line ends that came in by copying make the next line look like a paragraph of its own, or like an item.",
    },
    bad: "一、读者\n认真研究读者的新变化，\n每季度座谈一次。\n二、作者\n多约稿。\n",
    good: "一、读者\n认真研究读者的新变化，每季度座谈一次。\n二、作者\n多约稿。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut torn: Vec<Span> = Vec::new();
    let mut lead = false;
    let all: Vec<&Block> = context.blocks().iter().filter(|block| block.kind != Kind::Boilerplate).collect();
    let mut blocks = all.iter().copied().enumerate().peekable();
    while let Some((at, block)) = blocks.next() {
        let led = std::mem::replace(&mut lead, block.leads_in());
        if !block.torn && !all.get(at + 1).is_some_and(|next| goes_on(context, block, next)) {
            continue;
        }
        torn.clear();
        torn.extend(breaks(context, block));
        let mut last = block;
        while let Some((_, next)) = blocks.next_if(|(_, next)| goes_on(context, last, next)) {
            torn.push(Span::new(last.span.end, next.span.start));
            torn.extend(breaks(context, next));
            last = next;
        }
        let Some(first) = torn.first() else { continue };
        // Behind a colon lines that end in semicolons are a list without markers, as in laws.
        let ends = |gap: &Span| context.text()[..gap.start as usize].ends_with(['；', ';']);
        if led && block.kind == Kind::Paragraph && torn.iter().all(ends) {
            continue;
        }
        if block.kind == Kind::Paragraph && (is_verse(context, &all, at, led) || is_labelled(context, block)) {
            continue;
        }
        let lines = torn.len() + 1;
        let message = Message::new(
            format!("一段话被断成 {lines} 行，句子没有完就换了行"),
            format!("one paragraph is torn over {lines} lines, which end inside a sentence"),
        );
        let line = Span::new(block.span.start, first.start.max(block.span.start));
        findings.add(line, message).fix(join(context, &torn));
    }
}

/// A line of verse is no longer than this.
const VERSE: u32 = 16;

/// Whether a block is a stanza or a part of one: three lines or more, all of them short, none with a sentence that ends
/// before its last mark, most with a mark at their end. The lines straight above and below belong to it. Two lines will
/// do behind a colon: a couplet.
fn is_verse(context: &Context<'_>, blocks: &[&Block], at: usize, led: bool) -> bool {
    let text = context.text();
    let beside = |a: usize, b: usize| {
        let gap = Span::new(blocks[a].span.end, blocks[b].span.start);
        blocks[a].kind == blocks[b].kind && gap.of(text).bytes().filter(|&byte| byte == b'\n').count() == 1
    };
    let above = at.checked_sub(1).filter(|&above| beside(above, at));
    let below = (at + 1 < blocks.len() && beside(at, at + 1)).then_some(at + 1);
    let (mut lines, mut marked) = (0, 0);
    for block in [above, Some(at), below].into_iter().flatten() {
        for line in blocks[block].span.of(text).split('\n').map(trim).filter(|line| !line.is_empty()).take(100) {
            let Measure { chars, inner_stops, end, .. } = measure(line);
            let short = (3..=VERSE).contains(&chars) && inner_stops == 0;
            if !short && block == at {
                return false;
            }
            lines += u32::from(short);
            marked += u32::from(short && end != End::Open);
        }
    }
    lines >= if led { 2 } else { 3 } && marked * 2 >= lines
}

/// A label is no longer than this: 2023.03—2023.06：.
const LABEL: usize = 18;

/// Whether every line of a block has a label, as in a timetable or between two voices: 男：…，⏎女：…，.
fn is_labelled(context: &Context<'_>, block: &Block) -> bool {
    let lines = || block.span.of(context.text()).split('\n').map(trim).filter(|line| !line.is_empty());
    let label = |line: &str| line.chars().take(LABEL).any(|c| matches!(c, '：' | ':'));
    lines().nth(1).is_some() && lines().all(|line| label(line) && measure(line).inner_stops == 0)
}

/// Whether the next block is an item of a list inside a line that goes on after a semicolon or a comma: 一是……；⏎二是…….
fn goes_on(context: &Context<'_>, block: &Block, next: &Block) -> bool {
    let in_list = || {
        let list = context.node(next.first()).list.and_then(|list| context.document.lists().get(list as usize));
        list.is_some_and(|list| list.inline && context.document.items(list).first() != Some(&next.first()))
    };
    let gap = || Span::new(block.span.end, next.span.start).of(context.text());
    matches!(block.last, '；' | ';' | '，' | ',' | '、')
        && in_list()
        && gap().bytes().filter(|&byte| byte == b'\n').count() == 1
}

/// Where the parts of a block stand on different lines: from the end of the one to the beginning of the next.
fn breaks(context: &Context<'_>, block: &Block) -> Vec<Span> {
    let mut out = Vec::new();
    let mut last: Option<u32> = None;
    for node in block.nodes.clone().map(|i| context.node(i)) {
        for part in node.marker.iter().map(|marker| &marker.span).chain(context.spans(node)) {
            let gap = last.map(|end| Span::new(end, part.start)).filter(|gap| !gap.is_empty());
            out.extend(gap.filter(|gap| gap.of(context.text()).contains('\n')));
            last = Some(part.end);
        }
    }
    out
}

/// Joins the lines; `None` where a page number stands between them, or where it may be that they were meant to stand apart.
fn join(context: &Context<'_>, breaks: &[Span]) -> Option<Fix> {
    let text = context.text();
    let mut begun = false;
    let edit = |gap: &Span| {
        let blank = gap.of(text).chars().all(is_blank);
        let inside = is_inside_sentence(text, *gap, begun);
        begun = true;
        (blank && inside).then(|| Edit::new(*gap, ""))
    };
    let edits = breaks.iter().map(edit).collect::<Option<Vec<Edit>>>()?;
    Some(Fix { safety: Safety::Unsafe, message: Message::new("接成一行", "join the lines"), edits })
}

/// Whether a break stands inside a sentence of Chinese for certain: entries, labels and code on lines of their own also
/// end without a mark, or with one that goes on. Behind another break the sentence has `begun`.
fn is_inside_sentence(text: &str, gap: Span, begun: bool) -> bool {
    let before = &text[..gap.start as usize];
    let line = trim(&before[before.rfind('\n').map_or(0, |i| i + 1)..]);
    let (Some(last), Some(next)) = (line.chars().next_back(), text[gap.end as usize..].chars().next()) else {
        return false;
    };
    if continues_line(next) || is_opener(last) {
        return true;
    }
    let Measure { chars, inner_stops, clauses, end, .. } = measure(line);
    let written = |c: char| is_ideograph(c) || c.is_ascii_digit();
    if !(written(next) || is_opener(next) && next != '[') {
        return false;
    }
    match end {
        // 优点：快；⏎缺点：贵。 is a list; behind a sentence, or behind another item, it is one no more.
        End::Semicolon => begun || inner_stops > 0 || line.contains(['：', ':']) || clauses > 4 && chars >= LONG,
        End::Comma => true,
        // In print a full line may end with its sentence.
        End::Stop => chars >= LONG,
        _ if written(last) => begun || clauses > 0 || inner_stops > 0 || chars >= LONG || is_torn_word(next, chars),
        _ => is_closer(last) && chars >= LONG,
    }
}

/// A line of so many characters is none of a list of names.
const LONG: u32 = 20;

/// 不统⏎一是老毛病: what looks like a numeral goes on with a word.
const fn is_torn_word(next: char, chars: u32) -> bool {
    chars > 4 && matches!(next, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}
