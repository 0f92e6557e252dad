//! Markdown: titles and headings with the right number of `#`.
//!
//! What was read from Markdown is written back as it is, and only its headings are set right; anything else is written
//! anew. Either way the headings and points that are read from it are those of the outline.

mod anew;
mod escape;
mod levels;

use std::io;

use super::format::{Format, Frame, Look};
use super::out::Out;
use crate::document::Outline;

/// The format `markdown`.
pub(super) struct Markdown;

/// The name of the input format whose files are kept as they are.
const READ_FROM: &str = "markdown";

/// Markdown knows headings of so many depths.
const DEEPEST: u32 = 6;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn extension(&self) -> &'static str {
        "md"
    }

    fn about(&self) -> &'static str {
        "Markdown with headings of the right depth; of a Markdown file, the file with its headings set right"
    }

    fn frame(&self, _several: bool) -> Frame {
        Frame { between: "\n", ..Frame::default() }
    }

    fn write(&self, outline: Outline<'_>, _look: &Look, out: &mut Out<'_>) -> io::Result<()> {
        if outline.source.origin().format == READ_FROM {
            levels::set_right(outline, out)
        } else {
            anew::write(outline, out)
        }
    }
}
