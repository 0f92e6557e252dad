//! Totals: how much was found, and how much of it can be put right.

use std::ops::AddAssign;

use crate::diagnostic::{Diagnostic, Safety, Severity};

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// How many files were checked.
    pub files: usize,
    /// How many of them have a fault.
    pub faulty: usize,
    /// How many diagnostics are errors.
    pub errors: usize,
    /// How many are warnings.
    pub warnings: usize,
    /// How many are only worth a look.
    pub infos: usize,
    /// How many can be put right safely.
    pub safe: usize,
    /// How many can be put right in a way that wants a look.
    pub risky: usize,
}

impl Total {
    /// What was found in one file.
    #[must_use]
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let bad = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        let mended = |safety| diagnostics.iter().filter(|d| d.fix.as_ref().is_some_and(|f| f.safety == safety)).count();
        Self {
            files: 1,
            faulty: usize::from(!diagnostics.is_empty()),
            errors: bad(Severity::Error),
            warnings: bad(Severity::Warning),
            infos: bad(Severity::Info),
            safe: mended(Safety::Safe),
            risky: mended(Safety::Unsafe),
        }
    }

    /// How many diagnostics there are.
    #[must_use]
    pub const fn found(&self) -> usize {
        self.errors + self.warnings + self.infos
    }
}

impl AddAssign for Total {
    fn add_assign(&mut self, other: Self) {
        self.files += other.files;
        self.faulty += other.faulty;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.safe += other.safe;
        self.risky += other.risky;
    }
}
