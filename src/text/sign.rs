//! Signs: what a character is, all at once.
//!
//! The questions of the module above, answered beforehand for the characters that come often.

use super::{is_blank, is_boundary, is_closer, is_ideograph, is_opener, is_pictograph, is_stop};
use crate::work;

/// What a character is: a set of properties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sign(u16);

impl Sign {
    /// A blank.
    pub const BLANK: Self = Self(1);
    /// Ends a sentence.
    pub const STOP: Self = Self(1 << 1);
    /// Asks.
    pub const QUESTION: Self = Self(1 << 2);
    /// May follow the mark that ends a sentence.
    pub const CLOSER: Self = Self(1 << 3);
    /// Opens a pair.
    pub const OPENER: Self = Self(1 << 4);
    /// A full stop of ASCII.
    pub const DOT: Self = Self(1 << 5);
    /// An ideograph.
    pub const HAN: Self = Self(1 << 6);
    /// A character of ASCII.
    pub const ASCII: Self = Self(1 << 7);
    /// A mark of ASCII.
    pub const NARROW: Self = Self(1 << 8);
    /// A picture.
    pub const PICTOGRAPH: Self = Self(1 << 9);
    /// A comma, or one that enumerates.
    pub const COMMA: Self = Self(1 << 10);
    /// A colon.
    pub const COLON: Self = Self(1 << 11);
    /// A semicolon.
    pub const SEMICOLON: Self = Self(1 << 12);
    /// An ellipsis.
    pub const ELLIPSIS: Self = Self(1 << 13);
    /// Before it a clause ends.
    pub const BOUNDARY: Self = Self(1 << 14);
    /// Parts clauses: a comma or a colon, not one that enumerates.
    pub const CLAUSE: Self = Self(1 << 15);

    /// Whether it has one of the properties.
    #[inline]
    #[must_use]
    pub const fn is(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// This or that.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What a character is.
    #[must_use]
    pub const fn of(c: char) -> Self {
        let mut sign = 0;
        if is_blank(c) {
            sign |= Self::BLANK.0;
        }
        if is_stop(c) {
            sign |= Self::STOP.0;
        }
        if is_closer(c) {
            sign |= Self::CLOSER.0;
        }
        if is_opener(c) {
            sign |= Self::OPENER.0;
        }
        if is_ideograph(c) {
            sign |= Self::HAN.0;
        }
        if c.is_ascii() {
            sign |= Self::ASCII.0;
        }
        if c.is_ascii_punctuation() {
            sign |= Self::NARROW.0;
        }
        if is_pictograph(c) {
            sign |= Self::PICTOGRAPH.0;
        }
        if is_boundary(c) {
            sign |= Self::BOUNDARY.0;
        }
        sign |= match c {
            '，' | ',' => Self::COMMA.0 | Self::CLAUSE.0,
            '、' => Self::COMMA.0,
            '：' | ':' => Self::COLON.0 | Self::CLAUSE.0,
            '；' | ';' => Self::SEMICOLON.0,
            '…' => Self::ELLIPSIS.0,
            '？' | '?' => Self::QUESTION.0,
            '.' => Self::DOT.0,
            _ => 0,
        };
        Self(sign)
    }

    /// What the character is that begins at a byte of `text`, and how many bytes it has.
    #[inline(always)]
    #[must_use]
    pub fn at(text: &str, place: usize) -> (Self, usize) {
        work::steps(1);
        let Some(&[a, b, c]) = text.as_bytes().get(place..).and_then(<[u8]>::first_chunk) else {
            return Self::seldom(text, place);
        };
        // Without a branch between narrow marks and wide ones: which comes next nobody can foretell.
        let block = BLOCKS[usize::from(a)];
        if block.second != b & block.mask {
            return Self::seldom(text, place);
        }
        let inside = (u16::from(b & 1) << 6 | u16::from(c & 0x3f)) & block.inside;
        (SIGNS[usize::from(block.first | inside) % SIGNS.len()], usize::from(block.len))
    }

    /// What the character is that ends before a byte of `text`; nothing at its beginning.
    #[inline]
    #[must_use]
    pub fn before(text: &str, end: usize) -> Self {
        match *text.as_bytes().get(..end).unwrap_or_default() {
            [.., 0xe4..=0xe9, 0x80..=0xbf, 0x80..=0xbf] => Self::HAN,
            [.., 0xe0..=0xef, _, 0x80..=0xbf] => Self::at(text, end - 3).0,
            [.., ascii @ 0..=0x7f] => SIGNS[usize::from(ascii)],
            ref bytes => {
                let begins = bytes.iter().rposition(|byte| byte & 0xc0 != 0x80);
                begins.map_or(Self::default(), |place| Self::at(text, place).0)
            }
        }
    }
}

impl Sign {
    /// What a character is that comes seldom.
    #[cold]
    fn seldom(text: &str, place: usize) -> (Self, usize) {
        let c = text.get(place..).and_then(|rest| rest.chars().next()).unwrap_or_default();
        (Self::of(c), c.len_utf8())
    }
}

/// Where the table tells of the characters that begin with a byte, if the second one is `second` where `mask` is set.
#[derive(Clone, Copy)]
struct Block {
    /// The first of them, and which bits of the bytes behind it tell them apart.
    first: u16,
    inside: u16,
    mask: u8,
    second: u8,
    /// How many bytes each has.
    len: u8,
}

/// Of characters that begin otherwise the table tells nothing: no second byte is 1 where nothing is set.
static BLOCKS: [Block; 256] = {
    let mut blocks = [Block { first: 0, inside: 0, mask: 0, second: 1, len: 0 }; 256];
    let mut i = 0;
    while i < 128 {
        #[expect(clippy::cast_possible_truncation, reason = "less than 128")]
        let first = i as u16;
        blocks[i] = Block { first, inside: 0, mask: 0, second: 0, len: 1 };
        i += 1;
    }
    let wide = Block { first: 0, inside: 127, mask: 0xfe, second: 0x80, len: 3 };
    blocks[0xe2] = Block { first: 128, ..wide };
    blocks[0xe3] = Block { first: 256, ..wide };
    blocks[0xef] = Block { first: 384, second: 0xbc, ..wide };
    blocks
};

/// ASCII; general punctuation: “” ‘’ — …; 、 。 《 》 「 」; ， ： ； ！ ？ （ ）.
static SIGNS: [Sign; 512] = {
    let mut signs = [Sign(0); 512];
    let mut i = 0;
    while i < signs.len() {
        #[expect(clippy::cast_possible_truncation, reason = "a table is short")]
        let code = [0, 0x2000, 0x3000, 0xff00][i / 128] + i as u32 % 128;
        if let Some(c) = char::from_u32(code) {
            signs[i] = Sign::of(c);
        }
        i += 1;
    }
    signs
};

#[cfg(test)]
mod tests {
    use super::Sign;

    #[test]
    fn tables_and_questions_agree() {
        for c in (0..0x11_0000).filter_map(char::from_u32) {
            let text = String::from(c);
            assert_eq!(Sign::at(&text, 0), (Sign::of(c), c.len_utf8()), "{c:?}");
            assert_eq!(Sign::before(&text, text.len()), Sign::of(c), "{c:?}");
        }
    }
}
