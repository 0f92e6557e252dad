//! The report for people: each fault with its place in the line, what stands next to it and what would put it right,
//! and at the end how much there is.
//!
//! One place is marked in a snippet: with two on one line the carets of the second would stand wrong behind full-width
//! characters. Other places are told below it.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::format::{Checked, Format, Look};
use super::snippet::Snippet;
use super::total::Total;
use super::window::window;
use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::lang::Lang;
use crate::lint::Words;
use crate::text::visible;

/// The format `text`.
pub(super) struct Text;

impl Format for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn about(&self) -> Words {
        Words { zh: "供人阅读，标出位置", en: "for people, with the place in the line" }
    }

    fn write(&self, file: &Checked<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        file.diagnostics.iter().try_for_each(|diagnostic| snippet(diagnostic, file, look, out))
    }

    fn close(&self, total: &Total, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        if total.found() == 0 {
            return Ok(());
        }
        let style = if look.styled { Style::new().bold() } else { Style::new() };
        writeln!(out, "{style}{}{style:#}", look.lang.pick(in_chinese(total), in_english(total)))
    }
}

fn snippet(diagnostic: &Diagnostic, file: &Checked<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let lang = look.lang;
    let start = file.source.point(diagnostic.span.start);
    let (window, path) = (window(file.source, diagnostic.span), shown(name(file, lang)));
    let snippet = Snippet {
        level: (diagnostic.severity.title(lang), color(diagnostic.severity)),
        id: diagnostic.rule,
        title: &shown(diagnostic.message.of(lang)),
        place: (&path, start.line, start.column),
        text: &window.text,
        marked: window.marked,
        remarks: remarks(diagnostic, file, lang),
        styled: look.styled,
    };
    write!(out, "{snippet}\n\n")
}

/// What is told below the line.
fn remarks(diagnostic: &Diagnostic, file: &Checked<'_>, lang: Lang) -> Vec<(&'static str, String)> {
    let related = diagnostic.related.iter().map(|related| {
        let place = file.source.point(related.span.start);
        let (text, line, column) = (related.message.of(lang), place.line, place.column);
        lang.pick(format!("{text}（{line}:{column}）"), format!("{text} ({line}:{column})"))
    });
    let notes = related.chain(diagnostic.note.iter().map(|note| note.of(lang).to_owned()));
    let mut all: Vec<_> = notes.map(|text| (lang.pick("注", "note"), shown(&text))).collect();
    if let Some(fix) = &diagnostic.fix {
        let safety = match fix.safety {
            Safety::Safe => lang.pick("（可靠，--fix）", " (safe: --fix)"),
            Safety::Unsafe => lang.pick("（请核对，--fix --unsafe-fixes）", " (unsafe: --fix --unsafe-fixes)"),
        };
        all.push((lang.pick("改法", "help"), format!("{}{safety}", shown(fix.message.of(lang)))));
    }
    all
}

const fn color(severity: Severity) -> AnsiColor {
    match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::BrightBlue,
    }
}

fn name<'a>(file: &'a Checked<'_>, lang: Lang) -> &'a str {
    match file.path() {
        "-" => lang.pick("标准输入", "standard input"),
        path => path,
    }
}

/// Words of a text may hold what moves the cursor.
fn shown(text: &str) -> String {
    text.chars().map(visible).collect()
}

fn in_chinese(total: &Total) -> String {
    let counts = [(total.errors, "错误"), (total.warnings, "警告"), (total.infos, "提示")];
    let counts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} 处{what}")).collect();
    let files = format!("（检查 {} 个文件，{} 个有问题）", total.files, total.faulty);
    let files = if total.files > 1 { files.as_str() } else { "" };
    let mut line = format!("发现 {} 处问题{files}：{}", total.found(), counts.join("，"));
    line += &match (total.safe, total.risky) {
        (0, 0) => String::new(),
        (safe, 0) => format!("；{safe} 处可用 --fix 修正"),
        (0, risky) => format!("；{risky} 处可用 --fix --unsafe-fixes 修正，请核对"),
        (safe, risky) => format!("；{safe} 处可用 --fix 修正，另 {risky} 处需 --unsafe-fixes"),
    };
    line
}

fn in_english(total: &Total) -> String {
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let counts = [(total.errors, "error"), (total.warnings, "warning"), (total.infos, "info")];
    let counts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|&(n, what)| count(n, what)).collect();
    let files = if total.files > 1 { format!(" in {} of {} files", total.faulty, total.files) } else { String::new() };
    let mut line = format!("Found {}{files}: {}", count(total.found(), "fault"), counts.join(", "));
    line += &match (total.safe, total.risky) {
        (0, 0) => String::new(),
        (safe, 0) => format!("; {safe} can be fixed with --fix"),
        (0, risky) => format!("; {risky} can be fixed with --fix --unsafe-fixes"),
        (safe, risky) => format!("; {safe} can be fixed with --fix, {risky} more with --unsafe-fixes"),
    };
    line
}
