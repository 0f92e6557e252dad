//! Han numerals: additive (二十一), positional (二一), short (廿一) and financial (贰拾壹).

use super::Notation;

pub(super) const OPENERS: &str = "一二三四五六七八九十廿卅卌";
pub(super) const FINANCIAL_OPENERS: &str = "壹贰貳叁參叄参肆伍陆陸柒捌玖拾";
pub(super) const GOES_ON: &str = "〇零一二三四五六七八九十百廿卅卌";
const DIGITS: &str = "〇一二三四五六七八九";
const FINANCIAL_WRITTEN: &str = "零壹贰叁肆伍陆柒捌玖";

/// What a sign means: 0 to 9, ten, a hundred, or 廿, 卅 and 卌.
pub(super) const fn sign(c: char) -> Option<u32> {
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
        '十' => 10,
        '廿' => 20,
        '卅' => 30,
        '卌' => 40,
        '百' => 100,
        _ => return None,
    })
}

/// What signs mean together.
pub(super) fn value(signs: &[u32]) -> Option<(u32, Notation)> {
    match *signs {
        [tens @ (20 | 30 | 40)] => Some((tens, Notation::Short)),
        [tens @ (20 | 30 | 40), units @ 1..=9] => Some((tens + units, Notation::Short)),
        [20 | 30 | 40, ..] => None,
        _ if signs.contains(&10) || signs.contains(&100) => additive(signs),
        _ => positional(signs),
    }
}

fn positional(signs: &[u32]) -> Option<(u32, Notation)> {
    if signs.len() > 3 || signs.first() == Some(&0) || signs.iter().any(|&digit| digit > 9) {
        return None;
    }
    let value = signs.iter().fold(0, |n, digit| n * 10 + digit);
    Some((value, if signs.len() == 1 { Notation::Plain } else { Notation::Positional }))
}

// [d 百] [零] [[d] 十] [d]
fn additive(signs: &[u32]) -> Option<(u32, Notation)> {
    let counted = |digit: u32| (1..=9).contains(&digit).then_some(digit);
    let (mut value, mut rest, mut malformed) = (0, signs, false);
    if let [digit, 100, tail @ ..] = rest {
        value += counted(*digit)? * 100;
        rest = tail;
    }
    match rest {
        [0, tail @ ..] if value > 0 && tail.len() == 1 => rest = tail,
        [10, tail @ ..] => {
            // 一百十五 is spoken, but written 一百一十五.
            malformed = value > 0;
            value += 10;
            rest = tail;
        }
        [digit, 10, tail @ ..] => {
            let tens = counted(*digit)?;
            malformed = tens == 1 && value == 0;
            value += tens * 10;
            rest = tail;
        }
        _ if value > 0 && rest.len() == 1 => malformed = true,
        _ => {}
    }
    match *rest {
        [] => {}
        [units @ 0..=9] => {
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

/// What a financial sign means.
pub(super) const fn financial(c: char) -> Option<u32> {
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

pub(super) fn financial_value(signs: &[u32]) -> Option<(u32, Notation)> {
    let value = match *signs {
        [d] => d,
        [10, d] | [1, 10, d] if d < 10 => 10 + d,
        [t, 10] if t < 10 => t * 10,
        [t, 10, d] if t < 10 && d < 10 => t * 10 + d,
        _ => return None,
    };
    Some((value, Notation::Plain))
}
