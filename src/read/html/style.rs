//! Styles: what of the looks of an element matters for its text, read from `style` attributes and simple rules.
//!
//! Knows declarations and rules of one element or class; whatever asks for the place in the tree is not read.

use std::collections::BTreeMap;

use super::list::ListStyle;
use crate::hint::{Face, Side};

/// What is declared; what is `None` is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) display: Option<Display>,
    /// `visibility`, which a child may take back.
    pub(super) visible: Option<bool>,
    /// `opacity: 0`, which no child can take back.
    pub(super) transparent: bool,
    pub(super) bold: Option<bool>,
    /// The typeface of its ideographs; [`Face::Text`] is any but Kai and Hei.
    pub(super) face: Option<Face>,
    pub(super) side: Option<Side>,
    pub(super) list: Option<ListStyle>,
    /// Whether line ends and blanks are kept.
    pub(super) kept: Option<bool>,
    /// What Word says of it in pages that it saved.
    pub(super) word: Option<Word>,
}

/// How an element stands among the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Display {
    None,
    Inline,
    Block,
}

/// What Word notes in the pages that it saves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// The number of a list, as Word wrote it.
    Number,
    /// A paragraph of a list at a depth.
    Item(u8),
    /// A note at the foot or the end.
    Note,
}

impl Style {
    /// The style that a `style` attribute declares.
    pub(super) fn read(declarations: &str) -> Self {
        let mut style = Self::default();
        for declaration in declarations.split(';') {
            if let Some((name, value)) = declaration.split_once(':') {
                style.declare(&name.trim().to_ascii_lowercase(), value.trim());
            }
        }
        style
    }

    /// This style where it declares something, else another one.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            display: self.display.or(other.display),
            visible: self.visible.or(other.visible),
            transparent: self.transparent || other.transparent,
            bold: self.bold.or(other.bold),
            face: self.face.or(other.face),
            side: self.side.or(other.side),
            list: self.list.or(other.list),
            kept: self.kept.or(other.kept),
            word: self.word.or(other.word),
        }
    }

    /// Whether it shows nothing of the element.
    pub(super) fn hides(self) -> bool {
        self.display == Some(Display::None) || self.transparent || self.visible == Some(false)
    }

    fn declare(&mut self, name: &str, value: &str) {
        let value = value.to_lowercase();
        let value = value.trim_end_matches("!important").trim();
        match name {
            "display" => self.display = display(value),
            "visibility" => self.visible = Some(!matches!(value, "hidden" | "collapse")),
            "opacity" => self.transparent = value.parse() == Ok(0.0),
            "font-weight" => self.bold = weight(value),
            "font-family" | "mso-fareast-font-family" => self.face = face(value).or(self.face),
            "font" => {
                self.bold = value.split(' ').find_map(weight).or(self.bold);
                self.face = face(value).or(self.face);
            }
            "text-align" => self.side = side(value),
            "list-style" | "list-style-type" => self.list = ListStyle::of_css(value).or(self.list),
            "white-space" => self.kept = Some(value.starts_with("pre") || value == "break-spaces"),
            "mso-list" => self.word = mso_list(value),
            "mso-element" => {
                self.word = matches!(value, "footnote" | "endnote" | "footnote-list").then_some(Word::Note)
            }
            _ => {}
        }
    }
}

fn display(value: &str) -> Option<Display> {
    match value {
        "none" => Some(Display::None),
        "inline" | "inline-block" | "inline-flex" | "contents" => Some(Display::Inline),
        "block" | "flex" | "grid" | "table" | "list-item" | "flow-root" | "table-row" => Some(Display::Block),
        _ => None,
    }
}

fn weight(value: &str) -> Option<bool> {
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        _ => value.parse::<u16>().ok().filter(|weight| *weight <= 1000).map(|weight| weight >= 600),
    }
}

/// The typeface of a list of fonts: that of the first that has ideographs.
pub(super) fn face(fonts: &str) -> Option<Face> {
    fonts.to_lowercase().split([',', '"', '\'']).map(str::trim).find_map(|font| {
        let has = |words: &[&str]| words.iter().any(|word| font.contains(word));
        // Sans-serif faces that are made for whole texts are called black as well.
        if has(&["yahei", "jhenghei", "雅黑", "正黑", "song", "宋", "simsun", "ming", "明體", "pingfang", "苹方"])
        {
            Some(Face::Text)
        } else if has(&["楷", "kai"]) {
            Some(Face::Kai)
        } else if has(&["黑体", "黑體", "hei"]) {
            Some(Face::Hei)
        } else {
            None
        }
    })
}

