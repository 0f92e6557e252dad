//! From several configurations to the settings in force: what is said later holds.
//!
//! Usual for a rule, then the profile, then one configuration after the other. `select` replaces what was selected before,
//! `ignore` adds to what is ignored; a rule that a later configuration names in `[rules]` looks again.

use std::path::{Path, PathBuf};

use globset::GlobSet;

use super::error::{ConfigError, ConfigProblem};
use super::key::USUAL;
use super::origin::Origin;
use super::{Config, Said};
use crate::diagnostic::{Level, Severity};
use crate::grammar::Grammar;
use crate::lint::{ALL, Limits, RULES, Settings};
use crate::read::Encoding;

/// The settings in force, with where each comes from.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The kind of document.
    pub profile: Settled<String>,
    /// The least severity that is reported.
    pub severity: Settled<Severity>,
    /// The encoding of texts; `None` goes by what their bytes are.
    pub encoding: Settled<Option<Encoding>>,
    /// What the checker is to look for in a file that no pattern names.
    pub settings: Settings,
    /// One for each rule.
    pub(super) rules: Vec<Origin>,
    pub(super) max_depth: Origin,
    pub(super) max_heading: Origin,
    pub(super) per_file: Vec<Ignored>,
}

/// A value with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub origin: Origin,
}

/// Rules that do not look at the files of a pattern.
#[derive(Clone, Debug)]
pub(super) struct Ignored {
    pub(super) pattern: String,
    pub(super) rules: Vec<String>,
    pub(super) origin: Origin,
    folder: PathBuf,
    matcher: GlobSet,
}

/// A rule on the way.
#[derive(Clone)]
struct State {
    /// How heavily its fault is taken when it looks.
    level: Level,
    on: bool,
    origin: Origin,
}

/// The settings that come of configurations, the weightiest last.
///
/// # Errors
/// The name of a kind of document that the grammar does not have.
pub fn resolve(grammar: &Grammar, configs: &[Config]) -> Result<Resolved, ConfigError> {
    let profile = last(configs, "--profile", |config| config.profile.as_ref());
    let profile = profile.unwrap_or_else(|| Settled { value: USUAL.to_owned(), origin: Origin::Usual });
    let Some(kind) = grammar.profiles().get(&profile.value) else { return Err(no_profile(grammar, profile)) };
    let mut settings = Settings::of(kind);
    let of_profile = || Origin::Profile(profile.value.clone());
    let mut states: Vec<State> = (RULES.iter().enumerate())
        .map(|(i, rule)| State {
            level: if settings.level(i) == Level::Off { rule.asked } else { settings.level(i) },
            on: settings.level(i) != Level::Off,
            origin: if kind.rules.contains_key(rule.name) { of_profile() } else { Origin::Usual },
        })
        .collect();
    configs.iter().for_each(|config| config.apply(&mut states));
    for (rule, state) in RULES.iter().zip(&states) {
        let level = if state.on { state.level } else { Level::Off };
        settings.set(rule.name, level).expect("the register knows its rules");
    }
    let limit = |said: fn(&Config) -> Option<&Said<u32>>, usual: u32| {
        last(configs, "", said).unwrap_or_else(|| Settled { value: usual, origin: of_profile() })
    };
    let max_depth = limit(|config| config.max_depth.as_ref(), kind.max_depth);
    let max_heading = limit(|config| config.max_heading.as_ref(), kind.max_heading);
    settings.limits = Limits { depth: max_depth.value, heading: max_heading.value };
    let severity = last(configs, "--severity", |config| config.severity.as_ref());
    let encoding = last(configs, "--encoding", |config| config.encoding.as_ref());
    Ok(Resolved {
        severity: severity.unwrap_or(Settled { value: Severity::ALL[0], origin: Origin::Usual }),
        encoding: encoding.unwrap_or(Settled { value: None, origin: Origin::Usual }),
        profile,
        settings,
        rules: states.into_iter().map(|state| state.origin).collect(),
        max_depth: max_depth.origin,
        max_heading: max_heading.origin,
        per_file: configs.iter().flat_map(Config::ignored).collect(),
    })
}

