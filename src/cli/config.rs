//! Where settings come from: the nearest `tigang.toml` of each input, what it extends, and the command line; and the
//! grammar that goes with them.
//!
//! Finds and reads files, each once. What they say is for `config` to know.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{ConfigArgs, Rules};
use super::fault::Fault;
use super::input::{self, Input, Reader};
use super::relative::{relative, whole};
use crate::config::{Asked, Config, ConfigError, Resolved, resolve};
use crate::diagnostic::{Message, Severity};
use crate::grammar::{Grammar, Own};
use crate::lang::Lang;
use crate::lint::Settings;
use crate::read::ReadOptions;
use crate::source::Source;

/// The names of a file with settings; of two in one folder the first holds.
const NAMES: [&str; 2] = ["tigang.toml", ".tigang.toml"];

/// How many folders are remembered: many, and few enough for the memory.
const MOST_FOLDERS: usize = 4096;

/// What is in force for an input.
pub(super) struct Setup {
    /// The grammar, shared by all who need the same.
    pub(super) grammar: Arc<Grammar>,
    /// The settings.
    pub(super) resolved: Resolved,
}

/// An input with what is in force for it.
pub(super) struct Ready {
    /// What is to be read.
    pub(super) input: Input,
    /// What is in force.
    pub(super) setup: Arc<Setup>,
    /// Its folder from the root, links resolved; `None` for standard input without a name.
    folder: Option<Arc<Path>>,
}

impl Ready {
    /// Its path from the root, links of its folders resolved; `None` for standard input without a name.
    pub(super) fn path(&self) -> Option<PathBuf> {
        Some(self.folder.as_deref()?.join(written(&self.input)?.file_name()?))
    }

    /// Reads it in the encoding that is in force.
    pub(super) fn read(&self, options: &ReadOptions, reader: &mut Reader) -> Result<Source, Fault> {
        let options = ReadOptions { encoding: self.setup.resolved.encoding.value, ..*options };
        Ok(self.input.read(&options, reader)?)
    }

    /// What the checker is to look for in it.
    pub(super) fn settings(&self) -> Settings {
        let resolved = &self.setup.resolved;
        self.path().map_or_else(|| resolved.settings.clone(), |path| resolved.settings_for(&path))
    }
}

/// Finds what is in force, and keeps what was found.
pub(super) struct Configs {
    /// What the command line says, the weightiest last.
    asked: Vec<Config>,
    /// A folder with a grammar, from the command line.
    grammar: Option<PathBuf>,
    files: Files,
    /// The folder of the run, from which paths are told.
    here: PathBuf,
    /// The folder of the last input as it is written, and what holds there: the next one stands beside it.
    last: Option<(PathBuf, Held)>,
    nearest: HashMap<PathBuf, Option<PathBuf>>,
    /// By the file with settings; `None` for a file with a mistake, which was told.
    setups: HashMap<Option<PathBuf>, Option<Arc<Setup>>>,
    /// They last as long as the program; nothing would be gained by taking them apart at its end.
    grammars: HashMap<Recipe, ManuallyDrop<Arc<Grammar>>>,
}

/// A folder from the root, and what is in force there; `None` where that is a file with a mistake, which was told.
type Held = (Arc<Path>, Option<Arc<Setup>>);

/// Which file holds the settings.
enum Files {
    Nearest,
    Given(PathBuf),
    None,
}

/// What a grammar is made of: a folder, and the texts that add to it.
type Recipe = (Option<PathBuf>, Vec<String>);

impl Configs {
    /// What the command line says.
    pub(super) fn new(args: &ConfigArgs, asked: Asked) -> Result<Self, Fault> {
        let here = env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
        let mut configs = Self {
            asked: Vec::new(),
            grammar: args.grammar.folder.clone(),
            files: if args.isolated { Files::None } else { Files::Nearest },
            here,
            last: None,
            nearest: HashMap::new(),
            setups: HashMap::new(),
            grammars: HashMap::new(),
        };
        for text in &args.config {
            let path = Path::new(text);
            if path.is_file() || !text.contains('=') {
                configs.give(path)?;
            } else {
                let config = Config::parse_argument(text, &configs.here).map_err(Fault::from)?;
                configs.load(config, &mut Vec::new()).map(|all| configs.asked.extend(all))?;
            }
        }
        configs.asked.push(Config::asked(asked)?);
        Ok(configs)
    }

    fn give(&mut self, path: &Path) -> Result<(), Fault> {
        let message = match self.files {
            Files::Nearest => {
                self.files = Files::Given(whole(path));
                return Ok(());
            }
            Files::Given(_) => Message::new("只能用一个文件", "only one file can be used"),
            Files::None => Message::new("不能与 --isolated 同用", "cannot be used together with --isolated"),
        };
        Err(Fault::new(format!("--config {}", input::name(path)), message))
    }

    /// What is in force for an input; `None` where that is a file whose mistake was told before.
    pub(super) fn ready(&mut self, input: Input) -> Result<Option<Ready>, Fault> {
        let Some(path) = written(&input) else {
            let here = self.here.clone();
            return Ok(self.setup_of(&here)?.map(|setup| Ready { input, setup, folder: None }));
        };
        // The folder where the file stands counts, not the one where a link points.
        let folder = path.parent().unwrap_or(Path::new(""));
        let (whole, setup) = match &self.last {
            Some((last, held)) if last.as_os_str() == folder.as_os_str() => held.clone(),
            _ => self.hold(folder)?,
        };
        Ok(setup.map(|setup| Ready { input, setup, folder: Some(whole) }))
    }

