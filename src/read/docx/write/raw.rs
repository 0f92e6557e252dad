//! Raw text: which bytes of the XML show which characters.

use std::ops::Range;

use crate::read::docx::flow::BLANKS;
use crate::read::docx::xml::Node;

/// The text of an element as it stands in the XML.
#[derive(Debug)]
pub(super) struct Raw {
    /// What it shows.
    pub(super) text: String,
    /// Where each character of that begins, with the bytes of the XML that show it.
    chars: Vec<(usize, Range<usize>)>,
    /// Where the text begins in the XML, blanks that do not count included.
    pub(super) start: usize,
}

impl Raw {
    /// `None` where more than text stands in the element.
    pub(super) fn of(xml: &str, node: Node<'_>) -> Option<Self> {
        let range = node.range();
        let whole = xml.get(range.clone())?;
        let open = start_tag(whole)?;
        let start = range.start + open;
        // An element without an end tag holds nothing.
        let inner = whole.get(open..whole.rfind("</").unwrap_or(open))?;
        let mut chars = characters(inner, start)?;
        if !node.keeps_blanks() {
            let is_blank = |it: &(char, Range<usize>)| BLANKS.contains(&it.0);
            chars.truncate(chars.iter().rposition(|it| !is_blank(it)).map_or(0, |last| last + 1));
            chars.drain(..chars.iter().position(|it| !is_blank(it)).unwrap_or(0));
        }
        let mut text = String::with_capacity(inner.len());
        let place = |(c, bytes): (char, Range<usize>)| {
            let at = text.len();
            text.push(c);
            (at, bytes)
        };
        let chars = chars.into_iter().map(place).collect();
        Some(Self { text, chars, start })
    }

    /// The bytes of the XML that show a range of what is shown.
    pub(super) fn bytes(&self, shown: &Range<usize>) -> Option<Range<usize>> {
        let find = |at: usize| self.chars.binary_search_by_key(&at, |(at, _)| *at).ok();
        let end = self.chars.last().map_or(self.start, |(_, bytes)| bytes.end);
        let edge = |at: usize| match find(at) {
            Some(index) => Some(self.chars[index].1.start),
            None => (at == self.text.len()).then_some(end),
        };
        let (from, to) = (edge(shown.start)?, edge(shown.end)?);
        (from <= to).then_some(from..to)
    }
}

/// How many bytes the start tag of an element takes.
fn start_tag(element: &str) -> Option<usize> {
    let mut quote = None;
    for (at, b) in element.bytes().enumerate() {
        match (quote, b) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(b),
            (Some(open), b) if open == b => quote = None,
            _ => {}
        }
    }
    None
}

/// The characters of raw text that begins at a byte of the XML, as they are shown.
fn characters(inner: &str, start: usize) -> Option<Vec<(char, Range<usize>)>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = inner.get(at..)?.chars().next() {
        let (c, length) = match c {
            '<' => return None,
            '&' => {
                let name = inner.get(at + 1..)?.split_once(';')?.0;
                (entity(name)?, name.len() + 2)
            }
            '\r' if inner.get(at + 1..)?.starts_with('\n') => (' ', 2),
            c => (c, c.len_utf8()),
        };
        let c = if matches!(c, '\n' | '\r') { ' ' } else { c };
        out.push((c, start + at..start + at + length));
        at += length;
    }
    Some(out)
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code =
                number.strip_prefix('x').map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
            char::from_u32(code?)?
        }
    })
}

/// Text as it is written into XML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::Raw;
    use crate::read::docx::xml::Tree;

    /// What the bytes of a range are.
    fn bytes(xml: &str, shown: std::ops::Range<usize>) -> Option<String> {
        let tree = Tree::parse(xml).expect("it is XML");
        Some(xml[Raw::of(xml, tree.root())?.bytes(&shown)?].to_owned())
    }

    #[test]
    fn entities_and_blanks_are_found() {
        let xml = "<t a='>'> \n一&amp;&#x4e8c;\r\n三 </t>";
        let tree = Tree::parse(xml).expect("it is XML");
        assert_eq!(Raw::of(xml, tree.root()).map(|raw| raw.text).as_deref(), Some("一&二 三"));
        assert_eq!(bytes(xml, 0..3).as_deref(), Some("一"));
        assert_eq!(bytes(xml, 3..4).as_deref(), Some("&amp;"));
        assert_eq!(bytes(xml, 3..8).as_deref(), Some("&amp;&#x4e8c;\r\n"));
        assert_eq!(bytes(xml, 11..11).as_deref(), Some(""));
        assert_eq!(bytes(xml, 1..2), None);
        assert_eq!(bytes("<t>一<!-- 二 -->三</t>", 0..3), None);
        assert_eq!(bytes("<t/>", 0..0).as_deref(), Some(""));
    }
}
