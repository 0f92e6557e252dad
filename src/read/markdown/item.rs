//! Items of lists: the marker that is shown.

/// Numerals that open markers; which of them count is for later stages to see.
const NUMERALS: &str = "〇零一二三四五六七八九十百";

/// A list that is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    /// The number of its next item; `None` for one of bullets.
    pub(super) next: Option<u64>,
}

/// The marker of an item as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Typed<'a> {
    /// The whole of it: `1.`, `-`.
    pub(super) marker: &'a str,
    /// Its number, where it has one.
    pub(super) number: Option<u64>,
}

/// Reads the marker at the start of an item.
pub(super) fn typed(item: &str) -> Option<Typed<'_>> {
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    let mark = item.as_bytes().get(digits)?;
    let number = item[..digits].parse().ok();
    let known = if digits == 0 { matches!(mark, b'-' | b'*' | b'+') } else { matches!(mark, b'.' | b')') };
    known.then(|| Typed { marker: &item[..=digits], number })
}

/// Whether what stands behind a bullet has a marker of its own, so that the bullet says nothing: `- 一是…`, `* （二）…`.
pub(super) fn has_marker(text: &str) -> bool {
    let text = text.trim_start();
    let text = text.strip_prefix(['（', '(', '第', '〔', '[']).unwrap_or(text);
    let digit = |&c: &char| c.is_ascii_digit() || ('０'..='９').contains(&c) || NUMERALS.contains(c);
    let number: usize = text.chars().take_while(digit).map(char::len_utf8).sum();
    let closing =
        ['、', '.', '．', '）', ')', '，', ',', '：', ':', '是', '要', '章', '节', '節', '条', '條', '〕', ']'];
    let circled = text.starts_with(|c: char| matches!(c, '①'..='⑳' | '㈠'..='㈩' | '⑴'..='⒛'));
    circled || number > 0 && text[number..].trim_start().starts_with(closing)
}

#[cfg(test)]
mod tests {
    use super::{Typed, has_marker, typed};

    #[test]
    fn markers_of_items_are_read() {
        assert_eq!(typed("12. 选址"), Some(Typed { marker: "12.", number: Some(12) }));
        assert_eq!(typed("3) 选址"), Some(Typed { marker: "3)", number: Some(3) }));
        assert_eq!(typed("- 选址"), Some(Typed { marker: "-", number: None }));
        assert_eq!(typed("选址"), None);
        assert_eq!(typed("2026年"), None);
        assert_eq!(typed(""), None);
    }

    #[test]
    fn a_bullet_before_a_marker_says_nothing() {
        for text in ["一是选址", "（二）修路", "第三，架桥", "2、通水", " ④通电", "1. 通气"] {
            assert!(has_marker(text), "{text}");
        }
        for text in ["选址", "一个村", "2026年", "第二天", "（选址）", ""] {
            assert!(!has_marker(text), "{text}");
        }
    }
}
