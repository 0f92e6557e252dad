//! The grammar is data: its examples are tests, and what a family writes it reads.

use std::sync::LazyLock;

use proptest::prelude::proptest;
use proptest::sample::Index;
use tigang::grammar::{Family, Grammar, GrammarFiles, GrammarProblem, Inline, Own};
use tigang::lang::Lang;

fn read<'g>(family: &'g Family, grammar: &Grammar, text: &str) -> Option<(String, Option<u32>, Option<&'g str>)> {
    let found =
        family.read(text, "", false, grammar.script()).or_else(|| family.read(text, "", true, grammar.script()))?;
    Some((text[..found.len].to_owned(), found.reading.ordinal, found.doubt.map(|doubt| family.doubt(doubt))))
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
            let opened = grammar.opened(&text).any(|i| grammar.family(i).id() == family.id());
            assert!(opened, "{}: nothing is looked for at {text}", family.id());
        }
    }
}

/// The sieve never refuses what would be read, but before a blank.
fn assert_let_through(text: &str, grammar: &Grammar) {
    let text = text.trim_start();
    for (family, index) in grammar.families().iter().zip(0u16..) {
        let reads = |inline: bool| family.read(text, "", inline, grammar.script()).is_some();
        if reads(false) {
            assert!(grammar.opened(text).any(|i| i == index), "{}: {text:?}", family.id());
        }
        if family.traits().inline != Inline::No && reads(true) {
            assert!(grammar.opened_inline(text).any(|i| i == index), "{}: {text:?}", family.id());
        }
    }
}

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(Grammar::builtin);

/// Characters of markers and what may follow them.
const SIGNS: &str = "[一二三十廿百零〇〇壹贰1230１２lIOoⅠivVaAＡ①㈠⑴⒈⒜甲乙（(）)〔【〕】\\[\\]、丶.．。·，：:；\\-—●§\
    第章节条之部分讲点个种项是要来则首先其次再最后另又头件方面问题建议会步 \u{3000}\t\n号年月]{1,8}";

