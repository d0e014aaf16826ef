//! The run that turns texts into one named graph a document, and keeps the store's promises.
//!
//! What the store says after a run depends on the texts alone: not on their order, not on what else was
//! read before. A document that two texts hold is one graph with two `sg:source`. A file that is read again gives up
//! what it no longer holds, a text with the id of another takes its place, and a document that no text holds any
//! more is removed. Of a file that cannot be read, or not all of it, what was not read stays as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::Arc;

use oxigraph::model::{GraphNameRef, Quad};

use super::almanac::Almanac;
use super::ledger::{self, Address, Digest, Ledger, Text, Texts};
use super::printed::Printed;
use crate::diagnostic::Severity;
use crate::error::Result;
use crate::graph::{Contribution, KnowledgeGraph, Network, document_name};
use crate::input::Reject;
use crate::pipeline::Extraction;
use crate::rdf::{
    Origin, Vocabulary, document_quads, is_origin, origin_quads, sort_quads, summary_changes, summary_quads,
};
use crate::store::{Beside, Writer};
use crate::text::{CharIndex, Source};

/// How many quads of documents that are read from several places are held back at most.
const HELD_BACK: usize = 50_000;

/// How many documents of a text are made ready for the store by whoever reads it; those behind only when the store takes
/// them, because what a document says takes a thousand times the room of its text.
const READY: usize = 64;

/// A text of this run: where it stands, and what it is.
#[derive(Debug)]
pub struct Item {
    address: Address,
    text: Text,
    n_characters: usize,
    /// The codes of what its documents are warned of.
    warnings: Vec<&'static str>,
    /// Its first documents, ready for the store; none if they are there already.
    pages: Vec<Page>,
    /// The documents behind, with the text that they were read from.
    rest: Option<(Source, Vec<Extraction>)>,
}

/// One document, ready for the store.
#[derive(Debug)]
struct Page {
    name: Arc<str>,
    quads: Vec<Quad>,
    digest: Digest,
    contribution: Contribution,
    /// What the store had of it before the run, maybe by another reader.
    before: Before,
}

/// What a store has of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// Nothing.
    Nothing,
    /// Something else than is to be said now.
    Other,
    /// The same.
    Same,
}

impl Item {
    /// A text that `reader` reads, ready for the store: as `ledger` has it if it was read before, else by `extract`.
    pub fn of(
        vocabulary: &Vocabulary,
        source: Source,
        reader: &str,
        ledger: &Ledger,
        extract: impl FnOnce(&Source) -> Result<Vec<Extraction>, Reject>,
    ) -> Result<Item, Reject> {
        let (address, mut text) = Text::of(&source, reader);
        let n_characters = source.text.chars().count();
        if let Some(known) = ledger.unchanged(&address, text.key) {
            let text = known.clone();
            return Ok(Item { address, text, n_characters, warnings: Vec::new(), pages: Vec::new(), rest: None });
        }
        let mut extractions = extract(&source)?;
        text.documents = extractions.iter().map(|extraction| document_name(&extraction.document).into()).collect();
        let diagnostics = extractions.iter().flat_map(|extraction| &extraction.document.diagnostics);
        let warnings = diagnostics.filter(|diagnostic| diagnostic.severity == Severity::Warning);
        let warnings = warnings.map(|warning| warning.code).collect();
        let rest = extractions.split_off(extractions.len().min(READY));
        let pages = pages_of(vocabulary, &source, ledger, extractions).collect();
        let rest = (!rest.is_empty()).then_some((source, rest));
        Ok(Item { address, text, n_characters, warnings, pages, rest })
    }

    /// The name of its file.
    pub fn name(&self) -> &str {
        &self.address.name
    }

    /// The codes of what its documents are warned of; nothing for one that is not read again.
    pub fn warnings(&self) -> &[&'static str] {
        &self.warnings
    }

