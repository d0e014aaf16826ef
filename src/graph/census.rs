//! What a network comes to, in a few numbers.

use std::collections::BTreeMap;

use super::{Network, Node, Totals};
use crate::ontology::{EntityKind, Predicate};

/// How many names are told of each kind.
const N_NAMES: usize = 3;

/// The counts of a network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// Counts of the whole graph.
    pub totals: Totals,
    /// The entities of each kind that there is, in the order of the kinds.
    pub kinds: Vec<KindCount>,
    /// The number of relations of each predicate that there is, in the order of the predicates.
    pub predicates: Vec<(Predicate, usize)>,
    /// What all documents say, as a hash; empty where nobody has taken it.
    pub digest: String,
}

/// The entities of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindCount {
    /// Of which kind.
    pub kind: EntityKind,
    /// How many there are.
    pub n_entities: usize,
    /// How often they are mentioned, all together.
    pub n_mentions: usize,
    /// What those are called that are mentioned most, each with its mentions.
    pub most_named: Vec<(String, usize)>,
}

impl Network {
    /// What it comes to.
    pub fn census(&self) -> Census {
        let mut counts: BTreeMap<Predicate, usize> = BTreeMap::new();
        for edge in &self.edges {
            *counts.entry(edge.predicate).or_default() += 1;
        }
        let count = |predicate: Predicate| counts.get(&predicate).map(|&n| (predicate, n));
        Census {
            totals: self.totals,
            kinds: EntityKind::ALL.into_iter().filter_map(|kind| self.kind_count(kind)).collect(),
            predicates: Predicate::ALL.into_iter().filter_map(count).collect(),
            digest: self.digest.clone(),
        }
    }

    fn kind_count(&self, kind: EntityKind) -> Option<KindCount> {
        let mut nodes: Vec<&Node> = self.nodes.iter().filter(|node| node.kind == kind).collect();
        nodes.sort_by(|a, b| b.n_mentions.cmp(&a.n_mentions).then_with(|| a.id.cmp(&b.id)));
        let name = |node: &&Node| (node.label.clone(), node.n_mentions);
        (!nodes.is_empty()).then(|| KindCount {
            kind,
            n_entities: nodes.len(),
            n_mentions: nodes.iter().map(|node| node.n_mentions).sum(),
            most_named: nodes.iter().take(N_NAMES).map(name).collect(),
        })
    }
}
