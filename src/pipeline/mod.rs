//! Text to relations, for one source at a time.

use crate::document::{Document, Segmenter};
use crate::entity::Resolution;
use crate::mention::Mention;
use crate::relation::Relation;
use crate::text::Source;

/// All that was read from one document.
#[derive(Clone, Debug)]
pub struct Extraction {
    /// The document.
    pub document: Document,
    /// Its mentions, in the order of the text, without overlap.
    pub mentions: Vec<Mention>,
    /// Its entities, and which mention names which.
    pub resolution: Resolution,
    /// Its relations, ordered by subject, predicate and object.
    pub relations: Vec<Relation>,
}

/// What extraction needs besides the text: loaded once, shared by all.
pub struct Extractor {
    segmenter: Segmenter,
}

impl Extractor {
    /// Loads the words of the language and of the ontology.
    pub fn new() -> Self {
        Extractor { segmenter: Segmenter::new() }
    }

    /// Reads one source: a pure function of its text and what it declares.
    pub fn extract(&self, source: &Source) -> Vec<Extraction> {
        crate::document::read(source, &self.segmenter)
            .into_iter()
            .map(|document| Extraction {
                document,
                mentions: Vec::new(),
                resolution: Resolution::default(),
                relations: Vec::new(),
            })
            .collect()
    }
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new()
    }
}
