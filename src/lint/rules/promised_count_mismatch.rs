//! `promised-count-mismatch`: the text promises so many points and makes another number of them.

use super::counts::{self, Announced, Count, Lead};
use crate::diagnostic::{Level, Message};
use crate::document::Kind;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "promised-count-mismatch",
    topic: Topic::Counts,
    level: Level::Warning,
    asked: Level::Warning,
    fix: None,
    summary: Words { zh: "说的条数与列的条数不符", en: "another number of points than was promised" },
    found: Words {
        zh: "引出一列的话里说了条数（“讲三点意见”“以下5个方面：”“启示有四：”），后面列出的却不是这个数；合集标题里的“（精选5篇）”与篇数不符。\
             “几点”“近十条”不算；哪一列是所说的那一列拿不准、或者那一列自身编号有错时，不报。",
        en: "The words before a list tell how many items it has (讲三点意见, 以下5个方面：), and it has another number of them; \
             or a title promises another number of speeches (精选5篇) than there are. Vague numbers promise nothing, and \
             where it is not sure which list is meant, or its own numbers are wrong, nothing is reported.",
    },
    why: Words {
        zh: "听众数着呢：说三点只讲两点，就是漏讲了，或者改了内容忘了改数。",
        en: "The audience counts along: a point was lost, or the number was not changed with the text.",
    },
    bad: "下面我讲三点意见：\n一是准时到。\n二是带齐笔。\n散会后各组讨论。\n",
    good: "下面我讲两点意见：\n一是准时到。\n二是带齐笔。\n散会后各组讨论。\n",
    check,
};

/// A verb announces what stands at most so many characters behind it.
const REACH: usize = 30;
/// Between the classifier and the end of the sentence stands at most this much: 个重要方面。
const NOUN: usize = 10;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    counts::each(context, |list| {
        // Where the reading was close only a colon says that this is the list.
        let mut end = list.end();
        let mark = end.next();
        if mark != Some(':') && !list.series.sure {
            return;
        }
        // 启示有四？ is the only promise that ends in another mark.
        let promises = matches!(mark, Some(':' | '。')) || end.nth(1) == Some('有');
        if promises
            && let Some(lead) = list.counting_lead()
            && let Some(promised) = promise(context, &lead, true)
        {
            report(context, findings, &list, &lead, promised);
        } else if let Some(lead) = Some(&list).filter(|list| list.series.sure).and_then(Announced::counting_earlier)
            && let Some(promised) = promise(context, &lead, false)
        {
            report(context, findings, &list, &lead, promised);
        }
    });
    pieces(context, findings);
}

/// A promise in a lead.
#[derive(Clone, Copy)]
struct Promise {
    from: usize,
    to: usize,
    value: u32,
}

fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    list: &Announced<'_>,
    lead: &Lead<'_>,
    promised: Promise,
) {
    let (found, n) = (list.items, promised.value);
    if found == n || list.met_elsewhere(context, n) {
        return;
    }
    let span = lead.place(promised.from, promised.to);
    let written = span.of(context.text());
    let message = Message::new(
        format!("“{written}”说有 {n} 项，后面列出 {found} 项"),
        format!("“{written}” promises {n} items, but {found} follow"),
    );
    let (first, last) = (list.series.items[0], list.series.items[list.series.items.len() - 1]);
    findings
        .add(span, message)
        .related(first.marker.span, Message::new("第一项", "the first item"))
        .related(last.marker.span, Message::new("最后一项", "the last item"));
}

