//! What a store was built from: which texts were read where, which documents they hold, and what each of these
//! adds to the graph.
//!
//! It stands beside the graph so that a text that has not changed need not be read again, and the counts of all
//! documents not be read out of the graph. What it says follows from the graph, but for which lines and addresses
//! go together where one document was read from several: a store whose ledger is gone gets another from its graph.

mod derive;
mod wire;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::sync::Arc;

use oxigraph::model::Quad;
use sha2::{Digest as _, Sha256};

use crate::curation::Curation;
use crate::error::Result;
use crate::export::nquads;
use crate::graph::{KnowledgeGraph, Network};
use crate::ontology::Ontology;
use crate::pipeline::Extractor;
use crate::rdf::{Origin, Vocabulary};
use crate::text::Source;

pub use derive::derive;

/// What tells whether a text need be read again: a hash of the text, what is declared of it, and the reader.
pub type Key = [u8; 16];
/// The SHA-256 of what a document says.
pub type Digest = [u8; 32];

/// Where a text stands: the name of its file, and the line of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// The file as the user named it.
    pub name: Arc<str>,
    /// Counted from one.
    pub line: Option<usize>,
}

/// The decisions that a store is built with: the name of their file, and what stands in it; none are an empty text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// The file as the user named it.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

impl Decisions {
    /// The decisions, to be applied.
    pub fn curation(&self, ontology: &Ontology) -> Result<Curation> {
        if self.text.trim().is_empty() {
            return Ok(Curation::default());
        }
        Curation::read(&self.name, &self.text, ontology)
    }
}

/// Who reads a text: the program with its words, the user's names, and the decisions.
pub fn reader(extractor: &Extractor, curation: &Curation) -> String {
    format!("{}{}", extractor.fingerprint(), curation.fingerprint())
}

/// A text that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// As which text, by which reader; `None` where it must be read again.
    pub key: Option<Key>,
    /// A hash of the [`reader`].
    reader: u64,
    /// An identifier of the publisher's.
    pub id: Option<Arc<str>>,
    /// Where it was published.
    pub url: Option<Arc<str>>,
    /// The names of its documents.
    pub documents: Vec<Arc<str>>,
}

impl Text {
    /// A text as `source` has it, before its documents are known. `reader` tells who reads it.
    pub fn of(source: &Source, reader: &str) -> (Address, Text) {
        let address = Address { name: source.name.as_str().into(), line: source.line };
        let declared = &source.declared;
        let mut hash = Sha256::new();
        for part in [reader, &source.id(), declared.url.as_deref().unwrap_or_default()] {
            hash.update(part);
            hash.update([0]);
        }
        let key = hash.finalize().first_chunk().copied();
        let (id, url) = (declared.id.as_deref().map(Into::into), declared.url.as_deref().map(Into::into));
        (address, Text { key, reader: hashed(reader), id, url, documents: Vec::new() })
    }

    /// Whether it was read by this [`reader`].
    pub fn is_read_by(&self, reader: &str) -> bool {
        self.key.is_some() && self.reader == hashed(reader)
    }

