//! The README is a test: its speeches, tree, report, commands, tables, settings and example are those of the program, in both languages.

#![cfg(feature = "cli")]

mod common;

use std::process::{Command, Stdio};

use common::page::Page;
use common::{at, program};
use serde_json::Value;
use tigang::lang::Lang;
use tigang::lint::{RULES, Topic};
use tigang::{emit, read};

const ENGLISH: &str = "README.md";
const CHINESE: &str = "docs/README.zh.md";
const SPEECH: &str = "fixtures/readme-speech/input.txt";
const FAULTY: &str = "fixtures/readme-faults/input.txt";

fn text(path: &str) -> String {
    common::read(&at(path))
}

/// Whether this is a packaged crate, which leaves the checks of the checkout out.
fn is_packaged() -> bool {
    !at(".ci").exists()
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
    let (english, chinese) = (Page::of(ENGLISH), Page::of(CHINESE));
    assert_eq!(english.sections, chinese.sections);
    // The report is shown in the language of the page.
    let code = |page: &Page| {
        let shown = page.code.iter().filter(|code| code.language != "report");
        shown.map(|code| (code.language.clone(), code.text.clone())).collect::<Vec<_>>()
    };
    assert_eq!(code(&english), code(&chinese));
    let widths = |page: &Page| page.rows.iter().map(Vec::len).collect::<Vec<_>>();
    assert_eq!(widths(&english), widths(&chinese));
}

#[test]
fn every_link_into_the_repository_leads_somewhere() {
    for (path, folder) in [(ENGLISH, ""), (CHINESE, "docs")] {
        for link in Page::of(path).links.iter().filter(|link| !link.contains("://")) {
            let left_out = is_packaged() && link.contains(".ci/");
            assert!(left_out || at(folder).join(link).exists(), "{path}: {link}");
        }
    }
}

#[test]
fn the_speech_and_its_tree_are_shown_as_they_are() {
    let readme = Page::of(ENGLISH);
    let tree = printed(&["parse", SPEECH, "--format", "tree"]);
    assert_eq!(readme.code("text"), [text(SPEECH), tree, text(FAULTY)]);
}

#[test]
fn the_report_is_shown_as_it_is() {
    for (page, lang) in [(ENGLISH, "en"), (CHINESE, "zh")] {
        assert_eq!(
            Page::of(page).code("report"),
            [printed(&["check", FAULTY, "--exit-zero", "--lang", lang])],
            "{page}"
        );
    }
}

#[test]
fn the_table_of_rules_is_the_register() {
    for (path, lang) in [(ENGLISH, Lang::En), (CHINESE, Lang::Zh)] {
        let row = |topic: &Topic| {
            let rules = RULES.iter().filter(|rule| rule.topic == *topic).map(|rule| format!("`{}`", rule.name));
            vec![topic.title(lang).to_owned(), rules.collect::<Vec<_>>().join(" ")]
        };
        let wanted: Vec<Vec<String>> = Topic::ALL.iter().map(row).collect();
        let rows = Page::of(path).rows;
        let shown: Vec<&Vec<String>> = rows.iter().filter(|row| wanted.iter().any(|want| want[0] == row[0])).collect();
        assert_eq!(shown, wanted.iter().collect::<Vec<_>>(), "{path}");
    }
}

#[test]
fn the_settings_shown_are_read() {
    for code in Page::of(ENGLISH).code("toml").into_iter().filter(|code| !code.starts_with("[dependencies]")) {
        let folder = program::folder(&[("tigang.toml", code.as_bytes()), ("speech.txt", text(SPEECH).as_bytes())]);
        let output = program::other(env!("CARGO_BIN_EXE_tigang"), &folder).args(["check", "speech.txt"]).output();
        let output = output.expect("the program was built");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn the_json_shown_is_a_node_of_the_outline() {
    fn holds(node: &Value, wanted: &Value) -> bool {
        node == wanted || node["children"].as_array().is_some_and(|all| all.iter().any(|child| holds(child, wanted)))
    }
    let outline: Value = serde_json::from_str(&printed(&["parse", SPEECH])).expect("it is JSON");
    let readme = Page::of(ENGLISH);
    let shown = readme.code("json");
    assert!(!shown.is_empty());
    for code in shown {
        let node = serde_json::from_str(code).unwrap_or_else(|error| panic!("{error}: {code}"));
        assert!(holds(&outline, &node), "no node of the outline:\n{code}");
    }
}

#[test]
fn the_example_is_shown_in_full() {
    assert_eq!(Page::of(ENGLISH).code("rust"), [text("examples/outline.rs")]);
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
        let shown: Vec<_> = Page::of(path).rows.into_iter().filter(|row| row[0].starts_with('`')).collect();
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
    let speech = text(SPEECH);
    let record = serde_json::json!({ "id": 1, "text": speech }).to_string();
    let names = ["speech.txt", "speeches/a.txt", "speeches/b.txt"];
    let mut files = names.map(|name| (name, speech.as_bytes())).to_vec();
    files.push(("corpus.jsonl", record.as_bytes()));
    let folder = program::folder(&files);
    let readme = Page::of(ENGLISH);
    let commands: Vec<&str> =
        readme.code("sh").into_iter().flat_map(str::lines).filter(|l| l.contains("tigang ")).collect();
    assert!(commands.len() >= 8, "too few commands were found: {commands:?}");
    for command in commands {
        let output = program::other("sh", &folder).args(["-e", "-c", command]).output().expect("there is a shell");
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn ci_runs_what_is_told_to_set_up() {
    if is_packaged() {
        return;
    }
    let ci = text(".ci/run");
    let readme = Page::of(ENGLISH);
    let commands = readme.code("sh").into_iter().flat_map(str::lines).filter(|line| line.starts_with("cargo "));
    for command in commands.filter(|command| !command.starts_with("cargo install")) {
        assert!(ci.lines().any(|line| line.trim() == command), "not in .ci/run: {command}");
    }
}
