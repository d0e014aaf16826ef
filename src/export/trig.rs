//! TriG: the Turtle of each graph between braces.

use std::io::{self, Write};

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad};

use super::turtle::{Names, runs};
use crate::rdf::Vocabulary;

/// Writes base and prefixes, which stand before all graphs.
pub(super) fn write_header(vocabulary: &Vocabulary, out: &mut impl Write) -> io::Result<()> {
    Names::of(vocabulary).write_header(out)
}

/// Writes sorted quads, graph after graph.
pub(super) fn write_graphs(vocabulary: &Vocabulary, quads: &[Quad], out: impl Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    let names = Names::of(vocabulary);
    for (name, graph) in runs(quads, |quad| &quad.graph_name) {
        let name: NamedOrBlankNode = match name {
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
