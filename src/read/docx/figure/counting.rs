//! Numbers in ideographs: counted with signs for ten, hundred and thousand, or digit by digit.

use crate::numeral::{System, positional};

/// A way of counting with signs for the powers of ten.
pub(super) struct Counting {
    /// Zero to nine. A zero stands in where a power is passed over; there is none where this begins with a blank.
    digits: &'static str,
    /// Ten, hundred, thousand, ten thousand.
    powers: &'static str,
    /// Up to which power a one in front is left out, counted from ten.
    bare: usize,
    /// Whether that holds at the head of a number only: 十二, but 一百一十二.
    at_head: bool,
}

pub(super) const CHINESE: Counting =
    Counting { digits: "〇一二三四五六七八九", powers: "十百千万", bare: 1, at_head: true };
pub(super) const TAIWANESE: Counting =
    Counting { digits: "零一二三四五六七八九", powers: "十百千萬", bare: 1, at_head: true };
pub(super) const LEGAL_SIMPLIFIED: Counting =
    Counting { digits: "零壹贰叁肆伍陆柒捌玖", powers: "拾佰仟萬", bare: 0, at_head: true };
pub(super) const LEGAL_TRADITIONAL: Counting =
    Counting { digits: "零壹貳參肆伍陸柒捌玖", powers: "拾佰仟萬", bare: 0, at_head: true };
pub(super) const JAPANESE: Counting =
    Counting { digits: " 一二三四五六七八九", powers: "十百千万", bare: 3, at_head: false };
pub(super) const LEGAL_JAPANESE: Counting =
    Counting { digits: " 壱弐参四伍六七八九", powers: "拾百阡萬", bare: 3, at_head: false };

/// Beyond this Word counts no list.
const MOST: u32 = 99_999_999;

impl Counting {
    pub(super) fn write(&self, n: u32) -> String {
        if n == 0 || n > MOST {
            return n.to_string();
        }
        let (high, low) = (n / 10_000, n % 10_000);
        let mut out = String::new();
        if high > 0 {
            self.group(high, true, &mut out);
            out.extend(self.powers.chars().nth(3));
            if low > 0 && low < 1000 {
                self.zero(&mut out);
            }
        }
        self.group(low, high == 0, &mut out);
        out
    }

    /// Four digits; whether they are the first of the number.
    fn group(&self, n: u32, at_head: bool, out: &mut String) {
        let (mut begun, mut passed) = (false, false);
        for (power, unit) in [(3, 1000), (2, 100), (1, 10), (0, 1)] {
            let digit = n / unit % 10;
            if digit == 0 {
                passed = begun;
                continue;
            }
            if passed {
                self.zero(out);
            }
            let is_bare = digit == 1 && power > 0 && power <= self.bare && (!self.at_head || at_head && !begun);
            if !is_bare {
                out.extend(self.digits.chars().nth(digit as usize));
            }
            if power > 0 {
                out.extend(self.powers.chars().nth(power - 1));
            }
            (begun, passed) = (true, false);
        }
    }

    fn zero(&self, out: &mut String) {
        out.extend(self.digits.chars().next().filter(|&zero| zero != ' '));
    }
}

/// Counted up to 99, digit by digit from there.
pub(super) fn short(n: u32) -> String {
    if n < 100 { CHINESE.write(n) } else { digital(n) }
}

/// 一〇 二一: digit by digit.
pub(super) fn digital(n: u32) -> String {
    positional(n)
}

/// Digit by digit, in the digits of zero to nine.
pub(super) fn digits(n: u32, signs: &str) -> String {
    n.to_string().bytes().filter_map(|b| signs.chars().nth(usize::from(b - b'0'))).collect()
}

/// 甲子 to 癸亥: stem and branch together.
pub(super) fn sexagenary(n: u32) -> String {
    match n.checked_sub(1).filter(|&n| n < 60) {
        Some(n) => {
            let (stem, branch) = (System::Stem.write(n % 10 + 1), super::BRANCHES.chars().nth(n as usize % 12));
            stem.into_iter().chain(branch.map(String::from)).collect()
        }
        None => n.to_string(),
    }
}
