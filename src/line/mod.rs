//! Lines: every line that is not blank, with its measure, what it could be, and the markers that could open it.
//!
//! Each line is looked at once and alone; what its neighbours make of it is for the stages above. Knows characters and
//! the grammar; knows no block and no list.

mod cue;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::grammar::{Found, Grammar};
use crate::hint::Hint;
use crate::source::Source;
use crate::span::{Span, position};
use crate::text::{End, Measure, Ornament, Sign, columns, continues_line, is_blank, is_ideograph, is_stop};
use crate::work;

pub(crate) use cue::{AllCues, Outward, Scratch, note_cues, promises};
pub use cue::{Cues, Piece};

/// A line that is not blank.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each property is independent of the others")]
pub struct Line {
    /// Its text, blanks at both ends not counted.
    pub span: Span,
    /// Its number, from 0.
    pub index: u32,
    /// Whether it is indented more than the least indented line.
    pub indented: bool,
    /// The display columns of the blanks before it.
    pub indent: u32,
    /// Its measure.
    pub measure: Measure,
    /// What it could be: which of the cues ([`Lines::cues`]) are its own.
    pub cues: u32,
    /// Whether it opens with an address to the audience.
    pub addresses: bool,
    /// Whether it opens with a mark that no line opens with: it goes on from the one before.
    pub continues: bool,
    /// Whether it opens with the number of a reference: `[4] 郭雅．参与式规划的中国经验`.
    pub entry: bool,
    /// The markers that could open it: a range of the openings.
    pub openings: Span,
    /// Whether a marker without doubt opens it.
    pub marked: bool,
    /// Whether that marker holds a mark that ends sentences: 1｡ ends none.
    pub stopped: bool,
    /// Whether no other line counts on from that marker.
    pub lone: bool,
    /// Whether no later line counts on from it.
    pub last: bool,
    /// Whether such a marker alone makes no list.
    pub weak: bool,
    /// Whether little is lost if the marker is taken for text.
    pub slight: bool,
    /// Whether the marker is all that the line holds.
    pub bare_marker: bool,
    /// Whether it is a page number.
    pub page_number: bool,
    /// Whether it is one of the known lines: a closing, a meta line, furniture.
    pub known: bool,
}

/// A marker that could open a line.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    /// The family that read it.
    pub family: u16,
    /// What it read.
    pub found: Found,
}

/// The lines of a source.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// The lines, in order.
    pub all: Vec<Line>,
    /// The cues of all lines of which anything is told.
    pub(crate) cues: AllCues,
    openings: Vec<Opening>,
    /// Where inside the lines a marker could begin, but for those that begin with a common ideograph: bytes, in order.
    pub places: Vec<u32>,
}

/// How many bytes a line has, roughly.
const USUAL: usize = 400;
/// A known line is no longer than this.
const SHORT: u32 = 100;
/// A marker that weighs less may as well be text: 9-1.
const SLIGHT: f32 = 2.0;
/// A line that breaks off in mid-sentence has at least so many characters.
const TORN: u32 = 20;

impl Line {
    /// A line of which only its measure counts: nothing in it is read, and nothing goes on in it.
    fn plain(span: Span, index: u32, measure: Measure, text: &str) -> Self {
        Self {
            span,
            index,
            indented: false,
            indent: 0,
            measure,
            cues: 0,
            addresses: false,
            continues: text.starts_with(continues_line),
            entry: opens_entry(text),
            openings: Span::default(),
            marked: false,
            stopped: false,
            lone: false,
            last: false,
            weak: false,
            slight: false,
            bare_marker: false,
            page_number: false,
            known: true,
        }
    }

    /// How many sentences end before its last one; what looks so in its marker ends none.
    #[must_use]
    pub const fn inner_stops(&self) -> u32 {
        self.measure.inner_stops.saturating_sub(self.stopped as u32)
    }
}

impl Lines {
    /// What a line could be.
    #[must_use]
    pub fn cues(&self, line: &Line) -> &Cues {
        self.cues.of(line.cues)
    }

