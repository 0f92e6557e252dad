//! `placeholder-text`: blanks that were left to be filled.

use crate::diagnostic::{Level, Message};
use crate::document::Kind;
use crate::lint::block::Block;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};
use crate::lint::sign::{Half, Pair, is_blank_to_fill};
use crate::lint::trace::is_numeral;
use crate::span::Span;
use crate::text::is_ideograph;

pub(super) static RULE: Rule = Rule {
    name: "placeholder-text",
    topic: Topic::Document,
    level: Level::Info,
    asked: Level::Info,
    fix: None,
    summary: Words { zh: "有待填的空", en: "a blank that was left to be filled" },
    found: Words {
        zh: "用 X、×、○、_ 代替的地名、人名、日期（X市、××同志、20xx年、___年），和【待补】一类的括注。每段报一次。",
        en: "Names and dates for which X, ×, ○ or _ stands (X市, ××同志, 20xx年), and notes like 【待补】; once a paragraph.",
    },
    why: Words {
        zh: "范文里隐去的和草稿里留着的空，念之前要补上。",
        en: "What a model text hides and a draft leaves open has to be filled before it is read out.",
    },
    bad: "同志们：\n今天，我代表××社区向大家汇报20xx年的工作。\n",
    good: "同志们：\n今天，我代表北门社区向大家汇报去年的工作。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let signs = context.signs();
    let (mut blank, mut half) = (0, 0);
    for block in context.blocks() {
        let blanks = within(&signs.blanks, &mut blank, block, |at| *at);
        let halves = within(&signs.pairs, &mut half, block, |half| half.at);
        if block.kind == Kind::Boilerplate || blanks.is_empty() && halves.is_empty() {
            continue;
        }
        let mut places: Vec<Span> = runs(context.text(), blanks).filter(|run| is_left_open(context, *run)).collect();
        places.extend(halves.iter().filter_map(|half| note(context, *half)));
        places.sort_unstable();
        let Some(first) = places.first() else { continue };
        let written = first.of(context.text());
        let more = places.len() - 1;
        let message = match more {
            0 => Message::new(format!("“{written}”处待填"), format!("“{written}” was left to be filled")),
            _ => Message::new(
                format!("“{written}”处待填，本段另有 {more} 处"),
                format!("“{written}” was left to be filled, and {more} more in this paragraph"),
            ),
        };
        findings.add(*first, message);
    }
}

/// What of a list in the order of the text stands in a block; blocks come in that order too.
fn within<'a, T>(all: &'a [T], at: &mut usize, block: &Block, place: impl Fn(&T) -> u32) -> &'a [T] {
    while all.get(*at).is_some_and(|one| place(one) < block.span.start) {
        *at += 1;
    }
    let first = *at;
    while all.get(*at).is_some_and(|one| place(one) < block.span.end) {
        *at += 1;
    }
    &all[first..*at]
}

/// The runs of equal characters among the places of single ones.
fn runs<'a>(text: &'a str, places: &'a [u32]) -> impl Iterator<Item = Span> + 'a {
    let char_at = |at: u32| text.get(at as usize..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
    let width = move |at: u32| u32::try_from(char_at(at).len_utf8()).unwrap_or(1);
    let mut rest = places;
    std::iter::from_fn(move || {
        let (&first, _) = rest.split_first()?;
        let goes_on = |w: &[u32]| w[0] + width(w[0]) == w[1] && char_at(w[0]) == char_at(w[1]);
        let long = rest.windows(2).take_while(|w| goes_on(w)).count() + 1;
        let last = rest[long - 1];
        rest = &rest[long..];
        Some(Span::new(first, last + width(last)))
    })
}

/// Whether a run of signs stands for a word.
fn is_left_open(context: &Context<'_>, run: Span) -> bool {
    let text = context.text();
    let mut signs = run.of(text).chars();
    let sign = signs.next().unwrap_or(' ');
    let long = 1 + signs.count();
    let before = text[..run.start as usize].chars().next_back().unwrap_or(' ');
    let rest = &text[run.end as usize..];
    let after = rest.chars().next().unwrap_or(' ');
    // A word of another language, a number in circles, and what goes on in another sign.
    let joins =
        |c: char| c.is_ascii_alphabetic() || is_blank_to_fill(c) || sign == '○' && "一二三四五六七八九十〇".contains(c);
    if joins(before) || joins(after) {
        return false;
    }
    let named = || context.grammar.check_words().blanks.start_of(&context.folded_head(rest, 4)).is_some();
    match sign {
        '_' | '＿' => long >= 3 && (is_ideograph(before) || is_ideograph(after)) || long == 2 && named(),
        _ if long >= 2 => is_ideograph(before) || is_ideograph(after),
        '○' => false,
        _ => !before.is_ascii_digit() && named(),
    }
}

/// A bracket that asks to be filled: 【待补】.
fn note(context: &Context<'_>, half: Half) -> Option<Span> {
    if !half.opens || !matches!(half.pair, Pair::Round | Pair::Lens | Pair::Shell) {
        return None;
    }
    let rest = &context.text()[half.at as usize..];
    let mut inside = rest.chars();
    inside.next();
    let inside = inside.as_str();
    // （一） counts.
    if inside.starts_with(is_numeral) {
        return None;
    }
    context.grammar.check_words().fills.start_of(&context.folded_head(inside, 6))?;
    let end = rest.char_indices().take(40).find(|&(_, c)| c == half.pair.closer() || c == ')');
    let long = end.map(|(i, c)| u32::try_from(i + c.len_utf8()).unwrap_or(0))?;
    Some(Span::new(half.at, half.at + long))
}
