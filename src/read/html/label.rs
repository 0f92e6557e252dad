//! Labels: the encoding that a page claims to have, found before it can be decoded.

use memchr::{memchr, memmem};

/// A label stands in the first bytes of a page.
const FIRST: usize = 4096;

/// The label in an XML declaration or in the first `<meta>` that gives one.
pub(super) fn label(bytes: &[u8]) -> Option<&str> {
    let bytes = &bytes[..bytes.len().min(FIRST)];
    let mut at = 0;
    while let Some(start) = memchr(b'<', &bytes[at..]).map(|i| at + i) {
        let rest = &bytes[start..];
        if rest.starts_with(b"<!--") {
            at = start + memmem::find(rest, b"-->")? + 3;
            continue;
        }
        let tag = &rest[..memchr(b'>', rest).unwrap_or(rest.len())];
        let word: &[u8] = match tag {
            [b'<', b'?', ..] => b"encoding",
            _ if tag.len() > 5 && tag[..5].eq_ignore_ascii_case(b"<meta") => b"charset",
            _ => b"",
        };
        if let Some(label) = (!word.is_empty()).then(|| value(tag, word)).flatten() {
            return Some(label);
        }
        at = start + 1;
    }
    None
}

// charset = "gb2312"
fn value<'b>(tag: &'b [u8], word: &[u8]) -> Option<&'b str> {
    let place = tag.windows(word.len()).position(|found| found.eq_ignore_ascii_case(word))?;
    let rest = tag[place + word.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest).trim_ascii_start();
    let end = rest.iter().position(|c| !c.is_ascii_alphanumeric() && !b"-_.:".contains(c)).unwrap_or(rest.len());
    std::str::from_utf8(&rest[..end]).ok().filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn labels_are_found_where_pages_write_them() {
        for (page, said) in [
            ("<meta charset=gbk>", Some("gbk")),
            ("<META Charset = 'Big5' />", Some("Big5")),
            ("<meta http-equiv='Content-Type' content='text/html; charset=gb2312'>", Some("gb2312")),
            ("<?xml version='1.0' encoding=\"GB18030\"?>", Some("GB18030")),
            ("<!-- <meta charset=gbk> --><meta name=a><meta charset=utf-8>", Some("utf-8")),
            ("<meta name=charset content=gbk>", None),
            ("<p>charset=gbk", None),
            ("<!-- <meta charset=gbk>", None),
            ("", None),
        ] {
            assert_eq!(label(page.as_bytes()), said, "{page}");
        }
    }
}
