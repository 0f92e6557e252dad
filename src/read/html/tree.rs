//! The tree of a page: elements and texts in one arena.
//!
//! Knows parents, children and attributes; knows no meaning of any element. Nothing here recurses: whoever goes through
//! the tree takes [`Tree::walk`].

use html5ever::tree_builder::NodeOrText;
use html5ever::{Attribute, QualName};

/// The place of a node in its tree.
pub(super) type Id = u32;

/// The node that holds the whole page.
pub(super) const ROOT: Id = 0;

/// A page as a tree.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

#[derive(Debug)]
struct Node {
    parent: Option<Id>,
    before: Option<Id>,
    after: Option<Id>,
    first: Option<Id>,
    last: Option<Id>,
    kind: Kind,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    /// The page, or a remark: it shows nothing itself.
    Bare,
    /// An element.
    Element(Element),
    /// Text.
    Text(String),
}

/// The tag of an element.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: QualName,
    pub(super) attributes: Vec<Attribute>,
}

/// A step of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Into a node, before its children.
    Into(Id),
    /// Out of a node, after its children.
    Out(Id),
}

impl Tree {
    /// A tree with nothing but its root.
    pub(super) fn new() -> Self {
        let mut tree = Self { nodes: Vec::new() };
        tree.add(Kind::Bare);
        tree
    }

    /// How many nodes there are, those included that were taken out.
    pub(super) const fn len(&self) -> usize {
        self.nodes.len()
    }

    /// A new node that stands nowhere yet.
    pub(super) fn add(&mut self, kind: Kind) -> Id {
        let id = Id::try_from(self.nodes.len()).expect("whoever builds the tree bounds its nodes");
        self.nodes.push(Node { parent: None, before: None, after: None, first: None, last: None, kind });
        id
    }

    /// The tag of an element.
    pub(super) fn element(&self, id: Id) -> Option<&Element> {
        match &self.node(id).kind {
            Kind::Element(element) => Some(element),
            _ => None,
        }
    }

    pub(super) fn element_mut(&mut self, id: Id) -> Option<&mut Element> {
        match &mut self.node_mut(id).kind {
            Kind::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The name of an element in lower case; empty for other nodes.
    pub(super) fn name(&self, id: Id) -> &str {
        self.element(id).map_or("", |element| &element.name.local)
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let attributes = &self.element(id)?.attributes;
        attributes.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
    }

    /// The text of a text node.
    pub(super) fn text(&self, id: Id) -> Option<&str> {
        match &self.node(id).kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        self.node(id).parent
    }

    /// The children of a node.
    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(self.node(id).first, |&child| self.node(child).after)
    }

    /// A node and the nodes around it, from the inside out.
    pub(super) fn upward(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(Some(id), |&node| self.parent(node))
    }

    /// The way through a node and all below it, in the order of the page.
    pub(super) fn walk(&self, from: Id) -> impl Iterator<Item = Step> {
        let next = move |step: &Step| match *step {
            Step::Into(id) => Some(self.node(id).first.map_or(Step::Out(id), Step::Into)),
            Step::Out(id) if id == from => None,
            Step::Out(id) => match self.node(id).after {
                Some(after) => Some(Step::Into(after)),
                None => self.parent(id).map(Step::Out),
            },
        };
        std::iter::successors(Some(Step::Into(from)), next)
    }

    /// Puts a node, which stands nowhere, or a text behind the last child of `parent`.
    pub(super) fn append(&mut self, parent: Id, child: NodeOrText<Id>) {
        if let Some(child) = self.or_longer(self.node(parent).last, child) {
            let last = self.node(parent).last;
            self.join(Some(parent), last, child, None);
        }
    }

    /// Puts a node or a text before `sibling`.
    pub(super) fn insert(&mut self, sibling: Id, child: NodeOrText<Id>) {
        if let NodeOrText::AppendNode(node) = child {
            self.detach(node);
        }
        if let Some(child) = self.or_longer(self.node(sibling).before, child) {
            let (parent, before) = (self.node(sibling).parent, self.node(sibling).before);
            self.join(parent, before, child, Some(sibling));
        }
    }

    /// Takes a node with all below it out of its place.
    pub(super) fn detach(&mut self, id: Id) {
        let Node { parent, before, after, .. } = *self.node(id);
        match (before, parent) {
            (Some(before), _) => self.node_mut(before).after = after,
            (None, Some(parent)) => self.node_mut(parent).first = after,
            (None, None) => {}
        }
        match (after, parent) {
            (Some(after), _) => self.node_mut(after).before = before,
            (None, Some(parent)) => self.node_mut(parent).last = before,
            (None, None) => {}
        }
        let node = self.node_mut(id);
        (node.parent, node.before, node.after) = (None, None, None);
    }

    /// Moves all children of a node behind the last child of another one.
    pub(super) fn hand_over(&mut self, from: Id, to: Id) {
        while let Some(child) = self.node(from).first {
            self.detach(child);
            self.append(to, NodeOrText::AppendNode(child));
        }
    }

    /// The node to put down; none where the text went on from that of the neighbour.
    fn or_longer(&mut self, neighbour: Option<Id>, child: NodeOrText<Id>) -> Option<Id> {
        let text = match child {
            NodeOrText::AppendNode(node) => return Some(node),
            NodeOrText::AppendText(text) => text,
        };
        if let Some(neighbour) = neighbour
            && let Kind::Text(before) = &mut self.node_mut(neighbour).kind
        {
            before.push_str(&text);
            return None;
        }
        Some(self.add(Kind::Text(text.to_string())))
    }

    fn join(&mut self, parent: Option<Id>, before: Option<Id>, id: Id, after: Option<Id>) {
        let node = self.node_mut(id);
        (node.parent, node.before, node.after) = (parent, before, after);
        match (before, parent) {
            (Some(before), _) => self.node_mut(before).after = Some(id),
            (None, Some(parent)) => self.node_mut(parent).first = Some(id),
            (None, None) => {}
        }
        match (after, parent) {
            (Some(after), _) => self.node_mut(after).before = Some(id),
            (None, Some(parent)) => self.node_mut(parent).last = Some(id),
            (None, None) => {}
        }
    }

    fn node(&self, id: Id) -> &Node {
        &self.nodes[id as usize]
    }

    fn node_mut(&mut self, id: Id) -> &mut Node {
        &mut self.nodes[id as usize]
    }
}
