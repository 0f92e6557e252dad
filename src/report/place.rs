//! Where a diagnostic stands, as the formats for machines write it: ranges and URIs.

use std::fmt::Write;

use serde::Serialize;

use crate::source::Source;
use crate::span::Span;

/// A range of the text: lines and columns from 1, columns in Unicode scalar values, the end after the last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Range {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) end_line: u32,
    pub(super) end_column: u32,
}

impl Range {
    /// The range of a span.
    pub(super) fn of(span: Span, source: &Source) -> Self {
        let (start, end) = source.points(span.start..span.end);
        Self { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
    }
}

/// A path from the root of a repository: what reads the report may not know `./`.
pub(super) fn repository(path: &str) -> &str {
    path.strip_prefix("./").unwrap_or(path)
}

/// A path as a URI: an absolute one by the scheme `file`, another one relative to where the run began.
pub(super) fn uri(path: &str) -> String {
    let drive = matches!(path.as_bytes(), [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic());
    let (mut uri, rest) = match repository(path) {
        // The colon of a drive is the only one that belongs to the form of a URI.
        path if drive => (format!("file:///{}:", &path[..1]), path[2..].replace('\\', "/")),
        path if path.starts_with('/') => ("file://".to_owned(), path.to_owned()),
        path => (String::new(), path.to_owned()),
    };
    for byte in rest.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => write!(uri, "%{byte:02X}").expect("a string takes everything"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(uri("讲话 1.txt"), "%E8%AE%B2%E8%AF%9D%201.txt");
        assert_eq!(uri("./a/b#c.txt"), "a/b%23c.txt");
        assert_eq!(uri("../a:b.txt"), "../a%3Ab.txt");
        assert_eq!(uri("/a/100%.txt"), "file:///a/100%25.txt");
        assert_eq!(uri("C:\\a\\b.txt"), "file:///C:/a/b.txt");
        assert_eq!(uri("-"), "-");
    }
}
