//! How fast tigang is beside others: `cargo bench --bench ratio [-- [--quick] [ROW]…]`.
//!
//! Only ratios are judged: everything that a row compares runs in one process or in paired processes, in rounds of
//! changing order, and a row is the median of the ratios of all rounds. A run fails where a row falls behind what was
//! reached before (`rows.toml`), and tells which floors are still missed. A `ROW` is part of the name of a row.
//! `TIGANG_BLESS=1` writes the table to `docs/performance.md`.

#[path = "../../tests/common/clock.rs"]
mod clock;
#[path = "../../tests/common/corpus.rs"]
mod corpus;
mod inside;
#[cfg(unix)]
mod launcher;
#[cfg(unix)]
mod programs;
mod rounds;
mod table;
#[path = "../../tests/common/worst.rs"]
mod worst;

use std::process::ExitCode;
use std::time::Duration;

use rounds::{Effort, Spread, Times};
use table::{Row, Verdict};

/// Rows with what was measured.
type Measured = Vec<(&'static str, Spread)>;

/// What is measured together: its rows, and how.
type Contest = (&'static [&'static str], fn(&Effort) -> Measured);

const CONTESTS: &[Contest] = &[
    (&["json", "parse", "limit", "markdown"], inside::one),
    (&["json-short"], inside::short),
    (&["worst", "growth"], inside::worst),
    #[cfg(unix)]
    (&["program", "python"], programs::great),
    #[cfg(unix)]
    (&["corpus", "check"], programs::folder),
    #[cfg(unix)]
    (&["start", "start-own"], programs::start),
    #[cfg(unix)]
    (&["memory-corpus", "memory-stream", "memory-document", "memory-points"], programs::memory),
];

fn main() -> ExitCode {
    #[cfg(unix)]
    if launcher::stands_in() {
        return ExitCode::SUCCESS;
    }
    let args: Vec<String> = std::env::args().skip(1).collect();
    let quick = args.iter().any(|arg| arg == "--quick");
    let effort = if quick {
        Effort { quick, rounds: 5, sample: Duration::from_millis(5), enough: Duration::from_secs(5) }
    } else {
        Effort { quick, rounds: 11, sample: Duration::from_millis(20), enough: Duration::from_secs(60) }
    };
    let wanted: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|part| name.contains(part.as_str()));

    let rows = table::rows();
    let is_row = |name: &str| rows.iter().any(|row| row.name == name);
    assert!(CONTESTS.iter().flat_map(|(names, _)| *names).all(|name| is_row(name)), "rows.toml lists every row");

    let contests = CONTESTS.iter().filter(|(names, _)| names.iter().any(|name| is_wanted(name)));
    let found: Measured = contests.flat_map(|(_, measure)| measure(&effort)).collect();
    let spread = |row: &Row| found.iter().find(|(name, _)| *name == row.name).map(|(_, spread)| *spread);
    let measured: Vec<(&Row, Spread)> =
        rows.iter().filter(|row| is_wanted(&row.name)).filter_map(|row| Some((row, spread(row)?))).collect();
    let table = table::table(&measured);
    println!("\n{table}");
    if std::env::var_os("TIGANG_BLESS").is_some() && !quick && wanted.is_empty() {
        table::write_down(&table);
    }

    let of = |wanted: Verdict| {
        let names = measured.iter().filter(|(row, spread)| row.verdict(spread.median) == wanted);
        names.map(|(row, _)| row.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let (missed, lost) = (of(Verdict::Missed), of(Verdict::Lost));
    if !missed.is_empty() {
        println!("floors that are still missed: {missed}");
    }
    let tighter: Vec<String> = measured.iter().filter_map(|(row, spread)| row.tighter(spread.median)).collect();
    if !tighter.is_empty() && !quick {
        println!("could be held from now on: {}", tighter.join(", "));
    }
    if !lost.is_empty() {
        println!("slower than before: {lost}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Tells how fast each runner went through so many bytes.
fn rate(what: &str, times: &Times, bytes: usize) {
    #[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
    let megabytes = bytes as f64 / 1e6;
    for (name, taken) in times.all() {
        let (least, median, most) = (megabytes / taken.most, megabytes / taken.median, megabytes / taken.least);
        let [least, median, most] = [least, median, most].map(table::figure);
        println!("{what:<12} {name:<34} {median:>8} MB/s  ({least} – {most})");
    }
}
