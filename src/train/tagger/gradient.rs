//! The forward-backward algorithm: how likely each label and each step is.

use crate::mention::tagger::{N_LABELS, may_end};

/// Numbers for each label.
pub type Labels = [f32; N_LABELS];

/// Numbers for each step, and in the last row for each first label.
pub type Steps = [Labels; N_LABELS + 1];

/// How likely the labels of one sentence are.
pub struct Expectation {
    /// The probability of each label at each character.
    pub labels: Vec<Labels>,
    /// How often each step is expected.
    pub steps: Steps,
    /// The logarithm of the sum over all labellings.
    pub logarithm: f64,
}

/// Weighs all labellings of a sentence; `steps` holds odds, zero where a step is forbidden.
pub fn expect(scores: &[Labels], steps: &Steps) -> Expectation {
    let n = scores.len();
    let mut logarithm = 0.0;
    let mut odds = vec![[0.0; N_LABELS]; n];
    for (odds, scores) in odds.iter_mut().zip(scores) {
        let best = scores.iter().copied().fold(f32::MIN, f32::max);
        logarithm += f64::from(best);
        for (odds, score) in odds.iter_mut().zip(scores) {
            *odds = libm::expf(score - best);
        }
    }
    let mut forward = vec![[0.0; N_LABELS]; n];
    for position in 0..n {
        let mut sums = match position.checked_sub(1) {
            None => steps[N_LABELS],
            Some(before) => pass(&forward[before], steps),
        };
        multiply(&mut sums, &odds[position]);
        logarithm += libm::log(f64::from(normalize(&mut sums)));
        forward[position] = sums;
    }
    let mut backward = vec![[0.0; N_LABELS]; n];
    for (label, sum) in backward[n - 1].iter_mut().enumerate() {
        *sum = f32::from(u8::from(may_end(label as u8)));
    }
    let ended: f32 = forward[n - 1].iter().zip(&backward[n - 1]).map(|(a, b)| a * b).sum();
    logarithm += libm::log(f64::from(ended.max(f32::MIN_POSITIVE)));
    let mut expected = [[0.0; N_LABELS]; N_LABELS + 1];
    for position in (1..n).rev() {
        let mut after = backward[position];
        multiply(&mut after, &odds[position]);
        let mut sums = [0.0; N_LABELS];
        for (sum, steps) in sums.iter_mut().zip(steps) {
            *sum = steps.iter().zip(&after).map(|(a, b)| a * b).sum();
        }
        add_steps(&mut expected, &forward[position - 1], steps, &after);
        normalize(&mut sums);
        backward[position - 1] = sums;
    }
    for (labels, backward) in forward.iter_mut().zip(&backward) {
        multiply(labels, backward);
        normalize(labels);
    }
    expected[N_LABELS] = forward[0];
    Expectation { labels: forward, steps: expected, logarithm }
}

fn pass(sums: &Labels, steps: &Steps) -> Labels {
    let mut next = [0.0; N_LABELS];
    for (sum, steps) in sums.iter().zip(steps) {
        for (next, step) in next.iter_mut().zip(steps) {
            *next += sum * step;
        }
    }
    next
}

fn multiply(sums: &mut Labels, by: &Labels) {
    sums.iter_mut().zip(by).for_each(|(sum, by)| *sum *= by);
}

/// Divides by the sum, and gives it.
fn normalize(sums: &mut Labels) -> f32 {
    let total = sums.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    sums.iter_mut().for_each(|sum| *sum /= total);
    total
}

fn add_steps(expected: &mut Steps, before: &Labels, steps: &Steps, after: &Labels) {
    let total: f32 = pass(before, steps).iter().zip(after).map(|(a, b)| a * b).sum();
    let scale = 1.0 / total.max(f32::MIN_POSITIVE);
    for ((expected, steps), before) in expected.iter_mut().zip(steps).zip(before) {
        for ((expected, step), after) in expected.iter_mut().zip(steps).zip(after) {
            *expected += before * scale * step * after;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_weigh_the_same_are_equally_likely() {
        let mut steps = [[0.0; N_LABELS]; N_LABELS + 1];
        // Only what can both begin and end: outside, and single characters of two kinds.
        for before in [0, 1, 2, N_LABELS] {
            for label in [0, 1, 2] {
                steps[before][label] = 1.0;
            }
        }
        let expected = expect(&[[0.0; N_LABELS]; 3], &steps);
        assert!((expected.logarithm - libm::log(27.0)).abs() < 1e-5);
        for labels in &expected.labels {
            assert!([0, 1, 2].iter().all(|label| (labels[*label] - 1.0 / 3.0).abs() < 1e-5));
        }
        let steps: f32 = expected.steps.as_flattened().iter().sum();
        assert!((steps - 3.0).abs() < 1e-4);
    }
}
