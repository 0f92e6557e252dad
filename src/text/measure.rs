//! Measures: what an editor sees of a text without reading it.

use std::ops::Range;

use super::{Sign, is_blank, is_closer, is_han_digit, is_ideograph, is_pictograph};
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

/// So many bytes are counted in lanes of one byte each, which cannot run over.
const MOST: usize = 240;

/// How many scalar values begin in a part of a UTF-8 text: a loop without a branch, which becomes SIMD.
#[must_use]
pub fn count_chars(bytes: &[u8]) -> u32 {
    work::steps(bytes.len() / MOST + 1);
    let leads = |part: &[u8]| part.iter().map(|&byte| u8::from(byte & 0xC0 != 0x80)).sum::<u8>();
    bytes.chunks(MOST).map(|part| u32::from(leads(part))).sum()
}

/// Measures a text.
#[must_use]
pub fn measure(text: &str) -> Measure {
    work::steps(text.len());
    let landmarks = text.bytes().enumerate().filter(|(_, byte)| !matches!(byte, 0x80..=0xbf | 0xe4..=0xe9));
    let signs = landmarks.map(|(place, _)| (place, Sign::at(text, place).0));
    let mut clauses = Clauses::default();
    let parts = signs.clone().filter(|(_, sign)| sign.is(Sign::CLAUSE));
    parts.for_each(|(_, sign)| clauses.add(sign.is(Sign::ASCII)));
    let others = signs.filter(|(_, sign)| !sign.is(Sign::CLAUSE)).map(|(place, _)| place);
    measure_span(text, 0..text.len(), clauses, others, |_, _| {})
}

/// How many marks part clauses and do nothing else: `，` `：` `,` `:`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clauses {
    wide: u32,
    narrow: u32,
}

impl Clauses {
    /// One more, `,` or `:` where it is narrow.
    #[inline(always)]
    pub const fn add(&mut self, narrow: bool) {
        self.wide += !narrow as u32;
        self.narrow += narrow as u32;
    }
}

/// Measures a part of a text of which it is known how many marks in it part clauses and do nothing else, and where anything
/// else stands but common ideographs: the `others`.
///
/// Shows each of them on the way to `look`: its sign, and the bytes that it takes.
#[inline]
#[must_use]
pub fn measure_span(
    text: &str,
    range: Range<usize>,
    clauses: Clauses,
    others: impl Iterator<Item = usize> + Clone,
    look: impl FnMut(Sign, Range<usize>),
) -> Measure {
    let mut meter = Meter::new(text, range.clone());
    meter.walk(others.clone(), look);
    if meter.dots && is_dotted(&text[range.clone()]) {
        meter = Meter { dotted: true, ..Meter::new(text, range) };
        meter.walk(others, |_, _| {});
    }
    meter.measure(clauses)
}

/// Walks from sign to sign; what lies between are ideographs and marks that part clauses.
struct Meter<'a> {
    text: &'a str,
    range: Range<usize>,
    /// Whether a full stop of ASCII may end a sentence.
    dotted: bool,
    /// Whether there is one.
    dots: bool,
    /// The byte behind the last sign.
    at: usize,
    signs: u32,
    sign_bytes: usize,
    ascii: u32,
    /// The byte behind the last character that closes nothing; `None` at the beginning.
    last: Option<usize>,
    /// Whether something was closed behind it.
    closed: bool,
    /// The end of a sentence that may be the last, and whether it asks.
    pending: Option<(usize, bool)>,
    so_far: Measure,
}

/// Signs that may end a sentence, or say nothing of its end, and those that are counted.
const TELLING: Sign = Sign::BLANK
    .or(Sign::STOP)
    .or(Sign::CLOSER)
    .or(Sign::DOT)
    .or(Sign::HAN)
    .or(Sign::PICTOGRAPH)
    .or(Sign::NARROW)
    .or(Sign::SEMICOLON);

impl<'a> Meter<'a> {
    fn new(text: &'a str, range: Range<usize>) -> Self {
        let first = u32::try_from(range.len()).unwrap_or(u32::MAX);
        Self {
            text,
            dotted: false,
            dots: false,
            at: range.start,
            signs: 0,
            sign_bytes: 0,
            ascii: 0,
            last: None,
            closed: false,
            pending: None,
            so_far: Measure { first, ..Measure::default() },
            range,
        }
    }

    #[inline(always)]
    fn walk(&mut self, others: impl Iterator<Item = usize>, mut look: impl FnMut(Sign, Range<usize>)) {
        for place in others {
            let (sign, len) = Sign::at(self.text, place);
            look(sign, place..place + len);
            let before = std::mem::replace(&mut self.at, place + len);
            self.signs += 1;
            self.sign_bytes += len;
            self.ascii += u32::from(sign.is(Sign::ASCII));
            if sign.is(TELLING) || self.pending.is_some() || self.closed {
                self.see(sign, before, place);
            } else {
                self.last = Some(self.at);
            }
        }
        if self.range.end > self.at {
            self.go_on(self.range.end);
        }
    }

