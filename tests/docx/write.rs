//! Documents put right: the edits are in the XML, and everything else is as it was.

use super::common::docx::{Docx, list, lvl, num, p, r, scheme, unzipped, zipped};
use super::source;
use tigang::Source;
use tigang::diagnostic::Edit;
use tigang::lang::Lang;
use tigang::read::{Untyped, WriteError, WriteOptions, write};
use tigang::span::{Span, position};

/// An edit that replaces the first place of some text.
fn edit(source: &Source, old: &str, new: &str) -> Edit {
    let start = source.text().find(old).expect("it stands there");
    Edit::new(Span::new(position(start), position(start + old.len())), new)
}

fn written(docx: &Docx, edits: &[(&str, &str)], track_changes: bool) -> Result<Vec<u8>, WriteError> {
    let bytes = docx.bytes();
    let source = source(&bytes);
    let edits: Vec<Edit> = edits.iter().map(|(old, new)| edit(&source, old, new)).collect();
    write(&bytes, &source, &edits, &WriteOptions { track_changes })
}

/// The main part of a document.
fn document(bytes: &[u8]) -> String {
    unzipped(bytes).into_iter().find(|part| part.0 == "word/document.xml").expect("it is there").1
}

/// What stands inside of its `w:body`.
fn body(bytes: &[u8]) -> String {
    let text = document(bytes);
    let start = text.find("<w:body>").expect("it is there") + "<w:body>".len();
    text[start..text.rfind("</w:body>").expect("it is there")].to_owned()
}

#[track_caller]
fn becomes(xml: &str, edits: &[(&str, &str)], plain: &str, tracked: &str) {
    for (track, wanted) in [(false, plain), (true, tracked)] {
        assert_eq!(body(&written(&Docx::new(xml), edits, track).expect("it can be written")), wanted);
    }
}

const T: &str = "<w:t xml:space=\"preserve\">";

#[test]
fn characters_are_replaced_where_they_stand() {
    becomes(
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>三、认识</w:t></w:r></w:p>",
        &[("三", "二")],
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">二、认识</w:t></w:r></w:p>",
        &format!(
            "<w:p><w:r><w:rPr><w:b/></w:rPr>{T}</w:t></w:r>\
             <w:del w:id=\"1\" w:author=\"tigang\"><w:r><w:rPr><w:b/></w:rPr><w:delText xml:space=\"preserve\">三</w:delText></w:r></w:del>\
             <w:ins w:id=\"2\" w:author=\"tigang\"><w:r><w:rPr><w:b/></w:rPr>{T}二</w:t></w:r></w:ins>\
             <w:r><w:rPr><w:b/></w:rPr>{T}、认识</w:t></w:r></w:p>"
        ),
    );
}

#[test]
fn a_marker_split_over_runs_is_replaced_in_all_of_them() {
    let runs = format!("<w:p>{}{}{}</w:p>", r("（"), r("三"), r("）、手工"));
    let plain = format!("<w:p>{}{}{}</w:p>", r("（二）"), r(""), r("手工"));
    let new = written(&Docx::new(&runs), &[("（三）、", "（二）")], false).expect("it can be written");
    assert_eq!(body(&new), plain);
    let new = written(&Docx::new(&runs), &[("（三）、", "（二）")], true).expect("it can be written");
    assert_eq!(source(&new).text(), "（二）手工\n");
    assert_eq!(body(&new).matches("<w:del ").count(), 3);
    assert_eq!(body(&new).matches("<w:ins ").count(), 1);
}

#[test]
fn entities_stay_as_they_are_written() {
    becomes(
        &format!("<w:p><w:bookmarkStart w:id='7'/><w:r>{T}甲&amp;乙&#x4e00;、&lt;丙</w:t></w:r></w:p>"),
        &[("一、<", "二、&")],
        &format!("<w:p><w:bookmarkStart w:id='7'/><w:r>{T}甲&amp;乙二、&amp;丙</w:t></w:r></w:p>"),
        &format!(
            "<w:p><w:bookmarkStart w:id='7'/><w:r>{T}甲&amp;乙</w:t></w:r>\
             <w:del w:id=\"8\" w:author=\"tigang\"><w:r><w:delText xml:space=\"preserve\">&#x4e00;、&lt;</w:delText></w:r></w:del>\
             <w:ins w:id=\"9\" w:author=\"tigang\"><w:r>{T}二、&amp;</w:t></w:r></w:ins><w:r>{T}丙</w:t></w:r></w:p>"
        ),
    );
}

#[test]
fn text_is_put_in_and_taken_out() {
    becomes(
        &format!("<w:p><w:r>{T}一认识</w:t></w:r></w:p>"),
        &[("认", "、认")],
        &format!("<w:p><w:r>{T}一、认识</w:t></w:r></w:p>"),
        &format!(
            "<w:p><w:r>{T}一</w:t></w:r><w:del w:id=\"1\" w:author=\"tigang\"><w:r><w:delText xml:space=\"preserve\">认</w:delText></w:r></w:del>\
             <w:ins w:id=\"2\" w:author=\"tigang\"><w:r>{T}、认</w:t></w:r></w:ins><w:r>{T}识</w:t></w:r></w:p>"
        ),
    );
    let docx = Docx::new(p("", "一认识") + &p("", "末"));
    let bytes = docx.bytes();
    let source_of = source(&bytes);
    for (at, wanted) in [(0, "、一认识\n末\n"), (3, "一、认识\n末\n"), (9, "一认识、\n末\n"), (10, "一认识\n、末\n")]
    {
        for track_changes in [false, true] {
            let edits = [Edit::new(Span::new(at, at), "、")];
            let new = write(&bytes, &source_of, &edits, &WriteOptions { track_changes }).expect("it can be written");
            assert_eq!(source(&new).text(), wanted);
        }
    }
}

