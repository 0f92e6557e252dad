//! Systems whose numerals are one sign each.

use super::{Notation, Numeral, System};

/// Runs of signs that count on: the first sign, its value, how many follow one another.
const RUNS: [(System, char, u32, u32); 13] = [
    (System::Circled, '①', 1, 20),
    (System::Circled, '㉑', 21, 15),
    (System::Circled, '㊱', 36, 15),
    (System::Circled, '❶', 1, 10),
    (System::Circled, '⓫', 11, 10),
    (System::Circled, '⓵', 1, 10),
    (System::Circled, '㊀', 1, 10),
    (System::Circled, '➀', 1, 10),
    (System::Circled, '➊', 1, 10),
    (System::ParenthesisedHan, '㈠', 1, 10),
    (System::ParenthesisedArabic, '⑴', 1, 20),
    (System::DottedArabic, '⒈', 1, 20),
    (System::ParenthesisedLatin, '⒜', 1, 26),
];
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";

pub(super) fn value(system: System, c: char) -> Option<Numeral> {
    let value = if system == System::Stem {
        (1..).zip(STEMS.chars()).find(|&(_, stem)| stem == c)?.0
    } else {
        RUNS.iter().filter(|run| run.0 == system).find_map(|&(_, first, base, count)| {
            let offset = (c as u32).checked_sub(first as u32)?;
            (offset < count).then_some(base + offset)
        })?
    };
    Some(Numeral { value, notation: Notation::Plain, lookalike: false })
}

pub(super) fn write(system: System, n: u32) -> Option<char> {
    if system == System::Stem {
        return n.checked_sub(1).and_then(|i| STEMS.chars().nth(i as usize));
    }
    RUNS.iter().filter(|run| run.0 == system).find_map(|&(_, first, base, count)| {
        let offset = n.checked_sub(base)?;
        (offset < count).then(|| char::from_u32(first as u32 + offset))?
    })
}

pub(super) fn all(system: System) -> impl Iterator<Item = char> {
    let stems = if system == System::Stem { STEMS } else { "" };
    let signs = RUNS.iter().filter(move |run| run.0 == system);
    stems
        .chars()
        .chain(signs.flat_map(|&(_, first, _, count)| (0..count).filter_map(move |i| char::from_u32(first as u32 + i))))
}
