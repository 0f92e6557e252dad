//! Word documents: what is read of them, from XML of our own and from the samples beside the checkout.

#[path = "../common/mod.rs"]
mod common;

#[cfg(feature = "cli")]
mod command;
mod corrupt;
mod numbering;
mod page;
mod real;
mod text;
mod write;

use std::fmt::Write;

use tigang::Source;
use tigang::hint::{Face, Furniture, Hint, Part, Side};
use tigang::read::{ReadOptions, read};

/// Reads a document that can be read.
fn source(bytes: &[u8]) -> Source {
    read(bytes, "讲话.docx", &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// A document as people look at it: heading depth, a tab, the marker in brackets, the text.
fn shown(source: &Source) -> String {
    let mut out = String::new();
    for line in 0..source.lines() {
        let hint = source.hint(line);
        let text = source.line(line).of(source.text());
        let (marker, text) = text.split_at(usize::from(hint.written));
        let indent = "  ".repeat(usize::from(hint.item.saturating_sub(1)));
        let depth = if hint.depth > 0 { format!("H{}", hint.depth) } else { String::new() };
        writeln!(out, "{indent}{depth}\t[{}]{text}", marker.trim_end()).expect("memory takes it");
    }
    out
}

/// The lines of a document with what is known of each beyond its list and depth.
fn told(source: &Source) -> Vec<String> {
    let line = |line: u32| {
        let mut words = vec![source.line(line).of(source.text()).to_owned()];
        let Hint { part, depth, face, side, item, goes_on, .. } = source.hint(line);
        words.extend((depth > 0).then(|| format!("H{depth}")));
        words.extend((item > 0).then(|| format!("L{item}")));
        words.extend(match part {
            Part::Text => None,
            Part::Title => Some("title".to_owned()),
            Part::Verbatim => Some("verbatim".to_owned()),
            Part::Furniture(furniture) => Some(Furniture::reason(furniture).to_owned()),
        });
        words.extend((face != Face::Text).then(|| format!("{face:?}").to_lowercase()));
        words.extend((side != Side::Start).then(|| format!("{side:?}").to_lowercase()));
        words.extend(goes_on.then(|| "goes on".to_owned()));
        words.join(" | ")
    };
    (0..source.lines()).map(line).collect()
}
