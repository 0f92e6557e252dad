//! One speech in every form in which people have it gives one outline: text in all encodings, Markdown, a web page with the
//! frame of a portal, Word documents with typed and with automatic numbers.

#[path = "../common/mod.rs"]
mod common;

mod word;

use common::row::rows;
use common::{Parsed, Text, fixtures, parse};
use tigang::document::{Kind, Outline};
use tigang::emit::{self, Look};
use tigang::read::{ReadOptions, read};
use tigang::{Grammar, Source};

/// A node of a speech: what it is, how deep, its number, and what it says without blanks.
type Node = (Kind, usize, Option<u32>, String);

/// The nodes of the speeches; what a page puts around them is none.
fn nodes(parsed: &Parsed) -> Vec<Node> {
    let dense = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    rows(parsed)
        .into_iter()
        .filter(|row| row.kind != Kind::Boilerplate)
        .map(|row| {
            let said =
                if row.kind == Kind::Speech { String::new() } else { row.marker.unwrap_or_default() + &row.text };
            (row.kind, row.depth, row.ordinal, dense(&said))
        })
        .collect()
}

fn reread(bytes: &[u8], name: &str, grammar: &Grammar) -> Parsed {
    let source = read(bytes, name, &ReadOptions::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
    let document = tigang::parse(&source, grammar);
    Parsed { source, document }
}

/// Texts that any form can hold: speeches whose lines are whole paragraphs, with nothing of a page around them.
fn speeches(grammar: &Grammar) -> Vec<(Text, Parsed)> {
    let all = fixtures().into_iter().map(|text| (parse(&text.text, grammar), text));
    let plain = |(parsed, text): &(Parsed, Text)| {
        let nodes = parsed.document.nodes();
        let one = nodes.iter().filter(|node| node.kind == Kind::Speech).count() == 1;
        let titled = nodes.iter().any(|node| node.kind == Kind::Title);
        let framed = nodes.iter().any(|node| node.kind == Kind::Boilerplate);
        let torn = nodes.iter().any(|node| parsed.document.text_spans(node).len() > 1);
        one && titled && !framed && !torn && !text.text.contains(['\r', '<', '\u{feff}'])
    };
    let speeches: Vec<(Text, Parsed)> = all.filter(plain).map(|(parsed, text)| (text, parsed)).collect();
    assert!(speeches.len() >= 40, "{} speeches are too few", speeches.len());
    speeches
}

/// Reads each speech in a form; `None` where the form cannot hold it. Few may be read otherwise, and none of the `known`.
fn every(form: &str, least: usize, known: &[&str], write: impl Fn(&Text, &Parsed) -> Option<(Vec<u8>, &'static str)>) {
    let grammar = Grammar::builtin();
    let (mut held, mut wrong) = (0, Vec::new());
    for (text, parsed) in speeches(&grammar) {
        let Some((bytes, name)) = write(&text, &parsed) else { continue };
        held += 1;
        let (wanted, found) = (nodes(&parsed), nodes(&reread(&bytes, name, &grammar)));
        if wanted != found {
            let first = wanted.iter().zip(&found).find(|(a, b)| a != b);
            wrong.push((text.name, format!("{} and {} nodes, {first:?}", wanted.len(), found.len())));
        }
    }
    assert!(held >= least, "{form}: {held} speeches are too few");
    println!("{form}: {held} speeches, {} read otherwise", wrong.len());
    let told: Vec<String> = wrong.iter().map(|(name, why)| format!("{name}: {why}")).collect();
    let names: Vec<&str> = wrong.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, known, "{form}, {held} speeches:\n{}", told.join("\n"));
}

/// The lines of a text that are not blank, without their indents.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(tigang::text::trim).filter(|line| !line.is_empty())
}

#[test]
fn in_every_encoding() {
    let encoded = |text: &str, encoding: &'static encoding_rs::Encoding| {
        let (bytes, _, lossy) = encoding.encode(text);
        (!lossy).then(|| (bytes.into_owned(), "讲话.txt"))
    };
    let wide = |text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]| {
        let units = text.encode_utf16().flat_map(bytes);
        Some((
            if mark { bytes(0xfeff).into_iter().collect() } else { Vec::new() }.into_iter().chain(units).collect(),
            "讲话.txt",
        ))
    };
    every("GB18030", 40, &[], |text, _| encoded(&text.text, encoding_rs::GB18030));
    every("UTF-16LE with its mark", 40, &[], |text, _| wide(&text.text, true, u16::to_le_bytes));
    every("UTF-16BE with its mark", 40, &[], |text, _| wide(&text.text, true, u16::to_be_bytes));
    every("UTF-16LE", 40, &[], |text, _| wide(&text.text, false, u16::to_le_bytes));
}

