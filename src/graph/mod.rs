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
mod share;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use association::npmi;
pub use census::{Census, KindCount};
pub use contribution::{Appearance, Contribution, RelationKey, Support, Value, document_name, relation_key};
pub use links::Links;
pub use network::{Edge, Filter, Network, Node, Strength, Totals};
pub use path::Search;
pub use share::{Name, Renumbering, Said, Share, Shared};

use share::{Packed, Tables};

/// What many documents say, each document's share kept apart.
///
/// A document is here once: adding it again replaces nothing and changes nothing. [`merge`] is
/// commutative, associative and idempotent, so that any number of workers in any order come to one
/// graph. Two different contributions under one document id, which content-made ids rule out, are
/// settled by the greater of the two, whatever the order.
///
/// Names are stored once and each document keeps only numbers: some 250 bytes for a page with
/// twenty entities and forty links.
///
/// [`merge`]: KnowledgeGraph::merge
#[derive(Clone, Debug, Default)]
pub struct KnowledgeGraph {
    documents: BTreeMap<Arc<str>, Packed>,
    tables: Tables,
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
        self.replace(contribution);
    }

    /// Puts the share of a document in the place of what was there.
    fn replace(&mut self, contribution: Contribution) {
        let document = Arc::clone(&contribution.document);
        let share = self.tables.share(contribution);
        self.documents.insert(document, Packed::new(&share));
    }

    /// Puts the shares of another graph in the place of those of its documents that are here, too.
    pub fn overlay(&mut self, other: KnowledgeGraph) {
        if self.documents.is_empty() {
            *self = other;
        } else {
            other.contributions().for_each(|contribution| self.replace(contribution));
        }
    }

    /// Takes what documents share, which gets the next number of its kind. It must not be here before.
    pub fn enter(&mut self, shared: Shared) {
        self.tables.push(shared);
    }

    /// Takes the share of a document, by the numbers of what was [entered](KnowledgeGraph::enter); none if that is not
    /// all there.
    pub fn place(&mut self, document: Arc<str>, share: &Share) -> Option<()> {
        self.tables.have(share).then(|| {
            self.documents.insert(document, Packed::new(share));
        })
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
        self.documents.keys().map(Arc::as_ref)
    }

    fn share(&self, document: &str) -> Option<Share> {
        self.documents.get(document).map(Packed::share)
    }

    /// The share of one document.
    pub fn contribution(&self, document: &str) -> Option<Contribution> {
        self.share(document).map(|share| self.tables.contribution(document, &share))
    }

    /// The shares of all documents, ordered by document.
    pub fn contributions(&self) -> impl Iterator<Item = Contribution> {
        self.documents.iter().map(|(document, packed)| self.tables.contribution(document, &packed.share()))
    }

    /// The entities and links of all documents as one, counted, ranked and grouped.
    pub fn network(&self) -> Network {
        counting::merged(self).finish().measured()
    }
}

impl PartialEq for KnowledgeGraph {
    fn eq(&self, other: &Self) -> bool {
        self.contributions().eq(other.contributions())
    }
}

impl Eq for KnowledgeGraph {}
