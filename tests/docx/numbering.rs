//! Automatic numbering: each rule of Word in a document that shows nothing else.

use super::common::docx::{Docx, list, lvl, num, p, scheme, style};
use super::{shown, source};

/// A document of numbered paragraphs, `list level text` each; `-` is a paragraph without a number.
fn document(numbering: &str, paragraphs: &str) -> Docx {
    Docx::new(body(paragraphs)).numbering(numbering)
}

fn body(paragraphs: &str) -> String {
    let paragraph = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        match *words.as_slice() {
            ["-", text] => p("", text),
            [list, level, text] => p(&num(list.parse().expect("a list"), level.parse().expect("a level")), text),
            _ => panic!("{line}"),
        }
    };
    paragraphs.lines().map(str::trim).filter(|line| !line.is_empty()).map(paragraph).collect()
}

/// The markers of all lines, without blanks at their ends.
fn markers(docx: &Docx) -> Vec<String> {
    let source = source(&docx.bytes());
    (0..source.lines()).map(|line| source.written(line).of(source.text()).trim_end().to_owned()).collect()
}

fn three_levels() -> String {
    scheme(
        0,
        &(lvl(0, "chineseCounting", "%1、", "")
            + &lvl(1, "chineseCounting", "（%2）", "")
            + &lvl(2, "decimal", "%3.", "")),
    )
}

#[test]
fn levels_count_and_begin_anew_under_the_next_item() {
    let docx = document(
        &(three_levels() + &list(1, 0, "")),
        "1 0 a
         1 1 b
         1 2 c
         1 2 d
         - text
         1 1 e
         1 2 f
         1 0 g
         1 1 h",
    );
    assert_eq!(
        shown(&source(&docx.bytes())),
        "\t[一、]a\n  \t[（一）]b\n    \t[1.]c\n    \t[2.]d\n\t[]text\n  \t[（二）]e\n    \t[1.]f\n\t[二、]g\n  \t[（一）]h\n"
    );
}

#[test]
fn lists_of_one_scheme_count_together_and_those_of_two_apart() {
    let schemes = three_levels() + &scheme(1, &lvl(0, "decimal", "%1.", ""));
    let lists = list(1, 0, "") + &list(2, 0, "") + &list(3, 1, "");
    let docx = document(&(schemes + &lists), "1 0 a\n 2 0 b\n 3 0 c\n 1 0 d\n 3 0 e");
    assert_eq!(markers(&docx), ["一、", "二、", "1.", "三、", "2."]);
}

#[test]
fn a_list_that_says_so_begins_anew_once() {
    let start = |at: u32| format!("<w:lvlOverride w:ilvl='0'><w:startOverride w:val='{at}'/></w:lvlOverride>");
    let lists = list(1, 0, "") + &list(2, 0, &start(1)) + &list(3, 0, &start(7));
    let docx = document(&(three_levels() + &lists), "1 0 a\n 1 0 b\n 2 0 c\n 2 0 d\n 3 0 e\n 3 0 f\n 1 0 g");
    assert_eq!(markers(&docx), ["一、", "二、", "一、", "二、", "七、", "八、", "九、"]);
}

#[test]
fn a_list_may_write_a_level_in_its_own_way() {
    let own = format!(
        "<w:lvlOverride w:ilvl='1'>{}</w:lvlOverride>",
        lvl(1, "upperLetter", "%2)", "<w:suff w:val='space'/>")
    );
    let docx = document(&(three_levels() + &list(1, 0, &own) + &list(2, 0, "")), "1 0 a\n 1 1 b\n 2 1 c");
    assert_eq!(markers(&docx), ["一、", "A)", "（二）"]);
}

#[test]
fn a_level_may_go_on_or_begin_anew_under_some_levels_only() {
    let levels = |restart: &str| {
        lvl(0, "decimal", "%1", "") + &lvl(1, "decimal", "%1.%2", "") + &lvl(2, "decimal", "（%3）", restart)
    };
    let paragraphs = "1 0 a\n 1 1 b\n 1 2 c\n 1 1 d\n 1 2 e\n 1 0 f\n 1 2 g";
    let with =
        |restart: &str| markers(&document(&(scheme(0, &levels(restart)) + &list(1, 0, "")), paragraphs)).join(" ");
    assert_eq!(with(""), "1 1.1 （1） 1.2 （1） 2 （1）");
    assert_eq!(with("<w:lvlRestart w:val='0'/>"), "1 1.1 （1） 1.2 （2） 2 （3）");
    assert_eq!(with("<w:lvlRestart w:val='1'/>"), "1 1.1 （1） 1.2 （2） 2 （1）");
    assert_eq!(with("<w:lvlRestart w:val='2'/>"), "1 1.1 （1） 1.2 （1） 2 （1）");
}

