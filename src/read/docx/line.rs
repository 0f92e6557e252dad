//! Lines: paragraphs as they are shown, before lists write their markers.

use super::styles::{Font, Run};
use crate::hint::Hint;

/// A paragraph; soft breaks in it are line ends.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// What its text was made of.
    pub(super) pieces: Vec<Piece>,
    pub(super) hint: Hint,
    /// The list in which it stands, and the level in it, from 0.
    pub(super) place: Option<(u32, u8)>,
    pub(super) look: Look,
    /// Whether it stands in a text box, where lists are counted apart.
    pub(super) in_box: bool,
    /// Whether it stands in a field that lists the contents.
    pub(super) is_contents: bool,
}

/// A part of the text, and the element that shows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Where it begins, in bytes.
    pub(super) at: usize,
    /// The number of the element in its tree.
    pub(super) node: u32,
    pub(super) length: usize,
}

/// How the characters of a line are set: how many of them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// All that are not blank.
    pub(super) all: usize,
    pub(super) bold: usize,
    /// Those that the typeface for ideographs shows.
    pub(super) wide: usize,
    pub(super) kai: usize,
    pub(super) hei: usize,
}

impl Line {
    /// Adds what an element shows; what no element alone shows can be edited nowhere.
    pub(super) fn add(&mut self, text: &str, node: Option<u32>, run: Run) {
        if text.is_empty() {
            return;
        }
        if let Some(node) = node {
            self.pieces.push(Piece { at: self.text.len(), length: text.len(), node });
        }
        self.text.push_str(text);
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            self.look.all += 1;
            self.look.bold += usize::from(run.bold == Some(true));
            if !c.is_ascii() {
                self.look.wide += 1;
                self.look.kai += usize::from(run.font == Some(Font::Kai));
                self.look.hei += usize::from(run.font == Some(Font::Hei));
            }
        }
    }

    /// Puts a line whose end was taken away in front.
    pub(super) fn join(&mut self, before: Self) {
        let shift = before.text.len();
        let Self { text, pieces, look, is_contents, .. } = before;
        let (rest, more) = (std::mem::replace(&mut self.text, text), std::mem::replace(&mut self.pieces, pieces));
        self.text.push_str(&rest);
        self.pieces.extend(more.into_iter().map(|piece| Piece { at: piece.at + shift, ..piece }));
        self.look.add(look);
        self.is_contents |= is_contents;
    }
}

impl Look {
    pub(super) const fn add(&mut self, other: Self) {
        self.all += other.all;
        self.bold += other.bold;
        self.wide += other.wide;
        self.kai += other.kai;
        self.hei += other.hei;
    }
}