impl Resolved {
    /// What the checker is to look for in a file, whose path is compared with the folders of the configurations.
    #[must_use]
    pub fn settings_for(&self, path: &Path) -> Settings {
        let mut settings = self.settings.clone();
        for ignored in self.per_file.iter().filter(|ignored| ignored.names(path)) {
            settings.ignore(ignored.rules.iter().map(String::as_str)).expect("only known rules are read");
        }
        settings
    }

    /// Where the level of a rule comes from in a file.
    pub(super) fn origin_for(&self, path: Option<&Path>, rule: usize) -> &Origin {
        let names = |ignored: &&Ignored| ignored.rules.iter().any(|name| name == ALL || *name == RULES[rule].name);
        let ignored = path.and_then(|path| self.per_file.iter().rev().filter(names).find(|i| i.names(path)));
        ignored.map_or(&self.rules[rule], |ignored| &ignored.origin)
    }
}

impl Ignored {
    fn names(&self, path: &Path) -> bool {
        path.strip_prefix(&self.folder).is_ok_and(|path| self.matcher.is_match(path))
    }
}

impl Config {
    /// Takes what it says over what was said before.
    fn apply(&self, states: &mut [State]) {
        let each = |states: &mut [State], name: &str, origin: Origin, change: &dyn Fn(&mut State)| {
            for (_, state) in RULES.iter().zip(states).filter(|(rule, _)| name == ALL || rule.name == name) {
                change(state);
                state.origin = origin.clone();
            }
        };
        let set = |states: &mut [State], off: bool| {
            for (name, said) in self.rules.iter().filter(|(_, said)| (said.value == Level::Off) == off) {
                each(states, name, self.origin("", said.line), &|state| {
                    state.on = !off;
                    state.level = if off { state.level } else { said.value };
                });
            }
        };
        set(states, false);
        if let Some(select) = &self.select {
            let line = select.first().map_or(0, |said| said.line);
            each(states, ALL, self.origin("--select", line), &|state| state.on = false);
            for said in select {
                each(states, &said.value, self.origin("--select", said.line), &|state| state.on = true);
            }
        }
        set(states, true);
        for said in &self.ignore {
            each(states, &said.value, self.origin("--ignore", said.line), &|state| state.on = false);
        }
    }

    fn ignored(&self) -> impl Iterator<Item = Ignored> {
        self.per_file.iter().map(|per_file| Ignored {
            pattern: per_file.pattern.clone(),
            rules: per_file.rules.clone(),
            origin: self.origin("", per_file.line),
            folder: self.folder.clone(),
            matcher: per_file.matcher.clone(),
        })
    }

    /// A place in the file; what stands on the command line by itself has only the name of its option.
    fn origin(&self, option: &str, line: u32) -> Origin {
        let file = if self.file.is_empty() { option } else { &self.file };
        Origin::Place { file: file.to_owned(), line }
    }
}

/// What is said last.
fn last<T: Clone>(configs: &[Config], option: &str, said: fn(&Config) -> Option<&Said<T>>) -> Option<Settled<T>> {
    let found = configs.iter().rev().find_map(|config| Some((config, said(config)?)));
    found.map(|(config, said)| Settled { value: said.value.clone(), origin: config.origin(option, said.line) })
}

fn no_profile(grammar: &Grammar, profile: Settled<String>) -> ConfigError {
    let known = grammar.profiles().keys().cloned().collect();
    let (file, line) = match profile.origin {
        Origin::Place { file, line } => (file, line),
        // A grammar of one's own need not have the usual one.
        Origin::Usual | Origin::Profile(_) => ("--profile".to_owned(), 0),
    };
    ConfigError { file, line, problem: ConfigProblem::NoProfile { found: profile.value, known } }
}
