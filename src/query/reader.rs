//! Index hops: single facts read straight from the store, without a query.
//!
//! Each function here costs one or a few look-ups in an index, whatever the size of the store; what would
//! cost more has a bound in its documentation.

use std::collections::BTreeSet;
use std::io;

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, QuadRef, Term, TermRef};
use oxigraph::sparql::{QueryResults, QuerySolution, SparqlEvaluator};

use super::mark::marks;
use super::quote::{Article, Quote};
use crate::build::{Almanac, Ledger};
use crate::entity::EntityId;
use crate::error::{Error, ErrorKind, Result};
use crate::graph::{Network, Node};
use crate::rdf::term::{nif, rdf, schema, sg};
use crate::rdf::{Vocabulary, read_graph};
use crate::relation::Status;
use crate::store::{Beside, Store, broken};

/// How many sentences of a relation are looked at to find a good one.
const MAX_CANDIDATES: usize = 32;
/// Characters of a sentence that is quickly read and still says something.
const EASY_LENGTH: usize = 40;

/// Reads a store by its indexes.
pub(super) struct Reader<'a> {
    store: &'a Store,
    vocabulary: Vocabulary,
    summary: NamedNode,
}

impl<'a> Reader<'a> {
    pub(super) fn new(store: &'a Store) -> Result<Self> {
        let vocabulary = Vocabulary::new(store.base())?;
        let summary = vocabulary.summary();
        Ok(Reader { store, vocabulary, summary })
    }

    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    pub(super) fn summary(&self) -> NamedNodeRef<'_> {
        self.summary.as_ref()
    }

    /// The quads that match, in the order of an index.
    pub(super) fn quads<'b>(
        &self,
        subject: Option<NamedNodeRef<'b>>,
        predicate: Option<NamedNodeRef<'b>>,
        object: Option<TermRef<'b>>,
        graph: Option<NamedNodeRef<'b>>,
    ) -> impl Iterator<Item = Result<Quad>> + use<'a> {
        let quads = self.store.as_oxigraph().quads_for_pattern(
            subject.map(Into::into),
            predicate,
            object,
            graph.map(GraphNameRef::NamedNode),
        );
        quads.map(|quad| quad.map_err(|error| broken(&error)))
    }

    pub(super) fn contains(&self, quad: QuadRef<'_>) -> Result<bool> {
        self.store.as_oxigraph().contains(quad).map_err(|error| broken(&error))
    }

    /// Runs one of our own queries, whose cost is known, on this thread.
    pub(super) fn select(&self, query: &str, mut take: impl FnMut(QuerySolution)) -> Result<()> {
        let failed =
            |error: &dyn std::fmt::Display| Error::new(ErrorKind::Io, "the store cannot be read").with_cause(error);
        let query = SparqlEvaluator::new().parse_query(query).map_err(|error| failed(&error))?;
        if let QueryResults::Solutions(solutions) =
            query.on_store(self.store.as_oxigraph()).execute().map_err(|error| failed(&error))?
        {
            for solution in solutions {
                take(solution.map_err(|error| failed(&error))?);
            }
        }
        Ok(())
    }

    /// The first value of a property, in one graph or in any.
    pub(super) fn value(
        &self,
        subject: NamedNodeRef<'_>,
        predicate: NamedNodeRef<'_>,
        graph: Option<NamedNodeRef<'_>>,
    ) -> Result<Option<Term>> {
        let quad = self.quads(Some(subject), Some(predicate), None, graph).next().transpose()?;
        Ok(quad.map(|quad| quad.object))
    }

    pub(super) fn text(
        &self,
        subject: NamedNodeRef<'_>,
        predicate: NamedNodeRef<'_>,
        graph: Option<NamedNodeRef<'_>>,
    ) -> Result<Option<String>> {
        Ok(self.value(subject, predicate, graph)?.as_ref().and_then(text_of))
    }

    pub(super) fn count(
        &self,
        subject: NamedNodeRef<'_>,
        predicate: NamedNodeRef<'_>,
        graph: Option<NamedNodeRef<'_>>,
    ) -> Result<Option<usize>> {
        Ok(self.text(subject, predicate, graph)?.and_then(|text| text.parse().ok()))
    }

    /// The whole merged view: from the ledger, or, where another version of the program left that, from all of the
    /// summary.
    pub(super) fn network(&self) -> Result<Network> {
        if let Some(mut file) = self.store.beside(Beside::Ledger)?
            && let Ok(Some(ledger)) = Ledger::read(&mut file)
            && ledger.is_of_this_version()
        {
            return Ok(ledger.network(&self.vocabulary));
        }
        let quads = self.quads(None, None, None, Some(self.summary())).collect::<Result<Vec<_>>>()?;
        Ok(read_graph(&self.vocabulary, quads))
    }

    /// What all documents add up to, to be read in parts; where no build has left that, it is made of the whole.
    pub(super) fn almanac(&self) -> Result<Almanac> {
        let kept = match self.store.beside(Beside::Almanac)? {
            Some(file) => Almanac::open(Box::new(file)).map_err(|error| unreadable(&error))?,
            None => None,
        };
        match kept {
            Some(almanac) => Ok(almanac),
            None => Almanac::of(&self.network()?).map_err(|error| unreadable(&error)),
        }
    }

    /// An entity with its names, counts and ranks; none if there is no such entity.
    pub(super) fn node(&self, entity: NamedNodeRef<'_>) -> Result<Option<Node>> {
        let quads = self.quads(Some(entity), None, None, Some(self.summary())).collect::<Result<Vec<_>>>()?;
        Ok(read_graph(&self.vocabulary, quads).nodes.pop())
    }

    /// What the claims of a relation come to, over all documents; of one that does not tell, that it is so.
    pub(super) fn statuses(&self, relation: NamedNodeRef<'_>) -> Result<BTreeSet<Status>> {
        let mut statuses = BTreeSet::new();
        for quad in self.quads(Some(relation), Some(sg::STATUS), None, Some(self.summary())) {
            statuses.extend(text_of(&quad?.object).as_deref().and_then(Status::find));
        }
        if statuses.is_empty() {
            statuses.insert(Status::Asserted);
        }
        Ok(statuses)
    }

    pub(super) fn iri(&self, id: &EntityId) -> NamedNode {
        self.vocabulary.entity(id)
    }

    /// What is known of a document.
    pub(super) fn article(&self, document: NamedNodeRef<'_>) -> Result<Article> {
        // Property by property: a document has many section heads and reporters that nobody asks for here.
        let text = |property| self.text(document, property, Some(document));
        let mut article = Article::new(document);
        article.title = text(schema::HEADLINE)?;
        article.date = self.date(document)?;
        article.url = text(schema::URL)?;
        article.number = text(sg::NUMBER)?.and_then(|number| number.parse().ok()).unwrap_or_default();
        article.sources = self.texts(document, sg::SOURCE)?;
        article.sources.sort_unstable();
        let lines = self.texts(document, sg::LINE)?;
        // With several lines nobody can tell which belongs to which source.
        article.line = if let [line] = lines.as_slice() { line.parse().ok() } else { None };
        Ok(article)
    }

    /// The issue date of a document.
    pub(super) fn date(&self, document: NamedNodeRef<'_>) -> Result<Option<String>> {
        self.text(document, schema::DATE_PUBLISHED, Some(document))
    }

    /// The values of a property of a document.
    pub(super) fn texts(&self, document: NamedNodeRef<'_>, property: NamedNodeRef<'_>) -> Result<Vec<String>> {
        let quads = self.quads(Some(document), Some(property), None, Some(document));
        quads.filter_map(|quad| quad.map(|quad| text_of(&quad.object)).transpose()).collect()
    }

    /// A sentence with its place, from its node and the document it stands in; the words that name `entities`
    /// (one or two) are marked.
    pub(super) fn quote(
        &self,
        sentence: NamedNodeRef<'_>,
        article: Article,
        entities: &[NamedNode],
    ) -> Result<Option<Quote>> {
        let graph = Some(article.iri.as_ref());
        let Some(text) = self.text(sentence, nif::ANCHOR_OF, graph)? else { return Ok(None) };
        let (start, end) = Vocabulary::place(sentence).unwrap_or_default();
        let mut quote = Quote { sentence: sentence.into_owned(), text, start, end, marks: Vec::new(), article };
        quote.marks = marks(self, &quote, entities)?;
        Ok(Some(quote))
    }

    /// One sentence that says a relation, other than those in `used` if possible; its node is added to `used`.
    ///
    /// Of the first 32 in the order of the index, the one whose length is nearest to 40 characters, ties by IRI.
    pub(super) fn example(
        &self,
        relation: NamedNodeRef<'_>,
        entities: &[NamedNode],
        used: &mut BTreeSet<NamedNode>,
    ) -> Result<Option<Quote>> {
        let mut candidates = Vec::new();
        for quad in self.quads(Some(relation), Some(sg::EVIDENCE), None, None).take(MAX_CANDIDATES) {
            let quad = quad?;
            let (Term::NamedNode(sentence), Some(document)) = (quad.object, graph_of(quad.graph_name)) else {
                continue;
            };
            let Some(text) = self.text(sentence.as_ref(), nif::ANCHOR_OF, Some(document.as_ref()))? else { continue };
            let distance = text.chars().count().abs_diff(EASY_LENGTH);
            candidates.push((used.contains(&sentence), distance, sentence, document));
        }
        let Some((_, _, sentence, document)) = candidates.into_iter().min() else { return Ok(None) };
        used.insert(sentence.clone());
        let article = self.article(document.as_ref())?;
        self.quote(sentence.as_ref(), article, entities)
    }

    /// Whether a document mentions an entity.
    pub(super) fn mentions(
        &self,
        document: NamedNodeRef<'_>,
        entity: NamedNodeRef<'_>,
        class: NamedNodeRef<'_>,
    ) -> Result<bool> {
        self.contains(QuadRef::new(entity, rdf::TYPE, class, document))
    }
}

/// What is said of an almanac that cannot be read.
pub(super) fn unreadable(error: &io::Error) -> Error {
    Error::new(ErrorKind::Io, "the almanac of the store is damaged")
        .with_cause(error)
        .with_hint("build any of its files again, which makes it anew")
}

/// The name of a graph, of those that have an IRI.
pub(super) fn graph_of(name: oxigraph::model::GraphName) -> Option<NamedNode> {
    match name {
        oxigraph::model::GraphName::NamedNode(node) => Some(node),
        _ => None,
    }
}

/// The IRI of a subject.
pub(super) fn node_of(subject: NamedOrBlankNode) -> Option<NamedNode> {
    match subject {
        NamedOrBlankNode::NamedNode(node) => Some(node),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}

/// The value of a literal.
pub(super) fn text_of(term: &Term) -> Option<String> {
    match term {
        Term::Literal(literal) => Some(literal.value().to_owned()),
        _ => None,
    }
}
