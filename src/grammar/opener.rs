//! Openers: which families a text may open with, told by its first two characters, and by the first two that belong to
//! no numeral.
//!
//! Most places where a marker could begin are none, and two characters show it: 一 before 些 opens nothing. Which of the
//! many families is meant that a numeral can open shows behind it: 、 behind 二十一, and 是 behind 一. Only the families
//! that are left are asked to read. Knows forms; is a sieve: a family that it lets through may still not read.

use rustc_hash::FxHashMap as HashMap;

use super::entry::ClassEntry;
use super::form::{Form, Names};
use super::script::Script;
use crate::numeral::System;
use crate::stored::{Row, stored};
use crate::text::Charset;

/// Families of a grammar, a bit each.
pub(super) type Mask = u128;

/// A grammar has no more families.
pub(super) const MOST_FAMILIES: usize = Mask::BITS as usize;

/// The sieve of a grammar.
#[derive(Debug, Default)]
pub(super) struct Openers {
    /// By the first two characters of a text.
    whole: Pair,
    /// By the first two that are neither of a numeral nor of a gap.
    bare: Pair,
    /// What a numeral, or a gap, may hold.
    passed: Charset,
}

/// Families by two characters.
#[derive(Debug, Default)]
struct Pair {
    firsts: Masks,
    seconds: Masks,
    /// The families whose markers may hold neither of them, or any.
    none: Mask,
    /// The families whose markers may hold the first alone, or have any behind it.
    one: Mask,
}

stored!(Openers { whole, bare, passed });
stored!(Pair { firsts, seconds, none, one });

/// Where a numeral goes on for more characters, or a gap, every family is asked.
const FAR: usize = 16;

/// Families whose markers may open a text, in their order.
#[derive(Clone, Copy, Debug)]
pub struct Opened(Mask);

impl Iterator for Opened {
    type Item = u16;

    #[inline]
    fn next(&mut self) -> Option<u16> {
        let family = u16::try_from(self.0.trailing_zeros()).ok().filter(|_| self.0 != 0)?;
        self.0 &= self.0 - 1;
        Some(family)
    }
}

impl Opened {
    /// Whether there is none.
    #[inline]
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those that are also in `mask`.
    #[inline]
    pub(super) const fn and(self, mask: Mask) -> Self {
        Self(self.0 & mask)
    }
}

impl Openers {
    /// Makes the sieve; each form stands with what must follow it.
    pub(super) fn new(families: &[(Form, Option<Form>)], names: &Names, script: &Script) -> Self {
        let passed = names.passed(script);
        let whole = Pair::new(families, Leads::whole(names), script);
        let bare = Pair::new(families, Leads { passed: Some(&passed), ..Leads::whole(names) }, script);
        Self { whole, bare, passed }
    }

    /// The characters with which one of the families in `mask` can begin.
    pub(super) fn firsts(&self, mask: Mask) -> impl Iterator<Item = char> {
        self.whole.firsts.iter().filter(move |(_, families)| families & mask != 0).map(|(c, _)| c)
    }

    /// The families that may open `text`.
    #[inline]
    pub(super) fn opened(&self, text: &str) -> Opened {
        let mut chars = text.chars();
        let mask = chars.next().map_or(0, |first| self.whole.firsts.of(first));
        if mask == 0 {
            return Opened(0);
        }
        // At the end of a text every form decides for itself.
        let mask = chars.next().map_or(mask, |second| mask & (self.whole.one | self.whole.seconds.of(second)));
        if mask == 0 { Opened(0) } else { Opened(mask & self.barely(text)) }
    }

    /// The families that may open `text` by what is no numeral in it.
    fn barely(&self, text: &str) -> Mask {
        let mut chars = text.chars();
        let mut next = || {
            for _ in 0..FAR {
                match chars.next() {
                    Some(c) if self.passed.contains(c) => {}
                    other => return Some(other),
                }
            }
            None
        };
        let Some(first) = next() else { return Mask::MAX };
        let Some(first) = first else { return self.bare.none };
        let mask = self.bare.none | self.bare.firsts.of(first);
        let Some(second) = next() else { return mask };
        mask & (self.bare.one | second.map_or(0, |second| self.bare.seconds.of(second)))
    }
}

impl Pair {
    fn new<'n>(families: &'n [(Form, Option<Form>)], mut leads: Leads<'n>, script: &Script) -> Self {
        let mut out = Self::default();
        for (index, (form, follow)) in families.iter().enumerate().take(MOST_FAMILIES) {
            let mut lead = leads.of(form);
            if let Some(follow) = follow {
                lead = lead.then(&leads.of(follow));
            }
            lead.first.some.iter().for_each(|&c| out.firsts.add(script.fold(c), 1 << index));
            lead.second.some.iter().for_each(|&c| out.seconds.add(script.fold(c), 1 << index));
            if lead.first.any || lead.empty {
                out.none |= 1 << index;
            }
            if lead.second.any || lead.single || lead.empty {
                out.one |= 1 << index;
            }
        }
        out.firsts.spell_out(script);
        out.seconds.spell_out(script);
        out
    }
}