/// The promise at the end of a lead; one that is not `near` its list must be told as such.
fn promise(context: &Context<'_>, lead: &Lead<'_>, near: bool) -> Option<Promise> {
    let words = context.grammar.check_words();
    let all = &lead.chars;
    let (mark, _) = *all.last()?;
    let colon = mark == ':';
    if !colon && mark != '。' {
        return bare(lead).filter(|_| near);
    }
    let end = all.len() - 1;
    let told: Vec<Count> = lead.counts().into_iter().filter(|count| !is_quoted(lead, count.at)).collect();
    // 一个: an article, no count.
    let mut told = told.into_iter().filter(|count| count.value != Some(1));
    let (Some(count), None) = (told.next(), told.next()) else {
        return bare(lead).filter(|_| near);
    };
    let value = count.value?;
    let rest = lead.folded(count.end, end);
    let tail = rest.split(|&c| c == ',').collect::<Vec<_>>();
    let fits = match tail.as_slice() {
        [noun] => noun.len() <= NOUN,
        [noun, tail] => noun.len() <= NOUN && words.tails.is(tail),
        _ => false,
    };
    let before = lead.folded(count.at.saturating_sub(REACH), count.at);
    let verb = last_verb(&before, |part| words.tells.start_of(part));
    let weak = || last_verb(&before, |part| words.does.start_of(part)).filter(|_| near && colon);
    let at = verb.or_else(weak)?;
    if !fits || rest.iter().any(|&c| matches!(c, '“' | '”' | '「' | '」' | '(')) {
        return None;
    }
    // 以下三点: the word that points belongs to it.
    let long = before.len() - at;
    let points = long <= 3 && words.tells.start_of(&before[at..]) == Some(long) && before[at..].ends_with(&['下']);
    Some(Promise { from: if points { count.at - long } else { count.at }, to: count.end + tail[0].len(), value })
}

/// 启示有四： a number without a classifier at the end.
fn bare(lead: &Lead<'_>) -> Option<Promise> {
    let end = lead.chars.len().checked_sub(1)?;
    let digit = |c: char| "二三四五六七八九十".find(c).map(|i| i / 3 + 2);
    let value = digit(lead.chars.get(end.checked_sub(1)?)?.0)?;
    let has = lead.chars.get(end.checked_sub(2)?)?.0 == '有';
    let noun = lead.chars.get(end.checked_sub(3)?)?.0.is_alphanumeric();
    let value = u32::try_from(value).ok()?;
    (has && noun).then_some(Promise { from: end - 2, to: end, value })
}

/// Where the last of the verbs in a text begins.
fn last_verb(text: &[char], verb: impl Fn(&[char]) -> Option<usize>) -> Option<usize> {
    (0..text.len()).rev().find(|&i| verb(&text[i..]).is_some())
}

/// Whether a place stands in quotation marks or brackets: “四个意识”.
fn is_quoted(lead: &Lead<'_>, at: usize) -> bool {
    let depth = lead.chars[..at].iter().fold(0i32, |depth, &(c, _)| match c {
        '“' | '‘' | '「' | '『' | '(' | '《' | '【' => depth + 1,
        '”' | '’' | '」' | '』' | ')' | '》' | '】' => depth - 1,
        _ => depth,
    });
    depth > 0
}

/// A title that tells how many speeches the file holds: （精选5篇）.
fn pieces(context: &Context<'_>, findings: &mut Findings<'_>) {
    let found = context.speeches().len();
    if found < 2 {
        return;
    }
    for block in context.blocks().iter().take(12) {
        if !matches!(block.kind, Kind::Title | Kind::Boilerplate) || block.span.len() > 300 {
            continue;
        }
        let text = block.span.of(context.text());
        let Some(close) = text.rfind(['）', ')', '】', ']']) else { continue };
        let Some(open) = text[..close].rfind(['（', '(', '【', '[']) else { continue };
        let inside = context.folded(&text[open..close]);
        let Some((&'篇', before)) = inside.split_last() else { continue };
        let digits = before.iter().rev().take_while(|c| c.is_ascii_digit()).count();
        let Ok(n) = before[before.len() - digits..].iter().collect::<String>().parse::<usize>() else { continue };
        if n != found {
            let bracket = |i: usize| block.span.start + u32::try_from(i).unwrap_or(0);
            let width = text[close..].chars().next().map_or(1, char::len_utf8);
            let span = crate::span::Span::new(bracket(open), bracket(close + width));
            let message = Message::new(
                format!("标题说有 {n} 篇，文件里有 {found} 篇"),
                format!("the title promises {n} speeches, but the file holds {found}"),
            );
            findings.add(span, message);
        }
        return;
    }
}
