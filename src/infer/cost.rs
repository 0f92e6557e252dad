//! What each way of reading a mark costs.

use super::bill::{Account, Reason};
use super::frame::{Frame, Memo};
use super::mark::{BARE, Mark, Site, Terrain};
use crate::grammar::Prices;

/// What is known where a mark is weighed.
pub(super) struct Scale<'a> {
    pub(super) prices: &'a Prices,
    pub(super) site: &'a Site,
    pub(super) mark: &'a Mark,
}

/// What is left behind when frames are closed, from the top down to a level.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Closed {
    /// Lists of one item among them.
    pub(super) single: f32,
    /// Headings and points that were left without a successor; only opening a list below them pays for that.
    pub(super) leave: f32,
    /// The part of it that the lowest list caused: where a list follows it under the same parent, that has a price.
    pub(super) leave_lowest: f32,
    /// The key and the last number of the block list closed last, the lowest.
    pub(super) lowest: Option<(u32, u32)>,
    /// Whether that list was one of unnumbered headings or lines.
    pub(super) lowest_unnumbered: bool,
    /// How many lists of numbered headings are among them.
    pub(super) headings: u8,
    /// Whether a list of the mark's own kind is among them.
    pub(super) own: bool,
    /// Whether an inline list of this block is among them.
    pub(super) same_block: bool,
    /// What others may run on from.
    pub(super) past: Past,
}

/// What the lists that were closed hand down.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Past {
    pub(super) memo: Option<Memo>,
    /// The last number that runs through.
    pub(super) through: u32,
}

/// What a reading knows of its past where a list opens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// Whether such a list was opened under such a one before.
    pub(super) again: bool,
    /// How many lists of the same key are open below.
    pub(super) nested: u8,
    /// The number with which it opens.
    pub(super) first: First,
}

/// The number with which a list opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum First {
    /// The one with which it should.
    Right,
    /// It goes on from a list that was closed.
    RunsOn,
    /// The first items are missing, or it is wrong itself.
    Missing,
}

impl Closed {
    /// Nothing is closed yet.
    pub(super) fn none(through: u32) -> Self {
        Self { past: Past { memo: None, through }, ..Self::default() }
    }
}

impl Past {
    /// Remembers the numbers of a list that is closed on top of those above it.
    pub(super) fn remember(&mut self, frame: &Frame) {
        self.through = self.through.max(frame.through);
        if frame.inline {
            return;
        }
        let own = (frame.key, frame.last);
        let lowest = if frame.item.unnumbered { frame.memo[0] } else { own };
        let deepest = match self.memo {
            _ if frame.runs => own,
            Some([_, deepest]) => deepest,
            None if frame.item.unnumbered => frame.memo[1],
            None => own,
        };
        self.memo = Some([lowest, deepest]);
    }
}

