//! Characters as the outline sees them: blanks, ends of sentences, quotation marks.
//!
//! Properties of the script, no words. Everything above asks here.

/// Whether `c` is white space to a reader: also U+3000, U+00A0, zero-width characters and the BOM.
#[must_use]
pub const fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t'..='\r' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200d}' | '\u{2028}' | '\u{2029}' | '\u{202f}'
            | '\u{205f}' | '\u{2060}' | '\u{3000}' | '\u{feff}'
    )
}

/// Ends a sentence.
#[must_use]
pub const fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '｡')
}

/// May follow the mark that ends a sentence and still belong to it.
#[must_use]
pub const fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '"' | '\'' | '」' | '』' | '）' | ')' | '》' | '〉' | '】' | ']' | '〕' | '］')
}

/// Cannot stand at the start of a line of Chinese: such a line goes on from the one before.
#[must_use]
pub const fn continues_line(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '》'
            | '”'
            | '’'
            | '」'
            | '』'
            | '】'
            | '〕'
            | ','
            | ';'
            | ')'
    )
}

/// A boundary before which a clause ends.
#[must_use]
pub const fn is_boundary(c: char) -> bool {
    matches!(c, '，' | ',' | '、' | '；' | ';' | '：' | ':' | '—' | '·')
        || is_stop(c)
        || is_closer(c)
        || is_opener(c)
        || is_blank(c)
}

/// A boundary before which a sentence, or a clause that could be one, ends.
#[must_use]
pub const fn is_sentence_boundary(c: char) -> bool {
    matches!(c, '；' | ';' | '：' | ':') || is_stop(c)
}

/// Whether a mark takes the place of an ideograph or half of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// `(`
    Half,
    /// `（`
    Full,
}

/// The width of a mark that exists in both; `None` for 、 and 。, which have one, and for what is no mark.
#[must_use]
pub const fn width(c: char) -> Option<Width> {
    match c {
        '！'..='～' if in_width(c, Width::Half).is_ascii_punctuation() => Some(Width::Full),
        _ if c.is_ascii_punctuation() => Some(Width::Half),
        _ => None,
    }
}

/// The same character in a width, where it exists in it.
#[must_use]
pub const fn in_width(c: char, width: Width) -> char {
    let other = match (c, width) {
        ('！'..='～', Width::Half) => char::from_u32(c as u32 - 0xFEE0),
        ('!'..='~', Width::Full) => char::from_u32(c as u32 + 0xFEE0),
        _ => None,
    };
    match other {
        Some(other) => other,
        None => c,
    }
}

/// Opens a pair.
#[must_use]
pub const fn is_opener(c: char) -> bool {
    matches!(c, '“' | '‘' | '「' | '『' | '（' | '(' | '《' | '〈' | '【' | '[' | '〔' | '［')
}

/// The mark that closes a quotation, title or bracket that `c` opens; `None` for other characters.
#[must_use]
pub const fn closing(c: char) -> Option<char> {
    Some(match c {
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        '《' => '》',
        '〈' => '〉',
        _ => return None,
    })
}

/// A character of Chinese or Japanese writing.
#[must_use]
pub const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// A line that says nothing to the reader of a speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ornament {
    /// A rule: asterisks, dashes.
    Rule,
    /// A page number between marks: `- 3 -`, `~ 1 / 4 ~`.
    Page,
    /// A comment of Markdown or HTML: `<!-- … -->`.
    Comment,
}

/// Whether a line is an ornament; an ellipsis or a lone mark is none.
#[must_use]
pub fn ornament(text: &str) -> Option<Ornament> {
    if is_comment(text) {
        return Some(Ornament::Comment);
    }
    let (mut digits, mut marks, mut runs, mut last) = (0, 0, 0, ' ');
    for c in text.chars().filter(|&c| !is_blank(c)) {
        if c.is_ascii_digit() {
            digits += 1;
            runs += u32::from(!last.is_ascii_digit());
        } else if "-—–－~～·•*＊=＝_＿|｜/／<>#+◆◇■□●○★☆─━═".contains(c) && digits <= 6
        {
            marks += 1;
        } else {
            return None;
        }
        last = c;
    }
    match (digits, marks) {
        (0, 3..) => Some(Ornament::Rule),
        (1.., 2..) if runs <= 2 => Some(Ornament::Page),
        (2.., 1) if runs == 2 && text.contains('/') => Some(Ornament::Page),
        _ => None,
    }
}

/// Whether a line is one comment and nothing else.
fn is_comment(text: &str) -> bool {
    let inside = trim(text).strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
    inside.is_some_and(|inside| !inside.contains("-->"))
}

/// `text` without the blanks at both ends.
#[must_use]
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// `c` as it may be shown in a line of a terminal: a control character would move the cursor or change the terminal.
#[must_use]
pub fn visible(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => ' ',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// How a text ends, closing quotation marks and brackets passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// No mark at all.
    #[default]
    Open,
    /// A mark that ends a sentence, or an ellipsis.
    Stop,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A comma, or one that enumerates.
    Comma,
    /// An opening bracket or quotation mark: something was torn off.
    Opener,
}

