//! Bills: what a decision costs, item by item.

/// An oddity that a reading admits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A list opens.
    Open,
    /// A list opens above 1.
    MissingFirst,
    /// Its numbers run on from an earlier list.
    RunOn,
    /// A family inside one that usually stands deeper.
    Inverted,
    /// A family inside itself.
    InsideItself,
    /// Numbers are missing.
    Gap,
    /// A number twice.
    Repeat,
    /// A number that goes back.
    Backwards,
    /// A wrong number that stands for the right one.
    Slip,
    /// A list starts again.
    Restart,
    /// An item of another family.
    SiblingFamily,
    /// An item of a family of the same group.
    SiblingGroup,
    /// A second list under one parent.
    SecondList,
    /// A list under a point that announces none.
    UnderPoint,
    /// A heading or a point is left.
    Leave,
    /// An item shaped unlike its siblings.
    Shape,
    /// An inline list goes on later.
    Interrupted,
    /// A list of one item.
    Single,
    /// Something speaks against the marker.
    Doubt,
    /// A decimal under another number.
    WrongPrefix,
    /// A candidate taken for text.
    Rejected,
}

impl Reason {
    /// Its name in kebab-case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::MissingFirst => "missing-first",
            Self::RunOn => "run-on",
            Self::Inverted => "inverted",
            Self::InsideItself => "inside-itself",
            Self::Gap => "gap",
            Self::Repeat => "repeat",
            Self::Backwards => "backwards",
            Self::Slip => "slip",
            Self::Restart => "restart",
            Self::SiblingFamily => "sibling-family",
            Self::SiblingGroup => "sibling-group",
            Self::SecondList => "second-list",
            Self::UnderPoint => "under-point",
            Self::Leave => "leave",
            Self::Shape => "shape",
            Self::Interrupted => "interrupted",
            Self::Single => "single",
            Self::Doubt => "doubt",
            Self::WrongPrefix => "wrong-prefix",
            Self::Rejected => "rejected",
        }
    }
}

/// The most items a bill keeps apart; the total counts all.
const MOST: usize = 4;

/// What a decision costs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bill {
    items: [Option<(Reason, f32)>; MOST],
    total: f32,
}

impl Bill {
    /// Adds an item.
    pub(super) fn add(&mut self, reason: Reason, cost: f32) {
        if cost == 0.0 {
            return;
        }
        self.total += cost;
        if let Some(slot) = self.items.iter_mut().find(|slot| slot.is_none()) {
            *slot = Some((reason, cost));
        }
    }

    pub(super) const fn total(&self) -> f32 {
        self.total
    }

    /// The items.
    pub fn items(&self) -> impl Iterator<Item = (Reason, f32)> + '_ {
        self.items.iter().flatten().copied()
    }
}