    /// The number of its characters.
    pub fn n_characters(&self) -> usize {
        self.n_characters
    }

    /// The number of its documents.
    pub fn n_documents(&self) -> usize {
        self.text.documents.len()
    }
}

/// The documents of a text, made ready for the store one after the other.
fn pages_of<'a>(
    vocabulary: &'a Vocabulary,
    source: &'a Source,
    ledger: &'a Ledger,
    extractions: Vec<Extraction>,
) -> impl Iterator<Item = Page> + 'a {
    let characters = CharIndex::new(&source.text);
    let origins = [Origin::from(source)];
    extractions.into_iter().map(move |extraction| {
        let quads = document_quads(vocabulary, &extraction, &origins, &characters);
        let Extraction { document, mentions, resolution, relations, .. } = &extraction;
        let contribution = Contribution::of(document, mentions, resolution, relations);
        let digest = ledger::digest(&quads);
        let before = match ledger.digest(&contribution.document) {
            None => Before::Nothing,
            Some(known) if *known == digest => Before::Same,
            Some(_) => Before::Other,
        };
        Page { name: Arc::clone(&contribution.document), quads, digest, contribution, before }
    })
}

/// What a run did to the documents of the store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Documents that this run read, or knew to be unchanged.
    pub read: usize,
    /// Those that the store did not have before.
    pub added: usize,
    /// Documents of earlier runs that are gone, because their file or their id now holds another text.
    pub removed: usize,
}

/// Texts of one file that gave way to later ones of the same run with the same id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Superseded {
    /// How many.
    pub n_texts: usize,
    /// The line of the first.
    pub line: Option<usize>,
    /// Its id.
    pub id: String,
}

/// What a run came to.
pub struct Outcome {
    /// What it did to the documents.
    pub changes: Changes,
    /// By their file, the texts that gave way to later ones.
    pub superseded: BTreeMap<Arc<str>, Superseded>,
    /// By their file, how many documents stay as an earlier run read them, because not all of the file can be read.
    pub retained: BTreeMap<Arc<str>, usize>,
    /// The ledger of the store after it.
    pub ledger: Ledger,
    /// What all documents add up to; none where nothing has changed.
    pub network: Option<Network>,
}

/// What is known of what a store counts, before a run changes anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It is empty.
    Empty,
    /// It counts what its ledger adds up to.
    Counted,
    /// Only its summary tells.
    Untold,
}

impl Known {
    /// What the store with this ledger counts, if that is known.
    pub fn network(self, ledger: &Ledger, vocabulary: &Vocabulary) -> Option<Network> {
        match self {
            Known::Empty => Some(Network::default()),
            Known::Counted => Some(ledger.network(vocabulary)),
            Known::Untold => None,
        }
    }
}

/// A run in the making.
pub struct Ingest<'a> {
    writer: &'a mut Writer,
    vocabulary: &'a Vocabulary,
    /// The texts of this run.
    texts: Texts,
    /// Its documents that the store says, with the text that they were written from, and what they then said.
    written: BTreeMap<Arc<str>, (Address, Digest)>,
    /// What they add to the graph.
    graph: KnowledgeGraph,
    /// Its files, in the order in which they were read.
    files: Vec<Arc<str>>,
}

impl<'a> Ingest<'a> {
    /// A run that has not read anything.
    pub fn new(writer: &'a mut Writer, vocabulary: &'a Vocabulary) -> Self {
        Ingest {
            writer,
            vocabulary,
            texts: Texts::new(),
            written: BTreeMap::new(),
            graph: KnowledgeGraph::new(),
            files: Vec::new(),
        }
    }

