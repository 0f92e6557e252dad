//! Resuming: what an earlier run wrote to the output is not done again, and what comes of the rest is added to it.
//!
//! Nothing that was written is written anew. Only a last line that was cut off is dropped.

use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};
use std::path::Path;

use serde::Deserialize;

use super::fault::Fault;
use super::input;
use crate::diagnostic::Message;
use crate::unist::{FailedSource, Id};

/// How a line of the output begins; what it was made from comes next.
const HEADS: [&str; 2] = [r#"{"type":"document","version":1,"source":"#, r#"{"type":"error","version":1,"source":"#];

/// How much of the output is read at once.
const PIECE: usize = 256 << 10;

/// What stands in the output already: a number for each input, sorted.
#[derive(Debug, Default)]
pub(super) struct Finished(Vec<u64>);

/// Which part of a file an outline was made from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'a> {
    /// All of it.
    Whole,
    /// The record of an id.
    Id(&'a Id),
    /// The line, where it is no record.
    Line(u64),
}

impl Finished {
    /// Whether an outline, or an error in its place, is in the output.
    pub(super) fn has(&self, path: &str, part: Part<'_>) -> bool {
        !self.0.is_empty() && self.0.binary_search(&key(path, part)).is_ok()
    }
}

/// Opens the output of an earlier run, or a new one, to go on at its end.
pub(super) fn open(path: &Path) -> Result<(File, Finished), Fault> {
    let fault = |error: io::Error| Fault::write(path, &error);
    let mut file = File::options().read(true).write(true).create(true).truncate(false).open(path).map_err(fault)?;
    if !file.metadata().map_err(fault)?.is_file() {
        let message = Message::new("不是普通文件，无法续写：请去掉 --resume", "no regular file: leave out --resume");
        return Err(Fault::new(input::name(path), message));
    }
    let (finished, end) = read(&mut BufReader::with_capacity(PIECE, &file), path)?;
    file.set_len(end).and_then(|()| file.seek(SeekFrom::End(0))).map_err(fault)?;
    Ok((file, finished))
}

/// What is finished, and where the last whole line ends.
fn read(from: &mut impl BufRead, path: &Path) -> Result<(Finished, u64), Fault> {
    let (mut keys, mut end, mut line) = (Vec::new(), 0, Vec::new());
    for number in 1_u64.. {
        line.clear();
        from.read_until(b'\n', &mut line).map_err(|error| Fault::read(path, &error))?;
        if line.last() != Some(&b'\n') {
            if !is_cut_off(&line) {
                return Err(foreign(path, number));
            }
            break;
        }
        let source = source(&line).ok_or_else(|| foreign(path, number))?;
        let part = match (&source.id, source.line) {
            (Some(id), _) => Part::Id(id),
            (None, Some(line)) => Part::Line(line),
            (None, None) => Part::Whole,
        };
        keys.push(key(&source.path, part));
        end += line.len() as u64;
    }
    keys.sort_unstable();
    keys.dedup();
    Ok((Finished(keys), end))
}

/// What an outline, or an error, says that it was made from.
fn source(line: &[u8]) -> Option<FailedSource> {
    let rest = HEADS.iter().find_map(|head| line.strip_prefix(head.as_bytes()))?;
    FailedSource::deserialize(&mut serde_json::Deserializer::from_slice(rest)).ok()
}

/// Whether it is the beginning of a line of ours, or what a machine leaves that lost its power.
fn is_cut_off(line: &[u8]) -> bool {
    let begins = |head: &str| line.starts_with(head.as_bytes()) || head.as_bytes().starts_with(line);
    line.iter().all(|&byte| byte == 0) || HEADS.into_iter().any(begins)
}

fn key(path: &str, part: Part<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    match part {
        Part::Whole => {}
        // A number and a string that looks like it are two ids.
        Part::Id(Id::Text(text)) => (0_u8, text).hash(&mut hasher),
        Part::Id(id) => (1_u8, id.to_string()).hash(&mut hasher),
        Part::Line(line) => (2_u8, line).hash(&mut hasher),
    }
    hasher.finish()
}

fn foreign(path: &Path, line: u64) -> Fault {
    let message = Message::new(
        "不是提纲：--resume 只续写 --format jsonl 写出的文件",
        "no outline: --resume goes on only with what --format jsonl wrote",
    );
    Fault::new(format!("{}:{line}", input::name(path)), message)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Finished, HEADS, Part, read};
    use crate::unist::Id;

    fn told(text: &str) -> Option<(Finished, u64)> {
        read(&mut text.as_bytes(), Path::new("out.jsonl")).ok()
    }

    #[test]
    fn what_is_finished_is_told_by_path_and_id() {
        let text = format!(
            "{}{}\n{}{}\n{}{}\n{}{}\n",
            HEADS[0],
            r#"{"path":"a.txt","format":"text"}}"#,
            HEADS[0],
            r#"{"path":"s","id":7}}"#,
            HEADS[1],
            r#"{"path":"s","id":"八","line":2},"message":"…"}"#,
            HEADS[1],
            r#"{"path":"s","line":3},"message":"…"}"#,
        );
        let (finished, end) = told(&text).expect("these are ours");
        assert_eq!(end, text.len() as u64);
        let (seven, eight) = (Id::Natural(7), Id::Text("八".into()));
        for part in [Part::Id(&seven), Part::Id(&eight), Part::Line(3)] {
            assert!(finished.has("s", part) && !finished.has("t", part), "{part:?}");
        }
        assert!(finished.has("a.txt", Part::Whole) && !finished.has("s", Part::Whole));
        assert!(!finished.has("s", Part::Id(&Id::Text("7".into()))) && !finished.has("s", Part::Line(2)));
    }

    #[test]
    fn only_a_line_of_ours_may_be_cut_off() {
        let whole = format!("{}{}\n", HEADS[0], r#"{"path":"a.txt"}}"#);
        let next = format!("{}{}", HEADS[1], r#"{"path":"b.txt"},"message":"…"}"#);
        for cut in (0..=next.len()).filter(|&cut| next.is_char_boundary(cut)) {
            let (finished, end) = told(&format!("{whole}{}", &next[..cut])).expect("the rest is cut off");
            assert!(end == whole.len() as u64 && !finished.has("b.txt", Part::Whole), "{cut}");
        }
        assert!(told(&format!("{whole}\0\0\0")).is_some());
        for other in ["同志们：", "同志们：\n", "{\"id\":1,\"text\":\"\"}\n", "{}", "\n"] {
            assert!(told(&format!("{whole}{other}")).is_none(), "{other}");
        }
    }
}
