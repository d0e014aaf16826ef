//! From which sources the documents of a file were read, by the hashes of these.

use std::collections::{BTreeMap, BTreeSet};

use super::Entry;
use crate::rdf::Vocabulary;
use crate::text::Source;

/// The sources of the documents of one file.
pub(super) struct Sources<'a> {
    vocabulary: Vocabulary,
    /// By the IRI of a source, the indices of its documents.
    documents: BTreeMap<&'a str, Vec<usize>>,
    /// The issue dates of the documents.
    dates: BTreeSet<&'a str>,
}

impl<'a> Sources<'a> {
    pub(super) fn of(entries: &'a [Entry], vocabulary: &Vocabulary) -> Self {
        let dates = entries.iter().filter_map(|entry| entry.date.as_deref()).collect();
        let documents = index(entries, |entry| entry.source.as_slice());
        Sources { vocabulary: vocabulary.clone(), documents, dates }
    }

    /// The documents that were read from a source.
    pub(super) fn documents(&self, iri: &str) -> &[usize] {
        self.documents.get(iri).map_or(&[], Vec::as_slice)
    }

    /// The IRI of a source as it was read: `build` may have been told the issue date of one that declares none, and
    /// that date is its documents' now.
    pub(super) fn iri(&self, source: &Source) -> String {
        let iri = |date| self.vocabulary.source(&source.id_on(date)).into_string();
        let declared = source.declared.date.as_deref();
        let plain = iri(declared);
        if declared.is_some() || self.documents.contains_key(plain.as_str()) {
            return plain;
        }
        let mut dated = self.dates.iter().map(|date| iri(Some(date)));
        dated.find(|iri| self.documents.contains_key(iri.as_str())).unwrap_or(plain)
    }
}

/// The indices of entries under each of the names that `names` gives them.
pub(super) fn index(entries: &[Entry], names: impl Fn(&Entry) -> &[String]) -> BTreeMap<&str, Vec<usize>> {
    let mut index: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for name in names(entry) {
            index.entry(name.as_str()).or_default().push(at);
        }
    }
    index
}
