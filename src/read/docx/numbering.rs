//! Numbering: how the levels of each list are written, as `numbering.xml` and the styles say.
//!
//! Counts nothing. A list (`w:num`) is a use of a scheme (`w:abstractNum`) that may say something else of some levels.

use std::collections::HashMap;
use std::rc::Rc;

use super::bullet;
use super::figure::Figures;
use super::styles::{Resolved, Styles};
use super::xml::{Node, Space};

/// How many levels a list has.
pub(super) const LEVELS: usize = 9;

/// All lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<u32, List>,
}

#[derive(Debug, Default)]
struct Scheme {
    levels: [Option<Rc<Level>>; LEVELS],
    /// The style for lists that says what this scheme does not.
    style: Option<String>,
}

/// A list.
#[derive(Debug)]
pub(super) struct List {
    /// The scheme that it counts with, shared with other lists.
    pub(super) scheme: u32,
    pub(super) levels: [Option<Rc<Level>>; LEVELS],
    /// Where this list has its first use of a level begin, whatever was counted before.
    pub(super) starts: [Option<u32>; LEVELS],
}

/// How a level is written.
#[derive(Debug)]
pub(super) struct Level {
    pub(super) start: u32,
    pub(super) figures: Figures,
    /// What stands there; `%1` is the number of the first level.
    pub(super) text: String,
    /// Whether a blank stands behind it.
    pub(super) blank: bool,
    /// How many levels from the top make it begin anew; `None` is all above it.
    pub(super) restart: Option<u8>,
    /// Whether the numbers of the levels above are written in Arabic digits.
    pub(super) legal: bool,
    /// The number of the style whose paragraphs stand on it.
    style: Option<usize>,
}

/// How many styles for lists may refer to one another.
const MOST_LINKS: usize = 8;

/// How many bytes the text of a level may have; Word's own dialogue allows fewer.
const MOST_TEXT: usize = 255;

impl Numbering {
    pub(super) fn read(root: Node<'_>, styles: &Styles) -> Self {
        let mut schemes = HashMap::new();
        for node in root.children().filter(|node| node.name() == "abstractNum") {
            let Some(id) = node.attribute("abstractNumId") else { continue };
            let mut scheme = Scheme { style: node.said("numStyleLink").map(str::to_owned), ..Scheme::default() };
            for level in node.children().filter(|node| node.name() == "lvl") {
                if let Some(slot) = slot(level).and_then(|index| scheme.levels.get_mut(index)) {
                    *slot = Some(Rc::new(Level::of(level, styles)));
                }
            }
            schemes.insert(id.to_owned(), scheme);
        }
        let nums = || root.children().filter(|node| node.name() == "num");
        let id = |node: &Node<'_>| node.attribute("numId").and_then(|id| id.parse::<u32>().ok());
        let uses: HashMap<u32, &str> =
            nums().filter_map(|node| Some((id(&node)?, node.said("abstractNumId")?))).collect();
        // A scheme that only refers to a style is the scheme of the list which that style names.
        let real = |name: &str| {
            let mut name = name.to_owned();
            for _ in 0..MOST_LINKS {
                let Some(style) = schemes.get(&name).and_then(|scheme: &Scheme| scheme.style.as_deref()) else { break };
                let Some(next) = styles.list(style).and_then(|list| uses.get(&list)) else { break };
                name = (*next).to_owned();
            }
            name
        };
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut lists = HashMap::new();
        for node in nums() {
            let (Some(id), Some(name)) = (id(&node), node.said("abstractNumId")) else { continue };
            let name = real(name);
            let Some(scheme) = schemes.get(&name) else { continue };
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            let number = *numbers.entry(name).or_insert(next);
            let mut list = List { scheme: number, levels: scheme.levels.clone(), starts: [None; LEVELS] };
            for other in node.children().filter(|node| node.name() == "lvlOverride") {
                list.override_with(other, styles);
            }
            lists.insert(id, list);
        }
        Self { lists }
    }

    /// The list of an id.
    pub(super) fn list(&self, id: u32) -> Option<&List> {
        self.lists.get(&id)
    }

    /// The list in which a paragraph stands, and its level in it, from 0.
    pub(super) fn place(&self, paragraph: &Resolved, from_style: bool, styles: &Styles) -> Option<(u32, u8)> {
        let id = paragraph.list.filter(|&id| id > 0)?;
        let list = self.lists.get(&id)?;
        // A style stands on the level that names it, whatever it says of its level itself.
        let linked = || styles.numbers(paragraph).find_map(|style| list.level_of(style));
        let level = if from_style { linked().or(paragraph.level) } else { paragraph.level.or_else(linked) };
        Some((id, level.unwrap_or_default()))
    }
}

impl List {
    fn override_with(&mut self, node: Node<'_>, styles: &Styles) {
        let Some(index) = slot(node) else { return };
        if let (Some(level), Some(slot)) = (node.child("lvl"), self.levels.get_mut(index)) {
            // Word does not look at this when a list says it of a level.
            let restart = slot.as_deref().and_then(|level| level.restart);
            *slot = Some(Rc::new(Level { restart, ..Level::of(level, styles) }));
        }
        if let (Some(start), Some(slot)) = (node.said("startOverride").and_then(number), self.starts.get_mut(index)) {
            *slot = Some(start);
        }
    }

    /// The level that a style is bound to.
    fn level_of(&self, style: usize) -> Option<u8> {
        let bound = |level: &Option<Rc<Level>>| level.as_ref().is_some_and(|level| level.style == Some(style));
        u8::try_from(self.levels.iter().position(bound)?).ok()
    }
}

impl Level {
    fn of(node: Node<'_>, styles: &Styles) -> Self {
        let format = format(node);
        let name = format.and_then(Node::val).unwrap_or("decimal");
        let hidden = node.child("rPr").and_then(|run| run.toggle("vanish")) == Some(true);
        let mut text = node.said("lvlText").unwrap_or_default().replace(|c: char| c.is_control(), " ");
        text.truncate((0..=MOST_TEXT).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0));
        if name == "bullet" {
            text = bullet::shown(&text);
            if node.child("lvlPicBulletId").is_some() && text.trim().is_empty() {
                text = bullet::DOT.to_string();
            }
        }
        Self {
            start: node.said("start").and_then(number).unwrap_or(0),
            figures: Figures::named(name, format.and_then(|node| node.attribute("format"))),
            text: if hidden { String::new() } else { text },
            blank: node.said("suff") != Some("nothing"),
            restart: node.said("lvlRestart").and_then(|level| level.parse().ok()),
            legal: node.toggle("isLgl") == Some(true),
            style: node.said("pStyle").and_then(|id| styles.number(id)),
        }
    }
}

/// The format of a level; newer programs write theirs beside one for older ones.
fn format(level: Node<'_>) -> Option<Node<'_>> {
    let newer = level.children().filter(|node| node.space() == Space::Compatibility);
    newer
        .filter_map(|node| node.child("Choice"))
        .find_map(|node| node.child("numFmt"))
        .or_else(|| level.child("numFmt"))
}

fn slot(node: Node<'_>) -> Option<usize> {
    node.attribute("ilvl")?.parse().ok()
}

/// Word counts in 31 bits.
fn number(text: &str) -> Option<u32> {
    text.parse::<i64>().ok().map(|n| u32::try_from(n.clamp(0, i64::from(i32::MAX))).unwrap_or_default())
}
