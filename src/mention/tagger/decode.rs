//! The best labels of a sentence, and how likely any name in it is.
//!
//! The best labels are found by the Viterbi algorithm in whole units of weight. The probability of a name is
//! its marginal under the conditional random field, by the forward-backward algorithm: the share that all
//! labellings with just this name have among all labellings, the scores divided by the temperature.

use super::label::{N_LABELS, OUTSIDE, Tagged, labels, may_end, names};
use super::model::{NEVER, Transitions};

/// The scores of one character, one for each label.
pub type Scores = [i16; N_LABELS];

/// What decoding needs of a convention besides the weights of patterns.
#[derive(Clone)]
pub struct Chain {
    /// The weights of steps, as the best labels are chosen by them.
    eager: Transitions,
    /// The odds of steps.
    steps: [Odds; N_LABELS + 1],
    /// The odds of differences of scores, by units of weight.
    odds: Vec<f32>,
}

/// Buffers for one sentence, used again for the next.
pub struct Decoder<'a> {
    chain: &'a Chain,
    back: Vec<[u8; N_LABELS]>,
    labels: Vec<u8>,
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

impl Chain {
    /// The chain of a convention by its weights of steps; `eagerness` is in units of weight, and so is what scores
    /// are divided by, the `temperature`.
    pub fn new(transitions: &Transitions, eagerness: i16, temperature: f32) -> Self {
        let odds = |difference: f32| libm::expf(difference / temperature);
        let step = |weight: i16| if weight == NEVER { 0.0 } else { odds(f32::from(weight)) };
        let mut eager = *transitions;
        eager.iter_mut().for_each(|row| row[usize::from(OUTSIDE)] -= eagerness);
        Chain {
            eager,
            steps: transitions.map(|row| row.map(step)),
            odds: (0..HOPELESS).map(|units| odds(-(units as f32))).collect(),
        }
    }
}

impl<'a> Decoder<'a> {
    /// A decoder for a chain.
    pub fn new(chain: &'a Chain) -> Self {
        Decoder {
            chain,
            back: Vec::new(),
            labels: Vec::new(),
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
                self.chain.odds.get(units).copied().unwrap_or_default()
            })
        }));
        self.forward.clear();
        self.sums.clear();
        let mut odds = self.chain.steps[N_LABELS];
        for here in &self.here {
            multiply(&mut odds, here);
            self.sums.push(normalize(&mut odds));
            self.forward.push(odds);
            odds = pass(&odds, &self.chain.steps);
        }
        self.backward.clear();
        self.backward.resize(scores.len(), [0.0; N_LABELS]);
        let mut odds: Odds = std::array::from_fn(|label| f32::from(u8::from(may_end(label as u8))));
        for (backward, here) in self.backward.iter_mut().zip(&self.here).rev() {
            *backward = odds;
            multiply(&mut odds, here);
            odds = pass_back(&odds, &self.chain.steps);
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
                (Some(before), _) => self.chain.steps[before as usize][label],
                (None, None) => self.chain.steps[N_LABELS][label],
                (None, Some(left)) => (0..N_LABELS).map(|other| self.forward[left][other] * self.chain.steps[other][label]).sum(),
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
        let transitions = &self.chain.eager;
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
