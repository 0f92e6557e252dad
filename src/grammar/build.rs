//! From the texts of the grammar files to a grammar.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use serde::de::DeserializeOwned;
use toml::Spanned;

use super::entry::{DoubtEntry, FamilyEntry, Inline, MarkersFile};
use super::error::{GrammarError, GrammarProblem};
use super::family::{Ahead, Behind, Doubt, Family, Traits};
use super::form::Names;
use super::lead::beginnings;
use super::lookalike::Lookalikes;
use super::notation::{Form, Written};
use super::opener::{MOST_FAMILIES, Openers};
use super::own::{self, Own};
use super::packed;
use super::profile::ProfilesFile;
use super::reader::Reader;
use super::script::Script;
use super::texts::Texts;
use super::words::{Words, WordsFile};
use super::{Grammar, GrammarFiles};
use crate::index::{Finder, is_telling};
use crate::stored::Text;
use crate::table::line_of;
use crate::text::{is_boundary, is_opener};

const MARKERS: &str = "markers.toml";
pub(super) const WORDS: &str = "words.toml";
const PROFILES: &str = "profiles.toml";

/// Makes a grammar of its files.
#[inline(never)]
pub(super) fn build(files: GrammarFiles<'_>, own: &[Own<'_>]) -> Result<Grammar, GrammarError> {
    let mut markers: MarkersFile = read(MARKERS, files.markers)?;
    let words: WordsFile = match own {
        [] => read(WORDS, files.words)?,
        _ => own::with_words(read(WORDS, files.words)?, own)?,
    };
    let profiles: ProfilesFile = read(PROFILES, files.profiles)?;
    let script = Script::new(words.script.from.chars().zip(words.script.to.chars()));
    let theirs: Vec<Vec<Spanned<FamilyEntry>>> = own.iter().map(own::families).collect::<Result<_, _>>()?;
    let names = Arc::new(names(&mut markers, files.markers, &script)?);
    let builtin = markers.family.iter().map(|entry| Placed { file: MARKERS, text: files.markers, entry });
    let added = own
        .iter()
        .zip(&theirs)
        .flat_map(|(own, entries)| entries.iter().map(|entry| Placed { file: own.file, text: own.text, entry }));
    let families: Vec<Placed<'_>> = builtin.chain(added).collect();
    let builder = Builder { text: files.markers, names, script: &script, file: &markers, families };
    let (families, forms) = builder.families()?;
    let openers = Openers::new(&forms, &builder.names, &script);
    let (words, check_file) = Words::new(words, &script);
    let names = builder.names;
    let (profiles, prices) = (profiles.profile, profiles.prices);
    let those = |may: fn(Inline) -> bool| {
        let those = families.iter().enumerate().filter(|(_, family)| may(family.traits.inline));
        those.fold(0, |mask, (index, _)| mask | 1 << index)
    };
    let inline = those(|inline| inline != Inline::No);
    let hidden_opens_inline = openers.firsts(inline).any(|c| is_boundary(c) && !is_opener(c) || !is_telling(c));
    let anywhere = openers.firsts(those(|inline| inline == Inline::Anywhere));
    let ideographs = Finder::new(anywhere, openers.firsts(inline), frequent());
    Ok(Grammar {
        families,
        inline,
        hidden_opens_inline,
        ideographs,
        words: words.into(),
        check_file,
        check: OnceLock::new(),
        profiles,
        prices,
        openers,
        script,
        names,
    })
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, GrammarError> {
    if let Some(builtin) = packed::read(text) {
        return Ok(builtin);
    }
    toml::from_str(text).map_err(|error| GrammarError {
        file: file.to_owned(),
        line: error.span().map_or(0, |span| line_of(text, span.start)),
        entry: "TOML".into(),
        problem: GrammarProblem::Toml(error.message().to_owned()),
    })
}

fn names(file: &mut MarkersFile, text: &str, script: &Script) -> Result<Names, GrammarError> {
    let pairs = |system: &str| -> Vec<(char, char)> {
        let table = file.lookalike.get(system).into_iter().flatten();
        table
            .filter_map(|(meant, seen)| Some((meant.chars().next()?, seen)))
            .flat_map(|(m, seen)| seen.chars().map(move |c| (c, m)))
            .collect()
    };
    let lookalikes = Lookalikes::new(pairs("han"), pairs("arabic"));
    let mut names = Names::new(std::mem::take(&mut file.class), lookalikes, script);
    for (name, form) in &file.alias {
        let written = Written::new(form.as_ref().clone()).map_err(|problem| GrammarError {
            file: MARKERS.to_owned(),
            line: line_of(text, form.span().start),
            entry: format!("alias {name}"),
            problem,
        })?;
        names.aliases.insert(name.clone(), written);
    }
    Ok(names)
}

/// A form, and that of what must follow it.
type Forms = (Form, Option<Form>);

struct Builder<'a> {
    text: &'a str,
    names: Arc<Names>,
    script: &'a Script,
    file: &'a MarkersFile,
    families: Vec<Placed<'a>>,
}

/// A family with the text in which it stands.
#[derive(Clone, Copy)]
struct Placed<'a> {
    file: &'a str,
    text: &'a str,
    entry: &'a Spanned<FamilyEntry>,
}

