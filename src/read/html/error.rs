//! Why a page cannot be read.

use std::error::Error;
use std::fmt;

use super::page::Page;
use crate::lang::Lang;

/// Why a web page cannot be read: it has no text of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HtmlError {
    /// It is made of other pages: the names of their files.
    Frames(Vec<String>),
    /// A script would put the text there.
    Script,
    /// It is an archive or a mail without a page.
    NoPage,
}

/// So many frames are named.
const NAMED: usize = 5;

impl HtmlError {
    /// Why a page that shows nothing does so; `None` where it is merely empty.
    pub(super) fn of(page: &Page) -> Option<Self> {
        if page.named("frameset").next().is_some() {
            let frames = page.named("frame").filter_map(|frame| page.tree.attribute(frame, "src"));
            return Some(Self::Frames(frames.take(NAMED).map(str::to_owned).collect()));
        }
        page.named("script").next().map(|_| Self::Script)
    }

    /// What is wrong, and what to do.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Frames(names) => {
                let names = names.join(lang.pick("、", ", "));
                lang.pick(
                    format!("是框架页，自己没有文字，正文在这些页面里：{names}；请给出其中的正文页"),
                    format!("a page of frames without a text of its own, which stands in {names}: give that page"),
                )
            }
            Self::Script => lang
                .pick(
                    "页面里没有文字，要由脚本载入：请在浏览器里打开，等正文出现后再保存",
                    "a page without text, which a script would load: open it in a browser and save it when the text is there",
                )
                .to_owned(),
            Self::NoPage => lang
                .pick(
                    "是网页归档或邮件，里面没有网页：请打开后另存为网页或纯文本",
                    "an archive or a mail that holds no web page: open it and save it as a page or as plain text",
                )
                .to_owned(),
        }
    }
}

impl fmt::Display for HtmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl Error for HtmlError {}
