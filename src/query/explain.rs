//! Every sentence that links two entities.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{NamedNode, NamedNodeRef, Term};

use super::quote::{Article, Quote};
use super::reader::{Reader, graph_of, text_of};
use crate::error::Result;
use crate::graph::{Node, RelationKey, Value};
use crate::ontology::Predicate;
use crate::rdf::term::sg;
use crate::store::Store;

/// How two entities are linked, and every sentence that says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The first entity.
    pub subject: Node,
    /// The second.
    pub object: Node,
    /// The sentences, by date, source and position.
    pub statements: Vec<Statement>,
}

/// One sentence that links two entities.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The sentence and where it stands.
    pub quote: Quote,
    /// The relations that were read from it.
    pub readings: Vec<Reading>,
}

/// A relation read from a sentence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reading {
    /// How the two are linked.
    pub predicate: Predicate,
    /// Whether it goes from the first entity to the second; always so if it has no direction.
    pub is_forward: bool,
    /// The rules that read it in this document.
    pub rules: BTreeSet<String>,
}

/// Every sentence that links two entities by any predicate in any direction.
///
/// The IRI of a relation follows from its ends, so that its sentences are one look-up away.
pub fn explain(store: &Store, subject: &Node, object: &Node) -> Result<Explanation> {
    let reader = Reader::new(store)?;
    let mut found: BTreeMap<(NamedNode, NamedNode), BTreeSet<Reading>> = BTreeMap::new();
    for predicate in Predicate::ALL {
        for is_forward in [true, false] {
            let (from, to) = if is_forward { (subject, object) } else { (object, subject) };
            let key = RelationKey { subject: from.id.clone(), predicate, object: Value::Entity(to.id.clone()) };
            let relation = reader.vocabulary().relation(&key);
            collect(&reader, relation.as_ref(), predicate, is_forward || predicate.is_symmetric(), &mut found)?;
        }
    }
    let ends = [reader.iri(&subject.id), reader.iri(&object.id)];
    let mut articles: BTreeMap<NamedNode, Article> = BTreeMap::new();
    let mut statements = Vec::new();
    for ((document, sentence), readings) in found {
        let article = match articles.get(&document) {
            Some(article) => article.clone(),
            None => articles.entry(document.clone()).or_insert(reader.article(document.as_ref())?).clone(),
        };
        if let Some(quote) = reader.quote(sentence.as_ref(), article, &ends)? {
            statements.push(Statement { quote, readings: readings.into_iter().collect() });
        }
    }
    statements.sort_by(|a, b| order(a).cmp(&order(b)));
    Ok(Explanation { subject: subject.clone(), object: object.clone(), statements })
}

fn order(statement: &Statement) -> (impl Ord + '_, usize) {
    (statement.quote.article.order(), statement.quote.start)
}

fn collect(
    reader: &Reader<'_>,
    relation: NamedNodeRef<'_>,
    predicate: Predicate,
    is_forward: bool,
    found: &mut BTreeMap<(NamedNode, NamedNode), BTreeSet<Reading>>,
) -> Result<()> {
    let mut rules_of: BTreeMap<NamedNode, BTreeSet<String>> = BTreeMap::new();
    for quad in reader.quads(Some(relation), Some(sg::RULE), None, None) {
        let quad = quad?;
        if let (Some(document), Some(rule)) = (graph_of(quad.graph_name), text_of(&quad.object)) {
            rules_of.entry(document).or_default().insert(rule);
        }
    }
    for quad in reader.quads(Some(relation), Some(sg::EVIDENCE), None, None) {
        let quad = quad?;
        let (Term::NamedNode(sentence), Some(document)) = (quad.object, graph_of(quad.graph_name)) else { continue };
        let rules = rules_of.get(&document).cloned().unwrap_or_default();
        found.entry((document, sentence)).or_default().insert(Reading { predicate, is_forward, rules });
    }
    Ok(())
}
