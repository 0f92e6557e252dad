//! Patterns of whole lines, as `grammar/words.toml` writes them: `第#页`, `*版权所有*`.
//!
//! A line is compared folded and without white space. `#` is a number, `*` any text. Knows no reasons and no cues.

use super::script::Script;
use super::sieve::{Sieve, Token, pair, then};
use crate::span::position;
use crate::stored::{Row, in_row, stored};
use crate::work;

#[derive(Clone, Copy, Debug)]
struct Pattern {
    /// Where its tokens begin and end in those of all.
    start: u32,
    end: u32,
    value: u32,
    /// The next pattern that is found by the same pair, counted from 1; 0 for none.
    next: u32,
}

in_row!(Pattern { start, end, value, next } as 4);

/// A set of patterns, each with a value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Patterns {
    all: Row<[u32; 4]>,
    /// What they consist of, each token a sign: see [`token`].
    tokens: Row<char>,
    /// Patterns by two characters that every line they match must hold, side by side.
    pairs: Pairs,
    /// Those without two such characters, which are short, and so are their lines.
    short: Row<u32>,
    /// With what each of those begins and ends.
    ends: Row<[char; 2]>,
    /// How long a line may be that one of those matches, where longer than usual.
    longest: usize,
}

stored!(Patterns { all, tokens, pairs, short, ends, longest });

/// Which of the patterns a line could be one of that have no two characters side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Short {
    /// None of them.
    #[default]
    None,
    /// Those of which an end is told.
    Ended,
    /// Any of them.
    Any,
}

/// No pattern holds a blank, so that two of them stand for what is no character.
const NUMBER_SIGN: char = ' ';
const ANY_SIGN: char = '\t';

/// What a sign means.
#[inline]
const fn token(sign: char) -> Token {
    match sign {
        NUMBER_SIGN => Token::Number,
        ANY_SIGN => Token::Any,
        c => Token::Char(c),
    }
}

/// A pattern has so many tokens, roughly.
const USUAL: usize = 6;

impl Patterns {
    /// Reads patterns, each with its value, for lines of which even those without two such characters may be `longest`
    /// characters long. There are so many, roughly.
    pub(super) fn new<T: AsRef<str>>(
        longest: usize,
        room: usize,
        texts: impl Iterator<Item = (T, u16)>,
        script: &Script,
    ) -> Self {
        let (mut all, mut tokens) = (Vec::with_capacity(room), Vec::with_capacity(room * USUAL));
        for (text, value) in texts {
            let start = position(tokens.len());
            tokens.extend(text.as_ref().chars().filter(|c| !c.is_whitespace()).map(|c| match c {
                '#' => NUMBER_SIGN,
                '*' => ANY_SIGN,
                _ => script.fold(c).to_ascii_lowercase(),
            }));
            all.push(Pattern { start, end: position(tokens.len()), value: value.into(), next: 0 });
        }
        let mut out = Self { longest, tokens: tokens.into(), ..Self::default() };
        out.find_pairs(&mut all);
        out.all = all.into_iter().map(Pattern::row).collect();
        out
    }

    /// Notes by what each pattern is found.
    fn find_pairs(&mut self, all: &mut [Pattern]) {
        self.pairs = Pairs::with_room(all.len());
        let (keys, firsts) = (self.pairs.keys.to_mut(), self.pairs.firsts.to_mut());
        let (short, ends) = (self.short.to_mut(), self.ends.to_mut());
        // The last pattern and the length of each chain.
        let mut chains = vec![(0, 0); keys.len()];
        for i in 0..all.len() {
            let tokens = &self.tokens[all[i].start as usize..all[i].end as usize];
            let pairs = tokens.windows(2).filter_map(|w| match *w {
                [a, b] if is_char(a) && is_char(b) => Some(slot(keys, a, b)),
                _ => None,
            });
            // The least common pair makes the shortest chain.
            let Some((slot, key)) = pairs.min_by_key(|&(slot, _)| chains[slot].1) else {
                let end = |token: Option<&char>| token.copied().unwrap_or(ANY_SIGN);
                short.push(position(i));
                ends.push([end(tokens.first()), end(tokens.last())]);
                continue;
            };
            let (last, len): &mut (usize, usize) = &mut chains[slot];
            if *len == 0 {
                (keys[slot], firsts[slot]) = (key, position(i));
            } else {
                all[*last].next = position(i + 1);
            }
            (*last, *len) = (i, *len + 1);
        }
    }

    /// Gives the characters of the patterns their roles in a sieve.
    pub(super) fn sift(&self, sieve: &mut Sieve) {
        for (a, b) in self.pairs.iter() {
            sieve.add(a, pair(a, b));
            sieve.add(b, then(pair(a, b)));
        }
        for &index in self.short.iter() {
            let tokens = self.tokens(Pattern::of(self.all[index as usize]));
            sieve.add_short(&tokens.iter().copied().map(token).collect::<Vec<_>>());
        }
    }

