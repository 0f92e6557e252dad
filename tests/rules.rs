//! Laws of all rules: what each says of itself is true, in both languages, and the page about them is current.

mod common;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::process::Command;

use common::{at, read};
use tigang::diagnostic::{Diagnostic, Safety, Severity};
use tigang::fix::{Mended, mend, splice};
use tigang::lint::{RULES, Rule, Settings, Topic, Words, lint};
use tigang::{Grammar, Source, parse};

/// Rules whose fix gives another good text than their good example, and why.
const OTHERWISE: &[(&str, &str)] = &[];

/// Examples that begin in the middle of a list, to be short: the rule, and the other rule that says so.
const EXCERPTS: &[(&str, &str)] = &[];

/// Looks for the faults of one rule.
fn found(rule: &Rule, source: &Source, grammar: &Grammar) -> Vec<Diagnostic> {
    let mut settings = Settings::of(&grammar.profiles()["general"]);
    settings.select([rule.name]).expect("it is in the register");
    lint(source, &parse(source, grammar), grammar, &settings)
}

#[test]
fn names_are_in_kebab_case_and_unique() {
    let mut seen = BTreeSet::new();
    for rule in RULES {
        let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase());
        assert!(rule.name.split('-').all(word), "{} is not in kebab-case", rule.name);
        assert!(seen.insert(rule.name), "{} stands twice in the register", rule.name);
    }
}

#[test]
fn the_register_goes_by_topic() {
    let place = |rule: &Rule| Topic::ALL.iter().position(|topic| *topic == rule.topic);
    assert!(
        RULES.is_sorted_by_key(|rule| place(rule)),
        "the rules of a topic stand together, in the order of the topics"
    );
}

#[test]
fn every_rule_speaks_both_languages() {
    let is_han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for Rule { name, summary, found, why, .. } in RULES {
        for Words { zh, en } in [summary, found, why] {
            assert!(is_han(zh) && !en.is_empty(), "{name}: a text is missing");
            assert!([zh, en].iter().all(|text| text.trim() == **text && !text.contains('\n')), "{name}: blanks around");
        }
        assert!(!summary.zh.ends_with('。') && !summary.en.ends_with('.'), "{name}: a summary is no sentence");
        assert!(found.zh.ends_with('。') && found.en.ends_with('.'), "{name}: what is found ends in a full stop");
        assert!(why.zh.ends_with('。') && why.en.ends_with('.'), "{name}: the reason ends in a full stop");
    }
}

#[test]
fn every_rule_that_is_off_says_how_it_is_taken_when_asked_for() {
    for rule in RULES {
        assert!(rule.asked.severity().is_some(), "{} is off even when it is asked for", rule.name);
        assert!(rule.level.severity().is_none() || rule.level == rule.asked, "{} has two levels", rule.name);
    }
}

#[test]
fn profiles_name_rules_that_there_are() {
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
    for (id, profile) in Grammar::builtin().profiles() {
        let unknown: Vec<&String> = profile.rules.keys().filter(|name| !names.contains(name.as_str())).collect();
        assert!(unknown.is_empty(), "profile {id}: {unknown:?}");
    }
}

