//! Lines: the text of a page as a browser would put it down, one line for each paragraph.

use super::tree::Id;
use crate::hint::{Face, Hint};
use crate::text::is_blank;

/// A line, and what the page tells of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) hint: Hint,
    /// The node in which it begins.
    pub(super) node: Id,
    /// Whether it stands where the text of the page stands.
    pub(super) main: bool,
    /// How many characters it has, blanks not counted.
    pub(super) chars: usize,
    /// How many of them are set in each face.
    pub(super) faces: Faces,
    /// How many of them are links, and how many of these lead to another place of the page or to a file.
    pub(super) linked: usize,
    pub(super) near: usize,
    pub(super) files: usize,
    /// Whether a blank waits for the next character, and whether it was a line end.
    blank: Option<Gap>,
}

/// How many characters are set so.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Faces {
    pub(super) bold: usize,
    pub(super) kai: usize,
    pub(super) hei: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    Blank,
    LineEnd,
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// To another page.
    Away,
    /// To another place of the same page.
    Near,
    /// To a file.
    File,
}

/// How a text is set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Setting {
    pub(super) bold: bool,
    pub(super) face: Face,
    pub(super) link: Option<Link>,
    /// Whether blanks are kept as they are.
    pub(super) kept: bool,
}

impl Line {
    /// Whether nothing of it is seen.
    pub(super) const fn is_empty(&self) -> bool {
        self.chars == 0
    }

    /// Adds text that has no line end of its own, if blanks are kept.
    pub(super) fn push(&mut self, text: &str, set: Setting) {
        for c in text.chars().filter(|&c| is_seen(c)) {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c') && !set.kept {
                self.gap(c == '\n' || c == '\r');
                continue;
            }
            self.settle(c);
            self.text.push(c);
            if is_blank(c) {
                continue;
            }
            self.chars += 1;
            self.faces.bold += usize::from(set.bold);
            self.faces.kai += usize::from(set.face == Face::Kai);
            self.faces.hei += usize::from(set.face == Face::Hei);
            self.linked += usize::from(set.link.is_some());
            self.near += usize::from(set.link == Some(Link::Near));
            self.files += usize::from(set.link == Some(Link::File));
        }
    }

    /// Adds a blank, of which several are one.
    pub(super) fn gap(&mut self, line_end: bool) {
        let gap = if line_end { Gap::LineEnd } else { Gap::Blank };
        if !self.text.is_empty() && self.blank != Some(Gap::LineEnd) {
            self.blank = Some(gap);
        }
    }

    /// Adds the end of a cell.
    pub(super) fn cell(&mut self) {
        self.blank = None;
        self.text.push('\t');
    }

    /// Puts down the blank that waits, before `next`. A line end of the file between ideographs is none of the text.
    fn settle(&mut self, next: char) {
        let joins = self.text.chars().next_back().is_some_and(is_wide) && is_wide(next);
        match self.blank.take() {
            Some(Gap::LineEnd) if joins => {}
            Some(_) if !self.text.ends_with('\t') => self.text.push(' '),
            _ => {}
        }
    }
}

/// Whether a character takes room or parts others: soft hyphens, marks of direction and of no width do not.
const fn is_seen(c: char) -> bool {
    !matches!(
        c,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\0'
    )
}

/// Whether a character is written without blanks beside it.
const fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{abff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
        || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '①'..='⓿')
}

#[cfg(test)]
mod tests {
    use super::{Line, Setting};

    fn line(texts: &[&str], kept: bool) -> String {
        let mut line = Line::default();
        texts.iter().for_each(|text| line.push(text, Setting { kept, ..Setting::default() }));
        line.text
    }

    #[test]
    fn blanks_are_one_and_line_ends_between_ideographs_none() {
        assert_eq!(line(&["\n  提高\n", "  认识 \u{ad}a\tb\n", "c\n"], false), "提高认识 a b c");
        assert_eq!(line(&["　　甲", " ", "乙\u{a0}\u{a0}", "\u{200b}丙"], false), "　　甲 乙\u{a0}\u{a0}丙");
        assert_eq!(line(&["  甲 \t乙 "], true), "  甲 \t乙 ");
    }
}
