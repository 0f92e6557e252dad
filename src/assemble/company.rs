//! Company: marks inside a block that stand together with others of their kind.
//!
//! Where several of one kind count in a block, none of them is likely to be text, not even one whose number is wrong.

use std::collections::BTreeMap;

use crate::infer::{Mark, Sites};

/// A mark that costs less to believe is one that nothing speaks against.
const SURE: f32 = 0.3;
/// What rejecting a mark costs whose neighbour has the number before or after it.
const WITH_NEIGHBOUR: f32 = 1.6;
/// What rejecting a mark costs that stands in a block with another of its kind.
const WITH_ONE: f32 = 2.0;
/// The same with more than one.
const WITH_MORE: f32 = 3.0;

/// The marks of one kind in a block: how many, and their least and greatest number.
struct Kind {
    count: u8,
    least: u32,
    greatest: u32,
}

/// Notes the company of the marks of a block: those of the sites from `from` on.
pub(super) fn company(out: &mut Sites, from: usize) {
    let sites = out.all.len();
    if sites < from + 2 {
        return;
    }
    let mut kinds: BTreeMap<(u16, u16), Kind> = BTreeMap::new();
    for site in &out.all[from..] {
        for (mark, n) in out.marks(site).iter().filter_map(counting) {
            let new = Kind { count: 0, least: n, greatest: n };
            let kind = kinds.entry((mark.group, mark.label)).or_insert(new);
            kind.count = kind.count.saturating_add(1);
            (kind.least, kind.greatest) = (kind.least.min(n), kind.greatest.max(n));
        }
    }
    for i in from..sites {
        let site = out.all[i];
        let before = i.checked_sub(1).filter(|&j| j >= from);
        for index in site.first..site.end {
            let Some((mark, n)) = counting(&out.marks[index as usize]).filter(|(mark, _)| mark.shape.inline) else {
                continue;
            };
            let kind = kinds.get(&(mark.group, mark.label));
            let company = kind.filter(|kind| kind.least < kind.greatest).map_or(0, |kind| kind.count);
            let counts = |i: Option<usize>, wanted: u32| {
                let marks = i.and_then(|i| out.all.get(i)).map_or(&[][..], |site| out.marks(site));
                marks.iter().filter_map(counting).any(|(_, other)| other == wanted)
            };
            let chained = || counts(before, n.wrapping_sub(1)) || counts(Some(i + 1), n + 1);
            let least = match company {
                0 | 1 if mark.shape.after_sentence && chained() => WITH_NEIGHBOUR,
                0 | 1 => 0.0,
                2 => WITH_ONE,
                _ => WITH_MORE,
            };
            let mark = &mut out.marks[index as usize];
            mark.company = company;
            mark.weight = mark.weight.max(least);
        }
    }
}

/// A mark that nothing speaks against, with its number.
fn counting(mark: &Mark) -> Option<(&Mark, u32)> {
    let sure = mark.price < SURE && mark.parts == 1 && !mark.shape.loose;
    mark.ordinal.filter(|_| sure).map(|n| (mark, n))
}
