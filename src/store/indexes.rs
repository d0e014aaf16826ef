//! Whether the indexes of the database agree, each counted by the pattern that it answers.
//!
//! The database has a check of its own, which never ends where a block cannot be read: its iterators give the same
//! error again and again. Everything here ends at the first.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use oxigraph::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNodeRef, TermRef};
use oxigraph::store::Store as Oxigraph;

use super::broken;
use crate::error::Result;

/// Subject, predicate, object and graph, as far as they are given.
type Pattern<'a> =
    (Option<NamedOrBlankNodeRef<'a>>, Option<NamedNodeRef<'a>>, Option<TermRef<'a>>, Option<GraphNameRef<'a>>);

/// How many quads match a pattern.
///
/// Oxigraph 0.5 also gives neighbours of what is asked for where its encoding ends in the byte 255, as that of the
/// number 255 does, so that each is looked at.
pub fn count(oxigraph: &Oxigraph, (subject, predicate, object, graph): Pattern<'_>) -> Result<usize> {
    let mut n_quads = 0;
    for quad in oxigraph.quads_for_pattern(subject, predicate, object, graph) {
        let quad = quad.map_err(|error| broken(&error))?;
        let quad = quad.as_ref();
        let is_meant = subject.is_none_or(|subject| subject == quad.subject)
            && predicate.is_none_or(|predicate| predicate == quad.predicate)
            && object.is_none_or(|object| object == quad.object)
            && graph.is_none_or(|graph| graph == quad.graph_name);
        n_quads += usize::from(is_meant);
    }
    Ok(n_quads)
}

/// Whether the quads found by subject, predicate and object, alone and in each graph, are as many as those of all
/// graphs.
pub fn are_equal(oxigraph: &Oxigraph) -> Result<bool> {
    let mut n_quads = count(oxigraph, (None, None, None, Some(GraphNameRef::DefaultGraph)))?;
    let is_empty_outside = n_quads == 0;
    // By subject, predicate, object; by predicate and object in a graph.
    let mut sums = [0; 5];
    let mut met = [HashSet::new(), HashSet::new(), HashSet::new()];
    for name in oxigraph.named_graphs() {
        let name = name.map_err(|error| broken(&error))?;
        let graph = Some(GraphNameRef::from(name.as_ref()));
        let mut met_here = [HashSet::new(), HashSet::new()];
        for quad in oxigraph.quads_for_pattern(None, None, None, graph) {
            let quad = quad.map_err(|error| broken(&error))?;
            n_quads += 1;
            let (subject, predicate, object) = (quad.subject.as_ref(), quad.predicate.as_ref(), quad.object.as_ref());
            if met[0].insert(number(subject)) {
                sums[0] += count(oxigraph, (Some(subject), None, None, None))?;
            }
            if met[1].insert(number(predicate)) {
                sums[1] += count(oxigraph, (None, Some(predicate), None, None))?;
            }
            if met[2].insert(number(object)) {
                sums[2] += count(oxigraph, (None, None, Some(object), None))?;
            }
            if met_here[0].insert(number(predicate)) {
                sums[3] += count(oxigraph, (None, Some(predicate), None, graph))?;
            }
            if met_here[1].insert(number(object)) {
                sums[4] += count(oxigraph, (None, None, Some(object), graph))?;
            }
        }
    }
    Ok(is_empty_outside && sums.iter().all(|&sum| sum == n_quads))
}

/// A value as a number that hardly any other has.
fn number(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
