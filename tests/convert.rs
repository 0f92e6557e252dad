//! Formats that other programs convert: who is called, with what, and what is told where nothing comes of it.
//!
//! The programs are scripts that stand first on the `PATH`; where LibreOffice and pdftotext are installed, they are tried too.

#![cfg(unix)]

mod common;

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use common::program::{Run, command, files, folder, run};
use serde_json::Value;
use tempfile::TempDir;

const SPEECH: &str = "同志们：\n一、修路\n路要平。\n二、通水\n水要清。\n";
const DOC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0\0\0";
const PDF: &[u8] = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n";

/// Copies what is prepared to where LibreOffice would write it, and notes what it was asked.
const OFFICE: &str = r#"#!/bin/sh
printf '%s\n' "$@" > "$FAKE/asked"
case "$*" in *docx*) /bin/cp "$FAKE/out.docx" speech.docx;; *) /bin/cp "$FAKE/out.txt" speech.txt;; esac
"#;

/// A folder with inputs, and another one with programs.
struct Stage {
    inputs: TempDir,
    programs: TempDir,
    scratch: TempDir,
}

impl Stage {
    fn new(inputs: &[(&str, &[u8])], programs: &[(&str, &str)]) -> Self {
        let stage = Self { inputs: folder(inputs), programs: folder(&[]), scratch: folder(&[]) };
        for (name, script) in programs {
            let path = stage.programs.path().join(name);
            fs::write(&path, script).expect("a script can be written");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it is ours");
        }
        fs::write(stage.programs.path().join("out.txt"), SPEECH).expect("a file can be written");
        fs::write(stage.programs.path().join("out.docx"), docx(SPEECH)).expect("a file can be written");
        stage
    }

    fn run(&self, args: &[&str]) -> Run {
        let mut command = command(&self.inputs, args);
        command.env("PATH", self.programs.path()).env("FAKE", self.programs.path()).env("TMPDIR", self.scratch.path());
        let run = command.output().expect("the program was built").into();
        assert_eq!(files(&self.scratch), [""; 0], "nothing is left behind");
        run
    }
}

/// A Word document with a paragraph for each line, in a zip archive that packs nothing.
fn docx(text: &str) -> Vec<u8> {
    const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let paragraphs: String = text.lines().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    let document = format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{paragraphs}</w:body></w:document>"#
    );
    let entries = [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", &document)];
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in entries {
        let number = |n: usize| u32::try_from(n).expect("small").to_le_bytes();
        let length = u16::try_from(name.len()).expect("small").to_le_bytes();
        let sizes = [crc32(text.as_bytes()).to_le_bytes(), number(text.len()), number(text.len())].concat();
        let about = [&[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0][..], &sizes, &length, &[0, 0]].concat();
        directory.extend([b"PK\x01\x02\x14\0", &about[..], &[0; 10], &number(out.len()), name.as_bytes()].concat());
        out.extend([b"PK\x03\x04", &about[..], name.as_bytes(), text.as_bytes()].concat());
    }
    let number = |n: usize| u32::try_from(n).expect("small").to_le_bytes();
    let count = [3, 0, 3, 0];
    let end = [&b"PK\x05\x06\0\0\0\0"[..], &count, &number(directory.len()), &number(out.len()), &[0, 0]].concat();
    [out, directory, end].concat()
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), step))
}

/// The source of an outline and the texts of its headings.
fn told(run: &Run) -> (Value, Vec<String>) {
    let outline: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stderr));
    let children = outline["children"][0]["children"].as_array().expect("a speech has children");
    let headings = children.iter().filter(|node| node["type"] == "heading");
    (outline["source"].clone(), headings.map(|node| node["text"].as_str().expect("a heading").to_owned()).collect())
}

