//! A glance at a line: one walk along its characters that tells what need not be asked.
//!
//! Knows with what the words and patterns begin, go on and end. What it denies is certain; what it allows is for the
//! words themselves to tell.

use std::ops::Range;

use super::address::ADDRESS_PARTS;
use super::name;
use super::{LineKind, Words};
use crate::grammar::pattern::{NUMBER, Number, Short};
use crate::grammar::script::Script;
use crate::grammar::sieve::{
    ADDRESSED, ALTERED, CONCLUDES, COUNTS, FORMAL, HEADS, LABELS, NUMBERS, OFFICE, PAIRS, PARTS, Roles, SIGNS, Sieve,
    Sum, TAGS, TITLES, pair, then,
};

/// A folded line, to be used again, with what its characters tell.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    /// Room for its characters, and how many there are.
    room: Vec<char>,
    len: usize,
    told: Told,
}

/// What the characters of a line tell.
#[derive(Debug, Default)]
struct Told {
    sum: Sum,
    /// Patterns, each with the place of the second of the two characters that tell of it.
    pairs: Vec<(usize, u32)>,
    /// The tags of which such two tell.
    tags: Vec<u32>,
    /// Whether a blank stands behind what such two begin with.
    gap: bool,
}

impl Told {
    /// Notes a blank behind what was summed up.
    #[cold]
    #[inline(never)]
    fn note_gap(&mut self, sum: Sum) {
        self.gap |= sum.last & PAIRS != 0;
    }
}

impl Folded {
    /// The characters of a text as the words of the grammar are compared with them.
    pub(crate) fn fold(&mut self, text: &str, script: &Script) -> &[char] {
        self.room.clear();
        script.fold_into(text, &mut self.room);
        self.len = self.room.len();
        &self.room
    }

    /// Its characters.
    pub(crate) fn chars(&self) -> &[char] {
        self.room.get(..self.len).unwrap_or_default()
    }
}

/// What a folded line could be, as its characters tell; `false` is certain.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each possibility is independent of the others")]
pub(crate) struct Glance {
    /// One of the known kinds.
    pub(crate) known: bool,
    /// Which of those whose patterns have no two characters side by side.
    short: Short,
    /// Its characters stand apart, and two of them could tell of a pattern: so are lines set, and few sentences.
    pub(crate) spaced: bool,
    /// It carries the tag of a web site, or one whose pattern has no two characters side by side.
    pub(crate) tagged: bool,
    short_tag: Short,
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
}

impl Words {
    /// Folds a text into a line, and tells what it could be.
    pub(crate) fn look(&self, text: &str, script: &Script, line: &mut Folded) -> Glance {
        self.walk(text, script, line);
        let (chars, told) = (line.chars(), &line.told);
        let sum = told.sum;
        let ([first, .., last] | [first @ last]) = *chars else { return Glance::default() };
        let front = self.sieve.of(first);
        let short_tag = self.sieve.short(chars, sum);
        let short = match (front | sum.last) & FORMAL {
            0 => short_tag,
            _ => self.sieve.short(&chars[self.unmarked(chars)], sum),
        };
        let parted = sum.all & TAGS != 0;
        Glance {
            known: short != Short::None || !told.pairs.is_empty(),
            short,
            spaced: told.gap,
            tagged: short_tag != Short::None || !told.tags.is_empty(),
            short_tag,
            address: sum.all & PARTS != 0 && sum.met & (PARTS | ADDRESSED) != 0,
            addressed: self.addresses_last(chars, sum),
            office: sum.met & OFFICE != 0 || self.short_offices,
            title: sum.last & TITLES != 0 || parted && sum.all & TITLES != 0,
            signer: sum.last & SIGNS != 0,
            heading: front & HEADS != 0,
            parted,
            colon: last == ':',
            field: chars.iter().take(7).skip(1).any(|&c| c == ':'),
            bracketed: matches!(*chars, ['(' | '【' | '[', .., ')' | '】' | ']']),
        }
    }

