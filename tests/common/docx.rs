//! Documents for the tests: XML strings, zipped.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A Word document that is made part by part.
#[derive(Clone, Debug, Default)]
pub(crate) struct Docx {
    body: String,
    parts: Vec<(String, String)>,
    relations: String,
    strict: bool,
}

impl Docx {
    /// With that inside of `w:body`.
    pub(crate) fn new(body: impl Into<String>) -> Self {
        Self { body: body.into(), ..Self::default() }
    }

    /// With what stands inside of `w:styles`.
    pub(crate) fn styles(self, inner: &str) -> Self {
        self.part("styles", "styles", inner)
    }

    /// With what stands inside of `w:numbering`.
    pub(crate) fn numbering(self, inner: &str) -> Self {
        self.part("numbering", "numbering", inner)
    }

    /// With a part of that kind, whose relation has the name of its file as its id.
    pub(crate) fn part(mut self, kind: &str, file: &str, inner: &str) -> Self {
        let root = match kind {
            "header" => "hdr",
            "footer" => "ftr",
            kind => kind,
        };
        self.parts.push((format!("word/{file}.xml"), element(root, inner)));
        self.relations += &format!("<Relationship Id='{file}' Type='{OFFICE}/{kind}' Target='{file}.xml'/>");
        self
    }

    /// With the namespaces of the strict form.
    pub(crate) fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// The parts by name.
    pub(crate) fn parts(&self) -> Vec<(String, String)> {
        let types = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>\
            <Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>\
            <Default Extension='xml' ContentType='application/xml'/>\
            <Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
        let relations = |inner: &str| {
            format!(
                "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{inner}</Relationships>"
            )
        };
        let main = format!("<Relationship Id='rId1' Type='{OFFICE}/officeDocument' Target='word/document.xml'/>");
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), types.to_owned()),
            ("_rels/.rels".to_owned(), relations(&main)),
            ("word/document.xml".to_owned(), element("document", &format!("<w:body>{}</w:body>", self.body))),
            ("word/_rels/document.xml.rels".to_owned(), relations(&self.relations)),
        ];
        parts.extend(self.parts.clone());
        if self.strict {
            for (_, text) in &mut parts {
                *text = text
                    .replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")
                    .replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships");
            }
        }
        parts
    }

    /// The bytes of the file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        zipped(&self.parts())
    }
}

/// Zips parts.
pub(crate) fn zipped(parts: &[(String, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("the name is new");
        zip.write_all(text.as_bytes()).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

/// The parts of a file that are text, in their order.
pub(crate) fn unzipped(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("it is a zip");
    let count = zip.len();
    let part = |index: usize| {
        let mut file = zip.by_index(index).expect("it is there");
        let mut text = String::new();
        file.read_to_string(&mut text).ok()?;
        Some((file.name().ok()?.into_owned(), text))
    };
    (0..count).filter_map(part).collect()
}

/// The outermost element of a part.
fn element(root: &str, inner: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><w:{root} xmlns:w='{WORD}' xmlns:r='{OFFICE}' \
         xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' \
         xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
         xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' \
         xmlns:v='urn:schemas-microsoft-com:vml'>{inner}</w:{root}>"
    )
}

/// A paragraph with what its `w:pPr` says, and its text.
pub(crate) fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", r(text))
}

/// A run.
pub(crate) fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

/// A place in a list.
pub(crate) fn num(list: u32, level: u8) -> String {
    format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>")
}

/// A level: its format, its text, and what else it says.
pub(crate) fn lvl(level: u8, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl='{level}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"
    )
}

/// A scheme of levels.
pub(crate) fn scheme(id: u32, inner: &str) -> String {
    format!("<w:abstractNum w:abstractNumId='{id}'>{inner}</w:abstractNum>")
}

/// A list with that scheme.
pub(crate) fn list(id: u32, scheme: u32, inner: &str) -> String {
    format!("<w:num w:numId='{id}'><w:abstractNumId w:val='{scheme}'/>{inner}</w:num>")
}

/// A style of paragraphs.
pub(crate) fn style(id: &str, name: &str, inner: &str) -> String {
    format!("<w:style w:type='paragraph' w:styleId='{id}'><w:name w:val='{name}'/>{inner}</w:style>")
}
