//! Arabic digits, latin letters and roman numerals.

use std::ops::RangeInclusive;

use super::Notation;

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

/// What digits mean together, as they stand in `run`.
pub(super) fn arabic(digits: &[u32], run: &str) -> Option<(u32, Notation)> {
    // II. counts in Roman numerals: nobody mistypes eleven so.
    if run.len() > 1 && run.chars().all(|c| half_width(c) == 'I') {
        return None;
    }
    let notation = match run.as_bytes() {
        [b'0', ..] => Notation::LeadingZero,
        [0x80..=0xff, ..] => Notation::FullWidth,
        _ => Notation::Plain,
    };
    Some((digits.iter().fold(0, |n, digit| n * 10 + digit), notation))
}

/// The place in the alphabet of a letter that is one of `letters`, or full width.
pub(super) fn letter(c: char, letters: RangeInclusive<u8>) -> Option<u32> {
    let first = u32::from(*letters.start());
    let letter = u8::try_from(half_width(c)).ok().filter(|letter| letters.contains(letter))?;
    Some(u32::from(letter) - first + 1)
}

pub(super) fn value(letters: &[u32]) -> Option<(u32, Notation)> {
    letters.first().map(|&letter| (letter, Notation::Plain))
}

pub(super) fn write_letter(n: u32, first: u8) -> Option<String> {
    let offset = u8::try_from(n.checked_sub(1)?).ok().filter(|n| *n < 26)?;
    Some(char::from(first + offset).to_string())
}

pub(super) fn roman(_: &[u32], run: &str) -> Option<(u32, Notation)> {
    let mut chars = run.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        let sign = match c {
            'Ⅰ'..='Ⅻ' => Some(c as u32 - 'Ⅰ' as u32 + 1),
            'ⅰ'..='ⅻ' => Some(c as u32 - 'ⅰ' as u32 + 1),
            _ => None,
        };
        if let Some(value) = sign {
            return Some((value, Notation::Plain));
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
    (rest.is_empty() && write_roman(value).as_deref() == Some(text.as_str())).then_some((value, Notation::Plain))
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
