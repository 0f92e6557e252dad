//! Baselines: the faults that were there when the checker was taken up, so that only new ones are told.
//!
//! A fault is known by its path, its rule and its fingerprint, and by how many there are of it: text that moves is no new
//! fault. Written as JSON, sorted, one line a fault, so that a difference can be read. Opens no file.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Message};
use crate::fingerprint::fingerprint;
use crate::source::Source;
use crate::span::Span;
use crate::text::is_blank;

/// Faults that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    faults: BTreeMap<Key, Known>,
}

/// Path, rule, fingerprint.
type Key = (String, String, String);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    count: u32,
    /// What stands there, for whoever reads the file.
    text: String,
}

/// The number of this form of the file; it goes up when fingerprints are made otherwise.
const VERSION: u32 = 1;

/// How many characters of the text are shown.
const SHOWN: usize = 16;

impl Baseline {
    /// Adds what was found in a file.
    pub fn add(&mut self, path: &str, source: &Source, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics {
            let known = || Known { count: 0, text: shown(source, diagnostic.span) };
            self.faults.entry(key(path, source, diagnostic)).or_insert_with(known).count += 1;
        }
    }

    /// Adds what is known elsewhere.
    pub fn merge(&mut self, other: Self) {
        for (key, known) in other.faults {
            match self.faults.get_mut(&key) {
                Some(old) => old.count += known.count,
                None => drop(self.faults.insert(key, known)),
            }
        }
    }

