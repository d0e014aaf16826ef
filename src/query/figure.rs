//! Figures of an entity: what is measured, how much, when, and in which words.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, NamedNodeRef, Term, TermRef};

use super::mark::marks;
use super::quote::Quote;
use super::reader::{Reader, graph_of, node_of, text_of};
use crate::error::Result;
use crate::graph::Node;
use crate::rdf::term::{nif, sg};
use crate::relation::{self, Modality, Polarity, Status};
use crate::value::{Bound, Change};

/// So many figures of an entity are read; of more, the first in the order of the index.
const MAX_READ: usize = 256;
/// So many are told.
const MAX_TOLD: usize = 4;

/// A figure that documents give of an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What is measured, in the page's own words: 贸易总额.
    pub measure: String,
    /// The number, in decimal digits; of a stretch the lower one.
    pub value: String,
    /// The upper number of a stretch.
    pub upper: Option<String>,
    /// The unit: of money by ISO 4217, of measures by UCUM, else the counter as printed; empty without one.
    pub unit: String,
    /// How exact the number is.
    pub bound: Bound,
    /// Whether by so much something rises or falls.
    pub change: Option<Change>,
    /// The period that it is of, as ISO 8601.
    pub time: Option<String>,
    /// Whether it is so, is to be, or is denied.
    pub status: Status,
    /// The other entity that it is about: the other side of a trade.
    pub others: Vec<Node>,
    /// The words that give it, in their sentence.
    pub quote: Option<Quote>,
    /// Its IRI.
    pub iri: NamedNode,
}

/// The figures of an entity, those of the latest periods first, then by what is measured.
pub(super) fn figures(reader: &Reader<'_>, entity: NamedNodeRef<'_>) -> Result<Vec<Figure>> {
    let about = Some(TermRef::NamedNode(entity));
    // Several documents can give one figure.
    let mut places: BTreeMap<NamedNode, NamedNode> = BTreeMap::new();
    for quad in reader.quads(None, Some(sg::ABOUT), about, None).take(MAX_READ) {
        let quad = quad?;
        if let Some((iri, document)) = node_of(quad.subject).zip(graph_of(quad.graph_name)) {
            match places.get(&iri) {
                Some(known) if *known <= document => {}
                _ => drop(places.insert(iri, document)),
            }
        }
    }
    let read = |(iri, document): (NamedNode, NamedNode)| figure(reader, entity, iri, &document);
    let mut figures: Vec<(Figure, Found)> = places.into_iter().map(read).collect::<Result<_>>()?;
    figures.sort_by_cached_key(|(figure, _)| {
        (Reverse(figure.time.clone()), figure.measure.clone(), figure.value.clone(), figure.iri.as_str().to_owned())
    });
    figures.truncate(MAX_TOLD);
    let tell = |(figure, found): (Figure, Found)| {
        let others = found.others.iter().filter_map(|other| reader.node(other.as_ref()).transpose());
        let others = others.collect::<Result<Vec<_>>>()?;
        let ends: Vec<NamedNode> = std::iter::once(entity.into_owned()).chain(found.others.first().cloned()).collect();
        Ok(Figure { quote: words(reader, &found, &ends)?, others, ..figure })
    };
    figures.into_iter().map(tell).collect()
}

/// What leads on from a figure.
struct Found {
    others: Vec<NamedNode>,
    words: Option<NamedNode>,
    document: NamedNode,
}

fn figure(
    reader: &Reader<'_>,
    entity: NamedNodeRef<'_>,
    iri: NamedNode,
    document: &NamedNode,
) -> Result<(Figure, Found)> {
    let mut figure = Figure {
        measure: String::new(),
        value: String::new(),
        upper: None,
        unit: String::new(),
        bound: Bound::Exactly,
        change: None,
        time: None,
        status: Status::Asserted,
        others: Vec::new(),
        quote: None,
        iri: iri.clone(),
    };
    let mut found = Found { others: Vec::new(), words: None, document: document.clone() };
    let mut claim = relation::Claim::default();
    for quad in reader.quads(Some(iri.as_ref()), None, None, Some(document.as_ref())) {
        let quad = quad?;
        let text = || text_of(&quad.object).unwrap_or_default();
        match (quad.predicate.as_ref(), &quad.object) {
            (sg::MEASURE, _) => figure.measure = text(),
            (sg::VALUE, _) => figure.value = text(),
            (sg::UPPER_VALUE, _) => figure.upper = Some(text()),
            (sg::UNIT, _) => figure.unit = text(),
            (sg::BOUND, _) => figure.bound = Bound::find(&text()).unwrap_or(Bound::Exactly),
            (sg::CHANGE, _) => figure.change = Change::find(&text()),
            (sg::TIME, _) => figure.time = Some(text()),
            (sg::POLARITY, _) => claim.polarity = Polarity::find(&text()).unwrap_or_default(),
            (sg::MODALITY, _) => claim.modality = Modality::find(&text()).unwrap_or_default(),
            (sg::ABOUT, Term::NamedNode(other)) if other.as_ref() != entity => found.others.push(other.clone()),
            (sg::QUOTATION, Term::NamedNode(words)) => {
                found.words = Some(found.words.map_or_else(|| words.clone(), |before| before.min(words.clone())));
            }
            _ => {}
        }
    }
    found.others.sort_unstable();
    figure.status = claim.status();
    Ok((figure, found))
}

/// The words of a figure, from its name on, with their place; the names in them are marked.
fn words(reader: &Reader<'_>, found: &Found, ends: &[NamedNode]) -> Result<Option<Quote>> {
    let Some(words) = &found.words else { return Ok(None) };
    let document = found.document.as_ref();
    let Some(Term::NamedNode(sentence)) = reader.value(words.as_ref(), nif::SENTENCE, Some(document))? else {
        return Ok(None);
    };
    let Some(quote) = reader.quote(words.as_ref(), reader.article(document)?, &[])? else { return Ok(None) };
    let quote = Quote { sentence, ..quote };
    Ok(Some(Quote { marks: marks(reader, &quote, ends)?, ..quote }))
}
