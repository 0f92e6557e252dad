//! Patterns of whole lines, as `grammar/words.toml` writes them: `第#页`, `*版权所有*`.
//!
//! A line is compared folded and without white space. `#` is a number, `*` any text. Knows no reasons and no cues.

use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};

use super::script::Script;
use crate::stored::{Stock, Store, Stored, stored};
use crate::text::{Charmap, is_blank};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Token {
    Char(char),
    Number,
    Any,
}

#[derive(Clone, Debug)]
struct Pattern {
    /// Where its tokens begin and end in those of all.
    start: u32,
    end: u32,
    value: u16,
    /// The next pattern that is found by the same pair.
    next: Option<u32>,
}

/// Patterns that are found by the same pair, each of which knows the next.
#[derive(Clone, Copy, Debug)]
struct Chain {
    first: u32,
    last: u32,
    len: u32,
}

/// A set of patterns, each with a value; asked once a line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Patterns {
    all: Vec<Pattern>,
    tokens: Vec<Token>,
    /// Patterns by two characters that every line they match must hold, side by side.
    by_pair: HashMap<(char, char), Chain>,
    /// Patterns without two such characters, which are short, and so are their lines: by what a line of theirs begins
    /// with, and the character behind it where that is told, or, where it may begin with anything, ends with.
    short_by_first: HashMap<(Token, Option<char>), Vec<u32>>,
    short_by_last: HashMap<Token, Vec<u32>>,
    /// Those that begin and end with anything, by the first character that stands in them.
    short_by_inside: HashMap<char, Vec<u32>>,
    /// How long a line may be that one of those matches, where longer than usual.
    longest: usize,
    /// What characters can do in them, by the bits below: tells of a line as it stands in the text, without folding it, that
    /// no pattern matches it.
    sieve: Charmap,
    /// Whether anything may stand behind the number with which short patterns begin that are not tiny.
    any_behind_number: bool,
}

stored!(Pattern { start, end, value, next });
stored!(Chain { first, last, len });
stored!(Patterns {
    all,
    tokens,
    by_pair,
    short_by_first,
    short_by_last,
    short_by_inside,
    longest,
    sieve,
    any_behind_number
});

impl Stored for Token {
    fn store(&self, store: &mut Store) {
        let sign = match *self {
            Self::Char(c) => c,
            Self::Number => NUMBER_SIGN,
            Self::Any => ANY_SIGN,
        };
        sign.store(store);
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        char::take(stock).map(Self::of_sign)
    }

    fn take_all(count: usize, stock: &mut Stock) -> Option<Vec<Self>> {
        Some(stock.row(count)?.iter().copied().map(Self::of_sign).collect())
    }
}

impl Token {
    const fn of_sign(sign: char) -> Self {
        match sign {
            NUMBER_SIGN => Self::Number,
            ANY_SIGN => Self::Any,
            c => Self::Char(c),
        }
    }
}

/// Stand for tokens in what is stored: characters of no pattern.
const NUMBER_SIGN: char = '\0';
const ANY_SIGN: char = '\u{1}';

/// A pattern has so many tokens, roughly.
const USUAL: usize = 6;

/// Begins a pair, or goes on with one.
const PAIR: u8 = 1;
const PAIR_GOES_ON: u8 = 1 << 1;
/// A short pattern begins or ends with it, or holds it where it begins and ends with anything.
const FIRST: u8 = 1 << 2;
const LAST: u8 = 1 << 3;
const INSIDE: u8 = 1 << 4;
/// Stands behind the number with which short patterns begin that are not tiny.
const BEHIND_NUMBER: u8 = 1 << 5;

impl Patterns {
    /// Room for so many patterns, for lines of which even those without two such characters may be `longest` characters
    /// long.
    pub(super) fn for_lines(longest: usize, room: usize) -> Self {
        Self {
            longest,
            all: Vec::with_capacity(room),
            tokens: Vec::with_capacity(room * USUAL),
            by_pair: HashMap::with_capacity_and_hasher(room, FxBuildHasher),
            ..Self::default()
        }
    }

