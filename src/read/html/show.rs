//! Showing: a walk through a page that puts down its lines.
//!
//! Knows what each element does to lines, blanks, numbers and looks; does not decide which lines are the text.

use super::body::Body;
use super::element::{self, is_silent};
use super::line::{Line, Link, Setting};
use super::list::{ListStyle, is_numbered};
use super::page::Page;
use super::style::{Display, Word};
use super::table::is_data;
use super::tree::{Id, ROOT, Step};
use crate::hint::{Furniture, Hint, MarkerOrigin, Part, Side};

/// The lines of a page, in its order.
pub(super) fn show(page: &Page, body: &Body) -> Vec<Line> {
    let mut show = Show {
        page,
        body,
        lines: Vec::new(),
        line: Line::default(),
        torn: Vec::new(),
        later: Vec::new(),
        contexts: vec![Context::default()],
        lists: Vec::new(),
        number: Number::default(),
        rows: 0,
        cells: 0,
    };
    for step in page.tree.walk(ROOT) {
        match step {
            Step::Into(id) => match page.tree.text(id) {
                Some(text) => show.text(id, text),
                None => show.open(id),
            },
            Step::Out(id) if page.tree.text(id).is_none() => show.close(id),
            Step::Out(_) => {}
        }
    }
    show.end_line();
    show.lines
}

/// What holds for everything inside an element.
#[derive(Clone, Copy, Debug, Default)]
struct Context {
    set: Setting,
    /// Whether nothing of it is text, such as a script.
    silent: bool,
    invisible: bool,
    main: bool,
    part: Part,
    side: Side,
    depth: u8,
    item: u8,
    /// How items are marked.
    list: Option<ListStyle>,
    /// Whether it is a table of data, whose rows are lines.
    table: bool,
    /// Whether it is code or a table: its lines belong together.
    whole: bool,
    /// Whether Word wrote it as the number of an item.
    number: bool,
    /// Whether the line around waits for its end.
    tears: bool,
}

/// Where a list has come to.
struct List {
    next: i32,
    step: i32,
}

/// What is written before the next line.
#[derive(Default)]
struct Number {
    text: String,
    /// Whether it is a mere sign, which nobody needs who typed a number.
    sign: bool,
}

struct Show<'p> {
    page: &'p Page,
    body: &'p Body,
    lines: Vec<Line>,
    line: Line,
    /// Lines that go on behind something that stands in their midst and does not belong to them.
    torn: Vec<Line>,
    /// What stood there; it comes behind the line.
    later: Vec<Line>,
    contexts: Vec<Context>,
    lists: Vec<List>,
    number: Number,
    /// How many lines of the table or the code there are so far, and how many cells of the row.
    rows: usize,
    cells: usize,
}