    /// The markers that could open a line, in the order of their families.
    #[must_use]
    pub fn openings(&self, line: &Line) -> &[Opening] {
        self.openings.get(line.openings.start as usize..line.openings.end as usize).unwrap_or_default()
    }
}

/// Looks at every line of a source.
#[must_use]
pub fn lines(source: &Source, grammar: &Grammar) -> Lines {
    let mut out = Lines::default();
    lines_into(source, grammar, &mut out);
    out
}

/// The same into lines that were used before, whose room is used again.
pub(crate) fn lines_into(source: &Source, grammar: &Grammar, out: &mut Lines) {
    let text = source.text();
    out.all.clear();
    out.cues.clear();
    out.openings.clear();
    out.places.clear();
    let mut counts = Vec::with_capacity(text.len() / USUAL);
    let mut scratch = Scratch::default();
    let page = grammar.words().reason_index("page-number");
    out.all.reserve(text.len() / USUAL);
    let mut numbers = Vec::new();
    for index in 0..source.lines() {
        work::steps(1);
        let whole = source.line(index);
        let Some(span) = trimmed(whole, text) else { continue };
        let line = span.of(text);
        let plain = opens_plainly(line);
        let hint = source.hint(index);
        if !hint.part.is_read() {
            out.all.push(Line::plain(span, index, source.measure(span), line));
            counts.push(None);
            continue;
        }
        let indent = &text[whole.start as usize..span.start as usize];
        let places = &mut out.places;
        let first = places.len();
        let measure = source.survey(span, |sign, bytes| note_places(sign, bytes.start, text, grammar, places));
        // Only a family of one's own begins with what the index does not tell.
        if grammar.hidden_opens_inline() {
            places.truncate(first);
            let landmarks = source.index().landmarks(span.range());
            landmarks.for_each(|place| note_places(Sign::at(text, place).0, place, text, grammar, places));
        }
        let from = out.openings.len();
        hinted_openings(line, hint, grammar, |opening| out.openings.push(opening));
        let openings = Span::new(position(from), position(out.openings.len()));
        let opened = opened(&out.openings[from..], grammar);
        let marked = opened.filter(|opened| opened.sure);
        let outward = Outward { measure: &measure, marked: is_sure(&out.openings[from..], grammar) };
        let earlier = scratch.met(line, outward, out.all.len());
        let cues = match earlier.and_then(|number| out.all.get(number)) {
            // A line that comes again is looked at once.
            Some(earlier) if earlier.span.of(text) == line => earlier.cues,
            _ => out.cues.add(note_cues(source, span, outward, grammar, &mut scratch)),
        };
        let told = out.cues.of(cues);
        let furniture = told.boilerplate.filter(|b| b.strong);
        let known = furniture.is_some() || told.meta.is_some() || told.attachment || told.contents;
        out.all.push(Line {
            span,
            index,
            indented: false,
            indent: columns(indent).0,
            known: told.ornament.is_some() || known && measure.chars <= SHORT,
            page_number: told.ornament == Some(Ornament::Page)
                || furniture.is_some_and(|b| Some(b.reason) == page) && measure.chars <= SHORT,
            measure,
            cues,
            addresses: told.address,
            continues: !plain && line.starts_with(continues_line),
            entry: !plain && opens_entry(line),
            openings,
            marked: marked.is_some(),
            stopped: marked.is_some_and(|marker| line[..marker.len].contains(is_stop)),
            lone: false,
            last: false,
            weak: marked.is_some_and(|marker| marker.single >= 3.0),
            // 首先 and 一方面 open a sentence: no heading goes on with them.
            slight: marked.is_some_and(|marker| marker.slight) && !line.starts_with(is_ideograph),
            bare_marker: marked.is_some_and(|marker| marker.len == line.len()),
        });
        counts.push(opened.and_then(|marker| marker.count));
        if measure.han == 0 && measure.chars <= 3 && !line.starts_with('0') && line.bytes().all(|b| b.is_ascii_digit())
        {
            numbers.push(out.all.len() - 1);
        }
    }
    note_pages(&mut out.all, &numbers, text);
    let margin = out.all.iter().map(|line| line.indent).min().unwrap_or(0);
    out.all.iter_mut().for_each(|line| line.indented = line.indent > margin);
    note_lone(&mut out.all, &counts);
    note_running_heads(&mut out.all, text);
}

