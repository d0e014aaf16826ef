//! The best labels of a sentence, and how likely any name in it is.
//!
//! The best labels are found by the Viterbi algorithm in whole units of weight. The probability of a name is
//! its marginal under the conditional random field, by the forward-backward algorithm: the share that all
//! labellings with just this name have among all labellings, the scores divided by the temperature.

use multiversion::multiversion;

use super::chain::{Chain, Odds};
use super::label::{N_LABELS, OUTSIDE, Part, Tagged, join, may_end, names};

/// The scores of one character, one for each label.
pub type Scores = [i16; N_LABELS];

/// Buffers for one sentence, used again for the next.
pub struct Decoder<'a> {
    chain: &'a Chain,
    back: Vec<[u8; N_LABELS]>,
    labels: Vec<u8>,
    /// For each character: the odds of its scores alone, those of all labellings up to it, what they were divided by,
    /// and the odds of all labellings behind it.
    here: Vec<Odds>,
    forward: Vec<Odds>,
    sums: Vec<f32>,
    backward: Vec<Odds>,
}

impl<'a> Decoder<'a> {
    /// A decoder for a chain, with room for sentences of so many characters.
    pub fn new(chain: &'a Chain, longest: usize) -> Self {
        Decoder {
            chain,
            back: Vec::with_capacity(longest),
            labels: Vec::with_capacity(longest),
            here: Vec::with_capacity(longest),
            forward: Vec::with_capacity(longest),
            sums: Vec::with_capacity(longest),
            backward: Vec::with_capacity(longest),
        }
    }

    /// The names in the best labels of a sentence.
    pub fn names(&mut self, scores: &[Scores]) -> Vec<Tagged> {
        if scores.is_empty() {
            return Vec::new();
        }
        let last = viterbi(self, scores);
        self.trace(last);
        names(&self.labels)
    }

    /// Weighs all labellings of a sentence, so that its names can be [asked](Self::probability) for.
    pub fn weigh(&mut self, scores: &[Scores]) {
        weigh(self, scores);
    }

    /// The probability of a name in the sentence last weighed.
    pub fn probability(&self, name: Tagged) -> f32 {
        // No project is of one character: that label stands for what is outside.
        if name.start >= name.end || name.end > self.here.len() || first_label(&name) == usize::from(OUTSIDE) {
            return 0.0;
        }
        let before = name.start.checked_sub(1);
        let entries = before.map_or(self.chain.first(), |before| self.chain.pass(&self.forward[before]));
        let last = name.end - 1;
        let mut label = first_label(&name);
        let mut odds = entries[label];
        for position in name.start..name.end {
            if position > name.start {
                let next = if position == last { join(name.kind, Part::End) } else { join(name.kind, Part::Inside) };
                odds *= self.chain.step_within(label, next);
                label = next;
            }
            odds *= self.here[position][label] / self.sums[position];
        }
        let all = sum(&std::array::from_fn(|label| self.forward[last][label] * self.backward[last][label]));
        if all > 0.0 { (odds * self.backward[last][label] / all).min(1.0) } else { 0.0 }
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

/// Fills the odds of each character.
#[multiversion(targets("x86_64+avx2"))]
fn weigh<'a>(decoder: &mut Decoder<'a>, scores: &[Scores]) {
    let chain = decoder.chain;
    decoder.here.clear();
    decoder.here.extend(scores.iter().map(|scores| chain.odds(scores)));
    let n = scores.len();
    decoder.forward.resize(n, [0.0; N_LABELS]);
    decoder.sums.resize(n, 1.0);
    decoder.backward.resize(n, [0.0; N_LABELS]);
    let mut before = chain.first();
    let mut behind: Odds = std::array::from_fn(|label| f32::from(u8::from(may_end(label as u8))));
    // Each step waits for the one before; one from either end at a time, they wait together.
    for (left, right) in (0..n).zip((0..n).rev()) {
        multiply(&mut before, &decoder.here[left]);
        decoder.sums[left] = if is_scaled(left) { normalize(&mut before) } else { 1.0 };
        decoder.forward[left] = before;
        before = chain.pass(&before);
        decoder.backward[right] = behind;
        multiply(&mut behind, &decoder.here[right]);
        behind = chain.pass_back(&behind);
        if is_scaled(left) {
            normalize(&mut behind);
        }
    }
}

/// Fills in from which label each label is best reached, and gives the best last one.
#[multiversion(targets("x86_64+avx2"))]
fn viterbi<'a>(decoder: &mut Decoder<'a>, scores: &[Scores]) -> u8 {
    decoder.back.clear();
    let mut best = decoder.chain.eager_first();
    for (position, scores) in scores.iter().enumerate() {
        let mut back = [0; N_LABELS];
        if position > 0 {
            (best, back) = decoder.chain.best_steps(&best);
        }
        // Only differences matter; those too large to be held are hopeless anyway.
        let outside = best[usize::from(OUTSIDE)];
        best = std::array::from_fn(|label| best[label].saturating_sub(outside).saturating_add(scores[label]));
        decoder.back.push(back);
    }
    let ends = (0..N_LABELS as u8).filter(|label| may_end(*label));
    let last = ends.max_by_key(|label| (best[usize::from(*label)], std::cmp::Reverse(*label)));
    last.unwrap_or(OUTSIDE)
}

/// The label of the first character of a name.
fn first_label(name: &Tagged) -> usize {
    join(name.kind, if name.start + 1 == name.end { Part::Single } else { Part::Begin })
}

#[inline(always)]
fn multiply(odds: &mut Odds, by: &Odds) {
    odds.iter_mut().zip(by).for_each(|(odds, by)| *odds *= by);
}

/// Whether odds are brought to a sum of one at a character, so that they stay numbers that can be held: every fourth
/// is enough.
#[inline(always)]
fn is_scaled(position: usize) -> bool {
    position % 4 == 3
}

/// Divides by the sum, and gives it.
#[inline(always)]
fn normalize(odds: &mut Odds) -> f32 {
    let sum = sum(odds).max(f32::MIN_POSITIVE);
    let share = 1.0 / sum;
    odds.iter_mut().for_each(|odds| *odds *= share);
    sum
}

/// The sum, by fours, which takes a quarter of the time.
#[inline(always)]
fn sum(odds: &Odds) -> f32 {
    let (fours, _) = odds.as_chunks::<4>();
    let [a, b, c, d] = fours.iter().fold([0.0; 4], |sums, four| std::array::from_fn(|index| sums[index] + four[index]));
    (a + b) + (c + d)
}
