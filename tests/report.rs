//! Every report format on the same made-up faults, held against a whole report in `tests/report/`.
//!
//! `TIGANG_BLESS=1 cargo test --test report` writes the reports anew. Read the difference before it is committed.
//! Knows the library alone: no rule has to find these faults.

use std::env;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tigang::Source;
use tigang::diagnostic::{Diagnostic, Edit, Fix, Message, Related, Safety, Severity};
use tigang::lang::Lang;
use tigang::lint::RULES;
use tigang::report::{self, Checked, FORMATS, Look, Part, Series, Total};
use tigang::source::Origin;
use tigang::span::Span;
use unicode_width::UnicodeWidthStr;

const ZH: Look = Look { lang: Lang::Zh, styled: false };
const EN: Look = Look { lang: Lang::En, styled: false };

/// A file with faults.
struct Sample {
    source: Source,
    diagnostics: Vec<Diagnostic>,
}

impl Sample {
    fn new(path: &str, text: &str) -> Self {
        let origin = Origin { path: path.to_owned(), ..Source::from_text(text).origin().clone() };
        Self { source: Source::new(text.to_owned(), origin), diagnostics: Vec::new() }
    }

    fn span(&self, wanted: &str) -> Span {
        let start = self.source.text().find(wanted).unwrap_or_else(|| panic!("`{wanted}` stands in the text"));
        let place = |offset| u32::try_from(offset).expect("the text is short");
        Span::new(place(start), place(start + wanted.len()))
    }

    fn add(&mut self, rule: &'static str, severity: Severity, place: &str, zh: &str, en: &str) -> &mut Diagnostic {
        let (span, message) = (self.span(place), Message::new(zh, en));
        let diagnostic = Diagnostic { rule, severity, span, message, related: Vec::new(), fix: None, note: None };
        self.diagnostics.push(diagnostic);
        self.diagnostics.last_mut().expect("one was just pushed")
    }

    fn checked(&self) -> Checked<'_> {
        Checked { source: &self.source, diagnostics: &self.diagnostics }
    }
}

fn message(zh: &str, en: &str) -> Message {
    Message::new(zh, en)
}

/// A number that is one too high, far into a long line; a marker of two widths over two edits; a fault over two lines.
fn faulty() -> Sample {
    let long = "茶园今年的收成“比去年好”，全村都看得见。一是修渠，二是育苗，四、保障肥料和人手，让每一户都有活干，也都有钱拿。";
    let text = format!("一、修路\r\n（二)\u{3000}管水\r\n{long}\r\n上一行断在\r\n这里。\r\n");
    let mut sample = Sample::new("讲话 1,2.txt", &text);
    let (first, open, close) = (sample.span("一、"), sample.span("（"), sample.span(")"));
    let width = sample.add(
        "mixed-delimiter-width",
        Severity::Warning,
        "（二)",
        "括号“（”与“)”全半角不一：100%",
        "brackets “（” and “)” differ in width: 100%",
    );
    let edits = vec![Edit::new(Span::new(open.start, open.end), "("), Edit::new(close, ") ")];
    let fix = message("改为“(二)”", "write “(二)”");
    width.fix = Some(Fix { safety: Safety::Safe, message: fix, edits });
    let four = sample.span("四、");
    let gap = sample.add(
        "numbering-gap",
        Severity::Error,
        "四、",
        "编号不连续：应为“三、”，实为“四、”",
        "numbering gap: expected “三、”, found “四、”",
    );
    let related = message("前一项“一、”", "the item before “一、”");
    gap.related = vec![Related { span: first, message: related }];
    let fix = message("把“四、”改为“三、”", "write “三、” for “四、”");
    gap.fix = Some(Fix { safety: Safety::Unsafe, message: fix, edits: vec![Edit::new(four, "三、")] });
    let torn = sample.add(
        "hard-wrapped-paragraph",
        Severity::Info,
        "上一行断在\r\n这里。",
        "一段话被换行断开",
        "a paragraph is torn apart",
    );
    torn.note = Some(message("请对照原件", "compare the original"));
    sample
}

/// A path and a message that every notation has to escape, and the same fault twice.
fn second() -> Sample {
    let mut sample = Sample::new("./a&b/<第%3页>.txt", "好\u{1b}[31m：\n坏：\n");
    let text = ("“\u{1b}[31m：”与 <b> & \"c\" 不合", "“\u{1b}[31m：” and <b> & \"c\" do not agree");
    sample.add("dangling-lead-in", Severity::Warning, "好\u{1b}[31m：", text.0, text.1);
    sample.add("dangling-lead-in", Severity::Warning, "坏：", "引语之后没有列项", "no list after the lead-in");
    sample
}

