//! People whom a byline or a photo credit names.

use super::reading::Reading;
use super::{Candidate, Recognizer};
use crate::ontology::EntityKind;

/// Proposes the names that the layout of the page found in bylines and credits.
pub struct Byline;

impl Recognizer for Byline {
    fn name(&self) -> &'static str {
        "byline"
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let names = reading.document.reporters.iter().chain(&reading.document.photographers);
        names.map(|span| Candidate::new(EntityKind::Person, *span, self.name(), 0.98)).collect()
    }
}
