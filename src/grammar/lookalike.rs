//! Look-alikes: what is taken for a digit by eye; which numeral systems and marks a form speaks of, and what is taken for
//! one of those marks.

use super::form::Names;
use super::notation::Form;
use crate::numeral::{Fold, System};
use crate::stored::{Row, stored};

/// What is seen in numerals in place of a digit, each with what is meant.
#[derive(Clone, Debug, Default)]
pub(super) struct Lookalikes {
    han: Row<(char, char)>,
    arabic: Row<(char, char)>,
}

stored!(Lookalikes { han, arabic });

impl Lookalikes {
    /// Of two that tell of one character the first holds.
    pub(super) fn new(mut han: Vec<(char, char)>, mut arabic: Vec<(char, char)>) -> Self {
        for pairs in [&mut han, &mut arabic] {
            pairs.sort_by_key(|&(seen, _)| seen);
            pairs.dedup_by_key(|&mut (seen, _)| seen);
        }
        Self { han: han.into(), arabic: arabic.into() }
    }

    /// As numerals want them.
    pub(super) fn fold(&self) -> Fold<'_> {
        Fold { han: &self.han, arabic: &self.arabic }
    }

    /// Those of a system.
    pub(super) fn of(&self, system: System) -> &[(char, char)] {
        match system {
            System::Han => &self.han,
            System::Arabic => &self.arabic,
            _ => &[],
        }
    }
}

impl Names {
    /// The numeral systems that a form speaks of, each once.
    pub(super) fn systems(&self, form: &Form) -> Vec<System> {
        let mut out = Vec::new();
        self.each_name(form, &mut |name| {
            let system = System::ALL.into_iter().find(|system| system.name() == name);
            out.extend(system.filter(|system| !out.contains(system)));
        });
        out
    }

    /// What is seen in place of the marks of a form, and what is meant.
    pub(super) fn lookalikes(&self, form: &Form) -> Vec<(char, char)> {
        let mut out: Vec<(char, char)> = Vec::new();
        self.each_name(form, &mut |name| {
            let Some(class) = self.class(name) else { return };
            let Some(meant) = class.entry.words.get(0).and_then(|word| word.chars().next()) else { return };
            for seen in class.entry.lookalikes.iter().filter_map(|word| word.chars().next()) {
                if out.iter().all(|(known, _)| *known != seen) {
                    out.push((seen, meant));
                }
            }
        });
        out
    }

    /// Calls `tell` with every name in a form, aliases followed.
    fn each_name<'f>(&'f self, form: &'f Form, tell: &mut impl FnMut(&'f str)) {
        match form {
            Form::Literal(_) => {}
            Form::Name(name) => match self.aliases.get(name.as_str()) {
                Some(alias) => self.each_name(alias.form(), tell),
                None => tell(name),
            },
            Form::Sequence(parts) | Form::Choice(parts) => parts.iter().for_each(|part| self.each_name(part, tell)),
            Form::Optional(part) | Form::Repeated(part) => self.each_name(part, tell),
        }
    }
}
