//! Whether the indexes of the database agree, each counted by the pattern that it answers.
//!
//! The database has a check of its own, which never ends where a block cannot be read: its iterators give the same
//! error again and again. Everything here ends at the first.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem;

use oxigraph::model::{GraphNameRef, NamedNode, Quad, TermRef};
use oxigraph::sparql::{QueryEvaluationError, QueryResults, SparqlEvaluator, Variable};
use oxigraph::store::Store as Oxigraph;
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

use super::{broken, unreadable};
use crate::error::{Error, Result};

/// How many terms are counted by one query.
const AT_ONCE: usize = 1_000;

/// Compares the indexes of a database: whether the quads that are found by subject, predicate and object, alone and in
/// each graph, are as many as those of all graphs.
///
/// A store of ours has no blank nodes; one that has them is not in order.
pub struct Tally<'a> {
    oxigraph: &'a Oxigraph,
    n_quads: usize,
    subjects: Counter<'a>,
    predicates: Counter<'a>,
    objects: Counter<'a>,
    /// How many are found by predicate, and by object, in the graphs that were met.
    n_in_graphs: [usize; 2],
}

impl<'a> Tally<'a> {
    /// Of nothing yet.
    pub(super) fn new(oxigraph: &'a Oxigraph) -> Self {
        let everywhere = |place| Counter::new(oxigraph, place, None);
        Tally {
            oxigraph,
            n_quads: 0,
            subjects: everywhere(Place::Subject),
            predicates: everywhere(Place::Predicate),
            objects: everywhere(Place::Object),
            n_in_graphs: [0; 2],
        }
    }

    /// Takes a graph, of which the quads have just been read.
    pub fn take(&mut self, name: &NamedNode, quads: &[Quad]) -> Result<()> {
        self.take_each(name, quads.iter().map(Ok)).map(drop)
    }

    /// Reads and takes a graph; how many quads it has.
    pub fn read(&mut self, name: &NamedNode) -> Result<usize> {
        let quads = self.oxigraph.quads_for_pattern(None, None, None, Some(name.as_ref().into()));
        self.take_each(name, quads.map(|quad| quad.map_err(|error| broken(&error))))
    }

    fn take_each<Q: Borrow<Quad>>(
        &mut self,
        name: &NamedNode,
        quads: impl Iterator<Item = Result<Q>>,
    ) -> Result<usize> {
        let mut predicates = Counter::new(self.oxigraph, Place::Predicate, Some(name));
        let mut objects = Counter::new(self.oxigraph, Place::Object, Some(name));
        let mut n_quads = 0;
        for quad in quads {
            let quad = quad?;
            let quad = quad.borrow().as_ref();
            n_quads += 1;
            self.subjects.meet(quad.subject.into())?;
            self.predicates.meet(quad.predicate.into())?;
            self.objects.meet(quad.object)?;
            predicates.meet(quad.predicate.into())?;
            objects.meet(quad.object)?;
        }
        self.n_quads += n_quads;
        self.n_in_graphs[0] += predicates.finish()?;
        self.n_in_graphs[1] += objects.finish()?;
        Ok(n_quads)
    }

    /// Whether all indexes hold what was taken and nothing else.
    pub fn finish(self) -> Result<bool> {
        let mut outside = self.oxigraph.quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph));
        let is_empty_outside = outside.next().transpose().map_err(|error| broken(&error))?.is_none();
        let everywhere = [self.subjects.finish()?, self.predicates.finish()?, self.objects.finish()?];
        let mut sums = everywhere.into_iter().chain(self.n_in_graphs);
        Ok(is_empty_outside && sums.all(|sum| sum == self.n_quads))
    }
}

/// A place of a quad.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Subject,
    Predicate,
    Object,
}

/// Counts the quads that have one of the terms it meets in one place.
///
/// It asks for a thousand terms at a time, by a query that answers with empty rows: where the quads themselves are read
/// the database looks up each of their terms.
struct Counter<'a> {
    oxigraph: &'a Oxigraph,
    place: Place,
    graph: Option<&'a NamedNode>,
    met: HashSet<u64>,
    waiting: Vec<GroundTerm>,
    sum: usize,
}

impl<'a> Counter<'a> {
    /// Of one graph, or of all.
    fn new(oxigraph: &'a Oxigraph, place: Place, graph: Option<&'a NamedNode>) -> Self {
        Counter { oxigraph, place, graph, met: HashSet::new(), waiting: Vec::new(), sum: 0 }
    }

    fn meet(&mut self, term: TermRef<'_>) -> Result<()> {
        if !self.met.insert(number(term)) {
            return Ok(());
        }
        match term {
            TermRef::NamedNode(node) => self.waiting.push(node.into_owned().into()),
            TermRef::Literal(literal) => self.waiting.push(literal.into_owned().into()),
            TermRef::BlankNode(_) => (),
        }
        if self.waiting.len() >= AT_ONCE { self.count_waiting() } else { Ok(()) }
    }

    fn finish(mut self) -> Result<usize> {
        self.count_waiting()?;
        Ok(self.sum)
    }

    fn count_waiting(&mut self) -> Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let bindings = mem::take(&mut self.waiting).into_iter().map(|term| vec![Some(term)]).collect();
        let query = self.query(bindings);
        let answer = SparqlEvaluator::new().for_query(query).on_store(self.oxigraph).execute().map_err(failed)?;
        let QueryResults::Solutions(solutions) = answer else { return Ok(()) };
        for solution in solutions {
            // The first error is the last thing to ask for: the database would give it again without end.
            solution.map_err(failed)?;
            self.sum += 1;
        }
        Ok(())
    }

    /// `SELECT { VALUES ?s { … } GRAPH ?g { ?s ?p ?o } }`, an empty row for each quad; to have them counted by the query
    /// would not end where one cannot be read.
    fn query(&self, bindings: Vec<Vec<Option<GroundTerm>>>) -> Query {
        let [subject, predicate, object, graph] = ["s", "p", "o", "g"].map(Variable::new_unchecked);
        let asked = match self.place {
            Place::Subject => &subject,
            Place::Predicate => &predicate,
            Place::Object => &object,
        };
        let values = GraphPattern::Values { variables: vec![asked.clone()], bindings };
        let triple = TriplePattern {
            subject: TermPattern::Variable(subject),
            predicate: NamedNodePattern::Variable(predicate),
            object: TermPattern::Variable(object),
        };
        let name = match self.graph {
            Some(name) => NamedNodePattern::NamedNode(name.clone()),
            None => NamedNodePattern::Variable(graph),
        };
        let inner = Box::new(GraphPattern::Bgp { patterns: vec![triple] });
        let quads = GraphPattern::Graph { name, inner };
        let inner = Box::new(GraphPattern::Join { left: Box::new(values), right: Box::new(quads) });
        let pattern = GraphPattern::Project { inner, variables: Vec::new() };
        Query::Select { dataset: None, pattern, base_iri: None }
    }
}

fn failed(error: QueryEvaluationError) -> Error {
    match error {
        QueryEvaluationError::Dataset(error) => unreadable(error),
        error => unreadable(Box::new(error)),
    }
}

/// A value as a number that hardly any other has.
fn number(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
