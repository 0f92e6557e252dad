//! Readings: what the search decided, as items with their lists and parents.

use super::arena::Decision;
use super::bill::Bill;
use super::cost::MOST_DEEP;
use super::mark::Sites;
use super::way::How;

/// The complete reading of a zone.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The items, in the order of the text.
    pub items: Vec<Item>,
    /// How many lists there are.
    pub lists: u32,
    /// What it costs.
    pub cost: f32,
    /// How many open lists, choices and ways of writing lists were looked at to find it: the work that it took.
    pub steps: u64,
}

/// A mark that is believed.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// The index of its mark.
    pub mark: u32,
    /// Its block.
    pub block: u32,
    /// Its list.
    pub list: u32,
    /// The item inside which its list stands.
    pub parent: Option<u32>,
    /// Whether its list was opened inside a block.
    pub inline: bool,
    /// Whether it is the first item of its list.
    pub first: bool,
    /// What was paid for it.
    pub bill: Bill,
    /// How much dearer the best reading is that decides otherwise here.
    pub margin: f32,
    /// The same for one that puts its list elsewhere.
    pub placed: f32,
}

/// Follows the decisions of a reading once more and writes down the items, each with its bill.
pub(super) fn replay(sites: &Sites, decisions: &[Decision], bills: &[Bill], reading: &mut Reading) {
    reading.items.clear();
    reading.lists = 0;
    // The open lists: the current item of each, its list, and whether it was opened inside a block.
    let mut open = [(0, 0, false); MOST_DEEP as usize];
    for (decision, &bill) in decisions.iter().zip(bills) {
        let choice = decision.choice;
        if choice.how == How::Rejects {
            continue;
        }
        let site = &sites.all[choice.site as usize];
        let mark = site.first + u32::from(choice.mark);
        let item = u32::try_from(reading.items.len()).unwrap_or(u32::MAX);
        let depth = usize::from(choice.depth);
        let at = if choice.opens() {
            open[depth] = (item, reading.lists, sites.marks[mark as usize].shape.inline);
            reading.lists += 1;
            depth
        } else {
            open[depth - 1].0 = item;
            depth - 1
        };
        let parent = at.checked_sub(1).map(|above| open[above].0);
        let (_, list, inline) = open[at];
        reading.items.push(Item {
            mark,
            block: site.block,
            list,
            parent,
            inline,
            first: choice.opens(),
            bill,
            margin: decision.margin,
            placed: decision.placed,
        });
    }
}
