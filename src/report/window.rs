//! Windows: a line that is a whole paragraph, cut to what a reader needs in order to see the place of a fault.

use std::ops::Range;

use crate::source::Source;
use crate::span::Span;

/// How many characters are shown before a fault, of the fault itself, and after it. Together they fit into a terminal
/// of 80 columns, with two columns for a character.
const BEFORE: usize = 12;
const MARKED: usize = 24;
const AFTER: usize = 18;

/// What stands for what was cut off.
const CUT: char = '…';

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// The part; what was cut off is `…`.
    pub(super) text: String,
    /// The bytes of it that are marked.
    pub(super) marked: Range<usize>,
}

/// The window around a span; of a span over several lines the first is shown.
pub(super) fn window(source: &Source, span: Span) -> Window {
    let text = source.text();
    let line = source.line(source.line_of(span.start));
    let start = span.start.min(line.end);
    let end = span.end.clamp(start, line.end);
    let before = Span::new(line.start, start).of(text).trim_start_matches('\u{feff}');
    let from = before.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
    let mut shown = String::new();
    if from > 0 {
        shown.push(CUT);
    }
    shown.push_str(&before[from..]);
    let first = shown.len();
    let marked = Span::new(start, end).of(text);
    let whole = push(&mut shown, marked, MARKED);
    let last = shown.len();
    if whole {
        push(&mut shown, Span::new(end, line.end).of(text), AFTER);
    }
    Window { text: shown, marked: first..last }
}

/// Adds at most `room` characters of `text`; tells whether that was all.
fn push(shown: &mut String, text: &str, room: usize) -> bool {
    let end = text.char_indices().nth(room).map(|(at, _)| at);
    shown.push_str(&text[..end.unwrap_or(text.len())]);
    shown.extend(end.map(|_| CUT));
    end.is_none()
}

#[cfg(test)]
mod tests {
    use super::window;
    use crate::source::Source;
    use crate::span::Span;

    fn shown(text: &str, wanted: &str) -> String {
        let start = text.find(wanted).expect("it stands there");
        let end = u32::try_from(start + wanted.len()).expect("small");
        let start = u32::try_from(start).expect("small");
        let window = window(&Source::from_text(text), Span::new(start, end));
        let (before, rest) = window.text.split_at(window.marked.start);
        let (marked, after) = rest.split_at(window.marked.len());
        format!("{before}[{marked}]{after}")
    }

    #[test]
    fn a_short_line_is_shown_as_it_is() {
        assert_eq!(shown("上\n一、提高认识\r\n下\n", "一、"), "[一、]提高认识");
        assert_eq!(shown("\u{feff}　一、提高\n", "一、"), "　[一、]提高");
        assert_eq!(shown("上\n一、\n下", ""), "[]上");
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let text = format!("{}四、{}\n", "前".repeat(100), "后".repeat(100));
        assert_eq!(shown(&text, "四、"), format!("…{}[四、]{}…", "前".repeat(12), "后".repeat(18)));
    }

    #[test]
    fn of_a_long_fault_the_start_is_shown() {
        let text = format!("一、{}\n下文\n", "长".repeat(100));
        assert_eq!(shown(&text, text.trim_start_matches("一、")), format!("一、[{}…]", "长".repeat(24)));
    }
}
