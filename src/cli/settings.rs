//! What the checker is to look for: the kind of document, and the rules that are asked for or not wanted.

use super::args::Rules;
use super::fault::Fault;
use crate::diagnostic::Message;
use crate::grammar::Grammar;
use crate::lint::{NoRule, Settings};
use crate::nearest::nearest;

/// The settings of the command line: the profile, of which `--select` replaces the rules and `--ignore` strikes some out.
pub(super) fn settings(args: &Rules, grammar: &Grammar) -> Result<Settings, Fault> {
    let mut settings = profile(&args.profile, grammar)?;
    let named = |flag: &'static str| move |no_rule: NoRule| Fault::new(flag, no_rule.message());
    if !args.select.is_empty() {
        settings.select(args.select.iter().map(String::as_str)).map_err(named("--select"))?;
    }
    settings.ignore(args.ignore.iter().map(String::as_str)).map_err(named("--ignore"))?;
    Ok(settings)
}

/// What a kind of document asks for.
fn profile(name: &str, grammar: &Grammar) -> Result<Settings, Fault> {
    let profiles = grammar.profiles();
    profiles.get(name).map(Settings::of).ok_or_else(|| {
        let known = || profiles.keys().map(String::as_str);
        let (zh, en) = nearest(name, known()).map_or_else(
            || (String::new(), String::new()),
            |meant| (format!("是不是“{meant}”？"), format!("did you mean “{meant}”? ")),
        );
        let (all, list) = (known().collect::<Vec<_>>().join("、"), known().collect::<Vec<_>>().join(", "));
        Fault::new(
            "--profile",
            Message::new(
                format!("没有“{name}”这类文稿：{zh}已知的有 {all}"),
                format!("no kind of document is called “{name}”: {en}known are {list}"),
            ),
        )
    })
}
