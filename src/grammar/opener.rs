//! Openers: which families a text may open with, told by its first two characters.
//!
//! Most places where a marker could begin are none, and two characters show it: 一 before 些 opens nothing. Only the
//! families that are left are asked to read. Knows forms; is a sieve: a family that it lets through may still not read.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::form::{Form, Names};
use super::script::Script;
use crate::numeral::System;

/// Families of a grammar, a bit each.
pub(super) type Mask = u128;

/// A grammar has no more families.
pub(super) const MOST_FAMILIES: usize = Mask::BITS as usize;

/// The sieve of a grammar.
#[derive(Debug, Default)]
pub(super) struct Openers {
    firsts: Masks,
    seconds: Masks,
    /// The families whose markers can have any second character, or end behind the first one.
    short: Mask,
}

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
        let mut variants: HashMap<char, Vec<char>> = HashMap::new();
        for (c, folded) in script.pairs() {
            variants.entry(folded).or_default().push(c);
        }
        let spell = |c: char| {
            let folded = script.fold(c);
            [c, folded].into_iter().chain(variants.get(&folded).into_iter().flatten().copied())
        };
        let (mut firsts, mut seconds) = (BTreeMap::new(), BTreeMap::new());
        let mut out = Self::default();
        for (index, (form, follow)) in families.iter().enumerate().take(MOST_FAMILIES) {
            let mut lead = names.lead(form);
            if let Some(follow) = follow {
                lead = lead.then(&names.lead(follow));
            }
            let note = |chars: &Chars, masks: &mut BTreeMap<char, Mask>| {
                chars.some.iter().flat_map(|&c| spell(c)).for_each(|c| *masks.entry(c).or_default() |= 1 << index);
            };
            note(&lead.first, &mut firsts);
            note(&lead.second, &mut seconds);
            if lead.second.any || lead.single || lead.empty {
                out.short |= 1 << index;
            }
        }
        out.firsts = Masks::new(firsts);
        out.seconds = Masks::new(seconds);
        out
    }

    /// The characters with which one of the families in `mask` can begin.
    pub(super) fn firsts(&self, mask: Mask) -> impl Iterator<Item = char> {
        let all = (0..0x1_0000).filter_map(char::from_u32);
        all.filter(move |&c| self.firsts.of(c) & mask != 0)
    }

    /// The families that may open `text`.
    #[inline]
    pub(super) fn opened(&self, text: &str) -> Opened {
        let mut chars = text.chars();
        let mask = chars.next().map_or(0, |first| self.firsts.of(first));
        if mask == 0 {
            return Opened(0);
        }
        // At the end of a text every form decides for itself.
        Opened(chars.next().map_or(mask, |second| mask & (self.short | self.seconds.of(second))))
    }
}

/// A mask for every character of the basic plane, in pages of which most are empty.
#[derive(Debug, Default)]
struct Masks {
    pages: Vec<u16>,
    cells: Vec<[u16; PAGE]>,
    masks: Vec<Mask>,
}

const PAGE: usize = 64;

impl Masks {
    fn new(of_char: BTreeMap<char, Mask>) -> Self {
        let mut out = Self { pages: vec![0; 0x1_0000 / PAGE], cells: vec![[0; PAGE]], masks: vec![0] };
        let mut known: HashMap<Mask, u16> = HashMap::from([(0, 0)]);
        for (c, mask) in of_char {
            let Some(page) = out.pages.get_mut(c as usize / PAGE) else { continue };
            if *page == 0 {
                *page = u16::try_from(out.cells.len()).unwrap_or(0);
                out.cells.push([0; PAGE]);
            }
            let cell = &mut out.cells[usize::from(*page)][c as usize % PAGE];
            *cell = *known.entry(mask).or_insert_with(|| {
                out.masks.push(mask);
                u16::try_from(out.masks.len() - 1).unwrap_or(0)
            });
        }
        out
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
    some: BTreeSet<char>,
    /// Whether any other may stand there too.
    any: bool,
}

impl Chars {
    fn of(chars: impl IntoIterator<Item = char>) -> Self {
        Self { some: chars.into_iter().collect(), any: false }
    }

    fn add(&mut self, other: &Self) {
        self.some.extend(&other.some);
        self.any |= other.any;
    }
}

/// What a form can begin with.
#[derive(Clone, Debug, Default)]
pub(super) struct Lead {
    first: Chars,
    second: Chars,
    /// Whether it may match one character.
    single: bool,
    /// Whether it may match nothing.
    empty: bool,
}

impl Lead {
    fn word(word: &str) -> Self {
        let mut chars = word.chars();
        let (first, second) = (chars.next(), chars.next());
        Self {
            single: first.is_some() && second.is_none(),
            empty: first.is_none(),
            first: Chars::of(first),
            second: Chars::of(second),
        }
    }

    fn one_of(chars: impl IntoIterator<Item = char>) -> Self {
        Self { first: Chars::of(chars), single: true, ..Self::default() }
    }

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

impl Names {
    /// What a form can begin with; a name that stands for nothing begins with nothing.
    fn lead(&self, form: &Form) -> Lead {
        let nothing = Lead { empty: true, ..Lead::default() };
        match form {
            Form::Literal(text) => Lead::word(text),
            Form::Name(name) => self.lead_of_name(name),
            Form::Choice(parts) => parts.iter().fold(Lead::default(), |lead, part| lead.or(&self.lead(part))),
            Form::Optional(part) => self.lead(part).or(&nothing),
            Form::Repeated(part) => {
                let lead = self.lead(part).or(&nothing);
                lead.clone().then(&lead)
            }
            Form::Sequence(parts) => parts.iter().fold(nothing, |lead, part| lead.then(&self.lead(part))),
        }
    }

    fn lead_of_name(&self, name: &str) -> Lead {
        let seen = |pairs: &[(char, char)]| pairs.iter().map(|&(seen, _)| seen).collect::<Vec<_>>();
        let numeral = |system: System| {
            let lookalikes = match system {
                System::Han => seen(&self.lookalike_han),
                System::Arabic => seen(&self.lookalike_arabic),
                _ => Vec::new(),
            };
            Lead {
                first: Chars::of(system.openers().chars().chain(lookalikes.iter().copied())),
                second: Chars::of(system.goes_on().chars().chain(lookalikes)),
                single: true,
                empty: false,
            }
        };
        if let Some(system) = System::ALL.into_iter().find(|system| system.name() == name) {
            return numeral(system);
        }
        if let Some(form) = self.aliases.get(name) {
            return self.lead(form);
        }
        if let Some(class) = self.classes.get(name) {
            let words = class.words.iter().chain(&class.lookalikes).chain(&class.others);
            return words.fold(Lead::default(), |lead, word| lead.or(&Lead::word(word)));
        }
        match name {
            "space" | "wide" => Lead::one_of(GAP.chars()),
            "end" => Lead::one_of(END.chars()),
            "aside" => numeral(System::Han).or(&numeral(System::Arabic)),
            _ => Lead { first: Chars { any: true, ..Chars::default() }, single: true, ..Lead::default() },
        }
    }
}
