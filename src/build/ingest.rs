//! The run that turns texts into one named graph a document, and keeps the store's promises.
//!
//! What the store says after a run depends on the texts alone: not on their order, not on what else was
//! read before. A document that two names hold is one graph with two `sg:source`; a name that now holds
//! another text gives up its claim on the document it held before, and a document that nobody claims any
//! more is removed.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef};

use crate::error::Result;
use crate::graph::{Contribution, KnowledgeGraph, Network};
use crate::pipeline::Extraction;
use crate::rdf::term::sg;
use crate::rdf::{Origin, Vocabulary, document_quads, read_contribution, summary_quads};
use crate::store::Writer;
use crate::text::{CharIndex, Source};

/// How many quads of documents that were read before are held back at most.
const HELD_BACK: usize = 50_000;

/// One document, ready for the store.
#[derive(Debug)]
pub struct Page {
    graph: NamedNode,
    quads: Vec<Quad>,
    contribution: Contribution,
}

impl Page {
    /// Prepares the documents of one source.
    pub fn of(vocabulary: &Vocabulary, source: &Source, extractions: &[Extraction]) -> Vec<Page> {
        let characters = CharIndex::new(&source.text);
        let origins = [Origin::from(source)];
        let page = |extraction: &Extraction| {
            let quads = document_quads(vocabulary, extraction, &origins, &characters);
            let Extraction { document, mentions, resolution, relations, .. } = extraction;
            let contribution = Contribution::of(document, mentions, resolution, relations);
            Page { graph: vocabulary.document(&contribution.document), quads, contribution }
        };
        extractions.iter().map(page).collect()
    }
}

/// What a run did to the documents of the store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Documents that this run read.
    pub read: usize,
    /// Those that the store did not have before.
    pub added: usize,
    /// Documents of earlier runs that are gone, because their file now holds another text.
    pub removed: usize,
}

/// A run in the making.
pub struct Ingest<'a> {
    writer: &'a mut Writer,
    vocabulary: &'a Vocabulary,
    graph: KnowledgeGraph,
    /// The documents of this run.
    seen: BTreeSet<NamedNode>,
    /// For documents that the store had before: the names that claimed them, and those that do now.
    claims: BTreeMap<NamedNode, Claims>,
    /// Documents met again under another name, to be united with what they said the first time.
    again: BTreeMap<NamedNode, Vec<Quad>>,
    n_again: usize,
    /// The names of which at least one text was read.
    accepted: BTreeSet<String>,
    changes: Changes,
}

#[derive(Default)]
struct Claims {
    old: BTreeSet<String>,
    new: BTreeSet<String>,
}

impl<'a> Ingest<'a> {
    /// Starts with what the store already says.
    pub fn new(writer: &'a mut Writer, vocabulary: &'a Vocabulary) -> Self {
        Ingest {
            writer,
            vocabulary,
            graph: KnowledgeGraph::new(),
            seen: BTreeSet::new(),
            claims: BTreeMap::new(),
            again: BTreeMap::new(),
            n_again: 0,
            accepted: BTreeSet::new(),
            changes: Changes::default(),
        }
    }

    /// Takes the documents of one source of the file `name`.
    pub fn add(&mut self, name: &str, pages: Vec<Page>) -> Result<()> {
        self.accepted.insert(name.to_owned());
        pages.into_iter().try_for_each(|page| self.add_page(name, page))
    }

    fn add_page(&mut self, name: &str, page: Page) -> Result<()> {
        if !self.seen.insert(page.graph.clone()) {
            return self.add_again(name, page);
        }
        self.changes.read += 1;
        let old = self.of_document(&page.graph, sg::SOURCE)?;
        self.changes.added += usize::from(old.is_empty());
        let mut quads = page.quads;
        if !old.is_empty() {
            let claims = self.claims.entry(page.graph.clone()).or_default();
            claims.old.extend(old.iter().filter_map(|quad| literal(&quad.object)));
            claims.new.insert(name.to_owned());
            // The claims of other names stay until the end of the run shows which of them still hold.
            if claims.old.iter().any(|old| old != name) {
                quads.extend(old);
                quads.extend(self.of_document(&page.graph, sg::LINE)?);
                let mut unique = HashSet::new();
                quads.retain(|quad| unique.insert(quad.clone()));
            }
        }
        self.writer.replace(page.graph.as_ref(), quads)?;
        self.graph.add(page.contribution);
        Ok(())
    }

    fn add_again(&mut self, name: &str, page: Page) -> Result<()> {
        if let Some(claims) = self.claims.get_mut(&page.graph) {
            claims.new.insert(name.to_owned());
        }
        self.n_again += page.quads.len();
        self.again.entry(page.graph).or_default().extend(page.quads);
        if self.n_again > HELD_BACK { self.unite() } else { Ok(()) }
    }