    pub(super) fn add(&mut self, text: &str, value: u16, script: &Script) {
        let start = self.tokens.len();
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            self.tokens.push(match c {
                '#' => Token::Number,
                '*' => Token::Any,
                _ => Token::Char(script.fold(c).to_ascii_lowercase()),
            });
        }
        let tokens = &self.tokens[start..];
        let place = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let index = place(self.all.len());
        let pair = tokens.windows(2).filter_map(|w| match *w {
            [Token::Char(a), Token::Char(b)] => Some((a, b)),
            _ => None,
        });
        // The least common pair makes the shortest chain.
        match pair.min_by_key(|pair| self.by_pair.get(pair).map_or(0, |chain| chain.len)) {
            Some(pair) => {
                let chain = self.by_pair.entry(pair).or_insert(Chain { first: index, last: index, len: 0 });
                if let Some(last) = self.all.get_mut(chain.last as usize) {
                    last.next = Some(index);
                }
                (chain.last, chain.len) = (index, chain.len + 1);
                self.sieve.add(pair.0, PAIR);
                self.sieve.add(pair.1, PAIR_GOES_ON);
            }
            None => {
                let ends = [tokens.first(), tokens.last()].map(|token| token.copied().unwrap_or(Token::Any));
                let inside = tokens.iter().find_map(|token| if let Token::Char(c) = *token { Some(c) } else { None });
                match (ends, inside) {
                    ([Token::Any, Token::Any], Some(c)) => self.short_by_inside.entry(c).or_default().push(index),
                    ([Token::Any, last], _) => self.short_by_last.entry(last).or_default().push(index),
                    ([first, _], _) => {
                        let second = if let Some(Token::Char(c)) = tokens.get(1) { Some(*c) } else { None };
                        self.short_by_first.entry((first, second)).or_default().push(index);
                    }
                }
                self.any_behind_number |= sift(&mut self.sieve, tokens);
            }
        }
        self.all.push(Pattern { start: place(start), end: place(self.tokens.len()), value, next: None });
    }

    /// Lets the sieve know how else the characters of the patterns are written. To be called when all patterns are in.
    pub(super) fn spell(&mut self, script: &Script) {
        script.spell_out(&mut self.sieve);
    }

    /// Whether a pattern could match a line as it stands in the text; `false` is certain. `short` tells that the line is
    /// no longer than those of patterns without two characters in sequence, `unmarked` what is left out at both ends.
    pub(crate) fn may_match(&self, text: &str, short: bool, unmarked: impl Fn(char) -> bool, script: &Script) -> bool {
        let is = |c: char, bit: u8| self.sieve.of(c) & bit != 0;
        if short {
            let left_out = |c: char| unmarked(c) || c.is_whitespace();
            let bare = text.trim_matches(left_out);
            let end = |c: Option<char>, bit: u8| c.is_none_or(|c| is(c, bit));
            let mut behind = bare.trim_start_matches(is_number).chars();
            let numbered = behind.as_str().len() < bare.len();
            let first = match behind.next() {
                // A tiny line may be a number and a mark; of another the mark behind its number tells.
                Some(next) if numbered && bare.chars().nth(TINY).is_some() => {
                    self.any_behind_number || is(next, BEHIND_NUMBER)
                }
                _ => end(bare.chars().next(), FIRST),
            };
            if first || end(bare.chars().next_back(), LAST) {
                return true;
            }
        }
        let fold = |c: char| script.fold(c).to_ascii_lowercase();
        let (mut begun, mut before) = (false, '\0');
        text.chars().any(|c| {
            let bits = self.sieve.of(c);
            // A line is compared without its blanks.
            let goes_on = begun && (bits & PAIR_GOES_ON != 0 || is_blank(c) || c.is_whitespace());
            let pair = goes_on && (bits & PAIR_GOES_ON == 0 || self.by_pair.contains_key(&(fold(before), fold(c))));
            (begun, before) = (bits & PAIR != 0, c);
            pair || short && bits & INSIDE != 0
        })
    }

    /// Tells the values of the patterns that match the folded line, with the first number that each read.
    pub(crate) fn matches(&self, line: &[char], mut tell: impl FnMut(u16, Option<u32>)) {
        let mut ask = |index: u32| {
            let pattern = &self.all[index as usize];
            let tokens = &self.tokens[pattern.start as usize..pattern.end as usize];
            if let Some(number) = fits_ends(tokens, line).then(|| matches(tokens, line)).flatten() {
                tell(pattern.value, number);
            }
            pattern.next
        };
        let (mut before, mut inside) = (0, 0);
        for (i, &c) in line.iter().enumerate() {
            let bits = self.sieve.of(c);
            if before & PAIR != 0 && bits & PAIR_GOES_ON != 0 {
                let mut next = self.by_pair.get(&(line[i - 1], c)).map(|chain| chain.first);
                while let Some(index) = next {
                    next = ask(index);
                }
            }
            inside |= bits;
            before = bits;
        }
        if line.len() <= SHORT.max(self.longest) {
            let short = self.short(line, inside & INSIDE != 0);
            short.into_iter().for_each(|index| {
                ask(index);
            });
        }
    }

    /// The patterns without two characters side by side that could match a line, in their order: the first of several
    /// counts.
    fn short(&self, line: &[char], inside: bool) -> Vec<u32> {
        let mut short = Vec::new();
        let mut note = |found: Option<&Vec<u32>>| short.extend_from_slice(found.map_or(&[], Vec::as_slice));
        let is = |c: &&char, bit: u8| self.sieve.of(**c) & bit != 0;
        if let Some(&first) = line.first().filter(|c| is(c, FIRST)) {
            let behind = line.iter().position(|c| !is_number(*c)).filter(|_| is_number(first));
            for (token, second) in [(Token::Char(first), line.get(1)), (Token::Number, behind.map(|i| &line[i]))] {
                note(self.short_by_first.get(&(token, None)));
                note(second.and_then(|&second| self.short_by_first.get(&(token, Some(second)))));
            }
        }
        if let Some(&last) = line.last().filter(|c| is(c, LAST)) {
            note(self.short_by_last.get(&Token::Char(last)));
            note(self.short_by_last.get(&Token::Number).filter(|_| is_number(last)));
        }
        if inside {
            line.iter().filter(|c| is(c, INSIDE)).for_each(|c| note(self.short_by_inside.get(c)));
        }
        note(self.short_by_last.get(&Token::Any));
        short.sort_unstable();
        short.dedup();
        short
    }

    /// Whether a pattern matches the folded line.
    pub(crate) fn matches_any(&self, line: &[char]) -> bool {
        let mut any = false;
        self.matches(line, |_, _| any = true);
        any
    }
}

