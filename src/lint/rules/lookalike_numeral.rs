//! `lookalike-numeral`: a character that is only like a numeral stands in a marker.

use std::ops::Range;

use crate::diagnostic::{Edit, Level, Message, Safety};
use crate::lint::context::{Context, Item, Series};
use crate::lint::findings::Findings;
use crate::lint::marks::is_torn;
use crate::lint::mend;
use crate::lint::rule::{Rule, Topic, Words};
use crate::lint::trace::Traces;
use crate::numeral::{Notation, System, locate};

pub(super) static RULE: Rule = Rule {
    name: "lookalike-numeral",
    topic: Topic::Markers,
    level: Level::Error,
    asked: Level::Error,
    fix: Some(Safety::Safe),
    summary: Words { zh: "序号数字是形近字", en: "a character that is only like a numeral stands in a marker" },
    found: Words {
        zh: "㆒ ⼀ ㄧ ー - 代替了“一”，ニ 代替了“二”，○ 代替了“〇”，l 代替了“1”，等等。每一项都报；前后的序号证实了它，改法才算安全。",
        en: "㆒ ⼀ ㄧ ー or - in place of 一, ニ in place of 二, ○ in place of 〇, l in place of 1 and the like; reported at \
             each. The fix is safe where the neighbours confirm the number.",
    },
    why: Words {
        zh: "扫描识别和部首字的残留：看上去一样，却是另一个字，查找和编号都认不出。",
        en: "What scanning and radical forms leave behind: it looks the same, and searches and numbering miss it.",
    },
    bad: "（ㄧ）先登记。\n（二）后取书。\n",
    good: "（一）先登记。\n（二）后取书。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let fold = context.grammar.fold();
    let like = |c: char| fold.han.iter().chain(fold.arabic).any(|(seen, _)| *seen == c);
    for series in context.series_with(Traces::ODD).filter(|series| series.items.len() > 1) {
        for (at, item) in series.items.iter().enumerate() {
            let other = |c: char| stands_for_numeral(context, item, c).is_some();
            if item.written.contains(|c| like(c) || other(c))
                && !is_torn(item)
                && item.marker.notation != Some(Notation::Malformed)
            {
                look(context, series, at, findings);
            }
        }
    }
}

fn look(context: &Context<'_>, series: &Series<'_>, at: usize, findings: &mut Findings<'_>) {
    let (item, fold) = (&series.items[at], context.grammar.fold());
    let found = match item.marker.ordinal.and_then(|n| locate(item.written, n, fold)) {
        Some(place) => folded(context, item, place),
        None => edits(item, 0, item.written, |c| stands_for_numeral(context, item, c)),
    };

    let Some(&(seen, _)) = found.first() else { return };
    let edits: Vec<Edit> = found.into_iter().map(|(_, edit)| edit).collect();
    let expected = mend::mended(item, &edits);
    let code = seen as u32;
    let message = Message::new(
        format!("“{seen}”（U+{code:04X}）不是数字：应为“{expected}”，实为“{}”", item.written),
        format!("“{seen}” (U+{code:04X}) is only like a numeral: expected “{expected}”, found “{}”", item.written),
    );
    let safety = if is_confirmed(series, at) { Safety::Safe } else { Safety::Unsafe };
    let other: Option<&Item<'_>> = if at == 0 { series.items.get(1) } else { series.items.get(at - 1) };
    let mut finding = findings.add(item.marker.span, message);
    if let Some(other) = other {
        finding = finding.sibling(other);
    }
    finding.fix(mend::fix(item, edits, safety));
}

/// The look-alikes in the numeral of a marker, with what puts them right.
fn folded(context: &Context<'_>, item: &Item<'_>, place: (Range<usize>, System, Notation)) -> Vec<(char, Edit)> {
    let (fold, (range, system, _)) = (context.grammar.fold(), place);
    let pairs = match system {
        System::Han => fold.han,
        System::Arabic => fold.arabic,
        _ => return Vec::new(),
    };
    // I. counts among Roman numerals and stands for 1. only among Arabic ones.
    if !context.grammar.family(item.marker.family).systems().contains(&system) {
        return Vec::new();
    }
    let meant = |c| pairs.iter().find(|(seen, _)| *seen == c).map(|&(_, meant)| meant);
    edits(item, range.start, &item.written[range], meant)
}

/// The characters of a part of a marker for which others are meant.
fn edits(item: &Item<'_>, start: usize, part: &str, meant: impl Fn(char) -> Option<char>) -> Vec<(char, Edit)> {
    let edit = |(i, c): (usize, char)| {
        let at = start + i;
        Some((c, Edit::new(item.part(at..at + c.len_utf8()), meant(c)?)))
    };
    part.char_indices().filter_map(edit).collect()
}

/// The numeral for which a character stands in the family of a marker alone: - for 一.
fn stands_for_numeral(context: &Context<'_>, item: &Item<'_>, c: char) -> Option<char> {
    let meant = context.grammar.family(item.marker.family).meant(c)?;
    System::Han.openers().contains(meant).then_some(meant)
}

/// Whether the number before or after it makes sure what is meant.
fn is_confirmed(series: &Series<'_>, at: usize) -> bool {
    let value = |i: usize| series.items.get(i).and_then(|item| item.marker.ordinal);
    let Some(n) = value(at) else { return false };
    let before = at.checked_sub(1).and_then(value);
    let fits = before.map_or(n == 1, |before| before + 1 == n);
    fits && series.faults.iter().all(|fault| fault.at != at) && value(at + 1).is_none_or(|after| after == n + 1)
}
