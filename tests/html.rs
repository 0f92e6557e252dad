//! Web pages: what of them becomes text, what is known of each line, and that no bytes are too much.
//!
//! A row is a line of the page as it is shown: what is known of it beyond its characters, and ` | ` with the text.

#[path = "common/clock.rs"]
mod clock;
mod common;

use std::path::Path;

use common::diff::diff;
use common::row::rows as rows_of;
use common::{Parsed, Text, at};
use tigang::document::Kind;
use tigang::hint::{Face, Hint, Part, Side};
use tigang::lang::Lang;
use tigang::read::{HtmlError, ReadError, ReadOptions, by_name, read};
use tigang::{Grammar, Source};

fn page(html: &str) -> Source {
    let options = ReadOptions { format: by_name("html"), ..ReadOptions::default() };
    read(html.as_bytes(), "页.html", &options).unwrap_or_else(|error| panic!("{html}: {error}"))
}

fn rows(html: &str) -> Vec<String> {
    let source = page(html);
    (0..if source.text().is_empty() { 0 } else { source.lines() }).map(|line| row(&source, line)).collect()
}

fn row(source: &Source, line: u32) -> String {
    let Hint { part, depth, face, side, item, goes_on, .. } = source.hint(line);
    let mut known = Vec::new();
    match part {
        Part::Text => {}
        Part::Title => known.push("title".to_owned()),
        Part::Verbatim => known.push("verbatim".to_owned()),
        Part::Furniture(furniture) => known.push(furniture.reason().to_owned()),
    }
    known.extend((depth > 0).then(|| format!("h{depth}")));
    known.extend((face != Face::Text).then(|| format!("{face:?}").to_lowercase()));
    known.extend((side != Side::Start).then(|| format!("{side:?}").to_lowercase()));
    known.extend((item > 0).then(|| format!("item{item}")));
    known.extend(goes_on.then(|| "on".to_owned()));
    let written = source.written(line);
    known.extend((!written.is_empty()).then(|| format!("[{}]", written.of(source.text()))));
    known.push(format!("| {}", source.line(line).of(source.text())));
    known.join(" ")
}

#[test]
fn lines_are_those_that_a_browser_shows() {
    let found = rows(
        "<p>同志们：<p>\n  提高\n  认识，<b>真</b>抓&nbsp;实干<br>不<wbr>松\u{ad}劲\n<div>一<div>二</div>三</div>\
         <p>&#12288;&#12288;首行缩进&lt;两&gt;格 <q>好</q><rp>(</rp><ruby>提<rt>tí</rt></ruby>纲<script>var a</script>\
         <img alt=图><textarea>填</textarea><p><p>&nbsp;<pre>第一行\n  第二行，好。</pre>",
    );
    assert_eq!(
        found,
        [
            "| 同志们：",
            "| 提高认识，真抓\u{a0}实干",
            "| 不松劲",
            "| 一",
            "| 二",
            "| 三",
            "| 　　首行缩进<两>格 “好”提纲",
            "navigation | 填",
            "| 第一行",
            "|   第二行，好。",
        ]
    );
}

#[test]
fn broken_nesting_is_mended_as_browsers_do() {
    let found =
        rows("<html><body><div><p>一、甲<p>二、乙<br>三、丙<table><tr><td>四、丁<td>五、戊</table><p>六、己</div>");
    assert_eq!(found, ["| 一、甲", "| 二、乙", "| 三、丙", "verbatim | 四、丁\t五、戊", "| 六、己"]);
}

