//! What can be wrong with a grammar file.

use std::fmt;

use crate::lang::Lang;
use crate::table::TableProblem;

/// A mistake in a grammar file: one clear error with file, line and entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrammarError {
    /// `markers.toml`, `words.toml`, `profiles.toml`, or the name of the text that adds to them.
    pub file: String,
    /// The line, from 1; 0 where it is unknown.
    pub line: u32,
    /// The entry in question: `family han-comma`.
    pub entry: String,
    /// What is wrong with it.
    pub problem: GrammarProblem,
}

/// What can be wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GrammarProblem {
    /// The file is no TOML, or has other fields than a grammar; what the reader of TOML says, in English.
    Toml(String),
    /// A text that is not in the notation of forms.
    NoForm(String),
    /// A name in a form that stands for nothing.
    NoName(String),
    /// The name of a class that there is not.
    NoClass(String),
    /// The name of a doubt that there is not.
    NoDoubt(String),
    /// The family of an `alias-of` that there is not.
    NoFamily(String),
    /// Two families of one id.
    TwoFamilies,
    /// More families than a grammar may have: so many.
    TooManyFamilies(usize),
    /// A key or a value that has no place there.
    Table(TableProblem),
}

impl GrammarProblem {
    /// What is wrong, and what may stand there.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Toml(problem) => lang.pick(format!("不是语法文件的 TOML：{problem}"), problem.clone()),
            Self::NoForm(text) => lang.pick(
                format!("“{text}”不合记号：文字加引号，名称不加，( | ) 任选其一，[ ] 可有可无"),
                format!("`{text}` is no form: quote literals, not names; ( | ) is a choice, [ ] may be missing"),
            ),
            Self::NoName(name) => lang.pick(
                format!("“{name}”不是数字系统、字类或别名"),
                format!("`{name}` is no numeral system, class or alias"),
            ),
            Self::NoClass(name) => lang.pick(
                format!("没有名为“{name}”的字类：请添一节 [class.{name}]"),
                format!("there is no class `{name}`: add [class.{name}]"),
            ),
            Self::NoDoubt(id) => lang.pick(
                format!("没有名为“{id}”的疑点：请添一节 [doubt.{id}]"),
                format!("there is no doubt `{id}`: add [doubt.{id}]"),
            ),
            Self::NoFamily(id) => {
                lang.pick(format!("alias-of：没有名为“{id}”的写法"), format!("alias-of: there is no family `{id}`"))
            }
            Self::TwoFamilies => lang
                .pick("另有一种写法也用这个 id：请改名", "there is another family of this id: rename one")
                .to_owned(),
            Self::TooManyFamilies(most) => lang.pick(
                format!("写法太多：最多 {most} 种，请删去不用的"),
                format!("too many families: at most {most}, leave out those that are not needed"),
            ),
            Self::Table(problem) => problem.message(lang),
        }
    }
}

impl GrammarError {
    /// The whole message.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let Self { file, line, .. } = self;
        let told = self.without_place(lang);
        lang.pick(format!("语法文件 {file} 第 {line} 行，{told}"), format!("{file}, line {line}, {told}"))
    }

    /// The entry and what is wrong with it, for whoever tells the file and the line in another way.
    #[must_use]
    pub fn without_place(&self, lang: Lang) -> String {
        let (entry, problem) = (&self.entry, self.problem.message(lang));
        lang.pick(format!("{entry}：{problem}"), format!("{entry}: {problem}"))
    }
}

impl fmt::Display for GrammarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for GrammarError {}
