//! What a document graph says stands where: its sentences and mentions, as they are to be proved.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use oxigraph::model::{NamedNode, NamedNodeRef, Term};

use super::super::reader::{Reader, node_of, text_of};
use crate::error::Result;
use crate::rdf::term::nif;

/// Stands for a position that is not there or no number; no text is so long.
const NOWHERE: usize = u32::MAX as usize;

/// A text that a document says stands at a place of its source.
pub(super) struct Claim {
    /// The IRI of the sentence or mention.
    pub iri: NamedNode,
    /// Its clean text.
    pub text: String,
    /// The places that its properties and its IRI name, in Unicode characters: one, unless they disagree.
    pub places: Vec<Range<usize>>,
    /// The sentence that a mention stands in; none for sentences themselves.
    pub sentence: Option<NamedNode>,
}

/// The claims of a document, in the order of their places.
pub(super) fn claims(reader: &Reader<'_>, document: NamedNodeRef<'_>) -> Result<Vec<Claim>> {
    let begins = values(reader, nif::BEGIN_INDEX, document)?;
    let ends = values(reader, nif::END_INDEX, document)?;
    let mut sentences = values(reader, nif::SENTENCE, document)?;
    let mut claims = Vec::new();
    for (iri, texts) in values(reader, nif::ANCHOR_OF, document)? {
        let mut places = Vec::new();
        let numbers = |of: &BTreeMap<NamedNode, Vec<Term>>| -> Vec<usize> {
            let numbers: Vec<usize> = of.get(&iri).into_iter().flatten().map(number).collect();
            if numbers.is_empty() { vec![NOWHERE] } else { numbers }
        };
        for start in numbers(&begins) {
            places.extend(numbers(&ends).into_iter().map(|end| Range { start, end }));
        }
        places.extend(fragment(&iri).filter(|place| !places.contains(place)));
        let sentence = sentences.remove(&iri).unwrap_or_default().into_iter().find_map(|term| match term {
            // A mention that is a whole sentence is that sentence.
            Term::NamedNode(sentence) if sentence != iri => Some(sentence),
            _ => None,
        });
        for text in texts.iter().filter_map(text_of) {
            claims.push(Claim { iri: iri.clone(), text, places: places.clone(), sentence: sentence.clone() });
        }
    }
    claims.sort_by(|a, b| order(a).cmp(&order(b)));
    Ok(claims)
}

/// How many claims a document makes.
pub(super) fn count(reader: &Reader<'_>, document: NamedNodeRef<'_>) -> Result<usize> {
    reader.quads(None, Some(nif::ANCHOR_OF), None, Some(document)).try_fold(0, |n, quad| quad.map(|_| n + 1))
}

/// By place, what holds another before it.
fn order(claim: &Claim) -> (usize, Reverse<usize>, &str, &str) {
    let place = claim.place();
    (place.start, Reverse(place.end), claim.iri.as_str(), &claim.text)
}

impl Claim {
    /// The first place it names.
    pub(super) fn place(&self) -> Range<usize> {
        self.places.first().cloned().unwrap_or(0..0)
    }
}

/// The values of a property in one graph, by subject.
fn values(
    reader: &Reader<'_>,
    property: NamedNodeRef<'_>,
    document: NamedNodeRef<'_>,
) -> Result<BTreeMap<NamedNode, Vec<Term>>> {
    let mut values: BTreeMap<NamedNode, Vec<Term>> = BTreeMap::new();
    for quad in reader.quads(None, Some(property), None, Some(document)) {
        let quad = quad?;
        if let Some(subject) = node_of(quad.subject) {
            values.entry(subject).or_default().push(quad.object);
        }
    }
    Ok(values)
}

fn number(term: &Term) -> usize {
    text_of(term).and_then(|text| text.parse().ok()).unwrap_or(NOWHERE)
}

/// The place that an IRI ends with, after RFC 5147: `…#char=120,135`.
fn fragment(iri: &NamedNode) -> Option<Range<usize>> {
    let (_, place) = iri.as_str().rsplit_once("#char=")?;
    let (start, end) = place.split_once(',')?;
    Some(start.parse().ok()?..end.parse().ok()?)
}
