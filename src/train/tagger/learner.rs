//! The weights while they are learned.

use super::Config;
use super::example::{Book, Example};
use super::gradient::{Labels, Steps, expect};
use crate::mention::tagger::{N_LABELS, is_allowed, kind_of};
use crate::train::random::{Dropout, Random};

/// The weights, and what AdaGrad remembers of each.
pub struct Learner {
    /// The weights that all corpora share.
    pub shared: Weights,
    /// Those of each corpus.
    pub own: Vec<Weights>,
    /// The kinds that each corpus marks, a bit a kind.
    pub kinds: Vec<u8>,
    order: Vec<usize>,
    random: Random,
    rate: f32,
    /// From this on, of 256 numbers, a pattern is left out.
    dropped: u64,
}

/// Weights, and the sums of the squares of their gradients.
pub struct Weights {
    /// A row for each slot of each pattern.
    pub rows: Vec<Labels>,
    /// The weights of steps.
    pub steps: Steps,
    row_squares: Vec<Labels>,
    step_squares: Steps,
    /// The sums of what was kept, to be averaged.
    kept: Option<(Vec<Labels>, Steps, f32)>,
}

impl Weights {
    fn new(n_rows: usize, damping: f32) -> Self {
        Weights {
            rows: vec![[0.0; N_LABELS]; n_rows],
            steps: [[0.0; N_LABELS]; N_LABELS + 1],
            row_squares: vec![[damping; N_LABELS]; n_rows],
            step_squares: [[damping; N_LABELS]; N_LABELS + 1],
            kept: None,
        }
    }

    /// Forgets the weights, not what was kept.
    fn restart(&mut self, damping: f32) {
        self.rows.fill([0.0; N_LABELS]);
        self.row_squares.fill([damping; N_LABELS]);
        self.steps = [[0.0; N_LABELS]; N_LABELS + 1];
        self.step_squares = [[damping; N_LABELS]; N_LABELS + 1];
    }

    fn keep(&mut self) {
        match &mut self.kept {
            None => self.kept = Some((self.rows.clone(), self.steps, 1.0)),
            Some((rows, steps, n)) => {
                add(rows.as_flattened_mut(), self.rows.as_flattened());
                add(steps.as_flattened_mut(), self.steps.as_flattened());
                *n += 1.0;
            }
        }
    }

    fn average(&mut self) {
        if let Some((rows, steps, n)) = self.kept.take() {
            (self.rows, self.steps) = (rows, steps);
            let weights = self.rows.as_flattened_mut().iter_mut().chain(self.steps.as_flattened_mut());
            weights.for_each(|weight| *weight /= n);
        }
    }
}

fn add(sums: &mut [f32], more: &[f32]) {
    sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}

impl Learner {
    pub fn new(book: &Book, n_corpora: usize, config: &Config) -> Self {
        let mut kinds = vec![0; n_corpora];
        for example in &book.examples {
            for kind in example.labels.iter().filter_map(|label| kind_of(*label)) {
                kinds[example.corpus] |= 1 << kind;
            }
        }
        Learner {
            shared: Weights::new(book.n_rows, config.damping),
            own: (0..n_corpora).map(|_| Weights::new(book.n_rows, config.damping)).collect(),
            kinds,
            order: (0..book.examples.len()).collect(),
            random: Random::new(config.seed),
            rate: config.rate,
            dropped: (256.0 * config.dropout) as u64,
        }
    }

    /// Learns from each sentence once, in an order of chance, and gives the mean loss of a character.
    pub fn round(&mut self, book: &Book) -> f64 {
        let mut order = std::mem::take(&mut self.order);
        self.random.shuffle(&mut order);
        let (mut loss, mut n) = (0.0, 0);
        for index in &order {
            let example = &book.examples[*index];
            loss += self.learn(example);
            n += example.labels.len();
        }
        self.order = order;
        loss / n as f64
    }