    /// Takes a text. `ledger` is that of the store before the run.
    pub fn add(&mut self, item: Item, ledger: &Ledger) -> Result<()> {
        let Item { mut address, text, pages, rest, .. } = item;
        match self.files.last() {
            // The texts of a file share its name.
            Some(name) if *name == address.name => address.name = Arc::clone(name),
            _ => self.files.push(Arc::clone(&address.name)),
        }
        pages.into_iter().try_for_each(|page| self.write(page, &address))?;
        if let Some((source, rest)) = rest {
            pages_of(self.vocabulary, &source, ledger, rest).try_for_each(|page| self.write(page, &address))?;
        }
        self.texts.insert(address, Box::new(text));
        Ok(())
    }

    /// Takes a document of the text at `address`, unless another text of the run holds it.
    fn write(&mut self, page: Page, address: &Address) -> Result<()> {
        if self.written.contains_key(&page.name) {
            return Ok(());
        }
        match page.before {
            Before::Nothing => self.writer.add(page.quads)?,
            Before::Other => self.writer.replace(self.vocabulary.document(&page.name).as_ref(), page.quads)?,
            Before::Same => (),
        }
        self.written.insert(page.name, (address.clone(), page.digest));
        self.graph.add(page.contribution);
        Ok(())
    }

    /// Settles who holds what, and counts everything anew. `ledger` is that of the store before the run, and `known`
    /// what is known of its counts. Of the files `defective` not all could be read.
    pub fn finish(self, mut ledger: Ledger, known: Known, defective: &BTreeSet<&str>) -> Result<Outcome> {
        let met: BTreeSet<Arc<str>> = self.texts.values().flat_map(|text| &text.documents).cloned().collect();
        let last_of_id = self.last_of_id();
        // Whether a text with the same id, but other documents, was read later.
        let is_superseded = |text: &Text| {
            let last = text.global_id().and_then(|id| last_of_id.get(id));
            last.is_some_and(|last| last.documents != text.documents)
        };
        let superseded = || ledger::all(&self.texts).filter(|(_, text)| is_superseded(text));
        let by_file = by_file(superseded());
        let superseded: BTreeSet<Address> = superseded().map(of_address).collect();
        // A text of an earlier run gives way where its file was read whole and no longer holds it, or its id is
        // another's.
        let is_outdated = |(address, text): &(&Address, &Text)| {
            let is_read = || !defective.contains(&*address.name) && self.has_read(&address.name);
            !self.texts.contains_key(address) && (is_read() || is_superseded(text))
        };
        let outdated = ledger.texts().filter(is_outdated).map(of_address);
        let is_changed = |(address, text): &(&Address, &Text)| match superseded.contains(address) {
            true => ledger.text(address).is_some(),
            false => ledger.unchanged(address, text.key).is_none_or(|old| old != *text),
        };
        let changed = ledger::all(&self.texts).filter(is_changed).map(of_address);
        let leaving: BTreeSet<Address> = outdated.chain(changed).collect();
        let is_unread = |address: &Address| !self.texts.contains_key(address) && !leaving.contains(address);
        let retained = defective.iter().filter_map(|name| retained(&ledger, name, is_unread, &met)).collect();
        if leaving.is_empty() && self.written.is_empty() && known == Known::Counted {
            let changes = Changes { read: met.len(), ..Changes::default() };
            return Ok(Outcome { changes, superseded: by_file, retained, ledger, network: None });
        }
        let before = known.network(&ledger, self.vocabulary);
        let mut touched: BTreeSet<Arc<str>> = self.written.keys().cloned().collect();
        for address in &leaving {
            touched.extend(ledger.strike(address).into_iter().flat_map(|text| text.documents));
        }
        let is_known = |name: &&Arc<str>| ledger.has(name);
        let known: BTreeSet<Arc<str>> = met.iter().chain(&touched).filter(is_known).cloned().collect();
        for (address, text) in self.texts {
            if leaving.contains(&address) && !superseded.contains(&address) {
                touched.extend(text.documents.iter().cloned());
                ledger.enter(address, text);
            }
        }
        // Of a million texts each of these lists is some fifty megabytes, and what follows needs its own.
        drop((leaving, superseded));
        ledger.keep(self.graph);
        let network = settle(self.writer, self.vocabulary, &mut ledger, touched, &self.written, before)?;
        let changes = Changes {
            read: met.len(),
            added: met.iter().filter(|name| ledger.has(name) && !known.contains(*name)).count(),
            removed: known.iter().filter(|name| !ledger.has(name)).count(),
        };
        Ok(Outcome { changes, superseded: by_file, retained, ledger, network: Some(network) })
    }

