//! Kinds of faults that a mutant can have: how each is made, which rule must tell it, and how often it must be told and
//! undone.

use super::mutant::{Change, Spot};

/// A kind of fault.
pub(crate) struct Fault {
    pub(crate) name: &'static str,
    /// The rule that must tell it.
    pub(crate) rule: &'static str,
    /// Rules that tell what it brings about elsewhere: a promise that is not kept any more.
    pub(crate) brings: &'static [&'static str],
    /// Of a hundred so many are told.
    pub(crate) told: f64,
    /// Of a hundred so many are undone by the fixes; `None` where what is lost is lost.
    pub(crate) undone: Option<f64>,
    /// Makes it at an item; `None` where it would be none.
    pub(crate) make: fn(&Spot<'_>) -> Option<Change>,
}

/// All kinds. No other rule is accepted in the place of the one named: each fault has one best explanation, and where it
/// has not, `make` does not make it.
pub(crate) const FAULTS: &[Fault] = &[
    Fault {
        name: "raised by one",
        rule: "numbering-gap",
        brings: &[],
        told: 95.0,
        undone: Some(94.0),
        make: |spot| raised(spot, 1),
    },
    Fault {
        name: "raised by more",
        rule: "numbering-gap",
        brings: &[],
        told: 97.0,
        undone: Some(95.0),
        make: raised_by_more,
    },
    Fault {
        name: "first raised",
        rule: "missing-first-item",
        brings: &[],
        told: 94.0,
        undone: Some(92.0),
        make: first_raised,
    },
    Fault { name: "repeated", rule: "duplicate-number", brings: &[], told: 93.0, undone: Some(93.0), make: repeated },
    Fault { name: "swapped", rule: "out-of-order-number", brings: &[], told: 93.0, undone: Some(92.0), make: swapped },
    Fault {
        name: "first deleted",
        rule: "missing-first-item",
        brings: PROMISES,
        told: 95.0,
        undone: None,
        make: first_deleted,
    },
    Fault {
        name: "item deleted",
        rule: "numbering-gap",
        brings: PROMISES,
        told: 92.0,
        undone: None,
        make: item_deleted,
    },
    Fault {
        name: "other width",
        rule: "mixed-delimiter-width",
        brings: &[],
        told: 99.0,
        undone: Some(99.0),
        make: other_width,
    },
    Fault {
        name: "mixed pair",
        rule: "mixed-delimiter-width",
        brings: &[],
        told: 99.0,
        undone: Some(99.0),
        make: mixed_pair,
    },
    Fault {
        name: "other style",
        rule: "mixed-delimiter-style",
        brings: &[],
        told: 97.0,
        undone: Some(97.0),
        make: other_style,
    },
    Fault {
        name: "wrong after han",
        rule: "wrong-delimiter-after-han-numeral",
        brings: &[],
        told: 97.0,
        undone: Some(94.0),
        make: wrong_after_han,
    },
    Fault {
        name: "comma after ordinal",
        rule: "ideographic-comma-after-ordinal",
        brings: &[],
        told: 99.0,
        undone: Some(99.0),
        make: comma_after_ordinal,
    },
    Fault {
        name: "mark after bracket",
        rule: "punctuation-after-bracketed-marker",
        brings: &[],
        told: 99.0,
        undone: Some(99.0),
        make: mark_after_bracket,
    },
    Fault {
        name: "other family",
        rule: "mixed-families-in-list",
        brings: &[],
        told: 93.0,
        undone: Some(92.0),
        make: other_family,
    },
    Fault {
        name: "look-alike mark",
        rule: "lookalike-delimiter",
        brings: &[],
        told: 98.0,
        undone: Some(95.0),
        make: lookalike_mark,
    },
    Fault {
        name: "look-alike digit",
        rule: "lookalike-numeral",
        brings: &[],
        told: 98.0,
        undone: Some(98.0),
        make: lookalike_digit,
    },
    Fault {
        name: "space inside",
        rule: "space-inside-marker",
        brings: &[],
        told: 98.0,
        undone: Some(98.0),
        make: space_inside,
    },
    Fault {
        name: "other notation",
        rule: "mixed-numeral-notation",
        brings: &[],
        told: 98.0,
        undone: Some(90.0),
        make: other_notation,
    },
    Fault { name: "torn", rule: "split-marker", brings: &[], told: 95.0, undone: Some(90.0), make: torn },
];

/// A list that lost an item may break a promise.
const PROMISES: &[&str] = &["promised-count-mismatch", "slogan-count-mismatch"];

// 一 二 四 四: by one, so that the next item seems to repeat it.
fn raised(spot: &Spot<'_>, by: u32) -> Option<Change> {
    let numbered = spot.counts(3) && spot.at > 0;
    let edit = numbered.then(|| spot.numbered(spot.at, spot.ordinal() + by)).flatten()?;
    Some(Change { edits: vec![edit], told: spot.item().marker.span.start })
}

// 一 二 七 四
fn raised_by_more(spot: &Spot<'_>) -> Option<Change> {
    raised(spot, 2 + small(spot.chance, 4))
}