    fn tokens(&self, pattern: Pattern) -> &[char] {
        &self.tokens[pattern.start as usize..pattern.end as usize]
    }

    /// The first pattern that is found by two characters side by side.
    #[inline]
    pub(super) fn first(&self, a: char, b: char) -> Option<u32> {
        self.pairs.first(a, b)
    }

    /// Tells the values of the patterns that match the folded line, with the first number that each read.
    pub(crate) fn matches<'l>(&self, line: &'l [char], tell: impl FnMut(u16, Number<'l>)) {
        self.ask(line, line.windows(2).filter_map(|pair| self.first(pair[0], pair[1])), Short::Any, tell);
    }

    /// The same where it is known which patterns are `found` first by two characters of the line, and which of those could
    /// match that have no two.
    pub(super) fn ask<'l>(
        &self,
        line: &'l [char],
        found: impl Iterator<Item = u32>,
        short: Short,
        mut tell: impl FnMut(u16, Number<'l>),
    ) {
        let mut ask = |index: u32| {
            let pattern = Pattern::of(self.all[index as usize]);
            let tokens = self.tokens(pattern);
            let fits = has_room(tokens, line) && fits_ends(tokens, line);
            if let Some(number) = fits.then(|| matches(tokens, line)).flatten() {
                tell(u16::try_from(pattern.value).unwrap_or(u16::MAX), number);
            }
            pattern.next.checked_sub(1)
        };
        for first in found {
            let mut next = Some(first);
            while let Some(index) = next {
                next = ask(index);
            }
        }
        // The first of several counts.
        if short != Short::None
            && line.len() <= SHORT.max(self.longest)
            && let [first, .., last] | [first @ last] = *line
        {
            let fits = |sign: char, c: char| match token(sign) {
                Token::Char(wanted) => wanted == c,
                Token::Number => is_number(c),
                Token::Any => true,
            };
            let found = self.short.iter().zip(self.ends.iter());
            // What begins and ends with anything fits every line.
            let told = |ends: [char; 2]| short == Short::Any || ends != [ANY_SIGN; 2];
            found.filter(|&(_, &ends)| told(ends) && fits(ends[0], first) && fits(ends[1], last)).for_each(
                |(&index, _)| {
                    ask(index);
                },
            );
        }
    }

    /// Whether a pattern matches the folded line.
    pub(crate) fn matches_any(&self, line: &[char]) -> bool {
        let mut any = false;
        self.matches(line, |_, _| any = true);
        any
    }
}

/// Patterns by two characters side by side, in places that follow from the characters.
#[derive(Clone, Debug, Default)]
struct Pairs {
    /// The two characters of each place, the first one above the second, below a bit; 0 where there is nothing.
    keys: Row<u64>,
    /// The first pattern of each place.
    firsts: Row<u32>,
}

stored!(Pairs { keys, firsts });

/// The bits of a character.
const CHAR: u32 = 21;

impl Pairs {
    /// Room for so many pairs, and for half as many again at least.
    fn with_room(room: usize) -> Self {
        let places = (room + room / 2 + 1).next_power_of_two();
        Self { keys: vec![0; places].into(), firsts: vec![0; places].into() }
    }

    /// The first pattern that is found by two characters.
    #[inline]
    fn first(&self, a: char, b: char) -> Option<u32> {
        let keys = &*self.keys;
        let (slot, key) = slot(keys, a, b);
        (*keys.get(slot)? == key).then(|| self.firsts[slot])
    }

    fn iter(&self) -> impl Iterator<Item = (char, char)> {
        #[expect(clippy::cast_possible_truncation, reason = "so many bits are a character")]
        let char = |bits: u64| char::from_u32(bits as u32 & ((1 << CHAR) - 1)).unwrap_or_default();
        self.keys.iter().filter(|&&key| key != 0).map(move |&key| (char(key >> CHAR), char(key)))
    }
}

/// The place of two characters among keys, which is theirs or free, and their key.
#[inline]
fn slot(keys: &[u64], a: char, b: char) -> (usize, u64) {
    let key = 1 << (2 * CHAR) | u64::from(a as u32) << CHAR | u64::from(b as u32);
    let most = keys.len().wrapping_sub(1);
    let mut slot = (key.wrapping_mul(SPREAD) >> 40) as usize & most;
    while keys.get(slot).is_some_and(|&other| other != 0 && other != key) {
        slot = (slot + 1) & most;
    }
    (slot, key)
}

