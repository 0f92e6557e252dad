//! Cues: what a block could be if it has no marker. Words and measures; no decision.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use crate::grammar::{Boilerplate, Folded, Glance, Grammar, LineKind, Name, Opening, PieceSign, is_number};
use crate::numeral::{Fold, System};
use crate::source::Source;
use crate::span::{Span, position};
use crate::text::{End, Measure, Ornament, Sign, is_blank, is_ideograph, ornament};

/// What a block could be. Of most nothing is told: they are all [`Cues::default`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each cue is independent of the others")]
pub struct Cues {
    /// It opens with an address to the audience.
    pub address: bool,
    /// It is an address and nothing else.
    pub salutation: bool,
    /// It names the bodies to which a document is sent.
    pub addressee: bool,
    /// It is a closing formula.
    pub closing: bool,
    /// It opens like a conclusion.
    pub conclusion: bool,
    /// It is a line about the speech, with its key.
    pub meta: Option<&'static str>,
    /// It ends like a title.
    pub title: bool,
    /// It carries the tag of a web site.
    pub tagged: bool,
    /// It names an office.
    pub office: bool,
    /// It ends like a body that signs.
    pub signer: bool,
    /// It is a line between the pieces of a compendium, with its number.
    pub piece: Option<Piece>,
    /// It is a number alone, which may stand between pieces.
    pub bare_piece: Option<u32>,
    /// It labels an attached document.
    pub attachment: bool,
    /// It heads a table of contents.
    pub contents: bool,
    /// It is a word that heads a part, or the label of a form.
    pub heading_word: bool,
    /// It is a line without a letter: a rule, a page number.
    pub ornament: Option<Ornament>,
    /// It holds several things with gaps between: a menu.
    pub menu: bool,
    /// It ends in a gap and a name of two to four characters.
    pub byline: bool,
    /// A label and a colon open it.
    pub field: bool,
    /// It is furniture of a site.
    pub(crate) boilerplate: Option<Boilerplate>,
    /// It opens with a word that labels a field of a form, and a colon.
    pub labelled: bool,
    /// It heads what follows the whole speech: notes, an appendix.
    pub apparatus: bool,
    /// It opens with the label of an attachment, and a colon.
    pub attached: bool,
    /// It stands in brackets.
    pub bracketed: bool,
    /// It opens with a dash.
    pub dash: bool,
    /// A hash of its folded text, 0 for a long one: equal lines have equal hashes, whatever their marks.
    pub hash: u64,
    /// The same without a number at its end.
    pub core: u64,
    /// Hashes of the parts of a page's title: without tags, before and after the site's name; 0 for none.
    pub parts: [u64; 4],
}

/// Cues that are known by numbers: of most lines nothing is told, and they share the first.
#[derive(Clone, Debug)]
pub(crate) struct AllCues(Vec<Cues>);

impl Default for AllCues {
    fn default() -> Self {
        Self(vec![Cues::default()])
    }
}

impl AllCues {
    /// Forgets all but the first.
    pub(crate) fn clear(&mut self) {
        self.0.truncate(1);
    }

    /// The number of what was noted.
    pub(crate) fn add(&mut self, noted: Option<Cues>) -> u32 {
        let Some(cues) = noted else { return 0 };
        self.0.push(cues);
        position(self.0.len() - 1)
    }

    /// The cues with a number.
    #[inline]
    pub(crate) fn of(&self, number: u32) -> &Cues {
        &self.0[number as usize]
    }

    /// Becomes a copy of others, in the room that it has.
    pub(crate) fn copy(&mut self, others: &Self) {
        self.0.clone_from(&others.0);
    }
}

/// A line that could stand between the pieces of a compendium.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The piece's number.
    pub number: u32,
    /// What tells that it is a piece.
    pub sign: PieceSign,
}

/// Buffers that are used again for every block of a source.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    line: Folded,
    met: Met,
}

/// Where lines stand, to be found when they come again: frames of speeches are much alike.
///
/// A place follows from the two ends of a line, and holds the last one that has it: its number, counted from 1, above a bit
/// that tells whether it is marked.
#[derive(Debug)]
struct Met([u32; MET]);

/// So many lines are remembered.
const MET: usize = 256;

impl Default for Met {
    fn default() -> Self {
        Self([0; MET])
    }
}

