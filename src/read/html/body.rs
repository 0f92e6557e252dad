//! The body: where on a page its text stands.
//!
//! Widely used publishing systems have a name for it; elsewhere it is the smallest part of the page that holds nearly all
//! its prose. Prose is what is punctuated like sentences and is no link.

use super::element::{self, is_container, is_silent};
use super::page::Page;
use super::table::is_data;
use super::tree::{Id, ROOT, Step};
use crate::hint::Furniture;

/// Where the text of a page stands.
#[derive(Debug)]
pub(super) struct Body {
    places: Vec<Place>,
    weights: Weights,
}

/// Where a node stands to the text of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Inside or beside.
    Elsewhere,
    /// It holds the text, and no element around it does.
    Root,
    /// It stands around one that does.
    Around,
}

/// How the element is known that holds the text, and how much of the prose of its page, in percent, it must hold.
struct Container {
    sign: Sign,
    name: &'static str,
    share: u64,
}

enum Sign {
    Id,
    Class,
    Property,
    Element,
}

const fn container(sign: Sign, name: &'static str, share: u64) -> Container {
    Container { sign, name, share }
}

/// The first that a page has is believed. The names are those of publishing systems, not of single sites.
const CONTAINERS: [Container; 24] = [
    // Government portals: UCAP, TRS WCM, and what their templates have in common.
    container(Sign::Id, "UCAP-CONTENT", 5),
    container(Sign::Class, "TRS_UEDITOR", 20),
    container(Sign::Class, "TRS_Editor", 20),
    container(Sign::Class, "pages_content", 20),
    container(Sign::Id, "zoom", 20),
    container(Sign::Id, "zoomcon", 20),
    // Public accounts of WeChat.
    container(Sign::Id, "js_content", 5),
    container(Sign::Class, "rich_media_content", 20),
    // Universities and schools: VSB, Webplus.
    container(Sign::Id, "vsb_content", 20),
    container(Sign::Class, "v_news_content", 20),
    container(Sign::Class, "wp_articlecontent", 20),
    // MediaWiki, WordPress, Blogger, Drupal, Joomla, Discuz, GitHub.
    container(Sign::Class, "mw-parser-output", 20),
    container(Sign::Class, "entry-content", 20),
    container(Sign::Class, "post-body", 20),
    container(Sign::Class, "field--name-body", 20),
    container(Sign::Class, "field-name-body", 20),
    container(Sign::Class, "com-content-article__body", 20),
    container(Sign::Class, "t_f", 20),
    container(Sign::Class, "markdown-body", 20),
    // What the standards say.
    container(Sign::Property, "articleBody", 20),
    container(Sign::Class, "article-content", 40),
    container(Sign::Class, "post-content", 40),
    container(Sign::Element, "article", 50),
    container(Sign::Element, "main", 50),
];

/// An element that holds so much of the prose around it, in percent, holds the text.
const NEARLY_ALL: u64 = 88;
/// Less prose does not show where the text stands.
const LITTLE: u64 = 40;

impl Body {
    /// Finds the text of a page.
    pub(super) fn find(page: &Page) -> Self {
        let weights = Weights::of(page);
        let furniture = |id| weights.furniture(page, id).is_some_and(|kind| kind != Furniture::Header);
        let known = CONTAINERS.iter().map(|container| {
            let mut found = matches(page, container);
            // What readers wrote is an article as well.
            found.retain(|&id| !page.tree.upward(id).any(furniture));
            found
        });
        let named = known.zip(&CONTAINERS).find(|(found, container)| {
            let held: u64 = found.iter().map(|&id| weights.all[id as usize]).sum();
            held > 0 && held * 100 >= weights.all[ROOT as usize] * container.share
        });
        let roots = named.map_or_else(|| vec![weights.densest(page)], |(found, _)| found);
        let mut places = vec![Place::Elsewhere; page.tree.len()];
        for &root in &roots {
            places[root as usize] = Place::Root;
            for id in page.tree.upward(root).skip(1) {
                // Whatever stands further out is marked already.
                if std::mem::replace(&mut places[id as usize], Place::Around) == Place::Around {
                    break;
                }
            }
        }
        Self { places, weights }
    }

    /// Whether the text of the page, or a part of it, is what a node holds.
    pub(super) fn begins(&self, id: Id) -> bool {
        self.places.get(id as usize) == Some(&Place::Root)
    }

    /// Whether a node holds all or a part of what holds the text.
    pub(super) fn is_around(&self, id: Id) -> bool {
        self.places.get(id as usize).is_some_and(|place| *place != Place::Elsewhere)
    }

