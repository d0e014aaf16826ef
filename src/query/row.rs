//! All relations of one entity, out of the almanac.

use std::cmp::Reverse;

use oxigraph::model::NamedNode;

use super::reader::{Reader, unreadable};
use crate::build::{Almanac, Tie};
use crate::entity::EntityId;
use crate::error::Result;
use crate::graph::{RelationKey, Value};
use crate::ontology::Predicate;

/// The relations of one entity.
pub(super) struct Row {
    almanac: Almanac,
    ties: Vec<Tie>,
}

impl Row {
    /// The row of an entity; without relations, if nothing counts it.
    pub(super) fn of(reader: &Reader<'_>, id: &EntityId) -> Result<Self> {
        let mut almanac = reader.almanac()?;
        let ties = match almanac.find(id).map_err(|error| unreadable(&error))? {
            Some(entity) => almanac.ties(entity).map_err(|error| unreadable(&error))?,
            None => Vec::new(),
        };
        Ok(Row { almanac, ties })
    }

    /// How many entities there are.
    pub(super) fn n_entities(&self) -> usize {
        self.almanac.census().totals.n_entities
    }

    /// Whether it has a relation to a literal by a predicate.
    pub(super) fn has_literal(&self, predicate: Predicate) -> bool {
        self.ties.iter().any(|tie| tie.other.is_none() && tie.predicate == predicate)
    }

    /// The relations to another entity, by predicate.
    pub(super) fn between(&mut self, that: &EntityId) -> Result<Vec<Tie>> {
        let other = self.almanac.find(that).map_err(|error| unreadable(&error))?;
        Ok(self.ties.iter().filter(|tie| other.is_some() && tie.other == other).copied().collect())
    }

    /// The strongest relations to entities, at most so many, each with its other end and its IRI: the strongest first,
    /// of equally strong ones the first in the order of the IRIs.
    pub(super) fn strongest(
        &mut self,
        reader: &Reader<'_>,
        this: &EntityId,
        n_most: usize,
    ) -> Result<Vec<(Tie, EntityId, NamedNode)>> {
        let mut weighed: Vec<(u64, usize, Tie)> =
            self.ties.iter().filter_map(|tie| tie.other.map(|other| (weight(tie), other, *tie))).collect();
        weighed.sort_by_key(|(weight, ..)| Reverse(*weight));
        // Names are read of those alone that may be among the strongest.
        let Some(last) = n_most.checked_sub(1) else { return Ok(Vec::new()) };
        let least = weighed.get(last).map_or(0, |(weight, ..)| *weight);
        let mut strongest = Vec::new();
        for (weight, other, tie) in weighed.into_iter().take_while(|(weight, ..)| *weight >= least) {
            let other = self.almanac.id(other).map_err(|error| unreadable(&error))?;
            let iri = relation(reader, this, &other, &tie);
            strongest.push((weight, tie, other, iri));
        }
        strongest.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.3.cmp(&b.3)));
        strongest.truncate(n_most);
        Ok(strongest.into_iter().map(|(_, tie, other, iri)| (tie, other, iri)).collect())
    }
}

/// The [weight](super::weight) of a relation in ten thousandths, in which it is a whole number.
fn weight(tie: &Tie) -> u64 {
    libm::round(super::weight(tie.n_sentences, tie.npmi) * 10_000.0) as u64
}

/// The IRI of the relation that ties one entity to another.
pub(super) fn relation(reader: &Reader<'_>, this: &EntityId, that: &EntityId, tie: &Tie) -> NamedNode {
    let (subject, object) = if tie.is_subject { (this, that) } else { (that, this) };
    let object = Value::Entity(object.clone());
    reader.vocabulary().relation(&RelationKey { subject: subject.clone(), predicate: tie.predicate, object })
}
