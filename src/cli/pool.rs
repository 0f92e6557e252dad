//! The pool: work that is done in parallel and handed on in the order in which it was given. Knows nothing of the work.

use std::io;
use std::num::NonZeroUsize;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::fault::Fault;
use crate::diagnostic::Message;

/// How many inputs a thread holds at most: enough to be busy, few enough for the memory.
const IN_HAND: usize = 8;

/// Threads that work.
pub(super) struct Pool(ThreadPool);

impl Pool {
    /// So many threads, or one for each processor.
    pub(super) fn new(jobs: Option<NonZeroUsize>) -> Result<Self, Fault> {
        let pool = ThreadPoolBuilder::new().num_threads(jobs.map_or(0, usize::from)).build();
        pool.map(Self).map_err(|error| {
            let message = Message::new(format!("无法启动线程：{error}"), format!("cannot start threads: {error}"));
            Fault::new("--jobs", message)
        })
    }

    /// Does the work in parallel and hands on what comes of it in the order of the inputs, a handful at a time.
    pub(super) fn in_order<I: Send, T: Send>(
        &self,
        inputs: Vec<Result<I, Fault>>,
        work: impl Fn(I) -> Result<T, Fault> + Sync,
        mut each: impl FnMut(Result<T, Fault>) -> io::Result<()>,
    ) -> io::Result<()> {
        let handful = self.0.current_num_threads() * IN_HAND;
        let mut inputs = inputs.into_iter();
        loop {
            let some: Vec<Result<I, Fault>> = inputs.by_ref().take(handful).collect();
            if some.is_empty() {
                return Ok(());
            }
            let done: Vec<Result<T, Fault>> =
                self.0.install(|| some.into_par_iter().map(|input| input.and_then(&work)).collect());
            done.into_iter().try_for_each(&mut each)?;
        }
    }
}