    /// The id, if it tells the text from those of other files, too. Archives number their records anew in each file.
    pub fn global_id(&self) -> Option<&Arc<str>> {
        self.id.as_ref().filter(|id| !id.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

/// What is kept of a document besides its graph.
#[derive(Clone, Debug, Default)]
struct Entry {
    digest: Digest,
    /// Where it was read, in order; mostly in one place.
    holders: Vec<Address>,
}

impl Entry {
    fn enter(&mut self, holder: &Address) {
        if let Err(place) = self.holders.binary_search(holder) {
            self.holders.reserve_exact(1);
            self.holders.insert(place, holder.clone());
        }
    }
}

/// Texts by where they stand. A node of the tree has room for eleven and is mostly half full, so that they stand in boxes.
pub type Texts = BTreeMap<Address, Box<Text>>;

/// The texts and documents of a store.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    decisions: Decisions,
    /// The name of the dictionary that the store was last built with.
    dictionary: Option<String>,
    texts: Texts,
    documents: BTreeMap<Arc<str>, Entry>,
    /// What each document adds to the graph.
    graph: KnowledgeGraph,
    /// Whether the program that wrote it is the one that reads it.
    is_ours: bool,
}

impl Ledger {
    /// The decisions that its documents are built with.
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Puts decisions in the place of those that it had.
    pub fn decide(&mut self, decisions: Decisions) {
        self.decisions = decisions;
    }

    /// Notes the name of the dictionary that the store is built with; the one that it was built with before.
    pub fn use_dictionary(&mut self, dictionary: Option<String>) -> Option<String> {
        std::mem::replace(&mut self.dictionary, dictionary)
    }

    /// The text at `address`.
    pub fn text(&self, address: &Address) -> Option<&Text> {
        self.texts.get(address).map(Box::as_ref)
    }

    /// The text at `address`, if it is the one with this key.
    pub fn unchanged(&self, address: &Address, key: Option<Key>) -> Option<&Text> {
        self.text(address).filter(|text| key.is_some() && text.key == key)
    }

    /// All texts, by where they stand.
    pub fn texts(&self) -> impl Iterator<Item = (&Address, &Text)> {
        all(&self.texts)
    }

    /// The texts of one file.
    pub fn texts_of(&self, name: &str) -> impl Iterator<Item = (&Address, &Text)> {
        of_file(&self.texts, name)
    }

    /// The names of its documents, in order.
    pub fn documents(&self) -> impl Iterator<Item = &str> {
        self.documents.keys().map(Arc::as_ref)
    }

    /// The number of its documents.
    pub fn n_documents(&self) -> usize {
        self.documents.len()
    }

    /// Whether it has a document.
    pub fn has(&self, document: &str) -> bool {
        self.documents.contains_key(document)
    }

    /// Where a document was read.
    pub fn holders(&self, document: &str) -> impl Iterator<Item = &Address> {
        self.documents.get(document).into_iter().flat_map(|entry| &entry.holders)
    }

    /// What is said of a document where it was read, in order.
    pub fn origins(&self, document: &str) -> Vec<Origin<'_>> {
        let origin = |address| {
            let (address, text) = self.texts.get_key_value(address)?;
            Some(Origin { name: &address.name, line: address.line, id: text.id.as_deref(), url: text.url.as_deref() })
        };
        self.holders(document).filter_map(origin).collect()
    }

    /// What a document says, as a hash.
    pub fn digest(&self, document: &str) -> Option<&Digest> {
        self.documents.get(document).map(|entry| &entry.digest)
    }

    /// What all documents add to the graph.
    pub fn graph(&self) -> &KnowledgeGraph {
        &self.graph
    }

    /// What all documents add up to.
    pub fn network(&self, vocabulary: &Vocabulary) -> Network {
        Network { digest: self.total(vocabulary), ..self.graph.network() }
    }

    /// Whether the program that wrote it is the one that reads it.
    pub fn is_of_this_version(&self) -> bool {
        self.is_ours
    }

    /// Enters a text in the place of what stood there; the documents of both must be settled afterwards.
    pub fn enter(&mut self, address: Address, text: Box<Text>) {
        self.strike(&address);
        for document in &text.documents {
            self.documents.entry(document.clone()).or_default().enter(&address);
        }
        self.texts.insert(address, text);
    }

    /// Strikes a text out; its documents must be settled afterwards.
    pub fn strike(&mut self, address: &Address) -> Option<Box<Text>> {
        let text = self.texts.remove(address)?;
        for document in &text.documents {
            if let Some(entry) = self.documents.get_mut(document) {
                entry.holders.retain(|holder| holder != address);
            }
        }
        Some(text)
    }

    /// Strikes a document out of all texts that hold it, which must be read again to have it back.
    pub fn strike_document(&mut self, document: &str) {
        let holders = self.documents.get_mut(document).map(|entry| std::mem::take(&mut entry.holders));
        for address in holders.unwrap_or_default() {
            if let Some(text) = self.texts.get_mut(&address) {
                text.key = None;
                text.documents.retain(|other| **other != *document);
            }
        }
        self.texts.retain(|_, text| !text.documents.is_empty() || text.key.is_some());
    }

    /// Keeps what documents add to the graph, in the place of what was kept of them: another reader may have found
    /// something else in the same document.
    pub fn keep(&mut self, graph: KnowledgeGraph) {
        self.graph.overlay(graph);
    }

    /// Keeps what a document says, as a hash.
    pub fn seal(&mut self, document: &Arc<str>, digest: Digest) {
        self.documents.entry(Arc::clone(document)).or_default().digest = digest;
    }

    /// Forgets a document.
    pub fn forget(&mut self, document: &str) {
        self.documents.remove(document);
        self.graph.remove(document);
    }

    /// The SHA-256 of the list of all documents as `sha256sum` writes one, each with its [`digest`] and its IRI.
    pub fn total(&self, vocabulary: &Vocabulary) -> String {
        let mut hash = Sha256::new();
        for (document, entry) in &self.documents {
            let iri = vocabulary.document(document);
            hash.update(format!("{}  {}\n", hex(&entry.digest), iri.as_str()));
        }
        hex(&hash.finalize())
    }
}

/// Each text with its place.
pub fn all(texts: &Texts) -> impl Iterator<Item = (&Address, &Text)> {
    texts.iter().map(|(address, text)| (address, text.as_ref()))
}

/// Those of some texts that stand in one file.
pub fn of_file<'a>(texts: &'a Texts, name: &str) -> impl Iterator<Item = (&'a Address, &'a Text)> + use<'a> {
    let first = Address { name: name.into(), line: None };
    let name = Arc::clone(&first.name);
    let from = texts.range(first..).take_while(move |(address, _)| address.name == name);
    from.map(|(address, text)| (address, text.as_ref()))
}

/// The first eight bytes of the SHA-256 of who reads.
fn hashed(reader: &str) -> u64 {
    Sha256::digest(reader).first_chunk().copied().map(u64::from_le_bytes).unwrap_or_default()
}

/// The SHA-256 of a document's graph, given as [sorted](crate::rdf::sort_quads), in N-Quads.
pub fn digest(quads: &[Quad]) -> Digest {
    let mut hash = Hashing::new(io::sink());
    // A sink can always be written to.
    let _ = nquads::write(quads, &mut hash);
    hash.finish()
}

/// Hashes what is written through it.
pub struct Hashing<W> {
    to: W,
    hash: Sha256,
}

impl<W: io::Write> Hashing<W> {
    /// Nothing yet, on its way to `to`.
    pub fn new(to: W) -> Self {
        Hashing { to, hash: Sha256::new() }
    }

    /// The SHA-256 of all that was written.
    pub fn finish(self) -> Digest {
        self.hash.finalize().into()
    }
}

impl<W: io::Write> io::Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.to.write(bytes)?;
        self.hash.update(bytes.get(..n).unwrap_or(bytes));
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // A string can always be written to.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
