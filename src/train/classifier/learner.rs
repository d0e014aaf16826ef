//! Softmax regression by AdaGrad.

use super::Config;
use super::example::{Book, Example};
use crate::relation::classifier::{Label, N_LABELS};
use crate::train::random::{Dropout, Random};

/// The weights of a pattern, one for each label.
type Row = [f32; N_LABELS];

/// The weights, and what AdaGrad remembers of each.
pub struct Learner {
    rows: Vec<Row>,
    squares: Vec<Row>,
    kept: Option<(Vec<Row>, f32)>,
    order: Vec<usize>,
    random: Random,
    rate: f32,
    /// From this on, of 256 numbers, a pattern is left out.
    dropped: u64,
}

impl Learner {
    /// A learner of the cases of some articles.
    pub fn new(book: &Book, config: &Config, is_learned: impl Fn(usize) -> bool) -> Self {
        let order = (0..book.examples.len()).filter(|&index| is_learned(book.examples[index].article));
        Learner {
            rows: vec![[0.0; N_LABELS]; book.keys.len()],
            squares: vec![[config.damping; N_LABELS]; book.keys.len()],
            kept: None,
            order: order.collect(),
            random: Random::new(config.seed),
            rate: config.rate,
            dropped: (256.0 * config.dropout) as u64,
        }
    }

    /// The weights of each pattern.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Learns from each case once, in an order of chance.
    pub fn round(&mut self, book: &Book) {
        let mut order = std::mem::take(&mut self.order);
        self.random.shuffle(&mut order);
        order.iter().for_each(|index| self.learn(&book.examples[*index]));
        self.order = order;
    }

    /// Adds the weights as they are to what is averaged.
    pub fn keep(&mut self) {
        match &mut self.kept {
            None => self.kept = Some((self.rows.clone(), 1.0)),
            Some((sums, n)) => {
                let sums = sums.as_flattened_mut().iter_mut();
                sums.zip(self.rows.as_flattened()).for_each(|(sum, more)| *sum += more);
                *n += 1.0;
            }
        }
    }

    /// Puts the average of what was kept in place of the weights.
    pub fn average(&mut self) {
        if let Some((rows, n)) = self.kept.take() {
            self.rows = rows;
            self.rows.as_flattened_mut().iter_mut().for_each(|weight| *weight /= n);
        }
    }

    fn learn(&mut self, example: &Example) {
        let rows = Dropout::new(&mut self.random, self.dropped).keep(&example.rows);
        let scale = 256.0 / (256 - self.dropped) as f32;
        let mut scores = [0.0; N_LABELS];
        for row in &rows {
            scores.iter_mut().zip(&self.rows[*row as usize]).for_each(|(score, weight)| *score += weight * scale);
        }
        let labels: Vec<usize> = std::iter::once(Label::NONE).chain(example.can_be.iter()).map(Label::index).collect();
        let highest = labels.iter().map(|label| scores[*label]).fold(f32::MIN, f32::max);
        let odds: Vec<f32> = labels.iter().map(|label| libm::expf(scores[*label] - highest)).collect();
        let sum: f32 = odds.iter().sum();
        let right = example.label().index();
        for (label, odds) in labels.into_iter().zip(odds) {
            let gradient = odds / sum - f32::from(u8::from(label == right));
            if gradient.abs() < NEGLIGIBLE {
                continue;
            }
            for row in &rows {
                let row = *row as usize;
                let squares = &mut self.squares[row][label];
                *squares += gradient * gradient;
                self.rows[row][label] -= self.rate * gradient / squares.sqrt();
            }
        }
    }
}

/// A label that is all but right teaches nothing.
const NEGLIGIBLE: f32 = 1e-3;
