//! The shape of the outline: every tree fits `grammar/outline.ebnf`.
//!
//! What the fixtures expect is held against it as well as what the program makes of them, so that neither drifts.
//! Texts beside the checkout are read where they are there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use nom::branch::alt;
use nom::bytes::complete::{tag, take_until, take_while1};
use nom::character::complete::{char, multispace1};
use nom::combinator::{all_consuming, map, value};
use nom::multi::{many0, separated_list1};
use nom::sequence::{delimited, separated_pair};
use nom::{IResult, Parser};
use serde_json::Value;
use tigang::{Grammar, Source, parse};

/// What stands to the right of a rule.
#[derive(Clone, Debug, PartialEq)]
enum Form {
    /// A node of a kind, or a part of the node itself.
    Name(String),
    /// What is told in words: the rule of a part.
    Told,
    Sequence(Vec<Form>),
    Choice(Vec<Form>),
    Optional(Box<Form>),
    Repeated(Box<Form>),
}

type Rules = BTreeMap<String, Form>;

fn rules(text: &str) -> Rules {
    let parsed: IResult<&str, _> = all_consuming(delimited(gap, many0(rule), gap)).parse(text);
    let (_, all) = parsed.unwrap_or_else(|error| panic!("grammar/outline.ebnf is not EBNF: {error}"));
    let count = all.len();
    let rules: Rules = all.into_iter().collect();
    assert_eq!(rules.len(), count, "two rules have one name");
    rules
}

// name = choice ;
fn rule(input: &str) -> IResult<&str, (String, Form)> {
    let end = token(";");
    let (rest, rule) = separated_pair(delimited(gap, name, gap), char('='), choice).parse(input)?;
    let (rest, _) = end(rest)?;
    Ok((rest, rule))
}

// a | b
fn choice(input: &str) -> IResult<&str, Form> {
    map(separated_list1(token("|"), sequence), |all| one_or(all, Form::Choice)).parse(input)
}

// a, b
fn sequence(input: &str) -> IResult<&str, Form> {
    map(separated_list1(token(","), element), |all| one_or(all, Form::Sequence)).parse(input)
}

// name  ( form )  [ form ]  { form }  ? words ?
fn element(input: &str) -> IResult<&str, Form> {
    let element = alt((
        map(name, Form::Name),
        value(Form::Told, delimited(char('?'), take_until("?"), char('?'))),
        delimited(char('('), choice, token(")")),
        map(delimited(char('['), choice, token("]")), |form| Form::Optional(Box::new(form))),
        map(delimited(char('{'), choice, token("}")), |form| Form::Repeated(Box::new(form))),
    ));
    delimited(gap, element, gap).parse(input)
}

fn name(input: &str) -> IResult<&str, String> {
    map(take_while1(|c: char| c.is_ascii_lowercase()), str::to_owned).parse(input)
}

fn token(text: &'static str) -> impl Fn(&str) -> IResult<&str, &str> {
    move |input| delimited(gap, tag(text), gap).parse(input)
}

// White space and (* comments *)
fn gap(input: &str) -> IResult<&str, ()> {
    let comment = delimited(tag("(*"), take_until("*)"), tag("*)"));
    value((), many0(alt((multispace1, comment)))).parse(input)
}

fn one_or(mut all: Vec<Form>, several: fn(Vec<Form>) -> Form) -> Form {
    if all.len() == 1 { all.remove(0) } else { several(all) }
}

impl Form {
    fn fits(&self, symbols: &[&str]) -> bool {
        self.ends(symbols, &BTreeSet::from([0])).contains(&symbols.len())
    }

    /// Where a reading of `symbols` can end that begins at one of `starts`.
    fn ends(&self, symbols: &[&str], starts: &BTreeSet<usize>) -> BTreeSet<usize> {
        match self {
            Self::Name(name) => {
                starts.iter().filter(|&&at| symbols.get(at) == Some(&&**name)).map(|at| at + 1).collect()
            }
            Self::Told => BTreeSet::new(),
            Self::Sequence(all) => all.iter().fold(starts.clone(), |starts, form| form.ends(symbols, &starts)),
            Self::Choice(all) => all.iter().flat_map(|form| form.ends(symbols, starts)).collect(),
            Self::Optional(form) => starts.union(&form.ends(symbols, starts)).copied().collect(),
            Self::Repeated(form) => {
                let (mut all, mut new) = (starts.clone(), starts.clone());
                while !new.is_empty() {
                    new = form.ends(symbols, &new).difference(&all).copied().collect();
                    all.extend(&new);
                }
                all
            }
        }
    }

    fn names(&self, out: &mut BTreeSet<String>) {
        match self {
            Self::Name(name) => {
                out.insert(name.clone());
            }
            Self::Told => {}
            Self::Sequence(all) | Self::Choice(all) => all.iter().for_each(|form| form.names(out)),
            Self::Optional(form) | Self::Repeated(form) => form.names(out),
        }
    }
}

/// A node as the rules see it.
#[derive(Debug, Default)]
struct Shape {
    /// Where it stands, for people.
    place: String,
    kind: String,
    /// Its parts, then the kinds of its children.
    symbols: Vec<String>,
}

/// The nodes of an outline in JSON.
fn of_json(node: &Value, out: &mut Vec<Shape>) {
    let start = &node["position"]["start"];
    let mut shape = Shape {
        place: format!("{}:{}", start["line"], start["column"]),
        kind: node["type"].as_str().unwrap_or("nothing").to_owned(),
        symbols: Vec::new(),
    };
    if !node["marker"].is_null() {
        shape.symbols.push("marker".into());
    }
    if node["text"].as_str().is_some_and(|text| !text.is_empty()) {
        shape.symbols.push("text".into());
    }
    let children = node["children"].as_array().map_or(&[][..], Vec::as_slice);
    shape.symbols.extend(children.iter().map(|child| child["type"].as_str().unwrap_or("nothing").to_owned()));
    out.push(shape);
    children.iter().for_each(|child| of_json(child, out));
}

