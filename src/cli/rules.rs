//! `tigang rules`: all rules by topic, as a table, as JSON or as the page of the manual.

use std::io::{self, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::args::{ListRules, PageFormat};
use super::console::Console;
use super::fault::Fault;
use super::{input, page};
use crate::diagnostic::{Level, Safety};
use crate::grammar::Grammar;
use crate::lang::Lang;
use crate::lint::{RULES, Rule, Topic};

/// A rule as JSON.
#[derive(Serialize)]
struct Listed<'a> {
    name: &'a str,
    topic: &'a str,
    level: Level,
    fix: Option<Safety>,
    summary: &'a str,
    found: &'a str,
    why: &'a str,
    bad: &'a str,
    good: &'a str,
}

/// Prints the rules.
pub(super) fn run(args: &ListRules, console: &Console) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match args.format {
        PageFormat::Text => out.write_all(text(console.lang).as_bytes()),
        PageFormat::Json => {
            let listed: Vec<Listed<'_>> = by_topic().map(|rule| Listed::new(rule, console.lang)).collect();
            serde_json::to_writer_pretty(&mut out, &listed)?;
            writeln!(out)
        }
        PageFormat::Markdown => match input::grammar(args.grammar.folder.as_deref(), &[]).map_err(Fault::from) {
            Ok(grammar) => out.write_all(page::page(&grammar, console.lang).as_bytes()),
            Err(fault) => {
                fault.tell(console);
                Ok(())
            }
        },
    }
}

/// The rules of one topic.
pub(super) fn of(topic: Topic) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().copied().filter(move |rule| rule.topic == topic)
}

/// With which flags a rule puts its fault right.
pub(super) fn flags(rule: &Rule) -> &'static str {
    match rule.fix {
        None => "",
        Some(Safety::Safe) => "--fix",
        Some(Safety::Unsafe) => "--unsafe-fixes",
    }
}

/// The kinds of documents that take a rule otherwise than usual.
pub(super) fn elsewhere<'g>(rule: &Rule, grammar: &'g Grammar) -> impl Iterator<Item = (&'g str, Level)> {
    let (name, usual) = (rule.name, rule.level);
    let level = move |(profile, level): (&'g String, Option<&Level>)| Some((profile.as_str(), *level?));
    grammar
        .profiles()
        .iter()
        .map(move |(id, profile)| (id, profile.rules.get(name)))
        .filter_map(level)
        .filter(move |(_, level)| *level != usual)
}

fn by_topic() -> impl Iterator<Item = &'static Rule> {
    Topic::ALL.into_iter().flat_map(of)
}

fn text(lang: Lang) -> String {
    let row = |rule: &'static Rule| [rule.name, rule.level.title(lang), flags(rule), rule.summary.of(lang)];
    let widest = |column: usize| by_topic().map(|rule| row(rule)[column].width()).max().unwrap_or(0);
    let widths = [widest(0), widest(1), widest(2), 0];
    let line = |rule| {
        let cells = row(rule).into_iter().zip(widths);
        let cell = |(text, width): (&str, usize)| format!("  {text}{}", " ".repeat(width.saturating_sub(text.width())));
        cells.map(cell).collect::<String>().trim_end().to_owned() + "\n"
    };
    let topics = Topic::ALL.into_iter().filter(|topic| of(*topic).next().is_some());
    let blocks: Vec<String> =
        topics.map(|topic| format!("{}\n{}", topic.title(lang), of(topic).map(line).collect::<String>())).collect();
    blocks.join("\n")
}

impl<'a> Listed<'a> {
    fn new(rule: &'a Rule, lang: Lang) -> Self {
        Self {
            name: rule.name,
            topic: rule.topic.title(lang),
            level: rule.level,
            fix: rule.fix,
            summary: rule.summary.of(lang),
            found: rule.found.of(lang),
            why: rule.why.of(lang),
            bad: rule.bad,
            good: rule.good,
        }
    }
}