/// Takes a pattern in that has no two characters side by side; whether anything may stand behind its first number.
fn sift(sieve: &mut Charmap, tokens: &[Token]) -> bool {
    let mut add = |token: &Token, bit: u8| match *token {
        Token::Char(c) => sieve.add(c, bit),
        Token::Number => NUMBER.chars().for_each(|c| sieve.add(c, bit)),
        Token::Any => {}
    };
    match (tokens.first(), tokens.last()) {
        (Some(first), _) if *first != Token::Any => add(first, FIRST),
        (_, Some(last)) if *last != Token::Any => add(last, LAST),
        _ => {
            let inside = tokens.iter().find(|token| matches!(token, Token::Char(_)));
            inside.into_iter().for_each(|token| add(token, INSIDE));
        }
    }
    match tokens {
        [Token::Number, next, ..] if tokens.contains(&Token::Any) || tokens.len() > 2 => {
            add(next, BEHIND_NUMBER);
            *next == Token::Any
        }
        _ => false,
    }
}

/// A line that a pattern without two characters in sequence can match is no longer than this.
const SHORT: usize = 24;

/// Whether a line begins and ends as a pattern wants it.
#[inline]
fn fits_ends(tokens: &[Token], line: &[char]) -> bool {
    let fits = |token: Option<&Token>, c: Option<&char>| match (token, c) {
        (Some(Token::Char(wanted)), Some(c)) => wanted == c,
        (Some(Token::Number), Some(&c)) => is_number(c),
        _ => true,
    };
    fits(tokens.first(), line.first()) && fits(tokens.last(), line.last())
}

/// A line of so many characters may be a number and a mark.
const TINY: usize = 8;

/// Wildcard matching with one point of return, the last `*`: linear in the line for patterns with one `*`. Gives the
/// first number.
fn matches(tokens: &[Token], line: &[char]) -> Option<Option<u32>> {
    let (mut t, mut i, mut retry, mut number) = (0, 0, None, None);
    loop {
        match tokens.get(t) {
            Some(Token::Any) => {
                retry = Some((t + 1, i));
                t += 1;
                continue;
            }
            Some(Token::Number) => {
                let run = line[i..].iter().take_while(|c| is_number(**c)).count();
                if run > 0 {
                    number = number.or(Some(i..i + run));
                    i += run;
                    t += 1;
                    continue;
                }
            }
            Some(Token::Char(c)) if line.get(i) == Some(c) => {
                i += 1;
                t += 1;
                continue;
            }
            None if i == line.len() => return Some(number.and_then(|run| value(&line[run]))),
            _ => {}
        }
        match retry {
            Some((back, from)) if from < line.len() => {
                retry = Some((back, from + 1));
                (t, i) = (back, from + 1);
            }
            _ => return None,
        }
    }
}

/// Digits of both kinds; × stands for a digit that somebody scrubbed.
const NUMBER: &str = "0123456789〇○零一二三四五六七八九十百廿×";

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

/// The value of a short run of digits.
fn value(run: &[char]) -> Option<u32> {
    use crate::numeral::{Fold, System};
    let text: String = run.iter().collect();
    let read = |system: System| system.read(&text, Fold::default()).ok().filter(|(rest, _)| rest.is_empty());
    read(System::Arabic).or_else(|| read(System::Han)).map(|(_, numeral)| numeral.value)
}

#[cfg(test)]
mod tests {
    use super::{Patterns, Script};

    fn first(pattern: &str, line: &str) -> Option<Option<u32>> {
        let (mut patterns, script) = (Patterns::default(), Script::new([]));
        patterns.add(pattern, 0, &script);
        patterns.spell(&script);
        let mut chars = Vec::new();
        script.fold_into(line, &mut chars);
        let mut found = None;
        patterns.matches(&chars, |_, number| found = found.or(Some(number)));
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
