//! What came of all inputs, and how it is told.

use super::Mode;
use super::examine::Done;
use crate::baseline::Baseline;
use crate::cli::console::Console;
use crate::cli::tally::Tally;

/// What came of all inputs.
#[derive(Default)]
pub(super) struct Total {
    pub(super) files: usize,
    pub(super) left: usize,
    gone: usize,
    /// The files in which something was put right, or would be.
    pub(super) mended: usize,
    pub(super) tally: Tally,
    pub(super) known: Baseline,
    outlived: usize,
}

impl Total {
    pub(super) fn add(&mut self, done: Done) {
        self.files += 1;
        self.left += done.left.len();
        self.gone += done.gone;
        self.mended += usize::from(done.mended);
        self.tally.add(&done.left);
        self.known.merge(done.known);
        self.outlived += done.outlived;
    }

    /// Tells what was done, where the report does not.
    pub(super) fn tell(&self, mode: Mode, console: &Console) {
        let Self { files, left, gone, mended, outlived, .. } = *self;
        if outlived > 0 {
            let (fault, are) = if outlived == 1 { ("fault", "is") } else { ("faults", "are") };
            let (zh, en) = (
                format!("基线中的 {outlived} 处已不存在，可用 --write-baseline 重写"),
                format!("{outlived} {fault} of the baseline {are} gone: write it anew with --write-baseline"),
            );
            console.note(console.lang.pick(&zh, &en));
        }
        let (file, fault) = (if mended == 1 { "file" } else { "files" }, if gone == 1 { "fault" } else { "faults" });
        let (zh, en) = match mode {
            Mode::Fix if gone > 0 => {
                (format!("已改正 {gone} 处（{mended} 个文件）"), format!("{gone} {fault} put right in {mended} {file}"))
            }
            Mode::Diff if gone > 0 => (
                format!("可改正 {gone} 处（{mended} 个文件），余 {left} 处"),
                format!("{gone} {fault} would be put right in {mended} {file}, {left} left"),
            ),
            Mode::Diff if left > 0 => {
                (format!("没有可改正的，余 {left} 处"), format!("nothing to put right, {left} left"))
            }
            _ if left == 0 && files > 0 && !console.failed() => {
                let file = if files == 1 { "file" } else { "files" };
                (format!("{files} 个文件，未发现问题"), format!("{files} {file}, nothing found"))
            }
            _ => return,
        };
        console.note(console.lang.pick(&zh, &en));
    }
}
