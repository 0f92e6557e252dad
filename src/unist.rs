//! The outline as it is written: a unist tree of owned values, with `serde` on all of them.
//!
//! Field order is that of the JSON. Knows nothing of how the tree came about.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::hint::MarkerOrigin;
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceInfo {
    /// Its path, or the name given for standard input; of a record the path of the stream.
    pub path: String,
    /// The id of the record; absent where the input is no record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The format that read it.
    pub format: String,
    /// Its encoding.
    pub encoding: String,
    /// Its size in bytes, before decoding.
    pub bytes: u64,
    /// The number of its lines.
    pub lines: u32,
}

/// The id of a record in a stream, as its author wrote it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Id {
    /// A number from 0.
    Natural(u64),
    /// A number below 0.
    Negative(i64),
    /// A number that is not whole.
    Fraction(f64),
    /// A string.
    Text(String),
}

/// What stands in a stream of outlines in the place of one that could not be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "error", tag = "type")]
pub struct Failure {
    /// The version of this format.
    pub version: u32,
    /// What could not be read.
    pub source: FailedSource,
    /// Why, in the language of the run.
    pub message: String,
}

/// An input that could not be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FailedSource {
    /// Its path, or the name given for standard input; of a record the path of the stream.
    pub path: String,
    /// The id of the record, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The line of the record in its stream, from 1; absent where the input is no record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
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

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Natural(number) => number.fmt(f),
            Self::Negative(number) => number.fmt(f),
            Self::Fraction(number) => number.fmt(f),
            Self::Text(text) => f.write_str(text),
        }
    }
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
