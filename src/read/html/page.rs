//! Pages: a tree with the style of each element.

use super::element::{self, is_silent};
use super::list::ListStyle;
use super::style::{Display, Sheet, Style, face, side};
use super::tree::{Id, ROOT, Step, Tree};
use crate::hint::Side;

/// A page, and what is declared of its elements.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) tree: Tree,
    styles: Vec<Style>,
}

impl Page {
    pub(super) fn new(tree: Tree) -> Self {
        let mut sheet = Sheet::default();
        for id in elements(&tree).filter(|&id| tree.name(id) == "style") {
            tree.children(id).filter_map(|text| tree.text(text)).for_each(|text| sheet.read(text));
        }
        let mut styles = vec![Style::default(); tree.len()];
        for id in elements(&tree) {
            styles[id as usize] = declared(&tree, id, &sheet);
        }
        Self { tree, styles }
    }

    /// What is declared of a node itself.
    pub(super) fn style(&self, id: Id) -> Style {
        self.styles.get(id as usize).copied().unwrap_or_default()
    }

    /// Whether a node stands on lines of its own.
    pub(super) fn is_block(&self, id: Id) -> bool {
        match self.style(id).display {
            Some(Display::Block) => true,
            Some(Display::Inline) => false,
            _ => element::is_block(self.tree.name(id)),
        }
    }

    /// The elements of a name, in their order.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = Id> {
        elements(&self.tree).filter(move |&id| self.tree.name(id) == name)
    }

    /// The name that the page gives itself, which browsers show outside of it.
    pub(super) fn title(&self) -> String {
        let title = self.named("title").find(|&id| !self.in_picture(id));
        let texts = title.into_iter().flat_map(|title| self.tree.children(title));
        let text: String = texts.filter_map(|id| self.tree.text(id)).collect();
        text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Pictures have titles as well.
    fn in_picture(&self, id: Id) -> bool {
        self.tree.upward(id).any(|around| self.tree.name(around) == "svg")
    }

    /// Whether a word of the class or the id of an element is one of those asked for.
    pub(super) fn is_called(&self, id: Id, word: impl Fn(&str) -> bool) -> bool {
        let names = ["class", "id"].into_iter().filter_map(|name| self.tree.attribute(id, name));
        names.flat_map(element::words).any(|found| word(&found))
    }

    /// All text below a node that could be shown.
    pub(super) fn texts(&self, id: Id) -> impl Iterator<Item = &str> {
        let mut silent = 0;
        self.tree.walk(id).filter_map(move |step| match step {
            Step::Into(id) => {
                silent += i32::from(is_silent(self.tree.name(id)));
                self.tree.text(id).filter(|_| silent == 0)
            }
            Step::Out(id) => {
                silent -= i32::from(is_silent(self.tree.name(id)));
                None
            }
        })
    }
}

fn elements(tree: &Tree) -> impl Iterator<Item = Id> {
    tree.walk(ROOT).filter_map(|step| match step {
        Step::Into(id) => tree.element(id).map(|_| id),
        Step::Out(_) => None,
    })
}

/// What is declared of an element: by its `style`, by rules, by attributes of old, by what it is.
fn declared(tree: &Tree, id: Id, sheet: &Sheet) -> Style {
    let name = tree.name(id);
    let attribute = |name| tree.attribute(id, name);
    let own = attribute("style").map(Style::read).unwrap_or_default();
    let ruled = sheet.style(name, attribute("id"), attribute("class"));
    let closed = name == "dialog" && attribute("open").is_none();
    let list = match name {
        "ol" | "ul" | "li" | "menu" | "dir" => attribute("type").and_then(ListStyle::of_type),
        _ => None,
    };
    let by_attribute = Style {
        display: (closed || attribute("hidden").is_some()).then_some(Display::None),
        side: attribute("align").and_then(|value| side(&value.to_lowercase())),
        face: attribute("face").and_then(face),
        list,
        ..Style::default()
    };
    let by_name = Style {
        bold: matches!(name, "b" | "strong").then_some(true),
        side: (name == "center").then_some(Side::Centre),
        kept: element::is_preformatted(name).then_some(true),
        ..Style::default()
    };
    own.or(ruled).or(by_attribute).or(by_name)
}
