//! The grammar that is built into the program, as the build script worked it out: a speech waits for no table.
//!
//! What only some runs need, the words of the checker, is made when it is first asked for. Knows what a grammar holds;
//! decides nothing.

use std::sync::{Arc, OnceLock};

use super::family::{Doubt, Family};
use super::form::Names;
use super::profile::ProfilesFile;
use super::reader::Reader;
use super::{Grammar, GrammarFiles, packed};
use crate::builtin;
use crate::stored::{Row, Stock, Store, Stored};

/// The grammar of the files that are built into the program; nothing while the program is still being built.
pub(super) fn grammar() -> Option<Grammar> {
    let stock = &mut builtin::stock();
    let names = Arc::new(Names::take(stock)?);
    let ProfilesFile { profile: profiles, prices } = packed::read(GrammarFiles::BUILTIN.profiles)?;
    Some(Grammar {
        families: families(stock, &names)?,
        script: names.script.clone(),
        words: Stored::take(stock)?,
        check_file: Stored::take(stock)?,
        check: OnceLock::new(),
        profiles,
        prices,
        openers: Stored::take(stock)?,
        inline: Stored::take(stock)?,
        hidden_opens_inline: Stored::take(stock)?,
        ideographs: Stored::take(stock)?,
        names,
    })
}

impl Grammar {
    /// What the program is to hold of a grammar: all but profiles and prices.
    #[allow(dead_code, reason = "only the build script writes it down")]
    pub(crate) fn store(&self) -> Store {
        let mut store = Store::default();
        self.names.store(&mut store);
        store_families(&self.families, &mut store);
        self.words.store(&mut store);
        self.check_file.store(&mut store);
        self.openers.store(&mut store);
        self.inline.store(&mut store);
        self.hidden_opens_inline.store(&mut store);
        self.ideographs.store(&mut store);
        store
    }
}

/// Appends families to the pools, and the doubts that they share.
fn store_families(families: &[Family], store: &mut Store) {
    let mut doubts: Vec<&Arc<Doubt>> = Vec::new();
    for doubt in families.iter().flat_map(|family| family.doubts.iter().chain(&family.inline_doubts)) {
        if doubts.iter().all(|known| !Arc::ptr_eq(known, doubt)) {
            doubts.push(doubt);
        }
    }
    doubts.len().store(store);
    doubts.iter().for_each(|doubt| doubt.store(store));
    let place = |doubt: &Arc<Doubt>| {
        doubts.iter().zip(0..).find(|(known, _)| Arc::ptr_eq(known, doubt)).map(|(_, place)| place)
    };
    let places = |some: &[Arc<Doubt>]| -> Row<u32> { some.iter().filter_map(place).collect() };
    families.len().store(store);
    for family in families {
        family.store(places(&family.doubts), places(&family.inline_doubts), store);
    }
}

/// Takes families from the pools.
fn families(stock: &mut Stock, names: &Arc<Names>) -> Option<Vec<Family>> {
    let count = usize::take(stock)?;
    let mut doubts = Vec::with_capacity(count);
    for _ in 0..count {
        doubts.push(Doubt::take(stock)?.into());
    }
    let count = usize::take(stock)?;
    let mut families = Vec::with_capacity(count);
    for _ in 0..count {
        families.push(Family::take(stock, names, &doubts)?);
    }
    Some(families)
}

impl Family {
    /// Its doubts are told by their places among those of all families.
    fn store(&self, doubts: Row<u32>, inline_doubts: Row<u32>, store: &mut Store) {
        self.id.store(store);
        self.public_id.store(store);
        self.name.store(store);
        self.reader.store(store);
        self.follow.store(store);
        doubts.store(store);
        inline_doubts.store(store);
        self.yes.store(store);
        self.no.store(store);
        self.systems.store(store);
        self.lookalikes.store(store);
        self.traits.store(store);
    }

    fn take(stock: &mut Stock, names: &Arc<Names>, known: &[Arc<Doubt>]) -> Option<Self> {
        let doubts = |stock: &mut Stock| -> Option<Vec<Arc<Doubt>>> {
            Row::<u32>::take(stock)?.iter().map(|&place| known.get(place as usize).cloned()).collect()
        };
        Some(Self {
            id: Stored::take(stock)?,
            public_id: Stored::take(stock)?,
            name: Stored::take(stock)?,
            reader: Reader::take(stock, names)?,
            follow: Stored::take(stock)?,
            doubts: doubts(stock)?,
            inline_doubts: doubts(stock)?,
            yes: Stored::take(stock)?,
            no: Stored::take(stock)?,
            systems: Stored::take(stock)?,
            lookalikes: Stored::take(stock)?,
            traits: Stored::take(stock)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{GrammarFiles, build};
    use super::grammar;

    #[test]
    fn what_was_worked_out_is_what_the_files_say() {
        let built = build::build(GrammarFiles::BUILTIN, &[]).unwrap_or_else(|error| panic!("{error}"));
        let prepared = grammar().expect("the build script worked it out");
        assert!(built.store() == prepared.store(), "the grammar of the program is not that of its files");
    }
}
