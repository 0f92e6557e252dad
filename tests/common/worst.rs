//! Inputs that are made to hurt: whatever makes a parser slow, deep or large, in any size.
//!
//! A case makes a text that grows evenly with its number. Knows what speeches look like; knows nothing of the program.

#![allow(dead_code, reason = "every test file uses its own part")]

/// Makes a text of so many pieces.
pub(crate) type Make = fn(usize) -> String;

/// A paragraph of two sentences.
pub(crate) const BODY: &str =
    "要把各项任务落到实处，把好事办好，把实事办实，让群众满意。大家的事情大家办，有话当面讲。";

/// Many lines.
pub(crate) const LINES: &[(&str, Make)] = &[
    ("一、 and nothing else", |n| "一、\n".repeat(n)),
    ("headings that count to three", |n| each(n, |i| format!("{}、抓好落实\n{BODY}\n", han(i % 3 + 1)))),
    ("six levels in turn", |n| {
        let levels = ["一、甲事\n", "（一）乙事\n", "1．丙事\n", "（1）丁事\n", "①戊事\n", "第一，己事。\n"];
        each(n, |i| levels[i % 6].to_owned())
    }),
    ("six levels that go down and come up", |n| {
        let levels = ["一、甲事\n", "（一）乙事\n", "1．丙事\n", "（1）丁事\n", "①戊事\n", "第一，己事。\n"];
        each(n, |i| levels[if i / 6 % 2 == 0 { i % 6 } else { 5 - i % 6 }].to_owned())
    }),
    ("newlines", |n| "\n".repeat(n * 8)),
    ("short lines", |n| each(n, |i| format!("关于第{}项工作的安排\n", han(i % 90 + 1)))),
    ("short lines, each another", |n| each(n, |i| format!("加强队伍{}建设\n", words(i)))),
    ("short lines with paragraphs", |n| each(n, |i| format!("加强队伍{}建设\n{BODY}\n", words(i)))),
    ("markers that are none", |n| "三、四月份的雨水\n第一书记到村\n20.5%的农户\n".repeat(n)),
    ("decimals", |n| each(n, |i| format!("{}.{}.{} 内容\n", i / 100 + 1, i / 10 % 10 + 1, i % 10 + 1))),
    ("dashes and bullets", |n| "——抓好落实工作\n• 抓好落实工作\n".repeat(n)),
    ("labels", |n| each(n, |i| format!("{}. 抓好落实，不松劲。要有成效。\n说明：{BODY}\n", i + 1))),
    ("items with paragraphs, then without", |n| {
        let item = |i: usize| format!("{}. 抓好落实，不松劲。要有成效。\n", i + 1);
        let all = each(n, |i| format!("{}{BODY}\n", item(i)));
        format!("{all}{}{}{}", item(n), item(n + 1), format!("{BODY}\n").repeat(n))
    }),
];

/// One line.
pub(crate) const ONE_LINE: &[(&str, Make)] = &[
    ("。一是", |n| format!("好{}", "。一是".repeat(n))),
    ("items that count to three", |n| format!("好。{}", each(n, |i| format!("{}是抓落实；", han(i % 3 + 1))))),
    ("（一） without a mark before it", |n| format!("好{}", each(n, |i| format!("（{}）抓落实", han(i % 9 + 1))))),
    ("items in pairs", |n| format!("好。{}", "一是抓落实，二是抓长效。".repeat(n))),
    ("no mark at all", |n| "的".repeat(n * 4)),
    ("commas", |n| "，".repeat(n * 4)),
    ("numerals", |n| "十".repeat(n * 4)),
    ("第一", |n| "第一".repeat(n)),
    ("commas in half width", |n| ",".repeat(n * 4)),
    ("quotation marks in half width", |n| "\"".repeat(n * 4)),
    ("backslashes", |n| "\\".repeat(n * 4)),
    ("control characters", |n| "\u{1}".repeat(n * 4)),
    ("opening brackets", |n| "（".repeat(n)),
    ("opening brackets with numerals", |n| "（一".repeat(n)),
    ("opening brackets in half width with numerals", |n| "(一".repeat(n)),
    ("brackets within brackets", |n| format!("{}{}", "（".repeat(n), "）".repeat(n))),
    ("1.1.1.1", |n| "1.".repeat(n)),
    ("nested quotations", |n| format!("{}{}", "“".repeat(n), "”".repeat(n))),
    ("quotations of all kinds that do not close", |n| "“《‘「『〈一、".repeat(n)),
    ("quotations that close", |n| "“一、”《二、》，".repeat(n)),
    ("一、", |n| "一、".repeat(n)),
    ("首先，", |n| "首先，".repeat(n)),
    ("一是一，", |n| format!("好{}", "，一是一，二是二".repeat(n))),
    ("candidates that all fail", |n| "三、四月份，第一书记，统一要求，".repeat(n)),
    ("blanks inside markers", |n| format!("一{}、", " ".repeat(20)).repeat(n)),
];