    /// How many faults are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.faults.values().map(|known| known.count as usize).sum()
    }

    /// Whether no fault is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.faults.is_empty()
    }

    /// Strikes out the diagnostics of a file that are known; of equal ones the first. Tells how many known faults of the file
    /// are not there any more.
    pub fn strike_out(&self, path: &str, source: &Source, diagnostics: &mut Vec<Diagnostic>) -> usize {
        let of_path = (path.to_owned(), String::new(), String::new());
        let mut left: BTreeMap<&Key, u32> = self
            .faults
            .range(of_path..)
            .take_while(|(key, _)| key.0 == path)
            .map(|(key, known)| (key, known.count))
            .collect();
        diagnostics.retain(|diagnostic| match left.get_mut(&key(path, source, diagnostic)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        left.into_values().map(|count| count as usize).sum()
    }

    /// The text of the file.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut out = format!("{{\"version\": {VERSION}, \"faults\": [");
        let mut before = "";
        for ((path, rule, fingerprint), Known { count, text }) in &self.faults {
            let entry = Entry {
                path: path.clone(),
                rule: rule.clone(),
                fingerprint: fingerprint.clone(),
                count: *count,
                text: text.clone(),
            };
            let entry = serde_json::to_string(&entry).expect("every key is a string");
            // Writing to a string cannot fail.
            let _ = write!(out, "{before}\n{entry}");
            before = ",";
        }
        out + "\n]}\n"
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let file: File = serde_json::from_str(text).map_err(|error| {
            Message::new(
                format!("不是 --write-baseline 写出的文件：{error}"),
                format!("not what --write-baseline writes: {error}"),
            )
        })?;
        if file.version != VERSION {
            let version = file.version;
            return Err(Message::new(
                format!("版本为 {version}，应为 {VERSION}：请用 --write-baseline 重写"),
                format!("has version {version}, not {VERSION}: write it anew with --write-baseline"),
            ));
        }
        let fault = |entry: Entry| {
            let Entry { path, rule, fingerprint, count, text } = entry;
            ((path, rule, fingerprint), Known { count, text })
        };
        Ok(Self { faults: file.faults.into_iter().map(fault).collect() })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    faults: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    rule: String,
    fingerprint: String,
    count: u32,
    #[serde(default)]
    text: String,
}

fn key(path: &str, source: &Source, diagnostic: &Diagnostic) -> Key {
    let fingerprint = fingerprint(&[diagnostic.rule], source, diagnostic.span);
    (path.to_owned(), diagnostic.rule.to_owned(), format!("{fingerprint:016x}"))
}

/// The beginning of the text from a fault on.
fn shown(source: &Source, span: Span) -> String {
    let line = source.line(source.line_of(span.start));
    let rest = Span::new(span.start.min(line.end), line.end).of(source.text());
    rest.chars().filter(|c| !is_blank(*c) && !c.is_control()).take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::Baseline;
    use crate::diagnostic::{Diagnostic, Message, Severity};
    use crate::source::Source;
    use crate::span::Span;

    /// A fault wherever 、 stands.
    fn faults(source: &Source) -> Vec<Diagnostic> {
        let fault = |(i, _): (usize, &str)| {
            let start = u32::try_from(i).expect("it is short");
            Diagnostic {
                rule: "numbering-gap",
                severity: Severity::Error,
                span: Span::new(start - 3, start),
                message: Message::new("", ""),
                related: Vec::new(),
                fix: None,
                note: None,
            }
        };
        source.text().match_indices('、').map(fault).collect()
    }

    fn new_in(baseline: &Baseline, path: &str, text: &str) -> (usize, usize) {
        let source = Source::from_text(text);
        let mut found = faults(&source);
        let gone = baseline.strike_out(path, &source, &mut found);
        (found.len(), gone)
    }

    const OLD: &str = "前言。\n三、修好窗户\n五、换上茶具\n七、换上茶具\n";

    fn old() -> Baseline {
        let source = Source::from_text(OLD);
        let mut baseline = Baseline::default();
        baseline.add("旧稿/a.txt", &source, &faults(&source));
        baseline
    }

    #[test]
    fn only_what_is_not_known_is_left() {
        for (text, wanted) in [
            (OLD, (0, 0)),
            ("新的一行。\n\n三、修好窗户\n五、换上茶具\n七、换上茶具\n", (0, 0)),
            ("四、修好 窗户\n六、换上茶具\n七、换上茶具\n", (0, 0)),
            ("三、修好窗户\n五、换上茶具\n", (0, 1)),
            ("三、修好窗户\n五、换上茶具\n七、换上茶具\n九、换上茶具\n", (1, 0)),
            ("三、修好大门\n五、换上茶具\n七、换上茶具\n", (1, 1)),
        ] {
            assert_eq!(new_in(&old(), "旧稿/a.txt", text), wanted, "{text}");
        }
        assert_eq!(new_in(&old(), "旧稿/b.txt", OLD), (3, 0));
    }

    #[test]
    fn it_is_written_sorted_and_read_again() {
        let mut all = Baseline::default();
        let source = Source::from_text("一、茶\n");
        all.add("b.txt", &source, &faults(&source));
        all.merge(old());
        let json = all.to_json();
        let lines: Vec<&str> = json.lines().collect();
        assert_eq!(lines[0], "{\"version\": 1, \"faults\": [");
        assert_eq!(lines.len(), 5, "{json}");
        assert!(lines[1].starts_with("{\"path\":\"b.txt\",\"rule\":\"numbering-gap\",\"fingerprint\":\""), "{json}");
        assert!(lines[3].ends_with("\"count\":1,\"text\":\"三、修好窗户\"}"), "{json}");
        assert!(json.contains("\"count\":2,\"text\":\"五、换上茶具\""), "{json}");
        assert_eq!(Baseline::parse(&json), Ok(all.clone()));
        assert_eq!((all.len(), Baseline::default().to_json().as_str()), (4, "{\"version\": 1, \"faults\": [\n]}\n"));
    }

    #[test]
    fn another_file_is_refused() {
        for (text, zh, en) in [
            (
                "[]",
                "不是 --write-baseline 写出的文件：invalid length 0, expected struct File with 2 elements at line 1 column 2",
                "not what --write-baseline writes: invalid length 0, expected struct File with 2 elements at line 1 column 2",
            ),
            (
                "{\"version\": 9, \"faults\": []}",
                "版本为 9，应为 1：请用 --write-baseline 重写",
                "has version 9, not 1: write it anew with --write-baseline",
            ),
        ] {
            let message = Baseline::parse(text).expect_err("it is no baseline");
            assert_eq!((message.zh.as_str(), message.en.as_str()), (zh, en));
        }
    }
}
