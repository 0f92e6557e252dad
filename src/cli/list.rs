//! Lists of paths: `--files-from`, one path a line, or apart by NUL as programs write them who trust no name.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::fault::Fault;
use super::input::STDIN;
use crate::diagnostic::Message;

/// The paths that a list names, in its order; `-` is read from standard input.
pub(super) fn paths(list: &Path) -> Result<Vec<PathBuf>, Fault> {
    let read = if list.as_os_str() == STDIN {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(list)
    };
    let bytes = read.map_err(|error| Fault::read(list, &error))?;
    split(&bytes).map(path).collect()
}

/// The names of a list. Where there is a NUL, a line end is part of a name.
fn split(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    let end = if list.contains(&0) { 0 } else { b'\n' };
    let names = list.split(move |&b| b == end);
    names
        .map(move |name| if end == b'\n' { name.strip_suffix(b"\r").unwrap_or(name) } else { name })
        .filter(|name| !name.is_empty())
}

/// A name as a path. In a list `-` is a file.
fn path(name: &[u8]) -> Result<PathBuf, Fault> {
    if name == STDIN.as_bytes() {
        return Ok(Path::new(".").join(STDIN));
    }
    native(name).ok_or_else(|| {
        let shown = String::from_utf8_lossy(name);
        let message =
            Message::new(format!("路径“{shown}”不是 UTF-8 编码"), format!("the path “{shown}” is not in UTF-8"));
        Fault::new("--files-from", message)
    })
}

#[cfg(unix)]
fn native(name: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Some(PathBuf::from(std::ffi::OsStr::from_bytes(name)))
}

#[cfg(not(unix))]
fn native(name: &[u8]) -> Option<PathBuf> {
    std::str::from_utf8(name).ok().map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_path_a_line_or_apart_by_nul() {
        let told = |list: &'static [u8]| split(list).collect::<Vec<_>>();
        assert_eq!(told(b"a.txt\r\n\nb c.txt\nd"), [&b"a.txt"[..], b"b c.txt", b"d"]);
        assert_eq!(told(b"a\nb\0c\0"), [&b"a\nb"[..], b"c"]);
        assert_eq!(told(b""), [&b""[..]; 0]);
    }
}
