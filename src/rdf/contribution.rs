//! Reads back what a document contributes to the merged graph.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Quad, TermRef};

use super::term::{itsrdf, nif, rdf, schema, sg, skos};
use super::{Vocabulary, literal};
use crate::entity::EntityId;
use crate::graph::{Appearance, Contribution, RelationKey, Support, Value};
use crate::ontology::{EntityKind, Predicate};
use crate::relation::Status;

/// The share of a document in the merged graph, from the quads of its graph, in any order.
///
/// The inverse of [`document_quads`](super::document_quads) as far as [`Contribution`] goes. Quads
/// that it has no use for, and those of nodes that lack a part, are left out; the graph names do not matter.
pub fn read_contribution(
    vocabulary: &Vocabulary,
    document: &str,
    quads: impl IntoIterator<Item = Quad>,
) -> Contribution {
    let mut reader = Reader::new(vocabulary, vocabulary.document(document));
    quads.into_iter().for_each(|quad| reader.read(&quad));
    reader.finish(document)
}

struct Reader<'a> {
    vocabulary: &'a Vocabulary,
    this: NamedNode,
    date: Option<String>,
    n_sentences: usize,
    kinds: BTreeMap<EntityId, EntityKind>,
    labels: BTreeMap<EntityId, Names>,
    /// The entity of each mention, and its sentence.
    entity_of: BTreeMap<String, EntityId>,
    sentence_of: BTreeMap<String, String>,
    relations: BTreeMap<String, Parts>,
    posts: BTreeSet<String>,
}

#[derive(Default)]
struct Names {
    zh: Option<String>,
    en: Option<String>,
    aliases: BTreeSet<String>,
}

/// The parts of a relation node read so far.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) subject: Option<EntityId>,
    pub(super) predicate: Option<Predicate>,
    pub(super) object: Option<Value>,
    pub(super) rules: BTreeSet<String>,
    statuses: BTreeSet<Status>,
    n_sentences: usize,
}

impl<'a> Reader<'a> {
    fn new(vocabulary: &'a Vocabulary, this: NamedNode) -> Self {
        Reader {
            vocabulary,
            this,
            date: None,
            n_sentences: 0,
            kinds: BTreeMap::new(),
            labels: BTreeMap::new(),
            entity_of: BTreeMap::new(),
            sentence_of: BTreeMap::new(),
            relations: BTreeMap::new(),
            posts: BTreeSet::new(),
        }
    }

    fn read(&mut self, quad: &Quad) {
        let NamedOrBlankNodeRef::NamedNode(subject) = quad.subject.as_ref() else { return };
        let object = quad.object.as_ref();
        match (quad.predicate.as_ref(), object) {
            (itsrdf::TA_IDENT_REF, TermRef::NamedNode(entity)) => {
                let entity = self.vocabulary.entity_id(entity);
                self.entity_of.extend(entity.map(|entity| (subject.as_str().to_owned(), entity)));
            }
            (nif::SENTENCE, TermRef::NamedNode(sentence)) => {
                self.sentence_of.insert(subject.as_str().to_owned(), sentence.as_str().to_owned());
            }
            (sg::EVIDENCE | sg::RULE, _) if self.is_said(subject) => {}
            (sg::EVIDENCE, _) => self.relation(subject.as_str()).n_sentences += 1,
            (sg::SUBJECT | sg::PREDICATE | sg::OBJECT | sg::RULE | sg::STATUS, _) => {
                let vocabulary = self.vocabulary;
                self.relation(subject.as_str()).read(vocabulary, quad);
            }
            (predicate, _) if subject == self.this.as_ref() => match predicate {
                schema::DATE_PUBLISHED => self.date = literal::read_string(object).map(str::to_owned),
                sg::SENTENCE_COUNT => self.n_sentences = literal::read_integer(object).unwrap_or_default(),
                _ => {}
            },
            _ => match self.vocabulary.entity_id(subject) {
                Some(entity) => self.read_entity(entity, quad),
                None => self.posts.extend(read_post(self.vocabulary, quad)),
            },
        }
    }

