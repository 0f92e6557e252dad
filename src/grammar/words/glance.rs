//! A glance at a line: one walk along its characters that tells what need not be asked.
//!
//! Knows with what the words and patterns begin, go on and end. What it denies is certain; what it allows is for the
//! words themselves to tell.

use super::address::ADDRESS_PARTS;
use super::{Words, is_formal};
use crate::grammar::script::Script;
use crate::grammar::sieve::{
    ADDRESSED, CONCLUDES, COUNTS, HEADS, LABELS, OFFICE, PARTS, SHORT_OFFICE, SIGNS, Sieve, Sum, TAGS, TITLES, then,
};
use crate::grammar::sieve::{PAIR, Roles};

/// What a folded line could be, as its characters tell; `false` is certain.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each possibility is independent of the others")]
pub(crate) struct Glance {
    /// One of the known kinds.
    pub(crate) known: bool,
    /// It carries the tag of a web site.
    pub(crate) tagged: bool,
    /// Somebody is addressed in it.
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
}

impl Words {
    /// Folds a text into a line, which is cleared before, and looks at every character once.
    pub(crate) fn look(&self, text: &str, script: &Script, line: &mut Vec<char>) -> Glance {
        line.clear();
        line.reserve(text.len());
        let mut glance = Glance::default();
        let mut sum = Sum::START;
        for (c, roles) in self.sieve.walk(text, script) {
            if sum.add(roles) & PAIR != 0
                && let Some(&before) = line.last()
            {
                glance.known |= self.lines.holds(before, c);
                glance.tagged |= self.tags.holds(before, c);
            }
            line.push(c);
        }
        let short = self.sieve.may_be_short(line, sum);
        glance.tagged |= short;
        let bare = unmarked(line);
        glance.known |= if bare.len() == line.len() { short } else { self.sieve.may_be_short(bare, sum) };
        glance.address = sum.met & (PARTS | ADDRESSED) != 0 || sum.last & ADDRESSED != 0;
        glance.addressed = glance.address && self.addresses_last(line, sum);
        glance.office = sum.met & OFFICE != 0 || sum.all & SHORT_OFFICE != 0;
        glance.parted = sum.all & TAGS != 0;
        glance.title = sum.last & TITLES != 0 || glance.parted && sum.all & TITLES != 0;
        glance.signer = sum.last & SIGNS != 0;
        glance.heading = line.first().is_some_and(|&c| self.sieve.of(c) & HEADS != 0);
        glance
    }

    /// Whether the last part of a folded line could address somebody.
    fn addresses_last(&self, line: &[char], sum: Sum) -> bool {
        let parts = |c: &char| self.sieve.of(*c) & PARTS != 0;
        let Some(last) = line.iter().rposition(|c| !parts(c)) else { return false };
        self.sieve.of(line[last]) & ADDRESSED != 0
            || sum.met & PARTS != 0 && {
                let first = line[..last].iter().rposition(parts).map_or(0, |mark| mark + 1);
                self.sieve.of(line[first]) & then(PARTS) != 0
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
            let pair = sum.add(roles) & PAIR != 0 && self.lines.holds(before, c);
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

/// What parts a page's title, folded, and what opens a bracket in it.
pub(crate) const PARTS_OF_TITLE: [char; 8] = ['_', '-', '|', '–', '—', '>', ':', '»'];
pub(crate) const BRACKETS: [char; 3] = ['(', '[', '【'];

/// A folded line without the marks at its ends that belong to no formula.
pub(crate) fn unmarked(line: &[char]) -> &[char] {
    let plain = |c: &char| !is_formal(*c);
    match (line.iter().position(plain), line.iter().rposition(plain)) {
        (Some(first), Some(last)) => &line[first..=last],
        _ => line,
    }
}

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
    SEVERAL.chars().for_each(|c| sieve.add(c, COUNTS));
    PARTS_OF_TITLE.iter().chain(&BRACKETS).for_each(|&c| sieve.add(c, TAGS));
    sieve.spell(script);
    sieve
}
