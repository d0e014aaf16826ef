//! Reads the merged view back.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{NamedNodeRef, NamedOrBlankNodeRef, Quad, TermRef};

use super::contribution::{Parts, read_post};
use super::term::{rdf, sg, skos};
use super::{Vocabulary, literal};
use crate::entity::EntityId;
use crate::graph::{Network, Node, Strength, Totals};
use crate::ontology::EntityKind;

/// The merged view, from the quads of the summary graph in any order.
///
/// The inverse of [`summary_quads`](super::summary_quads). Nodes that lack a class, and relations that
/// lack an end, are left out; the graph names do not matter, so quads of documents may be among them.
pub fn read_graph(vocabulary: &Vocabulary, quads: impl IntoIterator<Item = Quad>) -> Network {
    let mut reader = Reader {
        vocabulary,
        totals: Totals::default(),
        nodes: BTreeMap::new(),
        relations: BTreeMap::new(),
        posts: BTreeSet::new(),
        digest: String::new(),
    };
    for quad in quads {
        reader.read(&quad);
    }
    let nodes = reader.nodes.into_values().filter_map(|(kind, node)| Some(Node { kind: kind?, ..node }));
    let relations = reader.relations.into_values().filter_map(|(parts, strength)| {
        let strength = Strength { rules: parts.rules.clone(), statuses: parts.statuses(), ..strength };
        parts.key().map(|key| (key, strength))
    });
    let network = Network::new(reader.totals, nodes.collect(), relations.collect());
    Network { posts: reader.posts, digest: reader.digest, ..network }
}

struct Reader<'a> {
    vocabulary: &'a Vocabulary,
    totals: Totals,
    nodes: BTreeMap<EntityId, (Option<EntityKind>, Node)>,
    relations: BTreeMap<String, (Parts, Strength)>,
    posts: BTreeSet<String>,
    digest: String,
}

impl Reader<'_> {
    fn read(&mut self, quad: &Quad) {
        let NamedOrBlankNodeRef::NamedNode(subject) = quad.subject.as_ref() else { return };
        if subject == self.vocabulary.summary().as_ref() {
            self.read_total(quad);
        } else if let Some(id) = self.vocabulary.entity_id(subject) {
            let empty = || (None, empty_node(&id));
            let (kind, node) = self.nodes.entry(id.clone()).or_insert_with(empty);
            if let (rdf::TYPE, TermRef::NamedNode(class)) = (quad.predicate.as_ref(), quad.object.as_ref()) {
                *kind = Vocabulary::kind_of(class).or(*kind);
            }
            read_node(node, quad);
        } else if self.is_relation(subject) {
            let (parts, strength) = self.relations.entry(subject.as_str().to_owned()).or_default();
            parts.read(self.vocabulary, quad);
            read_strength(strength, quad);
        } else {
            self.posts.extend(read_post(self.vocabulary, quad));
        }
    }

    fn is_relation(&self, node: NamedNodeRef<'_>) -> bool {
        self.vocabulary.local(node.as_str()).is_some_and(|local| local.starts_with("relation/"))
    }

    fn read_total(&mut self, quad: &Quad) {
        if quad.predicate.as_ref() == sg::DIGEST {
            self.digest = literal::read_string(quad.object.as_ref()).unwrap_or_default().to_owned();
        }
        let Some(count) = literal::read_integer(quad.object.as_ref()) else { return };
        match quad.predicate.as_ref() {
            sg::DOCUMENT_COUNT => self.totals.n_documents = count,
            sg::SENTENCE_COUNT => self.totals.n_sentences = count,
            sg::MENTION_COUNT => self.totals.n_mentions = count,
            sg::ENTITY_COUNT => self.totals.n_entities = count,
            sg::RELATION_COUNT => self.totals.n_relations = count,
            _ => {}
        }
    }
}

fn read_node(node: &mut Node, quad: &Quad) {
    let Some(text) = literal::read_string(quad.object.as_ref()) else { return };
    let count = || text.parse().unwrap_or_default();
    match quad.predicate.as_ref() {
        skos::PREF_LABEL if literal::language(&quad.object) == Some("en") => node.label_en = Some(text.to_owned()),
        skos::PREF_LABEL => node.label = text.to_owned(),
        skos::ALT_LABEL => {
            node.aliases.insert(text.to_owned());
        }
        sg::MENTION_COUNT => node.n_mentions = count(),
        sg::SENTENCE_COUNT => node.n_sentences = count(),
        sg::DOCUMENT_COUNT => node.n_documents = count(),
        sg::RANK => node.rank = count(),
        sg::COMMUNITY => node.community = count(),
        sg::FIRST_DATE => node.first_date = Some(text.to_owned()),
        sg::LAST_DATE => node.last_date = Some(text.to_owned()),
        _ => {}
    }
}

fn read_strength(strength: &mut Strength, quad: &Quad) {
    let Some(text) = literal::read_string(quad.object.as_ref()) else { return };
    match quad.predicate.as_ref() {
        sg::SENTENCE_COUNT => strength.n_sentences = text.parse().unwrap_or_default(),
        sg::DOCUMENT_COUNT => strength.n_documents = text.parse().unwrap_or_default(),
        sg::NPMI => strength.npmi = text.parse().ok(),
        _ => {}
    }
}

fn empty_node(id: &EntityId) -> Node {
    Node {
        id: id.clone(),
        kind: EntityKind::Document,
        label: String::new(),
        label_en: None,
        aliases: Default::default(),
        n_mentions: 0,
        n_sentences: 0,
        n_documents: 0,
        first_date: None,
        last_date: None,
        rank: 0,
        community: 0,
    }
}
