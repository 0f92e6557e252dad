//! Markdown is read as it is shown, and what is written as Markdown is read back (law 5).

mod common;

use common::{Parsed, fixture_folders, parse, read, stem};
use tigang::document::{Kind, Outline};
use tigang::emit::{self, Look};
use tigang::read::ReadOptions;
use tigang::{Document, Grammar, Source};

/// A heading or a point as it must come back: kind, level, number, and what it says without blanks.
type Row = (Kind, u32, Option<u32>, String);

fn rows(document: &Document, source: &Source, grammar: &Grammar) -> Vec<Row> {
    let outline = Outline::new(document, source, grammar);
    let nodes = document.nodes().iter().filter(|node| matches!(node.kind, Kind::Heading | Kind::Point));
    let row = |node: &tigang::document::Node| {
        let marker = node.marker.as_ref().map(|marker| outline.marker(marker).into_owned()).unwrap_or_default();
        let said: String = format!("{marker}{}", outline.text(node)).chars().filter(|c| !c.is_whitespace()).collect();
        (node.kind, node.level, node.marker.and_then(|marker| marker.ordinal), said)
    };
    nodes.map(row).collect()
}

fn markdown(document: &Document, source: &Source, grammar: &Grammar) -> Vec<u8> {
    let format = emit::by_name("markdown").expect("it is in the register");
    let mut out = Vec::new();
    let outline = Outline::new(document, source, grammar);
    emit::emit(&[outline], format, &Look::default(), &mut out).expect("a vector takes everything");
    out
}

fn read_back(bytes: &[u8]) -> Source {
    tigang::read::read(bytes, "outline.md", &ReadOptions::default()).expect("it is Markdown")
}

#[test]
fn what_is_written_is_read_back() {
    let grammar = Grammar::builtin();
    let mut wrong = Vec::new();
    for folder in fixture_folders() {
        let Parsed { source, document } = parse(&read(&folder.join("input.txt")), &grammar);
        let wanted = rows(&document, &source, &grammar);
        let written = markdown(&document, &source, &grammar);
        let back = read_back(&written);
        let document = tigang::parse(&back, &grammar);
        let found = rows(&document, &back, &grammar);
        if found != wanted {
            let first = wanted.iter().zip(&found).find(|(a, b)| a != b);
            wrong.push(format!("{}: {} and {} rows, {first:?}", stem(&folder), wanted.len(), found.len()));
        }
        // Written again, nothing changes any more.
        let again = markdown(&document, &back, &grammar);
        if found == wanted && again != written {
            wrong.push(format!("{}: changes when it is written again", stem(&folder)));
        }
    }
    assert!(wrong.is_empty(), "{} texts do not come back\n{}", wrong.len(), wrong.join("\n"));
}
