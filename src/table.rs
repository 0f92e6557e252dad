//! Tables of a text in TOML, read key by key, so that a mistake is told with its line and with what was meant.
//!
//! Knows kinds of values; knows no key and no meaning.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::lang::Lang;
use crate::nearest::nearest;

/// A table with the text in which it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'t> {
    text: &'t str,
    table: &'t DeTable<'t>,
}

/// A key with its value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'t> {
    /// The key.
    pub(crate) key: &'t str,
    /// The line of the key, from 1.
    pub(crate) line: u32,
    text: &'t str,
    value: &'t Spanned<DeValue<'t>>,
}

/// A mistake in a text in TOML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong there.
    pub problem: TableProblem,
}

/// What can be wrong with a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableProblem {
    /// The text is no TOML; what the reader of TOML says, in English.
    Syntax(String),
    /// A value that does not fit; what the reader of TOML says, in English.
    Value(String),
    /// A key that means nothing.
    NoKey {
        /// The key.
        found: String,
        /// What may stand there instead.
        instead: Instead,
    },
    /// A value of another kind than the key wants.
    Kind {
        /// The key.
        key: String,
        /// What it wants.
        expected: Kind,
        /// What stands there: a short value as it is written, otherwise its kind.
        found: Found,
    },
}

/// What may stand instead of a key that means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instead {
    /// The key that was meant.
    Meant(String),
    /// Any of these keys.
    AnyOf(Vec<String>),
}

/// What stands where another kind of value is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A short value as it is written.
    Value(String),
    /// A value of a kind.
    Kind(Kind),
}

/// Kinds of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string.
    Text,
    /// An array of strings.
    Texts,
    /// An integer from 0.
    Count,
    /// An integer.
    Integer,
    /// A number with a fraction.
    Decimal,
    /// True or false.
    Truth,
    /// A date or a time.
    Date,
    /// An array.
    Array,
    /// A table.
    Table,
    /// An array of tables.
    Tables,
}

/// Reads a text as TOML.
pub(crate) fn parse(text: &str) -> Result<Spanned<DeTable<'_>>, TableError> {
    DeTable::parse(text).map_err(|error| TableError {
        line: error.span().map_or(1, |span| line_of(text, span.start)),
        problem: TableProblem::Syntax(error.message().to_owned()),
    })
}

impl<'t> Table<'t> {
    /// The table that was read from `text`.
    pub(crate) fn new(text: &'t str, table: &'t DeTable<'t>) -> Self {
        Self { text, table }
    }

    /// Its entries in the order of the text, so that the first mistake is the one that is told.
    pub(crate) fn entries(self) -> Vec<Entry<'t>> {
        let mut entries: Vec<(usize, Entry<'t>)> = self
            .table
            .iter()
            .map(|(key, value)| {
                let start = key.span().start;
                (start, Entry { key: key.get_ref(), line: line_of(self.text, start), text: self.text, value })
            })
            .collect();
        entries.sort_by_key(|(start, _)| *start);
        entries.into_iter().map(|(_, entry)| entry).collect()
    }

    /// The entry of a key.
    pub(crate) fn get(self, key: &str) -> Option<Entry<'t>> {
        self.entries().into_iter().find(|entry| entry.key == key)
    }
}

