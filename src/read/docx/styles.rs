//! Styles: what a paragraph or a run is by the names it was given, along the chain of what each is based on.
//!
//! Knows no text. A property that is said nearer to the text counts; what says yes or no in several places along the way
//! (bold, hidden) counts as ECMA-376, 17.7.3, tells.

use std::collections::HashMap;

use super::theme::Theme;
use super::xml::Node;
use crate::hint::{Furniture, Part, Side};

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: Vec<Style>,
    ids: HashMap<Kind, HashMap<String, usize>>,
    /// The style of paragraphs that name none.
    usual: Option<usize>,
    /// What holds before any style.
    defaults: (Paragraph, Run),
    theme: Theme,
}

#[derive(Debug)]
struct Style {
    kind: Kind,
    based_on: Option<usize>,
    /// What a user sees in its name, where that means something.
    name: Named,
    paragraph: Paragraph,
    run: Run,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Paragraph,
    Character,
    Other,
}

/// What the name of a style means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Heading(u8),
    Part(Part),
    Nothing,
}

/// What is said of a paragraph in one place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paragraph {
    /// The list; 0 takes it out of any.
    pub(super) list: Option<u32>,
    /// The level in it, from 0.
    pub(super) level: Option<u8>,
    /// The outline level, from 0; 9 is text.
    pub(super) outline: Option<u8>,
    pub(super) side: Option<Side>,
}

/// What is said of a run in one place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) font: Option<Font>,
}

/// A kind of typeface for ideographs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Font {
    Kai,
    Hei,
    Other,
}

/// What a paragraph is, all its styles taken together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolved {
    pub(super) part: Part,
    /// From 1; 0 is text.
    pub(super) depth: u8,
    pub(super) list: Option<u32>,
    pub(super) level: Option<u8>,
    pub(super) side: Side,
    /// What its style says of its runs.
    pub(super) run: Run,
    style: Option<usize>,
}

/// How far a chain of styles is followed: Word itself builds none that is deeper.
const MOST_BASED: usize = 64;

impl Styles {
    pub(super) fn read(root: Node<'_>, theme: Theme) -> Self {
        let mut styles = Self { theme, ..Self::default() };
        let mut bases = Vec::new();
        for node in root.children() {
            match node.name() {
                "docDefaults" => {
                    let inner = |outer: &str, inner: &str| node.child(outer).and_then(|node| node.child(inner));
                    let paragraph = inner("pPrDefault", "pPr").map(Paragraph::of).unwrap_or_default();
                    let run = inner("rPrDefault", "rPr").map(|node| styles.run(node)).unwrap_or_default();
                    styles.defaults = (paragraph, run);
                }
                "style" => {
                    styles.add(node);
                    bases.push(node.said("basedOn"));
                }
                _ => {}
            }
        }
        for (index, base) in bases.into_iter().enumerate() {
            let base = base.and_then(|id| styles.find(styles.all[index].kind, id));
            styles.all[index].based_on = base;
        }
        styles
    }

    fn add(&mut self, node: Node<'_>) {
        let kind = match node.attribute("type") {
            Some("paragraph") | None => Kind::Paragraph,
            Some("character") => Kind::Character,
            Some(_) => Kind::Other,
        };
        let id = node.attribute("styleId").unwrap_or_default().to_owned();
        let index = self.all.len();
        if kind == Kind::Paragraph && matches!(node.attribute("default"), Some("1" | "true" | "on")) {
            self.usual = Some(index);
        }
        self.all.push(Style {
            kind,
            based_on: None,
            name: node.said("name").map_or(Named::Nothing, Named::of),
            paragraph: node.child("pPr").map(Paragraph::of).unwrap_or_default(),
            run: node.child("rPr").map(|node| self.run(node)).unwrap_or_default(),
        });
        self.ids.entry(kind).or_default().insert(id, index);
    }

    fn find(&self, kind: Kind, id: &str) -> Option<usize> {
        self.ids.get(&kind)?.get(id).copied()
    }

    /// The number of the style of paragraphs that has an id.
    pub(super) fn number(&self, id: &str) -> Option<usize> {
        self.find(Kind::Paragraph, id)
    }

    /// What a `w:rPr` says.
    pub(super) fn run(&self, node: Node<'_>) -> Run {
        let font = node.child("rFonts").and_then(|fonts| {
            let theme = fonts.attribute("eastAsiaTheme").map(|slot| self.theme.font(slot));
            theme.or_else(|| fonts.attribute("eastAsia")).map(Font::of)
        });
        Run { bold: node.toggle("b"), hidden: node.toggle("vanish"), font }
    }

