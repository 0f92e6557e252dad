//! Fixing: the edits of diagnostics applied to a text, and how the text was changed.
//!
//! Knows diagnostics and sources. What is wrong with a text it asks a function; it knows no rule, no document and no file.

mod apply;
mod diff;
mod mend;
mod patch;

pub use apply::{Applied, apply};
pub use diff::diff;
pub use mend::{Mended, mend};
pub use patch::splice;
