//! Infer: the complete reading of a speech with the least cost.
//!
//! Every candidate is rejected, continues an open list, or opens one; a beam search over stacks of open lists finds the
//! cheapest complete decision. It works on families, ordinals and shapes and reads no character.

mod arena;
mod bill;
mod cost;
mod floor;
mod frame;
mod mark;
mod reading;
mod search;
mod way;

pub use bill::{Bill, Reason};
pub use mark::{BARE, Mark, Shape, Site, Sites, Terrain};
pub use reading::{Item, Reading};
pub use search::infer;

/// A reading that is dearer than the chosen one by more than this, in ten-thousandths, is not remembered.
const CLOSE: i64 = 1_000;
