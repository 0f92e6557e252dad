//! A speech as a Word document.

use crate::common::docx::{Docx, list, lvl, num, p, scheme, style};
use crate::common::row::{Row, rows};
use crate::common::{Parsed, Text};
use crate::{lines, titles};

/// Each line a paragraph, its number typed.
pub(crate) fn typed(text: &Text, parsed: &Parsed) -> Vec<u8> {
    let titles = titles(parsed);
    let paragraph = |line: &str| p(properties(&titles, line), &escaped(line));
    Docx::new(lines(&text.text).map(paragraph).collect::<String>()).styles(&styles()).bytes()
}

/// Each line a paragraph, its number written by a list of several levels, as people make it; `None` where Word has no such
/// list.
pub(crate) fn numbered(parsed: &Parsed) -> Option<Vec<u8>> {
    let rows = rows(parsed);
    let titles = titles(parsed);
    let opens: Vec<&Row> = rows.iter().filter(|row| row.column == first_column(parsed, row.line)).collect();
    let mut levels: Vec<(usize, Level)> = Vec::new();
    let mut counts: Vec<u32> = Vec::new();
    for row in opens.iter().filter(|row| row.marker.is_some()) {
        let level = Level::of(row.marker.as_deref()?, row.ordinal?)?;
        match levels.iter().find(|(depth, _)| *depth == row.depth) {
            Some((_, known)) if *known != level => return None,
            Some(_) => {}
            None => levels.push((row.depth, level)),
        }
        counts.resize(row.depth + 1, 0);
        counts[row.depth] += 1;
        if counts[row.depth] != row.ordinal? {
            return None;
        }
    }
    levels.sort_by_key(|(depth, _)| *depth);
    if levels.is_empty() || levels.len() > 9 {
        return None;
    }
    let place = |depth: usize| levels.iter().position(|level| level.0 == depth).and_then(|i| u8::try_from(i).ok());
    let paragraph = |line: u32| {
        let whole = parsed.source.line(line).of(parsed.source.text());
        let whole = tigang::text::trim(whole);
        if whole.is_empty() {
            return String::new();
        }
        let marked = opens.iter().find(|row| row.line == line + 1).filter(|row| row.marker.is_some());
        let Some(row) = marked else { return p(properties(&titles, whole), &escaped(whole)) };
        let rest = &whole[row.marker.as_deref().unwrap_or_default().len()..];
        p(&num(1, place(row.depth).unwrap_or(0)), &escaped(tigang::text::trim(rest)))
    };
    let body: String = (0..parsed.source.lines()).map(paragraph).collect();
    let inner: String = levels.iter().zip(0u8..).map(|((_, level), i)| level.written(i)).collect();
    Some(Docx::new(body).styles(&styles()).numbering(&(scheme(0, &inner) + &list(1, 0, ""))).bytes())
}

/// The column of the first character of a line that is no blank.
fn first_column(parsed: &Parsed, line: u32) -> u32 {
    let whole = parsed.source.line(line - 1).of(parsed.source.text());
    let blanks = whole.chars().take_while(|&c| tigang::text::is_blank(c)).count();
    u32::try_from(blanks).expect("a line is short") + 1
}

/// How a level of a list writes its numbers.
#[derive(Debug, PartialEq, Eq)]
struct Level {
    before: String,
    format: &'static str,
    after: String,
}

/// A format of Word, and which characters its numbers have.
type Form = (&'static str, fn(char) -> bool);

const HAN: &str = "一二三四五六七八九十百零";

impl Level {
    /// The level that writes a marker with that number.
    fn of(marker: &str, ordinal: u32) -> Option<Self> {
        let forms: [Form; 4] = [
            ("chineseCountingThousand", |c| HAN.contains(c)),
            ("decimal", |c| c.is_ascii_digit()),
            ("decimalFullWidth", |c| ('０'..='９').contains(&c)),
            ("decimalEnclosedCircle", |c| ('①'..='⑩').contains(&c)),
        ];
        let (format, is) = forms.into_iter().find(|(_, is)| marker.contains(*is))?;
        let start = marker.find(is)?;
        let end = marker.rfind(is).and_then(|last| Some(last + marker[last..].chars().next()?.len_utf8()))?;
        let (before, after) = (marker[..start].to_owned(), marker[end..].to_owned());
        // 1.1 has two numbers, 二十 is written otherwise by some, and what is none of these forms is left alone.
        let one = marker[start..end].chars().all(is) && ordinal < 20;
        one.then_some(Self { before, format, after })
    }

    fn written(&self, level: u8) -> String {
        let text = format!("{}%{}{}", self.before, level + 1, self.after);
        lvl(level, self.format, &escaped(&text), "<w:suff w:val='nothing'/>")
    }
}

fn properties<'a>(titles: &[String], line: &str) -> &'a str {
    if titles.iter().any(|title| title == line) { "<w:pStyle w:val='T'/>" } else { "" }
}

fn styles() -> String {
    style("T", "Title", "")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&apos;")
}
