//! Counting: what is wrong with the numbers of one list, each fault told once.
//!
//! Sees numbers only. Of several explanations the one that blames the fewest items is taken: 一二二四 is one slip, 一二二三 an
//! item that was counted twice.

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Miscount {
    /// The list starts above 1.
    Start,
    /// Numbers are missing before it.
    Gap,
    /// It repeats the number before it.
    Repeat,
    /// It stands out of order.
    Disorder,
}

/// A fault in the numbers of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The item, from 0.
    pub(super) at: usize,
    pub(super) kind: Miscount,
    /// The number that was expected.
    pub(super) expected: u32,
    /// Whether this number alone is wrong; otherwise those that follow go on from it.
    pub(super) slip: bool,
}

/// A number of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// `None` for a marker that denotes none.
    pub(super) value: Option<u32>,
    /// Whether it was put in between two numbers: 第三条之一.
    pub(super) inserted: bool,
}

/// The faults of a list that may start above 1 only where `runs_on`.
pub(super) fn faults(numbers: &[Number], runs_on: bool) -> Vec<Fault> {
    let mut out = Vec::new();
    let value = |i: usize| numbers.get(i).and_then(|n| n.value);
    let Some(first) = value(0) else { return out };
    let mut last = first;
    let mut at = 1;
    // 二、一、三、: the first two changed places.
    let swapped = value(1) == Some(1) && first == 2 && value(2).is_none_or(|third| third == 3);
    if swapped || (!runs_on && first != 1) {
        // 二、二、三、: the first number alone is wrong.
        let slip = value(1) == Some(2);
        let kind = if swapped { Miscount::Disorder } else { Miscount::Start };
        out.push(Fault { at: 0, kind, expected: 1, slip: slip || swapped });
        if swapped {
            at = 2;
        } else if slip {
            last = 1;
        }
    }
    while at < numbers.len() {
        let expected = last + 1;
        let Some(n) = value(at) else {
            at += 1;
            continue;
        };
        if n == expected {
            last = n;
        } else if !(numbers[at].inserted && n == last) {
            at += fault(n, at, last, &value, &mut out, &mut last);
        }
        at += 1;
    }
    // 一二四五三: the number that seemed to be missing stands elsewhere.
    let stray: Vec<u32> = out.iter().filter(|f| f.kind == Miscount::Disorder).filter_map(|f| value(f.at)).collect();
    out.retain(|f| !(f.kind == Miscount::Gap && stray.contains(&f.expected) && value(f.at) == Some(f.expected + 1)));
    out
}

/// Tells the fault of the number `n` after `last`; gives how many further items it explains.
fn fault(
    n: u32,
    at: usize,
    before: u32,
    value: &impl Fn(usize) -> Option<u32>,
    out: &mut Vec<Fault>,
    last: &mut u32,
) -> usize {
    let expected = before + 1;
    let kind = match n {
        _ if n > expected => Miscount::Gap,
        _ if n == before => Miscount::Repeat,
        _ => Miscount::Disorder,
    };
    let next = value(at + 1);
    if n == expected + 1 && next == Some(expected) && value(at + 2).is_none_or(|third| third == n + 1) {
        out.push(Fault { at, kind: Miscount::Disorder, expected, slip: true });
        *last = n;
        return 1;
    }
    let slip = next == Some(expected + 1) || (next.is_none() && kind != Miscount::Gap);
    if slip {
        *last = expected;
    } else if next == Some(expected) {
        // A number too many: the next one is right.
        out.push(Fault {
            at,
            kind: if kind == Miscount::Gap { Miscount::Disorder } else { kind },
            expected,
            slip: false,
        });
        return 0;
    } else if kind != Miscount::Disorder {
        *last = n;
    }
    out.push(Fault { at, kind, expected, slip });
    0
}

#[cfg(test)]
mod tests {
    use super::{Miscount, Number, faults};

    /// `3 gap 3` is item 3 (from 1) with the expected number; a slip ends in `!`.
    fn told(numbers: &[u32]) -> String {
        let numbers: Vec<Number> =
            numbers.iter().map(|&n| Number { value: (n > 0).then_some(n), inserted: false }).collect();
        let tell = |fault: &super::Fault| {
            let kind = match fault.kind {
                Miscount::Start => "start",
                Miscount::Gap => "gap",
                Miscount::Repeat => "repeat",
                Miscount::Disorder => "disorder",
            };
            format!("{} {kind} {}{}", fault.at + 1, fault.expected, if fault.slip { "!" } else { "" })
        };
        faults(&numbers, false).iter().map(tell).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn one_fault_is_told_once() {
        for (numbers, wanted) in [
            (&[1, 2, 3, 4][..], ""),
            (&[1, 2, 4, 5], "3 gap 3"),
            (&[1, 2, 4, 4, 5], "3 gap 3!"),
            (&[1, 2, 2, 4], "3 repeat 3!"),
            (&[1, 2, 2, 3], "3 repeat 3"),
            (&[1, 2, 2], "3 repeat 3!"),
            (&[1, 3, 2, 4], "2 disorder 2!"),
            (&[1, 3, 2], "2 disorder 2!"),
            (&[2, 1, 3], "1 disorder 1!"),
            (&[1, 2, 4, 5, 3, 6], "5 disorder 6"),
            (&[1, 2, 9, 3, 4], "3 disorder 3"),
            (&[2, 3, 4], "1 start 1"),
            (&[2, 2, 3], "1 start 1!"),
            (&[1, 2, 0, 3], ""),
            (&[1, 2, 3, 5], "4 gap 4"),
            (&[1, 2, 3, 1], "4 disorder 4!"),
            (&[3], "1 start 1"),
        ] {
            assert_eq!(told(numbers), wanted, "{numbers:?}");
        }
    }
}
