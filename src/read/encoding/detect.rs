//! Detecting: which Chinese encoding bytes are in that are not in UTF-8, or not wholly.
//!
//! All that is asked is in which of them the bytes are shortest to tell. No language, no region and no name of a file is a
//! hint: a wrong hint is worse than none.

use super::label::Encoding;
use super::read::LOST;
use super::weigh::bits;

/// How many bytes are looked at first, from a little before the first that is not ASCII; four times as many as long as two
/// encodings are close, and no more than the most.
const FIRST: usize = 1 << 10;
const MOST: usize = 64 << 10;

/// By how many bits the best encoding must be ahead, so that nothing more is looked at.
const AHEAD: u64 = 128;

/// What an encoding costs before anything is read: how rarely it is met.
const RARE: [(Encoding, u64); 5] =
    [(Encoding::Utf8, 0), (Encoding::Gb18030, 0), (Encoding::Big5, 1), (Encoding::Utf16Le, 4), (Encoding::Utf16Be, 6)];

/// How much a label that the text gives of itself counts for, where its encoding reads everything.
const SAID: u64 = 64;

/// The encoding of the bytes; `None` where they are no text in any.
pub(super) fn detect(bytes: &[u8], said: Option<Encoding>) -> Option<Encoding> {
    let first = bytes.iter().position(|&b| b == 0 || b >= 0x80).unwrap_or(0);
    // In UTF-16 a character begins at an even place, and ASCII before the first other byte speaks against it.
    let rest = bytes.get(first.saturating_sub(FIRST / 4) & !1..).unwrap_or_default();
    let mut len = FIRST;
    loop {
        let sample = rest.get(..len).unwrap_or(rest);
        let mut weighed =
            RARE.map(|(encoding, rare)| (weigh(sample, encoding, said, sample.len() < rest.len()) + rare, encoding));
        // Of equals the likelier stays first.
        weighed.sort_by_key(|&(bits, _)| bits);
        let [(best, encoding), (second, _), ..] = weighed;
        if second - best >= AHEAD || len >= rest.len().min(MOST) {
            // What takes as many bits to tell as it has is no text, but that a few words may do so.
            return (best <= 15 * sample.len() as u64 / 2 + 2 * SAID).then_some(encoding);
        }
        len *= 4;
    }
}

/// The bits of a sample in an encoding. What the text says of itself is a credit that all others lack.
fn weigh(sample: &[u8], encoding: Encoding, said: Option<Encoding>, is_cut: bool) -> u64 {
    let mut text = encoding.glance(sample);
    if is_cut && text.ends_with(LOST) {
        text.pop();
    }
    let credit = said == Some(encoding) && !text.contains(LOST);
    bits(&text) + if credit { 0 } else { SAID }
}
