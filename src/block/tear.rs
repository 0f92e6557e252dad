//! Tears: which line goes on in which.

use crate::grammar::{Grammar, Inline};
use crate::line::Line;
use crate::text::{End, columns, is_boundary, is_closer, is_ideograph, is_opener};
use crate::work;

/// A paragraph without an end mark that is longer than this was torn, when the next line could go on.
const LONG: u32 = 45;
/// A text is taken for hard-wrapped when so many of its lines end at one edge without an end mark.
const WRAPPED_LINES: usize = 4;
/// In a text that is torn everywhere a line of so many characters is no heading.
const RAGGED: u32 = 9;
/// A line of no more characters is a torn word.
const FRAGMENT: u32 = 2;
/// A paragraph that hangs breaks off no earlier.
const HANGING: u32 = 20;
/// How far from the edge a wrapped line may end: a word or a mark did not fit.
const SLACK: u32 = 4;

pub(super) struct Tears<'a> {
    lines: &'a [Line],
    text: &'a str,
    grammar: &'a Grammar,
    /// The right edge of a hard-wrapped text, and whether it is one of wide characters.
    edge: Option<(u32, bool)>,
    /// Whether the paragraphs of a hard-wrapped text are indented, and their other lines are not.
    indents: bool,
    /// Whether paragraphs are indented and go on at the margin, though they are few.
    hanging: bool,
    /// The line from which on lines break off everywhere; the head before it does not.
    ragged: Option<u32>,
}

impl<'a> Tears<'a> {
    pub(super) fn new(lines: &'a [Line], text: &'a str, grammar: &'a Grammar) -> Self {
        work::steps(lines.len());
        Self {
            lines,
            text,
            grammar,
            edge: column(lines, text),
            indents: indents(lines),
            hanging: hanging(lines, text),
            ragged: ragged(lines),
        }
    }

    /// The line in which line `at` goes on, page numbers in between passed over; `inside` tells that it goes on itself.
    pub(super) fn next(&self, at: usize, inside: bool) -> Option<usize> {
        work::steps(1);
        let line = &self.lines[at];
        if line.page_number {
            return None;
        }
        let next = (at + 1..self.lines.len().min(at + 4)).find(|&i| !self.lines[i].page_number)?;
        self.is_torn(at, &self.lines[next], next > at + 1, inside).then_some(next)
    }

    fn is_torn(&self, at: usize, next: &Line, over_page: bool, inside: bool) -> bool {
        let line = &self.lines[at];
        if line.known && line.measure.end != End::Comma {
            return false;
        }
        // （⏎三） after a sentence: the bracket opens a marker.
        let bracket = next.measure.chars == 1 && next.measure.end == End::Opener;
        if bracket && matches!(line.measure.end, End::Stop | End::Semicolon | End::Colon) {
            return false;
        }
        if next.continues || line.measure.end == End::Opener {
            return true;
        }
        if !over_page && (self.splits(line, next) || self.splits_inside(line, next)) {
            return true;
        }
        if line.bare_marker {
            return false;
        }
        let full = self.edge.is_some_and(|(edge, wide)| {
            let (own, widened) = edges(line, self.text);
            let reached = if wide { widened } else { own };
            reached + SLACK >= edge
        });
        // A numbered heading does not break off before a marker, whatever became of its fellows.
        let heading = line.marked && !line.weak && line.measure.clauses == 0 && line.inner_stops() == 0;
        let breaks = line.measure.end == End::Open
            && (line.inner_stops() > 0 || next.weak && (!heading || next.slight))
            && !line.known;
        // 不统⏎一是老毛病: what looks like a marker after a sentence that breaks off, and has no fellow anywhere.
        if next.marked && breaks && next.lone && next.index == line.index + 1 {
            return true;
        }
        let apart = next.index > line.index + 1 && !over_page;
        if next.addresses
            || next.known
            || next.entry
            || (next.marked && !(full && next.lone && line.measure.end == End::Open && !apart))
        {
            return false;
        }
        match line.measure.end {
            // Where paragraphs are indented, a full line before one that is not goes on though its sentence has ended.
            End::Stop => full && self.indents && !next.indented && !apart && !over_page,
            End::Colon => false,
            End::Comma => true,
            End::Semicolon => !self.is_item_of_list(next) && !self.ends_list(at, next),
            End::Opener => true,
            // A paragraph that was torn once does not end without a mark.
            End::Open if inside && self.is_ragged(line) => true,
            // A line that holds the end of a sentence is no heading. Where lines are full at an edge it may open a paragraph.
            End::Open if inside => {
                let ends = next.inner_stops() > 0 && self.edge.is_none();
                next.measure.end != End::Open || next.measure.clauses > 0 || ends
            }
            End::Open if self.begins(line, next) => false,
            End::Open => {
                full || over_page && ends_page(line, next)
                    || self.hanging && hangs(line, next, self.text)
                    || self.breaks_off(line, next, apart)
            }
        }
    }

