//! The merged view as quads: names, counts and ranks of entities and relations.

use oxigraph::model::{NamedNode, NamedNodeRef, Quad, Term};

use super::claim::role_terms;
use super::document::{labels, relation_terms};
use super::term::{rdf, sg};
use super::{Vocabulary, literal, name_keys, sort_quads};
use crate::graph::{Edge, Network, Node};

/// The quads of the summary graph, sorted.
///
/// They repeat the class and names of each entity and post and the ends of each relation, so that this
/// one graph is enough to [read the network back](super::read_graph).
pub fn summary_quads(vocabulary: &Vocabulary, network: &Network) -> Vec<Quad> {
    let parts = summary_parts(vocabulary, network);
    let mut quads: Vec<Quad> = (0..parts.len()).flat_map(|place| parts.quads(place)).collect();
    sort_quads(&mut quads);
    quads
}

/// The same, one subject at a time.
pub fn summary_parts<'a>(vocabulary: &'a Vocabulary, network: &'a Network) -> SummaryParts<'a> {
    SummaryParts { vocabulary, network, posts: network.posts.iter().map(String::as_str).collect() }
}

/// The summary graph by its subjects: the totals, each entity, each relation, each post.
pub struct SummaryParts<'a> {
    vocabulary: &'a Vocabulary,
    network: &'a Network,
    posts: Vec<&'a str>,
}

/// What one subject of the summary stands for.
enum Part<'a> {
    Totals,
    Entity(&'a Node),
    Relation(&'a Edge),
    Post(&'a str),
}

impl<'a> SummaryParts<'a> {
    /// The number of subjects.
    #[expect(clippy::len_without_is_empty, reason = "there are always totals")]
    pub fn len(&self) -> usize {
        1 + self.network.nodes.len() + self.network.edges.len() + self.posts.len()
    }

    fn part(&self, place: usize) -> Part<'a> {
        let Some(place) = place.checked_sub(1) else { return Part::Totals };
        let (nodes, edges) = (&self.network.nodes, &self.network.edges);
        match place.checked_sub(nodes.len()) {
            None => Part::Entity(&nodes[place]),
            Some(place) if place < edges.len() => Part::Relation(&edges[place]),
            Some(place) => Part::Post(self.posts[place - edges.len()]),
        }
    }

    /// The subject at a place below [`len`](SummaryParts::len).
    pub fn subject(&self, place: usize) -> NamedNode {
        match self.part(place) {
            Part::Totals => self.vocabulary.summary(),
            Part::Entity(node) => self.vocabulary.entity(&node.id),
            Part::Relation(edge) => self.vocabulary.relation(&self.network.key(edge)),
            Part::Post(post) => self.vocabulary.role(post),
        }
    }

    /// What is said of the subject at a place.
    pub fn quads(&self, place: usize) -> Vec<Quad> {
        let mut writer = Writer { vocabulary: self.vocabulary, graph: self.vocabulary.summary(), quads: Vec::new() };
        match self.part(place) {
            Part::Totals => writer.totals(self.network),
            Part::Entity(node) => writer.entity(node),
            Part::Relation(edge) => writer.relation(self.network, edge),
            Part::Post(post) => writer.role(post),
        }
        writer.quads
    }
}

struct Writer<'a> {
    vocabulary: &'a Vocabulary,
    graph: NamedNode,
    quads: Vec<Quad>,
}

impl Writer<'_> {
    fn totals(&mut self, network: &Network) {
        let (this, totals) = (self.graph.clone(), &network.totals);
        self.push(&this, rdf::TYPE, sg::SUMMARY);
        self.counts(
            &this,
            [
                (sg::DOCUMENT_COUNT, totals.n_documents),
                (sg::SENTENCE_COUNT, totals.n_sentences),
                (sg::MENTION_COUNT, totals.n_mentions),
                (sg::ENTITY_COUNT, totals.n_entities),
                (sg::RELATION_COUNT, totals.n_relations),
            ],
        );
        if !network.digest.is_empty() {
            self.push(&this, sg::DIGEST, literal::string(&network.digest));
        }
    }

    fn entity(&mut self, node: &Node) {
        let this = self.vocabulary.entity(&node.id);
        let aliases = || node.aliases.iter().map(String::as_str);
        self.push(&this, rdf::TYPE, Vocabulary::class(node.kind));
        for (property, name) in labels(&node.label, node.label_en.as_deref(), aliases()) {
            self.push(&this, property, name);
        }
        for key in name_keys(&node.label, node.label_en.as_deref(), aliases()) {
            self.push(&this, sg::NAME_KEY, literal::string(&key));
        }
        self.counts(
            &this,
            [
                (sg::MENTION_COUNT, node.n_mentions),
                (sg::SENTENCE_COUNT, node.n_sentences),
                (sg::DOCUMENT_COUNT, node.n_documents),
                (sg::RANK, node.rank),
                (sg::COMMUNITY, node.community),
            ],
        );
        for (property, date) in [(sg::FIRST_DATE, &node.first_date), (sg::LAST_DATE, &node.last_date)] {
            if let Some(date) = date.as_deref().and_then(literal::date) {
                self.push(&this, property, date);
            }
        }
    }

    fn relation(&mut self, network: &Network, edge: &Edge) {
        let key = network.key(edge);
        let this = self.vocabulary.relation(&key);
        for (property, value) in relation_terms(self.vocabulary, &key, &edge.statuses) {
            self.push(&this, property, value);
        }
        for rule in &edge.rules {
            self.push(&this, sg::RULE, literal::string(rule));
        }
        self.counts(&this, [(sg::SENTENCE_COUNT, edge.n_sentences), (sg::DOCUMENT_COUNT, edge.n_documents)]);
        if let Some(npmi) = edge.npmi {
            self.push(&this, sg::NPMI, literal::decimal(npmi));
        }
    }

    fn role(&mut self, post: &str) {
        let this = self.vocabulary.role(post);
        for (property, value) in role_terms(post) {
            self.push(&this, property, value);
        }
    }

    fn counts<const N: usize>(&mut self, this: &NamedNode, counts: [(NamedNodeRef<'_>, usize); N]) {
        for (property, count) in counts {
            self.push(this, property, literal::integer(count));
        }
    }

    fn push(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.quads.push(Quad::new(subject.clone(), predicate, object, self.graph.clone()));
    }
}
