//! Takes documents out of a store, as if they had never come.

use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, TermRef};

use super::ingest::{drop_claim, summarize};
use crate::error::Result;
use crate::graph::{KnowledgeGraph, Network};
use crate::rdf::Vocabulary;
use crate::rdf::term::sg;
use crate::store::Writer;

/// What was removed, and what is left.
#[derive(Clone, Debug)]
pub struct Removed {
    /// The IRIs of the documents that are gone.
    pub documents: Vec<String>,
    /// What was named but is not there.
    pub unknown: Vec<String>,
    /// The graph of the documents that are left.
    pub network: Network,
}

/// Removes the documents that `which` names: by IRI, by the last part of the IRI, or by the file they were
/// read from.
///
/// A document that other files hold, too, only loses the name of the file.
pub fn remove(mut writer: Writer, which: &[String]) -> Result<Removed> {
    let vocabulary = Vocabulary::new(writer.base())?;
    let mut removed = Removed { documents: Vec::new(), unknown: Vec::new(), network: Network::default() };
    for name in which {
        let found = find(&writer, &vocabulary, name)?;
        if found.is_empty() {
            removed.unknown.push(name.clone());
        }
        for (graph, file) in found {
            let is_gone = match file {
                Some(file) => drop_claim(&mut writer, &graph, &file)?,
                None => writer.remove(graph.as_ref())?,
            };
            if is_gone {
                removed.documents.push(graph.into_string());
            }
        }
    }
    removed.network = summarize(&mut writer, &vocabulary, KnowledgeGraph::new())?;
    writer.commit()?;
    Ok(removed)
}

/// The documents of a name, and the file if it is one.
fn find(writer: &Writer, vocabulary: &Vocabulary, name: &str) -> Result<Vec<(NamedNode, Option<String>)>> {
    let part = name.strip_prefix(vocabulary.base()).unwrap_or(name);
    let part = part.strip_prefix("document/").unwrap_or(part);
    let graph = vocabulary.document(&format!("document/{part}"));
    if let Some(quad) = writer.find(Some(graph.as_ref()), sg::SOURCE, None).next() {
        quad?;
        return Ok(vec![(graph, None)]);
    }
    let file = super::name(name.as_ref());
    let object = Literal::from(file.as_str());
    let mut found = Vec::new();
    for quad in writer.find(None, sg::SOURCE, Some(TermRef::Literal(object.as_ref()))) {
        if let NamedOrBlankNode::NamedNode(graph) = quad?.subject {
            found.push((graph, Some(file.clone())));
        }
    }
    Ok(found)
}
