//! What the command line asks for.
//!
//! The names of formats are those of the registers. Knows no file and does nothing of what is asked.

mod values;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::shard::Shard;
use crate::diagnostic::Severity;
use crate::emit;
use crate::lang::Lang;
use crate::read::ReadOptions;
use crate::report;
use values::{AUTO, format, input_format, lang, reading, report_format, severity};

pub(super) use values::{Output, Reading, Report};

const EXAMPLES: &str = "\
Examples:
  tigang parse speech.txt                        the outline as JSON
  tigang parse speech.txt --format tree          the outline to look at
  tigang parse speeches/ --format jsonl -o all.jsonl
  tigang parse speeches/ --output outlines/      one file for each speech
  tigang parse speeches/ --verify                prove that nothing is lost
  cat speech.txt | tigang parse -                read standard input
  tigang parse corpus.jsonl --format jsonl       one outline for each {\"id\": …, \"text\": …}
  find . -name '*.txt' -print0 | tigang parse --files-from - --format jsonl
  tigang parse corpus.jsonl --format jsonl -o all.jsonl --resume --on-error record
  tigang parse speeches/ --format jsonl -o 2.jsonl --shard 2/8

Exit status: 0 done, 2 something could not be read or written.";

const CHECK_EXAMPLES: &str = "\
Examples:
  tigang check speech.txt                        what is wrong with it
  tigang check speeches/ --format sarif -o tigang.sarif
  tigang check speech.txt --diff                 what --fix would change
  tigang check speeches/ --fix                   put right what is safe to put right
  tigang check speech.txt --fix --unsafe-fixes   renumber lists as well
  tigang check speech.docx --fix --track-changes put right as revisions in Word
  tigang check notice.txt --profile official     as GB/T 9704 wants it
  git diff --name-only -z | tigang check --files-from -

Exit status: 0 nothing found, 1 something found (with --fix: left), 2 something could not be read or written.";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  tigang explain numbering-gap
  tigang explain speech.txt:12";

const COMMANDS: &str = "\
Examples:
  tigang parse speech.txt --format tree          the outline to look at
  tigang check speech.txt                        what is wrong with its structure
  tigang check speeches/ --fix                   put right what is safe to put right
  tigang explain numbering-gap                   what a rule finds, and why

Exit status: 0 done, 1 check found something, 2 something could not be read or written.";

/// From a Chinese speech to its outline.
#[derive(Debug, Parser)]
#[command(name = "tigang", version, after_help = COMMANDS, arg_required_else_help = true, max_term_width = 100)]
pub(super) struct CommandLine {
    #[command(subcommand)]
    pub(super) command: Command,

    /// Language of messages [default: by the locale]
    #[arg(long, global = true, value_name = "LANG", value_parser = lang())]
    pub(super) lang: Option<Lang>,

    /// Print errors only
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
}

/// The arguments of a command are looked at when it is called. What several of them share has no documentation of its own:
/// it would be told instead of what the command does.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(super) enum Command {
    /// Turn speeches into outlines
    #[command(after_help = EXAMPLES)]
    Parse(Parse),
    /// Look for faults in the structure of speeches, and put them right
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// List the rules
    Rules(ListRules),
    /// Tell what a rule finds, or how a line of a file was read
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(Explain),
    /// List the marker families
    Families(Families),
    /// Write a tigang.toml with every setting as a remark
    Init,
    /// Print the JSON Schema of the outline
    Schema,
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Args, Debug)]
pub(super) struct Parse {
    /// Files, folders, or - for standard input (the default)
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Read paths from a file (- for standard input): one a line, or apart by NUL
    #[arg(long, value_name = "LIST")]
    pub(super) files_from: Option<PathBuf>,

    /// Format of the outline
    #[arg(long, short, value_name = "FORMAT", default_value = emit::FORMATS[0].name(), value_parser = format())]
    pub(super) format: Output,

    /// Write to a file, or into a folder (one that exists, or a name ending in /)
    #[arg(long, short, value_name = "FILE|DIR")]
    pub(super) output: Option<PathBuf>,

    /// Format of the input
    #[arg(long, value_name = "FORMAT", default_value = AUTO, value_parser = reading())]
    pub(super) input_format: Reading,

    #[command(flatten)]
    pub(super) decoding: Decoding,

    #[command(flatten)]
    pub(super) config: ConfigArgs,

    /// Prove that no character is lost, write no outline
    #[arg(long, conflicts_with_all = ["output", "resume"])]
    pub(super) verify: bool,

    /// What to do about an input that cannot be read
    #[arg(long, value_name = "WHAT", value_enum, default_value_t, help_heading = CORPORA)]
    pub(super) on_error: OnError,

    /// Go on where an earlier run of the same command stopped: add to the output what is not in it
    #[arg(long, requires = "output", help_heading = CORPORA)]
    pub(super) resume: bool,

    /// Read one share of N, for a run that is split over machines: of files by their names, of records by their lines
    #[arg(long, value_name = "I/N", value_parser = Shard::parse, help_heading = CORPORA)]
    pub(super) shard: Option<Shard>,

    /// Number of threads [default: one for each processor]
    #[arg(long, short, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
}

#[derive(Args, Debug)]
pub(super) struct Check {
    /// Files, folders, or - for standard input (the default)
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Read paths from a file (- for standard input): one a line, or apart by NUL
    #[arg(long, value_name = "LIST")]
    pub(super) files_from: Option<PathBuf>,

    /// The name that standard input goes by
    #[arg(long, value_name = "NAME")]
    pub(super) stdin_filename: Option<String>,

    /// Format of the input
    #[arg(long, value_name = "FORMAT", default_value = AUTO, value_parser = input_format())]
    pub(super) input_format: ReadOptions,

