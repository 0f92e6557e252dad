//! Streams of records: JSON Lines in, each line a text with its id. A way for texts to come together and no format of
//! a text: the text of a record is plain text.
//!
//! A stream is read on the way and may be longer than memory; its lines are handed on by the piece.

use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;

use super::config::Ready;
use super::fault::Fault;
use super::input::PIECE;
use crate::diagnostic::Message;
use crate::unist::Id;

/// The name of the format on the command line.
pub(super) const NAME: &str = "jsonl";

/// What it is, in a few words.
pub(super) const ABOUT: &str = "records, one a line: {\"id\": …, \"text\": …}";

/// How the names of its files end.
const EXTENSIONS: [&str; 2] = ["jsonl", "ndjson"];

/// The greatest number below which every program reads the same number.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Whether a file is a stream, by its name.
pub(super) fn by_path(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

/// A stream that is being read.
pub(super) struct Records {
    ready: Arc<Ready>,
    from: Box<dyn Read + Send>,
    /// The beginning of a line whose end was not read yet.
    rest: Vec<u8>,
    /// The number of the next line, from 1.
    line: u64,
    ended: bool,
}

/// Some lines of a stream, each a record or blank.
pub(super) struct Lines {
    /// The stream, with what is in force for it.
    pub(super) ready: Arc<Ready>,
    /// The number of the first line, from 1.
    first: u64,
    bytes: Vec<u8>,
}

/// A text with its id.
#[derive(Debug, PartialEq)]
pub(super) struct Record {
    pub(super) id: Id,
    pub(super) text: String,
}

/// Why a line is no record.
#[derive(Debug, PartialEq)]
pub(super) enum NoRecord {
    /// It is no JSON from this column on, in bytes from 1.
    Json(usize),
    /// It lacks the one or the other.
    Shape,
    /// A number that programs do not read alike.
    Id,
}

impl Records {
    /// Opens a stream.
    pub(super) fn open(ready: Ready) -> Result<Self, Fault> {
        let from = ready.input.open()?;
        Ok(Self { ready: Arc::new(ready), from, rest: Vec::new(), line: 1, ended: false })
    }

    /// The name of the stream.
    pub(super) fn name(&self) -> &str {
        &self.ready.input.name
    }

    /// Reads until there is the end of a line, or of the stream.
    fn piece(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(PIECE);
        bytes.append(&mut self.rest);
        loop {
            let filled = bytes.len();
            bytes.resize(filled + PIECE.saturating_sub(filled).max(PIECE / 4), 0);
            let read = match self.from.read(&mut bytes[filled..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {
                    bytes.truncate(filled);
                    continue;
                }
                read => read?,
            };
            bytes.truncate(filled + read);
            if read == 0 {
                self.ended = true;
                return Ok(bytes);
            }
            if let Some(end) = bytes[filled..].iter().rposition(|&byte| byte == b'\n') {
                self.rest.extend_from_slice(&bytes[filled + end + 1..]);
                bytes.truncate(filled + end + 1);
                return Ok(bytes);
            }
        }
    }
}

impl Iterator for Records {
    type Item = Result<Lines, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        Some(match self.piece() {
            Ok(bytes) => {
                let first = self.line;
                self.line += bytes.iter().filter(|&&byte| byte == b'\n').count() as u64;
                Ok(Lines { ready: self.ready.clone(), first, bytes })
            }
            Err(error) => {
                self.ended = true;
                Err(self.ready.input.fault(error).into())
            }
        })
    }
}

impl Lines {
    /// The lines that are not blank, with their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u64, &[u8])> {
        let bytes = match self.first {
            1 => self.bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&self.bytes),
            _ => &self.bytes,
        };
        (self.first..).zip(bytes.split(|&byte| byte == b'\n')).filter(|(_, line)| !line.trim_ascii().is_empty())
    }

    /// How many bytes of the stream they are.
    pub(super) fn len(&self) -> u64 {
        self.bytes.len() as u64
    }
}

