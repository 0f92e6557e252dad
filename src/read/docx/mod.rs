//! Word documents: a zip of XML parts, of which the text, its numbering and its styles are read.
//!
//! Each paragraph is a line as Word shows it, with the marker that automatic numbering writes in front of it. What stands
//! beside the text (heads and feet of pages, notes, remarks) comes behind it. What a part says is read by the module of
//! that name; here they come together.

mod bullet;
mod count;
mod error;
mod face;
mod field;
mod figure;
mod flow;
mod line;
mod numbering;
mod package;
mod styles;
mod table;
mod theme;
mod write;
mod xml;

use std::collections::{HashMap, HashSet};

use memchr::memmem;

use super::error::ReadError;
use super::format::ReadOptions;
use crate::hint::{Furniture, Hint, MarkerOrigin, Part};
use crate::source::{Draft, Origin, Source};
use count::Counters;
use face::Faces;
use flow::{Flowed, Reference, Setting, flow};
use line::{Line, Piece};
use numbering::Numbering;
use package::{Package, Relation};
use styles::Styles;
use theme::Theme;
use xml::{Node, Tree};

pub use error::DocxError;
pub(super) use write::write;

/// Whether bytes are a Word document, or were one before they were cut off.
pub(super) fn holds(bytes: &[u8]) -> bool {
    if !package::is_zip(bytes) {
        return false;
    }
    let document = Package::open(bytes).and_then(|mut package| {
        let name = package.document()?;
        package.is_word(&name)
    });
    match document {
        Ok(is_word) => is_word,
        Err(DocxError::NoDocument) => false,
        Err(_) => memmem::find(bytes, b"word/document.xml").is_some(),
    }
}

/// Reads a document; `path` is what the source calls itself.
pub(super) fn read(bytes: &[u8], path: &str, _: &ReadOptions) -> Result<Source, ReadError> {
    let draft = Package::open(bytes).and_then(|mut package| {
        let name = package.document()?;
        let text = package.text(&name)?.ok_or(DocxError::NoDocument)?;
        let tree = Tree::parse(&text).map_err(|fault| DocxError::of(fault, &name))?;
        Ok(shown(&mut package, &name, &tree)?.draft)
    });
    let origin = Origin { path: path.to_owned(), format: "docx", encoding: "UTF-8", bytes: bytes.len() as u64 };
    draft.map(|draft| draft.finish(origin)).map_err(ReadError::Docx)
}

/// A document as it is shown.
#[derive(Default)]
struct Shown {
    draft: Draft,
    /// What the text of its main part was made of, in the order of the text.
    pieces: Vec<Piece>,
}

/// How far lists have come: the text boxes of a part are counted apart from its text.
#[derive(Default)]
struct Stories {
    text: Counters,
    boxes: Counters,
}

/// Shows a document; `tree` is that of its main part, which has that name.
fn shown(package: &mut Package<'_>, name: &str, tree: &Tree<'_>) -> Result<Shown, DocxError> {
    let body = tree.root().child("body").ok_or(DocxError::NoDocument)?;
    let relations = package.relations(name)?;
    let setting = setting(package, &relations)?;
    let Flowed { mut lines, references } = flow(body, &setting);
    Faces::of(&lines).tell(&mut lines);
    let mut shown = Shown::default();
    shown.add(lines, &setting, &mut Stories::default(), true);
    beside(package, &relations, &references, &setting, &mut shown)?;
    Ok(shown)
}

/// What the parts of a document say that hold no text.
fn setting(package: &mut Package<'_>, relations: &[Relation]) -> Result<Setting, DocxError> {
    let mut setting = Setting::default();
    let mut theme = Theme::default();
    part(package, relations, "theme", |root| theme = Theme::read(root))?;
    part(package, relations, "styles", |root| setting.styles = Styles::read(root, theme))?;
    let Setting { styles, numbering } = &mut setting;
    part(package, relations, "numbering", |root| *numbering = Numbering::read(root, styles))?;
    Ok(setting)
}

/// Hands over the outermost element of the first part of a kind, where there is one.
fn part(
    package: &mut Package<'_>,
    relations: &[Relation],
    kind: &str,
    read: impl FnOnce(Node<'_>),
) -> Result<(), DocxError> {
    match relations.iter().find(|relation| relation.kind == kind) {
        Some(relation) => open(package, &relation.target, read),
        None => Ok(()),
    }
}

/// Hands over the outermost element of the part of a name, where there is one.
fn open(package: &mut Package<'_>, name: &str, read: impl FnOnce(Node<'_>)) -> Result<(), DocxError> {
    let Some(text) = package.text(name)? else { return Ok(()) };
    let tree = Tree::parse(&text).map_err(|fault| DocxError::of(fault, name))?;
    read(tree.root());
    Ok(())
}

