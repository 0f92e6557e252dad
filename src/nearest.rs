//! The name that was meant: the nearest of the names that are known. Knows names only.

/// The known name that is most like `name`; `None` where none is like it enough to be what was meant.
#[must_use]
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let like = |other: &str| strsim::jaro_winkler(&name.to_lowercase(), other);
    let scored = known.into_iter().map(|other| (like(other), other)).filter(|&(score, _)| score >= ENOUGH);
    // Of equals the first, so that the answer does not depend on how the comparison goes through them.
    scored
        .fold(None, |best: Option<(f64, &str)>, one| if best.is_some_and(|b| b.0 >= one.0) { best } else { Some(one) })
        .map(|(_, other)| other)
}

/// Below this a suggestion leads astray more often than it helps.
const ENOUGH: f64 = 0.8;

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_pen_is_understood_and_another_word_is_not() {
        let known = ["numbering-gap", "duplicate-number", "empty-heading", "empty-section"];
        let of = |name: &str| nearest(name, known);
        assert_eq!(of("numbering-gab"), Some("numbering-gap"));
        assert_eq!(of("Duplicate_Number"), Some("duplicate-number"));
        assert_eq!(of("empty-headings"), Some("empty-heading"));
        assert_eq!(of("number-gap"), Some("numbering-gap"));
        assert_eq!(of("trailing-blank"), None);
        assert_eq!(of(""), None);
        assert_eq!(nearest("a", []), None);
    }
}
