//! The register of keys: what each means, how it is read, and how it stands in a new `tigang.toml`.

use super::error::ConfigError;
use super::read;
use super::{Config, Said};
use crate::diagnostic::Severity;
use crate::grammar::Grammar;
use crate::lang::Lang;
use crate::lint::{RULES, Words};
use crate::table::Entry;

/// A key on the outermost level.
pub(super) struct Key {
    /// Its name.
    pub(super) name: &'static str,
    /// What it says.
    pub(super) about: Words,
    /// Notes what is said.
    pub(super) read: fn(&mut Config, &Entry<'_>) -> Result<(), ConfigError>,
    /// How it is written, with what is usual; what is said only when it is wanted stands behind a `#`.
    pub(super) sample: fn(&Grammar, Lang) -> String,
}

/// A limit.
pub(super) struct Limit {
    /// Its name.
    pub(super) name: &'static str,
    about: Words,
    place: fn(&mut Config) -> &mut Option<Said<u32>>,
    usual: fn(&Grammar) -> u32,
}

/// All keys, in the order in which they are shown.
pub(super) static KEYS: &[Key] = &[
    Key {
        name: "extend",
        about: Words {
            zh: "先读另一个文件里的设置，本文件的说法优先（路径都相对于所在的文件）",
            en: "Settings of another file that come first (every path is relative to the file it stands in)",
        },
        read: |config, entry| read::text(entry).map(|said| config.extend = said),
        sample: |_, _| "#extend = \"../tigang.toml\"\n".to_owned(),
    },
    Key {
        name: "profile",
        about: Words {
            zh: "文稿种类：决定查哪些规则、轻重和限度",
            en: "Kind of document: which rules look, how heavily, and the limits",
        },
        read: |config, entry| read::text(entry).map(|said| config.profile = said),
        sample: profiles,
    },
    Key {
        name: "select",
        about: Words {
            zh: "只查这些规则；不写则查文稿种类所查的，\"all\" 是全部",
            en: "The only rules that look; without it those of the profile, \"all\" is every rule",
        },
        read: |config, entry| read::rules(entry).map(|said| config.select = Some(said)),
        sample: |_, _| "#select = [\"all\"]\n".to_owned(),
    },
    Key {
        name: "ignore",
        about: Words { zh: "不查这些规则", en: "Rules that do not look" },
        read: |config, entry| read::rules(entry).map(|said| config.ignore = said),
        sample: |_, _| "#ignore = []\n".to_owned(),
    },
    Key {
        name: "severity",
        about: Words {
            zh: "报告的最低轻重：info、warning、error",
            en: "The least severity that is reported: info, warning, error",
        },
        read: |config, entry| {
            let known = Severity::ALL.map(|severity| (severity.name(), severity));
            read::word(entry, &known).map(|said| config.severity = Some(said))
        },
        sample: |_, _| format!("#severity = \"{}\"\n", Severity::ALL[0].name()),
    },
    Key {
        name: "encoding",
        about: Words {
            zh: "文本的编码：utf-8、gb18030、big5、utf-16le、utf-16be 或其别名；auto 由内容判断",
            en: "Encoding of texts: utf-8, gb18030, big5, utf-16le, utf-16be or what else they are called; auto goes by the bytes",
        },
        read: |config, entry| read::encoding(entry).map(|said| config.encoding = Some(said)),
        sample: |_, _| format!("#encoding = \"{AUTO}\"\n"),
    },
    Key {
        name: "grammar",
        about: Words {
            zh: "从这个文件夹读 markers.toml、words.toml、profiles.toml（有哪个读哪个）",
            en: "A folder with markers.toml, words.toml, profiles.toml, as far as they are there",
        },
        read: |config, entry| read::text(entry).map(|said| config.grammar = said),
        sample: |_, _| "#grammar = \"grammar\"\n".to_owned(),
    },
    Key {
        name: "limits",
        about: Words { zh: "限度", en: "Limits" },
        read: limits,
        sample: |grammar, lang| {
            let line =
                |limit: &Limit| format!("# {}\n#{} = {}\n", limit.about.of(lang), limit.name, (limit.usual)(grammar));
            format!("[limits]\n{}", LIMITS.iter().map(line).collect::<String>())
        },
    },
    Key {
        name: "rules",
        about: Words {
            zh: "各规则的轻重：off、info、warning、error（tigang explain 规则名 有说明）",
            en: "How heavily a fault is taken: off, info, warning, error (`tigang explain RULE` tells more)",
        },
        read: |config, entry| read::levels(entry).map(|said| config.rules = said),
        sample: |_, lang| {
            let line = |rule: &&crate::lint::Rule| {
                format!("# {}\n#{} = \"{}\"\n", rule.summary.of(lang), rule.name, rule.level.name())
            };
            format!("[rules]\n{}", RULES.iter().map(line).collect::<String>())
        },
    },
    Key {
        name: "per-file-ignores",
        about: Words {
            zh: "某些文件不查某些规则；写法同 .gitignore，相对于本文件所在的文件夹",
            en: "Rules that do not look at some files; patterns as in .gitignore, relative to the folder of this file",
        },
        read: |config, entry| read::per_file(entry).map(|said| config.per_file = said),
        sample: |_, lang| {
            let folder = lang.pick("旧稿", "archive");
            format!("[per-file-ignores]\n#\"{folder}/\" = [\"all\"]\n#\"*.md\" = [\"{}\"]\n", RULES[0].name)
        },
    },
    Key {
        name: "family",
        about: Words {
            zh: "自有的序号族，加在内置的之后；各项同 grammar/markers.toml，tigang families 列出已有的",
            en: "Marker families of your own, with the fields of grammar/markers.toml (`tigang families` lists those there are)",
        },
        read: adds,
        sample: |_, _| {
            "#[[family]]\n#id = \"cup-comma\"\n#name = \"第N盏、\"\n#form = '\"第\" n \"盏\" comma'\n#rank = 17\n"
                .to_owned()
        },
    },
    Key {
        name: "words",
        about: Words {
            zh: "自有的词语，加在内置的之后；各表同 grammar/words.toml",
            en: "Words of your own, added to the tables of grammar/words.toml",
        },
        read: adds,
        sample: |_, _| {
            "#[words.salutation]\n#people = [\"茶友\"]\n#[words.closing]\n#lines = [\"茶话到此*\"]\n".to_owned()
        },
    },
];

/// The keys of `[limits]`.
pub(super) static LIMITS: &[Limit] = &[
    Limit {
        name: "max-depth",
        about: Words { zh: "标题和要点最多几层", en: "The deepest level of headings and points" },
        place: |config| &mut config.max_depth,
        usual: |grammar| usual(grammar, |profile| profile.max_depth),
    },
    Limit {
        name: "max-heading",
        about: Words {
            zh: "独占一行的标题最多几个字", en: "The longest heading on a line of its own, in characters"
        },
        place: |config| &mut config.max_heading,
        usual: |grammar| usual(grammar, |profile| profile.max_heading),
    },
];

/// The label by which the bytes decide what encoding they are in.
pub(super) const AUTO: &str = "auto";

/// The kind of document where none is named.
pub(super) const USUAL: &str = "general";

fn limits(config: &mut Config, entry: &Entry<'_>) -> Result<(), ConfigError> {
    for entry in entry.table()?.entries() {
        let Some(limit) = LIMITS.iter().find(|limit| limit.name == entry.key) else {
            return Err(entry.unknown(LIMITS.iter().map(|limit| limit.name)).into());
        };
        *(limit.place)(config) = read::limit(&entry)?;
    }
    Ok(())
}

/// What families and words may say is for the grammar to judge, which reads them from the same text.
#[expect(clippy::unnecessary_wraps, reason = "the register holds functions of one kind")]
fn adds(config: &mut Config, _: &Entry<'_>) -> Result<(), ConfigError> {
    config.adds = true;
    Ok(())
}

fn profiles(grammar: &Grammar, lang: Lang) -> String {
    let about = |(name, profile): (&String, &crate::grammar::Profile)| {
        let [zh, en] = &profile.about;
        format!("#   {name}: {}\n", lang.pick(zh, en))
    };
    let all: String = grammar.profiles().iter().map(about).collect();
    format!("{all}#profile = \"{USUAL}\"\n")
}

fn usual(grammar: &Grammar, limit: fn(&crate::grammar::Profile) -> u32) -> u32 {
    grammar.profiles().get(USUAL).map_or(0, limit)
}
