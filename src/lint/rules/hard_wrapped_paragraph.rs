//! `hard-wrapped-paragraph`: a paragraph that stray line ends tore apart.

use crate::diagnostic::{Edit, Fix, Level, Message, Safety};
use crate::document::Kind;
use crate::lint::block::Block;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};
use crate::span::Span;
use crate::text::is_blank;

pub(super) static RULE: Rule = Rule {
    name: "hard-wrapped-paragraph",
    topic: Topic::Damage,
    level: Level::Info,
    asked: Level::Info,
    fix: Some(Safety::Unsafe),
    summary: Words { zh: "一段话被断成几行", en: "a paragraph torn over several lines" },
    found: Words {
        zh: "一句话还没有完就换了行，下一行接着说。每段报一次，报在它的第一行。只是序号被断开的，由 split-marker 报；\
             冒号后面各行都以分号收尾的，是不标序号的列举，不报。",
        en: "A line that ends inside a sentence which the next line goes on with; once a paragraph, at its first line. A \
             torn marker alone is a split-marker, and lines behind a colon that all end in semicolons are a list.",
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
    let mut blocks = context.blocks().iter().filter(|block| block.kind != Kind::Boilerplate).peekable();
    while let Some(block) = blocks.next() {
        torn.clear();
        torn.extend(breaks(context, block));
        let mut last = block;
        let led = std::mem::replace(&mut lead, block.span.of(context.text()).ends_with(['：', ':']));
        while let Some(next) = blocks.next_if(|next| goes_on(context, last, next)) {
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
        let lines = torn.len() + 1;
        let message = Message::new(
            format!("一段话被断成 {lines} 行，句子没有完就换了行"),
            format!("one paragraph is torn over {lines} lines, which end inside a sentence"),
        );
        let line = Span::new(block.span.start, first.start.max(block.span.start));
        findings.add(line, message).fix(join(context, &torn));
    }
}

/// Whether the next block is an item of a list inside a line that goes on after a semicolon or a comma: 一是……；⏎二是…….
fn goes_on(context: &Context<'_>, block: &Block, next: &Block) -> bool {
    let text = context.text();
    let node = context.node(next.first());
    let list = node.list.and_then(|list| context.document.lists().get(list as usize));
    let gap = Span::new(block.span.end, next.span.start).of(text);
    let mark = block.span.of(text).chars().next_back();
    list.is_some_and(|list| list.inline && list.items.first() != Some(&next.first()))
        && matches!(mark, Some('；' | ';' | '，' | ',' | '、'))
        && gap.bytes().filter(|&byte| byte == b'\n').count() == 1
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

/// Joins the lines; `None` where a page number stands between them.
fn join(context: &Context<'_>, breaks: &[Span]) -> Option<Fix> {
    let text = context.text();
    let edit = |gap: &Span| {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let words =
            latin(text[..gap.start as usize].chars().next_back()) && latin(text[gap.end as usize..].chars().next());
        gap.of(text).chars().all(is_blank).then(|| Edit::new(*gap, if words { " " } else { "" }))
    };
    let edits = breaks.iter().map(edit).collect::<Option<Vec<Edit>>>()?;
    Some(Fix { safety: Safety::Unsafe, message: Message::new("接成一行", "join the lines"), edits })
}
