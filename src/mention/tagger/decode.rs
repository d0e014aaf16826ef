//! The best labels of a sentence, and how likely any name in it is.
//!
//! The best labels are found by the Viterbi algorithm in whole units of weight. The probability of a name is
//! its marginal under the conditional random field, by the forward-backward algorithm: the share that all
//! labellings with just this name have among all labellings, the scores divided by the temperature.

use super::label::{N_LABELS, OUTSIDE, Tagged, labels, may_end, names};
use super::model::{NEVER, Transitions, Weights};

/// The scores of one character, one for each label.
pub type Scores = [i16; N_LABELS];

/// Buffers for one sentence, used again for the next.
pub struct Decoder {
    back: Vec<[u8; N_LABELS]>,
    labels: Vec<u8>,
    /// The weights of steps, as the best labels are chosen by them.
    eager: Transitions,
    /// The odds of steps, and of differences of scores in units of weight.
    steps: [Odds; N_LABELS + 1],
    odds: Vec<f32>,
    /// For each character: the odds of its scores alone, those of all labellings up to it, whose sum is one,
    /// what that sum was before, and the odds of all labellings behind it.
    here: Vec<Odds>,
    forward: Vec<Odds>,
    sums: Vec<f32>,
    backward: Vec<Odds>,
}

type Odds = [f32; N_LABELS];

/// Differences of scores from here on have no odds worth a number.
const HOPELESS: usize = 2048;

impl Decoder {
    /// A decoder for the weights of a convention.
    pub fn new(weights: &Weights) -> Self {
        let odds = |difference: f32| libm::expf(difference / weights.temperature);
        let mut eager = weights.transitions;
        eager.iter_mut().for_each(|row| row[usize::from(OUTSIDE)] -= weights.eagerness);
        let step = |weight: i16| if weight == NEVER { 0.0 } else { odds(f32::from(weight)) };
        Decoder {
            back: Vec::new(),
            labels: Vec::new(),
            eager,
            steps: weights.transitions.map(|row| row.map(step)),
            odds: (0..HOPELESS).map(|units| odds(-(units as f32))).collect(),
            here: Vec::new(),
            forward: Vec::new(),
            sums: Vec::new(),
            backward: Vec::new(),
        }
    }

    /// The names in the best labels of a sentence.
    pub fn names(&mut self, scores: &[Scores]) -> Vec<Tagged> {
        if scores.is_empty() {
            return Vec::new();
        }
        self.viterbi(scores);
        names(&self.labels)
    }

    /// Weighs all labellings of a sentence, so that its names can be [asked](Self::probability) for.
    pub fn weigh(&mut self, scores: &[Scores]) {
        self.here.clear();
        self.here.extend(scores.iter().map(|scores| {
            let best = scores.iter().copied().max().unwrap_or_default();
            scores.map(|score| {
                let units = usize::try_from(i32::from(best) - i32::from(score)).unwrap_or(HOPELESS);
                self.odds.get(units).copied().unwrap_or_default()
            })
        }));
        self.forward.clear();
        self.sums.clear();
        let mut odds = self.steps[N_LABELS];
        for here in &self.here {
            multiply(&mut odds, here);
            self.sums.push(normalize(&mut odds));
            self.forward.push(odds);
            odds = pass(&odds, &self.steps);
        }
        self.backward.clear();
        self.backward.resize(scores.len(), [0.0; N_LABELS]);
        let mut odds: Odds = std::array::from_fn(|label| f32::from(u8::from(may_end(label as u8))));
        for (backward, here) in self.backward.iter_mut().zip(&self.here).rev() {
            *backward = odds;
            multiply(&mut odds, here);
            odds = pass_back(&odds, &self.steps);
            normalize(&mut odds);
        }
    }

    /// The probability of a name in the sentence last weighed.
    pub fn probability(&self, name: Tagged) -> f32 {
        if name.start >= name.end || name.end > self.here.len() {
            return 0.0;
        }
        let alone = Tagged { start: 0, end: name.end - name.start, ..name };
        let mut odds = 1.0;
        let mut before = None;
        for (label, position) in labels(alone.end, &[alone]).into_iter().zip(name.start..) {
            let label = usize::from(label);
            let step = match (before, position.checked_sub(1)) {
                (Some(before), _) => self.steps[before as usize][label],
                (None, None) => self.steps[N_LABELS][label],
                (None, Some(left)) => (0..N_LABELS).map(|other| self.forward[left][other] * self.steps[other][label]).sum(),
            };
            odds *= step * self.here[position][label] / self.sums[position];
            before = Some(label);
        }
        let last = name.end - 1;
        let all: f32 = self.forward[last].iter().zip(&self.backward[last]).map(|(a, b)| a * b).sum();
        let with = odds * before.map_or(0.0, |label| self.backward[last][label]);
        if all > 0.0 { (with / all).min(1.0) } else { 0.0 }
    }

    fn viterbi(&mut self, scores: &[Scores]) {
        let transitions = &self.eager;
        let n = scores.len();
        self.back.clear();
        self.back.resize(n, [0; N_LABELS]);
        let mut best = [0i32; N_LABELS];
        for label in 0..N_LABELS {
            best[label] = i32::from(transitions[N_LABELS][label]) + i32::from(scores[0][label]);
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
                next[label] += i32::from(scores[position][label]);
            }
            best = next;
        }
        let ends = (0..N_LABELS as u8).filter(|label| may_end(*label));
        let last = ends.max_by_key(|label| (best[usize::from(*label)], std::cmp::Reverse(*label)));
        self.trace(last.unwrap_or(OUTSIDE));
    }

    fn trace(&mut self, last: u8) {
        let n = self.back.len();
        self.labels.clear();
        self.labels.resize(n, OUTSIDE);
        let mut label = last;
        for position in (0..n).rev() {
            self.labels[position] = label;
            label = self.back[position][usize::from(label)];
        }
    }
}

fn multiply(odds: &mut Odds, by: &Odds) {
    odds.iter_mut().zip(by).for_each(|(odds, by)| *odds *= by);
}

/// Divides by the sum, and gives it.
fn normalize(odds: &mut Odds) -> f32 {
    let sum = odds.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    odds.iter_mut().for_each(|odds| *odds /= sum);
    sum
}

/// The odds of each next label.
fn pass(odds: &Odds, steps: &[Odds; N_LABELS + 1]) -> Odds {
    let mut next = [0.0; N_LABELS];
    for (odds, steps) in odds.iter().zip(steps) {
        for (next, step) in next.iter_mut().zip(steps) {
            *next += odds * step;
        }
    }
    next
}

/// The odds of each label before.
fn pass_back(odds: &Odds, steps: &[Odds; N_LABELS + 1]) -> Odds {
    std::array::from_fn(|label| steps[label].iter().zip(odds).map(|(step, odds)| step * odds).sum())
}
