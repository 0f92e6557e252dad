//! Corpora: lists, streams of records, shards, errors in the place of outlines, and runs that go on where another stopped.

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::program::{Run, folder, read, run, run_with_input};
use serde_json::{Value, json};
use tempfile::TempDir;

const SPEECH: &str = "同志们：\n一、去年工作\n读者多了。\n二、今年打算\n把窗户修好。\n谢谢大家！\n";

/// What the stream of these tests holds: records with all kinds of ids, and lines that are no record.
const STREAM: &str = concat!(
    "\u{feff}{\"id\":\"甲\",\"text\":\"同志们：\\n一、读书\\n二、看报\\n\"}\r\n",
    "{\"text\":\"一、a\\n二、b\",\"more\":{\"id\":[null]},\"id\":18446744073709551615}\n",
    "\n",
    "{\"id\":-7,\"text\":\"\"}\n",
    "{\"id\":\"no text\"}\n",
    "{\"id\":0.5,\"text\":\"\\u4e00\\u3001\\ud83d\\ude00\"}\n",
    "{\"id\":\n",
    "[1,\"一、\"]\n",
    "{\"id\":\"nul\",\"text\":\"a\\u0000\"}\n",
    "  \t\n",
    "{\"id\":\"\",\"text\":\"谢谢大家！\"}",
);

/// Why lines of the stream are no record, by their number.
const WRONG: [(u64, &str); 4] = [
    (5, "no record: it is to be an object with an \"id\" (string or number) and a \"text\" (string)"),
    (7, "no JSON at byte 6: each line is to be {\"id\": …, \"text\": …}"),
    (8, "no record: it is to be an object with an \"id\" (string or number) and a \"text\" (string)"),
    (9, "not a text: NUL at byte offset 1 (line 1): give a plain text file"),
];

fn corpus() -> TempDir {
    let names: Vec<String> = (0..100).map(|n| format!("in/{n:03}.txt")).collect();
    let mut files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), SPEECH.as_bytes())).collect();
    files.extend([("s.jsonl", STREAM.as_bytes()), ("in/bad.txt", b"\xff"), ("in/t.jsonl", b"")]);
    folder(&files)
}

fn lines(run: &Run) -> Vec<Value> {
    run.stdout.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
}

fn ids(lines: &[Value]) -> Vec<Value> {
    lines.iter().map(|line| line["source"]["id"].clone()).collect()
}

fn jsonl<'a>(args: &[&'a str]) -> Vec<&'a str> {
    [&["parse", "--format", "jsonl"], args].concat()
}

fn told(run: &Run) -> (Option<i32>, &str, &str) {
    (run.status, run.stdout.as_str(), run.stderr.as_str())
}

#[test]
fn paths_are_read_from_a_list() {
    let folder = corpus();
    let paths = |run: &Run| lines(run).iter().map(|line| line["source"]["path"].clone()).collect::<Vec<_>>();
    fs::write(folder.path().join("list"), "in/007.txt\r\n\nin/003.txt\n").expect("a file can be written");
    fs::write(folder.path().join("a\nb.txt"), SPEECH).expect("a file can be written");
    let listed = run(&folder, &jsonl(&["in/050.txt", "--files-from", "list"]));
    assert_eq!(paths(&listed), ["in/050.txt", "in/007.txt", "in/003.txt"]);
    let stdin = run_with_input(&folder, &jsonl(&["--files-from", "-"]), b"a\nb.txt\0in/001.txt\0");
    assert_eq!(paths(&stdin), ["a\nb.txt", "in/001.txt"]);
    let walked = run_with_input(&folder, &jsonl(&["--files-from", "-"]), b"in\n");
    assert_eq!(paths(&walked).len(), 100);
    assert_eq!(told(&run_with_input(&folder, &["parse", "--files-from", "-"], b"")), (Some(0), "[]\n", ""));
    let both = run_with_input(&folder, &jsonl(&["--files-from", "-", "-"]), b"");
    let wanted = "tigang: --files-from: standard input holds the list and cannot be a text as well\n";
    assert_eq!(told(&both), (Some(2), "", wanted));
    let missing = run(&folder, &jsonl(&["--files-from", "missing"]));
    assert_eq!(told(&missing), (Some(2), "", "tigang: missing: no such file or folder: check the path\n"));
}

