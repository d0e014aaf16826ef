//! How documents say a fact, read back from the claims of its relation.

use std::collections::BTreeSet;

use oxigraph::model::{NamedNode, NamedNodeRef, Term, TermRef};

use super::reader::{Reader, graph_of, node_of, text_of};
use crate::error::Result;
use crate::graph::Node;
use crate::rdf::Vocabulary;
use crate::rdf::term::{nif, sg};
use crate::relation::{self, Modality, Polarity, Status, Tenure};

/// How a fact is said.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Its IRI.
    pub iri: NamedNode,
    /// The title of a post, in the page's own words.
    pub post: Option<String>,
    /// Whether the post is held now; none if the page only names it.
    pub tenure: Option<Tenure>,
    /// When it happens or holds, as ISO 8601.
    pub time: Option<String>,
    /// Whether the page says that it is so, or that it is not.
    pub polarity: Polarity,
    /// Whether it is so, is to be, or somebody says so.
    pub modality: Modality,
    /// Whose words they are.
    pub speaker: Option<Node>,
    /// The rules that read it.
    pub rules: BTreeSet<String>,
    /// The nodes of the sentences that say it.
    pub(super) sentences: BTreeSet<NamedNode>,
    /// The nodes of the very words.
    words: BTreeSet<NamedNode>,
}

/// The words that make a claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    /// The place of their first character in the raw source, in Unicode characters.
    pub start: usize,
    /// One past the place of their last.
    pub end: usize,
    /// The clean text.
    pub text: String,
}

impl Claim {
    /// What it comes to.
    pub fn status(&self) -> Status {
        relation::Claim { polarity: self.polarity, modality: self.modality, ..relation::Claim::default() }.status()
    }
}

/// The claims of a relation with the documents that make them, the first `n_most` in the order of the index.
pub(super) fn places(
    reader: &Reader<'_>,
    relation: NamedNodeRef<'_>,
    n_most: usize,
) -> Result<Vec<(NamedNode, NamedNode)>> {
    let mut places = Vec::new();
    for quad in reader.quads(None, Some(sg::OF_RELATION), Some(TermRef::NamedNode(relation)), None).take(n_most) {
        let quad = quad?;
        places.extend(node_of(quad.subject).zip(graph_of(quad.graph_name)));
    }
    places.sort_unstable();
    Ok(places)
}

/// A claim, as one document makes it.
pub(super) fn claim(reader: &Reader<'_>, iri: NamedNode, document: NamedNodeRef<'_>) -> Result<Claim> {
    let mut claim = Claim {
        iri: iri.clone(),
        post: None,
        tenure: None,
        time: None,
        polarity: Polarity::default(),
        modality: Modality::default(),
        speaker: None,
        rules: BTreeSet::new(),
        sentences: BTreeSet::new(),
        words: BTreeSet::new(),
    };
    for quad in reader.quads(Some(iri.as_ref()), None, None, Some(document)) {
        let quad = quad?;
        let text = || text_of(&quad.object).unwrap_or_default();
        match (quad.predicate.as_ref(), &quad.object) {
            (sg::POST, _) => claim.post = Some(text()),
            (sg::TENURE, _) => claim.tenure = Tenure::find(&text()),
            (sg::TIME, _) => claim.time = Some(text()),
            (sg::POLARITY, _) => claim.polarity = Polarity::find(&text()).unwrap_or_default(),
            (sg::MODALITY, _) => claim.modality = Modality::find(&text()).unwrap_or_default(),
            (sg::RULE, _) => drop(claim.rules.insert(text())),
            (sg::SPEAKER, Term::NamedNode(speaker)) => claim.speaker = reader.node(speaker.as_ref())?,
            (sg::EVIDENCE, Term::NamedNode(sentence)) => drop(claim.sentences.insert(sentence.clone())),
            (sg::QUOTATION, Term::NamedNode(words)) => drop(claim.words.insert(words.clone())),
            _ => {}
        }
    }
    Ok(claim)
}

/// The words of a claim that stand in a sentence, in order.
pub(super) fn words(
    reader: &Reader<'_>,
    claim: &Claim,
    sentence: NamedNodeRef<'_>,
    document: NamedNodeRef<'_>,
) -> Result<Vec<Words>> {
    let graph = Some(document);
    let mut found = Vec::new();
    for node in &claim.words {
        if reader.value(node.as_ref(), nif::SENTENCE, graph)? != Some(sentence.into_owned().into()) {
            continue;
        }
        let (start, end) = Vocabulary::place(node.as_ref()).unwrap_or_default();
        let text = reader.text(node.as_ref(), nif::ANCHOR_OF, graph)?.unwrap_or_default();
        found.push(Words { start, end, text });
    }
    found.sort_unstable();
    Ok(found)
}