#[test]
fn legal_numbers_are_arabic_and_others_keep_their_own_figures() {
    let levels = lvl(0, "chineseCounting", "第%1章", "")
        + &lvl(1, "decimal", "%1.%2", "<w:isLgl/>")
        + &lvl(2, "decimal", "%1.%3", "<w:isLgl w:val='0'/>")
        + &lvl(3, "decimalZero", "%1.%2.%4", "<w:isLgl/>");
    let docx = document(&(scheme(0, &levels) + &list(1, 0, "")), "1 0 a\n 1 0 b\n 1 1 c\n 1 2 d\n 1 3 e");
    assert_eq!(markers(&docx), ["第一章", "第二章", "2.1", "二.1", "2.1.01"]);
}

#[test]
fn levels_that_are_passed_over_count_as_begun() {
    let levels = lvl(0, "decimal", "%1", "") + &lvl(1, "decimal", "%1.%2", "") + &lvl(2, "decimal", "%1.%2.%3", "");
    let docx = document(&(scheme(0, &levels) + &list(1, 0, "")), "1 1 a\n 1 1 b\n 1 0 c\n 1 2 d\n 1 1 e");
    assert_eq!(markers(&docx), ["1.1", "1.2", "2", "2.1.1", "2.2"]);
}

#[test]
fn text_boxes_and_margins_are_counted_apart() {
    let item = |text: &str| p(&num(1, 0), text);
    let boxed = format!("<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>", item("c") + &item("d"));
    let body =
        item("a") + &format!("<w:p><w:pPr>{}</w:pPr>{boxed}<w:r><w:t>b</w:t></w:r></w:p>", num(1, 0)) + &item("e");
    let section = "<w:sectPr><w:headerReference r:id='h'/><w:footerReference r:id='f'/></w:sectPr>";
    let docx = Docx::new(body + section)
        .numbering(&(scheme(0, &lvl(0, "decimal", "%1.", "")) + &list(1, 0, "")))
        .part("header", "h", &item("x"))
        .part("footer", "f", &item("y"));
    assert_eq!(source(&docx.bytes()).text(), "1. a\n2. b\n1. c\n2. d\n3. e\n1. x\n2. y\n");
}

#[test]
fn what_stands_behind_the_number_is_a_blank_or_nothing() {
    let levels = lvl(0, "decimal", "%1.", "")
        + &lvl(1, "decimal", "%2.", "<w:suff w:val='space'/>")
        + &lvl(2, "decimal", "%3.", "<w:suff w:val='nothing'/>");
    let docx = document(&(scheme(0, &levels) + &list(1, 0, "")), "1 0 a\n 1 1 b\n 1 2 c");
    assert_eq!(source(&docx.bytes()).text(), "1. a\n1. b\n1.c\n");
}

#[test]
fn bullets_are_shown_as_signs() {
    let levels = lvl(0, "bullet", "\u{f06c}", "") + &lvl(1, "bullet", "–", "") + &lvl(2, "bullet", "\u{f0b7}", "");
    let docx = document(&(scheme(0, &levels) + &list(1, 0, "")), "1 0 a\n 1 1 b\n 1 2 c");
    assert_eq!(source(&docx.bytes()).text(), "● a\n– b\n• c\n");
}

#[test]
fn numbers_that_are_hidden_or_have_no_figure_write_nothing_and_count() {
    let levels = lvl(0, "decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>")
        + &lvl(1, "none", "", "")
        + &lvl(2, "decimal", "%1-%3", "");
    let docx = document(&(scheme(0, &levels) + &list(1, 0, "")), "1 0 a\n 1 0 b\n 1 1 c\n 1 2 d");
    assert_eq!(source(&docx.bytes()).text(), "a\nb\nc\n2-1 d\n");
}

