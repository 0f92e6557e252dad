//! Numerals: how an ordinal is written, in both directions.
//!
//! Knows every numeral system that a marker may use and the look-alikes seen in the wild (passed in as data).
//! Knows nothing of markers, families or lists.

mod glyph;
mod han;
mod latin;

use std::ops::Range;

use nom::IResult;
use nom::Parser;
use nom::combinator::map_opt;
use serde::Deserialize;

/// A numeral system. The names are those of `grammar/markers.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum System {
    /// 一 二 … 十 十一 … 一百零五; also positional 一一 一〇 and short 廿一 卅二.
    Han,
    /// 壹 貳 … 拾.
    Financial,
    /// 1 … 999, half or full width, a leading zero allowed.
    Arabic,
    /// I II … or the signs Ⅰ Ⅱ ….
    RomanUpper,
    /// i ii … or the signs ⅰ ⅱ ….
    RomanLower,
    /// A … Z.
    LatinUpper,
    /// a … z.
    LatinLower,
    /// The heavenly stems 甲 乙 丙 ….
    Stem,
    /// ① … ㊿ ❶ … ㊀ ….
    Circled,
    /// ㈠ … ㈩, which spell （一） … （十）.
    ParenthesisedHan,
    /// ⑴ … ⒇, which spell （1） … （20）.
    ParenthesisedArabic,
    /// ⒈ … ⒛, which spell 1. … 20.
    DottedArabic,
    /// ⒜ … ⒵, which spell (a) … (z).
    ParenthesisedLatin,
}

impl System {
    /// All systems, in the order of the enum.
    pub const ALL: [Self; 13] = [
        Self::Han,
        Self::Financial,
        Self::Arabic,
        Self::RomanUpper,
        Self::RomanLower,
        Self::LatinUpper,
        Self::LatinLower,
        Self::Stem,
        Self::Circled,
        Self::ParenthesisedHan,
        Self::ParenthesisedArabic,
        Self::DottedArabic,
        Self::ParenthesisedLatin,
    ];

    /// The name by which a form in the grammar speaks of the system.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Han => "han",
            Self::Financial => "financial",
            Self::Arabic => "arabic",
            Self::RomanUpper => "ROMAN",
            Self::RomanLower => "roman",
            Self::LatinUpper => "LATIN",
            Self::LatinLower => "latin",
            Self::Stem => "stem",
            Self::Circled => "circled",
            Self::ParenthesisedHan => "parenthesised-han",
            Self::ParenthesisedArabic => "parenthesised-arabic",
            Self::DottedArabic => "dotted-arabic",
            Self::ParenthesisedLatin => "parenthesised-latin",
        }
    }

    /// Reads a numeral at the start of `input`, the longest that the system allows.
    ///
    /// # Errors
    /// When no numeral of the system stands there, or its value is 0 or above 999.
    pub fn read<'a>(self, input: &'a str, fold: Fold<'_>) -> IResult<&'a str, Numeral, ()> {
        match self {
            Self::Han => longest::<6>(input, |c| fold.han(c), |signs, _| han::value(signs)),
            Self::Financial => {
                longest::<5>(input, |c| plain(han::financial(c)?), |signs, _| han::financial_value(signs))
            }
            Self::Arabic => longest::<3>(input, |c| fold.arabic(c), latin::arabic),
            Self::RomanUpper => longest::<7>(input, |c| latin::is_roman_upper(c).then_some((0, false)), latin::roman),
            Self::RomanLower => longest::<7>(input, |c| latin::is_roman_lower(c).then_some((0, false)), latin::roman),
            Self::LatinUpper => {
                longest::<1>(input, |c| plain(latin::letter(c, b'A'..=b'Z')?), |signs, _| latin::value(signs))
            }
            Self::LatinLower => {
                longest::<1>(input, |c| plain(latin::letter(c, b'a'..=b'z')?), |signs, _| latin::value(signs))
            }
            _ => map_opt(nom::character::complete::anychar, |c| glyph::value(self, c)).parse(input),
        }
    }

    /// Writes `n`, or `None` where the system has no numeral for it. `read` gives `n` back.
    #[must_use]
    pub fn write(self, n: u32) -> Option<String> {
        match self {
            Self::Han => han::write(n),
            Self::Financial => han::write_financial(n),
            Self::Arabic => (1..=999).contains(&n).then(|| n.to_string()),
            Self::RomanUpper => latin::write_roman(n),
            Self::RomanLower => latin::write_roman(n).map(|s| s.to_ascii_lowercase()),
            Self::LatinUpper => latin::write_letter(n, b'A'),
            Self::LatinLower => latin::write_letter(n, b'a'),
            _ => glyph::write(self, n).map(String::from),
        }
    }

    /// Writes `n` in the way in which another numeral of the system is written; `None` where that cannot be.
    #[must_use]
    pub fn write_as(self, n: u32, notation: Notation) -> Option<String> {
        let plain = self.write(n)?;
        match notation {
            Notation::Plain | Notation::Additive => Some(plain),
            Notation::Positional => Some(han::write_positional(n)),
            Notation::FullWidth => Some(plain.chars().map(latin::full_width).collect()),
            Notation::LeadingZero => Some(format!("{n:02}")),
            Notation::Short | Notation::Malformed => None,
        }
    }

    /// The characters with which a numeral of this system can begin, look-alikes not counted.
    #[must_use]
    pub fn openers(self) -> String {
        match self {
            Self::Han => han::OPENERS.into(),
            Self::Financial => han::FINANCIAL_OPENERS.into(),
            Self::Arabic => "0123456789０１２３４５６７８９".into(),
            Self::RomanUpper => latin::ROMAN_UPPER.into(),
            Self::RomanLower => latin::ROMAN_LOWER.into(),
            Self::LatinUpper => ('A'..='Z').chain('Ａ'..='Ｚ').collect(),
            Self::LatinLower => ('a'..='z').chain('ａ'..='ｚ').collect(),
            _ => glyph::all(self).collect(),
        }
    }

    /// Whether a numeral of this system can begin with `c`, look-alikes not counted.
    #[must_use]
    pub fn opens_with(self, c: char) -> bool {
        match self {
            Self::Han => han::OPENERS.contains(c),
            _ => self.openers().contains(c),
        }
    }

    /// The characters with which a numeral of this system can go on behind its first one, look-alikes not counted.
    #[must_use]
    pub fn goes_on(self) -> String {
        match self {
            Self::Han => han::GOES_ON.into(),
            Self::Financial | Self::Arabic | Self::RomanUpper | Self::RomanLower => self.openers(),
            _ => String::new(),
        }
    }
}

