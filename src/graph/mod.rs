//! The merged graph of many documents: kept by document, measured and walked as one.
//!
//! [`KnowledgeGraph`] holds what each document contributes; [`KnowledgeGraph::network`] merges that
//! into a [`Network`] of entities and weighted links with counts, ranks and communities.

mod association;
mod census;
mod centrality;
mod community;
mod contribution;
mod counting;
mod intern;
mod links;
mod merging;
mod network;
mod path;

use std::collections::{BTreeMap, BTreeSet};

pub use association::npmi;
pub use census::{Census, KindCount};
pub use contribution::{Appearance, Contribution, RelationKey, Support, Value, document_name, relation_key};
pub use links::Links;
pub use network::{Edge, Filter, Network, Node, Strength, Totals};
pub use path::Search;

use crate::entity::EntityId;
use crate::ontology::EntityKind;
use crate::relation::Status;
use intern::Table;

/// What many documents say, each document's share kept apart.
///
/// A document is here once: adding it again replaces nothing and changes nothing. [`merge`] is
/// commutative, associative and idempotent, so that any number of workers in any order come to one
/// graph. Two different contributions under one document id, which content-made ids rule out, are
/// settled by the greater of the two, whatever the order.
///
/// Names are stored once and each document keeps only numbers: about 600 bytes for a page with
/// twenty entities and forty links.
///
/// [`merge`]: KnowledgeGraph::merge
#[derive(Clone, Debug, Default)]
pub struct KnowledgeGraph {
    documents: BTreeMap<String, Packed>,
    names: Table<Name>,
    aliases: Table<(EntityId, String)>,
    relations: Table<Said>,
    posts: Table<String>,
}

/// An entity as documents name it; most of them agree.
type Name = (EntityId, EntityKind, String, Option<String>);

/// A relation as documents say it, without counts: what it is, by which rules, what its claims come to.
type Said = (RelationKey, BTreeSet<String>, BTreeSet<Status>);

/// A contribution in numbers.
#[derive(Clone, Debug)]
struct Packed {
    date: Option<Box<str>>,
    n_sentences: u32,
    /// Name, mentions, sentences.
    entities: Box<[(u32, u32, u32)]>,
    aliases: Box<[u32]>,
    /// Relation, sentences.
    relations: Box<[(u32, u32)]>,
    posts: Box<[u32]>,
}

impl KnowledgeGraph {
    /// A graph without documents.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the share of a document.
    pub fn add(&mut self, contribution: Contribution) {
        if let Some(present) = self.contribution(&contribution.document)
            && present >= contribution
        {
            return;
        }
        let document = contribution.document.clone();
        let packed = self.pack(contribution);
        self.documents.insert(document, packed);
    }

    /// Takes the share of a document away and says whether it was there.
    pub fn remove(&mut self, document: &str) -> bool {
        self.documents.remove(document).is_some()
    }

    /// Adds all shares of another graph.
    pub fn merge(&mut self, other: &KnowledgeGraph) {
        for contribution in other.contributions() {
            self.add(contribution);
        }
    }

    /// The ids of its documents, in order.
    pub fn documents(&self) -> impl Iterator<Item = &str> {
        self.documents.keys().map(String::as_str)
    }

    /// The share of one document.
    pub fn contribution(&self, document: &str) -> Option<Contribution> {
        self.documents.get(document).map(|packed| self.unpack(document, packed))
    }

    /// The shares of all documents, ordered by document.
    pub fn contributions(&self) -> impl Iterator<Item = Contribution> {
        self.documents.iter().map(|(document, packed)| self.unpack(document, packed))
    }

    /// The entities and links of all documents as one, counted, ranked and grouped.
    pub fn network(&self) -> Network {
        counting::merged(self).finish().measured()
    }

    fn pack(&mut self, contribution: Contribution) -> Packed {
        let mut entities = Vec::with_capacity(contribution.entities.len());
        let mut aliases = Vec::new();
        for (id, appearance) in contribution.entities {
            for alias in appearance.aliases {
                aliases.push(self.aliases.number((id.clone(), alias)));
            }
            let name = self.names.number((id, appearance.kind, appearance.label, appearance.label_en));
            entities.push((name, to_u32(appearance.n_mentions), to_u32(appearance.n_sentences)));
        }
        let mut relations = Vec::with_capacity(contribution.relations.len());
        for (key, support) in contribution.relations {
            let Support { rules, statuses, n_sentences } = support;
            relations.push((self.relations.number((key, rules, statuses)), to_u32(n_sentences)));
        }
        Packed {
            date: contribution.date.map(String::into_boxed_str),
            n_sentences: to_u32(contribution.n_sentences),
            entities: entities.into(),
            aliases: aliases.into(),
            relations: relations.into(),
            posts: contribution.posts.into_iter().map(|post| self.posts.number(post)).collect(),
        }
    }

    fn unpack(&self, document: &str, packed: &Packed) -> Contribution {
        let mut entities = BTreeMap::new();
        for &(name, n_mentions, n_sentences) in &packed.entities {
            let (id, kind, label, label_en) = self.names.value(name).clone();
            let (n_mentions, n_sentences) = (n_mentions as usize, n_sentences as usize);
            let aliases = Default::default();
            entities.insert(id, Appearance { kind, label, label_en, aliases, n_mentions, n_sentences });
        }
        for &alias in &packed.aliases {
            let (id, form) = self.aliases.value(alias);
            if let Some(appearance) = entities.get_mut(id) {
                appearance.aliases.insert(form.clone());
            }
        }
        let relation = |&(number, n_sentences): &(u32, u32)| {
            let (key, rules, statuses) = self.relations.value(number).clone();
            (key, Support { rules, statuses, n_sentences: n_sentences as usize })
        };
        Contribution {
            document: document.to_owned(),
            date: packed.date.as_deref().map(str::to_owned),
            n_sentences: packed.n_sentences as usize,
            entities,
            relations: packed.relations.iter().map(relation).collect(),
            posts: packed.posts.iter().map(|&post| self.posts.value(post).clone()).collect(),
        }
    }
}

impl PartialEq for KnowledgeGraph {
    fn eq(&self, other: &Self) -> bool {
        self.contributions().eq(other.contributions())
    }
}

impl Eq for KnowledgeGraph {}

fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
