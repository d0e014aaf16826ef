//! Who is linked to whom and how strongly, in the forms that algorithms want.

use std::collections::BTreeMap;

use petgraph::graph::{NodeIndex, UnGraph};

use super::Network;
use crate::relation::Object;

/// The links of a network without direction and kind, one for each pair of entities, in compressed
/// rows.
///
/// The weight of a pair is the sum of the sentence counts of all its relations. An entity is never
/// linked to itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    starts: Vec<usize>,
    targets: Vec<usize>,
    weights: Vec<u64>,
}

impl Links {
    /// The links of a network.
    pub fn of(network: &Network) -> Self {
        let mut weight_of = BTreeMap::new();
        for edge in &network.edges {
            if let Object::Entity(object) = edge.object {
                let pair = (edge.subject.min(object), edge.subject.max(object));
                *weight_of.entry(pair).or_default() += edge.n_sentences as u64;
            }
        }
        Self::from_pairs(network.nodes.len(), weight_of.into_iter().map(|((a, b), weight)| (a, b, weight)))
    }

    /// Links between `n_nodes` nodes, from pairs that are each named once; pairs of one node and
    /// pairs beyond the last node are left out.
    pub fn from_pairs(n_nodes: usize, pairs: impl IntoIterator<Item = (usize, usize, u64)>) -> Self {
        let is_link = |&(a, b, _): &(usize, usize, u64)| a != b && a < n_nodes && b < n_nodes;
        let mut rows: Vec<_> = pairs.into_iter().filter(is_link).flat_map(|(a, b, w)| [(a, b, w), (b, a, w)]).collect();
        rows.sort_unstable();
        let mut links = Links { starts: vec![0; n_nodes + 1], ..Links::default() };
        for (from, to, weight) in rows {
            links.starts[from + 1] += 1;
            links.targets.push(to);
            links.weights.push(weight);
        }
        for node in 0..n_nodes {
            links.starts[node + 1] += links.starts[node];
        }
        links
    }

    /// The number of nodes.
    pub fn n_nodes(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The neighbours of a node with the weight of the link, in order; none for an unknown node.
    pub fn neighbours(&self, node: usize) -> impl Iterator<Item = (usize, u64)> + '_ {
        let range = match node < self.n_nodes() {
            true => self.starts[node]..self.starts[node + 1],
            false => 0..0,
        };
        range.map(|index| (self.targets[index], self.weights[index]))
    }

    /// Each pair once, the smaller node first, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize, u64)> + '_ {
        (0..self.n_nodes())
            .flat_map(move |a| self.neighbours(a).filter(move |&(b, _)| a < b).map(move |(b, weight)| (a, b, weight)))
    }

    /// The same as a petgraph graph: node *n* is node *n*, edges stand in the order of
    /// [`pairs`](Links::pairs) and weigh what the pair weighs.
    pub fn to_petgraph(&self) -> UnGraph<(), u64> {
        let mut graph = UnGraph::with_capacity(self.n_nodes(), self.targets.len() / 2);
        for _ in 0..self.n_nodes() {
            graph.add_node(());
        }
        for (a, b, weight) in self.pairs() {
            graph.add_edge(NodeIndex::new(a), NodeIndex::new(b), weight);
        }
        graph
    }
}
