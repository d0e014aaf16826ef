//! The figures of a document: what is measured, of whom, how much, and in which words.
//!
//! Only what a page tells is written: a number as printed has no bound, one that does not rise or fall no change, a
//! point in time no ends.

use super::document::Writer;
use super::literal;
use super::term::{rdf, sg};
use crate::entity::EntityId;
use crate::relation::Observation;
use crate::value::{Bound, Change};

impl Writer<'_> {
    /// Writes the figures of the document, each with its words.
    pub(super) fn observations(&mut self) {
        let extraction = self.extraction;
        extraction.observations.iter().for_each(|observation| self.observation(observation));
    }

    fn observation(&mut self, observation: &Observation) {
        let Observation { about, measure, quantity, claim, evidence } = observation;
        let id = |index: usize| Some(&self.extraction.resolution.entities.get(index)?.id);
        let mut about: Vec<&EntityId> = about.iter().filter_map(|&index| id(index)).collect();
        // Indices follow the page, ids do not.
        about.sort_unstable();
        about.dedup();
        if about.is_empty() || self.sentence_iri(evidence.sentence).is_none() {
            return;
        }
        let speaker = self.speaker(claim);
        let words = self.extraction.document.slice(evidence.span);
        let this = self.vocabulary.observation(&about, observation, speaker, words);
        self.push(&this, rdf::TYPE, sg::OBSERVATION);
        for entity in about {
            self.push(&this, sg::ABOUT, self.vocabulary.entity(entity));
        }
        self.push(&this, sg::MEASURE, literal::chinese(measure));
        self.push(&this, sg::VALUE, literal::exact(quantity.number));
        self.push_all(&this, sg::UPPER_VALUE, quantity.upper.map(literal::exact));
        if !quantity.unit.is_empty() {
            self.push(&this, sg::UNIT, literal::string(&quantity.unit));
        }
        if quantity.bound != Bound::Exactly {
            self.push(&this, sg::BOUND, literal::string(quantity.bound.name()));
        }
        self.push_all(&this, sg::CHANGE, quantity.change.map(Change::name).map(literal::string));
        self.stance(&this, claim);
        self.quotations(&this, std::slice::from_ref(evidence));
    }
}
