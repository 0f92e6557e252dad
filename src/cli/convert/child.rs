//! Another program: run in its own folder, for so long and no longer, with all that it starts.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How a program ended.
#[derive(Debug)]
pub(super) enum Ended {
    /// By itself.
    Itself {
        /// Whether it says that all went well.
        well: bool,
        /// What it said on standard error.
        said: String,
    },
    /// It took too long.
    Late,
    /// It was to stop.
    Stopped,
}

/// The longest time between two looks at a program.
const LONGEST: Duration = Duration::from_millis(100);

/// How much of what a program says is read.
const SAID: usize = 4096;

/// Runs a program in a folder. No shell reads the arguments.
pub(super) fn run(
    program: &str,
    arguments: &[String],
    folder: &Path,
    limit: Duration,
    stop: impl Fn() -> bool,
) -> io::Result<Ended> {
    let said = folder.join("said");
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null());
    command.stderr(File::create(&said)?);
    // What it starts is in its group too, and ends with it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let (start, mut wait) = (Instant::now(), Duration::from_millis(2));
    let ended = loop {
        match child.try_wait() {
            Ok(Some(status)) => {
                let said = fs::read(&said).unwrap_or_default();
                let said = String::from_utf8_lossy(said.get(..SAID).unwrap_or(&said)).into_owned();
                return Ok(Ended::Itself { well: status.success(), said });
            }
            Ok(None) if start.elapsed() >= limit => break Ok(Ended::Late),
            Ok(None) if stop() => break Ok(Ended::Stopped),
            Ok(None) => thread::sleep(wait),
            Err(error) => break Err(error),
        }
        wait = LONGEST.min(2 * wait);
    };
    end(&mut child);
    ended
}

/// Ends a program and all that it started.
fn end(child: &mut Child) {
    #[cfg(unix)]
    let _ = rustix::process::kill_process_group(rustix::process::Pid::from_child(child), rustix::process::Signal::KILL);
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::ErrorKind;
    use std::path::Path;
    use std::time::{Duration, Instant};

    use super::{Ended, run};
    use crate::cli::convert::scratch::Scratch;

    #[test]
    fn a_program_ends_by_itself_or_is_ended() {
        let folder = Scratch::new().expect("there is room for a folder");
        let minute = Duration::from_secs(60);
        let shell = |script: &str, limit: Duration, stop: bool| {
            let arguments = ["-c".to_owned(), script.to_owned()];
            run("sh", &arguments, folder.path(), limit, || stop).expect("there is a shell")
        };
        let start = Instant::now();
        assert!(
            matches!(shell("echo no >&2; exit 3", minute, false), Ended::Itself { well: false, said } if said == "no\n")
        );
        assert!(matches!(shell("echo made > made", minute, false), Ended::Itself { well: true, .. }));
        assert!(folder.path().join("made").is_file());
        assert!(matches!(shell("sleep 50", minute, true), Ended::Stopped));
        assert!(matches!(shell("sleep 50", Duration::from_millis(20), false), Ended::Late));
        assert!(start.elapsed() < Duration::from_secs(40));
        let none = run("tigang-has-no-such-program", &[], folder.path(), minute, || false);
        assert!(none.is_err_and(|error| error.kind() == ErrorKind::NotFound));
        let path = folder.path().to_owned();
        drop(folder);
        assert!(!Path::new(&path).exists());
    }
}
