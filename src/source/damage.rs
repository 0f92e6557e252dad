//! Damage: bytes of an input that are no characters of its encoding.

use super::Source;
use crate::span::{Span, position};

/// Bytes that could not be decoded; the text has one U+FFFD in their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Where the U+FFFD stands: bytes of the decoded text, from 0.
    pub offset: u32,
    /// The bytes of the input, before decoding.
    pub bytes: Span,
}

impl Source {
    /// The source, with what is known of bytes that could not be decoded, in the order of the text.
    #[must_use]
    pub fn damaged(self, damage: Vec<Damage>) -> Self {
        Self { damage, ..self }
    }

    /// The same, of a text that was made of a damaged one: its U+FFFD stand for the damage in turn, where it has as many.
    #[must_use]
    pub fn damaged_in_turn(self, damage: &[Damage]) -> Self {
        if damage.is_empty() || self.text.matches(char::REPLACEMENT_CHARACTER).count() != damage.len() {
            return self;
        }
        let places = self.text.match_indices(char::REPLACEMENT_CHARACTER);
        let damage =
            places.zip(damage).map(|((place, _), damage)| Damage { offset: position(place), ..*damage }).collect();
        self.damaged(damage)
    }

    /// Where bytes of the input could not be decoded, in the order of the text of the file.
    #[must_use]
    pub fn damage(&self) -> &[Damage] {
        &self.file().damage
    }

    /// The bytes for which the U+FFFD at a byte of the text stands; `None` where the input itself has one.
    #[must_use]
    pub fn damage_at(&self, offset: u32) -> Option<&Damage> {
        let all = self.damage();
        let place = if all.is_empty() { return None } else { self.placed(Span::new(offset, offset + 3)).start };
        all.binary_search_by_key(&place, |damage| damage.offset).ok().and_then(|index| all.get(index))
    }
}

#[cfg(test)]
mod tests {
    use super::Damage;
    use crate::source::Source;
    use crate::span::Span;

    #[test]
    fn signs_of_loss_stand_for_the_damage_in_turn_or_for_none() {
        let damage = [4, 9].map(|start| Damage { offset: 0, bytes: Span::new(start, start + 1) });
        let source = Source::from_text("�一�").damaged_in_turn(&damage);
        assert_eq!([0, 6].map(|at| source.damage_at(at).map(|damage| damage.bytes.start)), [Some(4), Some(9)]);
        assert_eq!(source.damage_at(3), None);
        assert!(Source::from_text("�一").damaged_in_turn(&damage).damage().is_empty());
    }
}