/// A numeral as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// The number that it denotes, 1 to 999.
    pub value: u32,
    /// How it was written.
    pub notation: Notation,
    /// Whether a look-alike stands for one of its characters.
    pub lookalike: bool,
}

/// The system and the number of a sign that is a whole numeral: ① ㈠ ⑴ ⒈ ⒜.
#[must_use]
pub fn sign(c: char) -> Option<(System, u32)> {
    const SYSTEMS: [System; 5] = [
        System::Circled,
        System::ParenthesisedHan,
        System::ParenthesisedArabic,
        System::DottedArabic,
        System::ParenthesisedLatin,
    ];
    // Far most characters are none of the blocks in which these stand.
    if !matches!(c, '\u{2460}'..='\u{27ff}' | '\u{3220}'..='\u{32ff}') {
        return None;
    }
    SYSTEMS.into_iter().find_map(|system| Some((system, glyph::value(system, c)?.value)))
}

/// 一〇 二一: a number digit by digit.
#[must_use]
pub fn positional(n: u32) -> String {
    han::write_positional(n)
}

/// The last numeral in a marker that denotes `value`: where it stands, in which system, and how it is written.
#[must_use]
pub fn locate(marker: &str, value: u32, fold: Fold<'_>) -> Option<(Range<usize>, System, Notation)> {
    let mut found: Option<(Range<usize>, System, Notation)> = None;
    for (start, _) in marker.char_indices() {
        // Inside a numeral that was found there is none: 二 of 十二.
        if found.as_ref().is_some_and(|(range, ..)| range.contains(&start)) {
            continue;
        }
        for system in System::ALL {
            if let Ok((rest, numeral)) = system.read(&marker[start..], fold)
                && numeral.value == value
            {
                found = Some((start..marker.len() - rest.len(), system, numeral.notation));
                break;
            }
        }
    }
    found
}

/// The way a numeral is written, where its system has more than one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Notation {
    /// The only or the usual way.
    Plain,
    /// 十 十二 二十: with signs for ten and hundred.
    Additive,
    /// 一〇 一二: digit by digit.
    Positional,
    /// 廿一 卅二.
    Short,
    /// １ for 1.
    FullWidth,
    /// 01 for 1.
    LeadingZero,
    /// 一十一, 十零.
    Malformed,
}

/// Which character is meant by a look-alike inside a numeral: data of the grammar, passed in, in the order of what is seen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fold<'g> {
    /// Pairs of what is seen and what is meant in a han numeral.
    pub han: &'g [(char, char)],
    /// Pairs of what is seen and what is meant in an arabic numeral.
    pub arabic: &'g [(char, char)],
}

/// What a sign of a numeral means, and whether a look-alike stands for it.
type Sign = (u32, bool);

