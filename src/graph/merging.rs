//! Adds up what documents contribute.

use std::collections::{BTreeMap, BTreeSet};

use super::association::{npmi, rounded};
use super::network::{Network, Node, Strength, Totals};
use super::{Name, RelationKey, Said, Support, Value};
use crate::entity::EntityId;
use crate::ontology::{EntityKind, Predicate};

/// Sums over the documents seen so far.
#[derive(Default)]
pub(super) struct Merging {
    totals: Totals,
    entities: BTreeMap<EntityId, Sum>,
    relations: BTreeMap<RelationKey, (Support, usize)>,
    posts: BTreeSet<String>,
}

/// What some documents come to that name an entity in the same way.
#[derive(Clone, Default)]
pub(super) struct Count<'a> {
    pub(super) n_mentions: usize,
    pub(super) n_sentences: usize,
    pub(super) n_documents: usize,
    /// The first and the last of their dates.
    pub(super) dates: Option<(&'a str, &'a str)>,
}

#[derive(Default)]
struct Sum {
    /// In how many documents the entity bears this kind and these labels.
    names: BTreeMap<(EntityKind, String, Option<String>), usize>,
    aliases: BTreeSet<String>,
    n_mentions: usize,
    n_sentences: usize,
    n_documents: usize,
    dates: Option<(String, String)>,
}

impl Merging {
    /// Adds what a document counts besides entities and relations.
    pub(super) fn add_document(&mut self, n_sentences: usize) {
        self.totals.n_documents += 1;
        self.totals.n_sentences += n_sentences;
    }

    /// Adds the documents that name an entity in one way.
    pub(super) fn add_name(&mut self, (id, kind, label, label_en): &Name, count: &Count<'_>) {
        self.totals.n_mentions += count.n_mentions;
        let sum = self.entities.entry(id.clone()).or_default();
        *sum.names.entry((*kind, label.clone(), label_en.clone())).or_default() += count.n_documents;
        sum.n_mentions += count.n_mentions;
        sum.n_sentences += count.n_sentences;
        sum.n_documents += count.n_documents;
        if let Some((first, last)) = count.dates {
            let (before, after) = sum.dates.take().unwrap_or_else(|| (first.to_owned(), last.to_owned()));
            sum.dates = Some((before.min(first.to_owned()), after.max(last.to_owned())));
        }
    }

    /// Adds another name of an entity.
    pub(super) fn add_alias(&mut self, (id, alias): &(EntityId, String)) {
        self.entities.entry(id.clone()).or_default().aliases.insert(alias.clone());
    }

    /// Adds the documents that say a relation in one way.
    pub(super) fn add_relation(&mut self, (key, rules, statuses): &Said, n_sentences: usize, n_documents: usize) {
        let (sum, n_sum) = self.relations.entry(key.clone()).or_default();
        sum.rules.extend(rules.iter().cloned());
        sum.statuses.extend(statuses);
        sum.n_sentences += n_sentences;
        *n_sum += n_documents;
    }

    /// Adds a post.
    pub(super) fn add_post(&mut self, post: &str) {
        self.posts.insert(post.to_owned());
    }

    pub(super) fn finish(mut self) -> Network {
        self.totals.n_entities = self.entities.len();
        self.totals.n_relations = self.relations.len();
        let n_sentences: BTreeMap<EntityId, usize> =
            self.entities.iter().map(|(id, sum)| (id.clone(), sum.n_sentences)).collect();
        let npmi_of = |key: &RelationKey, joint: usize| match &key.object {
            Value::Entity(object) if key.predicate == Predicate::CoMention => {
                let (left, right) = (n_sentences.get(&key.subject)?, n_sentences.get(object)?);
                Some(rounded(npmi(joint, *left, *right, self.totals.n_sentences)))
            }
            _ => None,
        };
        let strength_of = |(key, (support, n_documents)): (RelationKey, (Support, usize))| {
            let Support { rules, statuses, n_sentences } = support;
            let npmi = npmi_of(&key, n_sentences);
            (key, Strength { rules, statuses, n_sentences, n_documents, npmi })
        };
        let relations = self.relations.into_iter().map(strength_of).collect();
        let nodes = self.entities.into_iter().filter_map(|(id, sum)| sum.into_node(id)).collect();
        Network { posts: self.posts, ..Network::new(self.totals, nodes, relations) }
    }
}

impl Sum {
    fn into_node(self, id: EntityId) -> Option<Node> {
        // The most frequent; of equally frequent ones the first in order.
        let frequency = |(name, n): (_, usize)| (n, std::cmp::Reverse(name));
        let (_, std::cmp::Reverse((kind, label, label_en))) = self.names.into_iter().map(frequency).max()?;
        let mut aliases = self.aliases;
        aliases.remove(&label);
        let (first_date, last_date) = self.dates.unzip();
        Some(Node {
            id,
            kind,
            label,
            label_en,
            aliases,
            n_mentions: self.n_mentions,
            n_sentences: self.n_sentences,
            n_documents: self.n_documents,
            first_date,
            last_date,
            rank: 0,
            community: 0,
        })
    }
}