    /// The style of an id, and those that it is based on, from the nearest to the farthest.
    fn chain(&self, kind: Kind, id: Option<&str>) -> impl Iterator<Item = (usize, &Style)> {
        let named = id.and_then(|id| self.find(kind, id));
        self.from(named.or(self.usual.filter(|_| kind == Kind::Paragraph)))
    }

    fn from(&self, first: Option<usize>) -> impl Iterator<Item = (usize, &Style)> {
        let next = |&index: &usize| self.all.get(index)?.based_on;
        std::iter::successors(first, next).take(MOST_BASED).filter_map(|index| Some((index, self.all.get(index)?)))
    }

    /// What a paragraph is that names a style and says something itself.
    pub(super) fn paragraph(&self, id: Option<&str>, direct: Paragraph) -> Resolved {
        let (mut said, mut run, mut part, mut outline) = (direct, Run::default(), None, direct.outline);
        let mut style = None;
        for (index, it) in self.chain(Kind::Paragraph, id) {
            style = style.or(Some(index));
            let Paragraph { list, level, side, .. } = it.paragraph;
            said.list = said.list.or(list);
            said.level = said.level.or(level);
            said.side = said.side.or(side);
            run = run.or(it.run);
            match it.name {
                Named::Heading(depth) => outline = outline.or(Some(depth - 1)),
                // The title of a document is no heading in it, though Word gives its style the first level.
                Named::Part(named) if outline.is_none() => {
                    part = part.or(Some(named));
                    outline = Some(TEXT_LEVEL);
                }
                Named::Part(_) => {}
                Named::Nothing => outline = outline.or(it.paragraph.outline),
            }
        }
        let outline = outline.or(self.defaults.0.outline);
        Resolved {
            part: part.unwrap_or_default(),
            depth: outline.filter(|&level| level < TEXT_LEVEL).map_or(0, |level| level + 1),
            list: said.list,
            level: said.level,
            side: said.side.or(self.defaults.0.side).unwrap_or_default(),
            run,
            style,
        }
    }

    /// The numbers of the styles of a paragraph, from the nearest to the farthest.
    pub(super) fn numbers(&self, paragraph: &Resolved) -> impl Iterator<Item = usize> {
        self.from(paragraph.style).map(|(number, _)| number)
    }

    /// What a run is in a paragraph, by its own style and what it says itself.
    pub(super) fn in_paragraph(&self, paragraph: &Resolved, id: Option<&str>, direct: Run) -> Run {
        let mut own = Run::default();
        if id.is_some() {
            for (_, style) in self.chain(Kind::Character, id) {
                own = own.or(style.run);
            }
        }
        let (around, base) = (paragraph.run, self.defaults.1);
        // Styles of both kinds together cancel one another: bold in bold is not.
        let toggle = |direct: Option<bool>, own: Option<bool>, around: Option<bool>, base: Option<bool>| {
            let styled = own.unwrap_or_default() != around.unwrap_or_default();
            Some(direct.unwrap_or(styled || base.unwrap_or_default()))
        };
        Run {
            bold: toggle(direct.bold, own.bold, around.bold, base.bold),
            hidden: toggle(direct.hidden, own.hidden, around.hidden, base.hidden),
            font: direct.font.or(own.font).or(around.font).or(base.font),
        }
    }

    /// The list that a style for lists names.
    pub(super) fn list(&self, id: &str) -> Option<u32> {
        self.all.get(self.find(Kind::Other, id)?)?.paragraph.list
    }
}

/// The outline level of what is no heading.
const TEXT_LEVEL: u8 = 9;

impl Paragraph {
    /// What a `w:pPr` says.
    pub(super) fn of(node: Node<'_>) -> Self {
        let numbers = node.child("numPr");
        let number = |name: &str| numbers.and_then(|node| node.said(name)).and_then(|val| val.parse::<i64>().ok());
        Self {
            list: number("numId").map(|id| u32::try_from(id).unwrap_or_default()),
            level: number("ilvl").map(|level| u8::try_from(level.clamp(0, 8)).unwrap_or_default()),
            outline: node.said("outlineLvl").and_then(|level| level.parse().ok()),
            side: node.said("jc").and_then(|side| match side {
                "center" => Some(Side::Centre),
                "right" | "end" => Some(Side::End),
                "left" | "start" | "both" | "distribute" => Some(Side::Start),
                _ => None,
            }),
        }
    }
}

impl Run {
    fn or(self, other: Self) -> Self {
        Self { bold: self.bold.or(other.bold), hidden: self.hidden.or(other.hidden), font: self.font.or(other.font) }
    }
}

impl Font {
    /// By its name: 楷体_GB2312, KaiTi, 標楷體; 黑体, SimHei, Microsoft YaHei.
    fn of(name: &str) -> Self {
        let lower = name.to_lowercase();
        if lower.contains('楷') || lower.contains("kai") {
            Self::Kai
        } else if lower.contains('黑') || lower.contains("hei") {
            Self::Hei
        } else {
            Self::Other
        }
    }
}

