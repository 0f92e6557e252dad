//! A page of the documentation: its sections, code, tables and links.
//!
//! Reads as much of Markdown as the pages of this project use.

use super::{at, read};

/// A block of code.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Code {
    /// What stands after its fence.
    pub(crate) language: String,
    pub(crate) text: String,
}

/// What a page is made of.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The depth of every heading, in order.
    pub(crate) sections: Vec<usize>,
    pub(crate) code: Vec<Code>,
    /// Its rows of tables: the cells.
    pub(crate) rows: Vec<Vec<String>>,
    /// The targets of its links.
    pub(crate) links: Vec<String>,
}

impl Page {
    pub(crate) fn of(path: &str) -> Self {
        let mut page = Self::default();
        let mut open: Option<Code> = None;
        for line in read(&at(path)).lines() {
            match (&mut open, line.strip_prefix("```")) {
                (None, Some(language)) => open = Some(Code { language: language.to_owned(), text: String::new() }),
                (Some(_), Some(_)) => page.code.extend(open.take()),
                (Some(code), None) => {
                    code.text.push_str(line);
                    code.text.push('\n');
                }
                (None, None) => page.line(line),
            }
        }
        assert_eq!(open, None, "{path}: a block of code has no end");
        page
    }

    fn line(&mut self, line: &str) {
        if line.starts_with('#') {
            self.sections.push(line.bytes().take_while(|&b| b == b'#').count());
        }
        if let Some(row) = line.strip_prefix('|') {
            self.rows.push(row.trim_end_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect());
        }
        let targets = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        self.links.extend(targets.map(str::to_owned));
    }

    pub(crate) fn code(&self, language: &str) -> Vec<&str> {
        self.code.iter().filter(|code| code.language == language).map(|code| code.text.as_str()).collect()
    }
}
