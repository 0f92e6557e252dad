//! Sets of characters, asked in a few instructions.

/// A set of characters of the basic plane.
#[derive(Clone, Debug)]
pub struct Charset {
    /// A bit for each character: 8 KiB, which stays in the nearest cache.
    bits: Box<[u64; 1024]>,
}

impl Default for Charset {
    fn default() -> Self {
        Self { bits: Box::new([0; 1024]) }
    }
}

impl Charset {
    /// Adds a character; one beyond the basic plane is never in a set.
    pub fn insert(&mut self, c: char) {
        if let Some(word) = self.bits.get_mut(c as usize / 64) {
            *word |= 1 << (c as usize % 64);
        }
    }

    /// Whether it holds a character.
    #[inline]
    #[must_use]
    pub fn contains(&self, c: char) -> bool {
        self.bits.get(c as usize / 64).is_some_and(|word| word >> (c as usize % 64) & 1 == 1)
    }
}

impl Extend<char> for Charset {
    fn extend<I: IntoIterator<Item = char>>(&mut self, chars: I) {
        chars.into_iter().for_each(|c| self.insert(c));
    }
}

impl FromIterator<char> for Charset {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        let mut set = Self::default();
        set.extend(chars);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::Charset;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let set: Charset = "一a\u{ffff}𠀀".chars().collect();
        assert!("一a\u{ffff}".chars().all(|c| set.contains(c)));
        assert!("二b𠀀\u{10ffff}".chars().all(|c| !set.contains(c)));
    }
}