proptest! {
    #[test]
    fn what_a_family_reads_is_let_through(text in SIGNS) {
        assert_let_through(&text, &GRAMMAR);
    }

    #[test]
    fn what_stands_in_an_example_is_let_through(pick: Index, gap in "[ \u{3000}\n]{0,2}", at: Index, tail in SIGNS) {
        let examples: Vec<&str> = GRAMMAR.families().iter().flat_map(Family::examples).map(|(marker, ..)| marker).collect();
        let marker = pick.get(&examples);
        let places: Vec<usize> = marker.char_indices().map(|(place, _)| place).skip(1).chain([marker.len()]).collect();
        let (left, right) = marker.split_at(*at.get(&places));
        assert_let_through(&format!("{left}{gap}{right}{tail}"), &GRAMMAR);
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
                let told = found.map_or("form", |found| found.doubt.map_or("", |doubt| family.doubt(doubt)));
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
    let room = 128 - Grammar::builtin().families().len();
    let many: String = (0..=room).map(|i| family(good, "").replace("of-mine", &format!("of-mine-{i}"))).collect();
    let last = format!("family of-mine-{room}");
    let too_many = (many, last.as_str(), GrammarProblem::TooManyFamilies(128));
    for (text, entry, problem) in cases.into_iter().chain([too_many]) {
        let markers = format!("{}{text}", builtin.markers);
        let error = Grammar::parse(GrammarFiles { markers: &markers, ..builtin }).err().expect(&text);
        assert_eq!((error.file.as_str(), error.entry.as_str(), &error.problem), ("markers.toml", entry, &problem));
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

const OWN: &str = r#"
profile = "speech"

[[family]]
id = "cup-comma"
name = "第N盏、"
form = '"第" n "盏" comma'
rank = 17
yes = ["第一盏、|1|稳住"]

[words.salutation]
people = ["茶友"]

[words.boilerplate.stamp]
strong = ["茶社留存*"]
"#;

fn outline(text: &str, grammar: &Grammar) -> Vec<(String, String)> {
    let source = tigang::Source::from_text(text);
    let outline = tigang::parse(&source, grammar).to_unist(&source, grammar);
    let json = serde_json::to_value(&outline).expect("every key is a string");
    let mut found = Vec::new();
    let mut open = vec![&json];
    while let Some(node) = open.pop() {
        let text = |key: &str| node[key].as_str().unwrap_or_default().to_owned();
        if !node["text"].is_null() {
            found.push((text("type"), text("text")));
        }
        open.extend(node["children"].as_array().into_iter().flatten().rev());
    }
    found
}

#[test]
fn families_and_words_of_ones_own_are_added() {
    let grammar = Grammar::with(GrammarFiles::BUILTIN, &[Own { file: "tigang.toml", text: OWN }]);
    let grammar = grammar.expect("the additions are right");
    assert_eq!(grammar.families().len(), Grammar::builtin().families().len() + 1);
    let text = "茶社年会上的讲话\n\n茶友：\n第一盏、看茶\n先看颜色。\n第二盏、闻香\n再闻气味。\n茶社留存，三年\n";
    let kinds = |grammar: &Grammar| {
        outline(text, grammar).into_iter().map(|(kind, text)| format!("{kind} {text}")).collect::<Vec<_>>()
    };
    assert_eq!(
        kinds(&grammar),
        [
            "title 茶社年会上的讲话",
            "salutation 茶友：",
            "heading 看茶",
            "paragraph 先看颜色。",
            "heading 闻香",
            "paragraph 再闻气味。",
            "boilerplate 茶社留存，三年",
        ]
    );
    assert!(!kinds(&Grammar::builtin()).contains(&"heading 看茶".to_owned()));
}

#[test]
fn a_mistake_in_an_addition_is_told_with_what_was_meant() {
    let words: toml::Table = GrammarFiles::BUILTIN.words.parse().expect("it is TOML");
    let tables: Vec<&str> = words.keys().map(String::as_str).filter(|table| *table != "script").collect();
    let family = "[[family]]\nid = \"mine\"\nname = \"N招\"\nform = 'n \"招\"'\n";
    for (text, line, zh, en) in [
        (
            format!("{family}rnak = 3\n"),
            5,
            "family mine：没有“rnak”这个键：是不是“rank”？",
            "family mine: there is no key `rnak`: did you mean `rank`?",
        ),
        (
            format!("{family}rank = \"deep\"\n"),
            5,
            "family：值不合要求：invalid type: string \"deep\", expected u16",
            "family: invalid type: string \"deep\", expected u16",
        ),
        (
            "[family]\nid = \"mine\"\n".to_owned(),
            1,
            "family：“family”应为表的数组（[[…]]），实为表",
            "family: `family` must be an array of tables ([[…]]), not a table",
        ),
        (
            "[words.salutation]\n\npeple = [\"茶友\"]\n".to_owned(),
            3,
            "words.salutation：没有“peple”这个键：是不是“people”？",
            "words.salutation: there is no key `peple`: did you mean `people`?",
        ),
        (
            "[words.salutations]\npeople = []\n".to_owned(),
            1,
            "words.salutations：没有“salutations”这个键：是不是“salutation”？",
            "words.salutations: there is no key `salutations`: did you mean `salutation`?",
        ),
        (
            "[words.salutation]\npeople = [\n  \"茶友\",\n  7,\n]\n".to_owned(),
            4,
            "words.salutation：“people”应为字符串数组，实为 7",
            "words.salutation: `people` must be an array of strings, not `7`",
        ),
        ("words = 3".to_owned(), 1, "words：“words”应为表，实为 3", "words: `words` must be a table, not `3`"),
        (
            "[words.boilerplate.stamp]\nstrnog = []\n".to_owned(),
            2,
            "words.boilerplate：没有“strnog”这个键：是不是“strong”？",
            "words.boilerplate: there is no key `strnog`: did you mean `strong`?",
        ),
        (
            "[words.script]\nfrom = \"\"\n".to_owned(),
            1,
            &format!("words.script：没有“script”这个键：此处可用 {}", tables.join("、")),
            &format!("words.script: there is no key `script`: known here are {}", tables.join(", ")),
        ),
    ] {
        let error = Grammar::with(GrammarFiles::BUILTIN, &[Own { file: "tigang.toml", text: &text }]).err();
        let error = error.unwrap_or_else(|| panic!("no mistake in {text}"));
        assert_eq!((error.file.as_str(), error.line), ("tigang.toml", line), "{text}");
        assert_eq!(error.without_place(Lang::Zh), zh);
        assert_eq!(error.without_place(Lang::En), en);
    }
}
