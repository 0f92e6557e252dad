//! Lists: how a browser writes the number of an item.

use crate::numeral::{Fold, System, positional, sign};
use crate::text::trim;

/// How the items of a list are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListStyle {
    /// Nothing is written.
    None,
    /// The same sign before each item.
    Bullet(char),
    /// `1. `
    Decimal,
    /// `01. `
    LeadingZero,
    /// `a. `
    Latin { upper: bool },
    /// `i. `
    Roman { upper: bool },
    /// `一、` as it is spoken.
    Han,
    /// `一〇、` digit by digit.
    HanDecimal,
    /// `壹、`
    Financial(Financial),
    /// `① `
    Circled,
    /// `甲、`
    Stem,
    /// `子、`
    Branch,
}

/// The numerals of ledgers: one to nine, and ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Financial {
    Simplified,
    Traditional,
    Japanese,
}

const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

impl ListStyle {
    /// The first style that the value of `list-style` or `list-style-type` names.
    pub(super) fn of_css(value: &str) -> Option<Self> {
        value.split(' ').find_map(|word| {
            Some(match word.to_lowercase().as_str() {
                "none" => Self::None,
                "disc" => Self::Bullet('•'),
                "circle" => Self::Bullet('○'),
                "square" => Self::Bullet('■'),
                "decimal" => Self::Decimal,
                "decimal-leading-zero" => Self::LeadingZero,
                "lower-alpha" | "lower-latin" => Self::Latin { upper: false },
                "upper-alpha" | "upper-latin" => Self::Latin { upper: true },
                "lower-roman" => Self::Roman { upper: false },
                "upper-roman" => Self::Roman { upper: true },
                "cjk-ideographic" | "simp-chinese-informal" | "trad-chinese-informal" | "japanese-informal" => {
                    Self::Han
                }
                "cjk-decimal" => Self::HanDecimal,
                "simp-chinese-formal" => Self::Financial(Financial::Simplified),
                "trad-chinese-formal" => Self::Financial(Financial::Traditional),
                "japanese-formal" => Self::Financial(Financial::Japanese),
                "circled-decimal" => Self::Circled,
                "cjk-heavenly-stem" => Self::Stem,
                "cjk-earthly-branch" => Self::Branch,
                _ => return None,
            })
        })
    }

    /// The style that the attribute `type` of a list or an item names.
    pub(super) fn of_type(value: &str) -> Option<Self> {
        Some(match value {
            "1" => Self::Decimal,
            "a" => Self::Latin { upper: false },
            "A" => Self::Latin { upper: true },
            "i" => Self::Roman { upper: false },
            "I" => Self::Roman { upper: true },
            _ => return Self::of_css(value).filter(|style| matches!(style, Self::None | Self::Bullet(_))),
        })
    }

    /// The sign of a list without numbers inside so many others.
    pub(super) const fn bullet(around: usize) -> Self {
        Self::Bullet(match around {
            0 => '•',
            1 => '○',
            _ => '■',
        })
    }

    /// What is written before the item `n`, with the blank behind it.
    pub(super) fn write(self, n: i32) -> String {
        let plain = || format!("{n}. ");
        let Ok(number) = u32::try_from(n) else { return plain() };
        let latin = |text: Option<String>| text.map_or_else(plain, |text| format!("{text}. "));
        // Beyond its own numerals a style of these counts in digits of its script.
        let han = |text: Option<String>| format!("{}、", text.unwrap_or_else(|| positional(number)));
        match self {
            Self::None => String::new(),
            Self::Bullet(sign) => format!("{sign} "),
            Self::Decimal => plain(),
            Self::LeadingZero => format!("{n:02}. "),
            Self::Latin { upper } => latin(letters(number, if upper { b'A' } else { b'a' })),
            Self::Roman { upper } => latin(if upper { System::RomanUpper } else { System::RomanLower }.write(number)),
            Self::Han => han(System::Han.write(number)),
            Self::HanDecimal => han(None),
            Self::Financial(kind) => han(kind.write(number)),
            Self::Circled => System::Circled.write(number).map_or_else(plain, |sign| format!("{sign} ")),
            Self::Stem => han(System::Stem.write(number)),
            Self::Branch => han(number.checked_sub(1).and_then(|i| BRANCHES.chars().nth(i as usize)).map(String::from)),
        }
    }
}

