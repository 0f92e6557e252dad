//! Every folder of `fixtures/` is a case: `input.txt`, or `input` with the extension of another format, and in
//! `outline.txt` the outline that must come of it.
//!
//! A row of `outline.txt` is a node, indented by two spaces a depth:
//! `line:column kind MARKER=ORDINAL | first 12 characters of its own text`; the ordinal of a marker without a number is
//! `-`. In `faults.txt` stand the faults that the checker must find, a row each: `line:column severity rule | marker or
//! first 12 characters`, and ` -> ` with what the fix makes of it; a text without faults has no such file. Other files of a
//! folder are not looked at.
//!
//! `TIGANG_BLESS=1 cargo test --test fixtures` writes every `outline.txt` and `faults.txt` anew from what comes out today,
//! outlines of known failures excepted. Read the difference line by line before it is committed: what is blessed is the law.
//!
//! `fixtures/KNOWN_FAILURES.txt` lists folders that fail, with the reason; one that passes fails the run.

mod common;

use std::env;
use std::fs;

use common::diff::diff;
use common::known::{Known, Outcome};
use common::row::rows;
use common::{Parsed, at, fixture_folders, input, parse_source, read, source, stem};
use tigang::diagnostic::{Diagnostic, Edit};
use tigang::lint::{Settings, lint};
use tigang::source::Point;
use tigang::text::is_blank;
use tigang::unist::{self, Marker, Node, Position};
use tigang::{Grammar, Source};

#[test]
fn every_fixture_gives_its_outline() {
    let grammar = Grammar::builtin();
    let known = Known::read(&at("fixtures/KNOWN_FAILURES.txt"));
    let mut outcome = Outcome::default();
    for folder in fixture_folders() {
        let name = stem(&folder);
        let parsed = parse_source(source(&folder), &grammar);
        let found: Vec<String> = rows(&parsed).iter().map(common::row::Row::written).collect();
        let file = folder.join("outline.txt");
        if bless() && !known.holds(&name) {
            fs::write(&file, found.join("\n") + "\n").expect("the checkout can be written to");
        }
        let wanted: Vec<String> = read(&file).lines().map(String::from).collect();
        outcome.note(name, diff(&wanted, &found));
    }
    known.settle(&outcome);
}

#[test]
fn every_fixture_has_the_faults_that_are_listed_and_no_others() {
    let grammar = Grammar::builtin();
    let settings = Settings::of(&grammar.profiles()["general"]);
    let mut wrong = Vec::new();
    for folder in fixture_folders() {
        let name = stem(&folder);
        let Parsed { source, document } = parse_source(source(&folder), &grammar);
        let found: Vec<String> =
            lint(&source, &document, &grammar, &settings).iter().map(|fault| told(fault, &source)).collect();
        let file = folder.join("faults.txt");
        if bless() {
            if found.is_empty() {
                let _ = fs::remove_file(&file);
            } else {
                fs::write(&file, found.join("\n") + "\n").expect("the checkout can be written to");
            }
        }
        let wanted: Vec<String> =
            if file.is_file() { read(&file).lines().map(String::from).collect() } else { Vec::new() };
        let differs = diff(&wanted, &found);
        wrong.extend((!differs.is_empty()).then(|| format!("{name}\n{differs}")));
    }
    assert!(wrong.is_empty(), "{} fixtures differ\n{}", wrong.len(), wrong.join("\n"));
}

/// A fault as a row of `faults.txt`.
fn told(fault: &Diagnostic, source: &Source) -> String {
    let Point { line, column, .. } = source.point(fault.span.start);
    let text: String =
        fault.span.of(source.text()).chars().take(12).map(|c| if c.is_control() { '⏎' } else { c }).collect();
    let edits = fault.fix.iter().flat_map(|fix| &fix.edits);
    let edit = |edit: &Edit| format!(" -> {}:{:?}", source.point(edit.span.start).line, edit.text);
    let fix: String = edits.map(edit).collect();
    format!("{line}:{column} {} {} | {text}{fix}", fault.severity.name(), fault.rule)
}

fn bless() -> bool {
    env::var_os("TIGANG_BLESS").is_some_and(|value| value == "1")
}

#[test]
fn every_fixture_is_named_by_a_sentence_in_kebab_case() {
    for folder in fixture_folders() {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let kebab = name
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        assert!(kebab, "{name} is not in kebab-case");
        for file in [input(&folder), folder.join("outline.txt")] {
            assert!(file.is_file(), "{} is missing", file.display());
        }
    }
}

#[test]
fn nothing_of_a_fixture_is_lost() {
    let grammar = Grammar::builtin();
    for folder in fixture_folders() {
        let (name, Parsed { source, document }) = (stem(&folder), parse_source(source(&folder), &grammar));
        assert_eq!(document.verify(&source), Ok(()), "{}", name);
    }
}

#[test]
fn every_outline_survives_json() {
    let grammar = Grammar::builtin();
    for folder in fixture_folders() {
        let (name, Parsed { source, document }) = (stem(&folder), parse_source(source(&folder), &grammar));
        let outline = document.to_unist(&source, &grammar);
        let json = serde_json::to_string(&outline).expect("an outline can be written");
        let back: unist::Document = serde_json::from_str(&json).expect("what is written can be read");
        assert_eq!(back, outline, "{}", name);
    }
}

