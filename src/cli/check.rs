//! `tigang check`: faults in the structure of all inputs.

use std::io::{self, Write};

use serde_json::json;

use super::args::{Check, Console};
use super::input;
use crate::lint::{Settings, lint};
use crate::pipeline::parse;
use crate::read::ReadOptions;

/// Checks the inputs. The error is that of standard output; every other one is told.
pub(super) fn run(args: &Check, console: &Console) -> io::Result<()> {
    let grammar = input::grammar(args.grammar.folder.as_deref()).expect("for the time being");
    let settings = Settings::of(&grammar.profiles()[&args.profile]);
    let mut all = Vec::new();
    for input in input::collect(&args.paths, None).all {
        let source = match input.and_then(|input| input.read(&ReadOptions::default())) {
            Ok(source) => source,
            Err(fault) => {
                console.error(&fault.place, &fault.message(console.lang));
                continue;
            }
        };
        let document = parse(&source, &grammar);
        for d in lint(&source, &document, &grammar, &settings) {
            let (start, end) = source.points(d.span.start..d.span.end);
            let related: Vec<_> = d.related.iter().map(|r| {
                let (start, end) = source.points(r.span.start..r.span.end);
                json!({"message": r.message.of(console.lang), "line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column})
            }).collect();
            let fix = d.fix.as_ref().map(|fix| json!({"safety": fix.safety, "message": fix.message.of(console.lang)}));
            all.push(json!({"rule": d.rule, "severity": d.severity, "message": d.message.of(console.lang),
                "path": source.origin().path, "line": start.line, "column": start.column,
                "end_line": end.line, "end_column": end.column, "related": related, "fix": fix}));
        }
    }
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &all)?;
    writeln!(out)
}