impl Financial {
    /// 壹拾贰: ten is not shortened.
    fn write(self, n: u32) -> Option<String> {
        let (digits, ten) = match self {
            Self::Simplified => ("壹贰叁肆伍陆柒捌玖", '拾'),
            Self::Traditional => ("壹貳參肆伍陸柒捌玖", '拾'),
            Self::Japanese => ("壱弐参四伍六七八九", '拾'),
        };
        let digit = |d: u32| d.checked_sub(1).and_then(|i| digits.chars().nth(i as usize));
        (1..=99).contains(&n).then(|| {
            let tens = digit(n / 10).into_iter().chain((n >= 10).then_some(ten));
            tens.chain(digit(n % 10)).collect()
        })
    }
}

/// a … z aa ab.
fn letters(mut n: u32, first: u8) -> Option<String> {
    let mut out = Vec::new();
    while n > 0 {
        out.push(char::from(first + u8::try_from((n - 1) % 26).ok()?));
        n = (n - 1) / 26;
    }
    (!out.is_empty()).then(|| out.into_iter().rev().collect())
}

/// Whether an author typed a number or a sign at the start of a line: `一、` `（1）` `第二，` `●`.
pub(super) fn is_numbered(line: &str) -> bool {
    const SYSTEMS: [System; 6] =
        [System::Han, System::Financial, System::Arabic, System::Stem, System::RomanUpper, System::LatinUpper];
    let line = trim(line);
    let Some(first) = line.chars().next() else { return false };
    if sign(first).is_some() || matches!(first, '●' | '○' | '■' | '□' | '•' | '◆' | '◇' | '★' | '▲' | '—' | '※')
    {
        return true;
    }
    let opened = line.trim_start_matches(['（', '(', '〔', '【', '[', '第', '其']);
    SYSTEMS.iter().any(|system| {
        let rest = system.read(opened, Fold::default()).map(|(rest, _)| rest);
        let next = rest.ok().and_then(|rest| rest.chars().next());
        next.is_some_and(|c| "、.．，,)）】]〕：:章节条部是要".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::{ListStyle, is_numbered};

    #[test]
    fn what_an_author_numbered_needs_no_sign() {
        for line in ["一、认识", "　（二）办法", "3. 时间", "第一，要快", "①甲", "● 乙", "一是抓", "第三章 附则"]
        {
            assert!(is_numbered(line), "{line}");
        }
        for line in ["一切为了群众", "2024年", "要快", ""] {
            assert!(!is_numbered(line), "{line}");
        }
    }

    #[test]
    fn items_are_numbered_as_browsers_do() {
        let write = |style: &str, n: i32| ListStyle::of_css(style).map(|style| style.write(n)).unwrap_or_default();
        for (style, n, text) in [
            ("cjk-ideographic", 12, "十二、"),
            ("simp-chinese-informal inside", 110, "一百一十、"),
            ("simp-chinese-formal", 11, "壹拾壹、"),
            ("trad-chinese-formal", 20, "貳拾、"),
            ("cjk-decimal", 10, "一〇、"),
            ("cjk-heavenly-stem", 2, "乙、"),
            ("cjk-heavenly-stem", 11, "一一、"),
            ("cjk-earthly-branch", 12, "亥、"),
            ("decimal", -3, "-3. "),
            ("decimal-leading-zero", 7, "07. "),
            ("lower-alpha", 28, "ab. "),
            ("upper-roman", 4, "IV. "),
            ("lower-roman", 0, "0. "),
            ("circled-decimal", 3, "③ "),
            ("circled-decimal", 60, "60. "),
            ("disc", 4, "• "),
            ("none", 4, ""),
        ] {
            assert_eq!(write(style, n), text, "{style} {n}");
        }
        assert_eq!(ListStyle::of_type("A").map(|style| style.write(3)), Some("C. ".to_owned()));
        assert_eq!(ListStyle::of_css("url(a.png) inside"), None);
    }
}
