//! Walking along a text and the bytes that it was read from: where in the file each place of the text stands.
//!
//! Goes forward only, a character at a time, and decodes nothing: how many bytes a character takes is seen at its first two,
//! and what is no character is known.

use std::slice;

use super::label::Encoding;
use crate::source::Damage;

/// A place in a text, and the same in its bytes.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    encoding: Encoding,
    bytes: &'a [u8],
    text: &'a str,
    /// Where bytes are no characters, from the place on.
    damage: slice::Iter<'a, Damage>,
    /// The place in the text.
    place: usize,
    /// The place in the bytes.
    at: usize,
}

impl<'a> Walk<'a> {
    /// At the start of a text that was read from these bytes.
    pub(super) fn new(encoding: Encoding, bytes: &'a [u8], text: &'a str, damage: &'a [Damage]) -> Self {
        Self { encoding, bytes, text, damage: damage.iter(), place: 0, at: 0 }
    }

    /// Where in the bytes a place of the text stands that is not behind; `None` where no character of the bytes begins.
    pub(super) fn to(&mut self, place: usize) -> Option<usize> {
        while self.place < place {
            self.step()?;
        }
        (self.place == place).then_some(self.at)
    }

    fn step(&mut self) -> Option<()> {
        let mut chars = self.text.get(self.place..)?.chars();
        let c = chars.next()?;
        if let Some(damage) = self.damage.as_slice().first().filter(|damage| damage.offset as usize == self.place) {
            self.at = damage.bytes.end as usize;
            self.place += c.len_utf8();
            self.damage.next();
            return Some(());
        }
        let rest = self.bytes.get(self.at..)?;
        self.at += match self.encoding {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16Le | Encoding::Utf16Be => 2 * c.len_utf16(),
            Encoding::Gb18030 | Encoding::Big5 if c.is_ascii() => 1,
            // 0x80 is the sign of the euro.
            Encoding::Gb18030 => match rest {
                [0x80, ..] => 1,
                [_, b'0'..=b'9', ..] => 4,
                _ => 2,
            },
            Encoding::Big5 => 2,
        };
        self.place += c.len_utf8();
        // The only codes of Big5 that are two characters: Ê and ê with a macron or a caron.
        if self.encoding == Encoding::Big5 && matches!(rest, [0x88, 0x62 | 0x64 | 0xA3 | 0xA5, ..]) {
            self.place += chars.next().map_or(0, char::len_utf8);
        }
        Some(())
    }
}
