//! Pieces: the text of a page cut behind each tag, and tags cut that have more attributes than anybody reads.
//!
//! The tokenizer compares each attribute of a tag with all others. A tag is counted here before it gets there, by the
//! rules of the tokenizer itself, so that the two never disagree on where it ends.

use memchr::{memchr, memmem};

/// So many attributes of a tag are read.
const MOST: usize = 256;
/// A longer text is handed on in parts.
const LONGEST: usize = 1 << 20;

/// The next bytes for the tokenizer, and how many behind them it must not see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) keep: usize,
    pub(super) skip: usize,
}

impl Piece {
    const fn all(keep: usize) -> Self {
        Self { keep, skip: 0 }
    }
}

/// The next piece of a page; inside of the element `raw` nothing is markup but its end.
pub(super) fn piece(rest: &str, raw: Option<&str>) -> Piece {
    let bytes = rest.as_bytes();
    // No further than one part, or a text of many parts would be searched again for each.
    let part = |more: usize| &bytes[..bytes.len().min(LONGEST + more)];
    let tag = raw.map_or_else(|| memchr(b'<', part(0)), |name| end_of(part(2 + name.len()), name));
    match tag {
        Some(0) => markup(bytes),
        _ => Piece::all(whole(rest, tag.unwrap_or(bytes.len()).min(LONGEST))),
    }
}

/// Up to `end`, or a little more, so that no character is cut.
fn whole(text: &str, end: usize) -> usize {
    (end..text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len())
}

/// Where the end tag of an element stands.
fn end_of(bytes: &[u8], name: &str) -> Option<usize> {
    memmem::find_iter(bytes, b"</").find(|&start| {
        bytes.get(start + 2..start + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    })
}

/// The piece that begins with `<`.
fn markup(bytes: &[u8]) -> Piece {
    let after = |from: usize| {
        Piece::all(memchr(b'>', &bytes[from.min(bytes.len())..]).map_or(bytes.len(), |end| from + end + 1))
    };
    match bytes.get(1..).unwrap_or_default() {
        [b'!', b'-', b'-', ..] => Piece::all(remark(bytes)),
        [b'!' | b'?', ..] => after(2),
        [b'/', c, ..] if c.is_ascii_alphabetic() => tag(bytes, 2),
        [b'/', ..] => after(2),
        [c, ..] if c.is_ascii_alphabetic() => tag(bytes, 1),
        _ => Piece::all(1),
    }
}

/// Where the remark ends that the bytes begin with.
fn remark(bytes: &[u8]) -> usize {
    let ends = memmem::find_iter(bytes, b">").find(|&end| {
        let inner = &bytes[4.min(end)..end];
        inner.is_empty() || inner == b"-" || inner.ends_with(b"--") || inner.ends_with(b"--!")
    });
    ends.map_or(bytes.len(), |end| end + 1)
}

/// Where a tokenizer stands in a tag.
enum Place {
    Name,
    BeforeAttribute,
    Attribute,
    AfterAttribute,
    BeforeValue,
    Value,
    Quoted(u8),
}

/// The tag whose name begins at `start`: all of it, or as much as has few enough attributes.
fn tag(bytes: &[u8], start: usize) -> Piece {
    let (mut place, mut attributes) = (Place::Name, 0);
    let mut at = start;
    while let Some(&c) = bytes.get(at) {
        let blank = matches!(c, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c');
        place = match place {
            Place::Quoted(mark) => match memchr(mark, &bytes[at..]) {
                Some(end) => {
                    at += end;
                    Place::BeforeAttribute
                }
                None => return Piece::all(bytes.len()),
            },
            _ if c == b'>' => return Piece::all(at + 1),
            Place::Name | Place::Value if blank => Place::BeforeAttribute,
            Place::Name | Place::Attribute | Place::AfterAttribute if c == b'/' => Place::BeforeAttribute,
            Place::Name => Place::Name,
            Place::Value => Place::Value,
            Place::BeforeAttribute if blank || c == b'/' => Place::BeforeAttribute,
            Place::Attribute | Place::AfterAttribute if blank => Place::AfterAttribute,
            Place::Attribute | Place::AfterAttribute if c == b'=' => Place::BeforeValue,
            Place::Attribute => Place::Attribute,
            Place::BeforeAttribute | Place::AfterAttribute => {
                attributes += 1;
                if attributes > MOST {
                    let skip = memchr(b'>', &bytes[at..]).unwrap_or(bytes.len() - at);
                    return Piece { keep: at, skip };
                }
                Place::Attribute
            }
            Place::BeforeValue => match c {
                _ if blank => Place::BeforeValue,
                b'"' | b'\'' => Place::Quoted(c),
                _ => Place::Value,
            },
        };
        at += 1;
    }
    Piece::all(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::{MOST, Piece, piece};

    /// A page in its pieces.
    fn pieces(page: &str) -> Vec<&str> {
        let (mut out, mut rest) = (Vec::new(), page);
        while !rest.is_empty() {
            let Piece { keep, skip } = piece(rest, None);
            out.push(&rest[..keep]);
            rest = &rest[keep + skip..];
        }
        out
    }

    #[test]
    fn a_page_is_cut_behind_its_tags() {
        assert_eq!(pieces("甲<p a='>' b>乙</p>丙"), ["甲", "<p a='>' b>", "乙", "</p>", "丙"]);
        assert_eq!(
            pieces("<!-->甲<!--<a>--!>乙<!a>丙<?a>"),
            ["<!-->", "甲", "<!--<a>--!>", "乙", "<!a>", "丙", "<?a>"]
        );
        assert_eq!(pieces("a<b a = \"x>\"/>1 < 2</>"), ["a", "<b a = \"x>\"/>", "1 ", "<", " 2", "</>"]);
        assert_eq!(pieces("<a b='"), ["<a b='"]);
    }

    #[test]
    fn inside_of_a_script_only_its_end_is_markup() {
        let script = "if (a<b) '</p>'</SCRIPT>";
        assert_eq!(piece(script, Some("script")), Piece { keep: 15, skip: 0 });
        assert_eq!(piece("</SCRIPT >甲", Some("script")), Piece { keep: 10, skip: 0 });
    }

    #[test]
    fn too_many_attributes_are_passed_over() {
        let page = format!("<a{}>甲", " b=1".repeat(MOST + 9));
        let cut = pieces(&page);
        assert_eq!(cut[0].matches("b=1").count(), MOST);
        assert_eq!(cut[1..], [">甲"]);
    }
}
