//! From the text of a `tigang.toml` to what it says. Which keys there are is for the register to say.

use std::path::Path;

use super::error::{ConfigError, ConfigProblem};
use super::key::{AUTO, KEYS, LIMITS};
use super::{Asked, Config, PerFile, Said};
use crate::diagnostic::Level;
use crate::lint::{self, NoRule};
use crate::read::Encoding;
use crate::table::{Entry, Instead, Table, TableProblem, parse};

pub(super) fn read(text: &str, file: &str, folder: &Path) -> Result<Config, ConfigError> {
    let mut config = Config { file: file.to_owned(), folder: folder.to_path_buf(), ..Config::default() };
    let named = |error: ConfigError| ConfigError { file: file.to_owned(), ..error };
    let root = parse(text).map_err(|error| named(error.into()))?;
    for entry in Table::new(text, root.get_ref()).entries() {
        let Some(key) = KEYS.iter().find(|key| key.name == entry.key) else {
            return Err(named(unknown(&entry)));
        };
        (key.read)(&mut config, &entry).map_err(named)?;
    }
    if config.adds {
        config.text = text.to_owned();
    }
    Ok(config)
}

/// What the command line says by itself.
pub(super) fn asked(asked: Asked) -> Result<Config, ConfigError> {
    let rules = |option: &str, names: Vec<String>| -> Result<Vec<Said<String>>, ConfigError> {
        let rule = |name| rule(name, 0).map_err(|error| ConfigError { file: option.to_owned(), ..error });
        names.into_iter().map(rule).collect()
    };
    let select = rules("--select", asked.select)?;
    let label = asked.encoding.map(|label| encoding_of(label, 0)).transpose();
    Ok(Config {
        profile: asked.profile.map(|value| Said { value, line: 0 }),
        select: (!select.is_empty()).then_some(select),
        ignore: rules("--ignore", asked.ignore)?,
        severity: asked.severity.map(|value| Said { value, line: 0 }),
        encoding: label.map_err(|error| ConfigError { file: "--encoding".to_owned(), ..error })?,
        ..Config::default()
    })
}

/// That a key is unknown; one that has its place in a table is told where.
fn unknown(entry: &Entry<'_>) -> ConfigError {
    let mut error = entry.unknown(KEYS.iter().map(|key| key.name));
    let table = match entry.key {
        key if LIMITS.iter().any(|limit| limit.name == key) => Some("limits"),
        key if lint::by_name(key).is_some() => Some("rules"),
        _ => None,
    };
    if let (TableProblem::NoKey { instead, .. }, Some(table)) = (&mut error.problem, table) {
        *instead = Instead::Meant(format!("{table}.{}", entry.key));
    }
    error.into()
}

/// A string.
pub(super) fn text(entry: &Entry<'_>) -> Result<Option<Said<String>>, ConfigError> {
    Ok(Some(Said { value: entry.text()?, line: entry.line }))
}

/// An array of names of rules.
pub(super) fn rules(entry: &Entry<'_>) -> Result<Vec<Said<String>>, ConfigError> {
    entry.texts()?.into_iter().map(|(name, line)| rule(name, line)).collect()
}

fn rule(name: String, line: u32) -> Result<Said<String>, ConfigError> {
    if name == lint::ALL || lint::by_name(&name).is_some() {
        return Ok(Said { value: name, line });
    }
    Err(ConfigError::new(line, ConfigProblem::NoRule(NoRule(name))))
}

/// The label of an encoding.
pub(super) fn encoding(entry: &Entry<'_>) -> Result<Said<Option<Encoding>>, ConfigError> {
    encoding_of(entry.text()?, entry.line)
}

fn encoding_of(label: String, line: u32) -> Result<Said<Option<Encoding>>, ConfigError> {
    if label == AUTO {
        return Ok(Said { value: None, line });
    }
    let found = label.parse::<Encoding>();
    let value = found.map_err(|error| ConfigError::new(line, ConfigProblem::NoEncoding(error)))?;
    Ok(Said { value: Some(value), line })
}

/// A word of a list, such as a severity.
pub(super) fn word<T: Copy>(entry: &Entry<'_>, known: &[(&'static str, T)]) -> Result<Said<T>, ConfigError> {
    let found = entry.text()?;
    let word = known.iter().find(|(name, _)| *name == found);
    let wrong = || ConfigProblem::NoLevel {
        key: entry.key.to_owned(),
        found: found.clone(),
        known: known.iter().map(|(name, _)| *name).collect(),
    };
    word.map(|(_, value)| Said { value: *value, line: entry.line }).ok_or_else(|| ConfigError::new(entry.line, wrong()))
}

/// A table from the name of a rule to how heavily its fault is taken.
pub(super) fn levels(entry: &Entry<'_>) -> Result<Vec<(String, Said<Level>)>, ConfigError> {
    let level = |entry: Entry<'_>| {
        let known = Level::ALL.map(|level| (level.name(), level));
        Ok((rule(entry.key.to_owned(), entry.line)?.value, word(&entry, &known)?))
    };
    entry.table()?.entries().into_iter().map(level).collect()
}

/// A limit, which is at least 1.
pub(super) fn limit(entry: &Entry<'_>) -> Result<Option<Said<u32>>, ConfigError> {
    match entry.count()? {
        0 => Err(ConfigError::new(entry.line, ConfigProblem::Zero(entry.key.to_owned()))),
        value => Ok(Some(Said { value, line: entry.line })),
    }
}

/// A table from a pattern of file names to rules.
pub(super) fn per_file(entry: &Entry<'_>) -> Result<Vec<PerFile>, ConfigError> {
    let per_file = |entry: Entry<'_>| {
        let matcher = super::pattern::matcher(entry.key).map_err(|why| {
            ConfigError::new(entry.line, ConfigProblem::NoPattern { found: entry.key.to_owned(), why })
        })?;
        let rules = rules(&entry)?.into_iter().map(|rule| rule.value).collect();
        Ok(PerFile { pattern: entry.key.to_owned(), matcher, rules, line: entry.line })
    };
    entry.table()?.entries().into_iter().map(per_file).collect()
}