    #[command(flatten)]
    pub(super) decoding: Decoding,

    /// Format of the report
    #[arg(long, short, value_name = "FORMAT", default_value = report::FORMATS[0].name(), value_parser = report_format())]
    pub(super) format: Report,

    /// Write the report to a file
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Put right what a careful editor would put right in the same way
    #[arg(long, help_heading = FIXING)]
    pub(super) fix: bool,

    /// With --fix or --diff: put right also what wants a look, as by renumbering
    #[arg(long, help_heading = FIXING)]
    pub(super) unsafe_fixes: bool,

    /// Show what --fix would change, write nothing
    #[arg(long, conflicts_with_all = ["statistics"], help_heading = FIXING)]
    pub(super) diff: bool,

    /// With --fix: write changes of Word documents as revisions, to be accepted or refused in Word
    #[arg(long, requires = "fix", help_heading = FIXING)]
    pub(super) track_changes: bool,

    #[command(flatten)]
    pub(super) rules: Rules,

    /// Report only what is at least as bad [default: info]
    #[arg(long, value_name = "SEVERITY", value_parser = severity(), help_heading = RULES)]
    pub(super) severity: Option<Severity>,

    /// Report only what is not in a file that --write-baseline wrote
    #[arg(long, value_name = "FILE", help_heading = BASELINE)]
    pub(super) baseline: Option<PathBuf>,

    /// Write down what is found instead of reporting it
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["baseline", "fix", "diff", "statistics", "output"],
        help_heading = BASELINE
    )]
    pub(super) write_baseline: Option<PathBuf>,

    /// End with status 0 also where something is found
    #[arg(long)]
    pub(super) exit_zero: bool,

    /// Count what each rule finds instead of reporting it
    #[arg(long)]
    pub(super) statistics: bool,

    #[command(flatten)]
    pub(super) config: ConfigArgs,

    /// Print the settings in force for the first input, check nothing
    #[arg(long, help_heading = SETTINGS)]
    pub(super) show_settings: bool,

    /// Number of threads [default: one for each processor]
    #[arg(long, short, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
}

// How the bytes of an input become text.
#[derive(Args, Debug)]
pub(super) struct Decoding {
    /// Encoding of the input: utf-8, gb18030, big5, utf-16le, utf-16be, or as gbk, cp936 … [default: by its bytes]
    #[arg(long, value_name = "LABEL")]
    pub(super) encoding: Option<String>,

    /// Seconds that LibreOffice or pdftotext may take to convert a file
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    pub(super) convert_timeout: u64,
}

// What the checker is to look for.
#[derive(Args, Debug)]
pub(super) struct Rules {
    /// Kind of document: general, speech, official … [default: general]
    #[arg(long, value_name = "NAME", help_heading = RULES)]
    pub(super) profile: Option<String>,

    /// Look for these faults and no others; `all` is every rule
    #[arg(long, value_name = "RULE,…", value_delimiter = ',', help_heading = RULES)]
    pub(super) select: Vec<String>,

    /// Do not look for these faults
    #[arg(long, value_name = "RULE,…", value_delimiter = ',', help_heading = RULES)]
    pub(super) ignore: Vec<String>,
}

#[derive(Args, Debug)]
pub(super) struct ListRules {
    /// Format of the list
    #[arg(long, short, value_enum, default_value_t)]
    pub(super) format: PageFormat,

    #[command(flatten)]
    pub(super) grammar: GrammarArgs,
}

#[derive(Args, Debug)]
pub(super) struct Explain {
    /// The name of a rule, or a line of a file
    #[arg(value_name = "RULE|FILE:LINE")]
    pub(super) subject: String,

    #[command(flatten)]
    pub(super) rules: Rules,

    /// Format of the input
    #[arg(long, value_name = "FORMAT", default_value = AUTO, value_parser = input_format())]
    pub(super) input_format: ReadOptions,

    #[command(flatten)]
    pub(super) decoding: Decoding,

    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

#[derive(Args, Debug)]
pub(super) struct Families {
    /// Format of the list
    #[arg(long, short, value_enum, default_value_t)]
    pub(super) format: ListFormat,

    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

// Where settings and grammar come from.
#[derive(Args, Debug)]
pub(super) struct ConfigArgs {
    /// A file with settings instead of the nearest tigang.toml, or one setting as TOML: limits.max-depth=3
    #[arg(long, value_name = "FILE|KEY=VALUE", help_heading = SETTINGS)]
    pub(super) config: Vec<String>,

    /// Look for no tigang.toml
    #[arg(long, help_heading = SETTINGS)]
    pub(super) isolated: bool,

    #[command(flatten)]
    pub(super) grammar: GrammarArgs,
}

#[derive(Args, Debug)]
pub(super) struct GrammarArgs {
    /// Read markers.toml, words.toml, profiles.toml from here, where they exist
    #[arg(long = "grammar", value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum ListFormat {
    /// Aligned columns
    #[default]
    Text,
    /// A JSON array
    Json,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum PageFormat {
    /// Aligned columns
    #[default]
    Text,
    /// A JSON array
    Json,
    /// A page with everything that is to be said of them
    Markdown,
}

/// What is done about an input that cannot be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum OnError {
    /// Name it on standard error, go on, and end with status 2
    #[default]
    Skip,
    /// Write an error in the place of its outline, and go on (with --format jsonl)
    Record,
    /// Name it on standard error and stop; no file is written
    Fail,
}

/// Headings of the help of `check`.
const FIXING: &str = "Fixing";
const RULES: &str = "Rules";
const SETTINGS: &str = "Settings";
const BASELINE: &str = "Baseline";

/// A heading of the help of `parse`.
const CORPORA: &str = "Corpora";
