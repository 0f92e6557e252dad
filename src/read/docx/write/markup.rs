//! Markup: what takes the place of the bytes of a changed element, plain or as a revision.

use std::ops::Range;

use super::raw::{Raw, escaped};
use super::{Changes, tag};
use crate::read::docx::xml::{Node, Space, Step, Tree};

/// Who is said to have revised a text.
const AUTHOR: &str = "tigang";

/// The changes of a part as replacements of its bytes.
pub(super) struct Markup<'t> {
    xml: &'t str,
    /// The number of the next revision; `None` where changes are made without a trace.
    revision: Option<u64>,
    splices: Vec<(Range<usize>, String)>,
}

impl<'t> Markup<'t> {
    pub(super) fn new(xml: &'t str, tree: &Tree<'_>, track: bool) -> Self {
        Self { xml, revision: track.then(|| next_id(tree)), splices: Vec::new() }
    }

    /// The replacements in the order of the bytes.
    pub(super) fn splices(mut self) -> Vec<(Range<usize>, String)> {
        self.splices.sort_by_key(|(range, _)| (range.start, range.end));
        self.splices
    }

    /// Changes an element; `None` where it cannot be done.
    pub(super) fn change(&mut self, node: Node<'_>, changes: &Changes) -> Option<()> {
        if node.space() != Space::Word {
            return None;
        }
        if node.name() == "t" { self.retype(node, changes) } else { self.replace(node, changes) }
    }

    /// Changes characters of a `w:t`.
    fn retype(&mut self, node: Node<'_>, changes: &Changes) -> Option<()> {
        let raw = Raw::of(self.xml, node)?;
        if raw.text != changes.shown {
            return None;
        }
        let name = tag(self.xml, node)?;
        for (shown, new) in &changes.parts {
            let bytes = raw.bytes(shown)?;
            let old = self.xml.get(bytes.clone())?;
            let markup = match self.revision {
                None => escaped(new),
                Some(_) => {
                    let run = Run::around(self.xml, node)?;
                    let deleted = (!old.is_empty()).then(|| run.deleted_text(old));
                    let inserted = (!new.is_empty()).then(|| run.text(new));
                    let between = run.between(&self.revise(&run, deleted, inserted));
                    format!("</{name}>{between}<{name} xml:space=\"preserve\">")
                }
            };
            self.splices.push((bytes, markup));
        }
        // Blanks at the ends of what is left must go on to count.
        if !node.keeps_blanks() {
            let after = node.range().start + 1 + name.len();
            self.splices.push((after..after, " xml:space=\"preserve\"".to_owned()));
            self.trim(node, &raw)?;
        }
        Some(())
    }

    /// Takes away blanks around the text of an element that did not count so far.
    fn trim(&mut self, node: Node<'_>, raw: &Raw) -> Option<()> {
        let inner = raw.bytes(&(0..raw.text.len()))?;
        let whole = self.xml.get(node.range())?;
        let close = node.range().start + whole.rfind("</")?;
        for blanks in [raw.start..inner.start, inner.end..close] {
            if !blanks.is_empty() {
                self.splices.push((blanks, String::new()));
            }
        }
        Some(())
    }

    /// Replaces a sign that is an element of its own, such as a tab, as a whole.
    fn replace(&mut self, node: Node<'_>, changes: &Changes) -> Option<()> {
        let [(shown, new)] = changes.parts.as_slice() else { return None };
        let range = node.range();
        if shown.is_empty() {
            let run = Run::around(self.xml, node)?;
            let at = if shown.start == 0 { range.start } else { range.end };
            let markup = match self.revision {
                None => run.text_inside(new),
                Some(_) => run.between(&self.revise(&run, None, Some(run.text(new)))),
            };
            self.splices.push((at..at, markup));
            return Some(());
        }
        if *shown != (0..changes.shown.len()) {
            return None;
        }
        let run = Run::around(self.xml, node)?;
        let markup = match self.revision {
            None if new.is_empty() => String::new(),
            None => run.text_inside(new),
            Some(_) => {
                let deleted = run.with(self.xml.get(range.clone())?);
                let inserted = (!new.is_empty()).then(|| run.text(new));
                run.between(&self.revise(&run, Some(deleted), inserted))
            }
        };
        self.splices.push((range, markup));
        Some(())
    }

    /// What was deleted and what was inserted, as revisions.
    fn revise(&mut self, run: &Run<'_>, deleted: Option<String>, inserted: Option<String>) -> String {
        let mut out = String::new();
        for (kind, runs) in [("del", deleted), ("ins", inserted)] {
            if let (Some(runs), Some(id)) = (runs, self.revision.as_mut()) {
                if kind == "ins" && run.is_inserted {
                    out += &runs;
                    continue;
                }
                let p = run.prefix;
                out += &format!("<{p}{kind} {p}id=\"{id}\" {p}author=\"{AUTHOR}\">{runs}</{p}{kind}>");
                *id += 1;
            }
        }
        out
    }
}

/// The run around an element, as it is begun anew behind a revision.
struct Run<'t> {
    /// The prefix of Word's elements, with its colon.
    prefix: &'t str,
    /// Its properties as they stand there.
    properties: &'t str,
    /// Whether it stands in an insertion already: what is put in there is part of it.
    is_inserted: bool,
}

impl<'t> Run<'t> {
    /// `None` where the run does not hold the element itself, or its elements have no prefix that attributes need.
    fn around(xml: &'t str, node: Node<'_>) -> Option<Self> {
        let run = node.parent().filter(|parent| parent.is("r"))?;
        let prefix = tag(xml, run)?.strip_suffix('r').filter(|prefix| prefix.ends_with(':'))?;
        let properties = run.child("rPr").map_or(Some(""), |node| xml.get(node.range()))?;
        let is_inserted = run.parent().is_some_and(|around| around.is("ins"));
        Some(Self { prefix, properties, is_inserted })
    }

    /// A run set alike that holds that.
    fn with(&self, inner: &str) -> String {
        let Self { prefix: p, properties, .. } = self;
        format!("<{p}r>{properties}{inner}</{p}r>")
    }

    fn text_inside(&self, text: &str) -> String {
        let p = self.prefix;
        format!("<{p}t xml:space=\"preserve\">{}</{p}t>", escaped(text))
    }

    fn text(&self, text: &str) -> String {
        self.with(&self.text_inside(text))
    }

    /// A run with deleted text, which is given as it stands in the XML.
    fn deleted_text(&self, raw: &str) -> String {
        let p = self.prefix;
        self.with(&format!("<{p}delText xml:space=\"preserve\">{raw}</{p}delText>"))
    }

    /// What stands between the run that ends here and one set alike that goes on.
    fn between(&self, inner: &str) -> String {
        let Self { prefix: p, properties, .. } = self;
        format!("</{p}r>{inner}<{p}r>{properties}")
    }
}

/// A number that no revision and no mark of the part has yet.
fn next_id(tree: &Tree<'_>) -> u64 {
    let id = |step| match step {
        Step::Enter(node) if node.space() == Space::Word => node.attribute("id")?.parse::<u32>().ok(),
        _ => None,
    };
    tree.root().walk().filter_map(id).max().map_or(1, |most| u64::from(most) + 1)
}