    /// Whether the block goes on in mid-sentence behind a line that was joined: a marker that was torn says nothing of the
    /// line behind it, and the last word of a heading ends it.
    pub(super) fn goes_on(&self, line: usize, next: usize) -> bool {
        self.lines[next].measure.chars > FRAGMENT && !self.splits(&self.lines[line], &self.lines[next])
    }

    /// Whether a marker begins in one line and ends in the next: （⏎三）.
    fn splits(&self, line: &Line, next: &Line) -> bool {
        if line.measure.chars > 4 || next.index > line.index + 2 {
            return false;
        }
        let joined = &self.text[line.span.start as usize..next.span.end as usize];
        self.grammar.opened(joined).any(|family| {
            let (family, len) = (self.grammar.family(family), line.span.len() as usize);
            let read = || family.read(joined, "", false, self.grammar.script());
            !family.is_alias()
                && family.may_exceed(len, joined)
                && read().is_some_and(|found| found.len > len && found.price < 1.0)
        })
    }

    /// Whether a marker inside a line ends in the next, …；二⏎是…, or the line ends with it, …；三要⏎….
    fn splits_inside(&self, line: &Line, next: &Line) -> bool {
        if line.measure.end != End::Open || next.index != line.index + 1 {
            return false;
        }
        let text = line.span.of(self.text);
        let Some((i, mark)) = text.char_indices().rev().take(4).find(|&(_, c)| is_boundary(c)) else { return false };
        let (left, tail) = text.split_at(i + mark.len_utf8());
        if tail.is_empty() {
            return false;
        }
        let joined = &self.text[line.span.end as usize - tail.len()..next.span.end as usize];
        self.grammar.opened(joined).any(|family| {
            let family = self.grammar.family(family);
            let inline = !family.is_alias() && family.traits().inline != Inline::No;
            inline
                && family.read(joined, left, true, self.grammar.script()).is_some_and(|found| {
                    let ends = found.len == tail.len() && tail.ends_with(is_ideograph) && !next.marked;
                    (ends || found.len > tail.len() + 1)
                        && found.price < 1.0
                        && found.reading.ordinal.is_some_and(|n| n > 1)
                })
        })
    }

    /// Unmarked lines that all end in a semicolon may be a list without marks, but then nothing was torn mid-sentence:
    /// they are one paragraph all the same, unless the next line is a heading.
    fn is_item_of_list(&self, next: &Line) -> bool {
        next.measure.end == End::Open && next.measure.clauses == 0 && next.measure.chars < 20
    }

    /// Whether line `at` is the last item of a list whose items all stand on a line and end in a semicolon: what follows
    /// is a paragraph, and the semicolon should have been a full stop.
    fn ends_list(&self, at: usize, next: &Line) -> bool {
        let item = |line: &Line| line.marked && !line.weak && !line.lone && line.inner_stops() == 0;
        let before = at.checked_sub(1).map(|i| &self.lines[i]);
        let alike = before.is_some_and(|line| item(line) && line.measure.end == End::Semicolon);
        item(&self.lines[at]) && self.lines[at].last && alike && matches!(next.measure.end, End::Stop | End::Colon)
    }

    /// Whether the text is torn everywhere where the line stands.
    fn is_ragged(&self, line: &Line) -> bool {
        self.ragged.is_some_and(|from| line.index >= from)
    }

    /// Whether a bracket or a quotation mark is opened in a line and not closed.
    fn leaves_open(&self, line: &Line) -> bool {
        work::steps(line.span.len() as usize);
        line.span.of(self.text).chars().rev().find(|&c| is_opener(c) || is_closer(c)).is_some_and(is_opener)
    }

    /// Whether paragraphs are indented and one begins as far in as the heading above it.
    fn begins(&self, line: &Line, next: &Line) -> bool {
        let heading = line.marked && line.inner_stops() == 0;
        self.indents && heading && line.indented && next.indent == line.indent
    }

    /// A line without an end mark: a heading, or a paragraph that breaks off.
    fn breaks_off(&self, line: &Line, next: &Line, apart: bool) -> bool {
        if self.is_ragged(line) {
            let heads = line.marked && !line.weak && line.inner_stops() == 0;
            let fragment = next.measure.chars <= FRAGMENT && !next.marked;
            // A short line without a mark is a name or a heading.
            let whole = next.measure.end == End::Open && next.measure.chars < RAGGED && !fragment;
            if whole {
                return false;
            }
            if !heads && (line.weak || line.measure.chars >= RAGGED) || fragment {
                return true;
            }
        }
        let short_next = next.measure.end == End::Open && next.measure.clauses == 0 && next.measure.chars <= 30;
        if line.inner_stops() > 0 && !short_next {
            return true;
        }
        // A line of several clauses without an end mark is no heading where it is long or a pair is left open in it.
        let open = || self.leaves_open(line);
        let clauses = line.measure.clauses >= 2 && (line.measure.chars > LONG || open());
        clauses && !line.marked && !apart && !short_next && next.measure.end != End::Colon
    }
}

