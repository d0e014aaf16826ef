//! The merged view: entities and weighted links with counts, ranks and communities.

use std::collections::{BTreeMap, BTreeSet};

use super::{Links, RelationKey, Value, centrality};
use crate::entity::EntityId;
use crate::ontology::{EntityKind, Predicate};
use crate::relation::{Object, Status};

/// Entities and their relations over all documents, in order.
///
/// Indices into `nodes` are how edges, paths and [`Links`] name entities.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// Counts of the whole graph.
    pub totals: Totals,
    /// The entities, ordered by id.
    pub nodes: Vec<Node>,
    /// The relations, ordered by subject, predicate and object.
    pub edges: Vec<Edge>,
    /// The posts that are named with whoever holds them.
    pub posts: BTreeSet<String>,
    /// What all documents say, as a hash; empty where nobody has taken it.
    pub digest: String,
}

/// Counts of a whole graph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Documents read.
    pub n_documents: usize,
    /// Sentences in them, those without mentions included.
    pub n_sentences: usize,
    /// Mentions in them.
    pub n_mentions: usize,
    /// Different entities.
    pub n_entities: usize,
    /// Different relations.
    pub n_relations: usize,
}

/// An entity over all documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its identity.
    pub id: EntityId,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// Its canonical name; where documents differ, the one in most of them.
    pub label: String,
    /// Its English name.
    pub label_en: Option<String>,
    /// Its other names.
    pub aliases: BTreeSet<String>,
    /// How often it is mentioned.
    pub n_mentions: usize,
    /// The number of sentences that mention it.
    pub n_sentences: usize,
    /// The number of documents that tell of it: that mention it, or something that it follows from, such as a project
    /// whose countries are known. Of these there can be more than sentences.
    pub n_documents: usize,
    /// The issue date of the first dated document that tells of it.
    pub first_date: Option<String>,
    /// The issue date of the last.
    pub last_date: Option<String>,
    /// Its place by [PageRank](Links::pagerank), 1 for the most central.
    pub rank: usize,
    /// The number of its [community](Links::communities), 1 for the largest.
    pub community: usize,
}

/// A relation over all documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The index of the entity that it is about.
    pub subject: usize,
    /// How the two are linked.
    pub predicate: Predicate,
    /// The index of the entity at the other end, or a literal.
    pub object: Object,
    /// The rules that read it.
    pub rules: BTreeSet<String>,
    /// What its claims come to, over all documents.
    pub statuses: BTreeSet<Status>,
    /// The number of sentences that say it.
    pub n_sentences: usize,
    /// The number of documents that say it.
    pub n_documents: usize,
    /// For a co-mention, [`npmi`](super::npmi) over all sentences, to four places.
    pub npmi: Option<f64>,
}

/// What all documents together say for a relation: an [`Edge`] without its ends.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strength {
    /// The rules that read it.
    pub rules: BTreeSet<String>,
    /// What its claims come to, over all documents.
    pub statuses: BTreeSet<Status>,
    /// The number of sentences that say it.
    pub n_sentences: usize,
    /// The number of documents that say it.
    pub n_documents: usize,
    /// For a co-mention, [`npmi`](super::npmi) over all sentences, to four places.
    pub npmi: Option<f64>,
}

/// Which part of a network to keep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Kinds of entities to keep; empty for all.
    pub kinds: BTreeSet<EntityKind>,
    /// The number of sentences that an edge must have at least.
    pub min_weight: usize,
}

impl Edge {
    /// Whether some page says that it is so: what is only planned or denied is not.
    pub fn is_asserted(&self) -> bool {
        self.statuses.contains(&Status::Asserted)
    }
}

impl Network {
    /// A network from its parts, which may stand in any order; relations whose ends are not among
    /// the nodes are left out.
    pub fn new(totals: Totals, mut nodes: Vec<Node>, relations: BTreeMap<RelationKey, Strength>) -> Self {
        nodes.sort_by(|a, b| a.id.cmp(&b.id));
        nodes.dedup_by(|a, b| a.id == b.id);
        let edges = Vec::with_capacity(relations.len());
        let mut network = Network { totals, nodes, edges, posts: BTreeSet::new(), digest: String::new() };
        for (key, strength) in relations {
            let edge = network.edge(key, strength);
            network.edges.extend(edge);
        }
        network.edges.sort_by(|a, b| (a.subject, a.predicate, &a.object).cmp(&(b.subject, b.predicate, &b.object)));
        network
    }

    fn edge(&self, key: RelationKey, strength: Strength) -> Option<Edge> {
        let object = match key.object {
            Value::Entity(id) => Object::Entity(self.find(&id)?),
            Value::Literal(text) => Object::Literal(text),
        };
        let Strength { rules, statuses, n_sentences, n_documents, npmi } = strength;
        Some(Edge {
            subject: self.find(&key.subject)?,
            predicate: key.predicate,
            object,
            rules,
            statuses,
            n_sentences,
            n_documents,
            npmi,
        })
    }

    /// The entity at an index that edges, paths and links name it by.
    ///
    /// # Panics
    /// If there is none: the index is of another network.
    pub fn node(&self, index: usize) -> &Node {
        &self.nodes[index]
    }