fn clean() -> Sample {
    Sample::new("clean.txt", "一、好\n")
}

fn written(name: &str, look: &Look, samples: &[Sample]) -> String {
    let format = report::by_name(name).expect("it is in the register");
    let files: Vec<Checked<'_>> = samples.iter().map(Sample::checked).collect();
    let mut out = Vec::new();
    report::report(&files, format, look, &mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("reports are UTF-8")
}

fn all(name: &str, look: &Look) -> String {
    written(name, look, &[faulty(), clean(), second()])
}

fn json(name: &str, look: &Look, samples: &[Sample]) -> Value {
    let text = written(name, look, samples);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"))
}

#[test]
fn every_report_is_as_it_is_shown() {
    let bless = env::var_os("TIGANG_BLESS").is_some_and(|value| value == "1");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report");
    let reports = FORMATS.iter().flat_map(|format| [(format.name(), "zh", ZH), (format.name(), "en", EN)]);
    for (name, lang, look) in reports {
        let mut found = all(name, &look);
        if let Some((_, results)) = found.split_once(r#""results":"#) {
            found = without_indexes(results);
        }
        let path = folder.join(format!("{name}.{lang}.out"));
        if bless {
            fs::write(&path, &found).expect("the checkout can be written to");
        }
        let wanted = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(found, wanted, "{name} in {lang}");
    }
}

/// The rules and their order are those of the register, which has tests of its own.
fn without_indexes(results: &str) -> String {
    let mut pieces = results.split(r#""ruleIndex":"#);
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |all, piece| all + piece.trim_start_matches(|c: char| c.is_ascii_digit() || c == ','))
}

#[test]
fn nothing_found_is_an_empty_report() {
    for samples in [vec![], vec![clean()]] {
        for name in ["text", "concise", "jsonl", "github"] {
            assert_eq!(written(name, &ZH, &samples), "", "{name}");
        }
        assert_eq!(written("json", &ZH, &samples), "[]\n");
        assert_eq!(written("gitlab", &ZH, &samples), "[]\n");
        assert_eq!(json("rdjson", &ZH, &samples)["diagnostics"], Value::Array(Vec::new()));
        assert_eq!(json("sarif", &ZH, &samples)["runs"][0]["results"], Value::Array(Vec::new()));
    }
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let none = format!("{head}<testsuites name=\"tigang\" tests=\"0\" failures=\"0\" errors=\"0\">\n</testsuites>\n");
    assert_eq!(written("junit", &ZH, &[]), none);
    assert!(written("junit", &ZH, &[clean()]).contains("<testcase name=\"tigang\" classname=\"clean.txt\"/>"));
}

#[test]
fn json_can_be_read_in_both_languages() {
    for look in [ZH, EN] {
        let samples = [faulty(), clean(), second()];
        let records = json("json", &look, &samples);
        let lines: Vec<Value> =
            all("jsonl", &look).lines().map(|line| serde_json::from_str(line).expect("it is JSON")).collect();
        assert_eq!(records, Value::Array(lines));
        for (name, list) in [("gitlab", ""), ("sarif", "/runs/0/results"), ("rdjson", "/diagnostics")] {
            let report = json(name, &look, &samples);
            assert_eq!(report.pointer(list).and_then(Value::as_array).map(Vec::len), Some(5), "{name}");
        }
    }
}

/// What stands around the parts is told by the format; who writes them, and when, changes nothing.
#[test]
fn parts_are_put_together_in_order() {
    let samples = [clean(), faulty(), clean(), second(), clean()];
    for &format in FORMATS {
        let parts: Vec<Part> = samples.iter().map(|sample| Part::of(&sample.checked(), format, &ZH)).collect();
        let mut out = Vec::new();
        let mut series = Series::new(format, ZH, &mut out).expect("a vector takes everything");
        parts.iter().try_for_each(|part| series.add(part)).expect("a vector takes everything");
        let total = series.finish().expect("a vector takes everything");
        let wanted = Total { files: 5, faulty: 2, errors: 1, warnings: 3, infos: 1, safe: 1, risky: 1 };
        assert_eq!(total, wanted, "{}", format.name());
        assert_eq!(String::from_utf8(out).expect("reports are UTF-8"), written(format.name(), &ZH, &samples));
    }
}

#[test]
fn carets_stand_under_the_fault() {
    let report = written("text", &ZH, &[faulty()]);
    let lines: Vec<&str> = report.lines().collect();
    let carets = |line: &str| line.contains('^').then(|| (line.find('^'), line.matches('^').count()));
    let found: Vec<_> = lines.iter().enumerate().filter_map(|(i, line)| Some((i, carets(line)?))).collect();
    assert_eq!(found.len(), 3);
    for ((index, (at, width)), marked) in found.iter().zip(["（二)", "四、", "上一行断在"]) {
        let line = lines[index - 1];
        let before = &line[..line.find(marked).expect("the fault is shown")];
        assert_eq!((Some(before.width()), marked.width()), (*at, *width), "{report}");
        assert!(line.width() <= 80, "{line}");
    }
}

#[test]
fn styles_are_written_when_asked_for_only() {
    let styled = written("text", &Look { styled: true, ..ZH }, &[faulty()]);
    assert!(styled.contains("\u{1b}["), "{styled:?}");
    let mut bare = String::new();
    for (index, piece) in styled.split("\u{1b}[").enumerate() {
        bare += if index == 0 { piece } else { piece.split_once('m').expect("a style ends in m").1 };
    }
    let trimmed: Vec<&str> = bare.lines().map(str::trim_end).collect();
    assert_eq!(trimmed.join("\n") + "\n", written("text", &ZH, &[faulty()]));
    for format in FORMATS {
        assert!(!all(format.name(), &ZH).contains('\u{1b}'), "{} lets the text move the cursor", format.name());
    }
}

#[test]
fn a_fingerprint_outlives_moves_and_new_numbers() {
    let of = |text: &str| {
        let mut sample = Sample::new("a.txt", text);
        sample.add("numbering-gap", Severity::Error, "、", "甲", "a");
        json("gitlab", &ZH, &[sample])[0]["fingerprint"].clone()
    };
    assert_eq!(of("四、加强督查\n"), of("开头\n\n 五、加强督查\n结尾\n"));
    assert_ne!(of("四、加强督查\n"), of("四、加强领导\n"));
    let twice = || {
        let mut sample = Sample::new("a.txt", "、、");
        sample.add("a", Severity::Info, "", "甲", "a");
        sample.add("a", Severity::Info, "", "甲", "a");
        sample
    };
    let both = json("gitlab", &ZH, &[twice()]);
    assert_ne!(both[0]["fingerprint"], both[1]["fingerprint"]);
    let sarif = json("sarif", &ZH, &[twice()]);
    let result = &sarif["runs"][0]["results"][1];
    assert_eq!(result["partialFingerprints"]["tigangFault/v1"], both[1]["fingerprint"]);
}

#[test]
fn sarif_knows_every_rule() {
    let sarif = json("sarif", &EN, &[faulty()]);
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().expect("the driver has rules");
    assert_eq!(rules.len(), RULES.len());
    for (told, rule) in rules.iter().zip(RULES) {
        assert_eq!(told["id"], rule.name);
        let levels = ["error", "warning", "note"];
        assert!(levels.iter().any(|level| told["defaultConfiguration"]["level"] == *level), "{told}");
        for key in ["shortDescription", "fullDescription", "help"] {
            assert!(told[key]["text"].as_str().is_some_and(|text| !text.is_empty()), "{}: {key}", rule.name);
        }
    }
    let results = sarif["runs"][0]["results"].as_array().expect("there are results");
    for result in results {
        let index = result["ruleIndex"].as_u64().map(|index| usize::try_from(index).expect("small"));
        assert_eq!(index, RULES.iter().position(|rule| result["ruleId"] == rule.name));
    }
}

#[test]
fn formats_are_named_and_told_in_both_languages() {
    assert_eq!(FORMATS[0].name(), "text");
    for format in FORMATS {
        let (name, about) = (format.name(), format.about());
        assert_eq!(FORMATS.iter().filter(|other| other.name() == name).count(), 1, "{name}");
        assert!(name.bytes().all(|byte| byte.is_ascii_lowercase()), "{name}");
        assert!(!about.zh.is_empty() && !about.en.is_empty(), "{name}");
        assert!(!about.en.ends_with('.') && !about.zh.ends_with('。'), "{name}");
        assert_eq!(report::by_name(name).map(|found| found.name()), Some(name));
    }
    assert!(report::by_name("none").is_none());
}
