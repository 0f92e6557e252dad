//! Names of lines: hashes by which equal lines are known, whatever their marks and blanks.

use crate::grammar::pattern::is_number;
use crate::text::is_ideograph;

/// What tells a folded line from others, as far as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// A hash of its letters.
    pub(crate) hash: u64,
    /// The same without a number at its end, and how many characters stand before that.
    pub(crate) core: u64,
    pub(crate) len: usize,
    read: usize,
}

impl Default for Name {
    fn default() -> Self {
        Self { hash: SEED, core: SEED, len: 0, read: 0 }
    }
}

impl Name {
    /// Reads on: whether the next character is a letter, and whether it may belong to a number at the end.
    #[inline]
    pub(super) const fn read(&mut self, c: u32, letter: bool, ends: bool) {
        if letter {
            self.hash = (self.hash ^ c as u64).wrapping_mul(0x0100_0000_01b3);
        }
        self.read += 1;
        if !ends {
            (self.core, self.len) = (self.hash, self.read);
        }
    }

    /// The name of a line that was read to its end.
    pub(super) const fn whole(self) -> Self {
        // A line that is nothing but a number is told by it.
        if self.len == 0 { Self { core: self.hash, len: self.read, ..self } } else { self }
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// A part of a title that can tell it from others has so many characters.
const LONG: usize = 6;

/// What parts a page's title, folded, and what opens a bracket in it.
pub(super) const PARTS: [char; 8] = ['_', '-', '|', '–', '—', '>', ':', '»'];
pub(super) const BRACKETS: [char; 3] = ['(', '[', '【'];

/// The names of a page's title without tags in brackets, and of its first long parts; 0 for none. It may hold the site's
/// name besides the title proper.
pub(crate) fn parts(title: &[char]) -> [u64; 4] {
    let (mut whole, mut part, mut depth) = (Name::default(), Name::default(), 0u32);
    let mut long = [0; 3];
    let mut slots = long.iter_mut();
    let mut close = |part: Name| {
        if let Some(name) = part.long()
            && let Some(slot) = slots.next()
        {
            *slot = name;
        }
    };
    for &c in title {
        depth += u32::from(BRACKETS.contains(&c));
        if depth == 0 {
            whole.read(c.into(), is_letter(c), false);
            if PARTS.contains(&c) {
                close(std::mem::take(&mut part));
            } else {
                part.read(c.into(), is_letter(c), false);
            }
        }
        depth = depth.saturating_sub(u32::from(matches!(c, ')' | ']' | '】')));
    }
    close(part);
    let [first, second, third] = long;
    [whole.core, first, second, third]
}

impl Name {
    /// The hash of what stands before the number, where that is long enough to tell a title from others.
    pub(crate) fn long(self) -> Option<u64> {
        (self.len >= LONG).then_some(self.core)
    }
}

/// Whether a folded character may belong to a number at the end of a line.
pub(super) const fn may_end(c: char) -> bool {
    is_number(c) || matches!(c, '(' | ')' | '.' | '…' | '·' | '-' | '[' | ']' | '—' | ':' | '、' | '。')
}

/// Such characters that are no digits.
pub(super) const ENDS: &str = "().…·-[]—:、。";

/// A letter, an ideograph or a digit: tags and marks do not tell titles apart. What comes often is told without a search.
#[inline]
pub(super) fn is_letter(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => true,
        '\u{2010}'..='\u{205f}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' => false,
        _ => is_ideograph(c) || c.is_alphanumeric(),
    }
}
