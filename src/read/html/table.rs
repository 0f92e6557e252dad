//! Tables: which hold data, row by row, and which only put texts beside one another.

use super::element;
use super::page::Page;
use super::tree::{Id, Step};

/// A cell of so many characters may be the text of the page.
const LONG: usize = 200;

/// Whether a table holds data. One that holds tables, headings or one cell that outweighs the others is only a frame.
pub(super) fn is_data(page: &Page, table: Id) -> bool {
    let tree = &page.tree;
    if matches!(tree.attribute(table, "role"), Some("presentation" | "none")) {
        return false;
    }
    let (mut columns, mut cells, mut chars) = (0, 0, 0);
    let (mut total, mut longest) = (0, 0);
    for step in tree.walk(table) {
        match step {
            Step::Into(id) if id != table && (tree.name(id) == "table" || element::depth(tree.name(id)).is_some()) => {
                return false;
            }
            Step::Into(id) => {
                cells = if tree.name(id) == "tr" { 0 } else { cells };
                let text = tree.text(id).unwrap_or_default();
                chars += text.chars().filter(|c| !c.is_whitespace()).count();
            }
            Step::Out(id) if matches!(tree.name(id), "td" | "th") => {
                cells += 1;
                columns = columns.max(cells);
                total += chars;
                longest = longest.max(std::mem::take(&mut chars));
            }
            Step::Out(_) => {}
        }
    }
    columns > 1 && (longest <= LONG || longest * 2 <= total)
}
