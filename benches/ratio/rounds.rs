//! Rounds: everything that is compared is measured in turn, in another order each time, so that a machine that slows
//! down slows all of it. Knows nothing of what is measured.

use std::time::{Duration, Instant};

use super::corpus::Chance;

/// How thoroughly to measure.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    /// Whether texts are small.
    pub(crate) quick: bool,
    pub(crate) rounds: usize,
    /// A sample takes at least so long.
    pub(crate) sample: Duration,
    /// After so long no further round begins, if there were three.
    pub(crate) enough: Duration,
}

/// One of those that are compared.
pub(crate) struct Runner<'a> {
    pub(crate) name: &'static str,
    /// Does the work once and tells how long it took.
    pub(crate) pass: Box<dyn FnMut() -> Duration + 'a>,
}

impl<'a> Runner<'a> {
    pub(crate) fn new(name: &'static str, pass: impl FnMut() -> Duration + 'a) -> Self {
        Self { name, pass: Box::new(pass) }
    }

    /// Seconds of one pass, the mean of as many as a sample needs.
    fn sample(&mut self, least: Duration) -> f64 {
        let (mut passes, mut taken) = (0u32, Duration::ZERO);
        loop {
            taken += (self.pass)();
            passes += 1;
            if taken >= least {
                return taken.as_secs_f64() / f64::from(passes);
            }
        }
    }
}

/// The seconds of one pass of each runner in every round.
pub(crate) struct Times(Vec<(&'static str, Vec<f64>)>);

impl Times {
    /// Measures in rounds, after one pass of each that does not count; a sample takes at least so long.
    pub(crate) fn measure(mut runners: Vec<Runner<'_>>, effort: &Effort, sample: Duration) -> Self {
        let start = Instant::now();
        for runner in &mut runners {
            (runner.pass)();
        }
        let mut times: Vec<_> = runners.iter().map(|runner| (runner.name, Vec::new())).collect();
        let mut order: Vec<usize> = (0..runners.len()).collect();
        let mut chance = Chance(7);
        for round in 0..effort.rounds {
            if round >= 3 && start.elapsed() > effort.enough {
                break;
            }
            for i in (1..order.len()).rev() {
                order.swap(i, chance.below(i + 1));
            }
            for &i in &order {
                times[i].1.push(runners[i].sample(sample));
            }
        }
        Self(times)
    }

    /// The seconds of a runner by round.
    pub(crate) fn of(&self, name: &str) -> &[f64] {
        self.0.iter().find(|(known, _)| *known == name).map_or(&[], |(_, times)| times)
    }

    /// The time of one runner ÷ that of another, round by round.
    pub(crate) fn ratio(&self, above: &str, below: &str) -> Spread {
        Spread::of(self.of(above).iter().zip(self.of(below)).map(|(a, b)| a / b).collect())
    }

    /// Every runner with its times.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'static str, Spread)> {
        self.0.iter().map(|(name, times)| (*name, Spread::of(times.clone())))
    }
}

/// What came of all rounds.
#[derive(Clone, Copy)]
pub(crate) struct Spread {
    pub(crate) least: f64,
    pub(crate) median: f64,
    pub(crate) most: f64,
}

impl Spread {
    pub(crate) fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let at = |i: usize| values.get(i).copied().unwrap_or(f64::NAN);
        Self { least: at(0), median: at(values.len() / 2), most: at(values.len().saturating_sub(1)) }
    }

    pub(crate) fn times(self, factor: f64) -> Self {
        Self { least: self.least * factor, median: self.median * factor, most: self.most * factor }
    }
}
