//! Damaged documents: every prefix and thousands of mutations give a text or one error; nothing panics or hangs.

use std::fs;
use std::time::{Duration, Instant};

use super::common::at;
use super::common::docx::{Docx, list, lvl, num, p, r, scheme, style, unzipped, zipped};
use tigang::diagnostic::Edit;
use tigang::read::{ReadOptions, WriteOptions, by_bytes, read, write};
use tigang::span::{Span, position};

/// No input of these sizes may take longer, also where the machine is busy.
const LONGEST: Duration = Duration::from_secs(20);

/// What a text may grow to, in bytes: numbers are written out, but each is short.
const MOST_TEXT: usize = 4 << 20;

/// A document with one of everything that the reader knows.
fn sample() -> Docx {
    let levels = lvl(0, "chineseCounting", "%1、", "<w:pStyle w:val='1'/>")
        + &lvl(1, "chineseCountingThousand", "（%2）", "<w:lvlRestart w:val='1'/>")
        + &lvl(2, "upperLetter", "%1.%3", "<w:isLgl/><w:suff w:val='nothing'/>");
    let numbering = scheme(0, &levels)
        + &scheme(1, "<w:numStyleLink w:val='L'/>")
        + &list(1, 0, "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='3'/></w:lvlOverride>")
        + &list(2, 1, "");
    let styles = style(
        "1",
        "heading 1",
        "<w:basedOn w:val='0'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>",
    ) + &style("0", "Normal", "<w:rPr><w:rFonts w:eastAsia='仿宋'/></w:rPr>")
        + "<w:style w:type='numbering' w:styleId='L'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>";
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let body = [
        p("<w:pStyle w:val='1'/>", "认识"),
        p(&num(2, 1), "意义"),
        p(&(num(1, 2) + "<w:jc w:val='center'/><w:rPr><w:del/></w:rPr>"), "甲&amp;乙"),
        format!("<w:p>{}<w:instrText>TOC</w:instrText>{}{}{}</w:p>", mark("begin"), mark("separate"), r("目录"), mark("end")),
        format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("", "格"), p("", "子")),
        format!("<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict><w:footnoteReference w:id='2'/></w:r></w:p>", p("", "框")),
        "<w:p><w:del><w:r><w:t>删</w:t></w:r></w:del><w:ins><w:r><w:rPr><w:b/></w:rPr><w:t>插</w:t><w:tab/><w:br/></w:r></w:ins></w:p>".to_owned(),
        "<w:sectPr><w:headerReference r:id='h'/></w:sectPr>".to_owned(),
    ];
    Docx::new(body.concat())
        .styles(&styles)
        .numbering(&numbering)
        .part("footnotes", "footnotes", &format!("<w:footnote w:id='2'>{}</w:footnote>", p("", "注")))
        .part("header", "h", &p("", "页眉"))
}

/// Reads bytes, and writes an edit where they can be read.
fn stands(bytes: &[u8], what: &dyn Fn() -> String) {
    let start = Instant::now();
    let _ = by_bytes(bytes);
    if let Ok(source) = read(bytes, "a.docx", &ReadOptions::default()) {
        assert!(source.text().len() <= MOST_TEXT, "{}: the text is {} bytes long", what(), source.text().len());
        let third = source.text().char_indices().nth(2).map_or(0, |(at, _)| at);
        let edits = [Edit::new(Span::new(position(third), position(third)), "、")];
        for track_changes in [false, true] {
            let _ = write(bytes, &source, &edits, &WriteOptions { track_changes });
        }
    }
    assert!(start.elapsed() < LONGEST, "{} took {:?}", what(), start.elapsed());
}

/// A generator that gives the same numbers everywhere.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % most.max(1)
    }
}