#[test]
fn the_frame_of_a_page_is_furniture() {
    let text = "<p>会议的任务是总结去年，部署今年，请大家听完再议。</p>";
    let found = rows(&format!(
        "<title>在工作会议上的讲话_某某市人民政府</title><div class=top-nav><ul><li><a href=/>首页</a></ul></div>\
         <div>某某市人民政府</div><div class=box><h1>在工作会议上的讲话</h1><div>2024-03-15 来源：办公室</div>\
         <div class=TRS_Editor>{text}{text}<h2>一、去年</h2><p style='display:none'>藏着</p>{text}</div>\
         <p>责任编辑：小李</p></div><aside>推荐</aside><footer>版权所有</footer>"
    ));
    let text = "| 会议的任务是总结去年，部署今年，请大家听完再议。";
    assert_eq!(
        found,
        [
            "metadata | 在工作会议上的讲话_某某市人民政府",
            "navigation item1 | 首页",
            "navigation | 某某市人民政府",
            "h1 | 在工作会议上的讲话",
            "| 2024-03-15 来源：办公室",
            text,
            text,
            "h2 | 一、去年",
            "hidden | 藏着",
            text,
            "navigation | 责任编辑：小李",
            "navigation | 推荐",
            "footer | 版权所有",
        ]
    );
}

#[test]
fn lists_of_links_are_furniture_and_files_are_not() {
    let found = rows(
        "<p>会议定了两件事，请照办。</p><ul><li>先修路<li><a href=a>再修桥</a></ul><p>分享</p><ul><li><a href=b>微博</a></ul>\
         <p>附件</p><ul><li><a href='c.doc'>办法</a></ul><p><a href='#d'>一、</a><p><a href='#e'>二、</a><p><a href='#f'>三、</a>",
    );
    assert_eq!(
        found,
        [
            "| 会议定了两件事，请照办。",
            "item1 [• ] | • 先修路",
            "item1 [• ] | • 再修桥",
            "| 分享",
            "navigation item1 [• ] | • 微博",
            "| 附件",
            "item1 [• ] | • 办法",
            "contents | 一、",
            "contents | 二、",
            "contents | 三、",
        ]
    );
}

#[test]
fn bytes_that_are_no_character_are_told() {
    let text = "<meta charset=gb18030><p>同志们，今天讲修路。</p><p>路要修";
    let mut bytes = encoding_rs::GB18030.encode(text).0.into_owned();
    bytes.extend(b"\xff</p>");
    let source = read(&bytes, "页.html", &ReadOptions::default()).expect("nearly all of it is text");
    let damage: Vec<u32> = source.damage().iter().map(|damage| damage.bytes.start).collect();
    assert_eq!((source.origin().encoding, damage), ("GB18030", vec![u32::try_from(bytes.len() - 5).expect("small")]));
}

#[test]
fn what_readers_wrote_is_no_text() {
    let found = rows(
        "<article><h1>讲话</h1><p>会议定了两件事，一件修路，一件修桥，请大家照办。</p></article>\
         <div class=comment-list><article><p>说得好，支持。</p></article></div>",
    );
    assert_eq!(found, ["h1 | 讲话", "| 会议定了两件事，一件修路，一件修桥，请大家照办。", "comment | 说得好，支持。"]);
}

#[test]
fn a_body_that_a_script_would_show_is_text() {
    let found = rows(
        "<h1 class=rich_media_title>几点思考</h1><div id=js_content style='visibility: hidden; opacity: 0'>\
         <section><p><span>产业，是基础。</span></p><p style='display:none'>推广</p></section></div>",
    );
    assert_eq!(found, ["h1 | 几点思考", "| 产业，是基础。", "hidden | 推广"]);
}

#[test]
fn what_is_hidden_in_a_line_does_not_tear_it() {
    let found = rows("<p>要把<span style='display:none'>暗</span>工作<button>复制</button>做实。</p>");
    assert_eq!(found, ["| 要把工作做实。", "hidden | 暗", "navigation | 复制"]);
}

#[test]
fn marks_of_notes_are_no_text() {
    let found =
        rows("<p>水是<sup><a href='#note1'>[1]</a></sup>要放的，10<sup>3</sup>方。</p><p id=note1>[1] 见去年。</p>");
    assert_eq!(found, ["| 水是要放的，103方。", "footnote | [1]", "| [1] 见去年。"]);
}

