//! What the search sees: marks, the sites where they stand, and the terrain in between.

/// The family of an unnumbered heading, which is none of the grammar's.
pub const BARE: u16 = u16::MAX;

/// A candidate as the search sees it: numbers only.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Which candidate it stands for; for an unnumbered heading its block.
    pub candidate: u32,
    /// The family under which its list is known.
    pub family: u16,
    /// Families of one group may take turns.
    pub group: u16,
    /// Lists of different labels are different lists.
    pub label: u16,
    /// Its number.
    pub ordinal: Option<u32>,
    /// The number before the last of a decimal.
    pub prefix: u32,
    /// How many numbers it has.
    pub parts: u8,
    /// Usual depth.
    pub rank: u16,
    /// What believing it costs.
    pub price: f32,
    /// What taking it for text costs.
    pub weight: f32,
    /// What opening a list inside a line costs besides.
    pub inline_price: f32,
    /// What a list of one item costs.
    pub single: f32,
    /// How many marks of its kind stand in its block, itself counted; 0 outside of such company.
    pub company: u8,
    /// Its flags.
    pub shape: Shape,
}

/// What a mark looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each property is independent of the others")]
pub struct Shape {
    /// It stands inside a block.
    pub inline: bool,
    /// A sentence ends before it.
    pub after_sentence: bool,
    /// Its line is title-like: one sentence or less.
    pub heading: bool,
    /// Its line has no mark at its end.
    pub open: bool,
    /// Its line ends in a colon.
    pub lead_in: bool,
    /// It denotes no number and continues any list of its kind.
    pub unnumbered: bool,
    /// Its numbers are words, which count loosely (首先 再次 最后).
    pub loose: bool,
    /// Its count runs through the document.
    pub through: bool,
    /// One whole sentence of it is a point.
    pub sentence: bool,
    /// Its labels are units of fixed order (章 above 节).
    pub ordered: bool,
    /// It was put in between two numbers (第三条之一).
    pub inserted: bool,
    /// A delimiter ends it.
    pub delimited: bool,
    /// It heads a part of the whole document.
    pub top: bool,
    /// Its format sets it as a heading.
    pub set: bool,
    /// How deep, from 1; 0 where it does not, or sets all headings alike.
    pub depth: u8,
}

/// A place with one or several marks, of which at most one is believed.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    /// Its block.
    pub block: u32,
    /// Its first mark.
    pub first: u32,
    /// The mark after its last.
    pub end: u32,
    /// What stands between this block and the last one that opened with a site.
    pub terrain: Terrain,
}

/// What stands straight before the block of a site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Terrain {
    /// The block before it has a site of its own.
    #[default]
    Marked,
    /// A paragraph.
    Paragraph,
    /// A paragraph that ends in a colon or promises a list.
    LeadIn,
    /// Nothing: it is the first of its zone.
    Start,
}

/// All sites of a zone.
#[derive(Clone, Debug, Default)]
pub struct Sites {
    /// In the order of the text.
    pub all: Vec<Site>,
    /// Their marks.
    pub marks: Vec<Mark>,
}

impl Sites {
    /// The marks of a site.
    #[must_use]
    pub fn marks(&self, site: &Site) -> &[Mark] {
        self.marks.get(site.first as usize..site.end as usize).unwrap_or_default()
    }
}

impl Mark {
    /// Lists of one key are written alike.
    pub(super) fn key(&self) -> u32 {
        u32::from(self.family) << 16 | u32::from(self.label)
    }

    /// Whether believing it never does more than believing the other: a loose way of writing the same marker.
    pub(super) fn is_twin_of(&self, other: &Self) -> bool {
        let list = |mark: &Self| (mark.family, mark.group, mark.label, mark.rank, mark.prefix, mark.parts);
        let dearer = self.price >= other.price && (!self.shape.inline || self.inline_price >= other.inline_price);
        (list(self), self.ordinal, self.shape) == (list(other), other.ordinal, other.shape)
            && self.company == other.company
            && dearer
    }
}
