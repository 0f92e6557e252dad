//! Word documents on the command line: what `check` reports, puts right and leaves alone.

use std::fs;

use super::common::docx::{Docx, list, lvl, num, p, scheme};
use super::common::program::{Run, folder, run};
use super::source;
use tempfile::TempDir;

fn check(folder: &TempDir, args: &[&str]) -> Run {
    run(folder, &[&["check", "--isolated"], args].concat())
}

fn text(folder: &TempDir, name: &str) -> String {
    source(&fs::read(folder.path().join(name)).expect("it is there")).text().to_owned()
}

/// Typed markers with faults, under automatic numbers of which one is out of order.
fn faulty() -> Vec<u8> {
    let start = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='4'/></w:lvlOverride>";
    let numbering = scheme(0, &lvl(0, "chineseCounting", "%1、", "<w:suff w:val='nothing'/>"))
        + &list(1, 0, "")
        + &list(2, 0, start);
    let body = [
        p("", "同志们："),
        p(&num(1, 0), "修渠"),
        p("", "（一)清淤。先远后近，一段一段来。"),
        p("", "（二）、补堤。从村口补到桥头。"),
        p(&num(1, 0), "育苗"),
        p("", "分给各户。各户自己看水，自己施肥。"),
        p(&num(2, 0), "收割"),
        p("", "收割要快。天晴就割，割了就晒。"),
    ];
    Docx::new(body.concat()).numbering(&numbering).bytes()
}

#[test]
fn typed_markers_are_put_right_and_automatic_ones_left_alone() {
    let folder = folder(&[("讲话.docx", &faulty()), ("修订.docx", &faulty())]);
    let before = text(&folder, "讲话.docx");
    let run = check(&folder, &["--fix", "--unsafe-fixes", "讲话.docx"]);
    let wanted = before.replace("（一)", "（一）").replace("（二）、", "（二）");
    assert_eq!(text(&folder, "讲话.docx"), wanted, "{}", run.stderr);
    assert_eq!((run.status, run.stderr.as_str()), (Some(1), "2 faults put right in 1 file\n"));
    // 四、 stands where 三、 should; its list is Word's to put right.
    assert!(run.stdout.starts_with("error[numbering-gap]"), "{}", run.stdout);
    assert!(run.stdout.contains("nobody typed this, as an automatic number"), "{}", run.stdout);
    check(&folder, &["--fix", "--unsafe-fixes", "--track-changes", "修订.docx"]);
    assert_eq!(text(&folder, "修订.docx"), wanted);
    let again = check(&folder, &["--fix", "--unsafe-fixes", "讲话.docx", "修订.docx"]);
    assert_eq!(text(&folder, "修订.docx"), wanted, "{}", again.stderr);
}

#[test]
fn track_changes_needs_fix() {
    let run = check(&folder(&[]), &["--track-changes", "讲话.docx"]);
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.contains("--fix"), "{}", run.stderr);
}

#[test]
fn a_document_that_cannot_be_read_does_not_stop_the_others() {
    let whole = faulty();
    // What Word leaves beside a document that is open is none.
    let folder = folder(&[("坏.docx", &whole[..400]), ("好.docx", &whole), ("~$好.docx", b"\x05user\0\0")]);
    let run = run(&folder, &["--lang", "zh", "parse", "--format", "tree", "."]);
    assert_eq!(run.status, Some(2));
    assert!(run.stdout.contains("修渠"), "{}", run.stdout);
    assert_eq!(
        run.stderr,
        "tigang: 坏.docx: Word 文档已损坏（zip 包不完整）：请重新下载，或用 Word 打开并修复后另存\n"
    );
}

#[test]
fn what_keeps_no_revisions_is_left_as_it_is() {
    let faulty = "同志们：\n一、修渠\n（一)清淤。先远后近，一段一段来。\n（二）补堤。从村口补到桥头。\n二、育苗\n各户自己看水。\n";
    let folder = folder(&[("讲话.txt", faulty.as_bytes())]);
    let run = check(&folder, &["--fix", "--unsafe-fixes", "--track-changes", "讲话.txt"]);
    assert_eq!(run.status, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains("keeps no revisions"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(folder.path().join("讲话.txt")).expect("it is there"), faulty);
}
