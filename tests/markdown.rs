//! Markdown is read as it is shown, and what is written as Markdown is read back (law 5).

mod common;

use common::{Parsed, Text, fixtures, parse};
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
    for Text { name, text } in fixtures() {
        let Parsed { source, document } = parse(&text, &grammar);
        let wanted = rows(&document, &source, &grammar);
        let written = markdown(&document, &source, &grammar);
        let back = read_back(&written);
        let document = tigang::parse(&back, &grammar);
        let found = rows(&document, &back, &grammar);
        if found != wanted {
            let first = wanted.iter().zip(&found).find(|(a, b)| a != b);
            wrong.push(format!("{name}: {} and {} rows, {first:?}", wanted.len(), found.len()));
        }
        // Written again, nothing changes any more.
        let again = markdown(&document, &back, &grammar);
        if found == wanted && again != written {
            wrong.push(format!("{name}: changes when it is written again"));
        }
    }
    assert!(wrong.is_empty(), "{} texts do not come back\n{}", wrong.len(), wrong.join("\n"));
}

/// The headings and points of a Markdown text.
fn outline(text: &str, grammar: &Grammar) -> Vec<Row> {
    let source = read_back(text.as_bytes());
    rows(&tigang::parse(&source, grammar), &source, grammar)
}

/// Every text as Markdown, with the rows of its outline.
fn written(grammar: &Grammar) -> Vec<(String, String, Vec<Row>)> {
    let one = |Text { name, text }: Text| {
        let Parsed { source, document } = parse(&text, grammar);
        let text = String::from_utf8(markdown(&document, &source, grammar)).expect("formats write UTF-8");
        (name, text, rows(&document, &source, grammar))
    };
    fixtures().into_iter().map(one).collect()
}

/// What scanners give: every heading is `##`, whatever its number says.
#[test]
fn flat_headings_get_their_levels_from_their_numbers() {
    let grammar = Grammar::builtin();
    let (mut same, mut all, mut wrong) = (0, 0, Vec::new());
    for (name, text, wanted) in written(&grammar) {
        // Headings without a number have no depth but the one that the file sets.
        let bare = wanted.iter().any(|row| row.0 == Kind::Heading && row.2.is_none());
        if bare || !wanted.iter().any(|row| row.0 == Kind::Heading) {
            continue;
        }
        all += 1;
        for mark in ["# ", "## "] {
            let flat = |line: &str| match line.trim_start_matches('#') {
                rest if rest.len() + 1 < line.len() => format!("{mark}{}\n", rest.trim_start()),
                _ => format!("{line}\n"),
            };
            let found = outline(&text.lines().map(flat).collect::<String>(), &grammar);
            if found == wanted {
                same += 1;
            } else {
                let first = wanted.iter().zip(&found).find(|(a, b)| a != b);
                wrong.push(format!("{name} with {mark}: {first:?}"));
            }
        }
    }
    assert!(same * 100 >= all * 2 * 97, "{same} of {} came out right\n{}", all * 2, wrong.join("\n"));
}

/// A way of writing the same, with its name.
type Way<'a> = (&'static str, &'a dyn Fn(&str) -> String);

/// How a file is written changes nothing of what it says.
#[test]
fn the_same_text_in_other_marks_is_the_same_outline() {
    let grammar = Grammar::builtin();
    let bold = |line: &str| match line.strip_prefix('#').map(|rest| rest.trim_start_matches('#').trim_start()) {
        Some(title) if !title.contains('\\') => {
            format!("{} **{title}**\n", &line[..line.len() - line.trim_start_matches('#').len()])
        }
        _ => format!("{line}\n"),
    };
    let ways: [Way<'_>; 5] = [
        ("line ends of Windows", &|text| text.replace('\n', "\r\n")),
        ("a byte order mark", &|text| format!("\u{feff}{text}")),
        ("no blank behind #", &|text| text.replace("## ", "##")),
        ("headings in bold", &|text| text.lines().map(bold).collect()),
        ("front matter", &|text| format!("---\ntitle: 讲话\n---\n\n{text}")),
    ];
    let tags = |line: &str| {
        let title = line.trim_start_matches(['#', ' ']);
        line.starts_with('#') && title.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    let mut wrong = Vec::new();
    for (name, text, _) in written(&grammar) {
        let wanted = outline(&text, &grammar);
        for (way, change) in ways {
            // #Tag and #include are no headings.
            if way.contains("no blank") && text.lines().any(tags) {
                continue;
            }
            let changed = change(&text);
            let found = outline(&changed, &grammar);
            if found != wanted {
                let first = wanted.iter().zip(&found).find(|(a, b)| a != b);
                wrong.push(format!("{name} with {way}: {first:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

/// Whatever the bytes are, there is an outline, and nothing of what is shown is lost.
#[test]
fn whatever_stands_in_a_file_is_read() {
    let grammar = Grammar::builtin();
    let text = "---\ntitle: 话\n---\n# 讲话\n\n> **一、认识**\n> - 1. 甲\n>   1) 乙\n\n| a | b |\n|--|--|\n| 一、 | 2 |\n\n\
        ```\n一、码\n```\n\n    缩进的话。\n\n<h2 align=\"center\">二、行动</h2><!-- 注\n意 -->\n\n话[^1]，*好*`码`\\\n行。\n\n[^1]: 注。\n\n\
        标题\n===\n![图](u)[链](v)&amp;&nbsp;\n";
    let check = |text: &str| {
        let source = read_back(text.as_bytes());
        let document = tigang::parse(&source, &grammar);
        assert_eq!(document.verify(&source), Ok(()), "{text:?}");
        // Whatever is written of it is Markdown again.
        read_back(&markdown(&document, &source, &grammar));
        for node in document.nodes() {
            let (start, end) = source.points(node.position.start..node.position.end);
            assert!(start.offset <= end.offset && end.offset as usize <= text.len(), "{text:?}");
            let file = source.file().text();
            assert!(
                file.is_char_boundary(start.offset as usize) && file.is_char_boundary(end.offset as usize),
                "{text:?}"
            );
        }
    };
    (0..=text.len()).filter(|&at| text.is_char_boundary(at)).for_each(|at| check(&text[..at]));
    let signs: Vec<char> = "#*->|`[]()<>!&;\\\n \t一、1.~=_^:\u{feff}\u{3000}".chars().collect();
    let mut chance = 20_261_122_u64;
    let mut below = |n: usize| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(chance >> 33).expect("31 bits") % n
    };
    for _ in 0..10_000 {
        let mut chars: Vec<char> = text.chars().collect();
        for _ in 0..=below(6) {
            let (at, sign) = (below(chars.len()), signs[below(signs.len())]);
            match below(3) {
                0 => chars[at] = sign,
                1 => chars.insert(at, sign),
                _ => drop(chars.remove(at)),
            }
        }
        check(&chars.into_iter().collect::<String>());
    }
}
