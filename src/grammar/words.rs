//! The words of the genre, ready to be asked: what a line without a marker could be.
//!
//! Knows `grammar/words.toml`. Decides nothing: every pattern that fits is told.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::check::{CheckEntry, CheckFile, CitationEntry};
use super::pattern::Patterns;
use super::script::Script;
use super::texts::Texts;
use crate::stored::{Row, Stock, Store, Stored, Text, stored, stored_by_place};
use crate::text::{Charmap, Charset};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordsFile {
    salutation: SalutationEntry,
    closing: ClosingEntry,
    conclusion: OpensEntry,
    title: TitleEntry,
    meta: MetaEntry,
    signature: SignatureEntry,
    separator: SeparatorEntry,
    contents: ContentsEntry,
    heading: HeadingEntry,
    promise: PromiseEntry,
    citation: CitationEntry,
    boilerplate: BTreeMap<String, BoilerplateEntry>,
    check: CheckEntry,
    radicals: ScriptEntry,
    pub(super) script: ScriptEntry,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScriptEntry {
    pub(super) from: Text,
    pub(super) to: Text,
}

stored!(ScriptEntry { from, to });

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SalutationEntry {
    opens: Texts,
    people: Texts,
    greetings: Texts,
    addressees: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClosingEntry {
    lines: Texts,
    most: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OpensEntry {
    opens: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleEntry {
    ends: Texts,
    tags: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MetaEntry {
    date: Texts,
    place: Texts,
    time: Texts,
    speaker: Texts,
    occasion: Texts,
    people: Texts,
    number: Texts,
    note: Texts,
    offices: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignatureEntry {
    ends: Texts,
    people: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeparatorEntry {
    labelled: Texts,
    examples: Texts,
    counted: Texts,
    bare: Texts,
    attachment: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ContentsEntry {
    heads: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadingEntry {
    words: Texts,
    labels: Texts,
    attached: Texts,
    apparatus: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PromiseEntry {
    classifiers: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BoilerplateEntry {
    #[serde(default)]
    strong: Texts,
    #[serde(default)]
    weak: Texts,
    #[serde(default)]
    tail: bool,
}

/// What tells that a line is a piece of a compendium, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PieceSign {
    /// A word that says so: 篇一.
    Label,
    /// A word that may count other things too: 例1：.
    Example,
    /// A number after a title.
    Count,
}

/// What a whole line can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum LineKind {
    Closing,
    /// A meta line, with its key.
    Meta(&'static str),
    /// A piece of a compendium.
    Piece(PieceSign),
    /// A number alone, which can be a piece if speeches stand between.
    BarePiece,
    Attachment,
    Contents,
    /// A line of a site, by the index of its reason, strong or weak.
    Boilerplate(Boilerplate),
}

/// Why a line is boilerplate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Boilerplate {
    /// The index of its reason.
    pub(crate) reason: u8,
    /// Whether it is boilerplate wherever it stands.
    pub(crate) strong: bool,
    /// Whether nothing of the speech follows it.
    pub(crate) tail: bool,
}

/// The words, compiled.
#[derive(Debug)]
pub(crate) struct Words {
    lines: Patterns,
    kinds: Vec<LineKind>,
    reasons: Vec<Text>,
    tags: Patterns,
    /// How long a closing may be, in characters.
    pub(crate) closing_most: usize,
    pub(crate) address_opens: Suffixes,
    pub(crate) people: Suffixes,
    pub(crate) greetings: Suffixes,
    pub(crate) addressees: Suffixes,
    conclusion_opens: Suffixes,
    pub(crate) title_ends: Suffixes,
    pub(crate) offices: Suffixes,
    pub(crate) signers: Suffixes,
    pub(crate) heading_words: Suffixes,
    pub(crate) heading_labels: Suffixes,
    pub(crate) attached: Suffixes,
    pub(crate) apparatus: Suffixes,
    promise: Suffixes,
    sieve: Charmap,
}

stored_by_place!(PieceSign in [Self::Label, Self::Example, Self::Count]);
stored!(Boilerplate { reason, strong, tail });
stored!(Words {
    lines,
    kinds,
    reasons,
    tags,
    closing_most,
    address_opens,
    people,
    greetings,
    addressees,
    conclusion_opens,
    title_ends,
    offices,
    signers,
    heading_words,
    heading_labels,
    attached,
    apparatus,
    promise,
    sieve
});

impl Stored for LineKind {
    fn store(&self, store: &mut Store) {
        let mut kind = |kind: u8| kind.store(store);
        match self {
            Self::Closing => kind(0),
            Self::Meta(_) => kind(1),
            Self::Piece(_) => kind(2),
            Self::BarePiece => kind(3),
            Self::Attachment => kind(4),
            Self::Contents => kind(5),
            Self::Boilerplate(_) => kind(6),
        }
        match self {
            Self::Meta(key) => key.store(store),
            Self::Piece(sign) => sign.store(store),
            Self::Boilerplate(why) => why.store(store),
            _ => {}
        }
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        Some(match u8::take(stock)? {
            0 => Self::Closing,
            1 => Self::Meta(Stored::take(stock)?),
            2 => Self::Piece(Stored::take(stock)?),
            3 => Self::BarePiece,
            4 => Self::Attachment,
            5 => Self::Contents,
            6 => Self::Boilerplate(Stored::take(stock)?),
            _ => return None,
        })
    }
}

/// What characters can do, by which a text can be known to say nothing of the kind: an address opens with it.
const OPENS: u8 = 1;
/// The names of those who are addressed end with it, or greetings.
const ENDS: u8 = 1 << 1;
/// It parts those who are addressed.
const PARTS: u8 = 1 << 2;
/// A conclusion opens with it.
const CONCLUDES: u8 = 1 << 3;
/// The label of a form, or of an attachment, begins with it.
const LABELS: u8 = 1 << 4;
/// A classifier begins with it that a count may stand before, or it counts.
const CLASSIFIES: u8 = 1 << 5;
const COUNTS: u8 = 1 << 6;
/// An office begins with it.
const OFFICE: u8 = 1 << 7;

/// What a folded line could be, as its characters tell; `false` is certain.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Glance {
    /// It addresses somebody.
    pub(crate) addresses: bool,
    /// It names an office.
    pub(crate) office: bool,
}

impl Words {
    /// The words, and as they stand in the file those that only the checker asks for.
    pub(super) fn new(file: WordsFile, script: &Script) -> (Self, CheckFile) {
        let mut words = Compiler { lines: Patterns::for_lines(64, 1000), kinds: Vec::new(), script };
        let meta = &file.meta;
        words.add(file.closing.lines.iter(), LineKind::Closing);
        for (key, lines) in [
            ("date", &meta.date),
            ("place", &meta.place),
            ("date", &meta.time),
            ("speaker", &meta.speaker),
            ("occasion", &meta.occasion),
            ("people", &meta.people),
            ("number", &meta.number),
            ("note", &meta.note),
        ] {
            words.add(lines.iter(), LineKind::Meta(key));
        }
        words.add(file.signature.people.iter().filter(|word| word.ends_with('*')), LineKind::Meta("signature"));
        words.add(file.separator.labelled.iter(), LineKind::Piece(PieceSign::Label));
        words.add(file.separator.examples.iter(), LineKind::Piece(PieceSign::Example));
        words.add(file.separator.counted.iter(), LineKind::Piece(PieceSign::Count));
        words.add(file.separator.bare.iter(), LineKind::BarePiece);
        words.add(file.separator.attachment.iter(), LineKind::Attachment);
        words.add(file.contents.heads.iter(), LineKind::Contents);
        let mut reasons = Vec::new();
        for (reason, entry) in &file.boilerplate {
            let index = u8::try_from(reasons.len()).unwrap_or(u8::MAX);
            reasons.push(reason.clone().into());
            words.add(
                entry.strong.iter(),
                LineKind::Boilerplate(Boilerplate { reason: index, strong: true, tail: entry.tail }),
            );
            words.add(
                entry.weak.iter(),
                LineKind::Boilerplate(Boilerplate { reason: index, strong: false, tail: entry.tail }),
            );
        }
        let mut tags = Patterns::for_lines(100, 60);
        file.title.tags.iter().for_each(|tag| tags.add(&format!("*{tag}"), 0, script));
        file.title.tags.iter().for_each(|tag| tags.add(&format!("{tag}*"), 0, script));
        tags.spell(script);
        words.lines.spell(script);
        let set = |words: &Texts| Suffixes::new(words.iter(), script);
        let people = file.signature.people.iter().filter(|word| !word.ends_with('*'));
        let signers = file.signature.ends.iter().chain(people);
        let words = Self {
            sieve: sieve(&file, script),
            lines: words.lines,
            kinds: words.kinds,
            reasons,
            tags,
            closing_most: file.closing.most,
            address_opens: set(&file.salutation.opens),
            people: set(&file.salutation.people),
            greetings: set(&file.salutation.greetings),
            addressees: set(&file.salutation.addressees),
            conclusion_opens: set(&file.conclusion.opens),
            title_ends: set(&file.title.ends),
            offices: set(&meta.offices),
            signers: Suffixes::new(signers, script),
            heading_words: set(&file.heading.words),
            heading_labels: set(&file.heading.labels),
            attached: set(&file.heading.attached),
            apparatus: set(&file.heading.apparatus),
            promise: set(&file.promise.classifiers),
        };
        let WordsFile { check, citation, promise, radicals, .. } = file;
        (words, CheckFile { check, citation, classifiers: promise.classifiers, radicals })
    }

    /// Whether a line as it stands in the text could be one of the known kinds; `false` is certain.
    pub(crate) fn may_be_known(&self, text: &str, short: bool, script: &Script) -> bool {
        self.lines.may_match(text, short, is_formal, script)
    }

    /// Looks at a folded line.
    pub(crate) fn glance(&self, line: &[char]) -> Glance {
        let (mut before, mut all, mut addresses) = (PARTS, 0, false);
        for &c in line {
            let bits = self.sieve.of(c);
            addresses |= before & PARTS != 0 && bits & OPENS != 0 || bits & PARTS != 0 && before & ENDS != 0;
            all |= bits;
            before = bits;
        }
        Glance { addresses: addresses || before & ENDS != 0, office: all & OFFICE != 0 }
    }

    /// Whether a text could be an address, or the last of several; `false` is certain.
    pub(crate) fn may_address(&self, text: &str) -> bool {
        let mut back = text.chars().rev();
        text.chars().next().is_some_and(|c| self.is(c, OPENS))
            || back.find(|c| !c.is_whitespace()).is_some_and(|c| self.is(c, ENDS))
    }

    /// Whether a text that opens so could be the field of a form; `false` is certain.
    pub(crate) fn may_label(&self, first: char) -> bool {
        self.is(first, LABELS)
    }

    /// Whether a text opens like a conclusion; told by its first characters.
    pub(crate) fn concludes(&self, text: &str, script: &Script) -> bool {
        if !text.chars().next().is_some_and(|c| self.is(c, CONCLUDES)) {
            return false;
        }
        let letters = text.chars().take(HEAD).filter(|c| !c.is_whitespace());
        let letters = letters.map(|c| script.fold(c).to_ascii_lowercase());
        self.conclusion_opens.starts(letters)
    }

    /// Whether the end of a text could promise a count; `false` is certain.
    pub(crate) fn may_promise(&self, tail: &str) -> bool {
        let mut counted = false;
        tail.chars().any(|c| {
            let bits = self.sieve.of(c);
            let promised = counted && bits & CLASSIFIES != 0;
            counted = bits & COUNTS != 0 || counted && c.is_whitespace();
            promised
        })
    }

    fn is(&self, c: char, bit: u8) -> bool {
        self.sieve.of(c) & bit != 0
    }

    /// Tells everything that a folded line can be, with the first number in it.
    pub(crate) fn kinds(&self, line: &[char], mut tell: impl FnMut(LineKind, Option<u32>)) {
        self.lines.matches(line, |kind, number| tell(self.kinds[usize::from(kind)], number));
    }

    /// The length in characters of the address to the audience that opens a folded line, its mark included.
    pub(crate) fn opens_with_address(&self, line: &[char]) -> Option<usize> {
        let end = line.iter().take(30).position(|c| matches!(c, ',' | ':' | '!' | '。'))?;
        // 主任、各位委员, names several.
        let mut parts = line[..end].split(|&c| c == '、');
        let named = |part: &[char]| self.is_address(part) || self.people.end_of(part).is_some() && part.len() <= 8;
        (parts.clone().all(named) && parts.any(|part| self.is_address(part))).then_some(end + 1)
    }

    /// Whether a folded line is an address to the audience and nothing else: one or several, with a greeting.
    pub(crate) fn is_salutation(&self, line: &[char]) -> bool {
        let mut parts = line.split(|c| ADDRESS_PARTS.contains(c)).filter(|part| !part.is_empty());
        let Some(first) = parts.next() else { return false };
        // 张局长、家长会林会长、亲爱的同学: names come first.
        let titled = first.len() <= 6 && parts.clone().any(|part| self.address_opens.start_of(part).is_some());
        let opened =
            self.is_address(first) || titled || (self.address_opens.start_of(first).is_some() && line.len() <= 60);
        // Between the first and the last who are addressed anybody may stand.
        let ends = line.rsplit(|c| ADDRESS_PARTS.contains(c)).find(|part| !part.is_empty());
        let last = ends.is_some_and(|part| self.is_address(part) || self.address_opens.start_of(part).is_some());
        if opened && last && line.len() <= 60 && line.ends_with(&[':']) {
            return true;
        }
        opened
            && line.len() <= 90
            && parts.all(|part| {
                self.is_address(part)
                    || self.greetings.is(part)
                    || self.address_opens.start_of(part).is_some()
                    || self.people.end_of(strip_plural(part)).is_some()
                    || part.len() <= 10 && part.ends_with(&['们'])
            })
    }

    /// Whether a folded line says to whom a document is sent: bodies, and a colon.
    pub(crate) fn is_addressee(&self, line: &[char]) -> bool {
        let Some((':', bodies)) = line.split_last() else { return false };
        let mut parts = bodies.split(|c| matches!(c, ',' | '、' | ';')).filter(|part| !part.is_empty());
        let named = |part: &[char]| {
            let part = match part.iter().position(|&c| c == '(') {
                Some(open) if part.ends_with(&[')']) => &part[..open],
                _ => part,
            };
            part.len() <= 24 && self.addressees.end_of(part).is_some()
        };
        !bodies.is_empty() && line.len() <= 150 && parts.all(named)
    }

    /// Whether a folded end of a text promises a count: 讲三点意见.
    pub(crate) fn promises(&self, line: &[char]) -> bool {
        (1..line.len()).any(|i| self.is(line[i - 1], COUNTS) && self.promise.start_of(&line[i..]).is_some())
    }

    fn is_address(&self, part: &[char]) -> bool {
        let part = strip_greeting(part, &self.greetings);
        let person = strip_plural(part);
        let plural = person.len() < part.len();
        let Some(name) = self.people.end_of(person) else {
            // 老班长们: whoever they are, they are spoken to; 我们 and 人们 are not.
            let pronoun = matches!(part, ['我' | '你' | '他' | '她' | '它' | '咱' | '人', '们']);
            let opened = self.address_opens.start_of(part).is_some() && part.len() <= 10;
            return opened || plural && (3..=6).contains(&part.len()) && !pronoun;
        };
        let opened = self.address_opens.start_of(part).is_some();
        // 我们的老师们 is no address, 亲爱的老师们 is one.
        opened
            || name == person.len()
            || (plural && part.len() <= 16 && !part.contains(&'的') && !part.starts_with(&['我', '们']))
    }

    /// Whether a folded title carries a tag of a web site.
    pub(crate) fn is_tagged(&self, line: &[char]) -> bool {
        self.tags.matches_any(line)
    }

    /// The name of a reason.
    pub(crate) fn reason(&self, index: u8) -> &str {
        self.reasons.get(usize::from(index)).map_or("boilerplate", |reason| reason)
    }

    /// The index of a reason by its name.
    pub(crate) fn reason_index(&self, name: &str) -> Option<u8> {
        self.reasons.iter().position(|reason| reason == name).and_then(|i| u8::try_from(i).ok())
    }
}

struct Compiler<'a> {
    lines: Patterns,
    kinds: Vec<LineKind>,
    script: &'a Script,
}

impl Compiler<'_> {
    fn add<'w>(&mut self, patterns: impl Iterator<Item = &'w str>, kind: LineKind) {
        let value = u16::try_from(self.kinds.len()).unwrap_or(u16::MAX);
        self.kinds.push(kind);
        patterns.for_each(|pattern| self.lines.add(pattern, value, self.script));
    }
}

/// So many characters of a text tell whether it opens like a conclusion.
const HEAD: usize = 40;

/// What a number is that promises several things.
const SEVERAL: &str = "两二三四五六七八九十23456789几";

/// Marks that belong to a formula and do not tell it from another: 散会。 and 散会！ are one.
pub(crate) const fn is_formal(c: char) -> bool {
    matches!(
        c,
        '。' | '!'
            | '！'
            | '~'
            | '～'
            | '.'
            | '．'
            | '↓'
            | '↑'
            | '→'
            | '←'
            | '▼'
            | '▲'
            | '='
            | '＝'
            | '★'
            | '☆'
    )
}

fn sieve(file: &WordsFile, script: &Script) -> Charmap {
    let mut sieve = Charmap::default();
    let mut add = |c: char, bit: u8| sieve.add(script.fold(c).to_ascii_lowercase(), bit);
    let (address, heading) = (&file.salutation, &file.heading);
    for (words, bit) in [
        (&address.opens, OPENS),
        (&file.conclusion.opens, CONCLUDES),
        (&heading.labels, LABELS),
        (&heading.attached, LABELS),
        (&file.promise.classifiers, CLASSIFIES),
        (&file.meta.offices, OFFICE),
    ] {
        words.iter().filter_map(|word| word.chars().next()).for_each(|c| add(c, bit));
    }
    let people = address.people.iter().chain(address.greetings.iter()).filter_map(|word| word.chars().next_back());
    people.chain(['们']).for_each(|c| add(c, ENDS));
    ADDRESS_PARTS.iter().for_each(|&c| add(c, PARTS));
    SEVERAL.chars().for_each(|c| add(c, COUNTS));
    script.spell_out(&mut sieve);
    sieve
}

/// Marks between those who are addressed, folded.
const ADDRESS_PARTS: [char; 7] = [',', ':', '!', '。', '、', '~', ';'];

/// Words that a folded text may begin or end with.
#[derive(Debug, Default)]
pub(crate) struct Suffixes {
    /// The characters of all words.
    letters: Row<char>,
    /// The words, the longest first.
    words: Vec<Word>,
    /// With what they begin and end.
    firsts: Charset,
    lasts: Charset,
}

/// A word that is not empty: where it begins and ends in the characters of all, and with which.
#[derive(Clone, Copy, Debug)]
struct Word {
    start: u32,
    end: u32,
    first: char,
    last: char,
}

stored!(Word { start, end, first, last });
stored!(Suffixes { letters, words, firsts, lasts });

impl Suffixes {
    pub(super) fn new<'w>(words: impl Iterator<Item = &'w str>, script: &Script) -> Self {
        let mut out = Self::default();
        let place = |letters: &[char]| u32::try_from(letters.len()).unwrap_or(u32::MAX);
        for word in words {
            let start = place(&out.letters);
            out.letters.to_mut().extend(word.chars().map(|c| script.fold(c)));
            let ([first, .., last] | [first @ last]) = out.letters[start as usize..] else { continue };
            out.words.push(Word { start, end: place(&out.letters), first, last });
            out.firsts.insert(first);
            out.lasts.insert(last);
        }
        out.words.sort_by_key(|word| std::cmp::Reverse(word.end - word.start));
        out
    }

    fn letters(&self, word: &Word) -> &[char] {
        &self.letters[word.start as usize..word.end as usize]
    }

    /// The length of the longest word that the line ends with.
    pub(crate) fn end_of(&self, line: &[char]) -> Option<usize> {
        let last = *line.last().filter(|c| self.lasts.contains(**c))?;
        let ends = |word: &&Word| word.last == last && line.ends_with(self.letters(word));
        self.words.iter().find(ends).map(|word| self.letters(word).len())
    }

    /// The length of the longest word that the line begins with.
    pub(crate) fn start_of(&self, line: &[char]) -> Option<usize> {
        let first = *line.first().filter(|c| self.firsts.contains(**c))?;
        let starts = |word: &&Word| word.first == first && line.starts_with(self.letters(word));
        self.words.iter().find(starts).map(|word| self.letters(word).len())
    }

    /// Whether folded characters begin with one of the words.
    fn starts(&self, line: impl Iterator<Item = char> + Clone) -> bool {
        let first = line.clone().next();
        let starts = |word: &Word| self.letters(word).iter().copied().eq(line.clone().take(self.letters(word).len()));
        self.words.iter().any(|word| Some(word.first) == first && starts(word))
    }

    /// Whether the line is one of the words.
    pub(crate) fn is(&self, line: &[char]) -> bool {
        self.start_of(line) == Some(line.len())
    }

    /// Whether one of the words stands in the line.
    pub(crate) fn within(&self, line: &[char]) -> bool {
        (0..line.len()).any(|i| self.start_of(&line[i..]).is_some())
    }
}

fn strip_plural(part: &[char]) -> &[char] {
    part.strip_suffix(&['们']).unwrap_or(part)
}

fn strip_greeting<'a>(part: &'a [char], greetings: &Suffixes) -> &'a [char] {
    match greetings.end_of(part) {
        Some(n) if n < part.len() => &part[..part.len() - n],
        _ => part,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::is_formal;
    use crate::grammar::{Grammar, GrammarFiles};

    #[test]
    fn the_sieve_lets_pass_what_is_known() {
        let grammar = Grammar::builtin();
        let (words, script) = (grammar.words(), grammar.script());
        let variants: HashMap<char, char> = script.pairs().iter().map(|&(c, folded)| (folded, c)).collect();
        let mut known = 0;
        for pattern in GrammarFiles::BUILTIN.words.split('"').skip(1).step_by(2) {
            for (number, any) in [("3", ""), ("十二", "某事"), ("１２", "甲 a乙")] {
                let plain = pattern.replace('#', number).replace('*', any);
                let spelt = plain.chars().map(|c| variants.get(&c).copied().unwrap_or(c)).collect();
                let spaced = plain.chars().flat_map(|c| [c, '\u{3000}']).collect();
                let marked = format!("＝ {plain}！。");
                for text in [plain.to_uppercase(), spelt, spaced, marked, plain] {
                    let folded: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
                    let folded: Vec<char> = folded.iter().map(|&c| script.fold(c).to_ascii_lowercase()).collect();
                    let line = folded.split(|&c| is_formal(c)).max_by_key(|part| part.len()).unwrap_or_default();
                    let mut told = false;
                    words.kinds(line, |_, _| told = true);
                    assert!(!told || words.may_be_known(&text, line.len() <= 64, script), "{text}");
                    known += u32::from(told);
                }
            }
        }
        assert!(known > 1000, "only {known} lines are known");
    }
}
