//! Encodings: from bytes to text, for every format that is made of text.
//!
//! Knows bytes and characters; no format, no file.

mod detect;
mod label;
mod read;
mod walk;
mod weigh;
mod write;

use memchr::memchr;

use self::detect::detect;
use super::format::ReadOptions;
use super::text::{LONGEST, Place, TextError};
use crate::source::Damage;

pub use label::{Encoding, NoEncoding};
pub(super) use write::write;

/// A text, and how it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text; a byte order mark stays in it.
    pub(super) text: String,
    /// The name of its encoding.
    pub(super) encoding: &'static str,
    /// Where bytes were no characters of it, in the order of the text; empty as a rule.
    pub(super) damage: Vec<Damage>,
}

/// Decodes bytes; `said` is the label of an encoding that the text itself gives, as web pages do.
///
/// What is asked for is done. Otherwise a byte order mark decides, then UTF-8 wherever it reads every byte, then which
/// encoding makes the best Chinese of them. Bytes that are no character lose against all others of a text and are told;
/// only where there are too many of them the bytes are no text.
pub(super) fn decode(bytes: &[u8], said: Option<&str>, options: &ReadOptions) -> Result<Decoded, TextError> {
    if bytes.len() as u64 > LONGEST {
        return Err(TextError::TooLong);
    }
    let (mark, has_nul) = (mark(bytes), memchr(0, bytes).is_some());
    if let Some(asked) = options.encoding {
        // The order of bytes is theirs to say.
        let encoding = mark.filter(|mark| mark.unit() > 1 && asked.unit() > 1).unwrap_or(asked);
        let wrong = |place| match asked.unit() {
            1 if has_nul => TextError::Nul(place),
            _ => TextError::Other(asked.name(), place),
        };
        let clean = (encoding == Encoding::Utf8 && !has_nul).then(|| clean(bytes)).flatten();
        return clean.map_or_else(|| read(bytes, encoding).map_err(wrong), Ok);
    }
    let may_be_utf8 = !has_nul && mark.is_none_or(|mark| mark == Encoding::Utf8);
    if let Some(clean) = may_be_utf8.then(|| clean(bytes)).flatten() {
        return Ok(clean);
    }
    let said = said.and_then(|label| label.parse().ok());
    let wrong = || if has_nul { TextError::Nul(first_wrong(bytes)) } else { TextError::Junk(first_wrong(bytes)) };
    let encoding = mark.or_else(|| detect(bytes, said)).ok_or_else(wrong)?;
    read(bytes, encoding).map_err(|_| wrong())
}

/// The encoding of a byte order mark.
fn mark(bytes: &[u8]) -> Option<Encoding> {
    Encoding::ALL.into_iter().find(|encoding| encoding.mark().is_some_and(|mark| bytes.starts_with(mark)))
}

/// The text where it is UTF-8 without a fault: its bytes are copied once.
fn clean(bytes: &[u8]) -> Option<Decoded> {
    let text = simdutf8::basic::from_utf8(bytes).ok()?.to_owned();
    Some(Decoded { text, encoding: Encoding::Utf8.name(), damage: Vec::new() })
}

/// Bytes as a text, where they are UTF-8 without a fault; a NUL is one.
pub(super) fn checked(bytes: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(bytes).ok().filter(|_| memchr(0, bytes).is_none())
}

fn read(bytes: &[u8], encoding: Encoding) -> Result<Decoded, Place> {
    let (text, damage) = encoding.read(bytes)?;
    Ok(Decoded { text, encoding: encoding.name(), damage })
}

/// Where bytes cease to be a text in UTF-8.
fn first_wrong(bytes: &[u8]) -> Place {
    let wrong = simdutf8::compat::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    Place::new(bytes, memchr(0, bytes).map_or(wrong, |nul| nul.min(wrong)))
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030};

    use super::decode;
    use crate::read::ReadOptions;

    fn read(bytes: &[u8], said: &str) -> (String, &'static str) {
        let decoded = decode(bytes, Some(said), &ReadOptions::default()).expect("it is a text");
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn what_a_text_says_of_itself_decides_between_encodings_that_read_it() {
        // Two characters in either, frequent in none.
        let few = BIG5.encode("褒貶").0;
        assert_eq!(read(&few, "big5"), ("褒貶".to_owned(), "Big5"));
        assert_eq!(read(&few, "gb2312").1, "GB18030");
        // It is no matter of taste where one of them does not read it, or where the text speaks for itself.
        assert_eq!(read("同志们".as_bytes(), "gb2312").1, "UTF-8");
        let text = "要把河道和堤岸修得更扎实，把值班表排好。";
        assert_eq!(read(&GB18030.encode(text).0, "big5"), (text.to_owned(), "GB18030"));
        assert_eq!(read(&GB18030.encode(text).0, "shift_jis"), (text.to_owned(), "GB18030"));
    }
}
