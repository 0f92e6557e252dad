//! Rounds of looking and fixing, until nothing is left that may be put right.
//!
//! Law 6 is the guard: a fix is only kept if its fault is gone and no other appeared. Where a round breaks that, it is
//! taken back and tried in parts, so that a fix that harms is left out and the others are not. Every round that is kept
//! leaves fewer faults, and the last one tried everything once more on the text as it is: a second run changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::apply::{Applied, apply};
use super::patch::{Patch, moved};
use crate::diagnostic::{Diagnostic, Edit, Message, Safety};
use crate::source::{Damage, Source};
use crate::span::Span;

/// What came of mending.
#[derive(Debug)]
pub struct Mended {
    /// The text put right; `None` where nothing was changed.
    pub source: Option<Source>,
    /// All changes of the text as it was: as small as can be, in order, apart from one another.
    pub edits: Vec<Edit>,
    /// How many faults are gone.
    pub gone: usize,
    /// The faults that are left, of the text put right. One whose fix would do harm says so and offers none.
    pub left: Vec<Diagnostic>,
}

/// Puts right what the fixes allow that are at least as safe as `limit`; `check` tells the faults of a text.
#[must_use]
pub fn mend(source: &Source, mut check: impl FnMut(&Source) -> Vec<Diagnostic>, limit: Safety) -> Mended {
    let faults = check(source);
    let before = faults.len();
    let len = u32::try_from(source.text().len()).unwrap_or(u32::MAX);
    let mut work = Work {
        origin: source,
        now: None,
        faults,
        patch: Patch::new(len),
        refused: Vec::new(),
        checks: 0,
        most: (BYTES / source.text().len().max(1)).clamp(CHECKS, 10 * CHECKS),
        check,
        limit,
    };
    while work.pass() {}
    work.tell_refused();
    let edits = work.patch.edits(source.text());
    Mended { source: work.now, edits, gone: before.saturating_sub(work.faults.len()), left: work.faults }
}

/// So many bytes are looked at in all, and a text so often at least: nobody is to wait longer for fixes that harm each other.
const BYTES: usize = 256 << 20;
const CHECKS: usize = 100;

/// A fault as it is found again after a round: its rule and where it stands.
type Key = (&'static str, Span);

struct Work<'a, C> {
    origin: &'a Source,
    /// The text by now, where it was changed.
    now: Option<Source>,
    /// What is wrong with it.
    faults: Vec<Diagnostic>,
    /// How it came of the text as it was.
    patch: Patch,
    /// The faults whose fixes were refused since the last change, with the reason.
    refused: Vec<(Key, Message)>,
    checks: usize,
    /// How often the text is checked at most.
    most: usize,
    check: C,
    limit: Safety,
}

