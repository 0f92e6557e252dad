//! Whether bytes are a web page beyond doubt.

use super::archive::is_archive;

/// A page says in its first bytes what it is.
const FIRST: usize = 2048;

/// Elements with which a page or a piece of one begins, and no text of another kind does.
const OPENERS: [&str; 12] =
    ["html", "head", "body", "meta", "title", "table", "style", "link", "base", "frameset", "script", "article"];

/// Whether bytes begin as a page does: a document type, or, behind remarks and an XML declaration,
/// one of its elements; or as an archive of one does.
pub(in crate::read) fn holds(bytes: &[u8]) -> bool {
    is_archive(bytes) || is_page(bytes)
}

fn is_page(bytes: &[u8]) -> bool {
    let bytes = &bytes[..bytes.len().min(FIRST)];
    // Nearly every other text is told by its first character.
    let first = bytes.iter().find(|c| !c.is_ascii_whitespace() && !matches!(c, 0 | 0xef | 0xbb | 0xbf | 0xfe | 0xff));
    if first != Some(&b'<') {
        return false;
    }
    let text = ascii(bytes);
    let mut rest = text.trim_start();
    loop {
        rest = rest.trim_start();
        let end = match rest {
            _ if rest.starts_with("<!--") => rest.find("-->").map(|end| end + 3),
            _ if rest.starts_with("<?xml") => rest.find("?>").map(|end| end + 2),
            _ => break,
        };
        match end {
            Some(end) => rest = &rest[end..],
            None => return false,
        }
    }
    let Some(rest) = rest.strip_prefix('<') else { return false };
    if let Some(doctype) = rest.strip_prefix("!doctype") {
        return doctype.trim_start().starts_with("html");
    }
    let name = rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let ends = rest[name.len()..].starts_with(['>', ' ', '\t', '\r', '\n', '/']);
    // A heading or a paragraph may open Markdown as well; a page goes on with a closing tag of it.
    let closed = || matches!(name, "div" | "p" | "h1" | "span" | "center" | "font" | "section") && is_markup(rest);
    ends && (OPENERS.contains(&name) || closed())
}

/// Whether markup goes on: as much of it closes as opens, and no line of Markdown stands between.
fn is_markup(text: &str) -> bool {
    let marked = text.lines().any(|line| line.starts_with("# ") || line.starts_with("## ") || line.starts_with("- "));
    text.matches("</").count() >= 2 && !marked
}

/// The ASCII of a text in lower case, whatever its encoding: UTF-16 has a NUL beside each.
fn ascii(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let bytes = bytes.strip_prefix(b"\xff\xfe").or(bytes.strip_prefix(b"\xfe\xff")).unwrap_or(bytes);
    let wide = matches!(bytes, [0, b'<', ..] | [b'<', 0, ..]);
    let seen = bytes.iter().filter(|&&c| !(wide && c == 0));
    seen.map(|&c| if c.is_ascii() { char::from(c.to_ascii_lowercase()) } else { '\u{fffd}' }).collect()
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn pages_are_known_and_other_texts_are_not() {
        for page in [
            "<!DOCTYPE html><p>",
            "\u{feff} \n<html lang=zh>",
            "<?xml version='1.0'?><!-- a --><!DOCTYPE HTML PUBLIC 'x'>",
            "<!-- saved from url --><HTML>",
            "<div class=a><p>甲</p></div>",
            "<table><tr>",
        ] {
            assert!(holds(page.as_bytes()), "{page}");
        }
        for text in [
            "同志们：<html>",
            "<?xml version='1.0'?><w:document>",
            "<htmlx>",
            "<div align=center>\n\n# 讲话\n\n</div></a>",
            "<svg>",
            "<p>讲话",
            "<!-- tigang-disable -->\n一、",
            "< html>",
            "",
        ] {
            assert!(!holds(text.as_bytes()), "{text}");
        }
        let wide: Vec<u8> = "<html>讲话".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(holds(&wide) && holds(&[b"\xff\xfe", wide.as_slice()].concat()));
        assert!(holds(b"<html><title>\xbd\xb2\xbb\xb0"));
    }
}
