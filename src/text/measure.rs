//! Measures: what an editor sees of a text without reading it.

use std::ops::Range;

use super::{Sign, is_blank, is_closer, is_han_digit, is_ideograph, is_opener, is_pictograph};
use crate::work;

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
    /// How many blanks stand in it.
    pub blanks: u32,
    /// How many of them are ideographs.
    pub han: u32,
    /// How many sentences end before its last one.
    pub inner_stops: u32,
    /// How many of those are questions: a title may ask more than one.
    pub inner_questions: u32,
    /// How many commas and colons stand in it, a semicolon counting three times: how little it is a title.
    pub clauses: u32,
    /// How it ends.
    pub end: End,
}

/// So many bytes are counted in lanes of one byte each, which cannot run over.
const MOST: usize = 240;

/// How many scalar values begin in a part of a UTF-8 text: a loop without a branch, which becomes SIMD.
#[inline]
#[must_use]
pub fn count_chars(bytes: &[u8]) -> u32 {
    work::steps(bytes.len() / MOST + 1);
    let leads = |part: &[u8]| part.iter().map(|&byte| u8::from(byte & 0xC0 != 0x80)).sum::<u8>();
    bytes.chunks(MOST).map(|part| u32::from(leads(part))).sum()
}

/// The display columns of a text, and how many of its marks are narrow and were perhaps wide: `,` for `，`.
///
/// A character that is not ASCII takes two columns.
#[must_use]
pub fn columns(text: &str) -> (u32, u32) {
    let (mut columns, mut narrow) = (0, 0);
    for part in text.as_bytes().chunks(MOST / 2) {
        let count = |of: fn(u8) -> u8| u32::from(part.iter().map(|&byte| of(byte)).sum::<u8>());
        columns += count(|byte| u8::from(byte & 0xc0 != 0x80) + u8::from(byte >= 0xc0));
        narrow += count(|byte| u8::from(byte.is_ascii_punctuation()));
    }
    work::steps(text.len() / MOST + 1);
    (columns, narrow)
}

/// Measures a text.
#[must_use]
pub fn measure(text: &str) -> Measure {
    work::steps(text.len());
    let mut counts = Counts { chars: count_chars(text.as_bytes()), ..Counts::default() };
    for place in landmarks(text, 0..text.len()) {
        counts.landmarks += 1;
        counts.clauses += u32::from(Sign::at(text, place).0.is(Sign::CLAUSE));
    }
    measure_span(text, 0..text.len(), counts, landmarks(text, 0..text.len()), |_, _| {})
}

impl Measure {
    /// The measure of what stands behind the first `len` bytes of a text, of which this is the measure: nothing but those is
    /// looked at. `None` where the rest has to be measured anew.
    #[must_use]
    pub fn behind(self, text: &str, len: usize) -> Option<Self> {
        let (head, rest) = text.split_at_checked(len)?;
        // What begins with an ideograph ends as the whole does, unless full stops of ASCII count.
        let dotted = self.end == End::Stop && !text.ends_with('。');
        if dotted || !matches!(rest.as_bytes(), [0xe4..=0xe9, ..]) {
            return None;
        }
        let (mut left, mut place) = (self, 0);
        while let Some(&byte) = head.as_bytes().get(place) {
            let (sign, len) = if matches!(byte, 0xe4..=0xe9) { (Sign::HAN, 3) } else { Sign::at(text, place) };
            if sign.is(Sign::STOP) {
                return None;
            }
            let blank = u32::from(sign.is(Sign::BLANK));
            left.chars -= 1 - blank;
            left.blanks -= blank;
            left.han -= u32::from(sign.is(Sign::HAN));
            left.clauses -= u32::from(sign.is(Sign::CLAUSE)) + 3 * u32::from(sign.is(Sign::SEMICOLON));
            place += len;
        }
        Some(left)
    }
}

/// How much stands in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Scalar values.
    pub chars: u32,
    /// Those of them that are no common ideographs, U+4000 to U+9FFF.
    pub landmarks: u32,
    /// Those of these that part clauses and do nothing else: `，` `：` `,` `:`.
    pub clauses: u32,
}

/// How many bytes the first sentence of a text takes, the mark and what closes behind it included; `None` where it has only one.
#[must_use]
pub fn first_sentence(text: &str) -> Option<usize> {
    first_sentence_at(text, landmarks(text, 0..text.len()))
}

