//! Detecting: which Chinese encoding bytes are in that are not in UTF-8, or not wholly.
//!
//! All that is asked is in which of them the bytes are shortest to tell. No language, no region and no name of a file is a
//! hint: a wrong hint is worse than none.

use super::label::Encoding;
use super::read::LOST;
use super::weigh;

/// How many bytes are looked at, from a little before the first that is not ASCII.
const SAMPLE: usize = 16 << 10;

/// What an encoding costs before anything is read: how rarely it is met.
const RARE: [(Encoding, u64); 5] =
    [(Encoding::Utf8, 0), (Encoding::Gb18030, 0), (Encoding::Big5, 1), (Encoding::Utf16Le, 4), (Encoding::Utf16Be, 6)];

/// How much a label that the text gives of itself counts for, where its encoding reads everything.
const SAID: u64 = 64;

/// The encoding of the bytes; `None` where they are no text in any.
pub(super) fn detect(bytes: &[u8], said: Option<Encoding>) -> Option<Encoding> {
    let first = bytes.iter().position(|&b| b == 0 || b >= 0x80).unwrap_or(0);
    // In UTF-16 a character begins at an even place, and ASCII before the first other byte speaks against it.
    let rest = bytes.get(first.saturating_sub(SAMPLE / 64) & !1..).unwrap_or_default();
    let sample = rest.get(..SAMPLE).unwrap_or(rest);
    let weighed = RARE.map(|(encoding, rare)| {
        let mut text = encoding.glance(sample);
        if sample.len() < rest.len() && text.ends_with(LOST) {
            text.pop();
        }
        let credit = if said == Some(encoding) && !text.contains(LOST) { SAID } else { 0 };
        (weigh::bits(&text) + rare + SAID - credit, encoding)
    });
    // Of equals the likelier.
    let (bits, encoding) = weighed.into_iter().reduce(|best, one| if one.0 < best.0 { one } else { best })?;
    // What takes as many bits to tell as it has is no text, but that a few words may do so.
    (bits - SAID <= 15 * sample.len() as u64 / 2 + SAID).then_some(encoding)
}