#[test]
fn styles_put_paragraphs_into_lists() {
    let levels = lvl(0, "japaneseCounting", "第%1章", "<w:pStyle w:val='1'/>")
        + &lvl(1, "decimal", "%2.", "<w:pStyle w:val='2'/>");
    let list_of = |inner: &str| format!("<w:pPr><w:numPr>{inner}<w:numId w:val='1'/></w:numPr></w:pPr>");
    let based = |id: &str| format!("<w:basedOn w:val='{id}'/>");
    let docx = Docx::new(
        [
            p("<w:pStyle w:val='1'/>", "总则"),
            // The level that names a style counts, whatever the style says of its level.
            p("<w:pStyle w:val='2'/>", "目的"),
            // A style inherits the place of the one that it is based on.
            p("<w:pStyle w:val='3'/>", "范围"),
            // 0 takes a paragraph out.
            p("<w:pStyle w:val='1'/><w:numPr><w:numId w:val='0'/></w:numPr>", "说明"),
            p("<w:pStyle w:val='4'/>", "无号"),
            p("<w:pStyle w:val='1'/>", "分则"),
        ]
        .concat(),
    )
    .styles(
        &[
            style("1", "heading 1", &list_of("")),
            style("2", "heading 2", &list_of("<w:ilvl w:val='5'/>")),
            style("3", "条", &based("2")),
            style("4", "无号标题", &(based("1") + "<w:pPr><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr>")),
        ]
        .concat(),
    )
    .numbering(&(scheme(0, &levels) + &list(1, 0, "")));
    assert_eq!(
        shown(&source(&docx.bytes())),
        "H1\t[第一章]总则\n  H2\t[1.]目的\n  H2\t[2.]范围\nH1\t[]说明\nH1\t[]无号\nH1\t[第二章]分则\n"
    );
}

#[test]
fn a_scheme_may_be_that_of_a_style_for_lists() {
    let numbering = scheme(0, &("<w:styleLink w:val='L'/>".to_owned() + &lvl(0, "upperRoman", "%1.", "")))
        + &scheme(1, "<w:numStyleLink w:val='L'/>")
        + &list(1, 0, "")
        + &list(2, 1, "");
    let styles = "<w:style w:type='numbering' w:styleId='L'><w:name w:val='L'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>";
    let docx = document(&numbering, "2 0 a\n 1 0 b").styles(styles);
    assert_eq!(markers(&docx), ["I.", "II."]);
    // A ring of links ends.
    let ring = "<w:style w:type='numbering' w:styleId='L'><w:name w:val='L'/><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style>";
    assert_eq!(markers(&document(&numbering, "2 0 a").styles(ring)), [""]);
}

#[test]
fn formats_of_newer_programs_are_preferred() {
    let custom = "<mc:AlternateContent><mc:Choice Requires='w14'><w:numFmt w:val='custom' w:format='001, 002, 003, ...'/></mc:Choice>\
        <mc:Fallback><w:numFmt w:val='decimal'/></mc:Fallback></mc:AlternateContent>";
    let level = format!("<w:lvl w:ilvl='0'><w:start w:val='9'/>{custom}<w:lvlText w:val='%1.'/></w:lvl>");
    let docx = document(&(scheme(0, &level) + &list(1, 0, "")), "1 0 a\n 1 0 b");
    assert_eq!(markers(&docx), ["009.", "010."]);
}

#[test]
fn the_strict_form_is_read_alike() {
    let docx = document(&(three_levels() + &list(1, 0, "")), "1 0 a\n 1 1 b").styles(&style("1", "heading 1", ""));
    assert_eq!(source(&docx.clone().strict().bytes()).text(), source(&docx.bytes()).text());
    assert_eq!(markers(&docx.strict()), ["一、", "（一）"]);
}

#[test]
fn lists_that_are_nowhere_write_nothing() {
    let docx = document(&(three_levels() + &list(1, 9, "")), "1 0 a\n 5 0 b\n 1 8 c");
    assert_eq!(markers(&docx), ["", "", ""]);
    let docx = document(&(three_levels() + &list(1, 0, "")), "1 8 a");
    assert_eq!(markers(&docx), [""]);
}

#[test]
fn strange_numbers_are_written_within_bounds() {
    let level = |start: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl='0'><w:start w:val='{start}'/><w:numFmt w:val='upperLetter'/><w:lvlText w:val='{text}'/></w:lvl>"
        )
    };
    for (start, text, wanted) in [
        ("99999999999", "%1", ""),
        ("-5", "%1", "0"),
        ("x", "%0%9%1%", "%00%"),
        ("1", "100%", "100%"),
        ("1", "%一", "%一"),
    ] {
        let docx = document(&(scheme(0, &level(start, text)) + &list(1, 0, "")), "1 0 a");
        let found = markers(&docx).remove(0);
        assert!(found.len() < 100, "{start} {text}");
        assert!(wanted.is_empty() || found == wanted, "{start} {text}: {found}");
    }
    let long = document(&(scheme(0, &level("1", &"长".repeat(60_000))) + &list(1, 0, "")), "1 0 a");
    assert_eq!(markers(&long)[0].chars().count(), 85);
}