    /// What an element is that does not belong to the text; `None` where it may.
    pub(super) fn furniture(&self, page: &Page, id: Id, inside: bool) -> Option<Furniture> {
        if self.is_around(id) {
            return None;
        }
        let kind = self.weights.furniture(page, id)?;
        let sure = element::furniture(page.tree.name(id)).is_some();
        let believed = match kind {
            // Inside of the text a head is that of the text.
            Furniture::Header => false,
            Furniture::Navigation | Furniture::Footer => sure || self.weights.all[id as usize] == 0,
            _ => true,
        };
        (!inside || believed).then_some(kind)
    }
}

/// The outermost elements that are called so.
fn matches(page: &Page, container: &Container) -> Vec<Id> {
    let tree = &page.tree;
    let is_called = |id: Id| match container.sign {
        Sign::Id => tree.attribute(id, "id").is_some_and(|name| name.eq_ignore_ascii_case(container.name)),
        Sign::Class => tree
            .attribute(id, "class")
            .is_some_and(|names| names.split_ascii_whitespace().any(|name| name.eq_ignore_ascii_case(container.name))),
        Sign::Property => tree.attribute(id, "itemprop").is_some_and(|name| name == container.name),
        Sign::Element => tree.name(id) == container.name || tree.attribute(id, "role") == Some(container.name),
    };
    let mut inside = 0;
    let steps =
        tree.walk(ROOT).filter(|step| matches!(step, Step::Into(id) | Step::Out(id) if tree.element(*id).is_some()));
    let found = steps.filter_map(|step| match step {
        Step::Into(id) if is_called(id) => {
            inside += 1;
            (inside == 1).then_some(id)
        }
        Step::Out(id) if is_called(id) => {
            inside -= 1;
            None
        }
        _ => None,
    });
    found.collect()
}

/// How much prose each node holds, in characters.
#[derive(Debug)]
struct Weights {
    /// All of it, be it hidden or not.
    all: Vec<u64>,
    /// What is shown and no furniture.
    text: Vec<u64>,
}

impl Weights {
    fn of(page: &Page) -> Self {
        let all = sums(page, |_| false);
        let mut weights = Self { all, text: Vec::new() };
        let furniture = |id| weights.furniture(page, id).is_some();
        let shown = sums(page, |id| furniture(id) || page.style(id).hides());
        // Where nearly nothing is shown, a script shows the rest.
        let nothing = shown[ROOT as usize] * 4 < weights.all[ROOT as usize];
        weights.text = if nothing { sums(page, furniture) } else { shown };
        weights
    }

    /// What an element is that is no text of the page. A word in its class is believed only if little stands in it.
    fn furniture(&self, page: &Page, id: Id) -> Option<Furniture> {
        let name = page.tree.name(id);
        if matches!(name, "" | "body" | "html") {
            return None;
        }
        let heavy = self.all[id as usize] * 2 > self.all[ROOT as usize];
        let named = || {
            let names = ["class", "id"].into_iter().filter_map(|name| page.tree.attribute(id, name));
            names.flat_map(element::words).find_map(|word| element::furniture_word(&word))
        };
        element::furniture(name).or_else(|| if heavy { None } else { named() })
    }

    /// The smallest part of the page that holds nearly all its text.
    fn densest(&self, page: &Page) -> Id {
        let weight = |id: Id| self.text[id as usize];
        let mut at = ROOT;
        loop {
            let holds = |id: &Id| match page.tree.name(*id) {
                "table" => !is_data(page, *id),
                name => is_container(name),
            };
            let best = page.tree.children(at).filter(holds).max_by_key(|&id| weight(id));
            match best.filter(|&best| weight(best) * 100 >= weight(at) * NEARLY_ALL && weight(best) >= LITTLE) {
                Some(best) => at = best,
                None => return at,
            }
        }
    }
}

/// How much prose each node holds, but for the nodes that are left out.
fn sums(page: &Page, left_out: impl Fn(Id) -> bool) -> Vec<u64> {
    let mut sums = vec![0; page.tree.len()];
    for step in page.tree.walk(ROOT) {
        match step {
            Step::Into(id) => sums[id as usize] = page.tree.text(id).map_or(0, prose),
            Step::Out(id) => {
                let name = page.tree.name(id);
                if is_silent(name) || name == "a" && page.tree.attribute(id, "href").is_some() || left_out(id) {
                    sums[id as usize] = 0;
                }
                if let Some(parent) = page.tree.parent(id) {
                    sums[parent as usize] += sums[id as usize];
                }
            }
        }
    }
    sums
}

/// How many characters of prose a text has: all, or none if it has no mark of a sentence.
fn prose(text: &str) -> u64 {
    let mark = |c| matches!(c, '，' | '。' | '；' | '：' | '、' | '！' | '？');
    if text.contains(mark) { text.chars().filter(|c| !c.is_whitespace()).count() as u64 } else { 0 }
}
