//! The flow of a Markdown text: from the events of its parser to lines with hints.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag as Block, TagEnd as BlockEnd};

use super::item::{List, has_marker, typed};
use super::tag::{Tag, tag};
use crate::hint::{Face, Furniture, Hint, MarkerOrigin, Part, Side};
use crate::source::Draft;
use crate::span::{Span, position};
use crate::text::is_ideograph;

/// What is shown of a text.
pub(super) fn flow(text: &str) -> Draft {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let base = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut flow = Flow::new(text);
    let mut events = Parser::new_ext(&text[base..], options).into_offset_iter().peekable();
    while let Some((event, range)) = events.next() {
        let range = range.start + base..range.end + base;
        // Two stars that CommonMark took for text come as two texts of one star.
        let twin = |next: &(Event<'_>, Range<usize>)| next.0 == event && next.1.start + base == range.end;
        if matches!(&event, Event::Text(star) if &**star == "*") && events.next_if(twin).is_some() {
            flow.stars(range.start..range.end + 1);
        } else {
            flow.event(event, range);
        }
    }
    flow.end_line();
    flow.draft
}

struct Flow<'a> {
    text: &'a str,
    draft: Draft,
    /// The line that is being put down.
    line: Line<'a>,
    lists: Vec<List>,
    /// The depth of the heading that is open; 0 for none.
    depth: u8,
    side: Side,
    footnote: bool,
    /// How much bold type is open, and whether some of it is that CommonMark does not see.
    strong: u32,
    loose: bool,
    /// How many images are open, whose words are not shown.
    images: u32,
    /// What is kept as it is, and how many of its lines were put down.
    kept: Option<(Part, u32)>,
    /// Whether a table is open, which was put down as a whole.
    table: bool,
    /// The extent of the block that is open.
    block: Range<usize>,
}

#[derive(Default)]
struct Line<'a> {
    /// Whether anything of it was put down.
    begun: bool,
    /// How many letters it has, and how many of them are bold.
    letters: usize,
    bold: usize,
    /// The depth of a heading whose `#` stands without a blank.
    depth: u8,
    written: u16,
    /// The marker of the item that it begins: as it was typed, as it is shown, and where it stands.
    marker: Option<(&'a str, String, Range<usize>)>,
}

