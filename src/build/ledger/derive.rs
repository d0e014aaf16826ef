//! A ledger out of the graph alone, for a store that has none.

use std::sync::Arc;

use oxigraph::model::{NamedNode, Quad, Term};

use super::{Address, Ledger, Text, digest};
use crate::error::Result;
use crate::graph::KnowledgeGraph;
use crate::rdf::term::{schema, sg};
use crate::rdf::{Vocabulary, read_contribution, sort_quads};

/// Reads `documents`, of each of which `read` gives the quads.
///
/// None of their texts counts as read, so that each is read again when it is met. Where a document was read from
/// several lines of several files, each file is taken to hold it at each of them.
pub fn derive(
    vocabulary: &Vocabulary,
    documents: &[NamedNode],
    mut read: impl FnMut(&NamedNode) -> Result<Vec<Quad>>,
) -> Result<Ledger> {
    let (mut ledger, mut graph) = (Ledger::default(), KnowledgeGraph::new());
    for document in documents {
        let mut quads = read(document)?;
        let name: Arc<str> = vocabulary.local(document.as_str()).unwrap_or_default().into();
        let values = |property| {
            let is_of =
                move |quad: &&Quad| quad.predicate.as_ref() == property && quad.subject == document.clone().into();
            quads.iter().filter(is_of).filter_map(value)
        };
        let lines: Vec<usize> = values(sg::LINE).filter_map(|line| line.parse().ok()).collect();
        let lines = if lines.is_empty() { vec![None] } else { lines.into_iter().map(Some).collect() };
        let (id, url) = (values(schema::IDENTIFIER).next(), values(schema::URL).next());
        for file in values(sg::SOURCE) {
            for &line in &lines {
                ledger.add(Address { name: file.as_str().into(), line }, &name, id.as_deref(), url.as_deref());
            }
        }
        graph.add(read_contribution(vocabulary, &name, quads.iter().cloned()));
        sort_quads(&mut quads);
        ledger.seal(&name, digest(&quads));
    }
    ledger.keep(graph);
    Ok(ledger)
}

impl Ledger {
    /// Enters a document into the text at `address`.
    fn add(&mut self, address: Address, document: &Arc<str>, id: Option<&str>, url: Option<&str>) {
        let (id, url) = (id.map(Into::into), url.map(Into::into));
        let empty = || Box::new(Text { key: None, reader: 0, id, url, documents: Vec::new() });
        self.texts.entry(address.clone()).or_insert_with(empty).documents.push(Arc::clone(document));
        self.documents.entry(Arc::clone(document)).or_default().enter(&address);
    }
}

fn value(quad: &Quad) -> Option<String> {
    match &quad.object {
        Term::Literal(literal) => Some(literal.value().to_owned()),
        _ => None,
    }
}
