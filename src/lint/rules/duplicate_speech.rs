//! `duplicate-speech`: two pieces of a compendium that are nearly the same.
//!
//! Texts are compared by a sample of their shingles, so that the time grows with the text and not with the pairs.

use std::cmp::Reverse;

use crate::diagnostic::{Level, Message};
use crate::document::{Kind, Node};
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};
use crate::text::is_ideograph;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-speech",
    topic: Topic::Document,
    level: Level::Warning,
    asked: Level::Warning,
    fix: None,
    summary: Words { zh: "同一篇收了两次", en: "a speech that stands twice" },
    found: Words {
        zh: "一个文件的几篇讲话中，有两篇的正文（标题不计）几乎一字不差。报在后一篇的开头。",
        en: "Two speeches of a file whose texts, titles aside, are nearly the same; reported where the second begins.",
    },
    why: Words {
        zh: "合集里重复收录，篇数就不实，改了一处另一处还是旧的。",
        en: "The collection holds fewer speeches than it says, and whoever mends one leaves the other as it was.",
    },
    bad: EXAMPLE_BAD,
    good: EXAMPLE_GOOD,
    check,
};

const EXAMPLE_BAD: &str = "值日发言 篇1\n同学们：\n今天轮到我们小组值日。地要扫干净，黑板要擦亮，窗户要关好，灯要记得熄，垃圾要倒掉，\
                           花要浇水，桌椅要摆齐，图书角的书要放回原处。\n谢谢大家！\n值日发言 篇2\n同学们：\n\
                           今天轮到我们小组值日。地要扫干净，黑板要擦亮，窗户要关好，灯要记得熄，垃圾要倒掉，\
                           花要浇水，桌椅要摆齐，图书角的书要放回原处。\n谢谢大家！\n";
const EXAMPLE_GOOD: &str = "值日发言 篇1\n同学们：\n今天轮到我们小组值日。地要扫干净，黑板要擦亮，窗户要关好，灯要记得熄，垃圾要倒掉，\
                            花要浇水，桌椅要摆齐，图书角的书要放回原处。\n谢谢大家！\n值日发言 篇2\n同学们：\n\
                            昨天的值日做得不错。美中不足的是走廊里还有纸屑，水房的拖把没有拧干，\
                            今天请第三小组补做一遍，放学以前由我检查，合格的加一面小红旗。\n谢谢大家！\n";

/// How many characters make a shingle.
const SHINGLE: usize = 8;
/// One shingle in so many is looked at, and of those so many are kept: the ones with the smallest hashes.
const SAMPLE: u64 = 4;
const KEPT: usize = 160;
/// A text with fewer kept shingles is too short to tell.
const FEWEST: usize = 10;
/// So many tenths of the shingles of both texts must be the same.
const ALIKE: usize = 8;
/// Of a text so many openings are kept.
const OPENINGS: usize = 8;
/// A text with fewer paragraphs is known by how its clauses open.
const PARAGRAPHS: usize = 2;
/// So many openings must be the same before two texts are held against each other, or half of those that there are.
const SHARED: usize = 2;
/// An opening of many texts is a formula; so many of them are remembered.
const MOST: usize = 8;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let speeches = context.speeches();
    if speeches.len() < 2 {
        return;
    }
    let mut samples: Vec<Option<Vec<u64>>> = vec![None; speeches.len()];
    let mut told = None;
    for (later, earlier) in worth_comparing(context, speeches) {
        for at in [later, earlier] {
            samples[at].get_or_insert_with(|| sample(context, speeches[at]));
        }
        // Of several equals the first is named.
        if told != Some(later) && samples[later].as_ref().zip(samples[earlier].as_ref()).is_some_and(are_alike) {
            report(context, findings, speeches[later], speeches[earlier]);
            told = Some(later);
        }
    }
}

/// Pairs of speeches some of whose paragraphs open alike, in the order of the text: the later one and the earlier. Whatever
/// is nearly the same is among them; and nothing but the openings of paragraphs has to be read to know them.
fn worth_comparing(context: &Context<'_>, speeches: &[u32]) -> Vec<(usize, usize)> {
    let mut sizes = Vec::with_capacity(speeches.len());
    let mut all: Vec<(u64, usize)> = Vec::new();
    for (at, &speech) in speeches.iter().enumerate() {
        let openings = openings(context, speech);
        sizes.push(openings.len());
        all.extend(openings.into_iter().map(|opening| (opening, at)));
    }
    all.sort_unstable();
    let mut pairs = Vec::new();
    for same in all.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        for (i, &(_, later)) in same.iter().enumerate() {
            pairs.extend(same[..i.min(MOST)].iter().map(|&(_, earlier)| (later, earlier)));
        }
    }
    pairs.sort_unstable();
    let shares_enough = |same: &&[(usize, usize)]| {
        let (later, earlier) = same[0];
        same.len() >= SHARED.min(sizes[later].min(sizes[earlier]).div_ceil(2))
    };
    pairs.chunk_by(PartialEq::eq).filter(shares_enough).map(|same| same[0]).collect()
}

