//! Configurations as texts: what they say, what is wrong with them, and which of several holds.

use std::path::Path;

use tigang::Grammar;
use tigang::config::{Asked, Config, ConfigError, Resolved, resolve};
use tigang::diagnostic::{Level, Severity};
use tigang::lang::Lang;
use tigang::lint::{RULES, Settings};

fn config(text: &str) -> Config {
    named("tigang.toml", text)
}

fn named(file: &str, text: &str) -> Config {
    Config::parse(text, file, Path::new("/档案")).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn asked(asked: Asked) -> Config {
    Config::asked(asked).unwrap_or_else(|error| panic!("{error}"))
}

fn resolved(configs: &[Config]) -> Resolved {
    resolve(&Grammar::builtin(), configs).unwrap_or_else(|error| panic!("{error}"))
}

fn level(settings: &Settings, name: &str) -> Level {
    settings.level(RULES.iter().position(|rule| rule.name == name).unwrap_or_else(|| panic!("no rule {name}")))
}

/// The rules that look.
fn on(settings: &Settings) -> Vec<&'static str> {
    (RULES.iter().enumerate()).filter(|(i, _)| settings.level(*i) != Level::Off).map(|(_, rule)| rule.name).collect()
}

#[test]
fn a_mistake_is_told_with_its_line_and_what_was_meant() {
    for (text, line, zh, en) in [
        (
            "\nprofil = \"speech\"\n",
            2,
            "没有“profil”这个键：是不是“profile”？",
            "there is no key `profil`: did you mean `profile`?",
        ),
        (
            "encoding = \"gbk1\"\n",
            1,
            "没有编码“gbk1”（是否指 gbk）：可用 utf-8 gb18030 big5 utf-16le utf-16be gbk gb2312 cp936 cp950 等",
            "no encoding “gbk1” (did you mean gbk?): use utf-8 gb18030 big5 utf-16le utf-16be or a label such as gbk, gb2312, \
             cp936, cp950",
        ),
        (
            "colour = true\n",
            1,
            "没有“colour”这个键：此处可用 extend、profile、select、ignore、severity、encoding、grammar、limits、rules、\
             per-file-ignores、family、words",
            "there is no key `colour`: known here are extend, profile, select, ignore, severity, encoding, grammar, limits, \
             rules, per-file-ignores, family, words",
        ),
        (
            "[limits]\nmax-dept = 4\n",
            2,
            "没有“max-dept”这个键：是不是“max-depth”？",
            "there is no key `max-dept`: did you mean `max-depth`?",
        ),
        (
            "max-depth = 4\n",
            1,
            "没有“max-depth”这个键：是不是“limits.max-depth”？",
            "there is no key `max-depth`: did you mean `limits.max-depth`?",
        ),
        (
            "numbering-gap = \"off\"\n",
            1,
            "没有“numbering-gap”这个键：是不是“rules.numbering-gap”？",
            "there is no key `numbering-gap`: did you mean `rules.numbering-gap`?",
        ),
        (
            "select = [\n  \"numbering-gap\",\n  \"numbring-gap\",\n]\n",
            3,
            "没有“numbring-gap”这条规则：是不是“numbering-gap”？",
            "no rule is called “numbring-gap”: did you mean “numbering-gap”?",
        ),
        (
            "ignore = [\"spelling\"]\n",
            1,
            "没有“spelling”这条规则：请用 tigang rules 查看",
            "no rule is called “spelling”: see tigang rules",
        ),
        (
            "[rules]\nnumbering-gaps = \"off\"\n",
            2,
            "没有“numbering-gaps”这条规则：是不是“numbering-gap”？",
            "no rule is called “numbering-gaps”: did you mean “numbering-gap”?",
        ),
        (
            "[rules]\nnumbering-gap = \"warn\"\n",
            2,
            "“numbering-gap”应为 off、info、warning、error 之一，实为 \"warn\"",
            "`numbering-gap` must be one of off, info, warning, error, not `warn`",
        ),
        (
            "[rules]\nnumbering-gap = false\n",
            2,
            "“numbering-gap”应为字符串，实为 false",
            "`numbering-gap` must be a string, not `false`",
        ),
        (
            "severity = \"off\"\n",
            1,
            "“severity”应为 info、warning、error 之一，实为 \"off\"",
            "`severity` must be one of info, warning, error, not `off`",
        ),
        (
            "select = \"numbering-gap\"\n",
            1,
            "“select”应为字符串数组，实为 \"numbering-gap\"",
            "`select` must be an array of strings, not `\"numbering-gap\"`",
        ),
        ("profile = [1]\n", 1, "“profile”应为字符串，实为数组", "`profile` must be a string, not an array"),
        ("limits = 4\n", 1, "“limits”应为表，实为 4", "`limits` must be a table, not `4`"),
        (
            "[limits]\nmax-depth = -1\n",
            2,
            "“max-depth”应为不小于 0 的整数，实为 -1",
            "`max-depth` must be an integer from 0, not `-1`",
        ),
        (
            "[limits]\nmax-heading = 0\n",
            2,
            "“max-heading”应为不小于 1 的整数，实为 0",
            "`max-heading` must be an integer from 1, not 0",
        ),
        (
            "[per-file-ignores]\n\"*.txt\" = []\n\"[a\" = [\"all\"]\n",
            3,
            "“[a”不是文件名的模式：unclosed character class; missing ']'",
            "`[a` is no pattern of file names: unclosed character class; missing ']'",
        ),
        ("profile = \"speech\"\nprofile = \"statute\"\n", 2, "不是 TOML：duplicate key", "no TOML: duplicate key"),
        (
            "profile = speech\n",
            1,
            "不是 TOML：string values must be quoted, expected literal string",
            "no TOML: string values must be quoted, expected literal string",
        ),
    ] {
        let error = Config::parse(text, "tigang.toml", Path::new("")).err();
        let error = error.unwrap_or_else(|| panic!("no mistake in {text}"));
        assert_eq!(error.place(), format!("tigang.toml:{line}"), "{text}");
        assert_eq!(error.problem.message(Lang::Zh), zh);
        assert_eq!(error.problem.message(Lang::En), en);
    }
}