/// The schema is the one that users get, so it is asked of the program.
#[cfg(feature = "cli")]
#[test]
fn every_outline_validates_against_the_schema() {
    let printed = std::process::Command::new(env!("CARGO_BIN_EXE_tigang")).arg("schema").output();
    let printed = printed.expect("the program was built").stdout;
    let schema: serde_json::Value = serde_json::from_slice(&printed).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let grammar = Grammar::builtin();
    for folder in fixture_folders() {
        let (name, Parsed { source, document }) = (stem(&folder), parse_source(source(&folder), &grammar));
        let outline = serde_json::to_value(document.to_unist(&source, &grammar)).expect("an outline can be written");
        let faults: Vec<String> = validator.iter_errors(&outline).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", name);
    }
}

#[test]
fn positions_levels_and_leads_tell_the_truth() {
    let grammar = Grammar::builtin();
    let mut faults = Vec::new();
    for folder in fixture_folders() {
        let (name, Parsed { source, document }) = (stem(&folder), parse_source(source(&folder), &grammar));
        let outline = document.to_unist(&source, &grammar);
        let mut check = Check { text: source.text(), name: &name, faults: &mut faults };
        check.place(&outline.position);
        check.children(&outline.children, &outline.position, 1);
        check.holds(outline.position.end.offset as usize == source.text().len(), "ends early", &outline.position);
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// Looks for faults in the places and numbers of an outline.
struct Check<'a> {
    text: &'a str,
    name: &'a str,
    faults: &'a mut Vec<String>,
}

impl Check<'_> {
    fn holds(&mut self, holds: bool, fault: &str, position: &Position) {
        if !holds {
            let Point { line, column, .. } = position.start;
            self.faults.push(format!("{} {line}:{column}: {fault}", self.name));
        }
    }

    fn children(&mut self, nodes: &[Node], outer: &Position, level: u32) {
        let mut last = outer.start;
        for node in nodes {
            let position = parts(node).1;
            self.place(position);
            self.holds(position.start >= last, "stands before its elder sibling", position);
            // A page number between the parts of a torn paragraph lies inside of it and belongs to the speech.
            let furniture = matches!(node, Node::Boilerplate { .. });
            self.holds(furniture || position.end <= outer.end, "ends after its parent", position);
            last = position.start;
            self.node(node, level);
        }
    }

    fn node(&mut self, node: &Node, level: u32) {
        let (text, position, marker) = parts(node);
        let (own, below) = match node {
            Node::Heading { level, .. } | Node::Point { level, .. } => (Some(*level), level + 1),
            _ => (None, level),
        };
        self.holds(own.is_none_or(|own| own == level), "its level is not that of its place", position);
        if let Node::Point { lead: Some(lead), text, .. } = node {
            let true_part = text.starts_with(lead.as_str()) && !lead.is_empty() && lead.len() < text.len();
            self.holds(true_part, "its lead is no true prefix of its text", position);
        }
        let slice = self.text.get(position.start.offset as usize..position.end.offset as usize);
        self.holds(slice.is_some(), "its offsets cut a character", position);
        let slice = solid(slice.unwrap_or_default());
        let opening = solid(&marker.map(|m| m.text.clone()).unwrap_or_default());
        let own_text = solid(text);
        let first = own_text.chars().next().map(String::from).unwrap_or_default();
        self.holds(slice.starts_with(&(opening + &first)), "its source does not begin with marker and text", position);
        if node.children().is_empty() {
            let last = own_text.chars().next_back().map(String::from).unwrap_or_default();
            self.holds(slice.ends_with(&last), "its source does not end with its text", position);
        }
        if let (Node::Speech { .. }, Some(child)) = (node, node.children().first()) {
            self.holds(position.start == parts(child).1.start, "does not begin with its first part", position);
        }
        self.children(node.children(), position, below);
    }

    /// Line, column and offset of both ends say the same.
    fn place(&mut self, position: &Position) {
        for point in [position.start, position.end] {
            let before = self.text.get(..point.offset as usize).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let start = before.rfind('\n').map_or(0, |end| end + 1);
            let column = before[start..].trim_start_matches('\u{feff}').chars().count() + 1;
            let told = (point.line as usize, point.column as usize);
            self.holds(told == (line, column), "line and column are not those of the offset", position);
        }
    }
}

/// A text without its blanks: what is torn in the source is joined in the outline.
fn solid(text: &str) -> String {
    text.chars().filter(|&c| !is_blank(c)).collect()
}

/// The text of a node, its place and its marker.
fn parts(node: &Node) -> (&str, &Position, Option<&Marker>) {
    match node {
        Node::Speech { position, .. } => ("", position, None),
        Node::Heading { text, position, marker, .. } | Node::Point { text, position, marker, .. } => {
            (text, position, marker.as_ref())
        }
        Node::Title { text, position }
        | Node::Meta { text, position, .. }
        | Node::Salutation { text, position }
        | Node::Paragraph { text, position, .. }
        | Node::Closing { text, position }
        | Node::Signature { text, position }
        | Node::Boilerplate { text, position, .. } => (text, position, None),
    }
}