/// The same of a text of which it is known where whatever tells something of sentences stands.
#[must_use]
pub fn first_sentence_at(text: &str, telling: impl Iterator<Item = usize>) -> Option<usize> {
    work::steps(text.len());
    let sign = |place| Sign::at(text, place);
    let stop = |place| Some(sign(place)).filter(|(sign, _)| sign.is(Sign::STOP)).map(|(_, len)| place + len);
    let dot = |place| (sign(place).0.is(Sign::DOT) && follows_word(&text[..place])).then_some(place + 1);
    let goes_on = |&at: &usize| Meter::goes_on(text, text.len(), at);
    let stop = if is_dotted(text) {
        landmarks(text, 0..text.len()).filter_map(|place| stop(place).or_else(|| dot(place))).find(goes_on)?
    } else {
        telling.filter_map(stop).find(goes_on)?
    };
    let closers = text[stop..]
        .char_indices()
        .take_while(|&(_, c)| is_closer(c) && !is_opener(c) || is_blank(c) || is_pictograph(c));
    Some(closers.filter(|&(_, c)| is_closer(c)).last().map_or(stop, |(i, c)| stop + i + c.len_utf8()))
}

/// Where anything but common ideographs stands in a part of a text.
fn landmarks(text: &str, range: Range<usize>) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes().get(..range.end).unwrap_or_default();
    let mut next = range.start;
    std::iter::from_fn(move || {
        while let Some(byte) = bytes.get(next) {
            match byte {
                0xe4..=0xe9 => next += 3,
                0x80..=0xbf => next += 1,
                _ => {
                    next += 1;
                    return Some(next - 1);
                }
            }
        }
        None
    })
}

/// Measures a part of a text of which it is known how much stands in it, and where whatever tells something of sentences.
///
/// Shows each of these places on the way to `look`: its sign, and the bytes that it takes.
#[inline]
#[must_use]
pub fn measure_span(
    text: &str,
    range: Range<usize>,
    counts: Counts,
    telling: impl Iterator<Item = usize>,
    mut look: impl FnMut(Sign, Range<usize>),
) -> Measure {
    let so_far = Measure { clauses: counts.clauses, ..Measure::default() };
    let mut meter = Meter { text, range, so_far };
    for place in telling {
        let (sign, len) = Sign::at(text, place);
        look(sign, place..place + len);
        if sign.is(TELLING) {
            meter.see(sign, place..place + len);
        }
    }
    meter.so_far.chars = counts.chars - meter.so_far.blanks;
    meter.so_far.han += counts.chars - counts.landmarks;
    meter.end()
}

/// Sees the signs of a text that end sentences, and those that are counted.
struct Meter<'a> {
    text: &'a str,
    range: Range<usize>,
    so_far: Measure,
}

/// Signs that end a sentence, and those that are counted.
const TELLING: Sign = Sign::STOP.or(Sign::SEMICOLON).or(Sign::BLANK).or(Sign::HAN);

impl Meter<'_> {
    #[inline(always)]
    fn see(&mut self, sign: Sign, bytes: Range<usize>) {
        if sign.is(Sign::STOP) {
            self.stop(sign, bytes.end);
        } else {
            let m = &mut self.so_far;
            m.clauses += 3 * u32::from(sign.is(Sign::SEMICOLON));
            m.blanks += u32::from(sign.is(Sign::BLANK));
            m.han += u32::from(sign.is(Sign::HAN));
        }
    }

    /// A sentence ends before a byte; it is not the last one where anything else follows.
    #[inline(always)]
    fn stop(&mut self, sign: Sign, at: usize) {
        let inner = u32::from(Self::goes_on(self.text, self.range.end, at));
        self.so_far.inner_stops += inner;
        self.so_far.inner_questions += inner & u32::from(sign.is(Sign::QUESTION));
    }

    /// Whether a text goes on from `at`, behind the mark that ends a sentence, before its end: with something that neither
    /// belongs to it nor ends it anew.
    #[inline]
    fn goes_on(text: &str, end: usize, mut at: usize) -> bool {
        while at < end {
            if matches!(text.as_bytes().get(at), Some(0xe4..=0xe9)) {
                return true;
            }
            let (sign, len) = Sign::at(text, at);
            let closes = sign.is(Sign::CLOSER) && !sign.is(Sign::OPENER);
            // 谢谢大家！🎉 has ended.
            if !closes && !sign.is(Sign::PICTOGRAPH.or(Sign::BLANK)) {
                return !sign.is(Sign::STOP);
            }
            at += len;
        }
        false
    }

    /// How the text ends, with what was seen in it.
    #[inline]
    fn end(self) -> Measure {
        match self.text.as_bytes().get(self.range.clone()) {
            // Most texts end in a common ideograph, or in 。 ！ or ？
            Some([.., 0xe4..=0xe9, _, _]) => self.so_far,
            Some([.., 0xe3, 0x80, 0x82] | [.., 0xef, 0xbc, 0x81 | 0x9f]) => Measure { end: End::Stop, ..self.so_far },
            _ => self.look_back(),
        }
    }

    /// The same, told by the last signs of the text.
    #[inline(never)]
    fn look_back(mut self) -> Measure {
        let text = self.text.get(self.range.clone()).unwrap_or_default();
        let (last, closed) = last(text);
        let dotted = last.is(Sign::DOT) && is_dotted(text);
        if dotted {
            self.see_dots();
        }
        let mut m = self.so_far;
        m.end = if last.is(Sign::COLON) && !closed {
            End::Colon
        } else if last.is(Sign::SEMICOLON) {
            End::Semicolon
        } else if last.is(Sign::COMMA) {
            End::Comma
        } else if closed && m.inner_stops > 0 && text.ends_with(['）', ')', '】']) {
            // 。（责任单位：某局） adds to a sentence that has ended.
            End::Stop
        } else if last.is(Sign::ELLIPSIS.or(Sign::STOP)) || dotted {
            End::Stop
        } else if last.is(Sign::OPENER) && !closed {
            End::Opener
        } else {
            End::Open
        };
        m
    }

    /// Sees the full stops of ASCII that end sentences.
    #[cold]
    fn see_dots(&mut self) {
        let start = self.range.start;
        for place in landmarks(self.text, self.range.clone()) {
            let (sign, len) = Sign::at(self.text, place);
            if sign.is(Sign::DOT) && follows_word(&self.text[start..place]) {
                self.stop(sign, place + len);
            }
        }
    }
}