/// Shows what stands beside the text: heads and feet of pages, notes, remarks, in this order, and each once.
fn beside(
    package: &mut Package<'_>,
    relations: &[Relation],
    references: &[(Reference, String)],
    setting: &Setting,
    shown: &mut Shown,
) -> Result<(), DocxError> {
    let wanted = |kind| references.iter().filter(move |(of, _)| *of == kind).map(|(_, id)| id.as_str());
    // Heads and feet of pages are counted together, and each kind of notes by itself.
    let mut stories = Stories::default();
    for (kind, furniture) in [("header", Furniture::Header), ("footer", Furniture::Footer)] {
        let of_kind = relations.iter().filter(|relation| relation.kind == kind);
        let margins: HashMap<&str, &Relation> = of_kind.map(|relation| (relation.id.as_str(), relation)).collect();
        let (mut seen, mut told) = (HashSet::new(), HashSet::new());
        for relation in wanted(Reference::Margin).filter_map(|id| margins.get(id)) {
            if !seen.insert(relation.target.as_str()) {
                continue;
            }
            open(package, &relation.target, |root| {
                let mut lines = flow(root, setting).lines;
                lines.retain(|line| !line.text.trim().is_empty());
                let text: Vec<String> = lines.iter().map(|line| line.text.clone()).collect();
                // Each section has margins of its own, which mostly say the same.
                if told.insert(text) {
                    shown.add_furniture(lines, furniture, setting, &mut stories);
                }
            })?;
        }
    }
    for (kind, reference, furniture) in [
        ("footnotes", Reference::Footnote, Furniture::Footnote),
        ("endnotes", Reference::Endnote, Furniture::Footnote),
        ("comments", Reference::Comment, Furniture::Comment),
    ] {
        let mut ids = HashSet::new();
        let ids: Vec<&str> = wanted(reference).filter(|&id| ids.insert(id)).collect();
        if ids.is_empty() {
            continue;
        }
        let mut stories = Stories::default();
        part(package, relations, kind, |root| {
            let notes: HashMap<&str, Node<'_>> =
                root.children().filter_map(|note| Some((note.attribute("id")?, note))).collect();
            for note in ids.iter().filter_map(|id| notes.get(id)) {
                shown.add_furniture(flow(*note, setting).lines, furniture, setting, &mut stories);
            }
        })?;
    }
    Ok(())
}

impl Shown {
    /// Puts down the lines of one part; whether it is the main one.
    fn add(&mut self, lines: Vec<Line>, setting: &Setting, stories: &mut Stories, is_main: bool) {
        for Line { text, pieces, mut hint, place, in_box, .. } in lines {
            let mut marker = String::new();
            if let Some((id, level)) = place
                && let Some(list) = setting.numbering.list(id)
            {
                let counters = if in_box { &mut stories.boxes } else { &mut stories.text };
                let (written, blank) = counters.count(id, list, level);
                marker = written;
                if blank && !marker.is_empty() && !text.is_empty() {
                    marker.push(' ');
                }
                // Outlines of headings that are not numbered are lists that write nothing.
                if !marker.is_empty() && matches!(hint.part, Part::Text | Part::Title) {
                    hint.item = level + 1;
                }
            }
            hint.written = u16::try_from(marker.len()).unwrap_or_default();
            if hint.written > 0 {
                hint.origin = MarkerOrigin::Numbering;
            }
            let start = self.draft.len() + marker.len();
            self.draft.line(&(marker + &text), hint);
            if is_main {
                self.pieces.extend(pieces.into_iter().map(|piece| Piece { at: start + piece.at, ..piece }));
            }
        }
    }

    fn add_furniture(&mut self, mut lines: Vec<Line>, furniture: Furniture, setting: &Setting, stories: &mut Stories) {
        lines.retain(|line| !line.text.trim().is_empty());
        lines.iter_mut().for_each(|line| line.hint = Hint { part: Part::Furniture(furniture), ..Hint::default() });
        self.add(lines, setting, stories, false);
    }
}
