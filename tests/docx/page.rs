//! The pages about Word documents are of one piece, and say what holds.

use super::common::page::Page;
use super::common::{at, read};

#[test]
fn both_languages_have_the_same_shape_and_the_same_code() {
    let (english, chinese) = (Page::of("docs/word.md"), Page::of("docs/word.zh.md"));
    // A section of the one is one of the other, under a name of its own.
    assert_eq!(english.sections, chinese.sections);
    assert_eq!(english.rows.len(), chinese.rows.len());
    assert_eq!(english.code, chinese.code);
    for link in english.links.iter().chain(&chinese.links) {
        assert!(at("docs").join(link).exists(), "{link}");
    }
}

#[test]
fn names_of_boilerplate_are_those_of_the_outline() {
    for path in ["docs/word.md", "docs/word.zh.md"] {
        let page = read(&at(path));
        for name in ["contents", "header", "footer", "footnote", "comment"] {
            assert!(page.contains(&format!("`{name}`")), "{path}: {name}");
        }
    }
}