impl Scratch {
    /// The number of an earlier line that may be the same, marked or not as this one, which is noted with its own; prose is
    /// not met again.
    pub(crate) fn met(&mut self, line: &str, Outward { measure, marked }: Outward<'_>, number: usize) -> Option<usize> {
        if is_long(measure) {
            return None;
        }
        let bytes = line.as_bytes();
        let mut all = [0; 8];
        all.iter_mut().zip(bytes).for_each(|(to, byte)| *to = *byte);
        let [first, last] = [all, bytes.last_chunk().copied().unwrap_or(all)].map(u64::from_le_bytes);
        let key = FxBuildHasher.hash_one((first, last));
        let new = position(number + 1) << 1 | u32::from(marked);
        let old = std::mem::replace(self.met.0.get_mut((key >> 56) as usize)?, new);
        (old ^ new).is_multiple_of(2).then_some((old >> 1) as usize)?.checked_sub(1)
    }

    /// The characters of a text as the words of the grammar are compared with them.
    fn fold(&mut self, text: &str, grammar: &Grammar) -> &[char] {
        self.line.fold(text, grammar.script())
    }
}

/// A line that is longer than this many characters is prose.
const LINE: u32 = 160;
/// So much of prose is looked at.
const HEAD: usize = 40;
/// A whole sentence of more characters is no line of a frame but where one of the known words tells so.
const SENTENCE: u32 = 30;
/// Where the known words of a longer sentence stand, if anywhere: at its beginning, in so many characters.
const LONG_SENTENCE: u32 = 100;
const OPENING: usize = 12;
/// A day, an hour and a place take no more characters.
const DAY: u32 = 20;
/// A promise of a count stands in so many last characters.
const PROMISE: usize = 21;

/// What a text looks like before its words are asked for.
#[derive(Clone, Copy)]
pub(crate) struct Outward<'a> {
    pub(crate) measure: &'a Measure,
    /// Whether a marker opens it that nobody would doubt.
    pub(crate) marked: bool,
}

/// Notes what a text could be, which is a line or several that were torn; `None` where it is nothing but text.
#[inline(never)]
pub(crate) fn note_cues(
    source: &Source,
    span: Span,
    Outward { measure, marked }: Outward<'_>,
    grammar: &Grammar,
    scratch: &mut Scratch,
) -> Option<Cues> {
    let text = span.of(source.text());
    let words = grammar.words();
    let first = text.chars().next().unwrap_or_default();
    let opening = words.opening(first);
    let long = is_long(measure);
    // Most texts begin with a common ideograph, or quote one, and hold no blank.
    let opens_plainly = matches!(text.as_bytes(), [0xe4..=0xe9, ..] | [0xe2, 0x80, 0x9c, 0xe4..=0xe9, ..]);
    let plain = opens_plainly && measure.blanks == 0 && !opening.may_conclude();
    let outward = if plain { None } else { outward(text, first, opening, measure, grammar) };
    // A sentence of the text is no line of a frame but where one of the known words tells so.
    let sentence = marked || measure.end == End::Stop && measure.chars > SENTENCE;
    let short = measure.chars <= LONG_SENTENCE;
    let known = || words.may_open_known(text, OPENING, grammar.script());
    let formal = !long && (!sentence || opening.may_label() || !short && known());
    if !long && (formal || short || marked) {
        let cues = line(text, Told { formal, short, marked }, grammar, scratch, outward)?;
        let meta = cues.meta.filter(|key| !tells(key, measure, &cues));
        return Some(Cues { meta, ..cues });
    }
    let address = address(source, span, opening, grammar, scratch);
    let field = !long && text.chars().filter(|c| !c.is_whitespace()).take(7).skip(1).any(|c| matches!(c, ':' | '：'));
    let opens = matches!(first, '(' | '（' | '【' | '[' | '［');
    let bracketed = !long && opens && text.ends_with([')', '）', '】', ']', '］']);
    if !(address || field || bracketed) {
        return outward;
    }
    Some(Cues { address, field, bracketed, ..outward.unwrap_or_default() })
}

/// Notes what a text looks like: how it begins, and the gaps in it.
#[inline(never)]
fn outward(text: &str, first: char, opening: Opening, measure: &Measure, grammar: &Grammar) -> Option<Cues> {
    let head = || if is_long(measure) { prefix(text, HEAD) } else { text };
    let dash = matches!(first, '—' | '―' | '─') || text.starts_with("--");
    let ornament = if holds_ideograph(text, first) { None } else { ornament(head()) };
    let byline = measure.blanks > 0 && byline(text);
    let menu = measure.blanks > 1 && menu(head());
    let conclusion = grammar.words().concludes(opening, text, grammar.script());
    let any = dash || ornament.is_some() || byline || menu || conclusion;
    any.then(|| Cues { dash, ornament, byline, menu, conclusion, ..Cues::default() })
}

/// Whether what looks like a line about the speech is a sentence: 2021年6月9日，会议研究了三件事。 主持人：大家好！请入座。
fn tells(key: &str, measure: &Measure, cues: &Cues) -> bool {
    match key {
        // 一九五七年二月二十七日。 tells no more than its day.
        "date" | "note" => {
            let says = measure.clauses > 0 || measure.chars > DAY;
            says && matches!(measure.end, End::Stop | End::Colon) && !cues.field && !cues.bracketed
        }
        "speaker" => measure.inner_stops > 0 && measure.end == End::Stop,
        _ => false,
    }
}

