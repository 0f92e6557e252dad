//! Tags of HTML inside Markdown: which of them end a line, set a heading or set in bold.

/// What a tag does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// A heading of a depth begins.
    Heading(u8),
    /// What stands before and after it are two lines.
    Breaks,
    /// What follows stands in the middle.
    Centres,
    /// Bold type begins or ends.
    Strong(bool),
    /// Nothing.
    Other,
}

/// Reads a tag, from `<` to `>`.
pub(super) fn tag(tag: &str) -> Tag {
    let inner = tag.trim_start_matches('<');
    let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let len = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = inner[..len].to_ascii_lowercase();
    let centred = || tag.to_ascii_lowercase().contains("center");
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] if !closes => Tag::Heading(digit - b'0'),
        [b'h', b'1'..=b'6'] => Tag::Breaks,
        b"b" | b"strong" => Tag::Strong(!closes),
        b"center" if !closes => Tag::Centres,
        b"p" | b"div" if !closes && centred() => Tag::Centres,
        b"br" | b"p" | b"div" | b"li" | b"ul" | b"ol" | b"tr" | b"table" | b"td" | b"th" | b"hr" | b"center"
        | b"blockquote" | b"section" | b"article" | b"details" | b"summary" | b"pre" => Tag::Breaks,
        _ => Tag::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::{Tag, tag};

    #[test]
    fn tags_are_known_by_name() {
        assert_eq!((tag("<h2 id=a>"), tag("</H2>"), tag("<br/>")), (Tag::Heading(2), Tag::Breaks, Tag::Breaks));
        assert_eq!(
            (tag("<p align=\"center\">"), tag("<p>"), tag("</b>")),
            (Tag::Centres, Tag::Breaks, Tag::Strong(false))
        );
        assert_eq!((tag("<span>"), tag("<"), tag("")), (Tag::Other, Tag::Other, Tag::Other));
    }
}
