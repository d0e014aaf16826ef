//! Logistic regression over many classes and sparse features, learnt by AdaGrad with dropout.
//!
//! A class has a score of its own and one that it shares with its inverse, so that what is learnt of 收购 from pairs
//! that stand in one order helps where they stand in the other.

use crate::corpus::Relations;

/// How to learn.
#[derive(Clone, Copy)]
pub struct Config {
    /// Passes over the pairs.
    pub n_epochs: usize,
    /// The first step of a weight.
    pub rate: f32,
    /// The share of features that a step does not see.
    pub dropout: f32,
    /// The pull of the weights towards zero.
    pub l2: f32,
    /// In as many pairs a feature must stand to get weights.
    pub min_count: usize,
    /// As many models, each from its own order, are averaged.
    pub n_seeds: u64,
}

/// What a learner sees of a pair.
pub struct Example {
    /// Its features, sorted.
    pub features: Vec<u64>,
    /// The relations that hold.
    pub relations: Vec<usize>,
}

/// The weights, and which feature has which.
pub struct Model<'a> {
    relations: &'a Relations,
    features: Vec<u64>,
    /// One for each seed: a row of weights for each feature.
    weights: Vec<Vec<f32>>,
    dropout: f32,
}

/// The sum of squared steps that every weight begins with.
const FIRST_SQUARES: f32 = 0.01;

impl<'a> Model<'a> {
    /// Learns from `examples`.
    pub fn learn(examples: &[&Example], relations: &'a Relations, config: Config) -> Self {
        let features = frequent(examples, config.min_count);
        let mut model = Model { relations, features, weights: Vec::new(), dropout: config.dropout };
        let rows: Vec<Vec<usize>> = examples.iter().map(|example| model.rows(&example.features)).collect();
        let targets: Vec<Vec<f32>> = examples.iter().map(|example| model.target(&example.relations)).collect();
        model.weights = (0..config.n_seeds).map(|seed| model.learn_once(&rows, &targets, seed, config)).collect();
        model
    }

    /// How likely each relation is.
    pub fn probabilities(&self, features: &[u64]) -> Vec<f32> {
        let rows = self.rows(features);
        // As many features as a step saw of this many, and all their weights, scaled to that.
        let scale = ((1.0 - self.dropout) / rows.len().max(1) as f32).sqrt();
        let mut mean = vec![0.0; self.relations.names.len()];
        for weights in &self.weights {
            let probabilities = self.softmax(weights, &rows, scale);
            mean.iter_mut().zip(probabilities).for_each(|(mean, p)| *mean += p / self.weights.len() as f32);
        }
        mean
    }

    /// How many weights one seed has.
    pub fn n_weights(&self) -> usize {
        self.features.len() * self.width()
    }

    fn learn_once(&self, rows: &[Vec<usize>], targets: &[Vec<f32>], seed: u64, config: Config) -> Vec<f32> {
        let mut chance = Chance(seed);
        let mut weights = vec![0.0; self.n_weights()];
        let mut squares = vec![FIRST_SQUARES; self.n_weights()];
        let mut order: Vec<usize> = (0..rows.len()).collect();
        for _ in 0..config.n_epochs {
            chance.shuffle(&mut order);
            for &index in &order {
                let seen: Vec<usize> =
                    rows[index].iter().copied().filter(|_| chance.unit() >= config.dropout).collect();
                self.step(&mut weights, &mut squares, &seen, &targets[index], config);
            }
        }
        weights
    }

    /// One step of AdaGrad. The pull to zero reaches only the weights that the pair touches.
    fn step(&self, weights: &mut [f32], squares: &mut [f32], rows: &[usize], target: &[f32], config: Config) {
        let scale = 1.0 / (rows.len().max(1) as f32).sqrt();
        let probabilities = self.softmax(weights, rows, scale);
        let n_relations = target.len();
        let mut slope = vec![0.0; self.width()];
        for relation in 0..n_relations {
            let error = (probabilities[relation] - target[relation]) * scale;
            slope[relation] += error;
            slope[n_relations + self.relations.family[relation]] += error;
        }
        for &row in rows {
            let row = row * self.width()..(row + 1) * self.width();
            let touched = weights[row.clone()].iter_mut().zip(&mut squares[row]);
            for ((weight, squares), slope) in touched.zip(&slope) {
                let slope = slope + config.l2 * *weight;
                *squares += slope * slope;
                *weight -= config.rate * slope / squares.sqrt();
            }
        }
    }

    fn softmax(&self, weights: &[f32], rows: &[usize], scale: f32) -> Vec<f32> {
        let mut sums = vec![0.0; self.width()];
        for &row in rows {
            let row = &weights[row * self.width()..(row + 1) * self.width()];
            sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
        }
        let (own, shared) = sums.split_at(self.relations.names.len());
        let scores = own.iter().zip(&self.relations.family).map(|(own, &family)| (own + shared[family]) * scale);
        let scores: Vec<f32> = scores.collect();
        let highest = scores.iter().copied().fold(f32::MIN, f32::max);
        let powers: Vec<f32> = scores.iter().map(|score| libm::expf(score - highest)).collect();
        let total: f32 = powers.iter().sum();
        powers.iter().map(|power| power / total).collect()
    }

    /// The relations of a pair as shares of one. A pair that is both related and not counts as related.
    fn target(&self, relations: &[usize]) -> Vec<f32> {
        let is_only = relations.len() == 1;
        let held: Vec<usize> =
            relations.iter().copied().filter(|&relation| is_only || relation != self.relations.none).collect();
        let mut target = vec![0.0; self.relations.names.len()];
        held.iter().for_each(|&relation| target[relation] = 1.0 / held.len() as f32);
        target
    }

    fn rows(&self, features: &[u64]) -> Vec<usize> {
        features.iter().filter_map(|feature| self.features.binary_search(feature).ok()).collect()
    }

    fn width(&self) -> usize {
        self.relations.names.len() + self.relations.n_families
    }
}

/// The features that stand in at least `min_count` examples, sorted.
fn frequent(examples: &[&Example], min_count: usize) -> Vec<u64> {
    let mut all: Vec<u64> = examples.iter().flat_map(|example| example.features.iter().copied()).collect();
    all.sort_unstable();
    let equal = all.chunk_by(|one, other| one == other);
    equal.filter(|chunk| chunk.len() >= min_count).map(|chunk| chunk[0]).collect()
}

/// `SplitMix64`: the same numbers from the same seed, everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From zero to below one.
    fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for last in (1..order.len()).rev() {
            order.swap(last, (self.next() % (last as u64 + 1)) as usize);
        }
    }
}
