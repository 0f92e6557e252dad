//! Syntax: what stands between the texts and the numbers of JSON, made ready for both layouts when the program is built.

/// A piece of syntax.
pub(super) struct Syntax {
    /// As it stands on one line.
    pub(super) compact: &'static str,
    /// Its lines where it is indented; the first goes on with the line before it.
    pub(super) lines: [Option<Line>; MOST],
}

/// A line of a piece.
#[derive(Clone, Copy)]
pub(super) struct Line {
    /// How much deeper it stands than the line before it.
    pub(super) deeper: isize,
    room: [u8; LONGEST],
    len: usize,
}

/// No piece has more lines, and no line is longer.
const MOST: usize = 4;
const LONGEST: usize = 32;

/// A piece of syntax, written as it stands on one line. No mark of syntax stands inside a key or a value of it.
macro_rules! json {
    ($compact:literal) => {
        const { &$crate::emit::writer::syntax::Syntax::new($compact) }
    };
}
pub(super) use json;

impl Syntax {
    /// Makes a piece ready.
    pub(super) const fn new(compact: &'static str) -> Self {
        let bytes = compact.as_bytes();
        let (mut lines, mut line) = ([None; MOST], Line::new(0));
        let (mut count, mut at) = (0, 0);
        while at < bytes.len() {
            let byte = bytes[at];
            let empty = at + 1 < bytes.len() && byte == b'[' && bytes[at + 1] == b']';
            if byte == b'}' || byte == b']' {
                lines[count] = Some(line);
                (line, count) = (Line::new(-1), count + 1);
            }
            line.push(byte);
            match byte {
                b'[' if empty => {
                    line.push(b']');
                    at += 1;
                }
                b'{' | b'[' | b',' => {
                    lines[count] = Some(line);
                    (line, count) = (Line::new(if byte == b',' { 0 } else { 1 }), count + 1);
                }
                b':' => line.push(b' '),
                _ => {}
            }
            at += 1;
        }
        lines[count] = Some(line);
        Self { compact, lines }
    }
}

impl Line {
    const fn new(deeper: isize) -> Self {
        Self { deeper, room: [0; LONGEST], len: 0 }
    }

    const fn push(&mut self, byte: u8) {
        self.room[self.len] = byte;
        self.len += 1;
    }

    /// Its text.
    #[inline(always)]
    pub(super) fn text(&self) -> &[u8] {
        &self.room[..self.len]
    }
}
