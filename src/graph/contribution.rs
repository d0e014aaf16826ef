//! What one document says of entities and relations, in identities instead of indices.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::document::Document;
use crate::entity::{EntityId, Resolution};
use crate::mention::Mention;
use crate::ontology::{EntityKind, Predicate};
use crate::relation::{Object, Relation, Status};
use crate::text::simplify;

/// The share of one document in the merged graph.
///
/// Sentences are counted, not named: documents never share a sentence, so that counts of different
/// documents can be added.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contribution {
    /// The identity of the document: the last part of its IRI, `document/2f…-1`.
    pub document: Arc<str>,
    /// Its issue date as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The number of its sentences, those without mentions included.
    pub n_sentences: usize,
    /// Its entities.
    pub entities: BTreeMap<EntityId, Appearance>,
    /// Its relations.
    pub relations: BTreeMap<RelationKey, Support>,
    /// The posts that it names with whoever holds them, in simplified characters.
    pub posts: BTreeSet<String>,
}

/// How an entity appears in one document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Appearance {
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// Its canonical name.
    pub label: String,
    /// Its English name.
    pub label_en: Option<String>,
    /// Its other names in this document.
    pub aliases: BTreeSet<String>,
    /// How often it is mentioned.
    pub n_mentions: usize,
    /// In how many sentences.
    pub n_sentences: usize,
}

/// What makes a relation the same one in every document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RelationKey {
    /// The entity that the relation is about.
    pub subject: EntityId,
    /// How the two are linked.
    pub predicate: Predicate,
    /// The other end.
    pub object: Value,
}

/// The object of a relation, by identity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// An entity.
    Entity(EntityId),
    /// A literal: another name, a date.
    Literal(String),
}

/// What one document has to say for a relation.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Support {
    /// The rules that read it.
    pub rules: BTreeSet<String>,
    /// What its claims come to; a document can say that something is planned, and that it is done.
    pub statuses: BTreeSet<Status>,
    /// The number of sentences that say it.
    pub n_sentences: usize,
}

impl Contribution {
    /// The share of a document, from what the steps before found in it.
    pub fn of(document: &Document, mentions: &[Mention], resolution: &Resolution, relations: &[Relation]) -> Self {
        Contribution {
            document: document_name(document).into(),
            date: document.date.clone(),
            n_sentences: document.sentences.len(),
            entities: appearances(mentions, resolution),
            relations: supports(resolution, relations),
            posts: posts(resolution, relations),
        }
    }
}

/// The identity of a document: `document/`, the identity of its source, its number on the page.
pub fn document_name(document: &Document) -> String {
    format!("document/{}-{}", document.source_id, document.number)
}

/// The identity of a relation of a document; none if an index points nowhere.
pub fn relation_key(resolution: &Resolution, relation: &Relation) -> Option<RelationKey> {
    let id_of = |index: usize| resolution.entities.get(index).map(|entity| entity.id.clone());
    let object = match &relation.object {
        Object::Entity(index) => Value::Entity(id_of(*index)?),
        Object::Literal(text) => Value::Literal(text.clone()),
    };
    Some(RelationKey { subject: id_of(relation.subject)?, predicate: relation.predicate, object })
}

fn appearances(mentions: &[Mention], resolution: &Resolution) -> BTreeMap<EntityId, Appearance> {
    let mut sentences_of = vec![BTreeSet::new(); resolution.entities.len()];
    let mut n_mentions = vec![0; resolution.entities.len()];
    for (mention, &entity) in mentions.iter().zip(&resolution.entity_of) {
        if let Some(sentences) = sentences_of.get_mut(entity) {
            sentences.insert(mention.sentence);
            n_mentions[entity] += 1;
        }
    }
    let appearance = |(index, entity): (usize, &crate::entity::Entity)| {
        let appearance = Appearance {
            kind: entity.kind,
            label: entity.label.clone(),
            label_en: entity.label_en.clone(),
            aliases: entity.aliases.keys().filter(|alias| **alias != entity.label).cloned().collect(),
            n_mentions: n_mentions[index],
            n_sentences: sentences_of[index].len(),
        };
        (entity.id.clone(), appearance)
    };
    resolution.entities.iter().enumerate().map(appearance).collect()
}

fn supports(resolution: &Resolution, relations: &[Relation]) -> BTreeMap<RelationKey, Support> {
    let mut supports: BTreeMap<RelationKey, (Support, BTreeSet<usize>)> = BTreeMap::new();
    for relation in relations {
        if let Some(key) = relation_key(resolution, relation) {
            let (support, sentences) = supports.entry(key).or_default();
            support.rules.insert(relation.rule.to_owned());
            support.statuses.insert(relation.claim.status());
            sentences.extend(relation.evidence.iter().map(|evidence| evidence.sentence));
        }
    }
    let counted =
        |(support, sentences): (Support, BTreeSet<usize>)| Support { n_sentences: sentences.len(), ..support };
    supports.into_iter().map(|(key, support)| (key, counted(support))).collect()
}

fn posts(resolution: &Resolution, relations: &[Relation]) -> BTreeSet<String> {
    let is_held = |relation: &&Relation| {
        relation.predicate == Predicate::HoldsPost && relation_key(resolution, relation).is_some()
    };
    relations.iter().filter(is_held).filter_map(|relation| relation.claim.post.as_deref().map(simplify)).collect()
}
