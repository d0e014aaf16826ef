//! Takes documents out of a store, as if they had never come.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::ingest::{commit, ledger_of, settle};
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
    /// By the file that was removed, the number of its documents that stay, because other files hold them, too.
    pub shared: BTreeMap<Arc<str>, usize>,
    /// What was named but is not there.
    pub unknown: Vec<String>,
    /// The counts of the documents that are left.
    pub census: Census,
}

/// Removes the documents that `which` names: by IRI, by the last part of the IRI, or by the file or folder they were
/// read from.
///
/// A document that other files hold, too, only loses the name of the file.
pub fn remove(mut writer: Writer, which: &[String]) -> Result<Removed> {
    let vocabulary = Vocabulary::new(writer.base())?;
    let (mut ledger, known) = ledger_of(&mut writer, &vocabulary)?;
    let before = known.network(&ledger, &vocabulary);
    let Meant { documents, texts, unknown } = Meant::by(which, &ledger, &vocabulary);
    documents.iter().for_each(|document| ledger.strike_document(document));
    let mut touched = documents;
    let mut by_file: BTreeMap<Arc<str>, BTreeSet<Arc<str>>> = BTreeMap::new();
    for address in texts {
        let documents = ledger.strike(&address).map(|text| text.documents).unwrap_or_default();
        touched.extend(documents.iter().cloned());
        by_file.entry(address.name).or_default().extend(documents);
    }
    let network = settle(&mut writer, &vocabulary, &mut ledger, touched.clone(), &BTreeMap::new(), before)?;
    let gone = touched.iter().filter(|document| !ledger.has(document));
    let documents = gone.map(|document| vocabulary.document(document).into_string()).collect();
    let n_left = |documents: BTreeSet<Arc<str>>| documents.iter().filter(|document| ledger.has(document)).count();
    let shared = by_file.into_iter().map(|(file, documents)| (file, n_left(documents)));
    let shared = shared.filter(|(_, n_left)| *n_left > 0).collect();
    commit(writer, &ledger, &network, None)?;
    Ok(Removed { documents, shared, unknown, census: network.census() })
}

/// What the names mean that were given.
#[derive(Default)]
struct Meant {
    documents: BTreeSet<Arc<str>>,
    texts: BTreeSet<Address>,
    unknown: Vec<String>,
}

impl Meant {
    fn by(names: &[String], ledger: &Ledger, vocabulary: &Vocabulary) -> Self {
        let mut meant = Meant::default();
        for name in names {
            let part = name.strip_prefix(vocabulary.base()).unwrap_or(name);
            let document = format!("document/{}", part.strip_prefix("document/").unwrap_or(part));
            if ledger.has(&document) {
                meant.documents.insert(document.into());
                continue;
            }
            let texts = texts_in(ledger, name);
            if texts.is_empty() {
                meant.unknown.push(name.clone());
            }
            meant.texts.extend(texts);
        }
        meant
    }
}

/// The texts of a file, or of all files in a folder.
fn texts_in(ledger: &Ledger, path: &str) -> Vec<Address> {
    let name = input::name(path.as_ref());
    let name = name.trim_end_matches('/');
    let is_in = |address: &Address| {
        address.name.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    ledger.texts().map(|(address, _)| address).filter(|address| is_in(address)).cloned().collect()
}
