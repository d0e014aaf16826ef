//! TriG: the Turtle of each graph between braces.

use std::io::{self, Write};

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad};

use super::turtle::Names;
use crate::rdf::Vocabulary;

/// Writes sorted quads with their prefixes.
pub(super) fn write(vocabulary: &Vocabulary, quads: &[Quad], out: impl Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    let names = Names::of(vocabulary);
    names.write_header(&mut out)?;
    for graph in quads.chunk_by(|a, b| a.graph_name == b.graph_name) {
        let name: NamedOrBlankNode = match &graph[0].graph_name {
            GraphName::DefaultGraph => {
                names.write_subjects(graph, "", &mut out)?;
                continue;
            }
            GraphName::NamedNode(node) => node.clone().into(),
            GraphName::BlankNode(node) => node.clone().into(),
        };
        write!(out, "\n{} {{", names.subject(&name))?;
        names.write_subjects(graph, "    ", &mut out)?;
        out.write_all(b"}\n")?;
    }
    out.flush()
}
