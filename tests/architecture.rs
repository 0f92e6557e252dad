//! Arrows run down: which part of the library may know which other, and what each must not touch.
//!
//! The two tables below are the documentation. They name what is there and nothing else: an arrow that is gone is
//! struck out of them, a new one is a decision.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use common::{at, entries, read, stem};

/// Every part, from the ground up, with the parts below it that it imports.
const PARTS: &[(&str, &[&str])] = &[
    ("stored", &[]),
    ("builtin", &["stored"]),
    ("lang", &[]),
    ("nearest", &[]),
    ("numeral", &[]),
    ("span", &[]),
    ("work", &[]),
    ("text", &["stored", "work"]),
    ("table", &["lang", "nearest"]),
    ("diagnostic", &["lang", "span"]),
    ("index", &["stored", "text", "work"]),
    ("grammar", &["builtin", "diagnostic", "index", "lang", "numeral", "span", "stored", "table", "text", "work"]),
    ("hint", &[]),
    ("source", &["hint", "index", "span", "text"]),
    ("fingerprint", &["source", "span", "text"]),
    ("read", &["diagnostic", "hint", "lang", "nearest", "numeral", "source", "span", "text"]),
    ("line", &["grammar", "hint", "numeral", "source", "span", "text", "work"]),
    ("block", &["grammar", "hint", "line", "source", "span", "text", "work"]),
    ("scan", &["block", "grammar", "hint", "line", "numeral", "source", "span", "text", "work"]),
    ("segment", &["block", "grammar", "hint", "line", "scan", "text", "work"]),
    ("infer", &["grammar"]),
    ("unist", &["hint", "source"]),
    ("document", &["grammar", "hint", "infer", "numeral", "source", "span", "text", "unist", "work"]),
    (
        "assemble",
        &["block", "document", "grammar", "hint", "infer", "scan", "segment", "source", "span", "text", "work"],
    ),
    ("pipeline", &["assemble", "block", "document", "grammar", "line", "scan", "segment", "source"]),
    ("emit", &["document", "hint", "lang", "source", "span", "text", "unist", "work"]),
    ("lint", &["diagnostic", "document", "grammar", "infer", "lang", "nearest", "numeral", "source", "span", "text"]),
    ("config", &["diagnostic", "grammar", "lang", "lint", "nearest", "read", "table"]),
    ("fix", &["diagnostic", "source", "span"]),
    ("baseline", &["diagnostic", "fingerprint", "source", "span", "text"]),
    ("report", &["diagnostic", "fingerprint", "lang", "lint", "source", "span", "text"]),
    (
        "cli",
        &[
            "baseline",
            "config",
            "diagnostic",
            "document",
            "emit",
            "fingerprint",
            "fix",
            "grammar",
            "infer",
            "lang",
            "lint",
            "pipeline",
            "read",
            "report",
            "source",
            "span",
            "text",
            "unist",
        ],
    ),
];