    /// The text goes on with something that neither ends a sentence nor closes anything, up to a byte.
    fn go_on(&mut self, end: usize) {
        self.end_sentence();
        self.last = Some(end);
        self.closed = false;
    }

    /// Takes note of a sign at `place`; `before` is the byte behind the one before it.
    fn see(&mut self, sign: Sign, before: usize, place: usize) {
        if place > before {
            self.go_on(place);
        }
        let m = &mut self.so_far;
        m.narrow += u32::from(sign.is(Sign::NARROW));
        m.clauses += 3 * u32::from(sign.is(Sign::SEMICOLON));
        m.han += u32::from(sign.is(Sign::HAN));
        m.blanks += u32::from(sign.is(Sign::BLANK));
        // 谢谢大家！🎉 has ended.
        if sign.is(Sign::PICTOGRAPH.or(Sign::BLANK)) {
            return;
        }
        self.dots |= sign.is(Sign::DOT);
        let stops = sign.is(Sign::STOP) || self.dotted && sign.is(Sign::DOT) && self.follows_word();
        if stops {
            self.pending = Some((self.at, sign.is(Sign::QUESTION)));
        } else if sign.is(Sign::CLOSER) && !sign.is(Sign::OPENER) {
            self.pending = self.pending.map(|(_, asked)| (self.at, asked));
        } else {
            self.end_sentence();
        }
        if sign.is(Sign::CLOSER) && self.last.is_some() {
            self.closed = true;
        } else {
            self.last = Some(self.at);
            self.closed = false;
        }
    }

    /// A sentence has ended before what comes now.
    fn end_sentence(&mut self) {
        let Some((end, asked)) = self.pending.take() else { return };
        let m = &mut self.so_far;
        if m.inner_stops == 0 {
            m.first = u32::try_from(end - self.range.start).unwrap_or(u32::MAX);
        }
        m.inner_stops += 1;
        m.inner_questions += u32::from(asked);
    }

    /// Whether an ideograph stands before this place that is no numeral: behind a numeral a point belongs to a marker.
    fn follows_word(&self) -> bool {
        let last = self.last.filter(|_| !self.closed).and_then(|end| self.text[..end].chars().next_back());
        last.is_some_and(|c| is_ideograph(c) && !is_han_digit(c))
    }

    fn measure(self, clauses: Clauses) -> Measure {
        let Clauses { wide, narrow } = clauses;
        let marks = self.sign_bytes + 3 * wide as usize + narrow as usize;
        let ideographs = u32::try_from((self.range.len() - marks) / 3).unwrap_or(u32::MAX);
        let all = ideographs + self.signs + wide + narrow;
        let (last, closed) = (self.last.map_or(Sign::default(), |end| Sign::before(self.text, end)), self.closed);
        let mut m = self.so_far;
        m.chars = all - m.blanks;
        m.width = 2 * all - self.ascii - narrow;
        m.han += ideographs;
        m.narrow += narrow;
        m.clauses += wide + narrow;
        m.end = if last.is(Sign::COLON) && !closed {
            End::Colon
        } else if last.is(Sign::SEMICOLON) {
            End::Semicolon
        } else if last.is(Sign::COMMA) {
            End::Comma
        } else if closed && m.inner_stops > 0 && self.text[self.range].ends_with(['）', ')', '】']) {
            // 。（责任单位：某局） adds to a sentence that has ended.
            End::Stop
        } else if last.is(Sign::ELLIPSIS.or(Sign::STOP)) || self.dotted && last.is(Sign::DOT) {
            End::Stop
        } else if last.is(Sign::OPENER) && !closed {
            End::Opener
        } else {
            End::Open
        };
        m
    }
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

    use super::{End, Sign, count_chars, measure};

    proptest! {
        #[test]
        fn characters_are_counted(text in "[a一\u{e9}\u{1f600}]{0,700}") {
            prop_assert_eq!(count_chars(text.as_bytes()) as usize, text.chars().count());
        }
    }

    #[test]
    fn marks_that_part_clauses_do_nothing_else() {
        for c in ['，', '：', ',', ':'] {
            let sign = Sign::of(c);
            assert!(sign.is(Sign::CLAUSE) && sign.is(Sign::BOUNDARY) && !sign.is(Sign::OPENER), "{c}");
            assert!(!sign.is(super::TELLING) || sign.is(Sign::NARROW), "{c}");
        }
        let clauses = (0..0x11_0000).filter_map(char::from_u32).filter(|&c| Sign::of(c).is(Sign::CLAUSE));
        assert_eq!(clauses.count(), 4);
    }

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
