//! A glance at a line: one walk along its characters that tells what need not be asked.
//!
//! Knows with what the words and patterns begin, go on and end. What it denies is certain; what it allows is for the
//! words themselves to tell.

use std::ops::Range;

use super::address::ADDRESS_PARTS;
use super::name::{self, Name, is_letter, may_end};
use super::{LineKind, Words};
use crate::grammar::pattern::NUMBER;
use crate::grammar::script::Script;
use crate::grammar::sieve::{
    ADDRESSED, ALTERED, CONCLUDES, COUNTS, ENDS, FORMAL, HEADS, LABELS, OFFICE, PAIR, PARTS, Roles, SHORT_OFFICE,
    SIGNS, Sieve, Sum, TAGS, TITLES, then,
};

/// A folded line, to be used again, with where two of its characters side by side tell of a pattern.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    chars: Vec<char>,
    /// The place of the second character, and the pattern.
    pairs: Vec<(usize, u32)>,
}

impl Folded {
    /// The characters of a text as the words of the grammar are compared with them.
    pub(crate) fn fold(&mut self, text: &str, script: &Script) -> &[char] {
        self.chars.clear();
        script.fold_into(text, &mut self.chars);
        &self.chars
    }

    /// Its characters.
    pub(crate) fn chars(&self) -> &[char] {
        &self.chars
    }
}

/// What a folded line could be, as its characters tell; `false` is certain.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each possibility is independent of the others")]
pub(crate) struct Glance {
    /// One of the known kinds.
    pub(crate) known: bool,
    /// One of those whose patterns have no two characters side by side.
    short: bool,
    /// It carries the tag of a web site.
    pub(crate) tagged: bool,
    /// It opens with an address.
    pub(crate) address: bool,
    /// Its last part addresses somebody.
    pub(crate) addressed: bool,
    /// It names an office.
    pub(crate) office: bool,
    /// It ends like a title, or a part of it does that ends before a bracket.
    pub(crate) title: bool,
    /// It ends like a body that signs.
    pub(crate) signer: bool,
    /// It begins with a word that heads or labels a part.
    pub(crate) heading: bool,
    /// It holds a mark that parts a page's title, or a bracket.
    pub(crate) parted: bool,
    /// A colon ends it; told for certain.
    pub(crate) colon: bool,
    /// A label and a colon open it; told for certain.
    pub(crate) field: bool,
    /// It stands in brackets; told for certain.
    pub(crate) bracketed: bool,
    /// What tells it from others.
    pub(crate) name: Name,
}

impl Words {
    /// Folds a text into a line, and looks at every character once.
    pub(crate) fn look(&self, text: &str, script: &Script, line: &mut Folded) -> Glance {
        let Folded { chars, pairs } = line;
        chars.clear();
        chars.reserve(text.len());
        pairs.clear();
        let mut glance = Glance::default();
        let (mut sum, mut name) = (Sum::START, Name::default());
        // How the last part ends before its mark, and whether it opens like an address.
        let (mut end, mut opens) = (0, false);
        let mut at = 0;
        while let Some((read, roles)) = self.sieve.next(text, &mut at) {
            let Some(c) = (if roles & ALTERED == 0 { Some(read) } else { script.compared(read) }) else { continue };
            if (roles | sum.last) & PARTS != 0 {
                match (sum.last & PARTS != 0, roles & PARTS != 0) {
                    (true, false) => opens = roles & then(PARTS) != 0,
                    (false, true) => end = sum.last,
                    _ => {}
                }
                glance.field |= c == ':' && (1..7).contains(&chars.len());
            }
            if sum.add(roles) & PAIR != 0
                && let Some(&before) = chars.last()
            {
                pairs.extend(self.lines.first(before, c).map(|pattern| (chars.len(), pattern)));
                glance.tagged |= self.tags.first(before, c).is_some();
            }
            name.read(c.into(), is_letter(c), roles & ENDS != 0 && may_end(c));
            chars.push(c);
        }
        let ([first, .., last] | [first @ last]) = **chars else { return glance };
        let front = self.sieve.of(first);
        glance.short = self.sieve.may_be_short(chars, sum);
        glance.tagged |= glance.short;
        if (front | sum.last) & FORMAL != 0 {
            glance.short = self.sieve.may_be_short(&chars[self.unmarked(chars)], sum);
        }
        glance.known = glance.short || !pairs.is_empty();
        glance.address = sum.all & PARTS != 0 && sum.met & (PARTS | ADDRESSED) != 0;
        glance.addressed = opens || if sum.last & PARTS != 0 { end } else { sum.last } & ADDRESSED != 0;
        glance.office = sum.met & OFFICE != 0 || sum.all & SHORT_OFFICE != 0;
        glance.parted = sum.all & TAGS != 0;
        glance.title = sum.last & TITLES != 0 || glance.parted && sum.all & TITLES != 0;
        glance.signer = sum.last & SIGNS != 0;
        glance.heading = front & HEADS != 0;
        glance.colon = last == ':';
        glance.bracketed = chars.len() > 1 && matches!(first, '(' | '【' | '[') && matches!(last, ')' | '】' | ']');
        glance.name = name.whole();
        glance
    }

