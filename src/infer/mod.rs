//! Infer: the complete reading of a speech with the least cost.
//!
//! Every candidate is rejected, continues an open list, or opens one. Mostly the straight path is proven to be the cheapest
//! complete decision; where it is not, a beam search over stacks of open lists finds it. It works on families, ordinals and shapes and reads no character.

mod arena;
mod bill;
mod cost;
mod floor;
mod frame;
mod mark;
mod plain;
mod reading;
mod search;
mod way;

pub use bill::{Bill, Reason};
pub use mark::{BARE, Mark, Shape, Site, Sites, Terrain};
pub use reading::{Item, Reading};
pub use search::{Room, infer};

/// A reading that is dearer than the chosen one by no more than this is close: its distance is told as a margin. How far off
/// the others are is not found out.
pub const CLOSE: f32 = 0.1;