/// Whether a sentence of several clauses ends with its page and not with a mark.
fn ends_page(line: &Line, next: &Line) -> bool {
    let prose = line.measure.clauses > 0 && !line.marked && line.measure.chars >= HANGING;
    prose && (next.measure.clauses > 0 || next.measure.end != End::Open)
}

/// Whether the first line of an indented paragraph breaks off and the next one goes on at the margin.
fn hangs(line: &Line, next: &Line, text: &str) -> bool {
    let prose = line.measure.clauses > 0 || line.inner_stops() > 0;
    let heading = line.marked && line.inner_stops() == 0;
    line.indented
        && !next.indented
        && next.index == line.index + 1
        && line.measure.chars >= HANGING
        && next.span.of(text).starts_with(is_ideograph)
        && prose
        && !heading
}

/// Whether some paragraphs hang, and none begins at the margin.
fn hanging(lines: &[Line], text: &str) -> bool {
    let hangs = lines.windows(2).filter(|pair| hangs(&pair[0], &pair[1], text)).count();
    let begins = |pair: &[Line]| {
        let long = pair[1].measure.chars >= HANGING && !pair[1].known && !pair[1].addresses;
        long && !pair[1].indented && matches!(pair[0].measure.end, End::Stop | End::Colon)
    };
    hangs >= 2 && !lines.windows(2).any(begins)
}

/// Whether some lines are indented and most are not, as in print.
fn indents(lines: &[Line]) -> bool {
    let indented = lines.iter().filter(|l| l.indented).count();
    indented >= 4 && indented * 2 < lines.len() && indented * 10 > lines.len()
}

/// Whether a text is torn at no fixed edge: many of its lines hold the end of one sentence and the beginning of another.
fn ragged(lines: &[Line]) -> Option<u32> {
    let long = lines.iter().filter(|l| l.measure.chars >= 12 && !l.known).count();
    let torn =
        |l: &&Line| l.measure.chars >= 12 && l.inner_stops() > 0 && matches!(l.measure.end, End::Open | End::Comma);
    let torn = lines.iter().filter(torn).count();
    let wordy = |l: &Line| l.measure.clauses >= 2 && l.measure.chars >= 16 && !l.marked;
    let prose = |l: &&Line| {
        wordy(l) || { l.inner_stops() > 0 || matches!(l.measure.end, End::Stop | End::Comma) && l.measure.chars >= 12 }
    };
    lines.iter().find(prose).map(|l| l.index).filter(|_| torn >= 4 && torn * 4 >= long)
}

/// The display column after the last character of a line, indent included, and the same where every mark counts two columns:
/// on a page whose marks were narrowed later.
fn edges(line: &Line, text: &str) -> (u32, u32) {
    let (columns, narrow) = columns(line.span.of(text));
    (line.indent + columns, line.indent + columns + narrow)
}

/// The right edge of a hard-wrapped text, in columns as they are or as they were before its marks were narrowed.
fn column(lines: &[Line], text: &str) -> Option<(u32, bool)> {
    let long = lines.iter().filter(|line| line.measure.chars >= 12);
    let all = long.clone().count();
    let open = long.filter(|line| matches!(line.measure.end, End::Open | End::Comma));
    let (own, widened): (Vec<u32>, Vec<u32>) = open.map(|line| edges(line, text)).unzip();
    let beyond = |most: u32, of: fn((u32, u32)) -> u32| {
        let beyond = lines.iter().filter(|line| {
            // Its measure tells of most lines that they end far before the edge or far behind it.
            let count = line.measure.chars + line.measure.blanks;
            let (least, utmost) = (line.indent + count + line.measure.han, line.indent + 2 * count);
            least > most || utmost > most && of(edges(line, text)) > most
        });
        beyond.take(all / 25 + 1).count() * 25 <= all
    };
    let narrow = edge(own, all).filter(|&(_, edge)| beyond(edge + SLACK, |(own, _)| own));
    let wide = edge(widened, all).filter(|&(_, edge)| beyond(edge + SLACK, |(_, widened)| widened));
    // The measure by which more lines are full is the one of the page.
    match (narrow, wide) {
        (Some(narrow), Some(wide)) if wide.0 > narrow.0 => Some((wide.1, true)),
        (Some(narrow), _) => Some((narrow.1, false)),
        (None, wide) => wide.map(|(_, edge)| (edge, true)),
    }
}

/// Where most lines without an end mark stop, and how many do; `all` lines are long.
fn edge(mut edges: Vec<u32>, all: usize) -> Option<(usize, u32)> {
    edges.sort_unstable();
    // Where most lines end; some may reach further, since a label was put before them after they were wrapped.
    let mut far = 0;
    let near = edges.iter().zip(1..).map(|(&edge, last)| {
        far += edges[far..].iter().take_while(|&&other| other + SLACK < edge).count();
        (last - far, edge)
    });
    let (near, widest) = near.max()?;
    let most = near >= WRAPPED_LINES && near * 5 >= edges.len() * 2 && near * 4 >= all;
    (most && widest >= 24).then_some((near, widest))
}
