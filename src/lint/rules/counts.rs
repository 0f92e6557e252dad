//! What the rules about counts share: the number that the words before a list promise, and the number of its items.

use crate::document::Kind;
use crate::lint::context::{Context, Item, Series};
use crate::numeral::{Fold, System};
use crate::span::Span;
use crate::text::{is_blank, is_stop};

/// A list with the words before it.
pub(super) struct Announced<'c> {
    context: &'c Context<'c>,
    pub(super) series: &'c Series<'c>,
    /// The end of the paragraph before the first item.
    before: Span,
    /// The same of the paragraph before that one, where another paragraph stands between.
    earlier: Option<Span>,
    /// How many items it has.
    pub(super) items: u32,
}

/// The last sentence of a paragraph before a list, character by character.
pub(super) struct Lead<'c> {
    context: &'c Context<'c>,
    start: u32,
    /// Every character but blanks, as it is compared, with its bytes from the start of the lead.
    pub(super) chars: Vec<(char, Span)>,
}

/// So many characters before a list are looked at.
const LONGEST: usize = 70;
/// So many other lists are held against a promise.
const OTHERS: usize = 64;
/// A list under the first item may be meant where it opens at most so many nodes behind it.
const NEAR: u32 = 2;

/// Hands on every list whose items can be counted, with the words before it.
pub(super) fn each<'c>(context: &'c Context<'c>, mut look: impl FnMut(Announced<'c>)) {
    let blocks = context.blocks();
    let mut at = 0;
    for series in context.series().iter().filter(|series| series.faults.is_empty()) {
        let first = series.items[0].index;
        // Lists come in the order of their first items.
        while blocks.get(at).is_some_and(|block| block.nodes.end <= first) {
            at += 1;
        }
        let (Some(block), Some(items)) = (blocks.get(at), count(series)) else { continue };
        let inside = block.first() < first;
        let before = |at: usize| at.checked_sub(1).map(|i| &blocks[i]);
        let (words, body) = if inside {
            (Span::new(block.span.start, context.node(first).position.start), false)
        } else {
            let Some(above) = before(at).filter(|above| leads(above.kind)) else { continue };
            (above.span, above.kind == Kind::Paragraph && above.nodes.len() == 1)
        };
        let far = before(at).filter(|_| body && !inside).and_then(|_| before(at - 1));
        let far = far.filter(|far| far.kind == Kind::Paragraph && far.nodes.len() == 1);
        look(Announced { context, series, before: words, earlier: far.map(|far| far.span), items });
    }
}

/// The number of items, where they count 1, 2, 3 … to the end.
fn count(series: &Series<'_>) -> Option<u32> {
    let mut n = 0;
    for item in &series.items {
        n += 1;
        let traits = item.family.traits();
        if item.marker.ordinal != Some(n) || item.marker.inserted || traits.unnumbered || traits.words {
            return None;
        }
    }
    (n >= 2 && n == series.list.count()).then_some(n)
}

const fn leads(kind: Kind) -> bool {
    matches!(kind, Kind::Paragraph | Kind::Point | Kind::Heading)
}

impl<'c> Announced<'c> {
    /// The words before it.
    pub(super) fn lead(&self) -> Lead<'c> {
        Lead::new(self.context, self.before)
    }

    /// The words before it, where a digit stands among them: most hold none.
    pub(super) fn counting_lead(&self) -> Option<Lead<'c>> {
        Self::counting(self.context, self.before)
    }

    /// The same of the paragraph before the one that leads to it, where that may be meant.
    pub(super) fn counting_earlier(&self) -> Option<Lead<'c>> {
        self.earlier.and_then(|span| Self::counting(self.context, span))
    }

    fn counting(context: &'c Context<'c>, span: Span) -> Option<Lead<'c>> {
        last_sentence(context, span).any(|(_, _, c)| is_digit(c)).then(|| Lead::new(context, span))
    }

    /// The last characters of the words before it, blanks left out, the last one first.
    pub(super) fn end(&self) -> impl Iterator<Item = char> {
        let (text, script) = (self.before.of(self.context.text()), self.context.grammar.script());
        text.chars().rev().filter(|&c| !is_blank(c)).map(|c| script.fold(c))
    }

    /// Whether another list that could be meant has `n` items: one above, one that opens under the first item, or one
    /// that follows under the same parent.
    pub(super) fn met_elsewhere(&self, context: &Context<'_>, n: u32) -> bool {
        let items = &self.series.items;
        let first = items[0];
        let of = |node: u32| context.node(node).list.and_then(|list| context.document.lists().get(list as usize));
        let counts = |list: &crate::document::List| list.count() == n;
        let above = context.above(first.index).filter_map(|(i, _)| of(i)).any(counts);
        let at = context.series().partition_point(|series| series.items[0].index <= first.index);
        let mut later = context.series()[at..].iter().take(OTHERS);
        let near = |item: &Item<'_>| item.index <= first.index + NEAR || item.node.parent == first.node.parent;
        // A list that goes on where this one stopped is its rest.
        let rest = |series: &Series<'_>| series.items[0].marker.ordinal == Some(self.items + 1);
        above || later.any(|series| near(&series.items[0]) && (counts(series.list) || rest(series)))
    }
}