#[test]
fn lists_are_numbered_as_browsers_do() {
    let found = rows(
        "<style>ol.zh { list-style: cjk-ideographic }</style><ol class=zh><li>甲<p>续</p><li>乙<ol type=a start=3><li>丙</ol></ol>\
         <ol reversed><li value=9>丁<li>戊</ol><ul><li>己<ul><li>庚<li>一、辛</ul></ul><ol style='list-style-type: none'><li>壬</ol>\
         <ol><li></li><li style='list-style-type:simp-chinese-formal'>癸</ol>",
    );
    assert_eq!(
        found,
        [
            "item1 [一、] | 一、甲",
            "item1 | 续",
            "item1 [二、] | 二、乙",
            "item2 [c. ] | c. 丙",
            "item1 [9. ] | 9. 丁",
            "item1 [8. ] | 8. 戊",
            "item1 [• ] | • 己",
            "item2 [○ ] | ○ 庚",
            "item2 | 一、辛",
            "item1 | 壬",
            "item1 [贰、] | 贰、癸",
        ]
    );
}

#[test]
fn looks_tell_something_where_most_is_set_otherwise() {
    let text = "<p>这一段很长，是正文，用的是宋体，没有加粗。</p>";
    let found = rows(&format!(
        "<div style='font-family:宋体'><p align=center>讲话</p>{text}<p><strong>一、</strong><b>认识</b></p>{text}\
         <p><span style=\"font-family:楷体_GB2312\">（一）重点。</span></p>{text}<p style='font-family:SimHei'>二、办法</p>{text}\
         <p><b>第一句。</b>后面不加粗。</p><p style='text-align:right'>某人</p></div>"
    ));
    let told: Vec<&str> = found.iter().map(String::as_str).filter(|row| !row.contains("这一段")).collect();
    assert_eq!(
        told,
        [
            "centre | 讲话",
            "bold | 一、认识",
            "kai | （一）重点。",
            "hei | 二、办法",
            "| 第一句。后面不加粗。",
            "end | 某人"
        ]
    );
    assert_eq!(rows("<b><p>都加粗，</p><p>所以不算。</p></b>"), ["| 都加粗，", "| 所以不算。"]);
}

#[test]
fn tables_of_data_are_rows_and_frames_are_text() {
    let found = rows(
        "<table><tr><th>项目<th>数<tr><td>一、甲<td><p>1</p><p>2</p><tr><td><td>3</table>\
         <table><tr><td><h2>标题</h2><td>右</table><table><tr><td>一行<tr><td>又一行</table>",
    );
    assert_eq!(
        found,
        [
            "verbatim | 项目\t数",
            "verbatim on | 一、甲\t1 2",
            "verbatim on | \t3",
            "h2 | 标题",
            "| 右",
            "| 一行",
            "| 又一行",
        ]
    );
}

#[test]
fn code_is_kept_and_a_speech_in_pre_is_text() {
    assert_eq!(rows("<pre><code>let a = 1;\n  b()</code></pre>"), ["verbatim | let a = 1;", "verbatim on |   b()"]);
    assert_eq!(rows("<pre>同志们：\n　　一、认识</pre>"), ["| 同志们：", "| 　　一、认识"]);
}

#[test]
fn word_says_which_numbers_it_wrote() {
    let found = rows(
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US><span \
         style='mso-list:Ignore'>一、<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span></span><![endif]>提高\n\
         认识<o:p></o:p></p><p><!--[if gte mso 9]><xml>x</xml><![endif]-->正文</p><div style='mso-element:footnote'><p>[1] 注</p></div>",
    );
    assert_eq!(found, ["item1 [一、\u{a0} ] | 一、\u{a0} 提高认识", "| 正文", "footnote | [1] 注"]);
}

#[test]
fn empty_elements_of_xml_hold_nothing() {
    let body = "<html><head><title>讲话</title><script src='a.js'/></head><body><p>甲<b/>，好。</p><a id='b'/><p>乙</p></body></html>";
    let found = rows(&format!("<?xml version='1.0'?>{body}"));
    assert_eq!(found, ["metadata | 讲话", "| 甲，好。", "| 乙"]);
}

#[test]
fn the_title_of_a_page_without_another_is_a_title() {
    assert_eq!(
        rows("<title>在春训班上的讲话</title><p>同志们：<p>今天讲两点。"),
        ["title | 在春训班上的讲话", "| 同志们：", "| 今天讲两点。"]
    );
}