/// Whether a text ends in an ideograph that is no numeral, blanks passed over: behind a numeral a point belongs to a marker.
fn follows_word(text: &str) -> bool {
    let last = text.chars().rev().find(|&c| !is_blank(c) && !is_pictograph(c));
    last.is_some_and(|c| is_ideograph(c) && !is_han_digit(c))
}

/// The last sign of a text that is neither a blank nor a picture and closes nothing, and whether something is closed behind it.
/// Where all signs close, it is the first of them.
fn last(text: &str) -> (Sign, bool) {
    let (mut rest, mut sign, mut closers) = (text, Sign::default(), 0);
    while !rest.is_empty() {
        let before = Sign::before(rest, rest.len());
        if !before.is(Sign::BLANK.or(Sign::PICTOGRAPH).or(Sign::CLOSER)) {
            return (before, closers > 0);
        }
        if before.is(Sign::CLOSER) {
            sign = before;
            closers += 1;
        }
        let mut chars = rest.chars();
        chars.next_back();
        rest = chars.as_str();
    }
    (sign, closers > 1)
}

/// Whether a full stop of ASCII ends a text of Chinese: then those inside it end sentences too.
fn is_dotted(text: &str) -> bool {
    let mut back = text.chars().rev().filter(|&c| !is_blank(c) && !is_pictograph(c)).skip_while(|&c| is_closer(c));
    let ends = back.next() == Some('.') && back.next().is_some_and(is_ideograph);
    // 一. is a marker.
    ends && back.next().is_some() && !text.chars().all(|c| c == '.' || is_blank(c) || is_han_digit(c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::{End, columns, count_chars, first_sentence, measure};

    proptest! {
        #[test]
        fn what_stands_behind_is_measured_as_if_it_stood_alone(
            head in "[一二加（）(1) .、，：；。”〇㐀\u{3000}🎉]{0,6}",
            rest in "[一是加强领导，。；：？.!“”（）)a1 \u{3000}🎉]{0,12}",
        ) {
            let text = format!("{head}{rest}");
            let behind = measure(&text).behind(&text, head.len());
            prop_assert_eq!(behind.unwrap_or_else(|| measure(&rest)), measure(&rest));
        }

        #[test]
        fn characters_are_counted(text in "[a一\u{e9}\u{1f600}]{0,700}") {
            prop_assert_eq!(count_chars(text.as_bytes()) as usize, text.chars().count());
        }
    }

    #[test]
    fn columns_are_counted() {
        assert_eq!(columns("加强a, 二"), (9, 1));
    }

    #[test]
    fn first_sentences_end_behind_what_closes() {
        let first = |text| first_sentence(text).map(|len| &text[..len]);
        assert_eq!(first("他说：“好。”然后走了。"), Some("他说：“好。”"));
        assert_eq!(first("裁判不足. 持证的只有4人."), Some("裁判不足."));
        assert_eq!((first("好。 ”"), first("二.路线")), (None, None));
    }

    #[test]
    fn texts_are_measured() {
        let m = measure("他说：“好。”然后走了。");
        assert_eq!((m.chars, m.inner_stops, m.end), (12, 1, End::Stop));
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
