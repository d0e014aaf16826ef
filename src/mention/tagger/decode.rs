//! The best labels of a sentence, and how sure each name is.
//!
//! The best labels are found by the Viterbi algorithm in whole units of weight. The confidence of a name is its
//! marginal probability under the conditional random field: the share that all labellings with just this
//! name have among all labellings, the scores divided by the temperature of the convention.

use super::label::{N_LABELS, OUTSIDE, Tagged, may_end, names};
use super::model::{NEVER, Transitions, Weights};

/// The scores of one character, one for each label.
pub type Scores = [i16; N_LABELS];

/// Buffers for one sentence, used again for the next.
pub struct Decoder {
    /// The score of each label for each character, without steps.
    pub scores: Vec<Scores>,
    back: Vec<[u8; N_LABELS]>,
    labels: Vec<u8>,
    /// The weights of steps, as the best labels are chosen by them.
    eager: Transitions,
    /// The odds of steps, and of differences of scores in units of weight.
    steps: [[f32; N_LABELS]; N_LABELS + 1],
    odds: Vec<f32>,
}

/// A name with its probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Its characters and kind.
    pub name: Tagged,
    /// Its marginal probability.
    pub confidence: f32,
}

/// So many characters to either side of a name are weighed anew for its probability; what stands further
/// away is taken as decoded. More change no probability by as much as 0.001.
const REACH: usize = 6;

/// Differences of scores from here on have no odds worth a number.
const HOPELESS: usize = 2048;

impl Decoder {
    /// A decoder for the weights of a convention.
    pub fn new(weights: &Weights) -> Self {
        let odds = |difference: f32| libm::expf(difference / weights.temperature);
        let mut eager = weights.transitions;
        eager.iter_mut().for_each(|row| row[usize::from(OUTSIDE)] -= weights.eagerness);
        Decoder {
            scores: Vec::new(),
            back: Vec::new(),
            labels: Vec::new(),
            eager,
            steps: weights.transitions.map(|row| {
                row.map(|weight| if weight == NEVER { 0.0 } else { odds(f32::from(weight)) })
            }),
            odds: (0..HOPELESS).map(|units| odds(-(units as f32))).collect(),
        }
    }

    /// Finds the names of the sentence whose scores are set.
    pub fn decode(&mut self) -> Vec<Found> {
        if self.scores.is_empty() {
            return Vec::new();
        }
        self.viterbi();
        let found = names(&self.labels);
        found.into_iter().map(|name| Found { name, confidence: self.confidence(name) }).collect()
    }

    fn viterbi(&mut self) {
        let transitions = &self.eager;
        let n = self.scores.len();
        self.back.clear();
        self.back.resize(n, [0; N_LABELS]);
        let mut best = [0i32; N_LABELS];
        for label in 0..N_LABELS {
            best[label] = i32::from(transitions[N_LABELS][label]) + i32::from(self.scores[0][label]);
        }
        for position in 1..n {
            let mut next = [i32::MIN; N_LABELS];
            let back = &mut self.back[position];
            for (before, steps) in transitions[..N_LABELS].iter().enumerate() {
                for label in 0..N_LABELS {
                    let score = best[before] + i32::from(steps[label]);
                    if score > next[label] {
                        next[label] = score;
                        back[label] = before as u8;
                    }
                }
            }
            for label in 0..N_LABELS {
                next[label] += i32::from(self.scores[position][label]);
            }
            best = next;
        }
        let ends = (0..N_LABELS as u8).filter(|label| may_end(*label));
        let last = ends.max_by_key(|label| (best[usize::from(*label)], std::cmp::Reverse(*label)));
        self.trace(last.unwrap_or(OUTSIDE));
    }

    fn trace(&mut self, last: u8) {
        let n = self.scores.len();
        self.labels.clear();
        self.labels.resize(n, OUTSIDE);
        let mut label = last;
        for position in (0..n).rev() {
            self.labels[position] = label;
            label = self.back[position][usize::from(label)];
        }
    }

    /// The share of the labellings that hold `name`.
    fn confidence(&mut self, name: Tagged) -> f32 {
        let first = self.border(name.start.saturating_sub(REACH), false);
        let end = self.border((name.end + REACH).min(self.scores.len()), true);
        let all = self.sum(first, end, None);
        let with = self.sum(first, end, Some(name));
        libm::expf(with - all).min(1.0)
    }

    /// Moves a border out of a name that it cuts.
    fn border(&self, position: usize, to_right: bool) -> usize {
        let mut position = position;
        let cuts = |position: usize| position > 0 && position < self.labels.len() && !may_end(self.labels[position - 1]);
        while cuts(position) {
            if to_right { position += 1 } else { position -= 1 }
        }
        position
    }

    /// The logarithm of the summed odds of all labellings of a stretch between decoded labels, of those
    /// only that hold a name where one is asked for.
    fn sum(&mut self, first: usize, end: usize, name: Option<Tagged>) -> f32 {
        let mut logarithm = 0.0;
        let mut sums = [0.0f32; N_LABELS];
        let before = first.checked_sub(1).map_or(N_LABELS, |before| usize::from(self.labels[before]));
        sums.copy_from_slice(&self.steps[before]);
        for position in first..end {
            if position > first {
                let mut next = [0.0f32; N_LABELS];
                for (before, sum) in sums.iter().enumerate() {
                    let steps = &self.steps[before];
                    for label in 0..N_LABELS {
                        next[label] += sum * steps[label];
                    }
                }
                sums = next;
            }
            let scores = &self.scores[position];
            let best = scores.iter().copied().max().unwrap_or(0);
            for label in 0..N_LABELS {
                let units = usize::try_from(i32::from(best) - i32::from(scores[label])).unwrap_or(0);
                sums[label] *= self.odds.get(units).copied().unwrap_or(0.0);
            }
            if let Some(name) = name {
                self.keep(&mut sums, name, position);
            }
            let total: f32 = sums.iter().sum();
            if total <= 0.0 {
                return f32::NEG_INFINITY;
            }
            logarithm += libm::logf(total);
            sums.iter_mut().for_each(|sum| *sum /= total);
        }
        let mut rest = 0.0;
        for (label, sum) in sums.iter().enumerate() {
            rest += match self.labels.get(end) {
                Some(after) => sum * self.steps[label][usize::from(*after)],
                None if may_end(label as u8) => *sum,
                None => 0.0,
            };
        }
        logarithm + libm::logf(rest)
    }

    /// Leaves only what the labels of a name allow.
    fn keep(&self, sums: &mut [f32; N_LABELS], name: Tagged, position: usize) {
        if (name.start..name.end).contains(&position) {
            let only = usize::from(self.labels[position]);
            for (label, sum) in sums.iter_mut().enumerate() {
                if label != only {
                    *sum = 0.0;
                }
            }
        }
    }
}
