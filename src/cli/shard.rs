//! Shards: a run that is split over machines. Each input belongs to one of them, whatever the machine.

use std::num::NonZeroU64;

use crate::fingerprint::hash;

/// One share of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shard {
    /// From 0.
    index: u64,
    of: NonZeroU64,
}

impl Shard {
    /// `1/3`, as the command line writes it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let parts =
            text.split_once('/').and_then(|(i, n)| Some((i.parse::<u64>().ok()?, n.parse::<NonZeroU64>().ok()?)));
        let shard = parts.filter(|&(i, of)| (1..=of.get()).contains(&i)).map(|(i, of)| Self { index: i - 1, of });
        shard.ok_or_else(|| "write I/N with 1 ≤ I ≤ N, as 2/8".to_owned())
    }

    /// Whether it has the file of a name: only the name decides.
    pub(super) fn has_name(self, name: &str) -> bool {
        let hash = hash(name.bytes());
        // The last bits of the hash are the sum of the last bits of the name.
        (hash ^ (hash >> 32)) % self.of == self.index
    }

    /// Whether it has a line, numbered from 1: they are dealt out in turn.
    pub(super) fn has_line(self, line: u64) -> bool {
        line.wrapping_sub(1) % self.of == self.index
    }
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn a_shard_is_one_of_so_many() {
        for text in ["1/1", "2/8", "8/8"] {
            assert!(Shard::parse(text).is_ok(), "{text}");
        }
        for text in ["", "1", "0/2", "3/2", "1/0", "1/2/3", "-1/2", "a/b"] {
            assert!(Shard::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn each_input_has_one_shard_and_the_shares_are_alike() {
        for of in [1, 2, 3, 8, 16] {
            let shards: Vec<Shard> = (1..=of).filter_map(|i| Shard::parse(&format!("{i}/{of}")).ok()).collect();
            let mut shares = vec![0; shards.len()];
            for n in 1..=10_000 {
                let name = format!("speeches/{n:05}.txt");
                let takers: Vec<usize> = (0..shards.len()).filter(|&i| shards[i].has_name(&name)).collect();
                assert_eq!(takers.len(), 1, "{name}");
                assert_eq!(shards.iter().filter(|shard| shard.has_line(n)).count(), 1);
                shares[takers[0]] += 1;
            }
            let fair = 10_000 / shares.len();
            assert!(shares.iter().all(|share| (fair * 3 / 4..=fair * 5 / 4).contains(share)), "{of}: {shares:?}");
        }
    }
}
