//! Openers: which families a text may open with, told by its first two characters, and by the first two that belong to
//! no numeral.
//!
//! Most places where a marker could begin are none, and two characters show it: 一 before 些 opens nothing. Which of the
//! many families is meant that a numeral can open shows behind it: 、 behind 二十一, and 是 behind 一. Only the families
//! that are left are asked to read. Knows forms; is a sieve: a family that it lets through may still not read.

use rustc_hash::FxHashMap as HashMap;

use std::str::Chars;

use super::form::Names;
use super::lead::Leads;
use super::notation::Form;
use super::script::Script;
use crate::stored::{Row, stored};

/// Families of a grammar, a bit each.
pub(super) type Mask = u128;

/// A grammar has no more families.
pub(super) const MOST_FAMILIES: usize = Mask::BITS as usize;

/// The sieve of a grammar.
#[derive(Debug, Default)]
pub(super) struct Openers {
    chars: Table,
    /// By the first two characters of a text.
    whole: Loose,
    /// By the first two that are neither of a numeral nor of a gap.
    bare: Loose,
}

/// Families of which two characters tell little.
#[derive(Clone, Copy, Debug, Default)]
struct Loose {
    /// Those whose markers may hold neither of them, or any.
    none: Mask,
    /// Those whose markers may have any behind any first.
    any: Mask,
}

stored!(Openers { chars, whole, bare });
stored!(Loose { none, any });

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
}

impl Openers {
    /// Makes the sieve; each form stands with what must follow it.
    pub(super) fn new(families: &[(Form, Option<Form>)], names: &Names, script: &Script) -> Self {
        let passed = names.passed(script);
        let mut out = Self::default();
        out.whole = out.chars.add(families, Leads::whole(names), script, WHOLE);
        passed.iter().for_each(|&c| out.chars.add_to(c, PASSED, 1));
        let passed = passed.into_iter().collect();
        out.bare = out.chars.add(families, Leads::without(names, &passed), script, BARE);
        out.chars.spell_out(script);
        out.chars.share();
        out
    }

    /// The characters with which one of the families in `mask` can begin.
    pub(super) fn firsts(&self, mask: Mask) -> impl Iterator<Item = char> {
        self.chars.iter().filter(move |(_, entry)| entry[WHOLE + FIRST] & mask != 0).map(|(c, _)| c)
    }

    /// The families of `among` that may open `text`.
    #[inline]
    pub(super) fn opened(&self, text: &str, among: Mask) -> Opened {
        let mut entries = self.chars.entries(text);
        let Some(first) = entries.next() else { return Opened(0) };
        let mask = among & first[WHOLE + FIRST];
        // Most places are told by one character.
        Opened(if mask == 0 { 0 } else { self.opened_behind(first, entries, mask) })
    }

    /// Those of a mask that may open a text by what stands behind its first character.
    #[inline(never)]
    fn opened_behind<'s>(&'s self, first: &'s Entry, mut entries: Entries<'s>, mask: Mask) -> Mask {
        // At the end of a text every form decides for itself.
        let second = entries.next();
        let mask = second.map_or(mask, |second| mask & self.whole.behind(first, second, WHOLE));
        if mask == 0 { 0 } else { self.barely(first, second, entries, mask) }
    }

    /// Those of a mask that may open a text by what is no numeral in it: its first two characters and all others.
    #[inline]
    fn barely<'s>(
        &'s self,
        first: &'s Entry,
        mut second: Option<&'s Entry>,
        mut others: Entries<'s>,
        mut mask: Mask,
    ) -> Mask {
        let (mut next, mut lead, mut left) = (Some(first), None, FAR);
        loop {
            match (next, lead) {
                (Some(entry), _) if entry[PASSED] != 0 => {
                    left -= 1;
                    if left == 0 {
                        return mask;
                    }
                }
                (Some(entry), None) => {
                    mask &= self.bare.none | entry[BARE + FIRST];
                    if mask & !self.bare.any == 0 {
                        return mask;
                    }
                    (lead, left) = (Some(entry), FAR);
                }
                (Some(entry), Some(lead)) => return mask & self.bare.behind(lead, entry, BARE),
                (None, None) => return mask & self.bare.none,
                (None, Some(lead)) => return mask & (self.bare.any | lead[BARE + ALONE]),
            }
            next = second.take().or_else(|| others.next());
        }
    }
}

impl Loose {
    /// The families whose markers may have `second`, or may end, behind `first`.
    #[inline]
    const fn behind(self, first: &Entry, second: &Entry, part: usize) -> Mask {
        self.any | first[part + ALONE] | second[part + SECOND]
    }
}

/// What is known of a character: the families whose markers may hold it, and whether a numeral, or a gap, may. Nothing but
/// masks, so that all that is known lies in a row.
type Entry = [Mask; 7];

/// As one of the first two characters of a marker.
const WHOLE: usize = 0;
/// As one of the first two that are neither of a numeral nor of a gap.
const BARE: usize = 3;
/// In both, as their first one.
const FIRST: usize = 0;
/// Those of these that may have any behind it, or end there.
const ALONE: usize = 1;
/// As their second one.
const SECOND: usize = 2;
/// Not 0 where a numeral, or a gap, may hold it.
const PASSED: usize = 6;

