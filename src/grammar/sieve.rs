//! What the characters of a line tell before any word or pattern is asked: which of them could say something at all.
//!
//! Every character has roles: what a word or a pattern begins with, goes on with, ends in. Knows characters and roles;
//! what a role means is known to whoever gives it.

use std::str::Chars;

use super::pattern::{NUMBER, Short, is_number};
use super::script::Script;
use crate::stored::{Row, stored};
use crate::work;

/// A set of roles. Those of the lower half may begin something that one of the upper half goes on with at once: see
/// [`then`].
pub(super) type Roles = u64;

/// Begins two characters that every line of a pattern holds side by side: one of eight roles, see [`pair`].
pub(super) const PAIRS: Roles = 0xff;
/// Parts those who are addressed; then: opens an address.
pub(super) const PARTS: Roles = 1 << 8;
/// The names of those who are addressed end with it, or greetings; then: parts those who are addressed.
pub(super) const ADDRESSED: Roles = 1 << 9;
/// Begins an office.
pub(super) const OFFICE: Roles = 1 << 10;
/// Counts several things; then: begins a classifier.
pub(super) const COUNTS: Roles = 1 << 11;

/// A conclusion opens with it.
pub(super) const CONCLUDES: Roles = 1 << 12;
/// The label of a form, or of an attachment, begins with it.
pub(super) const LABELS: Roles = 1 << 13;
/// A word that heads a part begins with it, or one that labels a part.
pub(super) const HEADS: Roles = 1 << 14;
/// A title ends with it.
pub(super) const TITLES: Roles = 1 << 15;
/// A body that signs ends with it.
pub(super) const SIGNS: Roles = 1 << 16;
/// Parts a page's title, or opens a bracket in it.
pub(super) const TAGS: Roles = 1 << 17;
/// Belongs to no formula, where it stands at an end of a line.
pub(super) const FORMAL: Roles = 1 << 18;
/// Belongs to a number.
pub(super) const NUMBERS: Roles = 1 << 19;
/// Is not compared as it stands: it is folded, or left out.
pub(super) const ALTERED: Roles = 1 << 20;

/// A pattern without two characters side by side begins with it, and ends with anything, or with something told.
const FIRST: Roles = 1 << 44;
const FIRST_OF_BOTH: Roles = 1 << 45;
/// The same of the character behind the number with which it begins.
const BEHIND: Roles = FIRST << 2;
const BEHIND_OF_BOTH: Roles = FIRST_OF_BOTH << 2;
/// The same where one character stands before that number, and that character.
const BEYOND: Roles = FIRST << 4;
const BEYOND_OF_BOTH: Roles = FIRST_OF_BOTH << 4;
const BEFORE: Roles = 1 << 50;
/// Such a pattern ends with it, and begins with anything, or with something told.
const LAST: Roles = 1 << 51;
const LAST_OF_BOTH: Roles = 1 << 52;
/// The same where a number stands before it.
const AFTER: Roles = LAST << 2;
const AFTER_OF_BOTH: Roles = LAST_OF_BOTH << 2;
/// Stands in such a pattern that begins and ends with anything.
const INSIDE: Roles = 1 << 55;

/// What goes on with something: the upper half of what begins it.
pub(super) const fn then(roles: Roles) -> Roles {
    roles << HALF
}

const HALF: u32 = 32;

/// The role of the first of two characters that every line of a pattern holds: two that do not belong together seldom have
/// the same one.
#[inline]
pub(super) const fn pair(a: char, b: char) -> Roles {
    1 << ((a as u32 ^ b as u32) & 7)
}

/// The roles of all characters.
///
/// Few sets of roles are met, so that a character has the small number of its class, and a class its roles.
#[derive(Debug)]
pub(super) struct Sieve {
    /// The class of every character of the basic plane, and last of all those beyond it.
    classes: Row<[u16; PLANE + 1]>,
    /// The roles of every class; the first has none, and the last one stands for all sets for which there is no room.
    roles: Row<[Roles; CLASSES]>,
    used: u16,
    /// Where the class of a set of roles is found: 0 for nowhere yet.
    places: Row<u16>,
    /// Whether anything may stand behind the number that a pattern begins with.
    anything_behind: bool,
    /// Whether a pattern tells nothing by its characters.
    anything: bool,
}

stored!(Sieve { classes, roles, used, places, anything_behind, anything });

const PLANE: usize = 0x1_0000;
const CLASSES: usize = 2048;
const LAST_CLASS: u16 = 2047;
const PLACES: usize = 4096;

/// Spreads sets of roles over the places: an odd number without a pattern.
const SPREAD: Roles = 0x9e37_79b9_7f4a_7c15;

/// White space, which lines are compared without.
const BLANKS: &str = "\t\n\u{b}\u{c}\r \u{85}\u{a0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\
    \u{2009}\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}";

/// What a pattern has at an end, or in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Char(char),
    Number,
    Any,
}

/// The roles that the characters of a line have together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    /// All of them.
    pub(super) all: Roles,
    /// What one begins and the next one goes on with.
    pub(super) met: Roles,
    /// Those of the last character.
    pub(super) last: Roles,
}

