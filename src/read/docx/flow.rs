//! Flow: the paragraphs of one part of a document in the order in which they are read, as they are shown.
//!
//! Steps through the tree with stacks of its own. Knows no marker of a list: only where a paragraph stands.

use super::bullet;
use super::field::{self, Fields};
use super::line::Line;
use super::numbering::Numbering;
use super::styles::{Paragraph, Resolved, Run, Styles};
use super::table::Table;
use super::xml::{Node, Space, Step};
use crate::hint::{Furniture, Hint, Part};

/// What styles and lists say in a document.
#[derive(Debug, Default)]
pub(super) struct Setting {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
}

/// The paragraphs of a part, and what stands beside them.
#[derive(Debug, Default)]
pub(super) struct Flowed {
    pub(super) lines: Vec<Line>,
    /// What the text refers to, in its order.
    pub(super) references: Vec<(Reference, String)>,
}

/// What a text refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Reference {
    Footnote,
    Endnote,
    Comment,
    /// The head or the foot of pages.
    Margin,
}

struct Flow<'s> {
    setting: &'s Setting,
    out: Flowed,
    /// The paragraphs that are open; all but the first stand in text boxes.
    open: Vec<Open>,
    /// A line whose end was taken away.
    carried: Option<Line>,
    tables: Vec<Table>,
    fields: Fields,
    /// How many frames around list the contents.
    contents: usize,
}

/// A paragraph that is being read.
struct Open {
    line: Line,
    resolved: Resolved,
    /// How the run is set in which we are.
    run: Run,
    /// The lines of its text boxes.
    boxes: Vec<Line>,
    is_hidden: bool,
    /// Whether its end is deleted.
    goes_on: bool,
}

/// Reads what stands below an element.
pub(super) fn flow(root: Node<'_>, setting: &Setting) -> Flowed {
    let mut flow = Flow {
        setting,
        out: Flowed::default(),
        open: Vec::new(),
        carried: None,
        tables: Vec::new(),
        fields: Fields::default(),
        contents: 0,
    };
    let mut walk = root.walk();
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(node) => {
                if !flow.enter(node) {
                    walk.pass(node);
                }
            }
            Step::Leave(node) => flow.leave(node),
        }
    }
    flow.finish()
}

