//! Counts of hits and errors, by kind.

use std::collections::{BTreeMap, BTreeSet};

use super::{Gold, Key};
use crate::ontology::EntityKind;

/// The kinds whose sum is the figure that matters most.
pub const CORE: [EntityKind; 4] =
    [EntityKind::Country, EntityKind::Organization, EntityKind::Person, EntityKind::Project];

/// How many were to be found, were found, were said, were wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Marks that must be found.
    pub needed: usize,
    /// Those that were.
    pub hit: usize,
    /// Mentions of the program.
    pub said: usize,
    /// Those that the gold file does not allow.
    pub wrong: usize,
}

/// The score of one page, or the sum of several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// For each kind.
    pub tallies: BTreeMap<EntityKind, Tally>,
    /// Marks that were not found, in the order of the page.
    pub missed: Vec<Key>,
    /// Mentions that the gold file does not allow, in the order of the page.
    pub wrong: Vec<Key>,
}

impl Score {
    /// Compares what was said with the marks.
    pub fn new(gold: &Gold, said: &[Key]) -> Score {
        let said: BTreeSet<Key> = said.iter().copied().collect();
        let mut allowed = BTreeSet::new();
        // Two marks on the same words count once; the later one tells what else is accepted.
        let mut needed: BTreeMap<Key, &[Key]> = BTreeMap::new();
        for mark in &gold.marks {
            allowed.insert(mark.key);
            allowed.extend(&mark.alternatives);
            if !mark.is_optional {
                needed.insert(mark.key, &mark.alternatives);
            }
        }
        let mut score = Score::default();
        for (key, alternatives) in needed {
            let tally = score.tallies.entry(key.kind).or_default();
            tally.needed += 1;
            if said.contains(&key) || alternatives.iter().any(|key| said.contains(key)) {
                tally.hit += 1;
            } else {
                score.missed.push(key);
            }
        }
        for key in said {
            let tally = score.tallies.entry(key.kind).or_default();
            tally.said += 1;
            if !allowed.contains(&key) {
                tally.wrong += 1;
                score.wrong.push(key);
            }
        }
        score
    }

    /// Adds the counts of another page; its lists of errors are left out, as they belong to that page.
    pub fn add(&mut self, other: &Score) {
        for (kind, tally) in &other.tallies {
            self.tallies.entry(*kind).or_default().add(*tally);
        }
    }

    /// The tally of one kind.
    pub fn tally(&self, kind: EntityKind) -> Tally {
        self.tallies.get(&kind).copied().unwrap_or_default()
    }

    /// The sum over the [`CORE`] kinds.
    pub fn core(&self) -> Tally {
        let mut sum = Tally::default();
        CORE.iter().for_each(|kind| sum.add(self.tally(*kind)));
        sum
    }
}

impl Tally {
    pub(super) fn add(&mut self, other: Tally) {
        self.needed += other.needed;
        self.hit += other.hit;
        self.said += other.said;
        self.wrong += other.wrong;
    }

    /// The share of what was said that is allowed; 0 if nothing was said.
    pub fn precision(self) -> f64 {
        if self.said == 0 { 0.0 } else { 1.0 - self.wrong as f64 / self.said as f64 }
    }

    /// The share of what was needed that was found.
    pub fn recall(self) -> f64 {
        if self.needed == 0 { 1.0 } else { self.hit as f64 / self.needed as f64 }
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = r#"{"stripped_length": 20, "mentions": [
        {"start": 0, "end": 2, "text": "中国", "type": "Country"},
        {"start": 4, "end": 11, "text": "中国国家铁路局", "type": "Organization",
         "alt": [{"text": "国家铁路局", "type": "Organization"}]},
        {"start": 12, "end": 14, "text": "万象", "type": "Place", "optional": true}]}"#;

    fn key(start: usize, end: usize, kind: EntityKind) -> Key {
        Key { start, end, kind }
    }

    #[test]
    fn an_alternative_is_as_good_and_an_optional_mark_no_error() {
        let gold = Gold::read(GOLD).unwrap().remove(0);
        let said =
            [key(6, 11, EntityKind::Organization), key(12, 14, EntityKind::Place), key(15, 17, EntityKind::Person)];
        let score = Score::new(&gold, &said);
        assert_eq!(score.tally(EntityKind::Organization), Tally { needed: 1, hit: 1, said: 1, wrong: 0 });
        assert_eq!(score.missed, [key(0, 2, EntityKind::Country)]);
        assert_eq!(score.wrong, [key(15, 17, EntityKind::Person)]);
        let core = score.core();
        assert_eq!((core.precision(), core.recall(), core.f1()), (0.5, 0.5, 0.5));
    }
}
