//! Unified diffs: what was changed, as people and programs read it.

use similar::udiff::UnifiedHunkHeader;
use similar::{Algorithm, ChangeTag, TextDiff};

/// How many lines stand around a change.
const CONTEXT: usize = 3;

/// The unified diff of two texts of the file `name`; empty where they are the same.
#[must_use]
pub fn diff(name: &str, old: &str, new: &str) -> String {
    // Lines end at LF alone, as for the programs that read diffs; a CR before it is a part of the line.
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<_>>();
    let (before, after) = (lines(old), lines(new));
    let diff = TextDiff::configure().algorithm(Algorithm::Myers).diff_slices(&before, &after);
    let mut out = String::new();
    for hunk in diff.grouped_ops(CONTEXT).iter().filter(|hunk| !hunk.is_empty()) {
        if out.is_empty() {
            out.push_str(&format!("--- {name}\n+++ {name}\n"));
        }
        out.push_str(&format!("{}\n", UnifiedHunkHeader::new(hunk)));
        for change in hunk.iter().flat_map(|op| diff.iter_changes(op)) {
            out.push(match change.tag() {
                ChangeTag::Equal => ' ',
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
            });
            out.push_str(change.value());
            if !change.value().ends_with('\n') {
                out.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::diff;

    #[test]
    fn what_is_the_same_has_no_diff() {
        assert_eq!(diff("a.txt", "", ""), "");
        assert_eq!(diff("a.txt", "一\r\n二", "一\r\n二"), "");
    }

    #[test]
    fn changes_stand_between_three_lines() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        let wanted = "--- a.txt\n+++ a.txt\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+五\n 6\n 7\n 8\n";
        assert_eq!(diff("a.txt", old, &old.replace('5', "五")), wanted);
    }

    #[test]
    fn line_ends_and_a_missing_last_one_are_shown_as_they_are() {
        let wanted = "--- a\n+++ a\n@@ -1,2 +1,2 @@\n 一\r\n-二\n\\ No newline at end of file\n+三\n\\ No newline at end of file\n";
        assert_eq!(diff("a", "一\r\n二", "一\r\n三"), wanted);
        let torn = "--- a\n+++ a\n@@ -1,2 +1 @@\n-（\n-三）改革\n+（三）改革\n";
        assert_eq!(diff("a", "（\n三）改革\n", "（三）改革\n"), torn);
        assert_eq!(
            diff("a", "x\r", "y\r"),
            "--- a\n+++ a\n@@ -1 +1 @@\n-x\r\n\\ No newline at end of file\n+y\r\n\\ No newline at end of file\n"
        );
    }
}
