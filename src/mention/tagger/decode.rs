//! The best labels of a sentence, and how likely any name in it is.
//!
//! The best labels are found by the Viterbi algorithm in whole units of weight. The probability of a name is
//! its marginal under the conditional random field, by the forward-backward algorithm: the share that all
//! labellings with just this name have among all labellings, the scores divided by the temperature.

use super::chain::{Chain, ENTRIES, Odds};
use super::label::{N_LABELS, OUTSIDE, Tagged, labels, may_end, names};

/// The scores of one character, one for each label.
pub type Scores = [i16; N_LABELS];

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
        let chain = self.chain;
        self.here.clear();
        self.here.extend(scores.iter().map(|scores| chain.odds(scores)));
        self.forward.clear();
        self.sums.clear();
        let mut odds = chain.first();
        for here in &self.here {
            multiply(&mut odds, here);
            self.sums.push(normalize(&mut odds));
            self.forward.push(odds);
            odds = chain.pass(&odds);
        }
        self.backward.clear();
        self.backward.resize(scores.len(), [0.0; N_LABELS]);
        let mut odds: Odds = std::array::from_fn(|label| f32::from(u8::from(may_end(label as u8))));
        for (backward, here) in self.backward.iter_mut().zip(&self.here).rev() {
            *backward = odds;
            multiply(&mut odds, here);
            odds = chain.pass_back(&odds);
            normalize(&mut odds);
        }
    }

    /// The probability of a name in the sentence last weighed.
    pub fn probability(&self, name: Tagged) -> f32 {
        if name.start >= name.end || name.end > self.here.len() {
            return 0.0;
        }
        let before = name.start.checked_sub(1);
        let mut odds = before.map_or(self.chain.first(), |before| self.chain.pass(&self.forward[before]));
        let alone = Tagged { start: 0, end: name.end - name.start, ..name };
        for (label, position) in labels(alone.end, &[alone]).into_iter().zip(name.start..) {
            let label = usize::from(label);
            let mut only = [0.0; N_LABELS];
            only[label] = odds[label] * self.here[position][label] / self.sums[position];
            odds = if position + 1 < name.end { self.chain.pass(&only) } else { only };
        }
        let last = name.end - 1;
        let sum = |odds: &Odds| odds.iter().zip(&self.backward[last]).map(|(odds, behind)| odds * behind).sum::<f32>();
        let all = sum(&self.forward[last]);
        if all > 0.0 { (sum(&odds) / all).min(1.0) } else { 0.0 }
    }

    fn viterbi(&mut self, scores: &[Scores]) {
        self.back.clear();
        let mut best = [i32::MIN / 2; N_LABELS];
        best[..ENTRIES].copy_from_slice(&self.chain.eager_first());
        for (position, scores) in scores.iter().enumerate() {
            let mut back = [0; N_LABELS];
            if position > 0 {
                (best, back) = self.chain.best_steps(&best);
            }
            best.iter_mut().zip(scores).for_each(|(best, score)| *best += i32::from(*score));
            self.back.push(back);
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
