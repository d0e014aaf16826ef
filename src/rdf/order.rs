//! The order of quads, the same on every machine and in every run.

use std::cmp::Ordering;
use std::mem;

use oxigraph::model::{GraphNameRef, NamedOrBlankNodeRef, Quad, QuadRef, TermRef};

use super::QuadTable;

/// From so many quads on it takes less time to number their terms and to sort the numbers.
const MANY: usize = 5_000;

/// Sorts quads by graph, subject, predicate and object, and drops those that stand there twice.
pub fn sort_quads(quads: &mut Vec<Quad>) {
    if quads.len() < MANY {
        quads.sort_by(|a, b| compare_quads(a.as_ref(), b.as_ref()));
        quads.dedup();
    } else {
        // The old ones go before the new ones come.
        let table: QuadTable = mem::take(quads).iter().collect();
        *quads = table.into_sorted();
    }
}

/// Compares quads by graph, subject, predicate and object.
///
/// IRIs come before blank nodes and these before literals, each by its characters; literals by
/// text, then language, then datatype; the default graph comes first.
pub fn compare_quads(a: QuadRef<'_>, b: QuadRef<'_>) -> Ordering {
    compare_graphs(a.graph_name, b.graph_name)
        .then_with(|| subject_key(a.subject).cmp(&subject_key(b.subject)))
        .then_with(|| a.predicate.cmp(&b.predicate))
        .then_with(|| object_key(a.object).cmp(&object_key(b.object)))
}

/// Compares the names of graphs as [`compare_quads`] does.
pub fn compare_graphs(a: GraphNameRef<'_>, b: GraphNameRef<'_>) -> Ordering {
    graph_key(a).cmp(&graph_key(b))
}

pub(super) fn graph_key(graph: GraphNameRef<'_>) -> (u8, &str) {
    match graph {
        GraphNameRef::DefaultGraph => (0, ""),
        GraphNameRef::NamedNode(node) => (1, node.as_str()),
        GraphNameRef::BlankNode(node) => (2, node.as_str()),
    }
}

pub(super) fn subject_key(subject: NamedOrBlankNodeRef<'_>) -> (u8, &str) {
    match subject {
        NamedOrBlankNodeRef::NamedNode(node) => (1, node.as_str()),
        NamedOrBlankNodeRef::BlankNode(node) => (2, node.as_str()),
    }
}

pub(super) fn object_key(object: TermRef<'_>) -> (u8, &str, &str, &str) {
    match object {
        TermRef::NamedNode(node) => (1, node.as_str(), "", ""),
        TermRef::BlankNode(node) => (2, node.as_str(), "", ""),
        TermRef::Literal(literal) => {
            (3, literal.value(), literal.language().unwrap_or_default(), literal.datatype().as_str())
        }
    }
}
