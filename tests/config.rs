//! Settings, comments and baselines as users meet them: which file holds, what is told, and with which status.

mod common;

use common::program::{Run, files, folder, read, run, run_with_input};
use tempfile::TempDir;

/// A gap and a mark after a bracket.
const FAULTY: &str = "同志们：\n一、去年工作\n（一）、修好了窗户。\n（二）添了书架。\n二、今年打算\n再开一间屋。\n四、几点要求\n按时开门。\n";

const OF_FAMILY: &str = "同志们：\n第一盏、看茶\n先看颜色。\n第三盏、闻香\n再闻气味。\n";
const FAMILY: &str = "[[family]]\nid = \"cup-comma\"\nname = \"第N盏、\"\nform = '\"第\" n \"盏\" comma'\nrank = 17\n";

const GAP: &str = "numbering-gap = \"off\"";
const NO_MARK: &str = "ignore = [\"punctuation-after-bracketed-marker\"]\n";

/// The places and names of what is reported, and the status.
fn faults(folder: &TempDir, args: &[&str]) -> (Option<i32>, Vec<String>) {
    let run = run(folder, &[&["check", "--format", "concise", "--quiet"], args].concat());
    assert_eq!(run.stderr, "", "{args:?}");
    (run.status, named(&run))
}

/// `a.txt:7:1 numbering-gap` for every line of a concise report.
fn named(run: &Run) -> Vec<String> {
    let named = |line: &str| {
        let (place, rest) = line.split_once(": ")?;
        let (_, rest) = rest.split_once('[')?;
        Some(format!("{place} {}", rest.split_once(']')?.0))
    };
    run.stdout.lines().map(|line| named(line).unwrap_or_else(|| line.to_owned())).collect()
}

fn texts(files: &[(&str, &str)]) -> TempDir {
    folder(&files.iter().map(|(name, text)| (*name, text.as_bytes())).collect::<Vec<_>>())
}

fn told(run: &Run) -> (Option<i32>, &str, &str) {
    (run.status, &run.stdout, &run.stderr)
}

const A_MARK: &str = "a.txt:3:1 punctuation-after-bracketed-marker";
const A_GAP: &str = "a.txt:7:1 numbering-gap";

#[test]
fn the_nearest_file_from_a_text_upward_holds() {
    let folder = texts(&[
        ("tigang.toml", NO_MARK),
        ("a.txt", FAULTY),
        ("旧稿/.tigang.toml", &format!("[rules]\n{GAP}\n")),
        ("旧稿/a.txt", FAULTY),
        ("旧稿/深/a.txt", FAULTY),
        ("新稿/a.txt", FAULTY),
    ]);
    let (status, found) = faults(&folder, &["."]);
    assert_eq!(status, Some(1));
    assert_eq!(
        found,
        [
            A_GAP,
            "新稿/a.txt:7:1 numbering-gap",
            "旧稿/a.txt:3:1 punctuation-after-bracketed-marker",
            "旧稿/深/a.txt:3:1 punctuation-after-bracketed-marker",
        ]
    );
    // The folder of the text counts, not that of the run; of two names the plain one holds.
    let inner = texts(&[("tigang.toml", NO_MARK), (".tigang.toml", "profile = 3"), ("a.txt", FAULTY)]);
    assert_eq!(faults(&folder, &[&inner.path().join("a.txt").to_string_lossy()]).1.len(), 1);
}

#[test]
fn standard_input_goes_by_the_folder_of_the_run_or_of_its_name() {
    let folder = texts(&[("tigang.toml", NO_MARK), ("旧稿/tigang.toml", &format!("[rules]\n{GAP}\n"))]);
    let check = |args: &[&str]| {
        let args = [&["check", "--format", "concise", "--quiet"], args].concat();
        named(&run_with_input(&folder, &args, FAULTY.as_bytes()))
    };
    assert_eq!(check(&[]), ["-:7:1 numbering-gap"]);
    let named = check(&["--stdin-filename", "旧稿/新.txt"]);
    assert_eq!(named, ["旧稿/新.txt:3:1 punctuation-after-bracketed-marker"]);
}

