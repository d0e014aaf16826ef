//! Who stands in the middle.

use super::Links;

/// The share of its score that a node passes on along its links.
const DAMPING: f64 = 0.85;
/// Rounds after which the scores are taken as they are; 0.85^100 is below 10^-7.
const MAX_ROUNDS: usize = 100;
/// The change of all scores together below which they are taken as settled.
const SETTLED: f64 = 1e-12;

impl Links {
    /// The PageRank of each node over weighted links; the scores add up to 1.
    ///
    /// Computed by repeated summation in a fixed order with additions, multiplications and divisions
    /// only, so that every machine comes to the same bits (Page, Brin, Motwani, Winograd 1999). A node without
    /// links gives its share to all.
    pub fn pagerank(&self) -> Vec<f64> {
        let n_nodes = self.n_nodes();
        let uniform = 1.0 / n_nodes as f64;
        let strengths: Vec<f64> = (0..n_nodes).map(|node| self.strength(node)).collect();
        let mut scores = vec![uniform; n_nodes];
        for _ in 0..MAX_ROUNDS {
            let next = self.pagerank_round(&scores, &strengths, uniform);
            let change: f64 = scores.iter().zip(&next).map(|(old, new)| (old - new).abs()).sum();
            scores = next;
            if change < SETTLED {
                break;
            }
        }
        scores
    }

    fn pagerank_round(&self, scores: &[f64], strengths: &[f64], uniform: f64) -> Vec<f64> {
        let stranded: f64 = scores.iter().zip(strengths).filter(|(_, s)| **s == 0.0).map(|(score, _)| score).sum();
        let floor = (1.0 - DAMPING + DAMPING * stranded) * uniform;
        let incoming = |node: usize| -> f64 {
            self.neighbours(node).map(|(from, weight)| scores[from] * weight as f64 / strengths[from].max(1.0)).sum()
        };
        (0..scores.len()).map(|node| floor + DAMPING * incoming(node)).collect()
    }

    fn strength(&self, node: usize) -> f64 {
        self.neighbours(node).map(|(_, weight)| weight as f64).sum()
    }
}

/// The place of each node when they are ordered by falling score, counted from one.
///
/// Scores that differ by less than 10^-12 count as equal; equal scores keep the order of the nodes.
pub(super) fn ranks(scores: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    let steps = |node: usize| (scores[node] * 1e12) as u64;
    order.sort_by_key(|&node| (std::cmp::Reverse(steps(node)), node));
    let mut ranks = vec![0; scores.len()];
    for (place, &node) in order.iter().enumerate() {
        ranks[node] = place + 1;
    }
    ranks
}