/// A page with a little of everything.
const SAMPLE: &str = "<!DOCTYPE html><html><head><meta charset='utf-8'><title>讲话_某站</title><style>.a{font-weight:bold}/*x*/</style>\
    <script>if (a<b) { '</p>' }</script></head><body class=\"x\"><div id='zoom'><h1>讲话</h1><p class=a align=center>同志们：</p><!-- 注 -->\
    <ol start=3 reversed><li>甲，<li value=2>乙。<ul><li>丙</ul></ol><table border=1><tr><th>一<th>二<tr><td>三<td>四</table>\
    <p>提高&nbsp;认识&#x3000;<b><i>要</b>快</i><span style='display:none'>藏</span><a href='#a'>见下</a><br>好</p><pre><code>a\n b</code></pre>\
    <select><option>一<option>二</select><svg><title>图</title><text>字</text></svg><math><mi>x</mi></math><template><p>模</template>\
    <table><p>外</p><tr><td>内</table></div><footer>完</footer></body></html>";

/// What a damaged byte becomes.
const MARKS: &[u8] = b"<>/='\" &;-!?\n\0\xffa";

#[test]
fn every_beginning_of_a_page_is_read() {
    for end in (0..SAMPLE.len()).filter(|&end| SAMPLE.is_char_boundary(end)) {
        for part in [&SAMPLE[..end], &SAMPLE[end..]] {
            let read =
                read(part.as_bytes(), "页.html", &ReadOptions { format: by_name("html"), ..ReadOptions::default() });
            assert!(matches!(read, Ok(_) | Err(ReadError::Html(HtmlError::Script))), "{part}");
        }
    }
}

#[test]
fn damaged_pages_are_read() {
    let pieces: Vec<&str> = SAMPLE.split_inclusive(['>', '=', ' ']).collect();
    let grammar = Grammar::builtin();
    let mut chance = 20_261_122_u64;
    let mut next = |below: usize| {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        usize::try_from(chance % below as u64).expect("it is below a size")
    };
    for _ in 0..10_000 {
        let mut bytes: Vec<u8> = if next(2) == 0 {
            SAMPLE.into()
        } else {
            (0..next(60)).flat_map(|_| pieces[next(pieces.len())].bytes()).collect()
        };
        for _ in 0..next(12) {
            let place = next(bytes.len() + 1);
            let mark = MARKS[next(MARKS.len())];
            match next(3) {
                0 if place < bytes.len() => bytes[place] = mark,
                1 if place < bytes.len() => drop(bytes.remove(place)),
                _ => bytes.insert(place, mark),
            }
        }
        let options = ReadOptions { format: by_name("html"), ..ReadOptions::default() };
        if let Ok(source) = read(&bytes, "页.html", &options) {
            let document = tigang::parse(&source, &grammar);
            assert_eq!(document.verify(&source), Ok(()));
        }
    }
}

#[test]
fn a_million_elements_inside_one_another_are_read() {
    let source = page(&format!("{}<p>好。", "<div>".repeat(1_000_000)));
    assert_eq!(source.text(), "好。\n");
}

/// Makes a page of so many pieces.
type Make = fn(usize) -> String;