// 二 二 三
fn first_raised(spot: &Spot<'_>) -> Option<Change> {
    let by = 1 + small(spot.chance, 3);
    let first = spot.counts(3) && spot.at == 0 && spot.ordinal() == 1 && !may_start_anywhere(spot);
    let edit = first.then(|| spot.numbered(0, 1 + by)).flatten()?;
    Some(Change { edits: vec![edit], told: spot.item().marker.span.start })
}

// 一 二 二 四
fn repeated(spot: &Spot<'_>) -> Option<Change> {
    let numbered = spot.counts(3) && spot.at > 0;
    let edit = numbered.then(|| spot.numbered(spot.at, spot.ordinal() - 1)).flatten()?;
    Some(Change { edits: vec![edit], told: spot.item().marker.span.start })
}

// 一 三 二 四
fn swapped(spot: &Spot<'_>) -> Option<Change> {
    if !spot.counts(3) || spot.is_last() {
        return None;
    }
    let n = spot.ordinal();
    let edits = vec![spot.numbered(spot.at, n + 1)?, spot.numbered(spot.at + 1, n)?];
    Some(Change { edits, told: spot.item().marker.span.start })
}

// 二 三
fn first_deleted(spot: &Spot<'_>) -> Option<Change> {
    let first = spot.counts(3) && spot.at == 0 && spot.ordinal() == 1 && !may_start_anywhere(spot);
    first.then(|| spot.deleted()).flatten()
}

/// An excerpt of a law may begin with any of its chapters and articles.
fn may_start_anywhere(spot: &Spot<'_>) -> bool {
    spot.family().traits().ordered || spot.family().traits().through
}

// 一 三 四
fn item_deleted(spot: &Spot<'_>) -> Option<Change> {
    (spot.counts(3) && spot.at > 0).then(|| spot.deleted()).flatten()
}

// （一） (二)   1. 2．
fn other_width(spot: &Spot<'_>) -> Option<Change> {
    let turned = |text: &str| text.chars().map(|c| turn(c, BRACKETS).or_else(|| turn(c, DOTS)).unwrap_or(c)).collect();
    // Most items show what is usual; of two the first does.
    let odd = spot.list.len() > 2 || (spot.list.len() == 2 && spot.at == 1);
    let digit = spot.rest().starts_with(|c: char| c.is_ascii_digit());
    let plain = !spot.written().ends_with(['.', '．']) || !digit;
    (odd && plain && spot.counts(2)).then(|| spot.rewritten(turned(spot.written()))).flatten()
}

// （一)
fn mixed_pair(spot: &Spot<'_>) -> Option<Change> {
    let written = spot.written();
    let (first, last) = (written.chars().next()?, written.chars().next_back()?);
    let (open, close) = (turn(first, BRACKETS)?, turn(last, BRACKETS)?);
    let inner = &written[first.len_utf8()..written.len() - last.len_utf8()];
    let left = spot.chance.is_multiple_of(2);
    spot.rewritten(if left { format!("{open}{inner}{last}") } else { format!("{first}{inner}{close}") })
}

// 1. 2、 3.
fn other_style(spot: &Spot<'_>) -> Option<Change> {
    let odd = spot.list.len() > 2 || (spot.list.len() == 2 && spot.at == 1);
    if !odd || !spot.counts(2) || spot.rest().starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let written = spot.written();
    let new = match spot.family().public_id() {
        "arabic-dot" => written.strip_suffix(['.', '．']).map(|number| format!("{number}、")),
        "arabic-comma" => written.strip_suffix('、').map(|number| format!("{number}.")),
        _ => None,
    };
    new.and_then(|new| spot.rewritten(new))
}

// 一， 一. 一：
fn wrong_after_han(spot: &Spot<'_>) -> Option<Change> {
    let number = (spot.family().public_id() == "han-comma").then(|| spot.written().strip_suffix('、')).flatten()?;
    let wrong = ["，", ".", "．", "：", ","];
    spot.rewritten(format!("{number}{}", pick(spot.chance, &wrong)))
}

// 第一、 首先、
fn comma_after_ordinal(spot: &Spot<'_>) -> Option<Change> {
    let ordinals = ["ordinal-comma", "ordinal-classifier", "qi-ordinal", "adverb-sequence"];
    let word = ordinals.contains(&spot.family().public_id()).then(|| spot.written().strip_suffix(['，', ',']));
    spot.rewritten(format!("{}、", word.flatten()?))
}

// （一）、 ①．
fn mark_after_bracket(spot: &Spot<'_>) -> Option<Change> {
    let bracketed = ["han-paren", "arabic-paren", "circled-number"].contains(&spot.family().public_id());
    let bare = !spot.written().ends_with(['、', '，', '.', '．', ',']);
    let marks =
        if spot.family().public_id() == "circled-number" { &["、"][..] } else { &["、", "、", "，", "．"] };
    (bracketed && bare).then(|| spot.rewritten(format!("{}{}", spot.written(), pick(spot.chance, marks)))).flatten()
}