/// A mask for every character of the basic plane, in pages of which most are empty.
#[derive(Debug)]
struct Masks {
    pages: Row<u16>,
    /// Which mask a character has; the first one is empty.
    cells: Row<[u16; PAGE]>,
    masks: Row<Mask>,
}

stored!(Masks { pages, cells, masks });

const PAGE: usize = 64;

impl Default for Masks {
    fn default() -> Self {
        Self { pages: vec![0; 0x1_0000 / PAGE].into(), cells: vec![[0; PAGE]].into(), masks: vec![0].into() }
    }
}

impl Masks {
    fn add(&mut self, c: char, mask: Mask) {
        let Self { pages, cells, masks } = self;
        let (pages, cells, masks) = (pages.to_mut(), cells.to_mut(), masks.to_mut());
        let Some(page) = pages.get_mut(c as usize / PAGE) else { return };
        if *page == 0 {
            *page = u16::try_from(cells.len()).unwrap_or(0);
            cells.push([0; PAGE]);
        }
        let cell = &mut cells[usize::from(*page)][c as usize % PAGE];
        if *cell == 0 {
            *cell = u16::try_from(masks.len()).unwrap_or(0);
            masks.push(0);
        }
        masks[usize::from(*cell)] |= mask;
    }

    /// Gives all that are folded to a character the mask that it has.
    fn spell_out(&mut self, script: &Script) {
        for &(c, folded) in script.pairs() {
            match self.of(folded) {
                0 => {}
                mask => self.add(c, mask),
            }
        }
    }

    /// Every character that has a mask, in order.
    fn iter(&self) -> impl Iterator<Item = (char, Mask)> + '_ {
        let used = self.pages.iter().enumerate().filter(|(_, page)| **page != 0);
        let cells = used.flat_map(|(place, &page)| (place * PAGE..).zip(&self.cells[usize::from(page)]));
        let masks = cells.filter(|(_, mask)| **mask != 0).map(|(c, &mask)| (c, self.masks[usize::from(mask)]));
        masks.filter_map(|(c, mask)| Some((u32::try_from(c).ok().and_then(char::from_u32)?, mask)))
    }

    #[inline]
    fn of(&self, c: char) -> Mask {
        let page = self.pages.get(c as usize / PAGE).copied().unwrap_or(0);
        self.masks[usize::from(self.cells[usize::from(page)][c as usize % PAGE])]
    }
}

/// Characters that may stand at a place.
#[derive(Clone, Debug, Default)]
struct Chars {
    /// Some more than once.
    some: Vec<char>,
    /// Whether any other may stand there too.
    any: bool,
}

impl Chars {
    fn of(chars: impl IntoIterator<Item = char>) -> Self {
        Self { some: chars.into_iter().collect(), any: false }
    }

    fn add(&mut self, other: &Self) {
        self.some.extend_from_slice(&other.some);
        self.any |= other.any;
    }

    fn once_each(&mut self) {
        self.some.sort_unstable();
        self.some.dedup();
    }
}

/// What a form can begin with.
#[derive(Clone, Debug, Default)]
struct Lead {
    first: Chars,
    second: Chars,
    /// Whether it may match one character.
    single: bool,
    /// Whether it may match nothing.
    empty: bool,
}

impl Lead {
    /// Anything, or nothing.
    const ANY: Self = Self {
        first: Chars { some: Vec::new(), any: true },
        second: Chars { some: Vec::new(), any: true },
        single: true,
        empty: true,
    };

    fn or(mut self, other: &Self) -> Self {
        self.first.add(&other.first);
        self.second.add(&other.second);
        self.single |= other.single;
        self.empty |= other.empty;
        self
    }

    /// This and then `next`, with a gap between them or none.
    fn then(mut self, next: &Self) -> Self {
        if self.single {
            self.second.add(&next.first);
            self.second.some.extend(GAP.chars());
        }
        if self.empty {
            self.first.add(&next.first);
            self.second.add(&next.second);
        }
        Self { single: self.single && next.empty || self.empty && next.single, empty: self.empty && next.empty, ..self }
    }
}

/// What may stand inside a marker.
const GAP: &str = " \t\u{3000}\u{a0}\n\r";
/// What may stand at the end of a line, besides nothing.
const END: &str = " \t\u{b}\u{c}\n\r\u{85}\u{a0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\
    \u{2008}\u{2009}\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}";

/// The folded characters with which a text begins that a form may read; `None` where it may begin with any, or be over.
pub(super) fn beginnings(form: &Form, names: &Names, script: &Script) -> Option<Charset> {
    let lead = Leads::whole(names).of(form);
    // In front of what stands in a sequence there may be a gap.
    let begins = lead.first.some.iter().copied().chain(GAP.chars());
    (!lead.first.any && !lead.empty && !may_be_over(form)).then(|| begins.map(|c| script.fold(c)).collect())
}