impl Sum {
    /// Nothing yet: what comes first stands as if behind a mark.
    pub(super) const START: Self = Self { all: 0, met: 0, last: PARTS };

    /// Takes in the roles of the next character; tells what it goes on with.
    #[inline]
    pub(super) const fn add(&mut self, roles: Roles) -> Roles {
        let met = self.last & (roles >> HALF);
        self.met |= met;
        self.all |= roles;
        self.last = roles;
        met
    }
}

impl Sieve {
    pub(super) fn new() -> Self {
        let mut roles = [0; CLASSES];
        roles[usize::from(LAST_CLASS)] = Roles::MAX;
        Self {
            classes: vec![[0; PLANE + 1]].into(),
            roles: vec![roles].into(),
            used: 1,
            places: vec![0; PLACES].into(),
            anything_behind: false,
            anything: false,
        }
    }

    /// Gives roles to a character.
    pub(super) fn add(&mut self, c: char, roles: Roles) {
        let old = self.of(c);
        if old | roles != old {
            let class = self.class(old | roles);
            self.classes.to_mut()[0][place(c)] = class;
        }
    }

    /// The class of a set of roles, which is new where it was not met before.
    fn class(&mut self, roles: Roles) -> u16 {
        let mut place = (roles.wrapping_mul(SPREAD) >> 52) as usize;
        loop {
            match self.places[place % PLACES] {
                0 if self.used < LAST_CLASS => {
                    let class = self.used;
                    self.roles.to_mut()[0][usize::from(class)] = roles;
                    self.places.to_mut()[place % PLACES] = class;
                    self.used += 1;
                    return class;
                }
                // What has no room of its own may be anything.
                0 => return LAST_CLASS,
                class if self.roles[0][usize::from(class)] == roles => return class,
                _ => place += 1,
            }
        }
    }

    /// Whether there is no room for further sets of roles.
    #[cfg(test)]
    pub(super) const fn is_full(&self) -> bool {
        self.used == LAST_CLASS
    }

    /// Takes in a pattern that has no two characters side by side.
    pub(super) fn add_short(&mut self, tokens: &[Token]) {
        let open = |end: Option<&Token>| end.is_none_or(|&token| token == Token::Any);
        let both = !open(tokens.first()) && !open(tokens.last());
        match tokens {
            // Nothing but a number is seen without a role.
            [Token::Number] => {}
            _ if open(tokens.first()) && open(tokens.last()) => {
                match tokens.iter().find(|token| matches!(token, Token::Char(_))) {
                    Some(&inside) => self.add_token(inside, INSIDE),
                    None => self.anything = true,
                }
            }
            [Token::Number, next, ..] => {
                self.add_token(*next, if both { BEHIND_OF_BOTH } else { BEHIND });
                self.anything_behind |= *next == Token::Any;
            }
            [before @ Token::Char(_), Token::Number, next, ..] if *next != Token::Any => {
                self.add_token(*before, BEFORE);
                self.add_token(*next, if both { BEYOND_OF_BOTH } else { BEYOND });
            }
            [first, ..] => self.add_token(*first, if both { FIRST_OF_BOTH } else { FIRST }),
            [] => {}
        }
        match *tokens {
            [.., Token::Number, last @ Token::Char(_)] => {
                self.add_token(last, if both { AFTER_OF_BOTH } else { AFTER })
            }
            [_, .., last] => self.add_token(last, if both { LAST_OF_BOTH } else { LAST }),
            [last @ Token::Char(_)] => self.add_token(last, LAST_OF_BOTH),
            _ => {}
        }
    }

    /// Gives all that are folded to a character the roles that it has, and notes them and the blanks. To be called when
    /// all words and patterns are in.
    pub(super) fn spell(&mut self, script: &Script) {
        for capital in 'A'..='Z' {
            self.add(capital, self.of(capital.to_ascii_lowercase()) | ALTERED);
        }
        for &(c, folded) in script.pairs() {
            self.add(c, self.of(folded) | ALTERED);
        }
        BLANKS.chars().for_each(|c| self.add(c, ALTERED));
    }

    fn add_token(&mut self, token: Token, roles: Roles) {
        match token {
            Token::Char(c) => self.add(c, roles),
            Token::Number => NUMBER.chars().for_each(|c| self.add(c, roles)),
            Token::Any => {}
        }
    }

    /// The roles of a character.
    #[inline]
    pub(super) fn of(&self, c: char) -> Roles {
        work::steps(1);
        let class = self.classes[0][place(c)];
        self.roles[0][usize::from(class) % CLASSES]
    }

    /// The characters of a text, each with its roles.
    #[inline]
    pub(super) fn signs<'t>(&'t self, text: &'t str) -> Signs<'t> {
        Signs { classes: &self.classes[0], roles: &self.roles[0], chars: text.chars() }
    }

    /// Which patterns that have no two characters side by side a line could be one of; what is left out is certain.
    pub(super) fn short(&self, line: &[char], sum: Sum) -> Short {
        if self.anything || sum.all & INSIDE != 0 {
            Short::Any
        } else if self.ends_short(line) {
            Short::Ended
        } else {
            Short::None
        }
    }

