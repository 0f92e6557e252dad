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
    /// The format sets it deeper or less deep than it is read.
    Depth,
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
            Self::Depth => "depth",
            Self::Interrupted => "interrupted",
            Self::Single => "single",
            Self::Doubt => "doubt",
            Self::WrongPrefix => "wrong-prefix",
            Self::Rejected => "rejected",
        }
    }
}

/// What readings are compared by: ten-thousandths of the unit of the prices. Their sums are exact, so that no order of
/// adding decides between equals.
pub(super) type Cost = i64;

/// A reading that is dearer than another by more than this is not close to it.
#[expect(clippy::cast_possible_truncation, reason = "a small number")]
pub(super) const CLOSE: Cost = (super::CLOSE * UNITS) as Cost;

const UNITS: f32 = 10_000.0;

/// A price as it is compared.
pub(super) fn cost(price: f32) -> Cost {
    #[expect(clippy::cast_possible_truncation, reason = "what is beyond all bounds is as dear as can be")]
    let cost = (price * UNITS + 0.5) as i32;
    Cost::from(cost)
}

/// A distance between readings as it is told.
pub(super) fn price(cost: Cost) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "only small distances matter")]
    let price = cost as f32 / UNITS;
    price
}

/// What a decision costs, added up: with its reasons, or the sum alone.
pub(super) trait Account: Copy + Default {
    /// Adds an item.
    fn add(&mut self, reason: Reason, cost: f32);
}

/// The sum alone, for ways that may never be gone.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum(pub(super) f32);

impl Account for Sum {
    fn add(&mut self, _: Reason, cost: f32) {
        self.0 += cost;
    }
}

/// The most items a bill keeps apart.
const MOST: usize = 4;

/// What a decision costs, item by item.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bill {
    items: [Option<(Reason, f32)>; MOST],
}

impl Account for Bill {
    fn add(&mut self, reason: Reason, cost: f32) {
        if cost == 0.0 {
            return;
        }
        if let Some(slot) = self.items.iter_mut().find(|slot| slot.is_none()) {
            *slot = Some((reason, cost));
        }
    }
}

impl Bill {
    /// The items.
    pub fn items(&self) -> impl Iterator<Item = (Reason, f32)> + '_ {
        self.items.iter().flatten().copied()
    }
}
