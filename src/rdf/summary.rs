//! The merged view as quads: names, counts and ranks of entities and relations.

use std::cmp::Ordering;

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
    let mut quads = Vec::new();
    summary_changes(vocabulary, &Network::default(), network, |_, mut fresh| quads.append(&mut fresh));
    sort_quads(&mut quads);
    quads
}

/// What must be taken away from and added to the summary of one network to have that of another, given to `take`
/// in small pieces: only what differs becomes quads.
///
/// An empty network has no summary.
pub fn summary_changes(
    vocabulary: &Vocabulary,
    old: &Network,
    new: &Network,
    mut take: impl FnMut(Vec<Quad>, Vec<Quad>),
) {
    let is_empty = |network: &Network| *network == Network::default();
    let totals = |network| write(vocabulary, |writer| writer.totals(network));
    if (old.totals, &old.digest) != (new.totals, &new.digest) || is_empty(old) != is_empty(new) {
        take(
            if is_empty(old) { Vec::new() } else { totals(old) },
            if is_empty(new) { Vec::new() } else { totals(new) },
        );
    }
    let entity = |node: &Node| write(vocabulary, |writer| writer.entity(node));
    for (old, new) in pairs(&old.nodes, &new.nodes, |a, b| a.id.cmp(&b.id)) {
        if old != new {
            take(old.map(entity).unwrap_or_default(), new.map(entity).unwrap_or_default());
        }
    }
    let relation = |network, edge: &Edge| write(vocabulary, |writer| writer.relation(network, edge));
    for (before, after) in pairs(&old.edges, &new.edges, |a, b| old.key(a).cmp(&new.key(b))) {
        if !before.zip(after).is_some_and(|(before, after)| is_as_strong(before, after)) {
            take(
                before.map(|edge| relation(old, edge)).unwrap_or_default(),
                after.map(|edge| relation(new, edge)).unwrap_or_default(),
            );
        }
    }
    let role = |post: &String| write(vocabulary, |writer| writer.role(post));
    old.posts.difference(&new.posts).for_each(|post| take(role(post), Vec::new()));
    new.posts.difference(&old.posts).for_each(|post| take(Vec::new(), role(post)));
}

/// Whether the summary says the same of two edges with the same ends.
fn is_as_strong(a: &Edge, b: &Edge) -> bool {
    let said = |edge: &Edge| (edge.n_sentences, edge.n_documents, edge.npmi);
    said(a) == said(b) && (&a.rules, &a.statuses) == (&b.rules, &b.statuses)
}

/// Goes through two sorted lists at once: what stands in both together, what stands in one alone.
fn pairs<'a, T>(
    old: &'a [T],
    new: &'a [T],
    compare: impl Fn(&T, &T) -> Ordering,
) -> impl Iterator<Item = (Option<&'a T>, Option<&'a T>)> {
    let (mut old, mut new) = (old.iter().peekable(), new.iter().peekable());
    std::iter::from_fn(move || {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return None,
            (Some(a), Some(b)) => compare(a, b),
            (a, _) => {
                if a.is_some() {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
            }
        };
        let before = if order.is_le() { old.next() } else { None };
        let after = if order.is_ge() { new.next() } else { None };
        Some((before, after))
    })
}

fn write(vocabulary: &Vocabulary, fill: impl FnOnce(&mut Writer<'_>)) -> Vec<Quad> {
    let mut writer = Writer { vocabulary, graph: vocabulary.summary(), quads: Vec::new() };
    fill(&mut writer);
    writer.quads
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
