//! What is known of one entity, on a card.

use std::collections::BTreeSet;

use oxigraph::model::{NamedNode, NamedNodeRef, Quad, Term, TermRef};

use super::claim::{self, Claim};
use super::figure::{Figure, figures};
use super::quote::{Article, Quote};
use super::reader::{Reader, graph_of, node_of, text_of};
use super::row::{Row, relation};
use crate::entity::EntityId;
use crate::error::Result;
use crate::graph::{Node, RelationKey, Value};
use crate::ontology::Predicate;
use crate::rdf::Vocabulary;
use crate::rdf::term::{itsrdf, nif, owl, rdf, rdfs, schema, sg};
use crate::relation::Status;
use crate::store::Store;

/// Up to so many documents are all compared to find the first and last sentence.
const MAX_DOCUMENTS: usize = 256;
/// Of the documents of one day, so many are looked at.
const MAX_OF_DAY: usize = 4_096;
/// So many claims of one relation are read.
const MAX_CLAIMS: usize = 64;
/// So many values of one predicate are told.
const MAX_VALUES: usize = 8;
/// The one fact without an entity or a time at its other end that a card tells.
const HAS_STATUS: Predicate = Predicate::HasStatus;

/// What is known of one entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Its names, counts and ranks.
    pub node: Node,
    /// Its IRI.
    pub iri: NamedNode,
    /// Its other names, each with the number of sentences that show it where that is counted; the most frequent first.
    pub aliases: Vec<(String, Option<usize>)>,
    /// The code of ISO 3166-1 with two letters.
    pub iso2: Option<String>,
    /// The code with three.
    pub iso3: Option<String>,
    /// The number in Wikidata, `Q232`.
    pub wikidata: Option<String>,
    /// How many entities the store has: what `node.rank` is a rank among.
    pub n_entities: usize,
    /// What is known of it besides links: the stages of a project, the time of an event.
    pub dated: Vec<Dated>,
    /// The figures that documents give of it, those of the latest periods first.
    pub figures: Vec<Figure>,
    /// What people decided of it, and it shows, in the order of the days.
    pub decisions: Vec<Decided>,
    /// Its strongest links, strongest first.
    pub links: Vec<Link>,
    /// The first sentence that mentions it, by date, source and position.
    pub first: Option<Quote>,
    /// The last, if it is another one.
    pub last: Option<Quote>,
}

/// All that links an entity to another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The other entity.
    pub node: Node,
    /// How strong the link is: the weight of its strongest relation, see [`weight`].
    pub weight: f64,
    /// The relations: first facts, then whether the two are mentioned together; among these the strongest first.
    pub relations: Vec<LinkRelation>,
    /// One sentence that says the first relation.
    pub quote: Option<Quote>,
}

/// One relation of a link.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkRelation {
    /// How the two are linked.
    pub predicate: Predicate,
    /// Whether the entity of the card is the subject.
    pub is_subject: bool,
    /// What its claims come to, over all documents.
    pub statuses: BTreeSet<Status>,
    /// How documents say a fact; of many claims, the first in the order of the index.
    pub claims: Vec<Claim>,
    /// In how many sentences.
    pub n_sentences: usize,
    /// In how many documents.
    pub n_documents: usize,
    /// The normalised pointwise mutual information of a co-mention, from −1 to 1.
    pub npmi: Option<f64>,
    /// What people decided of it.
    pub decisions: Vec<Decided>,
    /// The IRI of the relation.
    pub iri: NamedNode,
}

/// A fact whose other end is a literal.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    /// What it says.
    pub predicate: Predicate,
    /// The other end: a time after ISO 8601, a stage.
    pub value: String,
    /// What its claims come to, over all documents.
    pub statuses: BTreeSet<Status>,
    /// In how many sentences.
    pub n_sentences: usize,
}

/// A decision that an entity, or a relation of a link, shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decided {
    /// On which day.
    pub when: String,
    /// What was decided, as in `merge 蓝鹭科技 蓝鹭科技集团`.
    pub what: String,
    /// By whom.
    pub who: String,
    /// For what reason.
    pub why: String,
}

/// How strong a relation is: its sentences, counted up to twice.
///
/// `n_sentences` × (1 + npmi), where an NPMI below 0 counts as 0 and a relation without one, which a rule has read
/// as a fact, as 1. So what is said often is strong, and of what is said equally often, that which is
/// least likely by chance.
///
/// ```
/// use sinograph::query::weight;
///
/// assert_eq!(weight(10, Some(0.5)), 15.0);
/// assert_eq!(weight(10, Some(-0.2)), 10.0);
/// assert_eq!(weight(10, None), 20.0);
/// ```
pub fn weight(n_sentences: usize, npmi: Option<f64>) -> f64 {
    n_sentences as f64 * (1.0 + npmi.unwrap_or(1.0).max(0.0))
}

