//! Comments in a text that keep faults from being told, as they can stand in Markdown and HTML.
//!
//! `<!-- tigang-disable RULE, RULE -->` holds from its line on to `<!-- tigang-enable RULE -->` or the end,
//! `<!-- tigang-disable-next-line RULE -->` for the next line with a text, `<!-- tigang-disable-line RULE -->` for its own.
//! Without a name every rule is meant. Knows names of rules; knows no document.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::BitOr;

use memchr::memmem;

use super::rules::RULES;
use super::settings::{ALL, NoRule};
use crate::diagnostic::{Diagnostic, Message};
use crate::nearest::nearest;
use crate::source::Source;
use crate::span::Span;
use crate::text::{is_blank, trim};

/// A word in a comment that means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// Where it stands.
    pub span: Span,
    /// Whether it stands where a rule is named, and not what is to be done.
    pub rule: bool,
    /// What was meant.
    pub near: Option<&'static str>,
}

impl Unknown {
    /// What stands there, and what was meant.
    #[must_use]
    pub fn message(&self, source: &Source) -> Message {
        let word = self.span.of(source.text());
        if self.rule {
            return NoRule(word.to_owned()).message();
        }
        let all = |mark: &str| VERBS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(mark);
        let (zh, en) = self.near.map_or_else(
            || (format!("可用 {}", all("、")), format!("there are {}", all(", "))),
            |near| (format!("是不是“{near}”？"), format!("did you mean “{near}”?")),
        );
        Message::new(format!("注释“{word}”不起作用：{zh}"), format!("the comment “{word}” means nothing: {en}"))
    }
}

/// Strikes out what a comment keeps from being told, and what was found in a line that is nothing but a comment.
pub(super) fn suppress(source: &Source, all: &mut Vec<Diagnostic>) {
    let comments = comments(source);
    if comments.is_empty() {
        return;
    }
    let Plan { lines, mut turns, silent } = plan(source, &comments);
    turns.sort_by_key(|turn| turn.at);
    let mut turns = turns.into_iter().peekable();
    let mut off = NONE;
    // They are in the order of the text.
    all.retain(|diagnostic| {
        let start = diagnostic.span.start;
        while let Some(turn) = turns.next_if(|turn| turn.at <= start) {
            off = if turn.disable { off | turn.rules } else { off & !turn.rules };
        }
        let line = source.line_of(start);
        let rules = off | lines.get(&line).copied().unwrap_or(NONE);
        !silent.contains(&line) && rules & named(diagnostic.rule).unwrap_or(NONE) == NONE
    });
}

/// The words in such comments that mean nothing.
#[must_use]
pub fn unknown_in_comments(source: &Source) -> Vec<Unknown> {
    let text = source.text();
    let span = |word: &str| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let at = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
        Span::new(at(start), at(start + word.len()))
    };
    let mut out = Vec::new();
    for comment in comments(source) {
        let mut words = words(comment.of(text));
        let Some(verb) = words.next().filter(|verb| verb.starts_with(PREFIX)) else { continue };
        if Verb::of(verb).is_none() {
            let near = nearest(verb, VERBS.iter().map(|(name, _)| *name));
            out.push(Unknown { span: span(verb), rule: false, near });
            continue;
        }
        for word in words.filter(|word| named(word).is_none()) {
            let near = nearest(word, RULES.iter().map(|rule| rule.name));
            out.push(Unknown { span: span(word), rule: true, near });
        }
    }
    out
}

/// Rules as the bits of their places in the register.
type Rules = u128;

const NONE: Rules = 0;

/// What the comments of a text ask for.
#[derive(Default)]
struct Plan {
    /// The rules that do not look at a line, numbered from 0.
    lines: BTreeMap<u32, Rules>,
    turns: Vec<Turn>,
    /// The lines that are nothing but a comment.
    silent: BTreeSet<u32>,
}

/// From here on rules do not look, or look again.
struct Turn {
    at: u32,
    disable: bool,
    rules: Rules,
}

/// What a comment does.
#[derive(Clone, Copy, PartialEq)]
enum Verb {
    Disable,
    Enable,
    Line,
    NextLine,
}

const PREFIX: &str = "tigang-";

const VERBS: &[(&str, Verb)] = &[
    ("tigang-disable", Verb::Disable),
    ("tigang-enable", Verb::Enable),
    ("tigang-disable-line", Verb::Line),
    ("tigang-disable-next-line", Verb::NextLine),
];

impl Verb {
    fn of(word: &str) -> Option<Self> {
        VERBS.iter().find(|(name, _)| *name == word).map(|(_, verb)| *verb)
    }
}

fn plan(source: &Source, comments: &[Span]) -> Plan {
    let mut plan = Plan::default();
    // From the end on: the line after several comments is looked for once.
    let mut below: Option<(u32, u32)> = None;
    for comment in comments.iter().rev() {
        let line = source.line_of(comment.start);
        let whole = trim(source.line(line).of(source.text())) == comment.of(source.text());
        let next = match below {
            Some((below, next)) if below == line => next,
            _ => next(source, line + 1, below),
        };
        if whole {
            plan.silent.insert(line);
            below = Some((line, next));
        }
        let mut words = words(comment.of(source.text()));
        let Some(verb) = words.next().and_then(Verb::of) else { continue };
        let mut words = words.peekable();
        let rules = if words.peek().is_none() { !NONE } else { words.filter_map(named).fold(NONE, BitOr::bitor) };
        match verb {
            Verb::Disable => plan.turns.push(Turn { at: source.line(line).start, disable: true, rules }),
            Verb::Enable => plan.turns.push(Turn { at: comment.end, disable: false, rules }),
            Verb::Line => *plan.lines.entry(line).or_default() |= rules,
            Verb::NextLine => *plan.lines.entry(next).or_default() |= rules,
        }
    }
    // Turns on one place hold in the order of the text.
    plan.turns.reverse();
    plan
}

