//! How JSON is laid out: on one line, or indented.
//!
//! A writer tells the syntax piece by piece, and a layout writes each as it is wanted. Knows no outline.

use super::syntax::{Line, Syntax};

/// Writes the syntax of JSON: everything but texts and numbers.
pub(super) trait Layout {
    /// Writes a piece of syntax.
    fn put(&mut self, out: &mut Vec<u8>, syntax: &'static Syntax);
}

/// As it comes, on one line.
pub(super) struct Compact;

impl Layout for Compact {
    #[inline(always)]
    fn put(&mut self, out: &mut Vec<u8>, syntax: &'static Syntax) {
        out.extend_from_slice(syntax.compact.as_bytes());
    }
}

/// Every member on a line of its own, indented by two spaces a level.
pub(super) struct Indented {
    /// How many braces and brackets are open.
    depth: usize,
}

/// How a line begins that is no deeper than most are.
const MARGIN: &[u8; 32] = b"\n                               ";

impl Layout for Indented {
    #[inline(always)]
    fn put(&mut self, out: &mut Vec<u8>, syntax: &'static Syntax) {
        let [first, second, third, fourth] = &syntax.lines;
        out.extend_from_slice(first.as_ref().map_or(b"", Line::text));
        self.line(out, second.as_ref());
        self.line(out, third.as_ref());
        self.line(out, fourth.as_ref());
    }
}

impl Indented {
    /// All of it stands so many levels deep.
    pub(super) const fn new(depth: usize) -> Self {
        Self { depth }
    }

    /// Writes a line of its own. All of the usual margin is copied and what is too much is taken back: that needs no call.
    #[inline(always)]
    fn line(&mut self, out: &mut Vec<u8>, line: Option<&Line>) {
        let Some(line) = line else { return };
        self.depth = self.depth.wrapping_add_signed(line.deeper);
        let end = out.len() + 1 + 2 * self.depth;
        out.extend_from_slice(MARGIN);
        if end > out.len() {
            deep(out, end)
        } else {
            out.truncate(end)
        }
        out.extend_from_slice(line.text());
    }
}

#[cold]
fn deep(out: &mut Vec<u8>, end: usize) {
    out.resize(end, b' ');
}

#[cfg(test)]
mod tests {
    use super::{Indented, Layout};
    use crate::emit::writer::syntax::json;

    #[test]
    fn every_line_stands_as_deep_as_braces_and_brackets_are_open() {
        for depth in 0..40 {
            let (mut out, mut layout) = (Vec::new(), Indented::new(depth));
            layout.put(&mut out, json!(r#"{"a":[{"b":"#));
            layout.put(&mut out, json!(r#""","c":[]"#));
            layout.put(&mut out, json!("}]"));
            layout.put(&mut out, json!("}"));
            let value = serde_json::json!({"a": [{"b": "", "c": []}]});
            let shown = serde_json::to_string_pretty(&value).expect("it is JSON");
            let wanted = shown.replace('\n', &format!("\n{}", "  ".repeat(depth)));
            assert_eq!(String::from_utf8(out).as_deref(), Ok(wanted.as_str()));
        }
    }
}