/// What is known of every character of the basic plane, in pages of which most are empty.
#[derive(Debug)]
struct Table {
    pages: Row<u16>,
    /// Which entry a character has; the first one is empty.
    cells: Row<[u16; PAGE]>,
    entries: Row<Entry>,
}

stored!(Table { pages, cells, entries });

const PAGE: usize = 64;

impl Default for Table {
    fn default() -> Self {
        let none = Entry::default();
        Self { pages: vec![0; 0x1_0000 / PAGE].into(), cells: vec![[0; PAGE]].into(), entries: vec![none].into() }
    }
}

impl Table {
    /// Adds what families can begin with, each with its form and that of what must follow it.
    fn add<'n>(
        &mut self,
        families: &'n [(Form, Option<Form>)],
        mut leads: Leads<'n>,
        script: &Script,
        part: usize,
    ) -> Loose {
        let mut loose = Loose::default();
        for (index, (form, follow)) in families.iter().enumerate().take(MOST_FAMILIES) {
            let mut lead = leads.of(form);
            if let Some(follow) = follow {
                lead = lead.then(&leads.of(follow));
            }
            for &(c, alone) in &lead.first.some {
                self.add_to(script.fold(c), part + FIRST, 1 << index);
                self.add_to(script.fold(c), part + ALONE, Mask::from(alone) << index);
            }
            for &(c, _) in &lead.second.some {
                self.add_to(script.fold(c), part + SECOND, 1 << index);
            }
            if lead.first.any.is_some() || lead.empty {
                loose.none |= 1 << index;
            }
            if lead.second.any.is_some() || lead.first.any == Some(true) || lead.empty {
                loose.any |= 1 << index;
            }
        }
        loose
    }

    /// Adds to one of the masks of a character; what is told of one that has no place in the table is not kept.
    fn add_to(&mut self, c: char, which: usize, mask: Mask) {
        let Self { pages, cells, entries } = self;
        let (pages, cells, entries) = (pages.to_mut(), cells.to_mut(), entries.to_mut());
        let Some(page) = pages.get_mut(c as usize / PAGE) else { return };
        if *page == 0 {
            *page = u16::try_from(cells.len()).unwrap_or(0);
            cells.push([0; PAGE]);
        }
        let cell = &mut cells[usize::from(*page)][c as usize % PAGE];
        if *cell == 0 {
            *cell = u16::try_from(entries.len()).unwrap_or(0);
            entries.push(Entry::default());
        }
        entries[usize::from(*cell)][which] |= mask;
    }

    /// Gives all that are folded to a character the families that it has.
    fn spell_out(&mut self, script: &Script) {
        for &(c, folded) in script.pairs() {
            let entry = *self.of(folded);
            for (which, mask) in entry.into_iter().enumerate().filter(|&(which, mask)| which != PASSED && mask != 0) {
                self.add_to(c, which, mask);
            }
        }
    }

    /// Gives one entry to all characters of which the same is known: few entries stay near one another.
    fn share(&mut self) {
        let mut known: HashMap<Entry, u16> = HashMap::default();
        let mut kept = Vec::new();
        let places: Vec<u16> = (self.entries.iter())
            .map(|&entry| {
                *known.entry(entry).or_insert_with(|| {
                    kept.push(entry);
                    u16::try_from(kept.len() - 1).unwrap_or(0)
                })
            })
            .collect();
        let cells = self.cells.to_mut().iter_mut().flatten();
        cells.for_each(|cell| *cell = places[usize::from(*cell)]);
        self.entries = kept.into();
    }

    /// Every character of which something is known, in order.
    fn iter(&self) -> impl Iterator<Item = (char, &Entry)> + '_ {
        let used = self.pages.iter().enumerate().filter(|(_, page)| **page != 0);
        let cells = used.flat_map(|(place, &page)| (place * PAGE..).zip(&self.cells[usize::from(page)]));
        let entries = cells.filter(|(_, entry)| **entry != 0).map(|(c, &entry)| (c, &self.entries[usize::from(entry)]));
        entries.filter_map(|(c, entry)| Some((u32::try_from(c).ok().and_then(char::from_u32)?, entry)))
    }

    fn of(&self, c: char) -> &Entry {
        let page = self.pages.get(c as usize / PAGE).copied().unwrap_or(0);
        &self.entries[usize::from(self.cells[usize::from(page)][c as usize % PAGE])]
    }

    /// What is known of the characters of a text.
    #[inline]
    fn entries<'s>(&'s self, text: &'s str) -> Entries<'s> {
        Entries { pages: &self.pages, cells: &self.cells, entries: &self.entries, chars: text.chars() }
    }
}

/// What is known of the characters of a text.
struct Entries<'s> {
    pages: &'s [u16],
    cells: &'s [[u16; PAGE]],
    entries: &'s [Entry],
    chars: Chars<'s>,
}

impl<'s> Iterator for Entries<'s> {
    type Item = &'s Entry;

    #[inline(always)]
    fn next(&mut self) -> Option<&'s Entry> {
        let code = self.chars.next()? as usize;
        let page = self.pages.get(code / PAGE).copied().unwrap_or(0);
        self.entries.get(usize::from(self.cells.get(usize::from(page))?[code % PAGE]))
    }
}