    /// Folds a text into a line and sums up the roles of its characters.
    ///
    /// It stays a function of its own, and what is seldom asked for is cold and stays outside: a loop that has to do with few
    /// numbers.
    #[inline(never)]
    fn walk(&self, text: &str, script: &Script, line: &mut Folded) {
        let Folded { room, len, told } = line;
        if room.len() < text.len() {
            room.resize(text.len(), '\0');
        }
        told.pairs.clear();
        told.tags.clear();
        told.gap = false;
        let most = room.len();
        let mut slots = room.iter_mut();
        let (mut sum, mut before) = (Sum::START, '\0');
        for (mut c, roles) in self.sieve.signs(text) {
            if roles & ALTERED != 0 {
                let Some(compared) = compared(script, c) else {
                    told.note_gap(sum);
                    continue;
                };
                c = compared;
            }
            if sum.add(roles) & pair(before, c) != 0 {
                self.note_pair(before, c, most - slots.len(), told);
            }
            if let Some(slot) = slots.next() {
                *slot = c;
            }
            before = c;
        }
        *len = most - slots.len();
        told.sum = sum;
    }

    /// Notes of which patterns two characters tell, with the place of the second one.
    #[cold]
    fn note_pair(&self, before: char, c: char, place: usize, told: &mut Told) {
        told.pairs.extend(self.lines.first(before, c).map(|pattern| (place, pattern)));
        told.tags.extend(self.tags.first(before, c));
    }

    /// Whether the last part of a folded line could address somebody.
    fn addresses_last(&self, line: &[char], sum: Sum) -> bool {
        if sum.last & PARTS == 0 && (sum.last & ADDRESSED != 0 || sum.met & PARTS == 0) {
            return sum.last & ADDRESSED != 0;
        }
        let parts = |c: &char| self.sieve.of(*c) & PARTS != 0;
        let Some(last) = line.iter().rposition(|c| !parts(c)) else { return false };
        self.sieve.of(line[last]) & ADDRESSED != 0
            || sum.met & PARTS != 0 && {
                let first = line[..last].iter().rposition(parts).map_or(0, |mark| mark + 1);
                self.sieve.of(line[first]) & then(PARTS) != 0
            }
    }

    /// Tells everything that a line can be at which one looked.
    pub(crate) fn known<'l>(&self, line: &'l Folded, glance: Glance, mut tell: impl FnMut(LineKind, Number<'l>)) {
        let chars = line.chars();
        let bare = self.unmarked(chars);
        let inside = |&&(place, _): &&(usize, u32)| bare.start < place && place < bare.end;
        let found = line.told.pairs.iter().filter(inside).map(|&(_, pattern)| pattern);
        self.lines.ask(&chars[bare.clone()], found, glance.short, |kind, number| {
            tell(self.kinds[usize::from(kind)], number);
        });
    }

    /// Whether a line at which one looked carries the tag of a web site.
    pub(crate) fn is_tagged(&self, line: &Folded, glance: Glance) -> bool {
        let mut any = false;
        self.tags.ask(line.chars(), line.told.tags.iter().copied(), glance.short_tag, |_, _| any = true);
        any
    }

    /// Where a folded line stands without the marks at its ends that belong to no formula.
    fn unmarked(&self, line: &[char]) -> Range<usize> {
        let plain = |c: &char| self.sieve.of(*c) & FORMAL == 0 || !FORMAL_MARKS.contains(*c);
        match (line.iter().position(plain), line.iter().rposition(plain)) {
            (Some(first), Some(last)) => first..last + 1,
            _ => 0..line.len(),
        }
    }

    /// What could begin with a character.
    #[inline]
    pub(crate) fn opening(&self, c: char) -> Opening {
        Opening(self.sieve.of(c))
    }

    /// Whether a text that begins so could be an address; `false` is certain.
    pub(crate) fn may_address(&self, opening: Opening, text: &str) -> bool {
        let mut last = self.sieve.signs(text).rev().filter(|&sign| !is_gap(sign));
        opening.0 & then(PARTS) != 0 || last.next().is_some_and(|(_, roles)| roles & ADDRESSED != 0)
    }

    /// Whether one of so many first characters of a text tells, with the next one, of a known line, or a blank may stand
    /// between the two.
    pub(crate) fn may_open_known(&self, text: &str, first: usize, script: &Script) -> bool {
        let (mut last, mut before) = (0, '\0');
        for (mut c, roles) in self.sieve.signs(text).take(first) {
            if roles & ALTERED != 0 {
                let Some(compared) = compared(script, c) else {
                    if last & PAIRS != 0 {
                        return true;
                    }
                    continue;
                };
                c = compared;
            }
            if then(last & pair(before, c)) & roles != 0 && self.lines.first(before, c).is_some() {
                return true;
            }
            (last, before) = (roles, c);
        }
        false
    }

