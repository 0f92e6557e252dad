//! Inputs: from the paths of the command line to sources; also the files of a grammar.
//!
//! Which files of a folder are texts is for the register of readers to say. Writes nothing.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use ignore::WalkBuilder;

use super::args::Console;
use super::fault;
use crate::config::place;
use crate::grammar::{Grammar, GrammarError, GrammarFiles, Own};
use crate::lang::Lang;
use crate::read::{self, LONGEST, ReadError, ReadOptions};
use crate::source::Source;

/// What stands for standard input on the command line, and is its name in outlines and messages.
pub(super) const STDIN: &str = "-";

/// One thing to read.
#[derive(Debug)]
pub(super) struct Input {
    /// Its name in outlines and messages; the same on every machine.
    pub(super) name: String,
    /// The file; `None` is standard input.
    pub(super) path: Option<PathBuf>,
    /// Where it stands below the folder that was walked; its own name where none was.
    pub(super) relative: PathBuf,
}

/// What the paths of the command line stand for.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// The inputs in the order of the paths, those of a folder sorted, each once.
    pub(super) all: Vec<Result<Input, Fault>>,
    /// Whether there may be more than one: several paths, or a folder.
    pub(super) several: bool,
    /// The folders in which there was no text.
    barren: Vec<String>,
}

/// Why something could not be read.
#[derive(Debug)]
pub(super) struct Fault {
    /// The input, or what else was to be read.
    pub(super) place: String,
    trouble: Trouble,
}

#[derive(Debug)]
enum Trouble {
    Io(io::Error),
    Walk(ignore::Error),
    Read(ReadError),
    Grammar(Box<GrammarError>),
    /// A mistake in what is added to a grammar, whose place is told apart.
    Own(Box<GrammarError>),
    NoGrammar,
}

/// Finds the inputs. `skip` is a folder that is not walked: the one where outlines go.
pub(super) fn collect(paths: &[PathBuf], skip: Option<&Path>) -> Inputs {
    let stdin = [PathBuf::from(STDIN)];
    let paths = if paths.is_empty() { &stdin } else { paths };
    let skip = skip.and_then(|skip| fs::canonicalize(skip).ok());
    let mut inputs = Inputs { several: paths.len() > 1, ..Inputs::default() };
    for path in paths {
        if path.as_os_str() == STDIN {
            inputs.all.push(Ok(Input { name: STDIN.into(), path: None, relative: "stdin".into() }));
        } else if path.is_dir() {
            inputs.several = true;
            let before = inputs.all.len();
            inputs.all.extend(walk(path, skip.as_deref()));
            if inputs.all.len() == before {
                inputs.barren.push(name(path));
            }
        } else {
            inputs.all.push(Ok(Input::new(path.clone(), path.file_name().map(PathBuf::from))));
        }
    }
    let mut seen = HashSet::new();
    inputs.all.retain(|input| input.as_ref().map_or(true, |input| seen.insert(input.name.clone())));
    inputs
}

/// The texts below `folder`, sorted, and what kept it from being walked as a whole.
fn walk(folder: &Path, skip: Option<&Path>) -> Vec<Result<Input, Fault>> {
    let skip = skip.map(Path::to_path_buf);
    let mut walker = WalkBuilder::new(folder);
    // What a machine ignores everywhere must not decide what a folder holds; a `.gitignore` holds without a `.git`.
    walker.git_global(false).require_git(false).filter_entry(move |entry| {
        let folder = entry.depth() > 0 && entry.file_type().is_some_and(|kind| kind.is_dir());
        !(folder && skip.is_some() && fs::canonicalize(entry.path()).ok() == skip)
    });
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    for entry in walker.build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => files.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => {
                let place = path_of(&error).map_or_else(|| name(folder), name);
                faults.push(Err(Fault { place, trouble: Trouble::Walk(error) }));
            }
        }
    }
    files.retain(|path| read::by_path(path).is_some());
    files.sort_unstable();
    let below = |path: PathBuf| {
        let relative = path.strip_prefix(folder).ok().map(Path::to_path_buf);
        Ok(Input::new(path, relative))
    };
    faults.into_iter().chain(files.into_iter().map(below)).collect()
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// A path as it is shown: with `/`, without `./`.
pub(super) fn name(path: &Path) -> String {
    let short = path.strip_prefix(".").ok().filter(|short| !short.as_os_str().is_empty()).unwrap_or(path);
    short.to_string_lossy().replace(MAIN_SEPARATOR, "/")
}

/// Whether a file is one of those that are read, links resolved.
pub(super) fn is_one_of(path: &Path, files: &HashSet<PathBuf>) -> bool {
    fs::canonicalize(path).is_ok_and(|path| files.contains(&path))
}

impl Inputs {
    /// The inputs, and why some are none.
    pub(super) fn found(self) -> Vec<Result<Input, fault::Fault>> {
        self.all.into_iter().map(|input| input.map_err(fault::Fault::from)).collect()
    }