impl Scale<'_> {
    /// Closes `frame` on top of what was closed above it.
    pub(super) fn close(&self, frame: &Frame, closed: &mut Closed) {
        let p = self.prices;
        if frame.count == 1 {
            closed.single += if frame.inline { p.single_inline } else { frame.single };
        }
        closed.own |= frame.key == self.mark.key();
        closed.past.remember(frame);
        if frame.inline {
            closed.same_block |= frame.block == self.site.block;
            return;
        }
        closed.headings += u8::from(frame.item.heading && !frame.item.unnumbered);
        let apart = self.site.terrain != Terrain::Marked;
        // 建议一 after 问题二: labels that count side by side.
        let parallel =
            frame.key >> 16 == u32::from(self.mark.family) && frame.key != self.mark.key() && !self.mark.shape.ordered;
        closed.leave += closed.leave_lowest;
        let (set, depth) = (self.mark.shape.depth, frame.item.depth);
        let points = self.mark.shape.set && !frame.item.set;
        // Where a heading has no number, the file alone tells which of two stands above the other.
        let beside = set == depth && (frame.item.unnumbered || self.mark.family == BARE);
        closed.leave_lowest = if points || set > 0 && (set < depth || beside) {
            // What is set as a heading leaves the points and the deeper headings.
            0.0
        } else if frame.item.lead_in && !apart {
            2.0
        } else if parallel {
            0.0
        } else if frame.item.heading && (frame.item.open || apart) {
            // A sentence with nothing under it is as likely a point.
            let sure = if frame.item.open { 1.0 } else { 0.4 };
            p.leave_heading * sure * if self.mark.family == BARE { 0.6 } else { 1.0 }
        } else if apart || self.mark.family == BARE {
            p.leave_point * 0.2
        } else {
            p.leave_point
        };
        closed.lowest = Some((frame.key, frame.last));
        closed.lowest_unnumbered = frame.item.unnumbered;
    }

    /// Going on with the list of `frame`: with the number as it stands, and with one that is wrong alone.
    pub(super) fn go_on<A: Account>(
        &self,
        frame: &Frame,
        closed: &Closed,
        own_below: impl Fn() -> bool,
    ) -> Option<[A; 2]> {
        if !self.is_kin(frame) {
            return None;
        }
        let (p, m) = (self.prices, self.mark);
        let kin = if frame.key == m.key() { None } else { Some(self.kinship(frame, closed, own_below)?) };
        let mut bill = A::default();
        bill.add(Reason::Single, closed.single);
        bill.add(Reason::Doubt, m.price);
        self.place(frame, &mut bill);
        if let Some((reason, price)) = kin {
            bill.add(reason, price);
        }
        if !m.shape.inline && !frame.inline {
            if frame.item.heading != m.shape.heading {
                bill.add(Reason::Shape, p.shape);
            } else if frame.item.open != m.shape.open {
                bill.add(Reason::Shape, p.shape * 0.3);
            }
        }
        if m.parts > 1 && m.prefix != frame.prefix {
            bill.add(Reason::WrongPrefix, p.wrong_prefix);
        }
        if !m.shape.inline && (frame.item.set, frame.item.depth) != (m.shape.set, m.shape.depth) {
            // A heading among lines that are none says less than two that are set otherwise.
            bill.add(Reason::Depth, p.depth * if frame.item.set && m.shape.set { 1.0 } else { 0.5 });
        }
        if m.family == BARE && m.shape.depth == 0 && closed.headings > 0 {
            // A heading without a number usually stands inside the numbered ones, seldom above them.
            bill.add(Reason::Leave, p.bare_above + p.bare_above_more * f32::from(closed.headings - 1));
        }
        let Some(n) = m.ordinal else {
            if m.shape.loose && frame.item.delimited != m.shape.delimited {
                bill.add(Reason::Shape, 0.5);
            }
            return Some([bill, bill]);
        };
        // Words that count do so loosely; numbers inside a paragraph are judged more mildly than those of lines.
        let mild = if m.shape.loose && frame.item.loose {
            0.08
        } else if m.shape.inline {
            0.33
        } else {
            1.0
        };
        let next = frame.last + 1;
        if n == next || (m.shape.inserted && n == frame.last) {
            return Some([bill, bill]);
        }
        let mut slip = bill;
        slip.add(Reason::Slip, p.slip * mild);
        if n > next {
            let missing = (n - next - 1).min(4);
            #[expect(clippy::cast_precision_loss, reason = "at most 4")]
            bill.add(Reason::Gap, (p.gap + p.gap_more * missing as f32) * mild);
        } else if n == frame.last {
            bill.add(Reason::Repeat, p.repeat * mild);
        } else {
            // 一、三、二、四、: the two changed places, and the rest goes on.
            bill.add(Reason::Backwards, if n == frame.left_out { p.swapped } else { p.backwards } * mild);
        }
        Some([bill, slip])
    }

    /// The number that the next item will follow where the mark goes on with the list of `frame`: the number as it stands,
    /// and where it is wrong alone.
    pub(super) fn follows(&self, frame: &Frame) -> [u32; 2] {
        match self.mark.ordinal {
            None => [frame.last; 2],
            Some(n) if self.mark.shape.inserted && n == frame.last => [n; 2],
            Some(n) => [n.max(frame.last), frame.last + 1],
        }
    }

    /// Where an item may stand whose list goes on.
    fn place(&self, frame: &Frame, bill: &mut impl Account) {
        let (p, m) = (self.prices, self.mark);
        let (here, there) = (self.site.block, frame.block);
        match (frame.inline, m.shape.inline) {
            (true, true) if here != there => bill.add(Reason::Interrupted, p.interrupted),
            (true, false) => {
                bill.add(Reason::Interrupted, p.inline_goes_on);
                if here > there + 1 {
                    bill.add(Reason::Interrupted, p.interrupted);
                }
            }
            (false, true) if here != there => bill.add(Reason::Interrupted, p.block_goes_inline),
            (false, true) if frame.item.heading && !frame.item.after_sentence => {
                bill.add(Reason::Interrupted, p.block_goes_inline)
            }
            _ => {}
        }
    }

    /// Whether the mark could belong to the list of a frame by the look of both.
    #[inline]
    pub(super) fn is_kin(&self, frame: &Frame) -> bool {
        let m = self.mark;
        let Some(n) = m.ordinal.filter(|_| frame.key != m.key()) else { return frame.key == m.key() };
        // 此外 goes on with 首先 and 其次, never with 第一. Otherwise only a line that carries just the next number can be a
        // sibling in disguise.
        let next = n == frame.last + 1 && n > 1;
        (next || m.group == frame.group && u32::from(m.label) == frame.key & 0xffff)
            && !(m.shape.unnumbered || frame.item.unnumbered || m.parts > 1 || frame.parts > 1)
    }

    /// What it costs that an item belongs to a list which is written otherwise, if it may.
    fn kinship(&self, frame: &Frame, closed: &Closed, own_below: impl Fn() -> bool) -> Option<(Reason, f32)> {
        let (p, m) = (self.prices, self.mark);
        let label = u16::try_from(frame.key & 0xffff).unwrap_or(0);
        if m.group == frame.group && label == m.label {
            return Some((Reason::SiblingGroup, p.sibling_group));
        }
        let units = m.shape.ordered || frame.item.ordered || m.shape.through || frame.item.through;
        // What separates the others separates it too; the first one stands after a colon.
        let parted = m.shape.after_sentence || !frame.item.after_sentence || frame.count == 1;
        let enumerates = frame.inline || frame.count == 1;
        let inside = m.shape.inline && parted && enumerates && frame.block == self.site.block;
        if closed.own || (m.shape.inline && !inside) || units || label != 0 || m.label != 0 {
            return None;
        }
        if m.shape.inline && m.shape.loose {
            return None;
        }
        // Where a list of its own kind is open, it more likely belongs there with a wrong number.
        let stray = if own_below() { 1.5 } else { 1.0 };
        Some((Reason::SiblingFamily, p.sibling_family * stray * if m.shape.inline { 0.15 } else { 1.0 }))
    }

    /// What is added where the number of the first item is wrong alone: 三、二、三、.
    pub(super) fn wrong_first(&self, bill: &mut impl Account, first: First) {
        if first == First::RunsOn {
            bill.add(Reason::MissingFirst, self.prices.missing_first);
        }
        bill.add(Reason::Slip, self.prices.slip * if self.mark.shape.inline { 0.03 } else { 0.1 });
    }

    /// Opening a list under the current item of `under`, or under the speech.
    pub(super) fn open<A: Account>(&self, under: Option<&Frame>, closed: &Closed, known: &Known) -> Option<A> {
        let (p, m) = (self.prices, self.mark);
        let mut bill = A::default();
        bill.add(Reason::Single, closed.single);
        bill.add(Reason::Doubt, m.price);
        if m.shape.inline {
            bill.add(Reason::Open, opening(m, p));
            if closed.same_block {
                bill.add(Reason::SecondList, 0.3);
            }
            if under.is_some_and(|f| f.inline) {
                bill.add(Reason::Open, p.inline_in_inline);
            }
        } else {
            bill.add(Reason::Open, opening(m, p));
            let strength = if self.minds_leaving() { 1.0 } else { 0.0 };
            let lowest = if m.family == BARE || closed.lowest_unnumbered { closed.leave_lowest } else { 0.0 };
            bill.add(Reason::Leave, strength * (closed.leave + lowest));
            self.after_closed(closed, &mut bill);
        }
        self.first_number(under, closed, known.first, &mut bill);
        if let Some(under) = under {
            self.nest(under, known, &mut bill)?;
        }
        Some(bill)
    }

    /// Whether a list that opens at the mark pays for the headings and points that were left: a chapter closes whatever is
    /// open, and a list inside a block leaves nothing.
    pub(super) fn minds_leaving(&self) -> bool {
        let shape = &self.mark.shape;
        !(shape.inline || shape.top || shape.ordered)
    }

    /// A list that follows another under the same parent.
    fn after_closed(&self, closed: &Closed, bill: &mut impl Account) {
        let (p, m) = (self.prices, self.mark);
        let Some((key, _)) = closed.lowest else { return };
        if m.family == BARE || closed.lowest_unnumbered {
            return;
        }
        let before = self.site.terrain;
        if key == m.key() {
            bill.add(Reason::Restart, restart(p, before));
        } else {
            // A heading is left for a list of another kind only where nothing else explains it.
            let left = if before == Terrain::LeadIn { 0.0 } else { closed.leave_lowest };
            bill.add(Reason::SecondList, second_list(p, before) + left);
        }
    }

    /// With what number a list opens, where the mark may open one.
    pub(super) fn first(&self, memo: Memo) -> Option<First> {
        let m = self.mark;
        match m.ordinal {
            None => m.shape.unnumbered.then_some(First::Right),
            Some(1) => Some(First::Right),
            Some(_) if m.shape.through => Some(First::Right),
            Some(n) if !m.shape.inline && memo.contains(&(m.key(), n.wrapping_sub(1))) => Some(First::RunsOn),
            Some(_) => Some(First::Missing),
        }
    }

    /// What is paid for the number with which a list opens.
    fn first_number(&self, under: Option<&Frame>, closed: &Closed, first: First, bill: &mut impl Account) {
        let (p, m) = (self.prices, self.mark);
        if m.parts > 1 {
            let fits = under.is_some_and(|f| f.last == m.prefix && f.parts + 1 == m.parts);
            let chapter = m.parts == 2 && under.is_some_and(|f| f.last == m.prefix);
            if !fits && !chapter {
                bill.add(Reason::WrongPrefix, if under.is_none() && m.parts == 2 { 0.8 } else { p.wrong_prefix });
            }
        }
        let Some(n) = m.ordinal.filter(|&n| n != 1) else { return };
        match first {
            First::Right => {
                let through = closed.past.through.max(under.map_or(0, |f| f.through));
                match n.checked_sub(through) {
                    Some(1) => {}
                    Some(0) if m.shape.inserted => {}
                    _ => bill.add(Reason::Gap, p.gap),
                }
            }
            First::RunsOn => {
                // Points run on through headings without a number, headings do not: such a heading stands inside one of them.
                let through_bare = under.is_some_and(|f| {
                    f.item.unnumbered && (m.shape.heading && m.shape.open || f.key >> 16 != u32::from(BARE))
                });
                bill.add(Reason::RunOn, p.run_on + if through_bare { p.run_on_through_bare } else { 0.0 });
            }
            First::Missing => bill.add(Reason::MissingFirst, missing(m, p)),
        }
    }

    /// A list inside the item of another.
    fn nest(&self, under: &Frame, known: &Known, bill: &mut impl Account) -> Option<()> {
        let Known { again, nested, .. } = *known;
        let (p, m) = (self.prices, self.mark);
        if under.depth >= MOST_DEEP {
            return None;
        }
        let bare = under.key >> 16 == u32::from(BARE);
        if (m.shape.ordered || m.shape.through) && (under.item.through || under.inline) {
            return None;
        }
        // An article stands under a chapter or a title, never inside what another article enumerates.
        if m.shape.through && !(bare || under.item.ordered || under.item.heading && under.item.open) {
            return None;
        }
        if m.shape.ordered && bare {
            // A preface stands beside the chapters, not above them.
            bill.add(Reason::Inverted, p.inverted * 0.5);
        }
        if !m.shape.inline && m.shape.depth > 0 && m.shape.depth <= under.item.depth {
            bill.add(Reason::Depth, p.depth);
        } else if !m.shape.inline && m.shape.set && !under.item.set {
            bill.add(Reason::Depth, p.depth * 2.0);
        }
        if m.family == BARE {
            let deeper = under.item.depth > 0 && m.shape.depth > under.item.depth;
            if under.inline || !deeper && (!under.item.heading || bare || under.item.unnumbered) {
                return None;
            }
            if m.shape.top {
                bill.add(Reason::Leave, 3.0);
            }
            return Some(());
        }
        if !m.shape.inline && under.inline {
            if !under.item.lead_in {
                return None;
            }
            bill.add(Reason::UnderPoint, 1.5);
        }
        let sideways =
            under.key >> 16 == u32::from(m.family) && under.key != m.key() && !m.shape.ordered && m.parts == 1;
        if m.shape.inline && nested > 1 {
            // Nobody enumerates 第一 within 第一 within 第一 in one breath.
            return None;
        }
        if nested > 0 || sideways {
            let outer = under.item.heading && under.item.open;
            let relief = if outer && !(m.shape.heading && m.shape.open) { p.inside_itself_relief } else { 0.0 };
            let price = if m.shape.inline {
                // An item may enumerate in its own text as its list does.
                p.inside_itself * 0.1
            } else if (under.key == m.key() || bare) && outer && nested == 1 {
                // Once an outline does so, it does so again.
                (p.inside_itself_titled - relief) * if again { 0.15 } else { 1.0 }
            } else if under.key == m.key() {
                p.inside_itself
            } else {
                // Further down the same numbers may come again, for points all the more.
                let points = if m.shape.heading && m.shape.open { 0.5 } else { 0.25 };
                p.inside_itself * points * if again && nested == 1 { 0.15 } else { 1.0 }
            };
            bill.add(Reason::InsideItself, price);
        } else if m.group == under.group && m.parts == 1 && under.parts == 1 && !m.shape.inline {
            bill.add(Reason::InsideItself, p.inside_itself * 0.3);
        } else if m.rank < under.rank && !bare && !m.shape.through {
            let far = (f32::from(under.rank - m.rank) / 15.0).clamp(0.3, 1.0);
            let strict = if m.shape.ordered && under.item.ordered { 3.0 } else { 1.0 };
            let price = if again { p.inverted_again } else { p.inverted * far * strict };
            bill.add(Reason::Inverted, if m.shape.inline { price * 0.3 } else { price });
        }
        let adjacent = self.site.terrain == Terrain::Marked;
        let titled = under.item.heading && under.item.open;
        let announced = under.item.lead_in && adjacent;
        if !(m.shape.inline || bare || titled || announced) {
            bill.add(Reason::UnderPoint, if adjacent { p.under_point } else { p.under_point * 2.0 });
        }
        Some(())
    }
}