#[test]
fn isolated_looks_for_no_file_and_config_names_another() {
    let folder = texts(&[
        ("tigang.toml", "ignore = [\"all\"]\n"),
        ("a.txt", FAULTY),
        ("更多/other.toml", NO_MARK),
        ("更多/third.toml", ""),
    ]);
    assert_eq!(faults(&folder, &["a.txt"]), (Some(0), vec![]));
    assert_eq!(faults(&folder, &["a.txt", "--isolated"]).1, [A_MARK, A_GAP]);
    assert_eq!(faults(&folder, &["a.txt", "--config", "更多/other.toml"]).1, [A_GAP]);
    let no_gap = format!("rules.{GAP}");
    assert_eq!(faults(&folder, &["a.txt", "--isolated", "--config", &no_gap]).1, [A_MARK]);
    let two = run(&folder, &["check", "a.txt", "--config", "更多/other.toml", "--config", "更多/third.toml"]);
    assert_eq!(told(&two), (Some(2), "", "tigang: --config 更多/third.toml: only one file can be used\n"));
    let both = run(&folder, &["check", "a.txt", "--config", "更多/other.toml", "--isolated"]);
    let message = "tigang: --config 更多/other.toml: cannot be used together with --isolated\n";
    assert_eq!(told(&both), (Some(2), "", message));
    let none = run(&folder, &["check", "a.txt", "--config", "none.toml"]);
    assert_eq!(told(&none), (Some(2), "", "tigang: none.toml: no such file or folder: check the path\n"));
    let wrong = run(&folder, &["check", "a.txt", "--config", "max-depth=3"]);
    let message = "tigang: --config: there is no key `max-depth`: did you mean `limits.max-depth`?\n";
    assert_eq!(told(&wrong), (Some(2), "", message));
}

#[test]
fn the_command_line_holds_against_the_file() {
    let folder = texts(&[
        ("tigang.toml", "profile = \"official\"\nselect = [\"numbering-gap\"]\nseverity = \"error\"\n"),
        ("a.txt", FAULTY),
    ]);
    assert_eq!(faults(&folder, &["a.txt"]).1, [A_GAP]);
    assert_eq!(faults(&folder, &["a.txt", "--select", "punctuation-after-bracketed-marker"]).1, [A_MARK]);
    assert_eq!(faults(&folder, &["a.txt", "--ignore", "numbering-gap"]), (Some(0), vec![]));
    assert_eq!(faults(&folder, &["a.txt", "--config", "select=[\"all\"]", "--ignore", "numbering-gap"]).1, [A_MARK]);
    assert_eq!(faults(&folder, &["a.txt", "--config", "rules.numbering-gap=\"info\""]), (Some(0), vec![]));
    let mild = ["a.txt", "--config", "rules.numbering-gap=\"info\"", "--severity", "info"];
    assert_eq!(faults(&folder, &mild).1, [A_GAP]);
}

#[test]
fn a_file_comes_after_the_one_that_it_extends() {
    let folder = texts(&[
        ("通用/base.toml", &format!("extend = \"root.toml\"\n{NO_MARK}[per-file-ignores]\n\"*.txt\" = []\n")),
        ("通用/root.toml", &format!("[rules]\n{GAP}\n")),
        ("甲/tigang.toml", "extend = \"../通用/base.toml\"\n"),
        ("甲/a.txt", FAULTY),
        ("乙/tigang.toml", "extend = \"../通用/base.toml\"\n[rules]\nnumbering-gap = \"info\"\n"),
        ("乙/a.txt", FAULTY),
    ]);
    assert_eq!(faults(&folder, &["甲"]), (Some(0), vec![]));
    assert_eq!(faults(&folder, &["乙"]).1, ["乙/a.txt:7:1 numbering-gap"]);
}

