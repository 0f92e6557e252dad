//! `duplicate-speech`: two pieces of a compendium that are nearly the same.
//!
//! Texts are compared by a sample of their shingles, so that the time grows with the text and not with the pairs.

use std::collections::HashMap;

use crate::diagnostic::{Level, Message};
use crate::document::Kind;
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
const FEWEST: u32 = 10;
/// So many tenths of the shingles of both texts must be the same.
const ALIKE: u32 = 8;
/// A shingle of many texts is a formula; so many of them are remembered.
const MOST: usize = 8;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let speeches: Vec<u32> = context.of_kind(Kind::Speech).map(|(i, _)| i).collect();
    if speeches.len() < 2 {
        return;
    }
    let mut texts: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut sizes: Vec<u32> = Vec::with_capacity(speeches.len());
    for (at, &speech) in speeches.iter().enumerate() {
        let sample = sample(context, speech);
        let mut shared: HashMap<usize, u32> = HashMap::new();
        for shingle in &sample {
            let holders = texts.entry(*shingle).or_default();
            holders.iter().for_each(|&earlier| *shared.entry(earlier).or_default() += 1);
            if holders.len() < MOST {
                holders.push(at);
            }
        }
        let size = u32::try_from(sample.len()).unwrap_or(u32::MAX);
        sizes.push(size);
        // Of several equals the first is named.
        let alike = |(&earlier, &same): (&usize, &u32)| {
            let longer = size.max(sizes[earlier]);
            (same >= FEWEST && same * 10 >= longer * ALIKE).then_some(earlier)
        };
        if let Some(earlier) = shared.iter().filter_map(alike).min() {
            report(context, findings, speech, speeches[earlier]);
        }
    }
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

/// A sample of the shingles of a speech's text, each once: of two texts that are alike the samples are alike.
fn sample(context: &Context<'_>, speech: u32) -> Vec<u64> {
    let script = context.grammar.script();
    let body = context.below(speech).filter(|(_, node)| {
        matches!(node.kind, Kind::Paragraph | Kind::Heading | Kind::Point | Kind::Salutation | Kind::Closing)
    });
    let mut window = [0u64; SHINGLE];
    let (mut hash, mut count, mut out) = (0u64, 0usize, Vec::new());
    for c in body.flat_map(|(_, node)| context.spans(node)).flat_map(|span| span.of(context.text()).chars()) {
        if !is_ideograph(c) {
            continue;
        }
        let new = (u64::from(script.fold(c) as u32) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        // A rolling hash: what leaves the window is taken off.
        let slot = &mut window[count % SHINGLE];
        hash = hash.wrapping_mul(BASE).wrapping_add(new).wrapping_sub(slot.wrapping_mul(LEAVING));
        *slot = new;
        count += 1;
        let mixed = (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 20;
        if count >= SHINGLE && mixed % SAMPLE == 0 {
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