    fn hold(&mut self, folder: &Path) -> Result<Held, Fault> {
        self.last = None;
        let root: Arc<Path> = whole(folder).into();
        let held = (root.clone(), self.setup_of(&root)?);
        self.last = Some((folder.to_path_buf(), held.clone()));
        Ok(held)
    }

    /// What is in force in the folder of the run, for what needs no input.
    pub(super) fn here(&mut self) -> Result<Arc<Setup>, Fault> {
        let here = self.here.clone();
        Ok(self.setup_of(&here)?.expect("it is asked for once, and a mistake is an error then"))
    }

    fn setup_of(&mut self, folder: &Path) -> Result<Option<Arc<Setup>>, Fault> {
        let file = match &self.files {
            Files::Nearest => self.nearest(folder),
            Files::Given(path) => Some(path.clone()),
            Files::None => None,
        };
        if let Some(known) = self.setups.get(&file) {
            return Ok(known.clone());
        }
        let setup = self.setup(file.as_deref()).map(Arc::new);
        self.setups.insert(file, setup.as_ref().ok().cloned());
        setup.map(Some)
    }

    fn setup(&mut self, file: Option<&Path>) -> Result<Setup, Fault> {
        let mut configs = match file {
            Some(file) => {
                let config = self.read(file).map_err(|why| Fault::new(relative(&self.here, file), why))??;
                self.load(config, &mut vec![file.to_path_buf()])?
            }
            None => Vec::new(),
        };
        configs.extend(self.asked.iter().cloned());
        let grammar = self.grammar(&configs)?;
        let resolved = resolve(&grammar, &configs)?;
        Ok(Setup { grammar, resolved })
    }

    /// The grammar of configurations: the folder that is named last, and all additions.
    fn grammar(&mut self, configs: &[Config]) -> Result<Arc<Grammar>, Fault> {
        let named = || configs.iter().rev().find_map(Config::grammar).map(|folder| self.told(&folder));
        let folder = self.grammar.clone().or_else(named);
        let own: Vec<Own<'_>> = configs.iter().filter_map(Config::own).collect();
        let recipe = (folder, own.iter().map(|own| own.text.to_owned()).collect());
        if let Some(known) = self.grammars.get(&recipe) {
            return Ok(Arc::clone(known));
        }
        let grammar = Arc::new(input::grammar(recipe.0.as_deref(), &own)?);
        self.grammars.insert(recipe, ManuallyDrop::new(grammar.clone()));
        Ok(grammar)
    }

    /// A configuration after those that it extends. `chain` holds the files on the way, from the outermost on.
    fn load(&self, config: Config, chain: &mut Vec<PathBuf>) -> Result<Vec<Config>, Fault> {
        let Some(path) = config.extends() else { return Ok(vec![config]) };
        let path = fs::canonicalize(&path).unwrap_or(path);
        if let Some(start) = chain.iter().position(|known| *known == path) {
            let circle = chain[start..].iter().chain([&path]).map(|path| relative(&self.here, path)).collect();
            return Err(config.extends_in_a_circle(circle).into());
        }
        let base = self.read(&path).map_err(|why| Fault::from(config.cannot_extend(why)))??;
        chain.push(path);
        let mut all = self.load(base, chain)?;
        all.push(config);
        Ok(all)
    }

    /// Reads a file; the outer error is why it cannot be read, the inner one what is wrong in it.
    fn read(&self, path: &Path) -> Result<Result<Config, Fault>, Message> {
        let text = fs::read_to_string(path)
            .map_err(|error| Message::new(input::io_message(&error, Lang::Zh), input::io_message(&error, Lang::En)))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let folder = path.parent().unwrap_or(Path::new(""));
        Ok(Config::parse(text, &relative(&self.here, &path), folder).map_err(Fault::from))
    }

    /// The nearest file with settings, from a folder upward.
    fn nearest(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.nearest.get(folder) {
            return known.clone();
        }
        let own = NAMES.iter().map(|name| folder.join(name)).find(|path| path.is_file());
        let found = own.or_else(|| folder.parent().and_then(|parent| self.nearest(parent)));
        if self.nearest.len() >= MOST_FOLDERS {
            self.nearest.clear();
        }
        self.nearest.insert(folder.to_path_buf(), found.clone());
        found
    }

    /// A path as it is told: from the folder of the run.
    fn told(&self, path: &Path) -> PathBuf {
        fs::canonicalize(path).map_or_else(|_| path.to_path_buf(), |path| relative(&self.here, &path).into())
    }
}

/// The path of an input as it is written, or the name that standard input goes by.
fn written(input: &Input) -> Option<&Path> {
    let named = || Some(Path::new(&input.name)).filter(|name| name.as_os_str() != input::STDIN);
    input.path.as_deref().or_else(named)
}

/// What the options about rules say.
pub(super) fn asked(rules: &Rules, severity: Option<Severity>, encoding: Option<String>) -> Asked {
    let Rules { profile, select, ignore } = rules;
    Asked { profile: profile.clone(), select: select.clone(), ignore: ignore.clone(), severity, encoding }
}

impl From<ConfigError> for Fault {
    fn from(error: ConfigError) -> Self {
        let message = Message::new(error.problem.message(Lang::Zh), error.problem.message(Lang::En));
        Self::new(error.place(), message)
    }
}
