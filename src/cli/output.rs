//! Files that are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::input::Input;

/// Writes a file at once or not at all, in a folder that is made where there is none.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = Replacement::create(path)?;
    file.write_all(bytes)?;
    file.commit()
}

/// A file that is to be written, and must be none of those that are read.
pub(super) struct Guarded {
    /// Where it is, links resolved; `None` where it is not there yet, and so cannot be read.
    target: Option<PathBuf>,
    met: AtomicBool,
}

impl Guarded {
    /// `None` is standard output.
    pub(super) fn new(path: Option<&Path>) -> Self {
        let target = path.and_then(|path| fs::canonicalize(path).ok()).filter(|target| target.is_file());
        Self { target, met: AtomicBool::new(false) }
    }

    /// Whether it is an input. Only where the names are alike, or there may be a link, the system is asked.
    pub(super) fn meets(&self, input: &Input) -> bool {
        let (Some(target), Some(path)) = (&self.target, &input.path) else { return false };
        let maybe = path.file_name() == target.file_name() || (!input.is_walked() && path.is_symlink());
        let meets = maybe && fs::canonicalize(path).is_ok_and(|path| path == *target);
        if meets {
            self.met.store(true, Ordering::Relaxed);
        }
        meets
    }

    /// Whether it was an input.
    pub(super) fn was_met(&self) -> bool {
        self.met.load(Ordering::Relaxed)
    }
}

/// A file that takes the place of another one at once, or not at all.
pub(super) struct Replacement {
    file: File,
    target: PathBuf,
    /// Where it is written for the time being; `None` once it is done, and where the target is a device or a pipe.
    temporary: Option<PathBuf>,
}

impl Replacement {
    /// The errors are those of the file system; a file that is protected is one of them.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        // A link is to go on pointing at the file.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let old = fs::metadata(&target).ok();
        // `/dev/stdout` is a link to whatever the shell opened, be it a file: that is written on, not replaced.
        if path.starts_with("/dev") || old.as_ref().is_some_and(|old| !old.is_file()) {
            return Ok(Self { file: File::options().append(true).open(&target)?, target, temporary: None });
        }
        // Renaming would pass over the wish of whoever protected the file.
        if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
            return Err(ErrorKind::PermissionDenied.into());
        }
        let mut number = 0_u32;
        let (file, temporary) = loop {
            let temporary = target.with_file_name(format!(".tigang-{}-{number}.tmp", std::process::id()));
            match File::create_new(&temporary) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => number += 1,
                file => break (file?, temporary),
            }
        };
        let replacement = Self { file, target, temporary: Some(temporary) };
        if let Some(old) = old {
            replacement.file.set_permissions(old.permissions())?;
        }
        Ok(replacement)
    }

    pub(super) fn commit(mut self) -> io::Result<()> {
        if let Some(temporary) = &self.temporary {
            self.file.sync_all()?;
            fs::rename(temporary, &self.target)?;
            self.temporary = None;
        }
        Ok(())
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            // The run has failed already, and its reason is told.
            let _ = fs::remove_file(temporary);
        }
    }
}
