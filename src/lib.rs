//! From a Chinese speech to its outline.
//!
//! The modules stand in the order of the pipeline; `docs/architecture.md` shows the way of the data.

pub mod lang;
pub mod numeral;
pub mod span;
pub mod text;

pub mod grammar;
pub mod source;

pub mod read;

pub mod block;
pub mod scan;
pub mod segment;

pub mod infer;

pub use grammar::{Grammar, GrammarError, GrammarFiles};
pub use source::Source;
