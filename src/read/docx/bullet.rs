//! Bullets: what is seen where a symbol typeface shows a sign for a character of its own.

/// What stands for a sign that is not known.
pub(super) const DOT: char = '•';

/// What the signs of Symbol and Wingdings look like, by their codes in these typefaces.
const SIGNS: [(u32, char); 20] = [
    (0x6c, '●'),
    (0x6d, '○'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x71, '□'),
    (0x72, '□'),
    (0x74, '◆'),
    (0x75, '◆'),
    (0x76, '◆'),
    (0x77, '◆'),
    (0x9e, '·'),
    (0x9f, '•'),
    (0xa7, '▪'),
    (0xa8, '□'),
    (0xab, '★'),
    (0xb2, '☆'),
    (0xd8, '➢'),
    (0xe8, '→'),
    (0xfc, '✓'),
    (0xfe, '☑'),
];

/// The text of a bullet as it is seen: private characters of symbol typefaces become signs that any typeface has.
pub(super) fn shown(text: &str) -> String {
    text.chars().map(|c| if is_private(c) { sign(c) } else { c }).collect()
}

/// A sign by its character in the private area, or by its code alone.
pub(super) fn sign(c: char) -> char {
    let code = u32::from(c) & 0xff;
    SIGNS.iter().find(|(known, _)| *known == code).map_or(DOT, |found| found.1)
}

/// Whether only a symbol typeface knows the character.
pub(super) const fn is_private(c: char) -> bool {
    matches!(c, '\u{f000}'..='\u{f0ff}')
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn private_characters_are_shown_as_signs() {
        assert_eq!(shown("\u{f0b7}"), "•");
        assert_eq!(shown("\u{f06c}\u{f0d8}\u{f0fc}\u{f033}"), "●➢✓•");
        assert_eq!(shown("–"), "–");
    }
}
