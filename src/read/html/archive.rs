//! Archives: a page in one file with all that belongs to it, as browsers and Word save `.mht`, and mails.
//!
//! Knows the headers and the parts of MIME; knows no HTML.

use std::borrow::Cow;

use memchr::memmem;

/// The page in an archive, and the label that its part gives for its encoding.
pub(super) struct Part<'b> {
    pub(super) page: Cow<'b, [u8]>,
    pub(super) label: Option<String>,
}

/// Parts inside one another are looked for so deep.
const DEEPEST: usize = 8;
/// The headers of an archive are no longer.
const HEADERS: usize = 1 << 16;

/// Whether bytes begin as an archive does: with headers that say that it holds a page or several parts.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    // Nearly every other text is told by its first word.
    let name = bytes.iter().position(|c| !c.is_ascii_alphanumeric() && *c != b'-');
    if name.is_none_or(|end| end == 0 || bytes[end] != b':') {
        return false;
    }
    let (headers, _) = split(&bytes[..bytes.len().min(HEADERS)]);
    let kind = header(&headers, "content-type").to_ascii_lowercase();
    let holds = ["multipart/", "text/html"].iter().any(|begin| kind.starts_with(begin));
    holds && !header(&headers, "mime-version").is_empty()
}

/// The page of an archive: its first part that is one; none where there is none.
pub(super) fn page(bytes: &[u8]) -> Option<Part<'_>> {
    let mut bytes = bytes;
    for _ in 0..DEEPEST {
        let (headers, body) = split(bytes);
        let kind = header(&headers, "content-type");
        let lower = kind.to_ascii_lowercase();
        if lower.starts_with("text/html") || lower.starts_with("application/xhtml") {
            let label = parameter(kind, "charset").map(str::to_owned);
            return Some(Part { page: decoded(body, header(&headers, "content-transfer-encoding")), label });
        }
        let boundary = parameter(kind, "boundary").filter(|_| lower.starts_with("multipart/"))?;
        bytes = parts(body, boundary).find(|part| {
            let kind = header(&split(part).0, "content-type").to_ascii_lowercase();
            ["multipart/", "text/html", "application/xhtml"].iter().any(|begin| kind.starts_with(begin))
        })?;
    }
    None
}

/// The headers, each on one line, and what stands behind them.
fn split(bytes: &[u8]) -> (String, &[u8]) {
    let bytes = bytes.trim_ascii_start();
    let top = &bytes[..bytes.len().min(HEADERS)];
    let end = |mark: &[u8]| memmem::find(top, mark).map(|at| (at, at + mark.len()));
    let (end, start) = match (end(b"\n\n"), end(b"\r\n\r\n")) {
        (Some(a), Some(b)) => a.min(b),
        (a, b) => a.or(b).unwrap_or((top.len(), bytes.len())),
    };
    let headers = String::from_utf8_lossy(&top[..end]).replace('\r', "");
    (headers.replace("\n\t", " ").replace("\n ", " "), &bytes[start..])
}

/// The value of a header; empty where it is missing.
fn header<'h>(headers: &'h str, name: &str) -> &'h str {
    let found =
        headers.split('\n').filter_map(|line| line.split_once(':')).find(|(key, _)| key.eq_ignore_ascii_case(name));
    found.map_or("", |(_, value)| value.trim())
}

// ; boundary="a b"
fn parameter<'h>(value: &'h str, name: &str) -> Option<&'h str> {
    let found = value.split(';').skip(1).filter_map(|part| part.split_once('='));
    let (_, value) = found.into_iter().find(|(key, _)| key.trim().eq_ignore_ascii_case(name))?;
    Some(value.trim().trim_matches('"')).filter(|value| !value.is_empty())
}

/// The parts between the lines of a boundary.
fn parts<'b>(body: &'b [u8], boundary: &str) -> impl Iterator<Item = &'b [u8]> {
    let mark = [b"--", boundary.as_bytes()].concat();
    let mut rest = memmem::find(body, &mark).map(|at| &body[at + mark.len()..]);
    std::iter::from_fn(move || {
        let part = rest?;
        let end = memmem::find(part, &mark);
        rest = end.map(|at| &part[at + mark.len()..]);
        Some(&part[..end.unwrap_or(part.len())])
    })
}

fn decoded<'b>(body: &'b [u8], encoding: &str) -> Cow<'b, [u8]> {
    match encoding.to_ascii_lowercase().as_str() {
        "quoted-printable" => Cow::Owned(quoted(body)),
        "base64" => Cow::Owned(base64(body)),
        _ => Cow::Borrowed(body),
    }
}

/// `=E4=B8=80`, and `=` at the end of a line that goes on. What is no code stays as it is.
fn quoted(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let [c, tail @ ..] = rest {
        rest = tail;
        match (c, tail) {
            (b'=', [b'\n', after @ ..] | [b'\r', b'\n', after @ ..]) => rest = after,
            (b'=', [a, b, after @ ..]) => match (digit(*a), digit(*b)) {
                (Some(a), Some(b)) => {
                    out.push(a * 16 + b);
                    rest = after;
                }
                _ => out.push(b'='),
            },
            _ => out.push(*c),
        }
    }
    out
}

fn digit(c: u8) -> Option<u8> {
    char::from(c).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Four signs are three bytes; what is no sign is passed over.
fn base64(body: &[u8]) -> Vec<u8> {
    let value = |c: &u8| {
        Some(match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        })
    };
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for six in body.iter().take_while(|&&c| c != b'=').filter_map(value) {
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xff) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{base64, is_archive, page, quoted};

    #[test]
    fn codes_of_bytes_are_read() {
        assert_eq!(quoted("=E4=B8=80=\r\n=3D=zz=".as_bytes()), "一==zz=".as_bytes());
        assert_eq!(base64(b"5LiA\r\n44CB"), "一、".as_bytes());
        assert_eq!(base64(b"YWI="), b"ab");
    }

    #[test]
    fn the_first_page_of_an_archive_is_found() {
        let mail = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n\tboundary=\"x\"\r\n\r\nold\r\n--x\r\nContent-Type: text/plain\r\n\r\na\r\n\
                    --x\r\nContent-Type: multipart/related; boundary=y\r\n\r\n--y\r\nContent-Type: text/html; charset=\"gbk\"\r\n\
                    Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=D2=BB\r\n--y--\r\n--x--";
        assert!(is_archive(mail.as_bytes()));
        let found = page(mail.as_bytes()).expect("it holds one");
        assert_eq!((found.page.trim_ascii_end(), found.label.as_deref()), (b"<p>\xd2\xbb".as_slice(), Some("gbk")));
        assert!(!is_archive("同志们：\n\n<html>".as_bytes()));
        assert!(!is_archive(b"Content-Type: text/html\n\n<p>"));
        assert!(page(b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n--x--").is_none());
    }
}
