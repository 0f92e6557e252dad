//! Inputs: what is read, how its bytes become a source; also the files of a grammar.
//!
//! Which inputs a run has is for `inputs` to find. Writes nothing.

use std::borrow::Cow;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::convert::{self, ConvertError};
use crate::config::place;
use crate::grammar::{Grammar, GrammarError, GrammarFiles, Own};
use crate::lang::Lang;
use crate::read::{self, Growing, LONGEST, ReadError, ReadOptions};
use crate::source::Source;

/// What stands for standard input on the command line, and is its name in outlines and messages.
pub(super) const STDIN: &str = "-";

/// How much of a file is read at once.
pub(super) const PIECE: usize = 256 << 10;

/// Most speeches are read at once into so much room, and far most into this.
const LEAST_ROOM: usize = 16 << 10;
const MOST_ROOM: usize = 64 << 10;

/// One thing to read.
#[derive(Debug)]
pub(super) struct Input {
    /// Its name in outlines and messages; the same on every machine.
    pub(super) name: String,
    /// The file; `None` is standard input.
    pub(super) path: Option<PathBuf>,
    /// The folder that was walked to find it.
    root: Option<Arc<Path>>,
}

/// Reads files one after the other, into the same room.
pub(super) struct Reader {
    room: Vec<u8>,
    /// What standard input held, which cannot be read again.
    pub(super) stdin: Vec<u8>,
    /// How long another program may take to convert a file.
    limit: Duration,
}

/// What an input holds.
enum Content<'a> {
    /// All bytes.
    Bytes(Cow<'a, [u8]>),
    /// A text that was checked on the way.
    Text(Growing),
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
    Convert(ConvertError),
    Grammar(Box<GrammarError>),
    /// A mistake in what is added to a grammar, whose place is told apart.
    Own(Box<GrammarError>),
    NoGrammar,
}

/// A path as it is shown: with `/`, without `./`.
pub(super) fn name(path: &Path) -> String {
    let short = path.strip_prefix(".").ok().filter(|short| !short.as_os_str().is_empty()).unwrap_or(path);
    let shown = short.to_string_lossy();
    if MAIN_SEPARATOR == '/' { shown.into_owned() } else { shown.replace(MAIN_SEPARATOR, "/") }
}

impl Input {
    /// Standard input, under a name.
    pub(super) fn stdin(name: &str) -> Self {
        Self { name: name.to_owned(), path: None, root: None }
    }

    /// A file, and the folder that was walked to find it.
    pub(super) fn file(path: PathBuf, root: Option<Arc<Path>>) -> Self {
        Self { name: name(&path), path: Some(path), root }
    }

    /// Where it stands below the folder that was walked; its own name where none was.
    pub(super) fn relative(&self) -> &Path {
        let Some(path) = &self.path else { return Path::new("stdin") };
        let below = self.root.as_deref().and_then(|root| path.strip_prefix(root).ok());
        below.or_else(|| path.file_name().map(Path::new)).unwrap_or(path)
    }

    /// Whether it was found in a folder, where links are passed over.
    pub(super) fn is_walked(&self) -> bool {
        self.root.is_some()
    }

    /// Its size in bytes, where that can be known.
    pub(super) fn size(&self) -> Option<u64> {
        let about = fs::metadata(self.path.as_ref()?).ok().filter(Metadata::is_file)?;
        Some(about.len())
    }

    /// What it holds, piece by piece.
    pub(super) fn open(&self) -> Result<Box<dyn Read + Send>, Fault> {
        match &self.path {
            None => Ok(Box::new(io::stdin())),
            Some(path) => File::open(path).map(|file| Box::new(file) as _).map_err(|error| self.fault(error)),
        }
    }

    /// Reads it as a source.
    pub(super) fn read(&self, options: &ReadOptions, reader: &mut Reader) -> Result<Source, Fault> {
        let limit = reader.limit;
        let content = match &self.path {
            None => reader.stdin().map(Content::Bytes),
            Some(path) => File::open(path).and_then(|file| reader.content(file, &self.name, options)),
        };
        let bytes = match content.map_err(|error| self.fault(error))? {
            Content::Bytes(bytes) => bytes,
            Content::Text(text) => return Ok(text.finish(&self.name)),
        };
        let conversion = if options.format.is_none() { convert::by_bytes(&bytes, &self.name) } else { None };
        let Some(conversion) = conversion else { return source(&bytes, &self.name, || self.name.clone(), options) };
        let fault = |error| Fault { place: self.name.clone(), trouble: Trouble::Convert(error) };
        conversion.read(&bytes, &self.name, limit).map_err(fault)
    }