/// What surrounds speeches.
pub(crate) const PAGES: &[(&str, Make)] = &[
    ("a compendium", |n| each(n, |i| format!("大会发言稿 篇{}\n{}", i % 900 + 1, speech()))),
    ("pieces that all count one", |n| each(n, |_| format!("篇1\n{}", speech()))),
    ("titles that count one, each another", |n| each(n, |i| format!("在{}大会上的讲话1\n{BODY}{BODY}\n", words(i)))),
    ("speeches behind one another", |n| each(n, |i| format!("在{}大会上的讲话\n{}", words(i), speech()))),
    ("closings", |n| format!("{BODY}\n谢谢大家！\n").repeat(n)),
    ("salutations", |n| "同志们：\n".repeat(n)),
    ("dates", |n| "2023年1月1日\n".repeat(n)),
    ("names above a date", |n| format!("{BODY}\n{BODY}\n{}2023年1月1日\n", "张小川\n".repeat(n))),
    ("furniture after every paragraph", |n| format!("{BODY}{BODY}\n责任编辑：某某\n").repeat(n)),
    ("furniture after all", |n| format!("{}{}", format!("{BODY}{BODY}\n").repeat(n), "责任编辑：某某\n".repeat(n))),
    ("attachments", |n| format!("{BODY}\n附件1\n办法的通知\n").repeat(n)),
    ("tables of contents", |n| each(n, |i| format!("目录\n{}、抓好落实\n", han(i + 1)))),
    ("torn lines with items in them", |n| each(n, |i| format!("要努力，第{}点是抓落实，\n", han(i % 3 + 1)))),
    ("items before page numbers", |n| {
        let items = each(n, |i| format!("{}是抓落实；", han(i % 3 + 1)));
        format!("同志们：\n{BODY}\n好。{items}\n{}{BODY}\n{BODY}\n", "第3页\n".repeat(n))
    }),
];

/// Lists that begin again so seldom that a short one is read by the straight path and a long one is searched.
pub(crate) const SEARCHED_LATE: &[(&str, Make)] = &[
    ("headings that count to ninety-nine", |n| each(n, |i| format!("{}、抓好落实\n{BODY}\n", han(i + 1)))),
    ("items that count to ninety-nine", |n| format!("好。{}", each(n, |i| format!("{}是抓落实；", han(i + 1))))),
];

/// The pieces of all numbers below `n`.
pub(crate) fn each(n: usize, item: impl Fn(usize) -> String) -> String {
    (0..n).map(item).fold(String::new(), |mut all, item| {
        all.push_str(&item);
        all
    })
}

/// A short speech without its title.
fn speech() -> String {
    format!("同志们：\n{BODY}{BODY}\n一、抓落实\n{BODY}\n二、抓长效\n{BODY}\n谢谢大家！\n")
}

/// 一 to 九十九, and then from the beginning.
pub(crate) fn han(n: usize) -> String {
    let n = (n - 1) % 99 + 1;
    let digit = |d: usize| ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"][d];
    let tens = if n / 10 > 1 { digit(n / 10) } else { "" };
    format!("{tens}{}{}", if n >= 10 { "十" } else { "" }, digit(n % 10))
}

/// A number in words, so that no numeral tells lines apart.
fn words(mut n: usize) -> String {
    let mut out = String::new();
    while n > 0 || out.is_empty() {
        out.push_str(["东", "南", "西", "北", "山", "水", "风", "云", "林", "石"][n % 10]);
        n /= 10;
    }
    out
}
