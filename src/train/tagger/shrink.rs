//! The model that ships: weights in small whole numbers, those near zero left out.

use super::example::Book;
use super::gradient::{Labels, Steps};
use super::learner::{Learner, Weights};
use super::{Config, Corpus};
use crate::mention::tagger::{Convention, Layer, Model, N_LABELS, Row, Transitions, UNITS};

/// Makes a model of the weights as they are.
///
/// The shared weights are rounded first and those of a convention make up the difference, so that their sum is off
/// by no more than one rounding.
pub fn model(learner: &Learner, book: &Book, corpora: &[Corpus], config: &Config) -> Model {
    let smallest = config.smallest;
    let shared =
        layer(book, |row| round(&learner.shared.rows[row], smallest), transitions(&learner.shared.steps, None));
    let conventions = corpora.iter().zip(&learner.own).zip(&learner.kinds).enumerate();
    let conventions = conventions
        .map(|(index, ((corpus, own), kinds))| {
            let smallest_sum = if index == 0 { config.smallest_first } else { 0.0 };
            let rows = |row| difference(&learner.shared.rows[row], &own.rows[row], smallest, smallest_sum);
            let steps = transitions(&own.steps, Some(&learner.shared));
            let layer = layer(book, rows, steps);
            Convention { name: corpus.name.clone(), kinds: *kinds, temperature: 256, eagerness: 0, layer }
        })
        .collect();
    Model { shared, conventions }
}

fn layer(book: &Book, row: impl Fn(usize) -> Row, transitions: Transitions) -> Layer {
    let mut layer = Layer { transitions, ..Layer::default() };
    for ((template, key), first) in &book.patterns {
        let rows = (0..template.n_slots()).map(|slot| row(*first as usize + slot));
        let patterns = &mut layer.patterns[*template as usize];
        let n = patterns.rows.len();
        patterns.rows.extend(rows);
        if patterns.rows[n..].iter().all(|row| *row == [0; N_LABELS]) {
            patterns.rows.truncate(n);
        } else {
            patterns.keys.push(*key);
        }
    }
    layer
}

fn round(weights: &Labels, smallest: f32) -> Row {
    weights.map(|weight| shrink(weight * UNITS, smallest) as i8)
}

/// What is to be added to the rounded shared weights, so that they come to a sum that is not too small to matter.
fn difference(shared: &Labels, own: &Labels, smallest: f32, smallest_sum: f32) -> Row {
    let mut row = round(shared, smallest);
    for ((weight, shared), own) in row.iter_mut().zip(shared).zip(own) {
        let sum = ((shared + own) * UNITS).clamp(-127.0, 127.0);
        let rounded = f32::from(*weight);
        *weight = if sum.abs() < smallest_sum { -rounded } else { shrink(sum - rounded, smallest) } as i8;
    }
    row
}

/// Rounds, and leaves out what is too small to matter.
fn shrink(units: f32, smallest: f32) -> f32 {
    if units.abs() < smallest { 0.0 } else { units.round().clamp(-127.0, 127.0) }
}

fn transitions(steps: &Steps, shared: Option<&Weights>) -> Transitions {
    let mut transitions = [[0; N_LABELS]; N_LABELS + 1];
    for (before, row) in transitions.iter_mut().enumerate() {
        for (label, weight) in row.iter_mut().enumerate() {
            let whole = |steps: &Steps| (steps[before][label] * UNITS).round();
            let base = shared.map_or(0.0, |shared| whole(&shared.steps));
            let sum = shared.map_or(0.0, |shared| shared.steps[before][label]) + steps[before][label];
            *weight = ((sum * UNITS).round() - base) as i16;
        }
    }
    transitions
}