impl<'c> Lead<'c> {
    fn new(context: &'c Context<'c>, span: Span) -> Self {
        let place =
            |i: usize, c: char| Span::new(u32::try_from(i).unwrap_or(0), u32::try_from(i + c.len_utf8()).unwrap_or(0));
        let mut chars: Vec<(char, Span)> = Vec::with_capacity(LONGEST + 1);
        chars.extend(last_sentence(context, span).map(|(i, c, folded)| (folded, place(i, c))));
        chars.reverse();
        Self { context, start: span.start, chars }
    }

    /// Where some of its characters stand in the text.
    pub(super) fn place(&self, from: usize, to: usize) -> Span {
        let at = |i: usize| self.chars.get(i).map_or(Span::default(), |&(_, span)| span);
        Span::new(self.start + at(from).start, self.start + at(to.saturating_sub(1)).end)
    }

    /// The characters from a place on, without their bytes.
    pub(super) fn folded(&self, from: usize, to: usize) -> Vec<char> {
        self.chars.get(from..to).unwrap_or_default().iter().map(|&(c, _)| c).collect()
    }

    /// The numbers with a classifier: where each begins, where the classifier ends, and the number.
    pub(super) fn counts(&self) -> Vec<Count> {
        let words = self.context.grammar.check_words();
        let mut out = Vec::new();
        let mut at = 0;
        while let Some(first) = self.chars[at..].iter().position(|&(c, _)| is_digit(c)) {
            at += first;
            let (value, long) = number(self.chars[at..].iter().map(|&(c, _)| c));
            let behind = self.folded(at + long, (at + long + 8).min(self.chars.len()));
            if let Some(classifier) = words.classifiers.start_of(&behind) {
                let before = self.folded(at.saturating_sub(8), at);
                let after = &behind[classifier..];
                let vague = words.vague_before.end_of(&before).is_some()
                    || words.backward.within(&before)
                    || before.ends_with(&['.'])
                    || before.last().is_some_and(char::is_ascii_alphanumeric)
                    || words.vague_after.start_of(after).is_some()
                    || value.is_none();
                out.push(Count { at, end: at + long + classifier, value: value.filter(|_| !vague) });
            }
            at += long;
        }
        out
    }
}

/// The last sentence of a paragraph from its end on, blanks left out: where each character stands in it, the character, and
/// as what it is compared.
fn last_sentence<'c>(context: &'c Context<'c>, span: Span) -> impl Iterator<Item = (usize, char, char)> {
    let body = span.of(context.text()).trim_end_matches(is_blank);
    let script = context.grammar.script();
    let all = body.char_indices().rev().take(LONGEST + 1).filter(|&(_, c)| !is_blank(c));
    let mut inside = false;
    // Of several sentences the last one counts; its own mark is no end of one before.
    all.map(|(i, c)| (i, c, script.fold(c)))
        .take_while(move |&(_, _, c)| !(std::mem::replace(&mut inside, true) && (is_stop(c) || c == ';')))
}

/// A number with its classifier in a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) at: usize,
    pub(super) end: usize,
    /// `None` where it is no exact number: 三四点, 近十条.
    pub(super) value: Option<u32>,
}

/// A character of a number: of a Chinese one, or of ASCII.
const fn is_digit(c: char) -> bool {
    is_han_digit(c) || c.is_ascii_digit()
}

const fn is_han_digit(c: char) -> bool {
    matches!(c, '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '几')
}

/// So many digits are looked at.
const DIGITS: usize = 8;

/// The number that begins with a digit and its length in characters; no value where two digits stand for about so many.
fn number(chars: impl Iterator<Item = char> + Clone) -> (Option<u32>, usize) {
    let chars = chars.take(DIGITS);
    let run: String = chars.clone().take_while(|&c| is_han_digit(c)).collect();
    let (long, value) = if run.is_empty() {
        let run: String = chars.take_while(char::is_ascii_digit).collect();
        (run.len(), run.parse().ok())
    } else {
        let plain = run.replace('两', "二");
        let long = plain.chars().count();
        let read = System::Han.read(&plain, Fold::default()).ok().filter(|(rest, _)| rest.is_empty());
        let about = run.contains('几') || long >= 2 && !run.contains('十') || run.contains('两') && long > 1;
        (long, read.map(|(_, n)| n.value).filter(|_| !about))
    };
    (value.filter(|n| (1..100).contains(n)), long)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_exact_or_none() {
        for (text, found) in [
            ("三点", (Some(3), 1)),
            ("两个", (Some(2), 1)),
            ("十二条", (Some(12), 2)),
            ("三四点", (None, 2)),
            ("几点", (None, 1)),
            ("5个", (Some(5), 1)),
            ("点", (None, 0)),
        ] {
            assert_eq!(number(text.chars()), found, "{text}");
        }
    }
}
