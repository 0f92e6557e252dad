//! A folder for the time being, which nobody else sees and which is gone afterwards.

use std::env;
use std::fs::{self, DirBuilder};
use std::io::{self, ErrorKind};
use std::path::{self, Path, PathBuf};
use std::process;
use std::time::SystemTime;

/// A folder that is removed with all that is in it.
#[derive(Debug)]
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub(super) fn new() -> io::Result<Self> {
        // Whoever works in it sees it from there.
        let root = path::absolute(env::temp_dir())?;
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        loop {
            let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
            let path = root.join(format!("tigang-{}-{}", process::id(), now.as_nanos()));
            match builder.create(&path) {
                // Another thread was there in the same moment.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                made => return made.map(|()| Self(path)),
            }
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left behind is for the system to clear away.
        let _ = fs::remove_dir_all(&self.0);
    }
}
