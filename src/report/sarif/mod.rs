//! SARIF 2.1.0 (OASIS), one run: the rules in its head, a line for each result.
//!
//! What the objects look like is in `log`.

mod log;

use std::io::{self, Write};

use super::array;
use super::fingerprint::fingerprints;
use super::format::{Checked, Format, Look};
use super::place::{Range, uri};
use super::total::Total;
use crate::diagnostic::{Diagnostic, Edit, Fix, Message, Severity};
use crate::lang::Lang;
use crate::lint::{RULES, Rule, Words};
use crate::span::Span;
use log::{
    Artifact, Change, Configuration, Content, Descriptor, Driver, Fingerprints, Location, Physical, Region, Repair,
    Replacement, Result, Safety, Text, Tool, Topics,
};

/// The format `sarif`.
pub(super) struct Sarif;

impl Format for Sarif {
    fn name(&self) -> &'static str {
        "sarif"
    }

    fn about(&self) -> Words {
        Words { zh: "SARIF 2.1.0", en: "SARIF 2.1.0" }
    }

    fn open(&self, _total: &Total, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        write!(out, r#"{{"$schema":"{}","version":"2.1.0","runs":[{{"tool":"#, log::SCHEMA)?;
        serde_json::to_writer(&mut *out, &tool(look.lang))?;
        let language = look.lang.pick("zh-CN", "en-US");
        write!(out, r#","language":"{language}","columnKind":"unicodeCodePoints","results":["#)
    }

    fn write(&self, file: &Checked<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        let all = file.diagnostics.iter().zip(fingerprints(file));
        array::compact(all.map(|(diagnostic, fingerprint)| result(diagnostic, fingerprint, file, look.lang)), out)
    }

    fn between(&self) -> &'static str {
        array::BETWEEN
    }

    fn close(&self, total: &Total, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
        array::close(total, out)?;
        out.write_all(b"}]}\n")
    }
}

fn tool(lang: Lang) -> Tool {
    let rules = RULES.iter().map(|rule| descriptor(rule, lang)).collect();
    Tool { driver: Driver { name: "tigang", semantic_version: env!("CARGO_PKG_VERSION"), rules } }
}

fn descriptor(rule: &Rule, lang: Lang) -> Descriptor {
    let (bad, good) = lang.pick(("错误写法", "正确写法"), ("Wrong", "Right"));
    let colon = lang.pick("：", ":");
    let space = lang.pick("", " ");
    let (found, why) = (rule.found.of(lang), rule.why.of(lang));
    Descriptor {
        id: rule.name,
        short_description: Text::of(sentence(rule.summary.of(lang), lang)),
        full_description: Text::of(found.to_owned()),
        help: Text::of(format!(
            "{found}{space}{why}\n\n{bad}{colon}\n\n{}\n{good}{colon}\n\n{}",
            indented(rule.bad),
            indented(rule.good)
        )),
        default_configuration: Configuration {
            enabled: rule.level.severity().is_some(),
            level: rule.level.severity().or(rule.asked.severity()).map_or("none", level),
        },
        properties: Topics { tags: [rule.topic.title(Lang::En)] },
    }
}

fn result<'a>(diagnostic: &'a Diagnostic, fingerprint: String, file: &Checked<'_>, lang: Lang) -> Result<'a> {
    let place = |span, message| location(span, message, file);
    let said = |message: &Message| Text::of(sentence(message.of(lang), lang));
    let notes = diagnostic.note.iter().map(|note| sentence(note.of(lang), lang));
    let sentences: Vec<_> = std::iter::once(sentence(diagnostic.message.of(lang), lang)).chain(notes).collect();
    Result {
        rule_id: diagnostic.rule,
        rule_index: RULES.iter().position(|rule| rule.name == diagnostic.rule),
        level: level(diagnostic.severity),
        message: Text::of(sentences.join(lang.pick("", " "))),
        locations: [place(diagnostic.span, None)],
        related_locations: diagnostic.related.iter().map(|r| place(r.span, Some(said(&r.message)))).collect(),
        partial_fingerprints: Fingerprints { fault: fingerprint },
        fixes: diagnostic.fix.iter().map(|fix| repair(fix, said(&fix.message), file)).collect(),
    }
}

fn location(span: Span, message: Option<Text>, file: &Checked<'_>) -> Location {
    Location { physical_location: Physical { artifact_location: artifact(file), region: region(span, file) }, message }
}

fn repair(fix: &Fix, description: Text, file: &Checked<'_>) -> Repair<'static> {
    let edits = fix.edits.iter();
    let replacement = |edit: &Edit| Replacement {
        deleted_region: region(edit.span, file),
        inserted_content: (!edit.text.is_empty()).then(|| Content { text: edit.text.clone() }),
    };
    Repair {
        description,
        artifact_changes: [Change {
            artifact_location: artifact(file),
            replacements: edits.map(replacement).collect(),
        }],
        properties: Safety { safety: fix.safety.name() },
    }
}

fn artifact(file: &Checked<'_>) -> Artifact {
    Artifact { uri: uri(file.path()) }
}

fn region(span: Span, file: &Checked<'_>) -> Region {
    let Range { line, column, end_line, end_column } = Range::of(span, file.source);
    Region { start_line: line, start_column: column, end_line, end_column }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// SARIF wants whole sentences.
fn sentence(text: &str, lang: Lang) -> String {
    let end = lang.pick("。", ".");
    if text.ends_with(end) { text.to_owned() } else { format!("{text}{end}") }
}

/// A text as an example inside another one.
fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}
