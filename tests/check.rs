//! `tigang check` as its users meet it: what it reports, what it writes into files, and with which status it ends.

mod common;

use std::fs;
use std::path::Path;
use std::process::Stdio;

use common::program::{Run, command, files, folder, read, run, run_with_input};
use serde_json::Value;
use tempfile::TempDir;

const GOOD: &str = "同志们：\n一、去年工作\n窗户修好了。\n二、今年打算\n添几排书架。\n";

/// One fault that is safe to put right, and one that wants a look.
const FAULTY: &str = "同志们：\n一、去年工作\n（一）、修好了窗户。\n（二）添了书架。\n二、今年打算\n再开一间屋。\n四、几点要求\n按时开门。\n";

const MARK: &str = "3:1: error[punctuation-after-bracketed-marker] no mark follows “（一）”, found “、”\n";
const GAP: &str = "7:1: error[numbering-gap] numbering gap: “二、” is followed by “四、”, expected “三、”\n";

fn safely_mended() -> String {
    FAULTY.replace("（一）、", "（一）")
}

fn mended() -> String {
    safely_mended().replace("四、", "三、")
}

fn texts(names: &[&str]) -> TempDir {
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, FAULTY.as_bytes())).collect();
    folder(&files)
}

/// `check --format concise` with more arguments.
fn check(folder: &TempDir, args: &[&str]) -> Run {
    run(folder, &[&["check", "--format", "concise"], args].concat())
}

fn told(run: &Run) -> (Option<i32>, &str, &str) {
    (run.status, &run.stdout, &run.stderr)
}

fn write(folder: &TempDir, name: &str, bytes: &[u8]) {
    fs::write(folder.path().join(name), bytes).expect("a file can be written");
}

#[test]
fn a_good_text_ends_with_status_0() {
    let folder = folder(&[("a.txt", GOOD.as_bytes()), ("b.txt", GOOD.as_bytes())]);
    assert_eq!(told(&check(&folder, &["a.txt"])), (Some(0), "", "1 file, nothing found\n"));
    assert_eq!(told(&check(&folder, &[".", "--lang", "zh"])), (Some(0), "", "2 个文件，未发现问题\n"));
    assert_eq!(told(&check(&folder, &["a.txt", "--quiet"])), (Some(0), "", ""));
    assert_eq!(
        told(&run(&folder, &["check", "a.txt", "--format", "json"])),
        (Some(0), "[]\n", "1 file, nothing found\n")
    );
}

#[test]
fn faults_end_with_status_1_unless_nobody_wants_that() {
    let folder = texts(&["a.txt"]);
    let report = format!("a.txt:{MARK}a.txt:{GAP}");
    assert_eq!(told(&check(&folder, &["a.txt"])), (Some(1), report.as_str(), ""));
    assert_eq!(told(&check(&folder, &["a.txt", "--exit-zero"])), (Some(0), report.as_str(), ""));
}

#[test]
fn the_usual_report_shows_the_place() {
    let folder = texts(&["a.txt"]);
    let text = run(&folder, &["check", "a.txt", "--select", "numbering-gap", "--lang", "zh"]);
    assert_eq!(text.status, Some(1));
    assert!(text.stdout.starts_with("错误[numbering-gap]: 编号不连续："), "{}", text.stdout);
    assert!(text.stdout.contains(" --> a.txt:7:1\n"), "{}", text.stdout);
    assert!(!text.stdout.contains('\u{1b}'), "{}", text.stdout);
}

#[test]
fn json_tells_every_field() {
    let folder = texts(&["a.txt"]);
    let json = run(&folder, &["check", "a.txt", "--format", "json"]).stdout;
    let found: Vec<Value> = serde_json::from_str(&json).expect("it is an array");
    assert_eq!(found.len(), 2);
    let fields = ["rule", "severity", "message", "path", "line", "column", "end_line", "end_column", "related", "fix"];
    for field in fields {
        assert!(found.iter().all(|diagnostic| diagnostic.get(field).is_some()), "{field}: {json}");
    }
    assert_eq!(
        (&found[1]["path"], &found[1]["line"], &found[1]["end_column"]),
        (&"a.txt".into(), &7.into(), &3.into())
    );
    assert_eq!(found[1]["fix"]["safety"], "unsafe");
}