impl<'t> Entry<'t> {
    /// That its key is none of `known`.
    pub(crate) fn unknown<'k>(&self, known: impl IntoIterator<Item = &'k str>) -> TableError {
        let known: Vec<&str> = known.into_iter().collect();
        let instead = match nearest(self.key, known.iter().copied()) {
            Some(meant) => Instead::Meant(meant.to_owned()),
            None => Instead::AnyOf(known.into_iter().map(str::to_owned).collect()),
        };
        TableError { line: self.line, problem: TableProblem::NoKey { found: self.key.to_owned(), instead } }
    }

    /// Its value as a string.
    pub(crate) fn text(&self) -> Result<String, TableError> {
        self.value.get_ref().as_str().map(str::to_owned).ok_or_else(|| self.wants(Kind::Text))
    }

    /// Its value as strings, each with its line.
    pub(crate) fn texts(&self) -> Result<Vec<(String, u32)>, TableError> {
        let array = self.value.get_ref().as_array().ok_or_else(|| self.wants(Kind::Texts))?;
        let text = |value: &Spanned<DeValue<'_>>| {
            let text = value.get_ref().as_str().ok_or_else(|| self.mistake(Kind::Texts, value))?;
            Ok((text.to_owned(), line_of(self.text, value.span().start)))
        };
        array.iter().map(text).collect()
    }

    /// Its value as an integer from 0.
    pub(crate) fn count(&self) -> Result<u32, TableError> {
        let integer = self.value.get_ref().as_integer();
        integer
            .and_then(|integer| u32::from_str_radix(integer.as_str(), integer.radix()).ok())
            .ok_or_else(|| self.wants(Kind::Count))
    }

    /// Its value as true or false.
    pub(crate) fn truth(&self) -> Result<bool, TableError> {
        self.value.get_ref().as_bool().ok_or_else(|| self.wants(Kind::Truth))
    }

    /// Its value as a table.
    pub(crate) fn table(&self) -> Result<Table<'t>, TableError> {
        let table = self.value.get_ref().as_table().ok_or_else(|| self.wants(Kind::Table))?;
        Ok(Table { text: self.text, table })
    }

    /// Its value as tables, each with its line.
    pub(crate) fn tables(&self) -> Result<Vec<(Table<'t>, u32)>, TableError> {
        let array = self.value.get_ref().as_array().ok_or_else(|| self.wants(Kind::Tables))?;
        let table = |value: &'t Spanned<DeValue<'t>>| {
            let table = value.get_ref().as_table().ok_or_else(|| self.wants(Kind::Tables))?;
            Ok((Table { text: self.text, table }, line_of(self.text, value.span().start)))
        };
        array.iter().map(table).collect()
    }

    /// That its value is not what the key wants.
    pub(crate) fn wants(&self, expected: Kind) -> TableError {
        self.mistake(expected, self.value)
    }

    fn mistake(&self, expected: Kind, value: &Spanned<DeValue<'_>>) -> TableError {
        let found = Found::new(value, self.text);
        let line = line_of(self.text, value.span().start);
        TableError { line, problem: TableProblem::Kind { key: self.key.to_owned(), expected, found } }
    }
}

/// A longer value is told by its kind.
const SHORT: usize = 40;

impl Found {
    fn new(value: &Spanned<DeValue<'_>>, text: &str) -> Self {
        let kind = match value.get_ref() {
            DeValue::Array(_) => Kind::Array,
            DeValue::Table(_) => Kind::Table,
            DeValue::String(_) => Kind::Text,
            DeValue::Integer(_) => Kind::Integer,
            DeValue::Float(_) => Kind::Decimal,
            DeValue::Boolean(_) => Kind::Truth,
            DeValue::Datetime(_) => Kind::Date,
        };
        let written = text.get(value.span()).filter(|written| written.chars().count() <= SHORT);
        match written {
            Some(written) if !matches!(kind, Kind::Array | Kind::Table) && !written.contains('\n') => {
                Self::Value(written.to_owned())
            }
            _ => Self::Kind(kind),
        }
    }

    fn title(&self, lang: Lang) -> String {
        match self {
            Self::Value(written) => lang.pick(format!(" {written}"), format!("`{written}`")),
            Self::Kind(kind) => kind.title(lang).to_owned(),
        }
    }
}

/// The line of a byte offset in a text, from 1.
pub(crate) fn line_of(text: &str, offset: usize) -> u32 {
    let before = text.as_bytes().iter().take(offset).filter(|&&b| b == b'\n').count();
    u32::try_from(before + 1).unwrap_or(u32::MAX)
}

impl Kind {
    /// Its name for people.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Text => lang.pick("字符串", "a string"),
            Self::Texts => lang.pick("字符串数组", "an array of strings"),
            Self::Count => lang.pick("不小于 0 的整数", "an integer from 0"),
            Self::Integer => lang.pick("整数", "an integer"),
            Self::Decimal => lang.pick("小数", "a decimal number"),
            Self::Truth => lang.pick("true 或 false", "true or false"),
            Self::Date => lang.pick("日期", "a date"),
            Self::Array => lang.pick("数组", "an array"),
            Self::Table => lang.pick("表", "a table"),
            Self::Tables => lang.pick("表的数组（[[…]]）", "an array of tables ([[…]])"),
        }
    }
}

impl TableProblem {
    /// What is wrong, and what may stand there.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Syntax(problem) => lang.pick(format!("不是 TOML：{problem}"), format!("no TOML: {problem}")),
            Self::Value(problem) => lang.pick(format!("值不合要求：{problem}"), problem.clone()),
            Self::NoKey { found, instead: Instead::Meant(meant) } => lang.pick(
                format!("没有“{found}”这个键：是不是“{meant}”？"),
                format!("there is no key `{found}`: did you mean `{meant}`?"),
            ),
            Self::NoKey { found, instead: Instead::AnyOf(known) } => lang.pick(
                format!("没有“{found}”这个键：此处可用 {}", known.join("、")),
                format!("there is no key `{found}`: known here are {}", known.join(", ")),
            ),
            Self::Kind { key, expected, found } => {
                let (wanted, is) = (expected.title(lang), found.title(lang));
                lang.pick(format!("“{key}”应为{wanted}，实为{is}"), format!("`{key}` must be {wanted}, not {is}"))
            }
        }
    }
}
