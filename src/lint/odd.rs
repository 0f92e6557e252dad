//! The odd one: which items of a list are unlike most of the others.

/// What most are like; in a tie, what the first of them is like.
pub(super) fn usual<T: Copy + PartialEq>(all: impl Iterator<Item = T>) -> Option<T> {
    // In the order of first appearance; a list is written in few ways.
    let mut counts: Vec<(T, usize)> = Vec::new();
    for value in all {
        match counts.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => counts.push((value, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::usual;

    #[test]
    fn most_decide_and_the_first_in_a_tie() {
        assert_eq!(usual("abb".chars()), Some('b'));
        assert_eq!(usual("abba".chars()), Some('a'));
        assert_eq!(usual("bbaa".chars()), Some('b'));
        assert_eq!(usual("".chars()), None);
    }
}