#[test]
fn every_format_is_written() {
    let folder = texts(&["a.txt"]);
    for format in tigang::report::FORMATS {
        let run = run(&folder, &["check", "a.txt", "--format", format.name()]);
        assert_eq!((run.status, run.stdout.is_empty(), run.stderr.as_str()), (Some(1), false, ""), "{}", format.name());
    }
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let folder = folder(&[("a.txt", FAULTY.as_bytes()), ("b.txt", b"\xff"), ("c.txt", GOOD.as_bytes())]);
    let run = check(&folder, &["a.txt", "missing.txt", "b.txt", "c.txt"]);
    let wanted = "tigang: missing.txt: no such file or folder: check the path\n\
        tigang: b.txt: no text in UTF-8, GB18030, Big5 or UTF-16 (not UTF-8 at byte offset 0, line 1): \
        save it as UTF-8, or name its encoding with --encoding\n";
    assert_eq!(told(&run), (Some(2), format!("a.txt:{MARK}a.txt:{GAP}").as_str(), wanted));
    assert_eq!(check(&folder, &["b.txt", "--exit-zero"]).status, Some(2));
}

#[test]
fn threads_change_nothing() {
    let names: Vec<String> = (0..60).map(|n| format!("{n:03}.txt")).collect();
    let folder = texts(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let one = check(&folder, &[".", "--jobs", "1"]);
    assert_eq!(one.stdout, check(&folder, &[".", "--jobs", "5"]).stdout);
    assert!(one.stdout.lines().step_by(2).map(|line| &line[..7]).eq(&names));
}

#[test]
fn rules_are_chosen_by_name() {
    let folder = texts(&["a.txt"]);
    let (mark, gap) = (format!("a.txt:{MARK}"), format!("a.txt:{GAP}"));
    assert_eq!(check(&folder, &["a.txt", "--select", "numbering-gap,duplicate-number"]).stdout, gap);
    let both = ["a.txt", "--select", "numbering-gap", "--select", "punctuation-after-bracketed-marker"];
    assert_eq!(check(&folder, &both).stdout, format!("{mark}{gap}"));
    assert_eq!(check(&folder, &["a.txt", "--ignore", "numbering-gap"]).stdout, mark);
    assert_eq!(check(&folder, &["a.txt", "--select", "all", "--ignore", "all"]).status, Some(0));
}

#[test]
fn an_unknown_rule_or_kind_of_document_is_an_error_that_tells_what_was_meant() {
    let folder = texts(&["a.txt"]);
    let error = |args: &[&str]| {
        let run = check(&folder, args);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
        run.stderr
    };
    assert_eq!(
        error(&["a.txt", "--select", "numbering-gab"]),
        "tigang: --select: no rule is called “numbering-gab”: did you mean “numbering-gap”?\n"
    );
    assert_eq!(
        error(&["a.txt", "--ignore", "x", "--lang", "zh"]),
        "tigang: --ignore: 没有“x”这条规则：请用 tigang rules 查看\n"
    );
    assert_eq!(
        error(&["a.txt", "--profile", "statue"]),
        "tigang: --profile: no kind of document is called “statue”: did you mean “statute”? \
         known are general, official, official-tw, speech, standard, statute\n"
    );
    assert_eq!(
        error(&["a.txt", "--profile", "诗", "--lang", "zh"]),
        "tigang: --profile: 没有“诗”这类文稿：已知的有 general、official、official-tw、speech、standard、statute\n"
    );
}

#[test]
fn a_profile_decides_what_is_a_fault() {
    let folder = folder(&[("a.txt", "1、早准备。\n2、勤检查。\n3、重落实。\n".as_bytes())]);
    assert_eq!(check(&folder, &["a.txt"]).status, Some(0));
    let official = check(&folder, &["a.txt", "--profile", "official", "--select", "ideographic-comma-after-arabic"]);
    assert_eq!((official.status, official.stdout.lines().count()), (Some(1), 3));
}

#[test]
fn severity_leaves_out_what_is_milder() {
    let text = "（ 一 ）晴天晒书。\n（ 二 ）雨天关窗。\n（ 四 ）雪天扫路。\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let lines = |severity| check(&folder, &["a.txt", "--severity", severity]).stdout.lines().count();
    assert_eq!((lines("info"), lines("warning"), lines("error")), (4, 1, 1));
    assert_eq!(check(&folder, &["a.txt", "--severity", "bad"]).status, Some(2));
    // What is not reported is not put right either.
    assert_eq!(check(&folder, &["a.txt", "--severity", "error", "--fix"]).status, Some(1));
    assert_eq!(read(&folder, "a.txt"), text);
}

#[test]
fn statistics_count_what_each_rule_finds() {
    let folder = texts(&["a.txt", "b.txt"]);
    fs::write(folder.path().join("b.txt"), safely_mended()).expect("a file can be written");
    let wanted = "2  numbering-gap                       numbers are missing in a list\n\
                  1  punctuation-after-bracketed-marker  a mark follows a marker that stands in brackets\n";
    assert_eq!(told(&run(&folder, &["check", ".", "--statistics"])), (Some(1), wanted, ""));
    let json = run(&folder, &["check", ".", "--statistics", "--format", "json", "--lang", "zh"]).stdout;
    let counted: Vec<Value> = serde_json::from_str(&json).expect("it is an array");
    assert_eq!((&counted[0]["rule"], &counted[0]["count"]), (&"numbering-gap".into(), &2.into()));
}

#[test]
fn the_report_goes_to_a_file_that_is_no_input() {
    let folder = texts(&["a.txt"]);
    assert_eq!(told(&check(&folder, &["a.txt", "--output", "out/../report"])).0, Some(2));
    assert_eq!(told(&check(&folder, &["a.txt", "--output", "report"])), (Some(1), "", ""));
    assert_eq!(read(&folder, "report"), format!("a.txt:{MARK}a.txt:{GAP}"));
    let own = check(&folder, &["a.txt", "--output", "./a.txt"]);
    assert_eq!(
        told(&own),
        (Some(2), "", "tigang: a.txt: is an input and is not overwritten: choose another --output\n")
    );
    assert_eq!(read(&folder, "a.txt"), FAULTY);
}

#[test]
fn standard_input_goes_by_the_name_it_is_given() {
    let folder = folder(&[]);
    let dash = run_with_input(&folder, &["check", "-f", "concise"], FAULTY.as_bytes());
    assert_eq!(told(&dash), (Some(1), format!("-:{MARK}-:{GAP}").as_str(), ""));
    let args = ["check", "-f", "concise", "-", "--stdin-filename", "稿/讲话.txt"];
    let named = run_with_input(&folder, &args, FAULTY.as_bytes());
    assert_eq!(named.stdout, format!("稿/讲话.txt:{MARK}稿/讲话.txt:{GAP}"));
}

#[test]
fn paths_are_read_from_a_list() {
    let folder = texts(&["a.txt", "b c.txt", "d.txt"]);
    write(&folder, "list", "d.txt\r\n\nb c.txt\n".as_bytes());
    let paths = |run: &Run| {
        run.stdout.lines().step_by(2).map(|l| l.split(':').next().unwrap_or("").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(paths(&check(&folder, &["a.txt", "--files-from", "list"])), ["a.txt", "d.txt", "b c.txt"]);
    let args = ["check", "-f", "concise", "--files-from", "-"];
    assert_eq!(paths(&run_with_input(&folder, &args, b"b c.txt\0a.txt\0")), ["b c.txt", "a.txt"]);
    assert_eq!(told(&run_with_input(&folder, &args, b"")), (Some(0), "", ""));
    let twice = run_with_input(&folder, &["check", "--files-from", "-", "-"], b"");
    let wanted = "tigang: --files-from: standard input holds the list and cannot be a text as well\n";
    assert_eq!(told(&twice), (Some(2), "", wanted));
    let missing = check(&folder, &["--files-from", "missing"]);
    assert_eq!(told(&missing), (Some(2), "", "tigang: missing: no such file or folder: check the path\n"));
}

#[test]
fn fix_puts_right_what_is_safe_and_reports_the_rest() {
    let folder = texts(&["a.txt"]);
    let first = check(&folder, &["a.txt", "--fix"]);
    assert_eq!(told(&first), (Some(1), format!("a.txt:{GAP}").as_str(), "1 fault put right in 1 file\n"));
    assert_eq!(read(&folder, "a.txt"), safely_mended());
    let second = check(&folder, &["a.txt", "--fix"]);
    assert_eq!(told(&second), (Some(1), format!("a.txt:{GAP}").as_str(), ""));
    let all = check(&folder, &["a.txt", "--fix", "--unsafe-fixes", "--lang", "zh"]);
    assert_eq!(told(&all), (Some(0), "", "已改正 1 处（1 个文件）\n"));
    assert_eq!(read(&folder, "a.txt"), mended());
    let last = check(&folder, &["a.txt", "--fix", "--unsafe-fixes"]);
    assert_eq!(told(&last), (Some(0), "", "1 file, nothing found\n"));
    assert_eq!((read(&folder, "a.txt"), files(&folder)), (mended(), vec!["a.txt".to_owned()]));
}

#[test]
fn fix_tells_of_several_files_and_goes_past_a_broken_one() {
    let folder = texts(&["a.txt", "b.txt", "d.txt"]);
    write(&folder, "c.txt", b"\xff");
    let run = check(&folder, &[".", "--fix", "--unsafe-fixes"]);
    let wanted = "tigang: c.txt: no text in UTF-8, GB18030, Big5 or UTF-16 (not UTF-8 at byte offset 0, line 1): \
                  save it as UTF-8, or name its encoding with --encoding\n\
                  6 faults put right in 3 files\n";
    assert_eq!(told(&run), (Some(2), "", wanted));
    assert!(["a.txt", "b.txt", "d.txt"].iter().all(|name| read(&folder, name) == mended()));
    assert_eq!(fs::read(folder.path().join("c.txt")).expect("it is there"), b"\xff");
}

#[test]
fn a_byte_order_mark_line_ends_and_a_missing_last_one_stay() {
    let before = format!("\u{feff}{}", FAULTY.trim_end().replace('\n', "\r\n"));
    let folder = folder(&[("a.txt", before.as_bytes())]);
    assert_eq!(check(&folder, &["a.txt", "--fix", "--unsafe-fixes"]).status, Some(0));
    assert_eq!(read(&folder, "a.txt"), format!("\u{feff}{}", mended().trim_end().replace('\n', "\r\n")));
}

#[test]
fn a_file_that_needs_nothing_is_not_touched() {
    let folder = folder(&[("a.txt", GOOD.as_bytes())]);
    let path = folder.path().join("a.txt");
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let file = fs::File::options().append(true).open(&path).expect("the file is ours");
    file.set_modified(old).expect("the file is ours");
    assert_eq!(check(&folder, &["a.txt", "--fix", "--unsafe-fixes"]).status, Some(0));
    assert_eq!(fs::metadata(&path).and_then(|data| data.modified()).expect("it is there"), old);
}

#[test]
fn standard_input_put_right_goes_to_standard_output_and_the_report_aside() {
    let folder = texts(&["a.txt"]);
    let args = ["check", "-f", "concise", "--fix", "-"];
    let one = run_with_input(&folder, &args, FAULTY.as_bytes());
    let report = format!("-:{GAP}1 fault put right in 1 file\n");
    assert_eq!(told(&one), (Some(1), safely_mended().as_str(), report.as_str()));
    // A text that needs nothing goes through as it is.
    let good = run_with_input(&folder, &[&args[..], &["--quiet"]].concat(), GOOD.as_bytes());
    assert_eq!(told(&good), (Some(0), GOOD, ""));
    let output = run_with_input(&folder, &[&args[..], &["--output", "report"]].concat(), FAULTY.as_bytes());
    assert_eq!((output.stdout, read(&folder, "report")), (safely_mended(), format!("-:{GAP}")));
    let bad = run_with_input(&folder, &args, b"\xff");
    assert_eq!((bad.status, bad.stdout.as_str()), (Some(2), ""));
}

#[test]
fn a_diff_is_shown_and_nothing_written() {
    let folder = texts(&["a.txt", "b.txt"]);
    write(&folder, "b.txt", GOOD.as_bytes());
    let safe = run(&folder, &["check", ".", "--diff"]);
    let wanted = "--- a.txt\n+++ a.txt\n@@ -1,6 +1,6 @@\n 同志们：\n 一、去年工作\n-（一）、修好了窗户。\n+（一）修好了窗户。\n \
                  （二）添了书架。\n 二、今年打算\n 再开一间屋。\n";
    assert_eq!(told(&safe), (Some(1), wanted, "1 fault would be put right in 1 file, 1 left\n"));
    let all = run(&folder, &["check", ".", "--diff", "--unsafe-fixes", "--fix", "--lang", "zh"]);
    assert_eq!((all.status, all.stderr.as_str()), (Some(1), "可改正 2 处（1 个文件），余 0 处\n"));
    assert!(all.stdout.contains("-四、几点要求\n+三、几点要求\n"), "{}", all.stdout);
    assert_eq!((read(&folder, "a.txt"), read(&folder, "b.txt")), (FAULTY.to_owned(), GOOD.to_owned()));
    assert_eq!(told(&run(&folder, &["check", "b.txt", "--diff"])), (Some(0), "", "1 file, nothing found\n"));
    write(&folder, "a.txt", safely_mended().as_bytes());
    assert_eq!(told(&run(&folder, &["check", "a.txt", "--diff"])), (Some(1), "", "nothing to put right, 1 left\n"));
    assert_eq!(run(&folder, &["check", "a.txt", "--diff", "--exit-zero"]).status, Some(0));
}

#[test]
fn a_refused_fix_says_why() {
    let text = "一、去年工作\n窗户修好了。\n二、今年打算\n添几排书架，见第四点。\n四、几点要求\n按时开门。\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let run = run(&folder, &["check", "a.txt", "--fix", "--unsafe-fixes", "--format", "json"]);
    let found: Vec<Value> = serde_json::from_str(&run.stdout).expect("it is an array");
    assert_eq!((run.status, read(&folder, "a.txt")), (Some(1), text.to_owned()));
    assert!(found[0]["fix"].is_null() && found[0]["note"].is_string(), "{}", run.stdout);
}

#[cfg(unix)]
mod rights {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::{FAULTY, Path, check, files, fs, mended, read, texts, told};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("it is there").permissions().mode() & 0o777
    }

    #[test]
    fn a_link_stays_a_link_and_rights_stay() {
        let folder = texts(&["real.txt"]);
        let real = folder.path().join("real.txt");
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("the file is ours");
        symlink("real.txt", folder.path().join("link.txt")).expect("a link can be made");
        let run = check(&folder, &["link.txt", "--fix", "--unsafe-fixes"]);
        assert_eq!(told(&run), (Some(0), "", "2 faults put right in 1 file\n"));
        assert!(folder.path().join("link.txt").is_symlink());
        assert_eq!((read(&folder, "real.txt"), mode(&real)), (mended(), 0o640));
        assert_eq!(files(&folder), ["link.txt", "real.txt"]);
    }

    #[test]
    fn a_file_of_two_names_is_put_right_once() {
        let folder = texts(&["real.txt"]);
        symlink("real.txt", folder.path().join("link.txt")).expect("a link can be made");
        let run = check(&folder, &["link.txt", "real.txt", "./real.txt", "--fix", "--unsafe-fixes"]);
        assert_eq!(told(&run), (Some(0), "", "2 faults put right in 1 file\n"));
        assert_eq!(read(&folder, "real.txt"), mended());
    }

    #[test]
    fn a_protected_file_is_one_error_and_stays_as_it_is() {
        let folder = texts(&["a.txt", "b.txt"]);
        let path = folder.path().join("a.txt");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("the file is ours");
        let run = check(&folder, &["a.txt", "b.txt", "--fix", "--unsafe-fixes"]);
        let wanted = "tigang: a.txt: cannot write: permission denied: check the rights of the file\n\
                      2 faults put right in 1 file\n";
        assert_eq!((run.status, run.stderr.as_str()), (Some(2), wanted));
        // The faults that could not be put right are still there, and so they are reported.
        assert_eq!(run.stdout.lines().filter(|line| line.starts_with("a.txt:")).count(), 2);
        assert_eq!((read(&folder, "a.txt").as_str(), mode(&path)), (FAULTY, 0o444));
        assert_eq!(read(&folder, "b.txt"), mended());
        assert_eq!(files(&folder), ["a.txt", "b.txt"]);
    }
}

#[test]
fn whoever_stops_listening_still_gets_the_status_and_the_files() {
    let names: Vec<String> = (0..300).map(|n| format!("{n:03}.txt")).collect();
    let folder = texts(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let mut command = command(&folder, &["check", ".", "--fix", "--format", "json", "--quiet"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program was built");
    drop(child.stdout.take());
    let run: Run = child.wait_with_output().expect("the program ends").into();
    assert_eq!((run.status, run.stderr.as_str()), (Some(1), ""));
    assert!(names.iter().all(|name| read(&folder, name) == safely_mended()));
}

#[test]
fn rules_are_listed_by_topic_in_both_languages() {
    let folder = folder(&[]);
    let (en, zh) = (run(&folder, &["rules"]), run(&folder, &["rules", "--lang", "zh"]));
    let json = run(&folder, &["rules", "--format", "json"]);
    assert_eq!((en.status, zh.status, json.status), (Some(0), Some(0), Some(0)));
    let listed: Vec<Value> = serde_json::from_str(&json.stdout).expect("it is an array");
    assert_eq!(listed.len(), tigang::lint::RULES.len());
    for rule in tigang::lint::RULES {
        assert!(en.stdout.contains(rule.summary.en) && zh.stdout.contains(rule.summary.zh), "{}", rule.name);
        assert!(listed.iter().any(|listed| listed["name"] == rule.name && listed["found"] == rule.found.en));
    }
    assert!(en.stdout.starts_with("Numbers\n  numbering-gap ") && zh.stdout.starts_with("编号\n  numbering-gap "));
}

#[test]
fn explain_tells_what_a_rule_says_of_itself() {
    let folder = folder(&[]);
    for rule in tigang::lint::RULES {
        for (lang, of) in [("zh", tigang::lang::Lang::Zh), ("en", tigang::lang::Lang::En)] {
            let run = run(&folder, &["explain", rule.name, "--lang", lang]);
            assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
            for words in [rule.summary, rule.found, rule.why] {
                assert!(run.stdout.contains(words.of(of)), "{}: {}", rule.name, run.stdout);
            }
            let shown = |text: &str| text.lines().all(|line| run.stdout.contains(&format!("\n  {line}\n")));
            assert!(shown(rule.bad) && shown(rule.good), "{}: {}", rule.name, run.stdout);
        }
    }
    let unknown = run(&folder, &["explain", "numbering-gape"]);
    let wanted = "tigang: explain: no rule is called “numbering-gape”: did you mean “numbering-gap”? (for a line write FILE:LINE)\n";
    assert_eq!(told(&unknown), (Some(2), "", wanted));
}

#[test]
fn explain_tells_how_a_line_was_read() {
    let folder = texts(&["a.txt"]);
    let zh = run(&folder, &["explain", "a.txt:3", "--lang", "zh"]);
    let wanted = "a.txt:3  （一）、修好了窗户。\n\n要点，第 2 级\n  序号    “（一）、” = 1  han-paren （一）\n  文字    修好了窗户。\n  \
                  上级    讲话（第 1 行起） › 一、去年工作\n  同列    [1] 2，余地 ";
    assert!(zh.stdout.starts_with(wanted), "{}", zh.stdout);
    assert!(
        zh.stdout.ends_with("\n3:1 错误[punctuation-after-bracketed-marker] “（一）”后面不加标点，多了“、”\n"),
        "{}",
        zh.stdout
    );
    let en = run(&folder, &["explain", "a.txt:7:1"]);
    assert_eq!((en.status, en.stderr.as_str()), (Some(0), ""));
    for part in [
        "\nheading, level 1\n",
        "  list      1 2 [4], margin ",
        "numbers are missing (gap, margin ",
        "7:1 error[numbering-gap] ",
    ] {
        assert!(en.stdout.contains(part), "{part}: {}", en.stdout);
    }
    assert_eq!(told(&run(&folder, &["explain", "a.txt:99"])), (Some(2), "", "tigang: a.txt:99: has 8 lines only\n"));
    let missing = run(&folder, &["explain", "b.txt:1"]);
    assert_eq!(told(&missing), (Some(2), "", "tigang: b.txt: no such file or folder: check the path\n"));
}

#[test]
fn fix_keeps_the_encoding_and_every_other_byte() {
    let utf16 = |text: &str| "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let traditional = hanconv::s2t(FAULTY);
    let cases: [(&str, Vec<u8>, Vec<u8>); 3] = [
        ("gbk.txt", encoding_rs::GBK.encode(FAULTY).0.into(), encoding_rs::GBK.encode(&mended()).0.into()),
        ("utf16.txt", utf16(FAULTY), utf16(&mended())),
        (
            "big5.txt",
            encoding_rs::BIG5.encode(&traditional).0.into(),
            encoding_rs::BIG5.encode(&hanconv::s2t(mended())).0.into(),
        ),
    ];
    let files: Vec<(&str, &[u8])> = cases.iter().map(|(name, old, _)| (*name, &old[..])).collect();
    let folder = folder(&files);
    for (name, old, _) in &cases {
        let run = command(&folder, &["check", "--fix", "--unsafe-fixes", "--quiet"])
            .stdin(fs::File::open(folder.path().join(name)).expect("it is there"))
            .output()
            .expect("the program was built");
        let new = &cases.iter().find(|(other, ..)| other == name).expect("it is a case").2;
        assert!(run.stdout == *new, "{name} from standard input: {}", String::from_utf8_lossy(&run.stderr));
        assert!(fs::read(folder.path().join(name)).is_ok_and(|bytes| bytes == *old));
    }
    let run = check(&folder, &[".", "--fix", "--unsafe-fixes"]);
    assert_eq!(told(&run), (Some(0), "", "6 faults put right in 3 files\n"));
    for (name, _, new) in &cases {
        assert!(fs::read(folder.path().join(name)).is_ok_and(|bytes| bytes == *new), "{name}");
    }
}

#[test]
fn a_lost_character_is_told_with_its_bytes_and_kept() {
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let bytes = |last: &str| [gbk("（一）、来得早\n老"), b"\xca\xff".to_vec(), gbk(last)].concat();
    let folder = folder(&[("a.txt", &bytes("傅到齐。\n（二）走得晚\n关灯。\n"))]);
    let lost = "a.txt:2:2: error[lost-character] 2 bytes are no character of GB18030 at byte offset 17 of the file\n";
    let run = check(&folder, &["a.txt", "--select", "lost-character"]);
    assert_eq!(told(&run), (Some(1), lost, ""));
    let run = check(&folder, &["a.txt", "--fix"]);
    assert_eq!(run.stdout, lost);
    let new = fs::read(folder.path().join("a.txt")).expect("it is there");
    assert!(
        new.windows(2).any(|two| two == b"\xca\xff")
            && new.len() == bytes("傅到齐。\n（二）走得晚\n关灯。\n").len() - 2
    );
}

#[test]
fn a_lost_character_is_told_in_every_format_that_is_made_of_text() {
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let with = |head: &str, tail: &str| [gbk(head), b"\xca\xff".to_vec(), gbk(tail)].concat();
    let page = "<html><head><meta charset=gb2312></head><body><p>同志们：</p><p>请老";
    let folder = folder(&[
        ("a.md", &with("# 讲话\n\n同志们：\n\n**请**老", "傅到齐。\n")),
        ("b.html", &with(page, "傅到齐。</p></body></html>\n")),
    ]);
    let run = check(&folder, &["a.md", "b.html", "--select", "lost-character"]);
    let wanted = "a.md:5:7: error[lost-character] 2 bytes are no character of GB18030 at byte offset 26 of the file\n\
                  b.html:2:3: error[lost-character] 2 bytes are no character of GB18030 at byte offset 68 of the file\n";
    assert_eq!(told(&run), (Some(1), wanted, ""));
}
