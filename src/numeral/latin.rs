//! Arabic digits, latin letters and roman numerals.

use super::{Fold, Notation, Numeral};

pub(super) const ROMAN_UPPER: &str = "IVXLCⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫＩＶＸ";
pub(super) const ROMAN_LOWER: &str = "ivxlcⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻｉｖｘ";
const STEPS: [(u32, &str); 9] =
    [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];

/// The half-width form of a full-width ASCII character.
pub(super) const fn half_width(c: char) -> char {
    match c {
        '！'..='～' => match char::from_u32(c as u32 - 0xFEE0) {
            Some(half) => half,
            None => c,
        },
        _ => c,
    }
}

pub(super) const fn full_width(c: char) -> char {
    match c {
        '!'..='~' => match char::from_u32(c as u32 + 0xFEE0) {
            Some(full) => full,
            None => c,
        },
        _ => c,
    }
}

pub(super) fn is_roman_upper(c: char) -> bool {
    ROMAN_UPPER.contains(c)
}

pub(super) fn is_roman_lower(c: char) -> bool {
    ROMAN_LOWER.contains(c)
}

pub(super) fn arabic(run: &str, fold: Fold<'_>) -> Option<Numeral> {
    let (mut value, mut lookalike) = (0, false);
    for c in run.chars() {
        let (digit, folded) = fold.arabic(c);
        value = value * 10 + digit.to_digit(10)?;
        lookalike |= folded;
    }
    let notation = if run.starts_with(|c| !char::is_ascii(&c)) {
        Notation::FullWidth
    } else if run.starts_with('0') {
        Notation::LeadingZero
    } else {
        Notation::Plain
    };
    // II. counts in Roman numerals: nobody mistypes eleven so.
    let roman = run.len() > 1 && run.chars().all(|c| half_width(c) == 'I');
    (!roman && (1..=999).contains(&value)).then_some(Numeral { value, notation, lookalike })
}

pub(super) fn letter(run: &str) -> Option<Numeral> {
    let c = half_width(run.chars().next()?).to_ascii_lowercase();
    c.is_ascii_lowercase().then(|| plain(u32::from(c) - u32::from(b'a') + 1))
}

pub(super) fn write_letter(n: u32, first: u8) -> Option<String> {
    let offset = u8::try_from(n.checked_sub(1)?).ok().filter(|n| *n < 26)?;
    Some(char::from(first + offset).to_string())
}

pub(super) fn roman(run: &str) -> Option<Numeral> {
    let mut chars = run.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        let sign = match c {
            'Ⅰ'..='Ⅻ' => Some(c as u32 - 'Ⅰ' as u32 + 1),
            'ⅰ'..='ⅻ' => Some(c as u32 - 'ⅰ' as u32 + 1),
            _ => None,
        };
        if let Some(value) = sign {
            return Some(plain(value));
        }
    }
    let text: String = run.chars().map(|c| half_width(c).to_ascii_uppercase()).collect();
    let (mut rest, mut value) = (text.as_str(), 0);
    for (step, sign) in STEPS {
        while let Some(tail) = rest.strip_prefix(sign) {
            rest = tail;
            value += step;
        }
    }
    // Only the usual spelling counts: IIII and IXI are no numerals.
    (rest.is_empty() && write_roman(value).as_deref() == Some(text.as_str())).then(|| plain(value))
}

pub(super) fn write_roman(n: u32) -> Option<String> {
    if !(1..=49).contains(&n) {
        return None;
    }
    let (mut left, mut out) = (n, String::new());
    for (step, sign) in STEPS {
        while left >= step {
            out.push_str(sign);
            left -= step;
        }
    }
    Some(out)
}

const fn plain(value: u32) -> Numeral {
    Numeral { value, notation: Notation::Plain, lookalike: false }
}
