//! What a block is, before its markers are read.

use std::ops::Range;

use crate::hint::Furniture;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Role {
    /// No part of a speech.
    Boilerplate(Why),
    /// A line of the title.
    Title,
    /// A line about the speech, with its key.
    Meta(&'static str),
    /// The address to the audience.
    Salutation,
    /// A closing formula.
    Closing,
    /// A name or date signed at the end.
    Signature,
    /// Text: a paragraph, or what its candidates make of it.
    Body,
    /// Text that could be a heading without a number.
    Bare {
        /// What taking it for text costs.
        weight: f32,
        /// Whether it heads a part of the whole document.
        top: bool,
        /// How its list is told from others: by the depth that its format sets, or by its face.
        label: u16,
    },
}

/// Why a block is boilerplate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A line of a site, by the index of its reason in the grammar.
    Furniture(u8),
    /// A rule or a page number: a line without a letter.
    Ornament,
    /// A comment of Markdown or HTML.
    Comment,
    /// What its format sets apart from the text.
    Page(Furniture),
    /// A table of contents.
    Contents,
    /// It frames the speech: navigation, a title that is repeated, what follows the text on the page.
    Frame,
}

/// A run of blocks: one speech, or boilerplate between speeches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Whether it is a speech.
    pub speech: bool,
    /// Its blocks.
    pub blocks: Range<usize>,
    /// Whether its author sets headings: then a line that is not set is none for its shape or its face alone.
    pub sets: bool,
}

/// The zones of a source, and the role of every block.
#[derive(Clone, Debug, Default)]
pub struct Segments {
    /// One role a block.
    pub roles: Vec<Role>,
    /// The zones, in order; together they hold every block.
    pub zones: Vec<Zone>,
}