/// Makes the card of an entity that [`find`](super::find) has found, with its `n_links` strongest links.
///
/// Its cost does not grow with the store: the links are chosen by the index of relation ends; the first and
/// last sentence by the dates of the summary, or, for an entity without dates, by comparing its
/// documents, where 256 or fewer mention it.
pub fn card(store: &Store, node: &Node, n_links: usize) -> Result<Card> {
    let reader = Reader::new(store)?;
    let iri = reader.iri(&node.id);
    let id = |property| reader.text(iri.as_ref(), property, None);
    let (first, last) = ends(&reader, node)?;
    let mut row = Row::of(&reader, &node.id)?;
    Ok(Card {
        aliases: aliases(&reader, node)?,
        iso2: id(sg::ISO2)?,
        iso3: id(sg::ISO3)?,
        wikidata: wikidata(&reader, iri.as_ref())?,
        n_entities: row.n_entities(),
        dated: dated(&reader, iri.as_ref(), &row)?,
        figures: figures(&reader, iri.as_ref())?,
        decisions: decisions(&reader, iri.as_ref())?,
        links: links(&reader, &node.id, &mut row, n_links)?,
        last: last.filter(|last| first.as_ref() != Some(last)),
        first,
        node: node.clone(),
        iri,
    })
}

/// What the summary says of an entity and of the relations on its card, and its identifiers, as quads.
pub fn card_quads(store: &Store, card: &Card) -> Result<Vec<Quad>> {
    let reader = Reader::new(store)?;
    let summary = Some(reader.summary());
    let relations = card.links.iter().flat_map(|link| &link.relations).map(|relation| &relation.iri);
    let mut quads = Vec::new();
    for node in std::iter::once(&card.iri).chain(relations) {
        for quad in reader.quads(Some(node.as_ref()), None, None, summary) {
            quads.push(quad?);
        }
    }
    for property in [sg::ISO2, sg::ISO3, owl::SAME_AS] {
        quads.extend(reader.quads(Some(card.iri.as_ref()), Some(property), None, None).next().transpose()?);
    }
    Ok(quads)
}

fn wikidata(reader: &Reader<'_>, iri: NamedNodeRef<'_>) -> Result<Option<String>> {
    let item = reader.value(iri, owl::SAME_AS, None)?;
    Ok(item.and_then(|item| match item {
        Term::NamedNode(item) => item.as_str().rsplit('/').next().map(str::to_owned),
        _ => None,
    }))
}

fn aliases(reader: &Reader<'_>, node: &Node) -> Result<Vec<(String, Option<usize>)>> {
    let count = |alias: &String| {
        let object = Value::Literal(alias.clone());
        let key = RelationKey { subject: node.id.clone(), predicate: Predicate::Alias, object };
        let relation = reader.vocabulary().relation(&key);
        let count = reader.count(relation.as_ref(), sg::SENTENCE_COUNT, Some(reader.summary()))?;
        Ok((alias.clone(), count))
    };
    let mut aliases = node.aliases.iter().map(count).collect::<Result<Vec<_>>>()?;
    aliases.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(aliases)
}

/// The facts of an entity whose other end is a time or a stage, in the order of the vocabulary, then of the values.
fn dated(reader: &Reader<'_>, entity: NamedNodeRef<'_>, row: &Row) -> Result<Vec<Dated>> {
    let mut dated = Vec::new();
    let is_told =
        |predicate: &Predicate| (predicate.is_dated() || *predicate == HAS_STATUS) && row.has_literal(*predicate);
    for predicate in Predicate::ALL.into_iter().filter(is_told) {
        let query = format!(
            "SELECT ?relation ?value {{ GRAPH {summary} {{ ?relation {subject} {entity} ; {property} {predicate} ; \
             {object} ?value }} }} ORDER BY STR(?value) LIMIT {MAX_VALUES}",
            summary = reader.summary(),
            subject = sg::SUBJECT,
            property = sg::PREDICATE,
            predicate = Vocabulary::property(predicate),
            object = sg::OBJECT,
        );
        let mut found = Vec::new();
        reader.select(&query, |solution| {
            if let (Some(Term::NamedNode(relation)), Some(value)) = (solution.get(0), solution.get(1)) {
                found.extend(text_of(value).map(|value| (relation.clone(), value)));
            }
        })?;
        for (iri, value) in found {
            if let Some(LinkRelation { statuses, n_sentences, .. }) = link_relation(reader, entity, iri)? {
                dated.push(Dated { predicate, value, statuses, n_sentences });
            }
        }
    }
    Ok(dated)
}

