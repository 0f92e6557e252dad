//! How much memory a thread holds: an allocator that counts, then asks the system's.
//!
//! Counts are kept by thread, so that tests that run side by side do not see one another.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    /// What this thread holds now, and the most it held since the count began.
    static HELD: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

struct Counting;

#[global_allocator]
static COUNTING: Counting = Counting;

// SAFETY: every call is handed on to the allocator of the system as it came; counting allocates nothing.
#[expect(unsafe_code, reason = "an allocator cannot be written otherwise, and the law speaks of memory")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        give(layout.size());
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        give(layout.size());
        take(size);
        unsafe { System.realloc(pointer, layout, size) }
    }
}

fn take(size: usize) {
    // A thread that ends has no count any more.
    let _ = HELD.try_with(|held| {
        let now = held.get().0.saturating_add(size);
        held.set((now, held.get().1.max(now)));
    });
}

fn give(size: usize) {
    let _ = HELD.try_with(|held| held.set((held.get().0.saturating_sub(size), held.get().1)));
}

/// The most bytes that this thread held besides what it held before, while `work` ran.
pub(crate) fn peak<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = HELD.with(|held| {
        held.set((held.get().0, held.get().0));
        held.get().0
    });
    let made = work();
    (made, HELD.with(Cell::get).1.saturating_sub(before))
}
