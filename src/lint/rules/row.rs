//! The usual order of markers: 一、 （一） 1. （1） ① (GB/T 15834—2011, B.3.8; GB/T 9704—2012, 7.3.3).

use crate::grammar::Family;

/// The families in this order; the two ways of writing an Arabic number share a place.
const ROW: [&[&str]; 5] =
    [&["han-comma"], &["han-paren"], &["arabic-dot", "arabic-comma"], &["arabic-paren"], &["circled-number"]];

/// The place of a family in the usual order, from the outside in.
pub(super) fn place(family: &Family) -> Option<usize> {
    ROW.iter().position(|families| families.contains(&family.public_id()))
}
