//! Snippets: a fault with its line, its place marked below, and remarks under it.
//!
//! ```text
//! error[numbering-gap]: numbering gap: expected “三、”, found “四、”
//!   --> speech.txt:12:1
//!    |
//! 12 | 四、保障肥料
//!    | ^^^^
//!    |
//!    = help: write “三、” for “四、”
//! ```
//!
//! Knows lines and columns of a terminal; knows no diagnostic.

use std::fmt::{self, Display, Formatter};
use std::ops::Range;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthChar;

/// What a snippet shows.
pub(super) struct Snippet<'a> {
    /// What kind of fault it is, and how that is coloured.
    pub(super) level: (&'a str, AnsiColor),
    /// The name of the fault.
    pub(super) id: &'a str,
    /// What is wrong.
    pub(super) title: &'a str,
    /// Where: path, line, column.
    pub(super) place: (&'a str, u32, u32),
    /// The line, or what is shown of it.
    pub(super) text: &'a str,
    /// The bytes of it that are marked.
    pub(super) marked: Range<usize>,
    /// What is said below it, each with its label.
    pub(super) remarks: Vec<(&'a str, String)>,
    /// Whether to write ANSI styles.
    pub(super) styled: bool,
}

impl Display for Snippet<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let style = |color: Option<AnsiColor>| match (self.styled, color) {
            (true, color) => Style::new().bold().fg_color(color.map(Into::into)),
            (false, _) => Style::new(),
        };
        let (level, bold, frame) = (style(Some(self.level.1)), style(None), style(Some(AnsiColor::BrightBlue)));
        let ((path, line, column), bar) = (self.place, format!("{frame}|{frame:#}"));
        let room = line.ilog10() as usize + 1;
        let (name, id, title) = (self.level.0, self.id, visible(self.title));
        writeln!(f, "{level}{name}[{id}]{level:#}{bold}: {}{bold:#}", title.trim_end())?;
        writeln!(f, "{:room$}{frame}--> {frame:#}{path}:{line}:{column}", "")?;
        writeln!(f, "{:room$} {bar}", "")?;
        writeln!(f, "{}", format_args!("{frame}{line}{frame:#} {bar} {}", visible(self.text)).to_string().trim_end())?;
        let width = |text: Option<&str>| text.unwrap_or_default().chars().map(width).sum::<usize>();
        let (before, marked) = (width(self.text.get(..self.marked.start)), width(self.text.get(self.marked.clone())));
        let carets = "^".repeat(marked.max(1));
        write!(f, "{:room$} {bar} {:before$}{level}{carets}{level:#}", "", "")?;
        if !self.remarks.is_empty() {
            write!(f, "\n{:room$} {bar}", "")?;
        }
        for (label, remark) in &self.remarks {
            let remark = visible(remark);
            write!(f, "\n{:room$} {frame}= {frame:#}{bold}{label}{bold:#}: {}", "", remark.trim_end())?;
        }
        Ok(())
    }
}

/// A text without what would move the cursor or turn the line around.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push_str("    "),
            '\u{0}'..='\u{1f}' => out.extend(char::from_u32(0x2400 + c as u32)),
            '\u{7f}' => out.push('\u{2421}'),
            '\u{200d}' => {}
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

/// How many columns a character takes as it is shown.
fn width(c: char) -> usize {
    match c {
        '\t' => 4,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => 1,
        _ => c.width().unwrap_or(1),
    }
}
