//! Every sentence that links two entities.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{NamedNode, NamedNodeRef, Term, TermRef};

use super::quote::{Article, Quote};
use super::reader::{Reader, graph_of, node_of, text_of};
use crate::error::Result;
use crate::graph::{Node, RelationKey, Value};
use crate::ontology::Predicate;
use crate::rdf::term::{itsrdf, nif, sg};
use crate::store::Store;
use crate::text::Span;

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
    /// The words in it that name the two, in order, without overlap.
    pub marks: Vec<Mark>,
    /// The relations that were read from it.
    pub readings: Vec<Reading>,
}

/// Words that name one of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// Bytes of the text of the quote.
    pub span: Span,
    /// Which of the two.
    pub role: Role,
}

/// One of the two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The entity asked for first.
    Subject,
    /// The entity asked for second.
    Object,
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
        if let Some(quote) = reader.quote(sentence.as_ref(), article)? {
            let marks = marks(&reader, &quote, &ends)?;
            statements.push(Statement { quote, marks, readings: readings.into_iter().collect() });
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

/// The words in a sentence that name the ends of a relation.
fn marks(reader: &Reader<'_>, quote: &Quote, ends: &[NamedNode; 2]) -> Result<Vec<Mark>> {
    let graph = Some(quote.article.iri.as_ref());
    let sentence = TermRef::NamedNode(quote.sentence.as_ref());
    let mut mentions = Vec::new();
    for quad in reader.quads(None, Some(nif::SENTENCE), Some(sentence), graph) {
        let Some(mention) = node_of(quad?.subject) else { continue };
        let Some(Term::NamedNode(entity)) = reader.value(mention.as_ref(), itsrdf::TA_IDENT_REF, graph)? else { continue };
        let role = match ends.iter().position(|end| *end == entity) {
            Some(0) => Role::Subject,
            Some(_) => Role::Object,
            None => continue,
        };
        let start = reader.count(mention.as_ref(), nif::BEGIN_INDEX, graph)?.unwrap_or_default();
        let words = reader.text(mention.as_ref(), nif::ANCHOR_OF, graph)?.unwrap_or_default();
        mentions.push((start, words, role));
    }
    mentions.sort_unstable();
    Ok(place(quote, &mentions))
}

/// Finds mentions in the clean text of a sentence, from their places in the raw source.
///
/// The clean text is the raw text without its line breaks, so a mention stands where it stood in the raw
/// text or as many characters before as were taken out. Of the places where its words stand, the one nearest to
/// where even shrinking would have put it is its own.
fn place(quote: &Quote, mentions: &[(usize, String, Role)]) -> Vec<Mark> {
    let starts: Vec<usize> = quote.text.char_indices().map(|(at, _)| at).collect();
    let n_raw = quote.end.saturating_sub(quote.start).max(1);
    let mut marks: Vec<Mark> = Vec::new();
    for (start, words, role) in mentions.iter().filter(|(_, words, _)| !words.is_empty()) {
        let expected = start.saturating_sub(quote.start) * starts.len() / n_raw;
        let after = marks.last().map_or(0, |mark| mark.span.end);
        let places = quote.text.match_indices(words.as_str()).map(|(at, _)| at).filter(|&at| at >= after);
        let distance = |&at: &usize| starts.partition_point(|&start| start < at).abs_diff(expected);
        if let Some(at) = places.min_by_key(distance) {
            marks.push(Mark { span: Span::new(at, at + words.len()), role: *role });
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_name_is_marked_where_it_is_meant() {
        let text = "中国人在中国银行，中国很大";
        let quote = Quote {
            sentence: NamedNode::new_unchecked("http://example.org/"),
            text: text.to_owned(),
            start: 100,
            // Two line breaks were taken out.
            end: 100 + text.chars().count() + 2,
            article: Article::new(NamedNodeRef::new_unchecked("http://example.org/d")),
        };
        let marks = place(&quote, &[(111, "中国".to_owned(), Role::Subject)]);
        assert_eq!(marks.len(), 1);
        assert_eq!(&text[marks[0].span.start..], "中国很大");
    }
}