impl Named {
    /// English names are those that Word keeps in files of any language; other programs write what is shown.
    fn of(name: &str) -> Self {
        let name: String = name.to_lowercase().split_whitespace().collect();
        let level = |prefixes: &[&str]| {
            let rest = prefixes.iter().find_map(|prefix| name.strip_prefix(prefix))?;
            rest.parse().ok().filter(|level| (1..=9).contains(level))
        };
        match name.as_str() {
            "title" | "subtitle" | "标题" | "副标题" | "標題" | "副標題" => Self::Part(Part::Title),
            "tocheading" | "toc标题" | "toc標題" => Self::Part(Part::Furniture(Furniture::Contents)),
            _ => match (level(&["heading", "标题", "標題"]), level(&["toc", "目录", "目錄"])) {
                (Some(level), _) => Self::Heading(level),
                (None, Some(_)) => Self::Part(Part::Furniture(Furniture::Contents)),
                (None, None) => Self::Nothing,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Font, Paragraph, Run, Styles};
    use crate::hint::{Furniture, Part, Side};
    use crate::read::docx::theme::Theme;
    use crate::read::docx::xml::Tree;

    fn styles(inner: &str) -> Styles {
        let text = format!(
            "<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>{inner}</w:styles>"
        );
        Styles::read(Tree::parse(&text).expect("it is XML").root(), Theme::default())
    }

    fn style(id: &str, name: &str, inner: &str) -> String {
        format!("<w:style w:type='paragraph' w:styleId='{id}'><w:name w:val='{name}'/>{inner}</w:style>")
    }

    #[test]
    fn headings_are_known_by_names_levels_and_chains() {
        let based = |id: &str| format!("<w:basedOn w:val='{id}'/>");
        let level = |level: u8| format!("<w:pPr><w:outlineLvl w:val='{level}'/></w:pPr>");
        let styles = styles(
            &[
                style("1", "heading 1", &level(0)),
                style("2", "标题 2", ""),
                style("a", "公文一级", &based("1")),
                style("b", "条目", &level(3)),
                style("c", "不再是标题", &(based("1") + &level(9))),
                style("t", "Title", &level(0)),
                style("s", "主标题", &based("t")),
                style("m", "toc 1", ""),
                style("x", "绕圈", &based("y")),
                style("y", "绕圈", &based("x")),
            ]
            .concat(),
        );
        let depth = |id: &str| styles.paragraph(Some(id), Paragraph::default()).depth;
        assert_eq!(["1", "2", "a", "b", "c", "t", "s", "m", "x", "none"].map(depth), [1, 2, 1, 4, 0, 0, 0, 0, 0, 0]);
        let part = |id: &str| styles.paragraph(Some(id), Paragraph::default()).part;
        assert_eq!(["t", "s"].map(part), [Part::Title; 2]);
        assert_eq!(part("m"), Part::Furniture(Furniture::Contents));
        let direct = Paragraph { outline: Some(9), ..Paragraph::default() };
        assert_eq!(styles.paragraph(Some("1"), direct).depth, 0);
    }

    #[test]
    fn properties_come_from_the_nearest_place() {
        let styles = styles(&format!(
            "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia='仿宋'/></w:rPr></w:rPrDefault></w:docDefaults>{}{}{}",
            style("n", "Normal", "<w:pPr><w:jc w:val='both'/></w:pPr><w:rPr><w:b/></w:rPr>"),
            style(
                "h",
                "h",
                "<w:basedOn w:val='n'/><w:pPr><w:jc w:val='center'/><w:numPr><w:numId w:val='7'/></w:numPr></w:pPr>"
            ),
            "<w:style w:type='character' w:styleId='k'><w:rPr><w:b/><w:rFonts w:eastAsia='楷体_GB2312'/></w:rPr></w:style>",
        ));
        let paragraph = styles.paragraph(Some("h"), Paragraph { level: Some(2), ..Paragraph::default() });
        assert_eq!((paragraph.side, paragraph.list, paragraph.level), (Side::Centre, Some(7), Some(2)));
        let run = |id, direct| styles.in_paragraph(&paragraph, id, direct);
        let is = |bold, font| Run { bold: Some(bold), hidden: Some(false), font: Some(font) };
        assert_eq!(run(None, Run::default()), is(true, Font::Other));
        assert_eq!(run(Some("k"), Run::default()), is(false, Font::Kai));
        assert_eq!(run(Some("k"), Run { bold: Some(true), font: Some(Font::Hei), hidden: None }), is(true, Font::Hei));
    }
}