pub(super) fn side(value: &str) -> Option<Side> {
    match value {
        "center" | "-webkit-center" | "middle" => Some(Side::Centre),
        "right" | "end" => Some(Side::End),
        "left" | "start" | "justify" => Some(Side::Start),
        _ => None,
    }
}

// Ignore · l0 level1 lfo1
fn mso_list(value: &str) -> Option<Word> {
    if value == "ignore" {
        return Some(Word::Number);
    }
    let level = value.split(' ').find_map(|word| word.strip_prefix("level"))?;
    level.parse().ok().filter(|level| (1..=9).contains(level)).map(Word::Item)
}

/// Rules of `<style>` elements that ask for one element, by its name, a class or its id.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rules: BTreeMap<String, Style>,
}

impl Sheet {
    /// Adds the rules of a sheet. What stands inside of `@media` and its kin is passed over.
    pub(super) fn read(&mut self, sheet: &str) {
        let sheet = without_remarks(sheet);
        let mut rest = sheet.as_str();
        while let Some((selectors, after)) = rest.split_once('{') {
            // `@import …;` has no block of its own.
            let selectors = selectors.rsplit(';').next().unwrap_or_default().trim();
            let end = block(after);
            if !selectors.starts_with('@') {
                let style = Style::read(&after[..end]);
                for selector in selectors.split(',').map(str::trim).filter(|selector| is_simple(selector)) {
                    let known = self.rules.entry(selector.to_lowercase()).or_default();
                    *known = style.or(*known);
                }
            }
            rest = after.get(end + 1..).unwrap_or_default();
        }
    }

    /// What the rules declare of an element.
    pub(super) fn style(&self, name: &str, id: Option<&str>, classes: Option<&str>) -> Style {
        if self.rules.is_empty() {
            return Style::default();
        }
        let rule = |selector: &str| self.rules.get(&selector.to_lowercase()).copied().unwrap_or_default();
        let classes = || classes.unwrap_or_default().split_ascii_whitespace();
        let of_element = classes().map(|class| rule(&format!("{name}.{class}")));
        let of_class = classes().map(|class| rule(&format!(".{class}")));
        let of_id = id.map(|id| rule(&format!("#{id}")).or(rule(&format!("{name}#{id}"))));
        of_id.into_iter().chain(of_element).chain(of_class).chain([rule(name)]).fold(Style::default(), Style::or)
    }
}

/// The declarations up to the end of their block; blocks inside it are passed over.
fn block(text: &str) -> usize {
    let mut deep = 0;
    let end = text.bytes().position(|c| {
        deep += i32::from(c == b'{') - i32::from(c == b'}');
        deep < 0
    });
    end.unwrap_or(text.len())
}

/// `p`, `.a`, `p.a`, `#b`, `p#b`.
fn is_simple(selector: &str) -> bool {
    let marks = selector.bytes().filter(|c| matches!(c, b'.' | b'#')).count();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '#');
    !selector.is_empty() && marks <= 1 && selector.chars().all(plain)
}

/// Also without the signs that hide a sheet from browsers of old.
fn without_remarks(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("<!--", "").replace("-->", "")
}

#[cfg(test)]
mod tests {
    use super::{Display, Sheet, Style, Word};
    use crate::hint::{Face, Side};

    #[test]
    fn declarations_are_read() {
        let style = Style::read("FONT-WEIGHT: 700; font-family: 'Times New Roman', 楷体_GB2312; text-align:center");
        assert_eq!((style.bold, style.face, style.side), (Some(true), Some(Face::Kai), Some(Side::Centre)));
        assert!(Style::read("visibility: hidden; opacity: 0;").hides());
        assert!(!Style::read("opacity: 0.9; visibility: visible !important").hides());
        assert_eq!(Style::read("font: bold 16px 微软雅黑").face, Some(Face::Text));
        assert_eq!(Style::read("mso-list:l0 level2 lfo1").word, Some(Word::Item(2)));
    }

    #[test]
    fn simple_rules_are_read_and_the_nearest_wins() {
        let mut sheet = Sheet::default();
        sheet.read("/* p{display:none} */ @import url(a.css); @media print { .a { display:none } } p, .a > b { font-weight:bold } <!-- .a{font-weight:400} p.B{text-align:right} -->");
        assert_eq!(sheet.style("p", None, None).bold, Some(true));
        assert_eq!(sheet.style("p", None, Some("x a")).bold, Some(false));
        assert_eq!(sheet.style("p", None, Some("b")).side, Some(Side::End));
        assert_eq!(sheet.style("div", None, Some("a")).display, None::<Display>);
    }
}