    /// Tells everything that a line can be at which one looked.
    pub(crate) fn known(&self, line: &Folded, glance: Glance, mut tell: impl FnMut(LineKind, Option<u32>)) {
        let bare = self.unmarked(&line.chars);
        let inside = |&&(place, _): &&(usize, u32)| bare.start < place && place < bare.end;
        let found = line.pairs.iter().filter(inside).map(|&(_, pattern)| pattern);
        self.lines.ask(&line.chars[bare.clone()], found, glance.short, |kind, number| {
            tell(self.kinds[usize::from(kind)], number);
        });
    }

    /// Where a folded line stands without the marks at its ends that belong to no formula.
    fn unmarked(&self, line: &[char]) -> Range<usize> {
        let plain = |c: &char| self.sieve.of(*c) & FORMAL == 0 || !FORMAL_MARKS.contains(*c);
        match (line.iter().position(plain), line.iter().rposition(plain)) {
            (Some(first), Some(last)) => first..last + 1,
            _ => 0..line.len(),
        }
    }

    /// Whether a text could be an address, or the last of several; `false` is certain.
    pub(crate) fn may_address(&self, text: &str) -> bool {
        let mut back = text.chars().rev();
        self.opens(text, then(PARTS))
            || back.find(|c| !c.is_whitespace()).is_some_and(|c| self.sieve.of(c) & ADDRESSED != 0)
    }

    /// Whether a text could be the field of a form; `false` is certain.
    pub(crate) fn may_label(&self, text: &str) -> bool {
        self.opens(text, LABELS)
    }

    /// Whether a text holds two characters side by side that tell of a known line.
    pub(crate) fn may_open_known(&self, text: &str, script: &Script) -> bool {
        let (mut sum, mut before) = (Sum::START, '\0');
        self.sieve.walk(text, script).any(|(c, roles)| {
            let pair = sum.add(roles) & PAIR != 0 && self.lines.first(before, c).is_some();
            before = c;
            pair
        })
    }

    /// Whether a text opens like a conclusion; told by its first characters.
    pub(crate) fn concludes(&self, text: &str, script: &Script) -> bool {
        self.opens(text, CONCLUDES) && {
            let letters = text.chars().take(HEAD).filter(|c| !c.is_whitespace());
            self.conclusion_opens.starts(letters.map(|c| script.fold(c).to_ascii_lowercase()))
        }
    }

    /// Whether the end of a text could promise a count; `false` is certain.
    pub(crate) fn may_promise(&self, tail: &str, script: &Script) -> bool {
        let mut sum = Sum::START;
        self.sieve.walk(tail, script).any(|(_, roles)| sum.add(roles) & COUNTS != 0)
    }

    fn opens(&self, text: &str, roles: Roles) -> bool {
        text.chars().next().is_some_and(|c| self.sieve.of(c) & roles != 0)
    }
}

/// So many characters of a text tell whether it opens like a conclusion.
const HEAD: usize = 40;

/// What a number is that promises several things.
const SEVERAL: &str = "两二三四五六七八九十23456789几";

/// Marks that belong to a formula and do not tell it from another, folded: 散会。 and 散会！ are one.
const FORMAL_MARKS: &str = "。!~.↓↑→←▼▲=★☆";

/// The sieve of all words and patterns.
pub(super) fn sieve(words: &Words, script: &Script) -> Sieve {
    let mut sieve = Sieve::new();
    words.lines.sift(&mut sieve);
    words.tags.sift(&mut sieve);
    for (set, roles) in [
        (&words.address_opens, then(PARTS)),
        (&words.conclusion_opens, CONCLUDES),
        (&words.heading_labels, LABELS | HEADS),
        (&words.attached, LABELS | HEADS),
        (&words.heading_words, HEADS),
        (&words.apparatus, HEADS),
        (&words.promise, then(COUNTS)),
    ] {
        set.words().filter_map(<[char]>::first).for_each(|&c| sieve.add(c, roles));
    }
    for (set, roles) in [
        (&words.people, ADDRESSED),
        (&words.greetings, ADDRESSED),
        (&words.title_ends, TITLES),
        (&words.signers, SIGNS),
    ] {
        set.words().filter_map(<[char]>::last).for_each(|&c| sieve.add(c, roles));
    }
    for office in words.offices.words() {
        match *office {
            [c] => sieve.add(c, SHORT_OFFICE),
            [first, second, ..] => {
                sieve.add(first, OFFICE);
                sieve.add(second, then(OFFICE));
            }
            [] => {}
        }
    }
    // 老班长们: whoever they are.
    sieve.add('们', ADDRESSED);
    ADDRESS_PARTS.iter().for_each(|&c| sieve.add(c, PARTS | then(ADDRESSED)));
    FORMAL_MARKS.chars().for_each(|c| sieve.add(c, FORMAL));
    SEVERAL.chars().for_each(|c| sieve.add(c, COUNTS));
    name::PARTS.iter().chain(&name::BRACKETS).for_each(|&c| sieve.add(c, TAGS));
    name::ENDS.chars().chain(NUMBER.chars()).for_each(|c| sieve.add(c, ENDS));
    sieve.spell(script);
    sieve
}