    fn has_read(&self, name: &str) -> bool {
        self.texts_of(name).next().is_some()
    }

    fn texts_of(&self, name: &str) -> impl Iterator<Item = (&Address, &Text)> {
        ledger::of_file(&self.texts, name)
    }

    /// The text that was read last with an id.
    fn last_of_id(&self) -> BTreeMap<&Arc<str>, &Text> {
        let texts = self.files.iter().flat_map(|name| self.texts_of(name));
        texts.filter_map(|(_, text)| Some((text.global_id()?, text))).collect()
    }
}

/// Superseded texts, counted by file.
fn by_file<'a>(texts: impl Iterator<Item = (&'a Address, &'a Text)>) -> BTreeMap<Arc<str>, Superseded> {
    let mut by_file = BTreeMap::new();
    for (Address { name, line }, text) in texts {
        let first = || Superseded { n_texts: 0, line: *line, id: text.id.as_deref().unwrap_or_default().to_owned() };
        by_file.entry(Arc::clone(name)).or_insert_with(first).n_texts += 1;
    }
    by_file
}

/// Of the texts of a file that were not read, the number of documents that are in no other text of the run.
fn retained(
    ledger: &Ledger,
    name: &str,
    is_unread: impl Fn(&Address) -> bool,
    met: &BTreeSet<Arc<str>>,
) -> Option<(Arc<str>, usize)> {
    let unread = ledger.texts_of(name).filter(|(address, _)| is_unread(address));
    let documents: BTreeSet<_> =
        unread.flat_map(|(_, text)| &text.documents).filter(|name| !met.contains(*name)).collect();
    (!documents.is_empty()).then(|| (name.into(), documents.len()))
}

fn of_address((address, _): (&Address, &Text)) -> Address {
    address.clone()
}

/// Brings documents in line with the texts that hold them, of which those that none does are removed, and counts all anew.
///
/// `written` names those that say what they said when written from one text alone; `before` is what the store counts, if
/// that is known.
pub fn settle(
    writer: &mut Writer,
    vocabulary: &Vocabulary,
    ledger: &mut Ledger,
    documents: BTreeSet<Arc<str>>,
    written: &BTreeMap<Arc<str>, (Address, Digest)>,
    before: Option<Network>,
) -> Result<Network> {
    let is_renewed = revise(writer, vocabulary, ledger, documents, written)?;
    let before = if is_renewed { Some(Network::default()) } else { before };
    summarize(writer, vocabulary, ledger, before.as_ref())
}

