//! The page of the manual about the rules, made of what the rules say of themselves: `docs/rules.md` and its twin.

use super::rules::{elsewhere, flags, of};
use crate::grammar::Grammar;
use crate::lang::Lang;
use crate::lint::{Rule, Topic};

/// The page in Markdown.
pub(super) fn page(grammar: &Grammar, lang: Lang) -> String {
    let mut out = String::from(lang.pick(OPENING.0, OPENING.1));
    let topics = || Topic::ALL.into_iter().filter(|topic| of(*topic).next().is_some());
    out.push_str(lang.pick("\n| 规则 | 级别 | 改法 | 查什么 |\n", "\n| rule | level | fix | finds |\n"));
    out.push_str("|---|---|---|---|\n");
    for rule in topics().flat_map(of) {
        let fix = if rule.fix.is_some() { format!("`{}`", flags(rule)) } else { String::new() };
        let (name, level, summary) = (rule.name, rule.level.title(lang), rule.summary.of(lang));
        out.push_str(&format!("| [{name}](#{name}) | {level} | {fix} | {summary} |\n"));
    }
    for topic in topics() {
        out.push_str(&format!("\n## {}\n", topic.title(lang)));
        out.extend(of(topic).map(|rule| section(rule, grammar, lang)));
    }
    out
}

const OPENING: (&str, &str) = (
    "\
# 规则

[English](rules.md)

`tigang check` 查的每一条规则：查什么、为什么、错例和正例。`tigang explain 规则名` 在终端里给出同样的说明。
本页由 `tigang rules --format markdown --lang zh` 生成，请勿手改。

级别是默认的；`--profile` 另有规定的，在该条下注明。“不查”的规则可用 `--select` 点名启用。
改法一栏：`--fix` 可放心自动改；`--unsafe-fixes` 须与 `--fix` 同用，改后请过目。
",
    "\
# Rules

[中文](rules.zh.md)

Every rule of `tigang check`: what it finds, why, and an example of each. `tigang explain RULE` says the same in a
terminal. This page is made by `tigang rules --format markdown --lang en`; do not edit it.

Levels are the usual ones; where a `--profile` takes a rule otherwise, it says so. A rule that is off is asked for by
name with `--select`. Fixes: those of `--fix` need no second look; those of `--unsafe-fixes` are applied together with
`--fix` and want one.
",
);

fn section(rule: &Rule, grammar: &Grammar, lang: Lang) -> String {
    let mut facts = vec![format!("*{}*", rule.summary.of(lang)), rule.level.title(lang).to_owned()];
    facts.extend(elsewhere(rule, grammar).map(|(profile, level)| format!("`{profile}` {}", level.title(lang))));
    if rule.fix.is_some() {
        facts.push(format!("`{}`", flags(rule)));
    }
    let facts = facts.join(" · ");
    let (found, why) = (rule.found.of(lang), rule.why.of(lang));
    let (bad, good) = lang.pick(("错：", "对："), ("Bad:", "Good:"));
    let (name, wrong, right) = (rule.name, rule.bad, rule.good);
    format!(
        "\n### {name}\n\n{facts}\n\n{found}\n\n{why}\n\n{bad}\n\n```text\n{wrong}```\n\n{good}\n\n```text\n{right}```\n"
    )
}