/// Whether a form may read the end of a line, as far as its beginning tells.
fn may_be_over(form: &Form) -> bool {
    match form {
        Form::Literal(_) => false,
        Form::Name(name) => name == "end",
        Form::Choice(parts) => parts.iter().any(may_be_over),
        Form::Sequence(parts) => parts.first().is_some_and(may_be_over),
        Form::Optional(_) | Form::Repeated(_) => true,
    }
}

/// What forms can begin with; each name is looked into once.
struct Leads<'n> {
    names: &'n Names,
    known: HashMap<&'n str, Lead>,
    /// Characters that are passed over.
    passed: Option<&'n Charset>,
}

impl<'n> Leads<'n> {
    /// Nothing is passed over.
    fn whole(names: &'n Names) -> Self {
        Self { names, known: HashMap::default(), passed: None }
    }

    /// What a form can begin with; a name that stands for nothing begins with nothing.
    fn of(&mut self, form: &'n Form) -> Lead {
        let nothing = Lead { empty: true, ..Lead::default() };
        match form {
            Form::Literal(text) => self.of_words([text.as_str()]),
            Form::Name(name) => self.of_name(name),
            Form::Choice(parts) => parts.iter().fold(Lead::default(), |lead, part| lead.or(&self.of(part))),
            Form::Optional(part) => self.of(part).or(&nothing),
            Form::Repeated(part) => {
                let lead = self.of(part).or(&nothing);
                lead.clone().then(&lead)
            }
            Form::Sequence(parts) => parts.iter().fold(nothing, |lead, part| lead.then(&self.of(part))),
        }
    }

    fn of_name(&mut self, name: &'n str) -> Lead {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let names = self.names;
        let mut lead = if let Some(system) = System::ALL.into_iter().find(|system| system.name() == name) {
            self.of_numeral(system)
        } else if let Some(alias) = names.aliases.get(name) {
            self.of(alias.form())
        } else if let Some(class) = names.classes.get(name) {
            let ClassEntry { words, lookalikes, others, .. } = &class.entry;
            self.of_words(words.iter().chain(lookalikes.iter()).chain(others.iter()))
        } else {
            match name {
                // Behind the end of a line another one may begin.
                "end" if self.passed.is_some() => Lead::ANY,
                "space" | "wide" => self.of_one(GAP.chars()),
                "end" => self.of_one(END.chars()),
                "aside" => self.of_numeral(System::Han).or(&self.of_numeral(System::Arabic)),
                _ if self.passed.is_some() => Lead::ANY,
                _ => Lead { first: Chars { any: true, ..Chars::default() }, single: true, ..Lead::default() },
            }
        };
        lead.first.once_each();
        lead.second.once_each();
        self.known.insert(name, lead.clone());
        lead
    }

    fn of_numeral(&self, system: System) -> Lead {
        let seen = || self.names.lookalikes_of(system).iter().map(|&(seen, _)| seen);
        let mut lead = self.of_one(system.openers().chars().chain(seen()));
        if self.passed.is_none() || !matches!(system, System::Han | System::Arabic) {
            lead.second = Chars::of(system.goes_on().chars().chain(seen()));
        }
        lead
    }

    fn of_words<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Lead {
        let mut out = Lead::default();
        for word in words {
            let mut chars = word.chars().filter(|c| self.sees(*c));
            let (first, second) = (chars.next(), chars.next());
            out.single |= first.is_some() && second.is_none();
            out.empty |= first.is_none();
            out.first.some.extend(first);
            out.second.some.extend(second);
        }
        out
    }

    fn of_one(&self, chars: impl IntoIterator<Item = char>) -> Lead {
        let mut out = Lead::default();
        for c in chars {
            if self.sees(c) {
                out.first.some.push(c);
                out.single = true;
            } else {
                out.empty = true;
            }
        }
        out
    }

    fn sees(&self, c: char) -> bool {
        self.passed.is_none_or(|passed| !passed.contains(c))
    }
}

impl Names {
    fn lookalikes_of(&self, system: System) -> &[(char, char)] {
        match system {
            System::Han => &self.lookalike_han,
            System::Arabic => &self.lookalike_arabic,
            _ => &[],
        }
    }

    /// What Chinese and Arabic numerals may hold, and gaps.
    fn passed(&self, script: &Script) -> Charset {
        let numerals = [System::Han, System::Arabic].into_iter().flat_map(|system| {
            let signs = format!("{}{}", system.openers(), system.goes_on());
            signs.chars().chain(self.lookalikes_of(system).iter().map(|&(seen, _)| seen)).collect::<Vec<_>>()
        });
        let mut passed: Charset = numerals.chain(GAP.chars()).flat_map(|c| [c, script.fold(c)]).collect();
        script.spell(&mut passed);
        passed
    }
}