#[test]
fn files_that_extend_each_other_in_a_circle_are_a_mistake() {
    let folder = texts(&[
        ("tigang.toml", "\nextend = \"甲/b.toml\"\n"),
        ("甲/b.toml", "extend = \"c.toml\"\n"),
        ("甲/c.toml", "severity = \"info\"\nextend = \"../tigang.toml\"\n"),
        ("a.txt", FAULTY),
        ("乙/tigang.toml", "extend = \"tigang.toml\"\n"),
        ("乙/a.txt", FAULTY),
        ("丙/tigang.toml", "# nothing\nextend = \"none.toml\"\n"),
        ("丙/a.txt", FAULTY),
    ]);
    let en = |args: &[&str]| run(&folder, &[&["check"], args].concat()).stderr;
    assert_eq!(
        en(&["a.txt"]),
        "tigang: 甲/c.toml:2: `extend` goes round in a circle: tigang.toml → 甲/b.toml → 甲/c.toml → tigang.toml\n"
    );
    assert_eq!(
        en(&["乙", "--lang", "zh"]),
        "tigang: 乙/tigang.toml:1: “extend”绕成了圈：乙/tigang.toml → 乙/tigang.toml\n"
    );
    assert_eq!(
        en(&["丙"]),
        "tigang: 丙/tigang.toml:2: `extend` names none.toml: no such file or folder: check the path\n"
    );
    assert_eq!(
        en(&["丙", "--lang", "zh"]),
        "tigang: 丙/tigang.toml:2: “extend”所指的 none.toml：没有这个文件或文件夹：请检查路径\n"
    );
}

#[test]
fn a_mistake_is_told_once_and_the_other_folders_are_checked() {
    let folder = texts(&[
        ("tigang.toml", "select = [\"numbring-gap\"]\n"),
        ("a.txt", FAULTY),
        ("b.txt", FAULTY),
        ("甲/tigang.toml", NO_MARK),
        ("甲/a.txt", FAULTY),
    ]);
    let run = run(&folder, &["check", ".", "--format", "concise"]);
    assert_eq!(run.status, Some(2));
    assert_eq!(run.stderr, "tigang: tigang.toml:1: no rule is called “numbring-gap”: did you mean “numbering-gap”?\n");
    assert_eq!(named(&run), ["甲/a.txt:7:1 numbering-gap"]);
}

#[test]
fn rules_do_not_look_at_the_files_of_a_pattern() {
    let folder = texts(&[
        ("tigang.toml", "[per-file-ignores]\n\"旧稿/\" = [\"all\"]\n\"b.txt\" = [\"numbering-gap\"]\n"),
        ("a.txt", FAULTY),
        ("甲/b.txt", FAULTY),
        ("旧稿/c.txt", FAULTY),
    ]);
    let (_, found) = faults(&folder, &["."]);
    assert_eq!(found, [A_MARK, A_GAP, "甲/b.txt:3:1 punctuation-after-bracketed-marker"]);
    let stdin =
        run_with_input(&folder, &["check", "--format", "concise", "--stdin-filename", "旧稿/c.txt"], FAULTY.as_bytes());
    assert_eq!((stdin.status, stdin.stdout.as_str()), (Some(0), ""));
}

#[test]
fn families_and_words_of_ones_own_are_known_to_every_command() {
    let folder = texts(&[("茶/tigang.toml", FAMILY), ("茶/a.txt", OF_FAMILY), ("b.txt", OF_FAMILY)]);
    let parsed = |path: &str| run(&folder, &["parse", path, "--format", "jsonl"]).stdout;
    assert!(parsed("茶/a.txt").contains("cup-comma"), "{}", parsed("茶/a.txt"));
    assert!(!parsed("b.txt").contains("cup-comma"), "{}", parsed("b.txt"));
    assert_eq!(faults(&folder, &[".", "--select", "numbering-gap"]).1, ["茶/a.txt:4:1 numbering-gap"]);
    let told = |folder: &TempDir, args: &[&str]| run(folder, args).stdout;
    assert!(
        told(&folder, &["explain", "茶/a.txt:2"]).contains("cup-comma"),
        "{}",
        told(&folder, &["explain", "茶/a.txt:2"])
    );
    let listed = ["families", "--config", "茶/tigang.toml"];
    assert!(told(&folder, &listed).contains("第N盏、"));
    assert!(!told(&folder, &["families"]).contains("第N盏、"));
    let wrong = texts(&[("tigang.toml", &format!("profile = \"speech\"\n{FAMILY}rnak = 1\n")), ("a.txt", OF_FAMILY)]);
    let message = "tigang: tigang.toml:7: family cup-comma: there is no key `rnak`: did you mean `rank`?\n";
    assert_eq!(run(&wrong, &["parse", "a.txt"]).stderr, message);
}

