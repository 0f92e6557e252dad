//! The program as its users meet it: run in a folder of its own, with what it prints, writes and returns.

use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// What a run left behind.
pub(crate) struct Run {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
        Self { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

pub(crate) fn command(folder: &TempDir, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tigang"));
    command.args(args).current_dir(folder);
    for (name, value) in [("LC_ALL", "C"), ("LC_MESSAGES", ""), ("LANG", "")] {
        command.env(name, value);
    }
    command
}

pub(crate) fn run(folder: &TempDir, args: &[&str]) -> Run {
    command(folder, args).stdin(Stdio::null()).output().expect("the program was built").into()
}

pub(crate) fn run_with_input(folder: &TempDir, args: &[&str], input: &[u8]) -> Run {
    let mut command = command(folder, args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program was built");
    child.stdin.take().expect("it is piped").write_all(input).expect("the program reads all of it");
    child.wait_with_output().expect("the program ends").into()
}

/// Another program, which finds the program by its name, as a user's shell does.
pub(crate) fn other(name: &str, folder: &TempDir) -> Command {
    let build = Path::new(env!("CARGO_BIN_EXE_tigang")).parent().expect("it stands in a folder").to_owned();
    let known = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(std::iter::once(build).chain(env::split_paths(&known)));
    let mut command = Command::new(name);
    command.env("PATH", path.expect("the folder of the build has no colon in its name"));
    command.current_dir(folder).stdin(Stdio::null());
    command
}

/// A folder with files, and the folders that they need.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("there is room for a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it stands in the folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
    folder
}

pub(crate) fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// All files below the folder, sorted.
pub(crate) fn files(folder: &TempDir) -> Vec<String> {
    fn below(at: &Path, root: &Path, out: &mut Vec<String>) {
        for entry in fs::read_dir(at).expect("the folder is there") {
            let path = entry.expect("the entry is there").path();
            if path.is_dir() {
                below(&path, root, out);
            } else {
                let name = path.strip_prefix(root).expect("it stands below").to_string_lossy();
                out.push(name.replace('\\', "/"));
            }
        }
    }
    let mut out = Vec::new();
    below(folder.path(), folder.path(), &mut out);
    out.sort();
    out
}
