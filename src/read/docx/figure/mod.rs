//! Figures: how Word writes a number, by the names of ECMA-376, 17.18.59 (`ST_NumberFormat`).
//!
//! Knows no list. A number that a format has no figure for is written in Arabic digits, as Word does.

mod counting;
mod latin;

use crate::numeral::System;

/// How the numbers of a level are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figures {
    write: Write,
    /// With zeros in front to so many digits.
    width: usize,
}

type Write = fn(u32) -> String;

impl Figures {
    /// In Arabic digits.
    pub(super) const DECIMAL: Self = Self { write: decimal, width: 0 };

    /// Those of a name; `custom` is the pattern of a format of the user's own, such as `001, 002, 003, ...`.
    pub(super) fn named(name: &str, custom: Option<&str>) -> Self {
        let first = custom.and_then(|pattern| pattern.split(',').next()).map_or("", str::trim);
        if name == "custom" && first.starts_with('0') && first.bytes().all(|b| b.is_ascii_digit()) {
            return Self { width: first.len().min(9), ..Self::DECIMAL };
        }
        let write = NAMES.iter().find(|(known, _)| *known == name).map_or(decimal as Write, |found| found.1);
        Self { write, width: 0 }
    }

    /// The figure of a number.
    pub(super) fn write(self, n: u32) -> String {
        let figure = (self.write)(n);
        format!("{}{figure}", "0".repeat(self.width.saturating_sub(figure.len())))
    }
}

const NAMES: &[(&str, Write)] = &[
    ("decimal", decimal),
    ("decimalHalfWidth", decimal),
    ("decimalFullWidth", full_width),
    ("decimalFullWidth2", full_width),
    ("decimalZero", |n| format!("{n:02}")),
    ("numberInDash", |n| format!("- {n} -")),
    ("hex", |n| format!("{n:X}")),
    ("decimalEnclosedCircle", |n| sign(System::Circled, n, 20)),
    ("decimalEnclosedCircleChinese", |n| sign(System::Circled, n, 10)),
    ("decimalEnclosedParen", |n| sign(System::ParenthesisedArabic, n, 20)),
    ("decimalEnclosedFullstop", |n| sign(System::DottedArabic, n, 20)),
    ("ideographEnclosedCircle", |n| nth("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", n)),
    ("ideographTraditional", |n| sign(System::Stem, n, 10)),
    ("ideographZodiac", |n| nth(BRANCHES, n)),
    ("ideographZodiacTraditional", counting::sexagenary),
    ("ideographDigital", counting::digital),
    ("taiwaneseDigital", counting::digital),
    ("japaneseDigitalTenThousand", counting::digital),
    ("koreanDigital2", counting::digital),
    ("chineseCounting", counting::short),
    ("taiwaneseCounting", counting::short),
    ("chineseCountingThousand", |n| counting::CHINESE.write(n)),
    ("taiwaneseCountingThousand", |n| counting::TAIWANESE.write(n)),
    ("chineseLegalSimplified", |n| counting::LEGAL_SIMPLIFIED.write(n)),
    ("ideographLegalTraditional", |n| counting::LEGAL_TRADITIONAL.write(n)),
    ("japaneseCounting", |n| counting::JAPANESE.write(n)),
    ("japaneseLegal", |n| counting::LEGAL_JAPANESE.write(n)),
    ("koreanDigital", |n| counting::digits(n, "영일이삼사오육칠팔구")),
    ("upperRoman", latin::roman),
    ("lowerRoman", |n| latin::roman(n).to_lowercase()),
    ("upperLetter", |n| latin::letters(n).to_uppercase()),
    ("lowerLetter", latin::letters),
    ("ordinal", latin::ordinal),
    ("ordinalText", latin::ordinal_text),
    ("cardinalText", latin::cardinal_text),
    ("chicago", latin::chicago),
    ("none", |_| String::new()),
    ("bullet", |_| String::new()),
];

const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

fn decimal(n: u32) -> String {
    n.to_string()
}

fn full_width(n: u32) -> String {
    counting::digits(n, "０１２３４５６７８９")
}

/// The sign of a number, where there is one up to `most`.
fn sign(system: System, n: u32, most: u32) -> String {
    system.write(n).filter(|_| n <= most).unwrap_or_else(|| decimal(n))
}

/// The character at a place, from 1.
fn nth(signs: &str, n: u32) -> String {
    let found = n.checked_sub(1).and_then(|n| signs.chars().nth(n as usize));
    found.map_or_else(|| decimal(n), String::from)
}

#[cfg(test)]
mod tests {
    use super::Figures;

    #[track_caller]
    fn is(name: &str, figures: &[(u32, &str)]) {
        for &(n, wanted) in figures {
            assert_eq!(Figures::named(name, None).write(n), wanted, "{name} {n}");
        }
    }