const fn plain(meant: u32) -> Option<Sign> {
    Some((meant, false))
}

impl Fold<'_> {
    fn han(self, c: char) -> Option<Sign> {
        read_sign(c, self.han, han::sign)
    }

    fn arabic(self, c: char) -> Option<Sign> {
        read_sign(c, self.arabic, |c| latin::half_width(c).to_digit(10))
    }
}

fn read_sign(c: char, lookalikes: &[(char, char)], sign: impl Fn(char) -> Option<u32>) -> Option<Sign> {
    if let Some(meant) = sign(c) {
        return plain(meant);
    }
    let seen = lookalikes.binary_search_by_key(&c, |&(seen, _)| seen).ok()?;
    Some((sign(lookalikes[seen].1)?, true))
}

/// Reads the longest run of signs, at most so many; what they mean together `value` tells, of them and as they stand.
fn longest<const MOST: usize>(
    input: &str,
    sign: impl Fn(char) -> Option<Sign>,
    value: impl Fn(&[u32], &str) -> Option<(u32, Notation)>,
) -> IResult<&str, Numeral, ()> {
    let miss = Err(nom::Err::Error(()));
    let (mut signs, mut count, mut lookalike) = ([0; MOST], 0, false);
    let mut rest = input;
    let mut chars = input.chars();
    while let Some((meant, folded)) = chars.next().and_then(&sign) {
        match signs.get_mut(count) {
            Some(slot) => *slot = meant,
            // A letter is a numeral whatever follows it.
            None if MOST == 1 => break,
            // A run that goes on is no numeral of ours: 二〇二三年 is a year, 12345 a quantity.
            None => return miss,
        }
        count += 1;
        lookalike |= folded;
        rest = chars.as_str();
    }
    let value = if count > 0 { value(&signs[..count], &input[..input.len() - rest.len()]) } else { None };
    match value {
        Some((value @ 1..=999, notation)) => Ok((rest, Numeral { value, notation, lookalike })),
        _ => miss,
    }
}

#[cfg(test)]
mod tests {
    use super::{Fold, Notation, System};

    fn read(system: System, text: &str) -> Option<u32> {
        system.read(text, Fold::default()).ok().filter(|(rest, _)| rest.is_empty()).map(|(_, n)| n.value)
    }

    #[test]
    fn what_a_system_writes_it_reads() {
        for system in System::ALL {
            for n in 1..=999 {
                if let Some(text) = system.write(n) {
                    assert_eq!(read(system, &text), Some(n), "{system:?} wrote {text} for {n}");
                }
            }
            assert!(system.write(1).is_some(), "{system:?} cannot write 1");
            assert_eq!(system.write(0), None);
            assert_eq!(system.write(1000), None);
        }
    }

    #[test]
    fn han_numerals_are_read_in_every_notation() {
        for (text, value) in [
            ("十", 10),
            ("十一", 11),
            ("二十", 20),
            ("二十一", 21),
            ("一百", 100),
            ("一百零五", 105),
            ("一百二十三", 123),
            ("一一", 11),
            ("一〇", 10),
            ("二二", 22),
            ("一二〇", 120),
            ("廿一", 21),
            ("卅二", 32),
            ("卌", 40),
            ("一十一", 11),
        ] {
            assert_eq!(read(System::Han, text), Some(value), "{text}");
        }
        for text in ["二〇二三", "〇", "百", "十十", "廿廿"] {
            assert_eq!(read(System::Han, text), None, "{text}");
        }
    }

    #[test]
    fn notation_is_told() {
        let notation = |s: System, t: &str| s.read(t, Fold::default()).map(|(_, n)| n.notation).ok();
        assert_eq!(notation(System::Han, "一一"), Some(Notation::Positional));
        assert_eq!(notation(System::Han, "十一"), Some(Notation::Additive));
        assert_eq!(notation(System::Han, "廿一"), Some(Notation::Short));
        assert_eq!(notation(System::Han, "一十一"), Some(Notation::Malformed));
        assert_eq!(notation(System::Arabic, "１"), Some(Notation::FullWidth));
        assert_eq!(notation(System::Arabic, "01"), Some(Notation::LeadingZero));
    }

    #[test]
    fn lookalikes_are_read_for_what_they_mean() {
        let fold = Fold { han: &[('ニ', '二')], arabic: &[('l', '1')] };
        let (_, n) = System::Han.read("ニ", fold).expect("a look-alike of 二");
        assert!(n.value == 2 && n.lookalike);
        let (_, n) = System::Arabic.read("l2", fold).expect("a look-alike of 12");
        assert!(n.value == 12 && n.lookalike);
    }
}
