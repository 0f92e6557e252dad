//! Law 1: every character that is not white space belongs to exactly one node's marker or text.

use super::Document;
use crate::source::Source;
use crate::span::Span;
use crate::work;

/// What a document lost or took twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The bytes in question.
    pub span: Span,
    /// Whether two nodes hold them; otherwise none does.
    pub twice: bool,
}

impl Document {
    /// Proves that nothing of the source is lost and nothing stands twice, or tells the first place.
    ///
    /// # Errors
    /// The first bytes that belong to no node, or to two.
    pub fn verify(&self, source: &Source) -> Result<(), Loss> {
        let text = source.text();
        let mut spans: Vec<Span> = self.nodes.iter().filter_map(|node| node.marker.map(|m| m.span)).collect();
        spans.extend(self.nodes.iter().flat_map(|node| self.text_spans(node)));
        spans.sort_unstable();
        let mut at = 0;
        for span in spans.into_iter().filter(|span| !span.is_empty()) {
            if span.start < at {
                return Err(Loss { span: Span::new(span.start, at.min(span.end)), twice: true });
            }
            gap(text, at, span.start)?;
            at = span.end;
        }
        gap(text, at, u32::try_from(text.len()).unwrap_or(u32::MAX))
    }
}

fn gap(text: &str, start: u32, end: u32) -> Result<(), Loss> {
    let span = Span::new(start, end);
    work::steps(span.len() as usize + 1);
    if span.of(text).chars().all(crate::text::is_blank) { Ok(()) } else { Err(Loss { span, twice: false }) }
}
