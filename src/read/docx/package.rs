//! Packages: the zip in which the parts of a document lie. The only place that knows which crate unpacks it.
//!
//! No size that an archive tells is believed: what counts is what comes out, and that is cut off at a limit.

use std::collections::HashMap;
use std::io::{Cursor, Read, Write};

use memchr::memmem;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::error::DocxError;
use super::xml::{Node, Tree};

/// The parts of a document, which are unpacked when they are asked for.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The names of the parts, by what they are when neither case nor slashes matter.
    names: HashMap<String, String>,
    /// How many bytes may still be unpacked.
    left: u64,
    /// How many bytes the package has.
    size: u64,
}

/// What a part says of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    /// The name by which the part speaks of it.
    pub(super) id: String,
    /// What it is: the last word of its type, such as `styles`.
    pub(super) kind: String,
    /// The name of the other part.
    pub(super) target: String,
}

/// How many parts a package may have: each picture is one.
const MOST_PARTS: usize = 20_000;
/// How many bytes one part may have.
const MOST_BYTES: u64 = 128 << 20;
/// How many bytes all parts that are read may have.
const MOST_TOGETHER: u64 = 256 << 20;
/// How many times as many bytes as the package has may come out of it, beyond what is little anyway. Word's own documents
/// have less than 50.
const MOST_RATIO: u64 = 400;
const LITTLE: u64 = 8 << 20;

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, DocxError> {
        if bytes.is_empty() {
            return Err(DocxError::Empty);
        }
        if bytes.starts_with(OLE) {
            let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let encrypted = memmem::find(bytes, &name).is_some();
            return Err(if encrypted { DocxError::Encrypted } else { DocxError::Older });
        }
        if !is_zip(bytes) {
            return Err(DocxError::Foreign);
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DocxError::Damaged(None))?;
        if zip.len() > MOST_PARTS {
            return Err(DocxError::TooManyParts);
        }
        let names = zip.file_names().filter_map(|name| Some(name.ok()?.into_owned()));
        let names = names.map(|name| (folded(&name), name)).collect();
        Ok(Self { zip, names, left: MOST_TOGETHER, size: bytes.len() as u64 })
    }

    /// The name under which a part lies: case does not matter, and some programs write the slashes of Windows.
    pub(super) fn name(&self, wanted: &str) -> Option<&str> {
        self.names.get(&folded(wanted)).map(String::as_str)
    }

    /// The text of a part; `None` where there is no such part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, DocxError> {
        let Some(name) = self.name(name).map(str::to_owned) else { return Ok(None) };
        let spoilt = || DocxError::Damaged(Some(name.clone()));
        let file = self.zip.by_name(&name).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => DocxError::Encrypted,
            _ => spoilt(),
        })?;
        let most = MOST_BYTES.min(self.left).min(LITTLE.max(self.size.saturating_mul(MOST_RATIO)));
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_| spoilt())?;
        if bytes.len() as u64 > most {
            return Err(DocxError::TooLarge(name));
        }
        self.left -= bytes.len() as u64;
        decode(bytes).map(Some).ok_or(DocxError::Malformed { part: name, line: 1, column: 1 })
    }

    /// Whether a part is written in UTF-8, as almost all are.
    pub(super) fn is_utf8(&mut self, name: &str) -> bool {
        let mut start = [0; 2];
        let read = self.zip.by_name(name).ok().and_then(|mut file| file.read_exact(&mut start).ok());
        read.is_some() && start != *b"\xff\xfe" && start != *b"\xfe\xff"
    }

    /// What a part says of others; the package itself is the part without a name.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, DocxError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{file}.rels");
        let Some(text) = self.text(&name)? else { return Ok(Vec::new()) };
        let tree = Tree::parse(&text).map_err(|fault| DocxError::of(fault, &name))?;
        Ok(tree.root().children().filter_map(|node| Relation::of(node, folder)).collect())
    }

    /// The name of the part that holds the text of a Word document.
    pub(super) fn document(&mut self) -> Result<String, DocxError> {
        let relations = self.relations("")?;
        let said = relations.into_iter().find(|relation| relation.kind == "officeDocument").map(|it| it.target);
        let found = self.name(said.as_deref().unwrap_or("word/document.xml"));
        found.map(str::to_owned).ok_or(DocxError::NoDocument)
    }

    /// Whether the package says that a part is the text of a Word document, or says nothing else of it.
    pub(super) fn is_word(&mut self, part: &str) -> Result<bool, DocxError> {
        const TYPES: &str = "[Content_Types].xml";
        let Some(text) = self.text(TYPES)? else { return Ok(part.starts_with("word/")) };
        let tree = Tree::parse(&text).map_err(|fault| DocxError::of(fault, TYPES))?;
        let is_of = |node: &Node<'_>| {
            node.attribute("PartName").is_some_and(|name| folded(name.trim_start_matches('/')) == folded(part))
        };
        let said = tree.root().children().find(is_of).and_then(|node| node.attribute("ContentType"));
        Ok(said.map_or(part.starts_with("word/"), |said| said.contains("wordprocessingml")))
    }

    /// The package with one part written anew; all others are copied as they lie there, and in their order.
    pub(super) fn replace(mut self, part: &str, text: &str) -> Result<Vec<u8>, DocxError> {
        let spoilt = |_| DocxError::Damaged(Some(part.to_owned()));
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        out.set_raw_comment(self.zip.comment().into()).map_err(spoilt)?;
        let mut packed = 0_u64;
        for index in 0..self.zip.len() {
            let file = self.zip.by_index_raw(index).map_err(spoilt)?;
            // Parts that lie over one another would be copied again and again.
            packed = packed.saturating_add(file.compressed_size());
            if packed > self.size {
                return Err(DocxError::Damaged(None));
            }
            if file.name().is_ok_and(|name| name == part) {
                let mut options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
                if let Some(time) = file.last_modified() {
                    options = options.last_modified_time(time);
                }
                drop(file);
                out.start_file(part, options).map_err(spoilt)?;
                out.write_all(text.as_bytes()).map_err(|_| DocxError::Damaged(Some(part.to_owned())))?;
            } else {
                out.raw_copy_file(file).map_err(spoilt)?;
            }
        }
        out.finish().map(Cursor::into_inner).map_err(spoilt)
    }

    /// Whether two parts have one name; such a package cannot be written.
    pub(super) fn has_twins(&self) -> bool {
        self.zip.has_duplicate_names()
    }
}