/// What is known of a line before its characters are compared.
#[derive(Clone, Copy)]
struct Told {
    /// Whether it could be one of a frame.
    formal: bool,
    short: bool,
    marked: bool,
}

/// Adds to what a line looks like what its characters tell.
#[inline(never)]
fn line(text: &str, told: Told, grammar: &Grammar, scratch: &mut Scratch, mut outward: Option<Cues>) -> Option<Cues> {
    let Told { formal, short, marked } = told;
    let words = grammar.words();
    let glance = words.look(text, grammar.script(), &mut scratch.line);
    let line = scratch.line.chars();
    let seen = outward.is_some();
    let cues = outward.get_or_insert_default();
    cues.address = glance.address && words.opens_with_address(line).is_some();
    (cues.field, cues.bracketed) = (glance.field, glance.bracketed);
    let known = (formal || short) && glance.known && line_kinds(&scratch.line, glance, grammar, cues);
    let formal = formal || known || short && (glance.addressed || glance.spaced);
    if formal {
        line_cues(&scratch.line, glance, grammar, cues);
    }
    if formal || marked {
        let name = Name::of(line);
        (cues.hash, cues.core, cues.parts) = (name.hash, name.core, name.parts(line, glance.parted));
    }
    let seen = seen || formal || marked || cues.address || cues.field || cues.bracketed;
    outward.filter(|_| seen)
}

/// Whether one of the first characters of a text is an ideograph: then it is no ornament but perhaps a comment.
fn holds_ideograph(text: &str, first: char) -> bool {
    // Only common ideographs have such bytes, and so few bytes are no more characters.
    let common = || text.bytes().take(4).any(|byte| matches!(byte, 0xe4..=0xe9));
    is_ideograph(first) || first != '<' && (common() || text.chars().take(4).any(is_ideograph))
}

/// Whether a text is longer than a line of a frame can be.
const fn is_long(measure: &Measure) -> bool {
    measure.chars + measure.blanks > LINE
}

/// Whether the end of a text promises a count: 讲三点意见。
pub(crate) fn promises(text: &str, grammar: &Grammar, scratch: &mut Scratch) -> bool {
    let words = grammar.words();
    words.may_promise(text, PROMISE) && {
        let tail = text.char_indices().rev().take(PROMISE).last().map_or(text, |(i, _)| &text[i..]);
        words.promises(scratch.fold(tail, grammar))
    }
}

/// The first `count` characters.
fn prefix(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(i, _)| &text[..i])
}

/// Whether a text opens with an address: what stands before its first mark.
fn address(source: &Source, span: Span, opening: Opening, grammar: &Grammar, scratch: &mut Scratch) -> bool {
    let (text, words) = (source.text(), grammar.words());
    let (from, to) = (span.start as usize, span.end as usize);
    // Where the last begins of several who are addressed, and with what.
    let (mut last, mut opening) = (from, opening);
    for place in source.index().landmarks(from..to.min(from + FAR)) {
        let (sign, len) = Sign::at(text, place);
        if sign.is(Sign::CLAUSE.or(Sign::STOP))
            && !sign.is(Sign::QUESTION)
            && !text.as_bytes()[place..].starts_with("｡".as_bytes())
        {
            return words.may_address(opening, &text[last..place])
                && words.opens_with_address(scratch.fold(&text[from..place + len], grammar)).is_some();
        }
        if sign.is(Sign::COMMA) {
            last = place + len;
            opening = words.opening(text[last..].chars().next().unwrap_or_default());
        }
    }
    false
}

/// The mark behind an address is no further away, in bytes: thirty characters and as many blanks.
const FAR: usize = 240;

/// Notes what known lines a line could be; whether it could be any.
fn line_kinds(folded: &Folded, glance: Glance, grammar: &Grammar, cues: &mut Cues) -> bool {
    let words = grammar.words();
    let line = folded.chars();
    let mut told = false;
    words.known(folded, glance, |kind, number| {
        told = true;
        match kind {
            LineKind::Closing => cues.closing |= line.len() <= words.closing_most,
            LineKind::Meta(key) => cues.meta = cues.meta.or(Some(key)),
            LineKind::Piece(sign) => {
                let new = number_of_piece(line, sign, number.value()).map(|number| Piece { number, sign });
                if cues.piece.is_none_or(|old| sign < old.sign) {
                    cues.piece = new.or(cues.piece);
                }
            }
            LineKind::BarePiece => cues.bare_piece = cues.bare_piece.or_else(|| number.value()),
            LineKind::Attachment => cues.attachment = true,
            LineKind::Contents => cues.contents = true,
            LineKind::Boilerplate(new) => {
                let better = |old: Boilerplate| (new.strong, new.tail) > (old.strong, old.tail);
                if cues.boilerplate.is_none_or(better) {
                    cues.boilerplate = Some(new);
                }
            }
        }
    });
    told
}

