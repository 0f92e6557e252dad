//! The README is a test: its speech, tree, commands, tables and example are those of the program, in both languages.

#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use tigang::{emit, read};

const ENGLISH: &str = "README.md";
const CHINESE: &str = "docs/README.zh.md";
const SPEECH: &str = "fixtures/readme-speech/input.txt";

/// A block of code.
#[derive(Debug, PartialEq, Eq)]
struct Code {
    /// What stands after its fence.
    language: String,
    text: String,
}

/// What a README is made of.
#[derive(Debug, Default)]
struct Readme {
    /// The depth of every heading, in order.
    sections: Vec<usize>,
    code: Vec<Code>,
    /// Its rows of tables: the cells.
    rows: Vec<Vec<String>>,
    /// The targets of its links.
    links: Vec<String>,
}

impl Readme {
    fn of(path: &str) -> Self {
        let mut readme = Self::default();
        let mut open: Option<Code> = None;
        for line in text(path).lines() {
            match (&mut open, line.strip_prefix("```")) {
                (None, Some(language)) => open = Some(Code { language: language.to_owned(), text: String::new() }),
                (Some(_), Some(_)) => readme.code.extend(open.take()),
                (Some(code), None) => {
                    code.text.push_str(line);
                    code.text.push('\n');
                }
                (None, None) => readme.line(line),
            }
        }
        assert_eq!(open, None, "{path}: a block of code has no end");
        readme
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

    fn code(&self, language: &str) -> Vec<&str> {
        self.code.iter().filter(|code| code.language == language).map(|code| code.text.as_str()).collect()
    }
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text(path: &str) -> String {
    fs::read_to_string(here(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Whether this is a packaged crate, which leaves the checks of the checkout out.
fn is_packaged() -> bool {
    !here(".ci").exists()
}

/// What the program prints at the top of the checkout.
fn printed(args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tigang"));
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR")).env("LC_ALL", "C").stdin(Stdio::null());
    let output = command.output().expect("the program was built");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("the program writes UTF-8")
}

#[test]
fn both_languages_have_the_same_sections_and_the_same_code() {
    let (english, chinese) = (Readme::of(ENGLISH), Readme::of(CHINESE));
    assert_eq!(english.sections, chinese.sections);
    assert_eq!(english.code, chinese.code);
    let widths = |readme: &Readme| readme.rows.iter().map(Vec::len).collect::<Vec<_>>();
    assert_eq!(widths(&english), widths(&chinese));
}

#[test]
fn every_link_into_the_repository_leads_somewhere() {
    for (path, folder) in [(ENGLISH, ""), (CHINESE, "docs")] {
        for link in Readme::of(path).links.iter().filter(|link| !link.contains("://")) {
            let left_out = is_packaged() && link.contains(".ci/");
            assert!(left_out || here(folder).join(link).exists(), "{path}: {link}");
        }
    }
}

#[test]
fn the_speech_and_its_tree_are_shown_as_they_are() {
    let readme = Readme::of(ENGLISH);
    assert_eq!(readme.code("text"), [text(SPEECH), printed(&["parse", SPEECH, "--format", "tree"])]);
}

#[test]
fn the_json_shown_is_a_node_of_the_outline() {
    fn holds(node: &Value, wanted: &Value) -> bool {
        node == wanted || node["children"].as_array().is_some_and(|all| all.iter().any(|child| holds(child, wanted)))
    }
    let outline: Value = serde_json::from_str(&printed(&["parse", SPEECH])).expect("it is JSON");
    let readme = Readme::of(ENGLISH);
    let shown = readme.code("json");
    assert!(!shown.is_empty());
    for code in shown {
        let node = serde_json::from_str(code).unwrap_or_else(|error| panic!("{error}: {code}"));
        assert!(holds(&outline, &node), "no node of the outline:\n{code}");
    }
}

#[test]
fn the_example_is_shown_in_full() {
    assert_eq!(Readme::of(ENGLISH).code("rust"), [text("examples/outline.rs")]);
}

#[test]
fn the_tables_of_formats_are_the_registers() {
    let dotted = |extensions: &[&str]| {
        extensions.iter().map(|extension| format!("`.{extension}`")).collect::<Vec<_>>().join(" ")
    };
    let inputs = read::FORMATS.iter().map(|f| (format!("`{}`", f.name), dotted(f.extensions), f.about));
    let outputs = emit::FORMATS.iter().map(|f| (format!("`{}`", f.name()), dotted(&[f.extension()]), f.about()));
    let wanted: Vec<_> = inputs.chain(outputs).collect();
    for path in [ENGLISH, CHINESE] {
        let shown: Vec<_> = Readme::of(path).rows.into_iter().filter(|row| row[0].starts_with('`')).collect();
        assert_eq!(shown.len(), wanted.len(), "{path}: not as many formats as the registers have");
        for (row, (name, extensions, about)) in shown.iter().zip(&wanted) {
            assert_eq!((&row[0], &row[1]), (name, extensions), "{path}");
            assert!(path == CHINESE || row[2] == *about, "{path}: {name} is {about}");
        }
    }
}

/// The commands are run as a reader would run them: one after the other in one folder that holds some speeches.
#[cfg(unix)]
#[test]
fn every_command_runs() {
    let folder = TempDir::new().expect("there is room for a folder");
    for name in ["speech.txt", "speeches/a.txt", "speeches/b.txt"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it stands in the folder")).expect("a folder can be made");
        fs::copy(here(SPEECH), path).expect("a file can be copied");
    }
    let program = Path::new(env!("CARGO_BIN_EXE_tigang")).parent().expect("it stands in a folder").to_owned();
    let known = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(program).chain(std::env::split_paths(&known)));
    let path = path.expect("the folder of the build has no colon in its name");
    let readme = Readme::of(ENGLISH);
    let commands: Vec<&str> =
        readme.code("sh").into_iter().flat_map(str::lines).filter(|l| l.contains("tigang ")).collect();
    assert!(commands.len() >= 8, "too few commands were found: {commands:?}");
    for command in commands {
        let mut shell = Command::new("sh");
        shell.args(["-e", "-c", command]).current_dir(&folder).env("PATH", &path).stdin(Stdio::null());
        let output = shell.output().expect("there is a shell");
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn ci_runs_what_is_told_to_set_up() {
    if is_packaged() {
        return;
    }
    let ci = text(".ci/run");
    let readme = Readme::of(ENGLISH);
    let commands = readme.code("sh").into_iter().flat_map(str::lines).filter(|line| line.starts_with("cargo "));
    for command in commands.filter(|command| !command.starts_with("cargo install")) {
        assert!(ci.lines().any(|line| line.trim() == command), "not in .ci/run: {command}");
    }
}