impl<C: FnMut(&Source) -> Vec<Diagnostic>> Work<'_, C> {
    /// Tries every fix; tells whether one was kept.
    fn pass(&mut self) -> bool {
        let mut kept = false;
        self.refused.clear();
        let may = |fault: &&Diagnostic| fault.fix.as_ref().is_some_and(|fix| fix.safety <= self.limit);
        let all: BTreeSet<Key> = self.faults.iter().filter(may).map(key).collect();
        let mut groups = vec![all];
        while let Some(group) = groups.pop() {
            let chosen: Vec<Diagnostic> =
                self.faults.iter().filter(|fault| group.contains(&key(fault))).cloned().collect();
            let round = apply(self.text(), &chosen, self.limit);
            if round.applied.is_empty() || self.checks == self.most {
                continue;
            }
            match self.attempt(&chosen, &round) {
                Ok(()) => {
                    kept = true;
                    groups.push(round.skipped.iter().map(|&i| key(&chosen[i])).collect());
                    let shift = |group: BTreeSet<Key>| -> BTreeSet<Key> {
                        group.into_iter().map(|(rule, span)| (rule, moved(span, &round.edits))).collect()
                    };
                    groups = groups.into_iter().map(shift).collect();
                }
                Err(why) => match parts(&group) {
                    Some(parts) => groups.extend(parts),
                    None => self.refused.extend(group.into_iter().map(|key| (key, why.clone()))),
                },
            }
        }
        kept
    }

    /// Keeps a round if every fault that it fixes is gone and no other appeared; otherwise says why not.
    fn attempt(&mut self, chosen: &[Diagnostic], round: &Applied) -> Result<(), Message> {
        self.checks += 1;
        let edits: Vec<_> = round.edits.iter().map(|edit| (edit.span, edit.text.as_str())).collect();
        let source = self.source().edited(&edits).damaged(self.damage(round));
        let faults = (self.check)(&source);
        let mut room = counts(&self.faults);
        for &index in &round.applied {
            *room.entry(chosen[index].rule).or_default() -= 1;
        }
        for (rule, count) in counts(&faults) {
            if count > room.get(rule).copied().unwrap_or(0) {
                return Err(harm(rule, round.applied.iter().any(|&index| chosen[index].rule == rule)));
            }
        }
        self.patch.add(&round.edits);
        (self.now, self.faults) = (Some(source), faults);
        Ok(())
    }

    /// Where the text of a round is damaged: where it was, as far as it still stands there.
    fn damage(&self, round: &Applied) -> Vec<Damage> {
        if self.origin.damage().is_empty() {
            return Vec::new();
        }
        let lost = char::REPLACEMENT_CHARACTER;
        let now = self.text().match_indices(lost).filter_map(|(at, _)| {
            let at = u32::try_from(at).ok()?;
            let offset = moved(Span::new(at, at + 3), &round.edits).start;
            Some(Damage { offset, ..*self.source().damage_at(at)? })
        });
        let stands =
            |damage: &Damage| round.text.get(damage.offset as usize..).is_some_and(|rest| rest.starts_with(lost));
        now.filter(stands).collect()
    }

    fn text(&self) -> &str {
        self.source().text()
    }

    fn source(&self) -> &Source {
        self.now.as_ref().unwrap_or(self.origin)
    }

    fn tell_refused(&mut self) {
        for (refused, why) in std::mem::take(&mut self.refused) {
            for fault in self.faults.iter_mut().filter(|fault| key(fault) == refused) {
                fault.fix = None;
                fault.note = Some(why.clone());
            }
        }
    }
}

fn key(fault: &Diagnostic) -> Key {
    (fault.rule, fault.span)
}

fn counts(faults: &[Diagnostic]) -> BTreeMap<&'static str, i64> {
    let mut out = BTreeMap::new();
    for fault in faults {
        *out.entry(fault.rule).or_default() += 1;
    }
    out
}

/// A group in parts, the last to be tried first: rule by rule, since the fixes of one often need each other, then by halves.
fn parts(group: &BTreeSet<Key>) -> Option<Vec<BTreeSet<Key>>> {
    let rules: BTreeSet<&str> = group.iter().map(|(rule, _)| *rule).collect();
    if rules.len() > 1 {
        let of = |rule: &&str| group.iter().filter(|(other, _)| other == rule).copied().collect();
        return Some(rules.iter().rev().map(of).collect());
    }
    let half = group.len() / 2;
    (half > 0).then(|| vec![group.iter().skip(half).copied().collect(), group.iter().take(half).copied().collect()])
}

/// Why a fix is not applied.
fn harm(rule: &str, same: bool) -> Message {
    if same {
        return Message::new(
            "改后仍有这类问题，因此不改",
            "not put right: the fix would leave such a fault all the same",
        );
    }
    Message::new(format!("改后会出现 {rule} 的问题，因此不改"), format!("not put right: the fix would bring up {rule}"))
}

#[cfg(test)]
mod tests {
    use super::{Mended, mend};
    use crate::diagnostic::{Diagnostic, Edit, Fix, Message, Safety, Severity};
    use crate::fix::splice;
    use crate::source::Source;
    use crate::span::Span;

