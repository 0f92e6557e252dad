//! Company: marks of a block, or of the lines of a speech, that stand together with others of their kind.
//!
//! Where several of one kind count in a block, none of them is likely to be text, not even one whose number is wrong.

use std::ops::Range;

use crate::infer::{Mark, Site, Sites};

/// A mark that costs less to believe is one that nothing speaks against.
const SURE: f32 = 0.3;
/// The first of several often follows a word: 各部门一要 …；二要.
const SURE_FIRST: f32 = 0.8;
/// What rejecting a mark costs whose neighbour has the number before or after it.
const WITH_NEIGHBOUR: f32 = 1.6;
/// What rejecting a mark costs that stands in a block with another of its kind.
const WITH_ONE: f32 = 2.0;
/// The same with more than one.
const WITH_MORE: f32 = 3.0;
/// What rejecting a mark at the start of a line costs whose neighbours count on.
const WITH_LINES: f32 = 6.5;
/// A mark at the start of a line that weighs less alone is as often text.
const LIKELY: f32 = 2.5;
/// The same of one before a title.
const LIKELY_TITLE: f32 = 1.5;

/// Finds out which marks stand together; its room is used again.
#[derive(Debug, Default)]
pub(super) struct Company {
    /// The marks at lines that could count, each with its kind before its place and its number: kind by kind when sorted.
    lines: Vec<(u64, u32, u32)>,
    /// The kinds of marks in a block.
    kinds: Vec<Kind>,
}

/// The marks of one kind: how many, and their least and greatest number.
#[derive(Debug)]
struct Kind {
    of: (u16, u16),
    count: u8,
    least: u32,
    greatest: u32,
}

impl Company {
    /// Notes the company of all marks. What is looked at for that is added to `steps`.
    pub(super) fn note(&mut self, out: &mut Sites, steps: &mut u64) {
        self.at_lines(out);
        let mut from = 0;
        while let Some(first) = out.all.get(from) {
            let to = from + out.all[from..].iter().take_while(|site| site.block == first.block).count();
            in_block(out, from..to, &mut self.kinds, steps);
            from = to;
        }
    }

    /// Holds on to a mark that opens a line where it counts on with the one before or after it, and also where only the two
    /// before it count on, the two after it, or those on both sides: it belongs to them even if its own number is wrong.
    fn at_lines(&mut self, out: &mut Sites) {
        self.lines.clear();
        let mut loose = false;
        for (mark, index) in out.marks.iter().zip(0u32..) {
            let titled = mark.weight >= LIKELY_TITLE && mark.shape.heading && mark.shape.open;
            let likely =
                (mark.weight >= LIKELY || titled) && mark.price < SURE && !mark.shape.inline && !mark.shape.loose;
            // 192.168.1.1 is an address.
            let likely = likely && mark.parts < 4;
            if let Some(n) = mark.ordinal.filter(|_| likely) {
                let kind = u64::from(mark.family) << 48 | u64::from(mark.label) << 32 | u64::from(mark.prefix);
                self.lines.push((kind, index, n));
                loose |= mark.weight < WITH_LINES;
            }
        }
        // Where all are held on to as they are nobody need be asked.
        if !loose {
            return;
        }
        // Each kind by itself, in the order of the text.
        self.lines.sort_unstable();
        for marks in self.lines.chunk_by(|a, b| a.0 == b.0) {
            for (i, &(_, index, _)) in (0usize..).zip(marks) {
                let mark = &mut out.marks[index as usize];
                if mark.weight < WITH_LINES && counts_on(|by| Some(i64::from(marks.get(i.checked_add_signed(by)?)?.2)))
                {
                    mark.weight = WITH_LINES;
                }
            }
        }
    }
}

/// Whether a number belongs to those around it, or a wrong one stands in its place.
fn counts_on(around: impl Fn(isize) -> Option<i64>) -> bool {
    let at = |by: isize| around(by).unwrap_or(i64::MIN / 2);
    let (before, n, after) = (at(-1), at(0), at(1));
    if before + 1 == n || n + 1 == after {
        return true;
    }
    let (second, next) = (at(-2), at(2));
    let others = second + 1 == before || after + 1 == next || before + 2 == after;
    // 三 in 一、三、二、, and 二 in it.
    let swapped = (after + 1 == n && (before + 2 == n || n + 1 == next))
        || (before == n + 1 && (second + 1 == n || n + 2 == after));
    others || swapped
}

/// Notes the company of the marks inside a block; the list of its last one may go on at the start of the next block.
fn in_block(out: &mut Sites, sites: Range<usize>, kinds: &mut Vec<Kind>, steps: &mut u64) {
    let end = (sites.end + 1).min(out.all.len());
    let marks = |sites: &[Site]| {
        let (first, end) = (sites.first().map_or(0, |site| site.first), sites.last().map_or(0, |site| site.end));
        out.marks.get(first as usize..end as usize).unwrap_or_default()
    };
    if end < sites.start + 2 || !marks(&out.all[sites.clone()]).iter().any(|mark| mark.shape.inline) {
        return;
    }
    count(marks(&out.all[sites.start..end]), kinds, steps);
    for i in sites.clone() {
        let site = out.all[i];
        let before = i.checked_sub(1).filter(|&j| j >= sites.start);
        for index in site.first..site.end {
            let Some((mark, n)) = counting(&out.marks[index as usize]).filter(|(mark, _)| mark.shape.inline) else {
                continue;
            };
            let company = together(mark, kinds);
            *steps += 1 + kinds.len() as u64;
            let counts = |i: Option<usize>, wanted: u32| {
                let marks = i.and_then(|i| out.all.get(i)).map_or(&[][..], |site| out.marks(site));
                marks.iter().filter_map(counting).any(|(_, other)| other == wanted)
            };
            let least = match company {
                0 | 1 => {
                    let (before, after) = (counts(before, n.wrapping_sub(1)), counts(Some(i + 1), n + 1));
                    let counts = before && after || mark.shape.after_sentence && (before || after);
                    if counts { WITH_NEIGHBOUR } else { 0.0 }
                }
                2 => WITH_ONE,
                _ => WITH_MORE,
            };
            let mark = &mut out.marks[index as usize];
            mark.company = company;
            mark.weight = mark.weight.max(least);
        }
    }
}

/// Counts the marks that nothing speaks against, by their kind.
fn count(marks: &[Mark], kinds: &mut Vec<Kind>, steps: &mut u64) {
    kinds.clear();
    for (mark, n) in marks.iter().filter_map(counting) {
        *steps += 1 + kinds.len() as u64;
        let of = (mark.group, mark.label);
        match kinds.iter_mut().find(|kind| kind.of == of) {
            Some(kind) => {
                kind.count = kind.count.saturating_add(1);
                (kind.least, kind.greatest) = (kind.least.min(n), kind.greatest.max(n));
            }
            None => kinds.push(Kind { of, count: 1, least: n, greatest: n }),
        }
    }
}

/// How many marks stand together with one that counts, itself counted; 0 where all have the same number.
fn together(mark: &Mark, kinds: &[Kind]) -> u8 {
    let kind = kinds.iter().find(|kind| kind.of == (mark.group, mark.label));
    kind.filter(|kind| kind.least < kind.greatest).map_or(0, |kind| kind.count)
}

/// A mark that nothing speaks against, with its number.
fn counting(mark: &Mark) -> Option<(&Mark, u32)> {
    let n = mark.ordinal?;
    let sure = mark.price < if n == 1 { SURE_FIRST } else { SURE };
    (sure && mark.parts == 1 && !mark.shape.loose).then_some((mark, n))
}
