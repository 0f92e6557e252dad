//! A diff of rows: what was wanted, what came, and a little of what stands around it.

/// How many equal rows are shown before and after a difference.
const AROUND: usize = 2;
/// A row is cut after so many characters: two rows that differ only beyond are told by their marks.
const WIDEST: usize = 72;

/// The differences of two lists of rows, `-` wanted and `+` found; empty where they are equal.
pub(crate) fn diff(wanted: &[String], found: &[String]) -> String {
    let rows = aligned(wanted, found);
    let differs: Vec<usize> = (0..rows.len()).filter(|&i| rows[i].0 != ' ').collect();
    let mut out = String::new();
    let mut last = None;
    for (i, (mark, row)) in rows.iter().enumerate() {
        let near = differs.iter().any(|&d| d.abs_diff(i) <= AROUND);
        if !near {
            continue;
        }
        if last.is_some_and(|last| last + 1 < i) {
            out.push_str("    ⋮\n");
        }
        last = Some(i);
        let cut: String = row.chars().take(WIDEST).collect();
        let more = if cut.len() < row.len() { "…" } else { "" };
        out.push_str(&format!("  {mark} {cut}{more}\n"));
    }
    out
}

/// Both lists as one, equal rows once: the longest common subsequence, what is equal at both ends set aside.
fn aligned<'a>(wanted: &'a [String], found: &'a [String]) -> Vec<(char, &'a str)> {
    let head = wanted.iter().zip(found).take_while(|(a, b)| a == b).count();
    let rest = (&wanted[head..], &found[head..]);
    let tail = rest.0.iter().rev().zip(rest.1.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&rest.0[..rest.0.len() - tail], &rest.1[..rest.1.len() - tail]);
    // common[i][j]: how long the longest common subsequence of a[i..] and b[j..] is.
    let mut common = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i][j] = if a[i] == b[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let mut out: Vec<(char, &str)> = wanted[..head].iter().map(|row| (' ', row.as_str())).collect();
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            out.push((' ', &a[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && common[i + 1][j] >= common[i][j + 1]) {
            out.push(('-', &a[i]));
            i += 1;
        } else {
            out.push(('+', &b[j]));
            j += 1;
        }
    }
    out.extend(wanted[wanted.len() - tail..].iter().map(|row| (' ', row.as_str())));
    out
}