#[test]
fn of_several_mistakes_the_first_is_told() {
    let error = Config::parse("severity = 1\nextent = 2\n[limits]\nmax = 3\n", "a.toml", Path::new("")).err();
    assert_eq!(error.map(|error| error.place()), Some("a.toml:1".to_owned()));
}

#[test]
fn a_setting_of_the_command_line_has_no_line() {
    let error = Config::parse_argument("profil=1", Path::new("")).expect_err("it is a mistake");
    assert_eq!(error.to_string(), "--config: there is no key `profil`: did you mean `profile`?");
    let select = Asked { select: vec!["numbring-gap".to_owned()], ..Asked::default() };
    let error = Config::asked(select).expect_err("it is a mistake");
    assert_eq!(error.place(), "--select");
    assert_eq!(error.problem.message(Lang::En), "no rule is called “numbring-gap”: did you mean “numbering-gap”?");
}

#[test]
fn a_profile_must_be_known() {
    let told = |configs: &[Config]| {
        let error: ConfigError = resolve(&Grammar::builtin(), configs).expect_err("there is no such profile");
        (error.place(), error.problem.message(Lang::Zh), error.problem.message(Lang::En))
    };
    let known = |mark: &str| ["general", "official", "official-tw", "speech", "standard", "statute"].join(mark);
    let messages = |place: &str| {
        (
            place.to_owned(),
            format!("没有“letter”这类文稿：已知的有 {}", known("、")),
            format!("no kind of document is called “letter”: known are {}", known(", ")),
        )
    };
    assert_eq!(told(&[config("\nprofile = \"letter\"")]), messages("tigang.toml:2"));
    let asked = asked(Asked { profile: Some("letter".to_owned()), ..Asked::default() });
    assert_eq!(told(&[config("profile = \"speech\""), asked]), messages("--profile"));
}

#[test]
fn nothing_said_is_the_general_profile() {
    let grammar = Grammar::builtin();
    let resolved = resolved(&[]);
    assert_eq!(resolved.profile.value, "general");
    assert_eq!(resolved.severity.value, Severity::Info);
    assert_eq!(resolved.settings, Settings::of(&grammar.profiles()["general"]));
}

#[test]
fn what_is_said_later_holds() {
    let base =
        named("base.toml", "profile = \"official\"\nseverity = \"error\"\n[limits]\nmax-depth = 2\nmax-heading = 9");
    let near = named("tigang.toml", "severity = \"warning\"\n[limits]\nmax-depth = 3");
    let asked = asked(Asked { severity: Some(Severity::Error), ..Asked::default() });
    let both = resolved(&[base.clone(), near.clone()]);
    assert_eq!(both.profile.value, "official");
    assert_eq!(both.severity.value, Severity::Warning);
    assert_eq!((both.settings.limits.depth, both.settings.limits.heading), (3, 9));
    let all = resolved(&[base, near, asked]);
    assert_eq!(all.severity.value, Severity::Error);
    // The profile of the last who names one, below everything that a file says.
    let other = resolved(&[config("[limits]\nmax-depth = 1"), config("profile = \"statute\"")]);
    assert_eq!((other.settings.limits.depth, other.settings.limits.heading), (1, 40));
}