// 一、 （二） 三、
fn other_family(spot: &Spot<'_>) -> Option<Change> {
    let other = match spot.family().public_id() {
        "han-comma" => "han-paren",
        "han-paren" => "han-comma",
        "arabic-dot" | "arabic-comma" | "circled-number" => "arabic-paren",
        "arabic-paren" | "arabic-right-paren" => "arabic-dot",
        "ordinal-comma" if spot.opens_line() => "han-comma",
        "ordinal-comma" => "han-copula",
        "han-copula" | "han-modal" => "ordinal-comma",
        _ => return None,
    };
    let odd = spot.list.len() > 2 || (spot.list.len() == 2 && spot.at == 1);
    if !odd || !spot.counts(2) || !spot.is_foreign(other) {
        return None;
    }
    let family = spot.base.grammar.families().iter().find(|family| family.id() == other)?;
    let half = spot.base.text().contains("(") && !spot.base.text().contains("（");
    let written = family.write(spot.ordinal())?;
    spot.rewritten(if half { written.chars().map(|c| turn(c, BRACKETS).unwrap_or(c)).collect() } else { written })
}

// 一丶 1｡
fn lookalike_mark(spot: &Spot<'_>) -> Option<Change> {
    let written = spot.written();
    let last = written.chars().next_back()?;
    let seen = match last {
        '、' => *pick(spot.chance, &["丶", "､", "﹑"]),
        '.' | '．' => "｡",
        _ => return None,
    };
    spot.rewritten(format!("{}{seen}", &written[..written.len() - last.len_utf8()]))
}

// ㄧ、 l.
fn lookalike_digit(spot: &Spot<'_>) -> Option<Change> {
    let range = spot.digits()?;
    let written = spot.written();
    // 一方面 is a word.
    if spot.family().public_id() == "aspect-pair" {
        return None;
    }
    let seen: String = written[range.clone()].chars().map(|c| lookalike(c, spot.chance)).collect();
    spot.rewritten(format!("{}{seen}{}", &written[..range.start], &written[range.end..]))
}

// （ 一 ） 一 、
fn space_inside(spot: &Spot<'_>) -> Option<Change> {
    let written = spot.written();
    let range = spot.digits()?;
    let (before, after) = (&written[..range.start], &written[range.end..]);
    if spot.family().public_id() == "aspect-pair"
        || written.contains(char::is_whitespace)
        || after.is_empty()
        || after.chars().all(char::is_alphabetic)
    {
        return None;
    }
    let gap = if before.is_empty() { "" } else { " " };
    spot.rewritten(format!("{before}{gap}{} {after}", &written[range.clone()]))
}

// 一二 among 十一 十三; ２ among 1 3
fn other_notation(spot: &Spot<'_>) -> Option<Change> {
    let range = spot.digits()?;
    let written = spot.written();
    let digits = &written[range.clone()];
    let tens = spot.list.iter().filter(|item| item.marker.ordinal.is_some_and(|n| n > 9)).count();
    // Only a single digit could have been written 01, so only those show what is usual.
    let plain = spot.list.iter().filter(|item| item.marker.ordinal.is_some_and(|n| n < 10)).count();
    let new: String = if digits.chars().all(|c| c.is_ascii_digit()) && plain > 2 {
        digits.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c)).collect()
    } else if spot.ordinal() > 9 && spot.ordinal() < 20 && tens > 2 && digits.starts_with('十') {
        let unit = digits.trim_start_matches('十');
        format!("一{}", if unit.is_empty() { "〇" } else { unit })
    } else {
        return None;
    };
    spot.rewritten(format!("{}{new}{}", &written[..range.start], &written[range.end..]))
}

// （⏎一）
fn torn(spot: &Spot<'_>) -> Option<Change> {
    let written = spot.written();
    let range = spot.digits()?;
    let bracketed = written.starts_with(['（', '(']) && written.ends_with(['）', ')']);
    let new = format!("{}\n{}", &written[..range.start], &written[range.start..]);
    bracketed.then(|| spot.rewritten(new)).flatten()
}

const BRACKETS: &[(char, char)] = &[('（', '('), ('）', ')')];
const DOTS: &[(char, char)] = &[('．', '.')];

/// The same sign in the other width.
fn turn(c: char, pairs: &[(char, char)]) -> Option<char> {
    pairs.iter().find_map(|&(a, b)| (a == c).then_some(b).or((b == c).then_some(a)))
}

fn lookalike(c: char, chance: u64) -> char {
    match c {
        '一' => *pick(chance, &['㆒', '⼀', 'ㄧ', 'ー']),
        '二' => *pick(chance, &['㆓', '⼆', 'ニ']),
        '三' => '㆔',
        '四' => '㆕',
        '八' => '⼋',
        '十' => '⼗',
        '1' => *pick(chance, &['l', 'I']),
        _ => c,
    }
}

fn pick<T>(chance: u64, all: &[T]) -> &T {
    &all[(chance / 7 % all.len() as u64) as usize]
}

fn small(chance: u64, end: u64) -> u32 {
    u32::try_from(chance / 11 % end).unwrap_or(0)
}