impl Show<'_> {
    fn context(&self) -> Context {
        self.contexts.last().copied().unwrap_or_default()
    }

    fn text(&mut self, id: Id, text: &str) {
        let context = self.context();
        if context.silent {
            return;
        }
        if !context.set.kept || context.table {
            let set = Setting { kept: false, ..context.set };
            return self.put(id, text, set);
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.end_line();
            }
            self.put(id, line, context.set);
        }
    }

    fn put(&mut self, id: Id, text: &str, set: Setting) {
        let context = self.context();
        if self.line.is_empty() {
            self.line.node = id;
            self.line.main = context.main;
            let part = context.part;
            self.line.hint =
                Hint { part, depth: context.depth, side: context.side, item: context.item, ..Hint::default() };
        }
        if context.number {
            // A sign of a font that is made of pictures.
            let text = if matches!(text.trim(), "l" | "n" | "u" | "Ø" | "ü" | "§" | "q" | "v" | "w") {
                "•"
            } else {
                text
            };
            self.line.push(text, set);
            self.line.hint.written = u16::try_from(self.line.text.len()).unwrap_or(0);
            self.line.hint.origin = MarkerOrigin::Numbering;
        } else {
            self.line.push(text, set);
        }
    }

    fn open(&mut self, id: Id) {
        let tree = &self.page.tree;
        let name = tree.name(id);
        let outer = self.context();
        let mut context = self.inside(id, outer);
        if context.silent {
            self.contexts.push(context);
            return;
        }
        context.tears = context.part != outer.part && (outer.table || !self.page.is_block(id));
        if context.tears {
            self.torn.push(std::mem::take(&mut self.line));
        } else if self.page.is_block(id) {
            self.block(outer);
        }
        match name {
            "br" => self.block(outer),
            "tr" => self.cells = 0,
            "td" | "th" if context.table => {
                if self.cells > 0 {
                    self.line.cell();
                }
                self.cells += 1;
            }
            "table" if context.table && !outer.table => self.rows = 0,
            "pre" | "listing" | "xmp" if context.whole && !outer.whole => self.rows = 0,
            "ol" | "ul" | "menu" | "dir" => self.lists.push(self.list(id)),
            "li" if context.main && !context.table => self.item(id, context.list),
            "q" => self.put(id, "“", context.set),
            _ => {}
        }
        self.contexts.push(context);
    }

    fn close(&mut self, id: Id) {
        let context = self.contexts.pop().unwrap_or_default();
        if context.silent {
            return;
        }
        let outer = self.context();
        match self.page.tree.name(id) {
            "ol" | "ul" | "menu" | "dir" => drop(self.lists.pop()),
            "tr" if context.table => self.end_line(),
            "q" => self.put(id, "”", context.set),
            _ => {}
        }
        if context.tears {
            self.end_line();
            if let Some(line) = self.torn.pop() {
                self.line = line;
            }
        } else if self.page.is_block(id) {
            self.block(if context.table && !outer.table { outer } else { context });
        }
        if self.page.tree.name(id) == "li" {
            self.number = Number::default();
        }
    }

    /// The edge of a block: it ends the line, but in a row of a table.
    fn block(&mut self, context: Context) {
        if context.table { self.line.gap(false) } else { self.end_line() }
    }

    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        if !line.is_empty() {
            line.text.truncate(crate::text::trim(&line.text).len() + leading(&line.text));
            if line.hint.written > 0 {
                let behind = &line.text[usize::from(line.hint.written)..];
                line.hint.written = line.hint.written.saturating_add(u16::try_from(leading(behind)).unwrap_or(0));
            }
            let context = self.context();
            if context.whole || line.hint.part == Part::Verbatim {
                line.hint.goes_on = self.rows > 0;
                self.rows += 1;
            }
            if self.torn.is_empty() && line.main && matches!(line.hint.part, Part::Text) {
                self.write_number(&mut line);
            }
            if self.torn.is_empty() { self.lines.push(line) } else { self.later.push(line) }
        }
        if self.torn.is_empty() {
            self.lines.append(&mut self.later);
        }
    }

    /// Writes before a line what the lists around it write.
    fn write_number(&mut self, line: &mut Line) {
        let Number { text, sign } = std::mem::take(&mut self.number);
        if text.is_empty() || sign && is_numbered(&line.text) {
            return;
        }
        let indent = leading(&line.text);
        line.text.replace_range(..indent, &text);
        line.hint.written = u16::try_from(text.len()).unwrap_or(0);
        line.hint.origin = MarkerOrigin::List;
    }

    /// A list that begins: its first number, and how it counts.
    fn list(&self, id: Id) -> List {
        let tree = &self.page.tree;
        let reversed = tree.attribute(id, "reversed").is_some();
        let start = tree.attribute(id, "start").and_then(|start| start.trim().parse().ok());
        let items = || tree.children(id).filter(|&child| tree.name(child) == "li").count();
        let first = start.unwrap_or_else(|| if reversed { i32::try_from(items()).unwrap_or(i32::MAX) } else { 1 });
        List { next: first, step: if reversed { -1 } else { 1 } }
    }

    fn item(&mut self, id: Id, style: Option<ListStyle>) {
        let style = style.unwrap_or(ListStyle::bullet(0));
        let Some(list) = self.lists.last_mut() else { return };
        if let Some(value) = self.page.tree.attribute(id, "value").and_then(|value| value.trim().parse().ok()) {
            list.next = value;
        }
        let text = style.write(list.next);
        list.next = list.next.saturating_add(list.step);
        self.number.sign = matches!(style, ListStyle::Bullet(_)) && self.number.text.is_empty();
        self.number.text.push_str(&text);
    }

    /// What holds inside of an element.
    fn inside(&self, id: Id, outer: Context) -> Context {
        let (tree, style) = (&self.page.tree, self.page.style(id));
        let name = tree.name(id);
        let mut context = Context { tears: false, ..outer };
        context.silent |= is_silent(name);
        context.main |= self.body.begins(id);
        if context.silent || name.is_empty() {
            return context;
        }
        self.place(id, &mut context);
        context.set.bold = style.bold.unwrap_or(outer.set.bold);
        context.set.face = style.face.unwrap_or(outer.set.face);
        context.set.kept = style.kept.unwrap_or(outer.set.kept);
        context.side = style.side.unwrap_or(outer.side);
        if let Some(depth) = element::depth(name) {
            context.depth = depth;
        }
        match (name, tree.attribute(id, "href")) {
            ("a", Some(href)) => context.set.link = Some(link(href)),
            ("ol", _) => context.list = Some(style.list.unwrap_or(ListStyle::Decimal)),
            ("ul" | "menu" | "dir", _) => {
                context.list = Some(style.list.unwrap_or_else(|| ListStyle::bullet(usize::from(outer.item))));
            }
            _ => context.list = style.list.or(outer.list),
        }
        match style.word {
            Some(Word::Item(level)) => context.item = level,
            Some(Word::Number) => context.number = true,
            Some(Word::Note) | None => {}
        }
        if matches!(name, "ol" | "ul" | "menu" | "dir") {
            context.item = outer.item.saturating_add(1);
        }
        if !outer.table && !outer.whole {
            context.table = name == "table" && is_data(self.page, id);
            let code = element::is_preformatted(name) && is_code(self.page, id);
            if context.main && context.part == Part::Text && (context.table || code) {
                context.part = Part::Verbatim;
                context.whole = true;
            }
        }
        context
    }

    /// Whether an element is shown, and what part of the page it is.
    fn place(&self, id: Id, context: &mut Context) {
        let style = self.page.style(id);
        if self.body.is_around(id) {
            // A script will show it.
            context.invisible = false;
            return;
        }
        context.invisible = style.visible.map_or(context.invisible, |visible| !visible);
        let hidden = style.display == Some(Display::None) || style.transparent || context.invisible;
        let note = style.word == Some(Word::Note) || is_note_mark(self.page, id);
        let furniture = self.body.furniture(self.page, id, context.main);
        let kind = match context.part {
            Part::Furniture(Furniture::Hidden) => return,
            _ if hidden => Some(Furniture::Hidden),
            Part::Furniture(_) => None,
            _ if note => Some(Furniture::Footnote),
            _ => furniture,
        };
        if let Some(kind) = kind {
            context.part = Part::Furniture(kind);
        }
    }
}