    /// Begins anew; what was kept stays, to be averaged with what comes.
    pub fn restart(&mut self, config: &Config) {
        self.shared.restart(config.damping);
        self.own.iter_mut().for_each(|own| own.restart(config.damping));
    }

    /// Adds the weights as they are to what is averaged.
    pub fn keep(&mut self) {
        self.shared.keep();
        self.own.iter_mut().for_each(Weights::keep);
    }

    /// Puts the average of what was kept in place of the weights.
    pub fn average(&mut self) {
        self.shared.average();
        self.own.iter_mut().for_each(Weights::average);
    }

    fn learn(&mut self, example: &Example) -> f64 {
        if example.labels.is_empty() {
            return 0.0;
        }
        let rows = self.draw(example);
        let own = &self.own[example.corpus];
        let scale = 256.0 / (256 - self.dropped) as f32;
        let scores: Vec<Labels> = rows.iter().map(|rows| self.score(rows, own, scale)).collect();
        let steps = self.odds(example.corpus);
        let expected = expect(&scores, &steps);
        let mut of_labels = expected.labels;
        let mut of_steps = expected.steps;
        let mut right = 0.0;
        let mut before = N_LABELS;
        for (position, label) in example.labels.iter().enumerate() {
            let label = usize::from(*label);
            right += scores[position][label] + self.shared.steps[before][label] + own.steps[before][label];
            of_labels[position][label] -= 1.0;
            of_steps[before][label] -= 1.0;
            before = label;
        }
        let (shared, own, rate) = (&mut self.shared, &mut self.own[example.corpus], self.rate);
        for (rows, gradient) in rows.iter().zip(&of_labels) {
            if gradient.iter().map(|part| part.abs()).sum::<f32>() < NEGLIGIBLE {
                continue;
            }
            for row in rows {
                let row = *row as usize;
                descend(&mut shared.rows[row], &mut shared.row_squares[row], gradient, rate);
                descend(&mut own.rows[row], &mut own.row_squares[row], gradient, rate);
            }
        }
        for (before, gradient) in of_steps.iter().enumerate() {
            descend(&mut shared.steps[before], &mut shared.step_squares[before], gradient, rate);
            descend(&mut own.steps[before], &mut own.step_squares[before], gradient, rate);
        }
        expected.logarithm - f64::from(right)
    }

    /// For each character the rows that are not left out this time.
    fn draw(&mut self, example: &Example) -> Vec<Vec<u32>> {
        let mut dropout = Dropout::new(&mut self.random, self.dropped);
        (0..example.labels.len()).map(|position| dropout.keep(example.rows_of(position))).collect()
    }

    fn score(&self, rows: &[u32], own: &Weights, scale: f32) -> Labels {
        let mut scores = [0.0; N_LABELS];
        for row in rows {
            let (shared, own) = (&self.shared.rows[*row as usize], &own.rows[*row as usize]);
            for label in 0..N_LABELS {
                scores[label] += shared[label] + own[label];
            }
        }
        scores.map(|score| score * scale)
    }

    /// The odds of each step in a corpus, zero for those that lead through half names or kinds that it does not mark.
    fn odds(&self, corpus: usize) -> Steps {
        let mut odds = [[0.0; N_LABELS]; N_LABELS + 1];
        for (before, row) in odds.iter_mut().enumerate() {
            for (label, odds) in row.iter_mut().enumerate() {
                if is_allowed(before as u8, label as u8, self.kinds[corpus]) {
                    *odds = libm::expf(self.shared.steps[before][label] + self.own[corpus].steps[before][label]);
                }
            }
        }
        odds
    }
}

/// A character whose labels are all but right teaches nothing.
const NEGLIGIBLE: f32 = 1e-3;

/// One step of AdaGrad.
fn descend(weights: &mut Labels, squares: &mut Labels, gradient: &Labels, rate: f32) {
    for label in 0..N_LABELS {
        squares[label] += gradient[label] * gradient[label];
        weights[label] -= rate * gradient[label] / (squares[label].sqrt() + 1e-4);
    }
}
