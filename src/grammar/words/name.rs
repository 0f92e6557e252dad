//! Names of lines: hashes by which equal lines are known, whatever their marks and blanks.

use crate::grammar::pattern::is_number;
use crate::text::is_ideograph;

/// What tells a folded line from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// A hash of its letters.
    pub(crate) hash: u64,
    /// The same without a number at its end.
    pub(crate) core: u64,
    /// How many characters stand before that number.
    pub(super) len: usize,
}

impl Name {
    pub(crate) fn of(line: &[char]) -> Self {
        // A line that is nothing but a number is told by it.
        let len = line.iter().rposition(|&c| !may_end(c)).map_or(line.len(), |last| last + 1);
        let (core, rest) = line.split_at(len);
        let core = hash(SEED, core);
        Self { hash: hash(core, rest), core, len }
    }

    /// The hashes of the parts of a page's title, which may hold the site's name and tags in brackets: without the tags, and
    /// of its first long parts; 0 for none. `parted` tells whether there could be several.
    pub(crate) fn parts(self, line: &[char], parted: bool) -> [u64; 4] {
        if parted {
            return parts(&line[..self.len]);
        }
        [self.core, if self.len >= LONG { self.core } else { 0 }, 0, 0]
    }
}

/// A part of a title that can tell it from others has so many characters.
const LONG: usize = 6;

/// What parts a page's title, folded, and what opens a bracket in it.
pub(super) const PARTS: [char; 8] = ['_', '-', '|', '–', '—', '>', ':', '»'];
pub(super) const BRACKETS: [char; 3] = ['(', '[', '【'];

pub(super) fn parts(title: &[char]) -> [u64; 4] {
    let (mut whole, mut part, mut len, mut depth) = (SEED, SEED, 0, 0u32);
    let mut long = [0; 3];
    let mut slots = long.iter_mut();
    let mut close = |part: u64, len: usize| {
        if len >= LONG
            && let Some(slot) = slots.next()
        {
            *slot = part;
        }
    };
    for &c in title {
        // Most are ideographs, which neither part nor close.
        let mark = !matches!(c, '\u{4e00}'..='\u{9fff}');
        depth += u32::from(mark && BRACKETS.contains(&c));
        if depth == 0 {
            whole = step(whole, c);
            if mark && PARTS.contains(&c) {
                close(part, len);
                (part, len) = (SEED, 0);
            } else {
                (part, len) = (step(part, c), len + 1);
            }
        }
        depth = depth.saturating_sub(u32::from(mark && matches!(c, ')' | ']' | '】')));
    }
    close(part, len);
    let [first, second, third] = long;
    [whole, first, second, third]
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over the characters that are letters or ideographs, so that tags and marks do not tell titles apart; goes on
/// from the hash of what stands before.
fn hash(before: u64, line: &[char]) -> u64 {
    line.iter().fold(before, |hash, &c| step(hash, c))
}

#[inline]
fn step(hash: u64, c: char) -> u64 {
    if is_letter(c) { (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3) } else { hash }
}

/// Whether a folded character may belong to a number at the end of a line.
const fn may_end(c: char) -> bool {
    is_number(c) || matches!(c, '(' | ')' | '.' | '…' | '·' | '-' | '[' | ']' | '】' | '—' | ':' | '、' | '。')
}

/// A letter, an ideograph or a digit. What comes often is told without a search.
#[inline]
fn is_letter(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => true,
        '\u{2010}'..='\u{205f}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' => false,
        _ => is_ideograph(c) || c.is_alphanumeric(),
    }
}
