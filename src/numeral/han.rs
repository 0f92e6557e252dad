//! Han numerals: additive (二十一), positional (二一), short (廿一) and financial (贰拾壹).

use super::{Fold, Notation, Numeral};

pub(super) const OPENERS: &str = "一二三四五六七八九十廿卅卌";
pub(super) const FINANCIAL_OPENERS: &str = "壹贰貳叁參叄参肆伍陆陸柒捌玖拾";
pub(super) const GOES_ON: &str = "〇零一二三四五六七八九十百廿卅卌";
const DIGITS: &str = "〇一二三四五六七八九";
const FINANCIAL_WRITTEN: &str = "零壹贰叁肆伍陆柒捌玖";

pub(super) const fn is_digit(c: char) -> bool {
    digit(c).is_some() || matches!(c, '十' | '百' | '廿' | '卅' | '卌')
}

pub(super) fn is_financial(c: char) -> bool {
    financial_digit(c).is_some()
}

const fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The run is short: the caller bounds it.
pub(super) fn value(run: &str, fold: Fold<'_>) -> Option<Numeral> {
    let mut chars = ['\0'; 6];
    let (mut n, mut lookalike) = (0, false);
    for c in run.chars() {
        let (meant, folded) = fold.han(c);
        *chars.get_mut(n)? = meant;
        lookalike |= folded;
        n += 1;
    }
    let (value, notation) = evaluate(&chars[..n])?;
    (1..=999).contains(&value).then_some(Numeral { value, notation, lookalike })
}

fn evaluate(chars: &[char]) -> Option<(u32, Notation)> {
    if let Some(tens) = chars.first().and_then(|c| short_tens(*c)) {
        return match chars {
            [_] => Some((tens, Notation::Short)),
            [_, d] => digit(*d).filter(|d| *d > 0).map(|d| (tens + d, Notation::Short)),
            _ => None,
        };
    }
    if chars.contains(&'十') || chars.contains(&'百') { additive(chars) } else { positional(chars) }
}

fn short_tens(c: char) -> Option<u32> {
    match c {
        '廿' => Some(20),
        '卅' => Some(30),
        '卌' => Some(40),
        _ => None,
    }
}

fn positional(chars: &[char]) -> Option<(u32, Notation)> {
    if chars.len() > 3 || digit(chars[0])? == 0 {
        return None;
    }
    let value = chars.iter().try_fold(0, |n, c| Some(n * 10 + digit(*c)?))?;
    Some((value, if chars.len() == 1 { Notation::Plain } else { Notation::Positional }))
}

// [d 百] [零] [[d] 十] [d]
fn additive(chars: &[char]) -> Option<(u32, Notation)> {
    let (mut value, mut rest, mut malformed) = (0, chars, false);
    if let [d, '百', tail @ ..] = rest {
        value += digit(*d).filter(|d| *d > 0)? * 100;
        rest = tail;
    }
    match rest {
        ['零' | '〇', tail @ ..] if value > 0 && tail.len() == 1 => rest = tail,
        ['十', tail @ ..] => {
            // 一百十五 is spoken, but written 一百一十五.
            malformed = value > 0;
            value += 10;
            rest = tail;
        }
        [d, '十', tail @ ..] => {
            let tens = digit(*d).filter(|d| *d > 0)?;
            malformed = tens == 1 && value == 0;
            value += tens * 10;
            rest = tail;
        }
        _ if value > 0 && rest.len() == 1 => malformed = true,
        _ => {}
    }
    match rest {
        [] => {}
        [d] => {
            let units = digit(*d)?;
            malformed |= units == 0;
            value += units;
        }
        _ => return None,
    }
    Some((value, if malformed { Notation::Malformed } else { Notation::Additive }))
}

pub(super) fn write(n: u32) -> Option<String> {
    (1..=999).contains(&n).then(|| spell(n, DIGITS, '十', '百', '零', false))
}

/// 一〇 二一: digit by digit.
pub(super) fn write_positional(n: u32) -> String {
    n.to_string().bytes().filter_map(|b| DIGITS.chars().nth(usize::from(b - b'0'))).collect()
}

pub(super) fn write_financial(n: u32) -> Option<String> {
    (1..=99).contains(&n).then(|| spell(n, FINANCIAL_WRITTEN, '拾', '佰', '零', true))
}

fn spell(n: u32, digits: &str, ten: char, hundred: char, zero: char, full: bool) -> String {
    let digit = |d: u32| digits.chars().nth(d as usize).unwrap_or(zero);
    let (hundreds, tens, units) = (n / 100, n / 10 % 10, n % 10);
    let mut out = String::new();
    if hundreds > 0 {
        out.extend([digit(hundreds), hundred]);
        if tens == 0 && units > 0 {
            out.push(zero);
        }
    }
    if tens > 0 {
        if tens > 1 || hundreds > 0 || (full && units > 0 && n > 19) {
            out.push(digit(tens));
        }
        out.push(ten);
    }
    if units > 0 {
        out.push(digit(units));
    }
    out
}

fn financial_digit(c: char) -> Option<u32> {
    Some(match c {
        '壹' => 1,
        '贰' | '貳' => 2,
        '叁' | '參' | '叄' | '参' => 3,
        '肆' => 4,
        '伍' => 5,
        '陆' | '陸' => 6,
        '柒' => 7,
        '捌' => 8,
        '玖' => 9,
        '拾' => 10,
        _ => return None,
    })
}

pub(super) fn financial_value(run: &str) -> Option<Numeral> {
    let digits: Vec<u32> = run.chars().filter_map(financial_digit).collect();
    let value = match *digits.as_slice() {
        [d] => d,
        [10, d] | [1, 10, d] if d < 10 => 10 + d,
        [t, 10] if t < 10 => t * 10,
        [t, 10, d] if t < 10 && d < 10 => t * 10 + d,
        _ => return None,
    };
    Some(Numeral { value, notation: Notation::Plain, lookalike: false })
}
