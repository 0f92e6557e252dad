//! The text of documents: what is shown of it, in which order, and what is known of each line.

use super::common::docx::{Docx, list, lvl, num, p, r, scheme, style, zipped};
use super::{source, told};
use tigang::lang::Lang;
use tigang::read::{DocxError, ReadError, ReadOptions, by_bytes, read};

/// The lines of a body, with what is known of them.
fn lines(body: &str) -> Vec<String> {
    told(&source(&Docx::new(body).bytes()))
}

fn runs(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

#[test]
fn runs_are_joined_and_breaks_shown() {
    assert_eq!(lines(&runs(&(r("（") + &r("三") + &r("）手工")))), ["（三）手工"]);
    let breaks = "<w:r><w:t>1.</w:t><w:tab/><w:t>一</w:t><w:br/><w:t>二</w:t><w:br w:type='page'/><w:cr/><w:t>3</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>4</w:t></w:r>";
    assert_eq!(lines(&runs(breaks)), ["1.\t一", "二", "3-4"]);
    assert_eq!(
        lines(&runs("<w:r><w:t> 一 \n 二 </w:t><w:t xml:space='preserve'> 三&#13;&amp;</w:t></w:r>")),
        ["一   二 三 &"]
    );
    assert_eq!(lines(&(p("", "") + &p("", "一"))), ["", "一"]);
}

#[test]
fn revisions_are_shown_as_accepted() {
    let body = runs(
        "<w:del><w:r><w:delText>一</w:delText><w:t>旧</w:t></w:r></w:del><w:ins><w:r><w:t>二、</w:t></w:r></w:ins>\
         <w:moveFrom><w:r><w:t>甲</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>乙</w:t></w:r></w:moveTo>",
    );
    assert_eq!(lines(&body), ["二、乙"]);
    // The end of the first paragraph is deleted: both are one, and what the second says of itself holds.
    let joined = p("<w:rPr><w:del/></w:rPr>", "前") + &p("<w:jc w:val='right'/>", "后") + &p("", "末");
    assert_eq!(lines(&joined), ["前后 | end", "末"]);
    assert_eq!(lines(&p("<w:rPr><w:del/></w:rPr>", "独")), ["独"]);
    let row = |more: &str| format!("<w:tr>{more}<w:tc>{}</w:tc></w:tr>", p("", "格"));
    assert_eq!(lines(&format!("<w:tbl>{}{}</w:tbl>", row("<w:trPr><w:del/></w:trPr>"), row(""))), ["格"]);
}

#[test]
fn hidden_text_is_not_shown() {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>";
    assert_eq!(lines(&runs(&(hidden.to_owned() + &r("明")))), ["明"]);
    let whole = format!("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{hidden}</w:p>");
    assert_eq!(lines(&(whole + &p("", "明"))), ["明"]);
}

#[test]
fn fields_show_their_result() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let field = |instruction: &str, result: &str| {
        mark("begin")
            + &format!("<w:r><w:instrText>{instruction}</w:instrText></w:r>")
            + &mark("separate")
            + &r(result)
            + &mark("end")
    };
    assert_eq!(lines(&runs(&(r("见") + &field("REF a", "第二页") + &r("。")))), ["见第二页。"]);
    let nested =
        mark("begin") + &r("暗") + &field("PAGE", "1") + &mark("separate") + &r("果") + &mark("end") + &r("后");
    assert_eq!(lines(&runs(&nested)), ["果后"]);
    assert_eq!(lines(&runs(&("<w:fldSimple w:instr='PAGE'>".to_owned() + &r("9") + "</w:fldSimple>"))), ["9"]);
    let circled = mark("begin") + "<w:r><w:instrText>eq \\o\\ac(○,21)</w:instrText></w:r>" + &mark("end");
    assert_eq!(lines(&runs(&(circled + &r("要点")))), ["㉑要点"]);
    // A field that never ends hides nothing beyond its paragraph.
    assert_eq!(lines(&(runs(&(mark("begin") + &r("暗"))) + &p("", "明"))), ["", "明"]);
}

