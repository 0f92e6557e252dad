//! The files that are built into the program, as `build.rs` packed them: the tables of their TOML, read at once.
//!
//! A value is a letter that tells its kind, and what it holds: `y` and `n` are truths, `i` is an integer and `d` a
//! decimal, both written out, `t` a text, `a` an array, `m` a table of texts and values. Whatever has a length begins with
//! it, bytes or members, as the character of that number: all is text, and known to be before it is read. Knows no key of
//! the files.

use std::fmt::Display;

use serde::de::value::{BorrowedStrDeserializer, Error as NoValue, StrDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::GrammarFiles;
use crate::builtin;

/// The packed form of the files, by their texts.
const PACKED: [(&str, &str); 3] = [
    (GrammarFiles::BUILTIN.markers, builtin::MARKERS),
    (GrammarFiles::BUILTIN.words, builtin::WORDS),
    (GrammarFiles::BUILTIN.profiles, builtin::PROFILES),
];

/// Reads a file that is built into the program; nothing where the text is another one, or holds no such value.
///
/// What is read stands at no place: a file that is built in has no mistakes to be shown.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let (_, packed) = PACKED.iter().find(|(builtin, _)| *builtin == text)?;
    T::deserialize(&mut Packed { rest: packed }).ok()
}

/// What is still to be read.
struct Packed<'de> {
    rest: &'de str,
}

/// The members of an array or a table that are still to come.
struct Members<'p, 'de> {
    packed: &'p mut Packed<'de>,
    left: usize,
}

/// A value that asks for its place in the text, which is told to be the beginning.
struct Placed<'p, 'de> {
    packed: &'p mut Packed<'de>,
    /// The keys of beginning, end and value.
    keys: &'static [&'static str],
}

impl<'de> Packed<'de> {
    fn next(&mut self) -> Result<char, NoValue> {
        let mut chars = self.rest.chars();
        let next = chars.next().ok_or_else(|| broken("it ends early"))?;
        self.rest = chars.as_str();
        Ok(next)
    }

    fn count(&mut self) -> Result<usize, NoValue> {
        self.next().map(|count| count as usize)
    }

    fn text(&mut self) -> Result<&'de str, NoValue> {
        let len = self.count()?;
        let (text, rest) = self.rest.split_at_checked(len).ok_or_else(|| broken("it ends early"))?;
        self.rest = rest;
        Ok(text)
    }

    fn members(&mut self) -> Result<Members<'_, 'de>, NoValue> {
        Ok(Members { left: self.count()?, packed: self })
    }
}

fn broken(why: impl Display) -> NoValue {
    NoValue::custom(why)
}

impl<'de> Deserializer<'de> for &mut Packed<'de> {
    type Error = NoValue;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoValue> {
        match self.next()? {
            'y' => visitor.visit_bool(true),
            'n' => visitor.visit_bool(false),
            'i' => visitor.visit_i64(self.text()?.parse().map_err(broken)?),
            'd' => visitor.visit_f64(self.text()?.parse().map_err(broken)?),
            't' => visitor.visit_borrowed_str(self.text()?),
            'a' => visitor.visit_seq(self.members()?),
            'm' => visitor.visit_map(self.members()?),
            _ => Err(broken("no such kind")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoValue> {
        visitor.visit_some(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        keys: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NoValue> {
        if name.ends_with("_Spanned") {
            return visitor.visit_map(Placed { packed: self, keys });
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NoValue> {
        match self.next()? {
            't' => visitor.visit_enum(StrDeserializer::new(self.text()?)),
            _ => Err(broken("no variant")),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map identifier ignored_any
    }
}

impl Members<'_, '_> {
    fn is_next(&mut self) -> bool {
        self.left.checked_sub(1).is_some_and(|left| {
            self.left = left;
            true
        })
    }
}

impl<'de> SeqAccess<'de> for Members<'_, 'de> {
    type Error = NoValue;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, NoValue> {
        if self.is_next() { seed.deserialize(&mut *self.packed).map(Some) } else { Ok(None) }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'de> MapAccess<'de> for Members<'_, 'de> {
    type Error = NoValue;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, NoValue> {
        if !self.is_next() {
            return Ok(None);
        }
        seed.deserialize(BorrowedStrDeserializer::new(self.packed.text()?)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, NoValue> {
        seed.deserialize(&mut *self.packed)
    }
}

impl<'de> MapAccess<'de> for Placed<'_, 'de> {
    type Error = NoValue;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, NoValue> {
        let Some((key, _)) = self.keys.split_first() else { return Ok(None) };
        seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, NoValue> {
        self.keys = self.keys.get(1..).unwrap_or_default();
        if self.keys.is_empty() {
            return seed.deserialize(&mut *self.packed);
        }
        seed.deserialize(serde::de::value::UsizeDeserializer::new(0))
    }
}

#[cfg(test)]
mod tests {
    use super::{PACKED, read};

    #[test]
    fn what_is_packed_is_what_the_files_say() {
        for (text, _) in PACKED {
            let written: toml::Table = text.parse().expect("it is TOML");
            assert_eq!(read::<toml::Table>(text), Some(written));
        }
    }
}