/// Big5 has traditional characters only, so the text is compared with the same in UTF-8.
#[test]
fn in_big5() {
    let grammar = Grammar::builtin();
    let (mut held, mut wrong) = (0, Vec::new());
    for (text, _) in speeches(&grammar) {
        let traditional = hanconv::s2t(&text.text);
        let (bytes, _, lossy) = encoding_rs::BIG5.encode(&traditional);
        if lossy {
            continue;
        }
        held += 1;
        if nodes(&parse(&traditional, &grammar)) != nodes(&reread(&bytes, "講話.txt", &grammar)) {
            wrong.push(text.name);
        }
    }
    assert!(held >= 20, "{held} speeches are too few");
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn as_markdown() {
    every("Markdown", 40, &[], |_, parsed| {
        let grammar = Grammar::builtin();
        let format = emit::by_name("markdown").expect("it is in the register");
        let mut out = Vec::new();
        let outline = Outline::new(&parsed.document, &parsed.source, &grammar);
        emit::emit(&[outline], format, &Look::default(), &mut out).expect("a vector takes everything");
        Some((out, "讲话.md"))
    });
}

/// A page of a portal: menus above, links below, the text in a container.
#[test]
fn as_a_web_page() {
    every("HTML", 40, &[], |text, parsed| Some((page(text, parsed).into_bytes(), "讲话.html")));
    every("HTML in GB18030", 40, &[], |text, parsed| {
        let page = page(text, parsed).replace("utf-8", "gb2312");
        Some((encoding_rs::GB18030.encode(&page).0.into_owned(), "讲话.html"))
    });
}

fn page(text: &Text, parsed: &Parsed) -> String {
    let escaped = |line: &str| line.replace('&', "&amp;").replace('<', "&lt;");
    let titles = titles(parsed);
    let title = titles.iter().map(|line| escaped(line)).collect::<Vec<_>>();
    let mut heads = titles.iter();
    let body: String = lines(&text.text)
        .filter(|line| heads.clone().next() != Some(&(*line).to_owned()) || heads.next().is_none())
        .map(|line| format!("<p>&#12288;&#12288;{}</p>\n", escaped(line)))
        .collect();
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{}_政务网</title>\
         <style>.nav{{float:left}}</style></head><body>\n\
         <div class=\"nav\"><ul><li><a href=\"/\">首页</a></li><li><a href=\"/zw\">政务公开</a></li>\
         <li><a href=\"/hd\">互动交流</a></li></ul></div>\n\
         <div class=\"crumb\">当前位置：<a href=\"/\">首页</a> &gt; <a href=\"/ld\">领导讲话</a></div>\n\
         <h1>{}</h1>\n<div class=\"TRS_Editor\">\n{body}</div>\n\
         <div class=\"related\"><ul><li><a href=\"1.html\">全市防汛工作部署会召开</a></li>\
         <li><a href=\"2.html\">市领导调研春耕备耕</a></li></ul></div>\n\
         <div class=\"footer\">主办单位：市政府办公室　版权所有</div></body></html>\n",
        title.concat(),
        title.join("<br>")
    )
}

/// The lines of the title.
fn titles(parsed: &Parsed) -> Vec<String> {
    rows(parsed).into_iter().filter(|row| row.kind == Kind::Title).map(|row| row.text).collect()
}

#[test]
fn as_a_word_document_with_typed_numbers() {
    every("Word, typed", 40, &[], |text, parsed| Some((word::typed(text, parsed), "讲话.docx")));
}

#[test]
fn as_a_word_document_with_automatic_numbers() {
    every("Word, numbered", 20, &[], |_, parsed| word::numbered(parsed).map(|bytes| (bytes, "讲话.docx")));
}

#[test]
fn a_number_that_nobody_typed_says_so() {
    let grammar = Grammar::builtin();
    let text = "在动员会上的讲话\n同志们：\n一、提高认识\n安全是底线。\n二、抓好落实\n责任到人。\n";
    let parsed = parse(text, &grammar);
    let bytes = word::numbered(&parsed).expect("Word can number it");
    let Parsed { source, document } = reread(&bytes, "讲话.docx", &grammar);
    let json = serde_json::to_string(&document.to_unist(&source, &grammar)).expect("it is JSON");
    assert_eq!(json.matches("\"ordinal\":1,\"origin\":\"numbering\"").count(), 1, "{json}");
    let _: Source = source;
}

/// Word documents of others: what their authors set as headings is what the outline has, each as deep as it was set.
#[test]
fn shared_word_files_have_the_outlines_of_their_styles() {
    let folder = common::at("../shared/real/docx");
    if !folder.is_dir() {
        return println!("skipped: there is no ../shared/real/docx beside the checkout");
    }
    let grammar = Grammar::builtin();
    let dense = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for path in common::entries(&folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "docx")) {
        let bytes = std::fs::read(&path).expect("it was listed");
        let parsed = reread(&bytes, "讲话.docx", &grammar);
        let headings = parsed.document.nodes().iter().filter(|node| node.kind == Kind::Heading);
        // The styles were noted without the numbers that a list wrote.
        let heading = |node: &tigang::document::Node| {
            let outline = Outline::new(&parsed.document, &parsed.source, &grammar);
            let marker = node.marker.as_ref().filter(|marker| outline.origin(marker).is_none());
            let marker = marker.map(|marker| outline.marker(marker).into_owned()).unwrap_or_default();
            (node.level, dense(&(marker + &outline.text(node))))
        };
        let found: Vec<(u32, String)> = headings.map(heading).collect();
        let styles = common::read(&path.with_extension("styles.tsv"));
        let row = |row: &str| {
            let cells: Vec<&str> = row.split('\t').collect();
            (cells[1].parse().expect("a number"), dense(cells[3]))
        };
        let wanted: Vec<(u32, String)> = styles.lines().skip(1).map(row).collect();
        assert_eq!(found, wanted, "{}", path.display());
    }
}