    /// Adds what documents met again say besides.
    fn unite(&mut self) -> Result<()> {
        self.n_again = 0;
        if self.again.is_empty() {
            return Ok(());
        }
        self.writer.settle()?;
        for (graph, quads) in std::mem::take(&mut self.again) {
            let mut known: HashSet<Quad> = self.writer.graph(graph.as_ref())?.into_iter().collect();
            let fresh: Vec<Quad> = quads.into_iter().filter(|quad| known.insert(quad.clone())).collect();
            if fresh.iter().any(|quad| quad.predicate != sg::SOURCE && quad.predicate != sg::LINE) {
                // Both said something of their own: what counts is what the graph now says.
                self.graph.remove(self.vocabulary.local(graph.as_str()).unwrap_or_default());
            }
            self.writer.add(fresh)?;
        }
        self.writer.settle()
    }

    /// Settles who claims what, and counts everything anew.
    pub fn finish(mut self) -> Result<(Network, Changes)> {
        self.unite()?;
        self.writer.settle()?;
        self.drop_claims()?;
        self.drop_documents()?;
        let network = summarize(self.writer, self.vocabulary, self.graph)?;
        Ok((network, self.changes))
    }

    /// Documents of this run: names that were read but no longer hold them give them up.
    fn drop_claims(&mut self) -> Result<()> {
        for (graph, claims) in std::mem::take(&mut self.claims) {
            let lost: Vec<Quad> = claims
                .old
                .difference(&claims.new)
                .filter(|name| self.accepted.contains(*name))
                .map(|name| claim(&graph, name))
                .collect();
            self.writer.take_away(&lost)?;
        }
        Ok(())
    }

    /// Documents of earlier runs: the same, and those that nobody holds any more are removed.
    fn drop_documents(&mut self) -> Result<()> {
        if self.writer.is_new() {
            return Ok(());
        }
        for name in &self.accepted {
            let object = Literal::from(name.as_str());
            let mut lost = Vec::new();
            for quad in self.writer.find(None, sg::SOURCE, Some(TermRef::Literal(object.as_ref()))) {
                if let NamedOrBlankNode::NamedNode(graph) = quad?.subject
                    && !self.seen.contains(&graph)
                {
                    lost.push(graph);
                }
            }
            for graph in lost {
                self.changes.removed += usize::from(drop_claim(self.writer, &graph, name)?);
            }
        }
        Ok(())
    }

    /// What the store says of a document by one property.
    fn of_document(&self, graph: &NamedNode, property: NamedNodeRef<'_>) -> Result<Vec<Quad>> {
        self.writer.find(Some(graph.as_ref()), property, None).collect()
    }
}

/// Writes the counts of all documents, a pure function of their graphs.
///
/// `graph` holds the shares that are known; the others are read from the store.
pub fn summarize(writer: &mut Writer, vocabulary: &Vocabulary, mut graph: KnowledgeGraph) -> Result<Network> {
    read_documents(writer, vocabulary, &mut graph)?;
    let network = graph.network();
    writer.replace(vocabulary.summary().as_ref(), summary_quads(vocabulary, &network))?;
    writer.settle()?;
    Ok(network)
}

/// Adds the shares of all documents of the store that `graph` does not hold yet.
fn read_documents(writer: &mut Writer, vocabulary: &Vocabulary, graph: &mut KnowledgeGraph) -> Result<()> {
    let known: BTreeSet<String> = graph.documents().map(str::to_owned).collect();
    for document in writer.documents()? {
        let name = vocabulary.local(document.as_str()).unwrap_or_default();
        if !known.contains(name) {
            let quads = writer.graph(document.as_ref())?;
            graph.add(read_contribution(vocabulary, name, quads));
        }
    }
    Ok(())
}

/// Lets a document go from one name; whether it is gone altogether.
pub fn drop_claim(writer: &mut Writer, graph: &NamedNode, name: &str) -> Result<bool> {
    if writer.find(Some(graph.as_ref()), sg::SOURCE, None).count() > 1 {
        writer.take_away(&[claim(graph, name)])?;
        Ok(false)
    } else {
        writer.remove(graph.as_ref())
    }
}

fn claim(graph: &NamedNode, name: &str) -> Quad {
    Quad::new(graph.clone(), sg::SOURCE, Literal::from(name), graph.clone())
}

fn literal(term: &Term) -> Option<String> {
    match term {
        Term::Literal(literal) => Some(literal.value().to_owned()),
        _ => None,
    }
}
