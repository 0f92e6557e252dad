//! Work: the steps that a thread has taken, counted so that tests can tell how cost grows.
//!
//! Clocks are noisy and counts are not: the same text takes the same steps on every machine. What is a step each part
//! says itself: a landmark, a character that is folded, a family that reads, a block that is looked at, a byte that is
//! written. Only debug builds count; in a release nothing is left of it.

#[cfg(debug_assertions)]
use std::cell::Cell;

#[cfg(debug_assertions)]
thread_local! {
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

/// Takes note of so many steps.
#[inline(always)]
pub(crate) fn steps(count: usize) {
    #[cfg(debug_assertions)]
    STEPS.with(|steps| steps.set(steps.get().wrapping_add(count as u64)));
    #[cfg(not(debug_assertions))]
    let _ = count;
}

/// How many steps this thread has taken; `None` where they are not counted, in a release build.
#[must_use]
pub fn taken() -> Option<u64> {
    #[cfg(debug_assertions)]
    return Some(STEPS.with(Cell::get));
    #[cfg(not(debug_assertions))]
    None
}