impl Flow<'_> {
    /// Begins an element; whether to go into it.
    fn enter(&mut self, node: Node<'_>) -> bool {
        match node.space() {
            Space::Word => self.enter_word(node),
            Space::Compatibility => is_chosen(node),
            Space::Math if node.name() == "t" => {
                self.texts(node);
                false
            }
            Space::Other if node.name() == "textpath" => {
                self.word_art(node);
                false
            }
            Space::Math | Space::Other => true,
        }
    }

    fn enter_word(&mut self, node: Node<'_>) -> bool {
        match node.name() {
            "p" => self.begin(node),
            "r" => self.run(node),
            "t" => self.texts(node),
            "tab" | "ptab" => self.show("\t", Some(node)),
            "cr" => self.show("\n", Some(node)),
            "br" if !matches!(node.attribute("type"), Some("page" | "column")) => self.show("\n", Some(node)),
            "noBreakHyphen" => self.show("-", Some(node)),
            "sym" => self.symbol(node),
            "fldChar" => {
                let kind = node.attribute("fldCharType").unwrap_or_default();
                if let Some(sign) = self.fields.mark(kind, self.out.lines.len()) {
                    self.show(&sign, None);
                }
            }
            "instrText" => node.texts().for_each(|text| self.fields.instruct(text)),
            "footnoteReference" => self.refer(Reference::Footnote, node),
            "endnoteReference" => self.refer(Reference::Endnote, node),
            "commentReference" => self.refer(Reference::Comment, node),
            "sectPr" => self.section(node),
            "tbl" => {
                let first = self.sink().len();
                self.tables.push(Table::new(first));
            }
            "tr" => {
                let first = self.sink().len();
                if let Some(table) = self.tables.last_mut() {
                    table.begin_row(first);
                }
                return node.child("trPr").is_none_or(|row| row.child("del").is_none());
            }
            "tc" => {
                let first = self.sink().len();
                if let Some(table) = self.tables.last_mut() {
                    table.begin_cell(first);
                }
            }
            "sdt" | "fldSimple" => self.contents += usize::from(lists_contents(node)),
            // Deleted, moved away, or no text: properties, how ruby text is read.
            "del" | "moveFrom" | "rt" | "rubyPr" | "rPr" | "tblPr" | "tblGrid" | "trPr" | "tcPr" | "sdtPr"
            | "delText" | "pPrChange" | "rPrChange" => return false,
            "pPr" => {
                if let Some(section) = node.child("sectPr") {
                    self.section(section);
                }
                return false;
            }
            _ => {}
        }
        true
    }

    fn leave(&mut self, node: Node<'_>) {
        if node.space() != Space::Word {
            return;
        }
        match node.name() {
            "p" => self.end(),
            "r" => {
                if let Some(open) = self.open.last_mut() {
                    open.run = Run::default();
                }
            }
            "tc" | "txbxContent" => self.let_go(),
            "tbl" => {
                if let Some(table) = self.tables.pop() {
                    table.close(self.sink());
                    if let Some(outer) = self.tables.last_mut() {
                        outer.add_inner(&table);
                    }
                }
            }
            "sdt" | "fldSimple" => self.contents -= usize::from(lists_contents(node)),
            _ => {}
        }
    }

    /// Begins a paragraph.
    fn begin(&mut self, node: Node<'_>) {
        let properties = node.child("pPr");
        let direct = properties.map(Paragraph::of).unwrap_or_default();
        let Setting { styles, numbering } = self.setting;
        let resolved = styles.paragraph(properties.and_then(|it| it.said("pStyle")), direct);
        let mark = properties.and_then(|it| it.child("rPr"));
        let deleted = mark.is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some());
        let hint = Hint { part: resolved.part, depth: resolved.depth, side: resolved.side, ..Hint::default() };
        let place = numbering.place(&resolved, direct.list.is_none(), styles);
        let mut line = Line { hint, place, in_box: !self.open.is_empty(), ..Line::default() };
        if let Some(before) = self.carried.take() {
            line.join(before);
        }
        self.open.push(Open {
            line,
            resolved,
            run: Run::default(),
            boxes: Vec::new(),
            is_hidden: mark.and_then(|mark| mark.toggle("vanish")) == Some(true),
            goes_on: deleted,
        });
    }

    /// Ends a paragraph.
    fn end(&mut self) {
        self.fields.end_paragraph();
        let Some(Open { line, mut boxes, is_hidden, goes_on, .. }) = self.open.pop() else { return };
        if goes_on {
            self.carried = Some(line);
        } else if !(is_hidden && line.text.is_empty()) {
            self.put(line);
        }
        self.sink().append(&mut boxes);
    }

    /// A line whose end is deleted and that nothing follows is one nevertheless, if anything is left of it.
    fn let_go(&mut self) {
        if let Some(line) = self.carried.take().filter(|line| !line.text.is_empty()) {
            self.put(line);
        }
    }

    fn put(&mut self, line: Line) {
        if let Some(table) = self.tables.last_mut() {
            table.add(&line);
        }
        self.sink().push(line);
    }

    /// Where lines go: text boxes stand behind the paragraph that they hang on.
    fn sink(&mut self) -> &mut Vec<Line> {
        match self.open.last_mut() {
            Some(open) => &mut open.boxes,
            None => &mut self.out.lines,
        }
    }

    fn run(&mut self, node: Node<'_>) {
        let styles = &self.setting.styles;
        let Some(open) = self.open.last_mut() else { return };
        let properties = node.child("rPr");
        let direct = properties.map(|it| styles.run(it)).unwrap_or_default();
        open.run = styles.in_paragraph(&open.resolved, properties.and_then(|it| it.said("rStyle")), direct);
    }

    fn texts(&mut self, node: Node<'_>) {
        let text: String = node.texts().collect();
        // A line end in the XML is no line end in the text.
        let text = text.replace(['\n', '\r'], " ");
        self.show(if node.keeps_blanks() { &text } else { text.trim_matches(BLANKS) }, Some(node));
    }

    fn show(&mut self, text: &str, node: Option<Node<'_>>) {
        let in_contents = self.contents > 0 || self.fields.in_contents();
        if self.fields.hides() {
            return;
        }
        let Some(open) = self.open.last_mut().filter(|open| open.run.hidden != Some(true)) else { return };
        open.line.add(text, node.map(Node::id), open.run);
        open.line.is_contents |= in_contents;
    }

    fn symbol(&mut self, node: Node<'_>) {
        let code = node.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok());
        let Some(c) = code.and_then(char::from_u32).filter(|c| !c.is_control()) else { return };
        let font = node.attribute("font").unwrap_or_default().to_lowercase();
        let is_symbol = bullet::is_private(c) || u32::from(c) < 256 && (font.contains("wingdings") || font == "symbol");
        let mut buffer = [0; 4];
        self.show(if is_symbol { bullet::sign(c) } else { c }.encode_utf8(&mut buffer), Some(node));
    }

    /// Text that older programs draw as a picture: it stands by itself, as in a text box.
    fn word_art(&mut self, node: Node<'_>) {
        let text = node.attribute("string").unwrap_or_default().trim();
        if let Some(open) = self.open.last_mut().filter(|_| !text.is_empty()) {
            let mut line = Line { in_box: true, ..Line::default() };
            line.text = text.replace(|c: char| c.is_control(), " ");
            open.boxes.push(line);
        }
    }

    fn refer(&mut self, reference: Reference, node: Node<'_>) {
        if let Some(id) = node.attribute("id") {
            self.out.references.push((reference, id.to_owned()));
        }
    }

    fn section(&mut self, node: Node<'_>) {
        for margin in node.children().filter(|it| matches!(it.name(), "headerReference" | "footerReference")) {
            self.refer(Reference::Margin, margin);
        }
    }

    fn finish(mut self) -> Flowed {
        self.let_go();
        if let Some(first) = self.fields.endless_contents() {
            self.out.lines.iter_mut().skip(first).for_each(|line| line.is_contents = false);
        }
        for line in self.out.lines.iter_mut().filter(|line| line.is_contents && line.hint.part != Part::Verbatim) {
            line.hint = Hint { part: Part::Furniture(Furniture::Contents), ..Hint::default() };
        }
        self.out
    }
}

/// The blanks of XML.
pub(super) const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// Of what newer and what older programs show, the first that is offered.
fn is_chosen(node: Node<'_>) -> bool {
    !matches!(node.name(), "Choice" | "Fallback") || node.is_first()
}

/// Whether an element frames a table of contents.
fn lists_contents(node: Node<'_>) -> bool {
    let gallery = || node.child("sdtPr")?.child("docPartObj")?.said("docPartGallery");
    node.attribute("instr").is_some_and(field::is_contents) || gallery() == Some("Table of Contents")
}
