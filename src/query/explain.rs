//! Every sentence that links two entities.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use oxigraph::model::{NamedNode, NamedNodeRef, Term};

use super::card::{self, Decided};
use super::claim::{self, Claim, Words};
use super::quote::Quote;
use super::reader::{Reader, graph_of, text_of, unreadable};
use super::row::{Row, relation};
use crate::build::Almanac;
use crate::error::Result;
use crate::graph::Node;
use crate::ontology::Predicate;
use crate::rdf::term::sg;
use crate::store::{Store, in_parts, n_cores};

/// How two entities are linked, and every sentence that says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The first entity.
    pub subject: Node,
    /// The second.
    pub object: Node,
    /// The sentences, by date, source and position.
    pub statements: Vec<Statement>,
    /// What people decided of the relations of the two, in the order of the days.
    pub decisions: Vec<Decided>,
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
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// How the two are linked.
    pub predicate: Predicate,
    /// Whether it goes from the first entity to the second; always so if it has no direction.
    pub is_forward: bool,
    /// The rules that read it: for a fact in this sentence, for others in this document.
    pub rules: BTreeSet<String>,
    /// How the sentence says a fact, each with its words; empty for what is no fact.
    pub claims: Vec<(Claim, Vec<Words>)>,
}

/// A document, and a sentence in it.
type Place = (NamedNode, NamedNode);
/// What is found for a sentence: facts first, then by predicate, first those that go forward.
type Readings = BTreeMap<(bool, Predicate, bool), Reading>;
type Found = BTreeMap<Place, Readings>;

/// Of entities that share a name, on either side, the two that most sentences link; none if nothing links any of them.
///
/// Of pairs that as many sentences link, the first in the order given. Reads the links of each of `subjects`.
pub fn linked<'a>(store: &Store, subjects: &'a [Node], objects: &'a [Node]) -> Result<Option<(&'a Node, &'a Node)>> {
    let mut almanac = Reader::new(store)?.almanac()?;
    strongest_pair(&mut almanac, subjects, objects).map_err(|error| unreadable(&error))
}

fn strongest_pair<'a>(
    almanac: &mut Almanac,
    subjects: &'a [Node],
    objects: &'a [Node],
) -> io::Result<Option<(&'a Node, &'a Node)>> {
    let mut places = Vec::new();
    for object in objects {
        places.extend(almanac.find(&object.id)?.map(|place| (place, object)));
    }
    let (mut strongest, mut most) = (None, 0);
    for subject in subjects {
        let Some(place) = almanac.find(&subject.id)? else { continue };
        let n_sentences_of: BTreeMap<usize, u64> = almanac.neighbours(place)?.into_iter().collect();
        for &(place, object) in &places {
            let n_sentences = n_sentences_of.get(&place).copied().unwrap_or_default();
            if n_sentences > most {
                (strongest, most) = (Some((subject, object)), n_sentences);
            }
        }
    }
    Ok(strongest)
}

/// Every sentence that links two entities by any predicate in any direction.
///
/// Their relations stand in one row, and the IRI of each follows from its ends, so that its sentences are one look-up
/// away.
pub fn explain(store: &Store, subject: &Node, object: &Node) -> Result<Explanation> {
    let reader = Reader::new(store)?;
    let (mut found, mut decisions) = (Found::new(), Vec::new());
    for tie in Row::of(&reader, &subject.id)?.between(&object.id)? {
        let relation = relation(&reader, &subject.id, &object.id, &tie);
        let is_forward = tie.is_subject || tie.predicate.is_symmetric();
        decisions.extend(card::decisions(&reader, relation.as_ref())?);
        collect(&reader, relation.as_ref(), tie.predicate, is_forward, &mut found)?;
    }
    let ends = [reader.iri(&subject.id), reader.iri(&object.id)];
    let found: Vec<_> = found.into_iter().collect();
    let mut statements = in_parts(&found, n_cores(), |found| quoted(&reader, found, &ends))?;
    statements.sort_by(|a, b| order(a).cmp(&order(b)));
    decisions.sort();
    decisions.dedup();
    Ok(Explanation { subject: subject.clone(), object: object.clone(), statements, decisions })
}

/// The sentences that were found, with their texts; those of one document stand together.
fn quoted(reader: &Reader<'_>, found: &[(Place, Readings)], ends: &[NamedNode]) -> Result<Vec<Statement>> {
    let mut statements = Vec::with_capacity(found.len());
    for of_document in found.chunk_by(|((a, _), _), ((b, _), _)| a == b) {
        let Some(((document, _), _)) = of_document.first() else { continue };
        let article = reader.article(document.as_ref())?;
        for ((_, sentence), readings) in of_document {
            if let Some(quote) = reader.quote(sentence.as_ref(), article.clone(), ends)? {
                statements.push(Statement { quote, readings: readings.values().cloned().collect() });
            }
        }
    }
    Ok(statements)
}

fn order(statement: &Statement) -> (impl Ord + '_, usize) {
    (statement.quote.article.order(), statement.quote.start)
}

fn collect(
    reader: &Reader<'_>,
    relation: NamedNodeRef<'_>,
    predicate: Predicate,
    is_forward: bool,
    found: &mut Found,
) -> Result<()> {
    let order = (!predicate.is_fact(), predicate, !is_forward);
    let reading = |rules| Reading { predicate, is_forward, rules, claims: Vec::new() };
    if predicate.is_fact() {
        for (iri, document) in claim::places(reader, relation, usize::MAX)? {
            let claim = claim::claim(reader, iri, document.as_ref())?;
            for sentence in &claim.sentences {
                let words = claim::words(reader, &claim, sentence.as_ref(), document.as_ref())?;
                let readings = found.entry((document.clone(), sentence.clone())).or_default();
                let reading = readings.entry(order).or_insert_with(|| reading(BTreeSet::new()));
                reading.rules.extend(claim.rules.iter().cloned());
                reading.claims.push((claim.clone(), words));
            }
        }
        return Ok(());
    }
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
        found.entry((document, sentence)).or_default().insert(order, reading(rules));
    }
    Ok(())
}