    /// Whether a line could begin or end like one of them; `false` is certain.
    fn ends_short(&self, line: &[char]) -> bool {
        let ([first, .., last] | [first @ last]) = *line else { return false };
        let (mut front, mut back) = (self.of(first), self.of(last));
        // Most lines do neither.
        if front & (FIRST | FIRST_OF_BOTH | NUMBERS | BEFORE) | back & (LAST | AFTER) == 0 {
            return false;
        }
        let behind = |rest: &[char]| rest.iter().find(|c| !is_number(**c)).map(|&c| self.of(c));
        if front & NUMBERS != 0 && is_number(first) {
            match behind(line) {
                Some(roles) if !self.anything_behind => front |= roles >> 2 & (FIRST | FIRST_OF_BOTH),
                _ => return true,
            }
        }
        if front & BEFORE != 0
            && let Some((_, rest)) = line.split_first()
            && rest.first().is_some_and(|&c| is_number(c))
        {
            match behind(rest) {
                Some(roles) => front |= roles >> 4 & (FIRST | FIRST_OF_BOTH),
                None => return true,
            }
        }
        if back & (AFTER | AFTER_OF_BOTH) != 0
            && let [.., before, _] = *line
            && is_number(before)
        {
            back |= back >> 2 & (LAST | LAST_OF_BOTH);
        }
        front & FIRST != 0 || back & LAST != 0 || front & FIRST_OF_BOTH != 0 && back & LAST_OF_BOTH != 0
    }
}

/// Where the class of a character stands.
#[inline(always)]
fn place(c: char) -> usize {
    (c as usize).min(PLANE)
}

/// The characters of a text, each with its roles.
pub(super) struct Signs<'t> {
    classes: &'t [u16; PLANE + 1],
    roles: &'t [Roles; CLASSES],
    chars: Chars<'t>,
}

impl Signs<'_> {
    #[inline(always)]
    fn sign(&self, c: char) -> (char, Roles) {
        work::steps(1);
        let class = self.classes[place(c)];
        (c, self.roles[usize::from(class) % CLASSES])
    }
}

impl Iterator for Signs<'_> {
    type Item = (char, Roles);

    #[inline(always)]
    fn next(&mut self) -> Option<(char, Roles)> {
        self.chars.next().map(|c| self.sign(c))
    }
}

impl DoubleEndedIterator for Signs<'_> {
    #[inline(always)]
    fn next_back(&mut self) -> Option<(char, Roles)> {
        self.chars.next_back().map(|c| self.sign(c))
    }
}

#[cfg(test)]
mod tests {
    use super::{ALTERED, BLANKS, COUNTS, OFFICE, PARTS, Roles, Script, Sieve, Sum, then};

    #[test]
    fn a_sieve_tells_what_was_put_in() {
        let mut sieve = Sieve::new();
        for (c, roles) in [('一', 1), ('a', 2), ('\u{ffff}', 4), ('𠀀', 8), ('一', 16)] {
            sieve.add(c, roles);
        }
        assert_eq!(['一', 'a', '\u{ffff}', '𠀀', '𠀁', '二', '\0'].map(|c| sieve.of(c)), [17, 2, 4, 8, 8, 0, 0]);
    }

    #[test]
    fn a_sieve_has_room_for_all_characters() {
        let mut sieve = Sieve::new();
        let all = || (0..0x1_0000).rev().filter_map(char::from_u32);
        all().for_each(|c| sieve.add(c, Roles::from(c as u32 % 1000)));
        assert!(all().all(|c| sieve.of(c) == Roles::from(c as u32 % 1000)));
        all().for_each(|c| sieve.add(c, Roles::from(c)));
        assert!(all().all(|c| sieve.of(c) & Roles::from(c) == Roles::from(c)));
    }

    #[test]
    fn what_is_altered_is_known() {
        let (mut sieve, script) = (Sieve::new(), Script::new([('書', '书'), ('記', '记')]));
        ['书', 'a', ':'].into_iter().for_each(|c| sieve.add(c, OFFICE));
        sieve.spell(&script);
        for c in (0..0x11_0000).filter_map(char::from_u32) {
            let compared = script.compared(c);
            assert_eq!(sieve.of(c) & ALTERED != 0, compared != Some(c), "{c:?}");
            assert_eq!(sieve.of(c) & OFFICE != 0, compared.is_some_and(|c| matches!(c, '书' | 'a' | ':')), "{c:?}");
            assert_eq!(BLANKS.contains(c), c.is_whitespace(), "{c:?}");
        }
    }

    #[test]
    fn only_neighbours_meet() {
        let mut sum = Sum::START;
        let met =
            [PARTS | OFFICE, then(COUNTS), then(OFFICE), COUNTS, then(COUNTS | PARTS)].map(|roles| sum.add(roles));
        assert_eq!((met, sum.met), ([0, 0, 0, 0, COUNTS], COUNTS));
    }
}
