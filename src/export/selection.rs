//! Which entities and links a picture shows: those that matter, few enough to see.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Edge, Links, Network};
use crate::relation::Object;

/// Entities and pairs to draw, both as indices into the network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Selection {
    pub(super) nodes: BTreeSet<usize>,
    /// Each pair with its weight, the smaller index first, in order.
    pub(super) pairs: Vec<(usize, usize, u64)>,
}

/// Chooses at most `max_nodes` entities and, of the links between them, all that are facts, those that hold the
/// picture together, and the `edges_per_node` strongest of each entity.
///
/// With a centre: it, then its neighbours by weight, then theirs. Without: by rank. Entities that end up alone
/// are left out.
pub(super) fn select(network: &Network, centre: Option<usize>, max_nodes: usize, edges_per_node: usize) -> Selection {
    let links = network.links();
    let order = match centre.filter(|&node| node < network.nodes.len()) {
        Some(centre) => outwards(&links, centre, max_nodes),
        None => by_rank(network, &links),
    };
    let chosen: BTreeSet<usize> = order.into_iter().take(max_nodes).collect();
    let mut pairs: Vec<_> = links.pairs().filter(|(a, b, _)| chosen.contains(a) && chosen.contains(b)).collect();
    pairs.sort_by_key(|&(a, b, weight)| (Reverse(weight), a, b));
    let facts = facts(network);
    let mut forest = Forest::default();
    let mut n_seen: BTreeMap<usize, usize> = BTreeMap::new();
    let mut is_early = |node: usize| {
        let n_seen = n_seen.entry(node).or_default();
        *n_seen += 1;
        *n_seen <= edges_per_node
    };
    pairs.retain(|&(a, b, _)| {
        let is_among_strongest = [a, b].map(&mut is_early).contains(&true);
        // Strongest first, so that the links that join two parts make a maximum spanning forest (Kruskal).
        forest.join(a, b) || is_among_strongest || facts.contains(&(a, b))
    });
    pairs.sort_unstable();
    let drawn = pairs.iter().flat_map(|&(a, b, _)| [a, b]).chain(centre.filter(|node| chosen.contains(node)));
    Selection { nodes: drawn.collect(), pairs }
}

/// The pairs that something else than a co-mention links.
fn facts(network: &Network) -> BTreeSet<(usize, usize)> {
    let pair = |edge: &Edge| match edge.object {
        Object::Entity(object) if edge.predicate.is_fact() => {
            Some((edge.subject.min(object), edge.subject.max(object)))
        }
        _ => None,
    };
    network.edges.iter().filter_map(pair).collect()
}

fn by_rank(network: &Network, links: &Links) -> Vec<usize> {
    let mut order: Vec<usize> = (0..network.nodes.len()).filter(|&n| links.neighbours(n).next().is_some()).collect();
    order.sort_by_key(|&node| (network.node(node).rank, node));
    order
}

/// The nodes by steps from the centre, in each step the more strongly attached first.
fn outwards(links: &Links, centre: usize, max_nodes: usize) -> Vec<usize> {
    let mut order = vec![centre];
    let mut reached = BTreeSet::from([centre]);
    let mut border = vec![centre];
    while !border.is_empty() && order.len() < max_nodes {
        let mut next: Vec<(Reverse<u64>, usize)> = Vec::new();
        for &node in &border {
            next.extend(links.neighbours(node).map(|(node, weight)| (Reverse(weight), node)));
        }
        next.sort_unstable();
        border = next.into_iter().map(|(_, node)| node).filter(|&node| reached.insert(node)).collect();
        order.extend(&border);
    }
    order
}

/// Which nodes already hang together: for each that hangs from another, from which.
#[derive(Default)]
struct Forest(BTreeMap<usize, usize>);

impl Forest {
    fn root(&mut self, mut node: usize) -> usize {
        while let Some(&above) = self.0.get(&node) {
            // It is hung higher, so that the way is shorter the next time.
            if let Some(&higher) = self.0.get(&above) {
                self.0.insert(node, higher);
            }
            node = above;
        }
        node
    }

    /// Joins the parts of two nodes and says whether they were apart.
    fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.0.insert(a.max(b), a.min(b));
        }
        a != b
    }
}
