//! Ways through the graph: the strongest chain between two entities, and what lies around one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

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

/// The search for the strongest chain from any of some nodes to any of others, which asks for the links of few more: it
/// goes forward from the first and backward from the last until no chain that it has not seen can be as strong as the
/// best one.
///
/// The chain found is the one whose steps cost least together, where a step costs 1 + 1/n for n sentences. Of
/// chains that cost the same, it is the one whose nodes, read from the end, come first in order.
///
/// ```
/// use sinograph::graph::Search;
///
/// let links = [vec![(1, 3)], vec![(0, 3), (2, 1)], vec![(1, 1)]];
/// let mut search = Search::new([0], [2]);
/// while let Some(node) = search.wanted() {
///     search.take(node, links[node].clone());
/// }
/// assert_eq!(search.finish(), Some(vec![0, 1, 2]));
/// ```
#[derive(Debug)]
pub struct Search {
    from: BTreeSet<usize>,
    to: BTreeSet<usize>,
    /// From the first nodes forward, from the last backward.
    sides: [Side; 2],
    /// The links of the nodes that were asked for.
    rows: BTreeMap<usize, Vec<(usize, u64)>>,
    /// What the best chain seen so far costs.
    best: u64,
    /// Whether no chain that has not been seen can cost less.
    is_ending: bool,
}

/// What is known from one end.
#[derive(Debug, Default)]
struct Side {
    /// What it costs at most to reach a node.
    costs: BTreeMap<usize, u64>,
    /// The nodes whose cost cannot fall any more.
    settled: BTreeSet<usize>,
    border: BinaryHeap<Reverse<(u64, usize)>>,
}

impl Side {
    fn begin(nodes: &BTreeSet<usize>) -> Self {
        let costs = nodes.iter().map(|&node| (node, 0)).collect();
        let border = nodes.iter().map(|&node| Reverse((0, node))).collect();
        Side { costs, border, ..Side::default() }
    }

    /// The nearest node that is not settled, with its cost.
    fn nearest(&mut self) -> Option<(u64, usize)> {
        while let Some(&Reverse((cost, node))) = self.border.peek() {
            if !self.settled.contains(&node) {
                return Some((cost, node));
            }
            self.border.pop();
        }
        None
    }

    /// Settles a node, and goes on to those that it is linked to; `meet` hears of each that has become nearer.
    fn settle(&mut self, (spent, node): (u64, usize), row: &[(usize, u64)], mut meet: impl FnMut(usize, u64)) {
        self.settled.insert(node);
        for &(next, weight) in row {
            let spent = spent + cost(weight);
            let known = self.costs.entry(next).or_insert(u64::MAX);
            if spent < *known {
                *known = spent;
                self.border.push(Reverse((spent, next)));
                meet(next, spent);
            }
        }
    }
}

impl Search {
    /// The search for a chain from one of some nodes to one of others.
    pub fn new(from: impl IntoIterator<Item = usize>, to: impl IntoIterator<Item = usize>) -> Self {
        let (from, to): (BTreeSet<usize>, BTreeSet<usize>) = (from.into_iter().collect(), to.into_iter().collect());
        let best = if from.is_disjoint(&to) { u64::MAX } else { 0 };
        let sides = [Side::begin(&from), Side::begin(&to)];
        Search { from, to, sides, rows: BTreeMap::new(), best, is_ending: false }
    }

    /// A node whose links must be [given](Search::take) next; none if the search has come to its end.
    pub fn wanted(&mut self) -> Option<usize> {
        loop {
            let (side, (cost, node)) = self.next()?;
            let [forward, backward] = &mut self.sides;
            let (here, there) = if side == 0 { (forward, &*backward) } else { (backward, &*forward) };
            let rest = there.costs.get(&node).copied();
            // What is left then are chains as strong as the best one, and these have been met from both sides.
            if self.is_ending && rest.is_none_or(|rest| cost + rest > self.best) {
                here.settled.insert(node);
                continue;
            }
            let Some(row) = self.rows.get(&node) else { return Some(node) };
            let best = &mut self.best;
            here.settle((cost, node), row, |met, spent| {
                if let Some(rest) = there.costs.get(&met) {
                    *best = (*best).min(spent + rest);
                }
            });
        }
    }

    /// The side to go on from, and its nearest node; none if nothing as good as the best chain is to be found.
    fn next(&mut self) -> Option<(usize, (u64, usize))> {
        let (forward, backward) = (self.sides[0].nearest()?, self.sides[1].nearest()?);
        let least = forward.0 + backward.0;
        self.is_ending = least == self.best;
        if least > self.best || self.best == 0 {
            return None;
        }
        let is_forward = self.sides[0].border.len() <= self.sides[1].border.len();
        Some(if is_forward { (0, forward) } else { (1, backward) })
    }

    /// Takes the links of a node that was [wanted](Search::wanted): whom they lead to and in how many sentences, in
    /// order, each neighbour once.
    pub fn take(&mut self, node: usize, links: Vec<(usize, u64)>) {
        self.rows.insert(node, links);
    }

    /// The strongest chain, both ends included; none if they are not linked.
    pub fn finish(mut self) -> Option<Vec<usize>> {
        if self.best == u64::MAX {
            return None;
        }
        self.complete();
        let spent = &self.sides[0].costs;
        let mut node = *self.to.iter().find(|node| spent.get(node) == Some(&self.best))?;
        let mut path = vec![node];
        while !self.from.contains(&node) {
            let arrives = |&&(before, weight): &&(usize, u64)| {
                spent.get(&before).is_some_and(|spent_before| Some(&(spent_before + cost(weight))) == spent.get(&node))
            };
            node = self.rows.get(&node)?.iter().find(arrives)?.0;
            path.push(node);
        }
        path.reverse();
        Some(path)
    }

    /// Goes forward through what is left of the strongest chains, until the cost of each of their nodes is known.
    ///
    /// Each node of such a chain is settled from one side at least, or the search would have gone on; so from here on,
    /// a node that is not settled backward is on none of them.
    fn complete(&mut self) {
        let [forward, backward] = &mut self.sides;
        while let Some((cost, node)) = forward.nearest() {
            let rest = backward.costs.get(&node).filter(|_| backward.settled.contains(&node));
            match self.rows.get(&node) {
                Some(row) if rest.is_some_and(|rest| cost + rest <= self.best) => {
                    forward.settle((cost, node), row, |_, _| ());
                }
                _ => drop(forward.settled.insert(node)),
            }
        }
    }
}

impl Links {
    /// The strongest chain from one node to another, both included, as [`Search`] finds it; none if they are not linked.
    pub fn strongest_path(&self, from: usize, to: usize) -> Option<Vec<usize>> {
        if from >= self.n_nodes() || to >= self.n_nodes() {
            return None;
        }
        let mut search = Search::new([from], [to]);
        while let Some(node) = search.wanted() {
            search.take(node, self.neighbours(node).collect());
        }
        search.finish()
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
