//! What a run is to read: the paths of the command line and of a list, one input after the other.
//!
//! Folders are walked and lists are read on the way, so that a corpus of any size needs no more room than one folder of
//! it. Which files of a folder are texts is for the register of readers to say. Reads no text.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};
use std::slice;
use std::sync::Arc;

use ignore::{Walk, WalkBuilder};

use super::console::Console;
use super::convert;
use super::fault::Fault;
use super::input::{self, Input, STDIN};
use super::list::List;
use super::resume::{Finished, Part};
use super::shard::Shard;
use crate::diagnostic::Message;
use crate::read;

/// What the command line asks to be read.
pub(super) struct Plan<'a> {
    paths: Vec<PathBuf>,
    list: Option<&'a Path>,
    /// The name that standard input goes by.
    stdin: &'a str,
    /// Which files of a folder are read.
    pub(super) wanted: fn(&Path) -> bool,
    /// Which inputs hold records; standard input has no path.
    pub(super) is_stream: fn(Option<&Path>) -> bool,
    /// A folder that is not walked: the one where outlines go.
    pub(super) skip: Option<PathBuf>,
    /// The share that is read: of the files by their names, of records by their lines.
    pub(super) shard: Option<Shard>,
    /// What is not done again.
    pub(super) finished: Finished,
}

/// The inputs in the order of the paths, those of a folder sorted. What the command line names is read once, however often
/// it does so; a list is taken at its word.
pub(super) struct Inputs<'a> {
    pub(super) plan: &'a Plan<'a>,
    paths: slice::Iter<'a, PathBuf>,
    /// Whether a folder of the command line may hold what another path leads to.
    meet: bool,
    list: Option<List>,
    walk: Option<Below>,
    /// The names that could come again.
    seen: HashSet<u64>,
    hasher: RandomState,
    /// Who is told of folders without texts.
    console: Option<&'a Console>,
}

/// A folder that is being walked.
struct Below {
    root: Arc<Path>,
    walk: Walk,
    wanted: fn(&Path) -> bool,
    /// Whether its files may be named elsewhere on the command line.
    meets: bool,
    barren: bool,
}

impl<'a> Plan<'a> {
    /// The paths, and those of a list; standard input, called `stdin`, where neither is given.
    pub(super) fn new(paths: &[PathBuf], list: Option<&'a Path>, stdin: Option<&'a str>) -> Result<Self, Fault> {
        let mut paths = paths.to_vec();
        if paths.is_empty() && list.is_none() {
            paths.push(STDIN.into());
        }
        let plan = Self {
            paths,
            list,
            stdin: stdin.unwrap_or(STDIN),
            wanted: |path| read::by_path(path).is_some() || convert::by_path(path),
            is_stream: |_| false,
            skip: None,
            shard: None,
            finished: Finished::default(),
        };
        if plan.lists_stdin() && plan.has_stdin() {
            let message = Message::new(
                "标准输入已用来读文件清单，不能再作为文本",
                "standard input holds the list and cannot be a text as well",
            );
            return Err(Fault::new("--files-from", message));
        }
        Ok(plan)
    }

    /// Whether standard input is a text.
    pub(super) fn has_stdin(&self) -> bool {
        self.paths.iter().any(|path| path.as_os_str() == STDIN)
    }

    /// Whether the inputs can be gone through a second time.
    pub(super) fn is_lasting(&self) -> bool {
        !self.has_stdin() && self.list.is_none_or(Path::is_file)
    }

    /// Whether there may be more than one text: several paths, a folder, a list, a stream.
    pub(super) fn has_several(&self) -> bool {
        let holds_several = |path: &PathBuf| {
            path.is_dir() || (self.is_stream)(Some(path).filter(|path| path.as_os_str() != STDIN).map(PathBuf::as_path))
        };
        self.list.is_some() || self.paths.len() > 1 || self.paths.iter().any(holds_several)
    }

    /// The inputs. The console is told of folders without texts.
    pub(super) fn inputs<'p>(&'p self, console: Option<&'p Console>) -> Result<Inputs<'p>, Fault> {
        let list = self.list.map(List::open).transpose()?;
        let (seen, meet) = (HashSet::new(), self.paths_meet());
        Ok(Inputs {
            plan: self,
            paths: self.paths.iter(),
            meet,
            list,
            walk: None,
            seen,
            hasher: RandomState::new(),
            console,
        })
    }