    /// Whether a text that begins so opens like a conclusion; told by its first characters.
    pub(crate) fn concludes(&self, opening: Opening, text: &str, script: &Script) -> bool {
        opening.may_conclude() && {
            let letters = text.chars().take(HEAD).filter(|c| !c.is_whitespace());
            self.conclusion_opens.starts(letters.map(|c| script.fold(c).to_ascii_lowercase()))
        }
    }

    /// Whether so many last characters of a text could promise a count; `false` is certain.
    pub(crate) fn may_promise(&self, text: &str, last: usize) -> bool {
        let mut behind = 0;
        self.sieve.signs(text).rev().take(last).any(|sign| {
            let (_, roles) = sign;
            if is_gap(sign) {
                return false;
            }
            let promised = then(roles & COUNTS) & behind != 0;
            behind = roles;
            promised
        })
    }
}

/// What could begin with the first character of a text.
#[derive(Clone, Copy)]
pub(crate) struct Opening(Roles);

impl Opening {
    /// Whether the field of a form could; `false` is certain.
    pub(crate) const fn may_label(self) -> bool {
        self.0 & LABELS != 0
    }

    /// Whether a conclusion could; `false` is certain.
    pub(crate) const fn may_conclude(self) -> bool {
        self.0 & CONCLUDES != 0
    }
}

/// Whether a character is white space; its roles tell that most are none.
#[inline]
fn is_gap((c, roles): (char, Roles)) -> bool {
    roles & ALTERED != 0 && c.is_whitespace()
}

