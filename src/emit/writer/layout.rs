//! How JSON is laid out: on one line, or indented.
//!
//! A writer writes the syntax of compact JSON, and a layout makes of it what is wanted. Knows no outline.

use super::strip::Strip;

/// Writes the syntax of JSON: everything but the characters between the quotes of values.
pub(super) trait Layout {
    /// Writes a piece of compact syntax.
    fn put(&mut self, out: &mut Vec<u8>, syntax: &'static str);

    /// Writes a short piece of compact syntax with numbers in it.
    fn strip<const N: usize>(&mut self, out: &mut Vec<u8>, write: impl FnOnce(&mut Strip<'_, N>));
}

/// As it comes, on one line.
pub(super) struct Compact;

impl Layout for Compact {
    #[inline(always)]
    fn put(&mut self, out: &mut Vec<u8>, syntax: &'static str) {
        out.extend_from_slice(syntax.as_bytes());
    }

    #[inline(always)]
    fn strip<const N: usize>(&mut self, out: &mut Vec<u8>, write: impl FnOnce(&mut Strip<'_, N>)) {
        Strip::behind(out, write);
    }
}

/// Every member on a line of its own, indented by two spaces a level.
pub(super) struct Indented {
    /// How many braces and brackets are open.
    depth: usize,
    /// Room for a strip before it is laid out.
    strip: Vec<u8>,
}

impl Layout for Indented {
    fn put(&mut self, out: &mut Vec<u8>, syntax: &'static str) {
        self.spread(out, syntax.as_bytes());
    }

    fn strip<const N: usize>(&mut self, out: &mut Vec<u8>, write: impl FnOnce(&mut Strip<'_, N>)) {
        let mut compact = std::mem::take(&mut self.strip);
        Strip::behind(&mut compact, write);
        self.spread(out, &compact);
        compact.clear();
        self.strip = compact;
    }
}

impl Indented {
    /// All of it stands so many levels deep.
    pub(super) const fn new(depth: usize) -> Self {
        Self { depth, strip: Vec::new() }
    }

    /// Lays out compact syntax. No mark of it stands inside a key.
    fn spread(&mut self, out: &mut Vec<u8>, compact: &[u8]) {
        for (i, &byte) in compact.iter().enumerate() {
            let empty =
                byte == b'[' && compact.get(i + 1) == Some(&b']') || byte == b']' && compact[..i].ends_with(b"[");
            match byte {
                b'}' | b']' if !empty => {
                    self.depth -= 1;
                    self.line(out);
                    out.push(byte);
                }
                b'{' | b'[' if !empty => {
                    self.depth += 1;
                    out.push(byte);
                    self.line(out);
                }
                b',' => {
                    out.push(byte);
                    self.line(out);
                }
                b':' => out.extend_from_slice(b": "),
                _ => out.push(byte),
            }
        }
    }

    fn line(&self, out: &mut Vec<u8>) {
        out.push(b'\n');
        out.resize(out.len() + 2 * self.depth, b' ');
    }
}