    /// 1 to 12.
    fn first(name: &str) -> String {
        (1..=12).map(|n| Figures::named(name, None).write(n)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn chinese_numbers_are_counted_as_their_names_say() {
        let counted = "一 二 三 四 五 六 七 八 九 十 十一 十二";
        for name in [
            "chineseCounting",
            "chineseCountingThousand",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "japaneseCounting",
        ] {
            assert_eq!(first(name), counted, "{name}");
            is(name, &[(19, "十九"), (20, "二十"), (21, "二十一"), (99, "九十九")]);
        }
        is("chineseCounting", &[(100, "一〇〇"), (101, "一〇一"), (110, "一一〇"), (1234, "一二三四")]);
        is("taiwaneseCounting", &[(100, "一〇〇"), (120, "一二〇")]);
        is(
            "chineseCountingThousand",
            &[
                (100, "一百"),
                (101, "一百〇一"),
                (110, "一百一十"),
                (111, "一百一十一"),
                (999, "九百九十九"),
                (1000, "一千"),
                (1001, "一千〇一"),
                (1010, "一千〇一十"),
                (10_000, "一万"),
                (10_001, "一万〇一"),
                (32_767, "三万二千七百六十七"),
            ],
        );
        is("taiwaneseCountingThousand", &[(101, "一百零一"), (12_000, "一萬二千")]);
        is(
            "japaneseCounting",
            &[(100, "百"), (101, "百一"), (110, "百十"), (210, "二百十"), (1000, "千"), (10_000, "一万")],
        );
        assert_eq!(first("ideographDigital"), "一 二 三 四 五 六 七 八 九 一〇 一一 一二");
        is("taiwaneseDigital", &[(20, "二〇")]);
    }

    #[test]
    fn legal_numbers_are_written_in_full() {
        assert_eq!(first("chineseLegalSimplified"), "壹 贰 叁 肆 伍 陆 柒 捌 玖 壹拾 壹拾壹 壹拾贰");
        assert_eq!(first("ideographLegalTraditional"), "壹 貳 參 肆 伍 陸 柒 捌 玖 壹拾 壹拾壹 壹拾貳");
        is("chineseLegalSimplified", &[(20, "贰拾"), (101, "壹佰零壹"), (10_000, "壹萬")]);
        is("ideographLegalTraditional", &[(35, "參拾伍"), (2020, "貳仟零貳拾")]);
        is("japaneseLegal", &[(1, "壱"), (10, "拾"), (11, "拾壱"), (23, "弐拾参")]);
    }

    #[test]
    fn signs_go_as_far_as_there_are_any() {
        is("decimalEnclosedCircle", &[(1, "①"), (10, "⑩"), (20, "⑳"), (21, "21")]);
        is("decimalEnclosedCircleChinese", &[(1, "①"), (10, "⑩"), (11, "11")]);
        is("decimalEnclosedParen", &[(1, "⑴"), (20, "⒇"), (21, "21")]);
        is("decimalEnclosedFullstop", &[(1, "⒈"), (20, "⒛"), (21, "21")]);
        is("ideographEnclosedCircle", &[(1, "㊀"), (10, "㊉"), (11, "11")]);
        is("ideographTraditional", &[(1, "甲"), (10, "癸"), (11, "11")]);
        is("ideographZodiac", &[(1, "子"), (12, "亥"), (13, "13")]);
        is("ideographZodiacTraditional", &[(1, "甲子"), (2, "乙丑"), (13, "丙子"), (60, "癸亥"), (61, "61")]);
    }

    #[test]
    fn arabic_digits_come_in_widths() {
        is("decimal", &[(0, "0"), (7, "7"), (123, "123")]);
        is("decimalHalfWidth", &[(12, "12")]);
        is("decimalFullWidth", &[(1, "１"), (10, "１０")]);
        is("decimalFullWidth2", &[(25, "２５")]);
        is("decimalZero", &[(1, "01"), (10, "10"), (100, "100")]);
        is("numberInDash", &[(3, "- 3 -")]);
        is("hex", &[(10, "A"), (255, "FF")]);
        is("no such name", &[(4, "4")]);
        for (pattern, wanted) in
            [("001, 002, 003, ...", "007"), ("00001, 00002, ...", "00007"), ("a, b", "7"), ("", "7")]
        {
            assert_eq!(Figures::named("custom", Some(pattern)).write(7), wanted, "{pattern}");
        }
    }

    #[test]
    fn letters_are_repeated_and_romans_subtract() {
        is("upperLetter", &[(1, "A"), (26, "Z"), (27, "AA"), (28, "BB"), (53, "AAA"), (781, "A")]);
        is("lowerLetter", &[(1, "a"), (52, "zz")]);
        is("upperRoman", &[(4, "IV"), (9, "IX"), (49, "XLIX"), (90, "XC"), (400, "CD"), (1994, "MCMXCIV")]);
        is("lowerRoman", &[(8, "viii"), (0, "0"), (40_000, "40000")]);
        is("chicago", &[(1, "*"), (2, "†"), (3, "‡"), (4, "§"), (5, "**"), (6, "††")]);
        is("none", &[(1, "")]);
        is("bullet", &[(1, "")]);
    }

    #[test]
    fn words_are_english() {
        is(
            "ordinal",
            &[(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (21, "21st"), (112, "112th")],
        );
        is("cardinalText", &[(1, "One"), (12, "Twelve"), (20, "Twenty"), (45, "Forty-five"), (100, "100")]);
        is(
            "ordinalText",
            &[(1, "First"), (5, "Fifth"), (12, "Twelfth"), (20, "Twentieth"), (21, "Twenty-first"), (100, "100th")],
        );
    }

    #[test]
    fn every_number_has_a_short_figure() {
        for (name, _) in super::NAMES {
            for n in [0, 1, 10, 100, 9999, 10_000, 100_000, 100_000_000, u32::MAX] {
                assert!(Figures::named(name, None).write(n).len() <= 64, "{name} {n}");
            }
        }
    }
}
