//! The page about CI, the hooks and the action are of one piece, and what they tell to run is run.

#![cfg(feature = "cli")]

mod common;

use std::collections::BTreeSet;
#[cfg(unix)]
use std::fs;

use common::page::Page;
#[cfg(unix)]
use common::program::{self, Run};
use common::{at, read};
#[cfg(unix)]
use tempfile::TempDir;
use tigang::lang::Lang;
use tigang::report;

const ENGLISH: &str = "docs/ci.md";
const CHINESE: &str = "docs/ci.zh.md";

#[test]
fn both_languages_have_the_same_sections_and_the_same_code() {
    let (english, chinese) = (Page::of(ENGLISH), Page::of(CHINESE));
    assert_eq!(english.sections, chinese.sections);
    assert_eq!(english.code, chinese.code);
    for (path, page) in [(ENGLISH, &english), (CHINESE, &chinese)] {
        for link in &page.links {
            assert!(at("docs").join(link).exists(), "{path}: {link}");
        }
    }
}

#[test]
fn the_table_of_formats_is_the_register() {
    for (path, lang) in [(ENGLISH, Lang::En), (CHINESE, Lang::Zh)] {
        let told = |format: &&dyn report::Format| vec![format!("`{}`", format.name()), format.about().of(lang).into()];
        let wanted: Vec<Vec<String>> = report::FORMATS.iter().map(told).collect();
        let shown: Vec<_> = Page::of(path).rows.into_iter().filter(|row| row[0].starts_with('`')).collect();
        assert_eq!(shown, wanted, "{path}");
    }
}

/// A name that is told to be written somewhere is one that is there.
#[test]
fn hooks_inputs_and_formats_exist() {
    let page = read(&at(ENGLISH));
    let action = read(&at("action.yml"));
    let manifest = read(&at(".pre-commit-hooks.yaml"));
    let hooks = named(&manifest, "- id: ");
    assert_eq!(hooks, BTreeSet::from(["tigang-check", "tigang-fix"]));
    assert!(named(&page, "- id: ").is_subset(&hooks));
    for hook in &hooks {
        assert!(page.contains(&format!("`{hook}`")) || named(&page, "- id: ").contains(hook), "{hook} is not told");
    }
    for text in [&page, &action] {
        for name in named(text, "--format ").into_iter().filter(|name| *name != "NAME`") {
            assert!(report::by_name(name).is_some(), "there is no format {name}");
        }
    }
    let inputs = action.split("\nruns:").next().unwrap_or_default();
    for code in Page::of(ENGLISH).code("yaml") {
        for uses in code.split("uses: OWNER/tigang").skip(1) {
            let own = uses.split("uses: ").next().unwrap_or_default();
            let given = own.lines().filter_map(|line| line.strip_prefix("          ")?.split_once(':'));
            for (name, _) in given.filter(|(name, _)| name.chars().all(char::is_alphanumeric)) {
                assert!(inputs.contains(&format!("\n  {name}:\n")), "the action has no input {name}");
            }
        }
    }
}

/// The words that follow `key` on its lines.
fn named<'a>(text: &'a str, key: &str) -> BTreeSet<&'a str> {
    text.split(key).skip(1).filter_map(|rest| rest.split_whitespace().next()).collect()
}

/// A folder with a clean and a faulty text.
#[cfg(unix)]
fn texts() -> TempDir {
    let good = "一、修渠\n先清淤，再补堤。\n二、育苗\n分给各户。\n";
    let bad = "一、修渠\n先清淤，再补堤。\n三、育苗\n分给各户。\n";
    program::folder(&[("good.txt", good.as_bytes()), ("坏 1.txt", bad.as_bytes())])
}

#[cfg(unix)]
#[test]
fn the_git_hook_refuses_a_faulty_text_and_no_other() {
    use std::os::unix::fs::PermissionsExt;

    let folder = texts();
    let git = |args: &[&str]| {
        let mut git = program::other("git", &folder);
        // A run inside of a hook of git is told of another repository.
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            git.env_remove(name);
        }
        let who = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"];
        Run::from(git.args(who).args(args).env("LC_ALL", "C").output().expect("there is git"))
    };
    assert_eq!(git(&["init", "--quiet"]).status, Some(0));
    let hook = folder.path().join(".git/hooks/pre-commit");
    fs::create_dir_all(hook.parent().expect("it stands in a folder")).expect("the folder is ours");
    let page = Page::of(ENGLISH);
    let [code] = page.code("sh")[..] else { panic!("there is one hook") };
    fs::write(&hook, code).expect("the folder is ours");
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("the file is ours");

    git(&["add", "good.txt"]);
    let good = git(&["commit", "--quiet", "--message", "good"]);
    assert_eq!(good.status, Some(0), "{}", good.stderr);
    git(&["add", "."]);
    let bad = git(&["commit", "--quiet", "--message", "bad"]);
    let told = bad.stdout + &bad.stderr;
    assert!(bad.status == Some(1) && told.contains("坏 1.txt:3:1: "), "{told}");
}

/// The last step of the action, as GitHub runs it.
#[cfg(unix)]
#[test]
fn the_action_marks_a_faulty_text_and_writes_sarif() {
    let action = read(&at("action.yml"));
    let step = action.rsplit("run: |\n").next().unwrap_or_default();
    let script: String = step.lines().map(|line| line.trim_start_matches("        ").to_owned() + "\n").collect();
    let folder = texts();
    let check = |paths: &str| {
        let mut bash = program::other("bash", &folder);
        bash.args(["-eo", "pipefail", "-c", &script]);
        bash.env("INPUT_PATHS", paths).env("INPUT_ARGS", "--lang=zh\n").env("INPUT_SARIF", "out.sarif");
        Run::from(bash.output().expect("there is bash"))
    };
    let good = check("good.txt\n");
    assert_eq!((good.status, good.stdout.as_str()), (Some(0), ""), "{}", good.stderr);
    let bad = check("good.txt\n坏 1.txt\n");
    assert_eq!(bad.status, Some(1), "{}", bad.stderr);
    assert!(bad.stdout.starts_with("::error file=坏 1.txt,line=3,col=1,"), "{}", bad.stdout);
    let sarif: serde_json::Value = serde_json::from_str(&program::read(&folder, "out.sarif")).expect("it is JSON");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "numbering-gap");
}
