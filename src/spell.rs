//! Names that were meant: the known name nearest to one that nobody knows.
//!
//! Knows nothing of what the names stand for.

/// The known name nearest to `name`; `None` where none is near enough to have been meant.
#[must_use]
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_lowercase().replace('_', "-");
    known
        .into_iter()
        .map(|known| (strsim::normalized_damerau_levenshtein(&wanted, known), known))
        .filter(|(likeness, _)| *likeness >= NEAR)
        // Of two that are equally near the first one is taken: the order of a register is not by chance.
        .fold(None, |best, next| match best {
            Some((likeness, _)) if likeness >= next.0 => best,
            _ => Some(next),
        })
        .map(|(_, known)| known)
}

/// A name less alike was hardly meant.
const NEAR: f64 = 0.6;

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_pen_is_seen_and_another_word_is_not() {
        let known = ["select", "severity", "per-file-ignores", "numbering-gap"];
        for (name, meant) in [
            ("selct", Some("select")),
            ("severty", Some("severity")),
            ("per_file_ignores", Some("per-file-ignores")),
            ("Numbering-Gap", Some("numbering-gap")),
            ("number-gap", Some("numbering-gap")),
            ("speech", None),
            ("", None),
        ] {
            assert_eq!(nearest(name, known), meant, "{name}");
        }
    }
}
