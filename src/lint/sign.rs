//! Signs: the few characters that rules about brackets, blanks and damage look at, found in one pass over the text.
//!
//! Reads bytes; knows no node and decides nothing.

/// What the pass found, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Signs {
    /// Brackets and quotation marks.
    pub(super) pairs: Vec<Half>,
    /// The bytes where characters stand that may stand for something to be filled in: ×, X, ○, _.
    pub(super) blanks: Vec<u32>,
    /// The bytes where radicals of the dictionary stand.
    pub(super) radicals: Vec<u32>,
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
    pub(super) fn of(text: &str) -> Self {
        let mut out = Self::default();
        for (i, _) in text.bytes().enumerate().filter(|&(_, byte)| MAY_BEGIN[usize::from(byte)]) {
            // A byte of the table is never one inside a character.
            let Some(c) = text.get(i..).and_then(|rest| rest.chars().next()) else { continue };
            let at = u32::try_from(i).unwrap_or(u32::MAX);
            if let Some((pair, opens)) = Pair::of(c) {
                out.pairs.push(Half { at, pair, opens });
            } else if is_blank_to_fill(c) {
                out.blanks.push(at);
            } else if is_radical(c) {
                out.radicals.push(at);
            }
        }
        out
    }
}

/// Whether `c` may stand for something to be filled in.
pub(super) const fn is_blank_to_fill(c: char) -> bool {
    matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ' | '×' | '_' | '＿' | '○')
}

/// Whether `c` is a radical of the dictionary.
const fn is_radical(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fd5}')
}

/// The first bytes of the characters above.
const MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let first = [b'(', b')', b'x', b'X', b'_', 0xC3, 0xE2, 0xE3, 0xEF];
    let mut i = 0;
    while i < first.len() {
        table[first[i] as usize] = true;
        i += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::{Pair, Signs};

    #[test]
    fn one_pass_finds_all_signs() {
        let signs = Signs::of("（甲)，“乙”，×镇，⼀");
        let pairs: Vec<(Pair, bool)> = signs.pairs.iter().map(|half| (half.pair, half.opens)).collect();
        assert_eq!(pairs, [(Pair::Round, true), (Pair::Round, false), (Pair::Double, true), (Pair::Double, false)]);
        assert_eq!((signs.blanks.len(), signs.radicals.len()), (1, 1));
    }
}