impl<'a> Flow<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            draft: Draft::default(),
            line: Line::default(),
            lists: Vec::new(),
            depth: 0,
            side: Side::Start,
            footnote: false,
            strong: 0,
            loose: false,
            images: 0,
            kept: None,
            table: false,
            block: 0..0,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::End(BlockEnd::Table) => self.table = false,
            _ if self.table => {}
            Event::Start(block) => self.start(block, range),
            Event::End(block) => self.end(block),
            Event::Text(text) => self.words(&text, range),
            Event::Code(code) => {
                let inside = self.text[range.clone()].find(&*code).map(|at| range.start + at);
                self.words(&code, inside.map_or(range, |at| at..at + code.len()));
            }
            Event::Html(_) => self.html(range),
            Event::InlineHtml(_) => self.inline_html(range),
            Event::SoftBreak if self.depth > 0 => self.put(" ", range),
            Event::SoftBreak | Event::HardBreak | Event::Rule => self.end_line(),
            Event::InlineMath(math) | Event::DisplayMath(math) => self.put(&math, range),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, block: Block<'_>, range: Range<usize>) {
        match block {
            Block::Strong => self.strong += 1,
            Block::Image { .. } => self.images += 1,
            Block::Emphasis | Block::Strikethrough | Block::Link { .. } | Block::Superscript | Block::Subscript => {}
            _ => self.start_block(block, range),
        }
    }

    fn start_block(&mut self, block: Block<'_>, range: Range<usize>) {
        // The first paragraph of an item stands behind its marker.
        if self.line.begun {
            self.end_line();
        }
        match block {
            Block::Heading { level, .. } => self.depth = level as u8,
            Block::CodeBlock(CodeBlockKind::Indented) if is_prose(&self.text[range.clone()]) => {
                self.kept = Some((Part::Text, 0));
            }
            Block::CodeBlock(_) => self.kept = Some((Part::Verbatim, 0)),
            Block::MetadataBlock(_) => self.kept = Some((Part::Furniture(Furniture::Metadata), 0)),
            Block::HtmlBlock if self.text[range.clone()].trim().lines().count() > 1 && self.is_comment(&range) => {
                self.kept = Some((Part::Furniture(Furniture::Comment), 0));
            }
            Block::Table(_) => {
                self.table = true;
                self.kept = Some((Part::Verbatim, 0));
                self.keep(&self.text[range.clone()], range.start);
                self.kept = None;
            }
            Block::FootnoteDefinition(_) => self.footnote = true,
            Block::List(next) => self.lists.push(List { next }),
            Block::Item => self.item(range.clone()),
            _ => {}
        }
        self.block = range;
    }

    fn end(&mut self, block: BlockEnd) {
        match block {
            BlockEnd::Strong => self.strong = self.strong.saturating_sub(1),
            BlockEnd::Image => self.images = self.images.saturating_sub(1),
            BlockEnd::Emphasis
            | BlockEnd::Strikethrough
            | BlockEnd::Link
            | BlockEnd::Superscript
            | BlockEnd::Subscript => {}
            _ => {
                self.end_line();
                (self.depth, self.kept, self.side, self.loose) = (0, None, Side::Start, false);
                match block {
                    BlockEnd::FootnoteDefinition => self.footnote = false,
                    BlockEnd::List(_) => drop(self.lists.pop()),
                    BlockEnd::Item => self.line.marker = None,
                    _ => {}
                }
            }
        }
    }

    /// Notes the marker of an item, which its first words will stand behind.
    fn item(&mut self, range: Range<usize>) {
        let item = &self.text[range.clone()];
        let start = range.start + item.len() - item.trim_start().len();
        let Some(typed) = typed(item.trim_start()) else { return };
        let place = start..start + typed.marker.len();
        let mut shown = typed.marker.to_owned();
        if let Some(next) = self.lists.last_mut().and_then(|list| list.next.as_mut()) {
            // As it is shown, the items of a list count on, whatever was typed.
            if typed.number != Some(*next) {
                shown = format!("{next}{}", &typed.marker[typed.marker.len() - 1..]);
            }
            *next += 1;
        }
        self.line.marker = Some((typed.marker, shown, place));
    }

    /// Words of the text, or of what is kept as it is.
    fn words(&mut self, words: &str, range: Range<usize>) {
        if self.kept.is_some() {
            self.keep(words, range.start);
        } else if self.images == 0 {
            self.put(words, range);
        }
    }

    /// Puts down a part of a line.
    fn put(&mut self, words: &str, mut range: Range<usize>) {
        let mut words = words.trim_end_matches(['\r', '\n']);
        if !self.line.begun {
            if words.trim().is_empty() {
                return;
            }
            self.marker(words);
            if let Some(depth) = loose_heading(words).filter(|_| self.depth == 0 && self.lists.is_empty()) {
                self.line.depth = depth;
                let literal = self.text.get(range.clone()) == Some(words);
                words = &words[usize::from(depth)..];
                range.start += if literal { usize::from(depth) } else { 0 };
            }
        }
        self.line.begun = true;
        let letters = words.chars().filter(|c| c.is_alphanumeric()).count();
        self.line.letters += letters;
        self.line.bold += if self.strong > 0 || self.loose { letters } else { 0 };
        self.draft.put(words, self.text, span(&range));
    }

    /// Puts down the marker of the item that a line begins.
    fn marker(&mut self, words: &str) {
        let Some((typed, shown, place)) = self.line.marker.take() else { return };
        let bullet = !typed.starts_with(|c: char| c.is_ascii_digit());
        if bullet && has_marker(words) {
            return;
        }
        self.draft.put(&shown, self.text, span(&place));
        self.draft.put(" ", self.text, Span::new(position(place.end), position(place.end)));
        if shown != typed {
            self.line.written = u16::try_from(shown.len() + 1).unwrap_or(0);
        }
    }

    /// Two stars that CommonMark takes for text, because a mark of Chinese stands beside them: bold type to every author.
    fn stars(&mut self, range: Range<usize>) {
        let pair = self.text.get(range.end..self.block.end).is_some_and(|rest| rest.contains("**"));
        if self.kept.is_some() || !(self.loose || pair) {
            self.words("**", range);
        } else {
            self.loose = !self.loose;
        }
    }

    /// Puts down lines as they are.
    fn keep(&mut self, lines: &str, start: usize) {
        let Some((part, mut count)) = self.kept else { return };
        let mut at = start;
        for line in lines.split_inclusive('\n') {
            let words = line.trim_end_matches(['\r', '\n']);
            self.draft.put(words, self.text, span(&self.within(at..at + words.len())));
            let goes_on = count > 0 && part != Part::Text;
            self.draft.end(Hint { part, goes_on, item: self.depth_of_lists(), ..Hint::default() });
            (at, count) = (at + line.len(), count + 1);
        }
        self.kept = Some((part, count));
    }

    /// The words between the tags of a line of HTML.
    fn html(&mut self, range: Range<usize>) {
        let line = &self.text[range.clone()];
        if self.kept.is_some() {
            self.keep(line, range.start);
            return;
        }
        if self.is_comment(&range) {
            self.put(line, range);
            self.end_line();
            return;
        }
        let mut at = range.start;
        while at < range.end {
            let rest = &self.text[at..range.end];
            match rest.find('<') {
                Some(0) => {
                    let end = rest.find('>').map_or(rest.len(), |end| end + 1);
                    self.tag(&rest[..end]);
                    at += end;
                }
                open => {
                    let end = open.unwrap_or(rest.len());
                    self.put(&rest[..end], at..at + rest[..end].trim_end_matches(['\r', '\n']).len());
                    at += end;
                }
            }
        }
    }

    /// A tag or a comment inside a line. Comments are no words, but those that speak to the checker must be found.
    fn inline_html(&mut self, range: Range<usize>) {
        let html = &self.text[range.clone()];
        if html.starts_with("<!--") {
            if html.contains("tigang") {
                self.put(html, range);
            }
        } else {
            self.tag(html);
        }
    }

    fn tag(&mut self, html: &str) {
        match tag(html) {
            Tag::Heading(depth) => {
                self.end_line();
                self.depth = depth;
            }
            Tag::Breaks => {
                self.end_line();
                self.depth = 0;
            }
            Tag::Centres => {
                self.end_line();
                self.side = Side::Centre;
            }
            Tag::Strong(opens) => self.strong = if opens { self.strong + 1 } else { self.strong.saturating_sub(1) },
            Tag::Other => {}
        }
    }

    /// A range of the file, both ends at characters: what was rendered may be longer than what stands for it.
    fn within(&self, range: Range<usize>) -> Range<usize> {
        let start =
            (0..=range.start.min(self.text.len())).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0);
        if self.text.get(range.clone()).is_some() { range } else { start..start }
    }

    fn is_comment(&self, range: &Range<usize>) -> bool {
        self.text[range.clone()].trim_start().starts_with("<!--")
    }

    fn depth_of_lists(&self) -> u8 {
        u8::try_from(self.lists.len()).unwrap_or(u8::MAX)
    }

    /// Ends the line, if any of it was put down.
    fn end_line(&mut self) {
        if !self.line.begun {
            return;
        }
        let line = std::mem::take(&mut self.line);
        let bold = line.letters > 0 && line.bold == line.letters;
        self.draft.end(Hint {
            part: if self.footnote { Part::Furniture(Furniture::Footnote) } else { Part::Text },
            depth: self.depth.max(line.depth),
            face: if bold { Face::Bold } else { Face::Text },
            side: self.side,
            item: self.depth_of_lists(),
            written: line.written,
            origin: if line.written > 0 { MarkerOrigin::List } else { MarkerOrigin::Text },
            goes_on: false,
        });
    }
}

/// The depth of `#标题`, which CommonMark takes for text for want of a blank; a #话题# is none.
fn loose_heading(line: &str) -> Option<u8> {
    let title = line.trim_start_matches('#');
    let depth = line.len() - title.len();
    let first = title.chars().next()?;
    let opens = !first.is_ascii_alphabetic() && !first.is_whitespace() && first != '!';
    u8::try_from(depth).ok().filter(|depth| (1..=6).contains(depth) && opens && !title.contains('#'))
}

/// Whether indented lines are paragraphs, not code: most of their characters are ideographs.
fn is_prose(text: &str) -> bool {
    let (mut han, mut all) = (0, 0);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        han += usize::from(is_ideograph(c));
        all += 1;
    }
    han * 2 > all
}

fn span(range: &Range<usize>) -> Span {
    Span::new(position(range.start), position(range.end))
}
