//! `tigang families`: the marker families of the grammar, with examples of each.

use std::io::{self, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::args::{Families, ListFormat};
use super::config::Configs;
use super::console::Console;
use crate::config::Asked;
use crate::grammar::{Family, Grammar};
use crate::lang::Lang;

/// A family as JSON.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    name: &'a str,
    examples: Vec<Example<'a>>,
}

/// A text that the family reads.
#[derive(Serialize)]
struct Example<'a> {
    marker: &'a str,
    ordinal: Option<u32>,
    text: &'a str,
}

/// Prints the families.
pub(super) fn run(args: &Families, console: &Console) -> io::Result<()> {
    let found = Configs::new(&args.config, Asked::default()).and_then(|mut configs| configs.here());
    let setup = match found {
        Ok(setup) => setup,
        Err(fault) => {
            fault.tell(console);
            return Ok(());
        }
    };
    let grammar = &setup.grammar;
    let mut out = io::stdout().lock();
    match args.format {
        ListFormat::Text => out.write_all(text(grammar, console.lang).as_bytes()),
        ListFormat::Json => {
            let listed: Vec<Listed<'_>> = listed(grammar).map(Listed::new).collect();
            serde_json::to_writer_pretty(&mut out, &listed)?;
            writeln!(out)
        }
    }
}

/// The families under whose ids markers are written.
fn listed(grammar: &Grammar) -> impl Iterator<Item = &Family> {
    grammar.families().iter().filter(|family| !family.is_alias())
}

fn text(grammar: &Grammar, lang: Lang) -> String {
    let head = lang.pick(["序号族", "写法", "例"], ["FAMILY", "FORM", "EXAMPLES"]).map(String::from);
    let rows = listed(grammar).map(|family| {
        let examples: Vec<String> = family.examples().map(|(marker, ordinal, _)| example(marker, ordinal)).collect();
        [family.public_id().to_owned(), family.name().to_owned(), examples.join("  ")]
    });
    let rows: Vec<[String; 3]> = std::iter::once(head).chain(rows).collect();
    let widest = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths = [widest(0), widest(1)];
    let pad = |text: &str, width: usize| " ".repeat(width.saturating_sub(text.width()) + 2);
    let line = |[id, name, examples]: &[String; 3]| {
        format!("{id}{}{name}{}{examples}", pad(id, widths[0]), pad(name, widths[1])).trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

/// `一、=1`; a marker that denotes no number stands alone.
fn example(marker: &str, ordinal: Option<u32>) -> String {
    ordinal.map_or_else(|| marker.to_owned(), |ordinal| format!("{marker}={ordinal}"))
}

impl<'a> Listed<'a> {
    fn new(family: &'a Family) -> Self {
        let examples =
            family.examples().map(|(marker, ordinal, text)| Example { marker, ordinal, text: text.trim() }).collect();
        Self { id: family.public_id(), name: family.name(), examples }
    }
}
