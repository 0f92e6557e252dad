//! Faces: which lines are set as a whole in bold, Kai or Hei, where most of the document is set otherwise.

use super::line::{Line, Look};
use crate::hint::{Face, Part};

/// The faces that tell something in a document: not those in which most of it is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Faces {
    bold: bool,
    kai: bool,
    hei: bool,
}

impl Faces {
    pub(super) fn of(lines: &[Line]) -> Self {
        let (mut all, mut bold, mut kai, mut hei) = (0, 0, 0, 0);
        for look in lines.iter().filter(|line| line.hint.part == Part::Text).map(|line| line.look) {
            all += look.all;
            bold += if look.is_bold() { look.all } else { 0 };
            kai += if look.is_kai() { look.all } else { 0 };
            hei += if look.is_hei() { look.all } else { 0 };
        }
        let tells = |count: usize| count * 2 < all;
        Self { bold: tells(bold), kai: tells(kai), hei: tells(hei) }
    }

    /// Tells each line of the text how it is set.
    pub(super) fn tell(self, lines: &mut [Line]) {
        for line in lines.iter_mut().filter(|line| matches!(line.hint.part, Part::Text | Part::Title)) {
            line.hint.face = match line.look {
                look if self.hei && look.is_hei() => Face::Hei,
                look if self.kai && look.is_kai() => Face::Kai,
                look if self.bold && look.is_bold() => Face::Bold,
                _ => Face::Text,
            };
        }
    }
}

impl Look {
    const fn is_bold(self) -> bool {
        self.all > 0 && self.bold == self.all
    }

    const fn is_kai(self) -> bool {
        self.wide > 0 && self.kai == self.wide
    }

    const fn is_hei(self) -> bool {
        self.wide > 0 && self.hei == self.wide
    }
}
