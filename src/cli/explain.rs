//! `tigang explain`: what a rule says of itself, or how a line of a file was read.

use std::io::{self, Write};

use super::args::Explain;
use super::config::{Configs, asked};
use super::console::Console;
use super::fault::Fault;
use super::input::{Input, Reader, STDIN};
use super::rules::elsewhere;
use super::trace;
use crate::diagnostic::{Message, Safety};
use crate::grammar::Grammar;
use crate::lang::Lang;
use crate::lint::{NoRule, Rule, by_name};

/// Explains a rule or a line.
pub(super) fn run(args: &Explain, console: &Console) -> io::Result<()> {
    match explain(args, console.lang) {
        Ok(told) => io::stdout().lock().write_all(told.as_bytes()),
        Err(fault) => {
            fault.tell(console);
            Ok(())
        }
    }
}

fn explain(args: &Explain, lang: Lang) -> Result<String, Fault> {
    let mut configs = Configs::new(&args.config, asked(&args.rules, None, args.decoding.encoding.clone()))?;
    if let Some(rule) = by_name(&args.subject) {
        return Ok(card(rule, &configs.here()?.grammar, lang));
    }
    let Some((path, line)) = place(&args.subject) else {
        let Message { zh, en } = NoRule(args.subject.clone()).message();
        let hint =
            Message::new(format!("{zh}（要看某一行请写 文件:行号）"), format!("{en} (for a line write FILE:LINE)"));
        return Err(Fault::new("explain", hint));
    };
    let input = if path == STDIN { Input::stdin(STDIN) } else { Input::file(path.into(), None) };
    let ready = configs.ready(input)?.expect("a mistake in settings is told once, here");
    let source = ready.read(&args.input_format, &mut Reader::new(args.decoding.convert_timeout))?;
    let lines = source.file().lines();
    if line > lines {
        let message = Message::new(format!("只有 {lines} 行"), format!("has {lines} lines only"));
        return Err(Fault::new(args.subject.as_str(), message));
    }
    Ok(trace::trace(&source, line, &ready.setup.grammar, &ready.settings(), lang))
}

/// `FILE:LINE` or `FILE:LINE:COLUMN`, as reports write them.
fn place(subject: &str) -> Option<(&str, u32)> {
    let number = |text: &str| text.parse::<u32>().ok().filter(|&line| line > 0);
    let (front, last) = subject.rsplit_once(':')?;
    let last = number(last)?;
    let longer = front.rsplit_once(':').and_then(|(path, line)| Some((path, number(line)?)));
    longer.or(Some((front, last))).filter(|(path, _)| !path.is_empty())
}

/// All that a rule says of itself.
fn card(rule: &Rule, grammar: &Grammar, lang: Lang) -> String {
    let mut level = rule.level.title(lang).to_owned();
    for (profile, other) in elsewhere(rule, grammar) {
        level.push_str(&format!("{}{profile} {}", lang.pick("；", "; "), other.title(lang)));
    }
    let fix = match rule.fix {
        None => lang.pick("无", "none"),
        Some(Safety::Safe) => "--fix",
        Some(Safety::Unsafe) => "--fix --unsafe-fixes",
    };
    let heads = lang.pick(
        ["级别", "改法", "查什么", "为什么", "错", "对"],
        ["Level: ", "Fix: ", "What is found", "Why", "Bad", "Good"],
    );
    let colon = lang.pick("：", "");
    let mut out = format!("{}{}{}\n\n", rule.name, lang.pick("：", ": "), rule.summary.of(lang));
    out.push_str(&format!("{}{colon}{level}\n{}{colon}{fix}\n", heads[0], heads[1]));
    let parts = [rule.found.of(lang), rule.why.of(lang), rule.bad, rule.good];
    for (head, text) in heads[2..].iter().zip(parts) {
        out.push_str(&format!("\n{head}\n"));
        out.extend(text.lines().map(|line| format!("  {line}\n")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_place_is_a_file_and_a_line_with_or_without_a_column() {
        assert_eq!(place("讲话.txt:12"), Some(("讲话.txt", 12)));
        assert_eq!(place("c:/a.txt:12:3"), Some(("c:/a.txt", 12)));
        assert_eq!(place("-:1"), Some(("-", 1)));
        for none in ["numbering-gap", "a.txt:", "a.txt:0", ":3", "a:b"] {
            assert_eq!(place(none), None, "{none}");
        }
    }
}
