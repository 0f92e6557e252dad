//! The grammar is data: its examples are tests, and what a family writes it reads.

use tigang::grammar::{Family, Grammar, GrammarFiles, GrammarProblem};
use tigang::lang::Lang;

fn read<'g>(family: &'g Family, grammar: &Grammar, text: &str) -> Option<(String, Option<u32>, Option<&'g str>)> {
    let found =
        family.read(text, "", false, grammar.script()).or_else(|| family.read(text, "", true, grammar.script()))?;
    Some((text[..found.len].to_owned(), found.reading.ordinal, found.doubt))
}

#[test]
fn every_family_reads_its_examples() {
    let grammar = Grammar::builtin();
    for family in grammar.families() {
        assert!(family.examples().count() > 0 || family.is_alias(), "{} has no example", family.id());
        for (marker, ordinal, rest) in family.examples() {
            let text = format!("{marker}{rest}");
            let expected = Some((marker.to_owned(), ordinal, None));
            assert_eq!(read(family, &grammar, &text), expected, "{}: {text}", family.id());
            let first = text.chars().next().expect("an example is not empty");
            let opened = grammar.opened_by(first).iter().any(|&i| grammar.family(i).id() == family.id());
            assert!(opened, "{}: nothing is looked for at {first}", family.id());
        }
    }
}

#[test]
fn every_family_refuses_or_doubts_its_counterexamples() {
    let grammar = Grammar::builtin();
    for family in grammar.families() {
        assert!(family.counterexamples().count() > 0, "{} has no counterexample", family.id());
        for (text, doubt) in family.counterexamples() {
            for inline in [false, true] {
                let found = family.read(text, "", inline, grammar.script());
                let told = found.map_or("form", |found| found.doubt.unwrap_or(""));
                let refused = told == "form";
                assert!(
                    refused || told == doubt || (!inline && doubt == "note"),
                    "{}: {text} is {told:?}",
                    family.id()
                );
            }
        }
    }
}

#[test]
fn what_a_family_writes_it_reads() {
    let grammar = Grammar::builtin();
    for family in grammar.families() {
        let mut written = 0;
        for n in 1..=120 {
            let Some(marker) = family.write(n) else { continue };
            let text = format!("{marker}　甚好");
            let Some(found) = family.read(&text, "", false, grammar.script()) else {
                panic!("{} does not read {marker}", family.id())
            };
            if !family.traits().unnumbered {
                assert_eq!(found.reading.ordinal, Some(n), "{}: {marker}", family.id());
            }
            written += 1;
        }
        assert!(written > 0, "{} writes nothing", family.id());
    }
}

#[test]
fn markers_are_read_in_traditional_characters() {
    let grammar = Grammar::builtin();
    for family in grammar.families() {
        for (marker, ordinal, _) in family.examples() {
            let traditional = hanconv::s2t(marker);
            let text = format!("{traditional}　甚好");
            let found = family.read(&text, "", false, grammar.script());
            assert_eq!(found.map(|f| f.reading.ordinal), Some(ordinal), "{}: {traditional}", family.id());
        }
    }
}

#[test]
fn a_mistake_is_one_error_with_file_line_and_entry() {
    let family = |form: &str, more: &str| {
        format!("\n[[family]]\nid = \"of-mine\"\nname = \"N招\"\nform = '{form}'\nrank = 17\ninline = \"no\"\n{more}\n")
    };
    let good = r#"n "招" pause"#;
    let first = Grammar::builtin().families()[0].id().to_owned();
    let cases = [
        (family("n |", ""), "family of-mine", GrammarProblem::NoForm("n |".into())),
        (family("n stroke", ""), "family of-mine", GrammarProblem::NoName("stroke".into())),
        (family(good, "doubt = [\"whim\"]"), "family of-mine", GrammarProblem::NoDoubt("whim".into())),
        (family(good, "alias-of = \"nobody\""), "family of-mine", GrammarProblem::NoFamily("nobody".into())),
        (family(good, "").replace("of-mine", &first), &*format!("family {first}"), GrammarProblem::TwoFamilies),
        (
            family(good, "doubt = [\"mood\"]") + "[doubt.mood]\nbefore = \"air\"\nprice = 1.0\n",
            "doubt mood",
            GrammarProblem::NoClass("air".into()),
        ),
    ];
    let builtin = GrammarFiles::BUILTIN;
    let before = builtin.markers.lines().count();
    for (text, entry, problem) in cases {
        let markers = format!("{}{text}", builtin.markers);
        let error = Grammar::parse(GrammarFiles { markers: &markers, ..builtin }).err().expect(&text);
        assert_eq!((error.file, error.entry.as_str(), &error.problem), ("markers.toml", entry, &problem));
        let line = error.line as usize;
        assert!((before + 1..=before + text.lines().count()).contains(&line), "line {line} of {before}: {text}");
        for lang in [Lang::Zh, Lang::En] {
            assert!(error.message(lang).contains(&line.to_string()), "{}", error.message(lang));
        }
        assert!(error.message(Lang::En).is_ascii() && !error.message(Lang::Zh).contains("there is"));
    }
    Grammar::parse(GrammarFiles { markers: &format!("{}{}", builtin.markers, family(good, "")), ..builtin })
        .expect("a family of one's own is no mistake");
}

#[test]
fn every_character_of_the_words_is_known_in_traditional_form() {
    let grammar = Grammar::builtin();
    let file: toml::Table = GrammarFiles::BUILTIN.words.parse().expect("words.toml is TOML");
    let mut words = String::new();
    let mut open: Vec<&toml::Value> = file
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "script" | "radicals"))
        .map(|(_, table)| table)
        .collect();
    while let Some(value) = open.pop() {
        match value {
            toml::Value::String(word) => words.push_str(word),
            toml::Value::Array(values) => open.extend(values),
            toml::Value::Table(table) => open.extend(table.values()),
            _ => {}
        }
    }
    let script = grammar.script();
    let mut unknown: Vec<(char, String)> = words.chars().map(|c| (c, hanconv::s2t(c.to_string()))).collect();
    unknown.retain(|(c, other)| other.chars().next().is_some_and(|other| script.fold(other) != script.fold(*c)));
    unknown.sort();
    unknown.dedup();
    assert_eq!(unknown, [], "characters that [script] of words.toml lacks");
}
