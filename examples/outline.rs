//! Prints the numbered headings and points of a speech on standard input, each indented by its level.

use std::io;

use tigang::{Grammar, Source, parse};

fn main() -> io::Result<()> {
    let grammar = Grammar::builtin();
    let source = Source::from_text(io::read_to_string(io::stdin())?);
    let outline = parse(&source, &grammar);
    for node in outline.nodes() {
        if let Some(marker) = node.marker {
            let indent = "  ".repeat(node.level as usize - 1);
            println!("{indent}{}{}", marker.span.of(source.text()), outline.text_of(node, source.text()));
        }
    }
    Ok(())
}