#[test]
fn a_word_file_is_read_by_way_of_libreoffice() {
    let names = ["旧 稿.doc", "-x.doc", "a.wps", "none"];
    let stage = Stage::new(&names.map(|name| (name, DOC)), &[("soffice", OFFICE)]);
    for (name, format) in names.into_iter().zip(["doc", "doc", "wps", "doc"]) {
        let run = stage.run(&["parse", "--", name]);
        let (source, headings) = told(&run);
        assert_eq!(
            (&source["path"], &source["format"], &source["bytes"]),
            (&name.into(), &format.into(), &DOC.len().into())
        );
        assert_eq!((headings, run.stderr.as_str()), (vec!["修路".to_owned(), "通水".to_owned()], ""));
        let asked = fs::read_to_string(stage.programs.path().join("asked")).expect("it was called");
        let asked: Vec<&str> = asked.lines().collect();
        assert!(
            asked[0].starts_with("-env:UserInstallation=file://") && asked[0].ends_with("/profile"),
            "{}",
            asked[0]
        );
        assert_eq!(asked.last().copied(), Some(format!("speech.{format}").as_str()));
    }
    let fixed = stage.run(&["check", "none", "--fix", "--select", "numbering-gap"]);
    assert_eq!((fixed.status, fixed.stderr.as_str()), (Some(0), "1 file, nothing found\n"));
}

#[test]
fn a_program_that_takes_too_long_is_ended_with_all_that_it_started() {
    let slow = "#!/bin/sh\n/bin/sleep 60 &\necho $! > \"$FAKE/child\"\nwait\n";
    let stage = Stage::new(&[("a.pdf", PDF), ("b.txt", SPEECH.as_bytes())], &[("pdftotext", slow)]);
    let start = Instant::now();
    let run = stage.run(&["parse", "a.pdf", "b.txt", "--format", "jsonl", "--convert-timeout", "1"]);
    assert!(start.elapsed() < Duration::from_secs(20), "it took {:?}", start.elapsed());
    let wanted = "tigang: a.pdf: a PDF file: poppler-utils (pdftotext) took more than 1 s: give it more time with --convert-timeout\n";
    assert_eq!((run.status, run.stdout.lines().count(), run.stderr.as_str()), (Some(2), 1, wanted));
    let child = fs::read_to_string(stage.programs.path().join("child")).expect("it was started");
    let state = || fs::read_to_string(format!("/proc/{}/stat", child.trim())).unwrap_or_default();
    // It takes its time to die, and nobody may have waited for it yet.
    let runs = || !state().is_empty() && !state().contains(") Z ");
    while runs() {
        assert!(start.elapsed() < Duration::from_secs(40), "it still runs: {}", state());
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_conversion_that_fails_is_one_error_that_says_why() {
    let told = |file: &str, bytes: &[u8], program: &str, script: &str, lang: &str| {
        let stage = Stage::new(&[(file, bytes), ("b.txt", SPEECH.as_bytes())], &[(program, script)]);
        let run = stage.run(&["parse", file, "b.txt", "--format", "jsonl", "--lang", lang]);
        assert_eq!((run.status, run.stdout.lines().count()), (Some(2), 1), "{}", run.stderr);
        run.stderr
    };
    let quiet = "#!/bin/sh\nexit 0\n";
    assert_eq!(
        told("a.doc", DOC, "soffice", quiet, "en"),
        "tigang: a.doc: a Word document of before 2007 (doc, wps): LibreOffice (soffice) cannot convert it, it is damaged or \
         encrypted: open it and save it anew\n"
    );
    let locked = "#!/bin/sh\necho 'Command Line Error: Incorrect password' >&2\nexit 1\n";
    assert_eq!(told("a.pdf", PDF, "pdftotext", locked, "zh"), "tigang: a.pdf: PDF 文件，已加密：请先去掉密码\n");
    let blank = "#!/bin/sh\nprintf '\\n\\f\\n' > speech.txt\n";
    assert_eq!(
        told("a.pdf", PDF, "pdftotext", blank, "zh"),
        "tigang: a.pdf: PDF 文件，里面没有文字，可能是扫描件：请先识别成文字\n"
    );
    let no_pdf =
        "tigang: a.pdf: a PDF file, which poppler-utils (pdftotext) converts: install it, or save the file as text\n";
    assert_eq!(told("a.pdf", PDF, "other", quiet, "en"), no_pdf);
    let no_doc = "tigang: a.odt: OpenDocument 文件（odt），由 LibreOffice (soffice) 转换：请先安装，或另存为文本\n";
    let odt = b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text";
    assert_eq!(told("a.odt", odt, "other", quiet, "zh"), no_doc);
}

#[test]
fn what_nobody_converts_is_told_and_a_folder_goes_on() {
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";
    let inputs: [(&str, &[u8]); 4] = [
        ("a.txt", SPEECH.as_bytes()),
        ("b.pdf", PDF),
        // What is called a Word file and is a text is read as one.
        ("c.doc", SPEECH.as_bytes()),
        ("d.txt", picture),
    ];
    let stage = Stage::new(&inputs, &[("pdftotext", "#!/bin/sh\n/bin/cp \"$FAKE/out.txt\" speech.txt\n")]);
    let run = stage.run(&["parse", ".", "--format", "jsonl"]);
    let wanted = "tigang: d.txt: a picture: have its characters recognised first\n";
    assert_eq!((run.status, run.stderr.as_str()), (Some(2), wanted));
    let formats: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).expect("it is JSON")).collect();
    let formats: Vec<&str> = formats.iter().filter_map(|outline| outline["source"]["format"].as_str()).collect();
    assert_eq!(formats, ["text", "pdf", "text"]);
}

