//! Signs: the few characters that rules about brackets, blanks and damage look at, found on one way from landmark to
//! landmark.
//!
//! Reads bytes; knows no node and decides nothing.

use crate::source::Source;

/// What the pass found, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Signs {
    /// Brackets and quotation marks.
    pub(super) pairs: Vec<Half>,
    /// The bytes where characters stand that may stand for something to be filled in: ×, X, ○, _.
    pub(super) blanks: Vec<u32>,
    /// The bytes where radicals of the dictionary stand.
    pub(super) radicals: Vec<u32>,
    /// The bytes where characters were lost.
    pub(super) lost: Vec<u32>,
    /// Whether a `<` stands anywhere, with which comments begin.
    pub(super) angles: bool,
}

/// One half of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Half {
    /// Its first byte.
    pub(super) at: u32,
    pub(super) pair: Pair,
    pub(super) opens: bool,
}

/// Brackets and quotation marks that come in pairs; both widths are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pair {
    /// （ ）
    Round,
    /// 〔 〕
    Shell,
    /// 【 】
    Lens,
    /// 《 》
    Title,
    /// 〈 〉
    InnerTitle,
    /// “ ”
    Double,
    /// ‘ ’
    Single,
    /// 「 」
    Corner,
    /// 『 』
    DoubleCorner,
}

impl Pair {
    /// How many there are.
    pub(super) const COUNT: usize = 9;

    /// Whether it quotes.
    pub(super) const fn quotes(self) -> bool {
        matches!(self, Self::Double | Self::Single | Self::Corner | Self::DoubleCorner)
    }

    /// The half that closes it, of full width.
    pub(super) const fn closer(self) -> char {
        match self {
            Self::Round => '）',
            Self::Shell => '〕',
            Self::Lens => '】',
            Self::Title => '》',
            Self::InnerTitle => '〉',
            Self::Double => '”',
            Self::Single => '’',
            Self::Corner => '」',
            Self::DoubleCorner => '』',
        }
    }

    /// The pair of a character, and whether it opens it.
    pub(super) const fn of(c: char) -> Option<(Self, bool)> {
        Some(match c {
            '（' | '(' | '﹙' => (Self::Round, true),
            '）' | ')' | '﹚' => (Self::Round, false),
            '〔' => (Self::Shell, true),
            '〕' => (Self::Shell, false),
            '【' => (Self::Lens, true),
            '】' => (Self::Lens, false),
            '《' => (Self::Title, true),
            '》' => (Self::Title, false),
            '〈' => (Self::InnerTitle, true),
            '〉' => (Self::InnerTitle, false),
            '“' => (Self::Double, true),
            '”' => (Self::Double, false),
            '‘' => (Self::Single, true),
            '’' => (Self::Single, false),
            '「' => (Self::Corner, true),
            '」' => (Self::Corner, false),
            '『' => (Self::DoubleCorner, true),
            '』' => (Self::DoubleCorner, false),
            _ => return None,
        })
    }
}

impl Signs {
    /// Looks at what is neither a common ideograph nor parts clauses: none of these is a sign.
    pub(super) fn of(source: &Source) -> Self {
        let text = source.text();
        let mut out = Self::default();
        for at in source.index().others(0..text.len()) {
            if may_begin(text.as_bytes(), at) {
                out.add(text, at);
            }
        }
        out
    }

    /// Adds the character at a byte if it is a sign.
    fn add(&mut self, text: &str, at: usize) {
        let (Some(c), Ok(at)) = (text.get(at..).and_then(|rest| rest.chars().next()), u32::try_from(at)) else {
            return;
        };
        if let Some((pair, opens)) = Pair::of(c) {
            self.pairs.push(Half { at, pair, opens });
        } else if is_blank_to_fill(c) {
            self.blanks.push(at);
        } else if is_radical(c) {
            self.radicals.push(at);
        } else if c == char::REPLACEMENT_CHARACTER {
            self.lost.push(at);
        } else if c == '<' {
            self.angles = true;
        }
    }
}

/// Whether a sign may begin at a byte. Three bytes side by side tell signs from the marks that stand everywhere (，。、：).
/// No branch between them: which mark comes next nobody can foretell.
#[inline(always)]
fn may_begin(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    let Some(&[a, b, c]) = rest.first_chunk() else { return true };
    let others = if b == 0xBC { ALONE } else { ALONE | WIDE };
    FIRST[usize::from(a)] & (others | THIRD[usize::from(c)]) != 0
}

/// A sign whatever follows: ( ) < × and U+2000 to U+2FFF; x X _ and their neighbours, which are as rare.
const ALONE: u8 = 1;
/// A sign by its third byte: 〈 to 〕.
const BRACKET: u8 = 2;
/// The same of （ ） Ｘ ＿; or one by its second byte, which stands in another row: ｘ ﹙ ﹚.
const WIDE: u8 = 4;

/// By which of these a first byte can begin a sign.
static FIRST: [u8; 256] = {
    let mut first = [0; 256];
    let mut byte = 0_u8;
    loop {
        first[byte as usize] = match byte {
            b'(' | b')' | b'<' | 0xC3 | 0xE2 => ALONE,
            b'X'..=b'_' | b'x'..=0x7F => ALONE,
            0xE3 => BRACKET,
            0xEF => WIDE,
            _ => 0,
        };
        if byte == u8::MAX {
            break first;
        }
        byte += 1;
    }
};

/// Of which of these a third byte tells a sign.
static THIRD: [u8; 256] = {
    let mut third = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let bracket = if byte >= 0x88 { BRACKET } else { 0 };
        third[byte] = if 0x8A <= byte && byte < 0xB8 { bracket } else { bracket | WIDE };
        byte += 1;
    }
    third
};

/// Whether `c` may stand for something to be filled in.
pub(super) const fn is_blank_to_fill(c: char) -> bool {
    matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ' | '×' | '_' | '＿' | '○')
}

/// Whether `c` is a radical of the dictionary.
const fn is_radical(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fd5}')
}

#[cfg(test)]
mod tests {
    use super::{Pair, Signs, is_blank_to_fill, is_radical};
    use crate::source::Source;

    #[test]
    fn one_pass_finds_all_signs() {
        let signs = Signs::of(&Source::from_text("（甲)，“乙”，×镇，⼀�"));
        let pairs: Vec<(Pair, bool)> = signs.pairs.iter().map(|half| (half.pair, half.opens)).collect();
        assert_eq!(pairs, [(Pair::Round, true), (Pair::Round, false), (Pair::Double, true), (Pair::Double, false)]);
        assert_eq!((signs.blanks.len(), signs.radicals.len(), signs.lost.len()), (1, 1, 1));
    }

    #[test]
    fn every_sign_is_found_wherever_it_stands() {
        for sign in ('\0'..='\u{ffff}')
            .filter(|&c| Pair::of(c).is_some() || is_blank_to_fill(c) || is_radical(c) || c == '\u{fffd}')
        {
            for before in ["", "一", "，。、：", "ab", "去年冬天，把水渠和堤岸修得更扎实。汛期到来之前，"]
            {
                let signs = Signs::of(&Source::from_text(format!("{before}{sign}")));
                let found = (signs.pairs.iter().map(|half| half.at))
                    .chain(signs.blanks)
                    .chain(signs.radicals)
                    .chain(signs.lost);
                assert_eq!(found.map(|at| at as usize).collect::<Vec<_>>(), [before.len()], "{before}{sign}");
            }
        }
    }
}