#[test]
fn tables_of_contents_are_set_aside() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let contents = runs(
        &(mark("begin")
            + "<w:r><w:instrText> TOC \\o '1-3'</w:instrText></w:r>"
            + &mark("separate")
            + &r("一、认识 1")),
    ) + &runs(&r("二、行动 2"))
        + &runs(&(mark("end") + &r("正文")));
    assert_eq!(lines(&contents), ["一、认识 1 | contents", "二、行动 2 | contents", "正文"]);
    let endless = runs(&(mark("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>" + &mark("separate") + &r("一")));
    assert_eq!(lines(&(endless + &p("", "正文"))), ["一", "正文"]);
    let framed = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>";
    assert_eq!(
        lines(&format!("{framed}{}</w:sdtContent></w:sdt>{}", p("", "目录"), p("", "正文"))),
        ["目录 | contents", "正文"]
    );
    let styled = Docx::new(p("<w:pStyle w:val='m'/>", "总则 1")).styles(&style("m", "toc 1", ""));
    assert_eq!(told(&source(&styled.bytes())), ["总则 1 | contents"]);
}

#[test]
fn text_boxes_are_read_once_behind_their_paragraph() {
    let inside = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p("", text));
    let shape = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        inside("框内"),
        inside("框内")
    );
    assert_eq!(lines(&(runs(&(r("前") + &shape + &r("后"))) + &p("", "末"))), ["前后", "框内", "末"]);
    let old = format!("<w:r><w:pict><v:textbox>{}</v:textbox></w:pict></w:r>", inside("旧框"));
    assert_eq!(lines(&runs(&old)), ["", "旧框"]);
    let drawn = "<w:r><w:pict><v:shape><v:textpath string='某县人民政府文件'/></v:shape></w:pict></w:r>";
    assert_eq!(lines(&runs(drawn)), ["", "某县人民政府文件"]);
}

#[test]
fn what_stands_inside_of_marks_is_text() {
    let body = runs(
        "<w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>标</w:t></w:r></w:smartTag>\
         <w:sdt><w:sdtContent><w:r><w:t>控</w:t></w:r></w:sdtContent></w:sdt><w:customXml><w:r><w:t>件</w:t></w:r></w:customXml>\
         <w:r><w:ruby><w:rt><w:r><w:t>zì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r>\
         <m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath><w:r><w:sym w:font='Wingdings' w:char='F0FC'/><w:sym w:font='宋体' w:char='4E00'/></w:r>",
    );
    assert_eq!(lines(&body), ["链标控件字x=1✓一"]);
    assert_eq!(lines(&p("", "\u{f06c}\u{a0}要点")), ["\u{f06c}\u{a0}要点"]);
}

#[test]
fn notes_and_margins_stand_behind_the_text() {
    let note = |id: u32, text: &str| format!("<w:footnote w:id='{id}'>{}</w:footnote>", p("", text));
    let refer = |id: u32| format!("<w:r><w:footnoteReference w:id='{id}'/></w:r>");
    let section = "<w:sectPr><w:headerReference r:id='h1'/><w:headerReference r:id='h2'/><w:footerReference r:id='f1'/></w:sectPr>";
    let docx = Docx::new(
        runs(&(r("甲") + &refer(3) + &refer(2) + "<w:r><w:commentReference w:id='0'/></w:r>"))
            + &runs(&(r("乙") + &refer(2)))
            + section,
    )
    .part("footnotes", "footnotes", &(note(2, "注二") + &note(3, "注三") + &note(0, "分隔")))
    .part("header", "h1", &p("", "某市文件"))
    .part("header", "h2", &p("", "某市文件"))
    .part("footer", "f1", &(p("", "— 1 —") + &p("", "")))
    .part("comments", "comments", &format!("<w:comment w:id='0'>{}</w:comment>", p("", "请核")));
    assert_eq!(
        told(&source(&docx.bytes())),
        ["甲", "乙", "某市文件 | header", "— 1 — | footer", "注三 | footnote", "注二 | footnote", "请核 | comment"]
    );
}

