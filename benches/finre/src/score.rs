//! Precision and recall of what was decided.

use crate::corpus::{Pair, Relations};

/// A pair of the corpus and what the model makes of it.
pub struct Judgement<'a> {
    /// The pair.
    pub pair: &'a Pair,
    /// How likely each relation is.
    pub probabilities: Vec<f32>,
}

/// The one relation that a pair is said to have.
#[derive(Clone, Copy)]
pub struct Decision {
    /// Which.
    pub relation: usize,
    /// How likely.
    pub probability: f32,
}

/// Counts of pairs, one for each direction.
#[derive(Clone, Copy, Default)]
pub struct Score {
    /// Relations said that hold.
    pub n_right: usize,
    /// Relations said.
    pub n_said: usize,
    /// Relations, or pairs that have one, that are to be said.
    pub n_true: usize,
}

impl Judgement<'_> {
    /// The likeliest relation, `none` weighed by `none_weight`; `None` if that is the likeliest.
    pub fn decide(&self, relations: &Relations, none_weight: f32) -> Option<Decision> {
        let weigh = |relation: usize| {
            let weight = if relation == relations.none { none_weight } else { 1.0 };
            self.probabilities[relation] * weight
        };
        let relation = (0..self.probabilities.len()).max_by(|&one, &other| weigh(one).total_cmp(&weigh(other)))?;
        let decision = Decision { relation, probability: self.probabilities[relation] };
        (relation != relations.none).then_some(decision)
    }
}

impl Score {
    /// The share of what was said that holds.
    pub fn precision(&self) -> f64 {
        self.n_right as f64 / self.n_said.max(1) as f64
    }

    /// The share of what holds that was said.
    pub fn recall(&self) -> f64 {
        self.n_right as f64 / self.n_true.max(1) as f64
    }

    /// The harmonic mean of the two.
    pub fn f1(&self) -> f64 {
        2.0 * self.n_right as f64 / (self.n_said + self.n_true).max(1) as f64
    }
}

/// The score as MG-Lattice has it: a pair is one case, right if what is said is one of its relations; it is to be
/// found if it has a relation other than `none`. Only decisions of at least `threshold` are said.
pub fn by_pair(judgements: &[Judgement<'_>], relations: &Relations, none_weight: f32, threshold: f32) -> Score {
    let mut score = Score::default();
    for Judgement { pair, .. } in judgements {
        score.n_true += pair.n_directions * usize::from(pair.relations.iter().any(|&held| held != relations.none));
    }
    let said = judgements.iter().filter_map(|judgement| Some((judgement, judgement.decide(relations, none_weight)?)));
    for (Judgement { pair, .. }, decision) in said.filter(|(_, decision)| decision.probability >= threshold) {
        score.n_said += pair.n_directions;
        score.n_right += pair.n_directions * usize::from(pair.relations.contains(&decision.relation));
    }
    score
}

/// How many relations other than `none` the corpus states: pairs with two count twice.
pub fn n_stated(judgements: &[Judgement<'_>], relations: &Relations) -> usize {
    let stated = |pair: &Pair| pair.relations.iter().filter(|&&held| held != relations.none).count();
    judgements.iter().map(|judgement| judgement.pair.n_directions * stated(judgement.pair)).sum()
}

/// The score of one family: a relation and its inverse, which mirror each other and so have the same figures.
/// A direction that is wrong is wrong.
pub fn of_family(
    judgements: &[Judgement<'_>],
    relations: &Relations,
    none_weight: f32,
    family: usize,
    threshold: f32,
) -> Score {
    let mut score = Score::default();
    for judgement in judgements {
        let Judgement { pair, .. } = judgement;
        let held = pair.relations.iter().filter(|&&held| relations.family[held] == family).count();
        score.n_true += pair.n_directions * held;
        let Some(decision) = judgement.decide(relations, none_weight) else { continue };
        if relations.family[decision.relation] == family && decision.probability >= threshold {
            score.n_said += pair.n_directions;
            score.n_right += pair.n_directions * usize::from(pair.relations.contains(&decision.relation));
        }
    }
    score
}
