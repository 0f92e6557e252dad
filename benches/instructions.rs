//! How many instructions the stages take: `cargo bench --bench instructions`.
//!
//! Times are noisy on a shared machine, instructions are not. Valgrind counts them on a text of 130 KB that is always
//! the same; whoever takes 2 % more than `instructions.toml` says fails. Needs valgrind, and the runner of gungraun in
//! the version of `Cargo.lock` (`cargo install gungraun-runner`).

#[cfg(unix)]
#[path = "../tests/common/corpus.rs"]
#[allow(dead_code, reason = "one text is made")]
mod corpus;

#[cfg(unix)]
#[expect(unreachable_pub, reason = "the macros of gungraun write it")]
mod counted {
    use std::collections::BTreeMap;
    use std::hint::black_box;

    use gungraun::{Callgrind, EventKind, LibraryBenchmarkConfig, library_benchmark, library_benchmark_group};
    use tigang::diagnostic::Diagnostic;
    use tigang::document::Outline;
    use tigang::lint::{Settings, lint};
    use tigang::read::ReadOptions;
    use tigang::{Document, Grammar, Source};

    use super::corpus::corpus;

    /// What a committed figure may be exceeded by, in hundredths.
    const SPARE: u64 = 2;

    /// A text with what the stages make of it.
    pub(super) struct Work {
        grammar: Grammar,
        settings: Settings,
        source: Source,
        document: Document,
    }

    fn text() -> String {
        corpus(6000, 130_000)
    }

    fn bytes() -> Vec<u8> {
        text().into_bytes()
    }

    fn work() -> Work {
        let grammar = Grammar::builtin();
        let source = Source::from_text(text());
        let document = tigang::parse(&source, &grammar);
        let settings = Settings::of(&grammar.profiles()["general"]);
        // The words of the checker are made when it first asks for them.
        black_box(lint(&source, &document, &grammar, &settings));
        Work { grammar, settings, source, document }
    }

    /// Fails above the committed figure of a benchmark.
    fn limit(name: &str) -> LibraryBenchmarkConfig {
        let figures: BTreeMap<String, u64> =
            toml::from_str(include_str!("instructions.toml")).expect("it lists figures");
        let most = figures.get(name).expect("every benchmark has a figure") * (100 + SPARE) / 100;
        let mut callgrind = Callgrind::with_args(["--cache-sim=no"]);
        callgrind.hard_limits([(EventKind::Ir, most)]);
        LibraryBenchmarkConfig::default().tool(callgrind).clone()
    }

    // Bytes to a source: validated and indexed.
    #[library_benchmark(config = limit("read"), setup = bytes)]
    #[bench::speeches()]
    fn read(bytes: Vec<u8>) -> Source {
        tigang::read::read(black_box(&bytes), "speech.txt", &ReadOptions::default()).expect("it is UTF-8")
    }

    // Text to a source: indexed.
    #[library_benchmark(config = limit("index"), setup = text)]
    #[bench::speeches()]
    fn index(text: String) -> Source {
        Source::from_text(black_box(text))
    }

    // A source to its document.
    #[library_benchmark(config = limit("parse"), setup = work)]
    #[bench::speeches()]
    fn parse(work: Work) -> (Document, Work) {
        (tigang::parse(black_box(&work.source), &work.grammar), work)
    }

    // A document to its JSON.
    #[library_benchmark(config = limit("emit"), setup = work)]
    #[bench::speeches()]
    fn emit(work: Work) -> (Vec<u8>, Work) {
        let mut out = tigang::emit::Out::memory(Vec::with_capacity(1 << 20));
        let outline = Outline::new(&work.document, black_box(&work.source), &work.grammar);
        let format = tigang::emit::by_name("jsonl").expect("it is in the register");
        format.write(outline, &tigang::emit::Look::default(), &mut out).expect("memory takes everything");
        (out.into_bytes(), work)
    }

    // A document to its faults.
    #[library_benchmark(config = limit("check"), setup = work)]
    #[bench::speeches()]
    fn check(work: Work) -> (Vec<Diagnostic>, Work) {
        (lint(black_box(&work.source), &work.document, &work.grammar, &work.settings), work)
    }

    library_benchmark_group!(name = stages, benchmarks = [read, index, parse, emit, check]);
}

#[cfg(unix)]
use counted::stages;

#[cfg(unix)]
gungraun::main!(library_benchmark_groups = stages);

#[cfg(not(unix))]
fn main() {}