#[test]
fn tables_of_data_are_kept_and_those_of_text_are_text() {
    let table = |rows: &[&[&str]]| {
        let cell = |text: &&str| format!("<w:tc>{}</w:tc>", p("", text));
        let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
        format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
    };
    assert_eq!(
        lines(&(table(&[&["单位", "人数"], &["一、某局", ""], &["二、某处", "12"]]) + &p("", "后"))),
        [
            "单位 | verbatim",
            "人数 | verbatim | goes on",
            "一、某局 | verbatim | goes on",
            "二、某处 | verbatim | goes on",
            "12 | verbatim | goes on",
            "后"
        ]
    );
    let long = "各单位要按照职责分工，把任务落实到人、落实到位，及时报告进展情况，遇到困难要提前说明，不得拖延推诿。";
    assert_eq!(lines(&table(&[&["要求", long]])), ["要求", long]);
    assert_eq!(lines(&table(&[&["一、认识"], &["二、行动"]])), ["一、认识", "二、行动"]);
    // What stands beside its label is text where it has several paragraphs.
    let agenda = [
        "一、通报",
        "上半年平安无事，各组按时报送了台账，没有漏报迟报。",
        "二、部署",
        "下半年先查电路，再查水管，查到问题当场改，改不了的挂牌，由组长每周来看一次。",
    ];
    let cell: String = agenda.iter().map(|line| p("", line)).collect();
    let beside = |left: &str| format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{cell}</w:tc></w:tr></w:tbl>", p("", left));
    let mut wanted = vec!["会议内容 | verbatim"];
    wanted.extend(agenda);
    assert_eq!(lines(&(table(&[&["时间", "七月", "地点"]]) + &beside("会议内容")))[3..], wanted);
    // In a grid, long cells are data too; a form has one wide cell for the text.
    let form = table(&[&["1", long, "各户"], &["一、认识"], &[long], &["签发", "校对", "份数"]]);
    assert_eq!(
        lines(&form),
        [
            "1 | verbatim".to_owned(),
            format!("{long} | verbatim | goes on"),
            "各户 | verbatim | goes on".to_owned(),
            "一、认识 | verbatim | goes on".to_owned(),
            long.to_owned(),
            "签发 | verbatim".to_owned(),
            "校对 | verbatim | goes on".to_owned(),
            "份数 | verbatim | goes on".to_owned(),
        ]
    );
}

#[test]
fn lines_tell_how_they_are_set() {
    let run = |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    let font = |name: &str| format!("<w:rFonts w:eastAsia='{name}'/>");
    let body = [
        p("<w:pStyle w:val='t'/><w:jc w:val='center'/>", "讲话"),
        runs(&run(&font("黑体"), "一、认识")),
        runs(&run(&(font("楷体_GB2312") + "<w:b/>"), "（一）意义")),
        runs(&run("<w:b/>", "1.要点")),
        runs(&(run("<w:b/>", "半粗") + &r("其余都是正文，照常排印，不加粗，占去大半篇幅，因此粗体才有意义。"))),
        p("<w:jc w:val='end'/>", "某年某月"),
    ]
    .concat();
    let docx = Docx::new(body).styles(&style("t", "Title", "<w:pPr><w:outlineLvl w:val='0'/></w:pPr>"));
    assert_eq!(
        told(&source(&docx.bytes())),
        [
            "讲话 | title | centre",
            "一、认识 | hei",
            "（一）意义 | kai",
            "1.要点 | bold",
            "半粗其余都是正文，照常排印，不加粗，占去大半篇幅，因此粗体才有意义。",
            "某年某月 | end",
        ]
    );
    // Where all is bold, or in Hei, that says nothing.
    let bold = runs(&run("<w:b/>", "一、认识")) + &runs(&run("<w:b/>", "正文也一样"));
    assert_eq!(lines(&bold), ["一、认识", "正文也一样"]);
}

#[test]
fn typefaces_of_themes_and_defaults_are_known() {
    let theme = "<a:themeElements xmlns:a='a'><a:fontScheme><a:majorFont><a:ea typeface='黑体'/></a:majorFont>\
        <a:minorFont><a:ea typeface='仿宋'/></a:minorFont></a:fontScheme></a:themeElements>";
    let body = "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsiaTheme='minorEastAsia'/></w:rPr></w:rPrDefault></w:docDefaults>";
    let heading = style("1", "heading 1", "<w:rPr><w:rFonts w:eastAsiaTheme='majorEastAsia'/></w:rPr>");
    let docx = Docx::new(p("<w:pStyle w:val='1'/>", "一、认识") + &p("", "正文在这里，比标题长得多。"))
        .styles(&(body.to_owned() + &heading))
        .part("theme", "theme", theme);
    assert_eq!(told(&source(&docx.bytes())), ["一、认识 | H1 | hei", "正文在这里，比标题长得多。"]);
}

