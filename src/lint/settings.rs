//! Settings: which rules look, how heavily their faults are taken, and the limits of a kind of document.

use super::rules::RULES;
use crate::diagnostic::{Level, Message, Severity};
use crate::grammar::Profile;
use crate::nearest::nearest;

/// What the checker is to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// One for each of [`RULES`].
    levels: Vec<Level>,
    /// The limits.
    pub limits: Limits,
}

/// Limits of a kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The deepest level of headings and points.
    pub depth: u32,
    /// The longest heading on a line of its own, in scalar values.
    pub heading: u32,
}

/// A name that no rule has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoRule(pub String);

impl Settings {
    /// What a kind of document asks for; names in it that no rule has are passed over (a test holds the built-in ones).
    #[must_use]
    pub fn of(profile: &Profile) -> Self {
        let level = |name: &str, usual| profile.rules.get(name).copied().unwrap_or(usual);
        Self {
            levels: RULES.iter().map(|rule| level(rule.name, rule.level)).collect(),
            limits: Limits { depth: profile.max_depth, heading: profile.max_heading },
        }
    }

    /// Takes the fault of a rule otherwise.
    ///
    /// # Errors
    /// The name, where no rule has it.
    pub fn set(&mut self, name: &str, level: Level) -> Result<(), NoRule> {
        let index = index(name)?;
        self.levels[index] = level;
        Ok(())
    }

    /// Looks for the faults of these rules and no others; `all` names every rule. One that is usually off is taken as
    /// heavily as it says.
    ///
    /// # Errors
    /// The first name that no rule has.
    pub fn select<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) -> Result<(), NoRule> {
        let mut levels = vec![Level::Off; RULES.len()];
        for name in names {
            if name == ALL {
                (0..RULES.len()).for_each(|i| levels[i] = self.on(i));
            } else {
                let i = index(name)?;
                levels[i] = self.on(i);
            }
        }
        self.levels = levels;
        Ok(())
    }

    /// Does not look for the faults of these rules.
    ///
    /// # Errors
    /// The first name that no rule has.
    pub fn ignore<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) -> Result<(), NoRule> {
        for name in names {
            if name == ALL {
                self.levels.fill(Level::Off);
            } else {
                self.set(name, Level::Off)?;
            }
        }
        Ok(())
    }

    /// How heavily the fault of the rule with an index of [`RULES`] is taken.
    #[must_use]
    pub fn level(&self, index: usize) -> Level {
        self.levels.get(index).copied().unwrap_or(Level::Off)
    }

    /// The severity of what the rule with an index of [`RULES`] finds; `None` where it does not look.
    #[must_use]
    pub fn severity(&self, index: usize) -> Option<Severity> {
        self.level(index).severity()
    }

    /// Whether the rule of this name looks for its fault.
    pub(super) fn looks_for(&self, name: &str) -> bool {
        index(name).is_ok_and(|index| self.severity(index).is_some())
    }

    fn on(&self, index: usize) -> Level {
        match self.levels[index] {
            Level::Off => RULES[index].asked,
            level => level,
        }
    }
}

impl NoRule {
    /// What was written, and what was meant.
    #[must_use]
    pub fn message(&self) -> Message {
        let name = &self.0;
        match nearest(name, RULES.iter().map(|rule| rule.name).chain([ALL])) {
            Some(meant) => Message::new(
                format!("没有“{name}”这条规则：是不是“{meant}”？"),
                format!("no rule is called “{name}”: did you mean “{meant}”?"),
            ),
            None => Message::new(
                format!("没有“{name}”这条规则：请用 tigang rules 查看"),
                format!("no rule is called “{name}”: see tigang rules"),
            ),
        }
    }
}

/// The name that stands for every rule.
pub const ALL: &str = "all";

fn index(name: &str) -> Result<usize, NoRule> {
    RULES.iter().position(|rule| rule.name == name).ok_or_else(|| NoRule(name.to_owned()))
}
