//! What is looked at before XML is parsed: how deep it nests, and how much stands in one tag.
//!
//! The parser is quick on what programs write and takes the square of the time where one tag has thousands of attributes
//! or thousands of elements declare namespaces. Both are counted here in one pass. What is malformed is left to the parser:
//! up to the first fault both see the same tags.

use memchr::{memchr, memchr3, memmem};

/// Why a part is not parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read::docx) enum Fault {
    /// It is no XML.
    Malformed { line: u32, column: u32 },
    /// It nests deeper than any document does.
    TooDeep,
    /// It has more elements, attributes or namespaces than any document has.
    TooMuch,
}

/// How many elements, texts and remarks a part may have: a book of a thousand pages has a tenth of them.
pub(super) const MOST_NODES: u32 = 4_000_000;

/// How deep elements may stand inside one another: in documents it is seldom more than 30.
const MOST_DEEP: usize = 256;

/// How many attributes a tag may have, and how many all tags together.
const MOST_ATTRIBUTES: usize = 128;
const MOST_TOGETHER: usize = 4_000_000;

/// How many namespaces may be in force at a place: the root of Word's own documents declares some 40.
const MOST_IN_FORCE: usize = 512;

/// How many of them there may be, summed over the elements that declare some.
const MOST_NAMESPACES: usize = 4_000_000;

/// Looks at the tags of a text.
pub(super) fn check(text: &str) -> Result<(), Fault> {
    let bytes = text.as_bytes();
    // How many namespaces are in force in each open element.
    let mut open: Vec<usize> = vec![0];
    let (mut at, mut tags, mut attributes, mut declared) = (0, 0_u32, 0, 0);
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
        at += found + 1;
        let rest = bytes.get(at..).unwrap_or_default();
        if let Some(end) = aside(rest) {
            at += end;
            continue;
        }
        if rest.first() == Some(&b'/') {
            open.pop();
            at += memchr(b'>', rest).map_or(rest.len(), |end| end + 1);
            if open.is_empty() {
                // The outermost element has ended twice: the parser will say so.
                return Ok(());
            }
            continue;
        }
        let tag = Tag::of(rest);
        at += tag.length;
        tags += 1;
        attributes += tag.attributes;
        if tags > MOST_NODES || tag.attributes > MOST_ATTRIBUTES || attributes > MOST_TOGETHER {
            return Err(Fault::TooMuch);
        }
        let mut spaces = open.last().copied().unwrap_or_default();
        if tag.namespaces > 0 {
            spaces += tag.namespaces;
            declared += spaces;
            if spaces > MOST_IN_FORCE || declared > MOST_NAMESPACES {
                return Err(Fault::TooMuch);
            }
        }
        if !tag.is_empty {
            open.push(spaces);
            if open.len() > MOST_DEEP {
                return Err(Fault::TooDeep);
            }
        }
    }
    Ok(())
}

/// How many bytes a remark, a piece of raw text or an instruction takes behind its `<`; `None` where there is none.
fn aside(rest: &[u8]) -> Option<usize> {
    const ASIDES: [(&[u8], &[u8]); 4] = [(b"!--", b"-->"), (b"![CDATA[", b"]]>"), (b"?", b"?>"), (b"!", b">")];
    let (start, end) = ASIDES.iter().find(|(start, _)| rest.starts_with(start))?;
    let inner = rest.get(start.len()..).unwrap_or_default();
    Some(memmem::find(inner, end).map_or(rest.len(), |found| start.len() + found + end.len()))
}

/// The start of an element.
struct Tag {
    /// How many bytes it takes behind its `<`.
    length: usize,
    attributes: usize,
    namespaces: usize,
    is_empty: bool,
}

impl Tag {
    fn of(rest: &[u8]) -> Self {
        let (mut at, mut attributes, mut namespaces) = (0, 0, 0);
        while let Some(found) = rest.get(at..).and_then(|rest| memchr3(b'>', b'"', b'\'', rest)) {
            at += found + 1;
            let quote = rest[at - 1];
            if quote == b'>' {
                return Self { length: at, attributes, namespaces, is_empty: at >= 2 && rest[at - 2] == b'/' };
            }
            let name = rest.get(..at - 1).unwrap_or_default();
            let name = &name[name.iter().rposition(u8::is_ascii_whitespace).map_or(0, |blank| blank + 1)..];
            attributes += 1;
            namespaces += usize::from(name.starts_with(b"xmlns"));
            at += rest.get(at..).and_then(|rest| memchr(quote, rest)).map_or(rest.len(), |end| end + 1);
        }
        Self { length: rest.len(), attributes, namespaces, is_empty: false }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, MOST_ATTRIBUTES, MOST_DEEP, check};

    #[test]
    fn what_no_document_has_is_refused_before_it_is_parsed() {
        let nested = |deep: usize| "<a>".repeat(deep) + &"</a>".repeat(deep);
        assert_eq!(check(&nested(MOST_DEEP - 1)), Ok(()));
        assert_eq!(check(&nested(MOST_DEEP)), Err(Fault::TooDeep));
        assert_eq!(check(&nested(1_000_000)), Err(Fault::TooDeep));
        let attributes = |count: usize| format!("<a{}/>", " b='1'".repeat(count));
        assert_eq!(check(&attributes(MOST_ATTRIBUTES)), Ok(()));
        assert_eq!(check(&attributes(MOST_ATTRIBUTES + 1)), Err(Fault::TooMuch));
    }

    #[test]
    fn namespaces_are_counted_with_those_around_them() {
        let many: String = (0..120).map(|n| format!(" xmlns:n{n}='u{n}'")).collect();
        let inner = "<b xmlns:x='y'/>".repeat(40_000);
        assert_eq!(check(&format!("<a{many}>{inner}</a>")), Err(Fault::TooMuch));
        assert_eq!(check(&format!("<a>{inner}</a>")), Ok(()));
    }

    #[test]
    fn signs_in_texts_and_remarks_are_no_tags() {
        let many = "<a>".repeat(MOST_DEEP);
        for text in [format!("<b><!--{many}--></b>"), format!("<b><![CDATA[{many}]]></b>"), format!("<b c='{many}'/>")]
        {
            assert_eq!(check(&text), Ok(()), "{}", &text[..20]);
        }
        for text in ["<", "<a", "<a b=\"", "</a></a>", "<!--", "<?", "<![CDATA[", "<a 'b' \"c"] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }
}
