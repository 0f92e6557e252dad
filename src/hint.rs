//! Hints: what a format knows of a line beyond its characters.
//!
//! A reader notes them, the stages that decide weigh them. A hint never commands: an author who sets every line as a
//! heading has said nothing.

use serde::{Deserialize, Serialize};

/// What is known of a line. The default says nothing, as plain text does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// What part of its document the line is.
    pub part: Part,
    /// The depth that a heading was given, from 1 (`#`, `h1`, Word's outline level 1); 0 where it is none.
    pub depth: u8,
    /// How the whole line is set.
    pub face: Face,
    /// Where it stands between the margins.
    pub side: Side,
    /// How deep in lists it stands, from 1; 0 outside of them.
    pub item: u8,
    /// How many bytes at its start no author typed: the number of a list, with the blank behind it.
    pub written: u16,
    /// What wrote them.
    pub origin: MarkerOrigin,
    /// Whether the line goes on with the one before: both are rows of one table, or lines of one code.
    pub goes_on: bool,
}

/// What part of its document a line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Text of the document.
    #[default]
    Text,
    /// Its title.
    Title,
    /// Code, or what stands in a table of data: kept as it is, without markers.
    Verbatim,
    /// What stands on the page and is no part of the text.
    Furniture(Furniture),
}

/// What stands on a page beside its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Furniture {
    /// Menus, links, buttons.
    Navigation,
    /// The head of each page.
    Header,
    /// The foot of each page.
    Footer,
    /// A note at the foot of a page or at the end.
    Footnote,
    /// A remark of a reader in the margin, or of an author for himself.
    Comment,
    /// The table of contents.
    Contents,
    /// Settings before the text, such as the front matter of Markdown.
    Metadata,
    /// What stands in the file and is not shown.
    Hidden,
}

/// How a whole line is set, where most of the document is set otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// As text.
    #[default]
    Text,
    /// Bold.
    Bold,
    /// In a Kai face (楷体), as GB/T 9704 sets headings of the second level.
    Kai,
    /// In a Hei face (黑体), as GB/T 9704 sets headings of the first level.
    Hei,
}

/// Where a line stands between the margins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// As text.
    #[default]
    Start,
    /// In the middle, like a title.
    Centre,
    /// At the right, like a signature.
    End,
}

/// Where a marker came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum MarkerOrigin {
    /// It stands in the text.
    #[default]
    Text,
    /// Automatic numbering of a word processor.
    Numbering,
    /// A list of a web page or of Markdown.
    List,
}

impl Part {
    /// Whether markers are looked for in it.
    #[must_use]
    pub const fn is_read(self) -> bool {
        matches!(self, Self::Text | Self::Title)
    }
}

impl Furniture {
    /// The reason that it gives a boilerplate.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Navigation => "navigation",
            Self::Header => "header",
            Self::Footer => "footer",
            Self::Footnote => "footnote",
            Self::Comment => "comment",
            Self::Contents => "contents",
            Self::Metadata => "metadata",
            Self::Hidden => "hidden",
        }
    }
}

impl MarkerOrigin {
    /// Its name in outlines.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Numbering => "numbering",
            Self::List => "list",
        }
    }
}