/// A character that is not compared as it stands.
#[cold]
fn compared(script: &Script, c: char) -> Option<char> {
    script.compared(c)
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
        if let [first, second, ..] = *office {
            sieve.add(first, OFFICE);
            sieve.add(second, then(OFFICE));
        }
    }
    // 老班长们: whoever they are.
    sieve.add('们', ADDRESSED);
    ADDRESS_PARTS.iter().for_each(|&c| sieve.add(c, PARTS | then(ADDRESSED)));
    FORMAL_MARKS.chars().for_each(|c| sieve.add(c, FORMAL));
    SEVERAL.chars().for_each(|c| sieve.add(c, COUNTS));
    NUMBER.chars().for_each(|c| sieve.add(c, NUMBERS));
    name::PARTS.iter().chain(&name::BRACKETS).for_each(|&c| sieve.add(c, TAGS));
    sieve.spell(script);
    sieve
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::{prop_assert_eq, proptest};
    use proptest::sample::select;
    use proptest::{collection::vec, prop_oneof};

    use super::{FORMAL_MARKS, Folded};
    use crate::grammar::words::name::{Name, parts};
    use crate::grammar::{Grammar, GrammarFiles, Own};

    /// Every word and pattern of the genre.
    fn words() -> impl Iterator<Item = &'static str> {
        let genre = GrammarFiles::BUILTIN.words.split("[radicals]").next().unwrap_or_default();
        genre.split('"').skip(1).step_by(2)
    }

    /// Holds a glance against all that a text is when everything is asked; how many kinds of lines it is.
    fn hold(text: &str, grammar: &Grammar) -> usize {
        let (words, script) = (grammar.words(), grammar.script());
        let (mut folded, mut line) = (Folded::default(), Vec::new());
        let glance = words.look(text, script, &mut folded);
        script.fold_into(text, &mut line);
        assert_eq!(folded.chars(), line, "{text}");

        let (mut quick, mut slow) = (Vec::new(), Vec::new());
        let formal = |c: &char| FORMAL_MARKS.contains(*c);
        let bare = match (line.iter().position(|c| !formal(c)), line.iter().rposition(|c| !formal(c))) {
            (Some(first), Some(last)) => &line[first..=last],
            _ => &line,
        };
        words.kinds(bare, |kind, number| slow.push((kind, number.value())));
        words.known(&folded, glance, |kind, number| quick.push((kind, number.value())));
        assert_eq!(quick, slow, "{text}");
        assert!(glance.known || slow.is_empty(), "{text}");

        let untagged = line.iter().position(|c| matches!(c, '(' | '【' | '[')).unwrap_or(line.len());
        let heading = [&words.heading_words, &words.heading_labels, &words.attached, &words.apparatus];
        for (may, is) in [
            (words.is_tagged(&folded, glance), words.tags.matches_any(&line)),
            (glance.address, words.opens_with_address(&line).is_some()),
            (glance.addressed, words.is_salutation(&line)),
            (glance.office, words.offices.within(&line)),
            (glance.title, words.title_ends.end_of(&line).is_some()),
            (glance.title, words.title_ends.end_of(&line[..untagged]).is_some()),
            (glance.signer, words.signers.end_of(&line).is_some()),
            (glance.heading, heading.iter().any(|words| words.start_of(&line).is_some())),
            (glance.colon, words.is_addressee(&line)),
        ] {
            assert!(may || !is, "{text}");
        }
        assert_eq!(glance.colon, line.ends_with(&[':']), "{text}");
        assert_eq!(glance.field, line.iter().take(7).skip(1).any(|&c| c == ':'), "{text}");
        assert_eq!(glance.bracketed, matches!(*line, ['(' | '【' | '[', .., ')' | '】' | ']']), "{text}");

        if !glance.parted {
            let name = Name::of(&line);
            assert_eq!(parts(&line[..name.len]), name.parts(&line, false), "{text}");
        }
        slow.len()
    }

    #[test]
    fn a_glance_denies_nothing_that_a_word_can_say() {
        let grammar = Grammar::builtin();
        let variants: HashMap<char, char> = grammar.script().pairs().iter().map(|&(c, folded)| (folded, c)).collect();
        let mut known = 0;
        for pattern in words() {
            for (number, any) in [("3", ""), ("十二", "某事"), ("１２", "甲 a乙"), ("〇×", "：1、(")] {
                let plain = pattern.replace('#', number).replace('*', any);
                let spelt: String = plain.chars().map(|c| variants.get(&c).copied().unwrap_or(c)).collect();
                let spaced = plain.chars().flat_map(|c| [c, '\u{3000}']).collect();
                let [marked, colon] = [format!("＝ {plain}！。"), format!("某某{plain}：")];
                let [tagged, named] = [format!("{plain}（某）_某网"), format!("{plain}、{spelt}们，{plain}")];
                for text in [plain.to_uppercase(), spelt, spaced, marked, colon, tagged, named, plain] {
                    known += hold(&text, &grammar);
                }
            }
        }
        assert!(known > 10_000, "only {known} kinds are known");
    }

    #[test]
    fn words_of_ones_own_are_seen_whatever_their_characters() {
        let own = "[words.closing]\nlines = [\"𠀀𠀁*\", \"*\u{1f600}\", \"#*甲\", \"*\\u0000*\"]\n[words.meta]\noffices = [\"𠀂\", \"𠀂𠀃\"]\n\
                   [words.salutation]\nopens = [\"𠀄\"]\n[words.title]\nends = [\"𠀅\"]\n";
        let own = Own { file: "own", text: own };
        let grammar = Grammar::with(GrammarFiles::BUILTIN, &[own]).expect("the words are well formed");
        let known = ["𠀀𠀁乙", "乙\u{1f600}", "3乙甲", "乙\0丙", "乙𠀂丙", "𠀄，", "乙𠀅", "乙丙"]
            .map(|text| hold(text, &grammar));
        assert_eq!(known, [1, 1, 1, 1, 0, 0, 0, 0]);
    }

    #[test]
    fn a_sieve_has_room_for_the_words() {
        assert!(!Grammar::builtin().words().sieve.is_full());
    }

    #[test]
    fn nothing_and_a_number_alone_are_seen() {
        let grammar = Grammar::builtin();
        for text in ["", "3", "十二", " "] {
            hold(text, &grammar);
        }
    }

    proptest! {
        #[test]
        fn a_glance_denies_nothing(
            pieces in vec(prop_oneof![
                select(words().collect::<Vec<_>>()),
                select("、，,：:！。~;；()（）【】[]-—_|>»·.＝=★ \u{3000}\u{200b}0123456789１２〇一二十百Ａbｃ某们".split("").collect::<Vec<_>>()),
            ], 0..6),
            number in select(vec!["3", "十二", "１２", ""]),
        ) {
            let grammar = Grammar::builtin();
            let text = pieces.concat().replace('#', number);
            hold(&text, &grammar);
            hold(&text.replace('*', ""), &grammar);
            prop_assert_eq!(grammar.words().sieve.is_full(), false);
        }
    }
}