/// The decisions that any document shows at an entity or a relation.
pub(super) fn decisions(reader: &Reader<'_>, bearer: NamedNodeRef<'_>) -> Result<Vec<Decided>> {
    let mut found = BTreeSet::new();
    for quad in reader.quads(Some(bearer), Some(sg::DECISION), None, None) {
        if let Term::NamedNode(decision) = quad?.object {
            found.insert(decision);
        }
    }
    let read = |decision: NamedNode| {
        let text = |property| Ok(reader.text(decision.as_ref(), property, None)?.unwrap_or_default());
        Ok(Decided {
            when: text(schema::DATE_CREATED)?,
            what: text(sg::WORDING)?,
            who: text(schema::AUTHOR)?,
            why: text(rdfs::COMMENT)?,
        })
    };
    let mut decisions = found.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    decisions.sort();
    Ok(decisions)
}

fn links(reader: &Reader<'_>, id: &EntityId, row: &mut Row, n_most: usize) -> Result<Vec<Link>> {
    let this = reader.iri(id);
    let mut seen = BTreeSet::new();
    let mut links = Vec::new();
    // Two ends can have several relations, so more are taken than there will be links.
    for (tie, other, _) in row.strongest(reader, id, 4 * n_most)? {
        // The first relation to another entity is the strongest.
        if other != *id
            && seen.insert(other.clone())
            && let Some(node) = reader.node(reader.iri(&other).as_ref())?
        {
            links.push(Link { node, weight: weight(tie.n_sentences, tie.npmi), relations: Vec::new(), quote: None });
        }
    }
    links.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.node.rank.cmp(&b.node.rank)));
    links.truncate(n_most);
    let mut used = BTreeSet::new();
    for link in &mut links {
        link.relations = between(reader, id, row, &link.node.id)?;
        let ends = [this.clone(), reader.iri(&link.node.id)];
        if let Some(first) = link.relations.first() {
            link.quote = reader.example(first.iri.as_ref(), &ends, &mut used)?;
        }
    }
    Ok(links)
}

fn strength(relation: &LinkRelation) -> f64 {
    weight(relation.n_sentences, relation.npmi)
}

/// All relations of two entities, with the claims of facts.
fn between(reader: &Reader<'_>, this: &EntityId, row: &mut Row, that: &EntityId) -> Result<Vec<LinkRelation>> {
    let entity = reader.iri(this);
    let mut relations = Vec::new();
    for tie in row.between(that)? {
        let iri = relation(reader, this, that, &tie);
        if let Some(mut relation) = link_relation(reader, entity.as_ref(), iri.clone())? {
            relation.claims = claims(reader, iri.as_ref())?;
            relation.decisions = decisions(reader, iri.as_ref())?;
            relations.push(relation);
        }
    }
    relations.sort_by(|a, b| {
        let facts = b.predicate.is_fact().cmp(&a.predicate.is_fact());
        facts.then_with(|| strength(b).total_cmp(&strength(a))).then_with(|| a.iri.cmp(&b.iri))
    });
    Ok(relations)
}

/// The claims of a relation, each once, those of one kind together.
fn claims(reader: &Reader<'_>, relation: NamedNodeRef<'_>) -> Result<Vec<Claim>> {
    let mut places = claim::places(reader, relation, MAX_CLAIMS)?;
    places.dedup_by(|a, b| a.0 == b.0);
    let read = |(iri, document): (NamedNode, NamedNode)| claim::claim(reader, iri, document.as_ref());
    let mut claims = places.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    let order = |claim: &Claim| (claim.status(), claim.time.clone(), claim.post.clone(), claim.tenure);
    claims.sort_by_cached_key(order);
    Ok(claims)
}

/// A relation of an entity as the summary has it, without its claims.
fn link_relation(reader: &Reader<'_>, entity: NamedNodeRef<'_>, iri: NamedNode) -> Result<Option<LinkRelation>> {
    let mut relation = LinkRelation {
        predicate: Predicate::CoMention,
        is_subject: false,
        statuses: BTreeSet::new(),
        claims: Vec::new(),
        n_sentences: 0,
        n_documents: 0,
        npmi: None,
        decisions: Vec::new(),
        iri: iri.clone(),
    };
    let mut predicate = None;
    for quad in reader.quads(Some(iri.as_ref()), None, None, Some(reader.summary())) {
        let quad = quad?;
        let number = || text_of(&quad.object);
        match (quad.predicate.as_ref(), &quad.object) {
            (sg::PREDICATE, Term::NamedNode(property)) => predicate = Vocabulary::predicate_of(property.as_ref()),
            (sg::SUBJECT, Term::NamedNode(subject)) => relation.is_subject = subject.as_ref() == entity,
            (sg::STATUS, _) => relation.statuses.extend(number().as_deref().and_then(Status::find)),
            (sg::SENTENCE_COUNT, _) => relation.n_sentences = number().and_then(|n| n.parse().ok()).unwrap_or_default(),
            (sg::DOCUMENT_COUNT, _) => relation.n_documents = number().and_then(|n| n.parse().ok()).unwrap_or_default(),
            (sg::NPMI, _) => relation.npmi = number().and_then(|n| n.parse().ok()),
            _ => {}
        }
    }
    if relation.statuses.is_empty() {
        relation.statuses.insert(Status::Asserted);
    }
    // A predicate of a later version of the vocabulary is left out.
    Ok(predicate.map(|predicate| LinkRelation { predicate, ..relation }))
}

