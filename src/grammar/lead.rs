//! Leads: what a form can begin with, its first two characters.
//!
//! Knows forms, and what their names stand for; knows no family.

use rustc_hash::FxHashMap as HashMap;

use super::entry::ClassEntry;
use super::form::Names;
use super::notation::Form;
use super::script::Script;
use crate::numeral::System;
use crate::text::Charset;

/// Characters that may stand at a place, each with whether the form may go on with any behind it, or end.
#[derive(Clone, Debug, Default)]
pub(super) struct Chars {
    /// Some more than once.
    pub(super) some: Vec<(char, bool)>,
    /// The same for all others, where they may stand there too.
    pub(super) any: Option<bool>,
}

impl Chars {
    fn of(chars: impl IntoIterator<Item = char>, alone: bool) -> Self {
        Self { some: chars.into_iter().map(|c| (c, alone)).collect(), any: None }
    }

    fn add(&mut self, other: &Self) {
        self.some.extend_from_slice(&other.some);
        self.any = self.any.max(other.any);
    }

    /// Whether the form may end behind one of them.
    fn may_end(&self) -> bool {
        self.any == Some(true) || self.some.iter().any(|&(_, alone)| alone)
    }

    /// Something follows each of them.
    fn go_on(&mut self) {
        self.any = self.any.map(|_| false);
        self.some.iter_mut().for_each(|(_, alone)| *alone = false);
    }

    fn once_each(&mut self) {
        self.some.sort_unstable_by_key(|&(c, _)| c);
        self.some.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 |= same && next.1;
            same
        });
    }
}

/// What a form can begin with.
#[derive(Clone, Debug, Default)]
pub(super) struct Lead {
    pub(super) first: Chars,
    pub(super) second: Chars,
    /// Whether it may match nothing.
    pub(super) empty: bool,
}

impl Lead {
    /// Anything, or nothing.
    const ANY: Self = Self {
        first: Chars { some: Vec::new(), any: Some(true) },
        second: Chars { some: Vec::new(), any: Some(true) },
        empty: true,
    };

    fn or(mut self, other: &Self) -> Self {
        self.first.add(&other.first);
        self.second.add(&other.second);
        self.empty |= other.empty;
        self
    }

    /// This and then `next`, with a gap between them or none.
    pub(super) fn then(mut self, next: &Self) -> Self {
        if self.first.may_end() {
            self.second.add(&next.first);
            self.second.some.extend(GAP.chars().map(|c| (c, true)));
        }
        if !next.empty {
            self.first.go_on();
        }
        if self.empty {
            self.first.add(&next.first);
            self.second.add(&next.second);
        }
        Self { empty: self.empty && next.empty, ..self }
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
    let begins = lead.first.some.iter().map(|&(c, _)| c).chain(GAP.chars());
    (lead.first.any.is_none() && !lead.empty && !may_be_over(form)).then(|| begins.map(|c| script.fold(c)).collect())
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
pub(super) struct Leads<'n> {
    names: &'n Names,
    known: HashMap<&'n str, Lead>,
    /// Characters that are passed over.
    passed: Option<&'n Charset>,
}

impl<'n> Leads<'n> {
    /// Nothing is passed over.
    pub(super) fn whole(names: &'n Names) -> Self {
        Self { names, known: HashMap::default(), passed: None }
    }

    /// Some characters are passed over.
    pub(super) fn without(names: &'n Names, passed: &'n Charset) -> Self {
        Self { passed: Some(passed), ..Self::whole(names) }
    }

    /// What a form can begin with; a name that stands for nothing begins with nothing.
    pub(super) fn of(&mut self, form: &'n Form) -> Lead {
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
        } else if let Some(class) = names.class(name) {
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
                _ => Lead { first: Chars { any: Some(true), ..Chars::default() }, ..Lead::default() },
            }
        };
        lead.first.once_each();
        lead.second.once_each();
        self.known.insert(name, lead.clone());
        lead
    }

    fn of_numeral(&self, system: System) -> Lead {
        let seen = || self.names.lookalikes.of(system).iter().map(|&(seen, _)| seen);
        let mut lead = self.of_one(system.openers().chars().chain(seen()));
        if self.passed.is_none() || !matches!(system, System::Han | System::Arabic) {
            lead.second = Chars::of(system.goes_on().chars().chain(seen()), true);
        }
        lead
    }

    fn of_words<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Lead {
        let mut out = Lead::default();
        for word in words {
            let mut chars = word.chars().filter(|c| self.sees(*c));
            let (first, second) = (chars.next(), chars.next());
            out.empty |= first.is_none();
            out.first.some.extend(first.map(|c| (c, second.is_none())));
            out.second.some.extend(second.map(|c| (c, true)));
        }
        out
    }

    fn of_one(&self, chars: impl IntoIterator<Item = char>) -> Lead {
        let mut out = Lead::default();
        for c in chars {
            if self.sees(c) {
                out.first.some.push((c, true));
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
    /// What Chinese and Arabic numerals may hold, and gaps.
    pub(super) fn passed(&self, script: &Script) -> Vec<char> {
        let numerals = [System::Han, System::Arabic].into_iter().flat_map(|system| {
            let signs = format!("{}{}", system.openers(), system.goes_on());
            signs.chars().chain(self.lookalikes.of(system).iter().map(|&(seen, _)| seen)).collect::<Vec<_>>()
        });
        let mut out: Vec<char> = numerals.chain(GAP.chars()).flat_map(|c| [c, script.fold(c)]).collect();
        let mut spelt: Charset = out.iter().copied().collect();
        script.spell(&mut spelt);
        let others = ('A'..='Z').chain(script.pairs().iter().map(|&(c, _)| c));
        out.extend(others.filter(|&c| spelt.contains(c)));
        out
    }
}