/// Which part uses which other crate. `nom` recognises and stays below; only `cli` meets the machine.
const CRATES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["report"]),
    ("anstream", &["cli"]),
    ("anstyle", &["emit", "report"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("encoding_rs", &["read"]),
    ("globset", &["config"]),
    ("html5ever", &["read"]),
    ("ignore", &["cli"]),
    ("memchr", &["lint", "read"]),
    ("nom", &["grammar", "numeral"]),
    ("pulldown_cmark", &["read"]),
    ("roxmltree", &["read"]),
    ("rustc_hash", &["grammar", "line"]),
    ("schemars", &["cli", "hint", "source", "unist"]),
    (
        "serde",
        &[
            "baseline",
            "cli",
            "diagnostic",
            "document",
            "grammar",
            "hint",
            "numeral",
            "report",
            "source",
            "span",
            "unist",
        ],
    ),
    ("serde_json", &["baseline", "cli", "config", "emit", "report"]),
    ("simdutf8", &["read"]),
    ("similar", &["fix"]),
    ("strsim", &["nearest"]),
    ("terminal_size", &["cli"]),
    ("toml", &["grammar", "table"]),
    ("unicode_width", &["cli", "config", "emit"]),
    ("zip", &["read"]),
];

/// What meets the machine: files, the environment, processes, the clock, threads.
const MACHINE: [&str; 6] = ["fs", "env", "process", "net", "time", "thread"];

/// A file of the library without its tests, remarks and strings.
struct Room {
    path: String,
    part: String,
    code: String,
    /// The path of the module, as `super` sees it: `segment::view` is two deep.
    deep: usize,
}

#[test]
fn every_arrow_is_listed_and_runs_down() {
    let listed: BTreeSet<&str> = PARTS.iter().map(|(part, _)| *part).collect();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut faults = Vec::new();
    for room in rooms() {
        let arrows = found.entry(room.part.clone()).or_default();
        for name in after(&room.code, "crate::").into_iter().filter(|name| *name != room.part) {
            if !listed.contains(name.as_str()) {
                // A name that the root hands on to users is imported from its home inside the crate.
                faults.push(format!("{}: `crate::{name}` is no part of the table", room.path));
            }
            arrows.insert(name);
        }
    }
    for (index, (part, allowed)) in PARTS.iter().enumerate() {
        let below: BTreeSet<&str> = PARTS[..index].iter().map(|(part, _)| *part).collect();
        let arrows = found.remove(*part).unwrap_or_else(|| panic!("there is no part `{part}` any more"));
        for to in allowed.iter().filter(|to| !below.contains(*to)) {
            faults.push(format!("the table lets {part} import {to}, which is not below it"));
        }
        for to in arrows.iter().filter(|to| listed.contains(to.as_str()) && !allowed.contains(&to.as_str())) {
            faults.push(format!("{part} imports {to}: not in the table"));
        }
        for to in allowed.iter().filter(|to| !arrows.contains(**to)) {
            faults.push(format!("{part} does not import {to} any more: strike it out of the table"));
        }
    }
    faults.extend(found.into_keys().map(|part| format!("{part} is not in the table")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_other_crate_stays_where_it_belongs() {
    let manifest: toml::Table = read(&at("Cargo.toml")).parse().expect("Cargo.toml is TOML");
    let names = |key: &str| -> BTreeSet<String> {
        let table = manifest.get(key).and_then(toml::Value::as_table).expect("the table is there");
        table.keys().map(|name| name.replace('-', "_")).collect()
    };
    let dependencies = names("dependencies");
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for room in rooms() {
        for name in dependencies.iter().filter(|name| !after(&room.code, &format!("{name}::")).is_empty()) {
            used.entry(name.clone()).or_default().insert(room.part.clone());
        }
    }
    let told = |(name, parts): (&str, Vec<&str>)| format!("{name}: {}", parts.join(", "));
    let found: Vec<String> =
        used.iter().map(|(name, parts)| told((name, parts.iter().map(String::as_str).collect()))).collect();
    let wanted: Vec<String> = CRATES.iter().map(|(name, parts)| told((name, parts.to_vec()))).collect();
    assert_eq!(found, wanted);
    let unused: Vec<&String> = dependencies.iter().filter(|name| !used.contains_key(*name)).collect();
    assert!(unused.is_empty(), "dependencies that nothing uses: {unused:?}");
}

#[test]
fn the_search_reads_no_character() {
    for room in rooms().iter().filter(|room| room.part == "infer") {
        let names = room.code.replace("&'static str", "");
        for word in ["str", "char", "String", "chars", "Span", "Source"] {
            assert!(!words(&names).any(|w| w == word), "{}: `{word}` has no place in the search", room.path);
        }
    }
}

#[test]
fn segmentation_reads_no_character() {
    for room in rooms().iter().filter(|room| room.part == "segment") {
        let names = room.code.replace("&'static str", "");
        for word in ["str", "char", "String", "Grammar", "Source"] {
            assert!(!words(&names).any(|w| w == word), "{}: `{word}` has no place in segmentation", room.path);
        }
    }
}

/// Both take one plain type from the grammar; families, words and readings are not theirs to ask.
#[test]
fn the_search_knows_prices_and_segmentation_signs_and_no_more_of_the_grammar() {
    for (part, only) in [("infer", "Prices"), ("segment", "PieceSign")] {
        for room in rooms().iter().filter(|room| room.part == part) {
            let names = after(&room.code, "crate::grammar::");
            assert!(names.iter().all(|name| name == only), "{}: {names:?}", room.path);
        }
    }
}

#[test]
fn only_the_command_line_meets_the_machine() {
    for room in rooms().iter().filter(|room| room.part != "cli") {
        for name in after(&room.code, "std::") {
            assert!(!MACHINE.contains(&name.as_str()), "{}: std::{name}", room.path);
        }
        for call in ["print!(", "println!(", "dbg!(", "stdin()", "stdout()", "stderr()"] {
            assert!(!room.code.contains(call), "{}: `{call}`", room.path);
        }
    }
}

/// A field of a value may be filled when it is first asked for; what all callers would share may not change. What debug
/// builds count no outcome depends on.
#[test]
fn nothing_is_global() {
    let work = read(&at("src/work.rs"));
    assert_eq!(work.matches("thread_local").count(), work.matches("#[cfg(debug_assertions)]\nthread_local").count());
    for room in rooms().into_iter().filter(|room| room.part != "work") {
        for word in ["thread_local", "LazyLock", "LazyCell", "lazy_static"] {
            assert!(!words(&room.code).any(|w| w == word), "{}: `{word}`", room.path);
        }
        for kind in statics(&room.code) {
            let changes = |word: &str| {
                word.starts_with("Atomic")
                    || matches!(word, "mut" | "OnceLock" | "OnceCell" | "Cell" | "RefCell" | "Mutex" | "RwLock")
            };
            assert!(!words(&kind).any(changes), "{}: static {kind}", room.path);
        }
    }
}

#[test]
fn one_place_is_unsafe() {
    let found: Vec<String> = rooms()
        .into_iter()
        .flat_map(|room| {
            words(&room.code).filter(|word| *word == "unsafe").map(|_| room.path.clone()).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(found, ["src/index/twin.rs"]);
}

#[test]
fn names_are_imported_one_by_one_and_from_near() {
    for room in rooms() {
        for line in room.code.lines().filter(|line| line.trim_start().contains("use ")) {
            assert!(!line.contains("::*"), "{}: {line}", room.path);
        }
        assert!(!room.code.contains("super::super"), "{}: `super::super` is said with `crate::`", room.path);
        // Here `super` would be the root, past the table of arrows.
        assert!(room.deep > 1 || !room.code.contains("super::"), "{}: `super` is the root", room.path);
    }
}

#[test]
fn the_root_declares_and_hands_on_and_defines_nothing() {
    let code = code(&read(&at("src/lib.rs")));
    let mut declared = Vec::new();
    for line in code.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("#[")) {
        let bare = line.strip_prefix("pub ").unwrap_or(line);
        match bare.strip_prefix("mod ").and_then(|name| name.strip_suffix(';')) {
            Some(name) => declared.push(name.to_owned()),
            None => assert!(bare.starts_with("use ") && bare.ends_with(';'), "src/lib.rs: {line}"),
        }
    }
    let parts: Vec<&str> = PARTS.iter().map(|(part, _)| *part).collect();
    assert_eq!(declared, parts, "the root declares the parts in the order of the table");
}

#[test]
fn every_file_says_what_it_is_for() {
    for path in files(&at("src")) {
        assert!(read(&path).starts_with("//! "), "{} does not open with `//!`", path.display());
    }
}

/// All files of the library but the two roots.
fn rooms() -> Vec<Room> {
    let root = at("src");
    let rooms = files(&root).into_iter().filter_map(|path| {
        let inside = path.strip_prefix(&root).expect("it lies in src").with_extension("");
        let mut names: Vec<String> = inside.iter().map(|name| name.to_string_lossy().into_owned()).collect();
        if names.last().is_some_and(|name| name == "mod") {
            names.pop();
        }
        let part = names.first()?.clone();
        let is_root = names.len() == 1 && matches!(part.as_str(), "lib" | "main");
        let shown = format!("src/{}", path.strip_prefix(&root).expect("it lies in src").display());
        (!is_root).then(|| Room { path: shown, part, code: code(&read(&path)), deep: names.len() })
    });
    rooms.collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for path in entries(folder) {
        if path.is_dir() {
            out.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            assert!(!stem(&path).is_empty(), "a file has a name");
            out.push(path);
        }
    }
    out
}

/// A file without what is no code of the library: its tests, which stand at its end, remarks, and strings.
fn code(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
    let mut out = String::new();
    let mut chars = text[..end].chars().peekable();
    let mut last = ' ';
    while let Some(c) = chars.next() {
        match c {
            '/' if chars.peek() == Some(&'/') => {
                while chars.peek().is_some_and(|&c| c != '\n') {
                    chars.next();
                }
            }
            '"' if last != '\'' => {
                while let Some(c) = chars.next().filter(|&c| c != '"') {
                    if c == '\\' {
                        chars.next();
                    }
                }
                out.push_str("\"\"");
            }
            _ => out.push(c),
        }
        last = c;
    }
    out
}

/// The names that follow a path: `lang` after `crate::lang::Lang`, both names after `crate::{lang, text}`.
fn after(code: &str, path: &str) -> BTreeSet<String> {
    let name = |text: &str| words(text).next().unwrap_or_default().to_owned();
    let mut out = BTreeSet::new();
    for (place, _) in code.match_indices(path) {
        if code[..place].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':')) {
            continue;
        }
        let rest = &code[place + path.len()..];
        match rest.strip_prefix('{') {
            Some(group) => out.extend(members(group).iter().map(|member| name(member))),
            None => drop(out.insert(name(rest))),
        }
    }
    out
}

/// The members of a group that has been opened: `a::{b, c}, d}` has two.
fn members(group: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut depth = 0;
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => out.push(String::new()),
            _ => {}
        }
        if let (Some(member), false) = (out.last_mut(), c == ',' && depth == 0) {
            member.push(c);
        }
    }
    out.retain(|member| !member.trim().is_empty());
    out
}

/// The types of all statics, with their names.
fn statics(code: &str) -> Vec<String> {
    let code = code.replace("'static", "");
    let kinds =
        code.match_indices("static ").filter(|(place, _)| !code[..*place].ends_with(|c: char| c.is_alphanumeric()));
    kinds.map(|(place, word)| code[place + word.len()..].split('=').next().unwrap_or_default().to_owned()).collect()
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

#[test]
fn arrows_and_statics_are_found_in_every_way_of_writing() {
    let told = |text: &str| after(&code(text), "crate::").into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(told("use crate::lang::Lang;"), "lang");
    assert_eq!(told("use crate::{text::{End, Measure}, span};"), "span text");
    assert_eq!(told("let s = crate::text::trim(\"crate::no\"); // crate::no"), "text");
    assert_eq!(
        statics(&code("pub static A: Cell<&'static str> = a(); static mut B: u8 = 1;")),
        ["A: Cell<& str> ", "mut B: u8 "]
    );
    assert_eq!(told("pub(crate) fn f() {}\n#[cfg(test)]\nmod tests {\n    use crate::no;\n}\n"), "");
}