    /// Why it could not be read, as the system says.
    pub(super) fn fault(&self, error: io::Error) -> Fault {
        Fault { place: self.name.clone(), trouble: Trouble::Io(error) }
    }
}

impl Reader {
    /// Another program may take so many seconds.
    pub(super) fn new(limit: u64) -> Self {
        Self { room: Vec::new(), stdin: Vec::new(), limit: Duration::from_secs(limit) }
    }

    /// What a file holds: what has room is read at once.
    fn content(&mut self, mut from: File, name: &str, options: &ReadOptions) -> io::Result<Content<'_>> {
        let mut filled = 0;
        while filled < MOST_ROOM {
            if filled == self.room.len() {
                self.room.resize((4 * filled).clamp(LEAST_ROOM, MOST_ROOM), 0);
            }
            match more(&mut from, &mut self.room[filled..])? {
                0 => return Ok(Content::Bytes(Cow::Borrowed(&self.room[..filled]))),
                more => filled += more,
            }
        }
        let size = from.metadata().map_or(0, |about| about.len().min(LONGEST));
        let size = usize::try_from(size).unwrap_or(0).max(filled) + 1;
        match Growing::begin(&self.room, name, options, size) {
            Some(text) => self.text(from, text),
            None => whole(Vec::with_capacity(size), &self.room, from),
        }
    }

    /// A long text, piece by piece; all bytes where it is none. The room is full of the first ones.
    fn text(&mut self, mut from: File, mut text: Growing) -> io::Result<Content<'_>> {
        let mut filled = self.room.len();
        loop {
            let taken = Some(&self.room[..filled]).filter(|_| (text.len() + filled) as u64 <= LONGEST);
            let Some(taken) = taken.and_then(|room| text.take(room)) else {
                return whole(text.into_bytes(), &self.room[..filled], from);
            };
            self.room.copy_within(taken..filled, 0);
            let left = filled - taken;
            match more(&mut from, &mut self.room[left..])? {
                0 if left == 0 => return Ok(Content::Text(text)),
                // It ends inside a character.
                0 => return whole(text.into_bytes(), &self.room[..left], from),
                more => filled = left + more,
            }
        }
    }

    fn stdin(&mut self) -> io::Result<Cow<'_, [u8]>> {
        self.stdin.clear();
        io::stdin().lock().take(LONGEST + 1).read_to_end(&mut self.stdin)?;
        Ok(Cow::Borrowed(&self.stdin))
    }
}

/// Reads what comes next; nothing is the end.
fn more(from: &mut File, room: &mut [u8]) -> io::Result<usize> {
    loop {
        match from.read(room) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            read => return read,
        }
    }
}

/// All bytes, and one more than can be read where there are too many: the reader of the format says so.
fn whole<'a>(mut bytes: Vec<u8>, next: &[u8], from: File) -> io::Result<Content<'a>> {
    bytes.extend_from_slice(next);
    from.take((LONGEST + 1).saturating_sub(bytes.len() as u64)).read_to_end(&mut bytes)?;
    Ok(Content::Bytes(Cow::Owned(bytes)))
}

/// The source of bytes that are a text called `name`; `place` is where messages say that it stands.
pub(super) fn source(
    bytes: &[u8],
    name: &str,
    place: impl FnOnce() -> String,
    options: &ReadOptions,
) -> Result<Source, Fault> {
    read::read(bytes, name, options).map_err(|error| Fault { place: place(), trouble: Trouble::Read(error) })
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
    /// A folder could not be walked as a whole.
    pub(super) fn walk(folder: &Path, error: ignore::Error) -> Self {
        let place = path_of(&error).map_or_else(|| name(folder), name);
        Self { place, trouble: Trouble::Walk(error) }
    }

    /// What is wrong, and what to do.
    pub(super) fn message(&self, lang: Lang) -> String {
        match &self.trouble {
            Trouble::Io(error) => io_message(error, lang),
            Trouble::Walk(error) => error.io_error().map_or_else(|| error.to_string(), |error| io_message(error, lang)),
            Trouble::Read(error) => error.message(lang),
            Trouble::Convert(error) => error.message(lang),
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

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
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