#[test]
fn every_bad_example_has_the_fault_and_every_good_one_has_not() {
    let grammar = Grammar::builtin();
    let mut faults = Vec::new();
    for rule in RULES {
        let of = |text: &str| found(rule, &Source::from_text(text), &grammar);
        let bad = of(rule.bad);
        if bad.is_empty() {
            faults.push(format!("{}: finds nothing in its bad example", rule.name));
        }
        if let Some(other) = bad.iter().find(|diagnostic| diagnostic.rule != rule.name) {
            faults.push(format!("{}: reports {}", rule.name, other.rule));
        }
        for diagnostic in of(rule.good) {
            faults.push(format!("{}: finds “{}” in its good example", rule.name, diagnostic.message.zh));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A good example is a good text: no other rule has anything against it but to say that it is worth a look.
#[test]
fn no_rule_has_anything_against_a_good_example() {
    let grammar = Grammar::builtin();
    let settings = Settings::of(&grammar.profiles()["general"]);
    let mut faults = Vec::new();
    for rule in RULES {
        let source = Source::from_text(rule.good);
        for diagnostic in lint(&source, &parse(&source, &grammar), &grammar, &settings) {
            if diagnostic.severity > Severity::Info && !EXCERPTS.contains(&(rule.name, diagnostic.rule)) {
                faults.push(format!("{}: {} finds “{}”", rule.name, diagnostic.rule, diagnostic.message.zh));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_message_is_in_both_languages() {
    let grammar = Grammar::builtin();
    for rule in RULES {
        for Diagnostic { message, related, fix, note, .. } in found(rule, &Source::from_text(rule.bad), &grammar) {
            let more = related.iter().map(|place| &place.message).chain(fix.as_ref().map(|fix| &fix.message));
            for message in [&message].into_iter().chain(more).chain(note.as_ref()) {
                let (zh, en) = (message.zh.as_str(), message.en.as_str());
                assert!(!zh.is_empty() && !en.is_empty() && zh != en, "{}: “{zh}”, “{en}”", rule.name);
                assert!(!zh.ends_with('。') && !en.ends_with('.'), "{}: “{zh}”, “{en}” ends in a full stop", rule.name);
            }
        }
    }
}

#[test]
fn a_rule_that_fixes_puts_its_bad_example_right() {
    let grammar = Grammar::builtin();
    let mut faults = Vec::new();
    for rule in RULES {
        let source = Source::from_text(rule.bad);
        let offered = found(rule, &source, &grammar).into_iter().filter_map(|diagnostic| diagnostic.fix);
        let mildest = offered.map(|fix| fix.safety).min();
        // A rule names the mildest of its fixes; that of the example may be another one.
        if mildest.is_some() != rule.fix.is_some() || mildest < rule.fix {
            faults.push(format!("{}: says that its fix is {:?}, and offers {mildest:?}", rule.name, rule.fix));
        }
        if rule.fix.is_none() {
            continue;
        }
        let look = |source: &Source| found(rule, source, &grammar);
        let Mended { source: now, edits, left, .. } = mend(&source, look, Safety::Unsafe);
        let now = now.as_ref().unwrap_or(&source).text();
        if !left.is_empty() {
            faults.push(format!("{}: is not put right: {now}", rule.name));
        }
        if now != rule.good && !OTHERWISE.iter().any(|(name, _)| *name == rule.name) {
            faults.push(format!("{}: is put right otherwise than its good example:\n{now}", rule.name));
        }
        assert_eq!(splice(rule.bad, &edits), now, "{}: nothing changes but the edits", rule.name);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Mending is at rest after one run, whatever rules look, and leaves no fault that was not there.
#[test]
fn a_second_run_changes_nothing() {
    let grammar = Grammar::builtin();
    let examples = RULES.iter().flat_map(|rule| [rule.bad, rule.good]).map(str::to_owned);
    let fixtures = common::fixtures().into_iter().map(|text| format!("\u{feff}{}", text.text.replace('\n', "\r\n")));
    let settings = Settings::of(&grammar.profiles()["general"]);
    let look = |source: &Source| lint(source, &parse(source, &grammar), &grammar, &settings);
    for text in examples.chain(fixtures) {
        let source = Source::from_text(text);
        let first = mend(&source, look, Safety::Unsafe);
        assert_eq!(first.gone + first.left.len(), look(&source).len());
        let Some(now) = first.source else { continue };
        assert_eq!(splice(source.text(), &first.edits), now.text());
        let second = mend(&now, look, Safety::Unsafe);
        assert_eq!(second.edits, [], "{} is changed again", now.text());
        assert_eq!(first.left, second.left);
    }
}

/// `TIGANG_BLESS=1` writes the pages anew.
#[test]
fn the_page_about_the_rules_is_current() {
    let bless = env::var_os("TIGANG_BLESS").is_some_and(|value| value == "1");
    for (lang, file) in [("en", "docs/rules.md"), ("zh", "docs/rules.zh.md")] {
        let args = ["rules", "--format", "markdown", "--lang", lang];
        let output = Command::new(env!("CARGO_BIN_EXE_tigang")).args(args).output().expect("the program was built");
        let page = String::from_utf8(output.stdout).expect("the program writes UTF-8");
        if bless {
            fs::write(at(file), &page).expect("the checkout can be written to");
        }
        assert!(
            read(&at(file)) == page,
            "{file} is not what `tigang {}` prints: run with TIGANG_BLESS=1",
            args.join(" ")
        );
    }
}