/// Notes what the words of a line tell; asks only what a glance allows.
fn line_cues(folded: &Folded, glance: Glance, grammar: &Grammar, cues: &mut Cues) {
    let (words, line) = (grammar.words(), folded.chars());
    // 参加人员：全体教师 tells who came.
    let told = cues.field && cues.meta.is_some();
    cues.salutation = glance.addressed && !told && words.is_salutation(line);
    cues.addressee = glance.colon && words.is_addressee(line);
    cues.title = glance.title && {
        let untagged = line.iter().position(|c| matches!(c, '(' | '【' | '[')).filter(|&i| i > 3).unwrap_or(line.len());
        words.title_ends.end_of(&line[..untagged]).is_some() || words.title_ends.end_of(line).is_some()
    };
    // 开学典礼讲话：让读书成为习惯: what is said and its name.
    if cues.field
        && let Some(colon) = line.iter().position(|&c| c == ':')
    {
        let said = words.title_ends.end_of(&line[..colon]).is_some_and(|n| n > 1 && n < colon);
        if said && line.len() > colon + 3 {
            (cues.title, cues.field) = (true, false);
        }
    }
    cues.tagged = glance.tagged && words.is_tagged(folded, glance);
    cues.office = glance.office && line.len() <= 40 && words.offices.within(line);
    cues.signer = glance.signer && line.len() <= 40 && words.signers.end_of(line).is_some();
    if glance.heading {
        let bare = line.strip_suffix(&[':']).unwrap_or(line);
        cues.heading_word =
            if bare.len() < line.len() { words.heading_labels.is(bare) } else { words.heading_words.is(bare) };
        cues.attached =
            words.attached.start_of(line).is_some_and(|n| line[n..].iter().find(|c| !is_number(**c)) == Some(&':'));
        cues.apparatus = words.apparatus.is(bare);
        cues.labelled = words.heading_labels.start_of(line).is_some_and(|n| line.get(n) == Some(&':'));
    }
}

/// Whether a line holds three things or more with wide gaps between them; single characters are a spaced title.
fn menu(text: &str) -> bool {
    let wide = |c: char| matches!(c, '\u{3000}' | '\t');
    let things = text.trim().split(|c: char| wide(c)).flat_map(|part| part.split("  "));
    let long = things.map(|thing| thing.trim_matches(is_blank)).filter(|thing| thing.chars().count() >= 2).count();
    long >= 3
}

/// Whether a line ends in a gap and a name: 某某卫生室　张三.
fn byline(text: &str) -> bool {
    let text = text.trim_end();
    // Most lines end in common ideographs, and no gap stands between them.
    if text.as_bytes().rchunks(3).take(5).all(|c| matches!(c, [0xe4..=0xe9, _, _])) {
        return false;
    }
    // No name is longer than the last characters in which the gap is looked for.
    let mut last = text.char_indices().rev().take(5).filter(|&(_, c)| is_blank(c));
    let Some((gap, _)) = last.next() else { return false };
    let (front, name) = (text[..gap].trim_end_matches(is_blank), text[gap..].trim_start_matches(is_blank));
    !front.is_empty()
        && (2..=4).contains(&name.chars().count())
        && name.chars().all(is_ideograph)
        && front.chars().count() <= 28
}

/// The number of a piece: that of the label that opens it, otherwise the one at the end of the line.
fn number_of_piece(line: &[char], sign: PieceSign, first: Option<u32>) -> Option<u32> {
    let mut numbers = line.split(|&c| !is_number(c)).filter(|run| !run.is_empty());
    let last = numbers.next_back().map(|run| run.iter().collect::<String>());
    let read = |text: &str| {
        let systems = [System::Arabic, System::Han];
        let all = systems.into_iter().find_map(|s| s.read(text, Fold::default()).ok());
        all.filter(|(rest, _)| rest.is_empty()).map(|(_, n)| n.value)
    };
    let last = last.as_deref().and_then(read);
    // 2024年发言稿 篇3: the label's number is the last one; 第一篇：一件小事: it is the first.
    let opens =
        line.first().is_some_and(|c| matches!(c, '第' | '【' | '[' | '篇' | '范' | '例' | '案' | '之' | '样' | '模'));
    if opens && sign != PieceSign::Count { first.or(last) } else { last.or(first) }
}
