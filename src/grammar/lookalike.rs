//! Look-alikes of a form: which numeral systems and marks it speaks of, and what is taken for one of those marks by eye.

use super::form::{Form, Names};
use crate::numeral::System;

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
            let Some(class) = self.classes.get(name) else { return };
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