#[test]
fn a_grammar_is_read_from_where_the_file_says() {
    let words = include_str!("../grammar/words.toml").replace("people = [\"同志\"", "people = [\"茶友\", \"同志\"");
    let folder = texts(&[
        ("tigang.toml", "grammar = \"语法\"\n"),
        ("语法/words.toml", &words),
        ("甲/a.txt", "茶友：\n一、看茶\n先看颜色。\n二、闻香\n再闻气味。\n"),
    ]);
    let tree = |args: &[&str]| run(&folder, &[&["parse", "甲/a.txt", "--format", "tree"], args].concat()).stdout;
    assert!(tree(&[]).contains("salutation"), "{}", tree(&[]));
    assert!(!tree(&["--isolated"]).contains("salutation"), "{}", tree(&["--isolated"]));
}

#[test]
fn the_settings_in_force_are_shown() {
    let folder = texts(&[
        ("tigang.toml", "profile = \"official\"\n"),
        ("甲/tigang.toml", "extend = \"../tigang.toml\"\nseverity = \"warning\"\n[rules]\nnumbering-gap = \"info\"\n"),
        ("甲/a.txt", FAULTY),
    ]);
    let run = run(&folder, &["check", "甲", "--show-settings", "--ignore", "single-item-list"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    let line = |key: &str| {
        let line = run.stdout.lines().find(|line| line.starts_with(key)).unwrap_or_else(|| panic!("{}", run.stdout));
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line("profile"), "profile = \"official\" # tigang.toml:1");
    assert_eq!(line("severity"), "severity = \"warning\" # 甲/tigang.toml:2");
    assert_eq!(line("numbering-gap"), "numbering-gap = \"info\" # 甲/tigang.toml:4");
    assert_eq!(line("single-item-list"), "single-item-list = \"off\" # --ignore");
    assert_eq!(line("half-bracket-marker"), "half-bracket-marker = \"warning\" # profile official");
    assert_eq!(line("duplicate-number"), "duplicate-number = \"error\" # as usual");
}

#[test]
fn init_writes_a_file_that_changes_nothing_and_never_replaces_one() {
    let folder = texts(&[("a.txt", FAULTY)]);
    let before = faults(&folder, &["a.txt"]);
    let first = run(&folder, &["init"]);
    assert_eq!(told(&first), (Some(0), "", "tigang: tigang.toml is written\n"));
    assert_eq!(faults(&folder, &["a.txt"]), before);
    let text = read(&folder, "tigang.toml");
    assert!(text.starts_with("# Settings of tigang."), "{text}");
    let again = run(&folder, &["init", "--lang", "zh"]);
    assert_eq!(told(&again), (Some(2), "", "tigang: tigang.toml: 已有这个文件，不会覆盖\n"));
    assert_eq!((read(&folder, "tigang.toml"), files(&folder).len()), (text, 2));
}

#[test]
fn a_comment_keeps_a_fault_from_being_told_and_put_right() {
    let silent = FAULTY.replace("（一）、", "<!-- tigang-disable-next-line -->\n（一）、");
    let folder = texts(&[
        ("a.txt", &format!("<!-- tigang-disable numbering-gap -->\n{FAULTY}")),
        ("b.txt", &silent),
        ("c.txt", &format!("<!-- tigang-disable numbring-gap -->\n<!-- tigang-disabel -->\n{FAULTY}")),
    ]);
    assert_eq!(faults(&folder, &["a.txt"]).1, ["a.txt:4:1 punctuation-after-bracketed-marker"]);
    assert_eq!(faults(&folder, &["b.txt"]).1, ["b.txt:8:1 numbering-gap"]);
    assert_eq!(faults(&folder, &["b.txt", "--fix"]).1, ["b.txt:8:1 numbering-gap"]);
    assert_eq!(read(&folder, "b.txt"), silent);
    let misspelt = run(&folder, &["check", "c.txt", "--format", "concise"]);
    assert_eq!(misspelt.status, Some(1));
    assert_eq!(
        misspelt.stderr,
        "tigang: c.txt:1:21: no rule is called “numbring-gap”: did you mean “numbering-gap”?\n\
         tigang: c.txt:2:6: the comment “tigang-disabel” means nothing: did you mean “tigang-disable”?\n"
    );
}

#[test]
fn only_faults_that_are_not_in_the_baseline_are_told() {
    let folder = texts(&[("旧稿/a.txt", FAULTY), ("旧稿/b.txt", "同志们：\n一、去年\n很好。\n二、今年\n更好。\n")]);
    let args = ["check", ".", "--write-baseline", "基线/known.json"];
    assert_eq!(told(&run(&folder, &args)), (Some(0), "", "基线/known.json: 2 faults written down\n"));
    let json = read(&folder, "基线/known.json");
    let lines: Vec<&str> = json.lines().collect();
    assert_eq!(lines.len(), 4, "{json}");
    assert!(
        lines[1].starts_with("{\"path\":\"../旧稿/a.txt\",\"rule\":\"numbering-gap\",\"fingerprint\":\""),
        "{json}"
    );
    assert!(lines[1].ends_with(",\"count\":1,\"text\":\"四、几点要求\"},"), "{json}");
    let text = run(&folder, &["check", ".", "--write-baseline", "旧稿/a.txt"]);
    let message = "tigang: 旧稿/a.txt: is an input and is not overwritten: choose another --write-baseline\n";
    assert_eq!((told(&text), read(&folder, "旧稿/a.txt").as_str()), ((Some(2), "", message), FAULTY));
    let known = ["--baseline", "基线/known.json"];
    assert_eq!(faults(&folder, &[&["."], &known[..]].concat()), (Some(0), vec![]));
    // A text that moved is not new; another fault is.
    std::fs::write(
        folder.path().join("旧稿/a.txt"),
        format!("前面添一行。\n\n{FAULTY}五、最后\n六、结尾\n八、真的结尾\n"),
    )
    .expect("a file can be written");
    assert_eq!(faults(&folder, &[&["."], &known[..]].concat()).1, ["旧稿/a.txt:13:1 numbering-gap"]);
    assert_eq!(faults(&folder, &[&["旧稿/a.txt", "--fix"], &known[..]].concat()).1.len(), 1);
    assert!(read(&folder, "旧稿/a.txt").contains("（一）、"), "what is known is not put right either");
    // What is gone is said, since the file could be smaller.
    std::fs::write(folder.path().join("旧稿/a.txt"), FAULTY.replace("（一）、", "（一）"))
        .expect("a file can be written");
    let less = run(&folder, &[&["check", "."], &known[..]].concat());
    assert_eq!(less.status, Some(0));
    assert!(
        less.stderr.starts_with("1 fault of the baseline is gone: write it anew with --write-baseline\n"),
        "{}",
        less.stderr
    );
    let none = run(&folder, &["check", ".", "--baseline", "none.json"]);
    assert_eq!(told(&none), (Some(2), "", "tigang: none.json: no such file or folder: check the path\n"));
    let other = run(&folder, &["check", ".", "--baseline", "旧稿/a.txt"]);
    let message = "tigang: 旧稿/a.txt: not what --write-baseline writes: expected value at line 1 column 1\n";
    assert_eq!(told(&other), (Some(2), "", message));
}
