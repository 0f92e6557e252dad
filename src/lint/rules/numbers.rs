//! What the rules about numbers share: how a wrong number is reported, and how it would be put right.

use crate::diagnostic::{Edit, Fix, Message, Safety};
use crate::lint::context::{Context, Item, Series};
use crate::lint::count::{Fault, Miscount};
use crate::lint::findings::Findings;
use crate::lint::{mend, numeral};

/// A list with more faults is not renumbered: who knows what it was.
const MANY: usize = 8;
/// Where so many numbers are missing items were left out, and the numbers that stand are right.
const LEFT_OUT: u32 = 3;

/// A wrong number with what was expected.
pub(super) struct Blame<'c> {
    context: &'c Context<'c>,
    series: &'c Series<'c>,
    fault: Fault,
    /// The marker that is wrong.
    pub(super) found: &'c str,
    /// What was expected in its place.
    pub(super) expected: String,
    /// The marker before it.
    pub(super) before: &'c str,
}

/// Hands on every fault of one kind in the numbers of lists.
pub(super) fn each<'c>(context: &'c Context<'c>, kind: Miscount, mut report: impl FnMut(Blame<'c>)) {
    for series in context.series() {
        for fault in series.faults.iter().filter(|fault| fault.kind == kind) {
            let item = &series.items[fault.at];
            let before = fault.at.checked_sub(1).map_or("", |i| series.items[i].written);
            report(Blame {
                context,
                series,
                fault: *fault,
                found: item.written,
                expected: numeral::written(item, fault.expected),
                before,
            });
        }
    }
}

impl Blame<'_> {
    /// Reports it at its marker, next to the one before it, with what would put it right.
    pub(super) fn report(&self, message: Message, findings: &mut Findings<'_>) {
        let items = &self.series.items;
        let at = self.fault.at;
        let mut finding = findings.add(items[at].marker.span, message);
        // The first item is held against the one after it.
        let other = if at == 0 { items.get(1) } else { items.get(at - 1) };
        if let Some(other) = other {
            let (zh, en) = if at == 0 { ("下一项", "the next item") } else { ("前一项", "the item before") };
            finding = finding.beside(other, zh, en);
        }
        match self.fix() {
            Ok(fix) => finding.fix(fix),
            Err(note) => finding.note(note),
        };
    }

    /// The numbers that put it right, or why none are offered.
    fn fix(&self) -> Result<Option<Fix>, Message> {
        if self.is_excerpt() {
            return Err(Message::new(
                "缺的不止一两项，多半是节选或漏排，不宜改号，请人工核对",
                "more than an item or two is missing: items were left out rather than miscounted, see by eye",
            ));
        }
        let changed: Vec<(&Item<'_>, u32)> = self.renumbered();
        let cited = |(item, _): &(&Item<'_>, u32)| self.context.cited(item);
        if let Some(place) = changed.iter().find_map(cited) {
            let point = self.context.source.point(place.start);
            let text = place.of(self.context.text());
            return Err(Message::new(
                format!("第 {} 行引用了“{text}”，改号会使引用落空，请人工核对", point.line),
                format!("line {} cites “{text}”: renumbering would break it, see by eye", point.line),
            ));
        }
        let edits: Option<Vec<Edit>> = changed.iter().map(|(item, n)| numeral::edit(item, *n)).collect();
        let fix = |edits: Vec<Edit>| match changed.as_slice() {
            [(item, _)] => mend::fix(item, edits, Safety::Unsafe),
            all => {
                let count = all.len();
                let message = Message::new(format!("重编 {count} 项的序号"), format!("renumber {count} items"));
                Fix { safety: Safety::Unsafe, message, edits }
            }
        };
        Ok(edits.filter(|edits| !edits.is_empty()).map(fix))
    }

    /// Whether the numbers tell of a list that was cut rather than miscounted: 九、十、十一、 or 一、二、七、八、.
    fn is_excerpt(&self) -> bool {
        let Fault { at, kind, expected, slip } = self.fault;
        let found = self.series.items[at].marker.ordinal.unwrap_or(expected);
        match kind {
            Miscount::Start => !slip && found > expected + 1,
            Miscount::Gap => !slip && found >= expected + LEFT_OUT,
            Miscount::Repeat | Miscount::Disorder => false,
        }
    }

    /// The items whose numbers change: the wrong one, or all from it on.
    fn renumbered(&self) -> Vec<(&Item<'_>, u32)> {
        let items = &self.series.items;
        let Fault { at, kind, expected, slip } = self.fault;
        if kind == Miscount::Disorder && !slip || self.series.faults.len() > MANY {
            return Vec::new();
        }
        if kind == Miscount::Disorder && items.get(at + 1).and_then(|next| next.marker.ordinal) == Some(expected) {
            return vec![(&items[at], expected), (&items[at + 1], expected + 1)];
        }
        if slip {
            return vec![(&items[at], expected)];
        }
        let mut n = expected;
        let mut out = Vec::new();
        for item in &items[at..] {
            if item.marker.ordinal.is_none() || item.marker.inserted {
                continue;
            }
            if item.marker.ordinal != Some(n) {
                out.push((item, n));
            }
            n += 1;
        }
        out
    }
}