/// What a list costs that begins anew where another of its key was closed.
pub(super) const fn restart(p: &Prices, terrain: Terrain) -> f32 {
    match terrain {
        Terrain::LeadIn => p.restart_after_lead_in,
        Terrain::Paragraph => p.restart_after_paragraph,
        Terrain::Marked | Terrain::Start => p.restart,
    }
}

/// What a list of another key costs there: little behind a lead-in.
pub(super) fn second_list(p: &Prices, terrain: Terrain) -> f32 {
    p.second_list * if matches!(terrain, Terrain::LeadIn) { 0.3 } else { 1.0 }
}

/// What opening a list costs at a mark, whatever its number.
pub(super) fn opening(mark: &Mark, prices: &Prices) -> f32 {
    if mark.shape.inline {
        prices.open_inline + mark.inline_price
    } else if mark.family == BARE {
        prices.bare
    } else {
        prices.open
    }
}

/// What is paid for the items that are missing before a mark.
pub(super) fn missing(mark: &Mark, prices: &Prices) -> f32 {
    let Some(n) = mark.ordinal.filter(|&n| n != 1) else { return 0.0 };
    #[expect(clippy::cast_precision_loss, reason = "at most 10")]
    let far = n.wrapping_sub(2).min(10) as f32 * 0.25;
    // Inside a line only a list that begins at its beginning is one.
    let price = match (mark.shape.inline, mark.company) {
        (false, _) => prices.missing_first,
        (true, 0 | 1) => prices.missing_first + 3.0,
        (true, _) => prices.missing_first * 0.45,
    };
    price + far
}

/// No outline is deeper: the stack of the program must not grow with the input.
pub(super) const MOST_DEEP: u8 = 24;
