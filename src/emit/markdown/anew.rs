//! An outline as a Markdown text of its own.

use std::io;

use super::DEEPEST;
use super::escape::escape;
use crate::document::{Kind, Node, Outline};
use crate::emit::out::Out;
use crate::hint::Part;
use crate::text::{is_blank, is_boundary, is_closer};

/// Writes every node: titles and headings behind `#`, points and paragraphs each as a paragraph, and what is no part of a
/// speech as a comment, so that nothing is lost and nothing of it is shown.
pub(super) fn write(outline: Outline<'_>, out: &mut Out<'_>) -> io::Result<()> {
    let mut last: Option<&Node> = None;
    for node in outline.document.nodes().iter().filter(|node| node.kind != Kind::Speech) {
        // What stands in one paragraph of the text stays in it.
        let inline = last.is_some_and(|last| last.block == node.block && is_text(node));
        if inline {
            words(outline, node, out);
        } else {
            begin(last.is_some(), out);
            block(outline, node, out);
        }
        last = Some(node);
        out.relieve()?;
    }
    if last.is_some() {
        out.held.push(b'\n');
    }
    Ok(())
}

fn begin(further: bool, out: &mut Out<'_>) {
    if further {
        out.held.extend_from_slice(b"\n\n");
    }
}

fn is_text(node: &Node) -> bool {
    matches!(node.kind, Kind::Heading | Kind::Point | Kind::Paragraph)
}

/// A node that begins a paragraph.
fn block(outline: Outline<'_>, node: &Node, out: &mut Out<'_>) {
    let source = outline.source;
    // A table of contents may tell the titles of what follows.
    if node.kind == Kind::Boilerplate && outline.label(node) != Some("contents") {
        let text = outline.text(node).replace('\n', " ");
        if text.starts_with("<!--") {
            out.held.extend_from_slice(text.as_bytes());
        } else {
            out.held.extend_from_slice(format!("<!-- {} -->", text.replace("-->", "--&gt;")).as_bytes());
        }
        return;
    }
    if source.hint(source.line_of(node.position.start)).part == Part::Verbatim {
        kept(&outline.text(node), out);
        return;
    }
    let depth = match node.kind {
        Kind::Title => 1,
        Kind::Heading if node.level < DEEPEST => node.level as usize + 1,
        _ => 0,
    };
    if depth > 0 {
        out.held.extend(std::iter::repeat_n(b'#', depth));
        out.held.push(b' ');
    }
    words(outline, node, out);
}

/// Code, or the rows of a table.
fn kept(text: &str, out: &mut Out<'_>) {
    let fence: &[u8] = if text.starts_with('|') { b"" } else { b"```\n" };
    out.held.extend_from_slice(fence);
    out.held.extend_from_slice(text.as_bytes());
    if !fence.is_empty() {
        out.held.extend_from_slice(b"\n```");
    }
}

/// The marker and the text of a node.
fn words(outline: Outline<'_>, node: &Node, out: &mut Out<'_>) {
    let text = outline.text(node);
    let Some(marker) = &node.marker else { return line(&text, out) };
    let behind = outline.source.text().get(marker.span.end as usize..).unwrap_or_default();
    let marker = outline.marker(marker);
    // Some markers need a blank to be read as such: 第一章 before a title, 1. before a number.
    let closed = marker.ends_with(is_closing);
    let parted = !closed && behind.starts_with(is_blank)
        || marker.ends_with(|c: char| c.is_ascii_digit())
        || closed && text.starts_with(|c: char| c.is_ascii_digit());
    line(&format!("{marker}{}{text}", if parted && !text.is_empty() { " " } else { "" }), out);
}

/// Whether a mark ends a marker.
fn is_closing(c: char) -> bool {
    is_boundary(c) || is_closer(c) || matches!(c, '.' | '．' | '、')
}

fn line(text: &str, out: &mut Out<'_>) {
    escape(&text.replace('\n', " "), &mut out.held);
}
