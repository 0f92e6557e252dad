//! XML: the tree of one part of a package, and the steps through it. The only place that knows which crate parses it.
//!
//! Word's elements are known by their local names: the namespace of the strict form of the format is another one than that
//! of the usual form, and so may the prefixes be.

mod guard;

use std::ops::Range;

use roxmltree::{Document, Error, NodeId, ParsingOptions};

pub(super) use guard::Fault;

/// The tree of a part.
pub(super) struct Tree<'a>(Document<'a>);

/// An element.
#[derive(Clone, Copy)]
pub(super) struct Node<'a>(roxmltree::Node<'a, 'a>);

/// Which language an element belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// Word's text, in the usual form or the strict one.
    Word,
    /// What newer programs show in one way and older ones in another.
    Compatibility,
    /// Formulas.
    Math,
    /// Anything else.
    Other,
}

/// A step on the way through a tree.
#[derive(Clone, Copy)]
pub(super) enum Step<'a> {
    Enter(Node<'a>),
    Leave(Node<'a>),
}

/// The way through all elements below one, in the order of the text and without recursion.
pub(super) struct Walk<'a> {
    root: Node<'a>,
    next: Option<Step<'a>>,
}

impl<'a> Tree<'a> {
    /// Parses a part, within limits.
    pub(super) fn parse(text: &'a str) -> Result<Self, Fault> {
        guard::check(text)?;
        let options = ParsingOptions { nodes_limit: guard::MOST_NODES, ..ParsingOptions::default() };
        Document::parse_with_options(text, options).map(Self).map_err(|error| match error {
            Error::NodesLimitReached | Error::AttributesLimitReached | Error::NamespacesLimitReached => Fault::TooMuch,
            _ => Fault::Malformed { line: error.pos().row, column: error.pos().col },
        })
    }

    /// The outermost element.
    pub(super) fn root(&self) -> Node<'_> {
        Node(self.0.root_element())
    }

    /// The element of a number that [`Node::id`] gave.
    pub(super) fn node(&self, id: u32) -> Option<Node<'_>> {
        self.0.get_node(NodeId::new(id)).map(Node)
    }
}

impl<'a> Node<'a> {
    pub(super) fn space(self) -> Space {
        let uri = self.0.tag_name().namespace().unwrap_or_default();
        if uri.ends_with("wordprocessingml/2006/main") || uri.ends_with("wordprocessingml/main") {
            Space::Word
        } else if uri.ends_with("markup-compatibility/2006") {
            Space::Compatibility
        } else if uri.ends_with("officeDocument/2006/math") || uri.ends_with("officeDocument/math") {
            Space::Math
        } else {
            Space::Other
        }
    }

    /// The name without its prefix.
    pub(super) fn name(self) -> &'a str {
        self.0.tag_name().name()
    }

    /// Whether it is an element of Word with that name.
    pub(super) fn is(self, name: &str) -> bool {
        self.name() == name && self.space() == Space::Word
    }

    /// The attribute of a name, whatever its prefix.
    pub(super) fn attribute(self, name: &str) -> Option<&'a str> {
        self.0.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
    }

    /// The attribute `val`, in which most elements of Word say what they mean.
    pub(super) fn val(self) -> Option<&'a str> {
        self.attribute("val")
    }

    pub(super) fn children(self) -> impl Iterator<Item = Self> {
        self.0.children().filter(roxmltree::Node::is_element).map(Node)
    }

    /// The first child of a name.
    pub(super) fn child(self, name: &str) -> Option<Self> {
        self.children().find(|child| child.name() == name)
    }

    /// What the child of a name says.
    pub(super) fn said(self, name: &str) -> Option<&'a str> {
        self.child(name)?.val()
    }

    /// Whether the child of a name says yes; `None` where there is no such child.
    pub(super) fn toggle(self, name: &str) -> Option<bool> {
        let child = self.child(name)?;
        Some(!matches!(child.val(), Some("0" | "false" | "off" | "none")))
    }

    /// The pieces of text in it; there are several where a remark stands between.
    pub(super) fn texts(self) -> impl Iterator<Item = &'a str> {
        self.0.children().filter_map(|child| if child.is_text() { child.text() } else { None })
    }

    /// Whether blanks at the ends of its text count: it says so itself, or its whole part does.
    pub(super) fn keeps_blanks(self) -> bool {
        let root = || Self(self.0.document().root_element()).attribute("space");
        self.attribute("space").or_else(root) == Some("preserve")
    }

    /// Whether no other element stands before it in the one around it.
    pub(super) fn is_first(self) -> bool {
        self.0.prev_sibling_element().is_none()
    }

    pub(super) fn parent(self) -> Option<Self> {
        self.0.parent_element().map(Node)
    }

    /// The bytes that it takes in its part, tags included.
    pub(super) fn range(self) -> Range<usize> {
        self.0.range()
    }

    /// A number by which its tree finds it again.
    pub(super) fn id(self) -> u32 {
        self.0.id().get()
    }

    /// The way through all elements below it.
    pub(super) fn walk(self) -> Walk<'a> {
        let inner = self.0.first_element_child();
        Walk { root: self, next: inner.map(|node| Step::Enter(Node(node))) }
    }
}

impl<'a> Walk<'a> {
    /// Passes over what stands in the element that was just entered, and its end.
    pub(super) fn pass(&mut self, entered: Node<'a>) {
        self.next = self.after(entered);
    }

    fn after(&self, node: Node<'a>) -> Option<Step<'a>> {
        if let Some(next) = node.0.next_sibling_element() {
            return Some(Step::Enter(Node(next)));
        }
        let parent = Node(node.0.parent_element()?);
        (parent.0 != self.root.0).then_some(Step::Leave(parent))
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        let step = self.next?;
        self.next = match step {
            Step::Enter(node) => match node.0.first_element_child() {
                Some(child) => Some(Step::Enter(Node(child))),
                None => Some(Step::Leave(node)),
            },
            Step::Leave(node) => self.after(node),
        };
        Some(step)
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Step, Tree};

    #[test]
    fn the_way_goes_in_and_out_and_passes_over() {
        let tree = Tree::parse("<a><b><c/></b><d>x</d></a>").expect("it is XML");
        let mut walk = tree.root().walk();
        let mut seen = String::new();
        while let Some(step) = walk.next() {
            match step {
                Step::Enter(node) if node.name() == "b" => {
                    seen += "b ";
                    walk.pass(node);
                }
                Step::Enter(node) => seen += &format!("<{} ", node.name()),
                Step::Leave(node) => seen += &format!("{}> ", node.name()),
            }
        }
        assert_eq!(seen, "b <d d> ");
        assert_eq!(Tree::parse("<a/>").expect("it is XML").root().walk().count(), 0);
    }

    #[test]
    fn what_is_no_xml_says_where() {
        let fault = |text: &str| Tree::parse(text).err();
        assert_eq!(fault("<a>\n<b></a>"), Some(Fault::Malformed { line: 2, column: 4 }));
        assert!(matches!(fault(""), Some(Fault::Malformed { .. })));
        assert!(matches!(fault("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), Some(Fault::Malformed { .. })));
    }
}