/// The first and the last sentence that mention an entity.
fn ends(reader: &Reader<'_>, node: &Node) -> Result<(Option<Quote>, Option<Quote>)> {
    let articles = if node.n_documents <= MAX_DOCUMENTS {
        articles_of(reader, node)?
    } else {
        let mut articles = Vec::new();
        for date in [&node.first_date, &node.last_date].into_iter().flatten() {
            articles.extend(articles_of_day(reader, node, date)?);
        }
        articles
    };
    let first = articles.iter().min_by(|a, b| a.order().cmp(&b.order()));
    // An article without a date is not the last one because it sorts there.
    let dated =
        articles.iter().filter(|article| article.date.is_some() || first.is_some_and(|first| first.date.is_none()));
    let last = dated.max_by(|a, b| a.order().cmp(&b.order()));
    let quote = |article: Option<&Article>, is_last| match article {
        Some(article) => mention_at_end(reader, &node.id, article, is_last),
        None => Ok(None),
    };
    Ok((quote(first, false)?, quote(last, true)?))
}

/// The articles that mention an entity on the first and on the last day that any does; those without a date, if none has
/// one.
fn articles_of(reader: &Reader<'_>, node: &Node) -> Result<Vec<Article>> {
    let entity = reader.iri(&node.id);
    let class = Vocabulary::class(node.kind);
    let mut documents = Vec::new();
    for quad in reader.quads(Some(entity.as_ref()), Some(rdf::TYPE), Some(class.as_ref().into()), None) {
        if let Some(graph) = graph_of(quad?.graph_name)
            && graph.as_ref() != reader.summary()
        {
            documents.push((reader.date(graph.as_ref())?, graph));
        }
    }
    let dates = || documents.iter().filter_map(|(date, _)| date.as_ref());
    let ends = [dates().min().cloned(), dates().max().cloned()];
    let at_ends = documents.into_iter().filter(|(date, _)| ends.contains(date));
    at_ends.map(|(_, document)| reader.article(document.as_ref())).collect()
}

fn articles_of_day(reader: &Reader<'_>, node: &Node, date: &str) -> Result<Vec<Article>> {
    let entity = reader.iri(&node.id);
    let class = Vocabulary::class(node.kind);
    let date = oxigraph::model::Literal::new_typed_literal(date, crate::rdf::term::xsd::DATE);
    let documents = reader.quads(None, Some(schema::DATE_PUBLISHED), Some(date.as_ref().into()), None);
    let mut articles = Vec::new();
    for quad in documents.take(MAX_OF_DAY) {
        let Some(document) = graph_of(quad?.graph_name) else { continue };
        if articles.len() < MAX_DOCUMENTS && reader.mentions(document.as_ref(), entity.as_ref(), class.as_ref())? {
            articles.push(reader.article(document.as_ref())?);
        }
    }
    Ok(articles)
}

/// The sentence of the first or last mention in an article.
fn mention_at_end(reader: &Reader<'_>, id: &EntityId, article: &Article, is_last: bool) -> Result<Option<Quote>> {
    let entity = reader.iri(id);
    let graph = Some(article.iri.as_ref());
    let mut places = Vec::new();
    for quad in reader.quads(None, Some(itsrdf::TA_IDENT_REF), Some(TermRef::NamedNode(entity.as_ref())), graph) {
        if let Some(mention) = node_of(quad?.subject) {
            let start = reader.count(mention.as_ref(), nif::BEGIN_INDEX, graph)?.unwrap_or_default();
            places.push((start, mention));
        }
    }
    let place = if is_last { places.into_iter().max() } else { places.into_iter().min() };
    let Some((_, mention)) = place else { return Ok(None) };
    match reader.value(mention.as_ref(), nif::SENTENCE, graph)? {
        Some(Term::NamedNode(sentence)) => reader.quote(sentence.as_ref(), article.clone(), &[entity]),
        _ => Ok(None),
    }
}
