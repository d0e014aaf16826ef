//! Takes documents out of a store, as if they had never come.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::ingest::{commit, ledger_of, settle, summarize};
use super::ledger::{Address, Ledger};
use crate::error::Result;
use crate::graph::Census;
use crate::input;
use crate::rdf::Vocabulary;
use crate::store::Writer;

/// What was removed, and what is left.
#[derive(Clone, Debug)]
pub struct Removed {
    /// The IRIs of the documents that are gone.
    pub documents: Vec<String>,
    /// What was named but is not there.
    pub unknown: Vec<String>,
    /// The counts of the documents that are left.
    pub census: Census,
}

/// Removes the documents that `which` names: by IRI, by the last part of the IRI, or by the file they were
/// read from.
///
/// A document that other files hold, too, only loses the name of the file.
pub fn remove(mut writer: Writer, which: &[String]) -> Result<Removed> {
    let vocabulary = Vocabulary::new(writer.base())?;
    let (mut ledger, known) = ledger_of(&mut writer, &vocabulary)?;
    let before = known.network(&ledger, &vocabulary);
    let mut unknown = Vec::new();
    let mut touched = BTreeSet::new();
    for name in which {
        let documents = strike(&mut ledger, &vocabulary, name);
        if documents.is_empty() {
            unknown.push(name.clone());
        }
        touched.extend(documents);
    }
    settle(&mut writer, &vocabulary, &mut ledger, touched.clone(), &BTreeMap::new())?;
    let gone = touched.iter().filter(|document| !ledger.has(document));
    let documents = gone.map(|document| vocabulary.document(document).into_string()).collect();
    let network = summarize(&mut writer, &vocabulary, &ledger, before.as_ref())?;
    commit(writer, &ledger, &network, None)?;
    Ok(Removed { documents, unknown, census: network.census() })
}

/// Strikes out what a name means; the documents that it meant.
fn strike(ledger: &mut Ledger, vocabulary: &Vocabulary, name: &str) -> Vec<Arc<str>> {
    let part = name.strip_prefix(vocabulary.base()).unwrap_or(name);
    let document = format!("document/{}", part.strip_prefix("document/").unwrap_or(part));
    if ledger.has(&document) {
        ledger.strike_document(&document);
        return vec![document.into()];
    }
    let file = input::name(name.as_ref());
    let addresses: Vec<Address> = ledger.texts_of(&file).map(|(address, _)| address.clone()).collect();
    addresses.iter().filter_map(|address| ledger.strike(address)).flat_map(|text| text.documents).collect()
}