    /// Whether the share has a record, by the number of its line.
    pub(super) fn has_line(&self, line: u64) -> bool {
        self.shard.is_none_or(|shard| shard.has_line(line))
    }

    fn lists_stdin(&self) -> bool {
        self.list.is_some_and(|list| list.as_os_str() == STDIN)
    }

    /// Whether a folder of the command line may hold what another path leads to.
    fn paths_meet(&self) -> bool {
        let bare: Vec<&Path> = self.paths.iter().map(|path| path.strip_prefix(".").unwrap_or(path)).collect();
        let folders = bare.iter().zip(&self.paths).filter(|(_, path)| path.is_dir());
        folders.into_iter().any(|(folder, _)| bare.iter().filter(|path| path.starts_with(folder)).count() > 1)
    }

    fn walk(&self, folder: &Path, meets: bool) -> Below {
        let mut walker = WalkBuilder::new(folder);
        let skip = self.skip.clone();
        // What a machine ignores everywhere must not decide what a folder holds; a `.gitignore` holds without a `.git`.
        walker.git_global(false).require_git(false).sort_by_file_path(by_name);
        if skip.is_some() {
            walker.filter_entry(move |entry| {
                let folder = entry.depth() > 0 && entry.file_type().is_some_and(|kind| kind.is_dir());
                !(folder && fs::canonicalize(entry.path()).ok() == skip)
            });
        }
        Below { root: folder.into(), walk: walker.build(), wanted: self.wanted, meets, barren: true }
    }
}

impl Inputs<'_> {
    /// Whether this run is to read the file.
    fn takes(&mut self, input: &Input, once: bool) -> bool {
        (!once || self.seen.insert(self.hasher.hash_one(&input.name)))
            && !self.plan.finished.has(&input.name, Part::Whole)
            && self
                .plan
                .shard
                .is_none_or(|shard| (self.plan.is_stream)(input.path.as_deref()) || shard.has_name(&input.name))
    }

    /// The next path, and whether it stands on the command line.
    fn next_path(&mut self) -> Option<(Result<PathBuf, Fault>, bool)> {
        let named = self.paths.next().map(|path| (Ok(path.clone()), true));
        named.or_else(|| Some((self.list.as_mut()?.next()?, false)))
    }
}

impl Iterator for Inputs<'_> {
    type Item = Result<Input, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (found, once) = match &mut self.walk {
                Some(below) => match below.next() {
                    Some(found) => (found, below.meets),
                    None => {
                        below.tell_barren(self.console);
                        self.walk = None;
                        continue;
                    }
                },
                None => match self.next_path()? {
                    (Err(fault), _) => return Some(Err(fault)),
                    (Ok(path), true) if path.as_os_str() == STDIN => (Ok(Input::stdin(self.plan.stdin)), true),
                    (Ok(path), named) if is_folder(&path, named) => {
                        self.walk = Some(self.plan.walk(&path, named && self.meet));
                        continue;
                    }
                    (Ok(path), named) => (Ok(Input::file(path, None)), named),
                },
            };
            if found.as_ref().map_or(true, |input| self.takes(input, once)) {
                return Some(found);
            }
        }
    }
}

impl Iterator for Below {
    type Item = Result<Input, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let found = self.walk.find_map(|entry| match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) && (self.wanted)(entry.path()) => {
                Some(Ok(Input::file(entry.into_path(), Some(self.root.clone()))))
            }
            Ok(_) => None,
            Err(error) => Some(Err(input::Fault::walk(&self.root, error).into())),
        });
        self.barren &= found.is_none();
        found
    }
}

impl Below {
    fn tell_barren(&self, console: Option<&Console>) {
        if let Some(console) = console.filter(|_| self.barren) {
            let folder = input::name(&self.root);
            console
                .note(&format!("tigang: {folder}: {}", console.lang.pick("没有可读的文本", "no text in this folder")));
        }
    }
}

/// The order of two paths in one folder.
fn by_name(a: &Path, b: &Path) -> Ordering {
    a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes())
}

/// Of a list, what is named like a text is taken for one: asking the system costs as much as reading it.
fn is_folder(path: &Path, named: bool) -> bool {
    (named || (read::by_path(path).is_none() && !convert::by_path(path))) && path.is_dir()
}