/// How many bytes of a text are blanks at its start.
fn leading(text: &str) -> usize {
    text.len() - text.trim_start_matches(crate::text::is_blank).len()
}

fn link(href: &str) -> Link {
    let path = href.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let extension = path.rsplit('/').next().unwrap_or_default().rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        _ if href.starts_with('#') => Link::Near,
        "doc" | "docx" | "wps" | "ofd" | "pdf" | "xls" | "xlsx" | "zip" | "rar" | "ppt" | "pptx" | "txt" => Link::File,
        _ => Link::Away,
    }
}

/// Whether an element is the mark of a note and nothing else: a raised link to another place of the page.
fn is_note_mark(page: &Page, id: Id) -> bool {
    let tree = &page.tree;
    let near = |id: Id| tree.attribute(id, "href").is_some_and(|href| link(href) == Link::Near);
    let mut children = tree.children(id);
    tree.name(id) == "sup" && children.next().is_some_and(near) && children.next().is_none()
}

/// Whether a preformatted text is code: it holds more other signs than ideographs, or says so.
fn is_code(page: &Page, id: Id) -> bool {
    let said = page.tree.children(id).any(|child| page.tree.name(child) == "code");
    let (mut han, mut other) = (0, 0);
    for c in page.texts(id).flat_map(str::chars).filter(|c| !c.is_whitespace()) {
        let wide = c >= '\u{2e80}';
        han += usize::from(wide);
        other += usize::from(!wide);
    }
    said || other > han
}