#[test]
fn places_in_lists_are_told() {
    let numbering = scheme(0, &(lvl(0, "chineseCounting", "%1、", "") + &lvl(1, "bullet", "•", ""))) + &list(1, 0, "");
    let docx = Docx::new(p(&num(1, 0), "认识") + &p(&num(1, 1), "要点") + &p("", "正文")).numbering(&numbering);
    let source = source(&docx.bytes());
    assert_eq!(told(&source), ["一、 认识 | L1", "• 要点 | L2", "正文"]);
    assert_eq!((source.origin().format, source.origin().path.as_str()), ("docx", "讲话.docx"));
}

#[test]
fn a_document_is_known_by_its_bytes() {
    let docx = Docx::new(p("", "一"));
    let name = |bytes: &[u8]| by_bytes(bytes).map(|format| format.name);
    assert_eq!(name(&docx.bytes()), Some("docx"));
    assert_eq!(name(&docx.clone().strict().bytes()), Some("docx"));
    let whole = docx.bytes();
    assert_eq!(name(&whole[..whole.len() - 1]), Some("docx"));
    // A workbook into which a document is put is none, though it speaks of one.
    let mut workbook = docx.parts();
    for (name, text) in &mut workbook {
        *name = name.replace("word/document.xml", "xl/workbook.xml");
        *text = text
            .replace("word/document.xml", "xl/workbook.xml")
            .replace("wordprocessingml.document.main", "spreadsheetml.sheet.main")
            .replace("<Default Extension='xml'", "<Default Extension='docx' ContentType='application/x.wordprocessingml.document'/><Default Extension='xml'");
    }
    assert_eq!(name(&zipped(&workbook)), None);
    assert_eq!(name(&zipped(&[("a.txt".to_owned(), "一".to_owned())])), None);
    assert_eq!(name("一、".as_bytes()), None);
    assert_eq!(name(b"PK\x03\x04"), None);
}

#[test]
fn each_fault_is_one_message_that_says_what_to_do() {
    let error = |bytes: &[u8]| match read(bytes, "讲话.docx", &ReadOptions::default()) {
        Err(ReadError::Docx(error)) => error,
        other => panic!("{other:?}"),
    };
    let docx = Docx::new(p("", "一"));
    let with = |name: &str, text: String| {
        let mut parts = docx.parts();
        parts.iter_mut().find(|part| part.0 == name).expect("it is there").1 = text;
        zipped(&parts)
    };
    let main = "word/document.xml".to_owned();
    assert_eq!(error(b""), DocxError::Empty);
    assert_eq!(error("一、".as_bytes()), DocxError::Foreign);
    assert_eq!(error(&docx.bytes()[..200]), DocxError::Damaged(None));
    let mut ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    assert_eq!(error(&ole), DocxError::Older);
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(error(&ole), DocxError::Encrypted);
    assert_eq!(error(&zipped(&[("xl/workbook.xml".to_owned(), "<a/>".to_owned())])), DocxError::NoDocument);
    assert_eq!(error(&with(&main, "<a/>".to_owned())), DocxError::NoDocument);
    assert_eq!(
        error(&with(&main, "<a>\n</b>".to_owned())),
        DocxError::Malformed { part: main.clone(), line: 2, column: 1 }
    );
    assert_eq!(error(&with(&main, "<a>".repeat(1_000_000))), DocxError::TooDeep(main.clone()));
    assert_eq!(error(&with(&main, " ".repeat(20 << 20))), DocxError::TooLarge(main.clone()));
    let mut spoilt = docx.bytes();
    let start = spoilt.windows(17).position(|window| window == main.as_bytes()).expect("its name is there");
    spoilt[start + 17..start + 60].fill(0xff);
    assert_eq!(error(&spoilt), DocxError::Damaged(Some(main)));
    for (error, zh) in [
        (DocxError::Empty, "文件是空的（0 字节）：请重新下载或复制"),
        (DocxError::Encrypted, "Word 文档有打开密码：请用 Word 或 WPS 打开，取消密码后另存"),
    ] {
        assert_eq!(error.message(Lang::Zh), zh);
    }
    assert_eq!(
        DocxError::Malformed { part: "word/styles.xml".to_owned(), line: 2, column: 7 }.to_string(),
        "word/styles.xml is no XML at line 2, column 7: have Word repair the document"
    );
}
