//! Groups of entities that have more to do with each other than with the rest.

use std::collections::BTreeMap;

use leiden_rs::{GraphDataBuilder, Leiden, LeidenConfig, LeidenResult};

use super::Links;

/// Above so many nodes the refinement of Leiden is left out, because leiden-rs 0.8.1 spends on it time that grows
/// with nodes times communities: 0.25 s for a chain of 30 000 nodes, nine minutes for one of a million.
const MAX_REFINED: usize = 30_000;

/// Any number would do; it must never change.
const SEED: u64 = 1931;

impl Links {
    /// The community of each node, counted from one: the largest is 1, and of two equally large ones
    /// the one with the smaller first node comes first.
    ///
    /// Found by the Leiden algorithm (Traag, Waltman, van Eck 2019) for modularity with a fixed seed;
    /// in graphs of more than 30 000 nodes without its refinement, which makes it that of Louvain.
    /// A node without links is a community of its own.
    pub fn communities(&self) -> Vec<usize> {
        let found = self.leiden().unwrap_or_else(|_| (0..self.n_nodes()).collect());
        numbered_by_size(&found)
    }

    fn leiden(&self) -> LeidenResult<Vec<usize>> {
        let mut builder = GraphDataBuilder::new(self.n_nodes());
        for (a, b, weight) in self.pairs() {
            builder.add_edge(a, b, weight as f64)?;
        }
        let config =
            LeidenConfig { seed: Some(SEED), skip_refinement: self.n_nodes() > MAX_REFINED, ..LeidenConfig::default() };
        Ok(Leiden::new(config).run(&builder.build()?)?.partition.as_slice().to_vec())
    }
}

fn numbered_by_size(found: &[usize]) -> Vec<usize> {
    // Size and first node of each community.
    let mut communities: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (node, &community) in found.iter().enumerate() {
        communities.entry(community).or_insert((0, node)).0 += 1;
    }
    let mut order: Vec<_> = communities.into_iter().collect();
    order.sort_by_key(|&(_, (size, first))| (std::cmp::Reverse(size), first));
    let number_of: BTreeMap<usize, usize> =
        order.into_iter().enumerate().map(|(index, (community, _))| (community, index + 1)).collect();
    found.iter().map(|community| number_of[community]).collect()
}