/// Whether a line opens with a common ideograph: with no blank, no mark and no number of ASCII.
fn opens_plainly(line: &str) -> bool {
    matches!(line.as_bytes(), [0xe4..=0xe9, ..])
}

/// Whether a line opens with the number of a reference: `[4] 郭雅．参与式规划的中国经验`.
fn opens_entry(line: &str) -> bool {
    let number = line.strip_prefix(['[', '［']).and_then(|rest| rest.split_once([']', '］']));
    number.is_some_and(|(number, _)| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

/// Notes a landmark with which a marker inside a line could begin.
#[inline(always)]
fn note_places(sign: Sign, at: usize, text: &str, grammar: &Grammar, places: &mut Vec<u32>) {
    let inside = |place: usize| text.as_bytes().get(place).is_some_and(u8::is_ascii_alphanumeric);
    // A digit inside a number opens nothing.
    if (!sign.is(Sign::BOUNDARY) || sign.is(Sign::OPENER) || grammar.hidden_opens_inline())
        && !(sign.is(Sign::ASCII) && inside(at.wrapping_sub(1)) && inside(at))
        && grammar.may_open_inline(text, at)
    {
        places.push(position(at));
    }
}

/// A line without the blanks at both ends; `None` for one of blanks.
#[inline]
fn trimmed(line: Span, text: &str) -> Option<Span> {
    if line.start == line.end {
        return None;
    }
    let whole = line.of(text);
    // An ideograph is no blank.
    let left = match whole.as_bytes() {
        [0xe4..=0xe9 | b'!'..=b'~', ..] => whole,
        _ => whole.trim_start_matches(is_blank),
    };
    // Nor is 。 or ！ or a letter.
    let trimmed = match left.as_bytes() {
        [.., 0xe4..=0xe9, _, _] | [.., 0xe3, 0x80, 0x82] | [.., 0xef, 0xbc, _] | [.., b'!'..=b'~'] => left,
        _ => left.trim_end_matches(is_blank),
    };
    let start = line.start + position(whole.len() - left.len());
    (!trimmed.is_empty()).then(|| Span::new(start, start + position(trimmed.len())))
}

/// Tells every marker that could open a line of which a format knows something.
pub(crate) fn hinted_openings(line: &str, hint: Hint, grammar: &Grammar, tell: impl FnMut(Opening)) {
    let written = line.get(..usize::from(hint.written)).filter(|written| !written.is_empty());
    match written.map(|written| written.trim_end_matches(is_blank)) {
        None | Some("") => openings(line, grammar, tell),
        Some(written) => written_openings(line, written.len(), grammar, tell),
    }
}

/// Tells every marker that could be what a list wrote at the start of a line: so many bytes.
///
/// A number that a list wrote ends where the list ends it, whatever the author typed behind: 1. before 5 亿元 is no 1.5.
fn written_openings(line: &str, written: usize, grammar: &Grammar, mut tell: impl FnMut(Opening)) {
    let (marker, rest) = line.split_at(written);
    let apart = format!("{marker}\u{3000}{}", rest.trim_start_matches(is_blank));
    let mut read = Vec::new();
    for text in [line, &apart] {
        openings(text, grammar, |Opening { family, found }| {
            let whole = text.get(..found.len).is_some_and(|read| read.trim_end_matches(is_blank).len() == written);
            if whole && !read.contains(&family) {
                read.push(family);
                tell(Opening { family, found: Found { len: written, ..found } });
            }
        });
    }
}

/// Tells every marker that could open `text`.
fn openings(text: &str, grammar: &Grammar, mut tell: impl FnMut(Opening)) {
    for family in grammar.opened(text) {
        if let Some(found) = grammar.family(family).read(text, "", false, grammar.script()) {
            tell(Opening { family, found });
        }
    }
}

/// Numbers alone on their lines that count on, one of them in the middle of a sentence, are those of pages.
fn note_pages(lines: &mut [Line], numbers: &[usize], text: &str) {
    let value = |at: usize| lines[at].span.of(text).parse::<u32>().unwrap_or(0);
    let counts = numbers.len() > 1 && numbers.windows(2).all(|pair| value(pair[0]) + 1 == value(pair[1]));
    let breaks = |at: usize| {
        let before = at.checked_sub(1).map(|before| &lines[before]).filter(|line| !line.marked);
        before.is_some_and(|line| {
            let m = line.measure;
            m.chars >= TORN && m.clauses + m.inner_stops > 0 && matches!(m.end, End::Open | End::Comma)
        })
    };
    if counts && numbers.iter().any(|&at| breaks(at)) {
        numbers.iter().for_each(|&at| (lines[at].page_number, lines[at].known) = (true, true));
    }
}

/// A short line that comes again and again beside page numbers is the head of the page: it stands between lines as they do.
fn note_running_heads(lines: &mut [Line], text: &str) {
    let mut beside: HashMap<&str, u32> = HashMap::default();
    let page = |i: Option<usize>| i.and_then(|i| lines.get(i)).is_some_and(|line| line.page_number);
    for (i, line) in lines.iter().enumerate() {
        let short = line.measure.chars <= 30 && line.measure.end == End::Open && !line.page_number && !line.marked;
        if short && (page(i.checked_sub(1)) || page(Some(i + 1))) {
            *beside.entry(line.span.of(text)).or_default() += 1;
        }
    }
    let heads: HashSet<&str> = beside.into_iter().filter(|(_, times)| *times >= 2).map(|(head, _)| head).collect();
    for line in lines.iter_mut().filter(|line| heads.contains(line.span.of(text))) {
        (line.page_number, line.known) = (true, true);
    }
}

/// What a line's marker counts: the group of its family, its label, its number.
type Count = (u16, u16, u32);

/// A marker that opens a line.
#[derive(Clone, Copy)]
struct Opened {
    len: usize,
    count: Option<Count>,
    /// The price of a list that has it alone.
    single: f32,
    /// Whether little is lost if it is taken for text.
    slight: bool,
    /// Whether nobody would doubt it.
    sure: bool,
}

/// The marker that opens a line: the first that nobody would doubt, or else one that counts at least with others.
fn opened(openings: &[Opening], grammar: &Grammar) -> Option<Opened> {
    let mut any = None;
    for &Opening { family, found } in openings.iter().filter(|opening| opening.found.price < 1.0) {
        let (traits, reading) = (grammar.family(family).traits(), found.reading);
        let opened = Opened {
            len: found.len,
            count: reading.ordinal.map(|n| (traits.group, reading.label, n)),
            single: traits.single,
            slight: traits.weight < SLIGHT,
            sure: traits.weight >= 3.0 || reading.ordinal == Some(1),
        };
        if opened.sure {
            return Some(opened);
        }
        if !opened.slight {
            any = any.or(Some(opened));
        }
    }
    any
}

/// Whether one of the markers is sure by itself, whatever stands around its line.
fn is_sure(openings: &[Opening], grammar: &Grammar) -> bool {
    openings.iter().any(|opening| {
        let traits = grammar.family(opening.family).traits();
        opening.found.price < 1.0
            && opening.found.doubt.is_none()
            && traits.weight >= 3.0
            && traits.public == opening.family
    })
}

/// Notes which markers have no fellow: none that counts one more comes after, before the same number comes again.
fn note_lone(lines: &mut [Line], counts: &[Option<Count>]) {
    let mut ahead: HashMap<Count, usize> = HashMap::default();
    for (i, count) in counts.iter().enumerate().rev() {
        let Some(count) = *count else { continue };
        let (group, label, n) = count;
        let again = ahead.get(&count).copied().unwrap_or(usize::MAX);
        lines[i].lone = ahead.get(&(group, label, n + 1)).is_none_or(|&next| next > again);
        lines[i].last = lines[i].lone;
        ahead.insert(count, i);
    }
    let mut behind: HashSet<Count> = HashSet::default();
    for (line, count) in lines.iter_mut().zip(counts) {
        let Some((group, label, n)) = *count else { continue };
        line.lone &= !behind.contains(&(group, label, n.wrapping_sub(1)));
        behind.insert((group, label, n));
    }
}
