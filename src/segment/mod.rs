//! Segment: speeches and boilerplate, and what the unmarked lines of each speech are.
//!
//! Numbering never crosses a speech. Works on cues, measures and candidates; reads no character.

mod contents;
mod frame;
mod furniture;
mod headings;
mod pieces;
mod role;
mod tail;
mod view;

use crate::block::Blocks;
use crate::scan::Scan;

pub use role::{Role, Segments, Why, Zone};
use view::View;

/// Cuts a source into zones and gives every block its role.
#[must_use]
pub fn segment(blocks: &Blocks, scan: &Scan) -> Segments {
    let mut view = View::new(blocks, scan);
    furniture::mark(&mut view);
    contents::mark(&mut view);
    view.count();
    let starts = pieces::starts(&view);
    let mut zones = Vec::new();
    for (i, start) in starts.iter().enumerate() {
        let end = starts.get(i + 1).map_or(view.len(), |next| next.at);
        region(&mut view, start, end, &mut zones);
    }
    Segments { roles: view.roles, zones }
}

/// Cuts one region, which holds at most one speech, into the speech and what frames it.
fn region(view: &mut View<'_>, start: &pieces::Start, end: usize, zones: &mut Vec<Zone>) {
    if start.frame {
        frame_all(view, start.at, end, zones);
        return;
    }
    let tail = furniture::tail(view, start.at, end);
    let first = frame::head(view, start, tail);
    if first >= tail {
        frame_all(view, start.at, end, zones);
        return;
    }
    frame_all(view, start.at, first, zones);
    tail::mark(view, first, tail);
    let sets = headings::sets(view, first, tail);
    headings::mark(view, first, tail, sets);
    zones.push(Zone { speech: true, blocks: first..tail, sets });
    frame_all(view, tail, end, zones);
}

/// Makes a run of blocks boilerplate outside any speech.
fn frame_all(view: &mut View<'_>, from: usize, to: usize, zones: &mut Vec<Zone>) {
    if from < to {
        for i in from..to {
            if !matches!(view.roles[i], Role::Boilerplate(_)) {
                view.roles[i] = Role::Boilerplate(Why::Frame);
            }
        }
        zones.push(Zone { speech: false, blocks: from..to, sets: false });
    }
}