    /// The index of an entity.
    pub fn find(&self, id: &EntityId) -> Option<usize> {
        self.nodes.binary_search_by(|node| node.id.cmp(id)).ok()
    }

    /// The identity of an edge.
    pub fn key(&self, edge: &Edge) -> RelationKey {
        let object = match &edge.object {
            Object::Entity(index) => Value::Entity(self.nodes[*index].id.clone()),
            Object::Literal(text) => Value::Literal(text.clone()),
        };
        RelationKey { subject: self.nodes[edge.subject].id.clone(), predicate: edge.predicate, object }
    }

    /// Its links, for walking and measuring; built anew at each call.
    pub fn links(&self) -> Links {
        Links::of(self)
    }

    /// The strongest chain between two entities; see [`Links::strongest_path`].
    pub fn strongest_path(&self, from: usize, to: usize) -> Option<Vec<usize>> {
        self.links().strongest_path(from, to)
    }

    /// The entities around some; see [`Links::neighbourhood`].
    pub fn neighbourhood(&self, centres: &[usize], depth: usize) -> BTreeSet<usize> {
        self.links().neighbourhood(centres, depth)
    }

    /// The indices of the edges between two entities, in either direction, in order.
    pub fn between(&self, a: usize, b: usize) -> Vec<usize> {
        let links = |edge: &Edge| {
            edge.subject == a && edge.object == Object::Entity(b)
                || edge.subject == b && edge.object == Object::Entity(a)
        };
        self.edges.iter().enumerate().filter(|(_, edge)| links(edge)).map(|(index, _)| index).collect()
    }

    /// The entities linked to one, each with its weight, strongest first, ties in order.
    pub fn neighbours(&self, node: usize) -> Vec<(usize, usize)> {
        let mut weight_of: BTreeMap<usize, usize> = BTreeMap::new();
        for edge in &self.edges {
            match edge.object {
                Object::Entity(object) if edge.subject == node && object != node => {
                    *weight_of.entry(object).or_default() += edge.n_sentences;
                }
                Object::Entity(object) if object == node && edge.subject != node => {
                    *weight_of.entry(edge.subject).or_default() += edge.n_sentences;
                }
                _ => {}
            }
        }
        let mut neighbours: Vec<_> = weight_of.into_iter().collect();
        neighbours.sort_by_key(|&(node, weight)| (std::cmp::Reverse(weight), node));
        neighbours
    }

    /// The part that a filter keeps: entities of its kinds, and the edges between them that are heavy enough.
    ///
    /// Counts, ranks, communities and totals stay those of the whole graph.
    pub fn filter(&self, filter: &Filter) -> Network {
        let is_kept = |node: &Node| filter.kinds.is_empty() || filter.kinds.contains(&node.kind);
        let kept = self.nodes.iter().enumerate().filter(|(_, node)| is_kept(node)).map(|(index, _)| index).collect();
        let mut network = self.restrict(&kept);
        network.edges.retain(|edge| edge.n_sentences >= filter.min_weight);
        network
    }

    /// The part that is at the centre: at most so many entities, by rank, and of the relations between them at most so
    /// many, by the number of sentences that say them.
    ///
    /// Counts, ranks, communities and totals stay those of the whole graph.
    pub fn core(&self, max_nodes: usize, max_edges: usize) -> Network {
        let is_central = |(_, node): &(usize, &Node)| node.rank <= max_nodes;
        let kept = self.nodes.iter().enumerate().filter(is_central).map(|(index, _)| index).collect();
        let mut network = self.restrict(&kept);
        let mut order: Vec<usize> = (0..network.edges.len()).collect();
        order.sort_by_key(|&edge| (std::cmp::Reverse(network.edges[edge].n_sentences), edge));
        let strongest: BTreeSet<usize> = order.into_iter().take(max_edges).collect();
        let mut place = 0..;
        network.edges.retain(|_| place.next().is_some_and(|place| strongest.contains(&place)));
        network
    }

    /// The part with only the entities at some indices, and the edges between them.
    ///
    /// Counts, ranks, communities and totals stay those of the whole graph.
    pub fn restrict(&self, kept: &BTreeSet<usize>) -> Network {
        let kept: Vec<usize> = kept.iter().copied().filter(|&index| index < self.nodes.len()).collect();
        let place_of = |index: usize| kept.binary_search(&index).ok();
        let edge_of = |edge: &Edge| {
            let object = match &edge.object {
                Object::Entity(index) => Object::Entity(place_of(*index)?),
                literal => literal.clone(),
            };
            Some(Edge { subject: place_of(edge.subject)?, object, ..edge.clone() })
        };
        Network {
            totals: self.totals,
            nodes: kept.iter().map(|&index| self.nodes[index].clone()).collect(),
            edges: self.edges.iter().filter_map(edge_of).collect(),
            posts: self.posts.clone(),
            digest: self.digest.clone(),
        }
    }

    /// The same, with ranks and communities worked out anew.
    pub(super) fn measured(mut self) -> Network {
        let links = self.links();
        let ranks = centrality::ranks(&links.pagerank());
        let communities = links.communities();
        for (node, (rank, community)) in self.nodes.iter_mut().zip(ranks.into_iter().zip(communities)) {
            (node.rank, node.community) = (rank, community);
        }
        self
    }
}
