//! Traces: what only few markers hold, seen once for all rules, so that none of them has to look at every marker.
//!
//! Sees the characters of one marker. Decides nothing: a trace says where to look, not that something is wrong.

use std::ops::BitOr;

use crate::grammar::Family;
use crate::numeral::Fold;
use crate::text::{Width, is_blank, width};

/// What was seen in a marker, or in the markers of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traces(u8);

impl Traces {
    /// A line end.
    pub(super) const TORN: Self = Self(1);
    /// A blank.
    pub(super) const BLANK: Self = Self(2);
    /// A mark of half width.
    pub(super) const HALF: Self = Self(4);
    /// A mark of full width that exists in both.
    pub(super) const FULL: Self = Self(8);
    /// A character that may be taken for another one.
    pub(super) const ODD: Self = Self(16);

    /// Whether all of `traces` were seen.
    pub(super) const fn hold(self, traces: Self) -> bool {
        self.0 & traces.0 == traces.0
    }

    /// What there is to see in a marker of a family.
    pub(super) fn of(written: &str, family: &Family, fold: Fold<'_>) -> Self {
        let odd = |c: char| family.meant(c).is_some() || fold.han.iter().chain(fold.arabic).any(|(seen, _)| *seen == c);
        written.chars().fold(Self::default(), |traces, c| {
            traces
                | match c {
                    _ if is_numeral(c) => Self::default(),
                    '\n' => Self::TORN | Self::BLANK,
                    _ if odd(c) => Self::ODD,
                    _ => match width(c) {
                        Some(Width::Half) => Self::HALF,
                        Some(Width::Full) => Self::FULL,
                        None if is_blank(c) => Self::BLANK,
                        None => Self::default(),
                    },
                }
        })
    }
}

/// Whether `c` is a numeral, which stands for no other character.
pub(super) const fn is_numeral(c: char) -> bool {
    matches!(c, '1'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

impl BitOr for Traces {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