#[test]
fn every_record_is_an_outline_with_its_id() {
    let folder = corpus();
    let run = run(&folder, &jsonl(&["s.jsonl"]));
    let lines = lines(&run);
    assert_eq!(ids(&lines), [json!("甲"), json!(u64::MAX), json!(-7), json!(0.5), json!("")]);
    let wanted = r#"{"type":"document","version":1,"source":{"path":"s.jsonl","id":"甲","format":"text","encoding":"UTF-8","bytes":39,"lines":3},"#;
    assert!(run.stdout.starts_with(wanted), "{}", run.stdout);
    let told: String = WRONG.iter().map(|(line, why)| format!("tigang: s.jsonl:{line}: {why}\n")).collect();
    assert_eq!((run.status, run.stderr), (Some(2), told));
    // Places are those of the text, as if it stood in a file.
    assert_eq!(
        lines[0]["children"][0]["children"][1]["position"]["start"],
        json!({"line": 2, "column": 1, "offset": 13})
    );
}

#[test]
fn records_are_known_by_the_name_or_by_the_option() {
    let folder = folder(&[
        ("a.JSONL", br#"{"id":1,"text":""}"#),
        ("b.ndjson", br#"{"id":2,"text":""}"#),
        ("c.txt", br#"{"id":3,"text":""}"#),
    ]);
    let known = |args: &[&str]| ids(&lines(&run(&folder, &jsonl(args))));
    assert_eq!(known(&["a.JSONL", "b.ndjson", "c.txt"]), [json!(1), json!(2), Value::Null]);
    assert_eq!(known(&["c.txt", "--input-format", "jsonl"]), [json!(3)]);
    assert_eq!(known(&["a.JSONL", "--input-format", "text"]), [Value::Null]);
    // A folder may hold the outlines of an earlier run.
    assert_eq!(known(&["."]), [Value::Null]);
    assert_eq!(known(&[".", "--input-format", "jsonl"]), [json!(1), json!(2)]);
    let stdin = run_with_input(&folder, &jsonl(&["--input-format", "jsonl"]), br#"{"id":4,"text":""}"#);
    assert_eq!((&lines(&stdin)[0]["source"]["path"], &lines(&stdin)[0]["source"]["id"]), (&json!("-"), &json!(4)));
    let array = run(&folder, &["parse", "a.JSONL"]).stdout;
    assert!(array.starts_with("[\n") && array.contains("\"id\": 1,"), "{array}");
    assert!(run(&folder, &["parse", "a.JSONL", "--format", "tree"]).stdout.starts_with("a.JSONL  1\n"));
    assert_eq!(told(&run(&folder, &["parse", "a.JSONL", "--verify"])), (Some(0), "", "1 file, nothing lost\n"));
    let mirrored = run(&folder, &["parse", "a.JSONL", "--output", "out/"]);
    let wanted = "tigang: a.JSONL: the outlines of records go to one file: use --format jsonl --output FILE\n";
    assert_eq!(told(&mirrored), (Some(2), "", wanted));
}

#[test]
fn the_order_is_that_of_the_inputs_on_any_number_of_threads() {
    let folder = corpus();
    // Long enough to be read in several pieces.
    let more = "多".repeat(1000);
    let record = |n: usize| format!("{{\"id\":{n},\"more\":\"{more}\",\"text\":{:?}}}\n", "一、a\n".repeat(n % 5));
    let stream: String = (0..400).map(record).collect();
    fs::write(folder.path().join("long.jsonl"), stream).expect("a file can be written");
    let args = jsonl(&["in", "long.jsonl", "s.jsonl", "--on-error", "record", "--jobs"]);
    let one = run(&folder, &[&args[..], &["1"]].concat());
    let (lines, ids) = (lines(&one), ids(&lines(&one)));
    assert_eq!(lines.len(), 101 + 400 + 9);
    assert!(ids[101..501].iter().cloned().eq((0..400).map(|n| json!(n))));
    for jobs in ["2", "7"] {
        let other = run(&folder, &[&args[..], &[jobs]].concat());
        assert!(one.stdout == other.stdout && one.stderr == other.stderr, "{jobs}");
    }
}

#[test]
fn an_error_stands_in_the_place_of_an_outline() {
    let folder = corpus();
    let run = run(&folder, &jsonl(&["s.jsonl", "in/bad.txt", "missing.jsonl", "in/000.txt", "--on-error", "record"]));
    let errors: Vec<Value> = lines(&run).into_iter().filter(|line| line["type"] == "error").collect();
    let ids = [json!("no text"), Value::Null, Value::Null, json!("nul")];
    for ((error, (line, why)), id) in errors.iter().zip(WRONG).zip(ids) {
        assert_eq!(error["source"]["line"], line);
        assert_eq!((&error["message"], &error["source"]["id"]), (&json!(why), &id));
    }
    let written: Vec<&str> = run.stdout.lines().filter(|line| line.starts_with(r#"{"type":"error""#)).skip(4).collect();
    let wanted = [
        r#"{"type":"error","version":1,"source":{"path":"in/bad.txt"},"message":"no text in UTF-8, GB18030, Big5 or UTF-16 (not UTF-8 at byte offset 0, line 1): save it as UTF-8, or name its encoding with --encoding"}"#,
        r#"{"type":"error","version":1,"source":{"path":"missing.jsonl"},"message":"no such file or folder: check the path"}"#,
    ];
    assert_eq!(written, wanted);
    assert_eq!((run.status, run.stdout.lines().count()), (Some(0), 5 + 4 + 3));
    assert_eq!(run.stderr, "6 could not be read and stand as errors in the output\n");
}

#[test]
fn every_line_validates_against_the_schema() {
    let folder = corpus();
    let schema: Value = serde_json::from_str(&run(&folder, &["schema"]).stdout).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let mut lines = lines(&run(&folder, &jsonl(&["s.jsonl", "in", "--on-error", "record"])));
    for line in &lines {
        assert!(validator.is_valid(line), "{line}");
    }
    // A schema that takes everything proves nothing.
    let error = lines.iter_mut().find(|line| line["type"] == "error").expect("there is one");
    error["source"]["line"] = "5".into();
    assert!(!validator.is_valid(error));
}

#[test]
fn the_first_error_ends_the_run_where_that_is_asked() {
    let folder = corpus();
    let stopped = run(&folder, &jsonl(&["s.jsonl", "in", "--on-error", "fail", "--jobs", "2"]));
    let wanted = format!("tigang: s.jsonl:{}: {}\n", WRONG[0].0, WRONG[0].1);
    assert_eq!((stopped.status, &stopped.stderr), (Some(2), &wanted));
    assert_eq!(ids(&lines(&stopped)), [json!("甲"), json!(u64::MAX), json!(-7)]);
    let saved = run(&folder, &jsonl(&["in", "s.jsonl", "--on-error", "fail", "--output", "out.jsonl"]));
    assert_eq!((saved.status, folder.path().join("out.jsonl").exists()), (Some(2), false));
    let clean = run(&folder, &jsonl(&["in/000.txt", "--on-error", "fail", "--output", "out.jsonl"]));
    assert_eq!((told(&clean), read(&folder, "out.jsonl").lines().count()), ((Some(0), "", ""), 1));
}

#[test]
fn each_input_belongs_to_one_shard() {
    let folder = corpus();
    let args = jsonl(&["s.jsonl", "in", "--on-error", "record"]);
    let whole = run(&folder, &args);
    for of in 1..6 {
        let mut parts = BTreeSet::new();
        for i in 1..=of {
            let part = run(&folder, &[&args[..], &["--shard", &format!("{i}/{of}")]].concat());
            for line in part.stdout.lines() {
                assert!(parts.insert(line.to_owned()), "{i}/{of}: {line}");
            }
        }
        assert!(parts.iter().map(String::as_str).eq(whole.stdout.lines().collect::<BTreeSet<_>>()), "{of}");
    }
    // The share is that of the name, whatever else there is.
    let one = run(&folder, &jsonl(&["in/005.txt", "in/006.txt", "--shard", "1/2"]));
    let all = run(&folder, &jsonl(&["in", "--shard", "1/2"]));
    assert!(one.stdout.lines().all(|line| all.stdout.contains(line)));
    let wrong = run(&folder, &jsonl(&["in", "--shard", "3/2"]));
    assert!(wrong.status == Some(2) && wrong.stderr.contains("write I/N with 1 ≤ I ≤ N"), "{}", wrong.stderr);
}

#[test]
fn a_run_that_was_cut_off_goes_on_where_it_stopped() {
    let folder = corpus();
    let args = jsonl(&["in/001.txt", "s.jsonl", "in/002.txt", "in/bad.txt", "--on-error", "record", "--output", "out"]);
    let resumed = [&args[..], &["--resume"]].concat();
    assert_eq!(run(&folder, &args).status, Some(0));
    let whole = fs::read(folder.path().join("out")).expect("it was written");
    for cut in (0..whole.len()).step_by(397).chain([whole.len() - 1, whole.len()]) {
        fs::write(folder.path().join("out"), &whole[..cut]).expect("a file can be written");
        assert_eq!(run(&folder, &resumed).status, Some(0));
        let now = fs::read(folder.path().join("out")).expect("it was written");
        assert!(now == whole, "cut at {cut}: {}", String::from_utf8_lossy(&now));
    }
    fs::remove_file(folder.path().join("out")).expect("it is there");
    assert_eq!(run(&folder, &resumed).status, Some(0));
    assert_eq!(fs::read(folder.path().join("out")).expect("it was written"), whole);
}

#[test]
fn what_was_told_and_not_written_is_tried_again() {
    let folder = corpus();
    let args = jsonl(&["in/bad.txt", "in/001.txt", "--output", "out", "--resume"]);
    assert_eq!(run(&folder, &args).status, Some(2));
    assert_eq!(run(&folder, &args).status, Some(2));
    fs::write(folder.path().join("in/bad.txt"), SPEECH).expect("a file can be written");
    assert_eq!(told(&run(&folder, &args)), (Some(0), "", ""));
    let written = read(&folder, "out");
    let paths: Vec<Value> = written.lines().map(|l| serde_json::from_str::<Value>(l).expect("it is JSON")).collect();
    assert!(paths.iter().map(|line| &line["source"]["path"]).eq(["in/001.txt", "in/bad.txt"]));
    // What stands there is never written anew.
    assert_eq!(told(&run(&folder, &args)), (Some(0), "", ""));
    assert_eq!(read(&folder, "out"), written);
}

#[test]
fn only_outlines_are_gone_on_with() {
    let folder = corpus();
    for (name, line) in [("s.jsonl", 1), ("in/000.txt", 1)] {
        let before = read(&folder, name);
        let refused = run(&folder, &jsonl(&["in/001.txt", "--output", name, "--resume"]));
        let wanted =
            format!("tigang: {name}:{line}: no outline: --resume goes on only with what --format jsonl wrote\n");
        assert_eq!((told(&refused), read(&folder, name)), ((Some(2), "", wanted.as_str()), before));
    }
    let needs = "needs --format jsonl and one output that is no folder\n";
    for args in [
        &["parse", "in", "--output", "out", "--resume"][..],
        &["parse", "in", "--format", "jsonl", "--output", "out/", "--resume"],
    ] {
        assert_eq!(told(&run(&folder, args)), (Some(2), "", format!("tigang: --resume: {needs}").as_str()));
    }
    let record = run(&folder, &["parse", "in", "--on-error", "record"]);
    assert_eq!(told(&record), (Some(2), "", format!("tigang: --on-error record: {needs}").as_str()));
    assert_eq!(run(&folder, &jsonl(&["in", "--resume"])).status, Some(2));
}

#[test]
fn a_stream_is_never_overwritten() {
    let folder = corpus();
    let refused = run(&folder, &jsonl(&["in/001.txt", "./s.jsonl", "--output", "s.jsonl"]));
    let wanted = "tigang: s.jsonl: is an input and is not overwritten: choose another --output\n";
    assert_eq!((told(&refused), read(&folder, "s.jsonl")), ((Some(2), "", wanted), STREAM.to_owned()));
}

/// A long outline is handed on before it is written to its end; what stands around it must not notice.
#[test]
fn a_long_outline_stands_between_others_as_a_short_one_does() {
    let points: String = (0..6000).map(|n| format!("{}是抓落实；", ["一", "二", "三"][n % 3])).collect();
    let long = format!("同志们：\n好。{points}\n");
    let files: Vec<(&str, &[u8])> =
        vec![("a.txt", SPEECH.as_bytes()), ("b.txt", long.as_bytes()), ("c.txt", SPEECH.as_bytes())];
    let folder = folder(&files);
    let alone: Vec<Value> = files.iter().flat_map(|(name, _)| lines(&run(&folder, &jsonl(&[name])))).collect();
    assert!(alone[1].to_string().len() > 1 << 20);
    for jobs in ["1", "3"] {
        let all = ["a.txt", "b.txt", "c.txt", "--jobs", jobs];
        assert_eq!(lines(&run(&folder, &jsonl(&all))), alone);
        let array = run(&folder, &[&["parse", "--format", "json"], &all[..]].concat());
        assert_eq!(serde_json::from_str::<Vec<Value>>(&array.stdout).expect("it is an array"), alone);
        run(&folder, &jsonl(&[&all[..], &["--output", "out/"]].concat()));
        let mirrored = ["out/a.txt.jsonl", "out/b.txt.jsonl", "out/c.txt.jsonl"].map(|name| read(&folder, name));
        assert!(
            mirrored
                .iter()
                .zip(&alone)
                .all(|(text, value)| serde_json::from_str::<Value>(text).is_ok_and(|v| v == *value))
        );
    }
}

/// A long file is taken piece by piece; what becomes of its bytes does not depend on where a piece ends.
#[test]
fn a_long_file_is_read_as_a_short_one() {
    let text = SPEECH.repeat(3000);
    let bytes = text.as_bytes();
    let gbk = encoding_rs::GBK.encode(&text).0;
    let hurt = [&bytes[..200_000], b"\xff", &bytes[200_000..]].concat();
    let torn = &bytes[..bytes.len() - 2];
    let files = [("a.txt", bytes), ("b.txt", &gbk), ("c.txt", &hurt), ("d.txt", torn), ("e.txt", &bytes[..1 << 17])];
    let folder = folder(&files);
    let outlines: Vec<Value> = files.iter().flat_map(|(name, _)| lines(&run(&folder, &jsonl(&[name])))).collect();
    let source = |at: usize, of: &str| outlines[at]["source"][of].clone();
    assert_eq!(outlines[0]["children"], outlines[1]["children"]);
    assert_eq!([0, 1, 2, 3].map(|at| source(at, "encoding")), ["UTF-8", "GB18030", "UTF-8", "UTF-8"].map(Value::from));
    assert!((0..5).all(|at| source(at, "bytes") == files[at].1.len()));
    let told = |name| run(&folder, &jsonl(&[name])).stderr;
    assert_eq!(["a.txt", "b.txt", "c.txt", "d.txt"].map(|name| told(name).is_empty()), [true, true, false, false]);
}
