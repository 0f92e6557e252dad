//! A new `tigang.toml`: every key with what it means and what is usual.

use super::key::KEYS;
use crate::grammar::Grammar;
use crate::lang::Lang;

/// The text of a new file. A `#` before a key takes it back, a `#` and a blank open a remark.
#[must_use]
pub fn template(grammar: &Grammar, lang: Lang) -> String {
    let head = lang.pick(
        "# tigang 的设置。文件所在的文件夹里没有 tigang.toml 时，逐层向上找，用最近的一个。\n\
         # 紧接在“#”后的是默认值或例子，去掉“#”即生效；“#”后空一格的是说明。\n",
        "# Settings of tigang. The nearest tigang.toml is used, from the folder of a text upward.\n\
         # What follows a `#` directly is what is usual, or an example: take the `#` away and change it.\n",
    );
    let key = |key: &super::key::Key| format!("\n# {}\n{}", key.about.of(lang), (key.sample)(grammar, lang));
    head.to_owned() + &KEYS.iter().map(key).collect::<String>()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::template;
    use crate::config::Config;
    use crate::config::key::KEYS;
    use crate::grammar::{Grammar, GrammarFiles};
    use crate::lang::Lang;

    /// Takes the sign of a remark from every key.
    fn in_force(text: &str) -> String {
        let line = |line: &str| match line.strip_prefix('#') {
            Some(key) if !key.starts_with(' ') => format!("{key}\n"),
            _ => format!("{line}\n"),
        };
        text.lines().map(line).collect()
    }

    #[test]
    fn what_is_written_is_read_with_and_without_the_signs() {
        let grammar = Grammar::builtin();
        for lang in [Lang::Zh, Lang::En] {
            let text = template(&grammar, lang);
            let config = Config::parse(&text, "tigang.toml", Path::new("")).unwrap_or_else(|e| panic!("{e}\n{text}"));
            assert!(config.profile.is_none() && config.rules.is_empty() && config.own().is_none(), "{text}");
            let all = in_force(&text);
            let config = Config::parse(&all, "tigang.toml", Path::new("")).unwrap_or_else(|e| panic!("{e}\n{all}"));
            for key in KEYS {
                let said = all.lines().any(|line| {
                    let line = line.trim_start_matches('[');
                    line.strip_prefix(key.name).is_some_and(|rest| rest.starts_with([' ', ']', '.']))
                });
                assert!(said, "{} is not shown", key.name);
            }
            let own = config.own().expect("it adds a family and words");
            let added = Grammar::with(GrammarFiles::BUILTIN, &[own]).unwrap_or_else(|e| panic!("{e}\n{all}"));
            assert_eq!(added.families().len(), grammar.families().len() + 1);
        }
    }

    #[test]
    fn it_opens_with_what_it_is() {
        let text = template(&Grammar::builtin(), Lang::Zh);
        let shown: Vec<&str> = text.lines().take(5).collect();
        assert_eq!(
            shown,
            [
                "# tigang 的设置。文件所在的文件夹里没有 tigang.toml 时，逐层向上找，用最近的一个。",
                "# 紧接在“#”后的是默认值或例子，去掉“#”即生效；“#”后空一格的是说明。",
                "",
                "# 先读另一个文件里的设置，本文件的说法优先（路径都相对于所在的文件）",
                "#extend = \"../tigang.toml\"",
            ]
        );
    }
}
