//! The graph in the formats that other tools read.
//!
//! [`Format`] is the registry; each format has its own file. RDF formats are written from quads by
//! [`write_rdf`], graph formats from a [`Network`] by [`write_network`], tables from [`Statement`]s by
//! [`write_statements`]. All of them are sorted, so that one graph is one sequence of bytes.

pub mod csv;
pub mod dot;
mod escape;
mod format;
pub mod gexf;
pub mod graphml;
mod jsonld;
pub mod nquads;
#[cfg(feature = "parquet")]
pub mod parquet;
mod rdfxml;
mod selection;
mod trig;
mod turtle;
pub mod xml;

use std::io::{self, Write};
use std::iter;

use oxigraph::model::{GraphName, Quad};

pub use format::{Family, Format};

use crate::graph::{Edge, Network};
use crate::rdf::{Statement, Vocabulary, sort_quads};

/// Writes quads, in any order, in an RDF format.
///
/// Turtle, N-Triples and RDF/XML have no named graphs: they get the union of all graphs, each triple once.
///
/// # Errors
/// What `out` fails with; `InvalidInput` if the format is not of [`Family::Rdf`].
pub fn write_rdf(format: Format, vocabulary: &Vocabulary, quads: Vec<Quad>, out: impl Write) -> io::Result<()> {
    let mut quads = quads;
    if !format.has_named_graphs() {
        quads.iter_mut().for_each(|quad| quad.graph_name = GraphName::DefaultGraph);
    }
    sort_quads(&mut quads);
    match format {
        Format::Turtle => turtle::write(vocabulary, &quads, out),
        Format::NTriples => nquads::write(&quads, out),
        Format::NQuads | Format::TriG => write_pieces(format, vocabulary, iter::once(Ok(quads)), out),
        Format::JsonLd => jsonld::write(&quads, out),
        Format::RdfXml => rdfxml::write(&quads, out),
        _ => Err(wrong_family(format)),
    }
}

/// Writes quads that come in pieces, sorted and each graph whole in one piece, in a format that is
/// [written by graph](Format::is_written_by_graph): the same bytes as [`write_rdf`] writes of all of them.
///
/// # Errors
/// What `out` fails with, or the first error of a piece, after which nothing more is written; `InvalidInput` if the
/// format is not written by graph.
pub fn write_pieces(
    format: Format,
    vocabulary: &Vocabulary,
    mut pieces: impl Iterator<Item = io::Result<Vec<Quad>>>,
    out: impl Write,
) -> io::Result<()> {
    let mut out = out;
    match format {
        Format::NQuads => pieces.try_for_each(|quads| nquads::write(&quads?, &mut out)),
        Format::TriG => {
            trig::write_header(vocabulary, &mut out)?;
            pieces.try_for_each(|quads| trig::write_graphs(vocabulary, &quads?, &mut out))
        }
        _ => Err(wrong_family(format)),
    }
}

/// Writes the merged view in a graph format, with the usual options.
///
/// # Errors
/// What `out` fails with; `InvalidInput` if the format is not of [`Family::Network`].
pub fn write_network(format: Format, vocabulary: &Vocabulary, network: &Network, out: impl Write) -> io::Result<()> {
    match format {
        Format::GraphMl => graphml::write(vocabulary, network, out),
        Format::Gexf => gexf::write(vocabulary, network, out),
        Format::Csv => csv::write(vocabulary, network, out),
        Format::Dot => dot::write(vocabulary, network, &dot::DotOptions::default(), out),
        _ => Err(wrong_family(format)),
    }
}

/// Writes statements, in the order given, as a table.
///
/// # Errors
/// What `out` fails with; `InvalidInput` if the format is not of [`Family::Statements`].
pub fn write_statements(format: Format, statements: &[Statement], out: impl Write) -> io::Result<()> {
    match format {
        #[cfg(feature = "parquet")]
        Format::Parquet => parquet::write(statements, out),
        _ => {
            let _ = (statements, out);
            Err(wrong_family(format))
        }
    }
}

fn wrong_family(format: Format) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, format!("`{}` is written from other data", format.name()))
}

/// What the claims of a relation come to: `asserted`, `planned`, `denied`, joined by `|`.
fn statuses(edge: &Edge) -> String {
    let names: Vec<&str> = edge.statuses.iter().map(|status| status.name()).collect();
    names.join("|")
}