    /// Tells of folders in which there was nothing to read.
    pub(super) fn tell_barren(&self, console: &Console) {
        for folder in &self.barren {
            console
                .note(&format!("tigang: {folder}: {}", console.lang.pick("没有可读的文本", "no text in this folder")));
        }
    }
}

impl Input {
    fn new(path: PathBuf, relative: Option<PathBuf>) -> Self {
        Self { name: name(&path), relative: relative.unwrap_or_else(|| path.clone()), path: Some(path) }
    }

    /// Reads it as a source.
    pub(super) fn read(&self, options: &ReadOptions) -> Result<Source, Fault> {
        let fault = |trouble| Fault { place: self.name.clone(), trouble };
        let bytes = self.bytes().map_err(|error| fault(Trouble::Io(error)))?;
        read::read(bytes, &self.name, options).map_err(|error| fault(Trouble::Read(error)))
    }

    /// All bytes, and one more than can be read where there are too many: the reader says so.
    fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        match &self.path {
            None => io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes)?,
            Some(path) => {
                let file = File::open(path)?;
                let size = file.metadata()?.len().min(LONGEST);
                bytes.reserve(usize::try_from(size).unwrap_or(0));
                file.take(LONGEST + 1).read_to_end(&mut bytes)?
            }
        };
        Ok(bytes)
    }
}

/// The grammar of a folder, where the built-in files stand for those that it does not have, with what is added to it.
pub(super) fn grammar(folder: Option<&Path>, own: &[Own<'_>]) -> Result<Grammar, Fault> {
    let fault = |path: &Path, trouble| Fault { place: name(path), trouble };
    let wrong = |folder: &Path, error: GrammarError| {
        if own.iter().any(|own| own.file == error.file) {
            Fault { place: place(&error.file, error.line), trouble: Trouble::Own(Box::new(error)) }
        } else {
            fault(folder, Trouble::Grammar(Box::new(error)))
        }
    };
    let Some(folder) = folder else {
        return Grammar::with(GrammarFiles::BUILTIN, own).map_err(|error| wrong(Path::new("grammar"), error));
    };
    fs::read_dir(folder).map_err(|error| fault(folder, Trouble::Io(error)))?;
    let file = |file: &str| {
        let path = folder.join(file);
        match fs::read_to_string(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            text => text.map(Some).map_err(|error| fault(&path, Trouble::Io(error))),
        }
    };
    let (markers, words, profiles) = (file("markers.toml")?, file("words.toml")?, file("profiles.toml")?);
    if markers.is_none() && words.is_none() && profiles.is_none() {
        return Err(fault(folder, Trouble::NoGrammar));
    }
    let builtin = GrammarFiles::BUILTIN;
    let files = GrammarFiles {
        markers: markers.as_deref().unwrap_or(builtin.markers),
        words: words.as_deref().unwrap_or(builtin.words),
        profiles: profiles.as_deref().unwrap_or(builtin.profiles),
    };
    Grammar::with(files, own).map_err(|error| wrong(folder, error))
}

impl Fault {
    /// What is wrong, and what to do.
    pub(super) fn message(&self, lang: Lang) -> String {
        match &self.trouble {
            Trouble::Io(error) => io_message(error, lang),
            Trouble::Walk(error) => error.io_error().map_or_else(|| error.to_string(), |error| io_message(error, lang)),
            Trouble::Read(error) => error.message(lang),
            Trouble::Grammar(error) => error.message(lang),
            Trouble::Own(error) => error.without_place(lang),
            Trouble::NoGrammar => lang
                .pick(
                    "没有语法文件：请放入 markers.toml、words.toml 或 profiles.toml",
                    "no grammar file: put markers.toml, words.toml or profiles.toml there",
                )
                .to_owned(),
        }
    }
}

/// What the system said, and what to do; also of writing.
pub(super) fn io_message(error: &io::Error, lang: Lang) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => ("没有这个文件或文件夹：请检查路径", "no such file or folder: check the path"),
        ErrorKind::PermissionDenied => {
            ("没有权限：请检查文件的权限", "permission denied: check the rights of the file")
        }
        ErrorKind::IsADirectory => ("是文件夹，不是文件：请检查路径", "a folder, not a file: check the path"),
        ErrorKind::NotADirectory => ("是文件，不是文件夹：请检查路径", "a file, not a folder: check the path"),
        ErrorKind::StorageFull => ("磁盘已满：请腾出空间", "the disk is full: make room"),
        ErrorKind::InvalidData => ("不是 UTF-8 编码：请另存为 UTF-8", "not UTF-8: save the file as UTF-8"),
        _ => return lang.pick(format!("系统报告：{error}"), format!("the system reports: {error}")),
    };
    lang.pick(known.0, known.1).to_owned()
}