/// The first line from `line` on that is neither blank nor nothing but a comment.
fn next(source: &Source, mut line: u32, below: Option<(u32, u32)>) -> u32 {
    while line < source.lines() {
        match below {
            Some((below, next)) if below == line => return next,
            _ if !trim(source.line(line).of(source.text())).is_empty() => return line,
            _ => line += 1,
        }
    }
    line
}

/// All comments of a text, whoever they are for.
fn comments(source: &Source) -> Vec<Span> {
    let text = source.text();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = memmem::find(&text.as_bytes()[at..], b"<!--").map(|i| at + i) {
        let Some(end) = memmem::find(&text.as_bytes()[start..], b"-->").map(|i| start + i + "-->".len()) else { break };
        let place = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
        out.push(Span::new(place(start), place(end)));
        at = end;
    }
    out
}

/// The words of a comment.
fn words(comment: &str) -> impl Iterator<Item = &str> {
    let inside = comment.trim_start_matches("<!--").trim_end_matches("-->");
    inside.split(|c: char| is_blank(c) || matches!(c, '\n' | '\r' | ',' | '，' | '、')).filter(|word| !word.is_empty())
}

/// The rules of a name.
fn named(word: &str) -> Option<Rules> {
    if word == ALL {
        return Some(!NONE);
    }
    RULES.iter().position(|rule| rule.name == word).map(|i| 1 << i)
}

#[cfg(test)]
mod tests {
    use super::{suppress, unknown_in_comments};
    use crate::diagnostic::{Diagnostic, Message, Severity};
    use crate::lint::RULES;
    use crate::source::Source;
    use crate::span::Span;

    /// What is left where `!` stands for a fault of the first rule and `?` for one of the second; the lines from 1.
    fn left(text: &str) -> String {
        let text = text.replace("ONE", RULES[0].name).replace("TWO", RULES[1].name);
        let source = Source::from_text(text.as_str());
        let mut all: Vec<Diagnostic> = text
            .char_indices()
            .filter(|(i, c)| matches!(c, '!' | '?') && !text[..*i].ends_with('<'))
            .map(|(i, c)| {
                let start = u32::try_from(i).expect("it is short");
                let rule = if c == '!' { RULES[0].name } else { RULES[1].name };
                let (span, message) = (Span::new(start, start + 1), Message::new("", ""));
                let severity = Severity::Error;
                Diagnostic { rule, severity, span, message, related: Vec::new(), fix: None, note: None }
            })
            .collect();
        suppress(&source, &mut all);
        let told = |d: &Diagnostic| format!("{}{}", source.point(d.span.start).line, d.span.of(&text));
        all.iter().map(told).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_comment_keeps_faults_from_being_told() {
        for (text, wanted) in [
            ("!?\n!?", "1! 1? 2! 2?"),
            ("!\n<!-- tigang-disable -->\n!?\n!", "1!"),
            ("<!-- tigang-disable ONE -->\n!?\n\n!", "2?"),
            ("<!-- tigang-disable ONE, TWO -->\n!?", ""),
            ("<!-- tigang-disable ONE、TWO -->\n!?", ""),
            ("<!--tigang-disable all-->\n!?", ""),
            ("<!-- tigang-disable -->\n!?\n<!-- tigang-enable -->\n!?", "4! 4?"),
            ("<!-- tigang-disable -->\n!?\n<!-- tigang-enable TWO -->\n!?", "4?"),
            ("<!-- tigang-disable ONE -->\n!?\n<!-- tigang-enable TWO -->\n!?", "2? 4?"),
            ("!? <!-- tigang-disable ONE --> !?", "1? 1?"),
            ("<!-- tigang-disable --> ! <!-- tigang-enable --> !", "1!"),
            ("!\n! <!-- tigang-disable-line --> !\n!", "1! 3!"),
            ("!\n<!-- tigang-disable-next-line ONE -->\n!?\n!?", "1! 3? 4! 4?"),
            ("<!-- tigang-disable-next-line ONE -->\n\n　\n!?\n!?", "4? 5! 5?"),
            (
                "<!-- tigang-disable-next-line ONE -->\n<!-- tigang-disable-next-line TWO -->\n<!-- why -->\n!?\n!?",
                "5! 5?",
            ),
            ("<!-- tigang-disable-next-line -->", ""),
            // What the comment itself holds is no text of the speech.
            ("!\n<!-- ! -->\n  <!-- tigang-enable ? -->\n? <!-- ? -->", "1! 4? 4?"),
            ("<!-- tigang-disable whim -->\n!", "2!"),
            ("<!-- tigang-disable\n!", "2!"),
            ("<!-- tigang-disabled -->\n<!-- disable -->\n!", "3!"),
        ] {
            assert_eq!(left(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_word_that_means_nothing_is_found_with_what_was_meant() {
        let text =
            "<!-- tigang-disable numbring-gap, numbering-gap whim -->\n<!-- tigang-disabel -->\n<!-- numbring-gap -->";
        let source = Source::from_text(text);
        let told = |unknown: &super::Unknown| (unknown.span.of(text).to_owned(), unknown.rule, unknown.near);
        let all: Vec<_> = unknown_in_comments(&source).iter().map(told).collect();
        assert_eq!(
            all,
            [
                ("numbring-gap".to_owned(), true, Some("numbering-gap")),
                ("whim".to_owned(), true, None),
                ("tigang-disabel".to_owned(), false, Some("tigang-disable")),
            ]
        );
    }

    #[test]
    fn every_rule_has_a_bit() {
        assert!(RULES.len() <= super::Rules::BITS as usize);
    }
}