#[test]
fn signs_that_are_elements_are_replaced_as_a_whole() {
    becomes(
        &format!("<w:p><w:r>{T}1.</w:t><w:tab/>{T}甲</w:t></w:r></w:p>"),
        &[("\t", "")],
        &format!("<w:p><w:r>{T}1.</w:t>{T}甲</w:t></w:r></w:p>"),
        &format!(
            "<w:p><w:r>{T}1.</w:t></w:r><w:del w:id=\"1\" w:author=\"tigang\"><w:r><w:tab/></w:r></w:del><w:r>{T}甲</w:t></w:r></w:p>"
        ),
    );
    let docx = Docx::new(format!("<w:p><w:r>{T}1.</w:t><w:tab/>{T}甲</w:t></w:r></w:p>"));
    for track in [false, true] {
        for (old, new, wanted) in [("\t", "、", "1.、甲\n"), (".\t甲", "，乙", "1，乙\n"), ("1.\t", "", "甲\n")]
        {
            assert_eq!(source(&written(&docx, &[(old, new)], track).expect("it can be written")).text(), wanted);
        }
    }
}

#[test]
fn what_is_put_into_an_insertion_is_part_of_it() {
    becomes(
        &format!("<w:p><w:ins w:id='4' w:author='甲'><w:r>{T}三、育苗</w:t></w:r></w:ins></w:p>"),
        &[("三", "二")],
        &format!("<w:p><w:ins w:id='4' w:author='甲'><w:r>{T}二、育苗</w:t></w:r></w:ins></w:p>"),
        &format!(
            "<w:p><w:ins w:id='4' w:author='甲'><w:r>{T}</w:t></w:r>\
             <w:del w:id=\"5\" w:author=\"tigang\"><w:r><w:delText xml:space=\"preserve\">三</w:delText></w:r></w:del>\
             <w:r>{T}二</w:t></w:r><w:r>{T}、育苗</w:t></w:r></w:ins></w:p>"
        ),
    );
}

#[test]
fn several_edits_are_made_at_once() {
    let docx = Docx::new(p("", "一、甲二、乙") + &p("", "三、丙"));
    for track in [false, true] {
        let new = written(&docx, &[("一", "壹"), ("二、", "贰."), ("丙", "丁")], track).expect("it can be written");
        assert_eq!(source(&new).text(), "壹、甲贰.乙\n三、丁\n");
    }
}

#[test]
fn all_other_parts_stay_as_they_are_and_where_they_are() {
    let docx = Docx::new(p("", "三、认识")).styles("").part("header", "h", &p("", "页眉"));
    let (old, new) = (docx.bytes(), written(&docx, &[("三", "二")], false).expect("it can be written"));
    for (old, new) in unzipped(&old).into_iter().zip(unzipped(&new)) {
        assert_eq!(old.0, new.0);
        assert!(old.1 == new.1 || old.0 == "word/document.xml", "{}", old.0);
    }
    assert_eq!(unzipped(&old).len(), unzipped(&new).len());
}

#[test]
fn what_nobody_typed_is_not_edited() {
    let numbering = scheme(0, &lvl(0, "chineseCounting", "%1、", "")) + &list(1, 0, "");
    let note = format!("<w:footnote w:id='2'>{}</w:footnote>", p("", "脚注"));
    let body = p(&num(1, 0), "自动")
        + &p("", "末段")
        + &format!("<w:p><w:r>{T}甲</w:t><w:br/>{T}乙</w:t><w:footnoteReference w:id='2'/></w:r></w:p>")
        + "<w:p><m:oMath><m:r><m:t>式</m:t></m:r></m:oMath><w:r><w:t>半<!-- --></w:t></w:r></w:p>";
    let docx = Docx::new(body).numbering(&numbering).part("footnotes", "footnotes", &note);
    let error = |old: &str, new: &str| written(&docx, &[("末段", "末"), (old, new)], false).err();
    let untyped = |line: u32, what: Untyped| Some(WriteError::Untyped { line, what });
    assert_eq!(error("一、", "二、"), untyped(1, Untyped::Numbering));
    assert_eq!(error(" 自动", "自动"), untyped(1, Untyped::Numbering));
    assert_eq!(error("甲\n", "甲"), untyped(3, Untyped::LineEnd));
    assert_eq!(error("甲", "甲\n"), untyped(3, Untyped::LineEnd));
    assert_eq!(error("脚", "注"), untyped(6, Untyped::Beside));
    assert_eq!(error("式", "公"), untyped(5, Untyped::Sign));
    assert_eq!(error("半", "全"), untyped(5, Untyped::Sign));
    assert_eq!(
        untyped(1, Untyped::Numbering).map(|error| error.message(Lang::Zh)).as_deref(),
        Some("第 1 行要改的是自动编号：未改动，请在原程序里修改")
    );
    let other = Docx::new(p("", "别的"));
    let source = source(&docx.bytes());
    assert_eq!(write(&other.bytes(), &source, &[], &WriteOptions::default()), Err(WriteError::Changed));
}

#[test]
fn elements_with_other_prefixes_are_written_with_theirs() {
    let mut parts = Docx::new(p("", "三、认识")).parts();
    for (_, text) in &mut parts {
        *text = text.replace("w:", "字:").replace(":w=", ":字=");
    }
    let bytes = zipped(&parts);
    let read = source(&bytes);
    let edits = [edit(&read, "三", "二")];
    let new = write(&bytes, &read, &edits, &WriteOptions { track_changes: true }).expect("it can be written");
    assert_eq!(source(&new).text(), "二、认识\n");
    assert!(document(&new).contains("<字:ins 字:id=\"2\""));
}