/// The measure of a text: what an editor sees without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Its length in characters, blanks not counted.
    pub chars: u32,
    /// Its display width: two columns for a character that is not ASCII, leading blanks counted.
    pub width: u32,
    /// How many of them are ideographs.
    pub han: u32,
    /// How many of them are narrow marks: `,` for `，`.
    pub narrow: u32,
    /// How many sentences end before its last one.
    pub inner_stops: u32,
    /// How many of those are questions: a title may ask more than one.
    pub inner_questions: u32,
    /// How many bytes its first sentence takes, the mark and what closes after it included; all where it has only one.
    pub first: u32,
    /// How it ends.
    pub end: End,
    /// How many commas and colons stand in it, a semicolon counting three times: how little it is a title.
    pub clauses: u32,
}

/// Measures a text in one pass.
#[must_use]
pub fn measure(text: &str) -> Measure {
    let mut m = Measure { first: u32::try_from(text.len()).unwrap_or(u32::MAX), ..Measure::default() };
    let (mut last, mut closed, mut pending, mut asked) = ('\0', false, None, false);
    let dotted = is_dotted(text);
    for (i, c) in text.char_indices() {
        m.width += if c.is_ascii() { 1 } else { 2 };
        if is_blank(c) {
            continue;
        }
        m.chars += 1;
        m.han += u32::from(is_ideograph(c));
        m.narrow += u32::from(c.is_ascii_punctuation());
        // 谢谢大家！🎉 has ended.
        if is_pictograph(c) {
            continue;
        }
        let stops = is_stop(c) || c == '.' && dotted && is_ideograph(last) && !closed && !is_han_digit(last);
        if let Some(at) = pending {
            if stops || (is_closer(c) && !is_opener(c)) {
                pending = Some(i + c.len_utf8());
            } else {
                if m.inner_stops == 0 {
                    m.first = u32::try_from(at).unwrap_or(u32::MAX);
                }
                m.inner_stops += 1;
                m.inner_questions += u32::from(asked);
                pending = None;
            }
        }
        if stops {
            asked = matches!(c, '？' | '?');
            pending = Some(i + c.len_utf8());
        }
        m.clauses += match c {
            '，' | ',' | '：' | ':' => 1,
            '；' | ';' => 3,
            _ => 0,
        };
        if is_closer(c) && last != '\0' {
            closed = true;
        } else {
            last = c;
            closed = false;
        }
    }
    m.end = match last {
        '：' | ':' if !closed => End::Colon,
        '；' | ';' => End::Semicolon,
        '，' | ',' | '、' => End::Comma,
        // 。（责任单位：某局） adds to a sentence that has ended.
        _ if closed && m.inner_stops > 0 && text.ends_with(['）', ')', '】']) => End::Stop,
        '…' => End::Stop,
        c if is_stop(c) || c == '.' && dotted => End::Stop,
        c if is_opener(c) && !closed => End::Opener,
        _ => End::Open,
    };
    m
}

/// Whether a full stop of ASCII ends a text of Chinese: then those inside it end sentences too.
fn is_dotted(text: &str) -> bool {
    let mut back = text.chars().rev().filter(|&c| !is_blank(c) && !is_pictograph(c)).skip_while(|&c| is_closer(c));
    let ends = back.next() == Some('.') && back.next().is_some_and(is_ideograph);
    // 一. is a marker.
    ends && back.next().is_some() && !text.chars().all(|c| c == '.' || is_blank(c) || is_han_digit(c))
}

/// A numeral of one stroke of the brush: behind it a point belongs to a marker.
const fn is_han_digit(c: char) -> bool {
    matches!(c, '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百')
}

/// A picture that says nothing of where a sentence ends: ☀ 🎉; ❶ and its like are numerals.
const fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{2775}' | '\u{2794}'..='\u{27bf}' | '\u{2b50}'..='\u{2b55}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(c, '\u{1f000}'..='\u{1f0ff}' | '\u{1f300}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::{End, measure};

    #[test]
    fn texts_are_measured() {
        let m = measure("他说：“好。”然后走了。");
        assert_eq!((m.chars, m.inner_stops, m.end), (12, 1, End::Stop));
        assert_eq!(&"他说：“好。”然后走了。"[..m.first as usize], "他说：“好。”");
        assert_eq!(measure("主要有以下几点：").end, End::Colon);
        assert_eq!(measure("加强领导").end, End::Open);
        assert_eq!(measure("（此件公开）").end, End::Open);
        assert_eq!(measure("三是（").end, End::Opener);
        assert_eq!(measure("谢谢大家！🎉").end, End::Stop);
        assert_eq!(measure("☀ 天气").end, End::Open);
        let m = measure("裁判不足. 持证的只有4人.");
        assert_eq!((m.inner_stops, m.end), (1, End::Stop));
        assert_eq!((measure("二.路线").inner_stops, measure("十二.").end), (0, End::Open));
    }
}
