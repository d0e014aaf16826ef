//! The strongest chain between two entities.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::io;

use oxigraph::model::NamedNode;

use super::quote::Quote;
use super::reader::{Reader, unreadable};
use super::row::relation;
use crate::build::{Almanac, Tie};
use crate::entity::EntityId;
use crate::error::Result;
use crate::graph::{Census, Network, Node, Search};
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

impl Chain {
    /// The entity it ends with.
    pub fn to(&self) -> &Node {
        self.steps.last().map_or(&self.from, |step| &step.to)
    }
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

/// The counts of a store, which are kept beside it.
pub fn census(store: &Store) -> Result<Census> {
    Ok(Reader::new(store)?.almanac()?.census().clone())
}

/// The strongest chain from any of some entities to any of others, as those are that share a name; none if nothing
/// links them.
///
/// Fewer steps are better than more, and among chains of like length the one with more sentences wins; see
/// [`Search`]. Reads the links of the entities that may be on the way, not those of all.
pub fn chain(store: &Store, from: &[Node], to: &[Node]) -> Result<Option<Chain>> {
    let reader = Reader::new(store)?;
    let mut almanac = reader.almanac()?;
    let Some(path) = walk(&mut almanac, from, to).map_err(|error| unreadable(&error))? else { return Ok(None) };
    let Some(&first) = path.first() else { return Ok(None) };
    let first = almanac.id(first).map_err(|error| unreadable(&error))?;
    let Some(from) = reader.node(reader.iri(&first).as_ref())? else { return Ok(None) };
    let mut chain = Chain { from, steps: Vec::new() };
    let mut used = BTreeSet::new();
    for (&from, &to) in path.iter().zip(path.iter().skip(1)) {
        let ties = almanac.between(from, to).map_err(|error| unreadable(&error))?;
        let to = almanac.id(to).map_err(|error| unreadable(&error))?;
        // Every step of a path is a tie, and leads to an entity.
        let Some(step) = step(&reader, &chain.to().id, &to, &ties, &mut used)? else { return Ok(None) };
        chain.steps.push(step);
    }
    Ok(Some(chain))
}

/// The places of the entities on the strongest chain.
fn walk(almanac: &mut Almanac, from: &[Node], to: &[Node]) -> io::Result<Option<Vec<usize>>> {
    let mut search = Search::new(places(almanac, from)?, places(almanac, to)?);
    while let Some(entity) = search.wanted() {
        search.take(entity, almanac.neighbours(entity)?);
    }
    Ok(search.finish())
}

/// The places of those entities that are counted.
fn places(almanac: &mut Almanac, nodes: &[Node]) -> io::Result<Vec<usize>> {
    nodes.iter().filter_map(|node| almanac.find(&node.id).transpose()).collect()
}

/// The step from one entity to another, which are linked by `ties`.
fn step(
    reader: &Reader<'_>,
    from: &EntityId,
    to: &EntityId,
    ties: &[Tie],
    used: &mut BTreeSet<NamedNode>,
) -> Result<Option<Step>> {
    let Some(node) = reader.node(reader.iri(to).as_ref())? else { return Ok(None) };
    let mut found = Vec::new();
    for tie in ties {
        let relation = relation(reader, from, to, tie);
        let statuses = reader.statuses(relation.as_ref())?;
        let order = (strength(tie, &statuses), if tie.is_subject { from } else { to });
        found.push((order, tie, statuses, relation));
    }
    let Some((_, best, statuses, relation)) = found.into_iter().min_by(|a, b| a.0.cmp(&b.0)) else { return Ok(None) };
    let ends = [from, to].map(|id| reader.iri(id));
    Ok(Some(Step {
        to: node,
        predicate: best.predicate,
        statuses,
        is_forward: best.is_subject,
        weight: ties.iter().map(|tie| tie.n_sentences).sum(),
        quote: reader.example(relation.as_ref(), &ends, used)?,
    }))
}

fn strength(tie: &Tie, statuses: &BTreeSet<Status>) -> (u8, Reverse<usize>, Predicate) {
    let class = match (tie.predicate.is_fact(), statuses.contains(&Status::Asserted)) {
        (true, true) => 0,
        (true, false) if statuses.contains(&Status::Planned) => 1,
        (false, _) => 2,
        (true, false) => 3,
    };
    (class, Reverse(tie.n_sentences), tie.predicate)
}