fn is_installed(program: &str) -> bool {
    let found = env::split_paths(&env::var_os("PATH").unwrap_or_default()).any(|folder| folder.join(program).is_file());
    if !found {
        println!("skipped: no {program} here");
    }
    found
}

#[test]
fn libreoffice_converts() {
    if !is_installed("soffice") {
        return;
    }
    let line = |line: &str| {
        let coded: String = line.encode_utf16().map(|unit| format!("\\u{}?", unit.cast_signed())).collect();
        format!("{coded}\\par\n")
    };
    let rtf = format!("{{\\rtf1\\ansi\\uc1\n{}}}\n", SPEECH.lines().map(line).collect::<String>());
    let folder = folder(&[("a b.rtf", rtf.as_bytes()), ("bad.doc", DOC)]);
    let good = run(&folder, &["parse", "a b.rtf"]);
    let (source, headings) = told(&good);
    assert_eq!((source["format"].as_str(), headings), (Some("rtf"), vec!["修路".to_owned(), "通水".to_owned()]));
    let bad = run(&folder, &["parse", "bad.doc"]);
    assert!(bad.status == Some(2) || bad.stderr.is_empty(), "{}", bad.stderr);
}

#[test]
fn pdftotext_converts() {
    if !is_installed("pdftotext") {
        return;
    }
    let folder = folder(&[("a.pdf", &pdf(SPEECH)), ("cut.pdf", &pdf(SPEECH)[..200])]);
    let good = run(&folder, &["parse", "a.pdf"]);
    let (source, headings) = told(&good);
    assert_eq!((source["format"].as_str(), headings), (Some("pdf"), vec!["修路".to_owned(), "通水".to_owned()]));
    let cut = run(&folder, &["parse", "cut.pdf"]);
    assert_eq!(cut.status, Some(2), "{}", cut.stderr);
    assert_eq!(files(&folder), ["a.pdf", "cut.pdf"]);
}

/// A page with a line for each line, whose font says which code is which character.
fn pdf(text: &str) -> Vec<u8> {
    let shown = |(n, line): (usize, &str)| {
        let coded: String = line.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        format!("1 0 0 1 72 {} Tm <{coded}> Tj\n", 700 - 28 * n)
    };
    let stream = |body: String| format!("<< /Length {} >>\nstream\n{body}\nendstream", body.len());
    let page = text.lines().enumerate().map(shown).collect::<String>();
    let codes = "/CIDInit /ProcSet findresource begin begincmap /CMapName /c def /CMapType 2 def\n\
                 1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
                 1 beginbfrange <0000> <FFFF> <0000> endbfrange\nendcmap end";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
            .to_owned(),
        stream(format!("BT /F 16 Tf\n{page}ET")),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>"
            .to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /DW 1000 /FontDescriptor 8 0 R \
         /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
            .to_owned(),
        stream(codes.to_owned()),
        "<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 \
         /Descent -200 /CapHeight 900 /StemV 90 >>"
            .to_owned(),
    ];
    let mut out = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (n, object) in objects.iter().enumerate() {
        places.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", n + 1));
    }
    let (start, count) = (out.len(), objects.len() + 1);
    out.push_str(&format!("xref\n0 {count}\n0000000000 65535 f \n{places}"));
    out.push_str(&format!("trailer << /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"));
    out.into_bytes()
}
