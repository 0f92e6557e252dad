//! Characters as the outline sees them: blanks, ends of sentences, quotation marks.
//!
//! Properties of the script, no words. Everything above asks here.

mod charset;
mod measure;
mod sign;

pub use charset::Charset;
pub use measure::{
    Counts, End, Measure, columns, count_chars, first_sentence, first_sentence_at, measure, measure_span,
};
pub use sign::Sign;

use crate::work;

/// Whether `c` is white space to a reader: also U+3000, U+00A0, zero-width characters and the BOM.
#[must_use]
pub const fn is_blank(c: char) -> bool {
    // Ideographs and most marks of Chinese are told by one comparison.
    if c > '\u{3000}' {
        return c == '\u{feff}';
    }
    matches!(
        c,
        ' ' | '\t'..='\r' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200d}' | '\u{2028}' | '\u{2029}' | '\u{202f}'
            | '\u{205f}' | '\u{2060}' | '\u{3000}'
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
    work::steps(text.len());
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
    let opened = text.trim_start_matches(is_blank).strip_prefix("<!--");
    let inside = opened.and_then(|rest| rest.trim_end_matches(is_blank).strip_suffix("-->"));
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

/// A numeral of one stroke of the brush: behind it a point belongs to a marker.
const fn is_han_digit(c: char) -> bool {
    matches!(c, '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百')
}

/// A picture that says nothing of where a sentence ends: ☀ 🎉; ❶ and its like are numerals.
const fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{2775}' | '\u{2794}'..='\u{27bf}' | '\u{2b50}'..='\u{2b55}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(c, '\u{1f000}'..='\u{1f0ff}' | '\u{1f300}'..='\u{1faff}')
}
