//! What the tests share: texts to read, outlines as rows, a diff of rows, and lists of known failures.
//!
//! Knows where texts lie and how an outline is written down for people; states no law.

#![allow(dead_code, reason = "every test file uses its own part")]

pub(crate) mod diff;
#[cfg(feature = "docx")]
pub(crate) mod docx;
pub(crate) mod fault;
pub(crate) mod known;
pub(crate) mod mutant;
pub(crate) mod page;
#[cfg(feature = "cli")]
pub(crate) mod program;
pub(crate) mod row;

use std::fs;
use std::path::{Path, PathBuf};

use tigang::read::{ReadOptions, by_path};
use tigang::{Document, Grammar, Source};

/// A text with the name by which a failure speaks of it.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// A text that was read.
pub(crate) struct Parsed {
    pub(crate) source: Source,
    pub(crate) document: Document,
}

pub(crate) fn parse(text: &str, grammar: &Grammar) -> Parsed {
    parse_source(Source::from_text(text), grammar)
}

pub(crate) fn parse_source(source: Source, grammar: &Grammar) -> Parsed {
    let document = tigang::parse(&source, grammar);
    Parsed { source, document }
}

/// A place in the checkout.
pub(crate) fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The folders of `fixtures/`, by name; those whose input is of a format that is not built in are left out.
pub(crate) fn fixture_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = entries(&at("fixtures")).into_iter().filter(|path| path.is_dir()).collect();
    folders.retain(|folder| by_path(&input(folder)).is_some());
    assert!(!folders.is_empty(), "fixtures/ holds no folder");
    folders
}

/// The input of a fixture: what is called `input`, whatever its format.
pub(crate) fn input(folder: &Path) -> PathBuf {
    let mut inputs = entries(folder).into_iter().filter(|path| stem(path) == "input");
    inputs.next().unwrap_or_else(|| panic!("{} has no input", folder.display()))
}

/// The input of a fixture as the program reads it.
pub(crate) fn source(folder: &Path) -> Source {
    let path = input(folder);
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let options = ReadOptions::default();
    tigang::read::read(&bytes, &path.to_string_lossy(), &options).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The inputs of all fixtures that are plain text.
pub(crate) fn fixtures() -> Vec<Text> {
    let plain = |folder: &PathBuf| input(folder).extension().is_some_and(|extension| extension == "txt");
    let text = |folder: PathBuf| Text { name: stem(&folder), text: read(&input(&folder)) };
    fixture_folders().into_iter().filter(plain).map(text).collect()
}

/// The texts beside the checkout that are shared by several projects, each called `shared:NAME`.
pub(crate) fn shared() -> Vec<Text> {
    let text = |path: &PathBuf| Text { name: format!("shared:{}", stem(path)), text: read(path) };
    shared_files("txt").iter().map(text).collect()
}

/// The shared files with an extension. They are not part of a clone: where they are missing, that is said.
pub(crate) fn shared_files(extension: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for set in ["gold/seeds", "cases"] {
        let folder = at("..").join("shared").join(set);
        if folder.is_dir() {
            out.extend(entries(&folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == extension)));
        } else {
            println!("skipped: there is no ../shared/{set} beside the checkout");
        }
    }
    out
}

/// What stands in a folder, by name.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = read.map(|entry| entry.expect("the folder is there").path()).collect();
    paths.sort();
    paths
}

/// The name of a file without its extension.
pub(crate) fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