/// What makes a parser of pages slow, deep or large, in any size.
const WORST: &[(&str, Make)] = &[
    ("<div>", |n| "<div>".repeat(n)),
    ("<div> with text", |n| "<div>好，".repeat(n)),
    ("<div> and back", |n| format!("{}好{}", "<div>".repeat(n), "</div>".repeat(n))),
    ("paragraphs that are never closed", |n| "<p>好，".repeat(n)),
    ("<b> that are never closed", |n| (0..n).map(|i| format!("<p><b id={i}>好")).collect()),
    ("<font> that are never closed", |n| (0..n).map(|i| format!("<p><font class=a{i} face=b>好</p>")).collect()),
    ("links in links", |n| "<a href=a><div>".repeat(n)),
    ("tables in tables", |n| "<table><tr><td>好，".repeat(n)),
    ("text where no text may be", |n| format!("<table>{}", "<p>好<tr>".repeat(n))),
    ("lists in lists", |n| "<ol><li>".repeat(n)),
    ("attributes", |n| format!("<p {}>好", (0..n).map(|i| format!("a{i} ")).collect::<String>())),
    ("attributes of an end", |n| format!("<p>好</p {}>", (0..n).map(|i| format!("a{i}=1 ")).collect::<String>())),
    ("the same page again", |n| (0..n).map(|i| format!("<html a{i}=1><body b{i}=2>")).collect()),
    ("classes", |n| format!("<style>.a{{color:red}}</style><p class='{}'>好", "a ".repeat(n))),
    ("rules", |n| {
        format!("<style>{}</style><p>好", (0..n).map(|i| format!(".a{i},p{{font-weight:bold}}")).collect::<String>())
    }),
    ("names that nobody knows", |n| (0..n).map(|i| format!("<x{i}>")).collect()),
    ("&", |n| "&am".repeat(n)),
    ("<", |n| "<".repeat(n)),
    ("<!--", |n| "<!--".repeat(n)),
    ("</", |n| "</x".repeat(n)),
    ("one script", |n| format!("好<script>{}", "</scrip <!-- <script>".repeat(n))),
    ("one text", |n| "好".repeat(n * 4)),
    ("menus", |n| "<ul class=nav><li><a href=a>首页</a></ul><article>讲话，好。</article>".repeat(n)),
    ("hidden in lines", |n| format!("<p>{}", "甲<i hidden>乙</i>".repeat(n))),
    ("code in code", |n| "<pre>a".repeat(n)),
    ("<select>", |n| "<select><option>".repeat(n)),
    ("<svg>", |n| "<svg><g>".repeat(n)),
    ("<template>", |n| "<template>".repeat(n)),
];

#[test]
fn no_page_is_too_deep_and_time_grows_with_the_page() {
    let seconds = |html: &str| {
        let start = clock::now();
        page(html);
        (clock::now() - start).as_secs_f64()
    };
    for (name, make) in WORST {
        let (small, large) = (make(1_250), make(10_000));
        let quick = seconds(&small).min(seconds(&small));
        let slow = seconds(&large);
        println!("{name}: {quick:.4} s for {} bytes, {slow:.4} s for {}", small.len(), large.len());
        assert!(slow < 0.25 || slow < quick * 20.0, "{name}: {quick:.3} s, and eight times as much {slow:.3} s");
    }
}

#[test]
fn pages_without_text_say_where_it_is() {
    let error = |html: &str| {
        let error = read(html.as_bytes(), "页.html", &ReadOptions::default()).err();
        error.map(|error| [error.message(Lang::Zh), error.to_string()])
    };
    let frames = "<html><title>资料</title><frameset cols=2><frame src=menu.htm><frame src=text.htm><noframes>请升级</noframes></frameset>";
    assert_eq!(
        error(frames),
        Some([
            "是框架页，自己没有文字，正文在这些页面里：menu.htm、text.htm；请给出其中的正文页".to_owned(),
            "a page of frames without a text of its own, which stands in menu.htm, text.htm: give that page".to_owned(),
        ])
    );
    assert_eq!(
        error(
            "<!doctype html><title>讲话</title><noscript>请启用脚本</noscript><div id=app></div><script src=a.js></script>"
        ),
        Some([
            "页面里没有文字，要由脚本载入：请在浏览器里打开，等正文出现后再保存".to_owned(),
            "a page without text, which a script would load: open it in a browser and save it when the text is there"
                .to_owned(),
        ])
    );
    assert_eq!(error("<html><title>讲话</title>"), None);
}

