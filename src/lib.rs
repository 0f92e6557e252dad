//! From a Chinese speech to its outline.
//!
//! ```
//! use tigang::{Grammar, Source, parse};
//!
//! let grammar = Grammar::builtin();
//! let source = Source::from_text("同志们：\n一、提高认识\n安全是底线。\n二、抓好落实\n责任到人。\n");
//! let outline = parse(&source, &grammar).to_unist(&source, &grammar);
//! assert_eq!(outline.children.len(), 1);
//! ```
//!
//! The modules stand in the order of the pipeline; `docs/architecture.md` shows the way of the data.

mod stored;

mod builtin;

pub mod lang;
pub mod nearest;
pub mod numeral;
pub mod span;
pub mod work;

pub mod text;

pub mod table;

pub mod diagnostic;

pub mod index;

pub mod grammar;
pub mod hint;
pub mod source;

pub mod fingerprint;

pub mod read;

pub mod line;

pub mod block;
pub mod scan;
pub mod segment;

pub mod infer;

pub mod unist;

pub mod document;

pub mod assemble;
mod pipeline;

pub mod emit;

pub mod lint;

#[cfg(feature = "config")]
pub mod config;

pub mod fix;

pub mod baseline;
pub mod report;

#[cfg(feature = "cli")]
pub mod cli;

pub use document::Document;
pub use grammar::{Grammar, GrammarError, GrammarFiles};
pub use pipeline::{Workspace, parse};
pub use source::Source;
