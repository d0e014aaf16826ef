//! Quads as rows of numbers: many of them in little memory, and sorted without comparing their characters again and
//! again.

use std::cmp::Ordering;
use std::hash::Hash;

use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use rustc_hash::FxHashMap;

use super::order::{graph_key, object_key, subject_key};

/// A bag of quads, in which each IRI and each literal stands once for each place of a quad.
///
/// A quad takes sixteen bytes beside its terms. A column of more than four thousand million terms is not foreseen.
///
/// ```
/// use oxigraph::model::{GraphName, NamedNode, Quad};
/// use sinograph::rdf::QuadTable;
///
/// let [a, b] = ["https://example.org/a", "https://example.org/b"].map(NamedNode::new_unchecked);
/// let first = Quad::new(a.clone(), a.clone(), a.clone(), GraphName::DefaultGraph);
/// let second = Quad::new(b, a.clone(), a, GraphName::DefaultGraph);
/// let table: QuadTable = [&second, &first, &second].into_iter().collect();
/// assert_eq!(table.len(), 3);
/// assert_eq!(table.into_sorted(), [first, second]);
/// ```
#[derive(Debug, Default)]
pub struct QuadTable {
    graphs: Column<GraphName>,
    subjects: Column<NamedOrBlankNode>,
    predicates: Column<NamedNode>,
    objects: Column<Term>,
    rows: Vec<[u32; 4]>,
}

impl QuadTable {
    /// How many quads were added, the same one as often as it was.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Its quads in the order of [`sort_quads`](super::sort_quads), each once.
    pub fn into_sorted(self) -> Vec<Quad> {
        let (graphs, graph_ranks) = self.graphs.rank(|a, b| graph_key(a.as_ref()).cmp(&graph_key(b.as_ref())));
        let (subjects, subject_ranks) =
            self.subjects.rank(|a, b| subject_key(a.as_ref()).cmp(&subject_key(b.as_ref())));
        let (predicates, predicate_ranks) = self.predicates.rank(Ord::cmp);
        let (objects, object_ranks) = self.objects.rank(|a, b| object_key(a.as_ref()).cmp(&object_key(b.as_ref())));
        let mut rows = self.rows;
        for [graph, subject, predicate, object] in &mut rows {
            *graph = graph_ranks[*graph as usize];
            *subject = subject_ranks[*subject as usize];
            *predicate = predicate_ranks[*predicate as usize];
            *object = object_ranks[*object as usize];
        }
        rows.sort_unstable();
        rows.dedup();
        let quad = |[graph, subject, predicate, object]: [u32; 4]| Quad {
            subject: subjects[subject as usize].clone(),
            predicate: predicates[predicate as usize].clone(),
            object: objects[object as usize].clone(),
            graph_name: graphs[graph as usize].clone(),
        };
        rows.into_iter().map(quad).collect()
    }
}

impl<'a> Extend<&'a Quad> for QuadTable {
    fn extend<I: IntoIterator<Item = &'a Quad>>(&mut self, quads: I) {
        for quad in quads {
            self.rows.push([
                self.graphs.number(&quad.graph_name),
                self.subjects.number(&quad.subject),
                self.predicates.number(&quad.predicate),
                self.objects.number(&quad.object),
            ]);
        }
    }
}

impl<'a> FromIterator<&'a Quad> for QuadTable {
    fn from_iter<I: IntoIterator<Item = &'a Quad>>(quads: I) -> Self {
        let mut table = QuadTable::default();
        table.extend(quads);
        table
    }
}

/// The terms that stand in one place of quads, numbered as they came.
#[derive(Debug)]
struct Column<T> {
    numbers: FxHashMap<T, u32>,
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Column { numbers: FxHashMap::default() }
    }
}

impl<T: Clone + Eq + Hash> Column<T> {
    fn number(&mut self, term: &T) -> u32 {
        if let Some(&number) = self.numbers.get(term) {
            return number;
        }
        let number = u32::try_from(self.numbers.len()).expect("terms that fit into memory can be counted");
        self.numbers.insert(term.clone(), number);
        number
    }

    /// The terms in order, and for each number the place of its term.
    fn rank(self, compare: impl Fn(&T, &T) -> Ordering) -> (Vec<T>, Vec<u32>) {
        let mut terms: Vec<(T, u32)> = self.numbers.into_iter().collect();
        terms.sort_unstable_by(|(a, _), (b, _)| compare(a, b));
        let mut ranks = vec![0; terms.len()];
        for (rank, (_, number)) in (0..).zip(&terms) {
            ranks[*number as usize] = rank;
        }
        (terms.into_iter().map(|(term, _)| term).collect(), ranks)
    }
}
