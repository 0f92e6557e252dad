//! What the build script worked out of the files of the grammar. Knows not what it means.

use crate::stored::Stock;

/// The packed form of the files.
pub(crate) const MARKERS: &str = include_str!(concat!(env!("OUT_DIR"), "/markers"));
pub(crate) const WORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/words"));
pub(crate) const PROFILES: &str = include_str!(concat!(env!("OUT_DIR"), "/profiles"));

/// The grammar, as it is stored.
pub(crate) fn stock() -> Stock {
    include!(concat!(env!("OUT_DIR"), "/stock.rs"))
}
