//! What a user adds to a grammar: families and words of one's own.
//!
//! The keys that may stand there are those of the grammar itself: the fields of a family, the tables of the words.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde::de::value::Error as NoValue;
use serde::de::{Deserializer, Error, Visitor};
use toml::{Spanned, Value};

use super::entry::FamilyEntry;
use super::error::{GrammarError, GrammarProblem};
use super::words::WordsFile;
use crate::table::{Entry, Kind, Table, TableError, TableProblem, line_of, parse};

/// A text in TOML with additions to a grammar.
#[derive(Clone, Copy, Debug)]
pub struct Own<'a> {
    /// Its name in messages.
    pub file: &'a str,
    /// Entries `[[family]]` as in `markers.toml`, tables `[words.NAME]` as in `words.toml`, both added to those of the
    /// grammar; other tables and keys are not looked at.
    pub text: &'a str,
}

/// The families of an addition.
pub(super) fn families(own: &Own<'_>) -> Result<Vec<Spanned<FamilyEntry>>, GrammarError> {
    #[derive(Deserialize)]
    struct Families {
        #[serde(default)]
        family: Vec<Spanned<FamilyEntry>>,
    }

    let error = |entry: &str, error: TableError| own.error(entry, error);
    let root = parse(own.text).map_err(|e| error("TOML", e))?;
    if let Some(entries) = Table::new(own.text, root.get_ref()).get("family") {
        let known = fields_of::<FamilyEntry>();
        for (table, _) in entries.tables().map_err(|e| error("family", e))? {
            let id = table.get("id").and_then(|id| id.text().ok());
            let name = id.map_or_else(|| "family".to_owned(), |id| format!("family {id}"));
            if let Some(entry) = table.entries().iter().find(|entry| !known.contains(&entry.key)) {
                return Err(error(&name, entry.unknown(known.iter().copied())));
            }
        }
    }
    let families: Families = toml::from_str(own.text).map_err(|e| {
        let line = e.span().map_or(1, |span| line_of(own.text, span.start));
        error("family", TableError { line, problem: TableProblem::Value(e.message().to_owned()) })
    })?;
    Ok(families.family)
}

/// The words of a grammar with those of the additions: arrays grow, numbers and truths are replaced.
pub(super) fn with_words(mut words: toml::Table, own: &[Own<'_>]) -> Result<WordsFile, GrammarError> {
    for own in own {
        let root = parse(own.text).map_err(|error| own.error("TOML", error))?;
        let Some(added) = Table::new(own.text, root.get_ref()).get("words") else { continue };
        for table in added.table().map(Table::entries).map_err(|error| own.error("words", error))? {
            add_table(&mut words, table).map_err(|error| own.error(&format!("words.{}", table.key), error))?;
        }
    }
    Value::Table(words).try_into().map_err(|error: toml::de::Error| GrammarError {
        file: super::build::WORDS.to_owned(),
        line: 0,
        entry: "TOML".to_owned(),
        problem: GrammarProblem::Toml(error.message().to_owned()),
    })
}

fn add_table(words: &mut toml::Table, table: Entry<'_>) -> Result<(), TableError> {
    // Characters that count as the same are not words.
    let known = |words: &toml::Table| words.keys().filter(|key| *key != "script").cloned().collect::<Vec<_>>();
    let Some(Value::Table(base)) = words.get_mut(table.key).filter(|_| table.key != "script") else {
        return Err(table.unknown(known(words).iter().map(String::as_str)));
    };
    if table.key != "boilerplate" {
        return add(base, table.table()?);
    }
    // Reasons have names of the user's choice, and all of them the same keys.
    for reason in table.table()?.entries() {
        let mut entry = with_defaults(base.get(reason.key).and_then(Value::as_table));
        add(&mut entry, reason.table()?)?;
        base.insert(reason.key.to_owned(), Value::Table(entry));
    }
    Ok(())
}

fn add(base: &mut toml::Table, added: Table<'_>) -> Result<(), TableError> {
    for entry in added.entries() {
        match base.get_mut(entry.key) {
            Some(Value::Array(words)) => words.extend(entry.texts()?.into_iter().map(|(word, _)| Value::String(word))),
            Some(Value::Integer(number)) => *number = entry.count()?.into(),
            Some(Value::Boolean(truth)) => *truth = entry.truth()?,
            Some(_) => return Err(entry.wants(Kind::Texts)),
            None => return Err(entry.unknown(base.keys().map(String::as_str))),
        }
    }
    Ok(())
}

/// A reason of boilerplate with all of its keys.
fn with_defaults(entry: Option<&toml::Table>) -> toml::Table {
    let defaults =
        [("strong", Value::Array(Vec::new())), ("weak", Value::Array(Vec::new())), ("tail", Value::Boolean(false))];
    let mut out: toml::Table = defaults.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    out.extend(entry.into_iter().flatten().map(|(key, value)| (key.clone(), value.clone())));
    out
}

impl Own<'_> {
    fn error(&self, entry: &str, error: TableError) -> GrammarError {
        let TableError { line, problem } = error;
        GrammarError {
            file: self.file.to_owned(),
            line,
            entry: entry.to_owned(),
            problem: GrammarProblem::Table(problem),
        }
    }
}

/// The names of the fields of a type, as they are written in a file: what derives `Deserialize` tells them to whoever reads.
fn fields_of<T: DeserializeOwned>() -> &'static [&'static str] {
    struct Listener<'f>(&'f mut &'static [&'static str]);

    impl<'de> Deserializer<'de> for Listener<'_> {
        type Error = NoValue;

        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            fields: &'static [&'static str],
            _: V,
        ) -> Result<V::Value, NoValue> {
            *self.0 = fields;
            Err(NoValue::custom("only its fields are wanted"))
        }

        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, NoValue> {
            Err(NoValue::custom("no struct"))
        }

        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
            newtype_struct seq tuple tuple_struct map enum identifier ignored_any
        }
    }

    let mut fields: &'static [&'static str] = &[];
    // It always fails: there is nothing to read.
    drop(T::deserialize(Listener(&mut fields)));
    fields
}
