//! The file of known faults: where it stands, what its paths are relative to, and how it is read and written.

use std::fs;
use std::path::{Path, PathBuf};

use super::config::Ready;
use super::console::Console;
use super::fault::Fault;
use super::relative::{relative, whole};
use super::{input, output};
use crate::baseline::Baseline;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// Known faults, by paths from the folder of their file.
pub(super) struct Known {
    baseline: Baseline,
    folder: PathBuf,
}

impl Known {
    /// Those of a file.
    pub(super) fn read(path: &Path) -> Result<Self, Fault> {
        let wrong = |message| Fault::new(input::name(path), message);
        let text = fs::read_to_string(path).map_err(|error| Fault::read(path, &error))?;
        Ok(Self { baseline: Baseline::parse(&text).map_err(wrong)?, folder: folder(path) })
    }

    /// None so far, for a file that is to be written.
    pub(super) fn empty(path: &Path) -> Self {
        Self { baseline: Baseline::default(), folder: folder(path) }
    }

    /// The name of an input in the file.
    pub(super) fn name(&self, ready: &Ready) -> String {
        ready.path().map_or_else(|| ready.input.name.clone(), |path| relative(&self.folder, &path))
    }

    /// Strikes out what is known; tells how much of it is gone.
    pub(super) fn strike_out(&self, ready: &Ready, source: &Source, found: &mut Vec<Diagnostic>) -> usize {
        if self.baseline.is_empty() { 0 } else { self.baseline.strike_out(&self.name(ready), source, found) }
    }
}

/// Writes down what was found in so many files.
pub(super) fn write(path: &Path, found: &Baseline, files: usize, console: &Console) {
    // Where everything failed, what stands there from an earlier run is worth more than nothing.
    if files == 0 && console.failed() {
        return;
    }
    match output::write(path, found.to_json().as_bytes()) {
        Ok(()) => {
            let (name, count) = (input::name(path), found.len());
            let fault = if count == 1 { "fault" } else { "faults" };
            let (zh, en) = (format!("{name}：已记下 {count} 处"), format!("{name}: {count} {fault} written down"));
            console.note(&console.lang.pick(zh, en));
        }
        Err(error) => Fault::write(path, &error).tell(console),
    }
}

fn folder(path: &Path) -> PathBuf {
    whole(path.parent().unwrap_or(Path::new("")))
}