    /// A rule for letters: `(from, to)` finds `from` and would write `to`.
    fn rule(name: &'static str, from: &'static str, to: &'static str) -> impl Fn(&Source) -> Vec<Diagnostic> {
        move |source| {
            let at = |n: usize| u32::try_from(n).expect("the texts of a test are short");
            let found = source.text().match_indices(from);
            let fault = |(start, text): (usize, &str)| {
                let span = Span::new(at(start), at(start + text.len()));
                let fix = Fix { safety: Safety::Safe, message: Message::new("", ""), edits: vec![Edit::new(span, to)] };
                Diagnostic {
                    rule: name,
                    severity: Severity::Error,
                    span,
                    message: Message::new("", ""),
                    related: Vec::new(),
                    fix: Some(fix),
                    note: None,
                }
            };
            found.map(fault).collect()
        }
    }

    type Check<'a> = &'a dyn Fn(&Source) -> Vec<Diagnostic>;

    fn run(text: &str, rules: &[Check<'_>]) -> (String, Mended) {
        let check = |source: &Source| rules.iter().flat_map(|rule| rule(source)).collect::<Vec<_>>();
        let source = Source::from_text(text);
        let mended = mend(&source, check, Safety::Safe);
        let now = mended.source.as_ref().unwrap_or(&source).text().to_owned();
        assert_eq!(splice(text, &mended.edits), now, "the edits are all that happened");
        let again = mend(&Source::from_text(now.clone()), check, Safety::Safe);
        assert!(again.source.is_none() && again.edits.is_empty(), "a second run changes nothing");
        (now, mended)
    }

    fn notes(mended: &Mended) -> Vec<&str> {
        mended.left.iter().filter_map(|fault| fault.note.as_ref()).map(|note| note.en.as_str()).collect()
    }

    #[test]
    fn everything_is_put_right_round_after_round() {
        let (text, mended) = run("a-a-aa", &[&rule("as", "a", "b")]);
        assert_eq!((text.as_str(), mended.gone, mended.left.len()), ("b-b-bb", 4, 0));
        // The second overlaps the first and waits for the next round.
        let (text, mended) = run("xyz xyz", &[&rule("xy", "xy", "Xy"), &rule("yz", "yz", "yZ")]);
        assert_eq!((text.as_str(), mended.gone), ("XyZ XyZ", 4));
    }

    #[test]
    fn what_needs_nothing_stays() {
        let (text, mended) = run("b", &[&rule("as", "a", "b")]);
        assert!(mended.source.is_none() && mended.gone == 0 && text == "b");
    }

    #[test]
    fn a_fix_that_brings_up_another_fault_is_refused_and_the_others_are_not() {
        let (text, mended) =
            run("a1 d b", &[&rule("as", "a", "c"), &rule("bs", "b", "e"), &rule("ec", "c1 d", "c1 d")]);
        assert_eq!(text, "a1 d e");
        assert_eq!(notes(&mended), ["not put right: the fix would bring up ec"]);
        assert_eq!((mended.gone, mended.left[0].fix.is_none()), (1, true));
    }

    #[test]
    fn a_fix_that_leaves_its_fault_is_refused() {
        let (text, mended) = run("a b", &[&rule("as", "a", "aa"), &rule("bs", "b", "c")]);
        assert_eq!(text, "a c");
        assert_eq!(notes(&mended), ["not put right: the fix would leave such a fault all the same"]);
    }

    #[test]
    fn fixes_that_undo_each_other_come_to_an_end() {
        let (text, _) = run("a a b", &[&rule("as", "a", "b"), &rule("bs", "b", "a")]);
        assert_eq!(text, "a a b");
    }

    #[test]
    fn one_harmful_fix_among_many_is_found_by_halves() {
        let many = "a ".repeat(40) + "a! " + &"a ".repeat(40);
        let (text, mended) = run(&many, &[&rule("as", "a", "b"), &rule("shout", "b!", "b!")]);
        assert_eq!(text, many.replace("a ", "b "));
        assert_eq!((mended.gone, mended.left.len()), (80, 1));
    }
}