/// Brings documents in line with the texts that hold them; tells whether the counts of all documents went with those that
/// are removed, as they do where many go.
fn revise(
    writer: &mut Writer,
    vocabulary: &Vocabulary,
    ledger: &mut Ledger,
    documents: BTreeSet<Arc<str>>,
    written: &BTreeMap<Arc<str>, (Address, Digest)>,
) -> Result<bool> {
    let gone: BTreeSet<String> = documents
        .iter()
        .filter(|name| ledger.holders(name).next().is_none())
        .map(|name| vocabulary.document(name).into_string())
        .collect();
    let n_left = ledger.n_documents().saturating_sub(gone.len());
    let are_many = gone.len() >= FEWEST_GONE && gone.len() > n_left / 3;
    let summary = vocabulary.summary();
    let is_renewed = are_many
        && writer.renew(|name| match name {
            GraphNameRef::NamedNode(name) => name != summary.as_ref() && !gone.contains(name.as_str()),
            _ => true,
        })?;
    // Reading a graph waits for the database, so that several are read before any is written.
    let mut revised: Vec<(Vec<Quad>, Vec<Quad>)> = Vec::new();
    let mut n_quads = 0;
    for name in documents {
        let holders: Vec<Address> = ledger.holders(&name).cloned().collect();
        match (holders.as_slice(), written.get(&name)) {
            ([], _) => {
                if !is_renewed {
                    writer.remove(vocabulary.document(&name).as_ref())?;
                }
                ledger.forget(&name);
            }
            ([holder], Some((address, digest))) if holder == address => ledger.seal(&name, *digest),
            _ => {
                let old = writer.graph(vocabulary.document(&name).as_ref())?;
                let new = with_origins(&old, vocabulary, ledger, &name);
                ledger.seal(&name, ledger::digest(&new));
                n_quads += old.len() + new.len();
                revised.push((old, new));
            }
        }
        if n_quads > HELD_BACK {
            n_quads = 0;
            revised.drain(..).try_for_each(|(old, new)| writer.revise(old, new))?;
        }
    }
    revised.into_iter().try_for_each(|(old, new)| writer.revise(old, new))?;
    Ok(is_renewed)
}

/// Of fewer documents that go each is taken away by itself, which costs about three times as much as to write another one
/// anew.
const FEWEST_GONE: usize = 16;

/// What a document says, with where it was read as the ledger has it.
fn with_origins(quads: &[Quad], vocabulary: &Vocabulary, ledger: &Ledger, name: &str) -> Vec<Quad> {
    let this = vocabulary.document(name);
    let mut quads: Vec<Quad> = quads.iter().filter(|quad| !is_origin(this.as_ref(), quad)).cloned().collect();
    quads.extend(origin_quads(vocabulary, name, &ledger.origins(name)));
    sort_quads(&mut quads);
    quads
}

/// Writes the counts of all documents, a pure function of their graphs.
///
/// `before` is what the store counts; without it, that is read out of the store.
fn summarize(
    writer: &mut Writer,
    vocabulary: &Vocabulary,
    ledger: &Ledger,
    before: Option<&Network>,
) -> Result<Network> {
    let network = ledger.network(vocabulary);
    writer.settle()?;
    match before {
        Some(before) => {
            let mut result = Ok(());
            summary_changes(vocabulary, before, &network, |old, new| {
                if result.is_ok() {
                    result = writer.revise(old, new);
                }
            });
            result?;
        }
        None => writer.replace(vocabulary.summary().as_ref(), summary_quads(vocabulary, &network))?,
    }
    writer.settle()?;
    Ok(network)
}

/// The ledger of a store, or, where none is whole, the one that its graph gives; and what is known of its counts.
pub fn ledger_of(writer: &mut Writer, vocabulary: &Vocabulary) -> Result<(Ledger, Known)> {
    if let Some(mut file) = writer.old(Beside::Ledger)?
        && let Ok(Some(ledger)) = Ledger::read(&mut file)
    {
        // Another version of the program may have counted something else.
        let known = if ledger.is_of_this_version() { Known::Counted } else { Known::Untold };
        return Ok((ledger, known));
    }
    let documents = writer.documents()?;
    let known = if documents.is_empty() { Known::Empty } else { Known::Untold };
    let ledger = ledger::derive(vocabulary, &documents, |document| writer.graph(document.as_ref()))?;
    Ok((ledger, known))
}

/// Puts a run in force, with what the next one and questions need to know.
pub fn commit(writer: Writer, ledger: &Ledger, network: &Network, printed: Option<&Printed>) -> Result<()> {
    let beside = |which, to: &mut dyn Write| match which {
        Beside::Ledger => ledger.write(to),
        Beside::Almanac => Almanac::write(network, printed, to),
    };
    writer.commit(beside).map(drop)
}
