//! Ways through the graph: the strongest chain between two entities, and what lies around one.

use std::collections::BTreeSet;

use petgraph::algo::dijkstra;
use petgraph::graph::NodeIndex;

use super::Links;

/// What a step costs at least.
const STEP: u64 = 1_000_000;

/// The cost of a link: one step, and a part of a step that falls with the number of sentences, 1 + 1/n.
///
/// A direct link always wins, for two steps cost more than 2 and one step never more. Beyond that,
/// strength may outweigh length: three steps of many sentences (3.03) beat two steps of one each (4).
fn cost(weight: u64) -> u64 {
    STEP + STEP / weight.max(1)
}

impl Links {
    /// The strongest chain from one node to another, both included; none if they are not linked.
    ///
    /// The chain whose steps cost least together, where a step costs 1 + 1/n for n sentences. Of
    /// chains that cost the same, the one whose nodes, read from the end, come first in order.
    pub fn strongest_path(&self, from: usize, to: usize) -> Option<Vec<usize>> {
        if from >= self.n_nodes() || to >= self.n_nodes() {
            return None;
        }
        let graph = self.to_petgraph();
        let goal = NodeIndex::new(to);
        let costs = dijkstra(&graph, NodeIndex::new(from), Some(goal), |edge| cost(*edge.weight()));
        let cost_of = |node: usize| costs.get(&NodeIndex::new(node)).copied();
        cost_of(to)?;
        let mut path = vec![to];
        let mut node = to;
        while node != from {
            let arrives = |&(before, weight): &(usize, u64)| {
                cost_of(before).is_some_and(|spent| Some(spent + cost(weight)) == cost_of(node))
            };
            node = self.neighbours(node).find(arrives)?.0;
            path.push(node);
        }
        path.reverse();
        Some(path)
    }

    /// The nodes at most `depth` steps away from any of `centres`, the centres included.
    pub fn neighbourhood(&self, centres: &[usize], depth: usize) -> BTreeSet<usize> {
        let mut reached: BTreeSet<usize> = centres.iter().copied().filter(|&node| node < self.n_nodes()).collect();
        let mut border: Vec<usize> = reached.iter().copied().collect();
        for _ in 0..depth {
            let mut next = Vec::new();
            for node in border {
                next.extend(self.neighbours(node).map(|(node, _)| node).filter(|&node| reached.insert(node)));
            }
            if next.is_empty() {
                break;
            }
            border = next;
        }
        reached
    }
}
