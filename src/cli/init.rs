//! `tigang init`: a new `tigang.toml` in the folder of the run, with every key as a remark.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::console::Console;
use super::fault::Fault;
use crate::config::template;
use crate::diagnostic::Message;
use crate::grammar::Grammar;

const NAME: &str = "tigang.toml";

/// Writes the file, where there is none.
pub(super) fn run(console: &Console) {
    let text = template(&Grammar::builtin(), console.lang);
    match File::create_new(NAME).and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) => {
            console.note(console.lang.pick("tigang: 已写好 tigang.toml", "tigang: tigang.toml is written"));
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let message = Message::new("已有这个文件，不会覆盖", "is there already and is not overwritten");
            Fault::new(NAME, message).tell(console);
        }
        Err(error) => Fault::write(Path::new(NAME), &error).tell(console),
    }
}