/// Whether most of the shingles of two samples are the same.
fn are_alike((one, other): (&Vec<u64>, &Vec<u64>)) -> bool {
    let same = one.iter().filter(|shingle| other.binary_search(shingle).is_ok()).count();
    same >= FEWEST && same * 10 >= one.len().max(other.len()) * ALIKE
}

fn report(context: &Context<'_>, findings: &mut Findings<'_>, speech: u32, earlier: u32) {
    let opening = |speech: u32| context.own_span(context.node(speech + 1));
    let line = context.source.point(opening(earlier).start).line;
    let message = Message::new(
        format!("这一篇与第 {line} 行的一篇几乎相同"),
        format!("this speech is nearly the same as the one at line {line}"),
    );
    findings.add(opening(speech), message).related(opening(earlier), Message::new("相同的一篇", "the same speech"));
}

/// How the longest paragraphs of a speech open, each once; of a short speech how its clauses do.
fn openings(context: &Context<'_>, speech: u32) -> Vec<u64> {
    let long = |node: &Node| Reverse(context.spans(node).iter().map(|span| span.len()).sum::<u32>());
    // How a speech addresses and thanks its audience says nothing of it.
    let formula = |node: &&Node| matches!(node.kind, Kind::Salutation | Kind::Closing);
    let told = body(context, speech).filter(|node| !formula(node));
    let mut longest: Vec<(Reverse<u32>, &Node)> = Vec::with_capacity(told.size_hint().1.unwrap_or(0));
    longest.extend(told.map(|node| (long(node), node)));
    if longest.len() > OPENINGS {
        longest.select_nth_unstable_by_key(OPENINGS, |&(long, _)| long);
        longest.truncate(OPENINGS);
    }
    let paragraph = |(_, node)| opening(context, body_text(context, node));
    let mut out: Vec<u64> = longest.into_iter().filter_map(paragraph).collect();
    if out.len() < PARAGRAPHS {
        for text in body(context, speech).flat_map(|node| body_text(context, node)) {
            let mut inside = false;
            for (i, c) in text.char_indices() {
                let opens = is_ideograph(c) && !inside;
                inside = is_ideograph(c);
                out.extend(opens.then(|| opening(context, std::iter::once(&text[i..]))).flatten());
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out.truncate(OPENINGS);
    out
}

/// The hash of the first shingle of a text; `None` where it is shorter.
fn opening<'a>(context: &Context<'_>, text: impl Iterator<Item = &'a str>) -> Option<u64> {
    let (mut hash, mut count) = (0u64, 0);
    for c in text.flat_map(str::chars).filter(|&c| is_ideograph(c)) {
        hash = hash.wrapping_mul(BASE).wrapping_add(weight(context, c));
        count += 1;
        if count == SHINGLE {
            return Some(mixed(hash));
        }
    }
    None
}

/// The nodes of a speech that make its text, titles and what is no part of it left out.
fn body<'a>(context: &Context<'a>, speech: u32) -> impl Iterator<Item = &'a Node> {
    context.below(speech).map(|(_, node)| node).filter(|node| {
        matches!(node.kind, Kind::Paragraph | Kind::Heading | Kind::Point | Kind::Salutation | Kind::Closing)
    })
}

fn body_text<'a>(context: &Context<'a>, node: &Node) -> impl Iterator<Item = &'a str> {
    let text = context.text();
    context.spans(node).iter().map(move |span| span.of(text))
}

/// A sample of the shingles of a speech's text, each once: of two texts that are alike the samples are alike.
fn sample(context: &Context<'_>, speech: u32) -> Vec<u64> {
    let mut window = [0u64; SHINGLE];
    let (mut hash, mut count, mut out) = (0u64, 0usize, Vec::new());
    for c in body(context, speech).flat_map(|node| body_text(context, node)).flat_map(str::chars) {
        if !is_ideograph(c) {
            continue;
        }
        let new = weight(context, c);
        // A rolling hash: what leaves the window is taken off.
        let slot = &mut window[count % SHINGLE];
        hash = hash.wrapping_mul(BASE).wrapping_add(new).wrapping_sub(slot.wrapping_mul(LEAVING));
        *slot = new;
        count += 1;
        let mixed = mixed(hash);
        if count >= SHINGLE && mixed.is_multiple_of(SAMPLE) {
            out.push(mixed);
        }
    }
    // Shingles that come again would crowd the others out of the sample, so there is room for some.
    if out.len() > 4 * KEPT {
        out.select_nth_unstable(4 * KEPT);
        out.truncate(4 * KEPT);
    }
    out.sort_unstable();
    out.dedup();
    out.truncate(KEPT);
    out
}

/// What a character adds to a hash.
fn weight(context: &Context<'_>, c: char) -> u64 {
    (u64::from(context.grammar.script().fold(c) as u32) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

const fn mixed(hash: u64) -> u64 {
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 20
}

const BASE: u64 = 0x0001_0000_01b3;
/// The weight of the character that leaves the window: the base to the power of its length.
const LEAVING: u64 = {
    let (mut power, mut i) = (1u64, 0);
    while i < SHINGLE {
        power = power.wrapping_mul(BASE);
        i += 1;
    }
    power
};