#[test]
fn the_page_of_an_archive_is_read() {
    let archive = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----x\"\r\n\r\n\
        ------x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E4=B8=80=E3=80=81=\r\n=E5=AE=89=\r\n=E5=85=A8\r\n\
        ------x\r\nContent-Type: image/png\r\n\r\nx\r\n------x--\r\n";
    let source = read(archive.as_bytes(), "页.mht", &ReadOptions::default()).expect("it holds a page");
    assert_eq!((source.text(), source.origin().format), ("一、安全\n", "html"));
    for end in 0..archive.len() {
        let _ = read(&archive.as_bytes()[..end], "页.mht", &ReadOptions::default());
    }
    let empty = archive.replace("text/html\r\nC", "text/plain\r\nC");
    let error = read(empty.as_bytes(), "页.mht", &ReadOptions::default()).expect_err("it holds none");
    assert_eq!(error, ReadError::Html(HtmlError::NoPage));
}

/// The frame of a portal around the lines of a text.
fn framed(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let lines: String = escaped.lines().map(|line| format!("<p style='margin:0'>{line}</p>\n")).collect();
    format!(
        "<!DOCTYPE html><html><head><title>某站</title><script>var a='一、'</script></head><body><div class=header><ul>\
         <li><a href=/>首页</a><li><a href=/a>要闻</a></ul></div><div class=crumb>当前位置：<a href=/>首页</a></div>\
         <div class='pages_content'>{lines}</div><div class=related><ul><li><a href=b>别的讲话</a></ul></div>\
         <div class=footer>版权所有</div></body></html>"
    )
}

#[test]
fn a_speech_on_a_page_has_the_outline_of_its_text() {
    let grammar = Grammar::builtin();
    let mut differ = Vec::new();
    let shapes = |parsed: &Parsed| -> Vec<String> {
        let rows = rows_of(parsed).into_iter().filter(|row| row.kind != Kind::Boilerplate);
        rows.map(|row| row.shape(|text| text.split_whitespace().collect())).collect()
    };
    // Their lines are torn at a width that the blanks before them count in, and a page has no such width.
    let wrapped = ["tw-law-export-wrapped-at-thirty-two", "few-paragraphs-wrapped-with-hanging-indents"];
    for Text { name, text } in common::fixtures().into_iter().filter(|text| !wrapped.contains(&text.name.as_str())) {
        let of_text = shapes(&common::parse(&text, &grammar));
        let of_page = shapes(&common::parse_source(page(&framed(&text)), &grammar));
        let diff = diff(&of_text, &of_page);
        differ.extend((!diff.is_empty()).then(|| format!("{name}\n{diff}")));
    }
    assert!(differ.is_empty(), "{} differ\n{}", differ.len(), differ.join("\n"));
}

/// The pages of a portal: their text is what somebody else took out of them, and the outline is the same.
#[test]
fn shared_pages_have_the_outlines_of_their_texts() {
    let folder = at("../shared/real/html");
    if !folder.is_dir() {
        return println!("skipped: there is no ../shared/real/html beside the checkout");
    }
    let grammar = Grammar::builtin();
    let paths: Vec<_> =
        common::entries(&folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "html")).collect();
    for path in paths {
        let bytes = std::fs::read(&path).expect("it was listed");
        let source = read(&bytes, &path.to_string_lossy(), &ReadOptions::default()).expect("it is UTF-8");
        let of_page = outline(&source, &grammar);
        let of_text = outline(&Source::from_text(common::read(&path.with_extension("txt"))), &grammar);
        assert_eq!(of_page, of_text, "{}", name(&path));
    }
}

/// Headings and points in their order, each with its depth.
fn outline(source: &Source, grammar: &Grammar) -> Vec<String> {
    let document = tigang::parse(source, grammar);
    let mut depths: Vec<usize> = Vec::new();
    let mut out = Vec::new();
    for node in document.nodes() {
        let depth = node.parent.map_or(0, |parent| depths[parent as usize] + 1);
        depths.push(depth);
        if matches!(node.kind, Kind::Title | Kind::Heading | Kind::Point) {
            let marker = node.marker.map_or("", |marker| marker.span.of(source.text()));
            out.push(format!("{depth} {:?} {marker}{}", node.kind, document.text_of(node, source.text())));
        }
    }
    out
}

fn name(path: &Path) -> String {
    common::stem(path)
}
