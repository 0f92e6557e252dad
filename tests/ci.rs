//! The page about CI, the hooks and the action are of one piece.

#![cfg(feature = "cli")]

mod common;

use std::collections::BTreeSet;

use common::page::Page;
use common::{at, read};
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