impl Relation {
    fn of(node: Node<'_>, folder: &str) -> Option<Self> {
        if node.attribute("TargetMode") == Some("External") {
            return None;
        }
        let kind = node.attribute("Type")?.rsplit('/').next()?.to_owned();
        let id = node.attribute("Id").unwrap_or_default().to_owned();
        let target = node.attribute("Target")?.replace('\\', "/");
        let target = match target.strip_prefix('/') {
            Some(whole) => path("", whole),
            None => path(folder, &target),
        };
        Some(Self { id, kind, target })
    }
}

/// Whether bytes open as archives do.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// A name as it is when neither case nor the kind of slashes matter.
fn folded(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

/// The name that a relative one means in a folder.
fn path(folder: &str, name: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(name.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// XML is UTF-8, or UTF-16 that says so by its first bytes.
fn decode(bytes: Vec<u8>) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes.get(..2) {
        Some(b"\xff\xfe") => u16::from_le_bytes,
        Some(b"\xfe\xff") => u16::from_be_bytes,
        _ => return String::from_utf8(bytes).ok(),
    };
    let units = bytes.as_chunks::<2>().0.iter().skip(1).map(|&pair| unit(pair));
    char::decode_utf16(units).collect::<Result<_, _>>().ok()
}

#[cfg(test)]
mod tests {
    use super::{decode, path};

    #[test]
    fn names_are_made_whole() {
        assert_eq!(path("word", "styles.xml"), "word/styles.xml");
        assert_eq!(path("word", "../custom/./a.xml"), "custom/a.xml");
        assert_eq!(path("", "word/document.xml"), "word/document.xml");
        assert_eq!(path("a", "../../../b"), "b");
    }

    #[test]
    fn parts_are_decoded_by_their_first_bytes() {
        assert_eq!(decode("<a>一</a>".into()).as_deref(), Some("<a>一</a>"));
        let utf16: Vec<u8> = "\u{feff}<a>一</a>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(utf16).as_deref(), Some("<a>一</a>"));
        assert_eq!(decode(b"<a>\xb6\xfe</a>".to_vec()), None);
    }
}
