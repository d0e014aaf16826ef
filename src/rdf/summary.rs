//! The merged view as quads: names, counts and ranks of entities and relations.

use oxigraph::model::{NamedNode, NamedNodeRef, Quad, Term};

use super::claim::role_terms;
use super::document::{labels, relation_terms};
use super::term::{rdf, sg};
use super::{Vocabulary, literal, name_keys, sort_quads};
use crate::graph::{Edge, Network, Node, Totals};

/// The quads of the summary graph, sorted.
///
/// They repeat the class and names of each entity and post and the ends of each relation, so that this
/// one graph is enough to [read the network back](super::read_graph).
pub fn summary_quads(vocabulary: &Vocabulary, network: &Network) -> Vec<Quad> {
    let mut writer = Writer { vocabulary, graph: vocabulary.summary(), quads: Vec::new() };
    writer.totals(&network.totals);
    network.nodes.iter().for_each(|node| writer.entity(node));
    network.edges.iter().for_each(|edge| writer.relation(network, edge));
    network.posts.iter().for_each(|post| writer.role(post));
    sort_quads(&mut writer.quads);
    writer.quads
}

struct Writer<'a> {
    vocabulary: &'a Vocabulary,
    graph: NamedNode,
    quads: Vec<Quad>,
}

impl Writer<'_> {
    fn totals(&mut self, totals: &Totals) {
        let this = self.graph.clone();
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
