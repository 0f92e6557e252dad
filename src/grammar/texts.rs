//! Lists of texts as the files of a grammar hold hundreds of: one after the other in one piece of memory.

use std::fmt::{self, Formatter};

use crate::span::position;
use crate::stored::{Row, Text, stored};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};

/// Texts in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    all: Text,
    /// Where each of them ends.
    ends: Row<u32>,
}

stored!(Texts { all, ends });

impl Texts {
    /// The texts.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        (0..self.ends.len()).filter_map(|index| self.get(index))
    }

    /// One of them.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).map(|&end| end as usize))?;
        self.all.get(start..*self.ends.get(index)? as usize)
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

impl<'t> FromIterator<&'t str> for Texts {
    fn from_iter<I: IntoIterator<Item = &'t str>>(texts: I) -> Self {
        let (mut all, mut ends) = (String::new(), Vec::new());
        for text in texts {
            all.push_str(text);
            ends.push(position(all.len()));
        }
        Self { all: all.into(), ends: ends.into() }
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Gather)
    }
}

/// Takes in a list.
struct Gather;

impl<'de> Visitor<'de> for Gather {
    type Value = Texts;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Texts, A::Error> {
        let mut texts = Texts::default();
        texts.ends.to_mut().reserve_exact(seq.size_hint().unwrap_or(0));
        while seq.next_element_seed(Append(&mut texts))?.is_some() {}
        Ok(texts)
    }
}

/// Takes in a text of a list.
struct Append<'t>(&'t mut Texts);

impl<'de> DeserializeSeed<'de> for Append<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Append<'_> {
    type Value = ();

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.all.to_mut().push_str(text);
        self.0.ends.to_mut().push(u32::try_from(self.0.all.len()).map_err(E::custom)?);
        Ok(())
    }
}