#[test]
fn select_replaces_and_ignore_adds() {
    let base = named("base.toml", "ignore = [\"duplicate-number\"]\n[rules]\nnumbering-gap = \"info\"");
    let near = named("tigang.toml", "ignore = [\"single-item-list\"]");
    let both = resolved(&[base.clone(), near.clone()]);
    for (name, wanted) in [
        ("numbering-gap", Level::Info),
        ("duplicate-number", Level::Off),
        ("single-item-list", Level::Off),
        ("missing-first-item", Level::Warning),
    ] {
        assert_eq!(level(&both.settings, name), wanted, "{name}");
    }
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let asked = asked(Asked {
        select: names(&["numbering-gap", "duplicate-number"]),
        ignore: names(&["duplicate-number"]),
        ..Asked::default()
    });
    let all = resolved(&[base, near, asked]);
    assert_eq!(on(&all.settings), ["numbering-gap"]);
    // How heavily a fault is taken is another question than whether it is looked for.
    assert_eq!(level(&all.settings, "numbering-gap"), Level::Info);
}

#[test]
fn a_rule_that_a_later_file_names_looks_again() {
    let base = named("base.toml", "select = [\"numbering-gap\"]\nignore = [\"single-item-list\"]");
    let near = named("tigang.toml", "[rules]\nsingle-item-list = \"error\"");
    let both = resolved(&[base, near]);
    assert_eq!(on(&both.settings), ["numbering-gap", "single-item-list"]);
    assert_eq!(level(&both.settings, "single-item-list"), Level::Error);
}

#[test]
fn within_a_file_off_and_ignore_hold_against_select() {
    let one = config("select = [\"all\"]\nignore = [\"single-item-list\"]\n[rules]\nnumbering-gap = \"off\"");
    let settings = resolved(&[one]).settings;
    assert_eq!(on(&settings).len(), RULES.len() - 2);
    // One that is usually off is taken as heavily as it says.
    let usual = resolved(&[]).settings;
    for (i, rule) in RULES.iter().enumerate().filter(|(i, _)| usual.level(*i) == Level::Off) {
        assert_eq!(settings.level(i), rule.asked, "{}", rule.name);
    }
    let named = config("select = [\"numbering-gap\"]\n[rules]\nduplicate-number = \"info\"");
    assert_eq!(on(&resolved(&[named]).settings), ["numbering-gap"]);
}

#[test]
fn rules_do_not_look_at_the_files_of_a_pattern() {
    let one = config("[per-file-ignores]\n\"旧稿/\" = [\"all\"]\n\"*.md\" = [\"numbering-gap\"]");
    let resolved = resolved(&[one]);
    let of = |path: &str| resolved.settings_for(Path::new(path));
    assert_eq!(of("/档案/新稿/a.txt"), resolved.settings);
    assert_eq!(on(&of("/档案/旧稿/a.txt")), Vec::<&str>::new());
    assert_eq!(level(&of("/档案/新稿/a.md"), "numbering-gap"), Level::Off);
    assert_eq!(level(&of("/档案/新稿/a.md"), "duplicate-number"), Level::Error);
    // The folder of the file, not that of the run.
    assert_eq!(of("/别处/旧稿/a.txt"), resolved.settings);
}

#[test]
fn the_settings_are_shown_with_where_they_come_from_and_read_again() {
    let base = named("base.toml", "profile = \"official\"\n[rules]\nnumbering-gap = \"info\"");
    let near =
        named("tigang.toml", "ignore = [\"single-item-list\"]\n[per-file-ignores]\n\"*.md\" = [\"duplicate-number\"]");
    let asked = asked(Asked { severity: Some(Severity::Warning), ..Asked::default() });
    let resolved = resolved(&[base, near, asked]);
    let path = Path::new("/档案/a.md");
    let shown = resolved.show(Some(path), Lang::Zh);
    let line = |key: &str| {
        let line = shown.lines().find(|line| line.starts_with(key)).unwrap_or_else(|| panic!("no {key}: {shown}"));
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line("profile"), "profile = \"official\" # base.toml:1");
    assert_eq!(line("severity"), "severity = \"warning\" # --severity");
    assert_eq!(line("max-depth"), "max-depth = 4 # 种类 official");
    assert_eq!(line("numbering-gap"), "numbering-gap = \"info\" # base.toml:3");
    assert_eq!(line("single-item-list"), "single-item-list = \"off\" # tigang.toml:1");
    assert_eq!(line("duplicate-number"), "duplicate-number = \"off\" # tigang.toml:3");
    assert_eq!(line("skipped-level"), "skipped-level = \"warning\" # 种类 official");
    assert_eq!(line("missing-first-item"), "missing-first-item = \"warning\" # 默认");
    assert_eq!(line("\"*.md\""), "\"*.md\" = [\"duplicate-number\"] # tigang.toml:3");
    let again = self::resolved(&[config(&shown)]);
    assert_eq!(again.settings_for(path), resolved.settings_for(path));
    assert_eq!((again.profile.value, again.severity.value), (resolved.profile.value, resolved.severity.value));
}
