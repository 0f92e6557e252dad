//! The program as its users meet it: what it prints, writes and returns. The outlines themselves are tested elsewhere.

mod common;

use std::fs;
use std::process::Stdio;

use common::program::{Run, command, files, folder, read, run, run_with_input};
use serde_json::Value;
use tempfile::TempDir;
use tigang::grammar::Grammar;
use tigang::unist::Document;

const SPEECH: &str =
    "在图书馆年会上的讲话\n\n同志们：\n一、去年工作\n读者多了。\n二、今年打算\n把窗户修好。\n谢谢大家！\n";

fn speeches(names: &[&str]) -> TempDir {
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, SPEECH.as_bytes())).collect();
    folder(&files)
}

fn documents(json: &str) -> Vec<Document> {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

fn paths(json: &str) -> Vec<String> {
    documents(json).into_iter().map(|document| document.source.path).collect()
}

#[test]
fn one_file_is_one_document() {
    let folder = speeches(&["讲话.txt"]);
    let run = run(&folder, &["parse", "讲话.txt"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.starts_with("{\n  \"type\": \"document\",\n  \"version\": 1,\n"), "{}", run.stdout);
    assert!(run.stdout.ends_with("\n}\n"), "{}", run.stdout);
    let document: Document = serde_json::from_str(&run.stdout).expect("it is a document");
    let source = document.source;
    assert_eq!((source.path.as_str(), source.format.as_str(), source.encoding.as_str()), ("讲话.txt", "text", "UTF-8"));
    assert_eq!((source.bytes, source.lines), (SPEECH.len() as u64, 8));
}

#[test]
fn several_files_are_an_array_in_the_order_given() {
    let folder = speeches(&["b.txt", "a.txt", "讲话"]);
    let run = run(&folder, &["parse", "b.txt", "讲话", "a.txt", "b.txt"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(paths(&run.stdout), ["b.txt", "讲话", "a.txt"]);
    assert!(run.stdout.starts_with("[\n  {\n    \"type\": \"document\",\n"), "{}", run.stdout);
}

#[test]
fn a_folder_is_walked_in_order_and_gitignore_is_respected() {
    let names = ["a.txt", "b/2.text", "b/10.TXT", "b.txt", "c.jpg", ".hidden.txt", ".git.d/x.txt", "draft/d.txt"];
    let folder = speeches(&names);
    fs::write(folder.path().join(".gitignore"), "draft/\n").expect("a file can be written");
    for jobs in ["1", "7"] {
        let run = run(&folder, &["parse", ".", "--jobs", jobs]);
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
        assert_eq!(paths(&run.stdout), ["a.txt", "b/10.TXT", "b/2.text", "b.txt"]);
    }
    let one = run(&folder, &["parse", "draft"]);
    assert_eq!((one.status, paths(&one.stdout)), (Some(0), vec!["draft/d.txt".to_owned()]));
}

#[test]
fn a_folder_without_texts_is_an_empty_array_and_a_note() {
    let folder = folder(&[("empty/a.jpg", b"")]);
    let told = run(&folder, &["parse", "empty"]);
    assert_eq!((told.status, told.stdout.as_str()), (Some(0), "[]\n"));
    assert_eq!(told.stderr, "tigang: empty: no text in this folder\n");
    assert_eq!(run(&folder, &["parse", "empty", "--quiet"]).stderr, "");
}

#[test]
fn many_files_keep_their_order_and_threads_change_nothing() {
    let names: Vec<String> = (0..150).map(|n| format!("{n:03}.txt")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let folder = speeches(&names);
    let one = run(&folder, &["parse", ".", "--format", "jsonl", "--jobs", "1"]);
    let four = run(&folder, &["parse", ".", "--format", "jsonl", "--jobs", "4"]);
    assert_eq!(one.stdout, four.stdout);
    let paths: Vec<Value> = one.stdout.lines().map(|line| serde_json::from_str(line).expect("it is JSON")).collect();
    assert!(paths.iter().map(|document| &document["source"]["path"]).eq(&names));
}

#[test]
fn standard_input_is_read_without_a_path_or_for_a_dash() {
    let folder = speeches(&["a.txt"]);
    let none = run_with_input(&folder, &["parse"], SPEECH.as_bytes());
    let dash = run_with_input(&folder, &["parse", "-"], SPEECH.as_bytes());
    assert_eq!((none.status, none.stderr.as_str()), (Some(0), ""));
    assert_eq!(none.stdout, dash.stdout);
    let document: Document = serde_json::from_str(&none.stdout).expect("it is a document");
    assert_eq!(document.source.path, "-");
    let both = run_with_input(&folder, &["parse", "a.txt", "-"], SPEECH.as_bytes());
    assert_eq!(paths(&both.stdout), ["a.txt", "-"]);
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let folder = speeches(&["a.txt", "c.txt"]);
    fs::write(folder.path().join("b.txt"), b"\xff").expect("a file can be written");
    let run = run(&folder, &["parse", "a.txt", "missing.txt", "b.txt", "c.txt"]);
    assert_eq!(run.status, Some(2));
    assert_eq!(paths(&run.stdout), ["a.txt", "c.txt"]);
    let wanted = "tigang: missing.txt: no such file or folder: check the path\n\
        tigang: b.txt: no text in UTF-8, GB18030, Big5 or UTF-16 (not UTF-8 at byte offset 0, line 1): \
        save it as UTF-8, or name its encoding with --encoding\n";
    assert_eq!(run.stderr, wanted);
}

#[test]
fn what_is_no_text_is_one_error_in_both_languages() {
    let junk: Vec<u8> = [b"ok\n\nab\xff".to_vec(), vec![0xff; 32]].concat();
    let folder = folder(&[("junk.txt", &junk[..]), ("nul.txt", b"abc\ndef\0g")]);
    let told = |args: &[&str]| {
        let run = run(&folder, args);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
        run.stderr
    };
    assert_eq!(
        told(&["parse", "junk.txt"]),
        "tigang: junk.txt: no text in UTF-8, GB18030, Big5 or UTF-16 (not UTF-8 at byte offset 6, line 3): \
         save it as UTF-8, or name its encoding with --encoding\n"
    );
    assert_eq!(
        told(&["parse", "junk.txt", "--lang", "zh"]),
        "tigang: junk.txt: 不是 UTF-8、GB18030、Big5 或 UTF-16 编码的文本（第 3 行、字节偏移 6 处不是 UTF-8）：\
         请另存为 UTF-8，或用 --encoding 指明编码\n"
    );
    assert_eq!(
        told(&["parse", "nul.txt"]),
        "tigang: nul.txt: not a text: NUL at byte offset 7 (line 2): give a plain text file\n"
    );
    assert_eq!(
        told(&["--lang", "zh", "parse", "nul.txt"]),
        "tigang: nul.txt: 第 2 行（字节偏移 7）有空字节，不是文本：请改用纯文本文件\n"
    );
}

#[test]
fn the_encoding_is_found_or_asked_for_and_told() {
    let gbk = encoding_rs::GBK.encode(SPEECH).0;
    let folder = folder(&[("a.txt", &gbk), ("b.txt", SPEECH.as_bytes()), ("tigang.toml", b"encoding = \"auto\"\n")]);
    let told = |args: &[&str]| {
        let document: Document = serde_json::from_str(&run(&folder, args).stdout).expect("it is a document");
        (document.source.encoding, document.source.bytes, document.children.len())
    };
    let found = told(&["parse", "a.txt"]);
    assert_eq!((found.0.as_str(), found.1), ("GB18030", gbk.len() as u64));
    assert_eq!(told(&["parse", "a.txt", "--encoding", "cp936"]), found);
    assert_eq!(told(&["parse", "a.txt", "--config", "encoding='gb2312'"]), found);
    assert_eq!(told(&["parse", "b.txt"]).2, found.2);
    assert_eq!(told(&["parse", "a.txt", "--encoding", "big5"]).0, "Big5");
    for command in ["parse", "check"] {
        let wrong = run(&folder, &[command, "a.txt", "--encoding", "gb18031"]);
        let wanted = "tigang: --encoding: no encoding “gb18031” (did you mean gb18030?): use utf-8 gb18030 big5 \
                      utf-16le utf-16be or a label such as gbk, gb2312, cp936, cp950\n";
        assert_eq!((wrong.status, wrong.stdout.as_str(), wrong.stderr.as_str()), (Some(2), "", wanted));
    }
    let shown = run(&folder, &["check", "a.txt", "--show-settings"]).stdout;
    assert!(shown.contains("encoding = \"auto\"") && shown.contains("# tigang.toml:1"), "{shown}");
    let explained = run(&folder, &["explain", "a.txt:1", "--encoding", "gbk"]);
    assert_eq!((explained.status, explained.stderr.as_str()), (Some(0), ""));
}

#[test]
fn bytes_that_are_no_characters_are_noted() {
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let bytes = [gbk("一、提高认识\n安全"), b"\xca\xff".to_vec(), gbk("是底线\n"), b"\xb6".to_vec()].concat();
    let folder = folder(&[("a.txt", &bytes)]);
    let run = run(&folder, &["parse", "a.txt"]);
    let wanted = "tigang: a.txt:2:3: 2 bytes at byte offset 17 of the file are no character of GB18030, the outline has � \
                  for them; and 1 more\n";
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), wanted));
    assert!(run.stdout.contains("安全�是底线"));
}

#[test]
fn the_locale_chooses_the_language() {
    let folder = folder(&[]);
    let mut command = command(&folder, &["parse", "missing.txt"]);
    let run: Run = command.env("LC_ALL", "zh_CN.UTF-8").output().expect("the program was built").into();
    assert_eq!(run.stderr, "tigang: missing.txt: 没有这个文件或文件夹：请检查路径\n");
}

#[test]
fn an_output_file_is_replaced_as_a_whole_or_not_at_all() {
    let folder = speeches(&["a.txt"]);
    fs::write(folder.path().join("bad.txt"), b"\xff").expect("a file can be written");
    let good = run(&folder, &["parse", "a.txt", "--output", "out.json"]);
    assert_eq!((good.status, good.stdout.as_str(), good.stderr.as_str()), (Some(0), "", ""));
    let written = read(&folder, "out.json");
    assert_eq!(written, run(&folder, &["parse", "a.txt"]).stdout);
    let bad = run(&folder, &["parse", "bad.txt", "--output", "out.json"]);
    assert_eq!((bad.status, read(&folder, "out.json")), (Some(2), written));
    assert_eq!(files(&folder), ["a.txt", "bad.txt", "out.json"]);
}

#[test]
fn an_input_is_never_overwritten() {
    let folder = speeches(&["a.txt", "b.txt", "b.txt.txt"]);
    let file = run(&folder, &["parse", "a.txt", "--output", "./a.txt"]);
    assert_eq!(file.status, Some(2));
    assert_eq!(file.stderr, "tigang: a.txt: is an input and is not overwritten: choose another --output\n");
    let mirrored = run(&folder, &["parse", ".", "--format", "tree", "--output", "."]);
    assert_eq!(mirrored.status, Some(2));
    assert_eq!(mirrored.stderr, "tigang: b.txt.txt: is an input and is not overwritten: choose another --output\n");
    assert_eq!(files(&folder), ["a.txt", "a.txt.txt", "b.txt", "b.txt.txt", "b.txt.txt.txt"]);
    for name in ["a.txt", "b.txt", "b.txt.txt"] {
        assert_eq!(read(&folder, name), SPEECH, "{name}");
    }
}

#[test]
fn an_output_folder_mirrors_the_inputs() {
    let folder = speeches(&["in/a.txt", "in/deep/er/b.txt", "c.txt"]);
    let json = run(&folder, &["parse", "in", "c.txt", "--output", "new/out/"]);
    assert_eq!((json.status, json.stdout.as_str(), json.stderr.as_str()), (Some(0), "", ""));
    let outlines = ["new/out/a.txt.json", "new/out/c.txt.json", "new/out/deep/er/b.txt.json"];
    assert_eq!(files(&folder)[3..], outlines);
    for name in outlines {
        let document: Document = serde_json::from_str(&read(&folder, name)).expect("it is one document");
        assert!(name.contains(document.source.path.trim_start_matches("in/")), "{name}: {}", document.source.path);
    }
}

#[test]
fn a_second_run_does_not_read_the_outlines_of_the_first() {
    let folder = speeches(&["a.txt"]);
    for _ in 0..2 {
        let run = run(&folder, &["parse", ".", "--format", "tree", "--output", "out/"]);
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
        assert_eq!(files(&folder), ["a.txt", "out/a.txt.txt"]);
    }
}

#[test]
fn two_inputs_never_share_an_output_file() {
    let folder = speeches(&["x/a.txt", "y/a.txt"]);
    let run = run(&folder, &["parse", "x", "y", "--output", "out/"]);
    assert_eq!(run.status, Some(2));
    assert_eq!(run.stderr, "tigang: y/a.txt: out/a.txt.json is already taken by x/a.txt: run them one by one\n");
    assert!(read(&folder, "out/a.txt.json").contains("\"path\": \"x/a.txt\""));
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_not_replaced() {
    let folder = speeches(&["a.txt"]);
    let run = run(&folder, &["parse", "a.txt", "--output", "/dev/null"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    assert!(!fs::metadata("/dev/null").expect("it is still there").is_file());
}

#[cfg(unix)]
#[test]
fn dev_stdout_is_written_on_also_where_it_is_a_file() {
    let folder = speeches(&["a.txt"]);
    let path = folder.path().join("log");
    fs::write(&path, "before\n").expect("a file can be written");
    let log = fs::File::options().append(true).open(&path).expect("the file is there");
    let mut command = command(&folder, &["parse", "a.txt", "--output", "/dev/stdout"]);
    assert!(command.stdout(log).status().expect("the program was built").success());
    let json = run(&folder, &["parse", "a.txt"]).stdout;
    assert_eq!(read(&folder, "log"), format!("before\n{json}"));
}

#[cfg(unix)]
#[test]
fn a_link_goes_on_pointing_at_its_file_which_keeps_its_rights() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = speeches(&["a.txt", "real.json"]);
    let real = folder.path().join("real.json");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("the file is ours");
    symlink("real.json", folder.path().join("link.json")).expect("a link can be made");
    assert_eq!(run(&folder, &["parse", "a.txt", "--output", "link.json"]).status, Some(0));
    assert!(folder.path().join("link.json").is_symlink() && read(&folder, "real.json").starts_with('{'));
    assert_eq!(fs::metadata(real).expect("it is there").permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_broken_pipe_ends_quietly() {
    let names: Vec<String> = (0..400).map(|n| format!("{n:03}.txt")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let folder = speeches(&names);
    let mut command = command(&folder, &["parse", "."]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program was built");
    drop(child.stdout.take());
    let run: Run = child.wait_with_output().expect("the program ends").into();
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn the_tree_is_plain_where_nobody_looks() {
    let folder = speeches(&["a.txt", "b.txt"]);
    let run = run(&folder, &["parse", "a.txt", "b.txt", "--format", "tree"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.starts_with("a.txt\n") && run.stdout.contains("\n\nb.txt\n"), "{}", run.stdout);
    assert!(!run.stdout.contains('\u{1b}') && !run.stdout.contains('…'), "{}", run.stdout);
}

#[test]
fn verify_tells_how_much_was_proved_and_writes_nothing() {
    let folder = speeches(&["a.txt", "b.txt"]);
    let both = run(&folder, &["parse", ".", "--verify"]);
    assert_eq!((both.status, both.stdout.as_str(), both.stderr.as_str()), (Some(0), "", "2 files, nothing lost\n"));
    assert_eq!(run(&folder, &["parse", "a.txt", "--verify", "--lang", "zh"]).stderr, "1 个文件，没有丢失\n");
    assert_eq!(run(&folder, &["parse", "a.txt", "--verify", "--quiet"]).stderr, "");
    let missing = run(&folder, &["parse", "a.txt", "missing.txt", "--verify"]);
    assert_eq!(missing.status, Some(2));
    assert_eq!(missing.stderr, "tigang: missing.txt: no such file or folder: check the path\n");
}

#[test]
fn every_family_is_listed_once() {
    let folder = folder(&[]);
    let text = run(&folder, &["families"]);
    let json = run(&folder, &["families", "--format", "json"]);
    assert_eq!((text.status, json.status), (Some(0), Some(0)));
    let listed: Vec<Value> = serde_json::from_str(&json.stdout).expect("it is an array");
    let grammar = Grammar::builtin();
    let families = || grammar.families().iter().filter(|family| !family.is_alias());
    assert!(families().count() > 0 && families().map(|family| family.public_id()).eq(listed.iter().map(|f| &f["id"])));
    for family in families() {
        let lines = text.stdout.lines().filter(|line| line.split_whitespace().next() == Some(family.public_id()));
        assert_eq!(lines.count(), 1, "{}", family.public_id());
    }
}

#[test]
fn a_grammar_folder_stands_in_for_what_it_has() {
    let folder = folder(&[
        ("part/profiles.toml", include_bytes!("../grammar/profiles.toml")),
        ("empty/readme", b""),
        ("wrong/markers.toml", b"[[family]\n"),
        ("latin1/words.toml", b"\xff"),
    ]);
    let builtin = run(&folder, &["families"]);
    assert_eq!(run(&folder, &["families", "--grammar", "part"]).stdout, builtin.stdout);
    let empty = run(&folder, &["families", "--grammar", "empty"]);
    assert_eq!((empty.status, empty.stdout.as_str()), (Some(2), ""));
    let none = "tigang: empty: no grammar file: put markers.toml, words.toml or profiles.toml there\n";
    assert_eq!(empty.stderr, none);
    let wrong = run(&folder, &["families", "--grammar", "wrong"]);
    assert_eq!((wrong.status, wrong.stdout.as_str()), (Some(2), ""));
    assert!(wrong.stderr.starts_with("tigang: wrong: markers.toml, line 1, "), "{}", wrong.stderr);
    let missing = run_with_input(&folder, &["parse", "--grammar", "missing"], b"");
    assert_eq!(missing.status, Some(2));
    assert_eq!(missing.stderr, "tigang: missing: no such file or folder: check the path\n");
    let latin1 = run(&folder, &["families", "--grammar", "latin1"]);
    assert_eq!(latin1.stderr, "tigang: latin1/words.toml: not UTF-8: save the file as UTF-8\n");
}

#[test]
fn every_output_validates_against_the_schema() {
    let folder = speeches(&["a.txt", "b.txt"]);
    let schema: Value = serde_json::from_str(&run(&folder, &["schema"]).stdout).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let check = |output: &str| {
        let value: Value = serde_json::from_str(output).expect("it is JSON");
        assert!(validator.is_valid(&value), "{output}");
        value
    };
    let mut one = check(&run(&folder, &["parse", "a.txt"]).stdout);
    check(&run(&folder, &["parse", "a.txt", "b.txt"]).stdout);
    run(&folder, &["parse", ".", "--format", "jsonl"]).stdout.lines().for_each(|line| drop(check(line)));
    // A schema that takes everything proves nothing.
    one["type"] = "essay".into();
    assert!(!validator.is_valid(&one));
    one["type"] = "document".into();
    one["children"][0]["type"] = "essay".into();
    assert!(!validator.is_valid(&one));
    assert!(!validator.is_valid(&Value::Null));
}

#[test]
fn help_and_completions_are_printed_and_wrong_arguments_are_named() {
    let folder = folder(&[]);
    let help = run(&folder, &["parse", "--help"]);
    assert_eq!(help.status, Some(0));
    for format in tigang::emit::FORMATS.iter().map(|f| f.name()).chain(tigang::read::FORMATS.iter().map(|f| f.name)) {
        assert!(help.stdout.contains(format), "{format}: {}", help.stdout);
    }
    assert_eq!(run(&folder, &["--version"]).stdout, concat!("tigang ", env!("CARGO_PKG_VERSION"), "\n"));
    assert!(run(&folder, &["completions", "bash"]).stdout.contains("tigang"));
    for wrong in [&["parse", "--format", "yaml"][..], &["parse", "--jobs", "0"], &["parse", "--verify", "-o", "x"], &[]]
    {
        assert_eq!(run(&folder, wrong).status, Some(2), "{wrong:?}");
    }
}
