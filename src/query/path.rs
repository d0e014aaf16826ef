//! The strongest chain between two entities.

use std::collections::BTreeSet;

use super::quote::Quote;
use super::reader::Reader;
use crate::entity::EntityId;
use crate::error::Result;
use crate::graph::{Edge, Network, Node};
use crate::ontology::Predicate;
use crate::relation::Status;
use crate::store::Store;

/// A chain of entities, each linked to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// The entity it begins with.
    pub from: Node,
    /// Its steps; none if it ends where it begins.
    pub steps: Vec<Step>,
}

/// One step of a chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The entity it leads to.
    pub to: Node,
    /// The relation that links the two best: a fact that is so, then one that is planned, then a co-mention, then what
    /// is denied; among these the one in most sentences.
    pub predicate: Predicate,
    /// What the claims of the relation come to.
    pub statuses: BTreeSet<Status>,
    /// Whether the step goes from the subject of the relation to its object.
    pub is_forward: bool,
    /// The weight of the step: the sentences of all relations between the two.
    pub weight: usize,
    /// One sentence that says the relation.
    pub quote: Option<Quote>,
}

/// The merged view of a store: reads all that it counts.
pub fn network(store: &Store) -> Result<Network> {
    Reader::new(store)?.network()
}

/// The strongest chain between two entities; none if nothing links them.
///
/// Fewer steps are better than more, and among chains of like length the one with more sentences wins; see
/// [`Links::strongest_path`](crate::graph::Links::strongest_path). Reads all that the store counts.
pub fn chain(store: &Store, from: &EntityId, to: &EntityId) -> Result<Option<Chain>> {
    let reader = Reader::new(store)?;
    let network = reader.network()?;
    let (Some(from), Some(to)) = (network.find(from), network.find(to)) else { return Ok(None) };
    let Some(path) = network.strongest_path(from, to) else { return Ok(None) };
    let mut used = BTreeSet::new();
    let mut steps = Vec::new();
    for pair in path.windows(2) {
        let edges: Vec<&Edge> =
            network.between(pair[0], pair[1]).into_iter().map(|edge| &network.edges[edge]).collect();
        // Every step of a path is an edge.
        let Some(best) = edges.iter().min_by_key(|edge| strength(edge)) else { return Ok(None) };
        let relation = reader.vocabulary().relation(&network.key(best));
        let ends = [pair[0], pair[1]].map(|node| reader.iri(&network.nodes[node].id));
        steps.push(Step {
            to: network.nodes[pair[1]].clone(),
            predicate: best.predicate,
            statuses: best.statuses.clone(),
            is_forward: best.subject == pair[0],
            weight: edges.iter().map(|edge| edge.n_sentences).sum(),
            quote: reader.example(relation.as_ref(), &ends, &mut used)?,
        });
    }
    Ok(Some(Chain { from: network.nodes[from].clone(), steps }))
}

fn strength(edge: &Edge) -> (u8, std::cmp::Reverse<usize>, Predicate) {
    let class = match (edge.predicate.is_fact(), edge.is_asserted()) {
        (true, true) => 0,
        (true, false) if edge.statuses.contains(&Status::Planned) => 1,
        (false, _) => 2,
        (true, false) => 3,
    };
    (class, std::cmp::Reverse(edge.n_sentences), edge.predicate)
}
