//! Lists of paths: `--files-from`, one path a line, or apart by NUL as programs write them who trust no name.
//!
//! A list is read on the way, and may be longer than memory.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use super::fault::Fault;
use super::input::STDIN;
use crate::diagnostic::Message;

/// How much of a list is read at once.
const PIECE: usize = 64 << 10;

/// The paths of a list, in its order.
pub(super) struct List {
    from: Box<dyn BufRead + Send>,
    /// What the list is called, for messages.
    name: PathBuf,
    /// What ends a name.
    end: u8,
    ended: bool,
}

impl List {
    /// Opens a list; `-` is standard input.
    pub(super) fn open(list: &Path) -> Result<Self, Fault> {
        let from: Box<dyn Read + Send> = if list.as_os_str() == STDIN {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(list).map_err(|error| Fault::read(list, &error))?)
        };
        Self::new(from, list).map_err(|error| Fault::read(list, &error))
    }

    /// Where there is a NUL, a line end is part of a name. No name is longer than what is looked at.
    fn new(mut from: impl Read + Send + 'static, name: &Path) -> io::Result<Self> {
        let mut head = Vec::new();
        from.by_ref().take(PIECE as u64).read_to_end(&mut head)?;
        let end = if head.contains(&0) { 0 } else { b'\n' };
        let from = Box::new(BufReader::with_capacity(PIECE, Cursor::new(head).chain(from)));
        Ok(Self { from, name: name.to_path_buf(), end, ended: false })
    }

    /// The next name, which is empty where there are two ends in a row; none at the end of the list.
    fn name(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut name = Vec::new();
        if self.from.read_until(self.end, &mut name)? == 0 {
            return Ok(None);
        }
        if name.last() == Some(&self.end) {
            name.pop();
        }
        if self.end == b'\n' && name.last() == Some(&b'\r') {
            name.pop();
        }
        Ok(Some(name))
    }
}

impl Iterator for List {
    type Item = Result<PathBuf, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.name() {
                Ok(Some(name)) if name.is_empty() => {}
                Ok(Some(name)) => return Some(path(name)),
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Fault::read(&self.name, &error)));
                }
            }
        }
        None
    }
}

/// A name as a path. In a list `-` is a file.
fn path(name: Vec<u8>) -> Result<PathBuf, Fault> {
    if name == STDIN.as_bytes() {
        return Ok(Path::new(".").join(STDIN));
    }
    native(name).map_err(|name| {
        let shown = String::from_utf8_lossy(&name);
        let message =
            Message::new(format!("路径“{shown}”不是 UTF-8 编码"), format!("the path “{shown}” is not in UTF-8"));
        Fault::new("--files-from", message)
    })
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere a name may be no path")]
fn native(name: Vec<u8>) -> Result<PathBuf, Vec<u8>> {
    use std::os::unix::ffi::OsStringExt;
    Ok(PathBuf::from(std::ffi::OsString::from_vec(name)))
}

#[cfg(not(unix))]
fn native(name: Vec<u8>) -> Result<PathBuf, Vec<u8>> {
    String::from_utf8(name).map(PathBuf::from).map_err(|error| error.into_bytes())
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::List;

    #[test]
    fn a_path_a_line_or_apart_by_nul() {
        let told = |list: &'static [u8]| {
            let list = List::new(list, Path::new("list")).expect("a slice can be read");
            list.map(|path| path.unwrap_or_default()).collect::<Vec<PathBuf>>()
        };
        assert_eq!(told(b"a.txt\r\n\nb c.txt\nd"), ["a.txt", "b c.txt", "d"].map(PathBuf::from));
        assert_eq!(told(b"a\nb\0c\0"), ["a\nb", "c"].map(PathBuf::from));
        assert_eq!(told(b"-\n"), [PathBuf::from("./-")]);
        assert!(told(b"").is_empty());
    }
}
