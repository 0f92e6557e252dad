//! What the rules about things left out share: whether a speech is prose whose paragraphs end in marks.
//!
//! In notes that leave out the marks, and in copies that lost their pictures and code, nothing that seems to be missing is a
//! fault of the text.

use super::block::Block;
use crate::document::{Document, Kind};

/// For every speech how its paragraphs end, in the order of the text.
pub(super) struct Prose {
    speeches: Vec<Ends>,
}

struct Ends {
    /// The index after the last node of the speech.
    end: u32,
    /// How many paragraphs and points it has, headings left out.
    all: u32,
    /// How many of them end without a mark.
    open: u32,
}

/// One paragraph in so many may end without a mark.
const RARE: u32 = 10;

impl Prose {
    pub(super) fn of(document: &Document, speeches: &[u32], blocks: &[Block]) -> Self {
        let ends = |&speech: &u32| Ends { end: document.nodes()[speech as usize].end, all: 0, open: 0 };
        let mut speeches: Vec<Ends> = speeches.iter().map(ends).collect();
        let mut at = 0;
        let mut ended = false;
        for block in blocks {
            while speeches.get(at).is_some_and(|speech| speech.end <= block.first()) {
                (at, ended) = (at + 1, false);
            }
            // Below a closing or a signature the names of attachments are listed.
            ended |= matches!(block.kind, Kind::Closing | Kind::Signature);
            if ended || !block.is_body() {
                continue;
            }
            let Some(speech) = speeches.get_mut(at) else { break };
            speech.all += 1;
            speech.open += u32::from(!block.is_ended());
        }
        Self { speeches }
    }

    /// Whether the paragraphs of the speech of a node end in marks, but for a few.
    pub(super) fn holds(&self, node: u32) -> bool {
        let at = self.speeches.partition_point(|speech| speech.end <= node);
        self.speeches.get(at).is_some_and(|speech| speech.open <= 1 || speech.open * RARE <= speech.all)
    }
}