impl Record {
    /// Reads a line. Whatever else stands in the object is passed over.
    pub(super) fn parse(line: &[u8]) -> Result<Self, NoRecord> {
        #[derive(Deserialize)]
        struct Line {
            id: Id,
            text: String,
        }
        let Line { id, text } = object(line)?;
        if is_exact(&id) { Ok(Self { id, text }) } else { Err(NoRecord::Id) }
    }
}

/// The id of a line that is no record, where it has one.
pub(super) fn id(line: &[u8]) -> Option<Id> {
    #[derive(Deserialize)]
    struct Line {
        id: Id,
    }
    object(line).ok().map(|Line { id }| id).filter(is_exact)
}

/// Reads an object; serde would take an array for one as well.
fn object<'a, T: Deserialize<'a>>(line: &'a [u8]) -> Result<T, NoRecord> {
    let read = serde_json::from_slice(line).map_err(|error| NoRecord::of(&error))?;
    if line.trim_ascii_start().starts_with(b"{") { Ok(read) } else { Err(NoRecord::Shape) }
}

/// Whether every program reads the id alike.
fn is_exact(id: &Id) -> bool {
    !matches!(id, Id::Fraction(number) if number.abs() >= EXACT)
}

impl NoRecord {
    fn of(error: &serde_json::Error) -> Self {
        if error.is_data() { Self::Shape } else { Self::Json(error.column()) }
    }

    /// What is wrong, and what to do.
    pub(super) fn message(&self) -> Message {
        match self {
            Self::Json(column) => Message::new(
                format!("第 {column} 字节起不是 JSON：每行应为 {{\"id\": …, \"text\": …}}"),
                format!("no JSON at byte {column}: each line is to be {{\"id\": …, \"text\": …}}"),
            ),
            Self::Shape => Message::new(
                "不是记录：应为有 \"id\"（字符串或数字）和 \"text\"（字符串）的对象",
                "no record: it is to be an object with an \"id\" (string or number) and a \"text\" (string)",
            ),
            Self::Id => Message::new(
                "\"id\" 是过大的数，各程序读法不一：请写成字符串",
                "the \"id\" is a number too great to be read alike everywhere: write it as a string",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{NoRecord, Record, id};
    use crate::unist::Id;

    fn parsed(line: &str) -> Result<Id, NoRecord> {
        Record::parse(line.as_bytes()).map(|Record { id, .. }| id)
    }

    #[test]
    fn an_id_is_a_string_or_a_number() {
        for (written, wanted) in [
            ("7", Id::Natural(7)),
            ("18446744073709551615", Id::Natural(u64::MAX)),
            ("-7", Id::Negative(-7)),
            ("1.5", Id::Fraction(1.5)),
            (r#""""#, Id::Text(String::new())),
            (r#""\u4e00\n\"""#, Id::Text("一\n\"".into())),
        ] {
            assert_eq!(parsed(&format!(r#"{{"text":"","more":[{{}}],"id":{written}}}"#)), Ok(wanted), "{written}");
        }
        assert_eq!(parsed(r#"{"id":18446744073709551616,"text":""}"#), Err(NoRecord::Id));
        for written in ["null", "true", "[]", "{}"] {
            assert_eq!(parsed(&format!(r#"{{"id":{written},"text":""}}"#)), Err(NoRecord::Shape), "{written}");
        }
    }

    #[test]
    fn what_is_no_record_says_why() {
        for line in [r#"[1,""]"#, "1", r#"{"text":""}"#, r#"{"id":1}"#, r#"{"id":1,"text":null}"#] {
            assert_eq!(parsed(line), Err(NoRecord::Shape), "{line}");
        }
        assert_eq!(parsed(r#"{"id":1,"text":"}"#), Err(NoRecord::Json(17)));
        assert_eq!(parsed(r#"{"id":1,"text":""} {}"#), Err(NoRecord::Json(20)));
        assert_eq!(Record::parse(b"{\"id\":1,\"text\":\"\xff\"}"), Err(NoRecord::Json(17)));
        assert_eq!(id(br#"{"text":3,"id":"a"}"#), Some(Id::Text("a".into())));
        assert_eq!(id(br#"{"text":3,"id":1e300}"#), None);
    }
}
