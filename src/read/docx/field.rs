//! Fields: what Word writes itself, of which the result is shown and the instruction is not.

use crate::numeral::System;

/// The fields that are open, from the outermost to the innermost.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many were opened beyond those that are kept.
    beyond: usize,
    /// How many of them are still in their instruction.
    hidden: usize,
    /// How many list the contents.
    contents: usize,
}

#[derive(Debug)]
struct Field {
    is_shown: bool,
    is_contents: bool,
    instruction: String,
    /// How many lines there were when it began.
    first: usize,
}

/// How deep fields may stand in one another.
const MOST_OPEN: usize = 64;

/// How much of an instruction is looked at.
const MOST_READ: usize = 64;

impl Fields {
    /// A mark of a field: its beginning, what parts instruction and result, or its end. What a field shows at its end that
    /// keeps no result is handed back.
    pub(super) fn mark(&mut self, kind: &str, lines: usize) -> Option<String> {
        match kind {
            "begin" if self.open.len() >= MOST_OPEN => self.beyond += 1,
            "begin" => {
                self.open.push(Field { is_shown: false, is_contents: false, instruction: String::new(), first: lines });
                self.hidden += 1;
            }
            "end" if self.beyond > 0 => self.beyond -= 1,
            "separate" if self.beyond == 0 => {
                if let Some(field) = self.open.last_mut().filter(|field| !field.is_shown) {
                    field.is_shown = true;
                    self.hidden -= 1;
                }
            }
            "end" => {
                if let Some(field) = self.open.pop() {
                    self.hidden -= usize::from(!field.is_shown);
                    self.contents -= usize::from(field.is_contents);
                    return (!field.is_shown && self.hidden == 0).then(|| enclosed(&field.instruction))?;
                }
            }
            _ => {}
        }
        None
    }

    /// A piece of the instruction.
    pub(super) fn instruct(&mut self, text: &str) {
        let Some(field) = self.open.last_mut().filter(|field| !field.is_shown && !field.is_contents) else { return };
        if field.instruction.len() < MOST_READ {
            field.instruction.extend(text.chars().take(MOST_READ));
            field.is_contents = is_contents(&field.instruction);
            self.contents += usize::from(field.is_contents);
        }
    }

    /// Whether what comes now is an instruction.
    pub(super) const fn hides(&self) -> bool {
        self.hidden > 0
    }

    /// Whether what comes now is part of a table of contents.
    pub(super) const fn in_contents(&self) -> bool {
        self.contents > 0
    }

    /// At the end of a paragraph: no instruction goes on beyond it, so one that does has lost its end.
    pub(super) fn end_paragraph(&mut self) {
        if self.hidden > 0 {
            self.open.iter_mut().for_each(|field| field.is_shown = true);
            self.hidden = 0;
        }
    }

    /// At the end of the text: the line with which a table of contents begins that never ends, and so is none.
    pub(super) fn endless_contents(&self) -> Option<usize> {
        self.open.iter().find(|field| field.is_contents).map(|field| field.first)
    }
}

/// The sign that an instruction draws as a character in a circle: `eq \o\ac(○,21)` is ㉑. Where there is no such sign, it is
/// the character alone.
fn enclosed(instruction: &str) -> Option<String> {
    let (head, rest) = instruction.trim().split_once('(')?;
    let head = head.to_lowercase();
    if !head.starts_with("eq") || !head.contains("\\o") {
        return None;
    }
    let (circle, inner) = rest.strip_suffix(')')?.split_once([',', ';', '，'])?;
    let inner = inner.trim();
    let number = || inner.parse().ok().and_then(|n| System::Circled.write(n));
    matches!(circle.trim(), "○" | "〇" | "◯").then(|| number().unwrap_or_else(|| inner.to_owned()))
}

/// Whether an instruction asks for a table of contents.
pub(super) fn is_contents(instruction: &str) -> bool {
    let word = instruction.trim_start().split(|c: char| c.is_whitespace() || c == '\\').next().unwrap_or_default();
    word.eq_ignore_ascii_case("toc")
}

#[cfg(test)]
mod tests {
    use super::Fields;

    #[test]
    fn results_are_shown_and_instructions_are_not() {
        let mut fields = Fields::default();
        fields.mark("begin", 0);
        fields.instruct(" TO");
        fields.instruct("C \\o ");
        assert!(fields.hides() && fields.in_contents());
        fields.mark("separate", 0);
        assert!(!fields.hides());
        fields.mark("begin", 1);
        fields.instruct("PAGEREF");
        assert!(fields.hides());
        fields.end_paragraph();
        assert!(!fields.hides() && fields.endless_contents() == Some(0));
        fields.mark("end", 1);
        fields.mark("end", 2);
        fields.mark("end", 2);
        assert!(!fields.in_contents() && fields.endless_contents().is_none());
    }

    #[test]
    fn characters_in_circles_are_signs() {
        let shown = |pieces: &[&str]| {
            let mut fields = Fields::default();
            fields.mark("begin", 0);
            pieces.iter().for_each(|piece| fields.instruct(piece));
            fields.mark("end", 0)
        };
        assert_eq!(shown(&[" eq \\o\\ac(", "○", ",", "21", ")"]).as_deref(), Some("㉑"));
        assert_eq!(shown(&["EQ \\o\\ac(○,密)"]).as_deref(), Some("密"));
        assert_eq!(shown(&["eq \\f(1,2)"]), None);
        assert_eq!(shown(&["PAGE"]), None);
    }

    #[test]
    fn fields_without_end_cost_nothing() {
        let mut fields = Fields::default();
        (0..100_000).for_each(|_| drop(fields.mark("begin", 0)));
        (0..100_000).for_each(|_| drop(fields.mark("end", 0)));
        assert!(!fields.hides() && fields.open.is_empty());
    }
}
