//! What the characters of a line tell before any word or pattern is asked: which of them could say something at all.
//!
//! Every character has roles: what a word or a pattern begins with, goes on with, ends in. Knows characters and roles;
//! what a role means is known to whoever gives it.

use super::pattern::{NUMBER, is_number};
use super::script::Script;

/// A set of roles. Those of the lower half may begin something that one of the upper half goes on with at once: see
/// [`then`].
pub(super) type Roles = u32;

/// Begins two characters that every line of a pattern holds side by side.
pub(super) const PAIR: Roles = 1;
/// Parts those who are addressed; then: opens an address.
pub(super) const PARTS: Roles = 1 << 1;
/// The names of those who are addressed end with it, or greetings; then: parts those who are addressed.
pub(super) const ADDRESSED: Roles = 1 << 2;
/// Begins an office.
pub(super) const OFFICE: Roles = 1 << 3;
/// Counts several things; then: begins a classifier.
pub(super) const COUNTS: Roles = 1 << 4;
/// An office of one character.
pub(super) const SHORT_OFFICE: Roles = 1 << 5;
/// A conclusion opens with it.
pub(super) const CONCLUDES: Roles = 1 << 6;
/// The label of a form, or of an attachment, begins with it.
pub(super) const LABELS: Roles = 1 << 7;
/// A word that heads a part begins with it, or one that labels a part.
pub(super) const HEADS: Roles = 1 << 8;
/// A title ends with it.
pub(super) const TITLES: Roles = 1 << 9;
/// A body that signs ends with it.
pub(super) const SIGNS: Roles = 1 << 10;
/// Parts a page's title, or opens a bracket in it.
pub(super) const TAGS: Roles = 1 << 11;

/// A pattern without two characters side by side begins with it, and ends with anything, or with something told.
const FIRST: Roles = 1 << 21;
const FIRST_OF_BOTH: Roles = 1 << 22;
/// The same of the character behind the number with which it begins, be it with one character before that.
const BEHIND: Roles = FIRST << 2;
const BEHIND_OF_BOTH: Roles = FIRST_OF_BOTH << 2;
/// The one character before such a number.
const BEFORE: Roles = 1 << 25;
/// Such a pattern ends with it, and begins with anything, or with something told.
const LAST: Roles = 1 << 26;
const LAST_OF_BOTH: Roles = 1 << 27;
/// The same where a number stands before it.
const AFTER: Roles = LAST << 2;
const AFTER_OF_BOTH: Roles = LAST_OF_BOTH << 2;
/// Stands in such a pattern that begins and ends with anything.
const INSIDE: Roles = 1 << 30;

/// Is not compared as it stands: it is folded, or left out.
pub(super) const ALTERED: Roles = 1 << 31;

/// What goes on with something: the upper half of what begins it.
pub(super) const fn then(roles: Roles) -> Roles {
    roles << HALF
}

const HALF: u32 = 16;

/// The roles of all characters.
#[derive(Debug)]
pub(super) struct Sieve {
    /// For every sixteen characters in a row of the basic plane the row of their roles; the first row is empty.
    index: Vec<u16>,
    roles: Vec<Roles>,
    /// The roles of all characters beyond.
    beyond: Roles,
    /// Whether anything may stand behind the number that a pattern begins with.
    anything_behind: bool,
    /// Whether a pattern tells nothing by its characters.
    anything: bool,
}

/// So many characters stand in a row.
const ROW: usize = 16;
/// So many rows hold the characters of a grammar, roughly.
const USUAL: usize = 450;

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
        let mut roles = Vec::with_capacity(USUAL * ROW);
        roles.resize(ROW, 0);
        Self { index: vec![0; 0x1_0000 / ROW], roles, beyond: 0, anything_behind: false, anything: false }
    }

    /// Gives roles to a character.
    pub(super) fn add(&mut self, c: char, roles: Roles) {
        let Some(row) = self.index.get_mut(c as usize / ROW) else {
            self.beyond |= roles;
            return;
        };
        if *row == 0 {
            // There are no more rows than the index is long.
            *row = u16::try_from(self.roles.len() / ROW).unwrap_or(0);
            self.roles.resize(self.roles.len() + ROW, 0);
        }
        self.roles[usize::from(*row) * ROW + c as usize % ROW] |= roles;
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
            [Token::Number, next, ..] | [Token::Char(_), Token::Number, next, ..] => {
                if let before @ Token::Char(_) = tokens[0] {
                    self.add_token(before, BEFORE);
                }
                self.add_token(*next, if both { BEHIND_OF_BOTH } else { BEHIND });
                self.anything_behind |= *next == Token::Any;
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
        let Some(&row) = self.index.get(c as usize / ROW) else { return self.beyond };
        self.roles.get(usize::from(row) * ROW + c as usize % ROW).copied().unwrap_or(0)
    }

    /// The characters of a text as they are compared, with their roles.
    #[inline]
    pub(super) fn walk(&self, text: &str, script: &Script) -> impl Iterator<Item = (char, Roles)> {
        text.chars().filter_map(|c| {
            let roles = self.of(c);
            if roles & ALTERED == 0 { Some((c, roles)) } else { Some((script.compared(c)?, roles)) }
        })
    }

    /// Whether a line could be one of a pattern that has no two characters side by side; `false` is certain.
    pub(super) fn may_be_short(&self, line: &[char], sum: Sum) -> bool {
        let ([first, .., last] | [first @ last]) = *line else { return self.anything };
        let (mut front, mut back) = (self.of(first), self.of(last));
        let number = match line {
            _ if is_number(first) => line,
            [_, rest @ ..] if front & BEFORE != 0 => rest,
            _ => &[],
        };
        match number.iter().position(|c| !is_number(*c)) {
            Some(0) => {}
            Some(behind) if !self.anything_behind => {
                front |= self.of(number[behind]) / (BEHIND / FIRST) & (FIRST | FIRST_OF_BOTH);
            }
            None if number.is_empty() => {}
            _ => return true,
        }
        if let [.., before, _] = *line
            && is_number(before)
        {
            back |= back / (AFTER / LAST) & (LAST | LAST_OF_BOTH);
        }
        front & FIRST != 0
            || back & LAST != 0
            || front & FIRST_OF_BOTH != 0 && back & LAST_OF_BOTH != 0
            || sum.all & INSIDE != 0
            || self.anything
    }
}

#[cfg(test)]
mod tests {
    use super::{ALTERED, BLANKS, COUNTS, OFFICE, PAIR, Script, Sieve, Sum, then};

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
        all().for_each(|c| sieve.add(c, c as u32 | 1));
        assert!(all().all(|c| sieve.of(c) == c as u32 | 1));
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
        let met = [PAIR | OFFICE, then(COUNTS), then(OFFICE), COUNTS, then(COUNTS | PAIR)].map(|roles| sum.add(roles));
        assert_eq!((met, sum.met), ([0, 0, 0, 0, COUNTS], COUNTS));
    }
}