/// The nodes of an `outline.txt`: `line:col kind MARKER=ORDINAL | text`, two blanks a depth.
fn of_rows(rows: &str) -> Vec<Shape> {
    let mut all = vec![Shape { kind: "document".into(), ..Shape::default() }];
    // The nodes that are open; boilerplate holds nothing, so what comes after it may stand as deep as before.
    let mut open = vec![0];
    for row in rows.lines() {
        let left = row.trim_start();
        let depth = (row.len() - left.len()) / 2 + 1;
        let (head, text) = left.split_once(" | ").map_or((left, ""), |(head, text)| (head, text));
        let mut words = head.splitn(3, ' ');
        let mut word = || words.next().unwrap_or_default().to_owned();
        let mut shape = Shape { place: word(), kind: word(), symbols: Vec::new() };
        if !word().is_empty() {
            shape.symbols.push("marker".into());
        }
        if !text.is_empty() {
            shape.symbols.push("text".into());
        }
        let parent = open.get(depth - 1).copied().unwrap_or_else(|| panic!("{row}: nothing stands above it"));
        all[parent].symbols.push(shape.kind.clone());
        if shape.kind != "boilerplate" {
            open.truncate(depth);
            open.push(all.len());
        }
        all.push(shape);
    }
    all
}

/// What does not fit, for people.
fn misfits(name: &str, shapes: &[Shape], rules: &Rules) -> Vec<String> {
    let misfit = |shape: &&Shape| {
        let symbols: Vec<&str> = shape.symbols.iter().map(String::as_str).collect();
        !rules.get(&shape.kind).is_some_and(|rule| rule.fits(&symbols))
    };
    let told = |shape: &Shape| format!("{name} {}: {} holds {}", shape.place, shape.kind, shape.symbols.join(" "));
    shapes.iter().filter(misfit).map(told).collect()
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.sort();
    paths
}

fn shape_of_outlines() -> Rules {
    rules(&text(&here("grammar/outline.ebnf")))
}

fn parsed(path: &Path, grammar: &Grammar) -> Vec<Shape> {
    let source = Source::from_text(text(path));
    let outline = parse(&source, grammar).to_unist(&source, grammar);
    let json = serde_json::to_value(&outline).expect("every key is a string");
    let mut shapes = Vec::new();
    of_json(&json, &mut shapes);
    shapes
}

fn assert_fits(misfits: &[String]) {
    assert!(misfits.is_empty(), "not the shape of grammar/outline.ebnf:\n{}", misfits.join("\n"));
}

#[test]
fn every_name_has_a_rule_and_every_rule_is_reached() {
    let rules = shape_of_outlines();
    let mut named = BTreeSet::from(["document".to_owned()]);
    rules.values().for_each(|rule| rule.names(&mut named));
    assert!(named.iter().eq(rules.keys()), "named {named:?}, defined {:?}", rules.keys());
}

#[test]
fn what_no_outline_looks_like_does_not_fit() {
    let rules = shape_of_outlines();
    for (kind, symbols) in [
        ("paragraph", vec!["text", "heading"]),
        ("paragraph", vec!["point"]),
        ("point", vec!["marker", "text", "heading"]),
        ("point", vec!["text"]),
        ("heading", vec!["paragraph"]),
        ("speech", vec!["text"]),
        ("speech", vec!["paragraph", "title"]),
        ("speech", vec!["salutation", "title"]),
        ("document", vec!["paragraph"]),
        ("title", vec!["text", "text"]),
    ] {
        assert!(!rules[kind].fits(&symbols), "{kind} of {symbols:?}");
    }
    assert!(rules["heading"].fits(&["marker", "heading", "paragraph", "point"]));
    assert!(rules["speech"].fits(&["title", "salutation", "paragraph", "closing", "paragraph", "signature"]));
}

#[test]
fn what_the_fixtures_expect_fits() {
    let rules = shape_of_outlines();
    let folders = entries(&here("fixtures"));
    let outlines: Vec<PathBuf> =
        folders.iter().map(|folder| folder.join("outline.txt")).filter(|p| p.is_file()).collect();
    assert!(!outlines.is_empty(), "there are no fixtures");
    let misfits: Vec<String> =
        outlines.iter().flat_map(|path| misfits(&path.display().to_string(), &of_rows(&text(path)), &rules)).collect();
    assert_fits(&misfits);
}

#[test]
fn what_the_program_makes_fits() {
    let (rules, grammar) = (shape_of_outlines(), Grammar::builtin());
    let mut inputs: Vec<PathBuf> =
        entries(&here("fixtures")).iter().map(|folder| folder.join("input.txt")).filter(|p| p.is_file()).collect();
    assert!(!inputs.is_empty(), "there are no fixtures");
    for folder in ["../shared/gold/seeds", "../shared/cases"] {
        let beside = entries(&here(folder)).into_iter().filter(|path| path.extension().is_some_and(|e| e == "txt"));
        let before = inputs.len();
        inputs.extend(beside);
        if inputs.len() == before {
            println!("skipped: {folder} is not there");
        }
    }
    let misfits: Vec<String> =
        inputs.iter().flat_map(|path| misfits(&path.display().to_string(), &parsed(path, &grammar), &rules)).collect();
    assert_fits(&misfits);
}
