//! Lists of known failures: `WHAT | REASON`, one a line; `#` opens a remark. What is listed may fail; if it passes, or
//! if there is no such thing any more, the run fails until the line is struck out.

use std::collections::BTreeMap;
use std::path::Path;

/// Known failures, each with its reason.
pub(crate) struct Known {
    file: String,
    reasons: BTreeMap<String, String>,
}

/// What came out of many checks.
#[derive(Default)]
pub(crate) struct Outcome {
    /// What was checked and held.
    pub(crate) passed: Vec<String>,
    /// What did not hold, with what there is to see.
    pub(crate) failed: Vec<(String, String)>,
}

impl Known {
    pub(crate) fn read(path: &Path) -> Self {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut reasons = BTreeMap::new();
        for line in super::read(path).lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            let (what, reason) =
                line.rsplit_once(" | ").unwrap_or_else(|| panic!("{file}: not `WHAT | REASON`: {line}"));
            assert!(!reason.trim().is_empty(), "{file}: no reason is given: {line}");
            let twice = reasons.insert(what.trim().to_owned(), reason.trim().to_owned());
            assert!(twice.is_none(), "{file}: listed twice: {what}");
        }
        Self { file, reasons }
    }

    pub(crate) fn holds(&self, what: &str) -> bool {
        self.reasons.contains_key(what)
    }

    /// Fails with everything that is not as it should be, at once.
    pub(crate) fn settle(&self, outcome: &Outcome) {
        let mut report = String::new();
        let mut news = 0;
        for (what, seen) in outcome.failed.iter().filter(|(what, _)| !self.holds(what)) {
            report.push_str(&format!("\n{what}\n{seen}"));
            news += 1;
        }
        for what in outcome.passed.iter().filter(|what| self.holds(what)) {
            report.push_str(&format!("\n{what}\n  passes: strike it out of {}\n", self.file));
            news += 1;
        }
        let met = |what: &String| outcome.passed.contains(what) || outcome.failed.iter().any(|(seen, _)| seen == what);
        // The shared texts need not be there.
        for what in self.reasons.keys().filter(|what| !what.starts_with("shared:") && !met(what)) {
            report
                .push_str(&format!("\n{what}\n  is listed in {} and was not checked: is it still there?\n", self.file));
            news += 1;
        }
        let known = outcome.failed.len() - outcome.failed.iter().filter(|(what, _)| !self.holds(what)).count();
        println!("{} passed, {known} known to fail, {news} to look at", outcome.passed.len());
        assert!(news == 0, "{news} to look at (-: wanted, +: found)\n{report}");
    }
}

impl Outcome {
    /// Notes what came of one check; an empty `seen` is a success.
    pub(crate) fn note(&mut self, what: String, seen: String) {
        if seen.is_empty() { self.passed.push(what) } else { self.failed.push((what, seen)) }
    }
}
