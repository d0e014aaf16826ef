//! Adds up what documents contribute.

use std::collections::{BTreeMap, BTreeSet};

use super::association::{npmi, rounded};
use super::network::{Network, Node, Strength, Totals};
use super::{Appearance, Contribution, RelationKey, Support, Value};
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
    pub(super) fn add(&mut self, contribution: Contribution) {
        self.totals.n_documents += 1;
        self.totals.n_sentences += contribution.n_sentences;
        for (id, appearance) in contribution.entities {
            self.totals.n_mentions += appearance.n_mentions;
            self.entities.entry(id).or_default().add(appearance, contribution.date.as_deref());
        }
        for (key, support) in contribution.relations {
            let (sum, n_documents) = self.relations.entry(key).or_default();
            sum.rules.extend(support.rules);
            sum.statuses.extend(support.statuses);
            sum.n_sentences += support.n_sentences;
            *n_documents += 1;
        }
        self.posts.extend(contribution.posts);
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
    fn add(&mut self, appearance: Appearance, date: Option<&str>) {
        let Appearance { kind, label, label_en, aliases, n_mentions, n_sentences } = appearance;
        *self.names.entry((kind, label, label_en)).or_default() += 1;
        self.aliases.extend(aliases);
        self.n_mentions += n_mentions;
        self.n_sentences += n_sentences;
        self.n_documents += 1;
        if let Some(date) = date {
            let (first, last) = self.dates.take().unwrap_or_else(|| (date.to_owned(), date.to_owned()));
            self.dates = Some((first.min(date.to_owned()), last.max(date.to_owned())));
        }
    }

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