/// Changes some bytes, takes some out, puts some in twice.
fn mutate(bytes: &mut Vec<u8>, chance: &mut Chance) {
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len());
        let length = chance.below(16).min(bytes.len() - at);
        match chance.below(5) {
            0 => bytes[at] = u8::try_from(chance.below(256)).unwrap_or(0),
            1 => bytes[at] ^= 1 << chance.below(8),
            2 => drop(bytes.drain(at..at + length)),
            3 => {
                let piece = bytes[at..at + length].to_vec();
                let to = chance.below(bytes.len());
                bytes.splice(to..to, piece);
            }
            _ => bytes[at..at + length].fill(0xff),
        }
        if bytes.is_empty() {
            return;
        }
    }
}

/// Changes XML where it says something: names, numbers, ends of tags.
fn mutate_xml(text: &mut String, chance: &mut Chance) {
    const PIECES: [&str; 14] = [
        "",
        "<",
        ">",
        "/>",
        "'",
        "<w:p>",
        "</w:p>",
        "<w:r>",
        "<w:tbl>",
        "w:val='-1'",
        "999999999999",
        "&#0;",
        "<!--",
        "<w:txbxContent>",
    ];
    for _ in 0..=chance.below(3) {
        let boundary = |at: usize, text: &str| (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let at = boundary(chance.below(text.len()), text);
        let end = boundary((at + chance.below(12)).min(text.len()), text).max(at);
        if chance.below(2) == 0 {
            text.replace_range(at..end, PIECES[chance.below(PIECES.len())]);
        } else {
            let piece = text[at..end].to_owned();
            let to = boundary(chance.below(text.len()), text);
            text.insert_str(to, &piece);
        }
    }
}

#[test]
fn every_prefix_gives_a_text_or_an_error() {
    let whole = sample().bytes();
    for end in 0..whole.len() {
        assert!(read(&whole[..end], "a.docx", &ReadOptions::default()).is_err(), "{end} bytes of {}", whole.len());
    }
}

#[test]
fn mutations_of_the_zip_give_a_text_or_an_error() {
    let whole = sample().bytes();
    let mut chance = Chance(0x5eed);
    for round in 0..10_000 {
        let mut bytes = whole.clone();
        mutate(&mut bytes, &mut chance);
        stands(&bytes, &|| format!("round {round}"));
    }
}

#[test]
fn mutations_of_the_xml_give_a_text_or_an_error() {
    let parts = sample().parts();
    let mut chance = Chance(0xfeed);
    let mut read_well = 0;
    for round in 0..10_000 {
        let mut parts = parts.clone();
        let index = chance.below(parts.len());
        mutate_xml(&mut parts[index].1, &mut chance);
        let bytes = zipped(&parts);
        read_well += usize::from(read(&bytes, "a.docx", &ReadOptions::default()).is_ok());
        stands(&bytes, &|| format!("round {round} of {}", parts[index].0));
    }
    assert!(
        read_well > 500,
        "{read_well} could be read: the mutations are too coarse to try what comes behind the parser"
    );
}

#[test]
fn samples_beside_the_checkout_stand_damage() {
    let mut chance = Chance(0xabad);
    for path in ["samples/docx", "real/docx"] {
        let folder = at("../shared").join(path);
        let Ok(entries) = fs::read_dir(&folder) else {
            println!("skipped: {} is not there", folder.display());
            continue;
        };
        let paths = entries.map(|entry| entry.expect("it can be read").path());
        for path in paths.filter(|path| path.extension().is_some_and(|extension| extension == "docx")) {
            let whole = fs::read(&path).expect("it can be read");
            for end in (0..whole.len()).step_by(whole.len() / 50 + 1) {
                stands(&whole[..end], &|| format!("{end} bytes of {}", path.display()));
            }
            let parts = unzipped(&whole);
            for round in 0..20 {
                let mut bytes = whole.clone();
                mutate(&mut bytes, &mut chance);
                stands(&bytes, &|| format!("round {round} of {}", path.display()));
                let mut parts = parts.clone();
                let index = chance.below(parts.len());
                mutate_xml(&mut parts[index].1, &mut chance);
                stands(&zipped(&parts), &|| format!("round {round} of {} in {}", parts[index].0, path.display()));
            }
        }
    }
}

#[test]
fn what_is_built_to_cost_much_costs_little() {
    let deep = |tag: &str, count: usize| format!("<w:{tag}>").repeat(count) + &format!("</w:{tag}>").repeat(count);
    let many = |inner: &str, count: usize| inner.repeat(count);
    let based: String =
        (0..20_000).map(|n| style(&n.to_string(), "s", &format!("<w:basedOn w:val='{}'/>", n + 1))).collect();
    let list_of = scheme(0, &lvl(0, "upperLetter", &"%1".repeat(100), "")) + &list(1, 0, "");
    for (what, docx) in [
        ("empty paragraphs", Docx::new(many("<w:p/>", 200_000))),
        ("nested paragraphs", Docx::new(deep("p", 240))),
        ("nested tables", Docx::new(deep("tbl", 240))),
        ("fields", Docx::new(p("", "") + &many("<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:p>", 50_000))),
        ("runs", Docx::new(format!("<w:p>{}</w:p>", many("<w:r><w:t>一</w:t></w:r>", 200_000)))),
        (
            "deleted ends",
            Docx::new(many("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>一</w:t></w:r></w:p>", 20_000)),
        ),
        ("styles", Docx::new(many("<w:p><w:pPr><w:pStyle w:val='0'/></w:pPr></w:p>", 20_000)).styles(&based)),
        ("long numbers", Docx::new(many(&p(&num(1, 0), ""), 10_000)).numbering(&list_of)),
        ("references", {
            let refer = "<w:r><w:footnoteReference w:id='1'/></w:r>";
            let note = format!("<w:footnote w:id='1'>{}</w:footnote>", p("", &"注".repeat(10_000)));
            Docx::new(format!("<w:p>{}</w:p>", many(refer, 50_000))).part("footnotes", "footnotes", &note)
        }),
        ("namespaces", {
            let spaces: String = (0..100).map(|n| format!(" xmlns:n{n}='n{n}'")).collect();
            let inner = many("<w:t xmlns:x='y'>一</w:t>", 20_000);
            Docx::new(format!("<w:p><w:r{spaces}>{inner}</w:r></w:p>"))
        }),
        ("fallbacks", {
            let inner = many("<mc:Fallback/>", 100_000);
            Docx::new(format!("<w:p><mc:AlternateContent>{inner}</mc:AlternateContent></w:p>"))
        }),
        ("margins", {
            let refer: String = (0..20_000).map(|n| format!("<w:headerReference r:id='h{n}'/>")).collect();
            let header = |docx: Docx, n: usize| docx.part("header", &format!("h{n}"), "");
            (0..2_000).fold(Docx::new(format!("<w:sectPr>{refer}</w:sectPr>")), header)
        }),
        ("long names of styles", {
            let long = "长".repeat(20_000);
            let based = |n: usize| format!("<w:basedOn w:val='{long}{n}'/>");
            let styles: String = (0..60).map(|n| style(&format!("{long}{n}"), "s", &based(n + 1))).collect();
            let usual = format!("<w:style w:type='paragraph' w:default='1'>{}</w:style>", based(0));
            Docx::new(many("<w:p/>", 20_000)).styles(&(usual + &styles))
        }),
        (
            "choices",
            Docx::new(format!(
                "<w:p><mc:AlternateContent>{}</mc:AlternateContent></w:p>",
                many("<mc:Choice/>", 100_000)
            )),
        ),
    ] {
        let bytes = docx.bytes();
        let start = Instant::now();
        if let Ok(source) = read(&bytes, "a.docx", &ReadOptions::default()) {
            assert!(source.text().len() < 64 << 20, "{what}: {} bytes", source.text().len());
        }
        println!("{what}: {:?}", start.elapsed());
        assert!(start.elapsed() < LONGEST, "{what} took {:?}", start.elapsed());
    }
}
