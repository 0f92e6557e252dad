//! The pool: work that is done in parallel and handed on in the order in which it was given. Knows nothing of the work.
//!
//! Whoever is free takes the next handful of inputs, and with it a place in the row of those whose outcome is awaited. A
//! worker who is far ahead of the row waits, so that memory does not grow with the inputs.

use std::io;
use std::mem;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, Builder};

/// How many inputs a handful has: enough that taking and handing on cost nothing beside the work.
pub(super) const HANDFUL: usize = 32;

/// How many handfuls may be taken, for each thread, before the first of them is handed on.
const AHEAD: usize = 4;

/// How many harvests of a handful may wait to be handed on: as many as come of some dozens of speeches.
const WAITING: usize = 2;

/// Threads that work.
#[derive(Clone, Copy)]
pub(super) struct Pool {
    threads: NonZeroUsize,
}

/// What comes of some inputs in a row.
pub(super) trait Harvest: Default + Send {
    /// Whether there is enough of it to be handed on.
    fn is_full(&self) -> bool;

    /// Empties it, but keeps its room for what comes next.
    fn clear(&mut self);
}

/// Where a worker gathers what comes of the inputs.
pub(super) struct Basket<'a, T> {
    /// What was gathered and is not handed on yet.
    pub(super) harvest: T,
    /// Hands on and leaves room for more; tells whether more is wanted.
    pass: &'a mut dyn FnMut(&mut T) -> bool,
}

impl<T: Harvest> Basket<'_, T> {
    /// Hands on what is enough. Where it says no, nobody wants more.
    pub(super) fn pass(&mut self) -> bool {
        !self.harvest.is_full() || (self.pass)(&mut self.harvest)
    }
}

impl Pool {
    /// So many threads, or one for each processor; one where there is but one input.
    pub(super) fn new(jobs: Option<NonZeroUsize>, single: bool) -> Self {
        let threads =
            if single { Some(NonZeroUsize::MIN) } else { jobs.or_else(|| thread::available_parallelism().ok()) };
        Self { threads: threads.unwrap_or(NonZeroUsize::MIN) }
    }

    /// Does the work in parallel and hands on what comes of it in the order of the inputs, until `each` fails or wants no more.
    pub(super) fn in_order<I: Send, T: Harvest>(
        self,
        inputs: impl Iterator<Item = I> + Send,
        work: impl Fn(I, &mut Basket<'_, T>) + Sync,
        mut each: impl FnMut(&mut T) -> io::Result<ControlFlow<()>>,
    ) -> io::Result<()> {
        if self.threads == NonZeroUsize::MIN {
            return alone(inputs, &work, &mut each);
        }
        let spare = Mutex::new(Vec::new());
        let (place, row) = sync_channel(self.threads.get() * AHEAD);
        let inputs = Mutex::new((inputs, Some(place)));
        let worker = || {
            while let Some((input, hand_on)) = take(&inputs) {
                let room = || lock(&spare).pop().unwrap_or_default();
                let mut pass = |harvest: &mut T| hand_on.send(mem::replace(harvest, room())).is_ok();
                let mut basket = Basket { harvest: room(), pass: &mut pass };
                work(input, &mut basket);
                // Where nobody wants it any more, the row is closed, and nothing is left to take.
                let _ = hand_on.send(basket.harvest);
            }
        };
        thread::scope(|scope| {
            let threads = (0..self.threads.get()).map_while(|_| Builder::new().spawn_scoped(scope, worker).ok());
            if threads.count() == 0 {
                return Err(io::Error::other("no thread can be started"));
            }
            for mut harvest in row.into_iter().flatten() {
                if each(&mut harvest)?.is_break() {
                    break;
                }
                harvest.clear();
                lock(&spare).push(harvest);
            }
            Ok(())
        })
    }
}

/// Inputs by the handful.
pub(super) fn handfuls<I>(inputs: impl Iterator<Item = I>) -> impl Iterator<Item = Vec<I>> {
    let mut inputs = inputs.fuse();
    std::iter::from_fn(move || Some(inputs.by_ref().take(HANDFUL).collect()).filter(|some: &Vec<I>| !some.is_empty()))
}

/// Does the work on this thread.
fn alone<I, T: Harvest>(
    inputs: impl Iterator<Item = I>,
    work: &impl Fn(I, &mut Basket<'_, T>),
    each: &mut impl FnMut(&mut T) -> io::Result<ControlFlow<()>>,
) -> io::Result<()> {
    let mut room = T::default();
    for input in inputs {
        let mut handed_on = Ok(ControlFlow::Continue(()));
        let mut pass = |harvest: &mut T| {
            if matches!(handed_on, Ok(ControlFlow::Continue(()))) {
                handed_on = each(harvest);
                harvest.clear();
            }
            matches!(handed_on, Ok(ControlFlow::Continue(())))
        };
        let mut basket = Basket { harvest: room, pass: &mut pass };
        work(input, &mut basket);
        room = basket.harvest;
        if handed_on?.is_break() || each(&mut room)?.is_break() {
            break;
        }
        room.clear();
    }
    Ok(())
}

/// The inputs, and where a place in the row is taken; `None` once there are no more of them.
type Inputs<I, T> = (I, Option<SyncSender<Receiver<T>>>);

/// Takes the next input and a place in the row.
fn take<I: Iterator, T>(inputs: &Mutex<Inputs<I, T>>) -> Option<(I::Item, SyncSender<T>)> {
    let (inputs, row) = &mut *lock(inputs);
    let place = row.as_ref()?;
    let taken = inputs.next().and_then(|input| {
        let (hand_on, outcome) = sync_channel(WAITING);
        place.send(outcome).is_ok().then_some((input, hand_on))
    });
    if taken.is_none() {
        *row = None;
    }
    taken
}

/// What a thread leaves behind when it panics is whole: the locks guard single steps.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::num::NonZeroUsize;
    use std::ops::ControlFlow;

    use super::{Basket, Harvest, Pool, handfuls};

    impl Harvest for Vec<usize> {
        fn is_full(&self) -> bool {
            self.len() >= 3
        }

        fn clear(&mut self) {
            self.clear();
        }
    }

    fn gather(some: Vec<usize>, basket: &mut Basket<'_, Vec<usize>>) {
        for n in some {
            basket.harvest.push(n);
            if !basket.pass() {
                return;
            }
        }
    }

    #[test]
    fn the_order_is_that_of_the_inputs_on_any_number_of_threads() {
        for threads in 1..5 {
            let mut seen = Vec::new();
            let pool = Pool::new(NonZeroUsize::new(threads), false);
            let done = pool.in_order(handfuls(0..10_000), gather, |some: &mut Vec<usize>| {
                seen.append(some);
                Ok(ControlFlow::Continue(()))
            });
            assert!(done.is_ok() && seen.iter().copied().eq(0..10_000), "{threads}");
        }
    }

    #[test]
    fn who_wants_no_more_gets_no_more() {
        for (threads, fails) in [(1, false), (1, true), (4, false), (4, true)] {
            let mut left = 10;
            let pool = Pool::new(NonZeroUsize::new(threads), false);
            let done = pool.in_order(handfuls(0..), gather, |_: &mut Vec<usize>| {
                left -= 1;
                match left {
                    0 if fails => Err(io::Error::other("enough")),
                    0 => Ok(ControlFlow::Break(())),
                    _ => Ok(ControlFlow::Continue(())),
                }
            });
            assert!(done.is_err() == fails && left == 0, "{threads}");
        }
    }
}