    fn read_entity(&mut self, id: EntityId, quad: &Quad) {
        let object = quad.object.as_ref();
        match quad.predicate.as_ref() {
            rdf::TYPE => {
                if let TermRef::NamedNode(class) = object {
                    self.kinds.extend(Vocabulary::kind_of(class).map(|kind| (id, kind)));
                }
            }
            skos::PREF_LABEL => {
                let names = self.labels.entry(id).or_default();
                let name = literal::read_string(object).map(str::to_owned);
                match literal::language(&quad.object) {
                    Some("en") => names.en = name,
                    _ => names.zh = name,
                }
            }
            skos::ALT_LABEL => {
                let alias = literal::read_string(object).map(str::to_owned);
                self.labels.entry(id).or_default().aliases.extend(alias);
            }
            _ => {}
        }
    }

    /// Whether a node is a claim, whose evidence and rules are those of its relation, too, or a figure, which is of
    /// none.
    fn is_said(&self, node: NamedNodeRef<'_>) -> bool {
        let local = self.vocabulary.local(node.as_str());
        local.is_some_and(|local| local.starts_with("claim/") || local.starts_with("observation/"))
    }

    fn relation(&mut self, node: &str) -> &mut Parts {
        self.relations.entry(node.to_owned()).or_default()
    }

    fn finish(mut self, document: &str) -> Contribution {
        let mut n_mentions: BTreeMap<&EntityId, usize> = BTreeMap::new();
        let mut sentences: BTreeMap<&EntityId, BTreeSet<&str>> = BTreeMap::new();
        for (mention, entity) in &self.entity_of {
            *n_mentions.entry(entity).or_default() += 1;
            let sentence = self.sentence_of.get(mention).map(String::as_str);
            sentences.entry(entity).or_default().extend(sentence);
        }
        let mut entities = BTreeMap::new();
        for (id, kind) in &self.kinds {
            let names = self.labels.remove(id).unwrap_or_default();
            let appearance = Appearance {
                kind: *kind,
                label: names.zh.unwrap_or_default(),
                label_en: names.en,
                aliases: names.aliases,
                n_mentions: n_mentions.get(id).copied().unwrap_or_default(),
                n_sentences: sentences.get(id).map(BTreeSet::len).unwrap_or_default(),
            };
            entities.insert(id.clone(), appearance);
        }
        let support = |parts: Parts| {
            let (rules, statuses) = (parts.rules.clone(), parts.statuses());
            let support = Support { rules, statuses, n_sentences: parts.n_sentences };
            parts.key().map(|key| (key, support))
        };
        Contribution {
            document: document.into(),
            date: self.date,
            n_sentences: self.n_sentences,
            entities,
            relations: self.relations.into_values().filter_map(support).collect(),
            posts: self.posts,
        }
    }
}

impl Parts {
    /// Takes up a property of a relation node.
    pub(super) fn read(&mut self, vocabulary: &Vocabulary, quad: &Quad) {
        match (quad.predicate.as_ref(), quad.object.as_ref()) {
            (sg::SUBJECT, TermRef::NamedNode(node)) => self.subject = vocabulary.entity_id(node),
            (sg::PREDICATE, TermRef::NamedNode(node)) => self.predicate = Vocabulary::predicate_of(node),
            (sg::OBJECT, TermRef::NamedNode(node)) => self.object = vocabulary.entity_id(node).map(Value::Entity),
            (sg::OBJECT, TermRef::Literal(text)) => self.object = Some(Value::Literal(text.value().to_owned())),
            (sg::RULE, TermRef::Literal(text)) => {
                self.rules.insert(text.value().to_owned());
            }
            (sg::STATUS, TermRef::Literal(text)) => self.statuses.extend(Status::find(text.value())),
            _ => {}
        }
    }

    /// What its claims come to; a relation that does not tell is so.
    pub(super) fn statuses(&self) -> BTreeSet<Status> {
        if self.statuses.is_empty() { BTreeSet::from([Status::Asserted]) } else { self.statuses.clone() }
    }

    /// The identity of the relation, if all its parts are known.
    pub(super) fn key(self) -> Option<RelationKey> {
        Some(RelationKey { subject: self.subject?, predicate: self.predicate?, object: self.object? })
    }
}

/// What a post is called, from the label of its node.
pub(super) fn read_post(vocabulary: &Vocabulary, quad: &Quad) -> Option<String> {
    let NamedOrBlankNodeRef::NamedNode(subject) = quad.subject.as_ref() else { return None };
    let is_post = quad.predicate == skos::PREF_LABEL && vocabulary.local(subject.as_str())?.starts_with("role/");
    if is_post { literal::read_string(quad.object.as_ref()).map(str::to_owned) } else { None }
}
