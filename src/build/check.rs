//! Proves that a store is what its builds have made: whole, in one piece, and counted right.

use std::io::{self, Cursor, Read};
use std::sync::Arc;

use oxigraph::model::{NamedNode, NamedOrBlankNode, Quad};

use super::almanac::Almanac;
use super::ledger::{Ledger, digest};
use crate::error::Result;
use crate::graph::{KnowledgeGraph, Network};
use crate::rdf::{Vocabulary, is_origin, origin_quads, read_contribution, sort_quads, summary_changes};
use crate::store::{Beside, Store, Tally};

/// What a check has read, and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// The number of documents.
    pub n_documents: usize,
    /// The number of quads, those of the summary included.
    pub n_quads: usize,
    /// What is not as it should be, one sentence each, in the order of the documents.
    pub faults: Vec<String>,
}

/// Reads the whole store and compares all its parts with each other.
///
/// Every index of the database holds the same quads; every graph is a document's or the summary; each document says
/// what it said when it was built (by its SHA-256) and where it was read; what the store keeps for the next build is
/// what the graphs say; the summary is what the documents add up to.
///
/// # Errors
/// If the database cannot be read at all.
pub fn check(store: &Store) -> Result<Checked> {
    let vocabulary = Vocabulary::new(store.base())?;
    let mut checked = Checked::default();
    let mut tally = store.tally();
    let ledger = match store.beside(Beside::Ledger)?.map(|mut file| Ledger::read(&mut file)) {
        Some(Ok(Some(ledger))) => Some(ledger),
        // The next build makes one of its own form out of the graph.
        Some(_) if store.beside(Beside::Ledger)?.is_some_and(|mut file| Ledger::is_of_another_form(&mut file)) => None,
        Some(_) => {
            checked.fault("the ledger is damaged; the next build makes it anew");
            None
        }
        None => {
            checked.fault("there is no ledger; the next build makes it anew");
            None
        }
    };
    let (mut graph, mut said) = (KnowledgeGraph::new(), Ledger::default());
    let documents = store.documents()?;
    for document in &documents {
        let mut quads = store.graph(document.as_ref())?;
        tally.take(document, &quads)?;
        sort_quads(&mut quads);
        checked.n_quads += quads.len();
        let name: &Arc<str> = &vocabulary.local(document.as_str()).unwrap_or_default().into();
        let contribution = read_contribution(&vocabulary, name, quads.iter().cloned());
        if let Some(ledger) = &ledger {
            if ledger.graph().contribution(name).as_ref() != Some(&contribution) {
                checked.fault(format!("the ledger counts other things in `{}` than it says", document.as_str()));
            }
            let origins = origin_quads(&vocabulary, name, &ledger.origins(name));
            if origins.is_empty() || origins != origins_of(document, &quads) {
                checked.fault(format!("`{}` names other sources than the ledger", document.as_str()));
            }
        }
        said.seal(name, digest(&quads));
        if ledger.as_ref().is_some_and(|ledger| ledger.digest(name) != said.digest(name)) {
            checked.fault(format!("`{}` does not say what it said when it was built", document.as_str()));
        }
        graph.add(contribution);
    }
    checked.n_documents = documents.len();
    if let Some(ledger) = &ledger {
        let strangers = ledger.documents().filter(|name| documents.binary_search(&vocabulary.document(name)).is_err());
        for name in strangers {
            checked.fault(format!("`{}` has no graph", vocabulary.document(name).as_str()));
        }
    }
    checked.graphs(store, &vocabulary, &mut tally)?;
    let network = Network { digest: said.total(&vocabulary), ..graph.network() };
    let n_said = tally.read(&vocabulary.summary())?;
    checked.summary(store, &vocabulary, &network, n_said)?;
    if !tally.finish()? {
        checked.fault("the indexes of the database do not hold the same quads");
    }
    checked.almanac(store, &network)?;
    Ok(checked)
}

impl Checked {
    fn fault(&mut self, fault: impl Into<String>) {
        self.faults.push(fault.into());
    }

    /// Whether there is any graph besides those of documents and the summary.
    fn graphs(&mut self, store: &Store, vocabulary: &Vocabulary, tally: &mut Tally<'_>) -> Result<()> {
        for name in store.graph_names()? {
            match &name {
                NamedOrBlankNode::NamedNode(name) if *name == vocabulary.summary() => continue,
                NamedOrBlankNode::NamedNode(name) => match vocabulary.local(name.as_str()) {
                    Some(local) if local.starts_with("document/") => continue,
                    _ => drop(tally.read(name)?),
                },
                NamedOrBlankNode::BlankNode(_) => (),
            }
            self.fault(format!("the graph {name} is no document's"));
        }
        Ok(())
    }

    /// Whether the summary says what the documents add up to.
    ///
    /// `n_said` is how many quads it has.
    fn summary(&mut self, store: &Store, vocabulary: &Vocabulary, network: &Network, n_said: usize) -> Result<()> {
        let summary = vocabulary.summary();
        let mut pieces = Vec::new();
        summary_changes(vocabulary, &Network::default(), network, |_, wanted| pieces.push(wanted));
        let mut n_wanted = 0;
        for mut wanted in pieces {
            let Some(NamedOrBlankNode::NamedNode(subject)) = wanted.first().map(|quad| quad.subject.clone()) else {
                continue;
            };
            sort_quads(&mut wanted);
            let mut said = store.said_of(subject.as_ref(), summary.as_ref())?;
            sort_quads(&mut said);
            n_wanted += said.len();
            if said != wanted {
                self.fault(format!("the summary says something else of `{}` than the documents", subject.as_str()));
            }
        }
        self.n_quads += n_said;
        if n_said != n_wanted {
            self.fault("the summary says something of what no document names");
        }
        Ok(())
    }

    /// Whether the almanac, if there is one, says what the documents add up to.
    fn almanac(&mut self, store: &Store, network: &Network) -> Result<()> {
        let Some(mut file) = store.beside(Beside::Almanac)? else { return Ok(()) };
        let mut said = Vec::new();
        let is_right = file.read_to_end(&mut said).is_ok() && is_almanac(&said, network).unwrap_or_default();
        if !is_right {
            self.fault("the almanac says something else than the documents; the next build makes it anew");
        }
        Ok(())
    }
}

/// Whether the bytes of an almanac are those of a network.
fn is_almanac(said: &[u8], network: &Network) -> io::Result<bool> {
    let Some(almanac) = Almanac::open(Box::new(Cursor::new(said.to_vec())))? else { return Ok(false) };
    let mut wanted = Vec::new();
    Almanac::write(network, almanac.printed(), &mut wanted)?;
    Ok(said == wanted)
}

/// What a document's graph says of where it was read, sorted.
fn origins_of(document: &NamedNode, quads: &[Quad]) -> Vec<Quad> {
    let mut origins: Vec<Quad> = quads.iter().filter(|quad| is_origin(document.as_ref(), quad)).cloned().collect();
    sort_quads(&mut origins);
    origins
}