impl Builder<'_> {
    /// The families, each with its form and that of what must follow it.
    fn families(&self) -> Result<(Vec<Family>, Vec<Forms>), GrammarError> {
        let mut ids: HashMap<&str, u16> = HashMap::new();
        for (family, index) in self.families.iter().zip(0u16..) {
            // Of two families of one id the later one is the mistake.
            ids.entry(&family.entry.as_ref().id).or_insert(index);
        }
        let mut groups: BTreeMap<&str, u16> = BTreeMap::new();
        let mut doubts = HashMap::new();
        let (mut families, mut all_forms) = (Vec::new(), Vec::new());
        for (placed, index) in self.families.iter().zip(0u16..) {
            let entry = placed.entry.as_ref();
            if usize::from(index) >= MOST_FAMILIES {
                return Err(placed.error(GrammarProblem::TooManyFamilies(MOST_FAMILIES)));
            }
            if ids[&*entry.id] != index {
                return Err(placed.error(GrammarProblem::TwoFamilies));
            }
            let group = entry.group.as_deref().map_or(1000 + index, |group| {
                let next = u16::try_from(groups.len()).unwrap_or(u16::MAX);
                *groups.entry(group).or_insert(next)
            });
            let public = match &entry.alias_of {
                None => index,
                Some(id) => *ids.get(&**id).ok_or_else(|| placed.error(GrammarProblem::NoFamily(id.to_string())))?,
            };
            let (family, forms) = self.family(*placed, group, public, &mut doubts)?;
            families.push(family);
            all_forms.push(forms);
        }
        Ok((families, all_forms))
    }

    fn family<'b>(
        &'b self,
        placed: Placed<'b>,
        group: u16,
        public: u16,
        known: &mut HashMap<&'b str, Arc<Doubt>>,
    ) -> Result<(Family, Forms), GrammarError> {
        let entry = placed.entry.as_ref();
        let reader = Reader::new(&entry.form, &self.names).map_err(|problem| placed.error(problem))?;
        let form = reader.form().clone();
        let following =
            entry.follow.as_deref().map(Form::parse).transpose().map_err(|problem| placed.error(problem))?;
        let follow = following.as_ref().map(|form| self.ahead(form)).transpose();
        let follow = follow.map_err(|problem| placed.error(problem))?;
        let mut doubts = |ids: &'b Texts| -> Result<Vec<Arc<Doubt>>, GrammarError> {
            let mut doubts = Vec::new();
            for id in ids.iter() {
                // Many families share a doubt.
                let doubt = match known.get(id) {
                    Some(doubt) => doubt.clone(),
                    None => Arc::new(self.doubt(placed, id)?),
                };
                doubts.push(known.entry(id).or_insert(doubt).clone());
            }
            Ok(doubts)
        };
        let family = Family {
            id: entry.id.clone(),
            public_id: entry.alias_of.clone().unwrap_or_else(|| entry.id.clone()),
            name: entry.name.clone(),
            reader,
            follow,
            doubts: doubts(&entry.doubt)?,
            inline_doubts: doubts(&entry.doubt_inline)?,
            yes: entry.yes.clone(),
            no: entry.no.iter().flat_map(|(text, doubt)| [&**text, &**doubt]).collect(),
            systems: self.names.systems(&form),
            lookalikes: self.names.lookalikes(&form).into(),
            traits: Traits {
                rank: entry.rank,
                group,
                public,
                inline: entry.inline,
                inline_price: entry.inline_price,
                inline_weight: entry.inline_weight.unwrap_or(1.0),
                weight: entry.weight.unwrap_or(12.0),
                single: entry.single.unwrap_or(1.5),
                loose: entry.loose,
                through: entry.through,
                unnumbered: entry.unnumbered,
                ordered: entry.ordered,
                words: entry.words,
                sentence_is_point: entry.sentence_is_point,
                nested: matches!(&form, Form::Sequence(parts) if parts.iter().any(|part| matches!(part, Form::Repeated(_)))),
            },
        };
        Ok((family, (form, following)))
    }

    /// A form that is looked for behind a marker.
    fn ahead(&self, form: &Form) -> Result<Ahead, GrammarProblem> {
        let recogniser = self.names.compile(form)?;
        Ok(Ahead { recogniser, begins: beginnings(form, &self.names, self.script).map(Box::new) })
    }

    fn doubt(&self, family: Placed<'_>, id: &str) -> Result<Doubt, GrammarError> {
        let spanned = self.file.doubt.get(id).ok_or_else(|| family.error(GrammarProblem::NoDoubt(id.to_owned())))?;
        let entry: &DoubtEntry = spanned.as_ref();
        let error = |problem: GrammarProblem| GrammarError {
            file: MARKERS.to_owned(),
            line: line_of(self.text, spanned.span().start),
            entry: format!("doubt {id}"),
            problem,
        };
        let compile = |text: &Option<Text>| -> Result<Option<Ahead>, GrammarError> {
            text.as_deref().map(|text| self.ahead(&Form::parse(text)?)).transpose().map_err(error)
        };
        let before = match entry.before.as_deref() {
            None => Texts::default(),
            Some(name) => self
                .names
                .class(name)
                .ok_or_else(|| error(GrammarProblem::NoClass(name.to_owned())))?
                .entry
                .words
                .clone(),
        };
        Ok(Doubt {
            id: id.to_owned().into(),
            after: compile(&entry.after)?,
            before: Behind::new(before, self.script),
            unless: compile(&entry.unless)?,
            price: entry.price,
            refuse: entry.refuse,
        })
    }
}

impl Placed<'_> {
    fn error(&self, problem: GrammarProblem) -> GrammarError {
        let line = line_of(self.text, self.entry.span().start);
        GrammarError { file: self.file.to_owned(), line, entry: format!("family {}", self.entry.as_ref().id), problem }
    }
}

/// The ideographs that come most often.
fn frequent() -> impl Iterator<Item = char> {
    let most = include_str!("../../grammar/hanzi.txt").split("\n[").nth(1).unwrap_or_default();
    most.chars().filter(|c| !c.is_ascii())
}
