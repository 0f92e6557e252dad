//! The clock of benchmarks and of the law of linear time: processor time of this thread where the system tells it.
//!
//! Processor time hardly depends on what else a shared machine is doing; where it is not to be had, wall time serves.

use std::time::Duration;

/// The time that this thread has worked so far, counted from any point.
#[cfg(unix)]
pub(crate) fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// The time since the first call.
#[cfg(not(unix))]
pub(crate) fn now() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}
