//! The command line: one file a command. Here alone files, the environment and the terminal are touched.
//!
//! Decides nothing about texts.

mod args;
mod check;
mod config;
mod console;
mod convert;
mod corpus;
mod enduring;
mod explain;
mod families;
mod fault;
mod gather;
mod init;
mod input;
mod inputs;
mod known;
mod list;
mod output;
mod page;
mod parse;
mod pool;
mod progress;
mod records;
mod relative;
mod resume;
mod rewrite;
mod rules;
mod schema;
mod shard;
mod tally;
mod trace;

use std::env;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::lang::Lang;
use args::{Command, CommandLine};
use console::Console;

/// What came of a command that could do its work.
enum Outcome {
    Clean,
    /// The checker found something.
    Found,
}

/// Runs the program with the arguments of the process: status 0 done, 1 faults found, 2 something could not be read or
/// written.
#[must_use]
pub fn main() -> ExitCode {
    let asked = CommandLine::parse();
    let lang = asked.lang.unwrap_or_else(|| by_locale(|name| env::var(name).ok()));
    let console = Console::new(lang, asked.quiet);
    let clean = |()| Outcome::Clean;
    let done = match &asked.command {
        Command::Parse(args) => parse::run(args, &console).map(clean),
        Command::Check(args) => check::run(args, &console),
        Command::Rules(args) => rules::run(args, &console).map(clean),
        Command::Explain(args) => explain::run(args, &console).map(clean),
        Command::Families(args) => families::run(args, &console).map(clean),
        Command::Init => {
            init::run(&console);
            Ok(Outcome::Clean)
        }
        Command::Schema => schema::run().map(clean),
        Command::Completions { shell } => completions(*shell).map(clean),
    };
    match done {
        Ok(_) if console.failed() => ExitCode::from(2),
        Ok(Outcome::Found) => ExitCode::from(1),
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        // Whoever read the output has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            console.error(lang.pick("标准输出", "standard output"), &input::io_message(&error, lang));
            ExitCode::from(2)
        }
    }
}

fn completions(shell: clap_complete::Shell) -> io::Result<()> {
    // `generate` panics when it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut CommandLine::command(), "tigang", &mut script);
    io::stdout().write_all(&script)
}

/// The language of the locale: the first of the three variables that is set decides, as POSIX wants it.
fn by_locale(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    if locale.is_some_and(|locale| locale.to_ascii_lowercase().starts_with("zh")) { Lang::Zh } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::args::CommandLine;
    use super::by_locale;
    use crate::lang::Lang;

    #[test]
    fn the_command_line_holds_together() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn the_first_variable_that_is_set_decides_the_language() {
        let of = |all: &str, messages: &str, lang: &str| {
            by_locale(|name| {
                let value = match name {
                    "LC_ALL" => all,
                    "LC_MESSAGES" => messages,
                    _ => lang,
                };
                Some(value.to_owned())
            })
        };
        assert_eq!(of("", "", "zh_CN.UTF-8"), Lang::Zh);
        assert_eq!(of("", "en_GB.UTF-8", "zh_CN.UTF-8"), Lang::En);
        assert_eq!(of("zh_TW", "C", "C"), Lang::Zh);
        assert_eq!(by_locale(|_| None), Lang::En);
    }
}
