//! The outline as it is written: a unist tree of owned values, with `serde` on all of them.
//!
//! Field order is that of the JSON. Knows nothing of how the tree came about.

use serde::{Deserialize, Serialize};

use crate::source::Point;

/// The version of the output format.
pub const VERSION: u32 = 1;

/// The outline of one input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "document", tag = "type")]
pub struct Document {
    /// The version of this format.
    pub version: u32,
    /// What the outline was made from.
    pub source: SourceInfo,
    /// The whole text.
    pub position: Position,
    /// Speeches, and boilerplate between them.
    pub children: Vec<Node>,
}

/// What is known of the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceInfo {
    /// Its path, or the name given for standard input.
    pub path: String,
    /// The format that read it.
    pub format: String,
    /// Its encoding.
    pub encoding: String,
    /// Its size in bytes, before decoding.
    pub bytes: u64,
    /// The number of its lines.
    pub lines: u32,
}

/// From the first character (marker included) to the end of the last descendant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Position {
    /// The place of the first character.
    pub start: Point,
    /// The place after the last character.
    pub end: Point,
}

/// A node of the outline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Node {
    /// One speech, or one document attached to another.
    Speech {
        /// The text of its title lines; absent where it has none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        /// Its extent.
        position: Position,
        /// Its parts.
        children: Vec<Node>,
    },
    /// A line of the title.
    Title {
        /// The text.
        text: String,
        /// Its extent.
        position: Position,
    },
    /// A line about the speech: date, place, occasion, speaker.
    Meta {
        /// What it tells, where that is known: `date`, `place`, `occasion`, `speaker` ….
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<String>,
        /// A date in ISO 8601, where one can be read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<String>,
        /// The text.
        text: String,
        /// Its extent.
        position: Position,
    },
    /// The address to the audience.
    Salutation {
        /// The text.
        text: String,
        /// Its extent.
        position: Position,
    },
    /// A title-like line with what is subordinate to it.
    Heading {
        /// 1 + the number of headings and points above it.
        level: u32,
        /// Its marker; absent in an unnumbered heading.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        marker: Option<Marker>,
        /// The text without the marker.
        text: String,
        /// Its extent.
        position: Position,
        /// What is subordinate to it.
        children: Vec<Node>,
    },
    /// An enumerated item that is not a heading.
    Point {
        /// 1 + the number of headings and points above it.
        level: u32,
        /// Its marker.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        marker: Option<Marker>,
        /// The text without the marker and without the children's text.
        text: String,
        /// Its topic sentence, a prefix of `text`, where the text has more than one sentence.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lead: Option<String>,
        /// Its extent.
        position: Position,
        /// Inline points and continuation paragraphs.
        children: Vec<Node>,
    },
    /// Body text without a marker.
    Paragraph {
        /// The text before the first inline point.
        text: String,
        /// Its extent.
        position: Position,
        /// Its inline points.
        children: Vec<Node>,
    },
    /// A closing formula.
    Closing {
        /// The text.
        text: String,
        /// Its extent.
        position: Position,
    },
    /// A name, organisation or date signed at the end.
    Signature {
        /// The text.
        text: String,
        /// Its extent.
        position: Position,
    },
    /// What is no part of a speech.
    Boilerplate {
        /// Why: `navigation`, `page-number`, `copyright` ….
        reason: String,
        /// The text.
        text: String,
        /// Its extent.
        position: Position,
    },
}

impl Node {
    /// The children; none for a leaf.
    #[must_use]
    pub fn children(&self) -> &[Self] {
        match self {
            Self::Speech { children, .. }
            | Self::Heading { children, .. }
            | Self::Point { children, .. }
            | Self::Paragraph { children, .. } => children,
            _ => &[],
        }
    }
}

/// A marker as it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Marker {
    /// The marker with its delimiter; a torn one is joined.
    pub text: String,
    /// The id of its family.
    pub family: String,
    /// The number that it denotes; `null` where it denotes none.
    pub ordinal: Option<u32>,
    /// Where it came from, where it does not stand in the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<MarkerOrigin>,
}

/// Where a marker came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum MarkerOrigin {
    /// It stands in the text.
    Text,
    /// Automatic numbering of a word processor.
    Numbering,
    /// A list of a web page.
    List,
}