/// Whether a sign is a character of a pattern.
const fn is_char(sign: char) -> bool {
    matches!(token(sign), Token::Char(_))
}

/// Spreads keys over the places: an odd number without a pattern.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// A line that a pattern without two characters in sequence can match is no longer than this.
const SHORT: usize = 24;

/// Whether a line has as many characters as a pattern wants at least.
#[inline]
fn has_room(tokens: &[char], line: &[char]) -> bool {
    tokens.len() <= line.len() || tokens.iter().filter(|sign| **sign != ANY_SIGN).count() <= line.len()
}

/// Whether a line begins and ends as a pattern wants it.
#[inline]
fn fits_ends(tokens: &[char], line: &[char]) -> bool {
    let fits = |sign: Option<&char>, c: Option<&char>| match (sign.copied().map(token), c) {
        (Some(Token::Char(wanted)), Some(&c)) => wanted == c,
        (Some(Token::Number), Some(&c)) => is_number(c),
        _ => true,
    };
    fits(tokens.first(), line.first()) && fits(tokens.last(), line.last())
}

/// Wildcard matching with one point of return, the last `*`: linear in the line for patterns with one `*`. Gives the
/// first number.
fn matches<'l>(tokens: &[char], line: &'l [char]) -> Option<Number<'l>> {
    let (mut t, mut i, mut retry, mut number) = (0, 0, None, None);
    let at = |t: usize| tokens.get(t).copied().map(token);
    loop {
        work::steps(1);
        match at(t) {
            Some(Token::Any) => {
                t += 1;
                i = begins(at(t), line, i)?;
                retry = Some((t, i));
                continue;
            }
            Some(Token::Number) => {
                let run = line[i..].iter().take_while(|c| is_number(**c)).count();
                if run > 0 {
                    number = number.or(line.get(i..i + run));
                    i += run;
                    t += 1;
                    continue;
                }
            }
            Some(Token::Char(c)) if line.get(i) == Some(&c) => {
                i += 1;
                t += 1;
                continue;
            }
            None if i == line.len() => return Some(Number(number)),
            _ => {}
        }
        let (back, from) = retry?;
        (t, i) = (back, begins(at(back), line, from + 1)?);
        retry = Some((t, i));
    }
}

/// Where what stands behind a `*` could begin, from a place on.
#[inline(always)]
fn begins(token: Option<Token>, line: &[char], from: usize) -> Option<usize> {
    let found = match token {
        None => return Some(line.len()),
        Some(Token::Any) => return Some(from),
        Some(Token::Char(wanted)) => line.get(from..)?.iter().position(|&c| c == wanted),
        Some(Token::Number) => line.get(from..)?.iter().position(|c| is_number(*c)),
    };
    found.map(|behind| from + behind)
}

/// Digits of both kinds; × stands for a digit that somebody scrubbed.
pub(super) const NUMBER: &str = "0123456789〇○零一二三四五六七八九十百廿×";

/// Whether a folded character is one of a number.
pub(crate) const fn is_number(c: char) -> bool {
    matches!(
        c,
        '0'..='9'
            | '〇'
            | '○'
            | '零'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '廿'
            | '×'
    )
}

/// The first number that a pattern read in a line, if any.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number<'l>(Option<&'l [char]>);

impl Number<'_> {
    /// What it denotes, where it is a numeral of ours.
    pub(crate) fn value(self) -> Option<u32> {
        use crate::numeral::{Fold, System};
        let text: String = self.0?.iter().collect();
        let read = |system: System| system.read(&text, Fold::default()).ok().filter(|(rest, _)| rest.is_empty());
        read(System::Arabic).or_else(|| read(System::Han)).map(|(_, numeral)| numeral.value)
    }
}

#[cfg(test)]
mod tests {
    use super::{Patterns, Script};

    fn first(pattern: &str, line: &str) -> Option<Option<u32>> {
        let script = Script::new([]);
        let patterns = Patterns::new(24, 1, [(pattern, 0)].into_iter(), &script);
        let mut chars = Vec::new();
        script.fold_into(line, &mut chars);
        let mut found = None;
        patterns.matches(&chars, |_, number| found = found.or(Some(number.value())));
        found
    }

    #[test]
    fn lines_are_matched_whole() {
        assert_eq!(first("第#页", "第 12 页"), Some(Some(12)));
        assert_eq!(first("第#页", "第12页共"), None);
        assert_eq!(first("*篇#", "某某发言稿 篇十"), Some(Some(10)));
        assert_eq!(first("*版权所有*", "Ⓒ版权所有：某网"), Some(None));
        assert_eq!(first("*a*b", "xaybzb"), Some(None));
        assert_eq!(first("(#)", "（三）"), Some(Some(3)));
        assert_eq!(first("*篇#", "篇"), None);
    }
}
