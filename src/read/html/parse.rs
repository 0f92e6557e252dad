//! Parsing: from the text of a page to its tree, as a browser would build it.
//!
//! `html5ever` knows the rules; here stand the bounds that it lacks. What a page may hold inside one another, how many
//! elements it may make of its bytes and how many attributes a tag may have is limited, so that time and memory grow
//! with the page and no faster. Beyond a limit the tags are passed over and the text stays.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::ElementFlags;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::{NodeOrText, QuirksMode, Tracer, TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, LocalName, QualName, TokenizerResult};

use super::element;
use super::piece::{Piece, piece};
use super::tree::{Element, Id, Kind, ROOT, Tree};

/// So many elements may be open at once.
const DEEPEST: usize = 256;
/// So many attributes the two elements may gather that a page may open again and again.
const GATHERED: usize = 64;
/// So many nodes a page may have beyond one for every four of its bytes. Markup of texts makes fewer, but elements that
/// are never closed are opened again in each paragraph.
const MORE: usize = 1 << 16;

/// The tree of a page.
pub(super) fn parse(page: &str) -> Tree {
    let options = TreeBuilderOpts { drop_doctype: true, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new(Sink::default(), options);
    let bounded = Bounded {
        builder,
        most: MORE + page.len() / 4,
        open: Cell::new(0),
        counted: Cell::new(0),
        raw: RefCell::new(None),
        xml: page.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml"),
    };
    let tokenizer = Tokenizer::new(bounded, Default::default());
    let queue = BufferQueue::default();
    let mut rest = page;
    while !rest.is_empty() {
        let Piece { keep, skip } = piece(rest, tokenizer.sink.raw.borrow().as_deref());
        queue.push_back(StrTendril::from_slice(&rest[..keep]));
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        rest = &rest[keep + skip..];
    }
    tokenizer.end();
    tokenizer.sink.builder.sink.tree.into_inner()
}

/// Stands between the tokens and the tree and holds back what is too much.
struct Bounded {
    builder: TreeBuilder<Id, Sink>,
    /// So many nodes there may be.
    most: usize,
    /// How many elements were open when they were counted, and how many nodes there were.
    open: Cell<usize>,
    counted: Cell<usize>,
    /// The element whose content is no markup, while it lasts.
    raw: RefCell<Option<LocalName>>,
    /// Whether the page says that it is XML, where `<a/>` holds nothing.
    xml: bool,
}

impl TokenSink for Bounded {
    type Handle = Id;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Id> {
        let Token::TagToken(mut tag) = token else { return self.builder.process_token(token, line) };
        let name = tag.name.clone();
        if tag.kind == TagKind::EndTag {
            *self.raw.borrow_mut() = None;
            if self.is_full() {
                return TokenSinkResult::Continue;
            }
        } else {
            tag.attrs.retain(|attribute| element::is_asked_for(&name, &attribute.name.local));
            if (self.is_full() || self.is_deep()) && !element::is_short(&name) {
                if !element::is_block(&name) {
                    return TokenSinkResult::Continue;
                }
                // What would begin a line still does.
                tag = Tag { name: LocalName::from("br"), attrs: Vec::new(), ..tag };
            }
        }
        let closes = self.xml && tag.self_closing && tag.kind == TagKind::StartTag && !element::is_void(&name);
        let end = closes.then(|| Tag { kind: TagKind::EndTag, self_closing: false, attrs: Vec::new(), ..tag.clone() });
        let result = self.builder.process_token(Token::TagToken(tag), line);
        if let Some(end) = end {
            let _ = self.builder.process_token(Token::TagToken(end), line);
            return TokenSinkResult::Continue;
        }
        if matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext) {
            *self.raw.borrow_mut() = Some(name);
        }
        result
    }

    fn end(&self) {
        self.builder.end();
    }
}

impl Bounded {
    fn is_full(&self) -> bool {
        self.nodes() >= self.most
    }

    /// Whether no more elements may be opened. Each node may have been one; only if they were too many, those that are
    /// open are counted.
    fn is_deep(&self) -> bool {
        let most = |bounded: &Self| bounded.open.get() + (bounded.nodes() - bounded.counted.get());
        if most(self) < DEEPEST {
            return false;
        }
        let count = Count(Cell::new(0));
        self.builder.trace_handles(&count);
        self.open.set(count.0.get());
        self.counted.set(self.nodes());
        most(self) >= DEEPEST
    }

    fn nodes(&self) -> usize {
        self.builder.sink.tree.borrow().len()
    }
}

struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = Id;

    fn trace_handle(&self, _: &Id) {
        self.0.set(self.0.get() + 1);
    }
}

/// Takes down the tree.
struct Sink {
    tree: RefCell<Tree>,
}

impl Default for Sink {
    fn default() -> Self {
        Self { tree: RefCell::new(Tree::new()) }
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Ref<'a, QualName> {
        Ref::map(self.tree.borrow(), |tree| &tree.element(*target).expect("the builder asks elements only").name)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        self.tree.borrow_mut().add(Kind::Element(Element { name, attributes }))
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.tree.borrow_mut().add(Kind::Bare)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.tree.borrow_mut().add(Kind::Bare)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.tree.borrow_mut().append(*parent, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, before: &Id, child: NodeOrText<Id>) {
        let inside = self.tree.borrow().parent(*element).is_some();
        if inside { self.append_before_sibling(element, child) } else { self.append(before, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// A template shows nothing: what it holds stays below it, and whoever shows the page passes it over.
    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        self.tree.borrow_mut().insert(*sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &Id, attributes: Vec<Attribute>) {
        let mut tree = self.tree.borrow_mut();
        let Some(element) = tree.element_mut(*target) else { return };
        for attribute in attributes {
            let known = element.attributes.iter().any(|other| other.name == attribute.name);
            if !known && element.attributes.len() < GATHERED {
                element.attributes.push(attribute);
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &Id, parent: &Id) {
        self.tree.borrow_mut().hand_over(*node, *parent);
    }
}
